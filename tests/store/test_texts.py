"""Texts that stay on the disk: the reports are what they were."""

import sqlite3
from dataclasses import fields, replace
from pathlib import Path

import pytest

from dateline.records import Report
from dateline.store import Record, Texts, report_digest, whole, writing
from dateline.store import texts as room
from dateline.store.texts import head_of

REPORTS = [
    Report(id=f"r{n}", text=f"{n} people were killed in Dérna. " * (n % 7 + 1), paths=(f"{n}.txt",), title=f"No. {n}")
    for n in range(900)
]


def test_a_held_report_is_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "IN_MEMORY", 100)  # the file goes to the disk at once
    with Texts() as texts:
        heads = {report.id: texts.take(report) for report in REPORTS}
        held = texts.hold(heads)
        for report in REPORTS[::-1]:
            one = held[report.id]
            assert all(getattr(one, field.name) == getattr(report, field.name) for field in fields(Report))
            assert type(whole(one)) is Report and whole(one) == report and whole(report) is report
            assert head_of(one) == head_of(report) == heads[report.id]
            assert report_digest(one) == report_digest(report)
        with pytest.raises(KeyError):
            texts["no digest of any"]


def test_texts_are_found_in_the_record_whatever_becomes_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Texts() as texts, writing(path) as writer:
        heads = {report.id: texts.take(report) for report in REPORTS[:600]}
        writer.add_reports(texts.hold(heads).values())
        with writer.transaction():
            writer.replace_reports(texts.hold(heads), [])
    # r1 is gone, r2 has the text that r3 had, which is gone under that id; r4 has another path; r700 is new
    with Texts() as texts, writing(path) as writer:
        heads = writer.heads(texts)
        assert heads == {report.id: head_of(report) for report in REPORTS[:600]}
        new = texts.take(REPORTS[700])
        two = replace(heads["r2"], text=heads["r3"].text)
        four = replace(heads["r4"], paths=("elsewhere.txt",))
        gone = {"r1", "r3"}
        heads = {id: head for id, head in heads.items() if id not in gone} | {"r2": two, "r4": four, "r700": new}
        with writer.transaction():
            writer.replace_reports(texts.hold(heads), [])
    with Record(path) as opened:
        reports = opened.reports()
        assert reports.keys() == heads.keys()
        assert (reports["r2"].text, reports["r4"].text) == (REPORTS[3].text, REPORTS[4].text)
        assert reports["r4"].paths == ("elsewhere.txt",) and reports["r700"] == REPORTS[700]
        assert {id: head_of(report) for id, report in reports.items()} == heads
        found, _ = opened.search(["killed"], most=1000)
        assert {id for id, _ in found} == heads.keys()
    with sqlite3.connect(path) as file:
        file.execute("INSERT INTO search (search) VALUES ('integrity-check')")  # raises where index and texts differ


def test_a_record_that_does_not_say_what_its_rows_hold_is_read_through(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with writing(path) as writer:
        writer.add_reports(REPORTS[:5])
    with sqlite3.connect(path) as file:
        file.execute("DELETE FROM kept")
    with Texts() as texts, writing(path) as writer:
        held = texts.hold(writer.heads(texts))
        assert [whole(report) for report in held.values()] == REPORTS[:5]
