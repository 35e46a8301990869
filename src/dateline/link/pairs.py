"""Which names of a pile are worth a comparison, and what comes of it.

Names are held against each other only within a key (a sound of a surname, a word of an organisation's name, a short
form), and there only where a glance at their letters does not rule them out: the full comparison is a thousand times
dearer, and what a glance lets pass stays a fixed number a name, however large the pile.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.link.named import Bearer, Named, unpack
from dateline.link.names import ALIKE, SMALL, Match, Matcher, organisation_words
from dateline.spelling import fold, key

LIKELY = 0.35
"""The score from which a pair is suggested to a person."""
CROWD = 40
"""Names of one key that are compared with each other; in a larger crowd only neighbours in the alphabet are."""
COMPANY = 4
"""How many others two reports must both name, and at least one person among them, for a surname alone to be one's."""
KNOWN = 3
"""Reports that must name a head of government in full, for others to call them by surname without a person beside."""
SURNAME = "the same surname"

Edge = tuple[float, str, str, str]
"""Score, smaller id, larger id, why."""


@dataclass(slots=True, eq=False)
class Node:
    """Entities that bear one name of one kind: what is compared, however often it is named."""

    id: str
    """That of its first member."""
    first: Bearer
    kind: str
    name: str
    words: tuple[str, ...]
    members: list[tuple[str, Bearer, int]] = field(default_factory=list)
    """Ids, with what their reports know of them and how often they mention them."""
    placed: tuple[str, Bearer] | None = None
    """The first member of which a place is known."""
    used: dict[str, int] = field(default_factory=dict)
    """What the members are called, and how often."""
    names: set[str] = field(default_factory=set)
    roles: set[frozenset[str]] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    sounds: tuple[str, str] = ("", "")
    """Of a person, those of the first word and of the last."""
    begins: frozenset[str | int] = frozenset()
    """Of a person, what the words before the surname begin with, and the numbers of the nicknames that they are."""

    def add(self, id: str, bearer: Bearer, times: int) -> None:
        """One more member, and how often it is mentioned."""
        self.members.append((id, bearer, times))
        if id < self.id:
            self.id, self.first = id, bearer
        if bearer.lat is not None and (self.placed is None or id < self.placed[0]):
            self.placed = id, bearer
        self.used[bearer.name] = self.used.get(bearer.name, 0) + times + 1

    def know(self, bearer: Bearer) -> None:
        """Takes over the spellings and offices that a report knows of a member."""
        self.names.update(bearer.names)
        self.roles.update(map(_office, bearer.roles))

    def apart(self) -> "Iterator[Node]":
        """Each member by itself."""
        for id, bearer, times in self.members:
            one = Node(id, bearer, self.kind, self.name, self.words)
            one.add(id, bearer, times)
            one.names.update(bearer.names)
            yield one


def find_nodes(reports: Iterable[tuple[str, Named]], matcher: Matcher) -> list[Node]:
    """The entities of reports (in the order of their ids) by kind and name, in the order of their smallest ids."""
    nodes: dict[tuple[str, ...], Node] = {}
    known: dict[bytes, Bearer] = {}
    settled: dict[bytes, Node] = {}
    """Whose node is the same whatever report names them so."""
    for report, named in reports:
        for id, data, times in zip(named.ids, named.bearers, named.times, strict=True):
            bearer = known.get(data)
            if bearer is None:
                known[data] = bearer = unpack(data)
            node = settled.get(data)
            if node is None:
                bears = _bears(bearer, named.about, report, matcher)
                node = nodes.get(bears)
                if node is None:
                    nodes[bears] = node = Node(id, bearer, bearer.kind, bearer.name, bearer.words)
                node.know(bearer)
                if bears == _bears(bearer, f"{named.about}?", f"{report}?", matcher):
                    settled[data] = node
            node.add(id, bearer, times)
            node.reports.add(report)
    for node in nodes.values():
        if node.kind == "person" and node.words:
            node.sounds = _sound(node.words[0]), _sound(node.words[-1])
            node.begins = _begins(node.words[:-1], matcher)
    return sorted(nodes.values(), key=lambda node: node.id)


@lru_cache(maxsize=10_000)
def _office(role: str) -> frozenset[str]:
    """The words of an office that tell it from others, each in one spelling."""
    return frozenset(_SPELLED.get(word, word) for word in fold(role).split() if word not in SMALL and word != "s")


_SPELLED = {"advisor": "adviser", "defense": "defence", "spokeswoman": "spokesman", "spokesperson": "spokesman"}


def _bears(bearer: Bearer, about: str, report: str, matcher: Matcher) -> tuple[str, ...]:
    """What entities must share to be one without any comparison; the report that names them, which is `about` a
    country, may be part of it.
    """
    words = bearer.words
    if bearer.kind == "place" and bearer.lat is not None and bearer.geonames and bearer.precision != "near":
        return "place", str(bearer.geonames), ""
    name = " ".join(words).removeprefix("the ")
    if bearer.kind == "place" and bearer.lat is not None:
        point = str(bearer.geonames) if bearer.geonames else f"{bearer.lat:.3f} {bearer.lon:.3f}"
        return "place", point, name if bearer.precision == "near" else ""
    if bearer.kind == "person" and len(words) < 2:
        return "person", name, report  # one name alone is another person in each report
    if bearer.kind == "organisation" and (known := matcher.known.get(name.replace(".", ""))) is not None:
        return "organisation", str(known), ""
    if bearer.kind == "organisation" and set(words) <= matcher.state:
        return "organisation", name, bearer.country or about
    return bearer.kind, name, ""


