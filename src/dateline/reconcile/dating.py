"""When undated reports were published, from their neighbours; and what follows for their times.

A dated report fixes the days of what it tells.  Where an undated one tells the same with a time seen from its own day
("on Tuesday", "the evening before", "the day after the quake", "day 12 of the blockade"), only some days of publication
let both be true.  Every such bond votes for those days with its weight; the days with most votes are the answer, and a
bond that does not allow them is named as dropped.  Only reports whose date is stated are evidence, so the work is one
pass without circles: a date derived here never dates a third report.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.published import WITHOUT_YEAR
from dateline.annotate.times import resolve_times
from dateline.clauses import at_time
from dateline.link.copied import Copies
from dateline.link.kept import Afresh, Columns, Kept, each_report
from dateline.link.marks import places
from dateline.reconcile.tellings import (
    Telling,
    Words,
    alike,
    find_tellings,
    first_day,
    is_possessive,
    last_day,
    lexis,
    load_words,
    names_in,
    one_day,
    stem,
    telling_words,
)
from dateline.records import Annotation, AsOf, Copy, Document, Published, Reason, Report, Span, Time

REACH = 400
"""How many days after a told day a report that calls it "a year ago today" may lie."""
WIDEST = 31
"""An interval of more days says nothing worth the name of a date."""
ALIKE = 0.5
"""Tellings that share fewer of their words are not taken for the same event."""
SAME = 0.4
"""How much of two reports must be shared, of both together, for them to be one text."""
RIVAL = 0.8
"""Where a telling of another day comes as near as this to the best one, neither is taken."""
ALLOWANCE = 50
"""How many tellings of other things are thought beside those of the pile when the rarity of a word is judged, so that a
word is not taken for common because the pile is small."""
CHANCE = 2.0
"""Two tellings are of one event only where the words that they share are e^2 times rarer together than it takes for one
such pair to turn up by chance among all that are compared: a larger pile needs more words in common."""
COMMON = 0.05
"""A word in more than this part of the dated reports (and in more than fifty) tells no story from another."""
NEIGHBOURS = 4
"""How many dated reports one undated report is laid beside."""
LINKS = 8
"""How long a chain of times is followed that are counted from one another."""
STORY, BESIDE = 14, 3
"""How many days the reports of one story lie apart, and how many where there are many tellings to choose among."""
UNLIKE, LIKE = 0.15, 0.3
"""Reports less like each other than the first tell of different things; those as like as the second count in full.  Of
tellings that agree between reports (two topics of t17), 5 in 100 were of one event below 0.1, 80 in 100 above 0.3."""
NEARLY = 0.7
"""Among many tellings, days with this part of the most votes belong to the answer: the best is often too early."""
FIGURE = 4.0
"""How much rarer than a word of its frequency a number of three digits or more is that two reports share."""
MANY, SURE = 12, 2.0
"""Among more tellings than these, one report that agrees may do so by chance, unless its weight is that of a copy, and
the likeness of the reports as a whole counts."""
OWN = 3.0
"""The weight of the bounds that a report's own text sets, against 1 for a telling that agrees in every word."""
LAG, HABIT = 2, 0.3
"""The habit to print a weekday's news within two days (36 of 39 reports of Wikinews), and its weight."""
ENOUGH = 0.5
"""The weight of bonds without which no date is given; among many tellings, twice that."""

_TELLS = r"(?P<what>(?:(?!\s(?:and|but)\s)[^,.;:()]){3,70})"
_AFTER = re.compile(rf"\s+(?P<way>after|following|before)\s+{_TELLS}")
_BEHIND = re.compile(r"\b(?:since|after|following|before|until)\s+(?:the\s+|last\s+)?$", re.IGNORECASE)
_NO_DAY = re.compile(r"the (?:night|day)\b(?!\s+(?:before|after|earlier))|today['’]s\b", re.IGNORECASE)
"""What looks like a day seen from print and is none: "sang on the night", "today's youth"."""
_EVE = re.compile(rf"\bthe eve of\s+{_TELLS}", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"\b(?P<nth>\w+) anniversary of\b")
_NUMBERED = re.compile(
    r"\b(?:(?P<unit>day) (?P<number>\d+|[a-z]+)|(?P<nth>\d+(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?) (?P<units>day|week))"
    rf" of\s+{_TELLS}"
    r"|(?P<thing>[^,.;:()]{3,70}?)\s(?:is|was|has entered|enters|entered)(?: now)?(?: in)?(?: on)? its"
    r" (?P<its>\d+(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?) (?P<itsunit>day|week)\b",
    re.IGNORECASE,
)
_FINE = re.compile(r"[+-]\d+(?:D|W|WE|y)\b|[<>~=]+XXXX-(?:WXX|\d\d-\d\d)")
"""Steps that lead to a day or a week: "this year" tells too little, "8 hours ago" is the clock of a live page."""
_LENGTH = re.compile(r"P(?P<clock>T)?(?P<count>[\d.]+|X)(?P<unit>[DWMYH])")


