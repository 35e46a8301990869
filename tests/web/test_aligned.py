"""Which words of a passage another version of it does not have."""

import pytest

from dateline.web.aligned import MOST_WORDS, differences


# (a, b, what differs in a, what differs in b)
@pytest.mark.parametrize(
    ("a", "b", "of_a", "of_b"),
    [
        ("The ferry sank.", "The ferry sank.", [], []),
        # case and punctuation are no difference
        ("The Ferry sank", "the ferry, sank!", [], []),
        ("At least 12 people died off Tarsk", "At least 30 people died off Tarsk", ["12"], ["30"]),
        # words that one has and the other has not; a run of them is one stretch
        ("Marn said on Thursday evening that it sank", "Marn said that it sank", ["on Thursday evening"], []),
        ("it sank off Tarsk", "it sank off the port of Tarsk", [], ["the port of"]),
        # nothing in common: marks on everything would say nothing
        ("The owner denied it", "Families wait in the port", [], []),
        ("", "", [], []),
    ],
)
def test_differences(a: str, b: str, of_a: list[str], of_b: list[str]) -> None:
    in_a, in_b = differences(a, b)
    assert [a[start:end] for start, end in in_a] == of_a
    assert [b[start:end] for start, end in in_b] == of_b


def test_long_passages_are_not_compared() -> None:
    words = "one two " * MOST_WORDS
    assert differences(words + "three", words) == ((), ())
