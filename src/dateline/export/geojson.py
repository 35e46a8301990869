"""Figures and events that have a place, as GeoJSON (RFC 7946), each with its sentence and the place's precision."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.export.basis import Basis, Telling
from dateline.records import AsOf, Entity
from dateline.store import Record


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes places.geojson, yields its path.  Raises OSError."""
    basis = Basis(record)
    features = [
        feature(
            counted.figure.id, counted.place, counted.figure.as_of, [counted.telling],
            fact="figure", kind=counted.figure.kind, low=counted.figure.low, high=counted.figure.high,
            modifier=counted.figure.modifier, unit=counted.figure.unit, status=counted.figure.status,
            giver=counted.figure.giver,
        )
        for counted in basis.counted()
        if counted.place and counted.place.lat is not None
    ]  # fmt: skip
    features += [
        feature(
            happened.events[0].id, happened.place, happened.events[0].when, list(happened.tellings),
            fact="event", kind=happened.events[0].kind, actor=happened.events[0].actor,
            target=happened.events[0].target, status=happened.events[0].status,
        )
        for happened in basis.happened()
        if happened.place and happened.place.lat is not None
    ]  # fmt: skip
    path = folder / "places.geojson"
    path.write_bytes(
        msgspec.json.format(msgspec.json.encode({"type": "FeatureCollection", "features": features}), indent=1)
    )
    yield path


def feature(id: str, place: Entity | None, when: AsOf, tellings: list[Telling], **properties: Any) -> dict[str, Any]:
    """A point with what stands behind it."""
    assert place is not None  # the callers leave out what has no place
    return {
        "type": "Feature",
        "id": id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            **properties,
            "place": place.name,
            "precision": place.precision,
            "country": place.country,
            "earliest": when.earliest,
            "latest": when.latest,
            "draft": "draft",
            "origins": sorted({telling.origin or telling.report.id for telling in tellings}),
            "outlets": list(dict.fromkeys(telling.outlet for telling in tellings)),
            "sentences": list(dict.fromkeys(sentence for telling in tellings for sentence in telling.sentences)),
        },
    }
