"""Reports that tell the same in other words: sentences that share rare words, names and numbers, in one order.

The weight of the words that aligned sentences share is measured.  After Gale & Church (1993), with shared words in the
place of lengths.
"""

from dataclasses import dataclass

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

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of a report that say anything, as bags of stems: those of a sentence stand together."""

    first: Numbers
    """First and
    last word of each."""
    last: Numbers
    mass: Weights
    term: Numbers
    owner: Numbers
    count: Numbers
    weight: Weights
    by_term: Numbers
    """The order of all stems by their number."""

    def words(self, sentences: Span) -> Span:
        """The words of the sentences from one to another (inclusive)."""
        return int(self.first[sentences[0]]), int(self.last[sentences[1]]) + 1


def read_sentences(text: Text) -> Sentences:
    """The sentences of a report; words that nearly every report has are left out."""
    telling = np.flatnonzero(text.bare.quarters > 4)
    weight = text.bare.quarters[telling] / 4
    numbers, owner = np.unique(text.sentence[telling], return_inverse=True)
    both = owner.astype(np.int64) << 32 | text.term[telling]
    bags, at, count = np.unique(both, return_index=True, return_counts=True)
    return Sentences(
        first=np.searchsorted(text.sentence, numbers), last=np.searchsorted(text.sentence, numbers, "right") - 1,
        mass=np.bincount(owner, weight, len(numbers)).astype(float),
        term=bags & 0xFFFFFFFF, owner=bags >> 32, count=count, weight=weight[at],
        by_term=np.argsort(bags & 0xFFFFFFFF, kind="stable"),
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
    """Links as columns, in the order of their sentences: the first and the last on either side."""

    a: Numbers
    last_a: Numbers
    b: Numbers
    last_b: Numbers
    shared: Weights
    alike: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """What two reports tell in one order; `share` is Dice by weight."""

    chain: tuple[Link, ...]
    share: float


def align(a: Sentences, b: Sentences) -> Retold | None:
    """The sentences that tell the same in the same order; None where they are too few to make both reports one text."""
    whole = float(a.mass.sum()), float(b.mass.sum())
    if not all(whole):
        return None

    links = _links(a, b)
    best = _best_chain(links, len(b.mass))
    if len(best) < RETOLD_SENTENCES:
        return None
    rows = (links.a, links.last_a, links.b, links.last_b, links.shared, links.alike)
    chain = [
        Link(a=(i, i2), b=(j, j2), shared=shared, alike=alike)
        for i, i2, j, j2, shared, alike in zip(*(row[best].tolist() for row in rows), strict=True)
    ]
    aligned = [
        float(side.mass[first[best]].sum() + side.mass[last[best]][last[best] > first[best]].sum())
        for side, first, last in ((a, links.a, links.last_a), (b, links.b, links.last_b))
    ]
    share = 2 * sum(link.shared * link.alike for link in chain) / sum(whole)
    covered = max(part / side for part, side in zip(aligned, whole, strict=True))
    if share * covered < RETOLD + RETOLD_PROOF / sum(link.shared for link in chain):
        return None
    return Retold(chain=tuple(chain), share=share)


def _links(a: Sentences, b: Sentences) -> _Links:
    """Sentences, and pairs of neighbours against one, that are alike enough to be the same one told again; in order."""
    width = len(b.mass)
    sorted_terms = b.term[b.by_term]
    begins, ends = (np.searchsorted(sorted_terms, a.term, side) for side in ("left", "right"))
    at, which = ranges(begins, np.where(ends - begins <= COMMON, ends, begins))
    theirs = b.by_term[at]
    weight = np.minimum(a.count[which], b.count[theirs]) * a.weight[which]
    pairs, number = np.unique(a.owner[which] * width + b.owner[theirs], return_inverse=True)
    common = np.bincount(number, weight, len(pairs))
    i, j = np.divmod(pairs, width)

    def beside(step: int, inside: NDArray[np.bool_]) -> Weights:
        """What the next pair shares, added; 0 where it shares nothing."""
        there = np.minimum(np.searchsorted(pairs, pairs + step), len(pairs) - 1)
        return np.where(inside & (pairs[there] == pairs + step), common + common[there], 0.0)

    shared = np.array([common, beside(width, i >= 0), beside(1, j < width - 1)]).T
    mass_a = a.mass[i][:, None] + np.outer(np.append(a.mass, 0)[i + 1], (0, 1, 0))
    mass_b = b.mass[j][:, None] + np.outer(np.append(b.mass, 0)[j + 1], (0, 0, 1))
    alike_enough = np.nonzero(2 * shared > ALIGNED * (mass_a + mass_b))
    (pair, kind), one, other = alike_enough, mass_a[alike_enough], mass_b[alike_enough]
    least = np.minimum(np.minimum(shared[alike_enough], one), other)
    return _Links(
        a=i[pair], last_a=i[pair] + (kind == 1), b=j[pair], last_b=j[pair] + (kind == 2),
        shared=least, alike=2 * least / (one + other),
    )  # fmt: skip


def _best_chain(links: _Links, width: int) -> list[int]:
    """The heaviest sequence of links that rises on both sides, in O(n log n): a tree of prefix maxima over b."""
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