@dataclass(frozen=True, slots=True)
class Bond:
    """Days on which the undated report may have been published, as one piece of evidence has it."""

    first: date | None
    last: date | None
    weight: float
    says: str
    span: Span
    told: str = ""
    """The telling of the other report that it hangs on: two bonds on one telling are no two pieces of evidence."""
    other: str = ""
    """The report that it hangs on."""

    def allows(self, day: date) -> bool:
        """Whether the evidence lets the report be of that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered day or week of something, and the day on which it was told, where that is known."""

    report: str
    words: frozenset[str]
    low: int
    high: int
    day: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Pile:
    """What the dated reports of a pile tell."""

    words: Words
    printed: Mapping[str, date]
    tellings: Mapping[str, Sequence[Telling]]
    numbered: Mapping[str, Sequence[Numbered]]
    rarity: Mapping[str, float]
    """How rare each word is among all tellings (natural logarithm)."""
    told: int
    """How many tellings there are."""
    holders: Mapping[str, Sequence[str]]
    """Which reports have each word."""
    weights: Mapping[str, float]
    """How much each word counts where whole reports are compared: its inverse document frequency, squared."""
    lengths: Mapping[str, float]
    """The sum of the weights of each report's words."""


def date_reports(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    copies: Copies,
    kept: Kept | None = None,
    documents: Mapping[str, Document] | None = None,
) -> dict[str, Published]:
    """The dates of reports that the other reports narrow down, by report; the rest stay as they are.

    Needs the annotations of the reports as they were made one by one, and the copies among them.  Where `documents` has
    what they say of each report as a whole, no more of them are unpacked than are needed.
    """
    by_id = {report.id: report for report in reports}
    pile, undated = _lay_out(by_id, annotations, documents or annotations, kept or Afresh())

    def by_others(copy: Copy) -> bool:
        outlets = by_id[copy.a].publisher, by_id[copy.b].publisher
        return outlets[0] is None or outlets[0] != outlets[1]  # what an outlet prints again is old

    found, least = {}, 2 if pile.told > MANY else 1
    for id in undated:
        annotation = annotations[id]
        near = _nearest(by_id[id].text, pile)
        reader = _Reader(by_id[id].text, annotation, pile, near)
        copied = list(_copied(id, filter(by_others, copies.of(id)), pile.printed))
        same = {bond.other for bond in copied}  # "today" in a text that is printed again says nothing new
        stamped = list(reader.stamped())
        told = [*reader.told(), *reader.after(), *reader.days()]
        bonds = [*copied, *stamped, *(bond for bond in told if bond.other not in same)]
        answer = _weigh(annotation.published, bonds, reader.habit(), least)
        beside = STORY if stamped or pile.told <= MANY else BESIDE
        if answer and _among(answer, near, pile.printed, beside):
            found[id] = answer
    return found


@dataclass(frozen=True, slots=True)
class _Laid:
    """What a dated report tells."""

    printed: date
    tellings: tuple[Telling, ...]
    numbered: tuple[Numbered, ...]
    lexis: frozenset[str]


def _lay(text: str, annotation: Annotation, words: Words) -> _Laid:
    day = _day(annotation.published)
    told = find_tellings(text, annotation, words)
    return _Laid(
        printed=day,
        tellings=tuple(t for t in told if t.words and one_day(t.time) and first_day(t.time) <= day),
        numbered=tuple(_numbered(text, annotation, words)),
        lexis=frozenset(lexis(text, words)),
    )


