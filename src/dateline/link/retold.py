"""Reports that tell the same in other words: sentences that share rare words, names and numbers, in one order.

The weight of the words that aligned sentences share is measured.  After Gale & Church (1993), with shared words in the
place of lengths.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul

import numpy as np
from numpy.typing import NDArray

from dateline.link.neighbours import ranges
from dateline.link.texts import Numbers, Text
from dateline.records import Span

COMMON = 20
"""Sentences of one report that hold a word, above which it aligns none."""
ALIGNED = 0.15
"""The least that two aligned sentences share (Dice, by weight)."""
RETOLD = 0.06
"""What the share of two whole reports (Dice, by weight, in aligned sentences), times the part of the shorter one
that is aligned, must reach, and
RETOLD_PROOF divided by the weight of what they share on top of it: two short reports on one event are alike anyhow."""
RETOLD_PROOF = 20.0
RETOLD_SENTENCES = 2
TOGETHER = 256
"""Pairs of reports that are laid beside each other at a time: a call of numpy takes as long for one as for many."""
CELLS = 1 << 20
"""Pairs of sentences up to which each has a place of its own, whether they share anything or not."""
WIDE = 200
"""Sentences of a report up to which chains are made of many pairs together, in a time that grows with the square of
it."""

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of a report that say anything, as bags of stems, which stand in the order of their numbers."""

    first: Numbers
    """First and
    last word of each."""
    last: Numbers
    mass: Weights
    whole: float
    """The mass of all."""
    term: Numbers
    owner: Numbers
    count: Numbers
    weight: Weights
    holders: Numbers
    """In how many sentences the term of each place stands, at the first of its places; 0 at the others."""

    def words(self, sentences: Span) -> Span:
        """The words of the sentences from one to another (inclusive)."""
        return int(self.first[sentences[0]]), int(self.last[sentences[1]]) + 1


