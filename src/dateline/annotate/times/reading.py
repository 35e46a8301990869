"""What each rule of the grammar means: a match in, a draft of the time out.

A draft holds the steps to its value (see dateline.timex) and the kind of anchor they start from; which time that is, is
decided when the whole report is known (resolving.py).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline import timex
from dateline.annotate.times.vocabulary import Atom, Relation, Vocabulary
from dateline.records import TimeType
from dateline.syntax import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A time as the words give it: steps to its value from an anchor that is still to be chosen.

    `anchor`: "" none; "published"; "text", a time that the text named before; "day", the day that is spoken of; "bare",
    a day or month without its year, in news seen from the day of publication, in a narrative from what came before.
    """

    start: int
    end: int
    type: TimeType
    steps: str
    anchor: str
    rule: str
    tense: Literal["past", "future", ""]


class Match:
    """What a rule's function sees of its match: the atoms of each named part, the vocabulary, the neighbours."""

    __slots__ = ("_spans", "atoms", "first", "last", "rule", "words")

    def __init__(self, rule: str, found: "re.Match[str]", atoms: Sequence[Atom], words: Vocabulary) -> None:
        self.rule, self.atoms, self.words = rule, atoms, words
        self.first, self.last = found.start(), found.end() - 1
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for key, value in found.groupdict().items():
            if value is not None:  # y1, y2: the same part in two places of the pattern
                self._spans.setdefault(key.rstrip("0123456789"), []).append(found.span(key))

    def part(self, name: str) -> list[Atom]:
        """The atoms of all parts of that name, in order; empty where there is none."""
        return [atom for start, end in sorted(self._spans.get(name, ())) for atom in self.atoms[start:end]]

    def word(self, name: str) -> str:
        """The first word of the named part; empty where it is not there."""
        found = self.part(name)
        return found[0].text if found else ""

    def before(self, distance: int = 1) -> str:
        """The atom that stands so many places before the match."""
        return self.atoms[self.first - distance].text if self.first >= distance else ""

    def after(self, distance: int = 1) -> str:
        """The atom that stands so many places after the match."""
        return self.atoms[self.last + distance].text if self.last + distance < len(self.atoms) else ""

    def draft(
        self, kind: TimeType, steps: str, anchor: str, *, first: int | None = None, last: int | None = None
    ) -> Draft:
        """The match as a draft; `first` and `last` narrow it to some of its atoms."""
        begins = self.first if first is None else first
        start = self.atoms[begins].start
        final = self.last if last is None else last
        if self.atoms[final].text == "." and self.atoms[final].token is not self.atoms[final - 1].token:
            final -= 1  # the full stop of the sentence, not of "Sept."
        end = self.atoms[final].end
        told = tense(self.atoms[begins : final + 1])
        return Draft(start=start, end=end, type=kind, steps=steps, anchor=anchor, rule=self.rule, tense=told)

    @property
    def own(self) -> Sequence[Atom]:
        """The atoms of the match."""
        return self.atoms[self.first : self.last + 1]


# --- the direction of what names neither year nor week

PLANNED = frozenset(("schedule", "due", "set", "expect", "plan"))
AHEAD = PLANNED | frozenset(
    "intend aim hope promise vow pledge propose threaten want decide agree likely ready about go need ask urge order"
    " call".split()
)


DECLARED = frozenset({"declared", "declares", "declaring", "proclaimed", "designated"})
WILL = frozenset("will 'll ’ll wo shall".split())
MODALS = WILL | frozenset("would 'd could may might should must can".split())
PAST = frozenset("was were had has have did 've ’ve having".split())


def direction(match: Match) -> str:
    """By the verb that governs the words: < for the past, > for the future, ~ where they leave it open; <~ and >~ where
    they belong to a noun and only the sentence is past or future.
    """
    how = _direction(match)
    if how == "~" or tense(match.own):
        return how
    return f"{how}~"


