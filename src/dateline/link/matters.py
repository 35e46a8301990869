"""Which counts are of one matter: one place, one event, one population; across all reports.

A count whose report leaves one of these out ("six are missing") is read by what stands around it: the place that
reports near it speak of, the only cause, the only population that others of the same matter count.  In doubt counts
are kept apart: two courses where one would do mislead less than one course of two events.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from dateline.link.accounts import EVERYBODY, TELLING, Account, name_key, number, says_what, sort_of, values
from dateline.link.briefs import Brief, brief
from dateline.link.causes import SINCE, WAR
from dateline.link.counted import read_accounts
from dateline.link.counts import Codes, Columns, Counts
from dateline.link.groups import Union
from dateline.link.kept import Afresh, Kept, Part, each_part, key_of, packed
from dateline.link.marks import marks_of
from dateline.link.stories import Leads, find_leads
from dateline.records import Annotation, Entity, Report

NEAR = 0.12
"""Cosine of leads from which on a report may say what another leaves out."""
NEIGHBOURS = 20
CROWD = 200
"""Counts of one number, of which a place is looked for."""
BODY = "body"
"""The class of bodies that were found; who says nothing of whom he counts does not mean them."""
CLOSE = 3
"""The most days between two numbers that are told twice because they are one."""
MOST = 0.75
"""The part of reports from which on what they all speak of is meant where nothing is said."""
ODD = 3
"""Digits before the zeros of a number that nobody hits on twice."""


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


def find_accounts(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    entities: Sequence[Entity],
    leads: Leads | None = None,
    kept: Kept | None = None,
) -> Counts:
    """All figures as accounts, each with its matter, sorted by report and place in the text."""
    kept = kept or Afresh()
    told, rows, briefs = parts(reports, annotations, entities)
    sizes: dict[str, int] = {}
    pile = _Pile()
    for id, found in each_part(kept, rows, (report.id for report in reports)):
        sizes[id] = len(found)
        pile.add(id, found)
    _same_names(pile)
    _same_words(pile)
    _same_matter(pile, leads or find_leads(reports, annotations))
    _owned(pile)
    _bodies(pile)
    _same_population(pile)
    return Counts(kept.at_hand(told, sizes), kept.at_hand(briefs, sizes), sizes, _columns(pile))


def _columns(pile: "_Pile") -> Columns:
    words: dict[str, int] = {}

    def coded(some: Iterable[str | None]) -> Codes:
        found = (-1 if word is None else words.setdefault(word, len(words)) for word in some)
        return np.fromiter(found, np.int64, len(pile.rows))

    rows = pile.rows
    scope = [
        coded(row.sort for row in rows), coded(row.unit for row in rows), coded(pile.who),
        coded(row.measure for row in rows), coded(pile.matter),
    ]  # fmt: skip
    place, country = coded(pile.place), coded(row.country for row in rows)
    named = [matter.partition(" ")[0] for matter in pile.matter]
    return Columns(
        here=coded(place or name for place, name in zip(pile.place, named, strict=True)), named=coded(named),
        kind=coded(row.kind for row in rows), unit=scope[1],
        scope=np.stack(scope, axis=1), place=place, country=country,
        like=np.array([pile.like.get(k, -1) for k in range(len(rows))], np.int64),
        moved=np.array([place != row.place for row, place in zip(rows, pile.place, strict=True)], np.bool_),
        counted=np.array([row.actual for row in rows], np.bool_),
        actual=np.array(
            [
                row.actual and says_what(who, row.kind, earlier=row.earlier)
                for row, who in zip(rows, pile.who, strict=True)
            ],
            np.bool_,
        ),
        marks=marks_of(row.digest for row in rows),
        words=list(words), words_marks=marks_of(key_of(word.encode("utf-8", "surrogatepass")) for word in words),
    )  # fmt: skip


def parts(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], entities: Sequence[Entity]
) -> tuple[Part[tuple[Account, ...]], Part[tuple[Row, ...]], Part[tuple[Brief, ...]]]:
    """The accounts of one report, without their matters, what these hang on, and what claims ask of them."""
    entity_of = {entity.id: entity for entity in entities}
    by_id = {report.id: report for report in reports}

    @lru_cache(maxsize=1)
    def accounts(id: str) -> tuple[Account, ...]:
        return tuple(read_accounts(by_id[id], annotations[id], entity_of))

    return (
        Part("accounts", tuple[Account, ...], accounts),
        Part("counts", tuple[Row, ...], lambda id: tuple(map(_row, accounts(id)))),
        Part("briefs", tuple[Brief, ...], lambda id: tuple(map(brief, accounts(id)))),
    )


def _row(account: Account) -> Row:
    figure = account.figure
    in_geonames = account.place is not None and account.place.startswith("geonames ") and account.place_name
    return Row(
        figure=figure.id, digest=key_of(packed(account)), kind=figure.kind, sort=sort_of(figure), unit=figure.unit,
        measure=account.measure, number=number(figure),
        giver=None if account.giver.startswith("report:") or account.anonymous else account.giver,
        who=account.who, own=account.own, place=account.place,
        named=name_key(account.place_name or "") if in_geonames else None, cause=account.cause,
        likely=account.likely, day=account.day.isoformat() if account.day else None,
        stood=account.as_of.best or account.as_of.latest, latest=account.as_of.latest, inferred=account.inferred,
        wide=account.wide, found=account.found, earlier=account.earlier,
        bare=(not EVERYBODY.search(figure.counted) or values(figure) == (0, 0)) and not figure.part_of,
        actual=account.status == "actual" and number(figure) is not None,
        country=account.region.country if account.region else None,
    )  # fmt: skip


class _Pile:
    """The rows of all counts, and what is found out about each: columns by the number of the count."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.report: list[str] = []
        self.place: list[str | None] = []
        self.who: list[str] = []
        self.matter: list[str] = []
        self.like: dict[int, int] = {}
        """The count of another report that says where one was."""

    def add(self, report: str, rows: Sequence[Row]) -> None:
        """The counts of the next report."""
        for row in rows:
            self.rows.append(row)
            self.report.append(report)
            self.place.append(row.place)
            self.who.append(row.who)
            self.matter.append("")