def _lay_out(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    documents: Mapping[str, Annotation] | Mapping[str, Document],
    kept: Kept,
) -> tuple[Pile, list[str]]:
    """The dated reports as a pile, and the ids of those without a date; without any of these there is no pile."""
    words = load_words()
    read = sorted(id for id in reports if id in annotations)
    told = _published(read, documents, kept)
    stated, undated = ([read[number] for number in np.flatnonzero(told == kind)] for kind in (STATED, UNDATED))
    printed: dict[str, date] = {}
    tellings: dict[str, tuple[Telling, ...]] = {}
    numbered: dict[str, tuple[Numbered, ...]] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    evidence = stated if undated else []

    def lay(id: str) -> _Laid:
        return _lay(reports[id].text, annotations[id], words)

    for id, laid in each_report(kept, "laid", _Laid, evidence, lay):
        printed[id], tellings[id], numbered[id] = laid.printed, laid.tellings, laid.numbered
        for word in sorted(laid.lexis):
            holders[word].append(id)
    count = Counter(word for found in tellings.values() for telling in found for word in telling.words)
    total = sum(map(len, tellings.values()))
    rarity = {
        word: log((total + ALLOWANCE) / (number + 0.5)) + (FIGURE if word.isdigit() else 0.0)
        for word, number in count.items()
    }
    weights = {word: log((len(printed) + 1) / len(ids)) ** 2 for word, ids in holders.items()}
    lengths: dict[str, float] = defaultdict(float)
    for word in sorted(holders):
        for id in holders[word]:
            lengths[id] += weights[word]
    return Pile(words, printed, tellings, numbered, rarity, total, holders, weights, lengths), undated


STATED, UNDATED, UNSURE = 1, 2, 0
"""What a report says of its date: the day, nothing, or something else."""


def _published(
    reports: Sequence[str], documents: Mapping[str, Annotation] | Mapping[str, Document], kept: Kept
) -> NDArray[np.uint8]:
    """What each report says of its date."""
    digests = kept.known(reports)[:, 0]

    def bring_up(before: Columns) -> Columns:
        if before and np.array_equal(before["digests"], digests):
            return before
        was = places(digests, before["digests"]) if before else np.full(len(digests), -1)
        told = np.append(before["told"], np.uint8(0))[was] if before else np.zeros(len(digests), np.uint8)
        for number in np.flatnonzero(was < 0).tolist():
            published = documents[reports[number]].published
            told[number] = STATED if _stated(published) else UNSURE if published.explicit else UNDATED
        return {"digests": digests, "told": told}

    return kept.columns("published alone", bring_up)["told"]


def _among(answer: Published, near: Mapping[str, float], printed: Mapping[str, date], beside: int) -> bool:
    """Whether half of the nearest reports, counted by their likeness, were printed within `beside` days of the answer,
    or years before it to the day: else it rests on a chance likeness with one of them.
    """
    if not answer.earliest or not answer.latest:
        return False
    first, last = date.fromisoformat(answer.earliest), date.fromisoformat(answer.latest)

    def is_beside(day: date) -> bool:
        apart = max((first - day).days, (day - last).days, 0)
        return apart <= beside or (apart > 300 and min(apart % 365, -apart % 365) <= STORY)

    return 2 * sum(like for id, like in near.items() if is_beside(printed[id])) >= sum(near.values())


def _nearest(text: str, pile: Pile) -> dict[str, float]:
    """The dated reports that share most of the rare words of a text, and how like it they are (the cosine of their
    words weighed by rarity): only they can be on the same story.
    """
    own = sorted(lexis(text, pile.words))
    unseen = log(len(pile.printed) + 1) ** 2
    length = sum(pile.weights.get(word, unseen) for word in own)
    shared: dict[str, float] = defaultdict(float)
    for word in own:
        holders = pile.holders.get(word, ())
        if len(holders) <= max(50, COMMON * len(pile.printed)):
            for id in holders:
                shared[id] += pile.weights[word]
    likeness = {id: weight / (length * pile.lengths[id]) ** 0.5 for id, weight in shared.items() if weight}
    order = sorted(likeness, key=lambda id: (-likeness[id], id))
    return {id: likeness[id] for id in order[:NEIGHBOURS]}


