"""Which reports may share passages: those that have runs of five words (shingles) in common."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Columns, Kept
from dateline.link.neighbours import ranges
from dateline.link.texts import Numbers
from dateline.link.verbatim import GAP, MASS, SHINGLE, SHORTEST, runs_of

NEIGHBOURS = 20
"""A shingle links a report to so many others at most: those that follow it in the order of ids."""
AT_ONCE = 8_000
"""Runs whose other holders are looked at at a time, and
READ, words whose runs are made at a time, and
SORTED, about how many runs are sorted at a time: all at once would take 60 bytes for each word of a pile."""
READ = 1 << 18
SORTED = 1 << 20

Narrow = NDArray[Any]
"""Numbers of half the width: there are hundreds of them for each report."""
Digests = NDArray[np.uint64]


class Crowded:
    """Which runs NEIGHBOURS others have, a bit for each word that one begins with."""

    def __init__(self, marks: NDArray[np.bool_], ends: Numbers) -> None:
        """`ends` are those of the reports in the words of all, to which the marks belong."""
        self._bits, self._ends = np.packbits(marks), ends

    def __call__(self, report: int) -> NDArray[np.bool_]:
        """A mark for each word of a report."""
        begin, end = int(self._ends[report - 1]) if report else 0, int(self._ends[report])
        bits = np.unpackbits(self._bits[begin // 8 : -(-end // 8)])
        return bits[begin % 8 : begin % 8 + end - begin].astype(np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The pairs of reports, by number and in order, that may share passages."""

    a: Numbers
    b: Numbers
    mark: Digests
    """What is common in the pile, by which a passage of the two may be furniture (see Sharing.pairs)."""
    crowded: Crowded


class Words(NamedTuple):
    """The words of all reports, one report after the other."""

    sizes: Numbers
    """How many each report has."""
    key: NDArray[np.uint32]
    quarters: NDArray[np.uint8]