def read_sentences(text: Text) -> Sentences:
    """The sentences of a report; words that nearly every report has are left out."""
    telling = np.flatnonzero(text.bare.quarters > 4)
    weight = text.bare.quarters[telling] / 4
    numbers, owner = np.unique(text.sentence[telling], return_inverse=True)
    both = text.term[telling].astype(np.int64) << 30 | owner
    bags, at, count = np.unique(both, return_index=True, return_counts=True)
    term = bags >> 30
    begins = np.flatnonzero(np.diff(term, prepend=-1))
    holders = np.zeros(len(term), dtype=np.int64)
    holders[begins] = np.diff(begins, append=len(term))
    mass = np.bincount(owner, weight, len(numbers)).astype(float)
    return Sentences(
        first=np.searchsorted(text.sentence, numbers), last=np.searchsorted(text.sentence, numbers, "right") - 1,
        mass=mass, whole=float(mass.sum()), term=term, owner=bags & (1 << 30) - 1, count=count, weight=weight[at],
        holders=holders,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Sentences a[0]..a[1] told again as b[0]..b[1] (inclusive): the weight of what they share, how alike they are."""

    a: Span
    b: Span
    shared: float
    alike: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Links:
    """Links of several pairs of reports as columns, in the order of the pairs and of their sentences: the first and the
    last on either side.
    """

    pair: Numbers
    a: Numbers
    last_a: Numbers
    b: Numbers
    last_b: Numbers
    shared: Weights
    alike: Weights

    def of(self, which: slice | Numbers) -> "_Links":
        """Some of them."""
        return _Links(
            pair=self.pair[which], a=self.a[which], last_a=self.last_a[which], b=self.b[which],
            last_b=self.last_b[which], shared=self.shared[which], alike=self.alike[which],
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """What two reports tell in one order; `share` is Dice by weight."""

    chain: tuple[Link, ...]
    share: float


def align(pairs: Sequence[tuple[Sentences, Sentences]]) -> list[Retold | None]:
    """Of each pair of reports the sentences that tell the same in the same order; None where they are too few to make
    both reports one text.
    """
    found: list[Retold | None] = [None] * len(pairs)
    telling = [number for number, (a, b) in enumerate(pairs) if a.whole and b.whole]
    for at in range(0, len(telling), TOGETHER):
        some = telling[at : at + TOGETHER]
        beside = [pairs[number] for number in some]
        links = _links(beside)
        for number, (a, b), chain in zip(some, beside, _chains(links, beside), strict=True):
            found[number] = _retold(a, b, links, chain)
    return found


def _retold(a: Sentences, b: Sentences, links: _Links, best: list[int]) -> Retold | None:
    """What a chain of links comes to; None where it is too little."""
    if len(best) < RETOLD_SENTENCES:
        return None
    shared, alike = links.shared[best].tolist(), links.alike[best].tolist()
    share = 2 * sum(map(mul, shared, alike)) / (a.whole + b.whole)
    least = RETOLD + RETOLD_PROOF / sum(shared)
    if share < least:
        return None
    first, last = (links.a[best], links.b[best]), (links.last_a[best], links.last_b[best])
    aligned = [
        float(side.mass[i].sum() + side.mass[i2][i2 > i].sum()) / side.whole
        for side, i, i2 in zip((a, b), first, last, strict=True)
    ]
    if share * max(aligned) < least:
        return None
    sentences = zip(*(column.tolist() for column in (first[0], last[0], first[1], last[1])), strict=True)
    chain = (
        Link(a=(i, i2), b=(j, j2), shared=one, alike=other)
        for (i, i2, j, j2), one, other in zip(sentences, shared, alike, strict=True)
    )
    return Retold(chain=tuple(chain), share=share)


def _links(pairs: Sequence[tuple[Sentences, Sentences]]) -> _Links:
    """Sentences, and two that follow each other against one, that are alike enough to be the same one told again."""
    ones, others = zip(*pairs, strict=True)
    size_a, size_b = (np.array([len(one.mass) for one in side]) for side in (ones, others))
    base_a, base_b, base = (np.append(0, np.cumsum(size)[:-1]) for size in (size_a, size_b, size_a * size_b))
    terms = [
        np.concatenate([one.term | number << 32 for number, one in enumerate(side)]) for side in (ones, others)
    ]
    owner_a, count_a, weight_a = (
        np.concatenate([getattr(one, name) for one in ones]) for name in ("owner", "count", "weight")
    )
    owner_b, count_b, holders = (
        np.concatenate([getattr(one, name) for one in others]) for name in ("owner", "count", "holders")
    )
    begins = np.minimum(np.searchsorted(terms[1], terms[0]), len(terms[1]) - 1)
    sizes = np.where(terms[1][begins] == terms[0], holders[begins], 0)
    theirs, mine = ranges(begins, begins + np.where(sizes <= COMMON, sizes, 0))
    whose = terms[0][mine] >> 32
    cell = base[whose] + owner_a[mine] * size_b[whose] + owner_b[theirs]
    weight = np.minimum(count_a[mine], count_b[theirs]) * weight_a[mine]
    cells = int((size_a * size_b).sum())
    if cells <= CELLS:
        common = np.bincount(cell, weight, cells)
        at = np.flatnonzero(common)
        common = common[at]
    else:
        at, number = np.unique(cell, return_inverse=True)
        common = np.bincount(number, weight, len(at))
    whose = np.searchsorted(base + size_a * size_b, at, "right")
    i, j = np.divmod(at - base[whose], size_b[whose])
    next_a, next_b = i + 1 < size_a[whose], j + 1 < size_b[whose]

    def beside(step: Numbers, inside: NDArray[np.bool_]) -> Weights:
        """What the next two share, added; 0 where they share nothing."""
        there = np.minimum(np.searchsorted(at, at + step), len(at) - 1)
        return np.where(inside & (at[there] == at + step), common + common[there], 0.0)

    shared = np.array([common, beside(size_b[whose], next_a), beside(np.ones_like(at), next_b)]).T
    all_a, all_b = (np.append(np.concatenate([one.mass for one in side]), 0.0) for side in (ones, others))
    a, b = base_a[whose] + i, base_b[whose] + j
    mass_a = all_a[a][:, None] + np.outer(all_a[a + 1], (0, 1, 0))
    mass_b = all_b[b][:, None] + np.outer(all_b[b + 1], (0, 0, 1))
    alike_enough = np.nonzero(2 * shared > ALIGNED * (mass_a + mass_b))
    (place, kind), one, other = alike_enough, mass_a[alike_enough], mass_b[alike_enough]
    least = np.minimum(np.minimum(shared[alike_enough], one), other)
    return _Links(
        pair=whose[place], a=i[place], last_a=i[place] + (kind == 1), b=j[place], last_b=j[place] + (kind == 2),
        shared=least, alike=2 * least / (one + other),
    )  # fmt: skip


def _chains(links: _Links, pairs: Sequence[tuple[Sentences, Sentences]]) -> Iterator[list[int]]:
    """Of each pair the heaviest sequence of its links that rises on both sides."""
    ends = np.searchsorted(links.pair, np.arange(len(pairs)), "right").tolist()
    wide = [max(len(a.mass), len(b.mass)) > WIDE for a, b in pairs]
    score, before = _scores(links, np.array(wide), [(len(a.mass), len(b.mass)) for a, b in pairs])
    for begin, end, is_wide, (_, b) in zip([0, *ends], ends, wide, pairs, strict=False):
        if is_wide:
            yield [begin + k for k in best_chain(links.of(slice(begin, end)), len(b.mass))]
        else:
            k = begin + int(score[begin:end].argmax()) if begin < end else -1
            found = []
            while k >= 0:
                found.append(k)
                k = int(before[k])
            yield found[::-1]


def _scores(links: _Links, wide: NDArray[np.bool_], sizes: Sequence[tuple[int, int]]) -> tuple[Weights, Numbers]:
    """The weight of the heaviest sequence that ends with each link, and the link before it (-1: there is none); not of
    `wide` pairs.  Of sequences of one weight the one whose last link comes last.

    All pairs go through the sentences of a together.  `best` is the weight reached with the first 0, 1, 2 ... sentences
    of b, `by` the last link of the sequence.
    """
    score, before = np.zeros(len(links.a)), np.full(len(links.a), -1)
    narrow = [size for size, is_wide in zip(sizes, wide.tolist(), strict=True) if not is_wide]
    if not narrow or not len(links.a):
        return score, before
    rows, width = (max(side) for side in zip(*narrow, strict=True))
    order = np.flatnonzero(~wide[links.pair])
    order = order[np.argsort(links.a[order], kind="stable")]
    begins = np.searchsorted(links.a[order], np.arange(rows + 1)).tolist()
    weight = links.shared * links.alike
    start, end = (links.pair * (width + 1) + at for at in (links.b, links.last_b + 1))
    later = links.last_a > links.a
    shape = len(sizes), width + 1
    best, by = np.zeros(shape), np.full(shape, -1)
    coming = np.zeros(shape), np.full(shape, -1)
    for begin, stop in pairwise(begins):
        here = order[begin:stop]
        score[here], before[here] = best.ravel()[start[here]] + weight[here], by.ravel()[start[here]]
        after = np.zeros(shape), np.full(shape, -1)
        for (reached, last), some in ((coming, here[~later[here]]), (after, here[later[here]])):
            held = reached.ravel()[end[some]]
            np.maximum.at(reached.ravel(), end[some], score[some])
            last.ravel()[end[some][reached.ravel()[end[some]] > held]] = -1
            some = some[score[some] == reached.ravel()[end[some]]]
            np.maximum.at(last.ravel(), end[some], some)
        reached, last = coming
        by = np.where(reached > best, last, np.where(reached == best, np.maximum(by, last), by))
        best = np.maximum(best, reached)
        highest = np.maximum.accumulate(best, axis=1)
        rise = np.zeros(shape, dtype=np.int64)
        np.cumsum(highest[:, 1:] > highest[:, :-1], axis=1, out=rise[:, 1:])
        rise *= len(score) + 1
        by = np.maximum.accumulate(rise + np.where(best == highest, by + 1, 0), axis=1) - rise - 1
        best, coming = highest, after
    return score, before


def best_chain(links: _Links, width: int) -> list[int]:
    """The heaviest sequence of links of one pair that rises on both sides, in O(n log n): a tree of prefix maxima over
    the `width` sentences of b.
    """
    before: list[int] = []
    score: list[float] = []
    nothing = (0.0, -1)
    best = [nothing] * (width + 1)
    weight = (links.shared * links.alike).tolist()
    ends = np.lexsort((links.a, links.last_b, links.b, links.last_a)).tolist()
    last_a, last_b = links.last_a.tolist(), links.last_b.tolist()
    entered = 0
    for k, (a, b) in enumerate(zip(links.a.tolist(), links.b.tolist(), strict=True)):
        while last_a[ends[entered]] < a:
            done = ends[entered]
            entered += 1
            chain, at = (score[done], done), last_b[done] + 1
            while at <= width and best[at] < chain:  # what holds more is as heavy at least
                best[at] = chain
                at += at & -at
        at, most = b, nothing
        while at > 0:
            if best[at] > most:
                most = best[at]
            at -= at & -at
        score.append(most[0] + weight[k])
        before.append(most[1])
    k = score.index(max(score)) if score else -1
    found = []
    while k >= 0:
        found.append(k)
        k = before[k]
    return found[::-1]