def _direction(match: Match) -> str:
    token = _governed(match.own)
    if token is None:
        return "<"
    tense = _tense(token)
    if token.head.lower == "for" and match.part("wd"):
        return ">"  # called, set, planned for Friday
    if _announced(token):
        return ">"
    if match.part("wd") and match.before() in DECLARED:
        return ">"  # "declared Saturday a day of mourning"
    if token.head.lower in ("by", "until", "till") and (tense != "past" or _perfect(token) or _prolonged(token)):
        return ">"
    return {"past": "<", "future": ">", "would": ">", "": "<"}.get(tense, "~")


def tense(atoms: Sequence[Atom]) -> Literal["past", "future", ""]:
    """Whether a verb puts the words themselves into the past or the future, not a noun that they belong to: in "it sold
    the 2024 model" nothing is said to have happened in 2024.
    """
    token = _governed(atoms)
    if token is not None and _announced(token):
        return "future"
    above = None if token is None else next((a for a in token.ancestors() if a.pos not in ("ADP", "SCONJ")), None)
    if (
        token is None
        or above is None
        or above.pos not in ("VERB", "AUX")
        or token.dep in ("nsubj", "dobj", "nsubjpass")
    ):
        return ""
    found = _tense(token)
    return "past" if found == "past" else "future" if found == "future" else ""


def _governed(atoms: Sequence[Atom]) -> Token | None:
    """The word that hangs on one outside."""
    inside = {id(atom.token) for atom in atoms}
    return next((atom.token for atom in atoms if id(atom.token.head) not in inside), None)


ANNOUNCED = frozenset("announcement plan decision proposal pledge promise threat deadline intention".split())


def _announced(token: Token) -> bool:
    """Whether something was announced from then on: "the announcement of its dissolution from 1 January", not "the
    announcement from 3 May".
    """
    noun = token.head.head
    alone = noun.lemma in ANNOUNCED and noun.child("prep") in (None, token.head)
    if alone or token.head.lower not in ("from", "by", "until", "till"):
        return False
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX"):
            return False
        if above.lemma in ANNOUNCED:
            return True
    return False


PROLONGING = frozenset("extend prolong renew postpone delay adjourn defer".split())


def _prolonged(token: Token) -> bool:
    """Whether something was put off until then or made to last until then."""
    return any(above.lemma in PROLONGING for above in token.ancestors())


def _perfect(token: Token) -> bool:
    """Whether the governing verb is in the present perfect: "has kept the road shut until Friday"."""
    return any(child.lower in ("has", "have") for above in token.ancestors() for child in above.children)


def _tense(token: Token) -> str:
    """past, future, would, present, open (an infinitive), or nothing where no verb governs the word."""
    for above in token.ancestors():
        if above.pos not in ("VERB", "AUX"):
            continue
        helpers = {child.lower for child in above.children if child.dep in ("aux", "auxpass")}
        if above.dep == "conj" and above.head.pos in ("VERB", "AUX") and not helpers and above.tag in ("VB", "VBN"):
            continue  # "should be cut and closed by 2012": the tense is that of the first verb
        planned = above.tag == "VBN" and above.lemma in PLANNED
        if helpers & MODALS or above.lemma in ("will", "shall"):
            return "past" if "have" in helpers else "future" if helpers & WILL or above.lemma in WILL else "would"
        if above.tag == "VBD" or helpers & PAST:
            return "would" if planned else "past"
        if "to" in helpers:
            ahead = above.head is not above and above.head.lemma in AHEAD
            return "would" if ahead or above.dep in ("acl", "relcl") else "open"
        if above.tag in ("VBZ", "VBP"):
            return "future" if planned else "present"
        if planned:
            return "future" if helpers & {"is", "are", "'s", "’s"} else "would"
        if above.tag == "VBN" and above.dep != "ROOT":
            return "past"
    return ""


# --- numbers, years, clocks


