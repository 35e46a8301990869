"""Names of people, organisations, places and groups, and what refers to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.gazetteer import Gazetteer
from dateline.records import Entity, Mention
from dateline.syntax import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The compiled vocabulary of names: titles, offices, metonyms, demonyms."""


def load_names() -> Names:
    return Names()


def find_entities(
    report: str, sentences: Sequence[Sentence], names: Names, gazetteer: Gazetteer | None
) -> tuple[list[Entity], list[Mention]]:
    """The entities of a report (given by its id) and their mentions, in the order of the text."""
    return [], []
