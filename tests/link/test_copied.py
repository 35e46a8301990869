"""Copies are found by their reports, in whatever order these are named, and a mark changes with what is shared."""

from itertools import combinations

import numpy as np
import pytest

from dateline.link.copied import Copies
from dateline.link.kept import packed
from dateline.link.marks import Members, chained
from dateline.records import Copy


def copy(a: str, b: str, end: int = 9) -> Copy:
    return Copy(a=a, b=b, relation="near", a_spans=((0, end),), b_spans=((1, end + 1),), coverage=0.9)


PAIRS = ["ab", "ad", "ae", "bd", "ce", "de"]
COPIES = Copies([packed(copy(*pair)) for pair in PAIRS])


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
    others = Copies([packed(copy(pair[0], pair[1], 20 if pair == "de" else 9)) for pair in PAIRS if pair != "ce"])
    numbers = [*map("abcde".index, reports)], [0, 1]
    groups = chained([Members.of(np.zeros(len(of), np.int64), np.array(of), 1) for of in numbers])
    ours, theirs = (copies.marks_within(groups, "abcde") for copies in (COPIES, others))
    assert (ours == theirs).all(axis=1).tolist() == [not seen, True] and ours[1].all()
    assert ours[0].any() == (len(list(COPIES.among(reports))) > 0)
