"""Passages that two reports share word by word: runs of equal words with small gaps between them.

Reports that share runs of five words (shingles) are laid against each other.  Words that both print between quotation
marks are no evidence: two reporters may hear one speech.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, groupby, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.neighbours import ranges
from dateline.link.texts import Bare, Numbers
from dateline.records import Span

SHINGLE = 5
NEIGHBOURS = 20
"""A shingle links a report to so many others at most: those that follow it in the order of ids."""
SHORTEST = 10
"""Words outside quotation marks, and
MASS, their least weight together: shorter or plainer runs recur by chance ("on condition of anonymity").
SHORTER runs count beside one that proves it."""
SHORTER = 6
MASS = 18.0
GAP = 6
"""Words that may differ between two runs of one passage."""
TOGETHER = 64
"""Reports that are laid beside one at a time."""
AT_ONCE = 8_000
"""Runs whose other holders are looked at at a time, and
READ, words whose runs are made at a time, and
SORTED, about how many runs are sorted at a time: all at once would take 60 bytes for each word of a pile."""
READ = 1 << 18
SORTED = 1 << 20

Narrow = NDArray[Any]
"""Numbers of half the width: there are hundreds of them for each report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words a[0]:a[1] of one report and b[0]:b[1] of the other; `changed` holds the runs of words that differ."""

    a: Span
    b: Span
    changed: tuple[tuple[Span, Span], ...] = ()

    def runs(self) -> Iterator[tuple[slice, slice]]:
        """The runs of equal words, on both sides."""
        (i, end), j = self.a, self.b[0]
        for (i2, i3), (j2, j3) in (*self.changed, ((end, 0), (self.b[1], 0))):
            yield slice(i, i2), slice(j, j2)
            i, j = i3, j3


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
            number = _runs(np.concatenate([one.key for one in self._words[first:last]]))
            owner = self._owner[begin : int(self._ends[last - 1])]
            inside = owner[: len(number)] == owner[SHINGLE - 1 :][: len(number)]  # of one report, not of two that meet
            inside &= (number.view(np.uint64) >> np.uint64(40)) % np.uint64(parts) == part
            at = np.flatnonzero(inside)
            found.append((begin + at, number[at]))
            first, begin = last, int(self._ends[last - 1])
        place, number = map(np.concatenate, zip(*found, strict=True))
        return place, number

    def crowded(self, report: int) -> NDArray[np.bool_]:
        """Which runs of a report NEIGHBOURS others have."""
        end = int(self._ends[report])
        return self._crowded[end - len(self._words[report].key) : max(0, end - SHINGLE + 1)]

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


def find_passages(mine: Bare, others: Sequence[Bare]) -> Iterator[list[Passage]]:
    """The passages that count, of each of the others in turn; none where not one of them proves anything."""
    for at in range(0, len(others), TOGETHER):
        some = others[at : at + TOGETHER]
        joined = Bare(*map(np.concatenate, zip(*some, strict=True)))
        ends = np.cumsum([len(one.key) for one in some])
        runs = _equal_runs(mine.key, joined.key, ends)
        counting = _proved(mine, joined, runs)
        found: list[list[Passage]] = [[] for _ in some]
        for _, group in groupby(compress(runs, counting), key=lambda run: run.passage):
            parts = list(group)
            begins = int(ends[parts[0].whose]) - len(some[parts[0].whose].key)
            found[parts[0].whose].append(_passage([(run.i, run.j - begins, run.length) for run in parts]))
        yield from found


def _runs(key: NDArray[np.uint32]) -> Numbers:
    """The runs of SHINGLE words of a text, each as a number."""
    keys = key.astype(np.uint64)
    size = max(0, len(keys) - SHINGLE + 1)
    number = np.zeros(size, dtype=np.uint64)
    for k in range(SHINGLE):
        # wraps around at 2**64, as a rolling hash may
        number = number * np.uint64(0x9E3779B97F4A7C15) + keys[k : k + size]
    return number.view(np.int64)


def _hits(mine: NDArray[np.uint32], joined: NDArray[np.uint32], owner: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The runs that a text shares with others, which are joined to one: whose, where in `mine`, where in `joined`; in
    this order.  Of a run that one of the others has several times, the first.
    """
    every, theirs = _runs(mine), _runs(joined)
    order = np.argsort(every, kind="stable")
    ours = every[order]
    known = np.zeros(1 << 16, dtype=np.bool_)
    known[ours & 0xFFFF] = True  # most are told apart at a glance, without a search
    inside = owner[: len(theirs)] == owner[SHINGLE - 1 :][: len(theirs)]  # of one text, not of two that meet here
    at = np.flatnonzero(known[theirs & 0xFFFF] & inside)
    at = at[ours[np.minimum(np.searchsorted(ours, theirs[at]), len(ours) - 1)] == theirs[at]] if len(ours) else at
    low, high = (np.searchsorted(ours, theirs[at], side) for side in ("left", "right"))
    _, first = np.unique(owner[at] * len(every) + low, return_index=True)
    places, which = ranges(low[first], high[first])
    i, j = order[places], at[first][which]
    sort = np.lexsort((i, owner[j]))
    return owner[j[sort]], i[sort], j[sort]


