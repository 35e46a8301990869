"""Dates as files give them, in ISO 8601."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

from dateline import lexicon

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ ./-]+([A-Za-z]{3})[a-z]*\.?,?[ ./-]+(\d{4})(?!\d)")
MONTH_DAY = re.compile(r"([A-Za-z]{3})[a-z]*[.,]?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
JAVA = re.compile(r"([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})\s+\d\d:\d\d:\d\d\s+(?:[A-Z]{3,4}\s+)?(\d{4})(?!\d)")
NUMBERS = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4}(?!\d)|\d\d(?=,?\s+(?:at\s+)?\d{1,2}[:.]\d\d))")
"""Of a year of two digits a clock must tell that it is no score and no version."""
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,3}day|s|rs?)?\b", re.IGNORECASE)
YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?$")
FIRST_DATE = re.compile(
    rf"{DAY_MONTH.pattern}|{MONTH_DAY.pattern}|(?<!\d)\d{{4}}([-/.])\d{{1,2}}\7\d{{1,2}}(?!\d)|"
    r"(?<![\d./])\d{1,2}([./])\d{1,2}\8(?:\d{4}(?!\d)|\d\d(?=,?\s+(?:at\s+)?\d{1,2}[:.]\d\d))"
)
"""What may be a date within a text."""
EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
CLOCK = re.compile(
    r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?:\.\d+)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d\d:?\d\d|[A-Z]{3}\b)?",
    re.IGNORECASE,
)
ZONES = {
    "Z": 0,
    "GMT": 0,
    "UTC": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
"""Names of zones in hours from UTC, as RFC 5322 reads them; others are many zones' names."""
YEARS = range(1800, 2101)
"""Of reports in the Gregorian calendar; another year is a slip or counts in another calendar."""


def iso_date(told: str) -> str | None:
    """An ISO 8601 date, date-time, month or year for what a page or file gives as a date; None where it cannot be one.

    Read are ISO 8601, RFC 5322 (mails, feeds), names of months, digits with the year first, and seconds since 1970.
    "03/04/2023" stays unread where nothing tells which is the month (see could_be).
    """
    told = told.strip()
    if re.fullmatch(r"\d{4}", told):
        return told if int(told) in YEARS else None
    if EPOCH.match(told):
        return datetime.fromtimestamp(int(told[:10]), UTC).isoformat()
    if re.fullmatch(r"\d{4}-?W\d\d", told):
        return None  # a week, of which the standard library would make its Monday
    try:
        moment = datetime.fromisoformat(told)
        return _shown(moment, told) if moment.year in YEARS else None
    except ValueError:
        pass
    if found := COMPACT.match(told):
        return _day(found[1], found[2], found[3])
    told = in_english(told)
    day = next(_days(told), None)
    return day + _clock(told) if day and len(day) == 10 else day


class Months(lexicon.Entry, frozen=True, kw_only=True):
    """What the months are called in a language, January first."""

    language: str
    names: tuple[str, ...]


@cache
def _abroad() -> tuple[re.Pattern[str], dict[str, str]]:
    """Dates with the name of a month in another language, and the English month behind each name."""
    told = [entry.names for entry in lexicon.read("months", "months", Months)]
    months = {one: MONTHS[at] for names in told for at, name in enumerate(names) for one in name.split("|")}
    known = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    return (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:er|\.|º)?\s+(?:d[ei]\s+|d['’])?({known})\.?,?\s+(?:del?\s+)?(\d{{4}})(?!\d)",
            re.IGNORECASE,
        ),
        months,
    )


def in_english(told: str) -> str:
    """The text with its dates in other languages as "11 may 2023"; digits of any script are read."""
    pattern, months = _abroad()
    return pattern.sub(lambda found: f"{int(found[1])} {months[found[2].lower()]} {int(found[3])}", told)


def _days(told: str) -> Iterator[str]:
    """The day or month that each way of writing reads."""
    if found := YEAR_FIRST.match(told):
        yield from filter(None, [_day(found[1], found[2], found[3])])
        return
    for pattern, order in ((DAY_MONTH, (3, 2, 1)), (MONTH_DAY, (3, 1, 2)), (JAVA, (3, 1, 2))):
        for found in pattern.finditer(told):
            yield from filter(None, [_day(*map(found.group, order))])
    if len(days := could_be(told)) == 1:
        yield from days


def could_be(told: str) -> frozenset[str]:
    """The days that the first date in numbers alone may be: 12.05.2023 has the day first, 23/05/2023 must have it so,
    and "Thu, 05/11/2023" is the one of two that is a Thursday.
    """
    found = NUMBERS.search(told)
    if not found:
        return frozenset()
    year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
    days = {day for a, b in ((1, 3), (3, 1)) if (day := _day(year, found[b], found[a])) is not None}
    if found[2] == "." and (first := _day(year, found[3], found[1])):
        return frozenset([first])
    if len(days) > 1 and (named := WEEKDAY.search(told[max(0, found.start() - 14) : found.start()])):
        days = {day for day in days if f"{date.fromisoformat(day):%a}".lower() == named[1].lower()} or days
    return frozenset(days)


def _shown(moment: datetime, told: str) -> str:
    """A date stays a date."""
    return moment.date().isoformat() if len(told) <= 10 else moment.isoformat()


def _day(year: str, month: str, day: str | None) -> str | None:
    number = MONTHS.index(month.lower()) + 1 if month.lower() in MONTHS else int(month) if month.isdigit() else 0
    try:
        found = date(int(year), number, int(day or 1))
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


def _clock(told: str) -> str:
    """The time of day, as the end of an ISO 8601 date-time; nothing where none is told."""
    if not (found := CLOCK.search(told)):
        return ""
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower().startswith("p") else 0)
    zone = (found[5] or "").upper()
    if zone in ZONES:
        zone = f"{ZONES[zone]:+03d}:00"
    elif zone.isalpha():
        zone = ""
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{hour:02d}:{found[2]}:{found[3] or '00'}{zone}"
