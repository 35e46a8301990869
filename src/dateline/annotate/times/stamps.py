"""The clock of a live page: lines that begin with the minute at which they were posted ("1437 The minister says ...").

Read as words they are years, numbers of people ("1,437 ministers"), or hours of whatever day the post above speaks of.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.annotate.times.match import Draft
from dateline.annotate.times.vocabulary import Vocabulary

LIVE = 5
"""Lines with a clock before them that make a page a live one, where
IN_ORDER of them follow one another as the day goes, upwards or downwards."""
IN_ORDER = 0.9
YEARS = range(1800, 2060)
"""Four digits that are a year as well; a chronology has no others at the heads of its lines."""
_STAMP = re.compile(
    r"^[ \t]*(?P<hour>[01]\d|2[0-3]|\d(?=[:.]))[:.]?(?P<minute>[0-5]\d)(?:[ \t]?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:[ \t](?P<zone>[A-Z]{3,4})\b)?(?=[ \t]*[:|–—-]?[ \t]+\S|[A-Z][a-z])",
    re.MULTILINE,
)


def find_posted(text: str, words: Vocabulary) -> Iterator[Draft]:
    """The clocks at the heads of a live page's lines, each of the day on which the page was published."""
    found = []
    for stamp in _STAMP.finditer(text):
        hour = int(stamp["hour"])
        if stamp["half"] and hour <= 12:
            hour = hour % 12 + (12 if stamp["half"] == "p" else 0)
        found.append((hour * 60 + int(stamp["minute"]), stamp))
    if len(found) < LIVE or all(_is_a_year(stamp) for _, stamp in found):
        return
    steps = [after - before for (before, _), (after, _) in pairwise(found)]
    if max(sum(step >= 0 for step in steps), sum(step <= 0 for step in steps)) < IN_ORDER * len(steps):
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