def number(atoms: Sequence[Atom], words: Vocabulary) -> float | None:
    """The number that the atoms of a count write; null for "several", "a few"."""
    if any(atom.text in words.few for atom in atoms):
        return None
    texts = [atom.text for atom in atoms]
    if "/" in texts:  # 3 1/2
        place = texts.index("/")
        whole = float(texts[place - 2]) if place >= 2 and texts[place - 2].isdecimal() else 0.0
        return whole + float(texts[place - 1]) / max(float(texts[place + 1]), 1.0)
    shown = "".join(atom.text for atom in atoms if atom.text.isdecimal() or atom.text == ".")
    total, part = (float(shown) if shown.strip(".") else 0.0), 0.0
    for text in texts:
        value = words.numbers.get(text)
        if value is None:
            continue
        if value >= 100 or text in ("dozen", "couple"):
            part = (part or 1) * value
        else:
            part += value
    total += part
    if "half" in texts:
        total += 0.5
    return total or 1.0


def show_count(value: float | None) -> str:
    """A count as a duration writes it: 2, 2.5, X."""
    return "X" if value is None else f"{value:g}"


FORTNIGHT = "F"


def duration(value: float | None, unit: str) -> str:
    """P3M, PT30M, PXD, P2.5Y."""
    if unit == FORTNIGHT:
        unit, value = "W", None if value is None else 2 * value
    if unit == "WE":
        return f"P{show_count(value)}WE"
    if unit[0] == "T":
        if value == 0.5 and unit == "Th":
            return "PT30M"
        return f"PT{show_count(value)}{unit[1].upper()}"
    return f"P{show_count(value)}{unit}"


def year_steps(match: Match) -> tuple[str, str]:
    """The steps and the anchor of the year that the match names; both empty where it names none."""
    if match.part("y"):
        digits = match.word("y")
        if match.part("bc"):
            return f"BC{int(digits):04d}", ""
        if len(digits) == 2:
            return f"{19 if int(digits) > 25 else 20}{digits}", ""
        return digits, ""
    if match.part("yrel"):
        relation = match.words.relations[match.word("yrel")]
        return f"{relation.shift:+d}Y", relation.anchor
    return "", ""


def dated(match: Match, pattern: str) -> tuple[str, str]:
    """Steps and anchor of a month or day (XXXX-05, XXXX-05-12) with the year that the match names, or without one."""
    steps, anchor = year_steps(match)
    if not steps:
        return direction(match) + pattern, "bare"
    if steps[0] in "+-":
        return f"{steps} ={pattern}", anchor
    return pattern.replace("XXXX", steps), ""


def clock_step(match: Match) -> str | None:
    """The time of day that the match names, T14:30 or T09:00Z; empty where it names none, null where it cannot be."""
    if match.part("noon"):
        return f"T{match.words.hours[match.word('noon')].hour:02d}:00" + _zone(match)
    if match.part("four"):
        hour, minute = match.word("four")[:2], match.word("four")[2:]
    elif match.part("h"):
        hour, minute = match.word("h"), match.word("min") or "00"
        hour = str(match.words.numbers.get(hour, hour))
    else:
        return ""
    if len(minute) != 2 or int(minute) > 59 or int(hour) > 24:
        return None
    value = int(hour)
    half = match.word("half")[:1]
    part = match.word("cpart")
    if not half and part:
        half = "a" if match.words.parts[part].code == "MO" else "p"
    if half and value <= 12:
        value = value % 12 + (12 if half == "p" else 0)
    return f"T{value:02d}:{minute}" + _zone(match)


def _zone(match: Match) -> str:
    return match.words.zones[match.word("z")].offset if match.part("z") else ""


# --- the rules


def edge_step(match: Match) -> str:
    """START, MID or END with a space before it, or nothing."""
    name = match.word("edge")
    step = match.words.edges[name].step if name else ""
    return f" {step}" if step else ""


