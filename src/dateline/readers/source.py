"""The file behind a report: its bytes, its text, and what the user knows about it."""

import codecs
import csv
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from charset_normalizer import from_bytes

from dateline.errors import BadOption
from dateline.records import Evidence, Problem, Report

LARGEST = 20_000_000
"""Bytes of a file that holds one report.  A larger one is a dump of many, in a format that the reader does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read.  `name` is its path within the folder that was given, with forward slashes, as results show it."""

    path: Path
    name: str
    root: Path

    def content(self) -> "bytes | Problem":
        """The bytes of a file that holds one report; a Problem where it is empty or too large.  Raises OSError."""
        size = self.path.stat().st_size
        if size > LARGEST:
            return self.problem(f"{size / 1e6:.0f} MB, too large for one report", "split it, one file a report, or make it JSONL")
        content = self.path.read_bytes()
        if not content.strip():
            return self.problem("is empty", "nothing to do, or save it again")
        return content

    def problem(self, what: str, advice: str) -> Problem:
        return Problem(path=self.name, what=what, advice=advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and, where its encoding had to be guessed, a sentence about it."""

    text: str
    guessed: str | None = None


def decode(content: bytes) -> Decoded | None:
    """The text of these bytes, line ends as \\n; None where they are no text.

    UTF-8 and byte-order marks are certain.  Anything else is guessed by charset-normalizer; bytes that fit no encoding
    become U+FFFD, which is said.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return Decoded(text=_lines(content.decode(encoding, "replace")))
    if b"\0" in content[:8192]:
        return None
    try:
        return Decoded(text=_lines(content.decode("utf-8")))
    except UnicodeDecodeError as wrong:
        broken = len(content.decode("utf-8", "ignore").encode("utf-8"))
        if broken > 0.98 * len(content) and any(byte >= 0x80 for byte in content[: wrong.start]):
            count = content.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
            return Decoded(
                text=_lines(content.decode("utf-8", "replace")), guessed=f"UTF-8 with {count} broken characters, shown as U+FFFD"
            )
    guess = from_bytes(content).best()
    if guess is None:
        return None
    return Decoded(text=_lines(str(guess)), guessed=f"its encoding was guessed: {guess.encoding}")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")


def file_id(content: bytes) -> str:
    """The id of a report that is a file: from the hash of its original bytes, so that identical files are one report."""
    return f"r-{sha256(content).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class SourceList:
    """What the user knows about plain files: a CSV with the columns path, publisher, published, url, title."""

    NAME: ClassVar[str] = "sources.csv"
    COLUMNS: ClassVar[frozenset[str]] = frozenset({"path", "publisher", "published", "url", "title", "byline", "agency"})

    rows: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "SourceList":
        """Reads the file.  Raises BadOption where it is no such list."""
        try:
            decoded = decode(path.read_bytes())
        except OSError as wrong:
            raise BadOption(f"{path}: cannot be read ({wrong.strerror}); check --sources") from None
        if decoded is None:
            raise BadOption(f"{path}: is no text; --sources takes a CSV with a column 'path'")
        rows = csv.DictReader(decoded.text.splitlines())
        columns = set(rows.fieldnames or ())
        if "path" not in columns:
            raise BadOption(f"{path}: has no column 'path'; the columns are path, publisher, published, url, title")
        if unknown := columns - cls.COLUMNS:
            raise BadOption(f"{path}: unknown columns {', '.join(sorted(map(str, unknown)))}; known are {', '.join(sorted(cls.COLUMNS))}")
        return cls({row["path"].strip(): {k: v.strip() for k, v in row.items() if k != "path" and v} for row in rows if row["path"]})

    @classmethod
    def beside(cls, source: Source) -> "SourceList":
        """The list in the folder that was given, if there is one."""
        file = source.root / cls.NAME
        return cls.load(file) if file.is_file() else cls()

    def complete(self, report: Report, source: Source) -> Report:
        """The report with what the list says of its file; the list wins over what was read."""
        if not (row := self.rows.get(source.name)):
            return report
        evidence = tuple(Evidence(field=name, value=value, source=self.NAME) for name, value in sorted(row.items()))
        given: dict[str, Any] = dict(row)
        return replace(report, evidence=evidence + report.evidence, **given)
