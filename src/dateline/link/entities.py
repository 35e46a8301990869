"""One person, organisation or place under many spellings, across reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.records import Annotation, Decision, Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The entities of the record; which entity of a report is which of them; pairs that a person should look at."""

    entities: tuple[Entity, ...]
    same_as: Mapping[str, str]
    suggestions: tuple[tuple[str, str, str], ...] = ()
    """(entity, entity, why)"""


def link_entities(annotations: Mapping[str, Annotation], decisions: Sequence[Decision]) -> Linked:
    """The entities of the record: a function of the set of reports and of what people decided, not of any order."""
    entities = {entity.id: entity for id in sorted(annotations) for entity in annotations[id].entities}
    return Linked(entities=tuple(entities[id] for id in sorted(entities)), same_as={id: id for id in entities})


def rename(annotation: Annotation, linked: Linked) -> Annotation:
    """The annotation with the ids and names of the record's entities in place of the report's own."""
    names = {entity.id: entity.name for entity in linked.entities}

    def of(entity: str | None) -> str | None:
        return linked.same_as.get(entity, entity) if entity else entity

    def name(entity: str | None, written: str | None) -> str | None:
        return names.get(of(entity) or "", written)

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
