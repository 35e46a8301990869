"""A record of another version is recognised, and brought up to date without losing what people did."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import DamagedRecord, NewerRecord, NotARecord, OldRecord
from dateline.records import GROUPS, Annotation, Decision, Problem, Report
from dateline.store import Record, lay_out, pack, writing
from dateline.store.check import faults
from dateline.store.schema import DERIVED, fingerprint

REPORT = Report(id="r", text="Two people were killed in Goris.", sha256="x", paths=("a.txt",), publisher="The Ledger")
DECISION = Decision(id="d-1", action="merge", subjects=("e-1", "e-2"), author="mk", time="2024-05-01T10:00:00Z")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    with writing(tmp_path / "r.db") as writer:
        writer.add_reports([REPORT])
        writer.add_readings([(REPORT, pack(Annotation(id="r")))], "these rules")
        writer.add_decision(DECISION)
        writer.replace_problems([Problem(path="b.txt", what="is empty", advice="nothing to do")])
        writer.replace_reports({"r": REPORT}, [])
        writer.take_facts([("r", lay_out(Annotation(id="r"), REPORT.text))])
        writer.replace_findings({table: [] for table in GROUPS}, {"r": b""})
        writer.set_meta(state="complete")
    return tmp_path / "r.db"


def change(record: Path, *statements: str) -> None:
    with sqlite3.connect(record) as file:
        for statement in statements:
            file.execute(statement)
        file.execute("UPDATE meta SET value = 'another' WHERE key = 'schema'")


# what another version's file may look like
OLDER = {
    "a derived table lacks a column": ['ALTER TABLE "times" DROP COLUMN "tense"'],
    "a derived table is missing": ['DROP TABLE "disputes"', "DROP TABLE search"],
    "a derived table has more": ['ALTER TABLE "claims" ADD COLUMN "mood" TEXT'],
    "texts lack a column": ['ALTER TABLE "report" DROP COLUMN "byline"'],
    "decisions lack a column": ['ALTER TABLE "decision" DROP COLUMN "reason"'],
    "a kept table is missing": ['DROP TABLE "retired"'],
}


@pytest.mark.parametrize("statements", OLDER.values(), ids=OLDER)
def test_an_older_record_is_brought_up_to_date(record: Path, statements: list[str]) -> None:
    change(record, *statements)
    with pytest.raises(OldRecord, match=r"bring it up to date with: dateline build -o .*decisions are kept"):
        Record(record)
    with writing(record) as writer:
        assert writer.reports() == {"r": REPORT}
        assert writer.decisions() == [DECISION]
        assert writer.read_with().keys() == {"r"}
        assert writer.meta()["state"] == "unfinished"
    with Record(record) as opened:
        assert [problem.path for problem in opened.problems()] == ["b.txt"]
        assert all(opened.count(table) == 0 for table in DERIVED)
        assert opened.meta()["schema"] == fingerprint()


def test_readings_in_another_shape_are_made_again(record: Path) -> None:
    change(record, "ALTER TABLE reading DROP COLUMN text")
    with writing(record) as writer:
        assert writer.read_with() == {}
        assert writer.reports() == {"r": REPORT}


# A column in a table that is kept which this version does not know would be lost.
def test_a_record_that_holds_more_than_is_known_is_left_alone(record: Path) -> None:
    change(record, 'ALTER TABLE "decision" ADD COLUMN "weight" REAL')
    before = record.read_bytes()
    with pytest.raises(NewerRecord, match=r"decision table has weight\); update Dateline"), writing(record):
        pass
    assert record.read_bytes() == before


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as file:
        file.execute("CREATE TABLE report (id)")
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(NotARecord, match="not a record of Dateline's"), writing(tmp_path / "other.db"):
        pass
    with pytest.raises(NotARecord):
        Record(tmp_path / "other.db")
    assert (tmp_path / "other.db").read_bytes() == before


def test_a_damaged_record_is_told_from_an_old_one(record: Path) -> None:
    data = bytearray(record.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    for page in range(2, len(data) // size, 3):
        data[page * size : page * size + 200] = b"\xa5" * 200
    record.write_bytes(data)
    with pytest.raises(DamagedRecord, match="is damaged"):
        list(read_all(record))


def read_all(record: Path) -> Iterator[object]:
    with Record(record) as opened:
        assert any("the file is damaged" in line for line in faults(opened))
        yield from (opened.reports(), opened.decisions(), opened.problems())


def test_check_says_which_texts_are_not_the_ones_that_were_read(record: Path) -> None:
    with Record(record) as opened:
        assert list(faults(opened)) == []
    with sqlite3.connect(record) as file:
        file.execute("UPDATE report SET text = 'Nine people were killed in Goris.'")
    with Record(record) as opened:
        assert [line for line in faults(opened) if "not as their text is now: r" in line]
