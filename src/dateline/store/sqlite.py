"""One SQLite file: readers while a build writes, one plain file when it is done.

Tables: `report` (texts and metadata), `reading` (what was read in each report by itself, packed, so that the corpus
half can be made again), one table a kind of fact and group (see rows.py), `problem`, `retired`, `decision`, `meta`, and
the full-text index `search`.  Everything but `report`, `reading`, `problem`, `retired` and `decision` follows from
them; `kept` holds what was worked out on the way, so that the next build need not do it again.

A build that is killed leaves what the last one settled, whole, and beside it the readings that were saved: reports that
came new are added at once, while all that takes something away happens in the one transaction that ends a build.
"""

import fcntl
import os
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from dateline.errors import DamagedRecord, NotARecord, RecordBusy, RecordError
from dateline.intake import Retired
from dateline.link.kept import key_of
from dateline.records import FACTS, GROUPS, Annotation, Decision, Document, Problem, Report
from dateline.store.facts import write_out
from dateline.store.kept import AT_ONCE, TOGETHER, KeptInRecord, call, make_room_aside, roll, transaction
from dateline.store.placing import Seal, replace_rows, seal
from dateline.store.readings import Readings, pack
from dateline.store.rows import from_row, insertion, to_row
from dateline.store.schema import check_tables, names, prepare
from dateline.store.texts import Texts, head_of, heads_of, whole

T = TypeVar("T")
_of_head = msgspec.msgpack.Decoder(tuple[str, Report]).decode
Excerpt = list[tuple[str, bool]]


SEALED = ("decision", "retired")
"""Tables besides those of groups on whose rows nothing else rests."""


def _roll_back(path: Path) -> None:
    """Takes back what a build had half written that was killed as it went into WAL or out of it: a connection that may
    not write cannot, and finds the record locked for good.
    """
    if path.with_name(f"{path.name}-journal").exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=30)) as file:
            file.execute("SELECT count(*) FROM sqlite_master")


