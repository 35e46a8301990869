"""Records as rows: the tables follow from the dataclasses, so that neither can drift from the other.

A scalar field is a column of its type; a field that holds several values (spans, names, points) is a column of JSON.
Facts of a report also have the columns `report` and `quote`, so that a table can be read by itself.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

import msgspec

from dateline.records import Fact, spans_of

T = TypeVar("T")

_COLUMNS: dict[type, dict[str, str | None]] = {}
"""Worked out once for each kind: a row is read or written in microseconds, the type hints of its kind are not."""


def scalar(hint: object) -> str | None:
    """The SQLite type of a scalar field; None for a field kept as JSON."""
    names = (
        {part.strip() for part in str(hint).replace("typing.", "").split("|")}
        if not isinstance(hint, type)
        else {hint.__name__}
    )
    names -= {"None"}
    if all(name == "str" or name.startswith("Literal[") for name in names):
        return "TEXT"
    if names == {"bool"} or names == {"int"}:
        return "INTEGER"
    if names == {"float"}:
        return "REAL"
    return None


def columns(kind: type) -> dict[str, str | None]:
    """Field names of a record and their SQLite types (None: JSON)."""
    if kind not in _COLUMNS:
        hints = get_type_hints(kind)
        _COLUMNS[kind] = {field.name: scalar(hints[field.name]) for field in fields(kind)}
    return _COLUMNS[kind]


def create(table: str, kind: type, added: tuple[str, ...] = ()) -> str:
    """The statement that creates the table of a record."""
    described = [f'"{name}" TEXT' for name in added] + [
        f'"{name}" {of or "TEXT"}' for name, of in columns(kind).items()
    ]
    return f'CREATE TABLE "{table}" ({", ".join(described)})'


def to_row(record: object) -> dict[str, Any]:
    """The column values of a record."""
    built: dict[str, Any] = msgspec.to_builtins(record)
    return {
        name: built[name] if of else msgspec.json.encode(built[name]).decode()
        for name, of in columns(type(record)).items()
    }


def from_row(kind: type[T], row: Mapping[str, Any]) -> T:
    """The record of a row; columns that it does not know are left alone, for those that lack the default stands."""
    held = set(row.keys())
    values = {
        name: row[name] if of else msgspec.json.decode(row[name])
        for name, of in columns(kind).items() if name in held
    }  # fmt: skip
    return msgspec.convert(values, kind, strict=False)


def quote(text: str, fact: Fact) -> str:
    """The text from a fact's first start to its last end."""
    spans = spans_of(fact)
    return text[min(start for start, _ in spans) : max(end for _, end in spans)] if spans else ""
