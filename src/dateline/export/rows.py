"""Rows as CSV, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell must not begin with (OWASP, CSV injection)."""


def write_csv(path: Path, rows: Iterable[Mapping[str, Any]], columns: Iterable[str] = ()) -> Path:
    """Writes the rows (their keys are the header; `columns` is it where there is no row).  Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        header = list(columns)
        if header:
            writer.writerow(header)
        for row in rows:
            if not header:
                header = list(row)
                writer.writerow(header)
            writer.writerow([cell(row[name]) for name in header])
    return path


def cell(value: Any) -> str | int | float:
    """The value as a cell: numbers as they are, text made safe with a leading apostrophe, the rest as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() else value
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text
