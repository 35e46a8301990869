"""What killed or hurt those who are counted: two causes at one place are two events.

A count is of the cause that its sentence names nearest to it, else of the last one named before it, else of the one
that its report begins with.  Where none is named it stays open, and what the other counts say decides (see accounts).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from dateline import lexicon
from dateline.records import Span

BACK = 2
"""Sentences back that still say what a count is of."""
WAR = "war"
"""The cause that holds others: a count of a whole war is none of one strike in it."""
SINCE = "since "
"""What begins the cause of a count of all that happened since a day long gone."""
HEAD = 600
"""Characters at the head of a report that say what it is about."""


class Cause(lexicon.Entry, frozen=True, kw_only=True):
    """A cause and the words for it, of lexicon/en/causes.toml; `once`: it strikes a place once in weeks."""

    cause: str
    words: tuple[str, ...]
    once: bool = False


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """A pattern of all words for causes, one that has a group for each cause, and their names: few words are of any,
    and to look for them without groups takes two thirds of the time.

    For text in small letters, which takes a third of the time that it takes to look for either case.
    """
    entries = lexicon.read("causes", "cause", Cause)
    causes = ["|".join(entry.words) for entry in entries]
    any_of, which = (re.compile(rf"\b(?:{'|'.join(form.format(words) for words in causes)})\b") for form in _FORMS)
    return any_of, which, tuple(entry.cause for entry in entries)


_FORMS = "{}", "({})"


@lru_cache(maxsize=1)
def once_in_weeks() -> frozenset[str]:
    """The causes that strike a place once in weeks: days that reports give for them are those of one event."""
    return frozenset(entry.cause for entry in lexicon.read("causes", "cause", Cause) if entry.once)


class Causes:
    """The causes that a report names, asked for at a place in its text; only what is asked about is looked through."""

    def __init__(self, small: str, sentences: Sequence[Span]) -> None:
        """The text of the report in small letters, and its sentences."""
        self._text, self._sentences = small, sentences
        self._opens = [start for start, _ in sentences]
        self._found: dict[Span, tuple[list[int], list[str]]] = {}

    def named(self, start: int) -> str:
        """The cause that the sentence of a count at `start` names, the nearest to it; "" where it names none."""
        starts, names = self._inside(self._sentence(start))
        after = bisect_left(starts, start)
        near = [k for k in (after - 1, after) if 0 <= k < len(starts)]
        return names[min(near, key=lambda k: (abs(starts[k] - start), k))] if near else ""

    def likely(self, start: int) -> tuple[str, ...]:
        """What it may be of: the last cause that the BACK sentences before it name, and the first of the report's head.

        A war is named beside every deed in it, and counts only where nothing else is named.
        """
        first, _ = self._sentence(start)
        here = bisect_right(self._opens, start) - 1
        before = self._inside((self._opens[max(0, here - BACK)], first))[1][::-1] if here > 0 else []
        head = self._inside((0, HEAD))[1]
        found = [next((name for name in few if name != WAR), few[0]) for few in (before, head) if few]
        return tuple(dict.fromkeys(found))

    def _sentence(self, start: int) -> Span:
        here = bisect_right(self._opens, start) - 1
        return self._sentences[here] if here >= 0 else (0, start)

    def _inside(self, span: Span) -> tuple[list[int], list[str]]:
        """Where a stretch of the text names causes, and which."""
        if span not in self._found:
            any_of, which, names = _patterns()
            starts = [at.start() for at in any_of.finditer(self._text, *span)]
            groups = (which.match(self._text, start, span[1]) for start in starts)
            self._found[span] = starts, [names[(group.lastindex or 1) - 1] for group in groups if group]
        return self._found[span]
