"""Readings in a record, by report: unpacked as they are asked for, so that a pile need not fit the memory."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Container, Iterator, Mapping
from typing import TypeVar

import msgspec

T = TypeVar("T")

pack = msgspec.msgpack.Encoder().encode
"""An annotation as bytes, as a record keeps it; workers pack, so that the process that writes need not look inside."""
AT_HAND = 256
"""Readings that stay unpacked: most steps ask for neighbours again soon."""


class Unpacked(Mapping[str, T]):
    """Values by name, fetched as they are asked for; the `most` that were asked for last stay at hand."""

    def __init__(self, names: Mapping[str, None], fetch: Callable[[str], T], most: int) -> None:
        self._names, self._fetch, self._most = names, fetch, most
        self._at_hand: OrderedDict[str, T] = OrderedDict()

    def __getitem__(self, name: str) -> T:
        if name in self._at_hand:
            self._at_hand.move_to_end(name)
            return self._at_hand[name]
        if name not in self._names:
            raise KeyError(name)
        self._at_hand[name] = found = self._fetch(name)
        if len(self._at_hand) > self._most:
            self._let_go()
        return found

    def _let_go(self) -> None:
        self._at_hand.popitem(last=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


class Readings(Unpacked[T]):
    """The readings of a record, or of some of its reports, in the order of their reports; of each what `kind` has: to
    skip all else takes a tenth of the time.
    """

    def __init__(self, file: sqlite3.Connection, kind: type[T], only: Container[str] | None = None) -> None:
        self._file = file
        decode = msgspec.msgpack.Decoder(kind).decode
        reports = (row[0] for row in file.execute("SELECT report FROM reading ORDER BY report"))
        names = {report: None for report in reports if only is None or report in only}
        super().__init__(names, lambda report: decode(self.packed(report)), AT_HAND)

    def packed(self, report: str) -> bytes:
        """A reading as it is kept, for another process to unpack."""
        data: bytes = self._file.execute("SELECT data FROM reading WHERE report = ?", (report,)).fetchone()[0]
        return data
