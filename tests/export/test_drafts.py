"""Draft rows: the scheme's own columns, its rules for numbers, and what every row stands on."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.annotate.events import load_event_words
from dateline.cli import app
from dateline.engines.local import Local
from dateline.errors import BadOption
from dateline.export import EXPORTERS
from dateline.export.acled import conservative, time_precision
from dateline.export.ucdp import date_precision
from dateline.pipeline import Settings, build
from dateline.records import AsOf
from dateline.store import Record

REPORTS = """\
{"id": "a", "published": "2023-09-20", "publisher": "The Ledger", "text": "Gunmen killed four policemen and two civilians in Goris on Tuesday, the mayor said."}
{"id": "b", "published": "2023-09-21", "publisher": "=Herald", "text": "Dozens of people were killed when the army shelled Goris on Wednesday. About 300 families fled to Kapan, according to the Red Cross. The shells destroyed 40 houses."}
"""  # noqa: E501 (a line a report)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "reports.jsonl").write_text(REPORTS, "utf-8")
    settings = Settings(cache=folder / "cache")
    build([folder / "reports.jsonl"], folder / "r.db", engine=Local(), settings=settings)
    return folder / "r.db"


def rows(record: Path, to: str, folder: Path, **options: float) -> list[dict[str, str]]:
    with Record(record) as opened:
        (path,) = EXPORTERS[to].write(opened, folder, **options)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("low", "high", "text", "expected"),
    [
        (12, 12, "12 people", 12),
        (5, 6, "five to six", 5),
        (200, None, "at least 200", 200),
        # an upper bound alone is no count
        (None, 40, "up to 40", None),
        (None, None, "dozens of people", 12),
        (None, None, "Hundreds", 100),
        (None, None, "tens of people", 10),
        (None, None, "thousands of people", 1_000),
        (None, None, "tens of thousands of people", 10_000),
        (None, None, "several people", 3),
        (None, None, "scores of people", None),
    ],
)
def test_the_most_conservative_count(low: float | None, high: float | None, text: str, expected: int | None) -> None:
    number, rule = conservative(low, high, text)
    assert number == expected and rule


@pytest.mark.parametrize(
    ("earliest", "latest", "acled", "ucdp"),
    [
        ("2023-09-20", "2023-09-20", 1, 1),
        ("2023-09-20T18:00", "2023-09-20T21:59", 1, 1),
        ("2023-09-20", "2023-09-24", 2, 2),
        ("2023-09-18", "2023-09-24", 2, 3),
        ("2023-09-01", "2023-09-30", 3, 4),
        ("2023-01-01", "2023-12-31", None, 5),
        (None, "2023-09-20", None, 5),
    ],
)
def test_time_precision(earliest: str | None, latest: str, acled: int | None, ucdp: int) -> None:
    when = AsOf(earliest=earliest, latest=latest)
    assert (time_precision(when), date_precision(when)) == (acled, ucdp)


def test_acled_adds_up_who_is_counted_side_by_side(record: Path, tmp_path: Path) -> None:
    found = rows(record, "acled", tmp_path)
    attack = next(row for row in found if "policemen" in row["notes"])
    assert (attack["event_date"], attack["location"], attack["fatalities"]) == ("2023-09-19", "Goris", "6")
    assert attack["draft"] == "draft" and attack["outlets"] == "The Ledger" and attack["origins"] == "1"
    shelling = next(row for row in found if "shelled" in row["notes"] and row["event_type"].startswith("Explosions"))
    assert (shelling["fatalities"], shelling["event_date"]) == ("12", "2023-09-20")
    assert "dozen" in shelling["fatalities_rule"] and shelling["outlets"] == "'=Herald"


def test_ucdp_has_low_best_and_high(record: Path, tmp_path: Path) -> None:
    attack = next(row for row in rows(record, "ucdp", tmp_path) if "policemen" in row["sentences"])
    assert (attack["low"], attack["best"], attack["high"], attack["deaths_civilians"]) == ("6", "6", "6", "2")
    assert attack["date_prec"] == "1" and attack["where_coordinates"] == "Goris"


def test_idmc_keeps_households_apart_from_people(record: Path, tmp_path: Path) -> None:
    flight, homes = rows(record, "idmc", tmp_path)
    assert (flight["reported"], flight["unit"], flight["quantifier"]) == ("300", "Household", "Approximately")
    assert flight["total_figures"] == "" and "not turned into people" in flight["derived_by"]
    assert flight["source"] == "Red Cross" and flight["figure_category"] == "New displacement"
    # IDMC counts destroyed housing as the households that lived there
    assert (homes["reported"], homes["unit"], homes["term"]) == ("40", "Household", "Destroyed housing")


# Off unless asked for, and then the row says what was done to the number.
def test_a_household_size_is_named_at_export_and_in_the_row(record: Path, tmp_path: Path) -> None:
    flight, homes = rows(record, "idmc", tmp_path, household_size=4.5)
    assert (flight["reported"], flight["household_size"], flight["total_figures"]) == ("300", "4.5", "1350")
    assert flight["derived_by"] == "300 households × 4.5, the size named at export"
    assert homes["total_figures"] == "180"
    hxl = {row["id"]: row for row in rows(record, "hxl", tmp_path, household_size=4.5)}
    assert hxl[flight["figure_id"]]["people"] == "1350"
    assert hxl[flight["figure_id"]]["people, by which rule"] == flight["derived_by"]
    assert {row["people, by which rule"] for row in hxl.values() if row["unit"] == "people"} >= {"as reported"}


def test_only_formats_with_people_take_a_household_size(record: Path, tmp_path: Path) -> None:
    for to, wrong in (("acled", "4"), ("idmc", "0"), ("idmc", "40")):
        command = ["export", str(record), "--to", to, "-o", str(tmp_path), "--household-size", wrong]
        assert isinstance(CliRunner().invoke(app, command).exception, BadOption)


# Whatever the format, a draft row says that it is one and what it stands on.
@pytest.mark.parametrize("to", ["acled", "ucdp", "idmc", "hxl"])
def test_every_draft_row_says_what_it_stands_on(record: Path, tmp_path: Path, to: str) -> None:
    found = [row for row in rows(record, to, tmp_path) if row.get("kind") != "#indicator+kind"]
    assert found
    for row in found:
        assert row["draft"] == "draft"
        assert row.get("sentences") or row.get("sentence")
        assert row.get("origins") or row.get("origin")


# The codes are the schemes' own; a name that is none of theirs would be found by no coder.
def test_the_codes_are_those_of_the_schemes() -> None:
    schemes = load_event_words().schemes.values()
    assert {scheme.acled for scheme in schemes} <= ACLED | {""}
    assert {scheme.plover for scheme in schemes} <= PLOVER | {""}
    assert all(scheme.kind == scheme.acled or scheme.acled in ("Other", "") for scheme in schemes)


ACLED = set(
    "Government regains territory|Non-state actor overtakes territory|Armed clash|Excessive force against protesters|"
    "Protest with intervention|Peaceful protest|Violent demonstration|Mob violence|Chemical weapon|Air/drone strike|"
    "Suicide bomb|Shelling/artillery/missile attack|Remote explosive/landmine/IED|Grenade|Sexual violence|Attack|"
    "Abduction/forced disappearance|Agreement|Arrests|Change to group/activity|Disrupted weapons use|"
    "Headquarters or base established|Looting/property destruction|Non-violent transfer of territory|Other".split("|")
)
PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
