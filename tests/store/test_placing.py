"""Rows in an order, written by difference: the table is always what writing all of it anew would make it."""

import random
import sqlite3
from collections.abc import Iterator

import pytest

from dateline.records import Copy, Day
from dateline.store.placing import GAP, replace_rows, seal
from dateline.store.rows import columns, create, from_row


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:", isolation_level=None) as file:
        file.row_factory = sqlite3.Row
        file.execute(create("timeline", Day))
        yield file


def day(name: str, weight: float = 1) -> Day:
    return Day(date=name, text=(), facts=(name,), reports=(), weight=weight, status="actual", sentences=(("r", 0, 5),))


def held(file: sqlite3.Connection) -> list[Day]:
    return [from_row(Day, row) for row in file.execute("SELECT * FROM timeline ORDER BY rowid")]


def replaced(file: sqlite3.Connection, days: list[Day], before: bytes | None) -> tuple[bytes, int]:
    """What is to be given next time, and how many rows were written or deleted."""
    changes = file.total_changes
    placed, sealed = replace_rows(file, "timeline", Day, days, before)
    assert held(file) == days
    assert sealed == seal(file, "timeline")
    return placed, file.total_changes - changes


# (rows before, rows after, how many rows are touched at most)
@pytest.mark.parametrize(
    ("before", "after", "touched"),
    [
        ("", "abc", 3),
        ("abc", "abc", 0),
        ("abc", "abxc", 1),
        ("abc", "xabc", 1),
        ("abc", "abcx", 1),
        ("abc", "ac", 1),
        ("abc", "", 3),
        ("abc", "axc", 2),
        # one that moves is written again, the others stay
        ("abcdef", "bcdefa", 2),
        ("abcdef", "fabcde", 2),
        # two that are equal are two rows
        ("aab", "aba", 2),
        ("ab", "aab", 1),
    ],
)
def test_only_what_changed_is_written(file: sqlite3.Connection, before: str, after: str, touched: int) -> None:
    placed, _ = replaced(file, [day(name) for name in before], None)
    assert replaced(file, [day(name) for name in after], placed)[1] <= touched


def test_any_sequence_of_changes(file: sqlite3.Connection) -> None:
    chance, touched = random.Random(5), 0
    days: list[Day] = []
    placed: bytes | None = None
    for _ in range(300):
        for _ in range(chance.randint(0, 3)):
            days.insert(chance.randint(0, len(days)), day(str(chance.randint(0, 900)), chance.choice((1, 2.5))))
        for _ in range(chance.randint(0, min(2, len(days)))):
            days.pop(chance.randrange(len(days)))
        placed, changes = replaced(file, days, placed)
        touched += changes
    assert len(days) > 100 and touched < 300 * 5


# Between two rows there is room for twenty, one before the other; then all are written with new gaps.
def test_where_there_is_no_room_left_all_is_written_again(file: sqlite3.Connection) -> None:
    days = [day("a"), day("b")]
    placed, _ = replaced(file, days, None)
    touched = []
    for number in range(30):
        days.insert(1, day(f"n{number}"))
        placed, changes = replaced(file, days, placed)
        touched.append(changes)
    assert touched.count(1) == 29 and GAP == 2**20


# Rows that somebody else took away, or numbered otherwise (VACUUM does), are no ground to stand on.
@pytest.mark.parametrize("harm", ["DELETE FROM timeline WHERE date = 'b'", "VACUUM"])
def test_a_table_that_was_touched_by_others_is_written_anew(file: sqlite3.Connection, harm: str) -> None:
    days = [day(name) for name in "abc"]
    placed, _ = replaced(file, days, None)
    file.execute(harm)
    placed, touched = replaced(file, days, placed)
    assert touched >= 3
    assert replaced(file, days, placed)[1] == 0


@pytest.mark.parametrize("harm", ["SET weight = 3 WHERE date = 'b'", "SET rowid = -rowid"])
def test_the_seal_sees_a_row_that_changed_or_moved(file: sqlite3.Connection, harm: str) -> None:
    _, sealed = replace_rows(file, "timeline", Day, [day(name) for name in "abc"], None)
    file.execute(f"UPDATE timeline {harm}")
    assert sealed != seal(file, "timeline")


def test_every_column_is_sealed_as_sqlite_gives_it_back(file: sqlite3.Connection) -> None:
    file.execute(create("copies", Copy))
    copy = Copy(a="a", b="b", relation="near", a_spans=((0, 5),), b_spans=((0, 5),), coverage=1)
    assert {"REAL", "TEXT", None} <= set(columns(Copy).values())
    _, sealed = replace_rows(file, "copies", Copy, [copy], None)
    assert sealed == seal(file, "copies")
