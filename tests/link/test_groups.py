"""Groups out of pairs: the same whatever the order, and no tight group takes in what is merely near."""

from itertools import permutations
from random import Random

import numpy as np

from dateline.link.groups import Union, components, join_by_mean

NO = np.zeros(0, np.int64)
PAIRS = {("a", "b"): 0.9, ("a", "c"): 0.8, ("b", "c"): 0.8, ("c", "d"): 0.5, ("d", "e"): 0.3}


def grouped(pairs: dict[tuple[str, str], float], cohesion: float = 0.0) -> list[list[str]]:
    names = dict.fromkeys("abcde", 1)
    groups = Union(names)
    for a, b in join_by_mean(names, pairs, floor=0.2, neighbours=5, cohesion=cohesion):
        groups.join(a, b)
    return list(groups.sets().values())


def test_the_order_of_the_pairs_does_not_matter() -> None:
    expected = grouped(PAIRS)
    assert all(grouped(dict(order)) == expected for order in permutations(PAIRS.items()))


# d is near c alone: one pair of three does not bring it into the group of a, b and c
def test_one_near_pair_does_not_join_groups() -> None:
    assert grouped(PAIRS) == [["a", "b", "c"], ["d", "e"]]


def test_a_tight_group_takes_in_only_what_is_as_near() -> None:
    near = {**PAIRS, ("a", "d"): 0.4, ("b", "d"): 0.4}
    assert grouped(near) == [["a", "b", "c", "d"], ["e"]]
    assert grouped(near, cohesion=0.6) == [["a", "b", "c"], ["d", "e"]]


def test_what_hangs_together_has_one_label() -> None:
    random = Random(3)
    for count in (1, 2, 50, 400):
        pairs = [(random.randrange(count), random.randrange(count)) for _ in range(int(count * 0.7))]
        sets = Union([f"{n:03}" for n in range(count)])
        for a, b in pairs:
            sets.join(f"{a:03}", f"{b:03}")
        ones, others = (np.array(side, np.int64) for side in zip(*pairs, strict=True)) if pairs else (NO, NO)
        assert components(count, ones, others).tolist() == [int(sets.top(f"{n:03}")) for n in range(count)]
