"""Who says what as wires, headlines and translations put it: what reading reports of many crises turned up."""

from typing import TYPE_CHECKING

import pytest

from dateline.records import Report, Statement

if TYPE_CHECKING:
    from dateline.pipeline import Reader


def said(text: str, reader: "Reader") -> tuple[Statement, ...]:
    from dateline.pipeline import annotate

    return annotate(Report(id="x", text=text), reader).statements


# (text, the statements as (source, cue, content)), in the order of the text.
SAID = [
    # verb first, as in Russian, French and Spanish: behind a day, an auxiliary, whom they told
    ("Two missiles hit the place of a meeting, reported on Monday the Ministry of Defence.", [
        ("the Ministry of Defence", "reported", "Two missiles hit the place of a meeting")]),
    ("The balance has passed to 109 dead, has indicated Monday Anna Petrosyan, mayor of Goris.", [
        ("Anna Petrosyan, mayor of Goris", "has indicated", "The balance has passed to 109 dead")]),
    ('"There were 750 people on board", assured to this newspaper Maria Costa, mayor of Goris.', [
        ("Maria Costa, mayor of Goris", "assured", "There were 750 people on board")]),
    ('"We lack blood", deplores the doctor.', [("the doctor", "deplores", "We lack blood")]),
    # a headline that names its source at the end
    ("At least 70 killed in attack on the town of Goris: UN", [
        ("UN", ":", "At least 70 killed in attack on the town of Goris")]),
    ("Three killed in bus crash near Goris: police", [("police", ":", "Three killed in bus crash near Goris")]),
    # a source with its name in apposition, between commas, is none of what is told
    ("Some 1,200 people had crossed the border post, the Mayor of Goris, Vahe Aramyan, said, adding that all were ill.",
     [("the Mayor of Goris, Vahe Aramyan", "said", "Some 1,200 people had crossed the border post"),
      ("the Mayor of Goris, Vahe Aramyan", "adding", "that all were ill")]),
    # who passes on what was said is none of it
    ('Secretary-General Anna Costa said she was "deeply alarmed", her spokesman Luis Vega told reporters in Geneva.', [
        ("Secretary-General Anna Costa", "said", 'she was "deeply alarmed"')]),
    ('"No strike was carried out," the newspaper quoted an officer as saying.', [
        ("the newspaper", "quoted", "No strike was carried out,"),
        ("an officer", "saying", "No strike was carried out,")]),
    # a ministry that denies is what denies, not what is denied
    ("Baku's foreign ministry, which has denied backing the rebels, said the road was open.", [
        ("which", "has denied", "backing the rebels"),
        ("Baku's foreign ministry, which has denied backing the rebels", "said", "the road was open")]),
    # a charge that somebody rejects is what stands before, as it is before "which"
    ("Its spokesman accused the rebels of hiding arms, a charge that the group rejected.", [
        ("Its spokesman", "accused", "the rebels of hiding arms"),
        ("the group", "rejected", "Its spokesman accused the rebels of hiding arms")]),
    # a toll says nothing
    ("Typhoon death toll in Arvenia passes 200 as anger mounts.", []),
    # how somebody looked while speaking is not said
    ('"They shot us at once," he said, writhing in pain from a wound.', [("he", "said", "They shot us at once,")]),
    # a crash claims lives, not that something is so
    ("Helicopter crash claims five lives.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_who_says_what_as_reported(text: str, expected: list[tuple[str, str, str]], reader: "Reader") -> None:
    found = said(text, reader)
    words = [tuple(" ".join(text[a:b] for a, b in spans) for spans in (s.source, s.cue, s.content)) for s in found]
    assert sorted(words) == sorted(expected)
