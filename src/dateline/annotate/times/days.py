"""What the rules of days, nights and clock times mean: a match in, a draft of the time out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline import timex
from dateline.annotate.times.match import Draft, Match, direction, tense
from dateline.annotate.times.steps import (
    NIGHTFALL,
    clock_step,
    dated,
    day_steps,
    in_apposition,
    told_by_a_clause,
)
from dateline.annotate.times.vocabulary import Atom, Vocabulary


def day(match: Match) -> Iterable[Draft] | Draft | None:
    """A day, with a part of it or a clock time where one stands with it: "Friday night", "noon on 3 May"."""
    if match.part("m") and _opens_a_clock(match):
        return None
    if match.word("drel") == "past" and len(match.part("drel")) == 1:
        return match.draft("DURATION", "P1D<", "published")
    found, clock = day_steps(match), clock_step(match)
    if found is None:
        return None
    if clock is None or not _possible(found[0]):
        return ()
    steps, anchor = found
    if clock:
        if _may_be_a_year(match):
            return None
        return match.draft("TIME", f"{_of_night(match, steps, clock)} {clock}", anchor)
    if match.part("part"):
        code = match.words.parts[match.word("part")].code
        if match.word("dei") == "tonight":
            return match.draft("TIME", steps, anchor)
        return match.draft("TIME", f"{steps} T{code}", anchor)
    return match.draft("TIME" if " T" in steps else "DATE", steps, anchor)


def _opens_a_clock(match: Match) -> bool:
    """Whether the number that a day ends in is the hour of a clock: "May 10:30", not "May 10: 30 people are hurt"."""
    last, *behind = match.atoms[match.last : match.last + 3]
    if len(behind) < 2 or behind[0].text != ":" or not behind[1].text.isdecimal():
        return False
    return last.end == behind[0].start and behind[0].end == behind[1].start


def _may_be_a_year(match: Match) -> bool:
    """Whether four digits before a weekday may be a year: "since 2008 on Friday", not "at 1653 on Friday"."""
    digits = match.word("four")
    said = match.part("z") or any(atom.text in ("hours", "hrs", "time") for atom in match.own)
    if said or not "1000" <= digits < "2200":
        return False
    return "at" not in (match.before(), match.before(2) if match.before() in ("about", "around") else "")


def hour_of_part(match: Match) -> Draft | None:
    """8 this morning, six on Sunday evening: an hour that shows itself by the part of the day behind it."""
    if match.before() not in HOUR_AFTER:
        return None
    clock = clock_step(match)
    steps, anchor = (day_steps(match) if match.part("dei") or match.part("wd") else None) or ("+0D", "published")
    return match.draft("TIME", f"{_of_night(match, steps, clock)} {clock}", anchor) if clock else None


def _of_night(match: Match, steps: str, clock: str) -> str:
    """The steps to the day of a clock time: half past two on Monday night is on Tuesday."""
    night = match.word("cpart") and match.words.parts[match.word("cpart")].code == "NI"
    return f"{steps} +1D" if night and not match.part("half") and int(clock[1:3]) < NIGHTFALL else steps


def known_day(match: Match) -> Draft | None:
    """9/11, the September 11 attacks, the attacks of September 11."""
    short = "".join(atom.text for atom in match.part("short"))
    key = short or f"{match.words.months[match.word('m')].number:02d}-{int(match.word('d')):02d}"
    named = match.words.known_days.get(key)
    if named is None:
        return None
    things = {
        match.after(),
        match.after(2) if match.after() in ("terror", "terrorist") else "",
        match.before(2) if match.before() == "of" else "",
    }
    return match.draft("DATE", named.day, "known") if short in named.alone or things & {*named.of} else None


HOUR_AFTER = frozenset("at around about until till from since after before".split())
"""Not by: a toll may rise by 8 this morning."""


def weekday_and_day(match: Match) -> Draft | None:
    """Friday, the 26th: the nearest 26th that is a Friday, in the direction of the verb.  Not "on Friday, the 26th
    Brigade ..."
    """
    behind = match.atoms[match.last + 1 : match.last + 2]
    if behind and behind[0].token.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    weekday = match.words.weekdays[match.word("wd")].number
    steps = f"{direction(match)}XXXX-XX-{int(match.word('d')):02d}@{weekday}"
    return match.draft("DATE", steps, "bare", last=match.last)


def overnight(match: Match) -> Draft | None:
    """Overnight into Tuesday, overnight from Monday to Tuesday: the night belongs to the day on which it began."""
    found = day_steps(match)
    if found is None or not _possible(found[0]):
        return None
    steps = f"{found[0]} -1D" if match.part("into") else found[0]
    return match.draft("TIME", f"{steps} TNI", found[1])


def _possible(steps: str) -> bool:
    last = steps.split()[-1].lstrip("<>~=").partition("@")[0]
    sample = last.replace("XXXX", "2020", 1)
    return timex.days(sample) is not None or not re.fullmatch(r"\d{4}-\d\d-\d\d", sample)


def days(match: Match) -> Iterable[Draft] | None:
    """Two days of one month: "19-20 September", "September 19 and 20"."""
    return None if _opens_a_clock(match) else _days(match)


def _days(match: Match) -> Iterator[Draft]:
    number = match.words.months[match.word("m")].number
    places = {name: match.atoms.index(match.part(name)[0]) for name in ("d", "e")}
    for name in ("d", "e"):
        steps, anchor = dated(match, f"XXXX-{number:02d}-{int(match.word(name)):02d}")
        here = places[name]
        first, last = (match.first, here) if name == "d" else (here, match.last)
        yield match.draft("DATE", steps, anchor, first=first, last=last)


def day_of_month(match: Match) -> Draft | None:
    """The 20th: a day of the month that is spoken of."""
    token = match.part("d")[0].token
    if token.dep != "pobj" or token.head.lower not in ("on", "by", "since", "until", "from", "to", "of"):
        return None
    if match.part("mrel"):
        relation = match.words.relations[match.word("mrel")]
        return match.draft("DATE", f"{relation.shift:+d}M =XXXX-XX-{int(match.word('d')):02d}", relation.anchor)
    steps = f"{direction(match)}XXXX-XX-{int(match.word('d')):02d}"
    if match.part("part"):
        return match.draft("TIME", f"{steps} T{match.words.parts[match.word('part')].code}", "bare")
    return match.draft("DATE", steps, "bare")


def night(match: Match) -> Draft | None:
    """The night of 19 to 20 September, the night of Monday to Tuesday: a night belongs to the day on which it began."""
    code = match.words.parts[match.word("part")].code
    if code != "NI":
        return None
    if match.part("wd"):
        steps, anchor = f"{direction(match)}XXXX-WXX-{match.words.weekdays[match.word('wd')].number}", "bare"
    else:
        first, second = int(match.word("d")), int(match.word("e"))
        if second not in (first + 1, 1):
            return None
        steps, anchor = dated(match, f"XXXX-{match.words.months[match.word('m')].number:02d}-{first:02d}")
    return match.draft("TIME", f"{steps} T{code}", anchor)


def week_of(match: Match) -> Draft | None:
    """The week of 18 September, the week ending 24 September: that in which the day lies."""
    found = day_steps(match)
    return None if found is None or not _possible(found[0]) else match.draft("DATE", f"{found[0]} +0W", found[1])


def day_of_event(match: Match) -> Draft:
    """The twelfth day of the siege: a day that cannot be counted, since no time says when the siege began, but where it
    stands behind a comma for a day that has just been named.
    """
    if in_apposition(match):
        return match.draft("DATE", "+0D", "text", last=match.last - 1)
    if match.word("u") == "night":
        return match.draft("TIME", "XXXX-XX-XXTNI", "", last=match.last - 1)
    return match.draft("DATE", "XXXX-XX-XX", "", last=match.last - 1)


def clock(match: Match) -> Draft | None:
    """A time of day without its day."""
    clock = clock_step(match)
    if not clock:
        return None
    sure = match.part("half") or match.part("z") or match.part("cpart")
    if "." in [a.text for a in match.atoms[match.first : match.last]] and not sure:
        return None  # 3.40 is a number
    return match.draft("TIME", f"+0D {clock}", "day")


def two_clocks(match: Match) -> Iterable[Draft] | None:
    """13:00 (09:00 GMT): the second one gives the first its zone; a day behind them is the day of both."""
    here, there = match.part("one"), match.part("two")
    zone = match.words.zones[match.word("z")].offset
    local, known = _minutes(here, match.words), _minutes(there, match.words)
    if local is None or known is None or not zone:
        return None
    own = 0 if zone == "Z" else (int(zone[:3]) * 60 + int(zone[0] + zone[4:]))
    ahead = (local - known + own + 720) % 1440 - 720
    shown = f"{'-' if ahead < 0 else '+'}{abs(ahead) // 60:02d}:{abs(ahead) % 60:02d}"
    opens = next(k for k in range(match.first, match.last + 1) if match.atoms[k].text == "(")
    closes = next(k for k in range(opens, match.last + 1) if match.atoms[k].text == ")")
    dated = day_steps(match) if closes < match.last else None
    steps, anchor = dated or ("+0D", "day")
    other = (local - ahead + own) // 1440
    of_other = f"{steps} {other:+d}D" if other else steps  # shortly after midnight it is still the day before there
    drafts = [
        match.draft("TIME", f"{steps} {_shown(local)}{shown}", anchor, last=opens - 1),
        match.draft("TIME", f"{of_other} {_shown(known)}{zone}", anchor, first=opens + 1, last=closes - 1),
    ]
    if dated:
        begins = next(k for k in range(closes + 1, match.last + 1) if match.atoms[k].text not in ("on", "the"))
        drafts.append(match.draft("DATE", steps, anchor, first=begins))
    return drafts


def _minutes(clock: Sequence[Atom], words: Vocabulary) -> int | None:
    """The minutes since midnight of 20:00, 8.30 p.m., 2000, noon; null where there is no such time."""
    texts = [atom.text for atom in clock]
    if texts[0] in words.hours:
        return words.hours[texts[0]].hour * 60
    numbers = [text for text in texts if text.isdecimal()]
    if len(numbers[0]) == 4:
        numbers = [numbers[0][:2], numbers[0][2:]]
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    half = next((text[0] for text in texts if text in ("am", "pm", "a", "p")), "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 else None


def _shown(minutes: int) -> str:
    return f"T{minutes // 60:02d}:{minutes % 60:02d}"


LIGHT = frozenset("dawn daybreak sunset sunrise dusk nightfall daylight".split())


def part_of_day(match: Match) -> Draft | None:
    """A part of the day without its day: "last night", "this morning", "the evening"."""
    code = match.words.parts[match.word("part")].code
    if match.part("rel"):
        relation = match.words.relations[match.part("rel")[-1].text]
        return match.draft(
            "TIME",
            f"{relation.shift:+d}D T{code}",
            relation.anchor if relation.anchor == "published" and match.word("rel") != "next" else "text",
        )
    if match.word("part") == "overnight":
        return match.draft("TIME", f"+0D T{code}", "overnight" if tense(match.own) == "past" else "day")
    if match.part("pos"):
        return match.draft("TIME", f"{'-' if match.word('pos') in ('before', 'earlier') else '+'}1D T{code}", "text")
    if match.part("the"):
        if told_by_a_clause(match):
            return match.draft("TIME", f"XXXX-XX-XXT{code}", "")
        return match.draft("TIME", f"+0D T{code}", "day")
    name, alone = match.part("part")[0], match.first == match.last
    if not alone and name.text in LIGHT:
        return match.draft("TIME", f"+0D T{code}", "generic", first=match.last)
    if (
        name.text in LIGHT
        and alone
        and (name.token.text[0].isupper() or match.before() not in ("before", "after", "until", "since", "by"))
    ):
        return None  # Operation Dawn; no time but the light
    if alone and name.text in ("morning", "afternoon", "evening"):
        return match.draft("TIME", f"+0D T{code}", "generic")
    return match.draft("TIME", f"XXXX-XX-XXT{code}", "")
