"""Readings in a record, by report: unpacked as they are asked for, so that a pile need not fit the memory."""

import sqlite3
from collections import OrderedDict
from collections.abc import Container, Iterator, Mapping
from typing import TypeVar

import msgspec

T = TypeVar("T")

pack = msgspec.msgpack.Encoder().encode
"""An annotation as bytes, as a record keeps it; workers pack, so that the process that writes need not look inside."""
AT_HAND = 256
"""Readings that stay unpacked: most steps ask for neighbours again soon."""


class Readings(Mapping[str, T]):
    """The readings of a record, or of some of its reports, in the order of their reports; of each what `kind` has: to
    skip all else takes a tenth of the time.
    """

    def __init__(self, file: sqlite3.Connection, kind: type[T], only: Container[str] | None = None) -> None:
        self._file = file
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._at_hand: OrderedDict[str, T] = OrderedDict()
        names = (row[0] for row in file.execute("SELECT report FROM reading ORDER BY report"))
        self._names = {name: None for name in names if only is None or name in only}

    def __getitem__(self, report: str) -> T:
        if report in self._at_hand:
            self._at_hand.move_to_end(report)
            return self._at_hand[report]
        if report not in self._names:
            raise KeyError(report)
        (data,) = self._file.execute("SELECT data FROM reading WHERE report = ?", (report,)).fetchone()
        self._at_hand[report] = found = self._decode(data)
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return found

    def packed(self, report: str) -> bytes:
        """A reading as it is kept, for another process to unpack."""
        data: bytes = self._file.execute("SELECT data FROM reading WHERE report = ?", (report,)).fetchone()[0]
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, report: object) -> bool:
        return report in self._names