def redate(annotation: Annotation, published: Published, genre: str = "news") -> Annotation:
    """The annotation with its times, and the as-of of its figures and events, resolved against this date."""
    times = tuple(resolve_times(annotation.times, published, genre))
    by_id = {time.id: time for time in times}
    return replace(
        annotation,
        published=published,
        times=times,
        figures=tuple(replace(figure, as_of=_again(figure.as_of, by_id, published)) for figure in annotation.figures),
        events=tuple(replace(event, when=_again(event.when, by_id, published)) for event in annotation.events),
    )


def _again(as_of: AsOf, times: Mapping[str, Time], published: Published) -> AsOf:
    if as_of.basis and as_of.time and as_of.time in times:
        again = at_time(times[as_of.time], as_of.basis)
        if again.earliest or again.latest:
            one_day = again.earliest and again.latest and again.earliest[:10] == again.latest[:10]
            # seen from one of several days, the last day of a week is not the day on which somebody counted
            return again if published.best or one_day else replace(again, best=None)
    elif as_of.basis == "statement":  # told before the report, and by how much is not said
        return replace(as_of, latest=published.latest)
    elif as_of.basis == "sentence":
        return as_of
    return AsOf(earliest=published.earliest, latest=published.latest, best=published.best, basis="report")


def _stated(published: Published) -> bool:
    return published.explicit and published.best is not None


def _day(published: Published) -> date:
    return date.fromisoformat((published.best or "")[:10])


# --- bonds


def _copied(id: str, copies: Iterable[Copy], printed: Mapping[str, date]) -> Iterator[Bond]:
    """A text that a dated report has too: printed within a day of it, a translation within two.

    A passage that both have is none: a background paragraph goes on for months, and so do the words around a player.
    """
    for copy in copies:
        other = copy.b if copy.a == id else copy.a
        spans = copy.a_spans if copy.a == id else copy.b_spans
        if id not in (copy.a, copy.b) or other not in printed or not spans:
            continue
        if copy.extent != "whole" or copy.share < SAME:
            continue
        day = printed[other]
        reach = timedelta(days=2 if copy.relation == "translation" else 1)
        says = f"it shares text with report {other} of {day}"
        yield Bond(day - reach, day + reach, 2.0, says, spans[0], other=other)


def _numbered(text: str, annotation: Annotation, words: Words) -> Iterator[Numbered]:
    """ "Day 9 of the blockade", "the siege has entered its third day", "in its third week"."""
    for match in _NUMBERED.finditer(text):
        number = _number(match["number"] or match["nth"] or match["its"] or "", words)
        what = match["what"] or match["thing"]
        told = frozenset(word for word, _ in telling_words(what, 0, len(what), words))
        if not number or not told:
            continue
        week = (match["units"] or match["itsunit"] or "day").lower() == "week"
        sentence = next(((s, e) for s, e in annotation.sentences if s <= match.start() < e), match.span())
        here = [t for t in annotation.times if sentence[0] <= t.start < sentence[1] and t.anchor and one_day(t)]
        day = first_day(here[0]) if here else _day(annotation.published) if _stated(annotation.published) else None
        low = 7 * number - 6 if week else number
        yield Numbered(annotation.id, told, low, 7 * number if week else number, day, match.span())


def _number(word: str, words: Words) -> int | None:
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    parts = [words.numbers.get(part) for part in word.lower().split("-")]
    return sum(filter(None, parts)) if all(parts) else None


