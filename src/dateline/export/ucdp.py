"""Draft rows for UCDP GED coders: one row an event with deaths, low and high from all accounts, precision codes.

Codes follow the UCDP GED Codebook (23.1): where_prec 1 exact, 2 within 25 km, 3 second-order, 4 first-order division, 5
a region, 6 a country; date_prec 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 more.  `best` is the number
that most origins give, the lower one of equals; type of violence, dyad and clarity are a coder's to judge and stay
empty.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateline.export.basis import Basis, Counted, Happened, deaths_in, joined, provenance
from dateline.export.rows import write_csv
from dateline.records import AsOf
from dateline.store import Record

COLUMNS = (
    "id", "relid", "year", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "country", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low",
)  # fmt: skip
ADDED = ("deaths_rule", "draft", "reports", "outlets", "origins", "independence", "sentences")
WHERE_PRECISION = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6}
CIVILIANS = (
    "civilian",
    "child",
    "woman",
    "women",
    "resident",
    "villager",
    "passenger",
    "student",
    "journalist",
    "aid worker",
)


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes ucdp.csv, yields its path.  Raises OSError."""
    rows = []
    for happened in Basis(record).happened():
        event = happened.events[0]
        deaths = deaths_of(happened.counts)
        if event.status != "actual" or not deaths:
            continue
        tellings = happened.tellings
        row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
        row |= {
            "year": (event.when.best or event.when.earliest or "")[:4],
            "side_a": event.actor or "",
            "side_b": event.target or "",
            "number_of_sources": len({telling.origin or telling.report.id for telling in tellings}),
            "source_article": " | ".join(
                joined([t.outlet, (t.published.best or "")[:10], t.report.title or ""]) for t in tellings
            ),
            "source_office": joined([telling.outlet for telling in tellings]),
            "source_date": joined([(telling.published.best or "")[:10] for telling in tellings]),
            "source_headline": joined([telling.report.title or "" for telling in tellings]),
            "source_original": joined([c.figure.giver or "" for c in happened.counts if c.figure.kind == "killed"]),
            **where(happened),
            "date_prec": date_precision(event.when),
            "date_start": (event.when.earliest or "")[:10],
            "date_end": (event.when.latest or "")[:10],
            **deaths,
            **provenance(tellings),
        }
        rows.append(row)
    yield write_csv(folder / "ucdp.csv", rows, (*COLUMNS, *ADDED))


def where(happened: Happened) -> dict[str, Any]:
    """The columns of the place."""
    place = happened.place
    if place is None:
        return {}
    return {
        "where_prec": WHERE_PRECISION.get(place.precision or "", ""),
        "where_coordinates": place.name,
        "where_description": happened.events[0].place or "",
        "latitude": place.lat,
        "longitude": place.lon,
        "country": place.country or "",
    }


def date_precision(when: AsOf) -> int:
    """UCDP's code for how well the day is known."""
    if not when.earliest or not when.latest:
        return 5
    days = (date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10])).days + 1
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def deaths_of(counts: Sequence[Counted]) -> dict[str, Any]:
    """best, low and high over all accounts of the whole toll; civilians where they were counted; the rule in words."""
    bounds = [
        (low, high, account.origin)
        for account in deaths_in(counts)
        if (low := account.low if account.low is not None else account.high) is not None
        and (high := account.high if account.high is not None else account.low) is not None
    ]
    if not bounds:
        return {}
    givers = Counter(low for low, _ in {(low, origin) for low, _, origin in bounds})
    best = min(givers, key=lambda value: (-givers[value], value))
    civilians = [
        number
        for counted in counts
        if counted.figure.kind == "killed"
        and any(word in counted.figure.counted.lower() for word in CIVILIANS)
        and (number := counted.figure.low if counted.figure.low is not None else counted.figure.high) is not None
    ]
    return {
        "best": best,
        "low": min(low for low, _, _ in bounds),
        "high": max(high for _, high, _ in bounds),
        "deaths_civilians": min(civilians) if civilians else "",
        "deaths_rule": f"best: given by {givers[best]} of {givers.total()} accounts; low, high: over all of them",
    }
