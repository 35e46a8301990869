"""Which reports are near each other: cosine over weighted terms, through an index, nothing compared with everything."""

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

CROWDED = 150
"""A term that more reports have is not looked up."""


def find_neighbours(
    vectors: Mapping[str, Mapping[str, float]], *, floor: float, most: int, of: Collection[str] | None = None
) -> dict[tuple[str, str], float]:
    """The pairs (a < b) whose cosine over the terms that are looked up is at least `floor`, `most` for each name, or
    for each of `of`.

    Terms that more than CROWDED reports have are left out on both sides.  Ties are broken by id.
    """
    names = sorted(vectors)
    known: dict[str, int] = {}
    bags = [sorted(vectors[name].items()) for name in names]
    flat = Flat(
        np.cumsum([0, *map(len, bags)]),
        np.array([known.setdefault(term, len(known)) for bag in bags for term, _ in bag], np.int32),
        np.array([value for bag in bags for _, value in bag], np.float64),
        len(known),
    )
    found = {}
    for number, name in enumerate(names):
        if of is not None and name not in of:
            continue
        for score, other in flat.near(number, floor)[:most]:
            found[min(name, names[other]), max(name, names[other])] = -score
    return dict(sorted(found.items()))


class Flat:
    """The index itself, of reports and terms by number.  The terms of a report, with their values, go from one of
    `begins` to the next; `known` terms have numbers.
    """

    def __init__(
        self, begins: NDArray[np.int64], terms: NDArray[np.int32], values: NDArray[np.float64], known: int
    ) -> None:
        self.begins, self._term, self._value = begins, terms, values
        self.owner = np.repeat(np.arange(len(begins) - 1, dtype=np.int32), np.diff(begins))
        """The report that each of the terms is of."""
        self.holders = np.bincount(terms, minlength=known)
        """How many reports have each term."""
        order = np.argsort(self._term, kind="stable")
        self._have, self._weight = self.owner[order], self._value[order]
        self._starts = np.concatenate([[0], np.cumsum(self.holders)])
        allowed = self.holders[self._term] <= CROWDED
        self._looked_up = allowed & (self.holders[self._term] > 1)
        squares = np.bincount(self.owner[allowed], self._value[allowed] ** 2, len(begins) - 1)
        self.length = np.where(squares > 0, np.sqrt(squares), 1.0)
        """Of each report over the terms that are looked up."""
        self._products = np.zeros(len(begins) - 1)
        self._last = np.zeros(len(begins) - 1, np.int32)
        self._beside = np.zeros(known)

    def near(self, number: int, floor: float) -> list[tuple[float, int]]:
        """(-cosine, other) of all that reach the floor, the nearest first."""
        here = slice(self.begins[number], self.begins[number + 1])
        terms, values = self._term[here][self._looked_up[here]], self._value[here][self._looked_up[here]]
        if not len(terms):
            return []
        at, which = ranges(self._starts[terms], self._starts[terms + 1])
        who = self._have[at]
        # added term by term, in one order on both sides of a pair; to sort by report first takes several times as long
        np.add.at(self._products, who, self._weight[at] * values[which])
        self._products[number] = 0.0
        order = np.arange(len(who), dtype=np.int32)
        self._last[who] = order
        who = who[self._last[who] == order]  # each once; to sort for it would take longer than all else here
        cosine = self._products[who] / (self.length[number] * self.length[who])
        self._products[who] = 0.0
        enough = cosine >= floor
        return sorted(zip((-cosine[enough].round(9)).tolist(), who[enough].tolist(), strict=True))

    def beside(self, number: int, others: list[int], marked: NDArray[np.bool_]) -> list[tuple[float, int]]:
        """The cosine with each of the others over all terms, however many reports have them, and how many of the terms
        in common are `marked`, which is by their numbers.  Vectors are of unit length.
        """
        mine = slice(self.begins[number], self.begins[number + 1])
        self._beside[self._term[mine]] = self._value[mine]
        at, which = ranges(self.begins[others], self.begins[np.array(others) + 1])
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
