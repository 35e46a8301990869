"""What happened on which day, told in sentences taken from the reports.

A day weighs as much as origins come back to it: on the day after, two days later, a week later (the logarithms of their
numbers), with less for being printed on and for being written out in full.  Later mentions say more than many: what
journalists put into timelines is what others still recall (compare Tran et al. 2013, Ghalandari & Ifrim 2020).  The
sentences of a day are those that name it, and the first ones of reports printed on it or the day after; they are ranked
by how near they are to the centre of all of them, and a sentence that repeats a better one is left out.  A report
beside the point, which begins like no other, says less of both: what a search brought up by a name is not of the
crisis.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import log1p, sqrt

from dateline.link.kept import Afresh, Kept, Part, each_part, key_of
from dateline.link.neighbours import pairs_of
from dateline.link.stories import Leads, find_leads
from dateline.link.terms import read_words
from dateline.records import Annotation, Day, Origin, Report, Span, Statement, Status, Time

LATER = ((1, 1.0), (2, 0.5), (7, 1.5))
"""Days after which an origin names the day: the weight of the logarithm of their number."""
PRINTED = 0.5
WRITTEN_OUT = 0.5
NAMED_AT_ALL = 0.1
LEAD = 4
"""Sentences at the head of a report that may tell of the day it was printed and the day before."""
SENTENCES = 8
"""The most for one day."""
WORDS = range(8, 61)
"""How long a sentence of the timeline may be."""
RAREST = 4.5
NAMED = 2.0
"""How much more a sentence that names the day counts for the centre, and
NEARER, how much nearer to it that makes the sentence."""
NEARER = 1.4
FORETOLD = 0.5
"""How much less near a sentence is that was printed before the day, where others were printed on it or after it."""
SPOKEN = 0.8
"""How much less near a sentence is to a day that is only the one on which somebody spoke, and
LEANS, one that begins with a pronoun or a bracket, is a heading, or names nobody and no number, and so cannot be
understood by itself."""
LEANS = 0.85
PRONOUN = re.compile(r"[(\[]|[\W_]*(?:it|he|she|they|this|that|these|those|its|his|her|their|there)\b", re.IGNORECASE)
REFERS = re.compile(r"^[^,]{0,40}\bthe (?:total|toll|number|figure|count|tally) (?:was|is|stood|stands|rose|had|has)\b")
"""It does not say of what."""
NAMES = re.compile(r"\b[A-Z\d]")
FEW = 11
CLOSED = re.compile(r"[.!?…][\s\"'”’»)]*$")
DATELINE = re.compile(r"[\W_]*[A-Z][\w .'-]{0,40},[^!?\n]{0,40}?\d{1,2}[^!?\n]{0,20}?\s[—–-]+\s")
TELLING = 2.5
"""Weight from which on a word tells something, and
PROSE, how many in small letters a sentence has at least: stamps and bylines are names, numbers and small words."""
PROSE = 2
REPEATS = 0.4
"""Cosine from which on a sentence repeats another."""
NEAREST = 3
"""Reports of other origins that one is held against, and
BESIDE, the part of the median likeness to them below which it is beside the point, in a pile of at least PILE origins;
BESIDE_COUNTS, how much it then counts for a day, and
LEAST and MOST, the bounds of how much nearer its likeness makes its sentences."""
BESIDE = 0.7
PILE = 10
BESIDE_COUNTS = 0.5
LEAST, MOST = 0.6, 1.3
PAST = 60
"""Days before the first report was printed from which on a day is history."""


def build_timeline(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    origins: Sequence[Origin],
    leads: Leads | None = None,
    kept: Kept | None = None,
) -> list[Day]:
    """The days of the record that have a sentence, in order of date; the sentences of a day with the best first.

    A day is `planned` where all that name it were printed before it, or no dated report was printed after it,
    `historical` where it lies more than PAST days before the first report.
    `facts` are the ids of the figures and events in its sentences.
    """
    kept = kept or Afresh()
    origin_of = {id: origin.id for origin in origins for id in origin.reports}
    standing = _standing(leads or find_leads(reports, annotations, kept), origin_of)
    beside = frozenset(id for id, stands in standing.items() if stands < BESIDE)
    by_id = {report.id: report for report in reports}
    told: dict[date, list[_Telling]] = defaultdict(list)
    first, last = date.max, date.min
    for _, read in each_part(kept, part(reports, annotations), by_id):
        first, last = min(first, read.printed or date.max), max(last, read.printed or date.min)
        for day, telling in read.tellings:
            told[day].append(telling)

    def choose(day: date) -> _Chosen:
        chosen = tuple(_choose(by_id, told[day], standing))
        return _Chosen(tellings=chosen, facts=tuple(tuple(_facts(annotations[t.report], t.span)) for t in chosen))

    wanted = (
        (
            day.isoformat(),
            key_of(*(kept.of(t.report) + repr(standing.get(t.report)).encode() for t in told[day])),
            partial(choose, day),
        )
        for day in sorted(told)
    )
    chosen = dict(zip(sorted(told), (found for _, found in kept.each("day", _Chosen, wanted)), strict=True))
    stays = _once({day: found.tellings for day, found in chosen.items()})
    days = []
    for day, found in chosen.items():
        if shown := [(t, facts) for t, facts in zip(found.tellings, found.facts, strict=True) if stays(t)]:
            days.append(
                Day(
                    date=day.isoformat(),
                    text=tuple(by_id[t.report].text[t.span[0] : t.span[1]] for t, _ in shown),
                    facts=tuple(fact for _, facts in shown for fact in facts),
                    reports=tuple(sorted({t.report for t in told[day]})),
                    weight=round(_weight(told[day], origin_of, beside), 6),
                    status=_status(day, told[day], first, last),
                    sentences=tuple((t.report, *t.span) for t, _ in shown),
                )
            )
    return days


def part(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> "Part[_Tellings]":
    """The sentences of one report that may tell of a day."""
    by_id = {report.id: report for report in reports}
    return Part("tellings", _Tellings, lambda id: _read(annotations[id], by_id[id].text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """A sentence that may tell of a day, and how it is tied to it."""

    report: str
    span: Span
    lag: int | None
    """Days from the day to the printing; None where it is not known when the report was printed."""
    names: int
    """How many days the sentence names; 0 where it only stands at the head of a report of that time."""
    spoken: bool = False
    """Whether the day is only when somebody said so."""
    written_out: bool = False
    """Whether the day needs no other date to be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """The sentences that tell a day, and the facts in each."""

    tellings: tuple[_Telling, ...]
    facts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tellings:
    """What one report tells of which days, and the day it was printed."""

    printed: date | None
    tellings: tuple[tuple[date, _Telling], ...]


