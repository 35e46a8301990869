"""Which counts are of one matter: one place, one event, one population; across all reports.

A count whose report leaves one of these out ("six are missing") is read by what stands around it: the place that
reports near it speak of, the only cause, the only population that others of the same matter count.  In doubt counts
are kept apart: two courses where one would do mislead less than one course of two events.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from dateline.link.accounts import (
    EVERYBODY,
    Account,
    name_key,
    number,
    read_accounts,
    values,
)
from dateline.link.causes import SINCE, WAR
from dateline.link.groups import Union
from dateline.link.kept import Afresh, Kept, Part, each_part
from dateline.link.stories import Leads, find_leads
from dateline.records import Annotation, Entity, Report

T = TypeVar("T")

NEAR = 0.12
"""Cosine of leads from which on a report may say what another leaves out."""
NEIGHBOURS = 20
CROWD = 200
"""Counts of one number, of which a place is looked for."""
BODY = "body"
"""The class of bodies that were found; who says nothing of whom he counts does not mean them."""
TELLING = 10
"""The least number that is told twice because it is one, and not by chance, and
CLOSE, the most days between the two."""
CLOSE = 3
MOST = 0.75
"""The part of reports from which on what they all speak of is meant where nothing is said."""
ODD = 3
"""Digits before the zeros of a number that nobody hits on twice."""


def find_accounts(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    entities: Sequence[Entity],
    leads: Leads | None = None,
    kept: Kept | None = None,
) -> list[Account]:
    """All figures as accounts, each with its matter, sorted by report and place in the text."""
    read = each_part(kept or Afresh(), part(reports, annotations, entities), (report.id for report in reports))
    once = _Once()
    found = [once.account(account) for _, accounts in read for account in accounts]
    found = _same_words(_same_names(found))
    near = _near(leads or find_leads(reports, annotations))
    return _same_population(_bodies(_same_matter(found, near)))


def part(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], entities: Sequence[Entity]
) -> Part[tuple[Account, ...]]:
    """The accounts of one report, without their matters."""
    entity_of = {entity.id: entity for entity in entities}
    by_id = {report.id: report for report in reports}
    return Part("accounts", tuple[Account, ...], lambda id: tuple(read_accounts(by_id[id], annotations[id], entity_of)))


class _Once:
    """Keeps one of equal values: each account that is unpacked brings its own places, givers and days, and the accounts
    of a whole pile are in memory until it is settled.
    """

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, value: T) -> T:
        return self._known.setdefault(value, value)  # type: ignore[return-value]  # equal values are of one type here

    def account(self, account: Account) -> Account:
        figure = account.figure
        return replace(
            account,
            figure=replace(
                figure, kind=self(figure.kind), label=self(figure.label), counted=self(figure.counted),
                as_of=self(figure.as_of), giver=self(figure.giver), giver_entity=self(figure.giver_entity),
                givers=self(figure.givers), place=self(figure.place), place_entity=self(figure.place_entity),
                why=self(figure.why),
            ),
            report=self(account.report), sentence=self(account.sentence), around=self(account.around),
            who=self(account.who), place=self(account.place), place_name=self(account.place_name),
            region=self(account.region), as_of=self(account.as_of), giver=self(account.giver),
            chain=self(account.chain), rejects=self(account.rejects),
        )  # fmt: skip


def _near(leads: Leads) -> dict[str, set[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for id, row in leads.near.items():
        for other, cosine in row[:NEIGHBOURS]:
            if cosine >= NEAR:
                near[id].add(other)
                near[other].add(id)
    return near


def _same_names(accounts: Sequence[Account]) -> list[Account]:
    """A place that is known by name only is the one place of that name that GeoNames has, if others mean one by it."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for account in accounts:
        if account.place and account.place.startswith("geonames ") and account.place_name:
            numbers[name_key(account.place_name)].add(account.place)
    return [
        replace(account, place=next(iter(numbers[account.place])))
        if account.place and len(numbers.get(account.place, ())) == 1
        else account
        for account in accounts
    ]


