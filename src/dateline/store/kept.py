"""Results in a record, by what they were made from: what `link.kept` asks of a store."""

import sqlite3
import zlib
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from itertools import islice
from typing import TypeVar

import msgspec
import numpy as np

from dateline.link.blocks import Blocks, Index, Make, indexed, joined, whole_key
from dateline.link.kept import AT_HAND, Ask, Beside, Columns, MakePairs, OfPairs, Part, Rows, Wanted, key_of
from dateline.link.marks import Marks, find, keys_of, marks_of
from dateline.store.readings import Unpacked

T = TypeVar("T")

AT_ONCE = 64
"""Results made, of such as stay packed, before these are written."""
TOGETHER = 500
"""Results looked up, and written, at a time."""

LONG = 12_000
"""Bytes from which on a result is packed tightly.  From 4,000 on a record would be smaller by a twentieth, and nearly
every report's figures be packed so, and unpacked again: a thirtieth of all that is done after reading."""


def pack_result(result: object) -> bytes:
    """A result as the record keeps it."""
    if isinstance(result, bytes):
        return result  # packed by whoever made it
    data = msgspec.msgpack.encode(result)
    return data if len(data) < LONG else zlib.compress(data, 1)


def _unpacker(kind: type[T]) -> Callable[[bytes], T]:
    """Reads what `pack_result` wrote: no result begins as zlib's header does, which would be the number 120."""
    if kind is bytes:
        return lambda data: data  # type: ignore[return-value]  # bytes are T
    decode = msgspec.msgpack.Decoder(kind).decode
    return lambda data: decode(zlib.decompress(data) if data[:1] == b"\x78" else data)


_PACKED = dict[str, tuple[str, bytes]]
"""Columns: the kind of number, and the bytes."""


