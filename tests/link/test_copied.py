"""Copies are found by their reports, in whatever order these are named, and a key changes with what is shared."""

from itertools import combinations

import pytest

from dateline.link.copied import Copies
from dateline.link.kept import packed
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


def test_the_key_of_some_reports_says_what_these_share_and_nothing_else() -> None:
    others = Copies([packed(copy(pair[0], pair[1], 20 if pair == "de" else 9)) for pair in PAIRS if pair != "ce"])
    assert others.key("abd") == COPIES.key("dab") != COPIES.key("ab")
    assert others.key("de") != COPIES.key("de")
    assert others.key("ce") == COPIES.key("bc") == b""
