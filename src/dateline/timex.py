"""TIMEX3 values: the days they cover, and the steps that lead from one value to another.

Values are those of TimeML's TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1): "2023-09-21", "2023-W38", "2023-Q3",
"2023-SU", "199" (the 1990s), "BC0493", "2023-09-21TMO", "P3M", "XXXX-WXX-1" (a Monday), "PAST_REF".

A relative time is kept as *steps*, words that are applied one after another to the value of an anchor:

    2023-09-21      a value that needs no anchor; also "P3M", "PAST_REF"
    -3D  +1W  +0M   so many days, weeks, months further; the result is as coarse as the unit.  Units: D W WE (weekend)
                    M Q (quarter) S (season) Y DE (decade) CE (century); y for years to the day; h, m, s for hours,
                    minutes, seconds
    <XXXX-WXX-5     the last Friday not after the anchor; any value with X for what the anchor has to supply
    >XXXX-06-03     the first 3 June not before it;   ~XXXX-06  the June nearest to it
    <<XXXX-09       the same, and apart from the anchor
    <~XXXX-06-03    the last 3 June, unless that lies far back and the one to come is near (>~ the other way round)
    <XXXX-09-30@6   the same, of those that are a Saturday
    =XXXX-05        the May inside the anchor (or nearest to its start where it is none of the anchor's parts)
    XXXX-EA-2       two days before Easter Sunday (XXXX-OE: the Orthodox one); XXXX-11N4-4 is the fourth Thursday of
                    November (5: the last)
    #-1W  #2D       the last week, the second day of the days reached
    TMO  T14:30     that part of the day, or that minute;  T13:00+04:00 with its zone, T13:00Z
                    T13:00+02:00EU@1997: a zone with summer time by the rule of the EU (US, IL), known from that year on
    START MID END   the first half, the middle half, the last half of the days covered; the value stays
    P3M<  P3M>      a duration that ends (begins) at the anchor; the value is the duration

so "the end of May last year" is the steps "-1Y =XXXX-05 END" after the day of publication.
"""

import re
from calendar import monthrange
from datetime import MINYEAR, date, datetime, timedelta
from functools import lru_cache

Days = tuple[date, date]

