"""The same assertion made in several statements and figures: who, what, whom, where, when and how many.

Figures make one claim where they give one number of one quantity (see `accounts`), whatever the words.  Statements make
one where the same is said to have been done by the same to the same (see `roles`) at one place and time; or where their
contents share most of their weight and nothing in who does what speaks against it.  The numbers must be the same, and a
name if both have any.  Whether somebody says so or denies it is the holder's stance, and no other claim.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from dateline.link import said
from dateline.link.accounts import in_words, name_key, same_giver
from dateline.link.alike import Whose, find_groups
from dateline.link.briefs import Brief
from dateline.link.copied import Copies
from dateline.link.counts import Counts, Quantity
from dateline.link.groups import Union
from dateline.link.kept import Afresh, Kept, key_of, packed
from dateline.link.marks import Marks, Members, chained, distinct, marks_of, put_together
from dateline.link.neighbours import ranges
from dateline.link.said import Assertion, Said, touches, unpack
from dateline.records import Annotation, Claim, Copy, Holder, Origin, Report, Stance, group_id

AT_HAND = 3000
"""Reports whose statements are in memory, and
UNPACKED, how many statements are unpacked: those of like words are of many reports."""
UNPACKED = 3000
SOME = re.compile(r"^(?:part of|some)\b.*")
"""The class of those counted, where it is a part of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmade:
    """Claims that can be made block by block, each of figures or of statements."""

    reports: Sequence[str]
    """All reports, sorted."""
    marks: Marks
    """Of each block, of all that its claims are made from."""
    of_reports: Members
    """The reports whose figures or statements these are, as numbers of `reports`, and
    of_counts, the figures, as numbers of counts."""
    of_counts: Members
    make: Callable[[int], tuple[Claim, ...]]

    def __len__(self) -> int:
        return len(self.marks)

    def __iter__(self) -> Iterator[tuple[Claim, ...]]:
        """The claims of each block."""
        return map(self.make, range(len(self)))


def find_claims(
    counts: Counts,
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    origins: Sequence[Origin],
    copies: Copies,
    kept: Kept | None = None,
) -> Unmade:
    """All claims: of figures each, of statements where two or more make it.

    `counts` are the figures of the record (see matters).  `origins` of a claim counts reports that took the
    passage from one another, or credit each other, as one.
    """
    family = _Family(reports, origins, copies)
    parts = [
        _of_counts(counts, family), _of_statements(reports, annotations, family, kept or Afresh())
    ]  # fmt: skip
    ends = np.cumsum([len(part) for part in parts])

    def make(number: int) -> tuple[Claim, ...]:
        which = bisect_right(ends, number)
        return parts[which].make(number - (int(ends[which - 1]) if which else 0))

    return Unmade(
        reports=family.reports, marks=np.concatenate([part.marks for part in parts]),
        of_reports=chained([part.of_reports for part in parts]), of_counts=chained([part.of_counts for part in parts]),
        make=make,
    )  # fmt: skip


def _of_counts(counts: Counts, family: "_Family") -> Unmade:
    """The claims of figures: those that a report alone makes together, then those of each quantity."""
    number = {report: n for n, report in enumerate(family.reports)}
    known = np.array([number[report] for report in counts.reports], np.int64)
    quantity, report = counts.told_by()
    alone = counts.sizes == 1
    of_one, of_many = alone[quantity], ~alone[quantity]
    by_report = np.argsort(report[of_one], kind="stable")
    block_of = np.full(len(counts.sizes), -1)
    first = distinct(report[of_one])
    block_of[quantity[of_one]] = np.searchsorted(first, report[of_one])
    block_of[~alone] = len(first) + np.arange(int((~alone).sum()))
    size = len(first) + int((~alone).sum())
    # the quantities in the order of their blocks
    in_order = np.concatenate([quantity[of_one][by_report], np.flatnonzero(~alone)])
    of_quantities = Members.of(block_of[in_order], in_order, size)
    of_reports = Members.of(
        np.concatenate([np.arange(len(first)), block_of[quantity[of_many]]]),
        known[np.concatenate([first, report[of_many]])], size,
    )  # fmt: skip
    at, _ = ranges(counts.begins[in_order], counts.begins[in_order + 1])
    of_counts = Members.of(np.repeat(block_of[in_order], counts.sizes[in_order]), counts.order[at], size)

    def make(block: int) -> tuple[Claim, ...]:
        return _of_quantities([Quantity(counts, one) for one in of_quantities.of_group(block)], family)

    marks = put_together(of_quantities.marks(counts.marks), family.marks(of_reports))
    return Unmade(reports=family.reports, marks=marks, of_reports=of_reports, of_counts=of_counts, make=make)


def _of_quantities(quantities: Sequence[Quantity], family: "_Family") -> tuple[Claim, ...]:
    """The claims of each quantity: one of each number that is given for a period."""
    groups: dict[tuple[object, ...], list[Assertion]] = defaultdict(list)
    for quantity in quantities:
        for one in map(quantity.of.brief, quantity.counts):
            if one.number is not None:
                done = "" if one.status in ("actual", "denied", "historical") else one.status
                groups[quantity.number, one.period, one.number, done].append(_of_figure(one))
    return tuple(_claim(members, family) for members in groups.values())


def _of_statements(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], family: "_Family", kept: Kept
) -> Unmade:
    """The claims that two statements or more make."""
    parts = said.parts(reports, annotations)
    held = kept.at_hand(parts[2], family.reports, most=AT_HAND)

    @lru_cache(maxsize=UNPACKED)
    def whole(statement: Whose) -> Said:
        report, which = statement
        return unpack(held[report][which])

    found = find_groups(family.reports, parts, whole, kept)
    size, many = found.count, max(len(family.reports), 1)
    each = distinct(found.group * many + found.report)
    of_reports = Members.of(each // many, each % many, size)
    members = Members.of(found.group, np.arange(len(found.group)), size)

    def make(block: int) -> tuple[Claim, ...]:
        here = members.of_group(block)
        statements = ((family.reports[found.report[one]], int(found.place[one])) for one in here)
        return (_claim([whole(one).assertion for one in statements], family),)

    return Unmade(
        reports=family.reports, marks=put_together(members.marks(found.marks), family.marks(of_reports)),
        of_reports=of_reports, of_counts=Members.none(size), make=make,
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
        self.reports = tuple(sorted(report.id for report in reports))
        """All of them, sorted."""
        self._known = marks_of(key_of(packed((self._origin[id], self._publisher.get(id)))) for id in self.reports)

    def marks(self, of_reports: Members) -> Marks:
        """Of all that is asked of the reports of each block."""
        return put_together(of_reports.marks(self._known), self._copies.marks_within(of_reports, self.reports))

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
    if len(members) == 1:  # as most are: it takes a third of the time
        return _of_one(members[0], family)
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


def _of_one(one: Assertion, family: _Family) -> Claim:
    """The same of one figure or statement."""
    asserted = one.stance in ("asserts", "accuses")
    facts = tuple(sorted({one.fact, one.support})) if one.support else (one.fact,)
    return Claim(
        id=group_id("claim", [one.fact]), kind=one.kind, about=one.about, place=one.place or None,
        when=one.when or None, low=one.low, high=one.high,
        holders=(Holder(entity=one.entity or None, name=one.name or None, stance=one.stance, facts=facts),),
        origins=family.origins([one]) if asserted else (), reports=(one.report,) if asserted else (),
        givers=(one.name,) if asserted and one.name and not one.anonymous else (),
    )  # fmt: skip