def _read(annotation: Annotation, text: str) -> _Tellings:
    return _Tellings(printed=_printed(annotation), tellings=tuple(_tellings(annotation, text)))


def _printed(annotation: Annotation) -> date | None:
    found = annotation.published
    return _day(found.best) if found.precision in ("day", "minute") else None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso and len(iso) >= 10 else None


def _tellings(annotation: Annotation, text: str) -> Iterator[tuple[date, _Telling]]:
    printed = _printed(annotation)
    opens = [start for start, _ in annotation.sentences]
    said = _said(annotation)
    named: dict[int, dict[date, tuple[bool, bool]]] = defaultdict(dict)
    stamps = {
        number: stamp.end()
        for number, (start, end) in enumerate(annotation.sentences)
        if (stamp := DATELINE.match(text, start, end)) is not None
    }
    for time in annotation.times:
        first, last = _day(time.earliest), _day(time.latest)
        if first and first == last and time.type in ("DATE", "TIME"):
            number = bisect_right(opens, time.start) - 1
            if time.end <= stamps.get(number, 0):
                continue  # where and when the report was written
            here = named[number]
            out, spoken = here.get(first, (False, True))
            here[first] = (out or not time.anchor, spoken and _is_spoken(time, said.get(number, ())))
    title = [annotation.title_span] if annotation.title_span else []
    outside = [*annotation.boilerplate, *annotation.captions, *title]
    body = 0
    for number, (start, end) in enumerate(annotation.sentences):
        span = (stamps.get(number, start), end)
        if any(span[0] < end and start < span[1] for start, end in outside):
            continue
        body += 1
        days = named.get(number, {})
        for day, (written_out, spoken) in days.items():
            lag = (printed - day).days if printed else None
            yield (
                day,
                _Telling(
                    report=annotation.id, span=span, lag=lag, names=len(days), written_out=written_out, spoken=spoken
                ),
            )
        if printed and not days and body <= LEAD:
            for lag in (0, 1):
                day = printed - timedelta(lag)
                yield day, _Telling(report=annotation.id, span=span, lag=lag, names=0)


def _said(annotation: Annotation) -> dict[int, list[Statement]]:
    """The statements by the number of the sentence that their cue stands in."""
    opens = [start for start, _ in annotation.sentences]
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in annotation.statements:
        if statement.cue and statement.content:
            found[bisect_right(opens, statement.cue[0][0]) - 1].append(statement)
    return found


def _is_spoken(time: Time, said: Sequence[Statement]) -> bool:
    """Whether a time stands outside of all that is said in its sentence."""
    return bool(said) and not any(start <= time.start < end for one in said for start, end in one.content)


