"""Whom one report names, without all else that was read in it: what names are compared by."""

from collections import Counter, defaultdict

import msgspec

from dateline.link.names import person_words
from dateline.records import Annotation, Entity


class Named(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The entities of a report."""

    entities: tuple[Entity, ...]
    roles: dict[str, tuple[str, ...]]
    """The offices and descriptions that stand with an entity, as written."""
    times: dict[str, int]
    """How often each is mentioned."""
    words: dict[str, tuple[str, ...]]
    """Those of each person's name (see names)."""
    about: str
    """The country that most mentions belong to; "" where none does."""


def read_named(annotation: Annotation) -> Named:
    """Whom a report names."""
    roles: dict[str, set[str]] = defaultdict(set)
    for mention in annotation.mentions:
        if mention.role:
            roles[mention.entity].add(mention.role)
    times = Counter(mention.entity for mention in annotation.mentions)
    seen: Counter[str] = Counter()
    for entity in annotation.entities:
        if entity.country:
            seen[entity.country] += times[entity.id]
    return Named(
        entities=annotation.entities,
        roles={entity: tuple(sorted(found)) for entity, found in roles.items()},
        times=dict(times),
        words={entity.id: person_words(entity.name) for entity in annotation.entities if entity.kind == "person"},
        about=min((country for country in seen if seen[country]), key=lambda one: (-seen[one], one), default=""),
    )
