"""Readings in a record, by report: unpacked as they are asked for, so that a pile need not fit the memory."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Mapping

import msgspec

from dateline.records import Annotation

pack = msgspec.msgpack.Encoder().encode
"""An annotation as bytes, as a record keeps it; workers pack, so that the process that writes need not look inside."""
AT_HAND = 256
"""Readings that stay unpacked: most steps ask for neighbours again soon."""


class Readings(Mapping[str, Annotation]):
    """The readings of a table with the columns `report` and `data`, in the order of their reports."""

    def __init__(self, file: sqlite3.Connection, table: str) -> None:
        self._file, self._table = file, table
        self._decode = msgspec.msgpack.Decoder(Annotation).decode
        self._at_hand: OrderedDict[str, Annotation] = OrderedDict()
        self._names = {row[0]: None for row in file.execute(f'SELECT report FROM "{table}" ORDER BY report')}

    def __getitem__(self, report: str) -> Annotation:
        if report in self._at_hand:
            self._at_hand.move_to_end(report)
            return self._at_hand[report]
        if report not in self._names:
            raise KeyError(report)
        (data,) = self._file.execute(f'SELECT data FROM "{self._table}" WHERE report = ?', (report,)).fetchone()
        self._at_hand[report] = found = self._decode(data)
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, report: object) -> bool:
        return report in self._names