def _standing(leads: Leads, origin_of: Mapping[str, str]) -> dict[str, float]:
    """How much the reports of a pile speak of what the others speak of: their likeness to them as a part of the median,
    within bounds and in steps of a tenth.
    """
    alike: dict[str, list[float]] = defaultdict(list)
    for a, b in pairs_of(leads.near):
        if origin_of[a] != origin_of[b]:
            for one in (a, b):
                alike[one].append(leads.alike[a][b][0])
    likeness = {id: sum(sorted(alike[id], reverse=True)[:NEAREST]) for id in sorted(origin_of)}
    median = sorted(likeness.values())[len(likeness) // 2]
    if len(set(origin_of.values())) < PILE or not median:
        return {}
    return {id: int(10 * min(max(found / median, LEAST), MOST)) / 10 for id, found in likeness.items()}


def _weight(tellings: Sequence[_Telling], origin_of: Mapping[str, str], beside: frozenset[str]) -> float:
    """How much a day matters; each origin counts once for each kind of evidence."""

    def origins(which: Iterator[_Telling]) -> float:
        counts: dict[str, float] = {}
        for telling in which:
            origin, count = origin_of[telling.report], BESIDE_COUNTS if telling.report in beside else 1.0
            counts[origin] = max(count, counts.get(origin, 0.0))
        return sum(counts.values())

    later = sum(
        weight * log1p(origins(t for t in tellings if t.names and t.lag is not None and t.lag >= lag))
        for lag, weight in LATER
    )
    printed = PRINTED * log1p(origins(t for t in tellings if not t.names and t.lag == 0))
    written_out = WRITTEN_OUT * log1p(origins(t for t in tellings if t.written_out))
    named = NAMED_AT_ALL * log1p(origins(t for t in tellings if t.names))
    return later + printed + written_out + named


def _status(day: date, tellings: Sequence[_Telling], first: date, last: date) -> Status:
    if all(telling.lag < 0 if telling.lag is not None else day > last for telling in tellings):
        return "planned"
    return "historical" if (first - day).days > PAST else "actual"


def _choose(
    reports: Mapping[str, Report], tellings: Sequence[_Telling], standing: Mapping[str, float]
) -> list[_Telling]:
    """The sentences that tell a day, the best first."""
    centre: dict[str, float] = defaultdict(float)
    read: list[tuple[_Telling, dict[str, float]]] = []
    for telling in tellings:
        text = reports[telling.report].text[telling.span[0] : telling.span[1]]
        words = read_words(text, (), ())
        stems = {stem: min(weight, RAREST) for stem, weight in zip(words.stem, words.weight, strict=True) if weight}
        length = sqrt(sum(weight * weight for weight in stems.values()))
        if not length:
            continue
        stems = {stem: weight / length for stem, weight in stems.items()}
        share = NAMED / sqrt(telling.names) if telling.names else 1.0
        for stem, weight in stems.items():
            centre[stem] += share * weight
        small = sum(
            text[at].islower() and weight >= TELLING for at, weight in zip(words.start, words.weight, strict=True)
        )
        if len(words.stem) in WORDS and small >= PROSE:
            read.append((telling, stems))
    length = sqrt(sum(weight * weight for weight in centre.values())) or 1.0
    happened = any(telling.lag is not None and telling.lag >= 0 for telling, _ in read)
    graded = []
    for telling, stems in read:
        near = sum(weight * centre[stem] for stem, weight in stems.items()) / length
        near *= NEARER / sqrt(telling.names) if telling.names else 1.0
        near *= SPOKEN if telling.spoken else 1.0
        near *= standing.get(telling.report, 1.0)
        near *= FORETOLD if happened and telling.lag is not None and telling.lag < 0 else 1.0
        text = reports[telling.report].text[telling.span[0] : telling.span[1]]
        leans = PRONOUN.match(text) or not CLOSED.search(text) or not NAMES.search(text, 1) or REFERS.search(text)
        near *= LEANS if leans else 1.0
        if not telling.names and not NAMES.search(text, 1) and len(text.split()) < FEW:
            continue  # "the toll is lower": of no day, and of nothing that it names
        graded.append((-round(near, 9), telling.report, telling.span, telling, stems))
    graded.sort(key=lambda row: row[:3])
    chosen: list[tuple[_Telling, dict[str, float]]] = []
    for *_, telling, stems in graded:
        if len(chosen) == SENTENCES:
            break
        if all(_dot(stems, other) < REPEATS for _, other in chosen):
            chosen.append((telling, stems))
    return [telling for telling, _ in chosen]


def _once(chosen: Mapping[date, Sequence[_Telling]]) -> Callable[[_Telling], bool]:
    """Whether a sentence stays with a day: it does not where another day has more right to it, the one on which it
    happened rather than the one on which somebody said so, the one printed where it names no day at all.
    """
    told = [(one, one is tellings[0]) for tellings in chosen.values() for one in tellings]
    happened = {(one.report, one.span) for one, first in told if first and one.names and not one.spoken}
    printed = {(one.report, one.span) for one, _ in told if not one.names and one.lag == 0}

    def stays(one: _Telling) -> bool:
        if one.names:
            return not one.spoken or (one.report, one.span) not in happened
        return one.lag == 0 or (one.report, one.span) not in printed

    return stays


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return sum(weight * b[stem] for stem, weight in a.items() if stem in b)


def _facts(annotation: Annotation, span: Span) -> list[str]:
    """The figures and events that stand in the sentence."""
    figures = [figure.id for figure in annotation.figures if span[0] <= figure.start < span[1]]
    return figures + [event.id for event in annotation.events if span[0] <= event.start < span[1]]
