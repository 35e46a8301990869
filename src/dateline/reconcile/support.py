"""What stands behind a claim: when it was first and last seen, gradings to take or leave, what not to overlook."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import combinations

from dateline.link.accounts import Account, name_key, number, same_giver
from dateline.link.kept import Afresh, Kept, Part, each_part, key_of, packed
from dateline.link.matters import BODY
from dateline.records import Annotation, Claim, Copy, Published, Report

CROWD = 60
"""Counts of one kind and matter that are held against each other for overlaps."""
SHOWN = 3
"""Warnings of one sort that are written out for a claim."""


def add_support(
    claims: Sequence[Claim],
    accounts: Sequence[Account],
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    copies: Sequence[Copy],
    kept: Kept | None = None,
) -> list[Claim]:
    """The claims with first and last day seen, warnings and suggested gradings; never a verdict."""
    by_figure = {account.figure.id: account for account in accounts}
    publisher = {report.id: name_key(report.publisher) for report in reports if report.publisher}
    contained = _overlaps(accounts, kept or Afresh())
    changed = _changed(accounts, copies)
    found = each_part(kept or Afresh(), part(annotations), annotations)
    days = {id: one.best[:10] for id, one in found if one.best is not None}
    result = []
    for claim in claims:
        printed = sorted(days[id] for id in claim.reports if id in days)
        facts = [fact for holder in claim.holders for fact in holder.facts]
        mine = [by_figure[fact] for fact in facts if fact in by_figure]
        warnings = [
            *_single_giver(claim),
            *_circular(mine, publisher),
            *_first([line for fact in facts for line in contained.get(fact, ())]),
            *_first([line for fact in facts for line in changed.get(fact, ())]),
        ]
        result.append(
            replace(
                claim,
                first_seen=printed[0] if printed else None,
                last_seen=printed[-1] if printed else None,
                warnings=tuple(dict.fromkeys(warnings)),
                suggestions=_suggestions(claim),
            )
        )
    return result


def part(annotations: Mapping[str, Annotation]) -> Part[Published]:
    """When one report was printed."""
    return Part("published", Published, lambda id: annotations[id].published)


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


def _circular(accounts: Sequence[Account], publisher: Mapping[str, str]) -> Iterator[str]:
    of_publisher = defaultdict(list)
    for report in {account.report for account in accounts}:
        if report in publisher:
            of_publisher[publisher[report]].append(report)
    credits = {(one.report, other) for one in accounts for name in one.chain for other in of_publisher.get(name, ())}
    for a, b in sorted(credits):
        if a < b and (b, a) in credits:
            facts = [one.figure.id for one in accounts if one.report in (a, b)]
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


def _overlaps(accounts: Sequence[Account], kept: Kept) -> dict[str, list[str]]:
    """Warnings by figure: this number is contained in another, or contains it."""
    groups: dict[tuple[str, str, str], list[Account]] = defaultdict(list)
    for account in accounts:
        if account.status == "actual" and number(account.figure) is not None:
            for region in _regions(account):
                groups[account.figure.kind, account.figure.unit, region].append(account)
    crowds = {"\t".join(key): members[:CROWD] for key, members in groups.items() if len(members) > 1}
    wanted = ((name, key_of(*map(packed, crowd)), partial(_within, crowd)) for name, crowd in sorted(crowds.items()))
    found: dict[str, list[str]] = defaultdict(list)
    for _, lines in kept.each("overlaps", tuple[tuple[str, str], ...], wanted):
        for figure, line in lines:
            found[figure].append(line)
    return found


def _within(crowd: Sequence[Account]) -> tuple[tuple[str, str], ...]:
    """(figure, warning) of counts that are held against each other."""
    found = []
    for a, b in combinations(crowd, 2):
        for part, whole in ((a, b), (b, a)):
            if why := _contains(part, whole):
                found.append((part.figure.id, _line(part, whole, why, "is part of", whole)))
                found.append((whole.figure.id, _line(whole, part, why, "contains", part)))
                break
    return tuple(found)


def _line(one: Account, other: Account, why: str, verb: str, names: Account) -> str:
    return (
        f"overlap: {number(one.figure):,.0f} {verb} {number(other.figure):,.0f} ({why}), do not add them"
        f" [{names.figure.id}]"
    )


def _regions(account: Account) -> list[str]:
    """The matter, the country of its place, and the report: counts are held against each other within these."""
    place = account.region
    country = [f"country {place.country}"] if place and place.country else []
    return [account.matter.split()[0], *country, f"report {account.report}"]


def _contains(part: Account, whole: Account) -> str | None:
    """Why the one count is contained in the other, if it is."""
    small, large = number(part.figure) or 0.0, number(whole.figure) or 0.0
    if whole.figure.id in (part.figure.part_of, part.whole):
        return "said to be among them"
    if not 0 < small < large or not _together(part, whole):
        return None
    if part.measure == whole.measure == "stock" and part.report == whole.report:
        one_giver = part.giver == whole.giver or None in (part.figure.giver, whole.figure.giver)
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
        if not part.who or part.who.startswith("some") or whole.who or part.figure.part_of or part.whole:
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


def _abroad(part: Account, whole: Account) -> bool:
    """Whether two counts are of two countries."""
    countries = [one.region.country if one.region else None for one in (part, whole)]
    return None not in countries and countries[0] != countries[1]


def _lies_in(part: Account, whole: Account) -> str | None:
    place, region = part.region, whole.region
    if place and region and region.precision == "country" and place.precision != "country":
        return f"{place.name} lies in {region.name}" if place.country == region.country else None
    return None


def _together(a: Account, b: Account) -> bool:
    """Whether a reader could add the two: they stand in one report, or are of one day."""
    if a.report == b.report or a.measure != b.measure or a.measure == "flow":
        return True
    days = [as_of.best or as_of.latest for as_of in (a.as_of, b.as_of)]
    if not days[0] or not days[1]:
        return False
    return abs((date.fromisoformat(days[0][:10]) - date.fromisoformat(days[1][:10])).days) <= 1


def _changed(accounts: Sequence[Account], copies: Sequence[Copy]) -> dict[str, list[str]]:
    """Warnings by figure: a copy of the passage has another number."""
    here: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        here[account.report].append(account)
    found: dict[str, list[str]] = defaultdict(list)
    for copy in copies:
        for (s, e), (t, u) in copy.changed:
            for one in here[copy.a]:
                for other in here[copy.b]:
                    if (
                        one.figure.start < e and s < one.figure.end
                        and other.figure.start < u and t < other.figure.end
                        and one.figure.kind == other.figure.kind and number(one.figure) != number(other.figure)
                    ):  # fmt: skip
                        numbers = f"{number(one.figure):,.0f}", f"{number(other.figure):,.0f}"
                        line = f"copy differs: {copy.a} has {numbers[0]}, {copy.b} {numbers[1]}"
                        found[one.figure.id].append(f"{line} [{other.figure.id}]")
                        found[other.figure.id].append(f"{line} [{one.figure.id}]")
    return found
