"""The model is the one expected, and paragraphs are cut as people would."""

from pathlib import Path

import pytest

from dateline.annotate.language import LONGEST, Language, changed_model_files, load, paragraphs
from dateline.errors import ModelError

WRAPPED = """The ministry said that the convoy had reached the border
crossing late in the evening, and that everyone on board was
safe and had been given food and water by the local people.

A second convoy is expected."""

ONE_LINE = WRAPPED.split("\n\n")[0].replace("\n", " ")
HEADLINE = "Convoy reaches the border with everyone on board safe"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one paragraph a line, as pages are saved
        ("First line.\nSecond line.", ["First line.", "Second line."]),
        # lines wrapped by hand are joined, the blank line parts paragraphs
        (WRAPPED, [WRAPPED.split("\n\n")[0], "A second convoy is expected."]),
        # a headline above one long paragraph is no line of it
        (f"{HEADLINE}\n{ONE_LINE}", [HEADLINE, ONE_LINE]),
        # short lines are a list, not wrapped prose
        ("Killed: 12\nInjured: 30\nMissing: 4", ["Killed: 12", "Injured: 30", "Missing: 4"]),
        ("  \n\t\n ", []),
        ("", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


def test_what_is_skipped_is_in_no_paragraph() -> None:
    text = "Menu Home\nThe river rose.\nShare this"
    assert [text[s:e] for s, e in paragraphs(text, [(0, 9), (26, 36)])] == ["The river rose."]


def test_an_endless_paragraph_is_cut_after_a_sentence() -> None:
    text = "The water rose again. " * 2500
    pieces = paragraphs(text)
    assert max(e - s for s, e in pieces) <= LONGEST
    assert all(text[s:e].rstrip().endswith(".") for s, e in pieces)
    assert "".join(text[s:e] for s, e in pieces) == text.strip()


def test_the_model_is_the_one_that_was_measured() -> None:
    assert changed_model_files() == []


def test_golden_parse(language: Language) -> None:
    (parse,) = language.parse(["At least 12 miners were killed near Goris on Monday, officials said."])
    assert parse.lemma[:6] == ("at", "least", "12", "miner", "be", "kill")
    assert parse.dep[2:6] == ("nummod", "nsubjpass", "auxpass", "ccomp")
    assert parse.head[3] == 5 and parse.entity[9] == "B-DATE"


def test_equal_paragraphs_are_parsed_once_and_line_breaks_count_as_spaces(language: Language) -> None:
    one, two, three = language.parse(["The dam\nburst.", "The dam burst.", "The dam\nburst."])
    assert one == three
    assert (one.dep, one.start) == (two.dep, two.start)


def test_parses_are_kept_on_disk(tmp_path: Path, language: Language) -> None:
    first = Language(language.pipeline, "a model", tmp_path)
    parsed = first.parse(["The dam burst."])
    first.pipeline = None  # type: ignore[assignment]  # a second parse would fail
    assert first.parse(["The dam burst."]) == parsed
    other = Language(language.pipeline, "another model", tmp_path)
    assert other._cache is not None and other._cache.get(["The dam burst."]) == {}


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="'no_such_model' is not installed"):
        load("no_such_model")


def test_half_a_character_is_parsed_as_a_space(language: Language) -> None:
    (parse,) = language.parse(["The dam \ud800 burst."])
    assert parse.lemma[0] == "the" and parse.end[-1] == len("The dam \ud800 burst.")
