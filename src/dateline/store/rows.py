"""Records as rows: the tables follow from the dataclasses, so that neither can drift from the other.

A scalar field is a column of its type; a field that holds several values (spans, names, points) is a column of JSON.
Facts of a report also have the columns `report` and `quote`, so that a table can be read by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints

import msgspec

from dateline.records import Fact, Figure, Mention, Time, spans_of

T = TypeVar("T")

_COLUMNS: dict[type, dict[str, str | None]] = {}
"""Worked out once for each kind: a row is read or written in microseconds, the type hints of its kind are not."""
_WRITTEN: dict[type, tuple[Callable[[object], tuple[Any, ...]], list[tuple[int, type | None]]]] = {}
"""In the same way, how to take the values of a record, and which of them are written as something else: as JSON (null),
or as another type.  (Every record has more than one field.)"""

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


def insertion(table: str, kind: type, *added: str) -> str:
    """The statement that writes a row: the values of the columns `added`, then those of `to_row`."""
    names = ", ".join(f'"{name}"' for name in (*added, *columns(kind)))
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * (len(added) + len(columns(kind))))})'


def to_row(record: Any) -> list[Any]:
    """The values of a record in the order of its columns, as SQLite gives them back."""
    kind = type(record)
    if kind not in _WRITTEN:
        described = columns(kind)
        other = [(place, _TYPES[of]) for place, of in enumerate(described.values()) if of != "TEXT"]
        _WRITTEN[kind] = attrgetter(*described), other
    values, other = _WRITTEN[kind]
    row = list(values(record))
    for place, of in other:
        value = row[place]
        if of is None:
            row[place] = "[]" if value == () else _json(value).decode()
        elif value is not None:
            row[place] = of(value)
    return row


_json = msgspec.json.Encoder().encode
_TYPES: dict[str | None, type | None] = {None: None, "INTEGER": int, "REAL": float}


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
    if isinstance(fact, Mention | Time | Figure):  # most facts, and each of one span
        return text[fact.start : fact.end]
    spans = spans_of(fact)
    return text[min(start for start, _ in spans) : max(end for _, end in spans)] if spans else ""