def _same_names(pile: _Pile) -> None:
    """A place that is known by name only is the one place of that name that GeoNames has, if others mean one by it."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for row in pile.rows:
        if row.named is not None and row.place:
            numbers[row.named].add(row.place)
    for k, row in enumerate(pile.rows):
        if row.place and len(meant := numbers.get(row.place, set())) == 1:
            (pile.place[k],) = meant


def _same_words(pile: _Pile) -> None:
    """What one giver says in two reports at one time is said of one place: of the one that a report names for it.
    So is a number that nobody hits on twice, whoever gives it.
    """
    told: dict[tuple[object, ...], list[int]] = defaultdict(list)
    open_to = set()
    for k, row in enumerate(pile.rows):
        printed = row.number or 0.0
        if printed >= TELLING and (row.giver is not None or _odd(printed)):
            giver = "" if _odd(printed) else row.giver
            key = giver, row.kind, row.unit, row.who, printed
            told[key].append(k)
            if row.inferred:
                open_to.add(key)
    for key in open_to:
        members = told[key]
        named = [k for k in members if not pile.rows[k].inferred and pile.place[k]][:CROWD]
        for k in members if named else ():
            row = pile.rows[k]
            if not row.inferred:
                continue
            odd = _odd(row.number or 0.0)
            close = [other for other in named if odd or _one_word(row, pile.rows[other])]
            if len({pile.place[other] for other in close}) == 1:
                pile.place[k], pile.like[k] = pile.place[close[0]], close[0]


def _odd(printed: float) -> bool:
    """Whether a number is so particular that two who have it mean one thing: it has three digits before its zeros."""
    return printed >= 100 and len(f"{printed:.0f}".rstrip("0")) >= ODD


def _one_word(one: Row, other: Row) -> bool:
    """Whether both may be told of one word of their giver: their as-of are no more than CLOSE days apart, if known."""
    if not one.stood or not other.stood:
        return True
    return abs((date.fromisoformat(one.stood[:10]) - date.fromisoformat(other.stood[:10])).days) <= CLOSE


def _same_matter(pile: _Pile, leads: Leads) -> None:
    """Gives each count its matter: the place, and the event where one place has several.

    A count without a place takes that of the matter of its kind that most reports near it speak of; one of all places
    ("nationwide") is of none of them.
    """
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k, row in enumerate(pile.rows):
        by_kind[row.kind, row.unit].append(k)
    near = _near(leads, {report for report, place in zip(pile.report, pile.place, strict=True) if not place})
    for members in by_kind.values():
        told_by: dict[str, Counter[str]] = defaultdict(Counter)
        for k in members:
            if place := pile.place[k]:
                told_by[pile.report[k]][place] += 1
        groups: dict[str, list[int]] = defaultdict(list)
        unplaced: dict[str, list[int]] = defaultdict(list)
        of_all: dict[str, list[int]] = defaultdict(list)
        meant: dict[str, str] = {}
        for k in members:
            report, place = pile.report[k], pile.place[k]
            if not place and pile.rows[k].wide:
                of_all[report].append(k)
                continue
            if not place:
                if report not in meant:
                    meant[report] = _most_told(report, told_by, near.get(report, ()))
                if not (place := meant[report]):
                    unplaced[report].append(k)
                    continue
            groups[place].append(k)
        for group in (*groups.values(), *_joined(unplaced, near), *_joined(of_all, near)):
            _events(group, pile)


def _near(leads: Leads, wanted: Set[str]) -> dict[str, set[str]]:
    """The reports near each that is wanted."""
    near: dict[str, set[str]] = defaultdict(set)
    for id, other in leads.nearest(NEIGHBOURS, NEAR):
        if id in wanted:
            near[id].add(other)
        if other in wanted:
            near[other].add(id)
    return near


def _most_told(report: str, told_by: Mapping[str, Counter[str]], near: Iterable[str]) -> str:
    """The place that a report and those near it speak of most; "" where they speak of none."""
    votes = Counter(told_by.get(report, {}))
    for other in near:
        votes.update(told_by.get(other, {}).keys())
    return min(votes, key=lambda place: (-votes[place], place), default="")


def _joined(here: Mapping[str, Sequence[int]], near: Mapping[str, set[str]]) -> Iterator[list[int]]:
    """Counts (by report) without a place, nor anybody near who has one, are of one matter where reports are near."""
    groups = Union(sorted(here))
    for report in here:
        for other in near.get(report, set()) & here.keys():
            groups.join(report, other)
    for reports in groups.sets().values():
        yield [k for report in reports for k in here[report]]


def _events(members: Sequence[int], pile: _Pile) -> None:
    """Gives the counts of a place their matter: one for each cause there, and for each day on which one struck.

    A count that names no cause is of the one whose number it repeats; else of one that its report may mean by it, best
    of one that others there name; else of the only one that the place has, or that MOST of the reports that name one
    there speak of; else it stays by itself.
    """
    rows = pile.rows
    if len(members) == 1:  # as most are
        pile.matter[members[0]] = rows[members[0]].figure
        return
    named = min(rows[k].figure for k in members)
    causes = {rows[k].cause for k in members} - {""}
    if not causes:  # nobody says it beside the number: then what their reports begin with, if these are two things
        begun = {rows[k].likely[-1] for k in members if rows[k].likely} - {WAR}
        causes = begun if len(begun) > 1 else set()
    told_by: dict[str, set[str]] = defaultdict(set)
    numbers: dict[float, set[str]] = defaultdict(set)
    for k in members if causes else ():
        if cause := rows[k].cause:
            numbers[rows[k].number or -1.0].add(cause)
            if cause != WAR and not cause.startswith(SINCE):
                told_by[cause].add(pile.report[k])
    told: set[str] = set().union(*told_by.values())
    once = {
        cause
        for cause in causes
        if cause != WAR and not cause.startswith(SINCE) and len(told_by.get(cause, ())) >= MOST * len(told)
    }
    only = once if len(once) == 1 else ()
    of: dict[str, list[int]] = defaultdict(list)
    for k in members if causes else ():
        row = rows[k]
        if row.cause:
            of[row.cause].append(k)
            continue
        printed = row.number or -1.0
        same = numbers.get(printed, set()) if printed >= TELLING else set()
        meant = [cause for cause in row.likely if cause in causes] or list(row.likely)
        of[min(same if len(same) == 1 else meant[:1] or only, default="")].append(k)
    if len(of) < 2:
        _days(members, pile, named)
    for cause, group in of.items() if len(of) > 1 else ():
        _days(group, pile, f"{named} {cause}".strip())


def _days(members: Sequence[int], pile: _Pile, named: str) -> None:
    """The same for the days of one cause: a count that names no day is of the one whose number it repeats, else of the
    last one before it, of those that counts of its class name if there are any.
    """
    rows = pile.rows
    days = sorted({day for k in members if (day := rows[k].day)})
    if len(days) < 2:
        for k in members:
            pile.matter[k] = named
        return
    numbers: dict[float, set[str]] = defaultdict(set)
    of_class: dict[str, set[str]] = defaultdict(set)
    for k in members:
        row = rows[k]
        if row.number is not None and row.day:
            numbers[row.number].add(row.day)
        if row.day:
            of_class[pile.who[k]].add(row.day)
    by_class = {who: sorted(here) for who, here in of_class.items()}
    for k in members:
        row = rows[k]
        same = numbers.get(row.number or -1.0, set())
        # the day of a memorial for the staff says nothing of all the dead
        meant = by_class.get(pile.who[k], by_class.get("", days))
        before = bisect_right(meant, (row.latest or "9999")[:10])
        pile.matter[k] = f"{named} {row.day or (min(same) if len(same) == 1 else meant[max(0, before - 1)])}"


def _owned(pile: _Pile) -> None:
    """Counts that several givers make of their own people are of as many classes."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    keys = [
        (row.kind, row.unit, row.measure, matter, who)
        for row, matter, who in zip(pile.rows, pile.matter, pile.who, strict=True)
    ]
    for row, key in zip(pile.rows, keys, strict=True):
        if row.own:
            owners[key].add(name_key(row.own))
    for k, (row, key) in enumerate(zip(pile.rows, keys, strict=True)):
        if row.own and len(owners[key]) > 1:
            pile.who[k] = f"{row.own} {row.who}"