class Record:
    """A record, opened for reading."""

    def __init__(self, path: Path) -> None:
        """Raises NotARecord, OldRecord, NewerRecord or DamagedRecord."""
        self.path = path
        if not path.is_file():
            raise NotARecord(f"there is no record at {path}; make one with: dateline build FOLDER -o {path}")
        _roll_back(path)
        self._file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        self._file.row_factory = sqlite3.Row
        check_tables(self._file, path)

    def __enter__(self) -> Self:
        """All that is read until the end is of one moment, whatever a build writes meanwhile."""
        self._file.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raises DamagedRecord where reading came upon a page or a row that cannot be read."""
        self._file.close()
        if isinstance(error, sqlite3.DatabaseError | msgspec.MsgspecError | UnicodeDecodeError):
            raise DamagedRecord(
                f"{self.path} is damaged ({error}); dateline check says where; restore it, or build it again elsewhere"
            ) from error

    def reports(self) -> dict[str, Report]:
        """All reports, by id, in the order of their ids."""
        return {report.id: report for report in self.all(Report, "report", order="id")}

    def report(self, id: str) -> Report | None:
        return next(self.all(Report, "report", where="id = ?", values=(id,)), None)

    def documents(self) -> dict[str, Document]:
        """What was found out about each report as a whole, by report."""
        return {document.id: document for document in self.all(Document, "document", order="id")}

    def readings(self) -> Mapping[str, Annotation]:
        """What was read in each report by itself, by report; unpacked as it is asked for."""
        return Readings(self._file, Annotation)

    def unread(self) -> list[str]:
        """The reports that have not been read yet, or not as they are now."""
        held = dict(self._file.execute("SELECT report, text FROM reading").fetchall())
        reports = self.all(Report, "report", order="id")
        return [report.id for report in reports if held.get(report.id) != report_digest(report)]

    def problems(self, most: int = -1) -> list[Problem]:
        return list(self.all(Problem, "problem", order="path, what", most=most))

    def retired(self, most: int = -1) -> list[Retired]:
        return list(self.all(Retired, "retired", order="id", most=most))

    def decisions(self) -> list[Decision]:
        return list(self.all(Decision, "decision", order="time, id"))

    def meta(self) -> dict[str, str]:
        return dict(self._file.execute("SELECT key, value FROM meta ORDER BY key").fetchall())

    def facts(self, table: str, report: str | None = None) -> Iterator[tuple[str, Any]]:
        """(report, fact) of one kind, in the order of reports and text."""
        where, values = ("report = ?", (report,)) if report else ("1", ())
        for row in self._file.execute(f'SELECT * FROM "{table}" WHERE {where} ORDER BY report, rowid', values):
            yield row["report"], from_row(FACTS[table], row)

    def quoted(self, table: str) -> Iterator[tuple[str, str, Any]]:
        """(report, quote as it was written down, fact) of one kind."""
        for row in self._file.execute(f'SELECT * FROM "{table}" ORDER BY report, rowid'):
            yield row["report"], row["quote"], from_row(FACTS[table], row)

    def groups(self, table: str) -> list[Any]:
        """All groups of one kind, in their order."""
        return list(self.all(GROUPS[table], table, order="rowid"))

    def all(
        self,
        kind: type[T],
        table: str,
        *,
        where: str = "1",
        values: Sequence[object] = (),
        order: str = "rowid",
        most: int = -1,
    ) -> Iterator[T]:
        """Rows of a table as records; at most `most` (-1: all)."""
        query = f'SELECT * FROM "{table}" WHERE {where} ORDER BY {order} LIMIT {most:d}'
        for row in self._file.execute(query, values):
            yield from_row(kind, row)

    def search(self, words: Sequence[str], *, most: int, skip: int = 0) -> tuple[list[tuple[str, Excerpt]], bool]:
        """The reports that hold all these words and phrases, best first, each with an excerpt; whether there are more.
        A word or phrase with * at its end also stands for longer ones that begin so.

        An excerpt is a list of (text, whether it is a match).
        """
        quoted = ('"{}"'.format(word.replace('"', '""')) + "*" * word.endswith("*") for word in words)
        wanted = " ".join(quoted)
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

    def seals(self) -> Iterator[tuple[str, Seal, Seal]]:
        """Each table that nothing changes between builds: what it held when the last one ended, and what it holds.
        Nothing for a record that an older Dateline wrote.
        """
        sealed = msgspec.json.decode(self.meta().get("seals", "{}"), type=dict[str, Seal])
        for table, before in sealed.items():
            yield table, before, seal(self._file, table)

    def missing(self) -> list[str]:
        """Tables and indexes that a record has and this one has not; after a build that ended also "search", where it
        does not index every report.
        """
        there = {row[0] for row in self._file.execute("SELECT name FROM sqlite_master")}
        gone = [name for name in sorted(names()) if name not in there]
        if {"search", "search_docsize", "report", "meta"} <= there and self.meta().get("state") == "complete":
            indexed = self._file.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
            gone += ["search"] if indexed != self.count("report") else []
        return gone

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        try:
            found = [row[0] for row in self._file.execute("PRAGMA integrity_check")]
            asked = ("page_count", "page_size", "journal_mode")
            pages, size, journal = (self._file.execute(f"PRAGMA {what}").fetchone()[0] for what in asked)
            if (short := pages * size - self.path.stat().st_size) > 0 and journal != "wal":
                return [f"{short} bytes are missing at its end"]
        except sqlite3.DatabaseError as wrong:
            return [str(wrong)]
        return [] if found == ["ok"] else found


class Writer:
    """A record being built.  One at a time; readers may look on."""

    def __init__(self, path: Path) -> None:
        """Makes the record, or brings it up to date.  Raises NotARecord, NewerRecord or DamagedRecord."""
        self._file = sqlite3.connect(path, timeout=30, isolation_level=None)
        self._file.row_factory = sqlite3.Row
        prepare(self._file, path)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")
        self._known: dict[str, tuple[Report, bytes, str]] = {}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with transaction(self._file):
            yield

    def reports(self) -> dict[str, Report]:
        """All reports, by id."""
        return {row["id"]: from_row(Report, row) for row in self._file.execute("SELECT * FROM report ORDER BY id")}

    def heads(self, texts: Texts) -> dict[str, Report]:
        """The heads of all reports, by id; `texts` learns where the texts are."""
        there = [id for (id,) in self._file.execute("SELECT id FROM report ORDER BY id")]
        held = {
            id: (digest, *_of_head(value))
            for id, digest, value in self._file.execute("SELECT name, key, value FROM kept WHERE step = 'heads'")
        }
        with self.transaction():
            for id in there:
                if id not in held:  # an older Dateline did not keep it
                    row = self._file.execute("SELECT * FROM report WHERE id = ?", (id,)).fetchone()
                    self._keep_head(head_of(from_row(Report, row)))
        for id in there:
            if id in held:
                digest, of_reading, head = held[id]
                self._known[id] = head, digest, of_reading
        heads = {id: self._known[id][0] for id in there}
        texts.stand_in(self._file, heads)
        return heads

    def digest(self, head: Report) -> str:
        """What a reading of this report remembers of it, see `report_digest`: known of reports that the record has."""
        return self._digests(head)[1]

    def _digests(self, head: Report) -> tuple[bytes, str]:
        """Of all that a head has, and of what a reading remembers of it."""
        known = self._known.get(head.id)
        if known is None or known[0] is not head:
            self._known[head.id] = known = head, _head_digest(head), _remembered(head)
        return known[1:]

    def readings(self, only: Container[str] | None = None) -> Readings[Annotation]:
        """What was read in each report by itself, or in each of these, by report; unpacked as it is asked for."""
        return Readings(self._file, Annotation, only)

    def layouts(self, only: Container[str] | None = None) -> Mapping[str, Document]:
        """The same, of each report as a whole alone."""
        return Readings(self._file, Document, only)

    def decisions(self) -> list[Decision]:
        """What people decided, in the order of time."""
        return [from_row(Decision, row) for row in self._file.execute("SELECT * FROM decision ORDER BY time, id")]

    def read_with(self) -> dict[str, tuple[str, str]]:
        """For each report that has been read: what it was read with, and a digest of what was read."""
        rows = self._file.execute("SELECT report, made_with, text FROM reading")
        one: dict[str, str] = {}  # most were read with the same
        return {report: (one.setdefault(made_with, made_with), text) for report, made_with, text in rows}

    def meta(self) -> dict[str, str]:
        """What the record says of itself: state, what it was made with, schema."""
        return dict(self._file.execute("SELECT key, value FROM meta").fetchall())

    def set_meta(self, **values: str) -> None:
        """Keeps these values under their names."""
        self._file.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def add_reports(self, reports: Iterable[Report]) -> None:
        """Reports that the record did not have."""
        waiting = iter(reports)
        while some := list(islice(waiting, TOGETHER)):
            with self.transaction():
                self._add_rows("report", some)

    def replace_reports(self, reports: Mapping[str, Report], retired: Iterable[Retired]) -> None:
        """The reports of the record, and the index of their words; readings of reports that are gone are dropped.

        Rows that are what they are to be are left as they are.  Texts may stand in rows that go (see texts.py).
        """
        held = {row[0] for row in self._file.execute("SELECT report FROM reading")}
        self._file.executemany("DELETE FROM reading WHERE report = ?", [(id,) for id in sorted(held - reports.keys())])
        digests = {id: self._digests(head)[0] for id, head in sorted(heads_of(reports).items())}
        query = "SELECT name, key FROM kept WHERE step = 'heads'"
        there, indexed = dict(self._file.execute(query).fetchall()), roll(self._file, "search")
        self._file.executemany(
            "INSERT INTO search (search, rowid, title, text)"
            " SELECT 'delete', rowid, title, text FROM report WHERE id = ?",
            [(id,) for id, digest in indexed.items() if digests.get(id) != digest],
        )
        self._file.execute("CREATE TEMP TABLE IF NOT EXISTS arriving AS SELECT * FROM report WHERE 0")
        self._file.execute("DELETE FROM temp.arriving")
        self._add_rows("arriving", (reports[id] for id, digest in digests.items() if there.get(id) != digest))
        rows = [id for (id,) in self._file.execute("SELECT id FROM report")]
        stale = [(id,) for id in rows if there.get(id) != digests.get(id, b"")]
        self._file.executemany("DELETE FROM report WHERE id = ?", stale)
        self._file.execute("INSERT INTO report SELECT * FROM temp.arriving ORDER BY id")
        self._file.execute("DELETE FROM temp.arriving")
        self._file.executemany(
            "DELETE FROM kept WHERE step = 'heads' AND name = ?", [(id,) for id in there.keys() - digests.keys()]
        )
        if indexed:
            add = "INSERT INTO search (rowid, title, text) SELECT rowid, title, text FROM report WHERE id = ?"
            self._file.executemany(add, [(id,) for id, digest in digests.items() if indexed.get(id) != digest])
        else:
            self._file.execute("INSERT INTO search (search) VALUES ('rebuild')")
        if indexed != digests:
            call(self._file, "search", digests)
        known = {row[0] for row in self._file.execute("SELECT id FROM retired")}
        self._insert("retired", Retired, (gone for gone in retired if gone.id not in known))

    def _add_rows(self, table: str, reports: Iterable[Report]) -> None:
        for report in reports:
            self._insert(table, Report, [whole(report)])
            self._keep_head(head_of(report))

    def _keep_head(self, head: Report) -> None:
        """Keeps of a row of `report` all but the text, with a digest of it and what readings remember of it."""
        digest, of_reading = self._digests(head)
        row = ("heads", head.id, digest, pack((of_reading, head)))
        self._file.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", row)

    def replace_problems(self, problems: Iterable[Problem]) -> None:
        """Problems of the files that were read now; what earlier builds said of other files stays."""
        found = list(problems)
        self.forget_problems({problem.path for problem in found})
        self._insert("problem", Problem, found)

    def forget_problems(self, paths: Iterable[str]) -> None:
        """These files are read well now."""
        self._file.executemany("DELETE FROM problem WHERE path = ?", [(path,) for path in sorted(paths)])

    def add_readings(self, read: Iterable[tuple[Report, bytes]], made_with: str) -> None:
        """Reports with what was read in them (packed, see `pack`), in place of earlier readings of the same reports."""
        with self.transaction():
            self._file.executemany(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)",
                [(report.id, made_with, self.digest(head_of(report)), data) for report, data in read],
            )

    def put_aside(self, made: Iterable[tuple[str, str, bytes]]) -> None:
        """(step, report, packed result) of what was made of reports as they were read: at hand until the build ends."""
        make_room_aside(self._file)
        with self.transaction():
            self._file.executemany("INSERT OR REPLACE INTO temp.aside VALUES (?, ?, ?)", made)

    def drop_readings(self, reports: Iterable[str]) -> None:
        """Forgets what was read in these reports."""
        self._file.executemany("DELETE FROM reading WHERE report = ?", [(id,) for id in reports])

    def kept(self, digests: Mapping[str, bytes], rules: str) -> KeptInRecord:
        """What was worked out from the reports before, by the same rules; `digests` are those of the reports now."""
        if self.meta().get("kept_with") != rules:
            with self.transaction():
                self._file.execute("DELETE FROM kept WHERE step != 'heads' AND (step, name) != ('roll', 'search')")
                self.set_meta(kept_with=rules)
        return KeptInRecord(self._file, digests)

    def add_decision(self, decision: Decision) -> None:
        """Keeps what somebody decided."""
        self._insert("decision", Decision, [decision])

    def take_facts(self, laid: Iterable[tuple[str, bytes]]) -> None:
        """Facts of reports as rows (see facts.py), put aside until `replace_findings` writes them."""
        self._file.execute("CREATE TEMP TABLE IF NOT EXISTS laid (report TEXT PRIMARY KEY, value BLOB)")
        with self.transaction():
            self._file.executemany("INSERT OR REPLACE INTO temp.laid VALUES (?, ?)", laid)

    def replace_findings(self, groups: Mapping[str, Sequence[object]], digests: Mapping[str, bytes]) -> None:
        """Everything that follows from the readings; call it inside a transaction.

        Facts of reports whose digest is the one that they were written with are left as they are; those of all others
        must have been taken.  Who keeps something made from the findings knows by the value `findings` of the record's
        meta whether they are still the same.
        """
        written = roll(self._file, "facts")
        for table in (*FACTS, "document"):
            if not written:
                self._file.execute(f'DELETE FROM "{table}"')
            gone = [(id,) for id, digest in written.items() if digests.get(id) != digest]
            self._file.executemany(f'DELETE FROM "{table}" WHERE {"report" if table in FACTS else "id"} = ?', gone)
        query = "SELECT value FROM temp.laid WHERE report = ?"
        waiting = iter(sorted(id for id, digest in digests.items() if written.get(id) != digest))
        while some := list(islice(waiting, AT_ONCE)):
            write_out(self._file, [self._file.execute(query, (id,)).fetchone()[0] for id in some])
        if written != digests:
            call(self._file, "facts", digests)
        seals = {table: seal(self._file, table) for table in SEALED}
        for table, kind in GROUPS.items():
            seals[table] = self._replace_group(table, kind, groups[table])
        self.set_meta(findings=os.urandom(8).hex(), seals=msgspec.json.encode(seals).decode())
        self._file.execute("DELETE FROM meta WHERE key = 'sealed'")  # an older Dateline's, made in another way

    def _replace_group(self, table: str, kind: type, records: Sequence[object]) -> Seal:
        """What is known of the rows is kept beside what was worked out: with it, it is forgotten by other rules."""
        held = self._file.execute("SELECT value FROM kept WHERE step = 'rows' AND name = ?", (table,)).fetchone()
        placed, sealed = replace_rows(self._file, table, kind, records, held[0] if held else None)
        self._file.execute("INSERT OR REPLACE INTO kept VALUES ('rows', ?, NULL, ?)", (table, placed))
        return sealed

    def _insert(self, table: str, kind: type, records: Iterable[object]) -> None:
        self._file.executemany(insertion(table, kind), map(to_row, records))

    def close(self) -> None:
        """Out of WAL into one plain file, if nobody is reading; else the side files stay."""
        try:
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._file.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as busy:
            if "locked" not in str(busy):
                raise
        finally:
            self._file.close()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A record opened for one build.  Raises RecordBusy while another build has it, RecordError where it cannot be
    written.
    """
    with _alone(path):
        try:
            writer = Writer(path)
            try:
                yield writer
            except BaseException:
                with suppress(sqlite3.Error):  # what went wrong first is what the user wants to know
                    writer.close()
                raise
            writer.close()
        except sqlite3.OperationalError as wrong:
            raise RecordError(_advice(path, str(wrong))) from wrong
        except sqlite3.DatabaseError as wrong:
            raise DamagedRecord(f"{path} is damaged ({wrong}); restore it, or build it again elsewhere") from wrong
        except (msgspec.MsgspecError, UnicodeDecodeError) as wrong:
            raise DamagedRecord(
                f"{path} holds a row that cannot be read ({wrong}); restore it, or build it again elsewhere"
            ) from wrong


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Holds a lock beside the record, which a killed process loses.  Raises RecordBusy, RecordError."""
    if path.is_dir():
        raise RecordError(f"{path} is a folder; choose another name with -o: {path / 'record.db'}")
    lock_path = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_path.open("w")
    except OSError as wrong:
        raise RecordError(f"cannot write {path} ({wrong.strerror}); choose another place with -o") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # the one who held it may have removed the file between our opening and our locking it
            mine = lock_path.exists() and os.fstat(lock.fileno()).st_ino == lock_path.stat().st_ino
        except BlockingIOError:
            mine = False
        if not mine:
            raise RecordBusy(f"another build is writing {path}; wait for it, or choose another record with -o")
        try:
            yield
        finally:
            lock_path.unlink(missing_ok=True)


def _advice(path: Path, wrong: str) -> str:
    if "full" in wrong or "disk I/O" in wrong:
        return (
            f"{path}: {wrong}; make room on its disk and run the same command again: what was saved before is not lost"
        )
    if "locked" in wrong:
        return f"{path}: another program is writing it; close that, and run the same command again"
    return f"cannot write {path} ({wrong}); choose another place with -o"


def report_digest(report: Report) -> str:
    """What a reading remembers of the report that was read: the text, and what its file says of it; not where that
    file lies.
    """
    return _remembered(head_of(report))


def _remembered(head: Report) -> str:
    return blake2b(pack(replace(head, paths=())), digest_size=12).hexdigest()


def _head_digest(head: Report) -> bytes:
    return key_of(pack(head))


def _excerpt(snippet: str) -> Excerpt:
    """What stands between the marks that the search put there is a match."""
    parts: Excerpt = []
    for piece in snippet.split("\x02"):
        match, closed, rest = piece.partition("\x03")
        parts += [(match, True), (rest, False)] if closed else [(piece, False)]
    return [(text, hit) for text, hit in parts if text]
