"""One person, organisation or place under many spellings, across reports.

Entities of the reports are brought together by blocking keys and an explained score (link.names).  Precision first: a
shared surname never merges two people, a ministry without a country stays among reports about one country; pairs that
are likely but not sure are suggestions.  What people decided (merge, split, undo) comes before any score.  The result
is a function of the set of reports and decisions: edges are taken best first, ties by id, and an edge that would bring
together names that contradict each other is left out (constrained clustering after Wagstaff et al., 2001).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain

from dateline.link.kept import Afresh, Kept, each_report
from dateline.link.named import Named, read_named
from dateline.link.names import Match, Matcher, compare, load_matcher, person_words
from dateline.link.pairs import SURNAME, Company, Compare, Edge, Node, find_edges, find_nodes
from dateline.records import Annotation, Decision, Entity, Mention, Orphan, Suggestion

SURE = 0.8
"""The score from which names are merged: 94 in 100 such development pairs are the same, 96 of our own hard ones."""
CONTRARY = 0.1
"""Names with a score below this are not brought together by way of a third."""
WITNESSES = 6
"""Names of a group that a new one is held against."""
SUGGESTIONS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The entities of the record; which entity of a report is which of them; pairs that a person should look at."""

    entities: tuple[Entity, ...]
    same_as: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    """The name of each entity of the record."""
    named_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The entities of each report, under the names that it has for them."""
    suggestions: tuple[Suggestion, ...] = ()
    orphans: tuple[Orphan, ...] = ()


def link_entities(
    annotations: Mapping[str, Annotation],
    decisions: Sequence[Decision],
    matcher: Matcher | None = None,
    kept: Kept | None = None,
) -> Linked:
    """The entities of the record: a function of the set of reports and of what people decided, not of any order."""
    kept = kept or Afresh()
    named = dict(each_report(kept, "named", Named, annotations, lambda id: read_named(annotations[id])))
    spelt = matcher or load_matcher()
    with kept.asked("compared", Match) as ask:

        def compared(a: str, b: str, kind: str) -> Match:
            return ask("\t".join((kind, a, b)), lambda: compare(a, b, kind, spelt))

        return _link(named, decisions, spelt, compared)


def _link(named: Mapping[str, Named], decisions: Sequence[Decision], matcher: Matcher, compared: Compare) -> Linked:
    nodes = find_nodes(named, matcher)
    together, apart, orphans = _decided(decisions, named)
    decided = {id for pair in (*together, *apart) for id in pair}
    # who bears one name is one, unless somebody has decided about a bearer: then each is looked at by himself
    by_name: list[Node] = []
    one_by_one: list[list[Node]] = []
    for node in nodes:
        if decided and any(member.id in decided for member, _ in node.members):
            one_by_one.append(sorted(node.apart(), key=lambda one: one.id))
        else:
            by_name.append(node)
    parts = [*by_name, *chain.from_iterable(one_by_one)]
    groups = _Groups(parts, compared)
    for a, b in apart:
        groups.keep_apart(a, b)
    for a, b in together:
        groups.join(a, b)
    for first, *others in one_by_one:
        for other in others:
            groups.join(first.id, other.id)
    unsure: list[Edge] = []
    for edge in sorted(find_edges(nodes, matcher, compared), key=lambda edge: (-edge[0], *edge[1:])):
        score, a, b, _ = edge
        if score < SURE or not groups.agree(a, b) or not groups.join(a, b):
            unsure.append(edge)
    _join_surnames(nodes, groups, matcher)
    members: dict[str, list[Node]] = defaultdict(list)
    for part in parts:
        members[groups.of(part.id)].append(part)
    same_as = {one.id: id for id, mine in members.items() for part in mine for one, _ in part.members}
    merged = tuple(_merged(id, members[id]) for id in sorted(members))
    return Linked(
        entities=merged,
        same_as=same_as,
        names={entity.id: entity.name for entity in merged},
        named_in={id: tuple(entity.id for entity in one.entities) for id, one in named.items()},
        suggestions=_suggested(unsure, same_as, apart),
        orphans=orphans,
    )


def _join_surnames(nodes: Sequence[Node], groups: "_Groups", matcher: Matcher) -> None:
    """Brings a surname that a report leaves alone to the one person of the pile who bears it, in the same company."""
    company = Company(nodes, matcher, groups.of)
    found = []
    for node in nodes:
        if node.kind == "person" and len(node.words) == 1:
            bearers = company.bearers(node, matcher)
            if len({groups.of(bearer.id) for bearer in bearers}) == 1:
                found += [(node.id, bearer.id) for bearer in bearers if company.agrees(node, bearer)][:1]
    for single, bearer in found:
        groups.join(single, bearer)


def _suggested(
    unsure: Sequence[Edge], same_as: Mapping[str, str], apart: Sequence[tuple[str, str]]
) -> tuple[Suggestion, ...]:
    """The likeliest pairs that were left apart, each once; none that a person has decided about."""
    decided = {frozenset((same_as[a], same_as[b])) for a, b in apart}
    surnames = Counter(id for _, a, b, why in unsure if why == SURNAME for id in (a, b))
    found: dict[tuple[str, str], Suggestion] = {}
    for score, a, b, why in unsure:
        if why == SURNAME and min(surnames[a], surnames[b]) > 1:
            continue  # one of many bearers: no use to a reader
        first, second = sorted((same_as[a], same_as[b]))
        if first != second and frozenset((first, second)) not in decided and len(found) < SUGGESTIONS:
            found.setdefault((first, second), Suggestion(a=first, b=second, score=score, why=why))
    return tuple(found.values())


class _Groups:
    """Which entities are one: a union-find whose groups bear their smallest member's id and may exclude others."""

    def __init__(self, parts: Iterable[Node], compare: Compare) -> None:
        """`parts` are groups to begin with, under their ids."""
        self._compare = compare
        self._parent: dict[str, str] = {}
        self._foes: dict[str, set[str]] = defaultdict(set)
        self._kinds: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        for part in parts:
            self._kinds[part.id] = part.kind
            self._names[part.id] = set(sorted(part.used)[:WITNESSES])

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
        self._names[first] = set(sorted(self._names[first] | self._names[second])[:WITNESSES])
        for foe in self._foes.pop(second, ()):
            self._foes[foe].discard(second)
            self._foes[foe].add(first)
            self._foes[first].add(foe)
        return True

    def agree(self, a: str, b: str) -> bool:
        """Do all the names of the two groups bear with each other?  A single name says too little to contradict."""
        first, second = self.of(a), self.of(b)
        kind = self._kinds[a]
        if kind != "person":
            return True
        pairs = ((x, y) for x in sorted(self._names[first]) for y in sorted(self._names[second]))
        return all(
            self._compare(x, y, kind).score >= CONTRARY
            for x, y in pairs
            if len(person_words(x)) > 1 and len(person_words(y)) > 1
        )


