"""Passages that two reports share word by word: runs of equal words with small gaps between them.

Reports that share runs of five words (shingles, see `sharing`) are laid against each other.  Words that both print
between quotation marks are no evidence: two reporters may hear one speech.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.neighbours import ranges
from dateline.link.texts import Bare, Numbers
from dateline.records import Span

SHINGLE = 5
SHORTEST = 10
"""Words outside quotation marks, and
MASS, their least weight together: shorter or plainer runs recur by chance ("on condition of anonymity").
SHORTER runs count beside one that proves it."""
SHORTER = 6
MASS = 18.0
GAP = 6
"""Words that may differ between two runs of one passage."""
FURNITURE = 0.5
"""The part of a passage in runs that many reports have, above which it is furniture of a site."""
CELLS = 1 << 22
"""Places of runs in reports up to which pairs are laid beside each other at once: of long reports fewer than asked."""

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words a[0]:a[1] of one report and b[0]:b[1] of the other; `changed` holds the runs of words that differ."""

    a: Span
    b: Span
    changed: tuple[tuple[Span, Span], ...] = ()


class Shared(NamedTuple):
    """What two reports share word by word."""

    passages: tuple[Passage, ...]
    words: int
    """Words of it that do not stand between quotation marks on both sides, and
    quoted, how many of it do on one side only: the sign says in b (+) or in a (-)."""
    quoted: int


def find_passages(
    words: Callable[[int], Bare], common: Callable[[int], Marks], a: Numbers, b: Numbers, whole: float
) -> Iterator[Shared | None]:
    """What each pair of reports, by their numbers, shares that counts; None where not one passage proves anything.

    Runs of a that are `common` (by the number of a, a mark for each of its words) are furniture of a site, unless the
    part `whole` of the words of both is equal.
    """
    if len(a):
        reports = np.union1d(a, b)
        own = [words(report) for report in reports.tolist()]
        if len(own) * sum(len(one.key) for one in own) > CELLS and len(a) > 1:
            half = len(a) // 2
            yield from find_passages(words, common, a[:half], b[:half], whole)
            yield from find_passages(words, common, a[half:], b[half:], whole)
        else:
            yield from _Beside(own, common, reports, a, b).shared(whole)


class _Runs(NamedTuple):
    """Equal words as columns: of which pair, from where in both, how many, and the number of their passage."""

    pair: Numbers
    i: Numbers
    j: Numbers
    length: Numbers
    passage: Numbers


