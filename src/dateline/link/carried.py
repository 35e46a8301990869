"""What is small and asked of every report, in columns over all of them, which one build hands on to the next.

The columns of reports that are as they were are copied as they stand; only of those that came or changed a part is
unpacked.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Columns, Kept, Part, key_of
from dateline.link.marks import keys_of, marks_of, places
from dateline.link.neighbours import ranges

T = TypeVar("T")

REPORTS = "reports"
"""The column of what is known of each report."""


def carried(
    kept: Kept, part: Part[T], reports: Sequence[str], read: Callable[[T], Mapping[str, NDArray[Any]]]
) -> Columns:
    """The columns that `read` makes of the part of each report, one after the other in the order of `reports`, and
    under `of_each(NAME)` how many rows of a column each has.
    """

    def make(before: Columns) -> Columns:
        now = known_of(kept, reports)
        if before and np.array_equal(before[REPORTS], now):
            return before
        held = kept.at_hand(part, reports)
        was = places(now, before[REPORTS]) if before else np.full(len(now), -1)
        fresh, sizes = _read(held, [reports[number] for number in np.flatnonzero(was < 0).tolist()], read)
        names = {name for name in before if name != REPORTS and not name.startswith(_EACH)} if before else fresh
        made = (_merged(fresh[name], sizes[name], before, name, was) for name in names)
        return {REPORTS: now} | {key: column for one in made for key, column in one.items()}

    return kept.columns(f"columns of {part.step}", make) if reports else {}


_EACH = "of each: "


def of_each(name: str) -> str:
    """The column that says how many rows of a column each report has."""
    return f"{_EACH}{name}"


def known_of(kept: Kept, reports: Sequence[str]) -> NDArray[np.bytes_]:
    """A key of each report, which another report or another reading of it does not have."""
    return keys_of(marks_of(key_of(id.encode("utf-8", "surrogatepass"), kept.of(id)) for id in reports))


_TOGETHER = 500
"""Reports whose small columns are made one before the next are read: each is an object of its own."""


def _read(
    held: Mapping[str, T], reports: Sequence[str], read: Callable[[T], Mapping[str, NDArray[Any]]]
) -> tuple[dict[str, list[NDArray[Any]]], dict[str, list[int]]]:
    """The columns of these reports in pieces, and how many rows each report has of each column."""
    pieces: dict[str, list[NDArray[Any]]] = defaultdict(list)
    sizes: dict[str, list[int]] = defaultdict(list)
    for first in range(0, len(reports), _TOGETHER):
        each = [read(held[id]) for id in reports[first : first + _TOGETHER]]
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
