"""Names of people, organisations, places and groups, and what refers to them.

`find_spans` finds the names, `settle_kinds` what they name, `group` which of them name one; `resolve` puts places on
the map, `actor_of` tells a government from its capital, `find_references` brings pronouns, titles and descriptions to
whom they mean.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.annotate.entities.actors import Actor, actor_of, government_name, governments
from dateline.annotate.entities.around import Found, country_around, near_what
from dateline.annotate.entities.ends import settle_ends
from dateline.annotate.entities.groups import Group, group, ministry_key
from dateline.annotate.entities.inside import names_inside
from dateline.annotate.entities.kinds import settle_kinds
from dateline.annotate.entities.owners import is_state_body, settle_owners
from dateline.annotate.entities.places import Atlas, home_of, resolve
from dateline.annotate.entities.references import Referent, find_references
from dateline.annotate.entities.roles import HELD, role_of
from dateline.annotate.entities.spans import Span, find_spans, in_capitals_lines
from dateline.annotate.entities.vocabulary import Gender, Names, load_names
from dateline.annotate.entities.whole import named_again, whole_names
from dateline.gazetteer import Gazetteer, Place
from dateline.records import Entity, EntityKind, Mention, fact_id
from dateline.syntax import Sentence

__all__ = ["Names", "find_entities", "load_names"]

Stands = tuple[Sentence, int, int]
"""Where something stands: its sentence, first token and end."""
Acting = tuple[Mention, Actor, Stands]
"""A mention of those who govern, who they are, and where it stands."""


def find_entities(
    report: str, sentences: Sequence[Sentence], names: Names, gazetteer: Gazetteer | None
) -> tuple[list[Entity], list[Mention], list[Mention]]:
    """The entities of a report (given by its id), their mentions, and mentions of places inside the names of others.

    Mentions are in the order of the text.  Those inside names say where a body has its authority, not where anything
    happened.  Without a gazetteer places have no coordinates and governments are not told from countries.
    """
    atlas = Atlas(gazetteer)
    spans = whole_names(sentences, find_spans(sentences, names), names)
    spans = sorted([*spans, *named_again(sentences, spans, names)], key=lambda span: span.start)
    known = in_capitals_lines(sentences, spans, lambda name: name in names.peoples or atlas.prominence(name) > 2.5)
    spans = settle_ends(sorted([*spans, *known], key=lambda span: span.start), names, atlas)
    spans = settle_kinds(spans, names, atlas)
    inner = names_inside(spans, names, atlas) if gazetteer else ()
    if gazetteer:
        settle_owners(spans, names, gazetteer)
    groups = group(sorted([*spans, *inner], key=lambda span: (span.start, -span.end)), names)
    where = resolve(groups, gazetteer, names) if gazetteer else {}
    _say_about(groups, where)
    entities = _Entities(report)
    of_group: dict[int, Entity] = {}
    for number, found in enumerate(groups):
        found.spans = [span for span in found.spans if span.told and _is_somewhere(span, number in where)]
        if found.spans:
            of_group[number] = entities.add(_owned(found, names, gazetteer), *where.get(number, (None, ())))
    mentions: list[Mention] = []
    inside: list[Mention] = []
    acting: list[Acting] = []
    read = _Read(sentences, names.sexes)
    for number, entity in of_group.items():
        found = groups[number]
        referent = _referent(entity, found)
        home = home_of(found, gazetteer) if gazetteer and found.kind == "group" else None
        at = entities.of_place(home, found.spans[0], ("the home of a people",)).id if home else None
        for span in found.spans:
            mention, role = _mention(span, entity, names)
            if span.around is not None:
                inside.append(replace(mention, place=at))
                continue
            place = where[number][0] if number in where else None
            actor = actor_of(span, place, names) if place and not span.dateline else None
            if actor:
                stands = span.sentence, span.first, span.last
                acting.append((replace(mention, form="metonym", place=entity.id), actor, stands))
            else:
                mentions.append(replace(mention, place=at) if at else mention)
                read.add((span.sentence, span.first, span.last), referent, role)
    if gazetteer:
        ministries = {" ".join(groups[n].words): e for n, e in of_group.items() if e.kind == "organisation"}
        acting.extend(_named_governments(sentences, groups, where, names))
        for government, mention, stands in _governments(report, acting, ministries, names, gazetteer):
            entities.found.setdefault(government.id, government)
            mentions.append(mention)
            read.add(stands, Referent(government.id, "organisation", "", _office_words(government)), set())
    for r in find_references(sentences, read.mentions(), names):
        tokens = sentences[r.sentence].tokens
        start, end = tokens[r.first].start, tokens[r.end - 1].end
        mentions.append(Mention(start=start, end=end, entity=r.entity, form=r.form, why=(r.why,)))
    return list(entities.found.values()), sorted(mentions, key=_by_span), sorted(inside, key=_by_span)


def _owned(found: Group, names: Names, gazetteer: Gazetteer | None) -> Group:
    """The group, a body that every state has named with whose it is: "Russian Defence Ministry"."""
    if found.owner and gazetteer is not None:
        region = "" if len(found.owner) == 2 else f"{found.owner} {found.name}"
        found.country = "" if region else found.owner
        if is_state_body(found.name, names):
            found.name = government_name(Actor(region, found.country, found.name), names, gazetteer)
    return found


MOST_LOST = 100
"""Unknown places of a report that are given a country; each is a walk over the known ones."""


def _say_about(groups: Sequence[Group], where: dict[int, Found]) -> None:
    """Adds to `where` the places that the report puts beside known ones, and gives the others the report's country."""
    lost = [n for n, g in enumerate(groups) if g.kind == "place" and n not in where and g.spans[0].around is None]
    if not lost:
        return
    found = {n: near for n in lost if (near := near_what(groups[n], where, groups))}
    for n in lost[:MOST_LOST]:
        groups[n].country = country_around(groups[n], where, groups)
    where.update(found)


