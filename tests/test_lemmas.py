"""The model's rules say the same whether they are asked once for each word or at every token."""

import pytest
import spacy

from dateline import lemmas as module
from dateline.annotate.language import Language
from dateline.lemmas import RULES, as_it_stands, lemmas_of

TEXTS = (
    # rules that look at one word, its tag and its dependency
    "The soldiers had been shelling the villages, and it did not stop. I saw them; they saw me.",
    "She'd have left, but he won't say that those who were wounded do better.",
    "Two more villages got water.  The well is dry \n and nobody has any.",
    # rules that look at two words
    "There is no water in Bresk, and there were none left behind.",
    "Let's go. We gon na leave, they got ta stay, it ai n't so. C'm on, y' all!",
    # the same words where they are no such pair
    "The children got tea. Is he there? He let her go; na na, all of them.",
    # the words of a pair, each new, beside each other when they are learned
    "gon", "na", "gon na", "na gon",
)  # fmt: skip


def said(language: Language, text: str) -> tuple[list[module.Said], list[module.Said]]:
    """What the whole pipeline says of a text, and what `Lemmas` says behind all but the rules."""
    from spacy.attrs import DEP, ORTH, TAG

    (doc,) = language.pipeline.pipe([text], disable=RULES)
    assert language._lemmas is not None
    keys = [tuple(row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
    return as_it_stands(language.pipeline(text)), language._lemmas.of(doc, keys)


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_as_at_every_token(language: Language, text: str) -> None:
    fresh = Language(language.pipeline, "a model")
    for _ in "again":  # the second time all words are known
        expected, found = said(fresh, text)
        assert found == expected


def test_the_same_when_words_had_to_be_forgotten(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 10)
    fresh = Language(language.pipeline, "a model")
    for text in [*TEXTS, *TEXTS]:
        expected, found = said(fresh, text)
        assert found == expected
        assert len(fresh._lemmas._known) <= max(10, len(found))  # type: ignore[union-attr]


def test_most_words_are_asked_about_once(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Language(language.pipeline, "a model")
    first = fresh.parse([TEXTS[0], TEXTS[4]])
    monkeypatch.setattr(fresh._lemmas, "_learn", None)  # a word that is not known would fail
    assert fresh.parse([TEXTS[0], TEXTS[4]]) == first


# whoever brings a model whose rules may look at more, or whose components may read what they say, gets its own pipeline
def test_other_pipelines_keep_their_rules() -> None:
    pipeline = spacy.blank("en")
    assert lemmas_of(pipeline) is None
    for name in ("tagger", "parser", "attribute_ruler"):
        pipeline.add_pipe(name)
    assert lemmas_of(pipeline) is None, "no lemmatizer"
    pipeline.add_pipe("lemmatizer", config={"mode": "rule"})
    assert lemmas_of(pipeline) is not None
    ruler = pipeline.get_pipe("attribute_ruler")
    ruler.add([[{"ENT_TYPE": "GPE"}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    assert lemmas_of(pipeline) is None, "a rule that asks for more than word, tag and dependency"
    ruler.clear()  # type: ignore[attr-defined]
    pipeline.add_pipe("entity_ruler")
    assert lemmas_of(pipeline) is None, "a component that may read parts of speech"


def test_a_pipeline_whose_rules_run_in_it_gives_the_same_parses(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = list(dict.fromkeys(TEXTS))
    fresh = Language(language.pipeline, "a model")
    found = fresh.parse(texts)
    monkeypatch.setattr(fresh, "_lemmas", None)
    assert fresh.parse(texts) == found
