"""Agency credits and bylines in the text itself; the vocabulary's examples."""

import re

import pytest

from dateline import lexicon
from dateline.readers.credits import Agency, find_credits
from dateline.records import Report

AGENCIES = lexicon.read("agencies", "agency", Agency)


def credited(text: str) -> list[tuple[str, str]]:
    found = find_credits(Report(id="r", text=text))
    for evidence in found:
        assert evidence.span is not None
        if evidence.field == "byline":
            assert text[slice(*evidence.span)] == evidence.value
    return [(evidence.field, evidence.value) for evidence in found]


def listed(sentences: str | tuple[str, ...]) -> tuple[str, ...]:
    return (sentences,) if isinstance(sentences, str) else sentences


@pytest.mark.parametrize(("name", "sentence"), [(a.name, text) for a in AGENCIES for text in listed(a.example)])
def test_each_agency_is_found_in_its_examples(name: str, sentence: str) -> None:
    assert ("agency", name) in credited(re.sub(r"[\[\]]", "", sentence))


@pytest.mark.parametrize("sentence", [text for a in AGENCIES for text in listed(a.negative)])
def test_a_mention_is_no_credit(sentence: str) -> None:
    assert credited(re.sub(r"[\[\]]", "", sentence)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Dam bursts\n\nBy Ana Example, Associated Press\n\nThe dam gave way.",
            [("agency", "Associated Press"), ("byline", "Ana Example")],
        ),
        ("Dam bursts\nBy Ana Example and Bo Ek\nThe dam gave way.", [("byline", "Ana Example and Bo Ek")]),
        ("The dam gave way. – Reuters", [("agency", "Reuters")]),
        ("The dam gave way.\n(With inputs from PTI)", [("agency", "Press Trust of India")]),
        ("The dam gave way.\nReporting by Ana Example; Editing by Bo Ek", []),
        ("By Friday the camp was full.", []),
        # Two agencies stand behind one report; both are kept.
        (
            "VELIN (Reuters) - The dam gave way.\nAFP contributed to this report.",
            [("agency", "Reuters"), ("agency", "Agence France-Presse")],
        ),
        (
            "\n".join(["Menu"] * 30 + ["VELIN (AP) — The dam gave way."] + ["The road was closed."] * 30),
            [("agency", "Associated Press")],
        ),
        ("\n".join(["The road was closed."] * 30 + ["VELIN (AP) was there."] + ["The road was closed."] * 30), []),
    ],
)
def test_where_credits_stand(text: str, found: list[tuple[str, str]]) -> None:
    assert credited(text) == found
