"""How many, of whom, what happened to them, as of when, who says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Entity, Figure, Mention, Published, Quantity, Span, Statement, Time, Unresolved
from dateline.syntax import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The compiled vocabulary of figures: kinds, units, modifiers, number words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Every number of a report, sorted: crisis figures, other quantities, and what could not be read."""

    figures: tuple[Figure, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


def load_kinds() -> Kinds:
    return Kinds()


def find_figures(report: str, sentences: Sequence[Sentence], times: Sequence[Time], kinds: Kinds) -> Numbers:
    """The numbers of a report (given by its id); giver, as-of and place not yet filled in."""
    return Numbers()


def attribute_figures(
    numbers: Numbers,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    published: Published,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
) -> tuple[Figure, ...]:
    """The figures with their givers, statement, as-of and place."""
    return numbers.figures
