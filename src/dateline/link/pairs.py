"""Which names of a pile are worth a comparison, and what comes of it.

Names are held against each other only within a key (a sound of a surname, a word of an organisation's name, a short
form), and there only where a glance at their letters does not rule them out: the full comparison is a thousand times
dearer, and what a glance lets pass stays a fixed number a name, however large the pile.  What came of a pair is kept
under all that the two are compared by.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.bearers import Bearers, Node, begins
from dateline.link.kept import Columns, Kept
from dateline.link.marks import distinct, find, keys_of, put_together
from dateline.link.names import ALIKE, Match, Matcher, organisation_words
from dateline.link.neighbours import ranges

Numbers = NDArray[np.int64]

LIKELY = 0.35
"""The score from which a pair is suggested to a person."""
CROWD = 40
"""Names of one key that are compared with each other; in a larger crowd only neighbours in the alphabet are."""
COMPANY = 4
"""How many others two reports must both name, and at least one person among them, for a surname alone to be one's."""
KNOWN = 3
"""Reports that must name a head of government in full, for others to call them by surname without a person beside."""
SURNAME = "the same surname"

Compare = Callable[[str, str, str], Match]
"""`names.compare` of two names of a kind."""


class Edges(NamedTuple):
    """Pairs of nodes that may be one, by number."""

    a: Numbers
    b: Numbers
    score: NDArray[np.float64]
    why: Callable[[int], str]
    """Of an edge, by number."""


def find_edges(bearers: Bearers, matcher: Matcher, compare: Compare, kept: Kept) -> Edges:
    """The pairs worth a look, scored: those that share a key and are not ruled out at a glance."""
    a, b = _worth_a_glance(bearers)
    reasons = kept.rows("why of edges")

    def judge(one: Node, other: Node, name: bytes) -> float:
        if not _alike(one, other, matcher):
            return 0.0
        score, why = _score(one, other, matcher, compare)
        if score >= LIKELY:
            reasons[name] = why.encode()
        return score

    with kept.at_once():
        names, scores, gone = _judged(kept, "edges", bearers, a, b, judge)
        for name in gone:
            reasons.pop(name, None)
    likely = np.flatnonzero(scores >= LIKELY)
    return Edges(
        a[likely], b[likely], scores[likely], lambda edge: reasons[names[likely[edge]].ljust(16, b"\0")].decode()
    )


def find_surnames(bearers: Bearers, matcher: Matcher, kept: Kept) -> tuple[Numbers, Numbers]:
    """Pairs of a surname that a report leaves alone and a full name with this surname; none where there are too many to
    look at.
    """
    full = np.flatnonzero(bearers.is_person & ~bearers.is_single)
    full = full[np.argsort(bearers.last[full], kind="stable")]
    alone = np.flatnonzero(bearers.is_single)
    first, end = (np.searchsorted(bearers.last[full], bearers.last[alone], side) for side in ("left", "right"))
    some = end - first <= CROWD
    at, which = ranges(first[some], end[some])
    single, bearer = alone[some][which], full[at]

    def judge(one: Node, other: Node, _: bytes) -> float:
        if one.words[0] in matcher.nicknames:
            return 0.0  # a given name
        return float(matcher.spelling.apart(one.words[-1], other.words[-1], 0.2) < 0.1)

    _, same, _ = _judged(kept, "surnames", bearers, single, bearer, judge)
    return single[same > 0], bearer[same > 0]


