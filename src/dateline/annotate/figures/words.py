"""The vocabulary of numbers: number words, amounts without a value, words that say how a number is meant."""

import re
from dataclasses import dataclass

from dateline import lexicon
from dateline.records import Modifier


class Values(lexicon.Entry, frozen=True, kw_only=True):
    """Words with their values."""

    values: dict[str, float]


class Words(lexicon.Entry, frozen=True, kw_only=True):
    """Words without a value; with `opened_by` they need one of these before them."""

    words: tuple[str, ...]
    opened_by: tuple[str, ...] = ()


class Meant(lexicon.Entry, frozen=True, kw_only=True):
    """Words that say how a number is meant; without a modifier they say nothing about its value."""

    words: tuple[str, ...]
    modifier: Modifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The compiled vocabulary of numbers."""

    cardinal: dict[str, float]
    scale: dict[str, float]
    letter: dict[str, float]
    fraction: dict[str, float]
    ordinal: dict[str, float]
    vague: frozenset[str]
    opened: dict[str, frozenset[str]]
    none: frozenset[tuple[str, ...]]
    glued: frozenset[str]
    change: frozenset[str]
    currency: frozenset[str]
    before: dict[tuple[str, ...], Modifier | None]
    """Modifiers and neutral words by their tokens."""
    before_ends: frozenset[str]
    """The last words of these phrases, and of those of `after` the first."""
    after: dict[tuple[str, ...], Modifier | None]
    after_opens: frozenset[str]
    units: frozenset[str]
    """Unit nouns, which a range may repeat: "between 5 km and 7 km"."""
    starts: frozenset[str]
    """Every word with which a numeral in words may begin: the cheap test that nine words of ten fail."""


def load_number_words(units: frozenset[str]) -> NumberWords:
    """Reads numbers.toml and modifiers.toml; `units` are the unit nouns.  Raises LexiconError."""
    vague = lexicon.read("numbers", "vague", Words)
    plain = frozenset(w for entry in vague if not entry.opened_by for w in entry.words)
    opened = {w: frozenset(entry.opened_by) for entry in vague if entry.opened_by for w in entry.words}
    none = frozenset(_split(w) for entry in lexicon.read("numbers", "none", Words) for w in entry.words)
    first = {w[0] for w in none}
    before, after = {**_meanings("neutral"), **_meanings("before")}, _meanings("after")
    return NumberWords(
        cardinal=_values("cardinal"), scale=_values("scale"), letter=_values("letter"), fraction=_values("fraction"),
        ordinal=_values("ordinal"), glued=_words("glued"), change=_words("change"),
        currency=_words("currency"), vague=plain, opened=opened, none=none,
        before=before, before_ends=frozenset(phrase[-1] for phrase in before),
        after=after, after_opens=frozenset(phrase[0] for phrase in after), units=units,
        starts=frozenset({*_values("cardinal"), *_values("fraction"), *plain, *opened, *first, "no", "not", "a", "an"}),
    )  # fmt: skip


def _values(table: str) -> dict[str, float]:
    return {word: value for entry in lexicon.read("numbers", table, Values) for word, value in entry.values.items()}


def _words(table: str) -> frozenset[str]:
    return frozenset(word for entry in lexicon.read("numbers", table, Words) for word in entry.words)


def _meanings(table: str) -> dict[tuple[str, ...], Modifier | None]:
    return {_split(w): entry.modifier for entry in lexicon.read("modifiers", table, Meant) for w in entry.words}


def _split(words: str) -> tuple[str, ...]:
    """The words as the tokeniser cuts them: at spaces and hyphens."""
    return tuple(w for w in re.split(r"\s+|(-)", words) if w)
