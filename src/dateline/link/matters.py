"""Which counts are of one matter: one place, one event, one population; across all reports.

A count whose report leaves one of these out ("six are missing") is read by what stands around it: the place that
reports near it speak of, the only cause, the only population that others of the same matter count.  In doubt counts
are kept apart: two courses where one would do mislead less than one course of two events.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.link.accounts import EVERYBODY, TELLING, Account, name_key, number, sort_of, values
from dateline.link.briefs import Brief, brief
from dateline.link.carried import carried, of_each
from dateline.link.causes import SINCE, WAR, once_in_weeks
from dateline.link.counted import Around, read_accounts
from dateline.link.counts import CountColumns, Counts
from dateline.link.entities import entities_by_id
from dateline.link.kept import Afresh, Columns, Kept, Part, key_of, packed
from dateline.link.marks import Members, keys_of, marks_of, places
from dateline.link.neighbours import ranges
from dateline.link.placed import Placed, Row, columns_of_rows, place_counts
from dateline.link.stories import Leads, find_leads
from dateline.link.words import NOTHING, Numbers, Words, columns_of, number_of, numbers_of
from dateline.records import Annotation, Entity, Report

COUNTED = 1024
"""Reports whose counts stay at hand: they are small, and quantities of one place come from many."""
BODY = "body"
"""The class of bodies that were found; who says nothing of whom he counts does not mean them."""
ONCE = timedelta(days=21)
"""How near two days lie that are of one disaster."""
MOST = 0.75
"""The part of reports from which on what they all speak of is meant where nothing is said."""


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
    ids = sorted(report.id for report in reports)
    columns = carried(kept, rows, ids, columns_of_rows) or {**columns_of_rows([]), of_each("figure"): np.zeros(0, int)}
    sizes = columns[of_each("figure")]
    report = np.repeat(np.arange(len(ids)), sizes)
    placed = place_counts(columns, report, Words([columns]), leads or find_leads(reports, annotations))
    held = kept.at_hand(rows, ids)
    begins = np.cumsum(sizes) - sizes

    def read(k: int) -> tuple[str, Row]:
        id = ids[report[k]]
        return id, held[id][int(k - begins[report[k]])]

    matters = _matters(columns, placed.groups, read, kept)
    return Counts(
        kept.at_hand(told, ids, most=COUNTED), kept.at_hand(briefs, ids, most=COUNTED),
        dict(zip(ids, sizes.tolist(), strict=True)),
        _columns(columns, placed, matters),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matters:
    """Of each count its matter, what that is named after, and the class of those counted; as numbers of words."""

    matter: Numbers
    named: Numbers
    who: Numbers
    words: Columns


def _matters(
    columns: Columns, groups: Members, read: Callable[[int], tuple[str, Row]], kept: Kept
) -> _Matters:
    """The matters of counts of one kind and place.  Those of a group whose counts are what they were stay as they are:
    only the others are unpacked.  `read` gives a count, and its report.
    """
    several = groups.chosen(np.flatnonzero(groups.sizes > 1))
    keys = keys_of(several.marks(marks_of([columns["digest"].tobytes()])))

    def make(before: Columns) -> Columns:
        if before and np.array_equal(before["group"], keys):
            return before
        was = places(keys, before["group"]) if before else np.full(len(keys), -1)
        pile = _Pile()
        for group in np.flatnonzero(was < 0).tolist():
            pile.add(map(read, several.of_group(group)))
        fresh = pile.told()
        sizes = several.sizes
        old = before["size"] if before else sizes[:0]
        begins = np.cumsum(np.concatenate([old, sizes[was < 0]])) - np.concatenate([old, sizes[was < 0]])
        at = np.where(was < 0, len(old) + np.cumsum(was < 0) - 1, was)
        here, _ = ranges(begins[at], begins[at] + sizes)
        made = {
            name: np.concatenate([*([before[name]] if before else []), fresh[name]])[here]
            for name in ("matter", "named", "who")
        }
        words = Words([fresh, *([before] if before else [])]).only(np.concatenate(list(made.values())))
        return {"group": keys, "size": sizes, **made, **words}

    found = kept.columns("matters", make)
    matters = _Matters(
        matter=columns["figure"].copy(), named=columns["figure"].copy(), who=columns["who"].copy(), words=found
    )
    for name in ("matter", "named", "who"):
        getattr(matters, name)[several.items] = found[name]
    return matters


def _columns(columns: Columns, placed: Placed, matters: _Matters) -> CountColumns:
    kind, who, place = columns["kind"], matters.who, placed.place
    says = (who != number_of("some")) & ~columns["earlier"] & ((kind != number_of("other")) | (who != number_of("")))
    return CountColumns(
        words=Words([columns, matters.words]),
        marks=marks_of([columns["digest"].tobytes()]),
        scope=np.stack([columns["sort"], columns["unit"], who, columns["measure"], matters.matter], axis=1),
        kind=kind, unit=columns["unit"], named=matters.named, place=place, like=placed.like,
        here=np.where(place == NOTHING, matters.named, place), moved=place != columns["place"],
        country=columns["country"], counted=columns["actual"], actual=columns["actual"] & says,
    )  # fmt: skip


def parts(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    entities: Sequence[Entity],
    around: Mapping[str, Sequence[Around]] | None = None,
) -> tuple[Part[tuple[bytes, ...]], Part[tuple[Row, ...]], Part[tuple[Brief, ...]]]:
    """The accounts of one report, without their matters, each packed; what these hang on, and what claims ask of them.
    What the words `around` figures say may be at hand.
    """
    known = around or {}
    entity_of = entities_by_id(entities)
    by_id = {report.id: report for report in reports}

    @lru_cache(maxsize=1)
    def accounts(id: str) -> tuple[Account, ...]:
        return tuple(read_accounts(by_id[id], annotations[id], entity_of, known.get(id)))

    @lru_cache(maxsize=1)
    def whole(id: str) -> tuple[bytes, ...]:
        return tuple(map(packed, accounts(id)))

    return (
        Part("accounts", tuple[bytes, ...], whole),
        Part("counts", tuple[Row, ...], lambda id: tuple(map(_row, accounts(id), whole(id)))),
        Part("briefs", tuple[Brief, ...], lambda id: tuple(map(brief, accounts(id)))),
    )


def _row(account: Account, whole: bytes) -> Row:
    figure = account.figure
    in_geonames = account.place is not None and account.place.startswith("geonames ") and account.place_name
    return Row(
        figure=figure.id, digest=key_of(whole), kind=figure.kind, sort=sort_of(figure), unit=figure.unit,
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
        whole=account.region is not None and account.region.precision == "country",
    )  # fmt: skip


class _Pile:
    """Counts, and what is found out about each: columns by the number of the count."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.report: list[str] = []
        self.who: list[str] = []
        self.matter: list[str] = []

    def add(self, group: Iterable[tuple[str, Row]]) -> None:
        """The counts of one kind and place: gives each its matter."""
        members = []
        for report, row in group:
            members.append(len(self.rows))
            self.rows.append(row)
            self.report.append(report)
            self.who.append(row.who)
            self.matter.append("")
        _events(members, self)

    def told(self) -> Mapping[str, NDArray[Any]]:
        """The matters of all, and whom each counts."""
        _owned(self)
        _bodies(self)
        _same_population(self)
        named = [matter.partition(" ")[0] for matter in self.matter]
        return {
            "matter": numbers_of(self.matter), "named": numbers_of(named), "who": numbers_of(self.who),
            **columns_of([*self.matter, *named, *self.who]),
        }  # fmt: skip