def _judged(
    kept: Kept, step: str, bearers: Bearers, a: Numbers, b: Numbers, judge: Callable[[Node, Node, bytes], float]
) -> tuple[NDArray[np.bytes_], NDArray[np.float64], list[bytes]]:
    """The names of pairs, what `judge` says of each, now or before, and the names of those of before that are gone."""
    names = keys_of(put_together(bearers.compared[a], bearers.compared[b]))
    order = np.argsort(names, kind="stable")
    gone: list[bytes] = []

    def make(before: Columns) -> Columns:
        if before and np.array_equal(before["names"], names[order]):
            return before
        found = np.zeros(len(names))
        was = find(names[order], before["names"]) if before else np.full(len(names), -1)
        found[was >= 0] = before["found"][was[was >= 0]] if before else 0.0
        for place in np.flatnonzero(was < 0).tolist():
            pair = int(order[place])
            one, other = bearers.of(int(a[pair])), bearers.of(int(b[pair]))
            found[place] = judge(one, other, names[pair].ljust(16, b"\0"))
        if before:
            gone.extend(name.ljust(16, b"\0") for name in before["names"][find(before["names"], names[order]) < 0])
        return {"names": names[order], "found": found}

    scores = np.zeros(len(names))
    scores[order] = kept.columns(step, make)["found"]
    return names, scores, gone


