"""Places offline: look-ups, and the file that they come from."""

import os
import sqlite3
from pathlib import Path

import pytest

from dateline.errors import BadOption
from dateline.gazetteer import COMPARED, Gazetteer, build, open_gazetteer
from dateline.spelling import load_spelling


# name, the first place of that name, its kind, its country
@pytest.mark.parametrize(
    ("name", "place", "kind", "country"),
    [
        ("Yerevan", "Yerevan", "town", "AM"),
        ("U.S.", "United States", "country", "US"),
        ("the United Kingdom", "United Kingdom", "country", "GB"),
        ("Artsakh", "Nagorno-Karabakh", "region", "AZ"),
        ("Republic of Azerbaijan", "Azerbaijan", "country", "AZ"),
        ("Black Sea", "Black Sea", "world", ""),
        ("Kornidzor", "Kornidzor", "town", "AM"),
        ("Cəbrayıl", "Jabrayil", "town", "AZ"),
        ("Louisiana", "Louisiana", "admin1", "US"),
        ("Rapides Parish", "Rapides Parish", "admin2", "US"),
        ("Salkhad District", "Salkhad District", "admin2", "SY"),
        # words like "city" may be missing, but Texas is not Texas City, nor Mexico its capital
        ("City of Jabrayil", "Jabrayil", "town", "AZ"),
        ("Texas", "Texas", "admin1", "US"),
        ("Mexico", "Mexico", "country", "MX"),
        ("Texas City", "Texas City", "town", "US"),
    ],
)
def test_find(name: str, place: str, kind: str, country: str, gazetteer: Gazetteer) -> None:
    first = gazetteer.find(name)[0]
    assert (first.name, first.kind, first.country) == (place, kind, country)


# Goris (Armenia) goes by its own name; Gori (Georgia), larger, is only sometimes so spelled.
def test_rank_tells_a_main_name_from_another(gazetteer: Gazetteer) -> None:
    assert {(p.name, p.rank) for p in gazetteer.find("Goris")} >= {("Goris", 2), ("Gori", 1)}


# A spelling of the main name is as good as it, but of short names too many are spellings of one another.
def test_spellings_of_the_main_name(gazetteer: Gazetteer) -> None:
    assert {(p.name, p.rank) for p in gazetteer.find("Khan Younis")} == {("Khān Yūnis", 2)}
    assert not any(p.rank == 2 for p in gazetteer.find("Plan") if p.name == "Planá")


