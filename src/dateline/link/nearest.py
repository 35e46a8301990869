"""The nearest of each report, kept from build to build (see `ranked`).

All reports are looked at together once; later what came or went is looked up in an index on the disk of who has which
term, with which weight.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from dateline.link.kept import Columns, Kept
from dateline.link.marks import distinct, find, places
from dateline.link.neighbours import CROWDED, ranges
from dateline.link.postings import DIRECTORY, Holders, Postings, entries_of
from dateline.link.ranked import NONE, Index, Ranked, Rows, Vectors, brought_up, rank

FEW = 0.1
"""The part of all reports up to which those that came or went are looked up one by one."""
AT_ONCE = 100
"""Reports that are looked up at a time."""

Numbers = NDArray[np.int64]


def find_nearest(
    kept: Kept,
    step: str,
    digests: NDArray[np.uint64],
    vectors: Callable[[Numbers], Vectors],
    vectors_then: Callable[[Numbers], Vectors],
    *,
    floor: float,
    most: int,
) -> Rows:
    """The rows of reports, told by digests of what their vectors are made from.  `vectors` are those of some of them;
    `vectors_then` of those of the last call, by their numbers of then.  Terms are numbers of 40 bits.
    """
    count = len(digests)

    def make(before: Columns) -> Columns:
        if before and np.array_equal(before["digests"], digests):
            return before
        now = places(before["digests"], digests) if before else np.zeros(0, np.int64)
        holders = Holders(before["holder"] if before else now, now, count)
        directory = {name: before[name] for name in DIRECTORY if before}
        postings = Postings(kept.rows(f"terms of {step}"), directory, holders, valued=True)
        gone, lengths = np.flatnonzero(now < 0), np.zeros(count)
        if before:
            went = distinct(vectors_then(gone).terms)
            postings.drop(went)
            lengths[now[now >= 0]] = before["lengths"][now >= 0]
        if before and len(holders.came) + len(gone) <= FEW * count:
            came = vectors(holders.came)
            _put(postings, came, holders.came)
            touched = distinct(np.append(went, came.terms))
            is_crowded = postings.sizes(touched) > CROWDED
            was_crowded = find(touched, before["crowded"]) >= 0
            stay = before["crowded"][find(before["crowded"], touched[was_crowded & ~is_crowded]) < 0]
            crowded = np.sort(np.append(stay, touched[is_crowded & ~was_crowded]))
            fresh = np.zeros(count, np.bool_)
            fresh[holders.came] = True
            fresh[postings.of(touched[is_crowded != was_crowded])[0]] = True
            looked_up = _LookedUp(vectors, postings, crowded, lengths, floor)
            looked_up.measure(np.flatnonzero(fresh))
            rows = brought_up(looked_up.near, rows_of(before), now, fresh, crowded, most)
        else:
            every = vectors(np.arange(count))
            _put(postings, vectors(holders.came) if before else every, holders.came)
            index = Index(every)
            lengths = index.flat.length
            rows = rank(index, rows_of(before), now, floor=floor, most=most)
        return {
            "digests": digests, "holder": holders.numbers, "lengths": lengths, **postings.directory(),
            "begins": rows.begins, "others": rows.others, "cosines": rows.cosines, "crowded": rows.crowded,
        }  # fmt: skip

    with kept.at_once():  # the index is of the reports that the columns name, or there are neither
        return rows_of(kept.columns(step, make))


class _LookedUp:
    """Reports that are near others, found by the index; see `neighbours.Flat`, which has the same numbers."""

    def __init__(
        self,
        vectors: Callable[[Numbers], Vectors],
        postings: Postings,
        crowded: NDArray[np.uint64],
        lengths: NDArray[np.float64],
        floor: float,
    ) -> None:
        """`lengths` are those over the terms that are not `crowded`."""
        self._vectors, self._postings, self._crowded = vectors, postings, crowded
        self._lengths, self._floor = lengths, floor
        self._products = np.zeros(len(lengths))

    def _told(self, reports: Numbers) -> tuple[Vectors, Numbers]:
        """The terms of these reports that are looked up; and of each which of the reports has it."""
        every = self._vectors(reports)
        owner = np.repeat(np.arange(len(reports)), np.diff(every.begins))
        some = find(every.terms, self._crowded) < 0
        begins = np.searchsorted(owner[some], np.arange(len(reports) + 1))
        return Vectors(begins=begins, terms=every.terms[some], values=every.values[some]), owner[some]

    def measure(self, reports: Numbers) -> None:
        """Makes the lengths of these reports what they are now."""
        told, owner = self._told(reports)
        squares = np.bincount(owner, told.values**2, len(reports))
        self._lengths[reports] = np.where(squares > 0, np.sqrt(squares), 1.0)

    def near(self, reports: list[int]) -> Iterator[Ranked]:
        """All whose cosine with each of these reaches the floor, the nearest first."""
        for at in range(0, len(reports), AT_ONCE):
            some = reports[at : at + AT_ONCE]
            told, _ = self._told(np.array(some))
            terms = distinct(told.terms)
            who, weights, begins = self._postings.of(terms)
            term = np.searchsorted(terms, told.terms)
            for number, first, last in zip(some, told.begins.tolist(), told.begins[1:].tolist(), strict=False):
                here, which = ranges(begins[term[first:last]], begins[term[first:last] + 1])
                yield self._ranked(number, who[here], weights[here] * told.values[first:last][which])

    def _ranked(self, number: int, who: NDArray[np.int32], products: NDArray[np.float64]) -> Ranked:
        # added term by term, in one order on both sides of a pair
        np.add.at(self._products, who, products)
        self._products[number] = 0.0
        cosine = self._products[who] / (self._lengths[number] * self._lengths[who])
        self._products[who] = 0.0
        near, first = np.unique(who[cosine >= self._floor], return_index=True)
        scores = -cosine[cosine >= self._floor][first].round(9)
        order = np.lexsort((near, scores))
        return list(zip(scores[order].tolist(), near[order].tolist(), strict=True))


def _put(postings: Postings, vectors: Vectors, reports: Numbers) -> None:
    entries = entries_of(vectors.terms, np.repeat(reports, np.diff(vectors.begins)))
    order = np.argsort(entries, kind="stable")
    postings.put(entries[order], vectors.values[order])


def rows_of(columns: Columns) -> Rows:
    """The rows in these columns."""
    if not columns:
        return NONE
    return Rows(
        begins=columns["begins"], others=columns["others"], cosines=columns["cosines"], crowded=columns["crowded"]
    )


def pairs_of(rows: Rows) -> tuple[Numbers, Numbers]:
    """The pairs in these rows, each once and in order: the smaller numbers, and the larger ones."""
    count = len(rows.begins) - 1
    one, other = np.repeat(np.arange(count), np.diff(rows.begins)), rows.others.astype(np.int64)
    first, second = np.divmod(distinct(np.minimum(one, other) * count + np.maximum(one, other)), max(count, 1))
    return first, second
