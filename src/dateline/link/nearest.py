"""The nearest of each report, as columns that are kept from build to build and brought up to date (see `ranked`)."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Columns, Kept
from dateline.link.ranked import NONE, Index, Rows, Vectors, rank

_REPORTS = msgspec.msgpack.Decoder(list[tuple[str, bytes]])


def find_nearest(
    kept: Kept, step: str, names: Sequence[str], vectors: Callable[[], Vectors], *, floor: float, most: int
) -> Rows:
    """The rows of these reports, in the order of their names; `vectors` are asked for only where anything changed."""

    def make(before: Columns) -> Columns:
        reports = made_from(kept, names)
        if before and np.array_equal(before["reports"], reports):
            return before
        rows = rank(Index(vectors()), rows_of(before), moved(before, reports), floor=floor, most=most)
        return {"reports": reports, **columns_of(rows)}

    return rows_of(kept.columns(step, make))


def made_from(kept: Kept, names: Sequence[str]) -> NDArray[np.uint8]:
    """The names of reports and what is known of each, as a column."""
    return np.frombuffer(msgspec.msgpack.encode([(name, kept.of(name)) for name in names]), np.uint8)


def moved(before: Columns, reports: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Where each report of before stands now, -1 where it is gone or another; both are columns of `made_from`."""
    if not before:
        return np.zeros(0, np.int64)
    place = {report: number for number, report in enumerate(_REPORTS.decode(reports.tobytes()))}
    then = _REPORTS.decode(before["reports"].tobytes())
    return np.fromiter((place.get(report, -1) for report in then), np.int64, len(then))


def rows_of(columns: Columns) -> Rows:
    """The rows in these columns."""
    if not columns:
        return NONE
    return Rows(
        begins=columns["begins"], others=columns["others"], cosines=columns["cosines"], crowded=columns["crowded"]
    )


def columns_of(rows: Rows) -> Columns:
    """These rows as columns."""
    return {"begins": rows.begins, "others": rows.others, "cosines": rows.cosines, "crowded": rows.crowded}


def pairs_of(rows: Rows) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs in these rows, each once and in order: the smaller numbers, and the larger ones."""
    count = len(rows.begins) - 1
    one, other = np.repeat(np.arange(count), np.diff(rows.begins)), rows.others.astype(np.int64)
    first, second = np.divmod(np.unique(np.minimum(one, other) * count + np.maximum(one, other)), max(count, 1))
    return first, second