@pytest.mark.parametrize(
    ("name", "country"), [("Jebrayil", "AZ"), ("Mariupil", "UA"), ("Kornidsor", "AM"), ("Hajiqabul", "AZ")]
)
def test_like(name: str, country: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.like(name, load_spelling())[0].country == country


# "siohran" sounds like hundreds of names ("sr", "sn"): what a look-up costs must not grow with them.
@pytest.mark.parametrize("name", ["siohran", "shorana", "bilhorod dnistreovskij"])
def test_few_names_of_a_sound_are_compared(name: str, gazetteer: Gazetteer) -> None:
    spelling, compared = load_spelling(), list[str]()

    class Counted:
        def distance(self, a: str, b: str, limit: float) -> float:
            compared.append(b)
            return spelling.distance(a, b, limit)

    gazetteer.like.cache_clear()
    gazetteer.like(name, Counted())
    assert 0 < len(compared) <= COMPARED


@pytest.mark.parametrize("name", ["", " ", "\x00", "x" * 5000, "'; DROP TABLE place; --", "\ud800", "%", "李明" * 500])
def test_hostile_names_are_nowhere(name: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.find(name) == ()
    assert gazetteer.like(name, load_spelling()) == ()


def test_capitals_and_countries(gazetteer: Gazetteer) -> None:
    seat, country = gazetteer.seat("AM"), gazetteer.country("AM")
    assert seat is not None and seat.name == "Yerevan" and seat.precision == "exact"
    assert country is not None and country.precision == "country" and country.geonames == 174982
    assert gazetteer.country("ZZ") is None and gazetteer.seat("ZZ") is None


def test_short_forms_only_behind_a_comma(gazetteer: Gazetteer) -> None:
    assert gazetteer.part("Calif.")[0].name == "California"
    assert not any(place.kind == "admin1" for place in gazetteer.find("Calif"))


# Regions and towns bear one code, so that a town is known to lie in its region.
def test_a_region_has_the_code_of_its_towns(gazetteer: Gazetteer) -> None:
    for region, town in (("Ontario", "Ottawa"), ("Louisiana", "Alexandria"), ("Donetsk", "Mariupol")):
        code = next(p.admin1 for p in gazetteer.find(region) if p.kind == "admin1")
        assert code in {p.admin1 for p in gazetteer.find(town)}, region


def _small(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Builds with the first settlements only, and counts what progress it tells."""
    towns = build.read_towns

    def few(count: int = 300) -> object:
        return (town for town, _ in zip(towns(), range(count), strict=False))

    monkeypatch.setattr(build, "read_towns", few)
    return []


# A file that is missing, cut short or damaged is built anew; readers never see half of one.
@pytest.mark.parametrize("damage", ["missing", "cut", "garbage", "half"])
def test_a_damaged_file_is_built_anew(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _small(monkeypatch)
    file = build.ensure(tmp_path, told.append)
    assert told[-1] == 1.0
    whole = file.read_bytes()
    if damage == "missing":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(whole[:5000])
    elif damage == "garbage":
        file.write_bytes(b"not a database" * 1000)
    else:
        rows = sqlite3.connect(file)
        rows.execute("DELETE FROM whole")
        rows.commit()
        rows.close()
    found = open_gazetteer(tmp_path).find("Andorra")
    assert [place.kind for place in found][:1] == ["country"]
    assert list(tmp_path.glob("*.building")) == []


# The parses do without a cache; the places cannot, and "the disk of the record is full" sent people to the wrong disk.
def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BadOption, match="name another folder with DATELINE_CACHE"):
        open_gazetteer(tmp_path / "file")
    _small(monkeypatch)
    full = "disk is full"
    monkeypatch.setattr(build, "_write", lambda *_: (_ for _ in ()).throw(sqlite3.OperationalError(full)))
    with pytest.raises(BadOption, match=full):
        open_gazetteer(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_that_breaks_while_it_is_read_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _small(monkeypatch)
    gazetteer = open_gazetteer(tmp_path)
    file = next(tmp_path.glob("places-*.sqlite"))
    file.write_bytes(b"\x00" * file.stat().st_size)
    assert gazetteer.find("Andorra")[0].kind == "country"


# Two versions that take turns must not build anew each time; more than the last one is of no use to anybody.
def test_files_of_earlier_versions_go_but_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _small(monkeypatch)
    older, old = tmp_path / "places-0000000001.sqlite", tmp_path / "places-0000000000.sqlite"
    for age, file in enumerate((old, older)):
        file.write_bytes(b"old")
        os.utime(file, (1_000 - age, 1_000 - age))
    file = build.ensure(tmp_path, None)
    assert set(tmp_path.glob("places-*.sqlite")) == {file, old}


# A build that is killed leaves its half behind; one that is still running must keep its own.
def test_halves_of_killed_builds_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _small(monkeypatch)
    old, fresh = tmp_path / "a.building", tmp_path / "b.building"
    for half in (old, fresh):
        half.write_bytes(b"half")
    os.utime(old, (1_000, 1_000))
    build.ensure(tmp_path, None)
    assert list(tmp_path.glob("*.building")) == [fresh]


def test_a_whole_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _small(monkeypatch)
    before = build.ensure(tmp_path, None).stat().st_mtime_ns
    assert build.ensure(tmp_path, None).stat().st_mtime_ns == before
