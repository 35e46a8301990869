"""What stands behind a claim: when it was first and last seen, gradings to take or leave, what not to overlook."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

import msgspec
import numpy as np

from dateline.link.accounts import same_giver
from dateline.link.blocks import Made
from dateline.link.briefs import Brief
from dateline.link.claims import Unmade, publishers
from dateline.link.copied import Copies
from dateline.link.counts import Counts
from dateline.link.kept import Afresh, Kept, Part, Shelf, packed
from dateline.link.marks import Marks, Members, chained, keys_of, marks_of, places, put_together
from dateline.link.matters import BODY
from dateline.link.neighbours import ranges
from dateline.link.words import NOTHING
from dateline.records import Annotation, Claim, Copy, Report

CROWD = 60
"""Counts of one kind and matter that are held against each other for overlaps."""
DAYS = 1 << 15
"""Days of reports that stay at hand: they are small, and those of a claim lie all over the pile."""
OF_SEVERAL = 1
SHOWN = 3
"""Warnings of one sort that are written out for a claim."""


class OfSeveral(NamedTuple):
    """Claims of statements that are held by several, or in several ways."""

    claims: Sequence[Claim]
    told_in: Members
    """The reports that each is told in, as numbers of reports by id, and
    marks, of all that it is made from."""
    marks: Marks


class Supported(NamedTuple):
    """Claims, sorted by id; and some of them."""

    claims: Shelf[Claim]
    of_several: OfSeveral


def add_support(
    unmade: Unmade,
    counts: Counts,
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    copies: Copies,
    kept: Kept | None = None,
) -> Supported:
    """The claims with first and last day seen, warnings and suggested gradings, sorted by id; never a verdict.

    Claims that are made from what they were made from before are neither made again nor looked at.
    """
    kept = kept or Afresh()
    publisher = publishers(reports)
    contained, changed = _overlaps(counts, kept), _changed(counts, copies, kept)
    days = kept.at_hand(part(annotations), unmade.reports, most=DAYS)
    marks = put_together(
        unmade.marks, unmade.of_counts.marks(contained.marks), unmade.of_counts.marks(changed.marks),
        unmade.of_reports.marks(kept.known(unmade.reports)),
    )  # fmt: skip

    def make(block: int) -> Iterator[Made]:
        here = unmade.of_counts.of_group(block)
        accounts = {(one := counts.brief(k)).fact: (one, k) for k in here}
        warned = {k: contained.of(k) for k in here}, {k: changed.of(k) for k in here}
        for claim in unmade.make(block):
            found = _supported(claim, accounts, warned, days, publisher)
            several = claim.kind == "statement" and len(claim.holders) > 1
            yield Made(found.id, packed(found), OF_SEVERAL if several else 0)

    made = kept.blocks("claims", marks, make)
    several = made.records(OF_SEVERAL)
    blocks = places(several.keys, keys_of(marks))
    of_several = OfSeveral(Shelf(Claim, several), unmade.of_reports.chosen(blocks), marks[blocks])
    return Supported(Shelf(Claim, made.records()), of_several)


def _supported(
    claim: Claim,
    accounts: Mapping[str, tuple[Brief, int]],
    warned: Sequence[Mapping[int, Sequence[str]]],
    days: Mapping[str, str],
    publisher: Mapping[str, str],
) -> Claim:
    printed = sorted(day for id in claim.reports if (day := days[id]))
    mine = [accounts[fact] for holder in claim.holders for fact in holder.facts if fact in accounts]
    warnings = [
        *_single_giver(claim),
        *_circular([one for one, _ in mine], publisher),
        *(line for lines in warned for line in _first([line for _, k in mine for line in lines.get(k, ())])),
    ]
    return replace(
        claim,
        first_seen=printed[0] if printed else None,
        last_seen=printed[-1] if printed else None,
        warnings=tuple(dict.fromkeys(warnings)),
        suggestions=_suggestions(claim),
    )


def part(annotations: Mapping[str, Annotation]) -> Part[str]:
    """The day on which one report was printed, or ""."""
    return Part("day printed", str, lambda id: (annotations[id].published.best or "")[:10])


def _first(lines: Sequence[str]) -> list[str]:
    """Each line once, with the facts of all that say the same; no more than SHOWN."""
    facts: dict[str, list[str]] = {}
    for line in lines:
        said, _, fact = line.partition(" [")
        facts.setdefault(said, []).append(fact.removesuffix("]"))
    distinct = [f"{said} {_ids(list(dict.fromkeys(found)))}" for said, found in facts.items()]
    more = len(distinct) - SHOWN
    return [*distinct[:SHOWN], *([f"{distinct[0].partition(':')[0]}: and {more} more"] if more > 0 else [])]


def _single_giver(claim: Claim) -> Iterator[str]:
    if len(claim.reports) < 2 or len(claim.givers) != 1:
        return
    asserting = [holder for holder in claim.holders if holder.stance in ("asserts", "accuses")]
    said = "all from" if len({holder.name for holder in asserting}) == 1 else "which name no other than"
    facts = [fact for holder in asserting for fact in holder.facts]
    yield f"single giver: {len(claim.reports)} reports, {said} {claim.givers[0]} {_ids(facts)}"


def _circular(counted: Sequence[Brief], publisher: Mapping[str, str]) -> Iterator[str]:
    of_publisher = defaultdict(list)
    for report in {one.report for one in counted}:
        if report in publisher:
            of_publisher[publisher[report]].append(report)
    credits = {(one.report, other) for one in counted for name in one.chain for other in of_publisher.get(name, ())}
    for a, b in sorted(credits):
        if a < b and (b, a) in credits:
            facts = [one.fact for one in counted if one.report in (a, b)]
            yield f"circular credits: {a} and {b} each credit the other {_ids(facts)}"


def _ids(facts: Sequence[str]) -> str:
    more = len(facts) - SHOWN
    return f"[{', '.join(sorted(facts)[:SHOWN])}{f' and {more} more' if more > 0 else ''}]"


def _suggestions(claim: Claim) -> tuple[str, ...]:
    """Gradings in use, each with its rule; the reliability of a source is for a person to judge."""
    denied = any(holder.stance == "denies" for holder in claim.holders)
    origins, givers = len(claim.origins), len(claim.givers)
    lines = []
    if denied:
        lines.append("Airwars: contested (somebody denies it)")
    elif origins > 1 and givers > 1:
        lines.append("Airwars: fair, for a person to judge (two or more givers, no shared origin detected)")
    elif origins:
        lines.append("Airwars: weak (one giver or one origin)")
    if claim.kind in ("killed", "injured"):
        met = "met" if origins > 1 else "not met"
        lines.append(f"Iraq Body Count: two independent reports, {met} (origins without shared text: {origins})")
    if denied:
        lines.append("Admiralty credibility: 4, doubtful (a denial stands against it); reliability for a person")
    elif origins > 1 and givers > 1:
        lines.append("Admiralty credibility: 2, probably true (more than one giver); reliability for a person")
    elif origins:
        lines.append("Admiralty credibility: 3, possibly true (one giver or origin); reliability for a person")
    return tuple(lines)


# --- overlaps ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Warnings:
    """What is said of counts that are held against each other, crowd by crowd."""

    found: Sequence[bytes]
    """What is said of a count in a crowd: lines, packed."""
    of_counts: Members
    """By count, as numbers of `found`."""
    marks: Marks
    """Of what is said of each count."""

    def of(self, k: int) -> list[str]:
        """What is said of a count."""
        return [line for one in self.of_counts.of_group(k) for line in _unpack(self.found[one])]


_unpack = msgspec.msgpack.Decoder(list[str]).decode


def _warnings(
    kept: Kept, step: str, crowds: Members, marks: Marks, said: Callable[[int], Iterable[tuple[int, str]]], many: int
) -> _Warnings:
    """What `said` gives for each crowd, (place in the crowd, line), by its mark; of `many` counts."""

    def make(number: int) -> Iterator[Made]:
        lines: dict[int, list[str]] = defaultdict(list)
        for place, line in said(number):
            lines[place].append(line)
        return (Made("", packed(lines[place]), place) for place in sorted(lines))

    made = kept.blocks(step, marks, make)
    crowd = places(made.index.key, keys_of(marks))
    whose = crowds.items[crowds.begins[crowd] + made.index.tag]
    order = np.lexsort((crowd, whose))
    of_counts = Members.of(whose[order], order, many)
    digests = marks_of([made.index.digest.tobytes()])
    return _Warnings(found=made.records(), of_counts=of_counts, marks=of_counts.marks(digests))


def _overlaps(counts: Counts, kept: Kept) -> _Warnings:
    crowds = _crowds(counts)
    _, first = np.unique(keys_of(crowds.marks(counts.marks_of_counts)), return_index=True)
    crowds = crowds.chosen(np.sort(first))  # all counts of a place may be of one report
    marks = crowds.marks(counts.marks_of_counts)
    return _warnings(kept, "overlaps", crowds, marks, lambda one: _within(counts, crowds.of_group(one)), len(counts))


def _crowds(counts: Counts) -> Members:
    """Counts that are held against each other, of many the first: of one kind and unit, and of one country, matter or
    report.
    """
    columns = counts.columns
    here = np.flatnonzero(columns.counted)
    of_place = np.where(columns.like[here] < 0, here, columns.like[here])
    found = []
    for region in (columns.country[of_place], columns.named[here], counts.report[here] + 1):
        members = here[region != NOTHING]
        alike = Members.equal(columns.kind[members], columns.unit[members], region[region != NOTHING])
        several = np.flatnonzero(alike.sizes > 1)
        at, which = ranges(alike.begins[several], np.minimum(alike.begins[several + 1], alike.begins[several] + CROWD))
        found.append(Members.of(which, members[alike.items[at]], len(several)))
    return chained(found)


def _within(counts: Counts, crowd: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """(place in the crowd, warning) of counts that are held against each other.

    A reader could add two counts that stand in one report, are of one day, or not both running totals; one is said to
    be among others only in its own report.
    """
    found = []
    told = [(n, one, one.report, one.measure == "stock", _day(one)) for n, one in enumerate(map(counts.brief, crowd))]
    for (m, a, here, total, day), (n, b, there, other_total, other_day) in combinations(told, 2):
        if here != there and total and other_total and (not day or not other_day or not -1 <= day - other_day <= 1):
            continue
        if a.number == b.number and here != there:
            continue
        for part, p, whole, w in ((a, m, b, n), (b, n, a, m)):
            if why := _contains(part, whole):
                found.append((p, _line(part, whole, why, "is part of", whole)))
                found.append((w, _line(whole, part, why, "contains", part)))
                break
    return tuple(found)


def _day(one: Brief) -> int | None:
    """The day that a count stood so, as a number."""
    return date.fromisoformat(one.stood[:10]).toordinal() if one.stood else None


def _line(one: Brief, other: Brief, why: str, verb: str, names: Brief) -> str:
    return f"overlap: {one.number:,.0f} {verb} {other.number:,.0f} ({why}), do not add them [{names.fact}]"


def _contains(part: Brief, whole: Brief) -> str | None:
    """Why the one of two counts that could be added is contained in the other, if it is."""
    if whole.fact in (part.part_of, part.whole):
        return "said to be among them"
    if part.sort != whole.sort or not 0 < (part.number or 0.0) < (whole.number or 0.0):
        return None
    if part.measure == whole.measure == "stock" and part.report == whole.report:
        one_giver = part.giver == whole.giver or None in (part.name, whole.name)
        one = one_giver and part.matter == whole.matter
        if part.who == "some" and not whole.who.startswith("some") and not part.whole and one:
            return "said to be some of them"
        if whole.wide and not part.wide and not same_giver(part.giver, whole.giver):
            return "the larger is of all places"
    elsewhere = part.report == whole.report or whole.inferred or part.place != whole.place
    elsewhere = elsewhere and not _abroad(part, whole)
    if part.alone and not whole.alone and part.measure == whole.measure and part.who == whole.who and elsewhere:
        return "the smaller is of one place alone"
    same_place = part.matter.split()[0] == whole.matter.split()[0]
    if same_place and part.measure == whole.measure == "stock" and part.matter == whole.matter:
        if not part.who or part.who.startswith("some") or whole.who or part.part_of or part.whole:
            return None
        return "bodies that were found" if part.who == BODY else f"a count of {part.who} beside one of all"
    if same_place and part.measure == "flow" and whole.measure == "stock" and part.who in (whole.who, ""):
        return "the day's count is in the running total" if part.report == whole.report else None
    if whole.measure == "flow" and whole.period and part.who in (whole.who, ""):
        first, last = part.period or (str(part.day), str(part.day))
        inside = whole.period[0] <= first and last <= whole.period[1] and (first, last) != whole.period
        return f"{first} lies in {whole.period[0]} to {whole.period[1]}" if inside else None
    if not same_place and part.who == whole.who and part.measure == whole.measure:
        return _lies_in(part, whole)
    return None


def _abroad(part: Brief, whole: Brief) -> bool:
    """Whether two counts are of two countries."""
    countries = [one.region.country if one.region else None for one in (part, whole)]
    return None not in countries and countries[0] != countries[1]


def _lies_in(part: Brief, whole: Brief) -> str | None:
    place, region = part.region, whole.region
    if place and region and region.precision == "country" and place.precision != "country":
        return f"{place.name} lies in {region.name}" if place.country == region.country else None
    return None


def _changed(counts: Counts, copies: Copies, kept: Kept) -> _Warnings:
    """The counts of which a copy of the passage has another number."""
    a, b = (one[copies.changing] for one in copies.pairs(counts.reports))
    counted = np.append(np.diff(counts.begins_of_reports) > 0, False)  # the last for who is none of these
    both = np.flatnonzero(counted[a] & counted[b])
    numbers = np.array(copies.changing, np.int64)[both]
    pairs = np.stack([a[both], b[both]], axis=1).reshape(-1)
    here, which = ranges(counts.begins_of_reports[pairs], counts.begins_of_reports[pairs + 1])
    crowds = Members.of(which // 2, here, len(both))
    marks = put_together(copies.marks()[numbers], crowds.marks(counts.marks_of_counts))

    def said(number: int) -> Iterator[tuple[int, str]]:
        return _differing(copies[int(numbers[number])], [counts.brief(k) for k in crowds.of_group(number)])

    return _warnings(kept, "copies differ", crowds, marks, said, len(counts))


def _differing(copy: Copy, told: Sequence[Brief]) -> Iterator[tuple[int, str]]:
    """(place among them, warning) of the counts of two reports that share a passage."""
    mine, theirs = ([(k, one) for k, one in enumerate(told) if one.report == report] for report in (copy.a, copy.b))
    for (s, e), (t, u) in copy.changed:
        here = [(m, one) for m, one in mine if one.start < e and s < one.end]
        there = [(n, other) for n, other in theirs if other.start < u and t < other.end]
        for (m, one), (n, other) in product(here, there):
            if one.kind == other.kind and one.number != other.number:
                line = f"copy differs: {copy.a} has {one.number:,.0f}, {copy.b} {other.number:,.0f}"
                yield m, f"{line} [{other.fact}]"
                yield n, f"{line} [{one.fact}]"
