"""Who gives a figure, as of when, where."""

from collections.abc import Sequence

from dateline.annotate.figures.find import Numbers
from dateline.records import Entity, Figure, Mention, Published, Statement, Time
from dateline.syntax import Sentence


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
