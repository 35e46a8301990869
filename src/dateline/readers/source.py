"""The file behind a report: its bytes, and its text."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from charset_normalizer import from_bytes

from dateline.records import Evidence, Problem

SOURCES = "sources.csv"
"""The file beside plain files in which the user says what is known about them."""
LARGEST = 20_000_000
"""Bytes of a file that holds one report.  A larger one is a dump of many, in a format that the reader does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read, or what stands inside of one (a member of an archive, a part of a mail, a saved response).

    `name` is its path within the folder that was given, with forward slashes, as results show it; within a file it
    goes on behind that file's name.
    """

    path: Path
    """The file on disk."""
    name: str
    root: Path
    inside: bytes | None = None
    """The bytes of what stands inside a file; None for the file itself."""
    kind: str = ""
    """The ending that says how to read it, where its name does not."""
    given: tuple[Evidence, ...] = ()
    """What the file around it says about it."""

    @property
    def suffix(self) -> str:
        """The ending that decides which reader it is for, in lower case, with its dot."""
        if self.kind:
            return self.kind
        endings = [ending.lower() for ending in PurePosixPath(self.name).suffixes[-2:]]
        return "".join(endings) if endings[:1] in ([".tar"], [".warc"]) else "".join(endings[-1:])

    def member(self, name: str, content: bytes, kind: str = "", given: Iterable[Evidence] = ()) -> "Source":
        """What stands inside of this file under `name`."""
        return replace(self, name=f"{self.name}/{name}", inside=content, kind=kind, given=(*given, *self.given))

    def open(self) -> BinaryIO:
        """The bytes as a stream.  Raises OSError."""
        return self.path.open("rb") if self.inside is None else BytesIO(self.inside)

    def size(self) -> int:
        """In bytes.  Raises OSError."""
        return self.path.stat().st_size if self.inside is None else len(self.inside)

    def content(self, largest: int = LARGEST) -> "bytes | Problem":
        """The bytes of a file that holds one report; a Problem where it is empty or too large.  Raises OSError."""
        size = self.size()
        if size > largest:
            return self.problem(
                f"{size / 1e6:.0f} MB, too large for one report", "split it, one file a report, or make it JSONL"
            )
        content = self.path.read_bytes() if self.inside is None else self.inside
        if not content.strip():
            return self.problem("is empty", "nothing to do, or save it again")
        return content

    def problem(self, what: str, advice: str) -> Problem:
        """What stops this file from being read; one line, whatever the file holds."""
        return Problem(path=_one_line(self.name), what=_one_line(what), advice=advice)

    def warning(self, what: str, advice: str) -> Problem:
        """What the user should know, though the file was read."""
        return Problem(path=_one_line(self.name), what=_one_line(what), advice=advice, severity="warning")


def _one_line(told: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(told.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and, where its encoding had to be guessed, a sentence about it."""

    text: str
    guessed: str | None = None


def decode(content: bytes, declared: str | None = None) -> Decoded | None:
    """The text of these bytes, line ends as \\n; None where they are no text.

    UTF-8 and byte-order marks are certain.  Anything else is guessed by charset-normalizer; bytes that fit no encoding
    become U+FFFD, which is said.  An encoding that the file declares for itself is tried before guessing.
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
                text=_lines(content.decode("utf-8", "replace")),
                guessed=f"UTF-8 with {count} broken characters, shown as U+FFFD",
            )
    if declared:
        try:
            return Decoded(text=_lines(content.decode(declared)))
        except (UnicodeError, LookupError):
            pass
    guess = from_bytes(content).best()
    if guess is None:
        return None
    return Decoded(text=_lines(str(guess)), guessed=f"its encoding was guessed: {guess.encoding}")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")


def file_id(content: bytes) -> str:
    """The id of a report that is a file: the hash of its original bytes, so that identical files are one report."""
    return f"r-{sha256(content).hexdigest()[:16]}"
