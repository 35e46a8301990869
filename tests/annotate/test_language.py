"""The model is the one expected, and parses are kept."""

from pathlib import Path

import pytest

from dateline.annotate import language as module
from dateline.annotate.language import Language, changed_model_files, load
from dateline.errors import ModelError


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


# what the model knows of a word is kept for the first so many words; the parse is the same either way
def test_words_are_kept_up_to_a_bound(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text, vocabulary = "The dam at Qorvathen burst on Monday.", language.pipeline.vocab
    without_cache = Language(language.pipeline, "a model")
    monkeypatch.setattr(module, "WORDS_KEPT", 0)
    forgotten = without_cache.parse([text])
    assert "Qorvathen" not in vocabulary
    monkeypatch.setattr(module, "WORDS_KEPT", len(vocabulary) + 100)
    assert without_cache.parse([text, "Velorin " * 50]) == [*forgotten, *without_cache.parse(["Velorin " * 50])]
    assert "Velorin" not in vocabulary, "a text may hold more new words than there is room for"
    assert without_cache.parse([text]) == forgotten
    assert "Qorvathen" in vocabulary


def test_long_paragraphs_are_parsed_few_at_a_time(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["The dam burst.", "Two died, officials said.", "It had been built in 1974 by a company.", "Nobody knew."]
    at_once = language.parse(texts)
    monkeypatch.setattr(module, "TOGETHER", 40)
    assert [*module._batches(texts)] == [texts[:2], texts[2:3], texts[3:]]
    assert Language(language.pipeline, "a model").parse(texts) == at_once
