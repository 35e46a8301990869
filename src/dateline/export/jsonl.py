"""JSON Lines: one file a kind of fact or group, byte for byte the same for the same record."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline.export.tables import tables
from dateline.store import Record


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes the files, yields their paths.  Raises OSError."""
    encode = msgspec.json.Encoder().encode
    for name, rows in tables(record):
        path = folder / f"{name}.jsonl"
        with path.open("wb") as file:
            for row in rows:
                file.write(encode(row) + b"\n")
        yield path
