from typing import TYPE_CHECKING

import pytest

from dateline.annotate.figures.numbers import find_numbers
from dateline.annotate.figures.vocabulary import Kinds
from dateline.syntax import Sentence, sentences

if TYPE_CHECKING:
    from dateline.annotate.language import Language


def parse(text: str, language: "Language") -> list[Sentence]:
    return sentences(text, 0, language.parse([text])[0], 0)


# Every way in which reports write numbers, with the words that belong to the expression and both bounds. A bound that
# the text does not carry stays None.
NUMBERS = [
    ("140,000 people fled.", "140,000", 140_000, 140_000, "exact"),
    ("1,00,000 people fled.", "1,00,000", 100_000, 100_000, "exact"),
    ("About 10 000 people fled.", "About 10 000", 10_000, 10_000, "about"),
    ("They counted 12 lakh people.", "12 lakh", 1_200_000, 1_200_000, "exact"),
    ("Some 40 thousand people fled.", "Some 40 thousand", 40_000, 40_000, "about"),
    ("About ½ million people fled.", "About ½ million", 500_000, 500_000, "about"),
    ("Some 2½ thousand people fled.", "Some 2½ thousand", 2_500, 2_500, "about"),
    # as written, whatever binary fractions make of 4.1 times a million
    ("Some 4.1 million people fled.", "Some 4.1 million", 4_100_000, 4_100_000, "about"),
    ("Between 2.01 and 4.1 million people fled.", "Between 2.01 and 4.1 million", 2_010_000, 4_100_000, "range"),
    ("Half a million people fled.", "Half a million", 500_000, 500_000, "exact"),
    ("A quarter of a million people fled.", "A quarter of a million", 250_000, 250_000, "exact"),
    ("A million and a half people fled.", "A million and a half", 1_500_000, 1_500_000, "exact"),
    ("Two dozen soldiers were killed.", "Two dozen", 24, 24, "exact"),
    ("Twenty-five men were killed.", "Twenty-five", 25, 25, "exact"),
    ("Two hundred and six men were killed.", "Two hundred and six", 206, 206, "exact"),
    ("No fewer than 20 people were killed.", "No fewer than 20", 20, None, "at least"),
    ("The army handed over 200 prisoners.", "200", 200, 200, "exact"),
    ("The mayor spoke about nine dead.", "nine", 9, 9, "exact"),
    ("More than an estimated 200 people died.", "More than an estimated 200", 200, None, "more than"),
    ("At least another 20 people died.", "At least another 20", 20, None, "at least"),
    ("As many as 33,000 people fled.", "As many as 33,000", None, 33_000, "up to"),
    ("Fewer than 10 people were hurt.", "Fewer than 10", None, 10, "less than"),
    ("They killed 40 or more men.", "40 or more", 40, None, "at least"),
    ("They saw five to six men.", "five to six", 5, 6, "range"),
    ("They saw 3-4 men.", "3-4", 3, 4, "range"),
    ("They saw between 50,000 and 70,000 people.", "between 50,000 and 70,000", 50_000, 70_000, "range"),
    ("Between one to 1.5 million people may flee.", "Between one to 1.5 million", 1_000_000, 1_500_000, "range"),
    # the second end gives the first its order of magnitude, unless the two are far apart
    ("They saw 10-15,000 people.", "10-15,000", 10_000, 15_000, "range"),
    ("They saw between 10 and 15,000 people.", "between 10 and 15,000", 10_000, 15_000, "range"),
    ("They saw 1 to 50,000 people.", "1 to 50,000", 1, 50_000, "range"),
    ("They saw two or three hundred people.", "two or three hundred", 200, 300, "range"),
    ("They saw one or two dozen homes.", "one or two dozen", 12, 24, "range"),
    ("The toll was estimated at 1,500.", "estimated at 1,500", 1_500, 1_500, "about"),
    ("Tens of thousands of people fled.", "Tens of thousands", None, None, "vague"),
    ("Several hundred people fled.", "Several hundred", None, None, "vague"),
    ("A small number of people fled.", "A small number", None, None, "vague"),
    ("No one was hurt.", "No one", 0, 0, "exact"),
    ("They paid $13.6M for it.", "$13.6M", 13_600_000, 13_600_000, "exact"),
    ("Two thirds of the town burned.", "Two thirds", 2 / 3, 2 / 3, "exact"),
    # spoken of, not reckoned
    ("They spoke about these two men.", "two", 2, 2, "exact"),
    # halves of what follows, a scale or not
    ("Some two and a half million people fled.", "Some two and a half million", 2_500_000, 2_500_000, "about"),
    ("It took five and a half days.", "five and a half", 5.5, 5.5, "exact"),
    # agencies translate a number scale by scale; another number behind one is another
    ("Quake kills 12 thousand 432 citizens.", "12 thousand 432", 12_432, 12_432, "exact"),
    ("Fifty thousands pensioners died.", "Fifty thousands", 50_000, 50_000, "exact"),
    ("Some 1 million 200 thousand people are homeless.", "Some 1 million 200 thousand", 1.2e6, 1.2e6, "about"),
    # text from PDF pages loses its spaces
    ("Floods displaced atleast140,000 people.", "atleast140,000", 140_000, None, "at least"),
    ("Around1.6 million people fled.", "Around1.6 million", 1_600_000, 1_600_000, "about"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "modifier"), NUMBERS)
