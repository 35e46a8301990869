"""A report as it is compared with others: its words in columns of numbers, which take no time to unpack."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import compress
from math import log
from struct import Struct
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.link.terms import NUMBER, QUOTED, WORD, read_word
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
        self.report, self.printed, self.quoted = report, columns.printed, columns.quoted
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

    def words(self, places: Sequence[int] | Numbers) -> list[str]:
        """Some of its words, as they are printed."""
        text, at = self.report.text, np.array(places, dtype=np.int64)
        return [text[start:end] for start, end in zip(self.start[at].tolist(), self.end[at].tolist(), strict=True)]

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words that are numbers in digits, whatever becomes of separators and zeros ("4 thousand")."""
        found = [(match.start(), match[0]) for match in NUMBER.finditer(self.report.text)]
        if not found or not len(self):
            return frozenset()
        starts = np.array([start for start, _ in found])
        own = (self.start[np.minimum(np.searchsorted(self.start, starts), len(self) - 1)] == starts).tolist()
        return frozenset(re.sub(r"[.,]", "", number).strip("0") for _, number in compress(found, own)) - {""}

    def features(self) -> "Features":
        """The rare words that it is looked up by."""
        _, at, times = np.unique(self.term, return_index=True, return_counts=True)
        grade = self.bare.quarters[at] / 4 * damped(int(times.max(initial=0)))[times]
        if len(at) > FEATURES:
            least = np.partition(grade, -FEATURES)[-FEATURES]
            at, grade = at[grade >= least], grade[grade >= least]
        stems = (read_word(word)[1] for word in self.words(at))
        graded = sorted((-weight, stem) for stem, weight in zip(stems, grade.tolist(), strict=True))
        found = sorted((stem, -weight) for weight, stem in graded[:FEATURES] if weight)
        numbers = b"".join(number_of(stem) for stem, _ in found)
        return Features(np.frombuffer(numbers, dtype=np.uint64), np.array([weight for _, weight in found], dtype=float))


@lru_cache(maxsize=8)
def damped(most: int) -> NDArray[np.float64]:
    """What 0, 1, 2 ... `most` mentions of a word count as."""
    return np.array([0.0, *(1 + log(times) for times in range(1, most + 1))])


class Features(NamedTuple):
    """Stems as numbers, in the order of the stems, and what each weighs."""

    terms: NDArray[np.uint64]
    weights: NDArray[np.float64]


@lru_cache(maxsize=200_000)
def number_of(stem: str) -> bytes:
    """A number of eight bytes that stands for a stem: no two stems of any pile can be thought to share one."""
    return blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest()


_SIZES = Struct("=II")


def pack_print(words: Bare, features: Features) -> bytes:
    """What a report is found by, as bytes: to unpack it takes no time."""
    return b"".join(
        (
            _SIZES.pack(len(words.key), len(features.terms)), words.key.tobytes(), words.quarters.tobytes(),
            features.terms.tobytes(), features.weights.tobytes(),
        )
    )  # fmt: skip


def unpack_print(data: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """The bytes of its four columns: the keys of words and their weights in quarters, rare stems and their weights."""
    size, stems = _SIZES.unpack_from(data)
    ends = _SIZES.size + 4 * size, _SIZES.size + 5 * size, _SIZES.size + 5 * size + 8 * stems
    return data[_SIZES.size : ends[0]], data[ends[0] : ends[1]], data[ends[1] : ends[2]], data[ends[2] :]


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
    start, printed_words = words_of(text, litter)
    end = start + np.fromiter(map(len, printed_words), dtype=np.uint32, count=len(printed_words))
    words = np.frombuffer(b"".join(map(_read_word, printed_words)), dtype=_READ)
    return Columns(
        key=words["key"].tobytes(), quarters=words["quarters"].tobytes(), term=words["term"].tobytes(),
        quoted=_inside(start, [match.span() for match in QUOTED.finditer(text)]).tobytes(),
        start=start.tobytes(), end=end.tobytes(),
        sentence=np.searchsorted(opens, start, "right").astype(np.uint32).tobytes(), printed=printed,
    )  # fmt: skip


def words_of(text: str, litter: Spans) -> tuple[NDArray[np.uint32], list[str]]:
    """Where the words of a text begin that are not litter, and the words."""
    parts = _AROUND_WORDS.split(text)  # what stands between two words, and words, by turns
    words = parts[1::2]
    start = np.cumsum(np.fromiter(map(len, parts), dtype=np.uint32, count=len(parts)), dtype=np.uint32)[:-1:2]
    if litter:
        own = ~_inside(start, litter)
        start, words = start[own], list(compress(words, own.tolist()))
    return start, words


_AROUND_WORDS = re.compile(f"({WORD.pattern})")
_READ = np.dtype([("key", "=u4"), ("term", "=u4"), ("quarters", "u1")])
_PACK_READ = Struct("=IIB").pack


@lru_cache(maxsize=200_000)
def _read_word(word: str) -> bytes:
    """Key, the number of the stem, and weight in quarters."""
    key, stem, weight = read_word(word)
    return _PACK_READ(key, crc32(stem.encode("utf-8", "surrogatepass")), int(4 * weight))


def _inside(places: NDArray[np.uint32], spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Which places stand in one of the spans."""
    if not spans:
        return np.zeros(len(places), dtype=np.bool_)
    starts, ends = np.array([(0, 0), *sorted(spans)]).T
    found: NDArray[np.bool_] = places < ends[np.searchsorted(starts, places, "right") - 1]
    return found
