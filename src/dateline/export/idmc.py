"""Draft figures for IDMC analysts: displacement counts with qualifier, unit and term, people and households apart.

Units, terms, quantifiers and roles are those of IDMC's own database (Helix, `apps/entry/models.py` of its public server
code, read in 2026).  Households are turned into people only by a household size that is named at export; the row then
says so.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.export.basis import Basis, Counted, in_people, provenance
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
    "returned": "Returnees",
}
QUANTIFIER = {
    "exact": "Exact", "at least": "More than", "more than": "More than", "about": "Approximately", "up to": "Less than",
    "less than": "Less than", "range": "More than", "vague": "",
}  # fmt: skip
"""Helix has four: of a range the lower end is reported, and `reported_high` keeps the other."""
TERMS = (
    ("evacuat", "Evacuated"), ("shelter", "Sheltered"), ("camp", "In relief camp"), ("relocat", "Relocated"),
    ("moved", "Relocated"), ("lost their homes", "Homeless"), ("homeless", "Homeless"),
    ("uninhabitable", "Uninhabitable housing"), ("destroyed", "Destroyed housing"),
    ("damaged", "Partially destroyed housing"), ("return", "Returns"), ("driven out", "Forced to flee"),
    ("expelled", "Forced to flee"), ("forced", "Forced to flee"), ("fled", "Forced to flee"),
    ("left", "Forced to flee"), ("crossed", "Forced to flee"), ("refuge", "Forced to flee"),
)  # fmt: skip
HOMES = "homes "
"""How the labels of destroyed and damaged homes begin, which stand for the households that lived there."""


def write(record: Record, folder: Path, household_size: float | None = None) -> Iterator[Path]:
    """Writes idmc.csv, yields its path.  Raises OSError.

    `household_size` people stand for a household in `total_figures`; without it households are not turned into people.
    """
    counted = Basis(record).counted()
    rows = [
        row(one, household_size)
        for one in counted
        if one.figure.kind in CATEGORY or one.figure.label.startswith(HOMES)
    ]
    yield write_csv(folder / "idmc.csv", rows, (*COLUMNS, *ADDED))


def row(counted: Counted, household_size: float | None = None) -> dict[str, Any]:
    """The draft row of one figure."""
    figure, telling, place = counted.figure, counted.telling, counted.place
    value = figure.low if figure.low is not None else figure.high
    people, rule = in_people(figure, household_size)
    return {
        "figure_id": figure.id,
        "country": place.country if place and place.country else "",
        "figure_category": CATEGORY.get(figure.kind, "New displacement"),
        "figure_role": "Recommended figure" if figure.status == "actual" and not figure.part_of else "Triangulation",
        "quantifier": QUANTIFIER[figure.modifier],
        "reported": "" if value is None else value,
        "reported_high": figure.high if figure.modifier == "range" else "",
        "unit": "Person" if figure.unit == "people" else "Household",
        "term": next((term for stem, term in TERMS if stem in figure.label.lower()), "Displaced"),
        "household_size": household_size if household_size is not None and figure.unit == "households" else "",
        "total_figures": "" if people is None else people,
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
        "derived_by": f"lower end of a range; {rule}" if figure.modifier == "range" else rule,
        "status": figure.status,
        **provenance([telling]),
    }
