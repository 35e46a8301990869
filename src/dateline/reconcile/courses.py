"""What is told of each quantity: its series, and the numbers that cannot all hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.link.blocks import Made
from dateline.link.copied import Copies
from dateline.link.counts import Counts, Quantity
from dateline.link.kept import Afresh, Kept, Shelf, packed
from dateline.link.marks import Members, find, flagged, put_together
from dateline.reconcile.passages import Passages
from dateline.reconcile.rivals import find_rivals
from dateline.reconcile.series import find_series
from dateline.records import Dispute, Series

SERIES, DISPUTE = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """All series of two points and more, and all disputes of numbers, sorted by id."""

    series: Sequence[Series]
    disputes: Sequence[Dispute]


def find_courses(counts: Counts, copies: Copies, kept: Kept | None = None) -> Courses:
    """What is told of each quantity of a record.  It is made from the counts of that quantity, what their reports share
    with others, and whether its place has counts of another event; a quantity of which these are as they were is
    not unpacked.
    """
    passages = Passages(copies)
    several = _of_several(counts)
    quantity, report = counts.told_by()
    shared = copies.marks_within(Members.of(quantity, report, len(counts.sizes)), counts.reports)
    marks = flagged(put_together(counts.marks, shared), several)
    told = np.flatnonzero(counts.actual & (counts.sizes > 1))

    def make(number: int) -> Iterator[Made]:
        quantity = Quantity(counts, int(told[number]))
        beside = _place_and_event(quantity.scope[-1])[1] if several[told[number]] else None
        accounts = quantity.accounts()
        series = find_series(accounts, passages, beside)
        if series is not None:
            yield Made(series.id, packed(series), SERIES)
        yield from (Made(one.id, packed(one), DISPUTE) for one in find_rivals(accounts, series, passages))

    made = (kept or Afresh()).blocks("courses", marks[told], make)
    return Courses(series=Shelf(Series, made.records(SERIES)), disputes=Shelf(Dispute, made.records(DISPUTE)))


def _of_several(counts: Counts) -> NDArray[np.bool_]:
    """Of each quantity whether its place has counts of another event, of those of which something is told."""
    columns, first = counts.columns, counts.order[counts.begins[:-1]]
    named, matter = columns.named[first], columns.scope[first, -1]
    named_in, matter = named[counts.actual], matter[counts.actual]
    places, many = np.unique(named_in[Members.equal(named_in, matter).first], return_counts=True)
    return find(named, places[many > 1]) >= 0


def _place_and_event(matter: str) -> tuple[str, str]:
    here, _, event = matter.partition(" ")
    return here, event
