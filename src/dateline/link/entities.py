"""One person, organisation or place under many spellings, across reports.

Entities of the reports are brought together by blocking keys and an explained score (link.names).  Precision first: a
shared surname never merges two people, a ministry without a country stays among reports about one country; pairs that
are likely but not sure are suggestions.  What people decided (merge, split, undo) comes before any score.  The result
is a function of the set of reports and decisions: edges are taken best first, ties by id, and an edge that would bring
together names that contradict each other is left out (constrained clustering after Wagstaff et al., 2001).

What is known of each name, what came of each pair and the entities themselves are kept from build to build.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import chain
from operator import attrgetter, itemgetter

import numpy as np
from numpy.typing import NDArray

from dateline.link.bearers import Bearers, Share
from dateline.link.blocks import Blocks, Made
from dateline.link.changed import changed
from dateline.link.kept import Afresh, Kept, Part, Shelf, packed
from dateline.link.marks import Marks, Members, find, summed
from dateline.link.named import Named, read_named, unpack
from dateline.link.names import Match, Matcher, compare, load_matcher, person_words
from dateline.link.pairs import Company, Compare, Edges, find_edges, find_surnames
from dateline.records import Annotation, Decision, Entity, Mention, Orphan, Suggestion

SURE = 0.8
"""The score from which names are merged: 94 in 100 such development pairs are the same, 96 of our own hard ones."""
CONTRARY = 0.1
"""Names with a score below this are not brought together by way of a third."""
WITNESSES = 6
"""Names of a group that a new one is held against."""
SUGGESTIONS = 500
AT_HAND = 4000
"""Entities that stay unpacked."""
ENTITY, KNOWN = 0, 1
"""What is kept of an entity: it, and what reports that name it are settled by."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The entities of the record; which entity of a report is which of them; pairs that a person should look at."""

    entities: tuple[Entity, ...]
    same_as: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    """The name of each entity of the record."""
    suggestions: tuple[Suggestion, ...] = ()
    orphans: tuple[Orphan, ...] = ()


class Entities(Shelf[Entity]):
    """The entities of a record, in the order of their ids."""

    def __init__(self, blocks: Blocks) -> None:
        """`blocks` have two records for each, ENTITY and KNOWN."""
        super().__init__(Entity, blocks.records(ENTITY))
        self._ids = blocks.index.id[blocks.index.tag == ENTITY]
        self.known: Marks = blocks.index.digest[blocks.index.tag == KNOWN].view("<u8").reshape(-1, 2)
        """A mark of what reports that name an entity are settled by: all but its other spellings."""
        self.at = lru_cache(maxsize=AT_HAND)(self.__getitem__)
        """An entity by its number; those that were asked for last stay unpacked."""

    def numbers(self, ids: NDArray[np.bytes_]) -> Numbers:
        """The numbers of entities, by their ids; -1 where there is none."""
        return find(ids, self._ids)

    def by_id(self) -> Mapping[str, Entity]:
        """The same by their ids."""
        return _ById(self, self._ids)


class _ById(Mapping[str, Entity]):
    def __init__(self, entities: Entities, ids: NDArray[np.bytes_]) -> None:
        self._ids, self._at = ids, entities.at

    def __getitem__(self, id: str) -> Entity:
        found = int(find(np.array([_encoded(id)], "S"), self._ids)[0])
        if found < 0:
            raise KeyError(id)
        return self._at(found)

    def __iter__(self) -> Iterator[str]:
        return map(_decoded, self._ids.tolist())

    def __len__(self) -> int:
        return len(self._ids)


def entities_by_id(entities: Sequence[Entity]) -> Mapping[str, Entity]:
    """Entities by their ids; those of a record are unpacked as they are asked for."""
    return entities.by_id() if isinstance(entities, Entities) else {entity.id: entity for entity in entities}


class OfRecord:
    """Who is who in all reports."""

    def __init__(
        self, bearers: Bearers, group: NDArray[np.bytes_], entities: Entities, suggestions: tuple[Suggestion, ...],
        orphans: tuple[Orphan, ...],
    ) -> None:  # fmt: skip
        """`group` is the id of the entity that each member is."""
        # whatever else is known of the members is let go
        self._reports, self._begins, self._ids = bearers.reports, bearers.begins, bearers.ids
        self._same_as = entities.numbers(group)
        self.entities, self.suggestions, self.orphans = entities, suggestions, orphans
        self._number = {report: number for number, report in enumerate(bearers.reports)}

    def of(self, report: str) -> Linked:
        """Those whom a report names."""
        number = self._number[report]
        return self._linked(slice(*self._begins[number : number + 2].tolist()))

    def whole(self) -> Linked:
        """All that reports name."""
        return replace(self._linked(slice(None)), suggestions=self.suggestions, orphans=self.orphans)

    def _linked(self, members: slice) -> Linked:
        numbers = self._same_as[members].tolist()
        entity = {number: self.entities.at(number) for number in sorted({*numbers})}
        ids = map(_decoded, self._ids[members].tolist())
        return Linked(
            entities=tuple(entity.values()),
            same_as={id: entity[number].id for id, number in zip(ids, numbers, strict=True)},
            names={one.id: one.name for one in entity.values()},
        )

    def marks(self) -> Marks:
        """What the record knows of those whom each report names, but for other spellings."""
        sizes = np.diff(self._begins)
        slot = np.arange(len(self._ids)) - np.repeat(self._begins[:-1], sizes)
        known = self.entities.known[self._same_as] * (2 * slot + 1).astype(np.uint64)[:, None]
        return summed(known, self._begins)


