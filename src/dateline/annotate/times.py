"""Time expressions: "midday Monday" → TIMEX3 value and interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import Published, Time
from dateline.syntax import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The compiled vocabulary of times."""


def load_grammar() -> Grammar:
    return Grammar()


def find_times(report: str, sentences: Sequence[Sentence], grammar: Grammar) -> list[Time]:
    """The time expressions of a report (given by its id), those that need an anchor not yet resolved."""
    return []


def resolve_times(times: Iterable[Time], published: Published, genre: str = "news") -> list[Time]:
    """The same times with values and intervals, now that it is known when the report was published."""
    return list(times)
