"""Copies are found by their reports, in whatever order these are named, and a mark changes with what is shared."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from builds import copies_of

from dateline.link.copied import Copies, keep_copies
from dateline.link.kept import Pair, packed
from dateline.link.marks import Members, chained
from dateline.records import Copy
from dateline.store import writing


def copy(a: str, b: str, end: int = 9) -> Copy:
    return Copy(a=a, b=b, relation="near", a_spans=((0, end),), b_spans=((1, end + 1),), coverage=0.9)


PAIRS = ["ab", "ad", "ae", "bd", "ce", "de"]
COPIES = copies_of([copy(*pair) for pair in PAIRS])


def test_a_pair_is_found_either_way() -> None:
    for a, b in combinations("abcdefg", 2):
        expected = copy(a, b) if a + b in PAIRS else None
        assert COPIES.between(a, b) == COPIES.between(b, a) == expected


# (report, the pairs that it has a part in)
@pytest.mark.parametrize(("report", "pairs"), [("a", "ab ad ae"), ("d", "ad bd de"), ("e", "ae ce de"), ("g", "")])
def test_all_that_a_report_shares(report: str, pairs: str) -> None:
    assert [one.a + one.b for one in COPIES.of(report)] == pairs.split()


# (reports, the pairs among them)
@pytest.mark.parametrize(("reports", "pairs"), [("dba", "ab ad bd"), ("bc", ""), ("eacg", "ae ce"), ("", "")])
def test_what_some_reports_share_with_each_other(reports: str, pairs: str) -> None:
    assert [one.a + one.b for one in COPIES.among(reports)] == pairs.split()


# (reports, whether it is seen that "de" share more, and "ce" nothing)
@pytest.mark.parametrize(("reports", "seen"), [("abd", False), ("de", True), ("ce", True), ("a", False), ("bc", False)])
def test_the_mark_of_some_reports_says_what_these_share_and_nothing_else(reports: str, seen: bool) -> None:
    others = copies_of([copy(pair[0], pair[1], 20 if pair == "de" else 9) for pair in PAIRS if pair != "ce"])
    numbers = [*map("abcde".index, reports)], [0, 1]
    groups = chained([Members.of(np.zeros(len(of), np.int64), np.array(of), 1) for of in numbers])
    ours, theirs = (copies.marks_within(groups, "abcde") for copies in (COPIES, others))
    assert (ours == theirs).all(axis=1).tolist() == [not seen, True] and ours[1].all()
    assert ours[0].any() == (len(list(COPIES.among(reports))) > 0)


# A build that ends while rows are written anew leaves some of now and some of then: what comes next is none the wiser.
@pytest.mark.parametrize("pairs_that_are_made", range(3))
def test_a_build_that_ends_in_between_does_no_harm(
    tmp_path: Path, pairs_that_are_made: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("a", "b", "c", "d")
    digests = np.arange(1, 5, dtype=np.uint64)

    def all_copies(signed: list[int], ends: dict[Pair, int], most: int = 99) -> Copies:
        made = 0

        def make(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, bytes]]:
            nonlocal made
            for pair in pairs:
                made += 1
                if made > most:
                    raise InterruptedError
                yield pair, packed(copy(*pair, ends[pair]))

        def wanted(stale: np.ndarray) -> Iterator[tuple[str, bytes, dict[str, bytes]]]:
            for name in map(names.__getitem__, stale.tolist()):
                if others := {b: str(end).encode() for (a, b), end in ends.items() if a == name}:
                    yield name, b"", others

        return keep_copies(kept, names, digests, np.array(signed, np.uint64), wanted, make)

    then = [1, 2, 3, 4], {("a", "c"): 9, ("b", "c"): 9, ("c", "d"): 9}
    after = [11, 2, 13, 4], {("a", "b"): 5, ("a", "c"): 8, ("b", "c"): 9, ("c", "d"): 7}
    with writing(tmp_path / "r.db") as writer:
        kept = writer.kept({}, "rules")
        assert list(all_copies(*then)) == [copy(*pair, end) for pair, end in then[1].items()]
        monkeypatch.setattr("dateline.store.kept.AT_ONCE", 1)
        with pytest.raises(InterruptedError):
            all_copies(*after, pairs_that_are_made)
        assert list(all_copies(*then)) == [copy(*pair, end) for pair, end in then[1].items()]
        assert list(all_copies(*after)) == [copy(*pair, end) for pair, end in sorted(after[1].items())]
