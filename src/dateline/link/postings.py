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
from dateline.link.marks import all_but, distinct, find
from dateline.link.neighbours import ranges

Numbers = NDArray[np.int64]
Entries = NDArray[np.uint64]
Values = NDArray[np.float64]

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
        self, rows: Rows, directory: Mapping[str, NDArray[Any]], holders: Holders, *, valued: bool = False
    ) -> None:
        """`rows` are the pages, `directory` is what `directory` gave before (nothing at first); if they are `valued`,
        entries have values.
        """
        self._rows, self._holders, self._valued = rows, holders, valued
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
            held, values, page = self._read(self._pages(some << np.uint64(HOLDER), some << np.uint64(HOLDER) | LAST, 0))
            stay = ~self._holders.is_gone[(held & LAST).astype(np.int64)]
            touched = distinct(page[~stay])
            left = np.flatnonzero(stay & (find(page, touched) >= 0))
            self._write(touched, self._ranked(held[left]), values[left] if self._valued else values, page[left])

    def put(self, entries: Entries, values: Values | None = None) -> None:
        """Puts in entries of those that came, in order, with their values."""
        for first in range(0, len(entries), AT_ONCE):
            some = entries[first : first + AT_ONCE]
            if not len(self._page):
                self._first, self._size, self._page = some[:1], np.zeros(1, np.int64), np.zeros(1, np.int64)
            into = self._at(some)
            touched = distinct(into)
            raw, held_values, page = self._read(touched)
            held = self._ranked(raw)
            at = np.searchsorted(held, some, "right")
            if values is not None:
                held_values = np.insert(held_values, at, values[first : first + AT_ONCE])
            self._write(touched, np.insert(held, at, some), held_values, np.insert(page, at, into))

    def sizes(self, keys: Entries) -> Numbers:
        """How many holders each of these keys has, which are in order."""
        found = [np.zeros(0, np.int64)]
        for some in _pieces(keys):
            low, high = some << np.uint64(HOLDER), some << np.uint64(HOLDER) | LAST
            first, last = np.maximum(np.searchsorted(self._first, low) - 1, 0), self._at(high)
            pages = distinct(np.append(first, last)) if len(self._page) else first[:0]
            held, opens = self._ranked(self._read(pages)[0]), np.cumsum(self._size[pages]) - self._size[pages]
            before = (np.cumsum(self._size) - self._size)[pages] - opens  # entries in pages that are not looked at
            if len(pages):
                begin = np.searchsorted(held, low) + before[np.searchsorted(pages, first)]
                found.append(np.searchsorted(held, high, "right") + before[np.searchsorted(pages, last)] - begin)
            else:
                found.append(np.zeros(len(some), np.int64))
        return np.concatenate(found)

    def of(self, keys: Entries) -> tuple[NDArray[Any], Values, Numbers]:
        """All holders of these keys, which are in order, after one another, with the values of their entries; and where
        those of each key begin, and at last where those of the last end.
        """
        low, high = keys << np.uint64(HOLDER), keys << np.uint64(HOLDER) | LAST
        raw, values, _ = self._read(self._pages(low, high, 0))
        held = self._ranked(raw)
        begin, end = np.searchsorted(held, low), np.searchsorted(held, high, "right")
        at, _ = ranges(begin, end)
        begins = np.append(0, np.cumsum(end - begin))
        return (held[at] & LAST).astype(np.int32), values[at] if self._valued else values, begins

    def beside(self, entries: Entries, reach: int) -> Iterator[tuple[Entries, Numbers, Numbers]]:
        """For some of these entries after others, which are in order: the entries, and pairs of the number that one has
        among them and a holder of its key, no more than `reach` before or after it; whether it is there or not.
        """
        for some in _pieces(entries):
            held, begin, end = self._around(some, reach)
            at, which = ranges(begin, end)
            yield some, which, (held[at] & LAST).astype(np.int64)

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

    def _read(self, pages: Numbers) -> tuple[Entries, Values, Numbers]:
        """The entries of pages, as they are on the disk, with their values, and of each which page it is in."""
        held = [self._rows.get(_name(page), b"") for page in self._page[pages].tolist()]
        values = b""
        if self._valued:  # they stand behind the entries of their page
            values = b"".join(one[len(one) // 2 :] for one in held)
            held = [one[: len(one) // 2] for one in held]
        entries = np.frombuffer(b"".join(held), np.uint64)
        return entries, np.frombuffer(values, np.float64), np.repeat(pages, self._size[pages])

    def _write(self, pages: Numbers, entries: Entries, values: Values, of: Numbers) -> None:
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
                self._rows[_name(name)] = data[first:last].tobytes() + values[first:last].tobytes()
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
