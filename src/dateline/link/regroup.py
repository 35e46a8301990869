"""Groups by mean linkage that are kept from build to build: only what changed is joined again, with what is around it.

Joining goes by what is in the two groups and between them, and groups that are two in the end have nothing of each
other: each comes about as if it were alone.  So a group stands as it is unless something in it changed, or something
near it does not come out as it was.  Near is what could be joined: pairs that are less alike, most by far, are not.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.groups import Union, join_by_mean
from dateline.link.kept import Columns, Kept
from dateline.link.marks import distinct, find

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Sums = NDArray[Any]


class ByMean(NamedTuple):
    """When two groups are joined (see `join_by_mean`)."""

    floor: float
    neighbours: int
    cohesion: float


class Beside(NamedTuple):
    """What is to be joined, by numbers, in columns."""

    size: Numbers
    """How many members each has, and
    inside, the sum over its pairs of how alike they are."""
    inside: Sums
    one: Numbers
    """Pairs of two, each once and in order: the smaller number and
    other, the larger one,
    alike, the sum over the pairs of their members."""
    other: Numbers
    alike: Sums


def keep_groups(kept: Kept, step: str, names: NDArray[np.bytes_], beside: Beside, mean: ByMean) -> Numbers:
    """For each of the `names`, which are in order and tell who its members are, the smallest number of its group."""

    def make(before: Columns) -> Columns:
        every = np.arange(len(names))
        then, changed = _told(before, names, beside, mean) if before else (every, every >= 0)
        return {"names": names, "group": _joined_again(beside, then, changed, mean), **beside._asdict()}

    return kept.columns(step, make)["group"]


def _told(before: Columns, names: NDArray[np.bytes_], beside: Beside, mean: ByMean) -> tuple[Numbers, Flags]:
    """The groups of before, told by the smallest numbers that are in them now; who is new is one of its own.  And a
    mark on those that are new, and on one of each group that has lost something, of which two are as alike as they were
    not, or of which one could be joined to another group as it could not.
    """
    count, now = len(names), find(before["names"], names)
    stayed = now >= 0
    here, group = now[stayed], before["group"][stayed]
    first, lost = np.full(len(now), count), np.zeros(len(now), np.bool_)
    np.minimum.at(first, group, here)
    lost[before["group"][~stayed]] = True
    then, changed, new = np.arange(count), np.zeros(count, np.bool_), np.ones(count, np.bool_)
    then[here], new[here] = first[group], False
    changed[here] = lost[group] | (before["inside"][stayed] != beside.inside[here])
    one, other = now[before["one"]], now[before["other"]]
    among = (one >= 0) & (other >= 0)
    one, other, alike = one[among], other[among], before["alike"][among]
    were, are = one * count + other, beside.one * count + beside.other
    at, gone = find(are, were), find(were, are) < 0
    # of what is new only that itself is marked: whom it is near is around it
    differs = ~(new[beside.one] | new[beside.other])
    differs[at >= 0] = alike[at[at >= 0]] != beside.alike[at >= 0]
    # two groups are as far apart as they were if no pair of theirs is alike enough
    low, high = np.minimum(then[beside.one], then[beside.other]), np.maximum(then[beside.one], then[beside.other])
    groups = low * count + high
    differs &= (low == high) | (find(groups, distinct(groups[_may_join(beside, then, mean)])) >= 0)
    gone &= then[one] == then[other]
    for some in (beside.one[differs], beside.other[differs], one[gone]):
        changed[some] = True
    return then, changed | new


def _joined_again(beside: Beside, then: Numbers, changed: Flags, mean: ByMean) -> Numbers:
    """The groups, of which one in each of those that have to be made again has a mark."""
    now, again, near = then, changed, np.zeros(len(then), np.bool_)
    while True:
        again = _whole(again, then)
        around, may = again | near, _may_join(beside, now, mean)
        for side, other in ((beside.one, beside.other), (beside.other, beside.one)):
            around[other[again[side] & may]] = True
        around = _whole(around, then)
        if np.array_equal(around, near):
            return now
        near, now = around, np.where(around, _joined(beside, around, mean), then)
        moved, touched = now != then, np.zeros(len(then), np.bool_)
        touched[then[moved]] = touched[now[moved]] = True
        again |= touched[then]


def _may_join(beside: Beside, group: Numbers, mean: ByMean) -> Flags:
    """Which pairs could bring parts of two of these groups together: the mean over members of the two is that of the
    pair where it is highest, or more where they have more members than neighbours count.
    """
    size = np.bincount(group, beside.size, len(group))[group]
    most = np.maximum(np.maximum(size[beside.one], size[beside.other]) / mean.neighbours, 1.0)
    highest = beside.alike / (beside.size[beside.one] * beside.size[beside.other])
    may: Flags = highest * most >= mean.floor * (1 - 1e-9)  # sums are rounded in another order
    return may


def _whole(some: Flags, group: Numbers) -> Flags:
    """Whoever is in a group with some."""
    has = np.zeros(len(group), np.bool_)
    has[group[some]] = True
    return has[group]


def _joined(beside: Beside, some: Flags, mean: ByMean) -> Numbers:
    """The groups, if only some are joined."""
    which, among = np.flatnonzero(some), some[beside.one] & some[beside.other]
    pairs = zip(beside.one[among].tolist(), beside.other[among].tolist(), strict=True)
    size, inside = (dict(zip(which.tolist(), row[which].tolist(), strict=True)) for row in (beside.size, beside.inside))
    groups, group = Union(size), np.arange(len(some))
    alike = dict(zip(pairs, beside.alike[among].tolist(), strict=True))
    for a, b in join_by_mean(size, alike, **mean._asdict(), inside=inside):
        groups.join(a, b)
    group[which] = [groups.top(number) for number in which.tolist()]
    return group
