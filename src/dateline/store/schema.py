"""The tables of a record: made, recognised, and brought up to date where another version of Dateline made them.

The tables follow from the dataclasses in records.py, and so does a digest of them that the file carries.  What people
decided and the texts are kept through every change; what follows from the readings is made anew; a reading is kept as
long as the rules that made it are those of today (see rules.py).
"""

import sqlite3
from hashlib import blake2b
from pathlib import Path

from dateline.errors import DamagedRecord, NewerRecord, NotARecord, OldRecord, RecordError
from dateline.intake import Retired
from dateline.records import FACTS, GROUPS, Decision, Document, Problem, Report
from dateline.store.rows import columns, create, from_row, insertion, to_row

APPLICATION = 0x444C4E45  # "DLNE"
VERSION = 1

KEPT: dict[str, type] = {"report": Report, "problem": Problem, "retired": Retired, "decision": Decision}
DERIVED: dict[str, type] = {"document": Document, **FACTS, **GROUPS}

_OTHER = {
    "meta": "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)",
    "reading": "CREATE TABLE reading (report TEXT PRIMARY KEY, made_with TEXT, text TEXT, data BLOB)",
    "kept": "CREATE TABLE kept (step TEXT, name TEXT, key BLOB, value BLOB, PRIMARY KEY (step, name))",
    "search": 'CREATE VIRTUAL TABLE search USING fts5(title, text, content="report", content_rowid="rowid")',
}
_INDEXES = {
    "report": 'CREATE UNIQUE INDEX "report_id" ON "report" (id)',
    "document": 'CREATE UNIQUE INDEX "document_id" ON "document" (id)',
} | {table: f'CREATE INDEX "{table}_report" ON "{table}" (report)' for table in FACTS}


def statements() -> dict[str, str]:
    """The statement that makes each table."""
    made = {
        table: create(table, kind, ("report", "quote") if table in FACTS else ())
        for table, kind in (KEPT | DERIVED).items()
    }
    return _OTHER | made


def names() -> set[str]:
    """The names of all tables and indexes."""
    return {*statements(), *(f"{table}_{'report' if table in FACTS else 'id'}" for table in _INDEXES)}


def fingerprint() -> str:
    """A digest of all tables: two versions of Dateline that agree on it can read each other's records."""
    told = "\n".join([*statements().values(), *_INDEXES.values()])
    return blake2b(told.encode(), digest_size=8).hexdigest()


def prepare(file: sqlite3.Connection, path: Path) -> None:
    """Makes the tables in an empty file, or brings those of another version up to date, all of them or none.

    Raises NotARecord, NewerRecord, DamagedRecord.
    """
    if not _recognise(file, path, new=True):
        return
    file.execute("BEGIN IMMEDIATE")
    try:
        there = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table, kind in KEPT.items():
            if table in there:
                _move(file, path, table, kind)
            else:
                _make(file, table)
        for table in (*DERIVED, "kept", "search"):
            file.execute(f'DROP TABLE IF EXISTS "{table}"')
            _make(file, table)
        if "meta" not in there:
            _make(file, "meta")
        if "reading" not in there or _columns(file, "reading") != ["report", "made_with", "text", "data"]:
            file.execute("DROP TABLE IF EXISTS reading")
            _make(file, "reading")
        file.execute(f"PRAGMA application_id = {APPLICATION}")
        file.execute(f"PRAGMA user_version = {VERSION}")
        said = {"schema": fingerprint(), "state": "unfinished" if there else "empty", "stands_on": ""}
        file.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", said.items())
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _make(file: sqlite3.Connection, table: str) -> None:
    file.execute(statements()[table])
    if table in _INDEXES:
        file.execute(_INDEXES[table])


def _columns(file: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in file.execute(f'PRAGMA table_info("{table}")')]


def _move(file: sqlite3.Connection, path: Path, table: str, kind: type) -> None:
    """The rows of a table that is kept, into the table as it is today; new columns get their field's default."""
    wanted, held = list(columns(kind)), _columns(file, table)
    if held == wanted:
        return
    if unknown := set(held) - set(wanted):
        raise NewerRecord(
            f"{path} was made by a newer Dateline (its {table} table has {', '.join(sorted(unknown))}); update Dateline"
        )
    file.execute(f'ALTER TABLE "{table}" RENAME TO "old_{table}"')
    file.execute("DROP INDEX IF EXISTS report_id") if table == "report" else None
    _make(file, table)
    for row in file.execute(f'SELECT * FROM "old_{table}" ORDER BY rowid'):
        file.execute(insertion(table, kind), to_row(from_row(kind, row)))
    file.execute(f'DROP TABLE "old_{table}"')


def check_tables(file: sqlite3.Connection, path: Path) -> None:
    """Raises NotARecord, OldRecord, NewerRecord or DamagedRecord, unless the file has the tables of today."""
    if _recognise(file, path):
        raise OldRecord(
            f"{path} was made by another version of Dateline; bring it up to date with: dateline build -o {path}"
            " (texts and decisions are kept)"
        )


def _recognise(file: sqlite3.Connection, path: Path, *, new: bool = False) -> bool:
    """Whether the tables have to be made or brought up to date; with `new`, an empty file passes."""
    try:
        application = file.execute("PRAGMA application_id").fetchone()[0]
        version = file.execute("PRAGMA user_version").fetchone()[0]
        there = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
        held = file.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() if "meta" in there else None
    except sqlite3.OperationalError as wrong:
        raise RecordError(f"{path} cannot be opened ({wrong}); is its folder one that you may write to?") from None
    except sqlite3.DatabaseError as wrong:
        if "not a database" in str(wrong):
            raise NotARecord(f"{path} is not a record; name the file that dateline build made") from None
        raise DamagedRecord(f"{path} is damaged ({wrong}); restore it, or build it again elsewhere") from wrong
    if new and not there:
        return True
    if application != APPLICATION:
        raise NotARecord(
            f"{path} is a database, but not a record of Dateline's; name the file that dateline build made"
        )
    if version > VERSION:
        raise NewerRecord(
            f"{path} was made by a newer Dateline (format {version}, this one knows {VERSION}); update Dateline"
        )
    return held is None or held[0] != fingerprint()
