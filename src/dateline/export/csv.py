"""CSV: one file a table, values that are no scalars as JSON, no cell that a spreadsheet would run as a formula."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.export.tables import tables
from dateline.store import Record

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell must not begin with (OWASP, CSV injection)."""


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes the files, yields their paths.  Raises OSError."""
    for name, rows in tables(record):
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = None
            for row in rows:
                if writer is None:
                    writer = csv.writer(file)
                    writer.writerow(row)
                writer.writerow([cell(value) for value in row.values()])
        yield path


def cell(value: Any) -> str | int | float:
    """The value as a cell: numbers as they are, text made safe with a leading apostrophe, the rest as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() else value
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