class _PairsRow(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a name's pairs: its key, the others with theirs, and the results."""

    key: bytes
    others: msgspec.Raw
    results: tuple[bytes, ...]


_pairs_row = _unpacker(_PairsRow)
_of_others = msgspec.msgpack.Decoder(dict[str, bytes]).decode


@contextmanager
def transaction(file: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; within a transaction, a part of it."""
    if file.in_transaction:
        yield
        return
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if file.in_transaction:  # a full disk has rolled it back already
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def make_room_aside(file: sqlite3.Connection) -> None:
    """The table of what is put aside until the build ends."""
    file.execute("CREATE TEMP TABLE IF NOT EXISTS aside (step TEXT, name TEXT, value BLOB, PRIMARY KEY (step, name))")


def roll(file: sqlite3.Connection, step: str) -> dict[str, bytes]:
    """By report what it was when a step was done with it: all of them in one row, which is read in a tenth of the time
    of as many rows."""
    row = file.execute("SELECT value FROM kept WHERE step = 'roll' AND name = ?", (step,)).fetchone()
    return _of_roll(row[0]) if row else {}


def call(file: sqlite3.Connection, step: str, reports: Mapping[str, bytes]) -> None:
    """Keeps what the reports are now that a step has been done with them."""
    value = msgspec.msgpack.encode(reports)
    file.execute("INSERT OR REPLACE INTO kept VALUES ('roll', ?, NULL, ?)", (step, value))


_of_roll = msgspec.msgpack.Decoder(dict[str, bytes]).decode


class KeptInRecord:
    """The table `kept` of a record that is being written, and a table that is gone when it is closed."""

    def __init__(self, file: sqlite3.Connection, digests: Mapping[str, bytes]) -> None:
        self._file, self._digests = file, digests
        self._known: tuple[tuple[str, ...], Marks] | None = None
        self._whole: dict[str, Mapping[str, bytes]] = {}
        """By step the reports of which the result is there, where there is none of any other."""

    def of(self, report: str) -> bytes:
        """See `link.kept`, here and below."""
        return self._digests[report]

    def known(self, reports: Sequence[str]) -> Marks:
        if self._known is None or self._known[0] != tuple(reports):  # steps ask one after the other for all of them
            marks = marks_of(key_of(id.encode("utf-8", "surrogatepass"), self.of(id)) for id in reports)
            self._known = tuple(reports), marks
        return self._known[1]

    def each(self, step: str, kind: type[T], wanted: Iterable[Wanted[T]]) -> Iterator[tuple[str, T]]:
        decode, ready = _unpacker(kind), self.ready(step)
        waiting, before = iter(wanted), ""
        while some := list(islice(waiting, TOGETHER)):
            held = {
                name: (key, value)
                for name, key, value in self._file.execute(
                    "SELECT name, key, value FROM kept WHERE step = ? AND name > ? AND name <= ?",
                    (step, before, some[-1][0]),
                )
            }
            made = []
            for name, key, make in some:
                was, value = held.pop(name, (None, b""))
                if was == key:
                    yield name, decode(value)
                elif (value := ready(name)) is not None:
                    made.append((step, name, key, value))
                    yield name, decode(value)
                else:
                    result = make()
                    made.append((step, name, key, pack_result(result)))
                    yield name, result
            with transaction(self._file):
                self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", made)
                self._file.executemany("DELETE FROM kept WHERE step = ? AND name = ?", [(step, name) for name in held])
            before = some[-1][0]
        self._file.execute("DELETE FROM kept WHERE step = ? AND name > ?", (step, before))

    def of_pairs(self, step: str, wanted: Iterable[Beside], make: MakePairs) -> Iterator[OfPairs]:
        waiting = iter(wanted)
        while some := list(islice(waiting, AT_ONCE)):
            known = {name: self._known_pairs(step, name, mine) for name, mine, _ in some}
            made = dict(make([(name, b) for name, _, others in some for b, key in others.items()
                              if (b, key) not in known[name]]))  # fmt: skip
            found, rows = [], []
            for name, mine, others in some:
                held = known[name]
                results = tuple(held[one] if one in held else made[name, one[0]] for one in others.items())
                row = _PairsRow(mine, msgspec.Raw(msgspec.msgpack.encode(others)), results)
                found.append((name, others, results))
                rows.append((step, name, mine, pack_result(row)))
            with transaction(self._file):
                self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
            yield from found

    def pairs(self, step: str, names: Collection[str]) -> Callable[[str], tuple[bytes, ...]]:
        wanted = set(names)
        held = self._file.execute("SELECT name FROM kept WHERE step = ?", (step,))
        gone = [(step, name) for (name,) in held if name not in wanted]
        with transaction(self._file):
            self._file.executemany("DELETE FROM kept WHERE step = ? AND name = ?", gone)
        query = "SELECT value FROM kept WHERE step = ? AND name = ?"
        return lambda name: _pairs_row(self._file.execute(query, (step, name)).fetchone()[0]).results

    def _known_pairs(self, step: str, name: str, key: bytes) -> dict[tuple[str, bytes], bytes]:
        """What is kept of a name with others, by these with their keys; nothing if the name had another key."""
        found = self._file.execute("SELECT value FROM kept WHERE step = ? AND name = ?", (step, name)).fetchone()
        row = _pairs_row(found[0]) if found else None
        return dict(zip(_of_others(row.others).items(), row.results, strict=True)) if row and row.key == key else {}

    def blocks(self, step: str, wanted: Marks, make: Make) -> Blocks:
        index = self._index(step)
        keys = keys_of(wanted)
        gone = index.blocks[find(index.blocks, np.sort(keys)) < 0]
        waiting = iter(index.lacking(keys).tolist())
        parts = [Index()]
        with transaction(self._file):  # the index says what there is: it is written with the blocks, or not at all
            while some := list(islice(waiting, TOGETHER)):
                made = [(wanted[number].astype("<u8").tobytes(), list(make(number))) for number in some]
                self._file.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?, NULL, ?)",
                    ((step, key, pack_result([one.data for one in records])) for key, records in made if records),
                )
                parts.append(indexed(made))
            if len(parts) > 1 or len(gone):
                index = index.brought_up(keys, joined(parts))
                self._file.executemany(
                    "DELETE FROM kept WHERE step = ? AND name = ?", ((step, whole_key(key)) for key in gone)
                )
                self._put_index(step, index)
        decode = _unpacker(list[bytes])
        query = "SELECT value FROM kept WHERE step = ? AND name = ?"
        return Blocks(index, lambda key: decode(self._file.execute(query, (step, key)).fetchone()[0]))

    def _index(self, step: str) -> Index:
        columns = self._columns_of(f"index of {step}")
        return Index(**columns) if columns else Index()

    def _put_index(self, step: str, index: Index) -> None:
        self._put_columns(f"index of {step}", {one.name: getattr(index, one.name) for one in fields(index)})

    def together(
        self, step: str, kind: type[T], keys: Mapping[str, bytes], make: Callable[[Mapping[str, T]], Mapping[str, T]]
    ) -> Mapping[str, T]:
        decode = _unpacker(kind)
        held: dict[str, bytes] = {}
        before: dict[str, T] = {}
        whole = True
        for name, key, value in self._file.execute("SELECT name, key, value FROM kept WHERE step = ?", (step,)):
            held[name] = value
            if whole := whole and keys.get(name) == key:
                before[name] = decode(value)
        made = make(before if whole else {})
        rows = ((name, pack_result(result)) for name, result in made.items())
        with transaction(self._file):
            self._file.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)",
                ((step, name, keys[name], value) for name, value in rows if held.get(name) != value or not whole),
            )
            self._file.executemany(
                "DELETE FROM kept WHERE step = ? AND name = ?", [(step, name) for name in held.keys() - made.keys()]
            )
        return made

    def columns(self, step: str, make: Callable[[Columns], Columns]) -> Columns:
        before = self._columns_of(step)
        made = make(before)
        if made is not before:
            self._put_columns(step, made)
        return made

    def _columns_of(self, step: str) -> Columns:
        row = self._file.execute("SELECT value FROM kept WHERE step = ? AND name = ''", (step,)).fetchone()
        held: dict[str, tuple[str, bytes]] = msgspec.msgpack.decode(row[0], type=_PACKED) if row else {}
        return {name: np.frombuffer(data, kind) for name, (kind, data) in held.items()}

    def _put_columns(self, step: str, columns: Columns) -> None:
        value = msgspec.msgpack.encode({name: (one.dtype.str, one.tobytes()) for name, one in columns.items()})
        self._file.execute("INSERT OR REPLACE INTO kept VALUES (?, '', NULL, ?)", (step, value))

    def rows(self, step: str) -> Rows:
        return _Rows(self._file, step)

    def ready(self, step: str) -> Callable[[str], bytes | None]:
        make_room_aside(self._file)
        query = "SELECT value FROM temp.aside WHERE step = ? AND name = ?"

        def found(name: str) -> bytes | None:
            row = self._file.execute(query, (step, name)).fetchone()
            return row[0] if row else None

        return found

    def take_ready(self, steps: Sequence[str], reports: Container[str]) -> None:
        """Keeps what was made of these reports as they were read."""
        make_room_aside(self._file)
        for step in steps:
            rows = self._file.execute("SELECT name, value FROM temp.aside WHERE step = ?", (step,))
            self.put((step, name, value) for name, value in rows if name in reports)

    def at_once(self) -> AbstractContextManager[None]:
        return transaction(self._file)

    def aside(self, step: str, kind: type[T], names: Iterable[str], make: Callable[[str], T]) -> Mapping[str, T]:
        return _Aside(self._file, step, kind, names, make)

    def lacking(self, step: str, reports: Iterable[str]) -> list[str]:
        """The reports with which something has not been done, or not as they are now, by the roll of it."""
        held = roll(self._file, step)
        return [id for id in reports if held.get(id) != self.of(id)]

    def make_whole(self, steps: Sequence[str], reports: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Which of these results are not kept, or are of something else, for each report that lacks any.  Whoever asks
        puts them and says so (`made_whole`): `at_hand` need not look through all of them again.  Results of other
        reports are forgotten.
        """
        now = {id: self.of(id) for id in reports}
        held = roll(self._file, steps[0])
        came = [id for id, key in now.items() if held.get(id) != key]
        gone = [id for id in held if id not in now]
        if came or gone:
            with transaction(self._file):
                # the build may end before the others are put: what they are is not known then, and they are looked at
                call(self._file, steps[0], now | dict.fromkeys(came, b""))
                for step in steps:
                    drop = "DELETE FROM kept WHERE step = ? AND name = ?"
                    self._file.executemany(drop, ((step, name) for name in gone))
        for step in steps:
            self._whole[step] = now
        lacking = {step: set(self._not_kept(step, came, now)) for step in steps}
        missing = ((id, tuple(step for step in steps if id in lacking[step])) for id in came)
        return {id: of_steps for id, of_steps in missing if of_steps}

    def made_whole(self, steps: Sequence[str]) -> None:
        """All that `make_whole` found lacking has been put."""
        if roll(self._file, steps[0]) != self._whole[steps[0]]:
            call(self._file, steps[0], self._whole[steps[0]])

    def _not_kept(self, step: str, came: Sequence[str], now: Mapping[str, bytes]) -> list[str]:
        """Those of the reports that came of which the result is not there: it may have been made as they were read, or
        put by a build that ended early.
        """
        query = "SELECT 1 FROM kept WHERE step = ? AND name = ? AND key = ?"
        return [id for id in came if not self._file.execute(query, (step, id, now[id])).fetchone()]

    def put(self, results: Iterable[tuple[str, str, bytes]]) -> None:
        """Keeps what was worked out elsewhere: (step, report, the result as `pack_result` packs it)."""
        with transaction(self._file):
            self._file.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)",
                ((step, name, self.of(name), value) for step, name, value in results),
            )

    def at_hand(self, part: Part[T], reports: Iterable[str], *, most: int = AT_HAND) -> Mapping[str, T]:
        names = dict.fromkeys(sorted(reports))
        whole = names.keys() <= self._whole.get(part.step, {}).keys()
        if not whole:
            self.take_ready((part.step,), names)
        missing = iter(() if whole else self.make_whole((part.step,), names))
        while some := list(islice(missing, AT_ONCE)):
            self.put([(part.step, name, pack_result(part.make(name))) for name in some])
        if not whole:
            self.made_whole((part.step,))
        decode, query = _unpacker(part.kind), "SELECT value FROM kept WHERE step = ? AND name = ?"
        return Unpacked(names, lambda name: decode(self._file.execute(query, (part.step, name)).fetchone()[0]), most)

    @contextmanager
    def asked(self, step: str, kind: type[T]) -> Iterator[Ask[T]]:
        decode = _unpacker(kind)
        held = dict(self._file.execute("SELECT name, value FROM kept WHERE step = ?", (step,)).fetchall())
        answers: dict[str, T] = {}

        def ask(name: str, make: Callable[[], T]) -> T:
            if name not in answers:
                answers[name] = decode(held[name]) if name in held else make()
            return answers[name]

        yield ask
        with transaction(self._file):
            self._file.executemany(
                "INSERT INTO kept VALUES (?, ?, NULL, ?)",
                [(step, name, pack_result(result)) for name, result in answers.items() if name not in held],
            )
            self._file.executemany(
                "DELETE FROM kept WHERE step = ? AND name = ?", [(step, name) for name in held.keys() - answers.keys()]
            )


