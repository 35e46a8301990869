"""Which reports may share passages: those that have runs of five words (shingles) in common.

All reports are looked at together once.  What comes or goes later changes the pairs of the reports that have runs in
common with it, and near it in the order of ids: they are found in an index on the disk (see `postings`), and looked at
together with what they have runs in common with.  A run is a number of 40 bits.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Columns, Kept
from dateline.link.marks import distinct, places
from dateline.link.neighbours import ranges
from dateline.link.postings import DIRECTORY, LAST, Entries, Holders, Postings, entries_of, short
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
ONES = 4
"""Reports that come to one run at a time up to which it is looked at whom each of them brings together.
"""
FEW = 0.25
"""The part of all reports below which only those are looked at that have runs in common with what changed."""

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
    crowded: Callable[[int], NDArray[np.bool_]]
    """Which runs of a report NEIGHBOURS others have, a mark for each word that one begins with."""


class Words(NamedTuple):
    """The words of some reports, one report after the other."""

    sizes: Numbers
    """How many each report has."""
    key: NDArray[np.uint32]
    quarters: NDArray[np.uint8]


class _Runs(NamedTuple):
    """The runs of some reports that others may have, in the order of their places in the words of these reports; of a
    run that a report has several times the first.
    """

    place: Narrow
    run: NDArray[Any]
    begin: Narrow
    """Where those of the others begin in `holder` that have it too and are linked to it, and where they
    end."""
    end: Narrow
    is_crowded: NDArray[np.bool_]
    holder: Narrow


class Sharing:
    """Which reports may share passages, and which runs of a report are furniture; reports by number."""

    def __init__(
        self,
        words: Words,
        runs: _Runs,
        crowded: NDArray[np.bool_],
        repeats: NDArray[np.bool_],
        count: int,
        have: Callable[[Numbers, NDArray[Any]], NDArray[np.bool_]],
    ) -> None:
        """`words` are those of the reports of which pairs are asked, `crowded` marks where crowded runs stand in them,
        `repeats` the reports that have a run several times.  There are `count` reports that the pairs may be with;
        `have` says which of these have a crowded run.
        """
        self._words, self._sizes, self._ends = words, words.sizes, np.cumsum(words.sizes)
        self._runs, self._crowded, self._repeats, self._count, self._have = runs, crowded, repeats, count, have

    @classmethod
    def of_all(cls, words: Words, put: Callable[[Entries], None] = lambda _: None) -> "Sharing":
        """Of all reports, which are looked at together; `put` gets who has which run, in order."""
        owner = np.repeat(np.arange(len(words.sizes), dtype=np.int32), words.sizes)
        place, run = _several(words.key, owner, put)
        again = _as_before(run) & _as_before(owner[place])
        repeats = np.bincount(owner[place[again]], minlength=len(words.sizes)) > 0
        have = np.bincount(run[~again])
        crowded = have > NEIGHBOURS
        marks = np.zeros(len(owner), dtype=np.bool_)
        marks[place] = crowded[run]
        place, run = place[~again], run[~again]
        holder = owner[place]
        have_crowded = np.sort(holder[crowded[run]].astype(np.int64) << 32 | run[crowded[run]])
        order = np.argsort(place).astype(np.int32)
        place, run = place[order], run[order]
        end = np.minimum(order + 1 + NEIGHBOURS, np.cumsum(have)[run]).astype(np.int32)
        runs = _Runs(place, run, order + 1, end, crowded[run], holder)
        return cls(
            words, runs, marks, repeats, len(words.sizes), lambda who, what: _find(have_crowded, who << 32 | what)
        )

    @classmethod
    def of_some(cls, reports: Numbers, words: Callable[[Numbers], Words], postings: Postings) -> "Sharing":
        """Of some reports, in order, with all others; they go by their numbers among these."""
        own = words(reports)
        owner = np.repeat(np.arange(len(reports)), own.sizes)
        at, run = _inside(own.key, owner)
        entries, first, which = np.unique(entries_of(run, reports[owner[at]]), return_index=True, return_inverse=True)
        repeats = np.bincount(owner[np.delete(at, first)], minlength=len(reports)) > 0
        holder, begin, end, is_crowded = postings.after(entries, NEIGHBOURS)
        marks = np.zeros(len(own.key), np.bool_)
        marks[at] = is_crowded[which]
        order = np.argsort(first)
        at, run = at[first[order]], run[first[order]]
        runs = _Runs(at, run, begin[order], end[order], is_crowded[order], holder)

        def have(who: Numbers, what: Entries) -> NDArray[np.bool_]:
            others = distinct(who)
            return _find(_entries(words(others), others), entries_of(what, who))

        return cls(own, runs, marks, repeats, postings.count, have)

    def crowded(self) -> "Crowded":
        """Which runs NEIGHBOURS others have, of all reports of which pairs are asked."""
        return Crowded(self._crowded, self._ends)

    def pairs(self, of: Numbers | None = None, runs: int = AT_ONCE) -> Iterator[tuple[Numbers, Numbers, Digests]]:
        """The pairs of reports, in order, that share enough runs for a passage: of words that weigh enough, near each
        other.  Of each also a mark that says which runs of the first are furniture, as far as that matters to the two.
        Only those whose first report is one `of` these, which are in order, where any are given; about so many `runs`
        are looked at at a time.
        """
        reports = np.arange(len(self._ends)) if of is None else of
        begins = np.searchsorted(self._runs.place, self._ends[reports] - self._sizes[reports])
        ends = np.searchsorted(self._runs.place, self._ends[reports])
        known = np.append(0, np.cumsum(ends - begins)).tolist()
        first = 0
        while first < len(reports):
            last = max(first + 1, bisect_right(known, known[first] + runs) - 1)
            yield self._pairs_of(reports[first:last], begins[first:last], ends[first:last])
            first = last

    def _pairs_of(self, reports: Numbers, begins: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Digests]:
        """The pairs of these reports; the runs of each go from one of `begins` to its end."""
        runs, of = ranges(begins, ends)
        sizes = self._sizes[reports]
        opens = np.cumsum(sizes) - sizes  # where each report begins in these reports one after the other
        at = self._runs.place[runs] - (self._ends[reports] - sizes - opens)[of]
        others, which = ranges(self._runs.begin[runs].astype(np.int64), self._runs.end[runs].astype(np.int64))
        words, _ = ranges(self._ends[reports] - sizes, self._ends[reports])
        weight = np.append(0, np.cumsum(self._words.quarters[words], dtype=np.int64))
        bits, known = len(weight).bit_length(), self._count
        pair, place = _unfold(np.sort((of[which] * known + self._runs.holder[others]) << bits | at[which]), bits)
        goes_on = _as_before(pair)
        count = np.bincount(np.cumsum(~goes_on) - 1)
        enough = count >= SHORTEST - SHINGLE + 1
        inside = np.repeat(enough, count)
        candidates = pair[~goes_on][enough]
        # a crowded run links few of those that have it
        crowded = np.flatnonzero(self._runs.is_crowded[runs])
        limits = np.searchsorted(of[crowded], np.arange(len(reports) + 1))
        here, which = ranges(limits[candidates // known], limits[candidates // known + 1])
        held = self._have(candidates[which] % known, self._runs.run[runs[crowded[here]]])
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


def find_links(
    kept: Kept, digests: Digests, words: Callable[[Numbers], Words], words_then: Callable[[Numbers], Words]
) -> Links:
    """All pairs of reports that may share passages.  `digests` name each report and its words; `words` are those of
    reports by number, `words_then` of those of the last call by their numbers of then.
    """
    rows, count = kept.rows("runs"), len(digests)

    def index(known: Columns, now: Numbers) -> tuple[Holders, Postings]:
        holders = Holders(known["holder"] if known else now, now, count)
        return holders, Postings(rows, {name: known[name] for name in DIRECTORY if known}, holders)

    nothing = np.zeros(0, np.int64)
    crowded_now = nothing, Crowded(nothing > 0, nothing)

    def make(before: Columns) -> Columns:
        nonlocal crowded_now
        if before and np.array_equal(before["digests"], digests):
            return before
        now = places(before["digests"], digests) if before else np.zeros(0, np.int64)
        holders, postings = index(before, now)
        stale = np.ones(count, np.bool_)
        if before:
            gone = np.flatnonzero(now < 0)
            went = _entries(words_then(gone), holders.ranks[before["holder"][gone]])
            came = _entries(words(holders.came), holders.came)
            keys = distinct(short(np.append(went, came)))
            were_many = postings.sizes(keys) > NEIGHBOURS
            postings.drop(short(went))
            postings.put(came)
            are_many = postings.sizes(keys) > NEIGHBOURS
            linked = now[before["a"]] * count + now[before["b"]]
            linked = linked[(now[before["a"]] >= 0) & (now[before["b"]] >= 0)]
            stale = _stale(postings, went, came, keys[are_many], linked)
            stale[postings.of(keys[were_many != are_many])[0]] = True
            stale[holders.came] = True
        fresh = np.flatnonzero(stale)
        if before and len(fresh) < FEW * count:
            sharing = Sharing.of_some(fresh, words, postings)
            pairs = [(fresh[a], b, mark) for a, b, mark in sharing.pairs(runs=READ)]
            crowded_now = fresh, sharing.crowded()
        else:
            every = np.arange(count)
            sharing = Sharing.of_all(words(every), postings.put if not before else lambda _: None)
            pairs = list(sharing.pairs(fresh))
            crowded_now = every, sharing.crowded()
        if before:
            stay = np.append(~stale, False)[now[before["a"]]] & (now[before["b"]] >= 0)
            pairs.append((now[before["a"][stay]], now[before["b"][stay]], before["mark"][stay]))
        none = nothing, nothing, nothing.astype(np.uint64)
        a, b, mark = (np.concatenate(some) for some in zip(none, *pairs, strict=True))
        order = np.argsort(a * count + b)
        a, b, mark = a[order].astype(np.int32), b[order].astype(np.int32), mark[order]
        return {"digests": digests, "holder": holders.numbers, "a": a, "b": b, "mark": mark, **postings.directory()}

    with kept.at_once():  # the index is of the reports that the columns name, or there are neither
        found = kept.columns("links", make)
    _, postings = index(found, np.arange(count))

    def crowded(report: int) -> NDArray[np.bool_]:
        reports, known = crowded_now
        if len(reports) and reports[at := min(int(np.searchsorted(reports, report)), len(reports) - 1)] == report:
            return known(at)
        own = words(np.array([report]))
        places_of, run = _inside(own.key, np.zeros(len(own.key), np.int64))
        entries, which = np.unique(entries_of(run, np.full(len(run), report)), return_inverse=True)
        marks = np.zeros(len(own.key), np.bool_)
        marks[places_of] = postings.after(entries, NEIGHBOURS)[3][which]
        return marks

    return Links(a=found["a"].astype(np.int64), b=found["b"].astype(np.int64), mark=found["mark"], crowded=crowded)


def _stale(postings: Postings, went: Entries, came: Entries, many: Entries, linked: Numbers) -> NDArray[np.bool_]:
    """Which reports may have other pairs, as the first of two, through entries that went and came, if none became
    furniture through it or is it no longer; `many` are the keys of furniture, `linked` are the pairs of before, each as
    a number.

    Runs that are no furniture link all that have them.  Of the others, who goes may bring one near that was too far;
    who comes may be a pair with one before it, and may push another one away from that.
    """
    count = postings.count
    stale = np.zeros(count, np.bool_)
    for some, which, beside in postings.beside(went[_find(many, short(went))], NEIGHBOURS):
        stale[beside[beside <= (some & LAST).astype(np.int64)[which]]] = True  # who stood before has its rank
    met = [linked[:0]]
    crowd = np.unique(short(came), return_counts=True)[1].max(initial=0)
    for some, which, beside in postings.beside(came, NEIGHBOURS + (int(crowd) if crowd <= ONES else 0)):
        itself, is_many = (some & LAST).astype(np.int64), _find(many, short(some))
        before = np.flatnonzero(beside < itself[which])
        if crowd > ONES:
            stale[beside[before]] = True
            continue
        met.append(beside[before] * count + itself[which[before]])
        after = np.flatnonzero((beside > itself[which]) & is_many[which])
        before = before[is_many[which[before]]]
        begins = np.searchsorted(which[after], np.arange(len(some) + 1))
        at, of = ranges(begins[which[before]], begins[which[before] + 1])
        pushed = beside[before][of] * count + beside[after][at]
        stale[pushed[_find(linked, pushed)] // count] = True
    pairs, times = np.unique(np.concatenate(met), return_counts=True)
    stale[pairs[times >= SHORTEST - SHINGLE + 1] // count] = True
    return stale


def _entries(words: Words, holders: Numbers | Entries) -> Entries:
    """Which of these holders has which run, in order."""
    owner = np.repeat(np.arange(len(words.sizes)), words.sizes)
    at, run = _inside(words.key, owner)
    return distinct(entries_of(run, holders[owner[at]]))


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


def _several(key: NDArray[np.uint32], owner: Narrow, put: Callable[[Entries], None]) -> tuple[Narrow, Narrow]:
    """Where the runs stand that there are several of, and the number of the run; by number and place."""
    parts = 1 + len(owner) // SORTED
    found = [(np.zeros(0, np.int32), np.zeros(0, np.int32))]
    known = 0
    for part in range(parts):
        place, number = _runs_of(key, owner, part, parts)
        order = np.argsort(number)
        place, number = place[order], number[order]
        put(distinct(entries_of(number, owner[place])))
        as_before = _as_before(number)
        several = as_before | np.append(as_before[1:], False)[: len(number)]
        # to sort numbers that say both takes a fifth of the time that a stable sort by the run takes
        run, place = _unfold(np.sort(np.cumsum(~as_before)[several] << 32 | place[several]), 32)
        run = np.cumsum(~_as_before(run)) + known
        known = int(run.max(initial=known))
        found.append((place.astype(np.int32), run.astype(np.int32) - 1))
    place, run = map(np.concatenate, zip(*found, strict=True))
    return place, run


def _runs_of(key: NDArray[np.uint32], owner: Narrow, part: int, parts: int) -> tuple[Numbers, Entries]:
    """Where the runs of all reports stand that are in one of so many parts, which rise, and the runs."""
    found = [(np.zeros(0, np.int64), np.zeros(0, np.uint64))]
    for begin in range(0, len(owner), READ):
        here = slice(begin, begin + READ + SHINGLE - 1)
        at, number = _inside(key[here], owner[here])
        some = number * np.uint64(parts) >> np.uint64(40) == part
        found.append((begin + at[some], number[some]))
    place, number = map(np.concatenate, zip(*found, strict=True))
    return place, number


def _inside(key: NDArray[np.uint32], owner: Narrow) -> tuple[Numbers, Entries]:
    """Where the runs stand of which all words are of one owner, and the runs."""
    number = runs_of(key).view(np.uint64)
    at = np.flatnonzero(owner[: len(number)] == owner[SHINGLE - 1 :])
    return at, short(stir(number[at]))  # the last word is only added: it would be cut off


def _unfold(both: Numbers, bits: int) -> tuple[Numbers, Numbers]:
    """Two numbers that were made one, the second of so many bits."""
    return both >> bits, both & (1 << bits) - 1


def _find(values: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of the numbers wanted are among the values, which are sorted."""
    if not len(values):
        return np.zeros(len(wanted), dtype=np.bool_)
    found: NDArray[np.bool_] = values[np.minimum(np.searchsorted(values, wanted), len(values) - 1)] == wanted
    return found


def _as_before(values: Numbers | Narrow) -> NDArray[np.bool_]:
    """Which values are equal to the one before."""
    return np.append(False, values[1:] == values[:-1])[: len(values)]
