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
from itertools import chain
from operator import itemgetter

from dateline.link.kept import Afresh, Kept, each_report
from dateline.link.named import Named, read_named, unpack
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
    named = each_report(kept, "named", Named, annotations, lambda id: read_named(annotations[id]))
    spelt = matcher or load_matcher()
    with kept.asked("compared", Match) as ask:

        def compared(a: str, b: str, kind: str) -> Match:
            return ask("\t".join((kind, a, b)), lambda: compare(a, b, kind, spelt))

        return _link(named, decisions, spelt, compared)


def _link(
    named: Iterable[tuple[str, Named]], decisions: Sequence[Decision], matcher: Matcher, compared: Compare
) -> Linked:
    named_in: dict[str, tuple[str, ...]] = {}
    anchored = _Anchored(decisions)

    def passing() -> Iterator[tuple[str, Named]]:  # who is named in all reports together need not fit the memory
        for id, one in named:
            named_in[id] = one.ids
            anchored.see(id, one)
            yield id, one

    nodes = find_nodes(passing(), matcher)
    together, apart, orphans = _decided(decisions, anchored)
    decided = {id for pair in (*together, *apart) for id in pair}
    # who bears one name is one, unless somebody has decided about a bearer: then each is looked at by himself
    by_name: list[Node] = []
    one_by_one: list[list[Node]] = []
    for node in nodes:
        if decided and any(id in decided for id, _, _ in node.members):
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
    same_as = {one: id for id, mine in members.items() for part in mine for one, _, _ in part.members}
    merged = tuple(_merged(id, members[id]) for id in sorted(members))
    return Linked(
        entities=merged,
        same_as=same_as,
        names={entity.id: entity.name for entity in merged},
        named_in=named_in,
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


class _Anchored:
    """What decisions ask of reports: whether those they speak of are there, and whom the reports name that they are
    anchored on.
    """

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._known = {subject for decision in decisions for subject in decision.subjects}
        self._reports = {report for decision in decisions for report, *_ in decision.anchors}
        self.there: set[str] = set()
        """The subjects that are there."""
        self.named: dict[str, Named] = {}

    def see(self, report: str, named: Named) -> None:
        """Takes what is asked for from a report."""
        self.there |= self._known.intersection(named.ids)
        if report in self._reports:
            self.named[report] = named


def _decided(
    decisions: Sequence[Decision], anchored: _Anchored
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], tuple[Orphan, ...]]:
    """Pairs that people brought together, pairs that they held apart, and decisions that have lost their subjects.

    Where two decisions contradict each other the later one holds; an undone one counts as never made.
    """
    undone = {subject for d in decisions if d.action == "undo" for subject in d.subjects}
    verdicts: dict[tuple[str, str], str] = {}
    orphans = []
    for decision in sorted(decisions, key=lambda d: (d.time, d.id)):
        if decision.action == "undo" or decision.id in undone:
            continue
        subjects = [_subject(decision, at, anchored) for at in range(len(decision.subjects))]
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


def _subject(decision: Decision, at: int, anchored: _Anchored) -> str | None:
    """The entity that a decision speaks of: by its id, if it is there, else by the report and words that it was
    anchored on.
    """
    if decision.subjects[at] in anchored.there:
        return decision.subjects[at]
    if at < len(decision.anchors):
        report, quote, _, _ = decision.anchors[at]
        found = anchored.named.get(report)
        pairs = zip(found.ids, found.bearers, strict=True) if found else ()
        named = [id for id, bearer in pairs if quote in unpack(bearer).names]
        return named[0] if len(named) == 1 else None
    return None


def _merged(id: str, parts: Sequence[Node]) -> Entity:
    """One entity of several: the fullest name that is used most, all spellings, the first place that is known."""
    first = min(parts, key=lambda part: part.id).first
    if sum(len(part.members) for part in parts) == 1 and first.names == (first.name,):
        return first.entity(id, first.name, first.names)  # as most are
    used: Counter[str] = Counter()
    for part in parts:
        used.update(part.used)
    full = max(min(len(name.split()), 2) for name in used)
    name = min((n for n in used if min(len(n.split()), 2) == full), key=lambda n: (-used[n], n))
    placed = min((part.placed for part in parts if part.placed), key=itemgetter(0), default=None)
    shown = placed[1] if placed else first
    names = tuple(sorted({*used, *chain.from_iterable(part.names for part in parts)}))
    return shown.entity(id, name, names)


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
