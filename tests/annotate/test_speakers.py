"""Who the source of a statement is."""

import pytest

from dateline.pipeline import Reader, annotate
from dateline.records import Report


# (text, the speaker of its last statement)
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a name, and a name behind an office
        ("Anna Petrosyan said the road was open.", "Anna Petrosyan"),
        ("The head of the hospital, Levon Sahradyan, said the ward was full.", "Levon Sahradyan"),
        # a pronoun is who spoke before
        ("Anna Petrosyan said the road was open. She said the bridge was closed.", "Anna Petrosyan"),
        # a relative pronoun is its antecedent
        ("Levon Sahradyan, who said the ward was full, left.", "Levon Sahradyan"),
        # "his spokesman" is somebody else
        ("Levon Sahradyan left. His spokesman said the ward was full.", "unnamed: Levon Sahradyan's spokesman"),
        # nobody is guessed
        ("A resident of the village said the road was open.", "unnamed: resident of the village"),
        ("It was announced that the border would close.", None),
        ("Nobody believed the rumour that the king had died.", None),
        # what is written speaks for itself
        ("The report said the dam was old.", "report"),
        # a quotation without a cue of its own has the speaker of the one before
        ('"We have no water," Anna Petrosyan said. "The road is closed."', "Anna Petrosyan"),
    ],
)
def test_speakers(text: str, speaker: str | None, reader: Reader) -> None:
    found = annotate(Report(id="x", text=text), reader).statements
    assert found, "no statement at all"
    assert max(found, key=lambda s: s.content).speaker == speaker


# The entity stands beside the name, and every speaker says how it was found.
def test_the_entity_and_the_reason(reader: Reader) -> None:
    text = "Anna Petrosyan said the road was open. She said the bridge was closed."
    found = annotate(Report(id="x", text=text), reader)
    first, second = found.statements
    assert first.speaker_entity == second.speaker_entity
    assert first.speaker_entity in {entity.id for entity in found.entities}
    assert second.why[-1].startswith("speaker: 'she' is 'Anna Petrosyan'")