def _on(year: int, month: int, day: int) -> date | None:
    """The day in that year; null for 29 February in most."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if (day.month, day.day) == (2, 29) else day.day)


class _Reader:
    """One undated report against the tellings of the dated ones."""

    def __init__(self, text: str, annotation: Annotation, pile: Pile, near: Mapping[str, float]) -> None:
        self.text, self.annotation, self.pile, self.near, self.words = text, annotation, pile, near, pile.words
        own = sum(1 for time in annotation.times if time.anchor)
        self.needed = log(max(1, own) * max(1, pile.told)) + CHANCE
        self.names = names_in(text, pile.words)
        self.times = {time.id: time for time in annotation.times}

    def stamped(self) -> list[Bond]:
        """The bond of a dateline or stamp that names no year ("SODO, July 27 (EX) -"): that of the nearest reports."""
        printed = {reason.span for reason in self.annotation.published.reasons}
        dates = ((WITHOUT_YEAR.match(t.offset), t) for t in self.annotation.times if (t.start, t.end) in printed)
        found, time = next(((found, time) for found, time in dates if found), (None, None))
        if not found or not time:
            return []
        years: dict[date, float] = defaultdict(float)
        for id, like in self.near.items():
            day = self.pile.printed[id]
            for year in (day.year - 1, day.year, day.year + 1):
                own = _on(year, int(found[1]), int(found[2]))
                if own and abs((own - day).days) <= STORY:
                    years[own] += like
        if not years:
            return []
        day = max(sorted(years), key=lambda own: years[own])
        other = next(id for id in self.near if abs((self.pile.printed[id] - day).days) <= STORY)
        says = f"{self._quote(time)}, with the year of report {other}, which is like it, of {self.pile.printed[other]}"
        return [Bond(day, day, OWN, says, (time.start, time.end), other=other)]

    def told(self) -> Iterator[Bond]:
        """Bonds from what a dated report tells too."""
        for telling in find_tellings(self.text, self.annotation, self.words, at_length=False):
            time = telling.time
            weekday = re.match(r"[<>~]+XXXX-WXX-([1-7])", time.offset)
            closely = weekday is not None or is_possessive(self.text, time)
            match = self._match(telling.words, weekday=int(weekday[1]) if weekday else None, closely=closely)
            if match is None or not self._seen_from_print(time):
                continue
            if time.offset[0] == ">" and time.tense != "future":
                continue  # the direction of the weekday was a guess
            other, weight = match
            there = f"report {other.report} tells of it on {first_day(other.time)}"
            allowed = [day for day in self._around(other.time) if self._agrees(time, day, other.time)]
            runs = [day for day in allowed if (day - allowed[0]).days <= WIDEST]
            if runs:
                yield Bond(
                    runs[0], runs[-1], weight, f"{self._quote(time)}: {there}", (time.start, time.end), other.time.id,
                    other.report,
                )

    def after(self) -> Iterator[Bond]:
        """Bonds from "the day after the quake", "hours after the blast", "on the eve of the vote" in the lead."""
        lead = self.annotation.sentences[:2]
        for time in self.annotation.times:
            found = _AFTER.match(self.text, time.end)
            reach = _reach(time)
            if found and reach and any(start <= time.start < end for start, end in lead):
                low, high = reach if found["way"] != "before" else (-reach[1], -reach[0])
                yield from self._beside((time.start, found.end()), found["what"], low, high)
        for start, end in lead:
            found = _EVE.search(self.text, start, end)
            if found:
                yield from self._beside(found.span(), found["what"], -1, -1)

    def _beside(self, span: Span, what: str, low: int, high: int) -> Iterator[Bond]:
        told = frozenset(self._event(what))
        again = _ANNIVERSARY.search(what)
        match = self._match(told, closely=self.pile.told <= MANY)
        if match:
            other, weight = match
            day = first_day(other.time)
            years = _number(again["nth"], self.words) or 0 if again else 0
            if years:
                day = _years_later(day, years)
            says = f"{self.text[slice(*span)]!r}: report {other.report} tells of it on {first_day(other.time)}"
            first, last = day + timedelta(days=low), day + timedelta(days=high)
            yield Bond(first, last, weight, says, span, other=other.report)

    def _event(self, what: str) -> Iterator[str]:
        """The telling words up to the first name and what else it consists of: the landslide in Upper Orlin."""
        words = [
            word
            for word, _ in telling_words(what, 0, len(what), self.words)
            if word != stem("anniversary", self.words)
        ]
        named = [k for k, word in enumerate(words) if word in self.names and k]
        first = next(iter(named), 3)
        while first + 1 < len(words) and words[first + 1] in self.names:
            first += 1
        yield from words[: min(first + 1, 5)]

    def days(self) -> Iterator[Bond]:
        """Bonds from numbered days: another report numbers them too, or tells when it began."""
        for own in _numbered(self.text, self.annotation, self.words):
            quote = repr(self.text[slice(*own.span)])
            for other in (found for id in self.near for found in self.pile.numbered[id]):
                if other.day and other.low == other.high and own.words & other.words:
                    start = other.day - timedelta(days=other.low - 1)
                    says = f"{quote}: report {other.report} counts {other.low} on {other.day}"
                    yield self._numbered_bond(start, own, 2.0, says, other.report)
                    break
            else:
                match = self._match(own.words)
                if match:
                    day = first_day(match[0].time)
                    says = f"{quote}: report {match[0].report} tells of its beginning on {day}"
                    yield self._numbered_bond(day, own, match[1], says, match[0].report)

    def _numbered_bond(self, start: date, own: Numbered, weight: float, says: str, other: str) -> Bond:
        first, last = (start + timedelta(days=number - 1) for number in (own.low, own.high))
        return Bond(first, last, weight, says, own.span, other=other)

    def habit(self) -> frozenset[int]:
        """The days of the week (1 Monday .. 7 Sunday) on which the past weekdays that the text names lie closest.

        "Tuesday's earthquake" and "since Tuesday" are what everything else is told from, and no news of the day before.
        """
        past = []
        for time in self.annotation.times:
            weekday = re.match(r"<~?XXXX-WXX-([1-7])", time.offset)
            behind = is_possessive(self.text, time) or _BEHIND.search(self.text, max(0, time.start - 20), time.start)
            if weekday and not behind:
                past.append(int(weekday[1]))
        if not past:
            return frozenset()
        lags = {day: max((day - weekday) % 7 for weekday in past) for day in range(1, 8)}
        nearest = min(lags, key=lambda day: lags[day])
        return frozenset((nearest + lag - 1) % 7 + 1 for lag in range(LAG + 1))

    def _match(
        self, told: frozenset[str], *, weekday: int | None = None, closely: bool = True
    ) -> tuple[Telling, float] | None:
        """The dated telling of the same event and how alike it is; null where one of another day is about as near."""
        needed = self.needed - (log(7) if weekday else 0.0)
        options = [
            other
            for id in self.near
            for other in self.pile.tellings[id]
            if (weekday is None or first_day(other.time).isoweekday() == weekday)
            and self._rare(told | self.names if closely else told, other) >= needed
        ]
        scored = sorted(
            ((alike(told, self.names, other, closely=closely), other) for other in options),
            key=lambda pair: (-pair[0], pair[1].report, pair[1].time.start),
        )
        if not scored or scored[0][0] < ALIKE:
            return None
        weight, best = scored[0]
        rivals = [o for score, o in scored[1:] if score >= RIVAL * weight and first_day(o.time) != first_day(best.time)]
        like = min(1.0, self.near[best.report] / LIKE) if self.pile.told > MANY else 1.0
        return None if rivals or like < UNLIKE / LIKE else (best, weight * like)

    def _rare(self, told: frozenset[str], other: Telling) -> float:
        """How rare the shared words are together; the parts of a name come together and count half."""
        return sum(
            self.pile.rarity[word] * (0.5 if word in self.names or word in other.names else 1.0)
            for word in told & other.words
        )

    def _around(self, told: Time) -> Iterator[date]:
        near = range(-14, 46)
        for days in (*near, *range(REACH - 50, REACH)):
            yield first_day(told) + timedelta(days=days)

    def _agrees(self, time: Time, day: date, told: Time) -> bool:
        """Whether the time means the told day if the report was published on `day`."""
        shown = day.isoformat()
        supposed = Published(earliest=shown, latest=shown, best=shown, precision="day", explicit=True)
        seen = resolve_times(self._chain(time), supposed)[-1]
        if not seen.earliest or not seen.latest:
            return False
        return first_day(seen) <= last_day(told) and first_day(told) <= last_day(seen)

    def _chain(self, time: Time) -> list[Time]:
        """The times that this one is counted from, and itself.  "Tuesday's earthquake" is past, whatever its verb."""
        behind = is_possessive(self.text, time) or _BEHIND.search(self.text, max(0, time.start - 20), time.start)
        chain = [replace(time, offset=f"<{time.offset[1:]}") if behind and time.offset[:5] == "~XXXX" else time]
        while chain[0].anchor in self.times and len(chain) < LINKS:
            chain.insert(0, self.times[chain[0].anchor])
        return chain

    def _seen_from_print(self, time: Time) -> bool:
        """Whether the time is a day or week counted from the day of publication, perhaps by way of another time; "the
        same day" and "the morning" say nothing of their own.
        """
        root = self._chain(time)[0]
        counted = (time is root or not time.offset.startswith("+0")) and not _NO_DAY.match(self.text, time.start)
        return root.anchor == "published" and counted and bool(_FINE.match(time.offset))

    def _quote(self, time: Time) -> str:
        return repr(self.text[time.start : time.end])


def _reach(time: Time) -> tuple[int, int] | None:
    """How many days, at least and at most, "three days" or "the day" before an "after" makes; null for other times."""
    if time.value == "XXXX-XX-XX" and not time.anchor:
        return 1, 1
    length = _LENGTH.fullmatch(time.value)
    if time.type != "DURATION" or not length:
        return None
    if length["clock"]:
        return 0, 1
    if length["count"] == "X":
        return None
    days = float(length["count"]) * {"D": 1, "W": 7, "M": 30.4, "Y": 365.25, "H": 0}[length["unit"]]
    loose = 0 if days <= 3 else 1 if days <= 10 else 3 if days <= 30 else 14  # the rounder, the looser
    return round(days) - loose, round(days) + loose


# --- the answer


def _weigh(own: Published, bonds: Sequence[Bond], habit: frozenset[int], least: int) -> Published | None:
    """The days that most of the evidence allows; null where it closes no interval worth giving, or where fewer than
    `least` other reports agree (two accounts of the same day every week are as like as two of one).
    """
    closed = [bond for bond in bonds if bond.first and bond.last]
    if not closed:
        return None
    bounds = [date.fromisoformat(day[:10]) if day else None for day in (own.earliest, own.latest)]
    # the day of an update, unlike what the text tells, may belong to the page and not to the report
    hard = Bond(bounds[0], bounds[1], 0.0 if own.best else OWN, "the bounds of its own text", (0, 0))
    start, end = (
        pick(d) for pick, d in ((min, [b.first for b in closed if b.first]), (max, [b.last for b in closed if b.last]))
    )
    votes = {
        day: sum(bond.weight for bond in (*bonds, hard) if bond.allows(day))
        + (HABIT if day.isoweekday() in habit else 0)
        for day in (start + timedelta(days=n) for n in range((end - start).days + 1))
    }
    most = max(votes.values())
    best = [day for day, vote in votes.items() if vote > most - 1e-9]
    bounded = hard.weight if hard.allows(best[0]) else 0.0
    enough = bounded + (most - bounded) * (NEARLY if least > 1 else 1.0)
    days = [day for day, vote in votes.items() if vote > enough - 1e-9]
    first, last = days[0], days[-1]
    kept = [bond for bond in bonds if bond.allows(best[0]) and bond.allows(best[-1])]
    rests_on = sum(bond.weight for bond in kept if bond in closed)
    carrying = [bond for bond in kept if bond in closed]
    if len({bond.other for bond in carrying}) < least and not any(bond.weight >= SURE for bond in carrying):
        return None
    against = sum(bond.weight for bond in closed if bond not in kept)
    apart = (best[-1] - best[0]).days != len(best) - 1 or (last - first).days != len(days) - 1
    if apart or len(days) > WIDEST or rests_on < max(least * ENOUGH, against):
        return None  # two stretches of days with as many votes, or too many days
    dropped = [bond for bond in bonds if bond not in kept]
    reasons = [
        *own.reasons,
        *(Reason(says=bond.says, source="record", span=bond.span) for bond in kept),
        *(Reason(says=f"dropped: {bond.says}", source="record", span=bond.span) for bond in dropped),
    ]
    if habit and first.isoweekday() in habit and last.isoweekday() in habit:
        reasons.append(Reason(says=f"printed within {LAG} days of the last weekday that it names", source="record"))
    if not hard.allows(best[0]):
        reasons.append(Reason(says=f"dropped: {hard.says}", source="record"))
    return Published(
        earliest=first.isoformat(),
        latest=last.isoformat(),
        best=first.isoformat() if first == last else None,
        precision="day" if first == last else "interval",
        reasons=tuple(reasons),
    )
