"""Draft rows: the scheme's own columns, its rules for numbers, and what every row stands on."""

import csv
from pathlib import Path

import pytest

from dateline.engines.local import Local
from dateline.export import EXPORTERS
from dateline.export.acled import conservative, time_precision
from dateline.export.ucdp import date_precision
from dateline.pipeline import Settings, build
from dateline.records import AsOf
from dateline.store import Record

REPORTS = """\
{"id": "a", "published": "2023-09-20", "publisher": "The Ledger", "text": "Gunmen killed four policemen and two civilians in Goris on Tuesday, the mayor said."}
{"id": "b", "published": "2023-09-21", "publisher": "=Herald", "text": "Dozens of people were killed when the army shelled Goris on Wednesday. About 300 families fled to Kapan, according to the Red Cross."}
"""  # noqa: E501 (a line a report)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "reports.jsonl").write_text(REPORTS, "utf-8")
    settings = Settings(cache=folder / "cache")
    build([folder / "reports.jsonl"], folder / "r.db", engine=Local(), settings=settings)
    return folder / "r.db"


def rows(record: Path, to: str, folder: Path) -> list[dict[str, str]]:
    with Record(record) as opened:
        (path,) = EXPORTERS[to].write(opened, folder)
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
    (flight,) = rows(record, "idmc", tmp_path)
    assert (flight["reported"], flight["unit"], flight["quantifier"]) == ("300", "Household", "Approximately")
    assert flight["total_figures"] == "" and "not turned into people" in flight["derived_by"]
    assert flight["source"] == "Red Cross" and flight["figure_category"] == "New displacement"
