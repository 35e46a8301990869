"""One quantity over time: the figures of one population and scope, in the order of their as-of, each step typed.

A series never mixes populations, places, events, units, or running totals with counts of a period.  The size of a
number orders nothing: only what a figure says of when it stood does.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from dateline.link.accounts import (
    Account,
    in_small,
    in_words,
    name_key,
    number,
    same_giver,
    says,
    says_what,
    small_cue,
    sort_of,
)
from dateline.link.matters import BODY
from dateline.reconcile.passages import Passages
from dateline.records import AsOf, Point, Series, group_id

DAY = len("2024-05-06")
BELOW = 100
"""How many times smaller than others of its scope a number that nobody is named for is no total beside them."""
BELOW_BESIDE = 10
"""The same where its own report tells one of those others, as somebody's number."""
RECENT = 200
"""Points back that an earlier number of the same giver is looked for."""
ROUNDED = 0.9
"""The part of a number that a rounder one of it has at least."""

Step = Literal["first", "update", "repeat", "correction", "retraction", "different giver", "different scope"]


def find_series(accounts: Sequence[Account], passages: Passages, beside: str | None = None) -> Series | None:
    """The series of one quantity, if it has two points or more; `beside` is its event, where its place has several.

    `accounts` are all that count it.  A figure inside a passage that its report takes from another repeats that
    report's.
    """
    accounts = [account for account in accounts if comparable(account)]
    members = [one for one in accounts if one.status == "actual" and number(one.figure) is not None]
    members.sort(key=_when)
    members = _by_the_clock(members)
    members, apart = _of_one_scope(members)
    points = _points(members, passages)
    points += _retractions(members, [one for one in accounts if one.status == "denied"])
    if len(points) < 2:
        return None
    first = members[0]
    return Series(
        id=group_id("series", [point.figure for point in points]),
        kind=first.figure.kind,
        counted=_counted(first),
        unit=first.figure.unit,
        place=min((a.place_name for a in members if a.place_name), default=None),
        points=tuple(points),
        notes=(*_notes(points, first), *apart, *_event(beside)),
        measure=first.measure,
    )


def _counted(account: Account) -> str:
    """Who is counted, for reading."""
    if account.who == BODY:
        return "bodies that were found"
    sort = sort_of(account.figure)
    if " " in sort and "#" not in sort:
        return in_words(account.who, sort)
    return re.sub(r"\bpart of \S+", "people, part of a total", account.who) or "people"


def comparable(account: Account) -> bool:
    """Whether a count says what it counts."""
    return says_what(account.who, account.figure.kind, earlier=account.earlier)


def _of_one_scope(members: Sequence[Account]) -> tuple[list[Account], tuple[str, ...]]:
    """The members without those that their own report has a larger number beside, of one giver and one time: totals of
    one thing these cannot be, and what the smaller one counts is not said.  A correction is told with the old number.
    So are those of the reporter's own that are far below all others, or below one in their report: the two hurt of a
    family are not all the injured.
    """
    most = max((number(one.figure) or 0.0 for one in members), default=0.0)
    largest: dict[tuple[str, str, str], float] = {}
    beside: dict[str, float] = defaultdict(float)
    for one in members:
        if one.measure == "stock" and not one.withdrawn:
            key = _giver_and_time(one)
            largest[key] = max(largest.get(key, 0.0), number(one.figure) or 0.0)
            beside[one.report] = max(beside[one.report], number(one.figure) or 0.0)
    kept = [
        one for one in members
        if (number(one.figure) or 0.0) == largest.get(_giver_and_time(one), number(one.figure))
        or says("correction", one.around) or says("withdrawal", one.around)
    ]  # fmt: skip
    kept = [
        one for one in kept
        if one.measure == "flow" or one.figure.giver
        or not (_far_below(one, most, BELOW) or _far_below(one, beside[one.report], BELOW_BESIDE))
    ]  # fmt: skip
    gone = len(members) - len(kept)
    note = f"{gone} smaller number{'' if gone == 1 else 's'} beside larger totals kept apart"
    return kept, (note,) if gone and kept else ()


