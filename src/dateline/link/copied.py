"""The copies of a pile, found by their reports: of each a few numbers are held, the rest stays packed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from sys import intern

import msgspec

from dateline.link.kept import Shelf
from dateline.records import Copy

AT_HAND = 2000
"""Copies that stay unpacked: whoever asks for a pair asks again soon."""
DIGEST = 8
"""Bytes of the digest of a copy."""


class _Pair(msgspec.Struct):
    a: str
    b: str


class Copies(Shelf[Copy]):
    """All copies, sorted by (a, b), by their numbers in that order."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        """`packed` are the copies in that order, as `kept.packed` packs them."""
        super().__init__(Copy, packed)
        self._unpacked = lru_cache(maxsize=AT_HAND)(self.__getitem__)
        self._of_a: dict[str, range] = {}
        self._of_b: dict[str, list[int]] = {}
        self._b: list[str] = []
        digests = bytearray()
        for number, (data, pair) in enumerate(zip(packed, self.each(_Pair), strict=True)):
            a, b = intern(pair.a), intern(pair.b)
            self._of_a[a] = range(self._of_a[a].start if a in self._of_a else number, number + 1)
            self._of_b.setdefault(b, []).append(number)
            self._b.append(b)
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

    def among(self, reports: Iterable[str]) -> Iterator[Copy]:
        """What these reports share with each other, in order."""
        return map(self._unpacked, self._among(reports))

    def key(self, reports: Iterable[str]) -> bytes:
        """Names all that these reports share with each other."""
        return b"".join(self._digests[DIGEST * number : DIGEST * (number + 1)] for number in self._among(reports))

    def _among(self, reports: Iterable[str]) -> Iterator[int]:
        here = set(reports)
        for report in sorted(here & self._of_a.keys()):
            yield from (number for number in self._of_a[report] if self._b[number] in here)