def _worth_a_glance(bearers: Bearers) -> tuple[Numbers, Numbers]:
    """Pairs that share a key, each once, but for people whose sounds alone say that they are two."""
    node = np.repeat(np.arange(bearers.count), bearers.keys_of_each)
    rank = np.empty(bearers.count, np.int64)
    rank[np.lexsort((bearers.id, bearers.alphabet))] = np.arange(bearers.count)
    order = np.lexsort((rank[node], bearers.keys))
    key, node = bearers.keys[order], node[order]
    first, end = np.searchsorted(key, key), np.searchsorted(key, key, "right")
    after = np.arange(len(key)) + 1
    reach = np.where(end - first <= CROWD, CROWD, CROWD // 8)
    at, which = ranges(after, np.maximum(after, np.minimum(end, after + reach)))
    one, other = node[which], node[at]
    single, first_of, last = bearers.is_single, bearers.first, bearers.last
    may = (last[one] == last[other]) & (
        single[one] | single[other] | (bearers.begin[one] & bearers.begin[other] & _BEGINS > 0)
    )
    may |= (first_of[one] == last[other]) | (last[one] == first_of[other]) | ~bearers.is_person[one]
    low, high = np.minimum(one, other)[may], np.maximum(one, other)[may]
    a, b = np.divmod(distinct(low * bearers.count + high), max(bearers.count, 1))
    return a, b


_BEGINS = np.uint64((1 << 62) - 1)


def _alike(a: Node, b: Node, matcher: Matcher) -> bool:
    """Is a pair worth the full comparison?"""
    if a.kind != "person":
        return bool(a.names & b.names) or _may_be_one(*(organisation_words(one.name, matcher)[0] for one in (a, b)))
    first, second = a.sounds, b.sounds
    if len(a.words) > 1 < len(b.words):
        # a surname alone is not enough: the given names must begin alike, or be short for each other
        if first[1] == second[1]:
            return not a.begins.isdisjoint(b.begins)
        return (first[0] == second[1] or first[1] == second[0]) and _both_begin_alike(a.words, b.words, matcher)
    return first[1] == second[1] or first[0] == second[1] or first[1] == second[0]


def _both_begin_alike(a: Sequence[str], b: Sequence[str], matcher: Matcher) -> bool:
    """Do two words begin with one sound as words of the other name do, or stand for them as nicknames do?"""
    others = begins(b, matcher)
    return sum(not others.isdisjoint(begins((word,), matcher)) for word in a) > 1


def _may_be_one(a: Sequence[str], b: Sequence[str]) -> bool:
    """May two names of organisations be one, by the words that only one of them has?

    A word that one name has and the other lacks makes two of them, but for legal forms and the small words that
    link.names leaves out; spelled in two ways it has about the same letters.
    """
    left, right = {*a} - {*b}, {*b} - {*a}
    if len(left) == len(a) and len(a) + len(b) > 2:
        return False  # nothing in common
    x, y = "".join(sorted(left)), "".join(sorted(right))
    if not x or not y:
        return len(x + y) < 12
    apart = sum(((count := Counter(x)) - (other := Counter(y))).values()) + sum((other - count).values())
    return apart <= 4 + 0.4 * min(len(x), len(y))


def _score(a: Node, b: Node, matcher: Matcher, compare: Compare) -> tuple[float, str]:
    """How likely two names are one's, and why."""
    if a.kind == "person" and 1 in (len(a.words), len(b.words)):
        return _one_name(a, b, matcher)
    match = compare(a.name, b.name, a.kind)
    why = "; ".join(match.why)
    if a.kind == "person":
        return match.score, why
    if set(a.words) <= matcher.state or set(b.words) <= matcher.state:
        return min(match.score, 0.5), f"{why}; no country in the name"
    if shared := {name for name in a.names & b.names if name.isupper()}:
        # a short form counts only where a report says what it stands for: IRC is more than one
        if match.score >= LIKELY or {a.name, b.name} & shared:
            return 0.9, f"both called {min(shared)}"
        return 0.5, f"both called {min(shared)}, which may be two"
    return (0.5 if "initials" in match.why else match.score), why


def _one_name(a: Node, b: Node, matcher: Matcher) -> tuple[float, str]:
    """A surname alone against a name: merged only where the office is the same, too; else a suggestion."""
    single, other = (a, b) if len(a.words) == 1 else (b, a)
    if matcher.spelling.apart(single.words[0], other.words[-1], 2 * ALIKE) > ALIKE:
        return 0.0, ""
    offices = [mine & theirs for mine in single.roles for theirs in other.roles]
    shared = max(offices, key=lambda words: (len(words), sorted(words)), default=frozenset())
    if len(shared) > 1:
        return 0.85, f"the same surname and office: {' '.join(sorted(shared))}"
    return (0.4, SURNAME) if len(other.words) > 1 else (0.0, "")


_NOT_IN_OFFICE = frozenset(("former", "ex", "vice", "deputy", "late"))


class Company:
    """Whom else reports name, under whatever spelling: what a surname alone is told by."""

    def __init__(self, bearers: Bearers, group: Numbers, matcher: Matcher) -> None:
        """`group` says whom each node has been brought together with."""
        self._bearers, self._group, self._heads = bearers, group, matcher.heads
        self._people = set(group[bearers.is_person].tolist())
        self._named: dict[int, set[int]] = {}

    def _in(self, report: int) -> set[int]:
        """The company in a report."""
        if report not in self._named:
            nodes = self._bearers.node[self._bearers.begins[report] : self._bearers.begins[report + 1]]
            self._named[report] = set(self._group[nodes[self._bearers.is_company[nodes]]].tolist())
        return self._named[report]

    def agrees(self, single: int, bearer: int) -> bool:
        """Do reports with the surname alone and with the full name name the same others, and no other office?"""
        mine, theirs = self._bearers.reports_of(single), self._bearers.reports_of(bearer)
        if not set(mine).isdisjoint(theirs):
            return False  # the report names both, and takes them for two
        company = set().union(*map(self._in, mine))
        shared = [company & self._in(report) - {int(self._group[bearer])} for report in theirs]
        if max(map(len, shared)) < COMPANY - 1:
            return False
        one, other = self._bearers.of(single), self._bearers.of(bearer)
        shared_office = any(a & b for a in one.roles for b in other.roles)
        if one.words[-1] != other.words[-1] and not shared_office:
            return False  # another spelling wants more than company
        if one.roles and other.roles and not shared_office:
            return False
        if not one.roles and self._is_known(other, len(theirs)):
            return True
        return any(len(others) >= COMPANY and others & self._people for others in shared)

    def _is_known(self, bearer: Node, reports: int) -> bool:
        """Is it a head of government whom several reports name in full, so that others need not say who it is?"""
        offices = (office for office in bearer.roles if office.isdisjoint(_NOT_IN_OFFICE))
        return reports >= KNOWN and any(head <= office for office in offices for head in self._heads)
