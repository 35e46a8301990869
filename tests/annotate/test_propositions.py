"""What statements say, clause by clause: who does what to whom, whatever the order of the words."""

from typing import TYPE_CHECKING

import pytest

from dateline.records import Annotation, Report

if TYPE_CHECKING:
    from dateline.reading import Reader

# (sentence; the verb, who and whom of the main clause of its statement, by their words; None: not said)
SAID: list[tuple[str, str, str | None, str | None]] = [
    ("The army shelled the mill, the mayor said.", "shell", "The army", "the mill"),
    # turned round: a passive, with and without who did it; a participle; a relative clause is not the main one
    ("The mill was shelled by the army, the mayor said.", "shell", "the army", "The mill"),
    ("The mill was shelled at noon, the mayor said.", "shell", None, "The mill"),
    ("The mayor said that the army, which shelled the mill, has left the town.", "leave", "the army", "the town"),
    # what hangs on a noun is no part of it, but for whose it is
    ("A vessel of the coastguard, which lay in the bay, rammed the boat, the mayor said.",
     "ram", "A vessel of the coastguard", "the boat"),
    # who is accused of a deed is who did it; who denies one without a subject is who did not
    ("The mayor accused the army of shelling the mill.", "shell", "the army", "the mill"),
    ("The army denied shelling the mill.", "shell", "The army", "the mill"),
    # a number of people is those people
    ("The mayor said that nine of the fighters had died.", "die", "the fighters", None),
    # "he" of nobody named is left open
    ("The mayor said that it had shelled the mill.", "shell", None, "the mill"),
    # particles belong to the verb; of what something is, the word for it does
    ("The army shot down a drone, the mayor said.", "shoot down", "The army", "a drone"),
    ("The wall is sound, the mayor said.", "be sound", "The wall", None),
]  # fmt: skip


def read(reader: "Reader", text: str) -> Annotation:
    from dateline.reading import annotate

    return annotate(Report(id="a", text=text), reader)


@pytest.mark.parametrize(("text", "verb", "who", "whom"), SAID, ids=[row[0] for row in SAID])
def test_main_clauses(reader: "Reader", text: str, verb: str, who: str | None, whom: str | None) -> None:
    main = read(reader, text).propositions[0]
    parts = {part.role: text[part.start : part.end] for part in main.parts}
    assert (main.predicate, parts.get("who"), parts.get("whom")) == (verb, who, whom)


def test_a_not_and_a_pronoun_of_the_speaker_are_kept(reader: "Reader") -> None:
    (one,) = read(reader, "Its patrol boat has not rammed the dinghy, the coastguard said.").propositions
    assert one.negated and next(part for part in one.parts if part.role == "who").own


def test_each_proposition_stands_in_its_statement(reader: "Reader") -> None:
    text = "The mayor said that the army shelled the mill and burned the barn. Two men fled, a farmer said."
    found = read(reader, text)
    contents = {statement.id: statement.content for statement in found.statements}
    assert [text[one.start : one.end] for one in found.propositions] == ["shelled", "burned", "fled"]
    assert all(any(s <= one.start < e for s, e in contents[one.statement]) for one in found.propositions)


def test_a_clause_of_many_verbs_is_read_in_part(reader: "Reader") -> None:
    assert len(read(reader, "The mayor said he ran" + " and ran" * 300 + ".").propositions) <= 8