def _decided(
    decisions: Sequence[Decision], reports: Mapping[str, Named]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], tuple[Orphan, ...]]:
    """Pairs that people brought together, pairs that they held apart, and decisions that have lost their subjects.

    Where two decisions contradict each other the later one holds; an undone one counts as never made.
    """
    undone = {subject for d in decisions if d.action == "undo" for subject in d.subjects}
    known = {subject for d in decisions for subject in d.subjects}
    there = {one.id for named in reports.values() for one in named.entities if one.id in known} if known else set()
    verdicts: dict[tuple[str, str], str] = {}
    orphans = []
    for decision in sorted(decisions, key=lambda d: (d.time, d.id)):
        if decision.action == "undo" or decision.id in undone:
            continue
        subjects = [_subject(decision, at, reports, there) for at in range(len(decision.subjects))]
        found = sorted({subject for subject in subjects if subject})
        if len(found) < 2:
            orphans.append(Orphan(decision=decision.id, why=_lost(decision, subjects)))
        for i, a in enumerate(found):
            for b in found[i + 1 :]:
                verdicts[a, b] = decision.action
    together = [pair for pair, action in sorted(verdicts.items()) if action == "merge"]
    apart = [pair for pair, action in sorted(verdicts.items()) if action == "split"]
    return together, apart, tuple(sorted(orphans, key=lambda orphan: orphan.decision))


