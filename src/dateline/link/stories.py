"""Which reports are about one event.

The lead of a report (its first words) says what the event is.  Leads are compared as bags of stems; names and numbers
weigh more, and rare words are capped, for the word that only two reports use says less than the name that all do.
Origins are then joined by mean linkage, and a tight group does not take in what is merely of its topic: two
earthquakes in one country share most of their words.  One or two reports that are left over in the end, short ones as a
rule, which have few words to share, go to the group that is clearly the nearest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import sqrt
from operator import mul
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Afresh, Columns, Kept
from dateline.link.marks import Members, distinct
from dateline.link.nearest import find_nearest, pairs_of
from dateline.link.postings import short
from dateline.link.prints import PerReport
from dateline.link.ranked import Index, Rows, Vectors
from dateline.link.regroup import Beside, ByMean, Sums, keep_groups
from dateline.link.terms import read_word
from dateline.link.texts import Numbers, damped, number_of, words_of
from dateline.records import Annotation, Document, Origin, Report, Story, group_id

LEAD = 150
"""Words that say what a report is about."""
RAREST = 3.75
NAME = 1.5
"""How much more a name or a number weighs."""
NEIGHBOURS = 30
FLOOR = 0.14
"""The least mean cosine between two groups of reports, and
COHESION, the least part of the mean inside them that it must reach."""
COHESION = 0.57
LEFT_OVER = 2
"""Reports that may have been left over, and
CLEARLY, how many times nearer one group (of more reports than that) must be than the next for them to go there, and
IN_COMMON, how many telling words (of weight TELLING) they must share with one of its reports in the mean: the name of a
country alone makes no story."""
CLEARLY = 1.5
IN_COMMON = 2
TELLING = 2.0
HALVED = 14
"""Days between the dates printed that halve how alike two reports are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """What the leads of reports have in common; reports by number, in the order of their names."""

    names: tuple[str, ...]
    near: Rows
    """The reports whose leads are nearest, for each, by the rarer words."""
    first: Numbers
    """Pairs of them, each once and in order: the smaller number and
    second, the larger one,
    alike, how alike the two are by all words, and
    common, how many telling words they share."""
    second: Numbers
    alike: NDArray[np.float64]
    common: Numbers
    printed: Numbers
    """The day that a report says it was printed, 0 where it says none."""

    def nearest(self, most: int, floor: float) -> tuple[Numbers, Numbers]:
        """Of each report the nearest others, no more than `most`, of which the cosine is at least `floor`: pairs."""
        which = np.repeat(np.arange(len(self.names)), np.diff(self.near.begins))
        near = (np.arange(len(which)) - self.near.begins[which] < most) & (self.near.cosines >= floor)
        return which[near], self.near.others[near].astype(np.int64)

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """The pairs, and how alike they are."""
        first, second = (map(self.names.__getitem__, row.tolist()) for row in (self.first, self.second))
        return zip(first, second, self.alike.tolist(), strict=True)


def find_leads(
    reports: Sequence[Report], annotations: Mapping[str, Annotation | Document], kept: Kept | None = None
) -> Leads:
    """The leads of all reports laid beside each other; `annotations` say what is litter, what a sentence, what day."""
    kept = kept or Afresh()
    by_id = {report.id: report for report in reports}
    names = tuple(sorted(by_id))

    with kept.at_once():
        leads = PerReport(kept, "lead", names, lambda id: pack_lead(by_id[id], annotations.get(id)))
        near = find_nearest(
            kept, "near leads", leads.digests, lambda of: _unpack(leads.of(of)).compared()[0],
            lambda of: _unpack(leads.then(of)).compared()[0], floor=FLOOR / 4, most=NEIGHBOURS,
        )  # fmt: skip

        def make(before: Columns) -> Columns:
            now, came = leads.now, leads.came
            if before and len(now) == len(names) and not len(came):
                return before
            printed = np.zeros(len(names), np.int64)
            if before:
                printed[now[now >= 0]] = before["printed"][now >= 0]
            printed[came] = _unpack(leads.of(came)).printed
            first, second = pairs_of(near)
            alike, common = _alike(leads, first, second, before)
            return {
                "printed": printed, "first": first.astype(np.int32), "second": second.astype(np.int32),
                "alike": alike, "common": common.astype(np.int32),
            }  # fmt: skip

        found = kept.columns("leads", make)
    return Leads(
        names=names, near=near, first=found["first"], second=found["second"], alike=found["alike"],
        common=found["common"], printed=found["printed"],
    )  # fmt: skip


