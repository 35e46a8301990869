"""What reports are found by, kept report by report: the words of each, and its rare stems."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Columns, Kept, key_of
from dateline.link.marks import places
from dateline.link.postings import short
from dateline.link.ranked import Vectors
from dateline.link.sharing import Digests, Words
from dateline.link.texts import Numbers, unpack_print

PRINT = "print"

_names = msgspec.msgpack.Decoder(list[str])


class PerReport:
    """What a step reads of each report, by number: rows that are made when a report comes.

    Of those that are gone, they are at hand until the next build: who has made something of it must change that now,
    within one `Kept.at_once`.
    """

    def __init__(self, kept: Kept, step: str, names: Sequence[str], make: Callable[[str], bytes]) -> None:
        """`make` reads a report of which that is not ready."""
        self._names, self._rows, ready = names, kept.rows(step), kept.ready(step)
        self._gone: dict[int, bytes] = {}
        self.now = np.arange(len(names))
        """The numbers of those of before, -1 for one that is gone."""
        self.digests = kept.known(names)[:, 0]
        """Of each report."""

        def bring_up(before: Columns) -> Columns:
            if before and np.array_equal(before["digests"], self.digests):
                return before
            self.now = places(before["digests"], self.digests) if before else np.zeros(0, np.int64)
            then = _names.decode(before["names"].tobytes()) if before else []
            for number in np.flatnonzero(self.now < 0).tolist():
                self._gone[number] = self._rows.pop(then[number])
            for name in map(names.__getitem__, self.came.tolist()):
                self._rows[name] = ready(name) or make(name)
            return {"digests": self.digests, "names": np.frombuffer(msgspec.msgpack.encode(names), np.uint8)}

        kept.columns(f"reports of {step}", bring_up)

    @property
    def came(self) -> Numbers:
        """Those that were not there before."""
        return np.flatnonzero(np.bincount(self.now[self.now >= 0], minlength=len(self._names)) == 0)

    def of(self, reports: Numbers) -> Iterator[bytes]:
        """Of some reports what was read."""
        return (self._rows[self._names[number]] for number in reports.tolist())

    def then(self, reports: Numbers) -> Iterator[bytes]:
        """The same of some of before, by their numbers of then."""
        now = zip(reports.tolist(), self.now[reports].tolist(), strict=True)
        return (self._gone[number] if place < 0 else self._rows[self._names[place]] for number, place in now)


class Prints:
    """The prints of all reports, by number; of equal texts only the first counts as one that has words."""

    def __init__(self, kept: Kept, names: Sequence[str], make: Callable[[str], bytes]) -> None:
        """`make` gives the print of a report (see `texts.pack_print`)."""
        self._read = PerReport(kept, PRINT, names, make)
        self._own_then = np.zeros(0, np.bool_)

        def bring_up(before: Columns) -> Columns:
            now, came = self._read.now, self._read.came
            self._own_then = _owners(before["texts"])[1] if before else self._own_then
            if before and len(now) == len(names) and not len(came):
                return before
            texts = np.zeros(len(names), np.uint64)
            if before:
                texts[now[now >= 0]] = before["texts"][now >= 0]
            words = [unpack_print(one)[0] for one in self._read.of(came)]
            texts[came] = [int.from_bytes(key_of(one)[:8], "little") | 1 if one else 0 for one in words]
            return {"texts": texts}

        first, self._own = _owners(kept.columns("texts of print", bring_up)["texts"])
        twins = np.flatnonzero(~self._own & (first >= 0))
        self.twins: Numbers = np.stack((first[twins], twins), axis=1)
        """Pairs of the first of equal texts with the others."""
        self.digests: Digests = np.where(self._own, self._read.digests, ~self._read.digests)
        """Of each report, and of the words that count as its own."""

    def words(self, reports: Numbers) -> Words:
        """Those of some reports."""
        return _words(_owned(self._read.of(reports), self._own[reports]))

    def words_then(self, reports: Numbers) -> Words:
        """Those of some reports of before, by their numbers of then."""
        return _words(_owned(self._read.then(reports), self._own_then[reports]))

    def vectors(self, reports: Numbers) -> Vectors:
        """The rare stems of some reports."""
        return _vectors(_owned(self._read.of(reports), self._own[reports]))

    def vectors_then(self, reports: Numbers) -> Vectors:
        """Those of some reports of before, by their numbers of then."""
        return _vectors(_owned(self._read.then(reports), self._own_then[reports]))


def _owners(texts: Digests) -> tuple[Numbers, NDArray[np.bool_]]:
    """The first report that has the text of each, -1 where it has no words; and which are the first."""
    _, index, which = np.unique(texts, return_index=True, return_inverse=True)
    first = np.where(texts > 0, index[which], -1)
    return first, first == np.arange(len(texts))


_NOTHING = b"", b"", b"", b""


def _owned(prints: Iterable[bytes], own: NDArray[np.bool_]) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    return (unpack_print(one) if is_own else _NOTHING for one, is_own in zip(prints, own.tolist(), strict=True))


def _words(prints: Iterable[tuple[bytes, bytes, bytes, bytes]]) -> Words:
    sizes, keys, quarters = list[int](), bytearray(), bytearray()
    for one in prints:  # not all of them are held at a time
        sizes.append(len(one[1]))
        keys += one[0]
        quarters += one[1]
    return Words(np.array(sizes, np.int64), np.frombuffer(keys, np.uint32), np.frombuffer(quarters, np.uint8))


def _vectors(prints: Iterable[tuple[bytes, bytes, bytes, bytes]]) -> Vectors:
    begins, terms, values = [0], bytearray(), bytearray()
    for one in prints:
        terms += one[2]
        values += one[3]
        begins.append(len(terms) // 8)
    return Vectors(
        begins=np.array(begins), terms=short(np.frombuffer(terms, np.uint64)),
        values=np.frombuffer(values, np.float64),
    )  # fmt: skip