def test_a_number_is_read_with_its_modifier(
    text: str, words: str, low: float | None, high: float | None, modifier: str, language: "Language", kinds: Kinds
) -> None:
    [sentence] = parse(text, language)
    [number] = find_numbers(sentence.tokens, kinds.numbers)
    assert (text[number.start : number.end], number.low, number.high, number.modifier) == (words, low, high, modifier)


# Two numbers that a hasty reader makes one range of.
TWO = [
    ("Of 12 thousand 43 died.", [12_000, 43]),
    ("The toll rose from 5 to 12.", [5, 12]),
    ("They killed 12 and wounded 40.", [12, 40]),
    ("They found 5 or 100 of them.", [5, 100]),
]


@pytest.mark.parametrize(("text", "values"), TWO)
def test_two_numbers_stay_two(text: str, values: list[float], language: "Language", kinds: Kinds) -> None:
    [sentence] = parse(text, language)
    assert [number.low for number in find_numbers(sentence.tokens, kinds.numbers)] == values


# Names, comparisons and ordinals that hold digits or number words and are no number.
NONE = ["The S23 is out.", "The 21st raid failed.", "How many people fled?", "The number of people grew."]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_left_alone(text: str, language: "Language", kinds: Kinds) -> None:
    [sentence] = parse(text, language)
    assert list(find_numbers(sentence.tokens, kinds.numbers)) == []


# A dot between groups of three digits can be a decimal point: what it means to people is kept apart.
def test_dotted_groups_keep_both_readings(language: "Language", kinds: Kinds) -> None:
    [sentence] = parse("82.000 people fled.", language)
    [number] = find_numbers(sentence.tokens, kinds.numbers)
    assert (number.low, number.grouped) == (82, 82_000)


def test_a_number_that_cannot_be_read_gets_no_value(language: "Language", kinds: Kinds) -> None:
    [sentence] = parse("They counted 1.5.2 million people.", language)
    [number] = find_numbers(sentence.tokens, kinds.numbers)
    assert (number.form, number.low, number.high) == ("unreadable", None, None)


# More digits than any count has: float() is quadratic in them.
def test_a_run_of_a_million_digits_is_cut(language: "Language", kinds: Kinds) -> None:
    text = f"They saw {'9' * 15_000} men."
    numbers = [n for s in parse(text, language) for n in find_numbers(s.tokens, kinds.numbers)]
    assert len(numbers) <= 1
