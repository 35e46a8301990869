"""Which reports are near each other: cosine over weighted terms, through an index, nothing compared with everything."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

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
    index = Index()
    for name, vector in sorted(vectors.items()):
        index.add(name, vector)
    return pairs_of(rank_neighbours(index, floor=floor, most=most))


def pairs_of(rows: Mapping[str, Row]) -> dict[tuple[str, str], float]:
    """The pairs (a < b) of these rows, in order."""
    found = {(min(name, other), max(name, other)): cosine for name, row in rows.items() for other, cosine in row}
    return dict(sorted(found.items()))


def rank_neighbours(
    index: "Index", *, floor: float, most: int, before: Mapping[str, Row] | None = None
) -> dict[str, Row]:
    """The same as a row for each report, in order.

    `before` holds the rows of an earlier call with the same limits, and spares the work that they tell the result of:
    all that were ranked then must be in the index, and as they were.
    """
    before = before or {}
    crossed = index.crossed({name for name in index.names if name not in before})
    rows: dict[str, Row] = {}
    arrived: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for name in index.names:
        if name in crossed:
            ranked = index.near(name, floor)
            rows[name] = _row(ranked[:most])
            for score, other in ranked:
                if other not in crossed:
                    arrived[other].append((score, name))
    for name in index.names:
        if name not in crossed:
            rows[name] = _merged(before[name], arrived.get(name, []), crossed, most) or _row(
                index.near(name, floor)[:most]
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


class Index:
    """All vectors by report and by term, in flat arrays: a Python object for each of millions of weights fills the
    memory.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self._terms: dict[str, int] = {}
        self._parts: list[tuple[NDArray[Any], NDArray[np.float64]]] = []

    def add(self, name: str, vector: Mapping[str, float]) -> None:
        """A report; they come in the order of their names, all before the first question."""
        terms = sorted(vector)
        numbers = [self._terms.setdefault(term, len(self._terms)) for term in terms]
        self.names.append(name)
        self._parts.append((np.array(numbers, dtype=np.int32), np.array([vector[term] for term in terms])))

    def add_numbered(self, name: str, terms: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        """The same for terms that have numbers of their own, of whatever size: those of an index all do, or none."""
        self.names.append(name)
        self._parts.append((terms, values))

    @cached_property
    def _flat(self) -> "Flat":
        terms = np.concatenate([*(terms for terms, _ in self._parts), np.zeros(0, dtype=np.int32)])
        known = len(self._terms)
        if not known:
            numbers, terms = np.unique(terms, return_inverse=True)
            known = len(numbers)
        return Flat(
            np.concatenate([[0], np.cumsum([len(terms) for terms, _ in self._parts], dtype=np.int64)]),
            terms,
            np.concatenate([*(values for _, values in self._parts), np.zeros(0)]),
            known,
        )

    @cached_property
    def _number(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    def crossed(self, new: set[str]) -> set[str]:
        """The new reports, and those whose terms have become too common through them."""
        if len(new) == len(self.names):
            return new
        found = self._flat.crossed([self._number[name] for name in new])
        return new | {self.names[number] for number in found}

    def near(self, name: str, floor: float) -> list[tuple[float, str]]:
        """(-cosine, other) of all that reach the floor, the nearest first."""
        scores, others = self._flat.near(self._number[name], floor)
        return list(zip(scores, map(self.names.__getitem__, others), strict=True))

    @property
    def terms(self) -> list[str]:
        """All terms, in the order of their numbers."""
        return list(self._terms)

    def beside(self, name: str, others: Sequence[str], marked: NDArray[np.bool_]) -> list[tuple[float, int]]:
        """The cosine with each of the others over all terms, however many reports have them, and how many of the terms
        in common are `marked`, which is by their numbers.  Vectors are of unit length.
        """
        return self._flat.beside(self._number[name], [self._number[other] for other in others], marked)


class Flat:
    """The index itself, of reports and terms by number.  The terms of a report, with their values, go from one of
    `begins` to the next; `known` terms have numbers.
    """

    def __init__(
        self, begins: NDArray[np.int64], terms: NDArray[np.int32], values: NDArray[np.float64], known: int
    ) -> None:
        self._begins, self._term, self._value = begins, terms, values
        self.owner = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
        """The report that each of the terms is of."""
        self.holders = np.bincount(terms, minlength=known)
        """How many reports have each term."""
        order = np.argsort(self._term, kind="stable")
        self._have, self._weight = self.owner[order], self._value[order]
        self._starts = np.concatenate([[0], np.cumsum(self.holders)])
        allowed = self.holders[self._term] <= CROWDED
        self._looked_up = allowed & (self.holders[self._term] > 1)
        squares = np.bincount(self.owner[allowed], self._value[allowed] ** 2, len(begins) - 1)
        self._length = np.where(squares > 0, np.sqrt(squares), 1.0)
        self._products = np.zeros(len(begins) - 1)
        self._beside = np.zeros(known)

    def crossed(self, new: list[int]) -> list[int]:
        mine = np.isin(self.owner, new)
        before = self.holders - np.bincount(self._term[mine], minlength=len(self.holders))
        common = (before <= CROWDED) & (self.holders > CROWDED)
        found: list[int] = np.unique(self.owner[common[self._term]]).tolist()
        return found

    def near(self, number: int, floor: float) -> tuple[list[float], list[int]]:
        here = slice(self._begins[number], self._begins[number + 1])
        terms, values = self._term[here][self._looked_up[here]], self._value[here][self._looked_up[here]]
        if not len(terms):
            return [], []
        at, which = ranges(self._starts[terms], self._starts[terms + 1])
        who = self._have[at]
        # added term by term, in one order on both sides of a pair; to sort by report first takes several times as long
        np.add.at(self._products, who, self._weight[at] * values[which])
        self._products[number] = 0.0
        cosine = self._products[who] / (self._length[number] * self._length[who])
        self._products[who] = 0.0
        near, first = np.unique(who[cosine >= floor], return_index=True)
        scores = -cosine[cosine >= floor][first].round(9)
        order = np.lexsort((near, scores))
        return scores[order].tolist(), near[order].tolist()

    def beside(self, number: int, others: list[int], marked: NDArray[np.bool_]) -> list[tuple[float, int]]:
        mine = slice(self._begins[number], self._begins[number + 1])
        self._beside[self._term[mine]] = self._value[mine]
        at, which = ranges(self._begins[others], self._begins[np.array(others) + 1])
        terms = self._term[at]
        products = self._value[at] * self._beside[terms]
        in_common = marked[terms] & (products > 0)
        self._beside[self._term[mine]] = 0.0
        cosines = np.bincount(which, products, len(others)).round(9)
        return list(zip(cosines.tolist(), np.bincount(which[in_common], minlength=len(others)).tolist(), strict=True))


def ranges(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers from each of `begins` to its end, one range after the other; and which range each is of."""
    sizes = ends - begins
    which = np.repeat(np.arange(len(sizes)), sizes)
    return np.arange(len(which)) + (begins - np.cumsum(sizes) + sizes)[which], which