VAGUE = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
DAY_PARTS = {  # first hour, hours; a night belongs to the day on which it begins
    "MO": (6, 6), "MI": (11, 3), "AF": (12, 6), "EV": (18, 4), "NI": (18, 12), "DT": (6, 12),
}  # fmt: skip
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First months: the meteorological seasons of the northern half, winter counted to the year in which it begins."""

_VALUE = re.compile(
    r"(?P<bc>BC)?(?P<year>\d{4})"
    r"(?:-(?:W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)
_STEP = re.compile(
    r"(?P<sign>[+-])(?P<count>\d+)(?P<unit>WE|DE|CE|[DWMQSYyhms])|(?P<how><<|>>|<~|>~|[<>~=])(?P<pattern>.+)"
)
_MOVABLE = re.compile(
    r"(?P<year>[0-2]\d{3})-(?:EA(?P<easter>[+-]\d+)|OE(?P<orthodox>[+-]\d+)|(?P<month>0\d|1[0-2])N(?P<which>[1-5])-(?P<weekday>[1-7]))"
)
_CLOCK = re.compile(r"T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?(EU|US|IL)?(?:@(\d{4}))?")
_DURATION = re.compile(r"P(T?)(\d+)(Y|M|W|D|H|S|DE|CE|Q)")
_UNKNOWN = {"D": "-XX-XX", "W": "-WXX", "WE": "-WXX-WE", "M": "-XX", "Q": "-QX"}
_COARSENESS = ("T", "D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "CE")


def granularity(value: str) -> str:
    """The unit of a value: T (finer than a day), D, WE, W, M, Q, S, H (half year), Y, DE, CE; empty if no date."""
    if re.fullmatch(r"(BC)?\d\d", value):
        return "CE"
    if re.fullmatch(r"(BC)?\d{3}", value):
        return "DE"
    found = _VALUE.fullmatch(value)
    if not found:
        return ""
    if "T" in value:
        return "T"
    if found["week"]:
        return {None: "W", "WE": "WE"}.get(found["weekday"], "D")
    if found["month"]:
        return "D" if found["day"] else "M"
    return "Q" if found["quarter"] else "H" if found["half"] else "S" if found["season"] else "Y"


def finer(value: str, unit: str) -> bool:
    """Whether a value is at least as fine as that unit."""
    own = granularity(value)
    return bool(own) and _COARSENESS.index(own) <= _COARSENESS.index(unit)


def year(value: str) -> int | None:
    """The year of a value, 1 BC as 0, 2 BC as -1; null where it names none."""
    found = _VALUE.match(value)
    if not found:
        return None
    return 1 - int(found["year"]) if found["bc"] else int(found["year"])


@lru_cache(maxsize=4096)
def days(value: str) -> Days | None:
    """The first and last day that a value covers; null if it is no date, has unknown parts, or lies before year 1."""
    if re.fullmatch(r"\d\d", value):
        return (date(int(value) * 100, 1, 1), date(int(value) * 100 + 99, 12, 31)) if int(value) else None
    if re.fullmatch(r"\d{3}", value):
        return (date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)) if int(value) else None
    found = _VALUE.fullmatch(value)
    if not found or found["bc"] or found["year"] == "0000":
        return None
    number = int(found["year"])
    try:
        if found["week"]:
            weekday = found["weekday"]
            first = date.fromisocalendar(number, int(found["week"]), 6 if weekday == "WE" else int(weekday or 1))
            return first, first + timedelta(days=0 if weekday and weekday != "WE" else 1 if weekday else 6)
        if found["day"]:
            first = date(number, int(found["month"]), int(found["day"]))
            return first, first
    except ValueError:
        return None
    if found["month"]:
        return _months(number, int(found["month"]), 1)
    if found["quarter"]:
        return _months(number, 3 * int(found["quarter"]) - 2, 3)
    if found["half"]:
        return _months(number, 6 * int(found["half"]) - 5, 6)
    if found["season"]:
        return _months(number, SEASONS[found["season"]], 3)
    return _months(number, 1, 12)


def _months(number: int, month: int, count: int) -> Days | None:
    last = number * 12 + month - 1 + count - 1
    if not 1 <= month <= 12 or last // 12 > 9999:
        return None
    return date(number, month, 1), date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])


@lru_cache(maxsize=4096)
def resolve(steps: str, anchor: str | None = None) -> str:
    """The value that the steps lead to from an anchor's value; parts that the anchor does not supply stay X."""
    value = anchor or ""
    for step in steps.split():
        found = _STEP.fullmatch(step)
        if found and found["sign"]:
            value = shift(value, int(found["sign"] + found["count"]), found["unit"])
        elif found:
            value = fill(value, found["how"], found["pattern"])
        elif step[0] == "T":
            clock = _CLOCK.fullmatch(step)
            shown = step if not clock or clock[4] in (None, "Z") else step[: clock.start(4)]
            value = (
                value.split("T")[0] if granularity(value) in ("D", "T") or "-XX" in value else "XXXX-XX-XX"
            ) + shown
        elif step[0] == "#":
            value = _nth(value, step)
        elif step[0] == "P" and step[-1] in "<>":
            value = step[:-1]
        elif step not in ("START", "MID", "END"):
            value = step
        value = _on_its_day(value)
    return value