class _Run(NamedTuple):
    """Equal words: of which of the others, from where in both, how many, and the number of their passage."""

    whose: int
    i: int
    j: int
    length: int
    passage: int


def _equal_runs(mine: NDArray[np.uint32], joined: NDArray[np.uint32], ends: Numbers) -> list[_Run]:
    """The runs of equal words of a text and of others, which are joined and end at `ends`; those with small gaps
    between them are of one passage.
    """
    owner = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    whose, i, j = _hits(mine, joined, owner)
    goes_on = (np.diff(whose) == 0) & (np.diff(i) == 1) & (np.diff(j) == 1)
    begins = np.flatnonzero(np.append(True, ~goes_on)) if len(i) else i
    lasts = np.append(begins[1:], len(i)) - 1
    a, b, limits = mine.tolist(), joined.tolist(), ends.tolist()
    runs: list[_Run] = []
    rows = zip(*(column.tolist() for column in (whose[begins], i[begins], j[begins], i[lasts])), strict=True)
    before = _Run(-1, 0, 0, 0, -1)
    for who, first, there, last in rows:
        start = max(first, before.i + before.length) if before.whose == who else first
        if start > last:
            continue
        shift, end = there - first, last + SHINGLE
        while end < len(a) and end + shift < limits[who] and a[end] == b[end + shift]:
            end += 1
        gaps = start - before.i - before.length, start + shift - before.j - before.length
        joins = before.whose == who and min(gaps) >= 0 and max(gaps) <= GAP
        before = _Run(who, start, start + shift, end - start, before.passage + (not joins))
        runs.append(before)
    return runs


def _passage(runs: Sequence[tuple[int, int, int]]) -> Passage:
    changed = tuple(((i + n, i2), (j + n, j2)) for (i, j, n), (i2, j2, _) in pairwise(runs))
    i, j, n = runs[-1]
    return Passage(a=(runs[0][0], i + n), b=(runs[0][1], j + n), changed=changed)


def _proved(mine: Bare, joined: Bare, runs: Sequence[_Run]) -> list[bool]:
    """Of each run whether its passage counts: it proves something, or stands beside one of the same two reports that
    does.
    """
    if not runs:
        return []
    whose, i, j, length, passage = np.array(runs).T
    here, which = ranges(i, i + length)
    told = ~(mine.quoted[here] & joined.quoted[here + (j - i)[which]])
    words = np.bincount(passage[which], told)
    quarters = np.bincount(passage[which], told * mine.quarters[here])
    proving = (words >= SHORTEST) & (quarters >= 4 * MASS)
    counting = (words >= SHORTER) & (quarters >= 4 * MASS / 2)
    beside = np.isin(whose, whose[proving[passage]])
    found: list[bool] = (counting[passage] & beside).tolist()
    return found


def count_shared(quoted_a: bytes, quoted_b: bytes, passage: Passage) -> tuple[int, int]:
    """How many words a passage shares that do not stand between quotation marks on both sides; and how many of them do
    on one side only: the sign says in b (+) or in a (-).  A byte for each word of a report says whether it does.
    """
    shared = passage.a[1] - passage.a[0] - sum(end - start for (start, end), _ in passage.changed)
    either = 0
    if 1 in quoted_a[slice(*passage.a)] or 1 in quoted_b[slice(*passage.b)]:
        for here, there in passage.runs():
            mine, theirs = quoted_a[here], quoted_b[there]
            either += theirs.count(1) - mine.count(1)
            shared -= (int.from_bytes(mine) & int.from_bytes(theirs)).bit_count()
    return shared, either
