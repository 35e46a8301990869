"""The same assertion made in several statements and figures: who, what, whom, where, when and how many.

Figures make one claim where they give one number of one quantity (see `accounts`), whatever the words.  Statements make
one where the same is said to have been done by the same to the same (see `roles`) at one place and time; or where their
contents share most of their weight and nothing in who does what speaks against it.  The numbers must be the same, and a
name if both have any.  Whether somebody says so or denies it is the holder's stance, and no other claim.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from dateline.link import said
from dateline.link.accounts import in_words, name_key, same_giver
from dateline.link.alike import Whose, find_groups
from dateline.link.briefs import Brief
from dateline.link.copied import Copies
from dateline.link.counts import Counts, Quantity
from dateline.link.groups import Union
from dateline.link.kept import Afresh, Kept, key_of, packed
from dateline.link.said import Assertion, Said, touches, unpack
from dateline.records import Annotation, Claim, Copy, Holder, Origin, Report, Stance, group_id

AT_HAND = 3000
"""Reports whose statements are in memory, and
UNPACKED, how many statements are unpacked: those of like words are of many reports."""
UNPACKED = 3000
SOME = re.compile(r"^(?:part of|some)\b.*")
"""The class of those counted, where it is a part of others."""


class Block(NamedTuple):
    """Claims that are made in one go."""

    name: str
    key: bytes
    """Of all that they are made from."""
    reports: tuple[str, ...]
    """All reports whose figures or statements they are made of, sorted."""
    counts: tuple[int, ...]
    """The figures, as numbers of counts."""
    make: Callable[[], tuple[Claim, ...]]


def find_claims(
    counts: Counts,
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    origins: Sequence[Origin],
    copies: Copies,
    kept: Kept | None = None,
) -> Iterator[Block]:
    """All claims, block by block in the order of their names: of figures each, of statements where two or more make it.

    `counts` are the figures of the record (see matters).  `origins` of a claim counts reports that took the
    passage from one another, or credit each other, as one.
    """
    family = _Family(reports, origins, copies)
    yield from _of_counts(counts, family)
    yield from _of_statements(reports, annotations, family, kept or Afresh())


def _of_counts(counts: Counts, family: "_Family") -> Iterator[Block]:
    """The claims of figures: of each report those that it alone makes, then those of each quantity together."""
    alone: dict[str, list[Quantity]] = defaultdict(list)
    told: list[Quantity] = []
    for quantity in counts.quantities:
        if len(quantity) == 1:
            alone[quantity.reports[0]].append(quantity)
        else:
            told.append(quantity)
    for report, mine in sorted(alone.items()):
        yield Block(
            name=f"alone {report}", key=key_of(family.of((report,)), *(one.digest for one in mine)), reports=(report,),
            counts=tuple(one.counts[0] for one in mine), make=partial(_of_quantities, mine, family),
        )  # fmt: skip
    for one in told:
        here = one.reports
        yield Block(
            name=f"counts {one.name}", key=key_of(one.digest, family.of(here)), reports=here, counts=one.counts,
            make=partial(_of_quantities, (one,), family),
        )  # fmt: skip


def _of_quantities(quantities: Sequence[Quantity], family: "_Family") -> tuple[Claim, ...]:
    """The claims of each quantity: one of each number that is given for a period."""
    groups: dict[tuple[object, ...], list[Assertion]] = defaultdict(list)
    for quantity in quantities:
        for one in map(quantity.of.brief, quantity.counts):
            if one.number is not None:
                done = "" if one.status in ("actual", "denied", "historical") else one.status
                groups[quantity.name, one.period, one.number, done].append(_of_figure(one))
    return tuple(_claim(members, family) for members in groups.values())


def _of_statements(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], family: "_Family", kept: Kept
) -> Iterator[Block]:
    """The claims that two statements or more make."""
    parts = said.parts(reports, annotations)
    ids = sorted(report.id for report in reports)
    held = kept.at_hand(parts[2], ids, most=AT_HAND)

    @lru_cache(maxsize=UNPACKED)
    def whole(statement: Whose) -> Said:
        report, which = statement
        return unpack(held[report][which])

    def make(members: Sequence[Whose]) -> tuple[Claim, ...]:
        return (_claim([whole(one).assertion for one in members], family),)

    for group in find_groups(ids, parts, whole, kept):
        here = tuple(sorted({report for report, _ in group.members}))
        yield Block(
            name=f"said {group.facts[0]}", key=key_of(*group.digests, family.of(here)), reports=here, counts=(),
            make=partial(make, group.members),
        )  # fmt: skip


def _of_figure(one: Brief) -> Assertion:
    who = SOME.sub("", one.who) or ("household" if one.unit == "households" else "")
    said = in_words(who, one.sort, one.number)
    place = f" in {one.place_name}" if one.place_name else ""
    open_to = f" ({one.status})" if one.status in ("planned", "hypothetical") else ""
    return Assertion(
        fact=one.fact, report=one.report, spans=(one.sentence,), kind=one.kind,
        about=f"{one.number or 0:,.0f} {said}{place}{open_to}", stance=one.stance,
        entity=one.entity, name=one.name, giver=one.giver, chain=one.chain, anonymous=one.anonymous,
        place=one.place_name, when=one.period[0] if one.period else one.day, low=one.low, high=one.high,
        support=one.statement if one.status == "denied" else None,
    )  # fmt: skip


class _Family:
    """Which reports count as one origin for a claim."""

    def __init__(self, reports: Sequence[Report], origins: Sequence[Origin], copies: Copies) -> None:
        self._origin = {id: origin.id for origin in origins for id in origin.reports}
        self._copies = copies
        self._publisher = publishers(reports)
        self._alone = {id: packed((origin, self._publisher.get(id))) for id, origin in self._origin.items()}

    def of(self, reports: Sequence[str]) -> bytes:
        """A digest of all that is asked of these reports, which are sorted."""
        if len(reports) == 1:  # as most are
            return self._alone[reports[0]]
        return key_of(b"".join([self._alone[report] for report in reports]), self._copies.key(reports))

    def origins(self, asserted: Sequence[Assertion]) -> tuple[str, ...]:
        """The origins behind assertions: one for reports that copy or credit each other."""
        by_report: dict[str, list[Assertion]] = defaultdict(list)
        published: dict[str, list[str]] = defaultdict(list)
        for one in asserted:
            by_report[one.report].append(one)
        if len(by_report) == 1:
            return tuple(self._origin[report] for report in by_report)
        for report in sorted(by_report):
            if report in self._publisher:
                published[self._publisher[report]].append(report)
        groups = Union({self._origin[report]: None for report in by_report})
        for report, mine in sorted(by_report.items()):
            for name in sorted({name for one in mine for name in one.chain}):
                for other in published.get(name, ()):
                    groups.join(self._origin[report], self._origin[other])
        for copy in self._copies.among(by_report):
            if _shared(by_report[copy.a], by_report[copy.b], copy):
                groups.join(self._origin[copy.a], self._origin[copy.b])
        return tuple(sorted(groups.sets()))


def publishers(reports: Sequence[Report]) -> dict[str, str]:
    """Who published each report, as names are compared; without those of which that is unknown."""
    key = cache(name_key)
    return {report.id: key(report.publisher) for report in reports if report.publisher}


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
