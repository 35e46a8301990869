"""JSON Lines: one report a line, with the keys of a report: id, text, published, title, publisher, url, ..."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from dateline.readers.entries import KEYS, dump_key, read_entry
from dateline.readers.source import Source
from dateline.records import Evidence, Problem, Report

SUFFIXES = (".jsonl", ".ndjson")
FIELDS = ("published", "title", "publisher", "url", "byline", "agency", "language")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The keys that are read; others are left alone."""

    text: str
    id: str | int | None = None
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    byline: str | None = None
    agency: str | None = None
    language: str | None = None
    genre: str | None = None


class Named(msgspec.Struct, frozen=True):
    """A line of which no more than the id can be read."""

    id: str | int | None = None


_decoder = msgspec.json.Decoder(Line)


def read(source: Source) -> Iterator[Report | Problem]:
    """The reports in a JSONL file, line by line; a line that cannot be read is a Problem.  Raises OSError.

    A line with other keys than ours is read as an entry of a news interface's dump.
    """
    with source.open() as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            if (entry := _foreign(line)) is not None:
                yield from read_entry(source, entry, number, "jsonl/1")
            else:
                yield read_line(line, source.name, number)


def _foreign(line: bytes) -> dict[str, object] | None:
    """The object in a line whose text stands under another key than ours."""
    try:
        entry = msgspec.json.decode(line, type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    levels = (entry, *(value for value in entry.values() if isinstance(value, dict)))
    names = {dump_key(name) for level in levels for name, value in level.items() if isinstance(value, str)}
    return entry if "text" not in entry and names.intersection(KEYS["text"]) else None


def read_line(line: bytes, name: str, number: int) -> Report | Problem:
    """The report in one line of `name`."""

    def problem(what: str, advice: str, id: str | int | None = None) -> Problem:
        return Problem(path=f"{name}:{number}", what=what, advice=advice, id=None if id is None else str(id))

    try:
        found = _decoder.decode(line)
    except msgspec.ValidationError as wrong:
        return problem(f"is no report: {wrong}", 'a line is {"id", "text", "published", ...}', _id(line))
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        return problem(f"is not JSON ({wrong})", "mend or take out this line")
    if not found.text.strip():
        return problem("has an empty text", "nothing to do, or fill in its text", found.id)
    # a lone surrogate (half of a character, as broken scrapers write) can be neither stored nor printed
    text = found.text.encode("utf-8", "replace").decode("utf-8")
    hashed = sha256(text.encode("utf-8")).hexdigest()
    given: dict[str, Any] = {key: value for key in FIELDS if (value := getattr(found, key))}
    return Report(
        id=str(found.id) if found.id not in (None, "") else f"r-{hashed[:16]}",
        text=text,
        paths=(name,),
        genre="narrative" if found.genre == "narrative" else "news",
        sha256=hashed,
        reader="jsonl/1",
        evidence=tuple(
            Evidence(field=key, value=value, source=f"JSON {json.dumps(key)}") for key, value in given.items()
        ),
        **given,
    )


def _id(line: bytes) -> str | int | None:
    """The id of a line that is no report otherwise, where it has one."""
    try:
        return msgspec.json.decode(line, type=Named).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