def _lost(decision: Decision, subjects: Sequence[str | None]) -> str:
    """Whom the reports no longer name, as far as the decision says."""
    missing = [at for at, subject in enumerate(subjects) if subject is None]
    if not missing:
        return "its subjects are one mention now"
    known = {at: decision.anchors[at][:2] for at in missing if at < len(decision.anchors)}
    told = [f"“{known[at][1]}” in {known[at][0]}" if at in known else decision.subjects[at] for at in missing]
    return f"no longer found: {', '.join(told)}"


def _subject(decision: Decision, at: int, reports: Mapping[str, Named], there: Set[str]) -> str | None:
    """The entity that a decision speaks of: by its id, if it is `there`, else by the report and words that it was
    anchored on.
    """
    if decision.subjects[at] in there:
        return decision.subjects[at]
    if at < len(decision.anchors):
        report, quote, _, _ = decision.anchors[at]
        found = reports.get(report)
        named = [e.id for e in found.entities if quote in e.names] if found else []
        return named[0] if len(named) == 1 else None
    return None


def _merged(id: str, parts: Sequence[Node]) -> Entity:
    """One entity of several: the fullest name that is used most, all spellings, the first place that is known."""
    first = min((part.first for part in parts), key=lambda one: one.id)
    if sum(len(part.members) for part in parts) == 1 and first.names == (first.name,):
        return first  # as most are
    used: Counter[str] = Counter()
    for part in parts:
        used.update(part.used)
    full = max(min(len(name.split()), 2) for name in used)
    name = min((n for n in used if min(len(n.split()), 2) == full), key=lambda n: (-used[n], n))
    first = min((part.placed for part in parts if part.placed), key=lambda one: one.id, default=first)
    names = tuple(sorted({*used, *chain.from_iterable(part.names for part in parts)}))
    return replace(first, id=id, name=name, names=names)


def rename(annotation: Annotation, linked: Linked) -> Annotation:
    """The annotation with the ids and names of the record's entities in place of the report's own.

    What names nobody stays the object that it is: to make a record anew takes longer than all else here.
    """

    def of(entity: str | None) -> str | None:
        return linked.same_as.get(entity, entity) if entity else entity

    def mention(one: Mention) -> Mention:
        entity, place = of(one.entity) or one.entity, of(one.place)
        return one if (entity, place) == (one.entity, one.place) else replace(one, entity=entity, place=place)

    def name(entity: str | None, written: str | None) -> str | None:
        return linked.names.get(of(entity) or "", written)

    return replace(
        annotation,
        entities=(),
        mentions=tuple(mention(m) for m in annotation.mentions),
        statements=tuple(
            replace(s, speaker=name(s.speaker_entity, s.speaker), speaker_entity=of(s.speaker_entity))
            if s.speaker_entity
            else s
            for s in annotation.statements
        ),
        propositions=tuple(
            replace(p, parts=tuple(replace(part, entity=of(part.entity)) if part.entity else part for part in p.parts))
            if any(part.entity for part in p.parts)
            else p
            for p in annotation.propositions
        ),
        figures=tuple(
            replace(
                f,
                giver=name(f.giver_entity, f.giver),
                giver_entity=of(f.giver_entity),
                place=name(f.place_entity, f.place),
                place_entity=of(f.place_entity),
            )
            if f.giver_entity or f.place_entity
            else f
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
            if e.actor_entity or e.target_entity or e.place_entity
            else e
            for e in annotation.events
        ),
    )
