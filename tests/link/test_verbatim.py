"""Passages that are equal word by word: the search in arrays against the plain one."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from dateline.link.texts import Bare
from dateline.link.verbatim import GAP, MASS, SHINGLE, SHORTER, SHORTEST, Passage, find_passages


def bare(chance: Random, words: list[int]) -> Bare:
    return Bare(
        np.array(words, dtype=np.uint32),
        np.array([chance.choice((1, 8, 14, 24)) for _ in words], dtype=np.uint8),
        np.array([chance.random() < 0.2 for _ in words], dtype=np.bool_),
    )


def by_looking_at_every_word(a: Bare, b: Bare) -> list[Passage]:
    first: dict[tuple[int, ...], int] = {}
    for j in range(len(b.key) - SHINGLE + 1):
        first.setdefault(tuple(b.key[j : j + SHINGLE]), j)
    passages: list[list[tuple[int, int, int]]] = []
    over = 0
    for i in range(len(a.key) - SHINGLE + 1):
        j = first.get(tuple(a.key[i : i + SHINGLE]), -1)
        if j < 0 or i < over:
            continue
        n = SHINGLE
        while max(i + n - len(a.key), j + n - len(b.key)) < 0 and a.key[i + n] == b.key[j + n]:
            n += 1
        over = i + n
        before = passages[-1][-1] if passages else (-GAP - 1, 0, 0)
        gaps = [start - begin - before[2] for start, begin in zip((i, j), before, strict=False)]
        if min(gaps) >= 0 and max(gaps) <= GAP:
            passages[-1].append((i, j, n))
        else:
            passages.append([(i, j, n)])

    def proves(runs: list[tuple[int, int, int]], words: int, mass: float) -> bool:
        told = [i + k for i, j, n in runs for k in range(n) if not (a.quoted[i + k] and b.quoted[j + k])]
        return len(told) >= words and sum(int(a.quarters[i]) for i in told) >= 4 * mass

    if not any(proves(runs, SHORTEST, MASS) for runs in passages):
        return []
    return [
        Passage(
            a=(runs[0][0], runs[-1][0] + runs[-1][2]),
            b=(runs[0][1], runs[-1][1] + runs[-1][2]),
            changed=tuple(((i + n, next_i), (j + n, next_j)) for (i, j, n), (next_i, next_j, _) in pairwise(runs)),
        )
        for runs in passages
        if proves(runs, SHORTER, MASS / 2)
    ]


# Pieces of one text in another order, some of them twice, with words changed here and there: runs recur, passages have
# gaps, some stand between quotation marks.  One of the others is too short to have a run at all.
@pytest.mark.parametrize("seed", range(40))
def test_the_same_passages_as_by_looking_at_every_word(seed: int) -> None:
    chance = Random(seed)
    # many words: numbers of runs that are no one's fall between those that are shared
    source = [chance.getrandbits(32) for _ in range(400)]

    def text() -> Bare:
        words: list[int] = []
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(source))
            words += source[at : at + chance.randint(3, 40)]
            words += [chance.getrandbits(32) for _ in range(chance.choice((0, 1, 5, 9, 60)))]
        return bare(chance, words)

    mine, others = text(), [text() for _ in range(80)]
    others[3] = bare(chance, source[:2])
    assert list(find_passages(mine, others)) == [by_looking_at_every_word(mine, other) for other in others]
