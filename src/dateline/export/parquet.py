"""Parquet: one file a table, scalars typed, values that are no scalars as JSON text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import MissingExtra
from dateline.export.tables import tables
from dateline.store import Record


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes the files, yields their paths; a table without rows has no types and is left out.  Raises MissingExtra."""
    try:
        import pyarrow  # noqa: PLC0415 (an extra)
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("parquet", "Parquet files") from None
    for name, rows in tables(record):
        held = [{key: _scalar(value) for key, value in row.items()} for row in rows]
        if held:
            path = folder / f"{name}.parquet"
            parquet.write_table(pyarrow.Table.from_pylist(held), path)
            yield path


def _scalar(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, dict | list | tuple) else value
