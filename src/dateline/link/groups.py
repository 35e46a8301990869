"""Groups out of pairs: mean linkage over the pairs that are there, a function of their set and not of their order."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

N = TypeVar("N", str, int)


def join_by_mean(
    size: Mapping[N, int],
    alike: Mapping[tuple[N, N], float],
    *,
    floor: float,
    neighbours: int,
    cohesion: float = 0.0,
    inside: Mapping[N, float] | None = None,
) -> Iterator[tuple[N, N]]:
    """Yields pairs of groups to join, the most alike first; the second is from then on part of the first.

    `size` is the number of members of each group to begin with, `alike` the sum over their pairs (a < b) of how alike
    they are, 0 where it is missing.  Two groups are joined while the mean over their pairs is at least `floor`, and at
    least `cohesion` times the mean inside the two (`inside`: the sum over the pairs of each group to begin with), so
    that a tight group does not take in what is merely near.  Where only the `neighbours` most alike of a member are
    known, a sum is divided by no more pairs than those.
    """
    members = dict(size)
    within = {name: (inside or {}).get(name, 0.0) for name in size}
    near: dict[N, dict[N, float]] = defaultdict(dict)
    for (a, b), sum_of_pairs in alike.items():
        near[a][b] = near[b][a] = sum_of_pairs

    def mean(a: N, b: N) -> float:
        return near[a].get(b, 0.0) / min(members[a] * members[b], neighbours * min(members[a], members[b]))

    def tight(a: N, b: N) -> float:
        means = [within[name] / min(n * (n - 1) / 2, neighbours * n / 2) for name in (a, b) if (n := members[name]) > 2]
        return sum(means) / len(means) if means else 0.0

    # what is below the floor is left where it is until one of the two has grown: most pairs are
    waiting = [(-found, a, b) for a, b in alike if (found := mean(a, b)) >= floor]
    heapify(waiting)
    while waiting:
        score, a, b = heappop(waiting)
        if a not in near or b not in near[a] or -mean(a, b) != score:
            continue
        if -score < cohesion * tight(a, b):
            continue
        yield a, b
        gone = near.pop(b)
        within[a] += within.pop(b) + near[a].pop(b)
        members[a] += members.pop(b)
        del gone[a]
        for other, sum_of_pairs in gone.items():
            del near[other][b]
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + sum_of_pairs
        size_of_a = members[a]
        for other, sum_of_pairs in near[a].items():  # `mean` written out: this is where the time goes
            low, high = members[other], size_of_a
            if low > high:
                low, high = high, low
            found = sum_of_pairs / (low * (min(neighbours, high)))
            if found >= floor:
                heappush(waiting, (-found, a, other) if a < other else (-found, other, a))


class Union(Generic[N]):
    """Disjoint sets of names; a set is named after its smallest member."""

    def __init__(self, names: Mapping[N, object] | list[N]) -> None:
        self._parent: dict[N, N] = {name: name for name in names}

    def top(self, name: N) -> N:
        """The name of the set that `name` is in."""
        while self._parent[name] != name:
            self._parent[name] = name = self._parent[self._parent[name]]
        return name

    def join(self, a: N, b: N) -> None:
        """Makes one set of the two."""
        low, high = sorted((self.top(a), self.top(b)))
        self._parent[high] = low

    def sets(self) -> dict[N, list[N]]:
        """All sets under their names, members sorted."""
        found = defaultdict(list)
        for name in sorted(self._parent):
            found[self.top(name)].append(name)
        return dict(found)


def components(count: int, ones: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each of `count` numbers the smallest that it hangs together with, over pairs of them."""
    label = np.arange(count)
    while True:
        a, b = label[ones], label[others]
        apart = a != b
        if not apart.any():
            return label
        ones, others, a, b = ones[apart], others[apart], a[apart], b[apart]
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while not np.array_equal(further := label[label], label):
            label = further
