"""One person, organisation or place under many spellings, across reports.

Entities of the reports are brought together by blocking keys and an explained score (link.names).  Precision first: a
shared surname never merges two people, a ministry without a country stays among reports about one country; pairs that
are likely but not sure are suggestions.  What people decided (merge, split, undo) comes before any score.  The result
is a function of the set of reports and decisions: edges are taken best first, ties by id, and an edge that would bring
together names that contradict each other is left out (constrained clustering after Wagstaff et al., 2001).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.link.names import Matcher, compare, load_matcher, person_words
from dateline.records import Annotation, Decision, Entity
from dateline.spelling import fold, key

SURE = 0.75
"""The score from which names are merged: of such pairs of people's names 96 in 100 are the same (development pairs)."""
LIKELY = 0.35
"""The score from which a pair is suggested to a person."""
CONTRARY = 0.1
"""Names with a score below this are not brought together by way of a third."""
CROWD = 40
"""Names of one key that are compared with each other; in a larger crowd only neighbours in the alphabet are."""
WITNESSES = 6
"""Names of a group that a new one is held against."""
SUGGESTIONS = 500
SURNAME = "the same surname"

_GENERIC = frozenset(
    """the of for and ministry department government parliament senate congress assembly council committee commission
    court supreme constitutional police army navy air force military forces armed security council defence defense
    foreign interior health justice finance education affairs internal state national federal central bank office
    prosecutor general agency red cross crescent university hospital opposition party democratic""".split()
)
"""Words that names of organisations in every country are made of: alone they name another one in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The entities of the record; which entity of a report is which of them; pairs that a person should look at."""

    entities: tuple[Entity, ...]
    same_as: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    """The name of each entity of the record."""
    suggestions: tuple[tuple[str, str, str], ...] = ()
    """(entity, entity, why)"""
    orphaned: tuple[str, ...] = ()
    """Decisions whose subjects stand in no report any more."""


@dataclass(slots=True)
class _Node:
    """Entities that bear one name of one kind: what is compared, however often it is named."""

    id: str
    kind: str
    name: str
    words: tuple[str, ...]
    members: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    roles: set[frozenset[str]] = field(default_factory=set)


def link_entities(
    annotations: Mapping[str, Annotation], decisions: Sequence[Decision], matcher: Matcher | None = None
) -> Linked:
    """The entities of the record: a function of the set of reports and of what people decided, not of any order."""
    entities = {entity.id: entity for id in sorted(annotations) for entity in annotations[id].entities}
    matcher = matcher or load_matcher()
    nodes = _nodes(annotations, matcher)
    together, apart, orphaned = _decided(decisions, annotations, entities)
    groups = _Groups(entities, matcher)
    for a, b in apart:
        groups.keep_apart(a, b)
    for a, b in together:
        groups.join(a, b)
    for node in nodes:
        for member in node.members[1:]:
            groups.join(node.id, member)
    unsure: list[tuple[float, str, str, str]] = []
    for score, a, b, why in sorted(_edges(nodes, matcher), key=lambda edge: (-edge[0], *edge[1:])):
        if score < SURE or not groups.agree(a, b) or not groups.join(a, b):
            unsure.append((score, a, b, why))
    same_as = {id: groups.of(id) for id in entities}
    members: dict[str, list[str]] = defaultdict(list)
    for id in sorted(entities):
        members[same_as[id]].append(id)
    times = Counter(m.entity for annotation in annotations.values() for m in annotation.mentions)
    suggestions: dict[tuple[str, str], str] = {}
    surnames = Counter(id for _, a, b, why in unsure if why == SURNAME for id in (a, b))
    for _, a, b, why in unsure:
        first, second = sorted((same_as[a], same_as[b]))
        if why == SURNAME and min(surnames[a], surnames[b]) > 1:
            continue  # one of many bearers: no use to a reader
        if first != second and len(suggestions) < SUGGESTIONS:
            suggestions.setdefault((first, second), why)
    merged = tuple(_merged(id, [entities[m] for m in members[id]], times) for id in sorted(members))
    return Linked(
        entities=merged,
        same_as=same_as,
        names={entity.id: entity.name for entity in merged},
        suggestions=tuple((a, b, why) for (a, b), why in suggestions.items()),
        orphaned=orphaned,
    )