def _nth(value: str, step: str) -> str:
    """The nth (-1: the last) day, week, weekend, month of what a value covers; a week lies where its Thursday does."""
    covered, count, unit = days(value), int(step[1:].rstrip("DWME")), step.lstrip("#-0123456789")
    if covered is None:
        return "XXXX" + _UNKNOWN.get(unit, "")
    first, last = covered
    if unit == "D":
        moved = _add(first, count - 1, "D") if count > 0 else last
        return moved.isoformat() if moved else value
    if unit == "M":
        return f"{first.year:04d}-{count:02d}" if count > 0 else f"{last:%Y-%m}"
    thursday = first + timedelta(days=(3 - first.weekday()) % 7)
    if count < 0:
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    moved = _add(thursday, max(count - 1, 0), "W")
    return week(moved) + ("-WE" if unit == "WE" else "") if moved else value


def _on_its_day(value: str) -> str:
    """A movable holiday as the day on which it falls; any other value as it is."""
    found = _MOVABLE.fullmatch(value)
    if not found:
        return value
    number = int(found["year"])
    if found["easter"]:
        moved = _add(_easter(number), int(found["easter"]), "D")
        return moved.isoformat() if moved else value
    if found["orthodox"]:
        moved = _add(_orthodox_easter(number), int(found["orthodox"]), "D")
        return moved.isoformat() if moved else value
    return _nth_weekday(number, int(found["month"]), int(found["which"]), int(found["weekday"])).isoformat()


