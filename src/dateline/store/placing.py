"""Rows in an order, written by difference: a row that is what and where it was is neither written nor read again.

The order of a table is that of its rowids, which are given with gaps, so that a row can come between two others.
Beside the table the record keeps three columns of bytes: the rowid of each row, a digest of the record that it was
written from, and a digest of the row as it stands in the file.  Of the last ones the seal of the table is made.
"""

import sqlite3
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import takewhile
from typing import Any

import msgspec

from dateline.link.blocks import DIGEST
from dateline.link.kept import Shelf, digest_of, packed
from dateline.store.rows import insertion, to_row

GAP = 1 << 20
"""From one row to the next where both are new: a row can come between the same two as often as this can be halved."""
SIZE_OF_ROW = 8
"""Bytes of the digest of a row."""

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
    return _sealed(_digest_row(row) for row in file.execute(f'SELECT * FROM "{table}" ORDER BY rowid'))


def replace_rows(
    file: sqlite3.Connection, table: str, kind: type, records: Sequence[object], before: bytes | None
) -> tuple[bytes, Seal]:
    """Makes the table hold these records in this order; call it inside a transaction.

    `before` is what it gave when the table was last written; null where nobody knows.  Gives what is to be given next
    time, and the seal of the table.
    """
    digests = list(records.digests() if isinstance(records, Shelf) else map(digest_of, map(packed, records)))
    there = array("q", (rowid for (rowid,) in file.execute(f'SELECT rowid FROM "{table}" ORDER BY rowid')))
    placed = msgspec.msgpack.decode(before, type=Placed) if before else Placed(b"", b"", b"")
    if placed.rowids != there.tobytes():  # somebody else has been at it
        placed = Placed(b"", b"", b"")
    held = list(_pieces(placed.records, DIGEST))
    stay = _staying(held, digests)
    rowids = _places([there[stay[n]] if n in stay else None for n in range(len(records))])
    if rowids is None:
        stay, rowids = {}, [GAP * (n + 1) for n in range(len(records))]
    if not stay:
        file.execute(f'DELETE FROM "{table}"')
    else:
        left = set(stay.values())
        gone = [(rowid,) for n, rowid in enumerate(there) if n not in left]
        file.executemany(f'DELETE FROM "{table}" WHERE rowid = ?', gone)
    known = list(_pieces(placed.rows, SIZE_OF_ROW))
    sealed = [known[stay[n]] if n in stay else b"" for n in range(len(records))]

    def new() -> Iterator[tuple[Any, ...]]:
        for n, rowid in enumerate(rowids):
            if n not in stay:
                row = to_row(records[n])
                sealed[n] = _digest_row(row)
                yield rowid, *row

    file.executemany(insertion(table, kind, "rowid"), new())
    kept = Placed(array("q", rowids).tobytes(), b"".join(digests), b"".join(sealed))
    return msgspec.msgpack.encode(kept), _sealed(sealed)


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def _digest_row(row: Iterable[object]) -> bytes:
    return blake2b(repr(tuple(row)).encode("utf-8", "surrogatepass"), digest_size=SIZE_OF_ROW).digest()


def _sealed(rows: Iterable[bytes]) -> Seal:
    found, many = blake2b(digest_size=8), 0
    for row in rows:
        found.update(row)
        many += 1
    return many, found.hexdigest()


def _staying(old: Sequence[bytes], new: Sequence[bytes]) -> Mapping[int, int]:
    """Which of the new are among the old in the same order, as many as can be: their numbers there, by number here.

    The longest rising run among the numbers of equal ones, by patience sorting.
    """
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    where: dict[bytes, list[int]] = defaultdict(list)
    for number in range(len(old) - 1, alike - 1, -1):
        where[old[number]].append(number)
    pairs = [(number, where[new[number]].pop()) for number in range(alike, len(new)) if where.get(new[number])]
    ends: list[int] = []
    """The old number with which a rising run of each length ends, the smallest that can be."""
    last: list[int] = []
    """Of the same runs, which pair is the last."""
    behind: list[int] = []
    """The pair that stands before each pair in its run; -1 for none."""
    for at, (_, number) in enumerate(pairs):
        length = bisect_left(ends, number)
        behind.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [at]
    found = {number: number for number in range(alike)}
    at = last[-1] if last else -1
    while at >= 0:
        found[pairs[at][0]] = pairs[at][1]
        at = behind[at]
    return found


def _places(held: Sequence[int | None]) -> list[int] | None:
    """A rowid for each row, rising, where some have theirs already; null where there is no room between two of them."""
    found: list[int] = []
    low = waiting = 0
    for rowid in held:
        if rowid is None:
            waiting += 1
            continue
        step = (rowid - low) // (waiting + 1)
        if step < 1:
            return None
        found += (*range(low + step, low + step * waiting + 1, step), rowid)
        low, waiting = rowid, 0
    return found + [low + GAP * (n + 1) for n in range(waiting)]
