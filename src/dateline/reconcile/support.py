"""What stands behind a claim: when it was first and last seen, gradings to take or leave, what not to overlook."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import combinations

import msgspec

from dateline.link.accounts import same_giver
from dateline.link.briefs import Brief
from dateline.link.claims import Block, publishers
from dateline.link.copied import Copies
from dateline.link.counts import Counts
from dateline.link.kept import Afresh, Kept, Part, Shelf, Wanted, each_part, key_of, packed
from dateline.link.matters import BODY
from dateline.records import Annotation, Claim, Report

CROWD = 60
"""Counts of one kind and matter that are held against each other for overlaps."""
SHOWN = 3
"""Warnings of one sort that are written out for a claim."""


def add_support(
    blocks: Iterable[Block],
    counts: Counts,
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    copies: Copies,
    kept: Kept | None = None,
) -> Shelf[Claim]:
    """The claims with first and last day seen, warnings and suggested gradings, sorted by id; never a verdict."""
    kept = kept or Afresh()
    publisher = publishers(reports)
    contained, changed = _by_count(_overlaps(counts, kept)), _by_count(_changed(counts, copies, kept))
    days = {id: day for id, day in each_part(kept, part(annotations), annotations) if day}

    def make(block: Block) -> _Packed:
        accounts = {(one := counts.brief(k)).fact: (one, k) for k in block.counts}
        claims = (_supported(claim, accounts, (contained, changed), days, publisher) for claim in block.make())
        return tuple((claim.id, packed(claim)) for claim in claims)

    def wanted() -> Iterator[Wanted[_Packed]]:
        for block in blocks:
            warned = [(contained.get(k), changed.get(k)) for k in block.counts]
            told = [days.get(id) for id in block.reports], warned
            yield block.name, key_of(block.key, packed(told)), partial(make, block)

    found = kept.each("claims", _Packed, wanted())
    return Shelf(Claim, kept.shelve("claims", (claim for _, claims in found for claim in claims)))


_Packed = tuple[tuple[str, bytes], ...]
"""Claims as they are kept: packed, under their ids."""


def _by_count(lines: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for count, line in lines:
        found[count].append(line)
    return dict(found)


def _supported(
    claim: Claim,
    accounts: Mapping[str, tuple[Brief, int]],
    warned: Sequence[Mapping[int, Sequence[str]]],
    days: Mapping[str, str],
    publisher: Mapping[str, str],
) -> Claim:
    printed = sorted(days[id] for id in claim.reports if id in days)
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


def _overlaps(counts: Counts, kept: Kept) -> Iterator[tuple[int, str]]:
    """(count, warning): this number is contained in another, or contains it."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for report, here in counts.of_reports():
        for k in here:
            if counts.counted[k]:
                sort, unit, _, _, matter = counts.scope(k)
                kind = sort.partition(" ")[0]
                for region in _regions(matter, counts.country(k), report):
                    groups[kind, unit, region].append(k)
    crowds = {"\t".join(key): members[:CROWD] for key, members in groups.items() if len(members) > 1}
    wanted = ((name, counts.digest(crowd), partial(_within, counts, crowd)) for name, crowd in sorted(crowds.items()))
    for name, lines in kept.each("overlaps", tuple[tuple[int, str], ...], wanted):
        for which, line in lines:
            yield crowds[name][which], line


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


def _regions(matter: str, country: str | None, report: str) -> list[str]:
    """The matter, the country of its place, and the report: counts are held against each other within these."""
    return [matter.split()[0], *([f"country {country}"] if country else []), f"report {report}"]


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


def _changed(counts: Counts, copies: Copies, kept: Kept) -> Iterator[tuple[int, str]]:
    """(count, warning): a copy of the passage has another number."""
    here = dict(counts.of_reports())
    told: dict[str, list[tuple[int, str, bytes]]] = defaultdict(list)
    for number, copy in enumerate(copies.each(_Changing)):
        if (changed := bytes(copy.changed)) != NOTHING and copy.a in here and copy.b in here:
            told[copy.a].append((number, copy.b, changed))
    digest = cache(lambda report: counts.digest(here[report]))

    def wanted() -> Iterator[Wanted[tuple[tuple[str, int, str], ...]]]:
        for report, mine in sorted(told.items()):
            key = key_of(digest(report), *(part for _, other, changed in mine for part in (digest(other), changed)))
            yield report, key, partial(_differing, copies, [number for number, _, _ in mine], counts, here)

    for _, lines in kept.each("copies differ", tuple[tuple[str, int, str], ...], wanted()):
        for report, which, line in lines:
            yield here[report][which], line


class _Changing(msgspec.Struct):
    """Of a copy, where its texts differ: nowhere, in most."""

    a: str
    b: str
    changed: msgspec.Raw


NOTHING = packed(())


def _differing(
    copies: Copies, numbers: Sequence[int], counts: Counts, here: Mapping[str, Sequence[int]]
) -> tuple[tuple[str, int, str], ...]:
    """(report, which of its counts, warning)."""
    found = []
    for copy in map(copies.__getitem__, numbers):
        mine, theirs = (list(map(counts.brief, here[report])) for report in (copy.a, copy.b))
        pairs = (
            (m, one, n, other)
            for (s, e), (t, u) in copy.changed
            for m, one in enumerate(mine)
            if one.start < e and s < one.end
            for n, other in enumerate(theirs)
            if other.start < u and t < other.end and one.kind == other.kind and one.number != other.number
        )
        for m, one, n, other in pairs:
            line = f"copy differs: {copy.a} has {one.number:,.0f}, {copy.b} {other.number:,.0f}"
            found.append((copy.a, m, f"{line} [{other.fact}]"))
            found.append((copy.b, n, f"{line} [{one.fact}]"))
    return tuple(found)
