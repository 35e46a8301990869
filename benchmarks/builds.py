"""What tests and benchmarks of whole builds share: an engine that reads each report once, and the bytes of a record."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.engines.local import Local
from dateline.export import EXPORTERS
from dateline.store import Record, report_digest


class ReadBefore:
    """An engine that gives what it has read before: in this process and, with a file, in earlier ones."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.read: dict[str, Any] = {}
        """By report_digest: one engine is for one way of reading."""
        if file is not None and file.exists():
            with file.open("rb") as held:
                while held.peek(1):
                    self.read.update([pickle.load(held)])  # noqa: S301 (a file of our own)

    def map(self, function: Callable[[Any], Any], items: Iterable[Any], *, isolated: bool = False) -> Iterator[Any]:
        """`function` of every report, each worked out once."""
        for item in items:
            key = report_digest(item)
            if key not in self.read:
                (self.read[key],) = Local(1).map(function, [item])
                if self.file is not None:
                    with self.file.open("ab") as held:
                        pickle.dump((key, self.read[key]), held)
            yield self.read[key]


def exported(record: Path, folder: Path) -> dict[str, bytes]:
    """The files of the record's export as JSONL, which is made in a new folder: their bytes by name."""
    folder.mkdir()
    with Record(record) as opened:
        return {path.name: path.read_bytes() for path in EXPORTERS["jsonl"].write(opened, folder)}
