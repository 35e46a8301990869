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
NUMBERS = ("a", "b", "slot", "changing")
"""Columns of copies that are kept beside their digests."""
NOTHING = b"\x90"
"""An empty list, packed."""


class _Changed(msgspec.Struct):
    changed: msgspec.Raw = msgspec.Raw(NOTHING)


_changed = msgspec.msgpack.Decoder(_Changed).decode


class Copies(Shelf[Copy]):
    """All copies, sorted by (a, b), by their numbers in that order."""

    def __init__(self, names: Sequence[str], columns: Columns, rows: Callable[[str], Sequence[bytes]]) -> None:
        """`names` are those of all reports, in order; `columns` give for each copy the numbers of the two, a and b, a
        digest, whether passages differ, and in which slot it is in the row of a, which `rows` gives.
        """
        super().__init__(Copy, _Packed(names, columns["a"], columns["slot"], rows))
        self._names, self._number = names, {name: number for number, name in enumerate(names)}
        self._key = columns["a"].astype(np.int64) * len(names) + columns["b"]
        self._of_b = np.argsort(columns["b"], kind="stable").astype(np.int32)
        self._b = columns["b"][self._of_b]
        self._digests, self._a = columns["digest"], columns["a"]
        self.changing: list[int] = np.flatnonzero(columns["changing"]).tolist()
        """Those of which passages differ: few."""
        self._unpacked = lru_cache(maxsize=AT_HAND)(self.__getitem__)

    def of(self, report: str) -> Iterator[Copy]:
        """Those that a report has a part in, in their order."""
        if report in self._number:
            first, end = np.searchsorted(self._b, (self._number[report], self._number[report] + 1)).tolist()
            yield from map(self.__getitem__, self._of_b[first:end].tolist())
            yield from map(self.__getitem__, range(*self._of_a(self._number[report])))

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
        still, nothing = np.zeros(len(digests), np.uint64), np.zeros(0, np.int64)
        if not before:
            return _columns(digests, still, *[nothing] * len(NUMBERS), np.zeros(0, f"V{DIGEST}"))
        now, same = taken_over(before, digests, signed)
        stay = same[before["a"]]
        still[now[same]] = before["signed"][same]
        a, b = now[before["a"][stay]], now[before["b"][stay]]
        return _columns(digests, still, a, b, *(before[name][stay] for name in (*NUMBERS[2:], "digest")))

    # before a row is written anew nothing says any more what it holds: the build may end in between
    held = kept.columns("copies", known)
    stale = np.flatnonzero(held["signed"] != signed)
    if len(stale):
        number = {name: at for at, name in enumerate(names)}
        found: list[tuple[int, int, int, bool]] = []
        digested = bytearray()
        for name, others, results in kept.of_pairs("copy", wanted(stale), make):
            for slot, (other, data) in enumerate(zip(others, results, strict=True)):
                if data:
                    found.append((number[name], number[other], slot, bytes(_changed(data).changed) != NOTHING))
                    digested += digest_of(data)
        new = np.array(found, np.int64).reshape(-1, 4).T
        numbers = (np.append(held[of], column) for of, column in zip(NUMBERS, new, strict=True))
        made = _columns(digests, signed, *numbers, np.append(held["digest"], np.frombuffer(digested, f"V{DIGEST}")))
        held = kept.columns("copies", lambda _: made)
    return Copies(names, held, kept.pairs("copy", [names[a] for a in np.unique(held["a"]).tolist()]))


def _columns(digests: Digests, signed: Digests, *columns: NDArray[Any]) -> Columns:
    """Columns of copies, in any order, as they are kept: in the order of the pairs."""
    *numbers, digest = columns
    order = np.lexsort((numbers[1], numbers[0]))
    kept = {name: column[order].astype(np.int32) for name, column in zip(NUMBERS, numbers, strict=True)}
    return {"digests": digests, "signed": signed, "digest": digest[order], **kept}
