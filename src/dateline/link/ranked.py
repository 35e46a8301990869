"""The nearest of each of many, in flat arrays that are brought up to date: what did not change is copied as it is.

A row can change only through who came and who went: because it names one of them, because it is near one, or because a
term became too common through them or is no longer.  The others are taken over as they are.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.link.marks import all_but, distinct
from dateline.link.neighbours import CROWDED, Flat, ranges

Columns = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Weighted terms of many, of unit length, the terms of each in one order on all sides; terms are hashes."""

    begins: NDArray[np.int64]
    """Where the terms of each begin, and at last where those of the last end."""
    terms: NDArray[np.uint64]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The nearest of each: others by number, the nearest first, each with the cosine."""

    begins: NDArray[np.int64]
    others: NDArray[np.int32]
    cosines: NDArray[np.float64]
    crowded: NDArray[np.uint64]
    """The terms that were too common to be looked up."""


NONE = Rows(
    begins=np.zeros(1, np.int64), others=np.zeros(0, np.int32), cosines=np.zeros(0), crowded=np.zeros(0, np.uint64)
)


class Index:
    """Vectors in an index of their terms, which are numbered in their order."""

    def __init__(self, vectors: Vectors) -> None:
        self.distinct = distinct(vectors.terms)
        # to look them up takes half the time that sorting them with their places takes
        self.terms = np.searchsorted(self.distinct, vectors.terms).astype(np.int32)
        self.flat = Flat(vectors.begins, self.terms, vectors.values, len(self.distinct))

    def __len__(self) -> int:
        return len(self.flat.begins) - 1


def rank(index: Index, before: Rows, moved: NDArray[np.int64], *, floor: float, most: int) -> Rows:
    """The `most` nearest of each whose cosine is at least `floor`, ties by number: see `neighbours.find_neighbours`.

    `before` are the rows of an earlier call with the same limits; `moved` says where each of then stands now, -1 where
    it is gone, in the order of then.  Those that are there again are what they were.
    """
    distinct, terms, flat = index.distinct, index.terms, index.flat
    crowded = distinct[flat.holders > CROWDED]
    fresh = np.ones(len(index), dtype=np.bool_)
    fresh[moved[moved >= 0]] = False
    other_now = np.isin(distinct, np.setxor1d(crowded, before.crowded))
    fresh[flat.owner[other_now[terms]]] = True

    def near(numbers: list[int]) -> Iterator[Ranked]:
        return (flat.near(one, floor) for one in numbers)

    return brought_up(near, before, moved, fresh, crowded, most)


Ranked = list[tuple[float, int]]
"""(-cosine, number) of others, the nearest first."""


def brought_up(
    near: Callable[[list[int]], Iterator[Ranked]],
    before: Rows,
    moved: NDArray[np.int64],
    fresh: NDArray[np.bool_],
    crowded: NDArray[np.uint64],
    most: int,
) -> Rows:
    """The rows of all, of which the `fresh` ones came or had a term that is crowded now and was not, or the other way
    round; `near` gives all that are near enough to each of some.
    """
    stayed = np.flatnonzero(moved >= 0)
    rows: dict[int, Ranked] = {}
    arrived: dict[int, Ranked] = {}
    numbers, is_fresh = np.flatnonzero(fresh).tolist(), fresh.tolist()
    for one, ranked in zip(numbers, near(numbers), strict=True):
        rows[one] = ranked[:most]
        for score, other in ranked if len(numbers) < len(fresh) else ():
            if not is_fresh[other]:
                arrived.setdefault(other, []).append((score, one))

    was_of = np.full(len(fresh), -1)
    was_of[moved[stayed]] = stayed
    now = moved[before.others]  # the others of then by their numbers of now
    gone = (now < 0) | fresh[now]
    sizes = np.diff(before.begins)
    lost = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[gone], minlength=len(sizes)) > 0
    shaken = {*moved[stayed][lost[stayed]].tolist(), *arrived} - rows.keys()
    anew: list[int] = []
    for one in sorted(shaken):
        here = slice(before.begins[was_of[one]], before.begins[was_of[one] + 1])
        old = list(zip((-before.cosines[here]).tolist(), now[here].tolist(), gone[here].tolist(), strict=True))
        if merged := _merged(old, arrived.get(one, []), most):
            rows[one] = merged
        else:
            anew.append(one)
    rows |= {one: ranked[:most] for one, ranked in zip(anew, near(anew), strict=True)}
    return _laid(rows, before, was_of, now, crowded)


def _merged(
    old: list[tuple[float, int, bool]], arrived: list[tuple[float, int]], most: int
) -> list[tuple[float, int]] | None:
    """A row with what came and went put in its place; None where one that the row did not name may have moved up."""
    stay = [(score, other) for score, other, gone in old if not gone]
    ranked = sorted(stay + arrived)[:most]
    if len(old) == most and len(stay) < most:
        score, other, gone = old[-1]
        # where the last of then is gone it may have no number to break a tie by
        if len(ranked) < most or (ranked[-1][0] >= score if gone else ranked[-1] > (score, other)):
            return None
    return ranked


def _laid(
    rows: Mapping[int, list[tuple[float, int]]],
    before: Rows,
    was_of: NDArray[np.int64],
    now: NDArray[np.int64],
    crowded: NDArray[np.uint64],
) -> Rows:
    """All rows after one another: these, and of the rest those of before."""
    numbers = np.array(sorted(rows), np.int64)
    made = [pair for number in numbers.tolist() for pair in rows[number]]
    copied = all_but(len(was_of), numbers)
    at, which = ranges(before.begins[was_of[copied]], before.begins[was_of[copied] + 1])
    owners = np.concatenate([np.repeat(numbers, [len(rows[number]) for number in numbers.tolist()]), copied[which]])
    order = np.argsort(owners, kind="stable")
    others = np.concatenate([np.array([other for _, other in made], np.int64), now[at]])
    cosines = np.concatenate([-np.array([score for score, _ in made], np.float64), before.cosines[at]])
    return Rows(
        begins=np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(was_of)))]),
        others=others[order].astype(np.int32),
        cosines=cosines[order],
        crowded=crowded,
    )
