"""What reports are found by, kept report by report: the words of each, and its rare stems."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Columns, Kept, key_of
from dateline.link.marks import places
from dateline.link.ranked import Vectors
from dateline.link.sharing import Digests, Words, digests_of
from dateline.link.texts import Numbers, unpack_print

_names = msgspec.msgpack.Decoder(list[str])


class Prints:
    """The prints of all reports, by number; of equal texts only the first counts as one that has words."""

    def __init__(self, kept: Kept, names: Sequence[str], make: Callable[[str], bytes]) -> None:
        """`make` gives the print of a report (see `texts.pack_print`).  What is there of reports that are gone is
        forgotten: who has made something of it must change that at once (see `Kept.at_once`).
        """
        self._names, self._rows = names, kept.rows("print")
        self._gone: dict[int, bytes] = {}
        self._now, self._own_then = np.zeros(0, np.int64), np.zeros(0, np.bool_)
        reports = digests_of(map(kept.of, names))

        def bring_up(before: Columns) -> Columns:
            if before and np.array_equal(before["reports"], reports):
                return before
            texts = np.zeros(len(names), np.uint64)
            if before:
                self._now, self._own_then = places(before["reports"], reports), _owners(before["texts"])[1]
                texts[self._now[self._now >= 0]] = before["texts"][self._now >= 0]
                then = _names.decode(before["names"].tobytes())
                for number in np.flatnonzero(self._now < 0).tolist():
                    self._gone[number] = unpack_print(self._rows.pop(then[number]))[0]
            there = np.zeros(len(names), np.bool_)
            there[self._now[self._now >= 0]] = True
            for number in np.flatnonzero(~there).tolist():
                self._rows[names[number]] = told = make(names[number])
                words = unpack_print(told)[0]
                texts[number] = int.from_bytes(key_of(words)[:8], "little") | 1 if words else 0
            packed = np.frombuffer(msgspec.msgpack.encode(names), np.uint8)
            return {"reports": reports, "names": packed, "texts": texts}

        first, self._own = _owners(kept.columns("prints", bring_up)["texts"])
        self.own: Numbers = np.flatnonzero(self._own)
        """The reports that have words which no other before them has."""
        twins = np.flatnonzero(~self._own & (first >= 0))
        self.twins: Numbers = np.stack((first[twins], twins), axis=1)
        """Pairs of the first of equal texts with the others."""
        self.digests: Digests = np.where(self._own, reports, ~reports)
        """Of each report, and of the words that count as its own."""

    def words(self, reports: Numbers) -> Words:
        """Those of some reports."""
        return _words([self._of(number)[:2] for number in reports.tolist()])

    def words_then(self, reports: Numbers) -> Words:
        """Those of some reports of before, by their numbers of then, without what they weigh."""
        return _words([self._then(number) for number in reports.tolist()])

    def vectors(self) -> Vectors:
        """The rare stems of those that have words, one report after the other."""
        told = [unpack_print(self._rows[self._names[number]])[2:] for number in self.own.tolist()]
        return Vectors(
            begins=np.cumsum([0, *(len(terms) // 8 for terms, _ in told)]),
            terms=np.frombuffer(b"".join(terms for terms, _ in told), np.uint64),
            values=np.frombuffer(b"".join(values for _, values in told), np.float64),
        )

    def _of(self, number: int) -> tuple[bytes, ...]:
        return unpack_print(self._rows[self._names[number]]) if self._own[number] else (b"", b"")

    def _then(self, number: int) -> tuple[bytes, bytes]:
        now = int(self._now[number])
        if not self._own_then[number]:
            return b"", b""
        words = self._gone[number] if now < 0 else unpack_print(self._rows[self._names[now]])[0]
        return words, bytes(len(words) // 4)


def _owners(texts: Digests) -> tuple[Numbers, NDArray[np.bool_]]:
    """The first report that has the text of each, -1 where it has no words; and which are the first."""
    _, index, which = np.unique(texts, return_index=True, return_inverse=True)
    first = np.where(texts > 0, index[which], -1)
    return first, first == np.arange(len(texts))


def _words(columns: Sequence[tuple[bytes, ...]]) -> Words:
    sizes = np.array([len(quarters) for _, quarters in columns], np.int64)
    keys, quarters = (b"".join(one[side] for one in columns) for side in (0, 1))
    return Words(sizes, np.frombuffer(keys, np.uint32), np.frombuffer(quarters, np.uint8))
