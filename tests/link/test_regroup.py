"""Groups that are kept: those of one build, whatever came and went before, and made again only near what changed."""

from random import Random
from unittest.mock import patch

import numpy as np
import pytest

from dateline.link import regroup
from dateline.link.kept import Afresh, Kept
from dateline.link.regroup import Beside, ByMean, keep_groups

MEAN = ByMean(floor=0.3, neighbours=3, cohesion=0.6)


def beside(names: list[str], alike: dict[tuple[str, str], float]) -> Beside:
    number = {name: place for place, name in enumerate(names)}
    found = sorted((number[a], number[b], score) for (a, b), score in alike.items() if {a, b} <= number.keys())
    return Beside(
        size=np.array([1 + len(name) % 3 for name in names], np.int64), inside=np.zeros(len(names)),
        one=np.array([a for a, _, _ in found], np.int64), other=np.array([b for _, b, _ in found], np.int64),
        alike=np.array([score for _, _, score in found]),
    )  # fmt: skip


# Some come, some go, some pairs become alike as they were not: dense enough that groups move one another.
@pytest.mark.parametrize("seed", [*range(60), 1397, 1451])
def test_the_groups_are_those_of_one_build(seed: int, remembering: Kept) -> None:
    random = Random(seed)
    every = sorted({f"{random.randrange(1000):x}" for _ in range(80)})
    alike = {
        (a, b): random.choice((0.25, 0.31, 0.5, 0.8, 1.4, random.random()))
        for a, b in ((a, b) for a in every for b in every if a < b) if random.random() < seed % 60 / 300 + 0.02
    }  # fmt: skip
    here = set(random.sample(every, 60))
    for _ in range(12):
        here ^= set(random.sample(every, random.choice((0, 1, 1, 8))))
        for pair in random.sample([*alike], random.choice((0, 1, 5))):
            alike[pair] = random.random()
        names = sorted(here)
        pile = beside(names, alike)
        found = keep_groups(remembering, "", np.array(names, "S"), pile, MEAN)
        assert found.tolist() == keep_groups(Afresh(), "", np.array(names, "S"), pile, MEAN).tolist()


# a hundred groups, one more member for one of them: that and the one that it could be joined to, not what is less alike
def test_only_what_is_near_is_joined_again(remembering: Kept) -> None:
    names = [f"{group:02}{k}" for group in range(100) for k in range(4)]
    alike = {(a, b): 0.9 for a in names for b in names if a < b and a[:2] == b[:2]}
    alike |= {("403", "500"): 0.35, ("403", "600"): 0.2}
    joined, join = list[int](), regroup._joined

    def watched(pile: Beside, near: regroup.Flags, mean: ByMean) -> regroup.Numbers:
        joined.append(int(near.sum()))
        return join(pile, near, mean)

    with patch.object(regroup, "_joined", watched):
        for some in ([name for name in names if name != "403"], names, names):
            keep_groups(remembering, "", np.array(some, "S"), beside(some, alike), MEAN)
    assert joined == [399, 8]