def _events(members: Sequence[int], pile: _Pile) -> None:
    """Gives the counts of a place their matter: one for each cause there, and for each day on which one struck.

    A count that names no cause is of the one whose number it repeats; else of one that its report may mean by it, best
    of one that others there name; else of the only one that the place has, or that MOST of the reports that name one
    there speak of; else it stays by itself.
    """
    rows = pile.rows
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
        _days(members, pile, named, next(iter(of), ""))
    for cause, group in of.items() if len(of) > 1 else ():
        _days(group, pile, f"{named} {cause}".strip(), cause)


def _days(members: Sequence[int], pile: _Pile, named: str, cause: str) -> None:
    """The same for the days of one cause: a count that names no day is of the one whose number it repeats, else of the
    last one before it, of those that counts of its class name if there are any.
    """
    rows = pile.rows
    if cause in once_in_weeks():
        day_of = _struck_once([day for k in members if (day := rows[k].day)])
        for k in members:
            if day := rows[k].day:
                rows[k] = rows[k]._replace(day=day_of[day])
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


def _struck_once(days: Sequence[str]) -> dict[str, str]:
    """For each day that counts of one disaster name the day of its event: of days that lie weeks apart at most, the one
    named most often.

    The earthquake of the 12th is also that of "last Tuesday", in a report of the 22nd.
    """
    found: dict[str, str] = {}
    times = Counter(days)
    near: list[str] = []
    for day in [*sorted(times), ""]:
        if near and (not day or date.fromisoformat(day) - date.fromisoformat(near[-1]) > ONCE):
            most = min(near, key=lambda one: (-times[one], one))
            found |= dict.fromkeys(near, most)
            near = []
        near.append(day)
    return found


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

    Where others of the matter count people in general they mean those: "300,000 are homeless" is not of the children,
    since 1.5 million people are.
    """
    rows, matters = pile.rows, pile.matter
    classes: dict[_Counted, set[str]] = defaultdict(set)
    general: set[_Counted] = set()
    for k, who in enumerate(pile.who):
        row = rows[k]
        if not who and not row.bare and row.actual and not row.own:
            general.add((row.kind, row.unit, row.measure, matters[k]))
        if who and who != BODY and not row.own and not who[0].isupper():  # nationals are some of them
            classes[row.kind, row.unit, row.measure, matters[k]].add(who)
    # of whom nothing is known ("other") may be any people, and no class
    only = {
        key: who
        for key, found in classes.items()
        if len(found) == 1 and key[0] != "other" and key not in general
        for who in found
    }
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