def _same_words(accounts: Sequence[Account]) -> list[Account]:
    """What one giver says in two reports at one time is said of one place: of the one that a report names for it.
    So is a number that nobody hits on twice, whoever gives it.
    """
    told: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for k, account in enumerate(accounts):
        printed = number(account.figure) or 0.0
        nobody = account.giver.startswith("report:") or account.anonymous
        if printed >= TELLING and (not nobody or _odd(printed)):
            giver = "" if _odd(printed) else account.giver
            told[giver, account.figure.kind, account.figure.unit, account.who, printed].append(k)
    done = list(accounts)
    for members in told.values():
        named = [k for k in members if not accounts[k].inferred and accounts[k].place][:CROWD]
        for k in members:
            if not accounts[k].inferred:
                continue
            close = [
                other
                for other in named
                if _odd(number(accounts[k].figure) or 0.0) or _one_word(accounts[k], accounts[other])
            ]
            if len({accounts[other].place for other in close}) == 1:
                other = accounts[close[0]]
                done[k] = replace(accounts[k], place=other.place, place_name=other.place_name, region=other.region)
    return done


def _odd(printed: float) -> bool:
    """Whether a number is so particular that two who have it mean one thing: it has three digits before its zeros."""
    digits = f"{printed:.0f}".rstrip("0")
    return len(digits) >= ODD


def _one_word(one: Account, other: Account) -> bool:
    """Whether both may be told of one word of their giver: their as-of are no more than CLOSE days apart, if known."""
    days = [as_of.best or as_of.latest for as_of in (one.as_of, other.as_of)]
    if not days[0] or not days[1]:
        return True
    return abs((date.fromisoformat(days[0][:10]) - date.fromisoformat(days[1][:10])).days) <= CLOSE


def _same_matter(accounts: Sequence[Account], near: Mapping[str, set[str]]) -> list[Account]:
    """The accounts with their matter: the place, and the event where one place has several.

    An account without a place takes that of the matter of its kind that most reports near it speak of; one of all
    places ("nationwide") is of none of them.
    """
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k, account in enumerate(accounts):
        by_kind[account.figure.kind, account.figure.unit].append(k)
    done = list(accounts)
    for members in by_kind.values():
        told_by: dict[str, Counter[str]] = defaultdict(Counter)
        for k in members:
            if accounts[k].place:
                told_by[accounts[k].report][accounts[k].place or ""] += 1
        groups = Union([str(k) for k in members])
        first: dict[str, str] = {}
        unplaced: dict[str, list[str]] = defaultdict(list)
        of_all: dict[str, list[str]] = defaultdict(list)
        for k in members:
            account = accounts[k]
            place = account.place
            if not place and account.wide:
                of_all[account.report].append(str(k))
                continue
            if not place:
                votes = Counter(told_by[account.report])
                for other in near.get(account.report, ()):
                    votes.update(told_by[other].keys())
                if not votes:
                    unplaced[account.report].append(str(k))
                    continue
                place = min(votes, key=lambda p: (-votes[p], p))
            groups.join(first.setdefault(place, str(k)), str(k))
        _join_unplaced(unplaced, near, groups)
        _join_unplaced(of_all, near, groups)
        for group in groups.sets().values():
            for k, matter in _events([int(member) for member in group], accounts):
                done[k] = replace(accounts[k], matter=matter)
    return done


def _join_unplaced(unplaced: Mapping[str, Sequence[str]], near: Mapping[str, set[str]], groups: Union) -> None:
    """Accounts (by report) without a place, nor anybody near who has one, are of one matter where reports are near."""
    for report, here in sorted(unplaced.items()):
        for k in here[1:]:
            groups.join(here[0], k)
        for other in sorted(near.get(report, set()) & unplaced.keys()):
            groups.join(here[0], unplaced[other][0])