def _alike(
    leads: PerReport, first: Numbers, second: Numbers, before: Columns
) -> tuple[NDArray[np.float64], Numbers]:
    """How alike pairs of leads are by all words, and how many telling words they share; of pairs that were there
    before, what they were then.
    """
    count, then = len(leads.digests), leads.now
    pair = first * count + second
    alike, common = np.zeros(len(pair)), np.zeros(len(pair), np.int64)
    new = np.ones(len(pair), np.bool_)
    if before and len(pair):
        one, other = then[before["first"]], then[before["second"]]
        stayed = (one >= 0) & (other >= 0)
        old = one[stayed] * count + other[stayed]
        place = np.minimum(np.searchsorted(pair, old), len(pair) - 1)
        there = pair[place] == old
        alike[place[there]] = before["alike"][stayed][there]
        common[place[there]] = before["common"][stayed][there]
        new[place[there]] = False
    some = np.flatnonzero(new)
    reports = distinct(np.append(first[some], second[some]))
    vectors, telling = _unpack(leads.of(reports)).compared()
    index = Index(vectors)
    is_telling = np.zeros(len(index.distinct), np.bool_)
    is_telling[index.terms] = telling
    one, other = np.searchsorted(reports, first[some]), np.searchsorted(reports, second[some])
    for pairs in np.split(np.arange(len(some)), np.flatnonzero(np.diff(one)) + 1) if len(some) else ():
        beside = index.flat.beside(int(one[pairs[0]]), other[pairs].tolist(), is_telling)
        alike[some[pairs]], common[some[pairs]] = zip(*beside, strict=True)
    return alike, common


def find_stories(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    origins: Sequence[Origin],
    leads: Leads | None = None,
    kept: Kept | None = None,
) -> list[Story]:
    """The partition of the reports into stories, in the order of their first reports; a report may stand alone.
    Origins stay whole.
    """
    leads = leads or find_leads(reports, annotations)
    numbers = {id: number for number, id in enumerate(sorted(origin.id for origin in origins))}
    origin_of = {id: numbers[origin.id] for origin in origins for id in origin.reports}
    of = np.fromiter((origin_of[name] for name in leads.names), np.int64, len(leads.names))
    beside, common = _beside(leads, of, len(origins))
    names = np.array([*numbers], "S") if numbers else np.zeros(0, "S1")
    mean = ByMean(floor=FLOOR, neighbours=NEIGHBOURS, cohesion=COHESION)
    group = keep_groups(kept or Afresh(), "stories", names, beside, mean)
    found = Members.equal(_with_left_over(group, beside, common)[of])
    stories = []
    for number in np.argsort(found.first).tolist():
        told = tuple(leads.names[report] for report in found.of_group(number))
        stories.append(Story(id=group_id("story", told), reports=told))
    return stories


def _beside(leads: Leads, of: Numbers, count: int) -> tuple[Beside, Sums]:
    """How alike origins are, `of` says which is that of each report; and how many telling words each pair shares."""
    low, high = np.minimum(one := of[leads.first], other := of[leads.second]), np.maximum(one, other)
    score = leads.alike * _fade(leads.printed[leads.first], leads.printed[leads.second])
    within = low == high
    pair, number = np.unique(low[~within] * count + high[~within], return_inverse=True)
    one, other = np.divmod(pair, max(count, 1))
    beside = Beside(
        size=np.bincount(of, minlength=count), inside=np.bincount(low[within], score[within], count),
        one=one, other=other, alike=np.bincount(number, score[~within], len(pair)),
    )  # fmt: skip
    return beside, np.bincount(number, leads.common[~within], len(pair))


def _with_left_over(group: Numbers, beside: Beside, common: Sums) -> Numbers:
    """The groups, with those of no more than LEFT_OVER reports in the larger one that is clearly the nearest, if one
    is.
    """
    count = len(group)
    size = np.bincount(group, beside.size, count).astype(np.int64)
    one, other = group[beside.one], group[beside.other]
    may = (np.minimum(size[one], size[other]) <= LEFT_OVER) & (np.maximum(size[one], size[other]) > LEFT_OVER)
    one, other = one[may], other[may]
    left, home = np.where(size[one] <= LEFT_OVER, (one, other), (other, one))
    shares = size[left] * np.minimum(size[home], NEIGHBOURS)
    pair, number = np.unique(left * count + home, return_inverse=True)
    mean = np.bincount(number, beside.alike[may] / shares, len(pair)).round(9)
    shared = np.bincount(number, common[may] / shares, len(pair))
    left, home = np.divmod(pair, max(count, 1))
    order = np.lexsort((home, -mean, left))
    left, home, mean, shared = left[order], home[order], mean[order], shared[order]
    opens = np.append(True, left[1:] != left[:-1])[: len(left)]
    next_best = np.append(np.where(opens[1:], 0.0, mean[1:]), 0.0)[: len(left)]
    clear = opens & (mean >= np.maximum(FLOOR, CLEARLY * next_best)) & (shared >= IN_COMMON)
    to = np.arange(count)
    to[left[clear]] = home[clear]
    found: Numbers = to[group]
    return found


_LEAD = Struct("=IId")
_IS_NAME = 128


