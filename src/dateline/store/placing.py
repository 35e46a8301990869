"""Rows in an order, written by difference: a row that is what and where it was is neither written nor read again.

The order of a table is that of its rowids, which are given with gaps, so that a row can come between two others.
Beside the table the record keeps three columns of bytes: the rowid of each row, a digest of the record that it was
written from, and a digest of the row as it stands in the file.  Of the last ones the seal of the table is made.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Shelf, digest_of, packed
from dateline.link.marks import Marks, all_but, keys_of, marks_of
from dateline.store.rows import insertion, to_row

GAP = 1 << 20
"""From one row to the next where both are new: a row can come between the same two as often as this can be halved."""
SIZE_OF_ROW = 8
"""Bytes of the digest of a row."""

Numbers = NDArray[np.int64]
Seal = tuple[int, str]
"""How many rows a table has, and a digest of them."""


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """What a record keeps of the rows of a table, in their order."""

    rowids: bytes
    records: bytes
    rows: bytes


def seal(file: sqlite3.Connection, table: str) -> Seal:
    """Of a table as it is: a row that is lost, changed or in another place is seen by it, where nothing else rests on
    that row.
    """
    return _sealed(b"".join(_digest_row(row) for row in file.execute(f'SELECT * FROM "{table}" ORDER BY rowid')))


def replace_rows(
    file: sqlite3.Connection, table: str, kind: type, records: Sequence[object], before: bytes | None
) -> tuple[bytes, Seal]:
    """Makes the table hold these records in this order; call it inside a transaction.

    `before` is what it gave when the table was last written; null where nobody knows.  Gives what is to be given next
    time, and the seal of the table.
    """
    digests = b"".join(records.digests() if isinstance(records, Shelf) else map(digest_of, map(packed, records)))
    there = np.fromiter((row[0] for row in file.execute(f'SELECT rowid FROM "{table}" ORDER BY rowid')), np.int64)
    placed = msgspec.msgpack.decode(before, type=Placed) if before else Placed(b"", b"", b"")
    if placed.rowids != there.tobytes():  # somebody else has been at it
        placed = Placed(b"", b"", b"")
    was = _staying(marks_of([placed.records]), marks_of([digests]))
    rowids = _places(np.where(was >= 0, there[was], 0)) if len(there) else None
    if rowids is None:
        was, rowids = np.full(len(records), -1), GAP * np.arange(1, len(records) + 1)
    stay = was >= 0
    if not stay.any():
        file.execute(f'DELETE FROM "{table}"')
    else:
        gone = there[all_but(len(there), was[stay])].tolist()
        file.executemany(f'DELETE FROM "{table}" WHERE rowid = ?', ((rowid,) for rowid in gone))
    sealed = np.zeros(len(records), f"V{SIZE_OF_ROW}")
    sealed[stay] = np.frombuffer(placed.rows, sealed.dtype)[was[stay]]

    def new() -> Iterator[tuple[Any, ...]]:
        for n in np.flatnonzero(~stay).tolist():
            row = to_row(records[n])
            sealed[n] = np.void(_digest_row(row))
            yield int(rowids[n]), *row

    file.executemany(insertion(table, kind, "rowid"), new())
    kept = Placed(rowids.tobytes(), digests, sealed.tobytes())
    return msgspec.msgpack.encode(kept), _sealed(kept.rows)


def _digest_row(row: Iterable[object]) -> bytes:
    return blake2b(repr(tuple(row)).encode("utf-8", "surrogatepass"), digest_size=SIZE_OF_ROW).digest()


def _sealed(rows: bytes) -> Seal:
    return len(rows) // SIZE_OF_ROW, blake2b(rows, digest_size=8).hexdigest()


def _staying(old: Marks, new: Marks) -> Numbers:
    """For each of the new, told by marks, the number of the old one that it is.  These numbers rise; -1 for those that
    have none, as few as can be.
    """
    was = np.full(len(new), -1)
    few = min(len(old), len(new))
    changed = np.flatnonzero((old[:few] != new[:few]).any(axis=1))
    alike = int(changed[0]) if len(changed) else few
    was[:alike] = np.arange(alike)
    left, right = keys_of(old[alike:]), keys_of(new[alike:])
    order_left, order_right = np.argsort(left, kind="stable"), np.argsort(right, kind="stable")
    # the first of equal ones is the first of equal ones, the second the second
    at, others = left[order_left], right[order_right]
    place = np.searchsorted(at, others) + np.arange(len(others)) - np.searchsorted(others, others)
    same = place < len(at)
    same[same] = at[place[same]] == others[same]
    was[alike + order_right[same]] = alike + order_left[place[same]]
    found = np.flatnonzero(was >= 0)
    if (np.diff(was[found]) < 0).any():
        stays = _rising(was[found].tolist())
        was[all_but(len(was), found[stays])] = -1
    return was


def _rising(numbers: Sequence[int]) -> list[int]:
    """The longest rising run among numbers, by patience sorting: which of them."""
    ends: list[int] = []
    """The number with which a rising run of each length ends, the smallest that can be."""
    last: list[int] = []
    """Of the same runs, which is the last."""
    behind: list[int] = []
    """What stands before each in its run; -1 for none."""
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        behind.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [at]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(at)
        at = behind[at]
    return found[::-1]


def _places(held: Numbers) -> Numbers | None:
    """A rowid for each row, rising, where some have theirs already (0: none); null where there is no room between two,
    or nothing stays.
    """
    has = np.flatnonzero(held)
    if not len(has):
        return None
    rows = np.arange(len(held))
    after = np.searchsorted(has, rows, "right")
    low = np.where(after > 0, held[has[after - 1]], 0)
    begin = np.where(after > 0, has[after - 1], -1)
    end = has[np.minimum(after, len(has) - 1)]
    step = np.where(after < len(has), (held[end] - low) // np.maximum(end - begin, 1), GAP)
    if (step[held == 0] < 1).any():
        return None
    found: Numbers = np.where(held > 0, held, low + step * (rows - begin))
    return found
