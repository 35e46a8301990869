"""Groups out of pairs: mean linkage over the pairs that are there, a function of their set and not of their order."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray


def join_by_mean(
    size: Mapping[str, int],
    alike: Mapping[tuple[str, str], float],
    *,
    floor: float,
    neighbours: int,
    cohesion: float = 0.0,
    inside: Mapping[str, float] | None = None,
) -> Iterator[tuple[str, str]]:
    """Yields pairs of groups to join, the most alike first; the second is from then on part of the first.

    `size` is the number of members of each group to begin with, `alike` the sum over their pairs (a < b) of how alike
    they are, 0 where it is missing.  Two groups are joined while the mean over their pairs is at least `floor`, and at
    least `cohesion` times the mean inside the two (`inside`: the sum over the pairs of each group to begin with), so
    that a tight group does not take in what is merely near.  Where only the `neighbours` most alike of a member are
    known, a sum is divided by no more pairs than those.
    """
    members = dict(size)
    within = {name: (inside or {}).get(name, 0.0) for name in size}
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), sum_of_pairs in alike.items():
        near[a][b] = near[b][a] = sum_of_pairs

    def mean(a: str, b: str) -> float:
        return near[a].get(b, 0.0) / min(members[a] * members[b], neighbours * min(members[a], members[b]))

    def tight(a: str, b: str) -> float:
        means = [within[name] / min(n * (n - 1) / 2, neighbours * n / 2) for name in (a, b) if (n := members[name]) > 2]
        return sum(means) / len(means) if means else 0.0

    waiting = [(-mean(a, b), a, b) for a, b in alike]
    heapify(waiting)
    while waiting:
        score, a, b = heappop(waiting)
        if a not in near or b not in near[a] or -mean(a, b) != score:
            continue
        if -score < max(floor, cohesion * tight(a, b)):
            continue
        yield a, b
        gone = near.pop(b)
        within[a] += within.pop(b) + near[a].pop(b)
        members[a] += members.pop(b)
        for other in sorted(gone.keys() - {a}):
            del near[other][b]
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + gone[other]
        for other in sorted(near[a]):
            low, high = sorted((a, other))
            heappush(waiting, (-mean(low, high), low, high))


class Union:
    """Disjoint sets of names; a set is named after its smallest member."""

    def __init__(self, names: Mapping[str, object] | list[str]) -> None:
        self._parent = {name: name for name in names}

    def top(self, name: str) -> str:
        """The name of the set that `name` is in."""
        while self._parent[name] != name:
            self._parent[name] = name = self._parent[self._parent[name]]
        return name

    def join(self, a: str, b: str) -> None:
        """Makes one set of the two."""
        low, high = sorted((self.top(a), self.top(b)))
        self._parent[high] = low

    def sets(self) -> dict[str, list[str]]:
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
