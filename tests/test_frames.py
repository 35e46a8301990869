"""A record as DataFrames, with either library."""

from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.engines.local import Local
from dateline.errors import BadOption, NotARecord
from dateline.export.tables import tables
from dateline.frames import TABLES
from dateline.pipeline import Settings, build
from dateline.store import Record

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "derna.db"
    build([EXAMPLES / "derna-2023"], path, engine=Local(1), settings=Settings())
    return path


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_every_table_has_the_rows_of_the_export(library: Any, record: Path) -> None:
    frames = dateline.open(record, library)
    with Record(record) as opened:
        for name, rows in tables(opened):
            expected = list(rows)
            frame: Any = getattr(frames, name)
            assert type(frame).__module__.startswith(library)
            assert len(frame) == len(expected), name
            if expected and "id" in expected[0]:
                assert list(frame["id"]) == [row["id"] for row in expected]
    assert set(TABLES) <= set(dir(frames))


# An empty table still has its columns: a notebook must not break on a record without disputes.
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_figures_have_their_columns(library: Any, record: Path) -> None:
    frame: Any = dateline.open(record, library).figures
    columns = {"kind", "low", "high", "giver", "as_of_earliest", "as_of_latest", "report", "spans", "quote"}
    assert columns <= set(frame.columns)
    decisions: Any = dateline.open(record, library).decisions
    assert {"id", "action", "subjects"} <= set(decisions.columns)
    assert len(decisions) == 0


def test_what_a_notebook_shows_is_escaped(record: Path, tmp_path: Path) -> None:
    evil = tmp_path / "<script>window.pwned=1<"
    evil.write_bytes(record.read_bytes())
    html = dateline.open(evil)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert repr(dateline.open(record)).startswith("<record ")


def test_no_record_no_table_no_library(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotARecord):
        dateline.open(tmp_path / "none.db")
    with pytest.raises(AttributeError, match="has no table 'figure'; it has reports"):
        dateline.open(record).figure  # noqa: B018 (asking is the test)
    monkeypatch.setattr("dateline.frames.find_spec", lambda name: None)
    with pytest.raises(BadOption, match="pip install pandas"):
        dateline.open(record)