class _Rows(Rows):
    """The rows of a step."""

    def __init__(self, file: sqlite3.Connection, step: str) -> None:
        self._file, self._step = file, step

    def __getitem__(self, name: str | bytes) -> bytes:
        query = "SELECT value FROM kept WHERE step = ? AND name = ?"
        if found := self._file.execute(query, (self._step, name)).fetchone():
            return found[0]  # type: ignore[no-any-return]
        raise KeyError(name)

    def __setitem__(self, name: str | bytes, value: bytes) -> None:
        self._file.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, NULL, ?)", (self._step, name, value))

    def __delitem__(self, name: str | bytes) -> None:
        self._file.execute("DELETE FROM kept WHERE step = ? AND name = ?", (self._step, name))

    def __iter__(self) -> Iterator[str | bytes]:
        return (name for (name,) in self._file.execute("SELECT name FROM kept WHERE step = ?", (self._step,)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Aside(Unpacked[T]):
    """Results by name, made as they are asked for; those that were let go are unpacked again from a table."""

    def __init__(
        self, file: sqlite3.Connection, step: str, kind: type[T], names: Iterable[str], make: Callable[[str], T]
    ) -> None:
        self._file, self._step, self._make = file, step, make
        self._decode = msgspec.msgpack.Decoder(kind).decode
        make_room_aside(file)
        self._there = {name for (name,) in file.execute("SELECT name FROM temp.aside WHERE step = ?", (step,))}
        super().__init__(dict.fromkeys(names), self._again, AT_HAND + AT_HAND // 4)

    def _again(self, name: str) -> T:
        if name not in self._there:
            return self._make(name)
        query = "SELECT value FROM temp.aside WHERE step = ? AND name = ?"
        return self._decode(self._file.execute(query, (self._step, name)).fetchone()[0])

    def _let_go(self) -> None:
        gone = [self._at_hand.popitem(last=False) for _ in range(len(self._at_hand) - AT_HAND)]
        new = [(self._step, name, msgspec.msgpack.encode(result)) for name, result in gone if name not in self._there]
        with transaction(self._file):
            self._file.executemany("INSERT INTO temp.aside VALUES (?, ?, ?)", new)
        self._there.update(name for _, name, _ in new)
