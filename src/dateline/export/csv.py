"""CSV: one file a table, values that are no scalars as JSON, no cell that a spreadsheet would run as a formula."""

from collections.abc import Iterator
from pathlib import Path

from dateline.export.rows import write_csv
from dateline.export.tables import tables
from dateline.store import Record


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes the files, yields their paths.  Raises OSError."""
    for name, rows in tables(record):
        yield write_csv(folder / f"{name}.csv", rows)