def _is_somewhere(span: Span, found: bool) -> bool:
    """Is it a name that stands by itself, or one inside another that is on the map?"""
    return span.around is None or span.kind == "group" or found


def _by_span(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.form


def _office_words(entity: Entity) -> frozenset[str]:
    """What a government or ministry may be called by later: "the government", "the defence ministry"."""
    office, of, _ = entity.name.partition(" of ")
    ministry = [] if of else office.split()[1:]  # behind the people's name
    return frozenset(word.lower() for word in (office.split() if of else ministry))


class _Read:
    """The named mentions by sentence, each entity with the one referent that gathers what is known of it."""

    def __init__(self, sentences: Sequence[Sentence], sexes: Mapping[str, Gender]) -> None:
        self._sexes = sexes
        self._numbers = {id(sentence): number for number, sentence in enumerate(sentences)}
        self._referents: dict[str, Referent] = {}
        self._mentions: dict[int, list[tuple[int, int, Referent, set[str]]]] = defaultdict(list)

    def add(self, stands: Stands, referent: Referent, role: set[str]) -> None:
        sentence, first, end = stands
        referent = self._referents.setdefault(referent.entity, referent)
        if role and referent.kind == "person" and not referent.gender:
            referent.gender = next((sex for word in sorted(role) if (sex := self._sexes.get(word))), "")
        self._mentions[self._numbers[id(sentence)]].append((first, end, referent, role))

    def mentions(self) -> dict[int, list[tuple[int, int, Referent, set[str]]]]:
        return {number: sorted(found, key=lambda m: m[:2]) for number, found in self._mentions.items()}


class _Entities:
    """The entities of a report by id; the names of one place are one entity."""

    def __init__(self, report: str) -> None:
        self.found: dict[str, Entity] = {}
        self._report = report
        self._by_place: dict[int, str] = {}
        self._uses: dict[int, int] = {}

    def add(self, found: Group, place: Place | None, why: tuple[str, ...]) -> Entity:
        """The entity of a group of names."""
        names = tuple(sorted({span.text for span in found.spans}))
        entity = self._entity(found.spans[0], _shown(found), found.kind, names, place, why, country=found.country)
        if place and place.id in self._by_place:
            known = self.found[self._by_place[place.id]]
            if len(found.spans) > self._uses[place.id]:
                self._uses[place.id] = len(found.spans)
                known = replace(known, name=entity.name)
            entity = replace(known, names=tuple(sorted({*known.names, *names})))
        elif place:
            self._by_place[place.id] = entity.id
            self._uses[place.id] = len(found.spans)
        self.found[entity.id] = entity
        return entity

    def of_place(self, place: Place, span: Span, why: tuple[str, ...]) -> Entity:
        """The entity of a place that only other names speak of: a people's, or one inside an organisation's name."""
        if place.id not in self._by_place:
            entity = self._entity(span, place.name, "place", (place.name,), place, why, ordinal=2)
            self.found[entity.id] = entity
            self._by_place[place.id] = entity.id
        return self.found[self._by_place[place.id]]

    def _entity(
        self, span: Span, name: str, kind: EntityKind, names: tuple[str, ...], place: Place | None,
        why: tuple[str, ...], country: str = "", ordinal: int = 0,
    ) -> Entity:  # fmt: skip
        return Entity(
            id=fact_id("entity", self._report, [(span.start, span.end)], ordinal),
            name=name,
            kind=kind,
            names=names,
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            country=(place.country if place else country) or None,
            geonames=place.geonames if place else None,
            precision=place.precision if place else None,
            why=why,
        )


def _shown(found: Group) -> str:
    """The group's name; not in capitals where it is also written otherwise, or where it is a place's."""
    if not found.name.isupper():
        return found.name
    small = next((span.text for span in found.spans if not span.text.isupper()), None)
    return small or (found.name.title() if found.kind == "place" and len(found.name) > 4 else found.name)


def _mention(span: Span, entity: Entity, names: Names) -> tuple[Mention, set[str]]:
    """The mention of a name, and the words of the role that stands with it."""
    role, words = span.role, set[str]()
    if entity.kind == "person" and (tokens := role_of(span, names)):
        first, end = tokens
        role = span.sentence.text[span.sentence.tokens[first].start : span.sentence.tokens[end - 1].end]
        words = {t.lower for t in span.sentence.tokens[first:end]}
        words |= {HELD[word] for word in words & HELD.keys()}
    elif entity.kind == "organisation" and span.before is not None and span.before.lower in names.organisation_words:
        words = {span.before.lower}
    return Mention(start=span.start, end=span.end, entity=entity.id, form="name", role=role, why=tuple(span.why)), words


def _referent(entity: Entity, found: Group) -> Referent:
    words = frozenset(w for name in entity.names for w in name.lower().split())
    return Referent(entity.id, entity.kind, found.gender, words)


def _named_governments(
    sentences: Sequence[Sentence],
    groups: Sequence[Group],
    where: dict[int, Found],
    names: Names,
) -> Iterator[Acting]:
    """Mentions of governments by their country: "the Armenian government"."""
    places = {s.end: where[number][0] for number, found in enumerate(groups) if number in where for s in found.spans}
    named = {s.end for found in groups if found.kind == "organisation" for s in found.spans}
    for sentence, first, end, actor in governments(sentences, places, names):
        start, stop = sentence.tokens[first].start, sentence.tokens[end - 1].end
        if stop in named:
            continue
        mention = Mention(start=start, end=stop, entity="", form="nominal", why=("country and government",))
        yield mention, actor, (sentence, first, end)


def _governments(
    report: str,
    actors: Sequence[Acting],
    ministries: Mapping[str, Entity],
    names: Names,
    gazetteer: Gazetteer,
) -> Iterator[tuple[Entity, Mention, Stands]]:
    """The entities of governments, each once, and their mentions in the order of the text."""
    known: dict[str, Entity] = {}
    metonyms = {(mention.start, mention.end) for mention, *_ in actors if mention.form == "metonym"}
    for mention, actor, stands in sorted(actors, key=lambda a: (a[0].start, a[0].end)):
        if mention.form == "nominal" and (mention.start, mention.end) in metonyms:
            continue
        name = government_name(actor, names, gazetteer)
        if actor.ministry and (same := ministries.get(ministry_key(actor.ministry.split(), names, actor.country))):
            known.setdefault(name, same)
        if name not in known:
            known[name] = Entity(
                id=fact_id("entity", report, [(mention.start, mention.end)], 1),
                name=name,
                kind="organisation",
                names=(name,),
                country=actor.country or None,
                why=("the government that the place stands for",),
            )
        yield known[name], replace(mention, entity=known[name].id), stands
