"""Where what a sentence tells begins: behind a dateline, a stamp of the page that was run into it, the day that heads
an entry of a chronology.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.datelines import DATELINE
from dateline.records import Annotation, Time

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_DATE = rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?: ?,)? \d{{4}}"
_CLOCK = r"\d{1,2}[:.]\d\d(?: ?[apAP][mM]\b)?(?: [A-Z]{2,4}\b)?"
STAMP = re.compile(
    rf"[^!?\n]{{0,160}}?\b(?:{_DATE}(?: ?[-–,|])?(?: (?:[Ll]ast )?[Uu]pdated(?: at)?)? {_CLOCK}"
    rf"|{_CLOCK}(?: ?,)? (?:[A-Z]\w+day(?: ?,)? )?{_DATE})(?: Help)?[\s:.–—-]*(?=[A-Z\d`\"“]|$)"
)
"""A whole date and a clock in one breath, with no "at" or "on" between them, and a new beginning behind: no sentence
tells a day so.  What stands before is the headline or the name of who commented."""
ENTRIES, IN_ORDER = 4, 0.9
"""Sentences that open with a day in a chronology at the least, and how many of them follow one another up or down."""
ENTRY = 5
"""How many sentences of an entry without a day of their own are still of its day."""
_OPENS = re.compile(r"(?:\s*,?\s*\d{4})?\s*(?:[:.–—-]+\s*)?(?=[A-Z`\"“\d])")


@dataclass(frozen=True, slots=True)
class Openings:
    """Sentences by number: where what they tell begins, and the days that head the entries of a chronology."""

    begins: Mapping[int, int]
    entries: Mapping[int, Time]


def find_openings(annotation: Annotation, text: str) -> Openings:
    """Where the sentences begin that do not begin with what they tell."""
    begins = {}
    for number, (start, end) in enumerate(annotation.sentences):
        if (stamp := DATELINE.match(text, start, end) or STAMP.match(text, start, end)) is not None:
            begins[number] = stamp.end()
    entries = _entries(annotation, text, begins)
    return Openings(
        begins | {number: end for number, (_, end) in entries.items()},
        {number: time for number, (time, _) in entries.items()},
    )


def _entries(annotation: Annotation, text: str, stamped: Mapping[int, int]) -> dict[int, tuple[Time, int]]:
    """The sentences that open an entry of a chronology ("March 12: two are hurt"), with its day, and where what they
    tell begins; none where there are few, or in no order.
    """
    opens: Sequence[int] = [start for start, _ in annotation.sentences]
    found: dict[int, tuple[Time, int]] = {}
    for time in annotation.times:
        if time.type != "DATE" or "WXX" in time.offset or not time.earliest or time.earliest != time.latest:
            continue
        number = bisect_right(opens, time.start) - 1
        if number < 0 or number in stamped or text[opens[number] : time.start].strip(" \t•*·–—-"):
            continue
        if (told := _OPENS.match(text, time.end, annotation.sentences[number][1])) is not None:
            found.setdefault(number, (time, told.end()))
    days = [found[number][0].value for number in sorted(found)]
    ups, downs = sum(a <= b for a, b in pairwise(days)), sum(a >= b for a, b in pairwise(days))
    return found if len(days) >= ENTRIES and max(ups, downs) >= IN_ORDER * (len(days) - 1) else {}