class _Groups:
    """Which entities are one: a union-find whose groups bear their smallest member's id and may exclude others."""

    def __init__(self, entities: Mapping[str, Entity], matcher: Matcher) -> None:
        self._entities, self._matcher = entities, matcher
        self._parent: dict[str, str] = {}
        self._foes: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = {}

    def of(self, id: str) -> str:
        root = id
        while (above := self._parent.get(root, root)) != root:
            root = above
        while self._parent.get(id, id) != root:
            self._parent[id], id = root, self._parent[id]
        return root

    def keep_apart(self, a: str, b: str) -> None:
        first, second = self.of(a), self.of(b)
        if first != second:
            self._foes[first].add(second)
            self._foes[second].add(first)

    def join(self, a: str, b: str) -> bool:
        """Makes one of two groups, unless a person has said that they are two."""
        first, second = sorted((self.of(a), self.of(b)))
        if first == second:
            return True
        if second in self._foes[first]:
            return False
        self._parent[second] = first
        self._names[first] = set(sorted(self._known(first) | self._known(second))[:WITNESSES])
        for foe in self._foes.pop(second, ()):
            self._foes[foe].discard(second)
            self._foes[foe].add(first)
            self._foes[first].add(foe)
        return True

    def agree(self, a: str, b: str) -> bool:
        """Do all the names of the two groups bear with each other?  A single name says too little to contradict."""
        first, second = self.of(a), self.of(b)
        kind = self._entities[a].kind
        if kind != "person":
            return True
        pairs = ((x, y) for x in sorted(self._known(first)) for y in sorted(self._known(second)))
        return all(
            compare(x, y, kind, self._matcher).score >= CONTRARY
            for x, y in pairs
            if len(person_words(x)) > 1 and len(person_words(y)) > 1
        )

    def _known(self, root: str) -> set[str]:
        return self._names.get(root) or {self._entities[root].name}


def _nodes(annotations: Mapping[str, Annotation], matcher: Matcher) -> list[_Node]:
    """The entities of all reports by kind and name, in the order of their smallest ids."""
    nodes: dict[tuple[str, ...], _Node] = {}
    for id in sorted(annotations):
        annotation = annotations[id]
        roles: dict[str, set[frozenset[str]]] = defaultdict(set)
        for mention in annotation.mentions:
            if mention.role:
                roles[mention.entity].add(frozenset(fold(mention.role).split()))
        about = _about(annotation)
        for entity in annotation.entities:
            words = person_words(entity.name) if entity.kind == "person" else tuple(fold(entity.name).split())
            bears = _bears(entity, words, about, id, matcher)
            node = nodes.setdefault(bears, _Node(entity.id, entity.kind, entity.name, words))
            node.members.append(entity.id)
            node.names.update(entity.names)
            node.roles |= roles[entity.id]
    for node in nodes.values():
        node.members.sort()
        node.id = node.members[0]
    return sorted(nodes.values(), key=lambda node: node.id)


def _bears(entity: Entity, words: tuple[str, ...], about: str, report: str, matcher: Matcher) -> tuple[str, ...]:
    """What entities must share to be one without any comparison."""
    name = " ".join(words).removeprefix("the ")
    if entity.kind == "place" and entity.lat is not None:
        point = str(entity.geonames) if entity.geonames else f"{entity.lat:.3f} {entity.lon:.3f}"
        return "place", point, name if entity.precision == "near" else ""
    if entity.kind == "person" and len(words) < 2:
        return "person", name, report  # one name alone is another person in each report
    if entity.kind == "organisation" and (known := matcher.known.get(name.replace(".", ""))) is not None:
        return "organisation", str(known), ""
    if entity.kind == "organisation" and set(words) <= _GENERIC:
        return "organisation", name, about
    return entity.kind, name, ""