class Sharing:
    """Which reports may share passages, and which runs of a report are furniture; reports by number.

    All runs that stand more than once are held in columns, by report and place.
    """

    def __init__(self, words: Words) -> None:
        """`words` are those of all reports."""
        self._words, sizes = words, words.sizes
        self._sizes, self._ends = sizes, np.cumsum(sizes)
        self._owner = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        place, run = self._several()
        again = _as_before(run) & _as_before(self._owner[place])
        self._repeats = np.bincount(self._owner[place[again]], minlength=len(sizes)) > 0
        have = np.bincount(run[~again])
        crowded = have > NEIGHBOURS
        self._crowded = np.zeros(len(self._owner), dtype=np.bool_)
        self._crowded[place] = crowded[run]
        place, run = place[~again], run[~again]
        self._holder = self._owner[place]
        self._have_crowded = np.sort(self._holder[crowded[run]].astype(np.int64) << 32 | run[crowded[run]])
        order = np.argsort(place).astype(np.int32)
        self._place, self._run, self._from = place[order], run[order], order + 1
        self._is_crowded = crowded[self._run]
        self._to = np.minimum(order + 1 + NEIGHBOURS, np.cumsum(have)[self._run]).astype(np.int32)

    def _several(self) -> tuple[Narrow, Narrow]:
        """Where the runs stand that there are several of, and the number of the run; by number and place."""
        parts = 1 + len(self._owner) // SORTED
        found = [(np.zeros(0, np.int32), np.zeros(0, np.int32))]
        known = 0
        for part in range(parts):
            place, number = self._runs_of(part, parts)
            order = np.argsort(number)
            place, number = place[order], number[order]
            as_before = _as_before(number)
            several = as_before | np.append(as_before[1:], False)[: len(number)]
            # to sort numbers that say both takes a fifth of the time that a stable sort by the run takes
            run, place = _unfold(np.sort(np.cumsum(~as_before)[several] << 32 | place[several]), 32)
            run = np.cumsum(~_as_before(run)) + known
            known = int(run.max(initial=known))
            found.append((place.astype(np.int32), run.astype(np.int32) - 1))
        place, run = map(np.concatenate, zip(*found, strict=True))
        return place, run

    def _runs_of(self, part: int, parts: int) -> tuple[Numbers, Numbers]:
        """Where the runs of all reports stand that are in one of so many parts, and the runs: in any order."""
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        for begin in range(0, len(self._owner), READ):
            here = slice(begin, begin + READ + SHINGLE - 1)
            number, owner = runs_of(self._words.key[here]), self._owner[here]
            inside = owner[: len(number)] == owner[SHINGLE - 1 :]  # of one report, not of two that meet
            inside &= (number.view(np.uint64) >> np.uint64(40)) % np.uint64(parts) == part
            at = np.flatnonzero(inside)
            found.append((begin + at, number[at]))
        place, number = map(np.concatenate, zip(*found, strict=True))
        return place, number

    def crowded(self) -> "Crowded":
        """Which runs NEIGHBOURS others have, of all reports."""
        return Crowded(self._crowded, self._ends)

    def signed(self, digests: Digests) -> Digests:
        """A number for each report that names all that its pairs as the first of two are made from; `digests` name the
        words of each.  Numbers of equal value are equal in all that: they look drawn by lot.
        """
        before = np.append(np.uint64(0), np.cumsum(digests[self._holder]))
        signed = digests.copy()
        for at in range(0, len(self._place), READ):
            here = slice(at, at + READ)
            linked = before[self._to[here]] - before[self._from[here]]
            owner = self._owner[self._place[here]]
            place = self._place[here] - (self._ends - self._sizes)[owner]
            told = stir(2 * place + self._is_crowded[here] + 2) * (linked | np.uint64(1)) + stir(linked)
            first = np.flatnonzero(~_as_before(owner))
            signed[owner[first]] += np.add.reduceat(told, first)
        return signed

    def pairs(self, of: Numbers | None = None) -> Iterator[tuple[Numbers, Numbers, Digests]]:
        """The pairs of reports, in order, that share enough runs for a passage: of words that weigh enough, near each
        other.  Of each also a mark that says which runs of the first are furniture, as far as that matters to the two.
        Only those whose first report is one `of` these, which are in order, where any are given.
        """
        reports = np.arange(len(self._ends)) if of is None else of
        begins = np.searchsorted(self._place, self._ends[reports] - self._sizes[reports])
        ends = np.searchsorted(self._place, self._ends[reports])
        known = np.append(0, np.cumsum(ends - begins)).tolist()
        first = 0
        while first < len(reports):
            last = max(first + 1, bisect_right(known, known[first] + AT_ONCE) - 1)
            yield self._pairs_of(reports[first:last], begins[first:last], ends[first:last])
            first = last

    def _pairs_of(self, reports: Numbers, begins: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Digests]:
        """The pairs of these reports; the runs of each go from one of `begins` to its end."""
        runs, of = ranges(begins, ends)
        sizes = self._sizes[reports]
        opens = np.cumsum(sizes) - sizes  # where each report begins in these reports one after the other
        at = self._place[runs] - (self._ends[reports] - sizes - opens)[of]
        others, which = ranges(self._from[runs].astype(np.int64), self._to[runs].astype(np.int64))
        words, _ = ranges(self._ends[reports] - sizes, self._ends[reports])
        weight = np.append(0, np.cumsum(self._words.quarters[words], dtype=np.int64))
        bits, known = len(weight).bit_length(), len(self._ends)
        pair, place = _unfold(np.sort((of[which] * known + self._holder[others]) << bits | at[which]), bits)
        goes_on = _as_before(pair)
        count = np.bincount(np.cumsum(~goes_on) - 1)
        enough = count >= SHORTEST - SHINGLE + 1
        inside = np.repeat(enough, count)
        candidates = pair[~goes_on][enough]
        # a crowded run links few of those that have it
        crowded = np.flatnonzero(self._is_crowded[runs])
        limits = np.searchsorted(of[crowded], np.arange(len(reports) + 1))
        here, which = ranges(limits[candidates // known], limits[candidates // known + 1])
        held = _find(self._have_crowded, candidates[which] % known << 32 | self._run[runs[crowded[here]]])
        more = candidates[which][held] << bits | at[crowded[here[held]]]
        pair, place = _unfold(np.sort(np.append(pair[inside] << bits | place[inside], more)), bits)
        goes_on = _as_before(pair)
        near = goes_on & (np.diff(place, prepend=0) <= SHINGLE + GAP)
        covered = np.where(np.append(near[1:], False)[: len(near)], np.diff(place, append=0), SHINGLE)
        covered = np.minimum(covered, SHINGLE)
        part = np.cumsum(~near) - 1
        proving = np.bincount(part, covered) >= SHORTEST
        proving &= np.bincount(part, weight[place + covered] - weight[place]) >= 4 * MASS
        a, b = np.divmod(candidates, known)
        whole = self._repeats[reports][a]
        # of a run that a report has several times the first place alone is known: no telling what stands around it
        may = (np.bincount(np.cumsum(~goes_on) - 1, proving[part]) > 0) | whole
        first = np.flatnonzero(~goes_on)
        last = np.append(first[1:], len(pair))[: len(first)] - 1
        low, high = np.where(whole, opens[a], place[first]), np.where(whole, (opens + sizes)[a], place[last] + 1)
        return reports[a[may]], b[may], self._marks(reports, low, high)[may]

    def _marks(self, reports: Numbers, low: Numbers, high: Numbers) -> Digests:
        """Of each pair what runs are furniture between the first and the last that they share, as a number: what they
        share word by word lies there.  Where the first has a run several times, of all that it has.  Places are those
        in the words of these reports one after the other.
        """
        words, of = ranges(self._ends[reports] - self._sizes[reports], self._ends[reports])
        at = words - (self._ends[reports] - self._sizes[reports])[of] + 1
        # sums wrap around at 2**64: of numbers that look drawn by lot, no two sets can be thought to have one sum
        told = np.append(np.uint64(0), np.cumsum(np.where(self._crowded[words], stir(at), np.uint64(0))))
        marks: Digests = told[high] - told[low]
        return marks


def find_links(kept: Kept, digests: Digests, words: Words) -> Links:
    """All pairs of reports that may share passages.  `digests` name each report and its words: where these are what
    they were, and so are the reports that have runs of it, its pairs are those of before.
    """
    sharing = Sharing(words)

    def make(before: Columns) -> Columns:
        signed = sharing.signed(digests)
        now, same = taken_over(before, digests, signed)
        pairs = list(sharing.pairs(np.setdiff1d(np.arange(len(digests)), now[same])))
        if before:
            stay = same[before["a"]]
            pairs.append((now[before["a"][stay]], now[before["b"][stay]], before["mark"][stay]))
        nothing = np.zeros((2, 0), np.int64)
        a, b, mark = (np.concatenate(some) for some in zip((*nothing, np.zeros(0, np.uint64)), *pairs, strict=True))
        order = np.argsort(a * len(digests) + b)
        a, b, mark = a[order], b[order], mark[order]
        return {"digests": digests, "signed": signed, "a": a.astype(np.int32), "b": b.astype(np.int32), "mark": mark}

    found = kept.columns("links", make)
    return Links(
        a=found["a"].astype(np.int64), b=found["b"].astype(np.int64), mark=found["mark"], crowded=sharing.crowded()
    )


def digests_of(keys: Iterable[bytes]) -> Digests:
    """Keys as numbers; no two of a pile can be thought to share one."""
    return np.frombuffer(b"".join(key[:8] for key in keys), np.uint64)


def taken_over(before: Columns, digests: Digests, signed: Digests) -> tuple[Numbers, NDArray[np.bool_]]:
    """The number of now of each report of before, -1 for what is gone or another; and which are signed as they were.
    `digests` are of the reports, the columns of before have the like.
    """
    if not before:
        return np.zeros(0, np.int64), np.zeros(0, np.bool_)
    order = np.argsort(digests)
    now = np.append(order, -1)[np.searchsorted(digests, before["digests"], sorter=order)]
    now[np.append(digests, np.uint64(0))[now] != before["digests"]] = -1
    same: NDArray[np.bool_] = (now >= 0) & (np.append(signed, np.uint64(0))[now] == before["signed"])
    return now, same


def stir(numbers: NDArray[Any]) -> Digests:
    """Numbers that look drawn by lot, of others that do not."""
    at = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    at = (at ^ at >> np.uint64(32)) * np.uint64(0xBF58476D1CE4E5B9)
    return at ^ at >> np.uint64(29)


def _unfold(both: Numbers, bits: int) -> tuple[Numbers, Numbers]:
    """Two numbers that were made one, the second of so many bits."""
    return both >> bits, both & (1 << bits) - 1


def _find(values: Numbers, wanted: Numbers) -> NDArray[np.bool_]:
    """Which of the numbers wanted are among the values, which are sorted."""
    if not len(values):
        return np.zeros(len(wanted), dtype=np.bool_)
    found: NDArray[np.bool_] = values[np.minimum(np.searchsorted(values, wanted), len(values) - 1)] == wanted
    return found


def _as_before(values: Numbers | Narrow) -> NDArray[np.bool_]:
    """Which values are equal to the one before."""
    return np.append(False, values[1:] == values[:-1])[: len(values)]
