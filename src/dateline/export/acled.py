"""Draft rows for ACLED coders: ACLED's own columns, then what the row stands on.

Codes and rules follow the ACLED Codebook (2023, and that of 7 October 2024, which has the same types) and ACLED's
page on fatalities (7 May 2024). Event and sub-event types: lexicon/en/events.toml. Fatalities: the lowest report; 10
for "tens", 12 for "dozens", 100 for "hundreds" and so on; 3 for "several" and the like, as ACLED has it for an
unknown number (10 in a war zone, which is a coder's to judge). Time precision: 1 a day, 2 a week, 3 a month. Geo-
precision: 1 the place itself, 2 near it, 3 a region. Interactions, admin units and ids are ACLED's to give and stay
empty.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateline.annotate.events import load_event_words
from dateline.export.basis import Basis, Counted, Happened, deaths_in, joined, provenance
from dateline.export.rows import write_csv
from dateline.records import AsOf
from dateline.store import Record

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
ADDED = ("fatalities_rule", "plover", "status", "draft", "reports", "outlets", "origins", "independence", "sentences")
DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
VAGUE = (
    ("hundreds of thousands", 100_000), ("tens of thousands", 10_000), ("thousand", 1_000), ("hundred", 100),
    ("dozen", 12), ("tens of", 10), ("several", 3), ("some", 3), ("few", 3), ("many", 3), ("number of", 3),
)  # fmt: skip
"""The first that stands in the words of a count."""
GEO_PRECISION = {"exact": 1, "near": 2, "admin2": 3, "admin1": 3, "region": 3}


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes acled.csv, yields its path.  Events that are denied or only planned are left out.  Raises OSError."""
    schemes = load_event_words().schemes
    rows = []
    for happened in Basis(record).happened():
        event = happened.events[0]
        if event.status != "actual" or event.kind not in schemes:
            continue
        scheme = schemes[event.kind]
        fatalities, rule = fatalities_of(happened.counts)
        row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
        row |= {
            "event_date": event.when.best or "",
            "year": (event.when.best or "")[:4],
            "time_precision": time_precision(event.when) or "",
            "disorder_type": DISORDER.get(scheme.acled_event, ""),
            "event_type": scheme.acled_event,
            "sub_event_type": scheme.acled,
            "actor1": event.actor or "",
            "actor2": event.target or "",
            **where(happened),
            "source": joined([telling.outlet for telling in happened.tellings]),
            "notes": happened.tellings[0].sentences[0] if happened.tellings[0].sentences else "",
            "fatalities": "" if fatalities is None else fatalities,
            "fatalities_rule": rule,
            "plover": scheme.plover,
            "status": event.status,
            **provenance(happened.tellings),
        }
        rows.append(row)
    yield write_csv(folder / "acled.csv", rows, (*COLUMNS, *ADDED))


def where(happened: Happened) -> dict[str, Any]:
    """The columns of the place; the country alone where the place is one."""
    place = happened.place
    if place is None:
        return {}
    return {
        "country": place.country or "",
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISION.get(place.precision or "", ""),
    }


def time_precision(when: AsOf) -> int | None:
    """1 where the day is known, 2 within a week, 3 within a month; None where it is wider or open."""
    if not when.earliest or not when.latest:
        return None
    width = (date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10])).days
    return next((code for code, most in ((1, 0), (2, 6), (3, 30)) if width <= most), None)


def fatalities_of(counts: Sequence[Counted]) -> tuple[int | None, str]:
    """The fatalities of an event and the rule that derived them: the lowest of what the reports say."""
    found = []
    for deaths in deaths_in(counts):
        number, rule = conservative(deaths.low, deaths.high, deaths.words)
        if number is not None:
            found.append((number, f"{rule}: “{deaths.words}”"))
    if not found:
        return None, "no number of deaths in these sentences"
    number, rule = min(found)
    return number, rule if len(found) == 1 else f"lowest of {len(found)}; {rule}"


def conservative(low: float | None, high: float | None, text: str) -> tuple[int | None, str]:
    """A count by ACLED's most conservative rule, and which part of it."""
    if low is not None:
        return int(low), "as reported" if low == high else "lower bound"
    if high is not None:
        return None, "an upper bound alone"
    lower = text.lower()
    for word, number in VAGUE:
        if word in lower:
            return number, f"ACLED rule for “{word}”"
    return None, "no rule for this word"
