"""What killed or hurt those who are counted: two causes at one place are two events.

A count is of the cause that its sentence names nearest to it, else of the last one named before it, else of the one
that its report begins with.  Where none is named it stays open, and what the other counts say decides (see accounts).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from dateline import lexicon
from dateline.records import Annotation, Report, Span

BACK = 2
"""Sentences back that still say what a count is of."""
WAR = "war"
"""The cause that holds others: a count of a whole war is none of one strike in it."""
SINCE = "since "
"""What begins the cause of a count of all that happened since a day long gone."""
HEAD = 600
"""Characters at the head of a report that say what it is about."""


class Cause(lexicon.Entry, frozen=True, kw_only=True):
    """A cause and the words for it, of lexicon/en/causes.toml."""

    cause: str
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern with a group for each cause, and their names."""
    entries = lexicon.read("causes", "cause", Cause)
    parts = (f"({'|'.join(entry.words)})" for entry in entries)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE), tuple(entry.cause for entry in entries)


class Causes:
    """The causes that a report names, asked for at a place in its text."""

    def __init__(self, report: Report, annotation: Annotation) -> None:
        pattern, names = _pattern()
        found = [(match.start(), names[(match.lastindex or 1) - 1]) for match in pattern.finditer(report.text)]
        self._starts = [start for start, _ in found]
        self._names = [name for _, name in found]
        self._sentences: Sequence[Span] = annotation.sentences
        self._opens = [start for start, _ in annotation.sentences]

    def named(self, start: int) -> str:
        """The cause that the sentence of a count at `start` names, the nearest to it; "" where it names none."""
        first, last = self._span(start)
        inside = range(bisect_left(self._starts, first), bisect_left(self._starts, last))
        return self._names[min(inside, key=lambda k: (abs(self._starts[k] - start), k))] if inside else ""

    def likely(self, start: int) -> tuple[str, ...]:
        """What it may be of: the last cause that the BACK sentences before it name, and the first of the report's head.

        A war is named beside every deed in it, and counts only where nothing else is named.
        """
        first, _ = self._span(start)
        here = bisect_right(self._opens, start) - 1
        back = bisect_left(self._starts, self._opens[max(0, here - BACK)] if here >= 0 else 0)
        before = self._names[back : bisect_left(self._starts, first)][::-1]
        head = self._names[: bisect_left(self._starts, HEAD)]
        found = [next((name for name in names if name != WAR), *names[:1]) for names in (before, head) if names]
        return tuple(dict.fromkeys(found))

    def _span(self, start: int) -> Span:
        here = bisect_right(self._opens, start) - 1
        return self._sentences[here] if here >= 0 else (0, start)
