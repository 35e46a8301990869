"""Those whom all reports name, brought together where they bear one name of one kind: the nodes that are compared.

Of each that a report names a few numbers are held, in columns that are kept report by report; of each node, what tells
with whom it is worth a comparison, from build to build.  What else is known of a node is unpacked for whoever asks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.link.carried import REPORTS, brought_up, carried, of_each
from dateline.link.kept import Columns, Kept, Part, digest_of, key_of
from dateline.link.marks import Marks, Members, keys_of, marks_of_numbers, put_together, summed
from dateline.link.named import Bearer, Named, unpack
from dateline.link.names import SMALL, Matcher
from dateline.spelling import fold, key

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

LETTERS = 32
"""Bytes of a name that say where it stands in the alphabet."""
SINGLE, PERSON = 1 << 63, 1 << 62
"""Marks on nodes: one name alone, and a person."""
ABOUT = ("exact", "near", "admin2")
"""Places of which a report is: countries and regions are in everybody's company."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Node:
    """Whom reports call by one name of one kind, as far as it is compared."""

    kind: str
    name: str
    words: tuple[str, ...]
    used: tuple[str, ...]
    """What the members are called, sorted."""
    names: frozenset[str]
    roles: frozenset[frozenset[str]]
    """The words of each office that tell it from others."""
    sounds: tuple[str, str] = ("", "")
    """Of a person, those of the first word and of the last."""
    begins: frozenset[str | int] = frozenset()
    """Of a person, what the words before the surname begin with, and the numbers of the nicknames that they are."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Share:
    """What some members of a node are together."""

    id: str
    """That of the first, and
    first, what its report knows of it."""
    first: Bearer
    placed: tuple[str, Bearer] | None
    """The first member of which a place is known."""
    many: int
    used: Counter[str]
    """What they are called, and how often."""
    names: frozenset[str]


class Bearers:
    """All members, by number in the order of their reports, and the nodes, by number."""

    def __init__(self, kept: Kept, reports: Sequence[str], part: Part[Named], matcher: Matcher) -> None:
        """`reports` are in order; `part` gives whom each names."""
        self._matcher, self.reports = matcher, reports
        self._part = kept, part
        self._packed: dict[bytes, bytes] = {}
        """What reports that were read now know of their members, by what stands for it in a column."""
        columns = carried(kept, part, reports, self._read) or self._read(Named(ids=(), times=(), bearers=(), nodes=()))
        sizes = columns.get(of_each("node"), np.zeros(0, np.int64))
        self.begins: Numbers = np.append(0, np.cumsum(sizes))
        """Where the members of each report begin, and at last where those of the last end."""
        self.report: Numbers = np.repeat(np.arange(len(reports)), sizes)
        """Of each member."""
        self.ids: NDArray[np.bytes_] = columns["id"]
        self._times, self._known = columns["times"], columns["bearer"]
        self._equal = Members.equal(columns["node"], columns["bearer"])
        """Members of a node of whom their reports know the same, and
        _first, the first of each."""
        self._first = self._equal.first
        node = columns["node"][self._first]
        opens = np.append(True, node[1:] != node[:-1])[: len(node)]
        self._of_node: Numbers = np.append(np.flatnonzero(opens), len(node))
        """Where those of each node begin among these."""
        self.members = Members(self._equal.begins[self._of_node], self._equal.items)
        """Those of each node."""
        self.count = len(self.members.sizes)
        self.node = np.empty(len(self.ids), np.int64)
        """Of each member."""
        self.node[self.members.items] = self.members.group
        self.marks: Marks = columns["mark"].view("<u8").reshape(-1, 2)
        """Of each member."""
        key = marks_of_numbers(node[opens])
        known = summed(marks_of_numbers(columns["bearer"][self._first]), self._of_node)
        self.compared: Marks = put_together(key, known)
        """Of each node, what it is compared by, and
        whole, all that its members are."""
        self.whole: Marks = put_together(key, self.members.marks(self.marks))
        self._bearers: dict[int, Bearer] = {}
        self._nodes: dict[int, Node] = {}
        self._bring_up(kept)

    def _read(self, named: Named) -> Columns:
        """What is held of each that a report names."""
        ids = [id.encode("utf-8", "surrogatepass") for id in named.ids]
        known = [*map(_stands_for, named.bearers)]
        self._packed.update(zip(known, named.bearers, strict=True))
        told = zip(known, named.times, ids, strict=True)
        return {
            "node": np.frombuffer(b"".join(named.nodes), "<u8"),
            "bearer": np.frombuffer(b"".join(known), "<u8"),
            "times": np.array(named.times, np.int32),
            "id": np.array(ids, "S"),
            "mark": np.frombuffer(b"".join(digest_of(b"%b%d %b" % one) for one in told), "V16"),
        }

    def _bring_up(self, kept: Kept) -> None:
        def make(of: Marks, held: Callable[[int], Any], read: Callable[[Any], Columns]) -> Callable[[Columns], Columns]:
            now = keys_of(of)

            def bring_up(before: Columns) -> Columns:
                if before and np.array_equal(before[REPORTS], now):
                    return before
                return brought_up(held, range(self.count), now, before, read)

            return bring_up

        told = kept.columns("nodes", make(self.compared, self.of, _told)) if self.count else _NOTHING
        numbers: NDArray[np.uint64] = told["numbers"].reshape(-1, 3)
        self.first, self.last, self.begin = numbers.T
        """Of each node of a person the sounds of the first and the last word, as numbers, and what the others begin
        with, a bit for each, with marks."""
        self.alphabet: NDArray[np.bytes_] = told["alphabet"]
        self.keys: Hashes = told["keys"]
        """Those of all nodes, one node after the other, under which they are found by other spellings, and
        keys_of_each, how many each has."""
        self.keys_of_each: Numbers = told[of_each("keys")]
        first = kept.columns("first of nodes", make(self.whole, self.first_of, _of_first)) if self.count else _NOTHING
        self.id: NDArray[np.bytes_] = first["id"]
        """Of the first member of each node."""
        self.is_company: NDArray[np.bool_] = first["company"]
        """Is it one that reports have in common where they are about the same?"""

    @property
    def is_single(self) -> NDArray[np.bool_]:
        """Is it one name of a person, alone?"""
        found: NDArray[np.bool_] = self.begin & np.uint64(SINGLE) > 0
        return found

    @property
    def is_person(self) -> NDArray[np.bool_]:
        """Is it a person?"""
        found: NDArray[np.bool_] = self.begin & np.uint64(PERSON) > 0
        return found

    def named(self, report: int) -> Named:
        """Whom a report names."""
        return self._named[self.reports[report]]

    @cached_property
    def _named(self) -> Mapping[str, Named]:
        kept, part = self._part
        return kept.at_hand(part, self.reports)

    def of(self, node: int) -> Node:
        """A node."""
        if node not in self._nodes:
            equal = self._first[self._of_node[node] : self._of_node[node + 1]]
            self._nodes[node] = _node(self._fetch(equal), self._matcher)
        return self._nodes[node]

    def reports_of(self, node: int) -> list[int]:
        """The reports that name a node, by number."""
        return [int(self.report[member]) for member in self.members.of_group(node)]

    def share(self, node: int) -> Share:
        """All members of a node."""
        equal = range(*self._of_node[node : node + 2].tolist())
        bearers = self._fetch(self._first[equal.start : equal.stop])
        parts = ((bearer, self._equal.of_group(one)) for bearer, one in zip(bearers, equal, strict=True))
        return _shared(parts, self._told)

    def first_of(self, node: int) -> tuple[bytes, Bearer]:
        """The id of the first member of a node, and what its report knows of it."""
        members = self.members.of_group(node)
        id, first = min(zip(self.ids[members].tolist(), members, strict=True))
        return id, self._fetch(np.array([first]))[0]

    def alone(self, member: int) -> Share:
        """One member by itself."""
        return _shared([(self._fetch(np.array([member]))[0], [member])], self._told)

    def _told(self, members: list[int]) -> tuple[str, int]:
        """The first id of members, and how often they are mentioned, with one more for each."""
        first = min(self.ids[members].tolist()).decode("utf-8", "surrogatepass")
        return first, int(self._times[members].sum()) + len(members)

    def _fetch(self, members: Numbers) -> list[Bearer]:
        """What the reports of members know of them."""
        which = self._known[members].tolist()
        for member, known in sorted(zip(members.tolist(), which, strict=True)):  # in the order of the reports
            if known not in self._bearers:
                data = self._packed.pop(known.to_bytes(8, "little"), None)
                if data is None:
                    report = int(self.report[member])
                    data = self._named[self.reports[report]].bearers[member - int(self.begins[report])]
                self._bearers[known] = unpack(data)
        return [self._bearers[known] for known in which]


@lru_cache(maxsize=10_000)
def _stands_for(bearer: bytes) -> bytes:
    return blake2b(bearer, digest_size=8).digest()


_NOTHING: Columns = {
    "numbers": np.zeros(0, np.uint64), "alphabet": np.zeros(0, "S1"), "keys": np.zeros(0, np.uint64),
    of_each("keys"): np.zeros(0, np.int64), "id": np.zeros(0, "S1"), "company": np.zeros(0, np.bool_),
}  # fmt: skip


def _node(bearers: Sequence[Bearer], matcher: Matcher) -> Node:
    """Those who are one without any comparison; called by the fullest of their names."""
    one = max(bearers, key=lambda bearer: (len(bearer.words), len(bearer.name), bearer.name, bearer.words))
    is_person = one.kind == "person" and one.words
    return Node(
        kind=one.kind,
        name=one.name,
        words=one.words,
        used=tuple(sorted({bearer.name for bearer in bearers})),
        names=frozenset(name for bearer in bearers for name in bearer.names),
        roles=frozenset(_office(role) for bearer in bearers for role in bearer.roles),
        sounds=(sound(one.words[0]), sound(one.words[-1])) if is_person else ("", ""),
        begins=begins(one.words[:-1], matcher) if is_person else frozenset(),
    )


@lru_cache(maxsize=10_000)
def _office(role: str) -> frozenset[str]:
    """The words of an office that tell it from others, each in one spelling."""
    return frozenset(_SPELLED.get(word, word) for word in fold(role).split() if word not in SMALL and word != "s")


_SPELLED = {"advisor": "adviser", "defense": "defence", "spokeswoman": "spokesman", "spokesperson": "spokesman"}


@lru_cache(maxsize=10_000)
def sound(word: str) -> str:
    """The key of a word of a person's name; Russian writes a foreign h as g: Gadzhiyev is Hajiyev."""
    found = key(word)
    return f"h{found[1:]}" if found[:1] == "g" else found


