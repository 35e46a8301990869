"""The exact gate: do these quotes stand in the reports, and do these numbers stand in the quotes?

For any tool's output, an LLM's above all.  A quote is `exact` where the report has it at the place named (anywhere, if
no place is named), `moved` where it stands elsewhere, `altered` where something close to it stands, `absent` otherwise.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from rapidfuzz import fuzz

from dateline.annotate.figures import load_kinds
from dateline.annotate.figures.numbers import find_numbers
from dateline.annotate.figures.words import NumberWords
from dateline.records import Report
from dateline.syntax import Token

if TYPE_CHECKING:
    from spacy.language import Language

CLOSE = 75.0
"""Least similarity, in per cent of the longest common subsequence, of a passage that counts as the quote, altered."""

Verdict = Literal["exact", "moved", "altered", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is to be checked.  `start` and `end` are code points of the report's text."""

    report: str
    quote: str
    start: int | None = None
    end: int | None = None
    numbers: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """What stands in the report instead of the quote."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that was claimed, and whether it stands in the quote."""

    value: float
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The verdict on one row; `line` counts from 1."""

    line: int
    quote: Verdict
    nearest: Nearest | None = None
    numbers: tuple[Number, ...] = ()
    why: str | None = None

    @property
    def passed(self) -> bool:
        return self.quote == "exact" and all(number.stands for number in self.numbers)


def read_rows(lines: Iterable[bytes]) -> Iterator[Row | None]:
    """The rows in JSON lines; None for a line that is none.  Blank lines are passed over.

    A line of LangExtract's output file (a document with its extractions) gives a row for each extraction.
    """
    for line in lines:
        if line.strip():
            try:
                decoded = msgspec.json.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                decoded = None
            if isinstance(decoded, dict) and isinstance(decoded.get("extractions"), list):
                yield from (extraction_of(decoded, extraction) for extraction in decoded["extractions"])
            else:
                yield row_of(decoded) if isinstance(decoded, dict) else None


def extraction_of(document: Mapping[str, Any], extraction: Any) -> Row | None:
    """The row of one of LangExtract's extractions: its text at its interval, in the report that the document's id
    names; None where it is no extraction.

    The numbers are those attributes that are a number and nothing else ("11,300", not "over 20"): what a model says of
    a quote has to stand in it.
    """
    if not isinstance(extraction, dict):
        return None
    interval, attributes = (
        found if isinstance(found := extraction.get(key), dict) else {} for key in ("char_interval", "attributes")
    )
    return row_of(
        {
            "report": document.get("document_id"),
            "quote": extraction.get("extraction_text"),
            "start": interval.get("start_pos"),
            "end": interval.get("end_pos"),
            "numbers": [number for value in attributes.values() for number in _numbers(value)],
        }
    )


def _numbers(value: object) -> Iterator[float]:
    """The numbers in an attribute: a number, one in digits, or a list of them."""
    if isinstance(value, list):
        yield from (number for inner in value for number in _numbers(inner))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)
    elif isinstance(value, str) and re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d{1,15}(\.\d{1,9})?", value.strip()):
        yield float(value.replace(",", ""))


def row_of(line: Mapping[str, Any]) -> Row | None:
    """The row in a decoded line, ours or another tool's; None where it names no report or no quote.

    A row of our own export gives its numbers as `low` and `high` and its place as `spans`.
    """
    report, quote = line.get("report"), line.get("quote")
    if not isinstance(report, str | int) or not isinstance(quote, str):
        return None
    start, end = line.get("start"), line.get("end")
    if spans := line.get("spans"):
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
    numbers = line.get("numbers")
    if numbers is None:
        numbers = [line[key] for key in ("low", "high") if isinstance(line.get(key), int | float)]
    return Row(
        report=str(report),
        quote=quote,
        start=start if isinstance(start, int) else None,
        end=end if isinstance(end, int) else None,
        numbers=tuple(dict.fromkeys(float(n) for n in numbers if isinstance(n, int | float))),
    )


def check(rows: Iterable[Row | None], reports: Mapping[str, Report]) -> Iterator[Check]:
    """A verdict for each row, in order."""
    words = load_kinds().numbers
    for line, row in enumerate(rows, 1):
        if row is None:
            yield Check(line=line, quote="absent", why='not a row: needs "report" and "quote"')
        elif row.report not in reports:
            yield Check(line=line, quote="absent", why=f"the record has no report {row.report!r}")
        else:
            verdict, nearest = check_quote(row, reports[row.report].text)
            standing = values_in(row.quote, words) if row.numbers else frozenset()
            yield Check(
                line=line,
                quote=verdict,
                nearest=nearest,
                numbers=tuple(Number(value=value, stands=value in standing) for value in row.numbers),
            )


def check_quote(row: Row, text: str) -> tuple[Verdict, Nearest | None]:
    """The verdict on a quote, and what stands in the report instead where it is not exact."""
    if not row.quote.strip():
        return "absent", None
    if row.start is not None:
        end = row.start + len(row.quote) if row.end is None else row.end
        if row.start >= 0 and text[row.start : end] == row.quote:
            return "exact", None
    found = text.find(row.quote)
    if found >= 0:
        place = Nearest(start=found, end=found + len(row.quote), quote=row.quote)
        return ("exact", None) if row.start is None else ("moved", place)
    aligned = fuzz.partial_ratio_alignment(row.quote, text, score_cutoff=CLOSE)
    if aligned is None or len(row.quote) > len(text) * 1.25:
        return "absent", None
    return "altered", Nearest(
        start=aligned.dest_start, end=aligned.dest_end, quote=text[aligned.dest_start : aligned.dest_end]
    )


def values_in(quote: str, words: NumberWords) -> frozenset[float]:
    """The numbers that stand in a quote, in digits or words; an article before a noun stands for one ("a child was
    killed").
    """
    tokens = _tokens(quote)
    values = {
        value
        for number in find_numbers(tokens, words)
        for value in (number.low, number.high, number.grouped)
        if value is not None
    }
    if any(token.lower in ("a", "an", "another", "single") for token in tokens):
        values.add(1.0)
    return frozenset(values)


def _tokens(text: str) -> list[Token]:
    """The words of a text, cut as the model cuts them but without its parse."""
    return [
        Token(i, str(token), token.idx, token.idx + len(token), "", "", "", "", "")
        for i, token in enumerate(token for token in _tokenizer()(text) if not token.is_space)
    ]


@lru_cache(maxsize=1)
def _tokenizer() -> "Language":
    import spacy  # noqa: PLC0415 (slow; only rows with numbers need it)

    return spacy.blank("en")
