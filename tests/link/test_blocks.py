"""Records of blocks: those of before stay as they are, and nothing is asked of their blocks."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from dateline.link.blocks import Made
from dateline.link.kept import Afresh, Shelf, key_of, packed
from dateline.link.marks import Marks, Members, chained, find, keys_of, marks_of, places, put_together, summed
from dateline.store import writing


def marks(words: list[str]) -> Marks:
    return marks_of(key_of(word.encode()) for word in words)


def test_only_blocks_of_which_something_has_changed_are_made(tmp_path: Path) -> None:
    random = Random(3)
    every = [f"{n:03}" for n in range(60)]
    asked: list[str] = []
    with writing(tmp_path / "r.db") as writer:
        kept = writer.kept({}, "rules")
        before: set[str] = set()
        for _ in range(12):
            wanted = random.sample(every, random.randint(0, 60))

            def make(number: int, wanted: list[str] = wanted) -> list[Made]:
                asked.append(word := wanted[number])
                # some make nothing, others several records of two kinds
                return [Made(f"{k}-{word}", packed(f"{word} {k}"), k % 2) for k in range(int(word) % 4)]

            asked.clear()
            found = kept.blocks("words", marks(wanted), make)
            assert sorted(asked) == sorted(set(wanted) - before)
            before = set(wanted)
            fresh = Afresh().blocks("words", marks(wanted), make)
            for tags in ((), (0,), (1,)):
                ours, theirs = (Shelf(str, one.records(*tags)) for one in (found, fresh))
                assert list(ours) == list(theirs) and list(ours.digests()) == list(theirs.digests())
            assert [one[4:] + "-" + one[:3] for one in Shelf(str, found.records())] == sorted(
                f"{k}-{word}" for word in wanted for k in range(int(word) % 4)
            )
        (held,) = writer._file.execute("SELECT count(*) FROM kept WHERE step = 'words'").fetchone()
        assert held == sum(int(word) % 4 > 0 for word in before), "what nobody wants is forgotten"


# A build that ends on the way leaves what was there.
def test_a_block_that_fails_leaves_the_others(tmp_path: Path) -> None:
    def fails(_: int) -> list[Made]:
        raise ValueError("no")

    with writing(tmp_path / "r.db") as writer:
        kept = writer.kept({}, "rules")
        kept.blocks("words", marks(["a", "b"]), lambda n: [Made("ab"[n], packed(n))])
        with pytest.raises(ValueError, match="no"):
            kept.blocks("words", marks(["b", "c"]), fails)
        assert list(Shelf(int, kept.blocks("words", marks(["b", "a"]), fails).records())) == [0, 1]


def test_marks_tell_what_a_thing_is_made_from() -> None:
    one, other = marks(["a", "b", "c", "d"]), marks(["d", "c", "b", "a"])
    groups = np.array([0, 1, 1, 4])
    assert (summed(one, groups)[2] == summed(other, np.array([0, 3]))[0]).all(), "in any order"
    assert not summed(one, groups)[1].any() and (summed(one, groups)[0] == one[0]).all()
    assert (put_together(one, other) != put_together(other, one)).all(), "each part has its place"
    assert (put_together(one, other) == put_together(other, one)[::-1]).all()


def test_names_are_found() -> None:
    names = keys_of(marks([str(n) for n in range(50)]))
    assert places(names[:3], names[::-1]).tolist() == [49, 48, 47] and find(names, names[:0]).tolist() == [-1] * 50
    assert find(names[:9], np.sort(names[5:])).tolist()[:5] == [-1] * 5


def test_members_of_groups() -> None:
    two = Members.of(np.array([0, 0, 2]), np.array([7, 8, 9]), 3)
    assert [two.of_group(n) for n in range(3)] == [[7, 8], [], [9]] and two.sizes.tolist() == [2, 0, 1]
    both = chained([two, Members.none(1), two.chosen(np.array([2, 0]))])
    assert [both.of_group(n) for n in range(6)] == [[7, 8], [], [9], [], [9], [7, 8]]
