"""Words as they are compared: folded, stemmed, weighted by shipped frequencies."""

import pytest

from dateline.link.terms import RAREST, _frequencies, fold, read_words, stem, weigh

# (word as printed, its stem): accents, case, plurals, possessives and separators do not tell words apart
STEMS = [
    ("Solskjær", "solskj"),
    ("Solskjaer’s", "solskj"),
    ("evacuees", "evacue"),
    ("evacuee", "evacue"),
    ("13,092", "13092"),
    ("1.5", "1.5"),
    ("Ağdam", "agdam"),
    ("glass", "glass"),
]


@pytest.mark.parametrize(("word", "expected"), STEMS)
def test_stems(word: str, expected: str) -> None:
    assert stem(fold(word)) == expected


def test_rare_words_weigh_more_up_to_a_limit() -> None:
    assert weigh("the") < weigh("people") < weigh("hostag") <= weigh("kornid") == RAREST
    assert weigh("2023") < weigh("11300") == RAREST


def test_words_know_their_place() -> None:
    text = "One line. “Two lines,” he said.\nAdvertisement"
    words = read_words(text, ((0, 9), (10, 31)), ((32, 45),))
    assert [text[s:e] for s, e in zip(words.start, words.end, strict=True)] == [
        "One",
        "line",
        "Two",
        "lines",
        "he",
        "said",
    ]
    assert words.sentence == (0, 0, 1, 1, 1, 1)
    assert words.quoted == (False, False, True, True, False, False)


# Columns of words hold weights as whole quarters (link.texts).
def test_weights_are_in_quarters() -> None:
    assert all((4 * weight).is_integer() for weight in (*_frequencies().values(), RAREST, *map(weigh, "12345678")))
