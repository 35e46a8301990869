"""Neighbours through the index: those that comparing everything finds (see test_ranked for when a few are new)."""

from math import sqrt
from random import Random

import pytest

from dateline.link.neighbours import CROWDED, find_neighbours

FLOOR, MOST = 0.2, 4


def vectors(seed: int, size: int, words: int) -> dict[str, dict[str, float]]:
    """Bags of twelve of so many words; the first words are the most common, some of them in more than CROWDED."""
    random = Random(seed)
    return {
        f"r{n:04}": {f"t{int(words * random.random() ** 2)}": 1.0 + random.randrange(9) for _ in range(12)}
        for n in range(size)
    }


def by_comparing_everything(bags: dict[str, dict[str, float]]) -> dict[tuple[str, str], float]:
    holders: dict[str, int] = {}
    for bag in bags.values():
        for term in bag:
            holders[term] = holders.get(term, 0) + 1
    kept = {name: {t: v for t, v in bag.items() if holders[t] <= CROWDED} for name, bag in bags.items()}
    length = {name: sqrt(sum(v * v for v in bag.values())) or 1.0 for name, bag in kept.items()}
    found = {}
    for a, bag in kept.items():
        scores = sorted(
            (-round(sum(v * kept[b][t] for t, v in bag.items() if t in kept[b]) / (length[a] * length[b]), 9), b)
            for b in kept
            if b != a
        )
        for score, b in [pair for pair in scores if -pair[0] >= FLOOR][:MOST]:
            found[min(a, b), max(a, b)] = -score
    return found


def test_they_are_those_that_comparing_everything_finds() -> None:
    bags = vectors(1, 500, 300)
    assert find_neighbours(bags, floor=FLOOR, most=MOST) == pytest.approx(by_comparing_everything(bags))
    assert find_neighbours({}, floor=FLOOR, most=MOST) == find_neighbours({"a": {}}, floor=FLOOR, most=MOST) == {}
    # asked of one alone, it gives that one's part
    whole = find_neighbours(bags, floor=FLOOR, most=len(bags))
    one = min(bags)
    mine = {pair: cosine for pair, cosine in whole.items() if one in pair}
    assert mine and find_neighbours(bags, floor=FLOOR, most=len(bags), of={one}) == mine
