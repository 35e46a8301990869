"""The same assertion made in several statements and figures: who, what, whom, where, when and how many.

Figures make one claim where they give one number of one quantity (see `accounts`), whatever the words.  Statements make
one where the same is said to have been done by the same to the same (see `roles`) at one place and time; or where their
contents share most of their weight and nothing in who does what speaks against it.  The numbers must be the same, and a
name if both have any.  Whether somebody says so or denies it is the holder's stance, and no other claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial

from dateline.link import said
from dateline.link.accounts import Account, name_key, number, same_giver
from dateline.link.alike import Whose, find_groups
from dateline.link.groups import Union
from dateline.link.kept import Afresh, Kept, key_of, packed
from dateline.link.said import Assertion, touches
from dateline.records import Annotation, Claim, Copy, Holder, Origin, Report, Stance, group_id


def find_claims(
    accounts: Sequence[Account],
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    origins: Sequence[Origin],
    copies: Sequence[Copy],
    kept: Kept | None = None,
) -> list[Claim]:
    """All claims, sorted by id: of figures each, of statements where two or more make it.

    `accounts` are the figures of the record (see matters).  `origins` of a claim counts reports that took the
    passage from one another, or credit each other, as one.
    """
    groups: dict[tuple[object, ...], list[Assertion]] = defaultdict(list)
    for account in accounts:
        if (printed := number(account.figure)) is not None:
            done = "" if account.status in ("actual", "denied", "historical") else account.status
            groups[(*account.scope, account.period, printed, done)].append(_of_figure(account))
    family = _Family(reports, origins, copies)
    claims = [_claim(members, family) for members in groups.values()]
    claims += _of_statements(reports, annotations, family, kept or Afresh())
    return sorted(claims, key=lambda claim: claim.id)


def _of_statements(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], family: "_Family", kept: Kept
) -> Iterator[Claim]:
    """The claims that two statements or more make."""
    parts = said.parts(reports, annotations)
    ids = sorted(report.id for report in reports)
    whole = kept.at_hand(parts[2], ids)

    def make(members: Sequence[Whose]) -> Claim:
        return _claim([whole[report][which].assertion for report, which in members], family)

    wanted = (
        (group.facts[0], key_of(*group.digests, family.of({report for report, _ in group.members})),
         partial(make, group.members))
        for group in find_groups(ids, parts, whole, kept)
    )  # fmt: skip
    return (claim for _, claim in kept.each("claims of statements", Claim, wanted))


def _of_figure(account: Account) -> Assertion:
    figure = account.figure
    who = re.sub(r"^(?:part of|some)\b.*", "", account.who) or "people"
    place = f" in {account.place_name}" if account.place_name else ""
    open_to = f" ({account.status})" if account.status in ("planned", "hypothetical") else ""
    return Assertion(
        fact=figure.id, report=account.report, spans=(account.sentence,), kind=figure.kind,
        about=f"{number(figure) or 0:,.0f} {who} {figure.kind}{place}{open_to}", stance=account.stance,
        entity=figure.giver_entity, name=figure.giver, giver=account.giver, chain=account.chain,
        anonymous=account.anonymous, place=account.place_name,
        when=account.period[0] if account.period else account.day.isoformat() if account.day else None,
        low=figure.low, high=figure.high, support=figure.statement if account.status == "denied" else None,
    )  # fmt: skip


class _Family:
    """Which reports count as one origin for a claim."""

    def __init__(self, reports: Sequence[Report], origins: Sequence[Origin], copies: Sequence[Copy]) -> None:
        self._origin = {id: origin.id for origin in origins for id in origin.reports}
        self._passages: dict[str, dict[str, Copy]] = defaultdict(dict)
        for copy in copies:
            self._passages[copy.a][copy.b] = copy
        self._publisher = {report.id: name_key(report.publisher) for report in reports if report.publisher}

    def of(self, reports: Set[str]) -> bytes:
        """A digest of all that is asked of these reports."""
        found = [(self._origin[report], self._publisher.get(report)) for report in sorted(reports)]
        passages = ((report, self._passages[report]) for report in sorted(reports) if report in self._passages)
        shared = [
            (report, other, copies[other].a_spans, copies[other].b_spans)
            for report, copies in passages for other in sorted(reports & copies.keys())
        ]  # fmt: skip
        return key_of(packed((found, shared)))

    def origins(self, asserted: Sequence[Assertion]) -> tuple[str, ...]:
        """The origins behind assertions: one for reports that copy or credit each other."""
        by_report: dict[str, list[Assertion]] = defaultdict(list)
        published: dict[str, list[str]] = defaultdict(list)
        for one in asserted:
            by_report[one.report].append(one)
        for report in sorted(by_report):
            if report in self._publisher:
                published[self._publisher[report]].append(report)
        groups = Union({self._origin[report]: None for report in by_report})
        for report, mine in sorted(by_report.items()):
            for name in sorted({name for one in mine for name in one.chain}):
                for other in published.get(name, ()):
                    groups.join(self._origin[report], self._origin[other])
            for other, copy in sorted(self._passages.get(report, {}).items()):
                if other in by_report and _shared(mine, by_report[other], copy):
                    groups.join(self._origin[report], self._origin[other])
        return tuple(sorted(groups.sets()))


def _shared(mine: Sequence[Assertion], others: Sequence[Assertion], copy: Copy) -> bool:
    """Whether both reports make the claim in a passage that they share."""
    return any(
        any(touches(one.spans, here) for one in mine) and any(touches(other.spans, there) for other in others)
        for here, there in zip(copy.a_spans, copy.b_spans, strict=True)
    )


def _claim(members: Sequence[Assertion], family: _Family) -> Claim:
    members = sorted(members, key=lambda one: one.fact)
    asserted = [one for one in members if one.stance in ("asserts", "accuses")]
    holders: dict[tuple[str, Stance], list[Assertion]] = defaultdict(list)
    for one in members:
        holders[one.giver, one.stance].append(one)
    givers: dict[str, str] = {}
    chains: dict[str, tuple[str, ...]] = {}
    for one in sorted(asserted, key=lambda one: (-len(one.giver), one.giver)):
        passed_on = any(
            same_giver(one.giver, known) or one.giver in chains[known] or known in one.chain for known in givers
        )
        if one.name and not one.anonymous and not passed_on:
            givers[one.giver] = one.name
            chains[one.giver] = one.chain
    first = min(asserted or members, key=lambda one: (len(one.about), one.about))
    low = [one.low for one in members if one.low is not None]
    high = [one.high for one in members if one.high is not None]
    return Claim(
        id=group_id("claim", [one.fact for one in members]),
        kind=first.kind,
        about=first.about,
        place=min((one.place for one in members if one.place), default=None),
        when=min((one.when for one in members if one.when), default=None),
        low=min(low, default=None),
        high=max(high, default=None),
        holders=tuple(
            Holder(
                entity=min((one.entity for one in held if one.entity), default=None),
                name=min((one.name for one in held if one.name), default=None),
                stance=stance,
                facts=tuple(sorted({id for one in held for id in (one.fact, one.support) if id})),
            )
            for (_, stance), held in sorted(holders.items())
        ),
        origins=family.origins(asserted),
        reports=tuple(sorted({one.report for one in asserted})),
        givers=tuple(sorted(set(givers.values()))),
    )
