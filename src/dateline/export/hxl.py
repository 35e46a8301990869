"""Figures as a table with HXL hashtags (Humanitarian Exchange Language 1.1), people and households told apart."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.export.basis import Basis, Counted, in_people
from dateline.export.rows import write_csv
from dateline.store import Record

TAGS = {
    "id": "#meta+id",
    "kind": "#indicator+kind",
    "label": "#indicator+label",
    "counted": "#population+type",
    "unit": "#meta+unit",
    "lowest": "#affected+num+min",
    "highest": "#affected+num+max",
    "people": "#affected+ind+num",
    "people, by which rule": "#meta+rule",
    "modifier": "#meta+modifier",
    "status": "#status",
    "as of, earliest": "#date+asof+start",
    "as of, latest": "#date+asof+end",
    "place": "#loc+name",
    "country": "#country+code+v_iso2",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "precision": "#geo+precision",
    "giver": "#org+giver",
    "outlet": "#meta+source",
    "published": "#date+published",
    "url": "#meta+url",
    "origin": "#meta+origin",
    "sentence": "#description+quote",
    "draft": "#meta+draft",
}


def write(record: Record, folder: Path, household_size: float | None = None) -> Iterator[Path]:
    """Writes figures-hxl.csv (a header, a row of hashtags, the figures), yields its path.  Raises OSError.

    `household_size` people stand for a household in the column "people"; without it that stays empty for households.
    """
    rows = [TAGS, *(row(counted, household_size) for counted in Basis(record).counted())]
    yield write_csv(folder / "figures-hxl.csv", rows, TAGS)


def row(counted: Counted, household_size: float | None = None) -> dict[str, Any]:
    """One figure under the headers of TAGS."""
    figure, telling, place = counted.figure, counted.telling, counted.place
    values = (
        figure.id, figure.kind, figure.label, figure.counted, figure.unit, figure.low, figure.high,
        *in_people(figure, household_size), figure.modifier, figure.status, figure.as_of.earliest,
        figure.as_of.latest, place.name if place else figure.place,
        place.country if place else None, place.lat if place else None, place.lon if place else None,
        place.precision if place else None, figure.giver, telling.outlet, telling.published.best, telling.report.url,
        telling.origin, " ".join(telling.sentences), "draft",
    )  # fmt: skip
    return dict(zip(TAGS, values, strict=True))
