"""Merge, split and undo from the command line: entries in the record, kept through a rebuild."""

import json
from pathlib import Path

import pytest

from dateline import cli
from dateline.engines.local import Local
from dateline.errors import BadOption, UnknownId
from dateline.pipeline import Settings, build
from dateline.records import Decision, Entity
from dateline.store import Record
from dateline.store.check import faults

Capture = pytest.CaptureFixture[str]
LINES = [
    {"id": "a", "text": "Karen Vantsyan spoke on Monday. The mayor, Karen Vantsyan, said 12 people were killed."},
    {"id": "b", "text": "Mayor Levon Mirzoyan said on Tuesday that 14 people had been killed in Goris."},
    {"id": "c", "text": "Karen Vantsyan told reporters that the road was open."},
]


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LINES), "utf-8")
    rebuild(tmp_path)
    return tmp_path / "r.db"


def rebuild(folder: Path, reread: bool = False) -> None:
    settings = Settings(cache=folder.parent / "cache")
    build([folder / "a.jsonl"], folder / "r.db", engine=Local(), settings=settings, reread=reread)


def people(record: Path) -> dict[str, Entity]:
    with Record(record) as opened:
        assert list(faults(opened)) == []
        return {entity.name: entity for entity in opened.groups("entities") if entity.kind == "person"}


def made(record: Path) -> list[Decision]:
    with Record(record) as opened:
        return opened.decisions()


def test_merge_and_undo_last_through_rebuilds(record: Path, tmp_path: Path) -> None:
    apart = people(record)
    assert {"Karen Vantsyan", "Levon Mirzoyan"} <= apart.keys()
    ids = [apart["Karen Vantsyan"].id, apart["Levon Mirzoyan"].id]
    cli.merge(record, ids, reason="one mayor", author="Ana")
    rebuild(tmp_path, reread=True)
    (one,) = people(record).values()
    assert {"Karen Vantsyan", "Levon Mirzoyan"} <= set(one.names)
    (decision,) = made(record)
    assert (decision.action, decision.author, decision.reason) == ("merge", "Ana", "one mayor")
    assert decision.anchors[0][:2] == ("a", "Karen Vantsyan") and decision.time.endswith("+00:00")
    cli.undo(record, decision.id, reason="two after all", author="Ana")
    assert people(record).keys() == apart.keys() and len(made(record)) == 2
    with pytest.raises(BadOption, match="undone already"):
        cli.undo(record, decision.id, reason="again", author="Ana")


def test_split_takes_one_report_out(record: Path, tmp_path: Path) -> None:
    entity = people(record)["Karen Vantsyan"].id
    with pytest.raises(
        BadOption, match=r"its members are e-\w+ \(Karen Vantsyan, a\), e-\w+ \(Karen Vantsyan, c\)"
    ) as said:
        cli.split(record, entity, "e-0", reason="father and son", author="Ana")
    member = str(said.value).rsplit(", e-", 1)[1].split(" ")[0]
    cli.split(record, entity, f"e-{member}", reason="father and son", author="Ana")
    rebuild(tmp_path)
    with Record(record) as opened:
        named = [entity for entity in opened.groups("entities") if entity.name == "Karen Vantsyan"]
    assert len(named) == 2


def test_what_cannot_be_decided(record: Path, tmp_path: Path) -> None:
    entity = people(record)["Levon Mirzoyan"].id
    with pytest.raises(UnknownId, match="no entity 'e-0'"):
        cli.merge(record, [entity, "e-0"], reason="x", author="")
    with pytest.raises(BadOption, match="takes two entities"):
        cli.merge(record, [entity, entity], reason="x", author="")
    with pytest.raises(BadOption, match="has one member"):
        cli.split(record, entity, entity, reason="x", author="")
    with pytest.raises(UnknownId, match="no decision 'd-0'"):
        cli.undo(record, "d-0", reason="x", author="")
    assert made(record) == []


# What is likely but not sure is asked, until somebody decides; the record keeps the question.
def test_likely_names_are_asked_about(record: Path, tmp_path: Path, capsys: Capture) -> None:
    surname = {"id": "d", "text": "The road is shut, Mr Mirzoyan said on Tuesday."}
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in (*LINES, surname)), "utf-8")
    rebuild(tmp_path)
    cli.names(a=str(record))
    said = capsys.readouterr().out
    assert "Levon Mirzoyan" in said and "the same surname" in said
    with Record(record) as opened:
        (one,) = opened.groups("suggestions")
    cli.merge(record, [one.a, one.b], reason="one mayor", author="Ana")
    cli.names(a=str(record))
    assert "no names to decide about" in capsys.readouterr().out
    (decision,) = made(record)
    cli.undo(record, decision.id, reason="not sure", author="Ana")
    member = next(entity for entity in people(record).values() if entity.name == "Mirzoyan")
    assert member.id in {one.a, one.b}


# A decision whose report has gone is told, with whom it was about.
def test_decisions_that_lost_their_subjects_are_told(record: Path, tmp_path: Path, capsys: Capture) -> None:
    apart = people(record)
    cli.merge(record, [apart["Karen Vantsyan"].id, apart["Levon Mirzoyan"].id], reason="one mayor", author="Ana")
    (tmp_path / "a.jsonl").write_text(json.dumps(LINES[0]) + "\n", "utf-8")
    settings = Settings(cache=tmp_path.parent / "cache")
    build([tmp_path / "a.jsonl"], record, engine=Local(), settings=settings, prune=True)
    cli.names(a=str(record))
    said = " ".join(capsys.readouterr().out.split())
    assert "Decisions without their subjects" in said and "no longer found: “Levon Mirzoyan” in b" in said
