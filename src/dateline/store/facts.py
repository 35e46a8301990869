"""The facts of a report as rows: made where its reading is at hand, in a worker, and written where the record is."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from dateline.records import FACTS, Annotation, Document
from dateline.store.rows import insertion, quote, to_row

Row = list[Any]
Laid = tuple[Row, tuple[list[Row], ...]]
"""The row of a report as a whole, and of each table of FACTS its rows."""


def lay_out(annotation: Annotation, text: str) -> bytes:
    """All rows of a report, packed; `text` is the report's."""
    id = annotation.id
    rows: Laid = (
        to_row(document(annotation)),
        tuple([[id, quote(text, fact), *to_row(fact)] for fact in getattr(annotation, table)] for table in FACTS),
    )
    return _pack(rows)


def write_out(file: sqlite3.Connection, laid: Sequence[bytes]) -> None:
    """Writes the rows of some reports, in their order."""
    some = [_unpack(data) for data in laid]
    file.executemany(insertion("document", Document), [whole for whole, _ in some])
    for number, (table, kind) in enumerate(FACTS.items()):
        rows = (row for _, tables in some for row in tables[number])
        file.executemany(insertion(table, kind, "report", "quote"), rows)


def document(annotation: Annotation) -> Document:
    """What an annotation says about its report as a whole."""
    return Document(
        id=annotation.id,
        published=annotation.published,
        boilerplate=annotation.boilerplate,
        captions=annotation.captions,
        title_span=annotation.title_span,
        sentences=annotation.sentences,
    )


_pack = msgspec.msgpack.Encoder().encode
_unpack: Callable[[bytes], Laid] = msgspec.msgpack.Decoder(Laid).decode