def day_steps(match: Match) -> tuple[str, str] | None:
    """Steps and anchor of the day that the match names; null where the words are no day after all."""
    words = match.words
    if match.part("m"):
        number = words.ordinals.get(match.word("d")) or int(match.word("d"))
        steps, anchor = dated(match, f"XXXX-{words.months[match.word('m')].number:02d}-{number:02d}")
        if anchor == "bare" and match.part("wd"):
            steps += f"@{words.weekdays[match.word('wd')].number}"
        return steps, anchor
    if match.part("wd"):
        return _weekday(match)
    if match.part("hol"):
        named = words.holidays[" ".join(atom.text for atom in match.part("hol"))]
        return dated(match, f"XXXX-{named.on}")
    if match.part("mm"):
        return f"{match.word('y')}-{int(match.word('mm')):02d}-{int(match.word('d')):02d}", ""
    if match.part("compact"):
        digits = match.word("compact")
        value = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        return (value, "") if "1900" <= digits < "2100" and timex.days(value) else None
    if match.part("a"):
        return _slashed(match)
    if match.part("dei"):
        return words.deictics[match.word("dei")].steps, "published"
    if match.part("eve"):
        return ("-2D" if match.word("eve") == "before" else "+2D"), "published"
    if match.part("later"):
        return ("-1D" if match.word("later") in ("before", "earlier") else "+1D"), "text"
    relation = words.relations[match.part("drel")[-1].text]
    return f"{relation.shift:+d}D", seen_from(match, relation)


def _weekday(match: Match) -> tuple[str, str] | None:
    pattern = f"XXXX-WXX-{match.words.weekdays[match.word('wd')].number}"
    if len(match.word("wd")) < 5 and match.atoms[match.last].text != "." and not match.part("part"):
        return None  # Sun Yat-sen, a Wed site: an abbreviation shows itself by its full stop or its date
    if match.part("week"):
        relation = match.words.relations[match.word("week")]
        return f"{relation.shift:+d}W ={pattern}", relation.anchor
    if match.part("wrel"):
        relation = match.words.relations[match.part("wrel")[-1].text]
        if relation.shift:
            return ("<<" if relation.shift < 0 else ">>") + pattern, relation.anchor
        return ("~" if relation.anchor == "text" else direction(match)) + pattern, relation.anchor
    return direction(match) + pattern, "bare"


def seen_from(match: Match, relation: Relation) -> str:
    """The anchor of a relation: "next week" is seen from the day of publication, "the next week" from what was told."""
    if relation.anchor == "text" or (match.part("the") and relation.shift > 0):
        return "text"
    return "published" if relation.shift else "bare"


def _slashed(match: Match) -> tuple[str, str] | None:
    month, day = int(match.word("a")), int(match.word("b"))
    if month > 12:
        month, day = day, month
    steps, _ = year_steps(match)
    value = f"{steps}-{month:02d}-{day:02d}"
    return (value, "") if timex.days(value) else None


def day(match: Match) -> Iterable[Draft] | Draft | None:
    """A day, with a part of it or a clock time where one stands with it: "Friday night", "noon on 3 May"."""
    found, clock = day_steps(match), clock_step(match)
    if found is None:
        return None
    if clock is None or not _possible(found[0]):
        return ()
    steps, anchor = found
    if clock:
        return match.draft("TIME", f"{steps} {clock}", anchor)
    if match.part("part"):
        code = match.words.parts[match.word("part")].code
        if match.word("dei") == "tonight":
            return match.draft("TIME", steps, anchor)
        return match.draft("TIME", f"{steps} T{code}", anchor)
    return match.draft("TIME" if " T" in steps else "DATE", steps, anchor)


def _possible(steps: str) -> bool:
    last = steps.split()[-1].lstrip("<>~=").partition("@")[0]
    sample = last.replace("XXXX", "2020", 1)
    return timex.days(sample) is not None or not re.fullmatch(r"\d{4}-\d\d-\d\d", sample)


def days(match: Match) -> Iterator[Draft]:
    """Two days of one month: "19-20 September", "September 19 and 20"."""
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
    if _in_apposition(match):
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


MONTH_AFTER = frozenset(
    "in of since by from until till through to and or during last next this between after before for ( , ; -".split()
)
"""What stands before a month whose name means something else too."""


def month(match: Match) -> Draft | None:
    """A month: "May 2020", "early June", "last September"."""
    named = match.words.months[match.word("m")]
    if named.capital and match.first == match.last and match.before() not in MONTH_AFTER:
        return None  # the Long March, Theresa May
    if not match.part("y") and match.part("m")[-1].token.text.isupper():
        return None  # the DEC, an appeal of charities
    return _with_relation(match, f"XXXX-{named.number:02d}")


