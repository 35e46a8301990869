"""Draft figures for IDMC analysts: displacement counts with qualifier, unit and term, people and households apart.

Terms and quantifiers are those with which IDMC publishes its figures.  Households are never turned into people: whoever
wants that multiplies `reported` by a household size of their own choosing, which the row then names.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.export.basis import Basis, Counted, provenance
from dateline.export.rows import write_csv
from dateline.store import Record

COLUMNS = (
    "figure_id", "country", "figure_category", "figure_role", "quantifier", "reported", "reported_high", "unit", "term",
    "household_size", "total_figures", "start_date", "end_date", "date_accuracy", "location", "latitude", "longitude",
    "location_accuracy", "source", "publisher", "publish_date", "url", "excerpt",
)  # fmt: skip
ADDED = ("derived_by", "status", "draft", "reports", "outlets", "origins", "independence", "sentences")
CATEGORY = {
    "displaced": "New displacement",
    "evacuated": "New displacement",
    "arrived": "New displacement",
    "returned": "Returns",
}
QUANTIFIER = {
    "exact": "Exact", "at least": "More than or equal", "more than": "More than", "about": "Approximately",
    "up to": "Less than or equal", "less than": "Less than", "range": "Between", "vague": "Unspecified",
}  # fmt: skip
TERMS = (
    ("evacuat", "Evacuated"), ("shelter", "Sheltered"), ("camp", "In relief camp"), ("relocat", "Relocated"),
    ("homeless", "Homeless"), ("destroy", "Destroyed housing"), ("damage", "Partially destroyed housing"),
    ("return", "Returns"), ("forced", "Forced to flee"), ("fled", "Forced to flee"), ("flee", "Forced to flee"),
    ("refuge", "Forced to flee"),
)  # fmt: skip


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes idmc.csv, yields its path.  Raises OSError."""
    rows = [row(counted) for counted in Basis(record).counted() if counted.figure.kind in CATEGORY]
    yield write_csv(folder / "idmc.csv", rows, (*COLUMNS, *ADDED))


def row(counted: Counted) -> dict[str, Any]:
    """The draft row of one figure."""
    figure, telling, place = counted.figure, counted.telling, counted.place
    value = figure.low if figure.low is not None else figure.high
    people = figure.unit == "people"
    return {
        "figure_id": figure.id,
        "country": place.country if place and place.country else "",
        "figure_category": CATEGORY[figure.kind],
        "figure_role": "Recommended" if figure.status == "actual" and not figure.part_of else "Triangulation",
        "quantifier": QUANTIFIER[figure.modifier],
        "reported": "" if value is None else value,
        "reported_high": figure.high if figure.modifier == "range" else "",
        "unit": "Person" if people else "Household",
        "term": next((term for stem, term in TERMS if stem in figure.label.lower()), "Displaced"),
        "household_size": "",
        "total_figures": value if people and value is not None else "",
        "start_date": (figure.as_of.earliest or "")[:10],
        "end_date": (figure.as_of.latest or "")[:10],
        "date_accuracy": "" if figure.as_of.basis is None else f"from the {figure.as_of.basis}",
        "location": place.name if place else figure.place or "",
        "latitude": place.lat if place else "",
        "longitude": place.lon if place else "",
        "location_accuracy": place.precision if place else "",
        "source": figure.giver or "",
        "publisher": telling.outlet,
        "publish_date": (telling.published.best or "")[:10],
        "url": telling.report.url or "",
        "excerpt": telling.sentences[0] if telling.sentences else "",
        "derived_by": "as reported" if people else "households as reported; not turned into people",
        "status": figure.status,
        **provenance([telling]),
    }