def _nth_weekday(number: int, month: int, which: int, weekday: int) -> date:
    """The first, second ... such weekday of a month of that year; 5 is the last."""
    first, last = date(number, month, 1), date(number, month, monthrange(number, month)[1])
    if which == 5:
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def _easter(number: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm as printed in Nature, 20 April 1876)."""
    century, rest = divmod(number, 100)
    cycle = number % 19
    epact = (19 * cycle + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (cycle + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(number, month, day + 1)


def _orthodox_easter(number: int) -> date:
    """Easter Sunday of the Julian calendar as a day of ours (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = number % 4, number % 7, number % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(number, month, day + 1) + timedelta(days=number // 100 - number // 400 - 2)


def interval(steps: str, anchor: str | None = None) -> tuple[str, str] | None:
    """The days (ISO), or minutes where a clock is read, that the steps lead to; null where they are not known."""
    value = resolve(steps, anchor)
    last = steps.split()[-1] if steps else ""
    if last and last[0] == "P" and last[-1] in "<>":
        return _lasting(value, last[-1], anchor)
    covered = days(value)
    if covered is None:
        return None
    if "T" in value:
        return _hours(covered[0], last if last[0] == "T" else "T" + value.split("T", 1)[1])
    first, final = covered
    length = (final - first).days + 1
    if last == "START":
        final = first + timedelta(days=max(0, (length + 1) // 2 - 1))
    elif last == "END":
        first += timedelta(days=length // 2)
    elif last == "MID":
        first, final = first + timedelta(days=length // 4), final - timedelta(days=length // 4)
    return first.isoformat(), final.isoformat()


def _hours(day: date, part: str) -> tuple[str, str]:
    clock = _CLOCK.fullmatch(part)
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (local time of the report, unless a zone is given)
    if clock:
        moment = midnight + timedelta(hours=int(clock[1]), minutes=int(clock[2]))
        zone = "" if clock[4] is None else "+00:00" if clock[4] == "Z" else clock[4]
        if clock[6] and day.year < int(clock[6]):
            zone = ""
        elif clock[5] and _is_summer(day, clock[5]):
            zone = f"{zone[0]}{int(zone[1:3]) + (1 if zone[0] == '+' else -1):02d}{zone[3:]}"
        return (f"{moment:%Y-%m-%dT%H:%M}{zone}",) * 2
    if part[1:] not in DAY_PARTS:
        return day.isoformat(), day.isoformat()
    first, hours = DAY_PARTS[part[1:]]
    begins = midnight + timedelta(hours=first)
    ends = begins + timedelta(hours=hours, minutes=-1)
    return f"{begins:%Y-%m-%dT%H:%M}", f"{ends:%Y-%m-%dT%H:%M}"


def _is_summer(day: date, rule: str) -> bool:
    """Whether clocks are put forward on that day, by the rule of the EU, the US (since 2007) or Israel (since 2013)."""
    if rule == "US":
        first, last = _nth_weekday(day.year, 3, 2, 7), _nth_weekday(day.year, 11, 1, 7)
    else:
        first, last = _nth_weekday(day.year, 3, 5, 7), _nth_weekday(day.year, 10, 5, 7)
        first -= timedelta(days=2 if rule == "IL" else 0)
    return first <= day < last


def _lasting(value: str, side: str, anchor: str | None) -> tuple[str, str] | None:
    found, covered = _DURATION.fullmatch(value), days(anchor or "")
    if not found or covered is None:
        return None
    count, unit = int(found[2]), found[3]
    if found[1]:
        return covered[0].isoformat(), covered[0].isoformat()
    if side == ">":
        final = _add(covered[1], count, unit)
        return (covered[1].isoformat(), final.isoformat()) if final else None
    first = _add(covered[0], -count, unit)
    return (first.isoformat(), covered[0].isoformat()) if first else None


def _add(day: date, count: int, unit: str) -> date | None:
    try:
        if unit in "DW":
            return day + timedelta(days=count * (7 if unit == "W" else 1))
        months = count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
        number, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(number, month + 1, min(day.day, monthrange(number, month + 1)[1]))
    except (ValueError, OverflowError):
        return None  # before year 1 or after 9999


def shift(value: str, count: int, unit: str) -> str:
    """The value `count` units after (before, where negative) the unit of that kind in which `value` begins."""
    number, first = year(value), days(value)
    if unit in "hms":
        return _shift_clock(value, count, unit)
    if unit == "y":
        moved = _add(first[0], count, "Y") if first and granularity(value) in ("D", "T") else None
        return moved.isoformat() if moved else "XXXX-XX-XX"
    if unit == "CE" or (number is None and unit == "DE"):
        return _shift_century(value, number, count)
    if number is None:
        start = first[0] if first else None
        if start is None:
            return "XXXX" + _UNKNOWN.get(unit, "")
        number = start.year
    if unit in ("Y", "DE"):
        return show_year(number + count) if unit == "Y" else show_year(number + 10 * count)[:-1]
    if first is None or not finer(value, {"WE": "W", "S": "M"}.get(unit, unit)):
        return show_year(number) + _UNKNOWN.get(unit, "")
    start = first[0]
    if unit == "D":
        moved = _add(start, count, "D")
        return moved.isoformat() if moved else "XXXX-XX-XX"
    if unit in ("W", "WE"):
        moved = _add(start, count, "W")
        return week(moved) + ("-WE" if unit == "WE" else "") if moved else "XXXX-WXX"
    size = {"M": 1, "Q": 3, "S": 3}[unit]
    index = start.year * 12 + start.month - 1 + (1 if unit == "S" else 0)
    number, part = divmod(index // size + count, 12 // size)
    if unit == "M":
        return f"{number:04d}-{part + 1:02d}"
    if unit == "Q":
        return f"{number:04d}-Q{part + 1}"
    return f"{number - (part == 0):04d}-{('WI', 'SP', 'SU', 'FA')[part]}"


def _shift_century(value: str, number: int | None, count: int) -> str:
    if number is None or number > 0:
        return f"{int(value[:2]) + count:02d}" if value[:2].isdigit() else "XX"
    century = (1 - number) // 100 - count
    return f"BC{century:02d}" if century >= 0 else f"{-century - 1:02d}"


def _shift_clock(value: str, count: int, unit: str) -> str:
    clock = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(Z?)", value)
    if not clock:
        return (value.split("T")[0] if granularity(value) in ("D", "T") else "XXXX-XX-XX") + "TXX"
    moment = datetime.fromisoformat(f"{clock[1]}T00:00") + timedelta(hours=int(clock[2]), minutes=int(clock[3]))
    moment += timedelta(seconds=count * {"h": 3600, "m": 60, "s": 1}[unit])
    return f"{moment:%Y-%m-%dT%H:%M}{clock[4]}"


def week(day: date) -> str:
    """The ISO week of a day."""
    number, index, _ = day.isocalendar()
    return f"{number:04d}-W{index:02d}"


def show_year(number: int) -> str:
    """A year as TIMEX3 writes it; 0 is 1 BC."""
    return f"{number:04d}" if number > 0 else f"BC{1 - number:04d}"


AHEAD = 2
"""Days by which a report may tell of a day that its own date has not reached: it was changed later, or printed west of
the place that it tells of."""
FAR = 300
"""How many days away is far: "announced a June 3 hearing" in May means the June to come, although the verb is past."""


def fill(value: str, how: str, pattern: str) -> str:
    """The pattern with its X taken from the anchor: inside it (=), not after (<), not before (>), nearest (~).

    A weekday behind an @ chooses among the years: the nearest in which the day falls on it.
    """
    pattern, _, weekday = pattern.partition("@")
    number, covered = year(value), days(value)
    if number is None and covered is None:
        return pattern
    if covered is None or number is None:
        return pattern.replace("XXXX", show_year(number), 1) if number is not None else pattern
    if how == "=":
        return _inside(value, covered, pattern)
    strict = how in ("<<", ">>")
    if strict or granularity(value) not in ("D", "T"):
        own = covered
    else:
        own = (covered[0], covered[0])
    options = [(option, found) for option in _options(covered[0], pattern) if (found := days(option))]
    if not options:
        return pattern
    falling = [option for option in options if option[1][0].isoweekday() == int(weekday or 0)]
    if falling:
        options, how = falling, "~"

    def distance(found: Days) -> int:
        return max((found[0] - own[1]).days, (own[0] - found[1]).days, 0)

    nearest = min(options, key=lambda option: (distance(option[1]), option[1]))
    if how[0] == "<":
        fitting = [o for o in options if (o[1][1] < own[0] if strict else o[1][0] <= own[1])]
        chosen = max(fitting, key=lambda option: option[1]) if fitting else nearest
    elif how[0] == ">":
        fitting = [o for o in options if (o[1][0] > own[1] if strict else o[1][1] >= own[0])]
        chosen = min(fitting, key=lambda option: option[1]) if fitting else nearest
    else:
        chosen = nearest
    if how in "<>" and distance(chosen[1]) > FAR and distance(nearest[1]) <= AHEAD:
        return nearest[0]
    return nearest[0] if how[1:] == "~" and distance(chosen[1]) > FAR else chosen[0]


def _inside(value: str, covered: Days, pattern: str) -> str:
    if pattern.startswith("XXXX-WXX"):
        moved = [o for o in _options(covered[0], pattern) if (d := days(o)) and covered[0] <= d[0] <= covered[1]]
        return moved[0] if moved else pattern
    if pattern.startswith("XXXX-XX") and granularity(value) not in ("Y", "DE", "CE"):
        return pattern.replace("XXXX-XX", f"{covered[0]:%Y-%m}", 1)
    return pattern.replace("XXXX", show_year(covered[0].year), 1)


def _options(day: date, pattern: str) -> list[str]:
    if pattern.startswith("XXXX-WXX"):
        around = [moved for k in range(-2, 3) if (moved := _add(day, k, "W"))]
        weeks = [week(moved) + pattern[8:] for moved in around]
        return [found[0].isoformat() if (found := days(w)) and found[0] == found[1] else w for w in weeks]
    if pattern.startswith("XXXX-XX"):
        around = [moved for k in range(-2, 3) if (moved := _add(day.replace(day=1), k, "M"))]
        return [f"{moved:%Y-%m}{pattern[7:]}" for moved in around]
    if "XXXX" in pattern:
        return [
            _on_its_day(pattern.replace("XXXX", f"{n:04d}", 1))
            for n in range(max(day.year - 9, MINYEAR), day.year + 10)
        ]
    return [pattern]
