"""The nearest of each as reports come and go are those that would be found if all were looked at together."""

from collections.abc import Sequence
from functools import partial
from random import Random

import numpy as np
import pytest

from dateline.link.kept import Afresh, Kept
from dateline.link.nearest import find_nearest
from dateline.link.ranked import Vectors

Bag = dict[int, float]


def vectors(bags: Sequence[Bag], of: np.ndarray) -> Vectors:
    some = [bags[number] for number in of.tolist()]
    return Vectors(
        begins=np.cumsum([0, *map(len, some)]),
        terms=np.array([term for bag in some for term in bag], np.uint64),
        values=np.array([value for bag in some for value in bag.values()], float),
    )


# Some terms are too common at times; some reports have none that are looked up; many have others equally near.
@pytest.mark.parametrize("seed", range(8))
def test_rows_are_brought_up_to_date(seed: int, remembering: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(seed)
    for module in ("nearest", "ranked", "neighbours"):
        monkeypatch.setattr(f"dateline.link.{module}.CROWDED", 5)
    monkeypatch.setattr("dateline.link.nearest.FEW", chance.choice((0.1, 2.0)))
    monkeypatch.setattr("dateline.link.nearest.AT_ONCE", chance.choice((2, 100)))
    monkeypatch.setattr("dateline.link.postings.PAGE", chance.choice((3, 512)))

    def bag() -> Bag:
        terms = sorted({chance.choice((chance.randrange(9), chance.randrange(60))) for _ in range(chance.randrange(9))})
        weights = [chance.choice((1.0, 1.5, 2.25)) for _ in terms]
        return {term: weight / sum(w * w for w in weights) ** 0.5 for term, weight in zip(terms, weights, strict=True)}

    have, then, many = {f"r{n:02}": (n, bag()) for n in range(30)}, list[Bag](), 0
    for round in range(40):
        for name in chance.sample(sorted(have), min(len(have), chance.choice((0, 0, 1, 3)))):
            del have[name]
        for _ in range(chance.choice((0, 1, 1, 3))):
            have[f"r{chance.randrange(60):02}"] = (100 * (round + 1) + chance.randrange(100), bag())
        names = sorted(have)
        digests, bags = np.array([have[name][0] for name in names], np.uint64), [have[name][1] for name in names]
        if len(set(digests.tolist())) < len(digests):
            continue
        of, of_then = partial(vectors, bags), partial(vectors, then)
        ours = find_nearest(remembering, "near", digests, of, of_then, floor=0.1, most=3)
        fresh = find_nearest(Afresh(), "near", digests, of, of, floor=0.1, most=3)
        for column in ("begins", "others", "cosines", "crowded"):
            assert getattr(ours, column).tolist() == getattr(fresh, column).tolist()
        then = bags
        many += len(ours.crowded)
    assert many > 10
