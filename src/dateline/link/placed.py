"""Where each count was, as far as the record knows, and which counts are of one place: in columns over all of them.

A count whose report leaves its place out is read by what others say: the one place of its name, the report that gives
the same number of the same giver, the place that reports near it speak of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.accounts import TELLING
from dateline.link.groups import components
from dateline.link.kept import Columns
from dateline.link.marks import Members, distinct, find
from dateline.link.neighbours import ranges
from dateline.link.stories import Leads
from dateline.link.within import gather
from dateline.link.words import NOTHING, Numbers, Words, columns_of, numbers_of

NEAR = 0.12
"""Cosine of leads from which on a report may say what another leaves out."""
NEIGHBOURS = 20
CROWD = 200
"""Counts of one number, of which a place is looked for."""
CLOSE = 3
"""The most days between two numbers that are told twice because they are one."""
ODD = 3
"""Digits before the zeros of a number that nobody hits on twice."""

Flags = NDArray[np.bool_]
Counted = NDArray[np.int64]


class Row(NamedTuple):
    """What the matter of a count hangs on: some hundred bytes of an account of several thousand."""

    figure: str
    digest: bytes
    """Of the whole account."""
    kind: str
    sort: str
    """The kind; of "other" with what is said of those counted."""
    unit: str
    measure: str
    number: float | None
    giver: str | None
    """None where nobody in particular gives it."""
    who: str
    own: str
    """Whose they are, if they are the giver's."""
    place: str | None
    named: str | None
    """The name of a place that has a number in GeoNames, as it is compared."""
    cause: str
    likely: tuple[str, ...]
    day: str | None
    stood: str | None
    """The day it stood so, as far as it is known, and
    latest, the last on which it may."""
    latest: str | None
    inferred: bool
    wide: bool
    found: bool
    earlier: bool
    bare: bool
    """Whether it does not say that all people are counted, and may be of any class."""
    actual: bool
    """Whether it is said to be so, and how many."""
    country: str | None
    whole: bool
    """Whether its place is a whole country."""


def columns_of_rows(rows: Sequence[Row]) -> Mapping[str, NDArray[Any]]:
    """The counts of one report as columns."""
    strings = ("figure", "kind", "sort", "unit", "measure", "who", "place", "named", "country")
    told = [one for row in rows for name in strings if (one := getattr(row, name))]
    columns: dict[str, NDArray[Any]] = {
        name: numbers_of(getattr(row, name) for row in rows) for name in strings
    }
    for name in ("inferred", "wide", "earlier", "actual", "whole"):
        columns[name] = np.array([getattr(row, name) for row in rows], np.bool_)
    return {
        **columns, **columns_of([*told, ""]),
        "digest": np.array([row.digest for row in rows], "S16"),
        "kind and unit": numbers_of(f"{row.kind}\t{row.unit}" for row in rows),
        "cause": numbers_of(row.cause for row in rows),
        "giver": numbers_of(row.giver for row in rows),
        "number": np.array([row.number or 0.0 for row in rows]),
        "told": numbers_of(map(_told, rows)),
        "odd": np.array([_odd(row.number or 0.0) for row in rows], np.bool_),
        "stood": np.array([_day(row.stood) for row in rows], np.int32),
    }  # fmt: skip


def _day(stood: str | None) -> int:
    return date.fromisoformat(stood[:10]).toordinal() if stood else 0


def _told(row: Row) -> str | None:
    """What is the same where one giver says the same twice, or anybody gives a number that nobody hits on twice."""
    printed = row.number or 0.0
    if printed < TELLING or (row.giver is None and not _odd(printed)):
        return None
    giver = "" if _odd(printed) else row.giver
    return repr((giver, row.kind, row.unit, row.who, printed))


