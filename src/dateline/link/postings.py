"""Who has what, in pages on the disk: what a few have in common with others is found without a look at all the rest.

An entry is a key of 40 bits with the number that its holder has for as long as it is there.  Entries stand in the order
of their keys and, of one key, of their holders; who comes or goes moves the others, but changes no order among them.  A
page is a row of its own; a directory says with what each begins.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Rows
from dateline.link.marks import all_but
from dateline.link.neighbours import ranges

Numbers = NDArray[np.int64]
Entries = NDArray[np.uint64]

HOLDER = 24
"""Bits of the holder in an entry: no record has so many reports."""
PAGE = 512
"""Entries of a page when it is made; one that grows to more than twice as many is cut."""
DIRECTORY = ("first", "size", "page")
"""The columns of a directory."""
AT_ONCE = 1 << 16
"""Entries that are looked up at a time."""
LAST = np.uint64((1 << HOLDER) - 1)


def entries_of(keys: Entries, holders: NDArray[Any]) -> Entries:
    """Keys, of 40 bits, with their holders."""
    return keys << np.uint64(HOLDER) | holders.astype(np.uint64)


def short(numbers: Entries) -> Entries:
    """Numbers of 64 bits that look drawn by lot as keys: of the keys of a pile, hardly two can be thought to be one."""
    return numbers >> np.uint64(HOLDER)


class Holders:
    """The holders by rank, each under a number that it keeps."""

    def __init__(self, then: Numbers, now: Numbers, count: int) -> None:
        """`then` are the numbers of those of before by their ranks, `now` is the rank that each has now (-1: it is
        gone), of `count`; these rise.  Who came gets numbers that are free.
        """
        came = np.ones(count, np.bool_)
        came[now[now >= 0]] = False
        many = int(then.max(initial=-1)) + 1 + count
        free = np.ones(many, np.bool_)
        free[then] = False
        self.came: Numbers = np.flatnonzero(came)
        """The ranks of those that came."""
        self.numbers = np.zeros(count, np.int64)
        """By rank."""
        self.numbers[now[now >= 0]] = then[now >= 0]
        self.numbers[self.came] = np.flatnonzero(free)[: len(self.came)]
        self.ranks = np.zeros(many, np.uint64)
        """By number; of those that are gone, that of who stood before them."""
        self.ranks[self.numbers] = np.arange(count, dtype=np.uint64)
        self.ranks[then] = np.maximum(np.maximum.accumulate(now), 0).astype(np.uint64)
        self.is_gone = np.zeros(many, np.bool_)
        self.is_gone[then[now < 0]] = True


class Postings:
    """Entries in pages.  What is asked and told has the ranks of holders in them; on the disk stand their numbers."""

    def __init__(
        self, rows: Rows, directory: Mapping[str, NDArray[Any]], holders: Holders
    ) -> None:
        """`rows` are the pages, `directory` is what `directory` gave before (nothing at first)."""
        self._rows, self._holders = rows, holders
        self._numbers = holders.numbers.astype(np.uint64)
        self.count = len(self._numbers)
        """How many holders there are."""
        nothing = np.zeros(0, np.int64)
        first, self._size, self._page = (directory.get(name, nothing) for name in DIRECTORY)
        self._first = self._ranked(first.astype(np.uint64))

    def directory(self) -> dict[str, NDArray[Any]]:
        """What is to be given next time."""
        return dict(zip(DIRECTORY, (self._numbered(self._first), self._size, self._page), strict=True))

    def drop(self, keys: Entries) -> None:
        """Takes out the entries of those that are gone, which are all under these keys."""
        for some in _pieces(np.sort(keys)):
            pages = self._pages(entries_of(some, np.zeros(1)), some << np.uint64(HOLDER) | LAST, 0)
            held, page = self._read(pages)
            stay = ~self._holders.is_gone[(held & LAST).astype(np.int64)]
            touched = np.unique(page[~stay])
            some_left = stay & (np.bincount(page[~stay], minlength=len(self._page)) > 0)[page]
            self._write(touched, self._ranked(held[some_left]), page[some_left])

    def put(self, entries: Entries) -> None:
        """Puts in entries of those that came, in order."""
        for some in _pieces(entries):
            if not len(self._page):
                self._first, self._size, self._page = some[:1], np.zeros(1, np.int64), np.zeros(1, np.int64)
            into = self._at(some)
            touched = np.unique(into)
            held, page = self._read(touched)
            ranked = self._ranked(held)
            at = np.searchsorted(ranked, some, "right")
            self._write(touched, np.insert(ranked, at, some), np.insert(page, at, into))

    def beside(self, entries: Entries, reach: int) -> NDArray[np.bool_]:
        """Which holders, by rank, are among the `reach` before and after any of these entries, which are in order, of
        those that have the same key; whether such an entry is there or not.
        """
        found = np.zeros(len(self._numbers), np.bool_)
        for some in _pieces(entries):
            held, begin, end = self._around(some, reach)
            found[(held[ranges(begin, end)[0]] & LAST).astype(np.int64)] = True
        return found

    def after(self, entries: Entries, reach: int) -> tuple[NDArray[Any], Numbers, Numbers, NDArray[np.bool_]]:
        """For each of these entries, that are there and in order, the holders that come after it, no more than `reach`,
        of those that have the same key: all of them after one another, and from where to where they go.  And whether
        more than `reach` have the key.
        """
        nothing = np.zeros(0, np.int64)
        found = [(nothing.astype(np.int32), nothing, nothing, nothing > 0)]
        known = 0
        for some in _pieces(entries):
            held, begin, end = self._around(some, reach)
            at = np.searchsorted(held, some, "right")
            which, _ = ranges(at, end)
            ends = known + np.cumsum(end - at)
            found.append(((held[which] & LAST).astype(np.int32), ends - (end - at), ends, end - begin > reach))
            known += len(which)
        holder, begin, end, more = (np.concatenate(column) for column in zip(*found, strict=True))
        return holder, begin, end, more

    def _around(self, entries: Entries, reach: int) -> tuple[Entries, Numbers, Numbers]:
        """Entries in order, and for each of these where those of its key begin and end among them, no further from it
        than `reach`.
        """
        held = self._ranked(self._read(self._pages(entries, entries, reach))[0])
        opens = entries & ~LAST
        begin = np.maximum(np.searchsorted(held, entries) - reach, np.searchsorted(held, opens))
        end = np.searchsorted(held, entries, "right") + reach
        return held, begin, np.maximum(begin, np.minimum(end, np.searchsorted(held, opens | LAST, "right")))

    def _at(self, entries: Entries) -> Numbers:
        """The page that each entry is in, or would be."""
        return np.maximum(np.searchsorted(self._first, entries, "right") - 1, 0)

    def _pages(self, low: Entries, high: Entries, reach: int) -> Numbers:
        """The pages of all entries from one to another, and of `reach` before and after them."""
        count = len(self._page)
        if not count or not len(low):
            return np.zeros(0, np.int64)
        ends = np.cumsum(self._size)
        first = np.maximum(np.searchsorted(self._first, low) - 1, 0)
        last = np.maximum(np.searchsorted(self._first, high, "right") - 1, 0)
        first = np.searchsorted(ends, ends[first] - self._size[first] - reach, "right")
        last = np.minimum(np.searchsorted(ends, ends[last] + reach - 1, "right"), count - 1)
        opened = np.bincount(first, minlength=count + 1) - np.bincount(last + 1, minlength=count + 1)
        return np.flatnonzero(np.cumsum(opened)[:count])

    def _read(self, pages: Numbers) -> tuple[Entries, Numbers]:
        """The entries of pages, as they are on the disk, and of each which page it is in."""
        held = b"".join(self._rows.get(_name(page), b"") for page in self._page[pages].tolist())
        return np.frombuffer(held, np.uint64), np.repeat(pages, self._size[pages])

    def _write(self, pages: Numbers, entries: Entries, of: Numbers) -> None:
        """Makes these pages hold other entries, in order; `of` says which is in which."""
        data, unused = self._numbered(entries), int(self._page.max(initial=-1)) + 1
        made: list[tuple[int, int, int, int]] = []
        begins, ends = (np.searchsorted(of, pages, side).tolist() for side in ("left", "right"))
        for place, page, begin, end in zip(pages.tolist(), self._page[pages].tolist(), begins, ends, strict=True):
            parts = -(-(end - begin) // PAGE) if end - begin > 2 * PAGE else min(1, end - begin)
            cuts = [begin + (end - begin) * part // parts for part in range(parts)]
            for first, last in pairwise((*cuts, end)):
                name = page if first == begin else unused
                unused += first > begin
                self._rows[_name(name)] = data[first:last].tobytes()
                made.append((place, name, last - first, first))
            if not parts:
                self._rows.pop(_name(page), None)
        new = np.array(made, np.int64).reshape(-1, 4)
        stay = all_but(len(self._page), pages)
        order = np.argsort(np.append(stay, new[:, 0]), kind="stable")
        self._page = np.append(self._page[stay], new[:, 1])[order]
        self._size = np.append(self._size[stay], new[:, 2])[order]
        self._first = np.append(self._first[stay], entries[new[:, 3]])[order]

    def _ranked(self, entries: Entries) -> Entries:
        """Entries of the disk, with ranks."""
        return entries & ~LAST | self._holders.ranks[(entries & LAST).astype(np.int64)]

    def _numbered(self, entries: Entries) -> Entries:
        """Entries as they are kept on the disk."""
        return entries & ~LAST | self._numbers[(entries & LAST).astype(np.int64)]


def _pieces(entries: Entries) -> Iterator[Entries]:
    return (entries[first : first + AT_ONCE] for first in range(0, len(entries), AT_ONCE))


def _name(page: int) -> bytes:
    return page.to_bytes(4, "big")
