"""What `dateline check` sees of records that were damaged: a row lost or changed anywhere, tables, indexes, bytes."""

import random
import sqlite3
from pathlib import Path

import pytest

from dateline.engines.local import Local
from dateline.errors import DatelineError
from dateline.pipeline import Settings, build
from dateline.reading import cache_folder
from dateline.store import Record
from dateline.store.check import faults

TEXTS = {
    "a": "GORIS, 4 March 2024\n\nAt least 12 people were killed in Goris on Monday, the regional governor said. He "
    "denied that the bridge was closed.\n\nAbout 300 families fled to Kapan, according to the Red Cross.",
    "b": "KAPAN, 5 March 2024\n\nThe number of dead in Goris rose to 14 on Tuesday, the regional governor said.\n\n"
    "About 300 families fled to Kapan, according to the Red Cross. Shelling hit a bridge worth $2 million.",
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("check")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text)
    record = folder / "r.db"
    build([folder], record, engine=Local(1), settings=Settings(cache=cache_folder()))
    return record


@pytest.fixture
def record(whole: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "r.db"
    copy.write_bytes(whole.read_bytes())
    return copy


def seen(record: Path) -> list[str]:
    """The lines of the check, or the one of the error."""
    try:
        with Record(record) as opened:
            return list(faults(opened))
    except DatelineError as wrong:
        return [str(wrong)]


def test_nothing_is_wrong_with_a_whole_record(record: Path) -> None:
    assert seen(record) == []


DAY = (
    "INSERT INTO timeline (date, text, facts, reports, weight, status, sentences)"
    """ VALUES ('2024-03-04', '["x"]', '["f-x"]', '[]', 1.0, 'actual', '[["x", 0, 5]]')"""
)
ONE = "rowid = (SELECT min(rowid) FROM {})"


# (what is done to the record, what is said of it)
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        *((f"DELETE FROM {table} WHERE {ONE.format(table)}", f"{table}: 1 of ")
          for table in ("times", "mentions", "statements", "figures", "events", "quantities")),
        *((f"DELETE FROM {table} WHERE {ONE.format(table)}", f"{table}: ")
          for table in ("entities", "copies", "origins", "stories", "claims", "series")),
        ("DELETE FROM document WHERE id = (SELECT min(id) FROM document)", "document: the row of"),
        ("DELETE FROM report WHERE id = (SELECT min(id) FROM report)", "belongs to a report that is not there"),
        ("UPDATE figures SET low = low + 1", "figures: "),
        ("UPDATE figures SET start = start + 1", "does not stand where it says"),
        ("UPDATE statements SET stance = 'promises'", "statements: "),
        ("UPDATE statements SET content = '[[1,'", "is damaged (Input data was truncated)"),
        ("UPDATE claims SET origins = '[]'", "claims: a row is not as the last build left it"),
        (DAY, "timeline: 4 rows, and the last build left 3"),
        (DAY, "tells a sentence outside its report, x"),
        (DAY, "rests on a fact that is not there, f-x"),
        ("UPDATE report SET text = text || 'x'", "not as their text is now"),
        ("UPDATE reading SET data = substr(data, 1, 50)", "what was read in"),
        ("INSERT INTO decision (id, time) VALUES ('d', 't')", "decision: 1 rows, and the last build left 0"),
        ("DROP INDEX figures_report", "index figures_report is missing"),
        ("DROP TABLE timeline", "table or index timeline is missing"),
        ("DROP TABLE search", "table or index search is missing"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "table or index search is missing, or not all of it"),
        ("UPDATE meta SET value = 'unfinished' WHERE key = 'state'", "its build did not end"),
    ],
)  # fmt: skip
def test_what_is_seen(record: Path, statement: str, said: str) -> None:
    with sqlite3.connect(record) as file:
        assert file.execute(statement).rowcount != 0
    lines = seen(record)
    assert [line for line in lines if said in line], lines
    assert all("\n" not in line for line in lines)


# A copy that broke off, by a byte or by half.
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.99, -1])
def test_a_file_that_ends_too_early(record: Path, kept: float) -> None:
    data = record.read_bytes()
    record.write_bytes(data[: int(kept if kept < 0 else kept * len(data))])
    (line,) = seen(record)[:1]
    assert "damaged" in line or "not a record" in line


# A flipped bit may fall where nothing is (free pages) or where only the next build looks; it is never a traceback.
def test_a_flipped_bit_is_a_line_or_nothing(record: Path) -> None:
    chance, data = random.Random(5), record.read_bytes()
    found = 0
    for _ in range(60):
        at = chance.randrange(len(data))
        record.write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
        found += bool(seen(record))
    assert found
