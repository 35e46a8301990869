"""Which statements make one claim: those of like words, or of which one verb says the same of the same, in groups.

All that is held of a statement is a few bytes; what was found before about statements that are what they were is taken
from the columns of before, and a statement is looked at only to lay it beside another for the first time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.link import contents, roles
from dateline.link.contents import Content
from dateline.link.groups import Union, components, join_by_mean
from dateline.link.kept import Columns, Kept, Part, each_part
from dateline.link.neighbours import ranges
from dateline.link.ranked import NONE, Index, Rows, Vectors, join, places, rank, split
from dateline.link.said import UNTOLD, Assertion, Said, Sayings, Weighed, touches

T = TypeVar("T")

ALIKE = 0.5
"""The least mean cosine between the contents of statements that make one claim."""
OPPOSED = 0.65
"""The same, where one asserts and the other denies: a "not" in a long sentence need not deny what the other says."""
UNANSWERED = 0.75
"""The same, where both tell who did what and no clause of the one answers to one of the other."""
NAMELESS = 0.55
"""The least cosine without names and numbers, where one or both tell of no deed ("the Iraq election of Tony Blair"):
names alone say what a pile is about.
"""
BY_ROLES = 0.7
"""How alike contents count whose clauses say the same of the same."""
CROWD = 60
"""Statements of one verb and party that are compared with each other."""
NEIGHBOURS = 15
DIGEST = 16
"""Bytes of a digest."""

Whose = tuple[str, int]
"""A statement: its report, and which of the report's it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statements that make one claim, by their ids, with the digest of each."""

    facts: tuple[str, ...]
    members: tuple[Whose, ...]
    digests: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pile:
    """All statements: a number each, in the order of their reports."""

    facts: list[str]
    whose: list[Whose]
    digests: bytes
    words: bytes
    numbers: NDArray[np.uint64]
    printed: NDArray[np.uint64]
    keys: NDArray[np.uint64]
    looked_up: NDArray[np.int64]

    def digest(self, number: int) -> bytes:
        """Of all that is known of a statement."""
        return self.digests[DIGEST * number : DIGEST * (number + 1)]


def find_groups(
    reports: Iterable[str],
    parts: tuple[Part[Sayings], Part[Weighed], Part[tuple[bytes, ...]]],
    whole: Callable[[Whose], Said],
    kept: Kept,
) -> Iterator[Group]:
    """Groups of two statements or more, by their smallest ids.  `whole` gives any statement."""
    columns, weighed, _ = parts
    ids = sorted(reports)
    pile = _gather(each_part(kept, columns, ids))
    first: dict[bytes, int] = {}
    loose: list[int] = []
    for number, fact in enumerate(pile.facts):
        words = pile.words[DIGEST * number : DIGEST * (number + 1)]
        if words == UNTOLD:
            if pile.looked_up[number]:
                loose.append(number)
        elif fact < pile.facts[first.setdefault(words, number)]:
            first[words] = number
    # statements of the same words are compared with others once: by the smallest of them
    compared = sorted([*first.values(), *loose], key=pile.facts.__getitem__)
    digests = [pile.digest(number) for number in compared]

    def make(before: Columns) -> Columns:
        then = _unpacked(before)
        if before and then.digests == digests:
            return before
        return _packed(_find(pile, first, compared, then, each_part(kept, weighed, ids), whole))

    group = kept.columns("claims alike", make)["group"]
    place = {number: at for at, number in enumerate(compared)}
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(pile.facts)):
        words = pile.words[DIGEST * number : DIGEST * (number + 1)]
        at = place.get(number if words == UNTOLD else first[words])
        if at is not None:
            found[int(group[at])].append(number)
    groups = (sorted(numbers, key=pile.facts.__getitem__) for numbers in found.values() if len(numbers) > 1)
    for numbers in sorted(groups, key=lambda numbers: pile.facts[numbers[0]]):
        yield Group(
            facts=tuple(pile.facts[number] for number in numbers),
            members=tuple(pile.whose[number] for number in numbers),
            digests=tuple(pile.digest(number) for number in numbers),
        )


