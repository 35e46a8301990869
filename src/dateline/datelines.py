"""What opens a report of an agency: where it was written, when, and for whom.

Known without a parse, since the parse depends on it: a lead that is parsed with its dateline takes the town for its
subject.  Whoever asks what stands in a dateline (its day, its town) asks here.
"""

import re

from dateline.records import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\b\.?"
DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+(?:19|20)?\d\d\b)?"
_DATED = rf"(?:{_MONTH}\s+\d{{1,2}},?|\d{{1,2}}\s+{_MONTH},?)\s+(?:19|20)\d\d"
_OF_WEEK = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+"
WEEKDAY = rf"(?:{_OF_WEEK})?"
_TOWN = r"[A-Z][\w.'’-]{1,30}(?:[ /][A-Z][\w.'’-]{1,30}){0,4}"
_CAPITALS = r"[A-Z][A-Z.'’-]{1,30}(?:[ /][A-Z][A-Z.'’-]{0,30}){0,4}"
_LOWER = r"[A-Z][\w.'’-]{1,30}(?: [\w.'’()-]{1,30}){0,3}"
_REGION = rf"(?:,\s+{_TOWN}){{0,2}}"
_WHEN = rf"[,.]?\s+(?:{WEEKDAY}(?i:{DAY})|{_OF_WEEK}\d{{1,2}}\b)"
_NAMED = r"(?:,?\s*\((?=[^()\n]*[A-Z])[^()\n]{2,60}\)|,\s*[A-Z]{2,10}\b|\s*/[A-Z][\w. -]{1,20}/\.?)"
_AGENCY = rf"(?:{_NAMED}|\s*\([^()\n]{{2,60}}\))"
_DASH = r"(?:\s*(?:--+|[–—])|\s+-(?=\s))"
DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_REGION}(?:{_WHEN})?{_AGENCY}?{_DASH}"
    rf"|{_TOWN}{_REGION}(?:{_WHEN}{_AGENCY}?|{_NAMED}){_DASH}"
    rf"|{_LOWER}(?=,){_WHEN}{_AGENCY}?{_DASH}"
    rf"|(?i:{DAY})(?:,\s+{_TOWN}{_REGION}|{_AGENCY}){_DASH}"
    rf"|(?i:{_DATED}){_NAMED}"
    rf"|{_TOWN}{_REGION}{_WHEN}\.?\s*/[A-Z][\w. -]{{1,20}}/\."
    rf"|{_TOWN}{_REGION}{_WHEN}{_AGENCY}?:(?=\s)"
    rf"|{_TOWN}{_REGION}:\s+(?i:{DAY})[.,]?(?=\s))"
    r"\s*(?:\[[\w ]{2,40}\]\s*)*(?=[\"'“‘«(]?[A-Z\d])"
)
"""What opens a report of an agency: GORIS, Armenia (AP) -; Goris, 3 March 2024 (AP) –; MOSCOW, March 3. /TASS/.; with
a colon where South Asian papers have it: GORIS, March 3 (AP): or Goris: 3 March; GORIS, Sunday 3 (AP) -."""


def find_dateline(text: str, start: int, end: int | None = None) -> Span | None:
    """The dateline that opens the line at `start` of a text, without the space behind it; None where none does."""
    found = DATELINE.match(text, start, len(text) if end is None else end)
    return (start, start + len(found[0].rstrip())) if found is not None else None
