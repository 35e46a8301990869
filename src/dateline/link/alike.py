"""Which statements make one claim: those of like words, or of which one verb says the same of the same, in groups.

All that is held of a statement is a few bytes; what was found before about statements that are what they were is taken
from the columns of before, and a statement is looked at only to lay it beside another for the first time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.link import contents, roles
from dateline.link.carried import carried, of_each
from dateline.link.contents import Content
from dateline.link.groups import Union, components, join_by_mean
from dateline.link.kept import Columns, Kept, Part
from dateline.link.marks import Marks, all_but, find, marks_of, places
from dateline.link.neighbours import ranges
from dateline.link.ranked import NONE, Index, Rows, Vectors, rank
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
class Groups:
    """Groups of statements that make one claim each, in columns: group after group, in each by their ids."""

    count: int
    group: NDArray[np.int64]
    """Of each statement the number of its group, and
    report, that of its report, and
    place, which of the report's statements it is."""
    report: NDArray[np.int64]
    place: NDArray[np.int64]
    marks: Marks
    """Of all that is known of each statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pile:
    """All statements: a number each, in the order of their reports."""

    reports: Sequence[str]
    report: NDArray[np.int64]
    place: NDArray[np.int64]
    rank: NDArray[np.int64]
    """Of each its place in the order of ids."""
    digests: NDArray[np.bytes_]
    words: NDArray[np.bytes_]
    numbers: NDArray[np.uint64]
    printed: NDArray[np.uint64]
    keys: NDArray[np.uint64]
    looked_up: NDArray[np.int64]

    def whose(self, number: int) -> Whose:
        """A statement's report, and which of the report's it is."""
        return self.reports[self.report[number]], int(self.place[number])


def find_groups(
    reports: Sequence[str],
    parts: tuple[Part[Sayings], Part[Weighed], Part[tuple[bytes, ...]]],
    whole: Callable[[Whose], Said],
    kept: Kept,
) -> Groups:
    """Groups of two statements or more, by their smallest ids.  `reports` are sorted; `whole` gives any statement."""
    columns, weighed, _ = parts
    pile = _gather(carried(kept, columns, reports, _of_sayings), reports)
    told = np.flatnonzero(pile.words != UNTOLD)
    # statements of the same words are compared with others once: by the smallest of them
    told = told[np.lexsort((pile.rank[told], pile.words[told]))]
    opens = np.ones(len(told), np.bool_)
    opens[1:] = pile.words[told[1:]] != pile.words[told[:-1]]
    first = told[opens]
    loose = np.flatnonzero((pile.words == UNTOLD) & (pile.looked_up > 0))
    compared = np.concatenate([first, loose])
    compared = compared[np.argsort(pile.rank[compared])]
    digests = pile.digests[compared]

    def make(before: Columns) -> Columns:
        if before and np.array_equal(before["digests"], digests):
            return before
        vectors = carried(kept, weighed, reports, _of_weighed)
        return _packed(_find(pile, first, compared, _unpacked(before), vectors, whole))

    group = kept.columns("claims alike", make)["group"]
    stands_for = np.concatenate([np.repeat(first, np.diff(np.append(np.flatnonzero(opens), len(told)))), loose])
    at = np.zeros(len(pile.rank), np.int64)
    at[compared] = np.arange(len(compared))
    members, of = np.concatenate([told, loose]), group[at[stands_for]]
    several = np.bincount(of, minlength=len(compared))[of] > 1
    members, of = members[several], of[several]
    order = np.lexsort((pile.rank[members], of))
    members = members[order]
    groups, of = np.unique(of[order], return_inverse=True)
    return Groups(
        count=len(groups), group=of.astype(np.int64), report=pile.report[members], place=pile.place[members],
        marks=marks_of([pile.digests[members].tobytes()]),
    )  # fmt: skip


def _of_sayings(one: Sayings) -> Mapping[str, NDArray[Any]]:
    return {
        "facts": np.array([fact.encode() for fact in one.facts], "S"),
        "digests": np.frombuffer(one.digests, f"S{DIGEST}"), "words": np.frombuffer(one.words, f"S{DIGEST}"),
        "numbers": np.frombuffer(one.numbers, "<u8"), "printed": np.frombuffer(one.printed, "<u8"),
        "keys": np.frombuffer(one.keys, "<u8"), "looked up": np.array(one.looked_up, np.int32),
    }  # fmt: skip


def _of_weighed(one: Weighed) -> Mapping[str, NDArray[Any]]:
    return {
        "sizes": np.array(one.sizes, np.int32), "terms": np.frombuffer(one.terms, "<u8"),
        "weights": np.frombuffer(one.weights, "<f8"),
    }  # fmt: skip


def _gather(columns: Columns, reports: Sequence[str]) -> _Pile:
    if not columns:
        nothing = Sayings(facts=(), digests=b"", words=b"", numbers=b"", printed=b"", keys=b"", looked_up=())
        columns = {**_of_sayings(nothing), of_each("facts"): np.zeros(0, np.int64)}
    sizes, facts = columns[of_each("facts")], columns["facts"]
    rank = np.empty(len(facts), np.int64)
    rank[np.argsort(facts, kind="stable")] = np.arange(len(facts))
    place, report = ranges(np.zeros_like(sizes), sizes)
    return _Pile(
        reports=reports, report=report, place=place, rank=rank, digests=columns["digests"], words=columns["words"],
        numbers=columns["numbers"], printed=columns["printed"], keys=columns["keys"],
        looked_up=columns["looked up"].astype(np.int64),
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

    digests: NDArray[np.bytes_]
    """In the order of the statements' ids, and
    names, the words of those that tell enough, sorted."""
    names: NDArray[np.bytes_]
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
    columns: dict[str, NDArray[Any]] = {"group": found.group, "digests": found.digests, "names": found.names}
    for name, one in (("rows", found.rows), ("near", found.near), ("deeds", found.deeds)):
        columns |= {f"{name} {column.name}": getattr(one, column.name) for column in fields(one)}
    return columns


def _unpacked(columns: Columns) -> _Found:
    def part(kind: type[T], name: str) -> T:
        names = [column.name for column in fields(kind)]  # type: ignore[arg-type]
        return kind(**{column: columns[f"{name} {column}"] for column in names})

    if not columns:
        none = np.zeros(0, f"S{DIGEST}")
        return _Found(digests=none, names=none, rows=NONE, near=_Pairs(), deeds=_Pairs(), group=np.zeros(0, np.int64))
    return _Found(
        digests=columns["digests"], names=columns["names"], rows=part(Rows, "rows"),
        near=part(_Pairs, "near"), deeds=part(_Pairs, "deeds"), group=columns["group"],
    )  # fmt: skip


def _find(
    pile: _Pile,
    first: NDArray[np.int64],
    compared: NDArray[np.int64],
    then: _Found,
    vectors: Columns,
    whole: Callable[[Whose], Said],
) -> _Found:
    """`first` are the smallest statements of each words, in the order of these; `compared` they and all others that are
    laid beside some, in the order of their ids.
    """
    digests, names = pile.digests[compared], pile.words[first]
    rows = rank(Index(_vectors(vectors, first)), then.rows, find(then.names, names), floor=ALIKE, most=NEIGHBOURS)
    at = np.zeros(len(pile.rank), np.int64)
    at[compared] = np.arange(len(compared))
    named = at[first]
    near = _pairs(np.repeat(named, np.diff(rows.begins)), named[rows.others], rows.cosines, len(compared))
    moved = places(then.digests, digests)

    def said(place: int) -> Said:
        return whole(pile.whose(int(compared[place])))

    found = _Found(
        digests=digests, names=names, rows=rows, group=np.arange(len(compared)),
        near=_judged(
            _equal(near, pile.numbers[compared]), then.near.moved(moved),
            lambda one: _of_like_words(said(one[0]), said(one[1]), one[2]),
        ),
        deeds=_judged(
            _equal(_of_same_keys(pile, compared), pile.printed[compared]), then.deeds.moved(moved),
            lambda one: _of_one_deed(said(one[0]), said(one[1])),
        ),
    )  # fmt: skip
    return replace(found, group=_joined(found, then, moved))


def _vectors(columns: Columns, wanted: NDArray[np.int64]) -> Vectors:
    """The contents of these statements, in their order."""
    begins = np.concatenate([[0], np.cumsum(columns["sizes"], dtype=np.int64)])
    here, _ = ranges(begins[wanted], begins[wanted + 1])
    return Vectors(
        begins=np.concatenate([[0], np.cumsum(np.diff(begins)[wanted])]),
        terms=columns["terms"][here], values=columns["weights"][here],
    )  # fmt: skip


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
    at = find(pairs.low * count + pairs.high, known.low * count + known.high)
    old = np.flatnonzero(at >= 0)
    old = old[known.cosine[at[old]] == pairs.cosine[old]]
    alike = np.zeros(len(at), np.bool_)
    alike[old] = known.alike[at[old]]
    new = all_but(len(at), old)
    # those that hang together come one after the other, so that few reports are unpacked more than once
    label = components(count, pairs.low[new], pairs.high[new])
    for one in new[np.lexsort((new, label[pairs.low[new]]))].tolist():
        alike[one] = judge((int(pairs.low[one]), int(pairs.high[one]), float(pairs.cosine[one])))
    return replace(pairs, alike=alike)


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


def _joined(now: _Found, then: _Found, moved: NDArray[np.int64]) -> NDArray[np.int64]:
    """The groups of now: those that no pair came to or left are what they were."""
    count = len(now.digests)
    low, high, weight = now.edges
    low_then, high_then, weight_then = then.edges
    low_then, high_then = moved[low_then], moved[high_then]
    gone = (low_then < 0) | (high_then < 0)
    keys = low * count + high
    keys_then = np.where(gone, -1, low_then * count + high_then)
    order = np.argsort(keys_then, kind="stable")
    at = find(keys, keys_then[order])
    stays = at >= 0
    stays[stays] = weight_then[order][at[stays]] == weight[stays]
    left = find(keys_then, keys[stays]) < 0  # pairs come sorted
    ends = np.concatenate([low[~stays], high[~stays], low_then[left], high_then[left]])
    label = components(count, low, high)
    touched = np.zeros(count, np.bool_)
    touched[label[ends[ends >= 0]]] = True
    group = np.arange(count)
    there = np.flatnonzero(moved >= 0)
    group[moved[there]] = moved[then.group[there]]
    group = np.where(touched[label], np.arange(count), group)
    edges = np.flatnonzero(touched[label[low]])
    edges = edges[np.argsort(label[low[edges]], kind="stable")]
    for _, some in groupby(edges.tolist(), key=lambda edge: label[low[edge]]):
        alike = {(int(low[edge]), int(high[edge])): float(weight[edge]) for edge in some}
        ends_here = sorted({one for pair in alike for one in pair})
        sets = Union(ends_here)
        for a, b in join_by_mean(dict.fromkeys(ends_here, 1), alike, floor=ALIKE, neighbours=NEIGHBOURS):
            sets.join(a, b)
        for one in ends_here:
            group[one] = sets.top(one)
    return group