def _about(annotation: Annotation) -> str:
    """The country that most mentions of a report belong to."""
    countries = {entity.id: entity.country for entity in annotation.entities if entity.country}
    seen = Counter(countries[m.entity] for m in annotation.mentions if m.entity in countries)
    return min(seen, key=lambda country: (-seen[country], country), default="")


def _edges(nodes: Sequence[_Node], matcher: Matcher) -> Iterator[tuple[float, str, str, str]]:
    """(score, smaller id, larger id, why) of the pairs worth a look: those that share a key."""
    blocks: dict[tuple[str, str], list[_Node]] = defaultdict(list)
    for node in nodes:
        for name in _keys(node):
            blocks[node.kind, name].append(node)
    done: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        block.sort(key=lambda node: (node.words[-1:], node.words, node.id))
        for i, a in enumerate(block):
            for b in block[i + 1 : i + 1 + (len(block) if len(block) <= CROWD else CROWD // 8)]:
                pair = (min(a.id, b.id), max(a.id, b.id))
                if pair not in done and _alike(a, b):
                    done.add(pair)
                    score, why = _score(a, b, matcher)
                    if score >= LIKELY:
                        yield score, *pair, why


def _keys(node: _Node) -> Iterable[str]:
    """The keys under which a name is found by its other spellings."""
    if node.kind == "person":
        return {key(word) for word in (node.words[0], node.words[-1])} if node.words else ()
    if node.kind == "organisation":
        long = sorted(node.words, key=lambda word: (-len(word), word))[:2]
        return {*(key(word) for word in long), *(f"called {_plain(name)}" for name in node.names)}
    return ()


def _alike(a: _Node, b: _Node) -> bool:
    """Is a pair worth the full comparison: surnames that sound alike in either order, a word in common?"""
    if a.kind != "person":
        return bool({*a.words} & {*b.words}) or len(a.words) == len(b.words) == 1 or bool(a.names & b.names)
    first, second = ([key(word) for word in (node.words[0], node.words[-1])] for node in (a, b))
    return first[1] == second[1] or first[0] == second[1] or first[1] == second[0]


def _plain(name: str) -> str:
    return fold(name).replace(".", "").removeprefix("the ")


def _score(a: _Node, b: _Node, matcher: Matcher) -> tuple[float, str]:
    """How likely two names are one's, and why."""
    if a.kind == "person" and 1 in (len(a.words), len(b.words)):
        return _one_name(a, b, matcher)
    if a.kind == "person":
        match = compare(a.name, b.name, a.kind, matcher)
        return match.score, "; ".join(match.why)
    if set(a.words) <= _GENERIC or set(b.words) <= _GENERIC:
        match = compare(a.name, b.name, a.kind, matcher)
        return min(match.score, 0.5), "; ".join((*match.why, "no country in the name"))
    match = compare(a.name, b.name, a.kind, matcher)
    if shared := {name for name in a.names & b.names if name.isupper()}:
        # a short form counts only where a report says what it stands for: IRC is more than one
        if match.score >= LIKELY or {a.name, b.name} & shared:
            return 0.9, f"both called {min(shared)}"
        return 0.5, f"both called {min(shared)}, which may be two"
    return (0.5 if "initials" in match.why else match.score), "; ".join(match.why)


def _one_name(a: _Node, b: _Node, matcher: Matcher) -> tuple[float, str]:
    """A surname alone against a name: merged only where the office is the same, too; else a suggestion."""
    single, other = (a, b) if len(a.words) == 1 else (b, a)
    if matcher.spelling.apart(single.words[0], other.words[-1]) > 0.05:
        return 0.0, ""
    offices = [mine & theirs for mine in single.roles for theirs in other.roles]
    shared = max(offices, key=lambda words: (len(words), sorted(words)), default=frozenset())
    if len(shared) > 1:
        return 0.85, f"the same surname and office: {' '.join(sorted(shared))}"
    return (0.4, SURNAME) if len(other.words) > 1 else (0.0, "")


def _decided(
    decisions: Sequence[Decision], annotations: Mapping[str, Annotation], entities: Mapping[str, Entity]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], tuple[str, ...]]:
    """Pairs that people brought together, pairs that they held apart, and decisions that have lost their subjects.

    Where two decisions contradict each other the later one holds; an undone one counts as never made.
    """
    undone = {subject for d in decisions if d.action == "undo" for subject in d.subjects}
    verdicts: dict[tuple[str, str], str] = {}
    orphaned = []
    for decision in sorted(decisions, key=lambda d: (d.time, d.id)):
        if decision.action == "undo" or decision.id in undone:
            continue
        subjects = [_subject(decision, at, annotations, entities) for at in range(len(decision.subjects))]
        found = sorted({subject for subject in subjects if subject})
        if len(found) < 2:
            orphaned.append(decision.id)
        for i, a in enumerate(found):
            for b in found[i + 1 :]:
                verdicts[a, b] = decision.action
    together = [pair for pair, action in sorted(verdicts.items()) if action == "merge"]
    return together, [pair for pair, action in sorted(verdicts.items()) if action == "split"], tuple(sorted(orphaned))


def _subject(
    decision: Decision, at: int, annotations: Mapping[str, Annotation], entities: Mapping[str, Entity]
) -> str | None:
    """The entity that a decision speaks of: by its id, else by the report and words that it was anchored on."""
    if decision.subjects[at] in entities:
        return decision.subjects[at]
    if at < len(decision.anchors):
        report, quote, _, _ = decision.anchors[at]
        annotation = annotations.get(report)
        named = [e.id for e in annotation.entities if quote in e.names] if annotation else []
        return named[0] if len(named) == 1 else None
    return None


def _merged(id: str, members: Sequence[Entity], times: Mapping[str, int]) -> Entity:
    """One entity of several: the fullest name that is used most, all spellings, the first place that is known."""
    used: Counter[str] = Counter()
    for member in members:
        used[member.name] += times.get(member.id, 0) + 1
    full = max(min(len(name.split()), 2) for name in used)
    name = min((n for n in used if min(len(n.split()), 2) == full), key=lambda n: (-used[n], n))
    first = next((member for member in members if member.lat is not None), members[0])
    names = tuple(sorted({spelling for member in members for spelling in (*member.names, member.name)}))
    return replace(first, id=id, name=name, names=names)


def rename(annotation: Annotation, linked: Linked) -> Annotation:
    """The annotation with the ids and names of the record's entities in place of the report's own."""

    def of(entity: str | None) -> str | None:
        return linked.same_as.get(entity, entity) if entity else entity

    def name(entity: str | None, written: str | None) -> str | None:
        return linked.names.get(of(entity) or "", written)

    return replace(
        annotation,
        entities=(),
        mentions=tuple(replace(m, entity=of(m.entity) or m.entity, place=of(m.place)) for m in annotation.mentions),
        statements=tuple(
            replace(s, speaker=name(s.speaker_entity, s.speaker), speaker_entity=of(s.speaker_entity))
            for s in annotation.statements
        ),
        figures=tuple(
            replace(
                f,
                giver=name(f.giver_entity, f.giver),
                giver_entity=of(f.giver_entity),
                place=name(f.place_entity, f.place),
                place_entity=of(f.place_entity),
            )
            for f in annotation.figures
        ),
        events=tuple(
            replace(
                e,
                actor=name(e.actor_entity, e.actor),
                actor_entity=of(e.actor_entity),
                target=name(e.target_entity, e.target),
                target_entity=of(e.target_entity),
                place=name(e.place_entity, e.place),
                place_entity=of(e.place_entity),
            )
            for e in annotation.events
        ),
    )
