"""Words by numbers that stand for them in columns; whoever needs a word itself can look it up."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.link.marks import distinct
from dateline.link.neighbours import ranges

Numbers = NDArray[np.uint64]
NOTHING = 0
"""Stands for no word at all."""
LATELY = 1 << 14
"""Words that stay at hand: the same few are asked for again and again."""
NUMBER, SIZE, LETTERS = "word", "size of word", "letters"
"""Columns of words: the number and the length of each, and the letters of all, one after the other."""


@lru_cache(maxsize=1 << 16)
def number_of(word: str | None) -> int:
    """The number of a word: of a million words, two share one with a chance of one in 30 million."""
    if word is None:
        return NOTHING
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


def numbers_of(words: Iterable[str | None]) -> Numbers:
    """The numbers of words as a column."""
    return np.array([number_of(word) for word in words], np.uint64)


def columns_of(words: Iterable[str]) -> Mapping[str, NDArray[Any]]:
    """Words as columns, each once."""
    distinct = sorted(set(words))
    letters = [word.encode("utf-8", "surrogatepass") for word in distinct]
    return {
        NUMBER: numbers_of(distinct), SIZE: np.array([len(word) for word in letters], np.int32),
        LETTERS: np.frombuffer(b"".join(letters), np.uint8),
    }  # fmt: skip


class Words:
    """Words that can be looked up by their numbers."""

    def __init__(self, parts: Sequence[Mapping[str, NDArray[Any]]]) -> None:
        """Of columns of words, where the same word may stand more than once."""
        self._letters = b"".join(part[LETTERS].tobytes() for part in parts)
        sizes = np.concatenate([part[SIZE] for part in parts]).astype(np.int64)
        self._numbers, first = np.unique(np.concatenate([part[NUMBER] for part in parts]), return_index=True)
        self._begins, self._sizes = (np.cumsum(sizes) - sizes)[first], sizes[first]
        self._lately: dict[int, str] = {}

    def __getitem__(self, number: int) -> str:
        if (word := self._lately.get(number)) is not None:
            return word
        at = int(self._numbers.searchsorted(np.uint64(number)))
        begin = int(self._begins[at])
        word = self._letters[begin : begin + int(self._sizes[at])].decode("utf-8", "surrogatepass")
        if len(self._lately) == LATELY:
            self._lately.clear()
        self._lately[number] = word
        return word

    def only(self, numbers: Numbers) -> Mapping[str, NDArray[Any]]:
        """Those of these numbers, as columns."""
        wanted = np.searchsorted(self._numbers, distinct(numbers))
        begins, sizes = self._begins[wanted], self._sizes[wanted]
        here, _ = ranges(begins, begins + sizes)
        letters = np.frombuffer(self._letters, np.uint8)[here]
        return {NUMBER: self._numbers[wanted], SIZE: sizes.astype(np.int32), LETTERS: letters}

    def get(self, number: int) -> str | None:
        """The same; None for NOTHING."""
        return None if number == NOTHING else self[number]
