"""Dates that no calendar has ("31 February"), and dates of other calendars than ours: neither is turned into a day."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from functools import cache

from dateline import lexicon
from dateline.annotate.times.vocabulary import FILE, Numbered
from dateline.records import Span, Unresolved, fact_id

LEAP = 2000
"""The year that is supposed where a date has none: 29 February is a day in some years."""


class Calendar(lexicon.Entry, frozen=True, kw_only=True):
    """A calendar: the names of its months, its feasts (as written), what stands behind its years, and which years there
    are.
    """

    name: str
    months: tuple[str, ...]
    eras: tuple[str, ...]
    feasts: tuple[str, ...] = ()
    first: int
    last: int


@cache
def _months() -> dict[str, int]:
    return {word: month.number for month in lexicon.read(FILE, "month", Numbered) for word in month.words}


@cache
def _written() -> re.Pattern[str]:
    """A day of a month as it is written: 31 February 2023, February 31st, 2023, 2023-02-31, 31/02/2023."""
    month = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<d1>\d\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{month})(?:\.?,?\s+(?P<y1>\d{{4}}))?"
        rf"|(?P<m2>{month})\.?\s+(?P<d2>\d\d)(?:st|nd|rd|th)?(?:,?\s+(?P<y2>\d{{4}}))?"
        rf"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)|(?P<a>\d\d)[/.](?P<b>\d\d)[/.](?P<y4>(?:19|20)\d\d))"
        r"(?![\w/-]|[.,]\d)",
        re.IGNORECASE,
    )


@cache
def _foreign() -> tuple[tuple[Calendar, re.Pattern[str]], ...]:
    found = []
    for calendar in lexicon.read("calendars", "calendar", Calendar):
        month = "|".join(map(re.escape, sorted(calendar.months, key=len, reverse=True))) or "(?!)"
        era = "|".join(map(re.escape, calendar.eras))
        pattern = (
            rf"(?<![\w.,/-])(?:(?:\d{{1,2}}\s+(?i:{month})|(?i:{month})\s+\d{{1,2}}),?\s+(?P<y1>\d{{4}})"
            rf"|(?P<y2>\d{{4}})\s(?:{era}))(?!\w)"
        )
        found.append((calendar, re.compile(pattern)))
    return tuple(found)


@cache
def _feasts() -> re.Pattern[str]:
    """A feast of another calendar where it says when something was; "the Yom Kippur War" does not."""
    feasts = "|".join(
        re.escape(feast) for c in lexicon.read("calendars", "calendar", Calendar) for feast in sorted(c.feasts)[::-1]
    )
    return re.compile(
        r"(?<!\w)(?i:on|during|since|before|after|until|till|for|over|throughout|last|this|next"
        r"|(?:start|beginning|end|eve|month|first day|day) of)\s+(?i:the (?:\w+ )?(?:month|feast|holiday) of )?"
        rf"(?P<feast>{feasts})(?![\w-]| [A-Z])"
    )


@cache
def _of_feast() -> dict[str, str]:
    calendars = lexicon.read("calendars", "calendar", Calendar)
    return {feast: calendar.name for calendar in calendars for feast in calendar.feasts}


def find_unreadable(report: str, text: str, litter: Sequence[Span] = ()) -> list[Unresolved]:
    """The dates of a report (given by its id) that cannot be, or are not ours, outside of `litter`, in order."""
    found = []
    numbers = set(re.findall(r"\d+", text))
    for (start, end), why in sorted({**dict(_impossible(text, numbers)), **dict(_of_others(text, numbers))}.items()):
        if not any(s <= start < e for s, e in litter):
            found.append(Unresolved(id=fact_id("unresolved", report, [(start, end)]), start=start, end=end, why=why))
    return found


def _impossible(text: str, numbers: set[str]) -> Iterator[tuple[Span, str]]:
    """The dates that cannot be; `numbers` are those of the text."""
    doubtful = {number for number in map(int, (n for n in numbers if len(n) == 2)) if not 0 < number < 13}
    if _LAST_DAYS.isdisjoint(doubtful) and not (doubtful and _ALL_DIGITS.search(text)):
        return  # looking for the names of months costs ten times as much
    for found in _written().finditer(text):
        if found["a"]:
            year, sides = int(found["y4"]), (int(found["a"]), int(found["b"]))
            is_day = _is_day(year, sides[0], sides[1]) or _is_day(year, sides[1], sides[0])
        else:
            named = found["m1"] or found["m2"]
            month = _months()[named.lower()] if named else int(found["m3"])
            day = int(found["d1"] or found["d2"] or found["d3"])
            year = int(found["y1"] or found["y2"] or found["y3"] or LEAP)
            # "12 May 45 people" and "Mar 55": a number above any day of a month is something else
            is_day = _is_day(year, month, day) or bool(named and (day > 31 or named.islower()))
        if not is_day:
            yield found.span(), "no date that can be: the month has no such day"


_LAST_DAYS = frozenset((0, 29, 30, 31))
"""Days that a month may not have; above them a number beside a month is no day at all."""
_ALL_DIGITS = re.compile(r"\d[-/.]\d\d[-/.]\d\d")


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(max(1, year), month)[1]


def _of_others(text: str, numbers: set[str]) -> Iterator[tuple[Span, str]]:
    if any(map(text.__contains__, _of_feast())):
        for found in _feasts().finditer(text):
            yield found.span("feast"), f"a time of {_of_feast()[found['feast']]}, not turned into ours"
    years = {int(number) for number in numbers if len(number) == 4}
    for calendar, pattern in _foreign():
        if not any(calendar.first <= year <= calendar.last for year in years):
            continue  # looking for the names of months costs fifty times as much
        for found in pattern.finditer(text):
            if calendar.first <= int(found["y1"] or found["y2"]) <= calendar.last:
                yield found.span(), f"a date of {calendar.name}, not turned into ours"
