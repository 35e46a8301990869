"""Passages that are equal word by word: the search in arrays against the plain one."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from dateline.link.kept import Afresh, Kept, key_of
from dateline.link.marks import marks_of
from dateline.link.sharing import NEIGHBOURS, Sharing, Words, find_links
from dateline.link.texts import Bare
from dateline.link.verbatim import FURNITURE, GAP, MASS, SHINGLE, SHORTER, SHORTEST, Passage, find_passages


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


def found(texts: list[Bare], a: np.ndarray, b: np.ndarray) -> list[list[Passage]]:
    """The passages of each pair, where nothing is furniture."""
    every = find_passages(texts.__getitem__, lambda one: np.zeros(len(texts[one].key), np.bool_), a, b, 0.58)
    return [list(shared.passages) if shared else [] for shared in every]


def equal(passage: Passage) -> list[tuple[int, int]]:
    """The words that are equal, on both sides."""
    i, j, words = passage.a[0], passage.b[0], []
    for (end, next_i), (_, next_j) in (*passage.changed, ((passage.a[1], 0), (0, 0))):
        words += [(k, k - i + j) for k in range(i, end)]
        i, j = next_i, next_j
    return words


# Pieces of one text in another order, some of them twice, with words changed here and there: runs recur, passages have
# gaps, some stand between quotation marks.  One of the others is too short to have a run at all.
@pytest.mark.parametrize("seed", range(40))
def test_the_same_passages_as_by_looking_at_every_word(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
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

    texts = [text() for _ in range(80)]
    texts[3] = bare(chance, source[:2])
    monkeypatch.setattr("dateline.link.verbatim.CELLS", chance.choice((1, 20_000, 1 << 22)))
    a, b = np.array([(a, b) for a in chance.sample(range(80), 4) for b in range(80) if b != a]).T
    expected = [by_looking_at_every_word(texts[one], texts[other]) for one, other in zip(a, b, strict=True)]
    assert found(texts, a, b) == expected


# What many reports have is left out, unless nearly all of two reports is equal.
@pytest.mark.parametrize("seed", range(20))
def test_furniture_is_left_out_where_it_is_not_all(seed: int) -> None:
    chance = Random(seed)
    source = [chance.getrandbits(32) for _ in range(200)]
    ends = [chance.randint(10, 90) for _ in range(2)]
    words = [source[:30], *([chance.getrandbits(32), *source[40:end]] for end in ends)]
    mine, other = (bare(chance, [word for part in some for word in part]) for some in (words[:2], words[::2]))
    common = np.array([chance.random() < 0.5 for _ in mine.key], dtype=np.bool_)
    every = by_looking_at_every_word(mine, other)
    lone = [
        one for one in every
        if (runs := common[one.a[0] : one.a[1] - SHINGLE + 1]).sum() <= FURNITURE * len(runs)
    ]  # fmt: skip
    told = sum(not (mine.quoted[i] and other.quoted[j]) for one in every for i, j in equal(one))
    whole = chance.choice((0.0, 0.3, 0.6, 0.9))
    most = 2 * told >= whole * (len(mine.key) + len(other.key))
    (shared,) = find_passages([mine, other].__getitem__, lambda _: common, np.array([0]), np.array([1]), whole)
    assert list(shared.passages if shared else ()) == (every if most else lone)
    if shared:
        both = [pair for one in shared.passages for pair in equal(one)]
        assert shared.words == sum(not (mine.quoted[i] and other.quoted[j]) for i, j in both)
        assert shared.quoted == sum(int(other.quoted[j]) - int(mine.quoted[i]) for i, j in both)


def all_words(texts: Iterable[Bare]) -> Words:
    every = [bare(Random(1), []), *texts]
    sizes = np.array([len(one.key) for one in every[1:]], np.int64)
    return Words(sizes, *(np.concatenate([one[column] for one in every]) for column in (0, 1)))


def pairs_of(sharing: Sharing) -> dict[tuple[int, int], int]:
    """The pairs, in order, and their marks."""
    columns = (map(np.ndarray.tolist, some) for some in sharing.pairs())
    return {(a, b): mark for some in columns for a, b, mark in zip(*some, strict=True)}


def runs(text: Bare) -> set[tuple[int, ...]]:
    return {tuple(text.key[i : i + SHINGLE].tolist()) for i in range(len(text.key) - SHINGLE + 1)}


# Reports share pieces of light words and of heavy ones; some pieces stand in more reports than are looked up, and in
# some reports twice.
@pytest.mark.parametrize("seed", range(12))
def test_pairs_are_left_out_only_where_nothing_can_be_proved(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(seed)
    monkeypatch.setattr("dateline.link.sharing.AT_ONCE", 50)
    monkeypatch.setattr("dateline.link.sharing.READ", 200)
    monkeypatch.setattr("dateline.link.sharing.SORTED", chance.choice((700, 1 << 20)))
    source = [chance.getrandbits(32) for _ in range(600)]

    def text() -> Bare:
        words: list[int] = []
        for _ in range(chance.randint(0, 7)):
            at = 20 * chance.randrange(len(source) // 20) if chance.random() < 0.8 else 0
            words += source[at : at + chance.randint(3, 20)]
            words += [chance.getrandbits(32) for _ in range(chance.choice((0, 1, 7, 30)))]
        keys = np.array(words, dtype=np.uint32)
        return Bare(keys, np.where(keys % 3 == 0, 20, 4).astype(np.uint8), np.zeros(len(keys), dtype=np.bool_))

    texts = {f"r{n:03}": text() for n in range(70)}
    names, sharing = list(texts), Sharing.of_all(all_words(texts.values()))
    holders: dict[tuple[int, ...], list[str]] = {}
    for name in names:
        for run in runs(texts[name]):
            holders.setdefault(run, []).append(name)
    looked_up = {
        (a, b): sum(holders[run].index(b) - holders[run].index(a) <= NEIGHBOURS for run in shared)
        for i, a in enumerate(names) for b in names[i + 1 :] if (shared := runs(texts[a]) & runs(texts[b]))
    }  # fmt: skip
    enough = {pair for pair, count in looked_up.items() if count >= SHORTEST - SHINGLE + 1}
    proving = {(a, b) for a, b in enough if by_looking_at_every_word(texts[a], texts[b])}
    found = [(names[a], names[b]) for a, b in pairs_of(sharing)]
    assert found == sorted(found)
    assert proving <= set(found) < enough
    crowded_in = sharing.crowded()
    for number, name in enumerate(names):
        every = (tuple(texts[name].key[i : i + SHINGLE].tolist()) for i in range(len(texts[name].key) - SHINGLE + 1))
        crowded = [len(holders[run]) > NEIGHBOURS for run in every]
        assert crowded_in(number)[: len(crowded)].tolist() == crowded


def test_a_pile_of_nothing_shares_nothing() -> None:
    nothing = bare(Random(1), [])
    assert pairs_of(Sharing.of_all(all_words([]))) == {}
    assert pairs_of(Sharing.of_all(all_words([nothing, bare(Random(1), [1, 2, 3, 4, 5])]))) == {}


# What becomes furniture through others changes the mark of a pair only where it stands among what the two share.
@pytest.mark.parametrize("seed", range(8))
def test_marks_say_what_is_furniture_among_what_two_share(seed: int) -> None:
    chance = Random(seed)
    source = [chance.getrandbits(32) for _ in range(200)]

    def text(pieces: int, first: int = 0) -> Bare:
        at = [20 * chance.randrange(first, 10) for _ in range(pieces)]
        words = [word for k in at for word in (*source[k : k + 18], chance.getrandbits(32))]
        return bare(chance, words)

    texts = [text(3) for _ in range(30)]
    more = [*texts, *(text(1, 5) for _ in range(60))]
    before, after = Sharing.of_all(all_words(texts)), Sharing.of_all(all_words(more))
    marks, marks_after = pairs_of(before), pairs_of(after)
    same = 0
    for a, b in marks.keys() & marks_after.keys():
        every = [tuple(texts[a].key[i : i + SHINGLE].tolist()) for i in range(len(texts[a].key) - SHINGLE + 1)]
        at = [i for i, run in enumerate(every) if run in runs(texts[b])] if len(set(every)) == len(every) else [0, -1]
        here = slice(at[0], at[-1] + 1 or None)
        as_before = before.crowded()(a)[here].tolist() == after.crowded()(a)[here].tolist()
        assert (marks[a, b] == marks_after[a, b]) == as_before
        same += as_before
    assert 0 < same < len(marks)


# Reports come and go and are written anew; some runs stand in more reports than are looked up, and then no longer.
@pytest.mark.parametrize("seed", range(9))
def test_pairs_that_are_taken_over_are_those_that_would_be_found(
    seed: int, remembering: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(seed)
    monkeypatch.setattr("dateline.link.sharing.NEIGHBOURS", 4)
    monkeypatch.setattr("dateline.link.sharing.AT_ONCE", 60)
    monkeypatch.setattr("dateline.link.sharing.FEW", chance.choice((0.0, 0.25, 2.0)))
    monkeypatch.setattr("dateline.link.sharing.ONES", chance.choice((0, 1, 9)))
    monkeypatch.setattr("dateline.link.postings.PAGE", chance.choice((4, 20, 512)))
    source = [chance.getrandbits(32) for _ in range(300)]
    looked_at = [0]
    pairs_of_these = Sharing.pairs

    def counted(self: Sharing, of: np.ndarray | None = None, runs: int = 60) -> Iterator[tuple[np.ndarray, ...]]:
        looked_at[-1] += len(self._words.sizes if of is None else of)
        return pairs_of_these(self, of, runs)

    monkeypatch.setattr(Sharing, "pairs", counted)

    def text() -> Bare:
        at = [20 * chance.randrange(15) for _ in range(chance.randint(0, 4))]
        words = np.array([word for k in at for word in (*source[k : k + 18], chance.getrandbits(32))], np.uint32)
        return Bare(words, np.where(words % 3 == 0, 20, 12).astype(np.uint8), np.zeros(len(words), np.bool_))

    texts = {f"r{n:03}": text() for n in range(30)}
    every, then = 0, [text()]
    for _ in range(25):
        for name in chance.sample(sorted(texts), min(len(texts), chance.choice((0, 1, 1, 4)))):
            del texts[name]
        for _ in range(chance.choice((0, 1, 1, 5))):
            texts[f"r{chance.randrange(60):03}"] = text()
        names = sorted(texts)
        words = [texts[name] for name in names]
        marks = marks_of(key_of(name.encode(), one.key.tobytes()) for name, one in zip(names, words, strict=True))
        digests = marks[:, 0]

        def words_of(of: np.ndarray, told: list[Bare] = words) -> Words:
            return all_words(told[number] for number in of.tolist())

        fresh = find_links(Afresh(), digests, words_of, words_of)
        every += len(words)
        looked_at.append(0)
        ours = find_links(remembering, digests, words_of, partial(words_of, told=then))
        looked_at.append(0)
        then = words
        for column in ("a", "b", "mark"):
            assert getattr(ours, column).tolist() == getattr(fresh, column).tolist()
        assert [ours.crowded(n).tolist() for n in range(len(names))] == [
            fresh.crowded(n).tolist() for n in range(len(names))
        ]
    assert every - sum(looked_at[1::2]) > 100
