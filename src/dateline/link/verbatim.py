"""Passages that two reports share word by word: runs of equal words with small gaps between them.

Reports that share runs of five words (shingles) are laid against each other.  Words that both print between quotation
marks are no evidence: two reporters may hear one speech.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, groupby, pairwise
from typing import NamedTuple

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


def find_sharing(words: Mapping[str, Bare]) -> tuple[dict[str, list[str]], Numbers]:
    """For each report those after it with which it shares enough runs for a passage, and the runs that NEIGHBOURS
    others have.  `words` are in the order of reports.
    """
    names = list(words)
    if len(names) < 2:
        return {}, np.zeros(0, dtype=np.int64)
    runs = [np.unique(_runs(words[name].key)) for name in names]
    number = np.concatenate(runs)
    owner = np.repeat(np.arange(len(names)), [len(once) for once in runs])
    order = np.lexsort((owner, number))
    number, owner = number[order], owner[order]
    pairs = [np.zeros(0, dtype=np.int64)]
    for lag in range(1, NEIGHBOURS + 1):
        same = number[lag:] == number[:-lag]
        pairs.append(owner[:-lag][same] * len(names) + owner[lag:][same])
    crowded = np.unique(number[NEIGHBOURS:][number[NEIGHBOURS:] == number[:-NEIGHBOURS]])
    pair, count = np.unique(np.concatenate(pairs), return_counts=True)
    found: dict[str, list[str]] = defaultdict(list)
    for a, b in np.array(np.divmod(pair[count >= SHORTEST - SHINGLE + 1], len(names))).T.tolist():
        found[names[a]].append(names[b])
    return found, crowded


def which_crowded(words: Bare, crowded: Numbers) -> NDArray[np.bool_]:
    """Which runs of a report are among the crowded ones; not np.isin, which would sort all of them for each report."""
    every = _runs(words.key)
    if not len(crowded):
        return np.zeros(len(every), dtype=np.bool_)
    found: NDArray[np.bool_] = crowded[np.minimum(np.searchsorted(crowded, every), len(crowded) - 1)] == every
    return found


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


def count_shared(a: Bare, b: Bare, passages: Iterable[Passage]) -> tuple[int, int]:
    """How many words the passages share that do not stand between quotation marks on both sides; and how many of them
    do on one side only: the sign says in b (+) or in a (-).
    """
    shared = quoted = 0
    for passage in passages:
        for here, there in passage.runs():
            mine, theirs = a.quoted[here], b.quoted[there]
            shared += len(mine) - int(np.count_nonzero(mine & theirs))
            quoted += int(np.count_nonzero(theirs)) - int(np.count_nonzero(mine))
    return shared, quoted