def _giver_and_time(account: Account) -> tuple[str, str, str]:
    """The report, the giver and the time of a count; of one whose report is undated, the words that it is told with."""
    as_of = account.as_of
    return account.report, account.giver, as_of.best or as_of.time or ""


def _by_the_clock(members: Sequence[Account]) -> list[Account]:
    """The members with what a report tells of a day as a whole after what it tells of its hours, of one giver: the
    count of "late evening" follows that of 3 p.m.
    """
    hours = {
        (one.report, one.giver, (one.as_of.best or "")[:DAY]): one for one in members if len(one.as_of.best or "") > DAY
    }
    last = {one.figure.id: [one] for one in hours.values()}
    moved = set()
    for one in members:
        clocked = hours.get((one.report, one.giver, one.as_of.best or ""))
        if clocked is not None and clocked is not one:
            last[clocked.figure.id].append(one)
            moved.add(one.figure.id)
    return [each for one in members if one.figure.id not in moved for each in last.get(one.figure.id, [one])]


def _follows(before: Account, account: Account) -> bool:
    """Whether it is known that a count stood so after the one before: not of one day, with a clock and without, nor
    where one of them is undated."""
    days = [one.as_of.best or one.as_of.latest or "" for one in (before, account)]
    return all(days) and (days[0][:DAY] != days[1][:DAY] or len(days[0]) == len(days[1]))


def _far_below(account: Account, most: float, times: int) -> bool:
    return 0 < (number(account.figure) or 0.0) * times < most


def _when(account: Account) -> tuple[str, bool, str, str, int]:
    as_of = account.as_of
    stood = as_of.best or as_of.latest or "9999"
    is_then = as_of.earliest is not None  # "by the 25th, or earlier" comes before the 25th
    return stood, is_then, account.figure.as_of.latest or "9999", account.report, account.figure.start


def _points(members: Sequence[Account], passages: Passages) -> list[Point]:
    points: list[Point] = []
    withdrawn = taken_back(members)
    same_number: dict[float | None, list[Account]] = defaultdict(list)
    for k, account in enumerate(members):
        recent = members[max(0, k - RECENT) : k]
        mine = (one for one in reversed(recent) if same_source(one, account))
        last = next(mine, None)
        before = last if last is None or not last.withdrawn else next((one for one in mine if not one.withdrawn), last)
        nobody = (
            account.figure.giver is None
            and recent
            and (account.measure == "flow" or recent[-1].report != account.report)
        )
        if before is None and nobody and _one_giver(recent):
            before = recent[-1]  # a number that nobody is named for goes on where the only giver left off
        if before is None and says("correction", account.around):
            wrong = withdrawn.get(account.report, frozenset()) - {number(account.figure)}
            before = next((one for one in reversed(recent) if number(one.figure) in wrong), None)
        told = same_number[number(account.figure)]
        copied = next((one for one in told if passages.has(account, one)), None)
        step, why = _step(account, before, copied, told, first=k == 0)
        told.append(account)
        shrinks = (
            before is not None and account.measure == "stock" and step != "repeat"
            and (step == "correction" or _follows(before, account))
            and (number(account.figure) or 0) < (number(before.figure) or 0)
            and not _is_rounded(account, before)
        )  # fmt: skip
        if step == "update" and not (account.as_of.best or account.as_of.latest):
            why += "; undated: whether it came before or after is not known"
        if shrinks and before is not None:
            why += f"; the total shrinks from {_show(before)} to {_show(account)}"
        points.append(
            Point(
                figure=account.figure.id, giver=account.figure.giver, as_of=_as_of(account), step=step,
                low=account.figure.low, high=account.figure.high, modifier=account.figure.modifier, why=why,
                shrinks=shrinks,
            )
        )  # fmt: skip
    return points


def taken_back(accounts: Sequence[Account]) -> dict[str, frozenset[float | None]]:
    """The numbers that each report says are withdrawn: what it tells in their place corrects them, whoever gives it."""
    found: dict[str, set[float | None]] = defaultdict(set)
    for one in accounts:
        if one.withdrawn:
            found[one.report].add(number(one.figure))
    return {report: frozenset(numbers) for report, numbers in found.items()}


