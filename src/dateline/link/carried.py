"""What is small and asked of every report, in columns over all of them, which one build hands on to the next.

Columns are kept in pieces, each of some reports that follow one another.  Where a piece ends is said by the reports
themselves, so that one more report makes one piece anew; in it the rows of reports that are as they were are copied as
they stand, and only of those that came or changed a part is unpacked.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Columns, Kept, Part, key_of, packed
from dateline.link.marks import keys_of, places
from dateline.link.neighbours import ranges

T = TypeVar("T")
N = TypeVar("N")

REPORTS = "reports"
"""The column of what is known of each report."""
PIECE = 64
"""Reports in a piece, more or less."""


def carried(
    kept: Kept, part: Part[T], reports: Sequence[str], read: Callable[[T], Mapping[str, NDArray[Any]]]
) -> Columns:
    """The columns that `read` makes of the part of each report, one after the other in the order of `reports`, and
    under `of_each(NAME)` how many rows of a column each has.
    """
    if not reports:
        return {}
    rows, now = kept.rows(f"columns of {part.step}"), keys_of(kept.known(reports))
    pieces = _cut(now)
    wanted = [key_of(now[first:end].tobytes()) for first, end in pieces]
    there = set(rows)
    gone = there.difference(wanted)
    lacking = [number for number, name in enumerate(wanted) if name not in there]
    made: dict[bytes, bytes] = {}
    if gone or lacking:
        held, before = kept.at_hand(part, reports), _chained([_unpack(rows[name]) for name in gone])
        of_pieces = [pieces[number] for number in lacking]
        which = [report for first, end in of_pieces for report in range(first, end)]
        columns = brought_up(held.__getitem__, [reports[number] for number in which], now[which], before, read)
        sizes = [end - first for first, end in of_pieces]
        made = dict(zip([wanted[number] for number in lacking], map(_pack, _split(columns, sizes)), strict=True))
        with kept.at_once():
            for name in gone:
                del rows[name]
            for name, piece in made.items():
                rows[name] = piece
    return _chained([_unpack(made[name] if name in made else rows[name]) for name in wanted])


def _cut(known: NDArray[np.bytes_]) -> list[tuple[int, int]]:
    """From which report to which each piece goes: one ends with every report whose key says so."""
    ends = np.flatnonzero(known.view("<u8")[::2] % PIECE == 0) + 1
    return list(pairwise(dict.fromkeys([0, *ends.tolist(), len(known)])))


_unpack_all = msgspec.msgpack.Decoder(dict[str, tuple[str, bytes]]).decode


def _pack(columns: Columns) -> bytes:
    return packed({name: (one.dtype.str, one.tobytes()) for name, one in columns.items()})


def _unpack(data: bytes) -> Columns:
    return {name: np.frombuffer(column, kind) for name, (kind, column) in _unpack_all(data).items()}


def _chained(pieces: Sequence[Columns]) -> Columns:
    """The columns of several pieces, one after the other."""
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]} if pieces else {}


def _split(columns: Columns, sizes: Sequence[int]) -> Sequence[Columns]:
    """Columns in pieces of so many reports."""
    ends = np.cumsum([0, *sizes])
    pieces: list[dict[str, NDArray[Any]]] = [{} for _ in sizes]
    for name, column in columns.items():
        each = columns.get(of_each(name))
        at = ends if each is None else np.append(0, np.cumsum(each))[ends]
        for piece, (first, end) in zip(pieces, pairwise(at.tolist()), strict=True):
            piece[name] = column[first:end]
    return pieces


def brought_up(
    held: Callable[[N], T], reports: Sequence[N], now: NDArray[np.bytes_], before: Columns,
    read: Callable[[T], Mapping[str, NDArray[Any]]],
) -> Columns:  # fmt: skip
    """The columns of these reports, or of whatever else is told by keys, `now`, of all that is known of each: out of
    those of before, and else read in what is `held`.
    """
    was = places(now, before[REPORTS]) if before else np.full(len(now), -1)
    fresh, sizes = _read(held, [reports[number] for number in np.flatnonzero(was < 0).tolist()], read)
    names = {name for name in before if name != REPORTS and not name.startswith(_EACH)} if before else fresh
    made = (_merged(fresh[name], sizes[name], before, name, was) for name in sorted(names))
    return {REPORTS: now} | {key: column for one in made for key, column in one.items()}


_EACH = "of each: "


def of_each(name: str) -> str:
    """The column that says how many rows of a column each report has."""
    return f"{_EACH}{name}"


_TOGETHER = 500
"""Reports whose small columns are made one before the next are read: each is an object of its own."""


def _read(
    held: Callable[[N], T], reports: Sequence[N], read: Callable[[T], Mapping[str, NDArray[Any]]]
) -> tuple[dict[str, list[NDArray[Any]]], dict[str, list[int]]]:
    """The columns of these reports in pieces, and how many rows each report has of each column."""
    pieces: dict[str, list[NDArray[Any]]] = defaultdict(list)
    sizes: dict[str, list[int]] = defaultdict(list)
    for first in range(0, len(reports), _TOGETHER):
        each = [read(held(id)) for id in reports[first : first + _TOGETHER]]
        for name in each[0]:
            pieces[name].append(np.concatenate([one[name] for one in each]))
            sizes[name] += [len(one[name]) for one in each]
    return pieces, sizes


def _merged(
    fresh: Sequence[NDArray[Any]], sizes_now: Sequence[int], before: Columns, name: str, was: NDArray[np.int64]
) -> Columns:
    """A column and how many rows of it each report has: of before where the report was there, of `fresh`, in order,
    where it was not."""
    sizes = np.array(sizes_now, np.int64)
    old = [before[name]] if before else []
    if before:
        sizes = np.concatenate([before[of_each(name)], sizes])
    at = np.where(was < 0, (len(sizes) - len(sizes_now)) + np.cumsum(was < 0) - 1, was)
    ends = np.cumsum(sizes)
    here, _ = ranges((ends - sizes)[at], ends[at])
    return {name: np.concatenate([*old, *fresh])[here], of_each(name): sizes[at]}
