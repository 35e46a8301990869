"""What one report tells of which day: the sentences that name it, and those at the head of a report of that time.

Each sentence comes with its words as numbers, so that the sentences of a day can be laid beside each other without a
look at any text.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Part
from dateline.link.terms import WORD, read_word
from dateline.reconcile.openings import ENTRY, find_openings
from dateline.records import Annotation, Event, Figure, Report, Span, Statement, Time

LEAD = 4
"""Sentences at the head of a report that may tell of the day it was printed and the day before."""
LENGTHS = range(8, 61)
"""How many words a sentence of the timeline may have."""
RAREST = 4.5
PRONOUN = re.compile(
    r"[(\[]|[\W_]*(?:it|he|she|they|this|that|these|those|its|his|her|their|there|i|we|you|my|our)\b", re.IGNORECASE
)
REFERS = re.compile(r"^[^,]{0,40}\bthe (?:total|toll|number|figure|count|tally) (?:was|is|stood|stands|rose|had|has)\b")
"""It does not say of what."""
NAMES = re.compile(r"\b[A-Z\d]")
FEW = 11
CLOSED = re.compile(r"[.!?…][\s\"'”’»)]*$")
QUOTED = re.compile(r"[“«\"][^”»\"\n]*(?:[”»\"]|$)|``.*?(?:''|$)")
OWN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b")
MOSTLY = 0.5
"""The part of a sentence that makes it a quotation."""
TELLING = 2.5
"""Weight from which on a word tells something, and
PROSE, how many in small letters a sentence has at least: stamps and bylines are names, numbers and small words."""
PROSE = 2


class Telling(NamedTuple):
    """A sentence that may tell of a day, and how it is tied to it."""

    day: int
    """Its number in the calendar of `date.toordinal`."""
    sentence: int
    """Which of the report's sentences that may tell of any day it is."""
    lag: int | None
    """Days from the day to the printing; None where it is not known when the report was printed."""
    names: int
    """How many days the sentence names; 0 where it only stands at the head of a report of that time."""
    spoken: bool
    """Whether the day is only when somebody said so."""
    written_out: bool
    """Whether the day needs no other date to be understood."""
    ahead: bool
    """Whether the sentence has the day still to come."""