def _events(members: Sequence[int], accounts: Sequence[Account]) -> list[tuple[int, str]]:
    """The members of a place with their matter: one for each cause there, and for each day on which one struck.

    A count that names no cause is of the one whose number it repeats; else of one that its report may mean by it, best
    of one that others there name; else of the only one that the place has, or that MOST of the reports that name one
    there speak of; else it stays by itself.
    """
    named = min(accounts[k].figure.id for k in members)
    causes = {accounts[k].cause for k in members} - {""}
    if not causes:  # nobody says it beside the number: then what their reports begin with, if these are two things
        begun = {accounts[k].likely[-1] for k in members if accounts[k].likely} - {WAR}
        causes = begun if len(begun) > 1 else set()
    once = {cause for cause in causes if cause != WAR and not cause.startswith(SINCE)}
    told_by = {cause: {accounts[k].report for k in members if accounts[k].cause == cause} for cause in once}
    told = set().union(*told_by.values())
    once = {cause for cause in once if len(told_by[cause]) >= MOST * len(told)}
    numbers: dict[float, set[str]] = defaultdict(set)
    for k in members:
        if cause := accounts[k].cause:
            numbers[number(accounts[k].figure) or -1.0].add(cause)
    of: dict[str, list[int]] = defaultdict(list)
    for k in members:
        account = accounts[k]
        printed = number(account.figure) or -1.0
        same = numbers.get(printed, set()) if printed >= TELLING else set()
        meant = [cause for cause in account.likely if cause in causes] or list(account.likely if causes else ())
        open_to = same if len(same) == 1 else meant[:1] or (once if len(once) == 1 else ())
        of[account.cause or min(open_to, default="")].append(k)
    if len(of) < 2:
        return _days(members, accounts, named)
    return [pair for cause, group in sorted(of.items()) for pair in _days(group, accounts, f"{named} {cause}".strip())]


def _days(members: Sequence[int], accounts: Sequence[Account], named: str) -> list[tuple[int, str]]:
    """The same for the days of one cause: a count that names no day is of the one whose number it repeats, else of the
    last one before it.
    """
    days = sorted({day for k in members if (day := accounts[k].day)})
    if len(days) < 2:
        return [(k, named) for k in members]
    numbers: dict[float, set[date]] = defaultdict(set)
    for k in members:
        printed = number(accounts[k].figure)
        if printed is not None and (day := accounts[k].day):
            numbers[printed].add(day)
    found = []
    for k in members:
        account = accounts[k]
        same = numbers.get(number(account.figure) or -1.0, set())
        stood = (account.as_of.latest or "9999")[:10]
        before = [day for day in days if day.isoformat() <= stood]
        day = account.day or (min(same) if len(same) == 1 else before[-1] if before else days[0])
        found.append((k, f"{named} {day}"))
    return found


def _bodies(accounts: Sequence[Account]) -> list[Account]:
    """Counts of bodies that were found are a class of their own where others of their matter count the dead, unless one
    of them has the same number.
    """
    dead: dict[tuple[str, ...], set[float | None]] = defaultdict(set)
    for account in accounts:
        if not account.found and account.figure.kind == "killed" and account.who == "":
            dead[account.matter, account.measure].add(number(account.figure))
    return [
        replace(account, who=BODY)
        if account.found and account.who == ""
        and (numbers := dead.get((account.matter, account.measure))) and number(account.figure) not in numbers
        else account
        for account in accounts
    ]  # fmt: skip


def _same_population(accounts: Sequence[Account]) -> list[Account]:
    """Counts that do not say of whom ("six", "nobody", "nine men") are of the only class that a matter counts, if there
    is one and no report has both numbers.
    """
    classes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    both: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for account in accounts:
        key = (account.figure.kind, account.figure.unit, account.measure, account.matter)
        if account.who and account.who != BODY:
            classes[key].add(account.who)
        elif not account.earlier:
            both[key].add(account.report)
    mixed = {
        (account.figure.kind, account.figure.unit, account.measure, account.matter)
        for account in accounts
        if account.who
        and account.report in both[account.figure.kind, account.figure.unit, account.measure, account.matter]
    }
    result = []
    for account in accounts:
        if account.figure.kind == "other":  # of whom nothing is known may be any people, and no class
            result.append(account)
            continue
        key = (account.figure.kind, account.figure.unit, account.measure, account.matter)
        bare = not EVERYBODY.search(account.figure.counted) or values(account.figure) == (0, 0)
        if not account.who and bare and len(classes[key]) == 1 and key not in mixed and not account.figure.part_of:
            account = replace(account, who=next(iter(classes[key])))
        result.append(account)
    return result
