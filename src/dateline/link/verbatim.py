"""Passages that two reports share word by word: runs of equal words with small gaps between them.

Reports that share runs of five words (shingles) are laid against each other.  Words that both print between quotation
marks are no evidence: two reporters may hear one speech.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    key = mine.key.tolist()
    for at in range(0, len(others), TOGETHER):
        some = others[at : at + TOGETHER]
        for other, hits in zip(some, _hits(mine.key, [one.key for one in some]), strict=True):
            yield _proved(mine, other, list(_joined(_equal_runs(key, other.key.tolist(), hits))))


def _runs(key: NDArray[np.uint32]) -> Numbers:
    """The runs of SHINGLE words of a text, each as a number."""
    keys = key.astype(np.uint64)
    size = max(0, len(keys) - SHINGLE + 1)
    number = np.zeros(size, dtype=np.uint64)
    for k in range(SHINGLE):
        # wraps around at 2**64, as a rolling hash may
        number = number * np.uint64(0x9E3779B97F4A7C15) + keys[k : k + size]
    return number.view(np.int64)


def _hits(mine: NDArray[np.uint32], others: Sequence[NDArray[np.uint32]]) -> Iterator[Iterable[tuple[int, int]]]:
    """For each of the others the places of runs that both have, in the order of `mine`; of one that the other has
    several times, the first.
    """
    every = _runs(mine)
    order = np.argsort(every, kind="stable")
    sizes = [len(other) for other in others]
    owner = np.repeat(np.arange(len(others)), sizes)
    joined = _runs(np.concatenate(others))
    low, high = (np.searchsorted(every[order], joined, side) for side in ("left", "right"))
    inside = owner[: len(joined)] == owner[SHINGLE - 1 :][: len(joined)]  # no run of the end of one and the next's head
    at = np.flatnonzero((low < high) & inside)
    _, first = np.unique(owner[at] * len(every) + low[at], return_index=True)
    at = at[first]
    places, which = ranges(low[at], high[at])
    i, whose = order[places], owner[at][which]
    j = (at - (np.cumsum(sizes) - sizes)[owner[at]])[which]
    sort = np.lexsort((i, whose))
    bounds = np.searchsorted(whose[sort], np.arange(len(others) + 1)).tolist()
    i, j = i[sort].tolist(), j[sort].tolist()
    return (zip(i[start:end], j[start:end], strict=True) for start, end in pairwise(bounds))


def _equal_runs(a: list[int], b: list[int], hits: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal words: where they begin in both, and how long they are."""
    over = 0
    for i, j in hits:
        if i >= over:
            over, there = i + SHINGLE, j + SHINGLE
            while over < len(a) and there < len(b) and a[over] == b[there]:
                over, there = over + 1, there + 1
            yield i, j, over - i


def _joined(runs: Iterable[tuple[int, int, int]]) -> Iterator[Passage]:
    """Passages of runs, those with small gaps between them joined."""
    joined: list[list[tuple[int, int, int]]] = []
    for run in runs:
        if joined:
            i, j, length = joined[-1][-1]
            if 0 <= run[0] - i - length <= GAP and 0 <= run[1] - j - length <= GAP:
                joined[-1].append(run)
                continue
        joined.append([run])
    for group in joined:
        changed = tuple(((i + n, i2), (j + n, j2)) for (i, j, n), (i2, j2, _) in pairwise(group))
        i, j, n = group[-1]
        yield Passage(a=(group[0][0], i + n), b=(group[0][1], j + n), changed=changed)


def _proved(a: Bare, b: Bare, passages: Sequence[Passage]) -> list[Passage]:
    proved = any(_proves(a, b, passage, SHORTEST, MASS) for passage in passages)
    return [passage for passage in passages if proved and _proves(a, b, passage, SHORTER, MASS / 2)]


def _proves(a: Bare, b: Bare, passage: Passage, words: int, mass: float) -> bool:
    if passage.a[1] - passage.a[0] < words:
        return False
    told = [(here, ~(a.quoted[here] & b.quoted[there])) for here, there in passage.runs()]
    count = sum(int(np.count_nonzero(unquoted)) for _, unquoted in told)
    return count >= words and sum(int(a.quarters[here][unquoted].sum()) for here, unquoted in told) >= 4 * mass


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
