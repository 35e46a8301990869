"""The copies of a pile, found by their reports: of each a few numbers are held, the rest stays packed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link.blocks import DIGEST
from dateline.link.kept import Beside, Columns, Kept, MakePairs, Shelf, digest_of
from dateline.link.marks import Marks, Members, find
from dateline.link.neighbours import ranges
from dateline.link.sharing import Digests, taken_over
from dateline.link.texts import Numbers
from dateline.records import Copy

AT_HAND = 2000
"""Copies that stay unpacked: whoever asks for a pair asks again soon; and
ROWS, reports whose copies stay at hand as they are packed."""
ROWS = 64
COLUMNS = {
    "a": np.dtype(np.int32), "b": np.dtype(np.int32), "slot": np.dtype(np.int32), "changing": np.dtype(np.bool_),
    "version": np.dtype(np.bool_), "share": np.dtype(np.float64), "digest": np.dtype(f"V{DIGEST}"),
}  # fmt: skip
"""What is kept of each copy: the numbers of the two, the slot that it has in the row of a, whether passages differ,
whether one is a version of the other, how much of both is shared where they are one text (0 where not), a digest."""
NOTHING = b"\x90"
"""An empty list, packed."""


class _Seen(msgspec.Struct):
    relation: str
    extent: str
    share: float
    changed: msgspec.Raw = msgspec.Raw(NOTHING)


_seen = msgspec.msgpack.Decoder(_Seen).decode


def columns_of(found: Iterable[tuple[int, int, int, bytes]]) -> dict[str, NDArray[Any]]:
    """COLUMNS of these copies: the numbers of the two, the slot, and the copy as it is packed."""
    rows = []
    for a, b, slot, data in found:
        copy = _seen(data)
        share, changing = copy.share if copy.extent == "whole" else 0.0, bytes(copy.changed) != NOTHING
        rows.append((a, b, slot, changing, copy.relation == "version", share, digest_of(data)))
    every = np.array(rows, np.dtype(list(COLUMNS.items())))
    return {name: np.ascontiguousarray(every[name]) for name in COLUMNS}


class Copies(Shelf[Copy]):
    """All copies, sorted by (a, b), by their numbers in that order."""

    def __init__(self, names: Sequence[str], columns: Columns, rows: Callable[[str], Sequence[bytes]]) -> None:
        """`names` are those of all reports, in order; `columns` are COLUMNS, and `rows` gives the copies of which a
        report is the first, in slots.
        """
        super().__init__(Copy, _Packed(names, columns["a"], columns["slot"], rows))
        self._names, self._number = names, {name: number for number, name in enumerate(names)}
        self._key = columns["a"].astype(np.int64) * len(names) + columns["b"]
        self._of_b = np.argsort(columns["b"], kind="stable").astype(np.int32)
        self._b = columns["b"][self._of_b]
        self._digests, self._a = columns["digest"], columns["a"]
        self.changing: list[int] = np.flatnonzero(columns["changing"]).tolist()
        """Those of which passages differ: few."""
        self._versions, self._share = columns["version"], columns["share"]
        self._unpacked = lru_cache(maxsize=AT_HAND)(self.__getitem__)

    def of(self, report: str) -> Iterator[Copy]:
        """Those that a report has a part in, in their order."""
        if report in self._number:
            first, end = np.searchsorted(self._b, (self._number[report], self._number[report] + 1)).tolist()
            yield from map(self.__getitem__, self._of_b[first:end].tolist())
            yield from map(self.__getitem__, range(*self._of_a(self._number[report])))

    def whole(self) -> Iterator[tuple[str, str, float, bool]]:
        """The pairs that are one text, how much of both is shared, and whether one is a version of the other."""
        some = np.flatnonzero(self._share)
        a, b = (map(self._names.__getitem__, side[some].tolist()) for side in (self._a, self._key % len(self._names)))
        return zip(a, b, self._share[some].tolist(), self._versions[some].tolist(), strict=True)

    def between(self, one: str, other: str) -> Copy | None:
        """What two reports share."""
        a, b = (self._number.get(report, -1) for report in sorted((one, other)))
        key = a * len(self._names) + b
        at = int(np.searchsorted(self._key, key))
        return self._unpacked(at) if min(a, b) >= 0 and at < len(self) and self._key[at] == key else None

    def pairs(self, reports: Sequence[str]) -> tuple[Numbers, Numbers]:
        """The two reports of each copy, by their numbers among these; -1 for one that is not among them."""
        number = {report: n for n, report in enumerate(reports)}
        here = np.fromiter((number.get(name, -1) for name in self._names), np.int64, len(self._names))
        return here[self._a], here[self._key % max(len(here), 1)]

    def digests(self) -> Iterator[bytes]:
        """As of any records; they are held."""
        data = self._digests.tobytes()
        return (data[at : at + DIGEST] for at in range(0, len(data), DIGEST))

    def marks(self) -> Marks:
        """Of each copy."""
        return self._digests.view("<u8").reshape(-1, 2)

    def marks_within(self, groups: Members, reports: Sequence[str]) -> Marks:
        """Of each group of reports, which are numbers of these and rise in it, all that they share with each other."""
        many = max(len(reports), 1)
        group = np.repeat(np.arange(len(groups.sizes)), groups.sizes)
        there = group * many + groups.items
        of_several = np.flatnonzero(groups.sizes[group] > 1)
        in_order = of_several[np.argsort(groups.items[of_several], kind="stable")]
        of_report = Members.of(groups.items[in_order], group[in_order], len(reports))
        a, b = self.pairs(reports)
        known = np.flatnonzero((a >= 0) & (b >= 0))
        at, which = ranges(of_report.begins[a[known]], of_report.begins[a[known] + 1])
        shared = of_report.items[at]
        both = find(shared * many + b[known][which], there) >= 0
        sums = np.zeros((len(groups.sizes), 2), np.uint64)
        np.add.at(sums, shared[both], self.marks()[known[which[both]]])
        return sums

    def among(self, reports: Iterable[str]) -> Iterator[Copy]:
        """What these reports share with each other, in order."""
        return map(self._unpacked, self._among(reports).tolist())

    def _of_a(self, number: int) -> tuple[int, int]:
        """From which copy to which a report is the first of the two."""
        count = len(self._names)
        first, end = np.searchsorted(self._key, (number * count, (number + 1) * count)).tolist()
        return first, end

    def _among(self, reports: Iterable[str]) -> Numbers:
        here = np.array(sorted(self._number[report] for report in set(reports) if report in self._number), np.int64)
        if len(here) < 2:
            return here[:0]
        count = len(self._names)
        at, _ = ranges(np.searchsorted(self._key, here * count), np.searchsorted(self._key, (here + 1) * count))
        b = self._key[at] % count
        among: Numbers = at[here[np.minimum(np.searchsorted(here, b), len(here) - 1)] == b]
        return among


class _Packed(Sequence[bytes]):
    """The same as they are packed."""

    def __init__(
        self, names: Sequence[str], a: NDArray[Any], slot: NDArray[Any], rows: Callable[[str], Sequence[bytes]]
    ) -> None:
        """As above."""
        self._names, self._a, self._slot = names, a, slot
        self._row = lru_cache(maxsize=ROWS)(rows)

    def __len__(self) -> int:
        return len(self._a)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # nobody asks for several
        data: bytes = self._row(self._names[self._a[number]])[self._slot[number]]
        return data


def keep_copies(
    kept: Kept,
    names: Sequence[str],
    digests: Digests,
    signed: Digests,
    wanted: Callable[[Numbers], Iterator[Beside]],
    make: MakePairs,
) -> Copies:
    """All copies.  A number for each report names the report (`digests`), and it and all that it is compared with
    (`signed`): where that is what it was, its copies are those of before.  `wanted` gives for reports, by number, the
    others that each is compared with; `make` compares.
    """

    def known(before: Columns) -> Columns:
        """What was found before and holds."""
        if before and np.array_equal(before["signed"], signed):
            return before
        still = np.zeros(len(digests), np.uint64)
        if not before:
            return {"digests": digests, "signed": still, **columns_of([])}
        now, same = taken_over(before, digests, signed)
        still[now[same]] = before["signed"][same]
        held = {name: before[name][same[before["a"]]] for name in COLUMNS}
        held |= {side: now[held[side]].astype(np.int32) for side in ("a", "b")}
        return {"digests": digests, "signed": still, **_in_order(held)}

    # before a row is written anew nothing says any more what it holds: the build may end in between
    held = kept.columns("copies", known)
    stale = np.flatnonzero(held["signed"] != signed)
    if len(stale):
        number = {name: at for at, name in enumerate(names)}
        new = columns_of(
            (number[name], number[other], slot, data)
            for name, others, results in kept.of_pairs("copy", wanted(stale), make)
            for slot, (other, data) in enumerate(zip(others, results, strict=True)) if data
        )  # fmt: skip
        every = _in_order({name: np.concatenate([held[name], new[name]]) for name in COLUMNS})
        held = kept.columns("copies", lambda _: {"digests": digests, "signed": signed, **every})
    return Copies(names, held, kept.pairs("copy", names))


def _in_order(columns: Columns) -> Columns:
    """Columns of copies in the order of the pairs."""
    order = np.lexsort((columns["b"], columns["a"]))
    return {name: column[order] for name, column in columns.items()}
