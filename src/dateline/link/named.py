"""Whom one report names, without all else that was read in it: what names are compared by.

Most of what a report knows of whom it names, others know too, word for word.  That stays packed, so that of equal ones
one alone is unpacked and held, however many reports a pile has.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from dateline.link.kept import key_of, packed
from dateline.link.names import Matcher, person_words
from dateline.records import Annotation, Entity, EntityKind
from dateline.spelling import fold


class Bearer(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What a report knows of somebody whom it names: an entity without its id, which is another in each report."""

    name: str
    kind: EntityKind
    names: tuple[str, ...]
    lat: float | None
    lon: float | None
    country: str | None
    geonames: int | None
    precision: str | None
    why: tuple[str, ...]
    roles: tuple[str, ...]
    """The offices and descriptions that stand with the name, as written."""
    words: tuple[str, ...]
    """Those of the name; of a person's, see names."""

    def entity(self, id: str, name: str, names: tuple[str, ...]) -> Entity:
        """As an entity under this id, called so."""
        return Entity(
            id=id, name=name, kind=self.kind, names=names, lat=self.lat, lon=self.lon, country=self.country,
            geonames=self.geonames, precision=self.precision, why=self.why,
        )  # fmt: skip


class Named(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The entities of a report, a column for each attribute."""

    ids: tuple[str, ...]
    times: tuple[int, ...]
    """How often each is mentioned."""
    bearers: tuple[bytes, ...]
    """A packed Bearer each."""
    nodes: tuple[bytes, ...]
    """Eight bytes each, which those share that are one without any comparison."""


unpack = msgspec.msgpack.Decoder(Bearer).decode
"""A bearer that was packed."""


def read_named(annotation: Annotation, matcher: Matcher) -> Named:
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
    about = min((country for country in seen if seen[country]), key=lambda one: (-seen[one], one), default="")
    bearers = [_bearer(entity, roles.get(entity.id, ())) for entity in annotation.entities]
    return Named(
        ids=tuple(entity.id for entity in annotation.entities),
        times=tuple(times[entity.id] for entity in annotation.entities),
        bearers=tuple(map(packed, bearers)),
        nodes=tuple(_node(_bears(bearer, about, annotation.id, matcher)) for bearer in bearers),
    )


@lru_cache(maxsize=10_000)
def _node(bears: tuple[str, ...]) -> bytes:
    return key_of(*(part.encode("utf-8", "surrogatepass") for part in bears))[:8]


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


def _bearer(one: Entity, roles: Iterable[str]) -> Bearer:
    words = person_words(one.name) if one.kind == "person" else tuple(fold(one.name).split())
    return Bearer(
        name=one.name, kind=one.kind, names=one.names, lat=one.lat, lon=one.lon, country=one.country,
        geonames=one.geonames, precision=one.precision, why=one.why, roles=tuple(sorted(roles)), words=words,
    )  # fmt: skip
