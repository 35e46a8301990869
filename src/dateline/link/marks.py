"""Marks: two numbers that stand for all that a thing is made from, so that thousands are compared at once.

The mark of a set is the sum of its members' marks, whatever their order; what a thing is made from beside that is put
to it with another factor.  Two sets share a mark by chance as seldom as two texts share a digest of 16 bytes.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.neighbours import ranges

Marks = NDArray[np.uint64]
"""A row of two for each thing."""
SIZE = 16
"""Bytes of a mark."""
FACTOR = 0x9E3779B97F4A7C15


def marks_of(digests: Iterable[bytes]) -> Marks:
    """Digests of 16 bytes as marks."""
    return np.frombuffer(b"".join(digests), "<u8").reshape(-1, 2)


def marks_of_numbers(numbers: NDArray[np.uint64]) -> Marks:
    """Numbers that stand for words as marks."""
    return numbers[:, None] * np.array((1, FACTOR), np.uint64)


def summed(marks: Marks, begins: NDArray[np.int64]) -> Marks:
    """The mark of each run: from where it begins to where the next does."""
    sums = np.concatenate([np.zeros((1, 2), np.uint64), np.cumsum(marks, axis=0, dtype=np.uint64)])
    found: Marks = sums[begins[1:]] - sums[begins[:-1]]
    return found


def put_together(*parts: Marks) -> Marks:
    """One mark of several: no two parts can stand in for each other."""
    found = np.zeros_like(parts[0])
    for number, part in enumerate(parts):
        # every odd factor keeps all that a number tells
        found += part * np.array((2 * number + 1) * FACTOR % (1 << 64), np.uint64)
    return found


def flagged(marks: Marks, flags: NDArray[np.bool_]) -> Marks:
    """Marks with another mark where a flag is set."""
    return np.where(flags[:, None], ~marks, marks)


def keys_of(marks: Marks) -> NDArray[np.bytes_]:
    """Marks as names that can be sorted and looked up."""
    found: NDArray[np.bytes_] = np.ascontiguousarray(marks, "<u8").view(f"S{SIZE}").reshape(-1)
    return found


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, sorted.  (np.unique puts them into a table first, which takes twenty times as long.)"""
    found = np.sort(numbers)
    return found[np.append(True, found[1:] != found[:-1])] if len(found) else found


def all_but(count: int, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of the numbers below `count` those that are not among these."""
    left = np.ones(count, np.bool_)
    left[numbers] = False
    return np.flatnonzero(left)


def find(names: NDArray[Any], among: NDArray[Any]) -> NDArray[np.int64]:
    """Where each name stands among others, which are sorted; -1 where it does not."""
    if not len(among):
        return np.full(len(names), -1)
    at = np.minimum(np.searchsorted(among, names), len(among) - 1)
    return np.where(among[at] == names, at, -1)


def places(names: NDArray[Any], among: NDArray[Any]) -> NDArray[np.int64]:
    """The same among others in any order."""
    order = np.argsort(among, kind="stable")  # of equal ones the first
    at = find(names, among[order])
    return np.where(at >= 0, order[at], -1) if len(order) else at


class Members(NamedTuple):
    """What belongs to each of several groups, by numbers, one group after the other."""

    begins: NDArray[np.int64]
    """Where those of each group begin, and at last where those of the last end."""
    items: NDArray[np.int64]

    @classmethod
    def of(cls, group: NDArray[np.int64], items: NDArray[np.int64], count: int) -> "Members":
        """The members of `count` groups, by the number of the group that each is in, which only rise."""
        return cls(np.searchsorted(group, np.arange(count + 1)), items)

    @classmethod
    def equal(cls, *keys: NDArray[Any]) -> "Members":
        """What is equal by all keys, in the order of these, the first before the others."""
        order = np.lexsort(keys[::-1])
        opens = np.ones(len(order), np.bool_)
        if len(order):
            opens[1:] = np.logical_or.reduce([key[order[1:]] != key[order[:-1]] for key in keys])
        return cls(np.append(np.flatnonzero(opens), len(order)), order)

    @classmethod
    def none(cls, count: int) -> "Members":
        """Groups to which nothing belongs."""
        return cls(np.zeros(count + 1, np.int64), np.zeros(0, np.int64))

    @property
    def first(self) -> NDArray[np.int64]:
        """The first of each, where none is empty."""
        return self.items[self.begins[:-1]]

    @property
    def group(self) -> NDArray[np.int64]:
        """Of each member the group that it is in."""
        return np.repeat(np.arange(len(self.begins) - 1), self.sizes)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many belong to each."""
        return np.diff(self.begins)

    def chosen(self, groups: NDArray[np.int64]) -> "Members":
        """Some of the groups, in this order."""
        at, _ = ranges(self.begins[groups], self.begins[groups + 1])
        return Members(np.concatenate([[0], np.cumsum(self.sizes[groups])]), self.items[at])

    def of_group(self, number: int) -> list[int]:
        """What belongs to one of them."""
        found: list[int] = self.items[self.begins[number] : self.begins[number + 1]].tolist()
        return found

    def marks(self, marks: Marks) -> Marks:
        """The mark of each group, out of those of all that can belong to one."""
        return summed(marks[self.items], self.begins)


def chained(parts: Sequence[Members]) -> Members:
    """The groups of several, one after the other."""
    ends = np.cumsum([0, *(len(part.items) for part in parts)])
    begins = [part.begins[:-1] + end for part, end in zip(parts, ends, strict=False)]
    return Members(np.concatenate([*begins, ends[-1:]]), np.concatenate([part.items for part in parts]))
