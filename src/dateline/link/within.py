"""A place inside another for which reports give the same toll: "288 dead in India" are the 288 of Odisha.

Two places of one country are one for a disaster where somebody counts the same odd number in both within days, and
nobody counts two numbers at once: who has 12 dead in a province and 20 in the country means more than the province.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.groups import components
from dateline.link.kept import Columns
from dateline.link.marks import Members, distinct, find
from dateline.link.words import NOTHING, Numbers, Words, number_of

CLOSE = 7
"""Days between two tellings of one number."""
WEEKS = 30
"""Days before and after those tellings in which other counts are of the same event."""
ROUNDED = 0.1
"""How much, in parts of the larger, two numbers may differ that one report gives for one toll ("nearly 300", "288")."""
CROWD = 100
"""Tellings of one number that are looked at."""

Counted = NDArray[np.int64]


class _Same(NamedTuple):
    """Two places that have one number, and the days on which it stood so."""

    one: int
    other: int
    first: int
    last: int


def gather(
    columns: Columns, report: Counted, place: Numbers, like: Counted, words: Words
) -> tuple[Numbers, Counted]:
    """The place of each count, and the count that says it where its own report does not (-1 for none): those of one
    disaster that is told of two places of a country are at the one that most name and that is not the whole country.

    `columns` are those of all counts, `report` says of each which report it is of; `place` and `like` are what is known
    of each so far.
    """
    usable = columns["actual"] & ~columns["earlier"] & (place != NOTHING) & (columns["country"] != NOTHING)
    same = list(_same_numbers(columns, place, usable))
    if not same:
        return place, like
    lands = frozenset(columns["place"][columns["whole"]].tolist())
    by_country: dict[int, list[_Same]] = defaultdict(list)
    country_of = dict(zip(place[usable].tolist(), columns["country"][usable].tolist(), strict=True))
    for pair in same:
        by_country[country_of[pair.one]].append(pair)
    place, like = place.copy(), like.copy()
    for country, pairs in sorted(by_country.items()):
        here = np.flatnonzero(usable & (columns["country"] == country))
        one = _without_two_numbers(columns, report, place, here, pairs, lands)
        _join(columns, place, like, here, one, lands, words)
    return place, like


def _same_numbers(columns: Columns, place: Numbers, usable: NDArray[np.bool_]) -> Iterator[_Same]:
    """Places of one country for which the same odd number is given within days; one of them, at least, beside it."""
    told, inferred = columns["told"], columns["inferred"]
    here = np.flatnonzero(usable & columns["odd"] & (told != NOTHING))
    groups = Members.equal(told[here], columns["country"][here])
    for group in np.flatnonzero(groups.sizes > 1).tolist():
        members = here[groups.of_group(group)][:CROWD]
        if len(set(place[members].tolist())) < 2:
            continue
        stood = columns["stood"][members]
        for at, one in enumerate(members.tolist()):
            near = (place[members] != place[one]) & (np.abs(stood - stood[at]) <= CLOSE) & (stood > 0)
            near &= ~(inferred[members] & inferred[one])
            for other, day in zip(place[members][near].tolist(), stood[near].tolist(), strict=True):
                if place[one] < other:
                    yield _Same(int(place[one]), other, min(int(stood[at]), day), max(int(stood[at]), day))


def _without_two_numbers(
    columns: Columns, report: Counted, place: Numbers, here: Counted, pairs: list[_Same], lands: frozenset[int]
) -> list[_Same]:
    """The pairs of places for which no report and no giver has two numbers of the same people on one day."""
    wanted = {pair[:2] for pair in pairs}
    asked = distinct(np.array([at for pair in wanted for at in pair], np.uint64))
    told: dict[tuple[object, ...], dict[int, set[float]]] = defaultdict(lambda: defaultdict(set))
    for k in here[(find(place[here], asked) >= 0) & ~columns["inferred"][here]].tolist():
        at, count = int(place[k]), float(columns["number"][k])
        what = int(columns["kind and unit"][k]), int(columns["who"][k])
        told["report", int(report[k]), *what][at].add(count)
        if giver := int(columns["giver"][k]):
            told["giver", giver, int(columns["stood"][k]), *what][at].add(count)
    apart = {
        pair
        for numbers in told.values()
        for pair in wanted
        if _differ(*((numbers.get(at, set()), at in lands) for at in pair))
    }
    return [pair for pair in pairs if pair[:2] not in apart]


def _differ(*tolls: tuple[set[float], bool]) -> bool:
    """Whether two sets of numbers, each of a place that is a country or not, are of two tolls: they share none, and
    none of one is the other's, rounded.  A country has no fewer dead than its province: there it is an older number.
    """
    (one, wide), (other, wider) = tolls
    if not one or not other or any(abs(a - b) <= ROUNDED * max(a, b) for a in one for b in other):
        return False
    return wide == wider or (max(one) > max(other)) == wide


def _join(
    columns: Columns, place: Numbers, like: Counted, here: Counted, pairs: list[_Same], lands: frozenset[int],
    words: Words,
) -> None:  # fmt: skip
    """Puts the counts of places that are one for a disaster at the one that most counts are of."""
    if not pairs:
        return
    nodes = distinct(np.array([at for pair in pairs for at in pair[:2]], np.uint64))
    ends = [find(np.array([pair[k] for pair in pairs], np.uint64), nodes) for k in (0, 1)]
    label = components(len(nodes), *ends)
    times = Counter(place[here].tolist())
    for group in range(int(label.max()) + 1):
        members = nodes[label == group]
        smaller = [at for at in members.tolist() if at not in lands]
        if not smaller:
            continue
        chosen = min(smaller, key=lambda at: (-times[at], words[at]))
        days = [day for pair in pairs if pair.one in members for day in pair[2:]]
        of_group = here[find(place[here], members) >= 0]
        stood, cause = columns["stood"][of_group], columns["cause"][of_group]
        causes = distinct(np.append(cause[place[of_group] == chosen], np.uint64(number_of(""))))
        near = (stood >= min(days) - WEEKS) & (stood <= max(days) + WEEKS)
        moved = near & (find(cause, causes) >= 0) & ~columns["wide"][of_group] & (place[of_group] != chosen)
        says = here[(place[here] == chosen) & (columns["place"][here] == chosen)]
        if len(says):
            place[of_group[moved]], like[of_group[moved]] = chosen, says[0]
