"""Who says what: source, cue and content."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Mention, Statement
from dateline.syntax import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The compiled vocabulary of statements: cue words with the frames they stand in."""


def load_cues() -> Cues:
    return Cues()


def find_statements(report: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], cues: Cues) -> list[Statement]:
    """The statements of a report (given by its id), in the order of the text, speakers not yet resolved."""
    return []
