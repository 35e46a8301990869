"""What happened on which day, told in sentences taken from the reports.

A day weighs as much as origins come back to it: on the day after, two days later, a week later (the logarithms of their
numbers), with less for being printed on and for being written out in full.  Later mentions say more than many: what
journalists put into timelines is what others still recall (compare Tran et al. 2013, Ghalandari & Ifrim 2020).  The
sentences of a day are those that name it, and the first ones of reports printed on it or the day after; they are ranked
by how near they are to the centre of all of them, and a sentence that repeats a better one is left out.  A report
beside the point, which begins like no other, says less of both: what a search brought up by a name is not of the
crisis.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.link.blocks import Made
from dateline.link.carried import carried, of_each
from dateline.link.kept import Afresh, Kept, Shelf, key_of, packed
from dateline.link.marks import Members, marks_of, marks_of_numbers, put_together
from dateline.link.stories import Leads, find_leads
from dateline.reconcile.daily import Days, Sentence, Telling, Tellings, parts
from dateline.records import Annotation, Day, Origin, Report, Span, Status

LATER = ((1, 1.0), (2, 0.5), (7, 1.5))
"""Days after which an origin names the day: the weight of the logarithm of their number."""
PRINTED = 0.5
WRITTEN_OUT = 0.5
NAMED_AT_ALL = 0.1
SENTENCES = 8
"""The most for one day."""
NAMED = 2.0
"""How much more a sentence that names the day counts for the centre, and
NEARER, how much nearer to it that makes the sentence."""
NEARER = 1.4
FORETOLD = 0.5
"""How much less near a sentence is that was printed before the day or has it still to come, where others were printed
on it or after it."""
SPOKEN = 0.8
"""How much less near a sentence is to a day that is only the one on which somebody spoke, and
LEANS, one that cannot be understood by itself."""
LEANS = 0.85
COMMENTS = 0.8
"""The same of one that comments, and
HAPPENS, how much nearer one is that tells an event that happened: a day is told, not reacted to."""
HAPPENS = 1.2
REPEATS = 0.4
"""Cosine from which on a sentence repeats another."""
NEAREST = 3
"""Reports of other origins that one is held against, and
BESIDE, the part of the median likeness to them below which it is beside the point, in a pile of at least PILE origins;
BESIDE_COUNTS, how much it then counts for a day, and
LEAST and MOST, the bounds of how much nearer its likeness makes its sentences."""
BESIDE = 0.7
PILE = 10
BESIDE_COUNTS = 0.2
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
    text_of = {report.id: report for report in reports}
    ids = sorted(text_of)
    of_days, of_sentences = parts(reports, annotations)
    columns = carried(kept, of_days, ids, _columns)
    if not columns:
        return []
    printed = columns["printed"][columns["printed"] > 0].tolist()
    first = date.fromordinal(min(printed, default=date.max.toordinal()))
    last = date.fromordinal(max(printed, default=date.min.toordinal()))
    reporting = np.repeat(np.arange(len(ids)), columns[of_each("days")])
    days_told = Members.equal(columns["days"])
    told_in = Members(days_told.begins, reporting[days_told.items])
    days: list[int] = columns["days"][days_told.first].tolist()
    held = kept.at_hand(of_sentences, ids)

    def choose(number: int) -> Iterator[Made]:
        told = {id: held[id] for id in map(ids.__getitem__, told_in.of_group(number))}
        chosen = _choose(days[number], told, standing, origin_of, text_of)
        yield Made(date.fromordinal(days[number]).isoformat(), packed(chosen))

    made_from = marks_of(
        key_of(kept.of(id), repr(standing.get(id)).encode(), origin_of[id].encode("utf-8", "surrogatepass"))
        for id in ids
    )
    # a day of which the same is told as of another is another day
    of_day = marks_of_numbers(columns["days"][days_told.first].astype(np.uint64))
    marks = put_together(told_in.marks(made_from), of_day)
    chosen = {
        date.fromordinal(day): found
        for day, found in zip(days, Shelf(_Chosen, kept.blocks("day", marks, choose).records()), strict=True)
    }
    stays = _once(chosen)
    found_days = []
    for number, (day, found) in enumerate(chosen.items()):
        if shown := [one for one in found.sentences if stays(one)]:
            found_days.append(
                Day(
                    date=day.isoformat(),
                    text=tuple(one.text for one in shown),
                    facts=tuple(fact for one in shown for fact in one.facts),
                    reports=tuple(ids[one] for one in told_in.of_group(number)),
                    weight=round(found.weight, 6),
                    status=_status(day, found, first, last),
                    sentences=tuple((one.report, *one.span) for one in shown),
                )
            )
    return found_days


def _columns(told: Days) -> Mapping[str, NDArray[Any]]:
    return {"printed": np.array([told.printed or 0], np.int64), "days": np.array(told.days, np.int64)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A sentence that is chosen to tell a day."""

    report: str
    span: Span
    text: str
    facts: tuple[str, ...]
    lag: int | None
    names: int
    spoken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """What tells a day, the best first, and how much it matters."""

    sentences: tuple[_Shown, ...]
    weight: float
    foretold: bool
    """Whether all reports of which it is known when they were printed came before it."""
    undated: bool
    """Whether it is told by reports of which that is not known."""