def pack_lead(report: Report, annotation: Annotation | Document | None) -> bytes:
    """The weighted stems of the first LEAD words, as bytes: how many there are, the day printed, and the length of the
    vector; the numbers of the stems, in the order of the stems; how often each is there; its weight in quarters, with a
    mark on names and numbers.
    """
    litter = () if annotation is None else (*annotation.boilerplate, *annotation.captions)
    for size in (7 * LEAD, 20 * LEAD):  # most have so many words in the first
        start, words = words_of(report.text[:size], litter)
        if len(words) > LEAD:
            break
    start, words = start[:LEAD], words[:LEAD]
    read = np.frombuffer(b"".join(map(_read, words)), _WORD)
    opens = {begin for begin, _ in annotation.sentences} if annotation else ()
    inside = np.array([begin not in opens for begin in start.tolist()], np.bool_)
    name = (read["kind"] == _NUMBER) | ((read["kind"] == _CAPITAL) & (inside | (read["weight"] >= 4 * RAREST)))
    terms, first, which, count = np.unique(read["term"], return_index=True, return_inverse=True, return_counts=True)
    marks = _IS_NAME * (np.bincount(which[name], minlength=len(terms)) > 0)
    told = np.flatnonzero(read["weight"][first])
    times, weights = count.astype(np.uint8), (read["weight"][first] + marks).astype(np.uint8)
    values = _values(times, weights)[told[np.argsort(first[told])]].tolist()
    length = sqrt(sum(map(mul, values, values))) or 1.0
    stems = [read_word(words[at])[1] for at in first[told].tolist()]
    told = told[sorted(range(len(stems)), key=stems.__getitem__)]
    return b"".join(
        (
            _LEAD.pack(len(told), _day(annotation) if annotation else 0, length),
            terms[told].tobytes(), times[told].tobytes(), weights[told].tobytes(),
        )
    )  # fmt: skip


_WORD = np.dtype([("term", "=u8"), ("weight", "u1"), ("kind", "u1")])
_NUMBER, _CAPITAL = 1, 2


@lru_cache(maxsize=200_000)
def _read(word: str) -> bytes:
    """The number of a word's stem, its weight in quarters, and whether it is a number or begins with a capital."""
    _, stem, weight = read_word(word)
    kind = _NUMBER if stem[0].isdigit() else _CAPITAL if word[0].isupper() else 0
    return number_of(stem) + bytes((int(4 * min(weight, RAREST)), kind))


def _values(times: NDArray[np.uint8], weights: NDArray[np.uint8]) -> NDArray[np.float64]:
    """What stems weigh by how often they are there."""
    return damped(LEAD)[times] * ((weights % _IS_NAME) / 4) * np.where(weights & _IS_NAME, NAME, 1.0)


class _Words(NamedTuple):
    """The words of leads, a column for each part of `pack_lead`."""

    sizes: NDArray[np.int32]
    printed: Numbers
    lengths: NDArray[np.float64]
    terms: NDArray[np.uint64]
    times: NDArray[np.uint8]
    weights: NDArray[np.uint8]

    def compared(self) -> tuple[Vectors, NDArray[np.bool_]]:
        """As vectors of unit length; and which of the terms are telling."""
        values = _values(self.times, self.weights) / np.repeat(self.lengths, self.sizes)
        begins = np.append(0, np.cumsum(self.sizes, dtype=np.int64))
        return Vectors(begins=begins, terms=short(self.terms), values=values), self.weights % _IS_NAME >= 4 * TELLING


def _unpack(leads: Iterable[bytes]) -> _Words:
    heads: list[tuple[int, int, float]] = []
    columns = bytearray(), bytearray(), bytearray()
    for lead in leads:
        heads.append(head := _LEAD.unpack_from(lead))
        begin = _LEAD.size
        for column, width in zip(columns, (8, 1, 1), strict=True):
            column += lead[begin : begin + width * head[0]]
            begin += width * head[0]
    sizes, printed, lengths = zip(*heads, strict=True) if heads else ((), (), ())
    return _Words(
        np.array(sizes, np.int32), np.array(printed, np.int64), np.array(lengths, np.float64),
        *(np.frombuffer(column, kind) for column, kind in zip(columns, (np.uint64, np.uint8, np.uint8), strict=True)),
    )  # fmt: skip


def _day(annotation: Annotation | Document) -> int:
    """The day a report was printed, where it says so: a guess must not keep two reports apart."""
    best = annotation.published.best
    explicit = annotation.published.explicit and annotation.published.precision in ("day", "minute")
    return date.fromisoformat(best[:10]).toordinal() if best and explicit else 0


def _fade(a: Numbers, b: Numbers) -> NDArray[np.float64]:
    """How much of likenesses is left after the days between two dates printed; all of it where one is unknown."""
    days, which = np.unique(np.where((a > 0) & (b > 0), np.abs(a - b), 0), return_inverse=True)
    return np.array([0.5 ** (between / HALVED) for between in days.tolist()])[which]