def link_entities(
    annotations: Mapping[str, Annotation],
    decisions: Sequence[Decision],
    matcher: Matcher | None = None,
    kept: Kept | None = None,
) -> Linked:
    """The entities of the record: a function of the set of reports and of what people decided, not of any order."""
    return find_names(annotations, decisions, matcher, kept).whole()


def find_names(
    annotations: Mapping[str, Annotation],
    decisions: Sequence[Decision],
    matcher: Matcher | None = None,
    kept: Kept | None = None,
) -> OfRecord:
    """The same for a record, of which little is asked for at a time."""
    kept, spelt = kept or Afresh(), matcher or load_matcher()
    part = Part("named", Named, lambda id: read_named(annotations[id], spelt))
    bearers = Bearers(kept, sorted(annotations), part, spelt)
    found: dict[str, Match] = {}
    with kept.asked("compared", Match) as ask:

        def compared(a: str, b: str, kind: str) -> Match:
            name = "\t".join((kind, a, b))
            if name not in found:
                found[name] = compare(a, b, kind, spelt)
            return found[name]

        def agreed(a: str, b: str, kind: str) -> Match:  # asked for in every build, as edges are not
            return ask("\t".join((kind, a, b)), lambda: compared(a, b, kind))

        edges = find_edges(bearers, spelt, compared, kept)
        return _link(bearers, edges, decisions, spelt, agreed, kept)


class _Parts:
    """What is brought together, by number and by id: nodes, and each member of a node about a member of which somebody
    has decided by himself.
    """

    def __init__(self, bearers: Bearers, decided: Iterable[str]) -> None:
        self._bearers = bearers
        self._number: dict[str, int] = {}
        ids = np.array([*map(_encoded, decided)], "S")
        self.apart: Numbers = np.unique(bearers.node[np.isin(bearers.ids, ids)]) if len(ids) else np.zeros(0, np.int64)
        """Nodes whose members are looked at one by one, and
        alone, these members, those of each node in the order of their ids."""
        members = [sorted(bearers.members.of_group(node), key=bearers.ids.__getitem__) for node in self.apart.tolist()]
        self.alone = np.array([*chain.from_iterable(members)], np.int64)
        parts = iter(range(bearers.count, bearers.count + len(self.alone)))
        self.one_by_one = [[self._named(part) for _, part in zip(mine, parts, strict=False)] for mine in members]
        """The ids of the members of each such node."""

    def _named(self, part: int) -> str:
        id = self.id(part)
        self._number[id] = part
        return id

    def node(self, node: int) -> str:
        """The id of a node."""
        id = _decoded(self._bearers.id[node])
        self._number.setdefault(id, node)
        return id

    def id(self, part: int) -> str:
        """The id of the first member of a part."""
        count = self._bearers.count
        return _decoded(self._bearers.id[part] if part < count else self._bearers.ids[self.alone[part - count]])

    def ids(self) -> NDArray[np.bytes_]:
        """Those of all parts."""
        return np.concatenate([self._bearers.id, self._bearers.ids[self.alone]])

    def called(self, id: str) -> tuple[str, tuple[str, ...]]:
        """The kind of a part that was named, and what its members are called."""
        part = self._number[id]
        if part < self._bearers.count:
            node = self._bearers.of(part)
            return node.kind, node.used
        share = self.share(part)
        return share.first.kind, tuple(sorted(share.used))

    def share(self, part: int) -> Share:
        """What its members are together."""
        count = self._bearers.count
        return self._bearers.share(part) if part < count else self._bearers.alone(int(self.alone[part - count]))

    def groups(self, groups: "_Groups") -> Numbers:
        """For each part the one that its group is named after; for a node that is looked at one by one, that of the
        first of its members.
        """
        found = np.arange(self._bearers.count + len(self.alone))
        for id in groups.joined():
            found[self._number[id]] = self._number[groups.of(id)]
        for node, (first, *_) in zip(self.apart.tolist(), self.one_by_one, strict=True):
            found[node] = self._number[groups.of(first)]
        return found


