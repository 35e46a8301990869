"""A report as it is compared with others: its words in columns of numbers, which take no time to unpack."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.link.terms import QUOTED, WORD, read_word
from dateline.records import Annotation, Document, Report, Span, Spans

Numbers = NDArray[np.int64]

FEATURES = 60
"""Rare words of a report that others are looked up by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The words of a report (see terms.Words) as bytes: four for each number, one for a weight or a mark."""

    key: bytes
    quarters: bytes
    """Weights, in quarters: there are no finer ones."""
    quoted: bytes
    start: bytes
    end: bytes
    term: bytes
    """Stems, each as a number."""
    sentence: bytes
    printed: str | None
    """When the report was printed, where it says so."""


class Bare(NamedTuple):
    """What proves that two reports share a passage."""

    key: NDArray[np.uint32]
    quarters: NDArray[np.uint8]
    quoted: NDArray[np.bool_]


class Text:
    """The same, unpacked."""

    def __init__(self, report: Report, columns: Columns) -> None:
        self.report, self.printed = report, columns.printed
        self.bare = bare(columns.key, columns.quarters, columns.quoted)
        self.start, self.end, self.term, self.sentence = (
            np.frombuffer(column, dtype=np.uint32)
            for column in (columns.start, columns.end, columns.term, columns.sentence)
        )

    def __len__(self) -> int:
        return len(self.start)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where the words first:end stand."""
        return int(self.start[first]), int(self.end[end - 1])

    def words(self, places: Iterable[int]) -> list[str]:
        """Some of its words, as they are printed."""
        text = self.report.text
        return [text[self.start[at] : self.end[at]] for at in places]

    def numbers(self) -> list[str]:
        """The words that are numbers in digits."""
        return [word for word in self.words(range(len(self))) if word[0].isdigit()]

    def features(self) -> dict[str, float]:
        """The rare words that it is looked up by."""
        _, at, times = np.unique(self.term, return_index=True, return_counts=True)
        weights = (self.bare.quarters[at] / 4).tolist()
        found = zip(self.words(at), times.tolist(), weights, strict=True)
        graded = sorted((-weight * (1 + log(n)), read_word(word)[1]) for word, n, weight in found)
        return {stem: -grade for grade, stem in graded[:FEATURES] if grade}


def bare(key: bytes, quarters: bytes, quoted: bytes) -> Bare:
    """These columns, unpacked."""
    return Bare(
        np.frombuffer(key, dtype=np.uint32),
        np.frombuffer(quarters, dtype=np.uint8),
        np.frombuffer(quoted, dtype=np.bool_),
    )


def read_columns(report: Report, annotation: Annotation | Document | None) -> Columns:
    """The words of a report outside its litter; of one that was not annotated, all."""
    text, printed = report.text, report.published
    litter: Spans = ()
    opens: tuple[int, ...] = ()
    if annotation is not None:
        litter = (*annotation.boilerplate, *annotation.captions)
        opens = tuple(start for start, _ in annotation.sentences[1:])
        printed = printed or (annotation.published.best if annotation.published.explicit else None)
    spans = np.array([match.span() for match in WORD.finditer(text)], dtype=np.uint32).reshape(-1, 2)
    spans = spans[~_inside(spans[:, 0], litter)]
    start, end = spans.T
    words = [_read_word(text[first:last]) for first, last in spans.tolist()]
    key, quarters, term = np.array(words, dtype=np.uint32).reshape(-1, 3).T
    return Columns(
        key=key.tobytes(), quarters=quarters.astype(np.uint8).tobytes(), term=term.tobytes(),
        quoted=_inside(start, [match.span() for match in QUOTED.finditer(text)]).tobytes(),
        start=start.tobytes(), end=end.tobytes(),
        sentence=np.searchsorted(opens, start, "right").astype(np.uint32).tobytes(), printed=printed,
    )  # fmt: skip


@lru_cache(maxsize=200_000)
def _read_word(word: str) -> tuple[int, int, int]:
    """Key, weight in quarters, and the number of the stem."""
    key, stem, weight = read_word(word)
    return key, int(4 * weight), crc32(stem.encode("utf-8", "surrogatepass"))


def _inside(places: NDArray[np.uint32], spans: Iterable[Span]) -> NDArray[np.bool_]:
    """Which places stand in one of the spans."""
    starts, ends = np.array([(0, 0), *sorted(spans)]).T
    found: NDArray[np.bool_] = places < ends[np.searchsorted(starts, places, "right") - 1]
    return found
