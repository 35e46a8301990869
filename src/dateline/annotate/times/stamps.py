"""The clock of a live page: the minute at which an entry was posted, at the head of its line ("1437 The minister says
...") or on a line of its own above it ("14:37 GMT").

Read as words they are years, numbers of people ("1,437 ministers"), or hours of whatever day the post above speaks of.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.annotate.times.match import Draft
from dateline.annotate.times.vocabulary import Vocabulary

LIVE, HEADED = 5, 2
"""Lines with a clock before them that make a page a live one, and lines that are a clock and nothing else, where
IN_ORDER of them follow one another as the day goes, upwards or downwards."""
IN_ORDER = 0.9
_Posted = tuple[int, "re.Match[str]"]
"""Minutes from midnight, and the clock that says so."""
YEARS = range(1800, 2060)
"""Four digits that are a year as well; a chronology has no others at the heads of its lines."""
_STAMP = re.compile(
    r"^[ \t]*(?P<hour>[01]\d|2[0-3]|\d(?=[:.]))(?P<colon>:)?\.?(?P<minute>[0-5]\d)(?:[ \t]?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:[ \t](?P<zone>[A-Z]{3,4})\b)?"
    r"(?:(?=[ \t]*(?P<alone>$))|(?=[ \t]*(?P<mark>[:|•–—-])\s)|(?=[ \t]+\S|[A-Z][a-z]))",
    re.MULTILINE,
)


def find_posted(text: str, words: Vocabulary) -> Iterator[Draft]:
    """The clocks at the heads of a live page's entries, each of the day on which the page was published."""
    found: list[_Posted] = []
    for stamp in _STAMP.finditer(text):
        if stamp["alone"] is not None and not _is_clock(stamp):
            continue  # the cell of a table
        hour = int(stamp["hour"])
        if stamp["half"] and hour <= 12:
            hour = hour % 12 + (12 if stamp["half"] == "p" else 0)
        found.append((hour * 60 + int(stamp["minute"]), stamp))
    if not _is_live(found, LIVE):
        found = [(minutes, stamp) for minutes, stamp in found if _heads(stamp)]
        if not _is_live(found, HEADED):
            return
    for minutes, stamp in found:
        zone = words.zones.get((stamp["zone"] or "").lower())
        end = stamp.end() if zone or not stamp["zone"] else stamp.end("half" if stamp["half"] else "minute")
        yield _draft(stamp.start("hour"), end, minutes, zone.offset if zone else "")
    for (minutes, stamp), (other, following) in pairwise(found):
        for inside in _GLUED.finditer(text, stamp.end(), following.start()):
            posted = int(inside[1]) * 60 + int(inside[2])
            if min(minutes, other) <= posted <= max(minutes, other):
                yield _draft(*inside.span(), posted, "")


def _is_live(found: Sequence[_Posted], least: int) -> bool:
    """Whether clocks are those of a live page: at least so many, and in the order of the day or against it."""
    if len(found) < least or all(_is_a_year(stamp) for _, stamp in found):
        return False
    steps = [after - before for (before, _), (after, _) in pairwise(found)]
    return max(sum(step >= 0 for step in steps), sum(step <= 0 for step in steps)) >= IN_ORDER * len(steps)


def _heads(stamp: "re.Match[str]") -> bool:
    return _is_clock(stamp) and (stamp["alone"] is not None or stamp["mark"] is not None)


def _is_clock(stamp: "re.Match[str]") -> bool:
    """Whether digits are a clock by themselves: not "1204", "4.15"."""
    return any(stamp[part] for part in ("colon", "half", "zone"))


def _draft(start: int, end: int, minutes: int, zone: str) -> Draft:
    steps = f"+0D T{minutes // 60:02d}:{minutes % 60:02d}{zone}"
    return Draft(start=start, end=end, type="TIME", steps=steps, anchor="published", rule="posted", tense="")


_GLUED = re.compile(
    r"(?<![\d.,-])(?<!\bthe )(?<!\b(?:in|of|to|by) )(?<!\b(?:and|for) )(?<!\b(?:from|late) )(?<!\bsince )(?<!\buntil )"
    r"([01]\d|2[0-3])([0-5]\d)(?= [A-Z`\"“])"
)
"""The same where the end of the line was lost; only between the clocks of the lines around it."""


def _is_a_year(stamp: "re.Match[str]") -> bool:
    digits = stamp[0].strip()
    return digits.isdecimal() and int(digits) in YEARS