def _link(
    bearers: Bearers, edges: Edges, decisions: Sequence[Decision], matcher: Matcher, compare: Compare, kept: Kept
) -> OfRecord:
    together, apart, orphans = _decided(decisions, bearers)
    # who bears one name is one, unless somebody has decided about a bearer: then each is looked at by himself
    parts = _Parts(bearers, sorted({id for pair in (*together, *apart) for id in pair}))
    groups = _Groups(parts.called, compare)
    for a, b in apart:
        groups.keep_apart(a, b)
    for a, b in together:
        groups.join(a, b)
    for first, *others in parts.one_by_one:
        for other in others:
            groups.join(first, other)
    unsure: list[tuple[float, str, str, int]] = []
    ends = (map(parts.node, side.tolist()) for side in (edges.a, edges.b))
    pairs = map(sorted, zip(*ends, strict=True))
    for below, (a, b), edge in sorted(zip((-edges.score).tolist(), pairs, range(len(edges.a)), strict=True)):
        if -below < SURE or not groups.agree(a, b) or not groups.join(a, b):
            unsure.append((-below, a, b, edge))
    _join_surnames(bearers, parts, groups, matcher, kept)
    group = parts.groups(groups)
    suggestions = _suggested(unsure, edges, bearers, groups, apart)
    of_member = group[bearers.node]
    of_member[parts.alone] = group[bearers.count :]
    entities = _entities(bearers, parts, group, kept)
    return OfRecord(bearers, parts.ids()[of_member], entities, suggestions, orphans)


def _entities(bearers: Bearers, parts: _Parts, group: Numbers, kept: Kept) -> Entities:
    """One entity of each group."""
    which = np.delete(np.arange(len(group)), parts.apart)
    of_group = Members.equal(group[which])
    marks = np.concatenate([bearers.whole, bearers.marks[parts.alone]])

    def make(number: int) -> Iterator[Made]:
        entity = _merged([parts.share(int(which[part])) for part in of_group.of_group(number)])
        yield Made(entity.id, packed(entity), ENTITY)
        yield Made(entity.id, packed(_known_of(entity)), KNOWN)

    return Entities(kept.blocks("entities", of_group.marks(marks[which]), make))


_known_of = attrgetter(*(one.name for one in fields(Entity) if one.name not in {"names", "why"}))


def _encoded(id: str) -> bytes:
    return id.encode("utf-8", "surrogatepass")


def _decoded(id: bytes) -> str:
    return id.decode("utf-8", "surrogatepass")


def _join_surnames(bearers: Bearers, parts: _Parts, groups: "_Groups", matcher: Matcher, kept: Kept) -> None:
    """Brings a surname that a report leaves alone to the one person of the pile who bears it, in the same company."""
    group = parts.groups(groups)
    company = Company(bearers, group[: bearers.count], matcher)
    singles, full = find_surnames(bearers, matcher, kept)
    of_single = Members.equal(singles)
    low, high = (
        of.reduceat(group[full[of_single.items]], of_single.begins[:-1]) if len(singles) else group[:0]
        for of in (np.minimum, np.maximum)
    )
    found = []
    for number in np.flatnonzero(low == high).tolist():
        pairs = of_single.of_group(number)
        single = int(singles[pairs[0]])
        agreeing = (int(full[pair]) for pair in pairs if company.agrees(single, int(full[pair])))
        if (bearer := next(agreeing, None)) is not None:
            found.append((parts.node(single), parts.node(bearer)))
    for single_id, bearer_id in sorted(found):
        groups.join(single_id, bearer_id)


def _suggested(
    unsure: Sequence[tuple[float, str, str, int]], edges: Edges, bearers: Bearers, groups: "_Groups",
    apart: Sequence[tuple[str, str]],
) -> tuple[Suggestion, ...]:  # fmt: skip
    """The likeliest pairs that were left apart, each once; none that a person has decided about."""
    decided = {frozenset((groups.of(a), groups.of(b))) for a, b in apart}
    # a surname alone is merged by the office, or else suggested
    of_surname = (bearers.is_single[edges.a] | bearers.is_single[edges.b]) & (edges.score < SURE)
    surnames = Counter(id for _, a, b, edge in unsure if of_surname[edge] for id in (a, b))
    found: dict[tuple[str, str], Suggestion] = {}
    for score, a, b, edge in unsure:
        if len(found) == SUGGESTIONS:
            break
        if of_surname[edge] and min(surnames[a], surnames[b]) > 1:
            continue  # one of many bearers: no use to a reader
        first, second = sorted((groups.of(a), groups.of(b)))
        if first != second and frozenset((first, second)) not in decided and (first, second) not in found:
            found[first, second] = Suggestion(a=first, b=second, score=score, why=edges.why(edge))
    return tuple(found.values())


