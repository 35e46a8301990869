"""Names of people, organisations, places and groups, and what refers to them.

`find_spans` finds the names, `settle_kinds` what they name, `group` which of them name one; titles, descriptions and
pronouns are brought to their entity by `references`, places to their coordinates by `places`.
"""

from collections.abc import Sequence

from dateline.annotate.entities.groups import Group, group
from dateline.annotate.entities.kinds import settle_kinds
from dateline.annotate.entities.places import Atlas, resolve
from dateline.annotate.entities.spans import Span, find_spans
from dateline.annotate.entities.vocabulary import Names, load_names
from dateline.gazetteer import Gazetteer, Place
from dateline.records import Entity, Mention, fact_id
from dateline.syntax import Sentence

__all__ = ["Names", "find_entities", "load_names"]


def find_entities(
    report: str, sentences: Sequence[Sentence], names: Names, gazetteer: Gazetteer | None
) -> tuple[list[Entity], list[Mention]]:
    """The entities of a report (given by its id) and their mentions, in the order of the text."""
    spans = settle_kinds(find_spans(sentences, names), names, Atlas(gazetteer))
    groups = group(spans, names)
    where = resolve(groups, gazetteer, names.spelling) if gazetteer else {}
    entities: list[Entity] = []
    mentions: list[Mention] = []
    by_place: dict[int, Entity] = {}
    for number, found in enumerate(groups):
        place, why = where.get(number, (None, ()))
        entity = by_place.get(place.id) if place else None
        if entity is None:
            entity = _entity(report, found, place, why)
            entities.append(entity)
            if place:
                by_place[place.id] = entity
        mentions.extend(_mention(span, entity.id) for span in found.spans)
    return entities, sorted(mentions, key=lambda m: (m.start, m.end))


def _entity(report: str, found: Group, place: Place | None, why: tuple[str, ...]) -> Entity:
    first = found.spans[0]
    return Entity(
        id=fact_id("entity", report, [(first.start, first.end)]),
        name=found.name,
        kind=found.kind,
        names=tuple(sorted({span.text for span in found.spans})),
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        country=(place.country if place else found.country) or None,
        geonames=place.geonames if place else None,
        precision=place.precision if place else None,
        why=why,
    )


def _mention(span: Span, entity: str) -> Mention:
    return Mention(start=span.start, end=span.end, entity=entity, form="name", role=span.role, why=tuple(span.why))
