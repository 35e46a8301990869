"""Which reports may share passages: those that have runs of five words (shingles) in common."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.link.neighbours import ranges
from dateline.link.texts import Bare, Numbers
from dateline.link.verbatim import GAP, MASS, SHINGLE, SHORTEST, runs_of

NEIGHBOURS = 20
"""A shingle links a report to so many others at most: those that follow it in the order of ids."""
AT_ONCE = 8_000
"""Runs whose other holders are looked at at a time, and
READ, words whose runs are made at a time, and
SORTED, about how many runs are sorted at a time: all at once would take 60 bytes for each word of a pile."""
READ = 1 << 18
SORTED = 1 << 20

Narrow = NDArray[Any]
"""Numbers of half the width: there are hundreds of them for each report."""


class Sharing:
    """Which reports may share passages, and which runs of a report are furniture; reports by number.

    All runs that stand more than once are held in columns, by report and place.
    """

    def __init__(self, words: Sequence[Bare]) -> None:
        """`words` are those of each report."""
        self._words = words
        sizes = np.array([len(one.key) for one in words], dtype=np.int64)
        self._ends = np.cumsum(sizes)
        self._owner = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        place, run = self._several()
        again = _as_before(run) & _as_before(self._owner[place])
        self._repeats = np.bincount(self._owner[place[again]], minlength=len(sizes)) > 0
        have = np.bincount(run[~again])
        crowded = have > NEIGHBOURS
        self._crowded = np.zeros(len(self._owner), dtype=np.bool_)
        self._crowded[place] = crowded[run]
        place, run = place[~again], run[~again]
        self._holder = self._owner[place]
        self._have_crowded = np.sort(self._holder[crowded[run]].astype(np.int64) << 32 | run[crowded[run]])
        order = np.argsort(place).astype(np.int32)
        self._place, self._run, self._from = place[order], run[order], order + 1
        self._is_crowded = crowded[self._run]
        self._to = np.minimum(order + 1 + NEIGHBOURS, np.cumsum(have)[self._run]).astype(np.int32)

    def _several(self) -> tuple[Narrow, Narrow]:
        """Where the runs stand that there are several of, and the number of the run; by number and place."""
        parts = 1 + len(self._owner) // SORTED
        found = [(np.zeros(0, np.int32), np.zeros(0, np.int32))]
        known = 0
        for part in range(parts):
            place, number = self._runs_of(part, parts)
            order = np.argsort(number)
            place, number = place[order], number[order]
            as_before = _as_before(number)
            several = as_before | np.append(as_before[1:], False)[: len(number)]
            # to sort numbers that say both takes a fifth of the time that a stable sort by the run takes
            run, place = _unfold(np.sort(np.cumsum(~as_before)[several] << 32 | place[several]), 32)
            run = np.cumsum(~_as_before(run)) + known
            known = int(run.max(initial=known))
            found.append((place.astype(np.int32), run.astype(np.int32) - 1))
        place, run = map(np.concatenate, zip(*found, strict=True))
        return place, run

    def _runs_of(self, part: int, parts: int) -> tuple[Numbers, Numbers]:
        """Where the runs of all reports stand that are in one of so many parts, and the runs: in any order."""
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        first = begin = 0
        while first < len(self._words):
            last = max(first + 1, int(np.searchsorted(self._ends, begin + READ, "right")))
            number = runs_of(np.concatenate([one.key for one in self._words[first:last]]))
            owner = self._owner[begin : int(self._ends[last - 1])]
            inside = owner[: len(number)] == owner[SHINGLE - 1 :][: len(number)]  # of one report, not of two that meet
            inside &= (number.view(np.uint64) >> np.uint64(40)) % np.uint64(parts) == part
            at = np.flatnonzero(inside)
            found.append((begin + at, number[at]))
            first, begin = last, int(self._ends[last - 1])
        place, number = map(np.concatenate, zip(*found, strict=True))
        return place, number

    def crowded(self, report: int) -> NDArray[np.bool_]:
        """With which words of a report a run begins that NEIGHBOURS others have."""
        end = int(self._ends[report])
        return self._crowded[end - len(self._words[report].key) : end]

    def pairs(self) -> Iterator[tuple[Numbers, Numbers, NDArray[np.uint64]]]:
        """The pairs of reports, in order, that share enough runs for a passage: of words that weigh enough, near each
        other.  Of each also a mark that says which runs of the first are furniture, as far as that matters to the two.
        """
        ends = np.searchsorted(self._place, self._ends).tolist()
        first = begin = 0
        while first < len(ends):
            last = max(first + 1, bisect_right(ends, begin + AT_ONCE))
            yield self._pairs_of(first, last, slice(begin, ends[last - 1]))
            first, begin = last, ends[last - 1]

    def _pairs_of(self, first: int, last: int, runs: slice) -> tuple[Numbers, Numbers, NDArray[np.uint64]]:
        """The pairs of the reports from `first` to before `last`, which have these runs."""
        others, which = ranges(self._from[runs].astype(np.int64), self._to[runs].astype(np.int64))
        place = self._place[runs][which]
        quarters = [one.quarters for one in self._words[first:last]]
        begins = int(self._ends[first]) - len(quarters[0])
        weight = np.append(0, np.cumsum(np.concatenate(quarters), dtype=np.int64))
        bits, known = len(weight).bit_length(), len(self._words)
        pair = (self._owner[place] - first).astype(np.int64) * known + self._holder[others]
        pair, place = _unfold(np.sort(pair << bits | place - begins), bits)
        goes_on = _as_before(pair)
        count = np.bincount(np.cumsum(~goes_on) - 1)
        enough = count >= SHORTEST - SHINGLE + 1
        inside = np.repeat(enough, count)
        candidates = pair[~goes_on][enough]
        # a crowded run links few of those that have it
        crowded = runs.start + np.flatnonzero(self._is_crowded[runs])
        ends = np.searchsorted(self._owner[self._place[crowded]], np.arange(first, last + 1))
        at, which = ranges(ends[candidates // known], ends[candidates // known + 1])
        held = _find(self._have_crowded, candidates[which] % known << 32 | self._run[crowded[at]])
        more = candidates[which][held] << bits | self._place[crowded[at[held]]] - begins
        pair, place = _unfold(np.sort(np.append(pair[inside] << bits | place[inside], more)), bits)
        goes_on = _as_before(pair)
        near = goes_on & (np.diff(place, prepend=0) <= SHINGLE + GAP)
        covered = np.where(np.append(near[1:], False)[: len(near)], np.diff(place, append=0), SHINGLE)
        covered = np.minimum(covered, SHINGLE)
        part = np.cumsum(~near) - 1
        proving = np.bincount(part, covered) >= SHORTEST
        proving &= np.bincount(part, weight[place + covered] - weight[place]) >= 4 * MASS
        a, b = np.divmod(candidates, known)
        # of a run that a report has several times the first place alone is known: no telling what stands around it
        may = (np.bincount(np.cumsum(~goes_on) - 1, proving[part]) > 0) | self._repeats[a + first]
        return (a + first)[may], b[may], self._marks(first, last, a, pair, place)[may]

    def _marks(self, first: int, last: int, a: Numbers, pair: Numbers, place: Numbers) -> NDArray[np.uint64]:
        """Of each pair what runs are furniture between the first and the last that they share, as a number: what they
        share word by word lies there.  Where the first has a run several times, of all that it has.
        """
        sizes = np.diff(self._ends[first:last], prepend=self._ends[first] - len(self._words[first].key))
        ends = np.cumsum(sizes)
        crowded = self._crowded[int(self._ends[last - 1]) - int(ends[-1]) : int(self._ends[last - 1])]
        at = (np.arange(len(crowded)) - np.repeat(ends - sizes, sizes) + 1).astype(np.uint64)
        # sums wrap around at 2**64: of numbers that look drawn by lot, no two sets can be thought to have one sum
        at *= np.uint64(0x9E3779B97F4A7C15)
        at = (at ^ at >> np.uint64(32)) * np.uint64(0xBF58476D1CE4E5B9)
        at ^= at >> np.uint64(29)
        told = np.append(np.uint64(0), np.cumsum(np.where(crowded, at, np.uint64(0))))
        opens = np.flatnonzero(~_as_before(pair))
        closes = np.append(opens[1:], len(pair))[: len(opens)] - 1
        whole = self._repeats[a + first]
        low = np.where(whole, (ends - sizes)[a], place[opens])
        high = np.where(whole, ends[a], place[closes] + 1)
        marks: NDArray[np.uint64] = told[high] - told[low]
        return marks


def _unfold(both: Numbers, bits: int) -> tuple[Numbers, Numbers]:
    """Two numbers that were made one, the second of so many bits."""
    return both >> bits, both & (1 << bits) - 1


def _find(values: Numbers, wanted: Numbers) -> NDArray[np.bool_]:
    """Which of the numbers wanted are among the values, which are sorted."""
    if not len(values):
        return np.zeros(len(wanted), dtype=np.bool_)
    found: NDArray[np.bool_] = values[np.minimum(np.searchsorted(values, wanted), len(values) - 1)] == wanted
    return found


def _as_before(values: Numbers | Narrow) -> NDArray[np.bool_]:
    """Which values are equal to the one before."""
    return np.append(False, values[1:] == values[:-1])[: len(values)]