def _with_relation(match: Match, pattern: str) -> Draft:
    if match.part("rel"):
        relation = match.words.relations[match.part("rel")[-1].text]
        how = "~" if not relation.shift else "<<" if relation.shift < 0 else ">>"
        return match.draft("DATE", f"{how}{pattern}{edge_step(match)}", seen_from(match, relation))
    steps, anchor = dated(match, pattern)
    return match.draft("DATE", steps + edge_step(match), anchor)


def season(match: Match) -> Draft | None:
    """A season: "the summer of 2020", "last winter"."""
    if match.word("s") == "spring" and match.first == match.last and match.before() in ("our", "his", "her", "my", "a"):
        return None  # a spring of water
    if match.word("s") == "fall" and not (match.part("rel") or match.part("y") or match.part("yrel")):
        placed = match.part("the") or match.before() in ("in", "by", "since", "this")
        if not placed or match.after() in ("of", "in", "to", "from"):
            return None  # the fall of a city, a fall in prices
    return _with_relation(match, f"XXXX-{match.words.seasons[match.word('s')].code}")


def quarter(match: Match) -> Draft | None:
    """A quarter or half of a year: "the third quarter", "Q2 2020", "the first half of last year"."""
    name = match.word("o")
    which = 2 if name == "latter" else match.words.ordinals.get(name) or int(name)
    half = bool(match.part("halfyear"))
    if which < 0 or which > (2 if half else 4):
        which = 2 if half else 4
    steps, anchor = year_steps(match)
    pattern = f"XXXX-{'H' if half else 'Q'}{which}"
    if not steps:
        return match.draft("DATE", f"{'>' if direction(match)[0] == '>' else '<'}{pattern}", "bare")
    return match.draft("DATE", f"{steps} ={pattern}" if steps[0] in "+-" else pattern.replace("XXXX", steps), anchor)


CURRENCY = frozenset("$ £ € ¥ # no number flight".split())
PLACED = frozenset(
    "in since until by as to from of before after between during for the its his their s - ( and ,".split()
)
"""Words before a number of four digits that let it be a year although a plural follows: "its 2006 highs"."""


def year(match: Match) -> Draft | None:
    """A year: "1998", "late 2019", "480 BC"."""
    steps, _ = year_steps(match)
    if match.part("bc") or match.part("edge") or match.part("said"):
        return match.draft("DATE", steps + edge_step(match), "")
    before, after, token = match.before(), match.after(), match.atoms[match.last].token
    if len(match.word("y")) == 2:
        return match.draft("DATE", steps, "") if before in PLACED - {"s", ",", "("} else None
    in_a_row = before.lstrip("+").isdecimal() and len(before) > 2
    if in_a_row or (after.isdecimal() and len(after) > 2 and before not in PLACED):
        return None  # a telephone number
    goes_on = after in (".", ",", "/", "-") and match.after(2).isdecimal() and len(match.after(2)) != 4
    if after in match.words.zones or after in ("hours", "hrs"):
        return None  # 1500 GMT
    if before in CURRENCY or after in ("%", "percent", "per") or goes_on or not 1000 < int(steps) < 2100:
        return None  # a price, a share, the beginning of another number
    if before in (".", "-", "/") and match.before(2).isdecimal() and len(match.before(2)) < 4:
        return None  # the end of another number
    counts = token.dep == "nummod" and token.head.tag in ("NNS", "NNPS") and token.head.i > token.i
    if (counts or int(steps) < 1500) and before not in PLACED:
        return None
    return match.draft("DATE", steps, "")


def fiscal_year(match: Match) -> Draft | None:
    """Fiscal 1990, FY2023/24, the 2023/24 financial year."""
    digits = match.word("y")
    return match.draft("DATE", f"FY{digits if len(digits) == 4 else f'20{digits}'}", "")