Compare = Callable[[str, str, str], Match]
"""`names.compare` of two names of a kind."""


def find_edges(nodes: Sequence[Node], matcher: Matcher, compare: Compare) -> Iterator[Edge]:
    """The pairs worth a look, scored: those that share a key and are not ruled out at a glance."""
    blocks: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: (node.words[-1:], node.words, node.id)):
        for name in _keys(node):
            blocks[node.kind, name].append(node)
    done: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for i, a in enumerate(block):
            for b in block[i + 1 : i + 1 + (len(block) if len(block) <= CROWD else CROWD // 8)]:
                if not _alike(a, b, matcher):
                    continue
                pair = (min(a.id, b.id), max(a.id, b.id))
                if pair not in done:
                    done.add(pair)
                    score, why = _score(a, b, matcher, compare)
                    if score >= LIKELY:
                        yield score, *pair, why


def _sound(word: str) -> str:
    """The key of a word of a person's name; Russian writes a foreign h as g: Gadzhiyev is Hajiyev."""
    sound = key(word)
    return f"h{sound[1:]}" if sound[:1] == "g" else sound


def _keys(node: Node) -> Iterable[str]:
    """The keys under which a name is found by its other spellings."""
    if node.kind == "person":
        return {*node.sounds} if node.words else ()
    if node.kind == "organisation":
        long = sorted(node.words, key=lambda word: (-len(word), word))[:2]
        return {*(key(word) for word in long), *(f"called {_plain(name)}" for name in node.names)}
    return ()


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


def _begins(words: Sequence[str], matcher: Matcher) -> frozenset[str | int]:
    return frozenset(part for word in words for part in (_sound(word)[:1], *matcher.nicknames.get(word, ())))


def _both_begin_alike(a: Sequence[str], b: Sequence[str], matcher: Matcher) -> bool:
    """Do two words begin with one sound as words of the other name do, or stand for them as nicknames do?"""
    others = _begins(b, matcher)
    return sum(not others.isdisjoint(_begins((word,), matcher)) for word in a) > 1


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


def _plain(name: str) -> str:
    return fold(name).replace(".", "").removeprefix("the ")


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
    """Whom else reports name, under whatever spelling: what a surname alone is told by.

    `one` gives whom an entity has been brought together with.
    """

    def __init__(self, nodes: Sequence[Node], matcher: Matcher, one: Callable[[str], str]) -> None:
        self._one = one
        self._heads = matcher.heads
        self._named: dict[str, set[str]] = defaultdict(set)
        self._people = {one(node.id) for node in nodes if node.kind == "person"}
        self._bearers: dict[str, list[Node]] = defaultdict(list)
        for node in nodes:
            if node.kind == "person" and len(node.words) > 1:
                self._bearers[node.sounds[1]].append(node)
            if node.kind == "person" and len(node.words) < 2:
                continue
            if node.kind == "place" and node.first.precision not in ("exact", "near", "admin2"):
                continue  # countries and regions are in everybody's company
            if node.kind in ("person", "organisation", "place"):
                group = one(node.id)
                for report in node.reports:
                    self._named[report].add(group)

    def bearers(self, single: Node, matcher: Matcher) -> list[Node]:
        """The full names with this surname; none where they are too many to look at."""
        found = self._bearers.get(single.sounds[1], ())
        if len(found) > CROWD:
            return []
        if single.words[0] in matcher.nicknames:
            return []  # a given name
        return [node for node in found if matcher.spelling.apart(single.words[-1], node.words[-1], 0.2) < 0.1]

    def agrees(self, single: Node, bearer: Node) -> bool:
        """Do reports with the surname alone and with the full name name the same others, and no other office?"""
        if single.reports & bearer.reports:
            return False  # the report names both, and takes them for two
        shared_office = any(a & b for a in single.roles for b in bearer.roles)
        if single.words[-1] != bearer.words[-1] and not shared_office:
            return False  # another spelling wants more than company
        if single.roles and bearer.roles and not shared_office:
            return False
        mine = set().union(*(self._named[report] for report in single.reports))
        shared = [mine & self._named[report] - {self._one(bearer.id)} for report in bearer.reports]
        if not single.roles and self._is_known(bearer):
            return any(len(others) >= COMPANY - 1 for others in shared)
        return any(len(others) >= COMPANY and others & self._people for others in shared)

    def _is_known(self, bearer: Node) -> bool:
        """Is it a head of government whom several reports name in full, so that others need not say who it is?"""
        offices = (office for office in bearer.roles if office.isdisjoint(_NOT_IN_OFFICE))
        heads = any(head <= office for office in offices for head in self._heads)
        return heads and len(bearer.reports) >= KNOWN