def begins(words: Sequence[str], matcher: Matcher) -> frozenset[str | int]:
    """What words of a name begin with, and the numbers of the nicknames that they are."""
    return frozenset(part for word in words for part in (sound(word)[:1], *matcher.nicknames.get(word, ())))


def _keys(node: Node) -> Iterable[str]:
    """The keys under which a name is found by its other spellings."""
    if node.kind == "person":
        return {*node.sounds} if node.words else ()
    if node.kind == "organisation":
        long = sorted(node.words, key=lambda word: (-len(word), word))[:2]
        return {*(key(word) for word in long), *(f"called {_plain(name)}" for name in node.names)}
    return ()


def _plain(name: str) -> str:
    return fold(name).replace(".", "").removeprefix("the ")


@lru_cache(maxsize=10_000)
def _number(kind: str, name: str) -> int:
    return int.from_bytes(key_of(kind.encode(), name.encode("utf-8", "surrogatepass"))[:8], "little")


def _told(node: Node) -> Columns:
    """What says with which nodes one is worth a comparison."""
    bits = 0
    if node.kind == "person":
        bits = PERSON | SINGLE * (len(node.words) == 1)
        for part in node.begins:
            bits |= 1 << ((31 * part if isinstance(part, int) else sum(map(ord, part))) % 62)
    sounds = (_number(node.kind, one) for one in node.sounds) if node.kind == "person" else (0, 0)
    place = "\0".join((*node.words[-1:], " ".join(node.words))).encode("utf-8", "surrogatepass")
    return {
        "numbers": np.array((*sounds, bits), np.uint64),
        "alphabet": np.array([place[:LETTERS]], "S"),
        "keys": np.array([_number(node.kind, name) for name in _keys(node)], np.uint64),
    }


def _of_first(one: tuple[bytes, Bearer]) -> Columns:
    """What is held of a node by its first member."""
    id, first = one
    is_company = first.kind == "organisation" or (first.kind == "person" and len(first.words) > 1)
    is_company |= first.kind == "place" and first.precision in ABOUT
    return {"id": np.array([id]), "company": np.array([is_company])}


def _shared(parts: Iterable[tuple[Bearer, list[int]]], told: Callable[[list[int]], tuple[str, int]]) -> Share:
    """Members, by what is known of them."""
    used: Counter[str] = Counter()
    found = [(*told(members), bearer, len(members)) for bearer, members in parts]
    for _, times, bearer, _ in found:
        used[bearer.name] += times
    id, _, first, _ = min(found, key=lambda one: one[0])
    places = [(id, bearer) for id, _, bearer, _ in found if bearer.lat is not None]
    placed = min(places, key=lambda one: one[0], default=None)
    return Share(
        id=id, first=first, placed=placed, many=sum(many for *_, many in found), used=used,
        names=frozenset(name for _, _, bearer, _ in found for name in bearer.names),
    )  # fmt: skip
