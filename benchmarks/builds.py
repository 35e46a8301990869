"""What tests and benchmarks of whole builds share: an engine that reads each report once, the bytes of a record, copies
as a build finds them."""

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from time import process_time
from typing import Any

import msgspec

from dateline.export import EXPORTERS
from dateline.link.copied import Copies, columns_of
from dateline.link.kept import packed
from dateline.parts import read_out
from dateline.pipeline import annotate_in_worker
from dateline.records import Annotation, Copy, Problem, Report
from dateline.store import Record, pack


class ReadBefore:
    """An engine that gives what it has read before: in this process or, with a file, in earlier ones; what it gives is
    then not in memory.  What is made of a reading is not of the rules that name the file, and made anew each time.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.read = sqlite3.connect(file or ":memory:", isolation_level=None, check_same_thread=False)
        self.read.execute("CREATE TABLE IF NOT EXISTS reading (report BLOB PRIMARY KEY, result BLOB, seconds REAL)")
        self.seconds = 0.0
        """Of CPU, that all it gave has cost when it was read."""

    def map(self, function: Callable[[Any], Any], items: Iterable[Any], *, isolated: bool = False) -> Iterator[Any]:
        """`function` of every report, each worked out once: one engine is for one way of reading.  What else is asked
        of it is worked out here and now.
        """
        for item in items:
            if not isinstance(item, Report):
                yield function(item)
                continue
            key = blake2b(pack(replace(item, paths=())), digest_size=12).digest()
            held = self.read.execute("SELECT result, seconds FROM reading WHERE report = ?", (key,)).fetchone()
            if held is None:
                start = process_time()
                found = annotate_in_worker(item, **getattr(function, "keywords", {}))
                held = pickle.dumps(found if isinstance(found, Problem) else pack(found)), process_time() - start
                self.read.execute("INSERT INTO reading VALUES (?, ?, ?)", (key, *held))
            self.seconds += held[1]
            known = pickle.loads(held[0])  # noqa: S301 (a file of our own)
            annotation = _unpack(known) if isinstance(known, bytes) else None
            start = process_time()
            given = read_out(item, annotation) if annotation else known
            self.seconds += process_time() - start
            yield given


_unpack = msgspec.msgpack.Decoder(Annotation).decode


def exported(record: Path, folder: Path) -> dict[str, bytes]:
    """The files of the record's export as JSONL, which is made in a new folder: their bytes by name."""
    folder.mkdir()
    with Record(record) as opened:
        return {path.name: path.read_bytes() for path in EXPORTERS["jsonl"].write(opened, folder)}


def copies_of(found: Iterable[Copy]) -> Copies:
    """These copies, in order, as if they had been found and kept: a row a report, its first slot of a pair without."""
    every = list(found)
    names = sorted({report for copy in every for report in (copy.a, copy.b)})
    rows = {name: [b""] for name in names}
    held = []
    for copy in every:
        held.append((names.index(copy.a), names.index(copy.b), len(rows[copy.a]), packed(copy)))
        rows[copy.a].append(packed(copy))
    return Copies(names, columns_of(held), rows.__getitem__)