def _gather(read: Iterable[tuple[str, Sayings]]) -> _Pile:
    facts: list[str] = []
    whose: list[Whose] = []
    looked_up: list[int] = []
    digests, words, numbers, printed, keys = (bytearray() for _ in range(5))
    for report, one in read:
        facts += one.facts
        whose += [(report, number) for number in range(len(one.facts))]
        looked_up += one.looked_up
        digests += one.digests
        words += one.words
        numbers += one.numbers
        printed += one.printed
        keys += one.keys
    return _Pile(
        facts=facts, whose=whose, digests=bytes(digests), words=bytes(words), numbers=np.frombuffer(numbers, "<u8"),
        printed=np.frombuffer(printed, "<u8"), keys=np.frombuffer(keys, "<u8"),
        looked_up=np.array(looked_up, np.int64),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairs:
    """Pairs of places (low < high) that were laid beside each other, each once, in their order."""

    low: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    high: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    cosine: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    alike: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    """Whether the two may make one claim."""

    def chosen(self, which: NDArray[np.bool_]) -> "_Pairs":
        """Some of them."""
        return _Pairs(low=self.low[which], high=self.high[which], cosine=self.cosine[which], alike=self.alike[which])

    def moved(self, to: NDArray[np.int64]) -> "_Pairs":
        """The pairs where they stand now, without those of which one is gone (-1).  Places keep their order."""
        there = self.chosen((to[self.low] >= 0) & (to[self.high] >= 0))
        return replace(there, low=to[there.low], high=to[there.high])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was found about the statements that are compared, which are told by their digests."""

    digests: list[bytes]
    names: list[bytes]
    rows: Rows
    near: _Pairs
    """Of like words, and
    deeds, of one verb and party."""
    deeds: _Pairs
    group: NDArray[np.int64]
    """For each the place of the smallest of its group."""

    @property
    def edges(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Pairs that are alike, each once, and how alike they are."""
        near, deeds, count = self.near.chosen(self.near.alike), self.deeds.chosen(self.deeds.alike), len(self.digests)
        both = np.concatenate([near.low * count + near.high, deeds.low * count + deeds.high])
        keys, which = np.unique(both, return_inverse=True)
        weights = np.zeros(len(keys))
        np.maximum.at(weights, which, np.concatenate([near.cosine, np.full(len(deeds.low), BY_ROLES)]))
        return keys // max(count, 1), keys % max(count, 1), weights


def _packed(found: _Found) -> Columns:
    columns: dict[str, NDArray[Any]] = {"group": found.group}
    columns |= {"digests": join(found.digests), "names": join(found.names)}
    for name, one in (("rows", found.rows), ("near", found.near), ("deeds", found.deeds)):
        columns |= {f"{name} {column.name}": getattr(one, column.name) for column in fields(one)}
    return columns


def _unpacked(columns: Columns) -> _Found:
    def part(kind: type[T], name: str) -> T:
        names = [column.name for column in fields(kind)]  # type: ignore[arg-type]
        return kind(**{column: columns[f"{name} {column}"] for column in names})

    if not columns:
        return _Found(digests=[], names=[], rows=NONE, near=_Pairs(), deeds=_Pairs(), group=np.zeros(0, np.int64))
    return _Found(
        digests=split(columns["digests"]), names=split(columns["names"]), rows=part(Rows, "rows"),
        near=part(_Pairs, "near"), deeds=part(_Pairs, "deeds"), group=columns["group"],
    )  # fmt: skip


def _find(
    pile: _Pile,
    first: Mapping[bytes, int],
    compared: Sequence[int],
    then: _Found,
    weighed: Iterable[tuple[str, Weighed]],
    whole: Callable[[Whose], Said],
) -> _Found:
    digests, names = [pile.digest(number) for number in compared], sorted(first)
    statements = np.array(compared, np.int64)
    smallest = np.array([first[name] for name in names], np.int64)
    rows = rank(
        Index(_vectors(weighed, pile, smallest)), then.rows, places(then.names, names), floor=ALIKE, most=NEIGHBOURS
    )
    at = np.zeros(len(pile.facts), np.int64)
    at[statements] = np.arange(len(compared))
    named = at[smallest]
    near = _pairs(np.repeat(named, np.diff(rows.begins)), named[rows.others], rows.cosines, len(compared))
    moved = places(then.digests, digests)

    def said(place: int) -> Said:
        return whole(pile.whose[compared[place]])

    found = _Found(
        digests=digests, names=names, rows=rows, group=np.arange(len(compared)),
        near=_judged(
            _equal(near, pile.numbers[statements]), then.near.moved(moved),
            lambda one: _of_like_words(said(one[0]), said(one[1]), one[2]),
        ),
        deeds=_judged(
            _equal(_of_same_keys(pile, statements), pile.printed[statements]), then.deeds.moved(moved),
            lambda one: _of_one_deed(said(one[0]), said(one[1])),
        ),
    )  # fmt: skip
    return replace(found, group=_joined([pile.facts[number] for number in compared], found, then, moved))


def _vectors(weighed: Iterable[tuple[str, Weighed]], pile: _Pile, wanted: NDArray[np.int64]) -> Vectors:
    """The contents of these statements, in their order."""
    sizes: list[int] = []
    terms, weights = bytearray(), bytearray()
    for _, one in weighed:
        sizes += one.sizes
        terms += one.terms
        weights += one.weights
    begins = np.concatenate([[0], np.cumsum(np.array(sizes, np.int64))])
    here, _ = ranges(begins[wanted], begins[wanted + 1])
    return Vectors(
        begins=np.concatenate([[0], np.cumsum(np.diff(begins)[wanted])]),
        terms=np.frombuffer(terms, "<u8")[here],
        values=np.frombuffer(weights, "<f8")[here],
    )


def _pairs(low: NDArray[np.int64], high: NDArray[np.int64], cosine: NDArray[np.float64], count: int) -> _Pairs:
    """Pairs that come in either direction and more than once; nothing is known of them."""
    keys, first = np.unique(np.minimum(low, high) * count + np.maximum(low, high), return_index=True)
    count = max(count, 1)
    return _Pairs(low=keys // count, high=keys % count, cosine=cosine[first], alike=np.zeros(len(keys), np.bool_))


def _equal(pairs: _Pairs, column: NDArray[np.uint64]) -> _Pairs:
    """The pairs of equal value."""
    return pairs.chosen(column[pairs.low] == column[pairs.high])


def _of_same_keys(pile: _Pile, statements: NDArray[np.int64]) -> _Pairs:
    """Pairs of statements that are looked up by the same; of many no more than the first CROWD."""
    begins = np.concatenate([[0], np.cumsum(pile.looked_up)])
    here, place = ranges(begins[statements], begins[statements + 1])
    keys = pile.keys[here]
    order = np.lexsort((place, keys))
    keys, place = keys[order], place[order]
    opens = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate([opens, [len(keys)]]))
    rank_in = np.arange(len(keys)) - np.repeat(opens, sizes)
    ends = np.repeat(opens + np.minimum(sizes, CROWD), sizes)
    ones = np.flatnonzero(rank_in < CROWD)
    others, which = ranges(ones + 1, ends[ones])
    return _pairs(place[ones][which], place[others], np.zeros(len(others)), len(statements))


def _judged(pairs: _Pairs, known: _Pairs, judge: Callable[[tuple[int, int, float]], bool]) -> _Pairs:
    """The pairs with whether they are alike: as it is known of the same pair with the same cosine, else judged."""
    count = 1 + max(int(one.high.max(initial=0)) for one in (pairs, known))
    at = _where(pairs.low * count + pairs.high, known.low * count + known.high)
    old = np.flatnonzero(at >= 0)
    old = old[known.cosine[at[old]] == pairs.cosine[old]]
    alike = np.zeros(len(at), np.bool_)
    alike[old] = known.alike[at[old]]
    new = np.setdiff1d(np.arange(len(at)), old)
    # those that hang together come one after the other, so that few reports are unpacked more than once
    label = components(count, pairs.low[new], pairs.high[new])
    for one in new[np.lexsort((new, label[pairs.low[new]]))].tolist():
        alike[one] = judge((int(pairs.low[one]), int(pairs.high[one]), float(pairs.cosine[one])))
    return replace(pairs, alike=alike)


def _where(keys: NDArray[np.int64], among: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each key stands among others, which are sorted; -1 where it does not."""
    if not len(among):
        return np.full(len(keys), -1)
    at = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    return np.where(among[at] == keys, at, -1)


def _of_like_words(one: Said, other: Said, cosine: float) -> bool:
    """Whether two statements of like words may make one claim."""
    mine, theirs = one.content, other.content
    if mine is None or theirs is None or one.numbers != other.numbers or _nested(one.assertion, other.assertion):
        return False
    if (one.assertion.stance == "denies") != (other.assertion.stance == "denies") and not (
        cosine >= OPPOSED and _opposite(one.assertion, theirs) and _opposite(other.assertion, mine)
    ):
        return False
    if mine.names and theirs.names and not roles.meet(mine.names, theirs.names):
        return False
    verdict = roles.judge(one.frames, other.frames)
    if verdict == "open" and one.frames and other.frames:
        return cosine >= UNANSWERED
    if verdict == "open":
        return contents.telling(mine, theirs) >= NAMELESS
    return verdict == "same"


def _of_one_deed(one: Said, other: Said) -> bool:
    """Whether the main clauses of two statements say the same of the same, at one place and time, and neither gives a
    number that the other does not.
    """
    return (
        one.assertion.numbers == other.assertion.numbers
        and roles.is_told_whole(one.frames[0], other.frames[0])
        and roles.at_one_time_and_place(one.deed, other.deed)
        and not _nested(one.assertion, other.assertion)
    )


def _opposite(one: Assertion, other: Content) -> bool:
    """Whether what a statement negates, if it negates anything, is among what the other says without a "not"."""
    return not one.negates or (any(stem in other.stems for stem in one.negates) and not other.negative)


def _nested(one: Assertion, other: Assertion) -> bool:
    """Whether one stands inside the other: what somebody adds to his own words repeats nothing."""
    return one.report == other.report and any(touches(one.spans, span) for span in other.spans)


def _joined(facts: Sequence[str], now: _Found, then: _Found, moved: NDArray[np.int64]) -> NDArray[np.int64]:
    """The groups of now: those that no pair came to or left are what they were."""
    low, high, weight = now.edges
    low_then, high_then, weight_then = then.edges
    low_then, high_then = moved[low_then], moved[high_then]
    gone = (low_then < 0) | (high_then < 0)
    keys = low * len(facts) + high
    keys_then = np.where(gone, -1, low_then * len(facts) + high_then)
    order = np.argsort(keys_then, kind="stable")
    at = _where(keys, keys_then[order])
    stays = at >= 0
    stays[stays] = weight_then[order][at[stays]] == weight[stays]
    left = ~np.isin(keys_then, keys[stays])
    ends = np.concatenate([low[~stays], high[~stays], low_then[left], high_then[left]])
    label = components(len(facts), low, high)
    touched = np.zeros(len(facts), np.bool_)
    touched[label[ends[ends >= 0]]] = True
    group = np.arange(len(facts))
    there = np.flatnonzero(moved >= 0)
    group[moved[there]] = moved[then.group[there]]
    group = np.where(touched[label], np.arange(len(facts)), group)
    edges = np.flatnonzero(touched[label[low]])
    edges = edges[np.argsort(label[low[edges]], kind="stable")]
    for _, some in groupby(edges.tolist(), key=lambda edge: label[low[edge]]):
        pairs = [(int(low[edge]), int(high[edge]), float(weight[edge])) for edge in some]
        alike = {(facts[a], facts[b]): cosine for a, b, cosine in pairs}
        place = {facts[one]: one for a, b, _ in pairs for one in (a, b)}
        sets = Union(place)
        for a, b in join_by_mean(dict.fromkeys(place, 1), alike, floor=ALIKE, neighbours=NEIGHBOURS):
            sets.join(a, b)
        for fact, one in place.items():
            group[one] = place[sets.top(fact)]
    return group
