"""The words of a report as they are compared across reports: folded, stemmed, weighted by how rare they are in English.

Weights are shipped (frequencies.txt, made by scripts/make_frequencies.py) and not taken from the pile: one more report
must not change how alike two others are.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from zlib import crc32

from dateline.records import Spans

RAREST = 6.0
"""The weight of a word that is not listed; without a limit one misspelt name outweighs a sentence."""

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(rf"{NUMBER.pattern}|[^\W\d_]+(?:['’][^\W\d_]+)*")
QUOTED = re.compile('“[^“”\n]*”|«[^«»\n]*»|"[^"\n]*"')

_UNMARKED = str.maketrans(
    {"æ": "ae", "ø": "o", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "œ": "oe", "đ": "d"}
)


def fold(word: str) -> str:
    """Lower case without accents; numbers without separators ("13,092" is "13092")."""
    if word[0].isdigit():
        return re.sub(r"[.,](?=\d{3})", "", word)
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.lower().translate(_UNMARKED))
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("’", "'") or word.lower()


def stem(word: str) -> str:
    """The first six letters of a folded word, without possessive and plural s: translators inflect differently."""
    if word[0].isdigit():
        return word
    if len(word) > 3:
        word = word.partition("'")[0] or word
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:6]


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    weights = {}
    for line in (files(__package__) / "frequencies.txt").read_text("utf-8").splitlines():
        weight, *stems = line.split()
        weights.update(dict.fromkeys(stems, float(weight)))
    return weights


def weigh(term: str) -> float:
    """How telling a stem is: -ln of the chance that a report of 300 words holds it, at most RAREST."""
    if term[0].isdigit():
        if len(term) == 4 and term[:2] in ("19", "20"):
            return 3.5
        return (0.0, 2.0, 3.5, 5.0)[len(term)] if len(term) < 4 else RAREST
    return _frequencies().get(term, RAREST)


@lru_cache(maxsize=200_000)
def read_word(word: str) -> tuple[int, str, float]:
    """(a number that stands for the folded word, its stem, the stem's weight)."""
    folded = fold(word)
    term = stem(folded)
    return crc32(folded.encode("utf-8", "surrogatepass")), term, weigh(term)


def read_stems(text: str) -> list[tuple[str, float, int]]:
    """(stem, its weight, where the word begins) of each word of a short text."""
    return [(*read_word(match[0])[1:], match.start()) for match in WORD.finditer(text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a report, a column for each attribute; offsets are the report's."""

    start: tuple[int, ...]
    end: tuple[int, ...]
    key: tuple[int, ...]
    """Equal for equal words, case and accents aside."""
    stem: tuple[str, ...]
    weight: tuple[float, ...]
    sentence: tuple[int, ...]
    """Index of the sentence that the word stands in."""
    quoted: tuple[bool, ...]
    """Whether it stands between quotation marks."""


def read_words(text: str, sentences: Spans, skip: Spans) -> Words:
    """The words of `text` outside the spans in `skip`; a word before the first sentence counts as of the first."""
    spans = [match.span() for match in WORD.finditer(text)]
    if skip:
        skipped = _inside(skip)
        spans = [span for span in spans if not skipped(span[0])]
    read = [read_word(text[start:end]) for start, end in spans]
    starts = tuple(start for start, _ in spans)
    opens = [start for start, _ in sentences[1:]]
    quotes = [match.span() for match in QUOTED.finditer(text)]
    return Words(
        start=starts,
        end=tuple(end for _, end in spans),
        key=tuple(key for key, _, _ in read),
        stem=tuple(stem for _, stem, _ in read),
        weight=tuple(weight for _, _, weight in read),
        sentence=tuple(bisect_right(opens, start) for start in starts) if opens else (0,) * len(starts),
        quoted=tuple(map(_inside(quotes), starts)) if quotes else (False,) * len(starts),
    )


class _inside:  # noqa: N801 (a function with memory: whether an offset stands in one of the spans)
    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends = [end for _, end in ordered]

    def __call__(self, offset: int) -> bool:
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]