class Sentence(NamedTuple):
    """A sentence that may tell of a day."""

    span: Span
    facts: tuple[str, ...]
    """The figures and events that stand in it."""
    words: int
    """How many stems its vector has."""
    whole: bool
    """Whether it is as long as a sentence of the timeline may be, and prose."""
    leans: bool
    """Whether it begins with a pronoun or a bracket, is a heading, or names nobody and no number, and so cannot be
    understood by itself.
    """
    little: bool
    """Whether it is short and names nobody and no number: "the toll is lower"."""
    comments: bool
    """Whether it is mostly a quotation, asks, or speaks of its own writer or reader ("we", "you")."""
    happens: bool
    """Whether it tells an event that happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings:
    """All that one report tells of days."""

    tellings: tuple[Telling, ...]
    sentences: tuple[Sentence, ...]
    stems: bytes
    """Of all sentences, one after the other: a number that stands for each stem, and
    weights, what it weighs in its sentence, whose vector is of unit length."""
    weights: bytes

    def vectors(self) -> list[tuple[NDArray[np.uint64], NDArray[np.float64]]]:
        """The stems and weights of each sentence."""
        stems, weights = np.frombuffer(self.stems, np.uint64), np.frombuffer(self.weights, np.float64)
        found, begin = [], 0
        for sentence in self.sentences:
            end = begin + sentence.words
            found.append((stems[begin:end], weights[begin:end]))
            begin = end
        return found


class Days(NamedTuple):
    """When a report was printed, and the days that it tells of, in the calendar of `date.toordinal`."""

    printed: int | None
    days: tuple[int, ...]


def parts(
    reports: Sequence[Report], annotations: Mapping[str, Annotation]
) -> tuple[Part[Days], Part[Tellings]]:
    """What one report tells of which days: the days alone, and the whole."""
    by_id = {report.id: report for report in reports}

    @lru_cache(maxsize=1)
    def read(id: str) -> Tellings:
        return _read(annotations[id], by_id[id].text)

    def days(id: str) -> Days:
        printed = _printed(annotations[id])
        told = tuple(sorted({telling.day for telling in read(id).tellings}))
        return Days(printed=printed.toordinal() if printed else None, days=told)

    return Part("days told", Days, days), Part("tellings", Tellings, read)


def _read(annotation: Annotation, text: str) -> Tellings:
    tellings = []
    numbers: dict[Span, int] = {}
    for day, span, lag, names, *how in _tellings(annotation, text):
        number = numbers.setdefault(span, len(numbers))
        tellings.append(Telling(day.toordinal(), number, lag, names, *how))
    sentences: list[Sentence] = []
    stems: list[int] = []
    weights: list[float] = []
    figures, events = _Standing(annotation.figures), _Standing(annotation.events)
    happened = {event.id for event in annotation.events if event.status == "actual"}
    for span in numbers:
        told = (*events.inside(span),)
        happens = not happened.isdisjoint(told)
        sentence, vector = _sentence(text, span, (*figures.inside(span), *told), happens=happens)
        sentences.append(sentence)
        stems.extend(map(_number, vector))
        weights.extend(vector.values())
    return Tellings(
        tellings=tuple(tellings), sentences=tuple(sentences),
        stems=np.array(stems, np.uint64).tobytes(), weights=np.array(weights, np.float64).tobytes(),
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _number(stem: str) -> int:
    """A number that stands for a stem: of ten million stems, two share one with a chance of one in 400,000."""
    return int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


class _Standing:
    """Facts of a report, looked up by where they begin."""

    def __init__(self, facts: Iterable[Figure | Event]) -> None:
        found = [(fact.start, fact.id) for fact in facts]
        self._ids = [id for _, id in found]
        self._in_order = sorted((start, number) for number, (start, _) in enumerate(found))

    def inside(self, span: Span) -> Iterator[str]:
        """The ids of those that begin in a stretch of the text, in the order in which they came."""
        first, last = (bisect_left(self._in_order, (at, -1)) for at in span)
        return (self._ids[number] for number in sorted(number for _, number in self._in_order[first:last]))


def _sentence(
    text: str, span: Span, facts: tuple[str, ...], *, happens: bool
) -> tuple[Sentence, dict[str, float]]:
    """A sentence, and its stems with their weights, of unit length; none where it has no word of any weight."""
    told = text[span[0] : span[1]]
    words = [(at.start(), *read_word(at[0])) for at in WORD.finditer(told)]
    stems = {stem: min(weight, RAREST) for _, _, stem, weight in words if weight}
    length = sqrt(sum(weight * weight for weight in stems.values()))
    small = sum(weight >= TELLING and told[at].islower() for at, _, _, weight in words)
    names = NAMES.search(told, 1) is not None
    sentence = Sentence(
        span=span, facts=facts, words=len(stems), whole=len(words) in LENGTHS and small >= PROSE,
        leans=not names or bool(PRONOUN.match(told) or not CLOSED.search(told) or REFERS.search(told)),
        little=not names and len(told.split()) < FEW, comments=_comments(told), happens=happens,
    )  # fmt: skip
    return sentence, {stem: weight / length for stem, weight in stems.items()}


def _comments(told: str) -> bool:
    left = QUOTED.sub("", told)
    return len(left) < MOSTLY * len(told) or OWN.search(left) is not None or "?" in told[-4:]


def _printed(annotation: Annotation) -> date | None:
    found = annotation.published
    return _day(found.best) if found.precision in ("day", "minute") else None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso and len(iso) >= 10 else None


def _tellings(
    annotation: Annotation, text: str
) -> Iterator[tuple[date, Span, int | None, int, bool, bool, bool]]:
    """Day, sentence, lag, names, spoken, written out, ahead (see Telling)."""
    printed = _printed(annotation)
    opens = [start for start, _ in annotation.sentences]
    said = _said(annotation)
    named: dict[int, dict[date, tuple[bool, bool, bool]]] = defaultdict(dict)
    openings = find_openings(annotation, text)
    for time in annotation.times:
        first, last = _day(time.earliest), _day(time.latest)
        if first and first == last and time.type in ("DATE", "TIME"):
            number = bisect_right(opens, time.start) - 1
            heads = openings.entries.get(number)
            if (time.end <= openings.begins.get(number, 0) and time is not heads) or _is_aside(time, text):
                continue  # where and when the report was written
            here = named[number]
            spoken, out, ahead = here.get(first, (True, False, True))
            spoken = spoken and time is not heads and _is_spoken(time, said.get(number, ()))
            here[first] = (spoken, out or not time.anchor, ahead and time.tense == "future")
    title = [annotation.title_span] if annotation.title_span else []
    outside = [*annotation.boilerplate, *annotation.captions, *title]
    body = 0
    entry: date | None = None
    since = 0
    for number, (start, end) in enumerate(annotation.sentences):
        span = (openings.begins.get(number, start), end)
        if any(span[0] < end and start < span[1] for start, end in outside):
            continue
        body += 1
        days = named.get(number, {})
        if number in openings.entries:
            entry, since = _day(openings.entries[number].earliest), number
        elif days or number - since > ENTRY:
            entry = None
        if entry and not days:
            days = {entry: (False, False, False)}  # the entry goes on
        for day, how in days.items():
            lag = (printed - day).days if printed else None
            yield day, span, lag, len(days), *how
        if printed and not days and body <= LEAD:
            for lag in (0, 1):
                yield printed - timedelta(lag), span, lag, 0, False, False, False


def _said(annotation: Annotation) -> dict[int, list[Statement]]:
    """The statements by the number of the sentence that their cue stands in."""
    opens = [start for start, _ in annotation.sentences]
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in annotation.statements:
        if statement.cue and statement.content:
            found[bisect_right(opens, statement.cue[0][0]) - 1].append(statement)
    return found


COMPARED = re.compile(r"\b(?:than|(?:up|down) from [\d,.]+|compared (?:with|to)(?: [\d,.]+)?)(?: on| in| the)? ?$")
FEAST = re.compile(r"(?:[A-Z][a-z']+ ?)+")
PLAIN = re.compile(
    r"day\b|night|noon|morning|evening|dawn|dusk|tomorrow|later|earlier|now\b|week", re.IGNORECASE
)
NAMED_AFTER = re.compile(r"\b(?:on|at|since|until|before|after|by|from|of) $")


def _is_aside(time: Time, text: str) -> bool:
    """Whether a time tells no day of what its sentence tells: "86 more than on Friday", a crowd "celebrating
    Halloween"."""
    before = text[max(0, time.start - 40) : time.start]
    if COMPARED.search(before):
        return True
    called = text[time.start : time.end]
    feast = FEAST.fullmatch(called) is not None and not PLAIN.search(called)
    return feast and NAMED_AFTER.search(before) is None


def _is_spoken(time: Time, said: Sequence[Statement]) -> bool:
    """Whether a time stands outside of all that is said in its sentence."""
    return bool(said) and not any(start <= time.start < end for one in said for start, end in one.content)
