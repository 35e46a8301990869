"""What is told of each quantity: its series, and the numbers that cannot all hold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from dateline.link.copied import Copies
from dateline.link.counts import Counts, Quantity
from dateline.link.kept import Afresh, Kept, Shelf, Wanted, key_of, packed
from dateline.reconcile.passages import Passages
from dateline.reconcile.rivals import find_rivals
from dateline.reconcile.series import find_series
from dateline.records import Dispute, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """All series of two points and more, and all disputes of numbers, sorted by id."""

    series: Sequence[Series]
    disputes: list[Dispute]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """What is told of one quantity."""

    series: tuple[str, bytes] | None
    """Its id, and the series as it is kept, packed: it is looked into only where its row is written."""
    disputes: tuple[Dispute, ...]


def find_courses(counts: Counts, copies: Copies, kept: Kept | None = None) -> Courses:
    """What is told of each quantity of a record.  It is made from the counts of that quantity, what their reports share
    with others, and whether its place has counts of another event; a quantity of which these are as they were is
    not unpacked.
    """
    events: dict[str, set[str]] = defaultdict(set)
    for quantity in counts.quantities:
        if quantity.actual:
            here, event = _place_and_event(quantity)
            events[here].add(event)
    passages = Passages(copies)

    def wanted() -> Iterator[Wanted[_Course]]:
        for quantity in counts.quantities:
            if quantity.actual and len(quantity) > 1:
                here, event = _place_and_event(quantity)
                beside = event if len(events[here]) > 1 else None
                several = b"" if beside is None else b"one of several"
                key = key_of(quantity.digest, passages.key(quantity.reports), several)
                yield quantity.name, key, partial(_course, quantity, passages, beside)

    kept = kept or Afresh()
    found = [course for _, course in kept.each("courses", _Course, wanted())]
    return Courses(
        series=Shelf(Series, kept.shelve("series", (course.series for course in found if course.series))),
        disputes=sorted((one for course in found for one in course.disputes), key=lambda dispute: dispute.id),
    )


def _course(quantity: Quantity, passages: Passages, beside: str | None) -> _Course:
    accounts = quantity.accounts()
    series = find_series(accounts, passages, beside)
    rivals = tuple(find_rivals(accounts, series, passages))
    return _Course(series=(series.id, packed(series)) if series else None, disputes=rivals)


def _place_and_event(quantity: Quantity) -> tuple[str, str]:
    here, _, event = quantity.scope[-1].partition("\t")[0].partition(" ")
    return here, event