def years_before(match: Match) -> Iterator[Draft]:
    """499-493 BC: two years."""
    second = match.atoms.index(match.part("e")[0])
    yield match.draft("DATE", f"BC{int(match.word('y')):04d}", "", last=match.first)
    yield match.draft("DATE", f"BC{int(match.word('e')):04d}", "", first=second)


def years(match: Match) -> Iterator[Draft]:
    """1941-42: two years."""
    first, second = match.word("y"), match.word("e")
    if int(second) > int(first[2:]):
        yield match.draft("DATE", first, "", last=match.first)
        yield match.draft("DATE", first[:2] + second, "", first=match.last)


def decade(match: Match) -> Draft | None:
    """A decade: "the 1990s", "the '80s", "the nineties"."""
    if match.part("dec"):
        return match.draft("DATE", f"19{match.words.decades[match.word('dec')]}{edge_step(match)}", "")
    digits = match.word("y")
    if digits[-1] != "0" or (len(digits) == 3 and not match.part("bc")):
        return None
    if digits[-2:] == "00" and len(digits) == 4 and digits < "2000":
        return match.draft("DATE", digits[:2] + edge_step(match), "")  # the 1700s
    value = digits[:-1] if len(digits) > 2 else f"{'20' if digits in ('00', '10') else '19'}{digits[0]}"
    return match.draft(
        "DATE",
        ("BC" if match.part("bc") else "") + (f"{int(value):03d}" if match.part("bc") else value) + edge_step(match),
        "",
    )


def century(match: Match) -> Draft | None:
    """A century: "the nineteenth century", "the 4th century BC"."""
    which = sum(
        match.words.ordinals.get(a.text)
        or match.words.numbers.get(a.text)
        or (int(a.text) if a.text.isdecimal() else 0)
        for a in match.part("o")
    )
    return (
        match.draft("DATE", f"{'BC' if match.part('bc') else ''}{which - 1:02d}{edge_step(match)}", "")
        if 0 < which < 100
        else None
    )


def unit(match: Match) -> Draft | None:
    """last week, this year, the next month, the end of the year, the same day."""
    unit = match.words.units[match.word("u")].code
    if unit[0] == "T" and not match.part("rel"):
        return None
    shift, anchor = 0, "bare"
    if match.part("rel"):
        relations = [match.words.relations[a.text] for a in match.part("rel") if a.text in match.words.relations]
        relation = next((r for r in relations if r.shift), relations[-1])
        shift = relation.shift
        anchor = "text" if any(r.anchor == "text" for r in relations) else seen_from(match, relation)
        if unit[0] == "T":
            return match.draft("DURATION", duration(1, unit), "") if relation.shift else None
        if "past" in (a.text for a in match.part("rel")) or (unit in ("DE", "CE") and shift and anchor == "published"):
            return match.draft("DURATION", f"{duration(1, unit)}{'<' if shift < 0 else '>'}", anchor)
    told = match.after() == "of" and match.after(2).isalpha() and match.after(3) != "$"
    if shift < 0 and told and match.part("the") and match.word("rel") == "last":
        return match.draft("DURATION", duration(1, unit), "")  # the last month of the war
    if unit == "WE" and not shift:
        how = direction(match) if anchor != "text" else "~"
        return match.draft("DATE", f"{how}XXXX-WXX-WE{edge_step(match)}", anchor)
    if unit == "D" and anchor == "bare" and match.word("the") == "the" and not match.part("rel"):
        anchor = "text"
        if match.before() in ("carry", "carried", "save", "saved", "won", "win", "of"):
            return None  # carried the day, the issues of the day
    if not (match.part("rel") or match.part("pos") or match.part("edge")) and match.after() in TELLING:
        return _told_by_what_follows(match, unit)
    if match.part("pos"):
        shift = {"before": -1, "earlier": -1, "previous": -1, "prior": -1}.get(match.word("pos"), 1)
        anchor = "text"
    step = f"{2 * shift:+d}W" if unit == FORTNIGHT else f"{shift:+d}{unit}"
    return match.draft("DATE", f"{step}{edge_step(match)}", anchor)


