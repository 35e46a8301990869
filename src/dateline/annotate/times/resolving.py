"""Which time a relative time is counted from, and what it comes to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline import timex
from dateline.records import Published, Time

LOOK_BACK = 200
"""How many times back an anchor is looked for: the work grows with the text, not with its square."""
A_LIST, LISTED = 3, 60
"""Days that make a list, and how many code points lie between two of them, and before the time of day, at most."""
NEAR = 500
"""How many code points after a day has been named a time of day belongs to it."""


def resolve_times(times: Iterable[Time], published: Published, genre: str = "news") -> list[Time]:
    """The same times with values and intervals, now that it is known when the report was published.

    Where that day is not known, a time that needs it keeps X for the unknown parts and has no interval; where it is
    known to lie between two days, the interval reaches from the earliest to the latest that the time can mean.
    """
    resolved: list[Time] = []
    by_id: dict[str, Time] = {}
    times = list(times)
    asides = _asides(times) if genre == "narrative" else frozenset()
    ahead = _named_next(times) if genre == "narrative" else {}
    for time in times:
        if time.anchor == "narrative":
            if genre != "narrative":
                continue
            time = replace(time, anchor="")
        if time.anchor == "overnight":  # the night before the report in news, in a narrative that after the day told of
            steps = "-1D TNI" if genre == "news" else time.offset
            time = replace(time, anchor="published" if genre == "news" else "day", offset=steps)
        if time.anchor == "known":  # unless the report is older than what everybody knows
            older = published.latest and published.latest < time.offset
            time = replace(time, anchor="bare", offset=f"<XXXX{time.offset[4:]}") if older else replace(time, anchor="")
        if time.anchor == "said" and genre == "news":
            time = replace(time, anchor="published")
        if time.anchor == "generic":
            time = replace(time, anchor="day") if genre == "news" else replace(time, anchor="", offset=_generic(time))
        anchored = _anchored(time, resolved, genre, asides, ahead.get(time.id, ""))
        result = _resolve(anchored, by_id, published)
        resolved.append(result)
        by_id[result.id] = result
    return resolved


def standing(time: Time) -> Time:
    """A time that needs no anchor, with its value and interval."""
    return _with(time, timex.resolve(time.offset), timex.interval(time.offset), (*time.why[:1], "as it stands"))


def _lists_days(time: Time, before: Sequence[Time]) -> bool:
    """ "900 came on Sunday, 700 on Monday, 800 on Tuesday. By 8 p.m. ...": a list of days is none to go on from."""
    last = before[-A_LIST:]
    days = [one for one in last if one.type == "DATE" and one.anchor == "published" and "WXX" in one.offset]
    near = all(b.start - a.end <= LISTED for a, b in pairwise([*days, time]))
    return near and len({one.value for one in days}) == A_LIST


def _anchored(time: Time, before: Sequence[Time], genre: str, asides: frozenset[str], ahead: str) -> Time:
    if time.anchor not in ("text", "day", "bare"):
        return time
    if time.anchor == "bare" and genre == "news":
        return replace(time, anchor="published")
    if time.anchor == "day" and genre == "news" and _lists_days(time, before):
        return replace(time, anchor="published")
    needed = _needed(time)
    for earlier in reversed(before[-LOOK_BACK:]):
        if time.anchor == "day" and genre == "news" and time.start - earlier.end > NEAR:
            break  # "at 3 p.m." is of the day of the report unless a day has just been named
        if earlier.id in asides or (genre == "narrative" and earlier.anchor == "published"):
            continue  # where the narrator stands, not what is told
        if genre == "news" and earlier.value.startswith("XXXX") and not earlier.anchor and "+0" in time.offset:
            continue  # "the day he died": "later in the day" is another one
        if time.anchor == "bare" and earlier.anchor not in ("", "published") and earlier.offset[0] == "-":
            continue  # "a year earlier" looks back: the story goes on where it was
        # a report that is not dated yet: Monday will be a day once it is
        value = earlier.value.replace("X", "1") if earlier.anchor == "published" else earlier.value
        if earlier.type in ("DATE", "TIME") and timex.finer(value, needed):
            offset = time.offset
            if time.anchor == "bare" and offset[0] in "<>~" and "XXXX-WXX" not in offset:
                pattern = offset.lstrip("<>~")
                turned = not earlier.anchor and (_turns(value, pattern) or _turned_by(value, pattern, ahead))
                offset = f"{'+1Y ' if turned else ''}={pattern}"
            return replace(time, anchor=earlier.id, offset=offset)
    if genre == "news" and time.anchor == "text" and re.match(r"\+[1-9]", time.offset):
        # "three months later" after "the siege of 2014" is some month of then, and never one to come
        back = (one for one in reversed(before[-LOOK_BACK:]) if time.start - one.end <= NEAR)
        near = next((one for one in back if _coarse(one)), None)
        return replace(time, anchor=near.id) if near else time
    return time if genre == "narrative" and time.anchor in ("text", "day") else replace(time, anchor="published")


def _coarse(time: Time) -> bool:
    """Whether a time names a month, a year or the like, and nothing finer."""
    return time.type == "DATE" and timex.granularity(time.value) in ("M", "Q", "S", "Y")


def _turns(before: str, pattern: str) -> bool:
    """Whether the year has turned between a time that names its year and the next one, which names none: from December
    to January, from November to February.  The other months stay in the year that the story has reached, and so does
    what follows a year that was itself supposed (9 of 17 such turns were wrong).
    """
    here, there = re.match(r"\d{4}-(1[0-2])", before), re.match(r"XXXX-(0[1-3])", pattern)
    return bool(here and there)


def _turned_by(before: str, pattern: str, ahead: str) -> bool:
    """Whether the year has turned before the next time that names its year: a May that is told after 26 October 1955
    and before 1956 is that of 1956, since a story seldom goes back.
    """
    here, following = timex.days(before), timex.days(ahead)
    if here is None or following is None or timex.granularity(before) not in ("D", "W", "M", "S"):
        return False
    told, later = timex.days(timex.resolve(f"={pattern}", before)), timex.days(timex.resolve(f"+1Y ={pattern}", before))
    if told is None or later is None:
        return False
    return told[0] < here[0] and later[0] <= following[1] and following[0].year == here[0].year + 1


def _named_next(times: Sequence[Time]) -> dict[str, str]:
    """For each time the value of the next one that names its year."""
    following: dict[str, str] = {}
    ahead = ""
    for time in reversed(times):
        following[time.id] = ahead
        if not time.anchor and timex.year(time.value) is not None:
            ahead = time.value
    return following


def _asides(times: Sequence[Time]) -> frozenset[str]:
    """Times that leave the story for a moment ("papers declassified in 2005", "planned for 1976"): the next year named
    is that before them, or far nearer to it.  They are no anchors for what follows.
    """
    named = [(t.id, number) for t in times if not t.anchor and (number := timex.year(t.offset)) is not None]
    values = {time.id: time.offset.split()[0] for time in times}
    asides = set()
    before = named[0][1] if named else 0
    for (here, number), (_, after) in pairwise(named):
        left = abs(number - before) > 1 and abs(after - before) < abs(after - number)
        bare = timex.granularity(values[here]) == "Y"
        if left or (bare and number != before and after == before):
            asides.add(here)
        else:
            before = number
    return frozenset(asides)


def _generic(time: Time) -> str:
    return f"XXXX-XX-XX{time.offset.split()[-1]}"


def _needed(time: Time) -> str:
    """How fine an anchor has to be: a day for "the next day", a year for "7 August"."""
    step = time.offset.split()[0]
    if step[0] in "+-":
        unit = step.lstrip("+-0123456789")
        return {"WE": "W", "S": "M"}.get(unit, unit if unit in ("D", "W", "M", "Q", "Y", "DE", "CE") else "D")
    pattern = step.lstrip("<>~=")
    if pattern.startswith("XXXX-WXX"):
        return "D"
    return "M" if pattern.startswith("XXXX-XX") else "Y"


def _resolve(time: Time, by_id: dict[str, Time], published: Published) -> Time:
    why = time.why[:1]
    if not time.anchor:
        return standing(time)
    if time.anchor in by_id:
        anchor = by_id[time.anchor].value
        found = timex.interval(time.offset, anchor)
        return _with(time, timex.resolve(time.offset, anchor), found, (*why, f"seen from the time before it, {anchor}"))
    if time.anchor == "said":
        return _with(time, timex.resolve(time.offset), None, (*why, "seen from the day on which somebody said it"))
    if time.anchor != "published":
        return _with(
            time, timex.resolve(time.offset), None, (*why, "the text names no time before it that it could mean")
        )
    first, last = published.earliest, published.latest
    if published.best and (published.explicit or first == last):
        day = published.best[:10]
        found = timex.interval(time.offset, day)
        return _with(time, timex.resolve(time.offset, day), found, (*why, f"seen from the day of publication, {day}"))
    unknown = timex.resolve(time.offset)
    if not first or not last:
        return _with(time, unknown, None, (*why, "the day of publication is not known"))
    low, high = timex.resolve(time.offset, first), timex.resolve(time.offset, last)
    low_days, high_days = timex.interval(time.offset, first), timex.interval(time.offset, last)
    both = (low_days[0], high_days[1]) if low_days and high_days else None
    return _with(
        time,
        low if low == high else unknown,
        both,
        (*why, f"seen from a day of publication between {first} and {last}"),
    )


def _with(time: Time, value: str, found: tuple[str, str] | None, why: tuple[str, ...]) -> Time:
    earliest, latest = found or (None, None)
    return replace(time, value=value, earliest=earliest, latest=latest, why=why)
