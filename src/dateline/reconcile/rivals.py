"""Numbers of one quantity that cannot all hold, side by side, with what settled them.

Numbers that differ because time passed, because one is a bound, or because one is contained in the other are no
dispute.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from itertools import combinations

from dateline.link.accounts import FLOWS, Account, compatible, in_words, name_key, number, same_giver, says, sort_of
from dateline.link.groups import Union
from dateline.reconcile.passages import Passages
from dateline.reconcile.series import comparable, same_source, taken_back
from dateline.records import Dispute, Series, Side, group_id

FAR = 2
"""Times by which numbers of an unnamed place must differ to be taken for counts of two, and
APART, by which any two must."""
APART = 10
CROWD = 60
DAY = len("2024-05-06")
LOOSE = 3
"""Days above which it is not known when a count stood so."""


def find_rivals(accounts: Sequence[Account], series: Series | None, passages: Passages) -> Iterator[Dispute]:
    """The disputes within one quantity; of what is counted by the day, within each period.

    `accounts` are all that count it; what its `series` says is a correction settles.  Figures at one place of a passage
    that two reports share are no rivals.
    """
    steps = series.points if series is not None else ()
    corrections = {point.figure: point.step for point in steps if point.step in ("correction", "retraction")}
    periods: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if number(account.figure) is not None:
            periods[str(account.period)].append(account)
    for _, members in sorted(periods.items()):
        yield from _of_one_period(members, corrections, passages)


def _of_one_period(
    members: Sequence[Account], corrections: Mapping[str, str], passages: Passages
) -> Iterator[Dispute]:
    actual = [one for one in members if one.status == "actual" and comparable(one) and not one.withdrawn]
    denied = [one for one in members if one.status == "denied"]
    withdrawn = taken_back(members)
    told: set[float | None] = set()
    for no in denied:
        asserted = _asserted(no, actual)
        # whoever gives another number beside the denied one disputes the number; who disowns it says nothing of that
        others = [one for one in actual if one.report == no.report and number(one.figure) != number(no.figure)]
        alone = no.disowned or not others
        if asserted and number(no.figure) not in told and alone:
            told.add(number(no.figure))
            same = [one for one in denied if number(one.figure) == number(no.figure)]
            yield _denial(asserted, same, actual, corrections, withdrawn)
    # what its named source disowns is nobody's count, and stands against no other
    mine = [no for no in denied if number(no.figure) in told]
    left = [one for one in actual if not any(one in _asserted(no, [one]) and same_source(one, no) for no in mine)]
    for parties in _opposed(left, [no for no in denied if no not in mine], passages):
        yield _number_dispute(_sides(parties), actual, denied, corrections)


def _asserted(no: Account, actual: Sequence[Account]) -> list[Account]:
    """The counts that a denied one answers: of the same number, told elsewhere, and not to say that it is withdrawn."""
    return [
        one for one in actual
        if number(one.figure) == number(no.figure) != 1
        and (one.report != no.report or (_is_known(one) and _is_known(no)))
        and not says("withdrawal", one.around)
        and (no.disowned or not same_source(one, no) or len(one.chain) > 1)
    ]  # fmt: skip


def _is_known(one: Account) -> bool:
    """Whether somebody in particular, and not the reporter, gives or denies a count."""
    return one.figure.giver is not None and not one.anonymous


def _opposed(actual: Sequence[Account], denied: Sequence[Account], passages: Passages) -> list[list[Account]]:
    """Groups of counts that exclude each other: of two givers at one time, or where one denies the other's number.

    Of one day, the first CROWD are held against each other.
    """
    by_day: dict[str, list[Account]] = defaultdict(list)
    by_number: dict[float | None, list[Account]] = defaultdict(list)
    by_report: dict[str, list[Account]] = defaultdict(list)
    for one in actual:
        by_number[number(one.figure)].append(one)
        by_report[one.report].append(one)
        for day in _days_of(one):
            by_day[day].append(one)
    against = [(a, b) for same in by_day.values() for a, b in combinations(same[:CROWD], 2) if _one_time(a, b)]
    for no in denied:  # what stands beside the denied number stands against it, else what its report has
        beside = [one for one in by_report[no.report] if one.sentence == no.sentence] or by_report[no.report]
        against += [(a, b) for a in beside for b in by_number[number(no.figure)][:CROWD]]
    against += [(a, b) for a in actual for wrong in sorted(a.rejects) for b in by_number[wrong][:CROWD]]
    groups = Union({one.figure.id: None for one in actual})
    parties = set()
    for a, b in against:
        if _exclude(a, b) and not passages.at_one_place(a, b):
            groups.join(a.figure.id, b.figure.id)
            parties |= {a.figure.id, b.figure.id}
    by_id = {one.figure.id: one for one in actual}
    return [[by_id[id] for id in group if id in parties] for group in groups.sets().values() if group[0] in parties]


def _exclude(a: Account, b: Account) -> bool:
    """Whether the numbers of two givers cannot both hold."""
    if a.figure.id == b.figure.id or compatible(a.figure, b.figure) or same_source(a, b):
        return False
    if "vague" in (a.figure.modifier, b.figure.modifier):
        return False
    own = [one for one in (a, b) if one.figure.giver is None]
    # two numbers of reporters are as a rule an older and a newer one; one beside another's in one report sums it up
    if len(own) == 2 or (own and a.report == b.report):
        return False
    if a.report == b.report and says("correction", a.around + b.around):
        return False
    if a.figure.kind in FLOWS and _hours_apart(a, b):
        return False
    low, high = sorted((number(a.figure) or 0.0, number(b.figure) or 0.0))
    return not high > APART * low > 0


def _hours_apart(a: Account, b: Account) -> bool:
    """Whether two totals that grow by the hour are of one day, and not known to be of one hour."""
    times = [as_of.best or "" for as_of in (a.as_of, b.as_of)]
    return a.measure == b.measure == "stock" and max(map(len, times)) > DAY and times[0] != times[1]


def _interval(account: Account) -> tuple[str | None, str | None]:
    return account.period or (account.as_of.earliest, account.as_of.latest)


def _days_of(account: Account) -> list[str]:
    """The days on which a count may have stood so; none where they are too many to know."""
    start, end = _interval(account)
    if not start or not end or (length := _length(start, end)) > LOOSE:
        return []
    first = date.fromisoformat(start[:10])
    return [(first + timedelta(days=k)).isoformat() for k in range(length + 1)]


def _one_time(a: Account, b: Account) -> bool:
    (start, end), (begin, finish) = map(_interval, (a, b))
    if not (start and end and begin and finish):
        return False
    size = min(map(len, (start, end, begin, finish)))
    return start[:size] <= finish[:size] and begin[:size] <= end[:size]


def _length(start: str, end: str) -> int:
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days


def _sides(parties: Sequence[Account]) -> list[list[Account]]:
    """Parties that can hold together, greedily from the lowest number up."""
    sides: list[list[Account]] = []
    for one in sorted(parties, key=lambda p: (number(p.figure) or 0.0, p.figure.id)):
        side = next((s for s in sides if all(compatible(one.figure, other.figure) for other in s)), None)
        if side is None:
            sides.append([one])
        else:
            side.append(one)
    return sides


def _number_dispute(
    sides: Sequence[Sequence[Account]],
    actual: Sequence[Account],
    denied: Sequence[Account],
    corrections: Mapping[str, str],
) -> Dispute:
    scope = sides[0][0]
    numbers = [number(one.figure) or 0.0 for side in sides for one in side]
    one_day = len({one.day for side in sides for one in side} - {None}) == 1
    parties = [one for side in sides for one in side]
    placed = all(one.place is not None for one in parties) or _side_by_side(sides)
    far = not placed and not one_day and max(numbers) > FAR * min(numbers) > 0
    ways = {one.figure.label for one in parties}
    unclear = scope.figure.kind in FLOWS or far or (scope.figure.kind == "displaced" and len(ways) > 1)
    unclear = unclear or any(says("unclear", one.around) for one in parties)
    # "in the town alone", beside a number of which no place is said
    unclear = unclear or any(a.alone and b.inferred and not b.alone for a in parties for b in parties)
    if any(number(one.figure) in other.rejects for one in parties for other in parties):
        unclear = False  # who says "nine, not six" counts what the other counts
    lines = []
    for side in sides:
        givers = {one.giver for one in side}
        rejecting = [no for no in denied if no.giver in givers]
        facts = [one.figure.id for one in side] + [
            no.figure.id for no in rejecting if not any(number(no.figure) == number(one.figure) for one in side)
        ]
        lines.append(_side(side, facts))
    facts = [fact for side in lines for fact in side.facts]
    return Dispute(
        id=group_id("dispute", facts),
        type="scope" if unclear else "number",
        sides=tuple(sorted(lines, key=lambda side: side.facts)),
        settled_by=_settled([one for side in sides for one in side], actual, corrections, {}),
        about=_about(scope),
        why=(
            "numbers that differ; both can hold if they count different things, and the reports do not say"
            if unclear
            else "numbers of one quantity at one time that exclude each other"
        ),
    )


def _side_by_side(sides: Sequence[Sequence[Account]]) -> bool:
    """Whether a report has the numbers of two sides: whoever sets them beside each other says what both are of."""
    return any(one.report == other.report for a, b in combinations(sides, 2) for one in a for other in b)


def _denial(
    asserted: Sequence[Account],
    denied: Sequence[Account],
    actual: Sequence[Account],
    corrections: Mapping[str, str],
    withdrawn: Mapping[str, frozenset[float | None]],
) -> Dispute:
    named = any(same_source(one, no) for one in asserted for no in denied)
    holders = _distinct({_held_by(one, denied if named else ()) for one in asserted})
    yes = Side(
        holders=holders,
        facts=tuple(sorted(one.figure.id for one in asserted)),
        says=f"{_about(asserted[0])}: {number(asserted[0].figure):,.0f}",
    )
    facts = {id for no in denied for id in (no.figure.id, no.figure.statement) if id}
    no = Side(
        holders=tuple(sorted({one.figure.giver or f"report:{one.report}" for one in denied})),
        facts=tuple(sorted(facts)),
        says=f"denies {number(denied[0].figure):,.0f}",
    )
    return Dispute(
        id=group_id("dispute", [*yes.facts, *no.facts]), type="assertion", sides=(yes, no),
        settled_by=_settled(asserted, actual, corrections, withdrawn), about=_about(asserted[0]),
        why="the named source disowns the figure" if named else "the figure is denied",
    )  # fmt: skip


def _distinct(names: Set[str]) -> tuple[str, ...]:
    """Names of holders, each once: the short form of another, which may name him, is left out."""
    kept: list[str] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        key = name_key(name)
        if name.startswith(("report:", "unnamed:")) or not any(same_giver(key, name_key(known)) for known in kept):
            kept.append(name)
    return tuple(sorted(kept))


def _held_by(account: Account, disowned_by: Sequence[Account]) -> str:
    """Who holds a figure; one that its named giver disowns is held by whoever passed it on."""
    if disowned_by:
        passed_on = (account.passed_on, account.figure.giver)
        deniers = {no.giver for no in disowned_by}
        kept = (name for name in passed_on if name and not any(same_giver(name_key(name), no) for no in deniers))
        return next(kept, f"report:{account.report}")
    return account.figure.giver or f"report:{account.report}"


def _settled(
    parties: Sequence[Account],
    actual: Sequence[Account],
    corrections: Mapping[str, str],
    withdrawn: Mapping[str, frozenset[float | None]],
) -> str | None:
    """The first correction by one of the parties after the dispute, or of a number that its report says is withdrawn;
    else the first number that is only taken back.
    """
    numbers = {number(party.figure) for party in parties}
    stood = max((one.as_of.latest or "" for one in parties), default="")
    later = [
        one for one in actual
        if one.figure.id in corrections and (one.as_of.latest or "") >= stood
        and (any(same_source(one, party) for party in parties) or numbers & withdrawn.get(one.report, frozenset()))
        and all(one is not party for party in parties)
    ]  # fmt: skip
    if not later:
        return None
    first = min(later, key=lambda one: (corrections[one.figure.id], one.as_of.latest or "", one.figure.id))
    return first.figure.id


def _side(side: Sequence[Account], facts: Sequence[str]) -> Side:
    return Side(
        holders=tuple(sorted({one.figure.giver or f"report:{one.report}" for one in side})),
        facts=tuple(sorted(facts)),
        says=", ".join(dict.fromkeys(f"{number(one.figure):,.0f}" for one in side)),
    )


def _about(account: Account) -> str:
    place = f" in {account.place_name}" if account.place_name else ""
    return f"{in_words(account.who, sort_of(account.figure))}{place}"
