"""The copies of a pile, found by their reports: of each a few numbers are held, the rest stays packed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from sys import intern

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Shelf
from dateline.link.marks import FACTOR, Marks, Members, find
from dateline.link.neighbours import ranges
from dateline.records import Copy

AT_HAND = 2000
"""Copies that stay unpacked: whoever asks for a pair asks again soon."""
DIGEST = 8
"""Bytes of the digest of a copy."""
NOTHING = b"\x90"
"""An empty list, packed."""


class _Pair(msgspec.Struct):
    a: str
    b: str
    changed: msgspec.Raw = msgspec.Raw(NOTHING)


class Copies(Shelf[Copy]):
    """All copies, sorted by (a, b), by their numbers in that order."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        """`packed` are the copies in that order, as `kept.packed` packs them."""
        super().__init__(Copy, packed)
        self._unpacked = lru_cache(maxsize=AT_HAND)(self.__getitem__)
        self._of_a: dict[str, range] = {}
        self._of_b: dict[str, list[int]] = {}
        self._b: list[str] = []
        self.changing: list[int] = []
        """Those of which passages differ: few."""
        digests = bytearray()
        for number, (data, pair) in enumerate(zip(packed, self.each(_Pair), strict=True)):
            a, b = intern(pair.a), intern(pair.b)
            self._of_a[a] = range(self._of_a[a].start if a in self._of_a else number, number + 1)
            self._of_b.setdefault(b, []).append(number)
            self._b.append(b)
            if bytes(pair.changed) != NOTHING:
                self.changing.append(number)
            digests += blake2b(data, digest_size=DIGEST).digest()
        self._digests = bytes(digests)

    def of(self, report: str) -> Iterator[Copy]:
        """Those that a report has a part in, in their order."""
        return (self[number] for number in (*self._of_b.get(report, ()), *self._of_a.get(report, ())))

    def between(self, one: str, other: str) -> Copy | None:
        """What two reports share."""
        a, b = sorted((one, other))
        of_a = self._of_a.get(a, range(0))
        number = bisect_left(self._b, b, of_a.start, of_a.stop)
        return self._unpacked(number) if number in of_a and self._b[number] == b else None

    def pairs(self, reports: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The two reports of each copy, by their numbers among these; -1 for one that is not among them."""
        number = {report: n for n, report in enumerate(reports)}
        a = (number.get(report, -1) for report, mine in self._of_a.items() for _ in mine)
        b = (number.get(report, -1) for report in self._b)
        return np.fromiter(a, np.int64, len(self)), np.fromiter(b, np.int64, len(self))

    def marks(self) -> Marks:
        """Of each copy."""
        return np.frombuffer(self._digests, "<u8")[:, None] * np.array((1, FACTOR), np.uint64)

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
        return map(self._unpacked, self._among(reports))

    def _among(self, reports: Iterable[str]) -> Iterator[int]:
        here = set(reports)
        for report in sorted(here & self._of_a.keys()):
            yield from (number for number in self._of_a[report] if self._b[number] in here)
