"""Datasette opens a record as it is, with the metadata file that the package ships."""

import json
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dateline.records import FACTS, GROUPS

METADATA = Path(str(files("dateline.web") / "datasette.json"))


@pytest.fixture(scope="module")
def record(ferry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record under the name that the metadata file speaks of."""
    path = tmp_path_factory.mktemp("datasette") / "record.db"
    shutil.copy(ferry, path)
    return path


def get(record: Path, address: str) -> Any:
    """What Datasette answers."""
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(record), "--metadata", str(METADATA)]
    done = subprocess.run([*command, "--get", address], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr or done.stdout
    return json.loads(done.stdout)


def test_tables_rows_and_search(record: Path) -> None:
    tables = {table["name"]: table["count"] for table in get(record, "/record.json")["tables"]}
    assert {*FACTS, *GROUPS, "report", "document"} <= tables.keys()
    assert tables["figures"] == 4
    found = get(record, "/record/report.json?_search=overloaded&_shape=array")
    assert [row["id"] for row in found] == ["ferry-1"]


def test_the_canned_queries(record: Path) -> None:
    killed = get(record, "/record/figures_with_their_sentence.json?kind=killed&_shape=array")
    assert {row["giver"] for row in killed} == {"the coastguard", "Ilse Marn", "the ministry"}
    denied = get(record, "/record/denials.json?_shape=array")
    assert [row["speaker"] for row in denied] == ["unnamed: the owner"]


def test_the_metadata_names_tables_and_columns_that_there_are(record: Path) -> None:
    import sqlite3

    described = json.loads(METADATA.read_text(encoding="utf-8"))["databases"]["record"]["tables"]
    opened = sqlite3.connect(record)
    for table, said in described.items():
        columns = {row[1] for row in opened.execute(f"PRAGMA table_info('{table}')")}
        assert columns, f"the record has no table {table}"
        assert set(said.get("facets", [])) <= columns, table
    opened.close()