def _told_by_what_follows(match: Match, unit: str) -> Draft | None:
    """The day after the vote, the year in which it burned: a time without a value, but for a day just named."""
    if unit == "D" and _in_apposition(match):
        return match.draft("DATE", "+0D", "text")
    return match.draft("DATE", f"{'XXXX-XX-XX' if unit == 'D' else 'XXXX'}", "") if unit in ("D", "Y") else None


def _in_apposition(match: Match) -> bool:
    """Whether the words stand behind a comma or dash for a day just named: "on 2 October, the day after the vote"."""
    named = match.before(2).isdecimal() or match.before(2) in match.words.kinds["month"]
    return named and match.before() in (",", "-", "(")


def same_unit(match: Match) -> Draft:
    """The same month last year: seen from the month that was named before."""
    unit = match.words.units[match.word("u")].code
    relation = match.words.relations.get(match.word("yrel"))
    years = relation.shift if relation else -1
    return match.draft("DATE", f"{years * {'M': 12, 'Q': 4, 'W': 52}[unit]:+d}{unit}", "text")


TELLING = frozenset(("before", "after", "following", "when", "that", "on", "of", "which", "where"))
"""After "the day": what follows says which one, and no word of time does."""


def part_of_period(match: Match) -> Draft | None:
    """The last week of March, the first ten months of 1915."""
    words = match.words
    unit = words.units[match.word("u")].code
    if unit[0] == "T" or unit in ("Y", "DE", "CE", "Q"):
        return None
    if match.part("n"):
        return match.draft("DURATION", duration(number(match.part("n"), words), unit), "")
    which = words.ordinals.get(match.word("o"), -1)
    pattern = f"XXXX-{words.months[match.word('m')].number:02d}" if match.part("m") else "XXXX"
    steps, anchor = dated(match, pattern)
    return match.draft("DATE", f"{steps} #{which}{unit}", anchor)


def span(match: Match) -> Draft | None:
    """the past three months, the next two days, recent years, the coming weeks."""
    unit = match.words.units[match.word("u")].code
    count = number(match.part("n"), match.words) if match.part("n") else None
    value = duration(count, unit)
    relation = match.words.relations.get(match.word("rel"))
    if relation is None or not relation.shift:
        return match.draft("DURATION", value, "")
    if unit == "Q" and "X" in value:
        return None
    if "X" in value or unit == "WE":
        return match.draft("DURATION", value, "")
    return match.draft("DURATION", value + ("<" if relation.shift < 0 else ">"), relation.anchor)


def ago(match: Match) -> Draft | None:
    """three days ago, two years later, a week earlier, five days from now."""
    unit = match.words.units[match.word("u")].code
    value = number(match.part("n"), match.words) if match.part("n") else None
    way = match.word("way")
    back = way in ("ago", "earlier", "before", "previously", "prior")
    if match.part("h") and value:
        value += 0.5
    if unit == FORTNIGHT:
        unit, value = "W", None if value is None else 2 * value
    anchor = "published" if way in ("ago", "from", "hence", "time") else "text"
    if value is None:
        return match.draft("DATE", "PAST_REF" if back else "FUTURE_REF", "")
    if unit[0] == "T":
        return match.draft("TIME", f"{'-' if back else '+'}{round(value)}{unit[1]}", anchor)
    if match.part("today") and unit in ("Y", "M", "W"):
        days = {"Y": "y", "M": "M", "W": "D"}[unit]
        return match.draft("DATE", f"-{round(value) * (7 if unit == 'W' else 1)}{days}", anchor)
    if value % 1:
        unit, value = {"Y": ("M", value * 12), "DE": ("Y", value * 10), "CE": ("Y", value * 100)}.get(
            unit, (unit, value)
        )
    return match.draft("DATE", f"{'-' if back else '+'}{round(value)}{unit}", anchor)


def year_ago(match: Match) -> Draft:
    """the year-ago quarter, year-earlier."""
    return match.draft("DATE", "-1Y", "published")