class _Groups:
    """Which entities are one: a union-find whose groups bear their smallest member's id and may exclude others."""

    def __init__(self, called: Callable[[str], tuple[str, tuple[str, ...]]], compare: Compare) -> None:
        """`called` gives the kind and the names of a group to begin with, by its id."""
        self._called, self._compare = called, compare
        self._parent: dict[str, str] = {}
        self._foes: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = {}

    def joined(self) -> Iterable[str]:
        """Those that are part of another by now."""
        return self._parent.keys()

    def _witnesses(self, root: str) -> set[str]:
        if root not in self._names:
            self._names[root] = set(self._called(root)[1][:WITNESSES])
        return self._names[root]

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
        self._names[first] = set(sorted(self._witnesses(first) | self._witnesses(second))[:WITNESSES])
        for foe in self._foes.pop(second, ()):
            self._foes[foe].discard(second)
            self._foes[foe].add(first)
            self._foes[first].add(foe)
        return True

    def agree(self, a: str, b: str) -> bool:
        """Do all the names of the two groups bear with each other?  A single name says too little to contradict."""
        first, second = self.of(a), self.of(b)
        kind = self._called(a)[0]
        if kind != "person":
            return True
        pairs = ((x, y) for x in sorted(self._witnesses(first)) for y in sorted(self._witnesses(second)))
        return all(
            self._compare(x, y, kind).score >= CONTRARY
            for x, y in pairs
            if len(person_words(x)) > 1 and len(person_words(y)) > 1
        )


class _Anchored:
    """What decisions ask of reports: whether those they speak of are there, and whom the reports name that they are
    anchored on.
    """

    def __init__(self, decisions: Sequence[Decision], bearers: Bearers) -> None:
        known = {subject for decision in decisions for subject in decision.subjects}
        ids = np.array([*map(_encoded, known)], "S")
        self.there = set(map(_decoded, bearers.ids[np.isin(bearers.ids, ids)].tolist())) if known else set[str]()
        """The subjects that are there."""
        anchors = {report for decision in decisions for report, *_ in decision.anchors}
        numbers = {report: number for number, report in enumerate(bearers.reports) if report in anchors}
        self.named = {report: bearers.named(number) for report, number in numbers.items()}


def _decided(
    decisions: Sequence[Decision], bearers: Bearers
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], tuple[Orphan, ...]]:
    """Pairs that people brought together, pairs that they held apart, and decisions that have lost their subjects.

    Where two decisions contradict each other the later one holds; an undone one counts as never made.
    """
    undone = {subject for d in decisions if d.action == "undo" for subject in d.subjects}
    verdicts: dict[tuple[str, str], str] = {}
    orphans = []
    anchored = _Anchored(decisions, bearers)
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


def _merged(parts: Sequence[Share]) -> Entity:
    """One entity of several: the fullest name that is used most, all spellings, the first place that is known."""
    one = min(parts, key=lambda part: part.id)
    if sum(part.many for part in parts) == 1 and one.first.names == (one.first.name,):
        return one.first.entity(one.id, one.first.name, one.first.names)  # as most are
    used: Counter[str] = Counter()
    for part in parts:
        used.update(part.used)
    full = max(min(len(name.split()), 2) for name in used)
    name = min((n for n in used if min(len(n.split()), 2) == full), key=lambda n: (-used[n], n))
    placed = min((part.placed for part in parts if part.placed), key=itemgetter(0), default=None)
    shown = placed[1] if placed else one.first
    names = tuple(sorted({*used, *chain.from_iterable(part.names for part in parts)}))
    return shown.entity(one.id, name, names)


def rename(annotation: Annotation, linked: Linked) -> Annotation:
    """The annotation with the ids and names of the record's entities in place of the report's own.

    What names nobody stays the object that it is: to make a record anew takes longer than all else here.
    """

    def of(entity: str | None) -> str | None:
        return linked.same_as.get(entity, entity) if entity else entity

    def mention(one: Mention) -> Mention:
        entity, place = of(one.entity) or one.entity, of(one.place)
        return one if (entity, place) == (one.entity, one.place) else changed(one, entity=entity, place=place)

    def name(entity: str | None, written: str | None) -> str | None:
        return linked.names.get(of(entity) or "", written)

    return changed(
        annotation,
        entities=(),
        mentions=tuple(mention(m) for m in annotation.mentions),
        statements=tuple(
            changed(s, speaker=name(s.speaker_entity, s.speaker), speaker_entity=of(s.speaker_entity))
            if s.speaker_entity
            else s
            for s in annotation.statements
        ),
        propositions=tuple(
            changed(p, parts=tuple(changed(part, entity=of(part.entity)) if part.entity else part for part in p.parts))
            if any(part.entity for part in p.parts)
            else p
            for p in annotation.propositions
        ),
        figures=tuple(
            changed(
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
            changed(
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
