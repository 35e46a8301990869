"""What each list of a record holds, in which order, and by what it can be filtered: a small SQLite file, made once.

A page of a list is then a few look-ups by number, however long the record is.  The file lies in the cache folder and
not in the record: a build that adds a hundred reports need not number a million rows anew, and a record that nobody
serves does not carry it.  Nothing of the record is copied but the heads of reports: rows name their table and rowid.

Tables: `listed` (the items of each section by their number), `facet` (the same by who, where and what kind, and all of
them under "every", for filters by day), `choice` (what the filters offer), `fact` and `head` (where a fact and a report
are), and what pages ask of single entities, reports and facts.
"""

import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Self

from dateline.errors import BadOption
from dateline.store import Record
from dateline.web import indexing

FORMAT = "1"
"""Of the tables: a catalogue of another format is made anew."""
KEPT = 8
"""Catalogues that stay in the cache folder, those that were used last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item of a section: its number, the table and rowid of its record, and of reports the ids of its pile."""

    number: int
    what: str
    at: int | None
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The fields of the filters: numbers of choices, days; whether what has no day is wanted too."""

    choices: tuple[tuple[str, int], ...] = ()
    """(facet, number)."""
    first: str = ""
    last: str = ""
    undated: bool = False

    @property
    def all(self) -> bool:
        return not (self.choices or self.first or self.last)


def token_of(record: Record) -> str:
    """Names what a record holds now, from the end of one build to the end of the next."""
    held = record.meta()
    known = held.get("findings")
    if known is None:  # an older Dateline wrote it
        stat = record.path.stat()
        known = f"{record.path.absolute()} {stat.st_mtime_ns} {stat.st_size}"
    return blake2b(f"{FORMAT} {known} {held.get('schema')}".encode(), digest_size=12).hexdigest()


def find_catalogue(record: Record, folder: Path) -> Path:
    """The catalogue of a record, made in `folder` unless it is there.  Raises BadOption, RecordError."""
    token = token_of(record)
    path = folder / f"{token}.sqlite"
    if path.exists():
        with suppress(OSError):
            os.utime(path)  # it was used
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(suffix=".making", dir=folder)
        os.close(handle)
    except OSError as wrong:
        raise BadOption(f"cannot write {folder} ({wrong.strerror}); name another folder with DATELINE_CACHE") from None
    making = Path(name)
    try:
        indexing.make(making, record, token)
        making.replace(path)
    except sqlite3.OperationalError as wrong:
        raise BadOption(f"cannot write {folder} ({wrong}); make room, or name another with DATELINE_CACHE") from wrong
    finally:
        making.unlink(missing_ok=True)
    kept = sorted(folder.glob("*.sqlite"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for old in kept[KEPT:]:
        old.unlink(missing_ok=True)
    return path


class Catalogue:
    """A catalogue, opened for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @cached_property
    def about(self) -> dict[str, Any]:
        """What is said of the record as a whole."""
        return _about(self.path)

    def rows(self, query: str, *values: object) -> list[Any]:
        """The rows of a query."""
        return self._file.execute(query, values).fetchall()

    def one(self, query: str, *values: object) -> Any:
        """The first row of a query; None where there is none."""
        return self._file.execute(query, values).fetchone()

    def total(self, section: str) -> int:
        """How many items a section has."""
        return int(self.about["items"].get(section, 0))

    def items(self, section: str, start: int, end: int) -> list[Row]:
        """The items of a section from one number to before another."""
        found = self.rows(
            "SELECT number, what, at, value FROM listed WHERE section = ? AND number >= ? AND number < ?"
            " ORDER BY number", section, start, end,
        )  # fmt: skip
        return [Row(number=number, what=what, at=at, value=value) for number, what, at, value in found]

    def count(self, section: str, wanted: Wanted) -> int:
        """How many items pass the filters."""
        return self.total(section) if wanted.all else _count(self.path, section, wanted)

    def filtered(self, section: str, wanted: Wanted, skip: int, most: int) -> list[Row]:
        """The items of a section that pass the filters, in their order, without the first `skip`; at most `most`."""
        if wanted.all:
            return self.items(section, skip, skip + most)
        where, values = _condition(self._file, section, wanted)
        numbers = self.rows(
            f"SELECT number FROM facet f WHERE {where} ORDER BY number LIMIT ? OFFSET ?", *values, most, skip
        )
        return [row for (number,) in numbers for row in self.items(section, number, number + 1)]

    def number_of(self, what: str, at: int) -> tuple[str, int] | None:
        """The section and number of the item that is one record."""
        return self.one("SELECT section, number FROM listed WHERE what = ? AND at = ?", what, at)  # type: ignore[no-any-return]

    def fact(self, id: str) -> tuple[str, int, int] | None:
        """The table and rowid of a fact, and the rank of its report."""
        return self.one("SELECT what, at, report FROM fact WHERE id = ? ORDER BY n DESC LIMIT 1", id)  # type: ignore[no-any-return]

    def stands(self, target: str) -> bool:
        """Whether a name is one of a group or a report: a fact's own name is that of its characters, not of its row."""
        return self.one("SELECT 1 FROM target WHERE name = ?", target) is not None

    def find(self, target: str) -> tuple[str, int] | None:
        """The section and number of the item in which a name of a page stands: of a group, a report or a fact."""
        if found := self.one("SELECT section, number FROM target WHERE name = ?", target):
            return found  # type: ignore[no-any-return]
        known = target.removeprefix("row.")
        alias = self.one("SELECT id FROM alias WHERE name = ?", known)
        id = alias[0] if alias else known
        if point := self.one("SELECT number FROM point WHERE figure = ?", id):
            return "figures", point[0]
        fact = self.fact(id)
        return self.number_of(fact[0], fact[1]) if fact else None


def _condition(file: sqlite3.Connection, section: str, wanted: Wanted) -> tuple[str, list[object]]:
    """What rows of `facet f` are wanted: those of the rarest choice, looked up under the others."""

    def facts(choice: tuple[str, int]) -> int:
        found = file.execute("SELECT facts FROM choice WHERE facet = ? AND number = ?", choice).fetchone()
        return found[0] if found else 0

    rarest, *others = sorted(wanted.choices, key=facts) or [("every", 0)]
    said, values = ["f.section = ? AND f.facet = ? AND f.value = ?"], [section, *rarest]
    for other in others:
        said.append(
            "EXISTS (SELECT 1 FROM facet g WHERE g.section = f.section AND g.facet = ? AND g.value = ?"
            " AND g.number = f.number)"
        )
        values += other
    if wanted.first or wanted.last:
        if not wanted.undated:
            said.append("(f.earliest <> '' OR f.latest <> '')")
        if wanted.first:
            said.append("(f.latest = '' OR f.latest >= ?)")
            values.append(wanted.first)
        if wanted.last:
            said.append("(f.earliest = '' OR f.earliest <= ?)")
            values.append(wanted.last)
    return " AND ".join(said), values


@lru_cache(maxsize=64)
def _about(path: Path) -> dict[str, Any]:
    """A catalogue does not change; the next build's has another name."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
        return {key: json.loads(value) for key, value in file.execute("SELECT key, value FROM about")}


@lru_cache(maxsize=1024)
def _count(path: Path, section: str, wanted: Wanted) -> int:
    """Counted once: whoever goes from page to page asks the same again."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
        where, values = _condition(file, section, wanted)
        return int(file.execute(f"SELECT count(*) FROM facet f WHERE {where}", values).fetchone()[0])