def _standing(leads: Leads, origin_of: Mapping[str, str]) -> dict[str, float]:
    """How much the reports of a pile speak of what the others speak of: their likeness to them as a part of the median,
    within bounds and in steps of a tenth.
    """
    summed = dict.fromkeys(sorted(origin_of), 0.0)
    numbers: dict[str, int] = {}
    origin = np.array([numbers.setdefault(origin_of[id], len(numbers)) for id in leads.names])
    of_others = origin[leads.first] != origin[leads.second]
    one, other, alike = leads.first[of_others], leads.second[of_others], leads.alike[of_others]
    whose, likeness = np.concatenate([one, other]), np.concatenate([alike, alike])
    order = np.lexsort((-likeness, whose))
    nearest = Members.of(whose[order], order, len(leads.names))
    sums = np.zeros(len(leads.names))
    for place in range(NEAREST):
        some = np.flatnonzero(nearest.sizes > place)
        sums[some] += likeness[nearest.items[nearest.begins[some] + place]]
    summed |= dict(zip(leads.names, sums.tolist(), strict=True))
    median = sorted(summed.values())[len(summed) // 2]
    if len(set(origin_of.values())) < PILE or not median:
        return {}
    return {id: int(10 * min(max(found / median, LEAST), MOST)) / 10 for id, found in summed.items()}


def _choose(
    day: int,
    told: Mapping[str, Tellings],
    standing: Mapping[str, float],
    origin_of: Mapping[str, str],
    text_of: Mapping[str, Report],
) -> _Chosen:
    """What the reports that tell of a day say of it."""
    here: list[tuple[str, Telling, Sentence]] = []
    vectors: list[_Vector] = []
    for report, of_report in told.items():
        of_sentences = of_report.vectors()
        for telling in of_report.tellings:
            if telling.day == day:
                here.append((report, telling, of_report.sentences[telling.sentence]))
                vectors.append(of_sentences[telling.sentence])
    best = [here[k] for k in _best(here, vectors, standing)]
    lags = [telling.lag for _, telling, _ in here]
    return _Chosen(
        sentences=tuple(
            _Shown(
                report=report, span=sentence.span, text=text_of[report].text[sentence.span[0] : sentence.span[1]],
                facts=sentence.facts, lag=telling.lag, names=telling.names, spoken=telling.spoken,
            )
            for report, telling, sentence in best
        ),
        weight=_weight([(origin_of[report], standing.get(report, 1.0), telling) for report, telling, _ in here]),
        foretold=all(lag is None or lag < 0 for lag in lags), undated=None in lags,
    )  # fmt: skip


def _weight(tellings: Sequence[tuple[str, float, Telling]]) -> float:
    """How much a day matters, by the tellings of it with the origin and standing of their reports; each origin counts
    once for each kind of evidence.
    """

    def origins(counted: Callable[[Telling], bool]) -> float:
        counts: dict[str, float] = {}
        for origin, stands, telling in tellings:
            if counted(telling):
                counts[origin] = max(BESIDE_COUNTS if stands < BESIDE else 1.0, counts.get(origin, 0.0))
        return log1p(sum(counts.values()))

    def after(days: int) -> float:
        return origins(lambda one: one.names > 0 and one.lag is not None and one.lag >= days)

    later = sum(weight * after(days) for days, weight in LATER)
    printed = PRINTED * origins(lambda one: not one.names and one.lag == 0)
    written_out = WRITTEN_OUT * origins(lambda one: one.written_out)
    return later + printed + written_out + NAMED_AT_ALL * origins(lambda one: one.names > 0)


def _status(day: date, found: _Chosen, first: date, last: date) -> Status:
    if found.foretold and (not found.undated or day > last):
        return "planned"
    return "historical" if (first - day).days > PAST else "actual"


_Vector = tuple[NDArray[np.uint64], NDArray[np.float64]]
"""Stems and their weights, of unit length."""


def _best(
    told: Sequence[tuple[str, Telling, Sentence]], vectors: Sequence[_Vector], standing: Mapping[str, float]
) -> list[int]:
    """The sentences that tell a day, the best first, by their numbers."""
    near = _nearness(vectors, [NAMED / sqrt(telling.names) if telling.names else 1.0 for _, telling, _ in told])
    read = [k for k, (_, _, sentence) in enumerate(told) if sentence.whole and sentence.words]
    happened = any((lag := told[k][1].lag) is not None and lag >= 0 for k in read)
    graded = []
    for k in read:
        report, telling, sentence = told[k]
        if not telling.names and sentence.little:
            continue  # "the toll is lower": of no day, and of nothing that it names
        found = near[k] * (NEARER / sqrt(telling.names) if telling.names else 1.0)
        found *= SPOKEN if telling.spoken else 1.0
        found *= standing.get(report, 1.0)
        found *= FORETOLD if happened and telling.lag is not None and (telling.lag < 0 or telling.ahead) else 1.0
        found *= LEANS if sentence.leans else 1.0
        found *= COMMENTS if sentence.comments else 1.0
        found *= HAPPENS if sentence.happens else 1.0
        graded.append((-round(found, 9), report, sentence.span, k))
    graded.sort(key=lambda row: row[:3])
    chosen: list[tuple[int, dict[int, float]]] = []
    for *_, k in graded:
        if len(chosen) == SENTENCES:
            break
        stems = dict(zip(vectors[k][0].tolist(), vectors[k][1].tolist(), strict=True))
        if all(_dot(stems, other) < REPEATS for _, other in chosen):
            chosen.append((k, stems))
    return [k for k, _ in chosen]


def _nearness(vectors: Sequence[_Vector], shares: Sequence[float]) -> list[float]:
    """How near each vector is to the centre of all, to which each adds its share.  Sums are made in one order, so that
    they are the same to the last bit wherever they are made.
    """
    sizes = [len(stems) for stems, _ in vectors]
    if not sum(sizes):
        return [0.0] * len(vectors)
    whose = np.repeat(np.arange(len(vectors)), sizes)
    weights = np.concatenate([weights for _, weights in vectors])
    stems = np.concatenate([stems for stems, _ in vectors])
    _, first, which = np.unique(stems, return_index=True, return_inverse=True)
    centre = np.bincount(which, np.array(shares)[whose] * weights)
    length = sqrt(sum((centre * centre)[np.argsort(first)].tolist())) or 1.0
    near: list[float] = (np.bincount(whose, weights * centre[which], len(vectors)) / length).tolist()
    return near


def _once(chosen: Mapping[date, _Chosen]) -> Callable[[_Shown], bool]:
    """Whether a sentence stays with a day: it does not where another day has more right to it, the one on which it
    happened rather than the one on which somebody said so, the one printed where it names no day at all.
    """
    told = [(one, one is found.sentences[0]) for found in chosen.values() for one in found.sentences]
    happened = {(one.report, one.span) for one, first in told if first and one.names and not one.spoken}
    printed = {(one.report, one.span) for one, _ in told if not one.names and one.lag == 0}

    def stays(one: _Shown) -> bool:
        if one.names:
            return not one.spoken or (one.report, one.span) not in happened
        return one.lag == 0 or (one.report, one.span) not in printed

    return stays


def _dot(a: Mapping[int, float], b: Mapping[int, float]) -> float:
    return sum(weight * b[stem] for stem, weight in a.items() if stem in b)