def lasting(match: Match) -> Iterable[Draft] | Draft | None:
    """three-year, six months, a week, two and a half years; "a year" after a rate is a set."""
    counted, named = match.part("n"), match.part("u")[-1]
    unit = match.words.units[named.text].code
    if not counted:
        return match.draft("DURATION", duration(None, unit), "")
    value = number(counted, match.words)
    if value is None and match.before() == "as":
        return ()  # the third in as many days
    if match.part("h") and value is not None:
        value += 0.5
    article = len(counted) == 1 and counted[0].text in ("a", "an")
    if unit == "Q" and (value is None or article or counted[-1].text in ("a", "half", "three")):
        return None  # some quarters of the town, a quarter, three quarters of the votes
    if article and unit in ("Ts", "WE"):
        return None
    if unit == "Th" and _is_clock(counted, match):
        return None
    if named.text in ("min", "sec") and not counted[0].text.isdecimal():
        return None
    per = match.before() in ("once", "twice", "times") or match.before() in match.words.plurals
    if article and (per or _rate(named.token)):
        return match.draft("SET", duration(1, unit), "")
    return match.draft("DURATION", duration(value, unit), "")


def _is_clock(counted: Sequence[Atom], match: Match) -> bool:
    """1300 hrs, 0930 hours: a time of day that is written without a mark."""
    digits = counted[0].text if len(counted) == 1 else ""
    return len(digits) == 4 and digits < "2400" and digits[2:] < "60" and match.after() != "of"


def _rate(token: Token) -> bool:
    """Whether a unit stands for "per": fifteen a year, $3 a day."""
    head = token.head
    return token.dep == "npadvmod" and head.pos in ("NOUN", "NUM", "SYM", "PROPN") and head.i < token.i


def two_counts(match: Match) -> Iterator[Draft]:
    """60 to 90 days: two durations."""
    unit = match.words.units[match.word("u")].code
    if (match.after() == "-" and match.after(2) == "old") or match.after() == "old":
        return
    second = match.atoms.index(match.part("k")[0])
    yield match.draft(
        "DURATION",
        duration(number(match.part("n"), match.words), unit),
        "",
        last=match.first + len(match.part("n")) - 1,
    )
    yield match.draft("DURATION", duration(number(match.part("k"), match.words), unit), "", first=second)


def units(match: Match) -> Draft | None:
    """weeks, months, years, with no number."""
    unit = match.words.units[match.word("u")].code
    if (
        unit in ("WE", "Q", "Ts")
        or match.after() in ("old", "-")
        or match.before() in ("-", "these", "those", "their", "his", "her")
    ):
        return None
    return match.draft("DURATION", duration(None, unit), "")


def cycle(match: Match) -> Draft | None:
    """every day, each Monday, per month, on Sundays, twice a week."""
    words = match.words
    if match.part("wd"):
        return match.draft("SET", f"XXXX-WXX-{words.weekdays[match.word('wd')].number}", "")
    if match.part("wds"):
        return match.draft("SET", f"XXXX-WXX-{words.weekday_plurals[match.word('wds')].number}", "")
    if match.part("part"):
        return match.draft("SET", f"XXXX-XX-XXT{words.parts[match.word('part')].code}", "")
    count = number(match.part("n"), words) if match.part("n") else 2.0 if match.word("other") == "other" else 1.0
    return match.draft("SET", duration(count, words.units[match.word("u")].code), "")


def length(match: Match) -> Draft:
    """yearlong, weeklong."""
    return match.draft("DURATION", match.words.lengths[match.word("c")].value, "")


def cadence(match: Match) -> Draft:
    """daily, weekly, annual."""
    return match.draft("SET", match.words.cadences[match.word("c")].value, "")


def vague(match: Match) -> Draft | None:
    """now, recently, the future."""
    phrase = match.words.vague.get(" ".join(a.text for a in match.part("v")))
    if phrase is None:
        return None
    if (
        match.word("v") == "the"
        and match.atoms[match.last].text == "past"
        and match.atoms[match.last].token.pos == "ADJ"
    ):
        return None
    return match.draft("DATE", phrase.value, "narrative" if phrase.narrative else "")


def nothing(match: Match) -> Iterable[Draft]:
    """What looks like a time and is none: an age."""
    return ()
