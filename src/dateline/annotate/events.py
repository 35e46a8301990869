"""What happened: who to whom, where, when, by the event vocabulary."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Entity, Event, Figure, Mention, Published, Statement, Time
from dateline.syntax import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """The compiled vocabulary of events."""


def load_event_words() -> EventWords:
    return EventWords()


def find_events(
    report: str,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    published: Published,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    words: EventWords,
) -> list[Event]:
    """The events of a report (given by its id), each once however often it is told."""
    return []