def _bodies(pile: _Pile) -> None:
    """Counts of bodies that were found are a class of their own where others of their matter count the dead, unless one
    of them has the same number.
    """
    dead: dict[tuple[str, str], set[float | None]] = defaultdict(set)
    for k, row in enumerate(pile.rows):
        if not row.found and row.kind == "killed" and row.who == "":
            dead[pile.matter[k], row.measure].add(row.number)
    for k, row in enumerate(pile.rows):
        if row.found and row.who == "" and (numbers := dead.get((pile.matter[k], row.measure))):
            pile.who[k] = BODY if row.number not in numbers else ""


_Counted = tuple[str, str, str, str]
"""Kind, unit, total or of a period, matter."""


def _same_population(pile: _Pile) -> None:
    """Counts that do not say of whom ("six", "nobody", "nine men") are of the only class that a matter counts, if there
    is one and no report has both numbers.
    """
    rows, matters = pile.rows, pile.matter
    classes: dict[_Counted, set[str]] = defaultdict(set)
    for k, who in enumerate(pile.who):
        row = rows[k]
        if who and who != BODY and not row.own:
            classes[row.kind, row.unit, row.measure, matters[k]].add(who)
    # of whom nothing is known ("other") may be any people, and no class
    only = {key: who for key, found in classes.items() if len(found) == 1 and key[0] != "other" for who in found}
    in_question = {matter for *_, matter in only}
    open_to: dict[_Counted, list[int]] = defaultdict(list)
    named_in: dict[_Counted, set[str]] = defaultdict(set)
    unnamed_in: dict[_Counted, set[str]] = defaultdict(set)
    for k, matter in enumerate(matters):
        if matter in in_question:
            row, who = rows[k], pile.who[k]
            key = (row.kind, row.unit, row.measure, matter)
            if who:
                named_in[key].add(pile.report[k])
            elif row.bare:
                open_to[key].append(k)
            if (who in ("", BODY) or row.own) and not row.earlier:
                unnamed_in[key].add(pile.report[k])
    for key, who in only.items():
        if named_in[key].isdisjoint(unnamed_in[key]):
            for k in open_to[key]:
                pile.who[k] = who