def _is_rounded(account: Account, before: Account) -> bool:
    """Whether a count may be the one before it in a rounder number: "more than 100" of 104."""
    loose = account.figure.modifier in ("at least", "more than", "about")
    return loose and (number(account.figure) or 0) >= ROUNDED * (number(before.figure) or 0)


def _one_giver(accounts: Sequence[Account]) -> bool:
    return all(same_source(accounts[0], one) or one.figure.giver is None for one in accounts)


def _as_of(account: Account) -> AsOf:
    if account.period is None:
        return account.as_of
    first, last = account.period
    given = account.figure.as_of
    return AsOf(earliest=first, latest=last, best=last, basis=given.basis, time=given.time)


def same_source(a: Account, b: Account) -> bool:
    """Whether one giver stands behind both, or one body passes both on."""
    if a.anonymous or b.anonymous:
        return a.report == b.report and a.giver == b.giver
    return any(same_giver(one, other) for one in a.chain for other in b.chain)


def _step(
    account: Account, before: Account | None, copied: Account | None, told: Sequence[Account], *, first: bool
) -> tuple[Step, str]:
    """The step from `before`, of the same giver, and why; `told` are earlier points with the same number."""
    if account.withdrawn and told:
        return "retraction", f"{_show(account)} is taken back"
    if copied is not None:
        return "repeat", f"stands in a passage shared with {copied.report}"
    if before is None:
        giver = account.figure.giver or account.report
        return ("first", "") if first else ("different giver", f"first number of {giver}")
    if number(before.figure) == number(account.figure):
        return "repeat", f"{_show(account)} again"
    if correct := _said("correction", account.around):
        return "correction", f"“{correct}”"
    if account.measure == "stock" and (rescoped := _said("rescoped", account.around)):
        return "different scope", f"“{rescoped}”"
    return "update", f"from {_show(before)} to {_show(account)}"


def _said(table: str, text: str) -> str:
    """The first words of a table in a text, as they are printed; "" where there are none."""
    found = small_cue(table).search(in_small(text))
    return text[found.start() : found.end()] if found else ""


def _show(account: Account) -> str:
    figure = account.figure
    if figure.modifier == "range":
        return f"{figure.low:,.0f} to {figure.high:,.0f}"
    word = "" if figure.modifier == "exact" else f"{figure.modifier} "
    return f"{word}{number(figure) or 0:,.0f}"


def _retractions(members: Sequence[Account], denied: Sequence[Account]) -> list[Point]:
    """Numbers of this series that their giver denies without giving another."""
    points: list[Point] = []
    told = set()
    for account in denied:
        old = [one for one in members if number(one.figure) == number(account.figure) and same_source(one, account)]
        once = (account.report, number(account.figure)) not in told
        if old and once and not any(one.report == account.report for one in members):
            told.add((account.report, number(account.figure)))
            points.append(
                Point(
                    figure=account.figure.id,
                    giver=account.figure.giver,
                    as_of=account.as_of,
                    step="retraction",
                    why=f"{_show(old[-1])} is taken back and no other number given",
                )
            )
    return points


def _event(beside: str | None) -> Iterator[str]:
    """Of which event a course is, where its place has several."""
    if beside is not None:
        yield f"of one event ({beside or 'its cause is not said'}); counts of others at this place are kept apart"


def _notes(points: Sequence[Point], first: Account) -> tuple[str, ...]:
    notes = []
    if any(point.shrinks for point in points):
        notes.append("the total shrinks")
    givers: list[str] = []
    for giver in sorted({point.giver for point in points if point.giver}, key=lambda name: (-len(name), name)):
        if not any(same_giver(name_key(giver), name_key(known)) for known in givers):
            givers.append(giver)
    givers.sort()
    if len(givers) > 1:
        notes.append(f"{len(givers)} givers: {', '.join(givers)}")
    if any(point.step == "different scope" for point in points):
        notes.append("the scope changes: numbers before and after are not comparable")
    if first.measure == "flow":
        notes.append("counts of a period: not to be read as a running total")
    return tuple(notes)
