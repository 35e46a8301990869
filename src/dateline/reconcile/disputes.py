"""Claims that cannot all hold, side by side, with what settled them.  No side is chosen."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import msgspec

from dateline.link.accounts import cue
from dateline.link.blocks import Made
from dateline.link.kept import Afresh, Kept, Part, Shelf, packed
from dateline.reconcile import reversals, sayings
from dateline.reconcile.accusations import find_mutual_blame, find_rejections
from dateline.reconcile.reversals import find_reversals
from dateline.reconcile.sayings import find_sayings
from dateline.reconcile.support import OfSeveral
from dateline.records import Annotation, Claim, Dispute, Entity, Holder, Report, Side, Spans, group_id

DAY = len("2024-05-06")
OF_ASSERTION, OF_TIME = 0, 1


def find_disputes(
    numbers: Sequence[Dispute],
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    entities: Sequence[Entity],
    claims: OfSeveral,
    kept: Kept | None = None,
) -> list[Dispute]:
    """All disputes, sorted by id: those of `numbers` (see courses), of assertions and times from `claims`, of
    responsibility from the statements of `annotations` (by report id).
    """
    kept = kept or Afresh()
    found = list(numbers)
    taken = {fact for dispute in found for side in dispute.sides for fact in side.facts}
    of_claims, of_times = _of_claims(reports, annotations, claims, kept)
    said = find_sayings(reports, annotations, entities, kept)
    for dispute in [
        *find_rejections(said), *of_claims, *of_times,
        *find_reversals(reports, annotations, kept), *find_mutual_blame(said),
    ]:  # fmt: skip
        facts = {fact for side in dispute.sides for fact in side.facts}
        if not taken & facts:
            found.append(dispute)
            taken |= facts
    return sorted(found, key=lambda dispute: dispute.id)


def _of_claims(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], claims: OfSeveral, kept: Kept
) -> tuple[Sequence[Dispute], Sequence[Dispute]]:
    """Claims that some make and others deny, and claims at several times of a day.  What is told in the reports of a
    claim is unpacked where it is not what it was.
    """
    ids = sorted(report.id for report in reports)
    held = kept.at_hand(_part(reports, annotations), ids)

    def make(number: int) -> Iterator[Made]:
        claim = claims.claims[number]
        days: dict[str, frozenset[str]] = {}
        printed: dict[str, tuple[str, str]] = {}
        clocks: dict[str, str] = {}
        taken_back: set[str] = set()
        for id in map(ids.__getitem__, claims.told_in.of_group(number)):
            told = held[id]
            printed |= dict.fromkeys(told.statements, (told.printed, id))
            days |= told.days
            clocks |= told.clocks
            taken_back.update(told.taken_back)
        if dispute := _of_assertion(claim, days, printed, taken_back):
            yield Made(dispute.id, packed(dispute), OF_ASSERTION)
        if dispute := _of_time(claim, clocks):
            yield Made(dispute.id, packed(dispute), OF_TIME)

    made = kept.blocks("disputes of claims", claims.marks, make)
    return Shelf(Dispute, made.records(OF_ASSERTION)), Shelf(Dispute, made.records(OF_TIME))


def parts(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], entities: Sequence[Entity]
) -> tuple[Part[Any], ...]:
    """All that disputes take from one report."""
    return (
        _part(reports, annotations),
        sayings.part(reports, annotations, entities),
        reversals.part(reports, annotations),
    )


def _part(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> "Part[_Told]":
    by_id = {report.id: report for report in reports}
    return Part("told", _Told, lambda id: _told(annotations[id], by_id[id].text))


DATED = re.compile(r"day\b|\d|^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
"""What a time that names a day has in it; "noon" and "dawn" are of any."""


class _Told(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """When a report was printed, and the days that its statements name."""

    printed: str
    statements: tuple[str, ...]
    days: dict[str, frozenset[str]]
    """Those that the content of each statement names, if it names any, and
    clocks, the hour, if it is one."""
    clocks: dict[str, str]
    taken_back: tuple[str, ...]
    """The statements that withdraw another: "withdrew its statement that ..."."""


def _told(annotation: Annotation, text: str) -> _Told:
    """What a report tells of when; the days are those that the content of each statement names."""
    dated = sorted(
        (time.start, time.earliest[:10])
        for time in annotation.times
        if time.type in ("DATE", "TIME")
        and time.earliest and time.latest and time.earliest[:10] == time.latest[:10]
        and DATED.search(text, time.start, time.end)
    )  # fmt: skip

    clocked = sorted(
        (time.start, time.earliest)
        for time in annotation.times
        if time.type == "TIME" and time.earliest and time.earliest == time.latest
    )

    def named(times: Sequence[tuple[int, str]], spans: Spans) -> frozenset[str]:
        found = (times[bisect_left(times, (start, "")) : bisect_left(times, (end, ""))] for start, end in spans)
        return frozenset(value for some in found for _, value in some)

    of_days = {statement.id: named(dated, statement.content) for statement in annotation.statements} if dated else {}
    days = {id: found for id, found in of_days.items() if found}
    hours = {statement.id: named(clocked, statement.content) for statement in annotation.statements} if clocked else {}
    cued = {one.id: " ".join(text[start:end] for start, end in one.cue) for one in annotation.statements}
    taken_back = tuple(sorted(id for id, words in cued.items() if cue("withdrawal").search(words)))
    clocks = {id: next(iter(told)) for id, told in hours.items() if len(told) == 1}
    statements = tuple(statement.id for statement in annotation.statements)
    printed = annotation.published.best or ""
    return _Told(printed=printed, statements=statements, days=days, clocks=clocks, taken_back=taken_back)


def _of_assertion(
    claim: Claim, days: Mapping[str, frozenset[str]], printed: Mapping[str, tuple[str, str]], taken_back: Set[str]
) -> Dispute | None:
    """A claim that some make and others deny; of type `time` where what they deny is the day.  `taken_back` are the
    statements that withdraw another.
    """
    yes = [holder for holder in claim.holders if holder.stance in ("asserts", "accuses")]
    no = [holder for holder in claim.holders if holder.stance == "denies"]
    named = [{holder.name for holder in side} - {None} for side in (yes, no)]
    if not named[0] or not named[1]:  # a sentence of the reporter's that reads like a denial is seldom one
        return None
    where = {printed.get(fact, ("", fact))[1] for holder in (*yes, *no) for fact in holder.facts}
    denials = {fact for holder in no for fact in holder.facts}
    if named[0] == named[1] and len(named[0]) == 1 and (len(where) == 1 or denials <= taken_back):
        return None  # who says yes and no in one report says both of different things; who takes back disputes nothing
    yes, no, gave_way = _who_gave_way(yes, no, printed)
    accused = any(holder.stance == "accuses" for holder in yes) or cue("responsibility").search(claim.about)
    when, other = (
        {day for holder in side for fact in holder.facts for day in days.get(fact, ())} for side in (yes, no)
    )
    return Dispute(
        id=group_id("dispute", [fact for holder in (*yes, *no) for fact in holder.facts]),
        type="time" if when and other and not when & other else "responsibility" if accused else "assertion",
        sides=(_held(yes, claim.about), _held(no, f"denies: {claim.about}")),
        settled_by=gave_way,
        about=claim.about,
        why="one says so, the other denies it",
    )


def _of_time(claim: Claim, clocks: Mapping[str, str]) -> Dispute | None:
    """A claim of one day that its holders place at different hours of it."""
    sides: dict[str, list[Holder]] = defaultdict(list)
    for holder in claim.holders:
        hours = {clocks[fact] for fact in holder.facts if fact in clocks}
        if holder.name and holder.stance in ("asserts", "accuses") and len(hours) == 1:
            sides[next(iter(hours))].append(holder)
    names = [name for held in sides.values() for name in {holder.name for holder in held}]
    if len(sides) < 2 or len({hour[:DAY] for hour in sides}) > 1 or len(set(names)) < len(names):
        return None
    facts = [fact for held in sides.values() for holder in held for fact in holder.facts]
    return Dispute(
        id=group_id("dispute", facts), type="time", about=claim.about,
        sides=tuple(_held(held, f"at {hour[DAY + 1 :]}") for hour, held in sorted(sides.items())),
        why="one thing at two times of a day",
    )  # fmt: skip


def _who_gave_way(
    yes: list[Holder], no: list[Holder], printed: Mapping[str, tuple[str, str]]
) -> tuple[list[Holder], list[Holder], str | None]:
    """The sides without what a holder of one said when he had come over to the other, and the first such fact.

    Who speaks for both sides and is alone on one of them disputes himself, and nothing is settled.
    """
    known = {holder.name for holder in yes} & {holder.name for holder in no} - {None}
    for name in sorted(filter(None, known)):
        mine = [[one for one in side if one.name == name] for side in (yes, no)]
        first, last = (
            [edge(printed.get(fact, ("", "")) for one in side for fact in one.facts)[0] for side in mine]
            for edge in (min, max)
        )
        for k, side in ((0, yes), (1, no)):
            others = [one for one in side if one.name != name]
            if others and "" < last[1 - k] < first[k]:
                facts = [fact for one in mine[k] for fact in one.facts]
                gave_way = min(facts, key=lambda fact: (printed.get(fact, ("", "")), fact))
                return (others, no, gave_way) if k == 0 else (yes, others, gave_way)
    return yes, no, None


def _held(holders: Sequence[Holder], says: str) -> Side:
    return Side(
        holders=tuple(sorted({holder.name or "the reporter" for holder in holders})),
        facts=tuple(sorted(fact for holder in holders for fact in holder.facts)),
        says=says,
    )
