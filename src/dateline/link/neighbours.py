"""Which reports are near each other: cosine over weighted terms, through an index, nothing compared with everything."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import sqrt

import numpy as np
from numpy.typing import NDArray

CROWDED = 150
"""A term that more reports have is not looked up."""

Row = tuple[tuple[str, float], ...]
"""The neighbours of one report, the nearest first, each with the cosine."""


def find_neighbours(
    vectors: Mapping[str, Mapping[str, float]], *, floor: float, most: int
) -> dict[tuple[str, str], float]:
    """The pairs (a < b) whose cosine over the terms that are looked up is at least `floor`, `most` for each report.

    Terms that more than CROWDED reports have are left out on both sides.  Ties are broken by id.
    """
    return pairs_of(rank_neighbours(vectors, floor=floor, most=most))


def pairs_of(rows: Mapping[str, Row]) -> dict[tuple[str, str], float]:
    """The pairs (a < b) of these rows, in order."""
    found = {(min(name, other), max(name, other)): cosine for name, row in rows.items() for other, cosine in row}
    return dict(sorted(found.items()))


def rank_neighbours(
    vectors: Mapping[str, Mapping[str, float]], *, floor: float, most: int, before: Mapping[str, Row] | None = None
) -> dict[str, Row]:
    """The same as a row for each report, in order; each vector is asked for once.

    `before` holds the rows of an earlier call with the same limits, and spares the work that they tell the result of:
    all that were ranked then must be among `vectors`, and as they were.
    """
    index = _Index(vectors)
    before = before or {}
    crossed = index.crossed({name for name in index.names if name not in before})
    rows: dict[str, Row] = {}
    arrived: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for name in index.names:
        if name in crossed:
            ranked = list(index.near(name, floor))
            rows[name] = _row(ranked[:most])
            for score, other in ranked:
                if other not in crossed:
                    arrived[other].append((score, name))
    for name in index.names:
        if name not in crossed:
            rows[name] = _merged(before[name], arrived.get(name, []), crossed, most) or _row(
                list(index.near(name, floor))[:most]
            )
    return {name: rows[name] for name in index.names}


def _row(ranked: list[tuple[float, str]]) -> Row:
    return tuple((other, -score) for score, other in ranked)


def _merged(old: Row, arrived: list[tuple[float, str]], changed: set[str], most: int) -> Row | None:
    """A row with what changed put in its place; None where one that the row did not name may have moved up."""
    stay = [(-cosine, other) for other, cosine in old if other not in changed]
    ranked = sorted(stay + arrived)[:most]
    if len(old) == most and len(stay) < most:
        last = (-old[-1][1], old[-1][0])
        if len(ranked) < most or ranked[-1] > last:
            return None
    return _row(ranked)


class _Index:
    """All vectors by report and by term, in flat arrays: a Python object for each of millions of weights fills the
    memory.
    """

    def __init__(self, vectors: Mapping[str, Mapping[str, float]]) -> None:
        self.names = sorted(vectors)
        self.number = {name: number for number, name in enumerate(self.names)}
        known: dict[str, int] = {}
        terms: list[NDArray[np.int64]] = []
        values: list[NDArray[np.float64]] = []
        for name in self.names:
            vector = sorted(vectors[name].items())
            terms.append(np.array([known.setdefault(term, len(known)) for term, _ in vector], dtype=np.int64))
            values.append(np.array([value for _, value in vector], dtype=np.float64))
        self._begins = np.concatenate([[0], np.cumsum([len(one) for one in terms], dtype=np.int64)])
        self._term = np.concatenate([*terms, np.zeros(0, dtype=np.int64)])
        self._value = np.concatenate([*values, np.zeros(0)])
        self._owner = np.repeat(np.arange(len(self.names)), np.diff(self._begins))
        self._holders = np.bincount(self._term, minlength=len(known))
        order = np.argsort(self._term, kind="stable")
        self._have, self._weight = self._owner[order], self._value[order]
        self._starts = np.concatenate([[0], np.cumsum(self._holders)])
        allowed = self._holders[self._term] <= CROWDED
        self._looked_up = allowed & (self._holders[self._term] > 1)
        self._length = np.array([self._norm(number, allowed) for number in range(len(self.names))])
        self._products = np.zeros(len(self.names))

    def _norm(self, number: int, allowed: NDArray[np.bool_]) -> float:
        here = slice(self._begins[number], self._begins[number + 1])
        return sqrt(sum(value * value for value in self._value[here][allowed[here]].tolist())) or 1.0

    def crossed(self, new: set[str]) -> set[str]:
        """The new reports, and those whose terms have become too common through them."""
        if len(new) == len(self.names):
            return new
        mine = np.isin(self._owner, [self.number[name] for name in new])
        before = self._holders - np.bincount(self._term[mine], minlength=len(self._holders))
        common = (before <= CROWDED) & (self._holders > CROWDED)
        return new | {self.names[number] for number in np.unique(self._owner[common[self._term]]).tolist()}

    def near(self, name: str, floor: float) -> Iterator[tuple[float, str]]:
        """(-cosine, other) of all that reach the floor, the nearest first."""
        number = self.number[name]
        here = slice(self._begins[number], self._begins[number + 1])
        terms, values = self._term[here][self._looked_up[here]], self._value[here][self._looked_up[here]]
        if not len(terms):
            return
        sizes = self._holders[terms]
        ends = np.cumsum(sizes)
        at = np.arange(ends[-1]) + np.repeat(self._starts[terms] - (ends - sizes), sizes)
        who = self._have[at]
        # added term by term, in one order on both sides of a pair; to sort by report first takes several times as long
        np.add.at(self._products, who, self._weight[at] * np.repeat(values, sizes))
        self._products[number] = 0.0
        cosine = self._products[who] / (self._length[number] * self._length[who])
        self._products[who] = 0.0
        near, first = np.unique(who[cosine >= floor], return_index=True)
        scores = -cosine[cosine >= floor][first].round(9)
        for k in np.lexsort((near, scores)).tolist():
            yield float(scores[k]), self.names[near[k]]