def _odd(printed: float) -> bool:
    """Whether a number is so particular that two who have it mean one thing: it has three digits before its zeros."""
    return printed >= 100 and len(f"{printed:.0f}".rstrip("0")) >= ODD


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where each count was, as the record knows, and which counts are of one place, or of none."""

    place: Numbers
    like: Counted
    """The count of another report that says where one was; -1 for none."""
    groups: Members
    """Counts of one kind and unit, and of one place; or of none, and of reports near each other."""


def place_counts(columns: Columns, report: Counted, words: Words, leads: Leads) -> Placed:
    """`columns` are those of all counts, `report` says of each which report it is of; leads are of the same reports."""
    place = _same_names(columns["place"], columns["named"])
    place, like = _same_words(columns, place)
    place, like = gather(columns, report, place, like, words)
    return Placed(place=place, like=like, groups=_of_one_place(columns, report, place, words, leads))


def _same_names(place: Numbers, named: Numbers) -> Numbers:
    """A place that is known by name only is the one place of that name that GeoNames has, if others mean one by it."""
    known = (named != NOTHING) & (place != NOTHING)
    named, meant = named[known], place[known]
    pairs = Members.equal(named, meant).first
    names, first, many = np.unique(named[pairs], return_index=True, return_counts=True)
    at = find(place, names[many == 1])
    return np.where(at >= 0, meant[pairs[first[many == 1]]][at], place) if (many == 1).any() else place


def _same_words(columns: Columns, place: Numbers) -> tuple[Numbers, Counted]:
    """What one giver says in two reports at one time is said of one place: of the one that a report names for it.
    So is a number that nobody hits on twice, whoever gives it.
    """
    told, inferred, stood, odd = (columns[name] for name in ("told", "inferred", "stood", "odd"))
    place, like = place.copy(), np.full(len(place), -1)
    places = place != NOTHING
    left_open, known = distinct(told[inferred & (told != NOTHING)]), distinct(told[~inferred & places])
    open_to = left_open[find(left_open, known) >= 0]
    members = np.flatnonzero(find(told, open_to) >= 0)
    members = members[np.argsort(told[members], kind="stable")]
    found = Members.of(np.searchsorted(open_to, told[members]), members, len(open_to))
    for group in range(len(open_to)):
        here = found.of_group(group)
        named = [k for k in here if not inferred[k] and places[k]][:CROWD]
        for k in here:
            if inferred[k]:
                close = [other for other in named if odd[k] or _one_word(int(stood[k]), int(stood[other]))]
                if len({int(place[other]) for other in close}) == 1:
                    place[k], like[k] = place[close[0]], close[0]
    return place, like


def _one_word(one: int, other: int) -> bool:
    """Whether both may be told of one word of their giver: their as-of are no more than CLOSE days apart, if known."""
    return not one or not other or abs(one - other) <= CLOSE


def _of_one_place(columns: Columns, report: Counted, place: Numbers, words: Words, leads: Leads) -> Members:
    """Counts of one kind and place.  A count without a place is of the one that most reports near it speak of; one of
    all places ("nationwide") is of none of them.
    """
    _, kind = np.unique(columns["kind and unit"], return_inverse=True)
    kinds = int(kind.max(initial=0)) + 1
    teller = report * kinds + kind  # a report with a kind of which it counts
    wide = (place == NOTHING) & columns["wide"]
    lacks = (place == NOTHING) & ~wide
    tellers = distinct(teller[place == NOTHING])
    near = _near(leads, distinct(tellers // kinds))
    placed = place != NOTHING
    group = np.where(placed, place, 0)
    open_to = distinct(teller[lacks])
    meant = _most_told(open_to, kinds, near, teller[placed], place[placed], words)
    group[lacks] = meant[np.searchsorted(open_to, teller[lacks])]
    # the sorts of groups: of a place, of none that anybody near tells, of all places
    sort = np.where(wide, 2, np.where(group == NOTHING, 1, 0))
    for number in (1, 2):
        here = np.flatnonzero(sort == number)
        group[here] = _joined(teller[here], kinds, near)
    return Members.equal(kind, sort, group)


def _near(leads: Leads, wanted: Counted) -> tuple[Counted, Counted]:
    """Pairs of reports that are near each other, in either order, the first of which is wanted; each once."""
    one, other = leads.nearest(NEIGHBOURS, NEAR)
    many = len(leads.names)
    pairs = np.concatenate([one * many + other, other * many + one])
    is_wanted = np.zeros(many, np.bool_)
    is_wanted[wanted] = True
    pairs = distinct(pairs[is_wanted[pairs // max(many, 1)]])
    return pairs // max(many, 1), pairs % max(many, 1)


def _beside(tellers: Counted, kinds: int, near: tuple[Counted, Counted]) -> tuple[Counted, Counted]:
    """(which of the tellers, another): those who may tell of the same kind and are near each."""
    reports = tellers // kinds
    begins, ends = (np.searchsorted(near[0], reports, side) for side in ("left", "right"))
    at, which = ranges(begins, ends)
    return which, near[1][at] * kinds + tellers[which] % kinds


def _most_told(
    tellers: Counted, kinds: int, near: tuple[Counted, Counted], teller: Counted, place: Numbers, words: Words
) -> Numbers:
    """The place that each of `tellers` and the reports near it speak of most; NOTHING where they speak of none.

    `teller` and `place` are those of all counts that have one.
    """
    told = Members.equal(teller, place)
    owner, spoken_of = teller[told.first], place[told.first]

    def votes(which: Counted, others: Counted) -> tuple[Counted, Counted]:
        begins, ends = (np.searchsorted(owner, others, side) for side in ("left", "right"))
        at, pair = ranges(begins, ends)
        return which[pair], at

    own, at = votes(np.arange(len(tellers)), tellers)
    beside, there = votes(*_beside(tellers, kinds, near))
    voter, meant = np.concatenate([own, beside]), spoken_of[np.concatenate([at, there])]
    weight = np.concatenate([told.sizes[at], np.ones(len(there), np.int64)])
    pairs = Members.equal(voter, meant)
    sums = np.add.reduceat(weight[pairs.items], pairs.begins[:-1]) if len(voter) else weight
    found = np.zeros(len(tellers), np.uint64)
    most: dict[int, tuple[int, str]] = {}
    columns = (voter[pairs.first], sums, meant[pairs.first])
    for one, votes_for, number in zip(*(column.tolist() for column in columns), strict=True):
        ranked = -votes_for, words[number]
        if one not in most or ranked < most[one]:
            most[one] = ranked
            found[one] = number
    return found


def _joined(teller: Counted, kinds: int, near: tuple[Counted, Counted]) -> Numbers:
    """Counts without a place, nor anybody near who has one, are of one matter where their reports are near."""
    tellers, number = np.unique(teller, return_inverse=True)
    which, others = _beside(tellers, kinds, near)
    at = find(others, tellers)
    label = components(len(tellers), which[at >= 0], at[at >= 0])
    return label[number].astype(np.uint64)
