"""One SQLite file: readers while a build writes, one plain file when it is done.

Tables: `report` (texts and metadata), `reading` (what was read in each report by itself, packed, so that the corpus
half can be made again), one table a kind of fact and group (see rows.py), `problem`, `retired`, `decision`, `meta`, and
the full-text index `search`.  Everything but `report`, `reading`, `problem`, `retired` and `decision` follows from
them.
"""

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from dateline.errors import DamagedRecord, NewerRecord, NotARecord, RecordBusy, RecordError
from dateline.intake import Retired
from dateline.records import FACTS, GROUPS, Annotation, Decision, Document, Problem, Report
from dateline.store.rows import TABLES, create, from_row, quote, to_row

APPLICATION = 0x444C4E45  # "DLNE"
VERSION = 1
PLAIN: dict[str, type] = {
    "report": Report,
    "document": Document,
    "problem": Problem,
    "retired": Retired,
    "decision": Decision,
}

T = TypeVar("T")
Excerpt = list[tuple[str, bool]]


class Record:
    """A record, opened for reading."""

    def __init__(self, path: Path) -> None:
        """Raises NotARecord, NewerRecord or DamagedRecord."""
        self.path = path
        if not path.is_file():
            raise NotARecord(f"there is no record at {path}; make one with: dateline build FOLDER -o {path}")
        self._file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        self._file.row_factory = sqlite3.Row
        check_version(self._file, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def reports(self) -> dict[str, Report]:
        """All reports, by id, in the order of their ids."""
        return {report.id: report for report in self.all(Report, "report", order="id")}

    def report(self, id: str) -> Report | None:
        return next(self.all(Report, "report", where="id = ?", values=(id,)), None)

    def documents(self) -> dict[str, Document]:
        """What was found out about each report as a whole, by report."""
        return {document.id: document for document in self.all(Document, "document", order="id")}

    def readings(self) -> dict[str, Annotation]:
        """What was read in each report by itself, by report."""
        return readings(self._file)

    def problems(self) -> list[Problem]:
        return list(self.all(Problem, "problem", order="path, what"))

    def retired(self) -> list[Retired]:
        return list(self.all(Retired, "retired", order="id"))

    def decisions(self) -> list[Decision]:
        return list(self.all(Decision, "decision", order="time, id"))

    def meta(self) -> dict[str, str]:
        return dict(self._file.execute("SELECT key, value FROM meta ORDER BY key").fetchall())

    def facts(self, table: str, report: str | None = None) -> Iterator[tuple[str, Any]]:
        """(report, fact) of one kind, in the order of reports and text."""
        where, values = ("report = ?", (report,)) if report else ("1", ())
        for row in self._file.execute(f'SELECT * FROM "{table}" WHERE {where} ORDER BY report, rowid', values):
            yield row["report"], from_row(FACTS[table], row)

    def groups(self, table: str) -> list[Any]:
        """All groups of one kind, in their order."""
        return list(self.all(GROUPS[table], table, order="rowid"))

    def all(
        self, kind: type[T], table: str, *, where: str = "1", values: Sequence[object] = (), order: str = "rowid"
    ) -> Iterator[T]:
        for row in self._file.execute(f'SELECT * FROM "{table}" WHERE {where} ORDER BY {order}', values):
            yield from_row(kind, row)

    def search(self, words: Sequence[str], *, most: int, skip: int = 0) -> tuple[list[tuple[str, Excerpt]], bool]:
        """The reports that hold all these words and phrases, best first, each with an excerpt; whether there are more.

        An excerpt is a list of (text, whether it is a match).
        """
        wanted = " ".join('"{}"'.format(word.replace('"', '""')) for word in words)
        rows = self._file.execute(
            "SELECT report.id, snippet(search, -1, char(2), char(3), ' … ', 24) FROM search"
            " JOIN report ON report.rowid = search.rowid WHERE search MATCH ?"
            " ORDER BY rank, report.id LIMIT ? OFFSET ?",
            (wanted, most + 1, skip),
        ).fetchall()
        found = [(id, _excerpt(snippet)) for id, snippet in rows[:most]]
        return found, len(rows) > most

    def count(self, table: str) -> int:
        return int(self._file.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        found = [row[0] for row in self._file.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found


class Writer:
    """A record being built.  One at a time; readers may look on."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, timeout=30, isolation_level=None)
        self._file.row_factory = sqlite3.Row
        check_version(self._file, path, new=True)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")
        if not self._file.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            with self.transaction():
                self._create()

    def _create(self) -> None:
        run = self._file.execute
        run(f"PRAGMA application_id = {APPLICATION}")
        run(f"PRAGMA user_version = {VERSION}")
        run("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
        for table, kind in PLAIN.items():
            run(create(table, kind))
        run("CREATE UNIQUE INDEX report_id ON report (id)")
        run("CREATE TABLE reading (report TEXT PRIMARY KEY, made_with TEXT, data BLOB)")
        for table, kind in TABLES.items():
            run(create(table, kind, ("report", "quote") if table in FACTS else ()))
            if table in FACTS:
                run(f'CREATE INDEX "{table}_report" ON "{table}" (report)')
        run("CREATE VIRTUAL TABLE search USING fts5(title, text, content='report', content_rowid='rowid')")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._file.execute("ROLLBACK")
            raise
        self._file.execute("COMMIT")

    def reports(self) -> dict[str, Report]:
        return {row["id"]: from_row(Report, row) for row in self._file.execute("SELECT * FROM report ORDER BY id")}

    def readings(self) -> dict[str, Annotation]:
        return readings(self._file)

    def decisions(self) -> list[Decision]:
        return [from_row(Decision, row) for row in self._file.execute("SELECT * FROM decision ORDER BY time, id")]

    def read_with(self) -> dict[str, str]:
        """For each report that has been read, what it was read with."""
        return dict(self._file.execute("SELECT report, made_with FROM reading").fetchall())

    def set_meta(self, **values: str) -> None:
        self._file.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def replace_reports(self, reports: Mapping[str, Report], retired: Iterable[Retired]) -> None:
        """The reports of the record; readings of reports that are gone or have another text are dropped."""
        with self.transaction():
            before = dict(self._file.execute("SELECT id, text FROM report").fetchall())
            stale = [(id,) for id, text in before.items() if id not in reports or reports[id].text != text]
            self._file.executemany("DELETE FROM reading WHERE report = ?", stale)
            self._rows("report", (reports[id] for id in sorted(reports)))
            known = {row[0] for row in self._file.execute("SELECT id FROM retired")}
            self._insert("retired", (to_row(gone) for gone in retired if gone.id not in known))

    def replace_problems(self, problems: Iterable[Problem]) -> None:
        """Problems of the files that were read now; what earlier builds said of other files stays."""
        found = list(problems)
        with self.transaction():
            self._file.executemany("DELETE FROM problem WHERE path = ?", [(problem.path,) for problem in found])
            self._insert("problem", (to_row(problem) for problem in found))

    def forget_problems(self, paths: Iterable[str]) -> None:
        """These files are read well now."""
        with self.transaction():
            self._file.executemany("DELETE FROM problem WHERE path = ?", [(path,) for path in paths])

    def add_readings(self, annotations: Iterable[Annotation], made_with: str) -> None:
        with self.transaction():
            self._file.executemany(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)",
                [(a.id, made_with, msgspec.msgpack.encode(a)) for a in annotations],
            )

    def add_decision(self, decision: Decision) -> None:
        with self.transaction():
            self._insert("decision", [to_row(decision)])

    def replace_findings(self, annotations: Mapping[str, Annotation], groups: Mapping[str, Sequence[object]]) -> None:
        """Everything that follows from the readings, anew and at once."""
        texts = dict(self._file.execute("SELECT id, text FROM report").fetchall())
        with self.transaction():
            for table in FACTS:
                self._file.execute(f'DELETE FROM "{table}"')
                self._insert(
                    table,
                    (
                        {"report": id, "quote": quote(texts[id], fact), **to_row(fact)}
                        for id in sorted(annotations)
                        for fact in getattr(annotations[id], table)
                    ),
                )
            self._rows("document", (document(annotations[id]) for id in sorted(annotations)))
            for table in GROUPS:
                self._rows(table, groups[table])
            self._file.execute("INSERT INTO search(search) VALUES ('rebuild')")

    def _rows(self, table: str, records: Iterable[object]) -> None:
        self._file.execute(f'DELETE FROM "{table}"')
        self._insert(table, (to_row(record) for record in records))

    def _insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        statement = ""
        for row in rows:
            if not statement:
                names = ", ".join(f'"{name}"' for name in row)
                statement = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(row))})'
            self._file.execute(statement, tuple(row.values()))

    def close(self) -> None:
        """Out of WAL into one plain file, if nobody is reading; else the side files stay."""
        self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            self._file.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as busy:
            if "locked" not in str(busy):
                raise
        self._file.close()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A record opened for one build.  Raises RecordBusy while another build has it, RecordError where it cannot be
    written.
    """
    lock_path = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_path.open("w")
    except OSError as wrong:
        raise RecordError(f"cannot write {path} ({wrong.strerror}); choose another place with -o") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RecordBusy(
                f"another build is writing {path}; wait for it, or choose another record with -o"
            ) from None
        try:
            writer = Writer(path)
            try:
                yield writer
            finally:
                writer.close()
        except sqlite3.OperationalError as wrong:
            raise RecordError(f"{path}: {wrong}; nothing that was saved before is lost") from wrong
        except sqlite3.DatabaseError as wrong:
            raise DamagedRecord(f"{path} is damaged ({wrong}); restore it, or build it again elsewhere") from wrong
        finally:
            lock_path.unlink(missing_ok=True)


def _excerpt(snippet: str) -> Excerpt:
    """What stands between the marks that the search put there is a match."""
    parts: Excerpt = []
    for piece in snippet.split("\x02"):
        match, closed, rest = piece.partition("\x03")
        parts += [(match, True), (rest, False)] if closed else [(piece, False)]
    return [(text, hit) for text, hit in parts if text]


def readings(file: sqlite3.Connection) -> dict[str, Annotation]:
    """What was read in each report by itself, by report."""
    decode = msgspec.msgpack.Decoder(Annotation).decode
    return {row[0]: decode(row[1]) for row in file.execute("SELECT report, data FROM reading ORDER BY report")}


def document(annotation: Annotation) -> Document:
    """What an annotation says about its report as a whole."""
    return Document(
        id=annotation.id,
        published=annotation.published,
        boilerplate=annotation.boilerplate,
        captions=annotation.captions,
        title_span=annotation.title_span,
        sentences=annotation.sentences,
    )


def check_version(file: sqlite3.Connection, path: Path, *, new: bool = False) -> None:
    """Raises NotARecord, NewerRecord or DamagedRecord; an empty file passes where a new one may be made."""
    try:
        application = file.execute("PRAGMA application_id").fetchone()[0]
        version = file.execute("PRAGMA user_version").fetchone()[0]
        tables = file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as wrong:
        if "not a database" in str(wrong):
            raise NotARecord(f"{path} is not a record; name the file that dateline build made") from None
        raise DamagedRecord(f"{path} is damaged ({wrong}); restore it, or build it again") from wrong
    if new and not tables:
        return
    if application != APPLICATION:
        raise NotARecord(
            f"{path} is a database, but not a record of Dateline's; name the file that dateline build made"
        )
    if version > VERSION:
        raise NewerRecord(
            f"{path} was made by a newer Dateline (format {version}, this one knows {VERSION}); update Dateline"
        )
