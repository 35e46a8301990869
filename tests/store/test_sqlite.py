"""One writer, readers beside it; what goes wrong with the disk is one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import RecordBusy, RecordError
from dateline.records import Annotation, Report
from dateline.store import Record, pack, writing

REPORTS = [Report(id=f"r{n}", text=f"{n} people were killed.", sha256=str(n)) for n in range(600)]


def test_readings_are_unpacked_as_they_are_asked_for(tmp_path: Path) -> None:
    with writing(tmp_path / "r.db") as writer:
        writer.add_reports(REPORTS)
        writer.add_readings(((r, pack(Annotation(id=r.id, sentences=((0, len(r.text)),)))) for r in REPORTS), "rules")
        readings = writer.readings()
        assert len(readings) == 600 and "r5" in readings and "x" not in readings and readings.get("x") is None
        assert list(readings) == sorted(r.id for r in REPORTS)
        assert {id: found.sentences[0][1] for id, found in readings.items()} == {r.id: len(r.text) for r in REPORTS}
        assert list(writer.readings({"r3", "r1", "x"})) == ["r1", "r3"]
        with pytest.raises(KeyError):
            readings["x"]


def test_a_lock_left_by_a_killed_build_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".r.db.lock").write_text("")
    with writing(tmp_path / "r.db"), pytest.raises(RecordBusy), writing(tmp_path / "r.db"):
        pass
    assert not (tmp_path / ".r.db.lock").exists()


FILL = """
import resource, sys
from pathlib import Path
from dateline.errors import RecordError
from dateline.records import Report
from dateline.store import writing
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))  # as if the disk ended there
try:
    with writing(Path(sys.argv[1])) as writer:
        for n in range(1000):
            with writer.transaction():
                writer.add_reports([Report(id=f"n{n:04}", text="Two people were killed. " * 100, sha256="x")])
            sys.stdout.write(f"n{n:04}\\n")
except RecordError as wrong:
    sys.stdout.write(f"error {wrong}\\n")
"""


def test_a_full_disk_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FILL, tmp_path / "r.db"], capture_output=True, text=True, check=True)
    *saved, error = done.stdout.splitlines()
    assert "make room on its disk and run the same command again" in error
    assert len(saved) > 5
    with writing(tmp_path / "r.db") as writer:
        assert set(saved) <= writer.reports().keys()


HALF = """
import os, signal, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("PRAGMA cache_size=1")  # so that pages are written before the end
file.execute("BEGIN IMMEDIATE")
file.execute("UPDATE report SET text = text || text")
os.kill(os.getpid(), signal.SIGKILL)
"""


# Found by the kills of benchmarks/faults.py: outside WAL (a build goes into it and out again) a killed writer leaves a
# journal, which only a connection that may write can play back.
def test_a_record_opens_whose_writer_was_killed_outside_wal(tmp_path: Path) -> None:
    path, text = tmp_path / "r.db", "Two people were killed. " * 200
    with writing(path) as writer:
        writer.add_reports([Report(id=f"r{n}", text=text, sha256="x") for n in range(50)])
    subprocess.run([sys.executable, "-c", HALF, path], check=False)
    assert (tmp_path / "r.db-journal").exists()
    with Record(path) as record:
        assert {report.text for report in record.reports().values()} == {text}


@pytest.mark.parametrize("where", ["file/r.db", "file/deeper/r.db", "folder"])
def test_a_place_that_cannot_be_written(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "folder").mkdir()
    with pytest.raises(RecordError, match=r"choose another|is its folder one"), writing(tmp_path / where):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(RecordError, match="cannot write"), writing(tmp_path / "closed" / "r.db"):
        pass


def test_a_reader_sees_the_last_whole_record_until_the_next_is_whole(tmp_path: Path) -> None:
    with writing(tmp_path / "r.db") as writer:
        writer.add_reports(REPORTS[:2])
    with Record(tmp_path / "r.db") as before, writing(tmp_path / "r.db") as writer:
        with writer.transaction():
            writer.replace_reports({"r5": REPORTS[5]}, [])
            with Record(tmp_path / "r.db") as during:
                assert during.reports().keys() == {"r0", "r1"}
        assert before.reports().keys() == {"r5"}
