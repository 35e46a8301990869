"""The nearest of each brought up to date: whatever came and went, they are those of one comparison of all."""

from random import Random

import numpy as np
import pytest

from dateline.link.marks import places
from dateline.link.neighbours import find_neighbours
from dateline.link.ranked import NONE, Index, Rows, Vectors, rank

FLOOR, MOST = 0.2, 4

Bags = dict[bytes, dict[int, float]]


def bags(seed: int, size: int, words: int) -> Bags:
    """Bags of twelve of so many words, of unit length; the first words are the most common, some in more than CROWDED.
    Numbers are weights of few values, so that there are ties.
    """
    random = Random(seed)
    found = {}
    for _ in range(size):
        bag = {int(words * random.random() ** 2): 1.0 + random.randrange(3) for _ in range(12)}
        length = sum(value * value for value in bag.values()) ** 0.5
        found[random.randbytes(16)] = {word: bag[word] / length for word in sorted(bag)}
    return found


def ranked(bags: Bags, rows: Rows = NONE, before: Bags | None = None) -> Rows:
    names = sorted(bags)
    vectors = Vectors(
        begins=np.cumsum([0, *(len(bags[name]) for name in names)]),
        terms=np.array([1_000_003 * word for name in names for word in bags[name]], np.uint64),
        values=np.array([value for name in names for value in bags[name].values()]),
    )
    moved = places(np.array(sorted(before or {}), "S16"), np.array(names, "S16"))
    return rank(Index(vectors), rows, moved, floor=FLOOR, most=MOST)


def same(one: Rows, other: Rows) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ("begins", "others", "cosines", "crowded")
    )


def test_they_are_those_of_the_index() -> None:
    pile = bags(1, 500, 300)
    rows, names = ranked(pile), sorted(pile)
    pairs = {
        (min(one, other), max(one, other)): cosine
        for one in range(len(names))
        for other, cosine in zip(*(part[rows.begins[one] : rows.begins[one + 1]].tolist()
                                   for part in (rows.others, rows.cosines)), strict=True)
    }  # fmt: skip
    # terms are words of three digits, which are in the order of their numbers
    expected = find_neighbours(
        {name.hex(): {f"{word:03}": value for word, value in bag.items()} for name, bag in pile.items()},
        floor=FLOOR, most=MOST,
    )  # fmt: skip
    assert {(names[a].hex(), names[b].hex()): cosine for (a, b), cosine in pairs.items()} == expected
    assert len(rows.crowded) > 0 and ranked({}).begins.tolist() == [0]


# Words become too common and cease to be, full rows lose a neighbour, rows gain one; all at once, and again and again.
@pytest.mark.parametrize("words", [40, 300, 3000])
@pytest.mark.parametrize("changed", [1, 60, 400])
def test_what_came_and_went_comes_to_the_same(words: int, changed: int) -> None:
    random, pile = Random(changed), bags(words, 1000, words)
    there: Bags = {}
    rows = NONE
    for _ in range(4):
        names = random.sample(sorted(pile.keys() - there.keys()), 700 - len(there) if not there else changed // 2)
        gone = random.sample(sorted(there), min(len(there), changed // 2 + 1))
        now = {name: bag for name, bag in (there | {name: pile[name] for name in names}).items() if name not in gone}
        rows = ranked(now, rows, there)
        there = now
        assert same(rows, ranked(now))