class _Beside:
    """Some pairs of reports that are laid beside each other, the words of all reports one after the other."""

    def __init__(
        self, own: Sequence[Bare], common: Callable[[int], Marks], reports: Numbers, a: Numbers, b: Numbers
    ) -> None:
        """`own` are the words of the `reports`."""
        self.key, self.quarters, self.quoted = map(np.concatenate, zip(*own, strict=True))
        self.sizes = np.array([len(one.key) for one in own], np.int64)
        self.ends = np.cumsum(self.sizes)
        self.begins = self.ends - self.sizes
        self.a, self.b = np.searchsorted(reports, a), np.searchsorted(reports, b)
        is_first = np.isin(np.arange(len(own)), self.a).tolist()
        common_of = (
            common(report) if first else np.zeros(len(one.key), np.bool_)
            for report, first, one in zip(reports.tolist(), is_first, own, strict=True)
        )  # fmt: skip
        self.common = np.append(0, np.cumsum(np.concatenate(list(common_of))))
        """Before each word, and at last, how many common runs there are."""

    def shared(self, whole: float) -> Iterator[Shared | None]:
        """What each pair shares."""
        runs = self._equal_runs(*self._hits())
        if not len(runs.pair):
            yield from [None] * len(self.a)
            return
        here, which = ranges(runs.i, runs.i + runs.length)
        mine, theirs = self.quoted[here], self.quoted[here + (runs.j - runs.i)[which]]
        told, of = ~(mine & theirs), runs.passage[which]
        words = np.bincount(of, told).astype(np.int64)
        quarters = np.bincount(of, told * self.quarters[here])
        quoted = (np.bincount(of, theirs) - np.bincount(of, mine)).astype(np.int64)
        first = np.flatnonzero(np.diff(runs.passage, prepend=-1))
        last = np.append(first[1:], len(runs.pair)) - 1
        pair = runs.pair[first]
        proving = (words >= SHORTEST) & (quarters >= 4 * MASS)
        counting = (words >= SHORTER) & (quarters >= 4 * MASS / 2) & np.isin(pair, pair[proving])
        counting &= ~self._is_furniture(pair, runs.i[first], runs.i[last] + runs.length[last], words * counting, whole)
        found: list[list[Passage]] = [[] for _ in self.a]
        shifts = (self.begins[side[runs.pair]] for side in (self.a, self.b))
        i, j = (place - shift for place, shift in zip((runs.i, runs.j), shifts, strict=True))
        some = np.flatnonzero(counting[runs.passage])
        rows = zip(*(column[some].tolist() for column in (runs.passage, runs.pair, i, j, runs.length)), strict=True)
        for (_, of_pair), group in groupby(rows, key=lambda row: row[:2]):
            found[of_pair].append(_passage([row[2:] for row in group]))
        sums = (np.bincount(pair, column * counting, len(found)).astype(np.int64) for column in (words, quoted))
        for passages, *both in zip(found, *(column.tolist() for column in sums), strict=True):
            yield Shared(tuple(passages), *both) if passages else None

    def _is_furniture(self, pair: Numbers, begin: Numbers, end: Numbers, words: Numbers, whole: float) -> Marks:
        """Which passages are furniture, of these pairs and with so many words of a, from `begin` to `end`."""
        both = self.sizes[self.a] + self.sizes[self.b]
        may = 2 * np.bincount(pair, words, len(both)) < whole * both
        starts = end - SHINGLE + 1
        furniture: Marks = may[pair] & (self.common[starts] - self.common[begin] > FURNITURE * (starts - begin))
        return furniture

    def _hits(self) -> tuple[Numbers, Numbers, Numbers]:
        """The runs that two share: which pair, where in a, where in b; in this order.  Of a run that b has several
        times, the first.
        """
        number = runs_of(self.key)
        owner = np.repeat(np.arange(len(self.sizes)), self.sizes)
        inside = owner[: len(number)] == owner[SHINGLE - 1 :][: len(number)]  # of one report, not of two that meet
        at: Numbers = np.flatnonzero(inside).astype(np.int64)
        _, run, times = np.unique(number[at], return_inverse=True, return_counts=True)
        several = times[run] > 1
        at, run = at[several], (np.cumsum(times > 1) - 1)[run[several]]
        first = np.full((len(self.sizes), int(run.max(initial=-1)) + 1), -1, np.int32)
        first[owner[at[::-1]], run[::-1]] = at[::-1]
        of_pair, pair = ranges(np.searchsorted(at, self.begins[self.a]), np.searchsorted(at, self.ends[self.a]))
        j = first[self.b[pair], run[of_pair]].astype(np.int64)
        return pair[j >= 0], at[of_pair][j >= 0], j[j >= 0]

    def _equal_runs(self, pair: Numbers, i: Numbers, j: Numbers) -> _Runs:
        """The runs of equal words out of hits, in order; those with small gaps between them are of one passage."""
        goes_on = (np.diff(pair) == 0) & (np.diff(i) == 1) & (np.diff(j) == 1)
        begins = np.flatnonzero(np.append(True, ~goes_on)) if len(i) else i
        last = i[np.append(begins[1:], len(i))[: len(begins)] - 1]
        pair, i, j = pair[begins], i[begins], j[begins]
        end = last + SHINGLE
        after = np.minimum(end, len(self.key) - 1), np.minimum(end + j - i, len(self.key) - 1)
        inside = (end < self.ends[self.a[pair]]) & (end + j - i < self.ends[self.b[pair]])
        # where a text has a run several times, runs overlap or go on beyond their last hit
        odd = inside & (self.key[after[0]] == self.key[after[1]])
        odd[1:] |= (pair[1:] == pair[:-1]) & (i[1:] < end[:-1])
        of_odd = np.flatnonzero(np.isin(pair, pair[odd]))
        i, j, end = self._one_by_one(of_odd, pair, i, j, last, end)
        some = end > i
        pair, i, j, length = pair[some], i[some], j[some], (end - i)[some]
        gap_i, gap_j = (here[1:] - here[:-1] - length[:-1] for here in (i, j))
        joins = (pair[1:] == pair[:-1]) & (np.minimum(gap_i, gap_j) >= 0) & (np.maximum(gap_i, gap_j) <= GAP)
        return _Runs(pair, i, j, length, np.cumsum(np.append(False, ~joins)[: len(pair)]))

    def _one_by_one(
        self, which: Numbers, pair: Numbers, i: Numbers, j: Numbers, last: Numbers, end: Numbers
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Runs with some of them, all those of their pairs, made as long as they are equal, each begun where the one
        before ends; where nothing is left of one, it ends where it begins.
        """
        i, j, end = i.copy(), j.copy(), end.copy()
        over, before = 0, -1
        limits = (self.ends[side[pair[which]]] for side in (self.a, self.b))
        columns = (which, *(column[which] for column in (pair, i, j, last, end)), *limits)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for k, of_pair, first, there, final, stop, limit, limit_there in rows:
            begin = max(first, over) if of_pair == before else first
            shift = there - first
            if begin > final:
                end[k] = i[k]
                continue
            while stop < limit and stop + shift < limit_there and self.key[stop] == self.key[stop + shift]:
                stop += 1
            i[k], j[k], end[k] = begin, begin + shift, stop
            over, before = stop, of_pair
        return i, j, end


def runs_of(key: NDArray[np.uint32]) -> Numbers:
    """The runs of SHINGLE words of a text, each as a number."""
    keys = key.astype(np.uint64)
    size = max(0, len(keys) - SHINGLE + 1)
    number = np.zeros(size, dtype=np.uint64)
    for k in range(SHINGLE):
        # wraps around at 2**64, as a rolling hash may
        number = number * np.uint64(0x9E3779B97F4A7C15) + keys[k : k + size]
    return number.view(np.int64)


def _passage(runs: Sequence[tuple[int, int, int]]) -> Passage:
    changed = tuple(((i + n, i2), (j + n, j2)) for (i, j, n), (i2, j2, _) in pairwise(runs))
    i, j, n = runs[-1]
    return Passage(a=(runs[0][0], i + n), b=(runs[0][1], j + n), changed=changed)
