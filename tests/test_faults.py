"""Builds that are killed, reports that kill, records that others read meanwhile: in the end the same bytes, or a clear
line.

benchmarks/faults.py does the same many times over, with kills by the clock.
"""

import json
import os
import random
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil
import pytest
from builds import ReadBefore, exported

from dateline import pipeline, reading, settling
from dateline.engines import Engine, Lost
from dateline.engines.local import Local
from dateline.pipeline import Built, Settings, build
from dateline.records import Report
from dateline.store import Record, Writer, writing
from dateline.store.check import faults

pytestmark = pytest.mark.usefixtures("sockets_swept")

TEXTS = [
    "At least {n} miners were killed near Goris on Monday, the regional governor said.",
    "The regional governor said on Wednesday that {n} miners had been killed near Goris. “Nobody told us,” he said.",
    "Officials denied that {n} miners were killed. “Nobody told us,” said Anna Petrosian.",
    "About {n} families fled to Kapan, according to the Red Cross. The road to Kapan was closed on Monday.",
]


def pile(folder: Path, numbers: Iterable[int]) -> Path:
    lines = [
        {"id": f"n{n:02}", "published": f"2023-09-{10 + n % 20}", "publisher": f"Outlet {n % 7}",
         "text": TEXTS[n % len(TEXTS)].format(n=n + 12)}
        for n in numbers
    ]  # fmt: skip
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(cache=tmp_path_factory.mktemp("parses"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> tuple[Path, ReadBefore, dict[str, bytes]]:
    """A pile, an engine that knows it, and what an undisturbed build makes of it."""
    folder = tmp_path_factory.mktemp("whole")
    reports = pile(folder, range(40))
    engine = ReadBefore()
    build([reports], folder / "r.db", engine=engine, settings=settings)
    pile(folder, range(28))  # the small pile that the killed builds start from
    build([reports], folder / "half.db", engine=engine, settings=settings)
    pile(folder, range(40))
    return folder, engine, exported(folder / "r.db", folder / "out")


def killed_at(statement: int, run: Callable[[], object]) -> bool:
    """Runs in a process of its own, which is killed as it begins its n-th SQL statement; whether it was."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    seen = 0

    def count(_statement: str) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    start = Writer.__init__

    def counted(writer: Writer, path: Path) -> None:
        start(writer, path)
        writer._file.set_trace_callback(count)

    Writer.__init__ = counted  # type: ignore[assignment,method-assign]
    status = 1
    try:
        run()
        status = 0
    finally:
        os._exit(status)


# The moments are spread over the whole build: its statements are some seven hundred. The seed is fixed, so a
# failure can be looked at.
MOMENTS = sorted(random.Random(11).sample(range(1, 700), 12))


@pytest.mark.parametrize("grown", [False, True], ids=["a new record", "a record that is added to"])
def test_a_killed_build_leaves_a_record_that_the_same_command_completes(
    tmp_path: Path, settings: Settings, whole: tuple[Path, ReadBefore, dict[str, bytes]], grown: bool
) -> None:
    folder, engine, expected = whole
    kills = 0
    for at in MOMENTS:
        record = tmp_path / f"{at}.db"
        if grown:
            record.write_bytes((folder / "half.db").read_bytes())

        def run(record: Path = record) -> Built:
            return build([folder / "reports.jsonl"], record, engine=engine, settings=settings)

        if not killed_at(at, run):
            continue
        kills += 1
        with Record(record) as opened:
            lines = list(faults(opened))
        assert all("build did not end" in line or "have not been read" in line for line in lines), lines
        assert lines
        run()
        assert exported(record, tmp_path / f"out-{at}") == expected, f"killed at statement {at}"
    assert kills >= 6


def test_a_reader_sees_a_whole_record_at_every_moment(
    tmp_path: Path, settings: Settings, whole: tuple[Path, ReadBefore, dict[str, bytes]]
) -> None:
    folder, engine, expected = whole
    record = tmp_path / "r.db"
    record.write_bytes((folder / "half.db").read_bytes())
    wrong: list[str] = []
    looked, ended = 0, Event()

    def look() -> None:
        nonlocal looked
        while not ended.is_set():
            with Record(record) as opened:
                wrong.extend(line for line in faults(opened) if "did not end" not in line and "been read" not in line)
                looked += 1

    reader = Thread(target=look)
    reader.start()
    try:
        for numbers in (range(40), range(28), range(20, 40), range(40)):
            build([pile(tmp_path, numbers)], record, engine=engine, settings=settings)
    finally:
        ended.set()
        reader.join()
    assert wrong == [] and looked
    build([folder / "reports.jsonl"], record, engine=engine, settings=settings)
    assert exported(record, tmp_path / "out")["figures.jsonl"] == expected["figures.jsonl"]


def test_a_build_without_inputs_completes_what_is_there(
    tmp_path: Path, settings: Settings, whole: tuple[Path, ReadBefore, dict[str, bytes]]
) -> None:
    folder, engine, expected = whole
    record = tmp_path / "r.db"
    record.write_bytes((folder / "r.db").read_bytes())
    with writing(record) as writer:
        writer.drop_readings(["n03", "n04"])
        writer.set_meta(state="unfinished")
    with Record(record) as opened:
        assert "2 of 40 reports have not been read" in "".join(faults(opened))
    assert build([], record, engine=engine, settings=settings).reports == 40
    assert exported(record, tmp_path / "out") == expected


def test_other_rules_read_every_report_again(
    tmp_path: Path,
    settings: Settings,
    whole: tuple[Path, ReadBefore, dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, engine, expected = whole
    record = tmp_path / "r.db"
    record.write_bytes((folder / "r.db").read_bytes())
    asked: list[Report] = []

    class Asked(ReadBefore):
        def map(self, function: Callable[[Any], Any], items: Iterable[Any], *, isolated: bool = False) -> Iterator[Any]:
            for item in items:
                asked.append(item)
                yield from engine.map(function, [item])

    build([], record, engine=Asked(), settings=settings)
    assert asked == []
    monkeypatch.setattr(pipeline, "rules_digest", lambda *_: "others")
    build([], record, engine=Asked(), settings=settings)
    assert len(asked) == 40
    assert exported(record, tmp_path / "out") == expected


class Unlucky:
    """An engine whose workers never survive one report."""

    def __init__(self, engine: Engine, id: str) -> None:
        self.engine, self.id = engine, id

    def map(self, function: Callable[[Any], Any], items: Iterable[Any], *, isolated: bool = False) -> Iterator[Any]:
        for item in items:
            yield Lost(item) if item.id == self.id else next(iter(self.engine.map(function, [item])))


def test_a_report_that_ends_its_worker_is_set_aside_with_the_reason(
    tmp_path: Path, settings: Settings, whole: tuple[Path, ReadBefore, dict[str, bytes]]
) -> None:
    folder, engine, expected = whole
    built = build([folder / "reports.jsonl"], tmp_path / "r.db", engine=Unlucky(engine, "n07"), settings=settings)
    assert [(p.id, p.what) for p in built.problems] == [
        ("n07", "could not be annotated (each process that tried it crashed, hung or ran out of memory)")
    ]
    with Record(tmp_path / "r.db") as record:
        assert list(faults(record)) == []
        assert len(record.reports()) == 40
        assert "n07" not in {report for report, _ in record.facts("times")}
    # the next build tries again
    assert build([folder / "reports.jsonl"], tmp_path / "r.db", engine=engine, settings=settings).problems == ()
    assert exported(tmp_path / "r.db", tmp_path / "out") == expected


def forever(report: Report, reader: object) -> None:
    while True:
        pass


def broken(report: Report, reader: object) -> None:
    raise ZeroDivisionError("half a head")


# The report takes too long, or makes a step fail: it is set aside, and the rest goes on.
@pytest.mark.parametrize(
    ("step", "words"), [(forever, "took longer than 0."), (broken, "ZeroDivisionError: half a head")]
)
def test_a_report_that_cannot_be_read_is_set_aside(
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    step: Callable[[Report, object], None],
    words: str,
) -> None:
    annotate = reading.annotate
    monkeypatch.setattr(
        pipeline, "annotate", lambda report, reader: (step if report.id == "n03" else annotate)(report, reader)
    )
    impatient = replace(settings, seconds=0.2)
    (problem,) = build([pile(tmp_path, range(6))], tmp_path / "r.db", engine=Local(1), settings=impatient).problems
    assert problem.id == "n03" and words in problem.what
    with Record(tmp_path / "r.db") as record:
        assert list(faults(record)) == [] and len(record.readings()) == 5


class Sabotaged:
    """An engine one of whose worker processes is killed while it works."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.killed = engine, 0

    def map(self, function: Callable[[Any], Any], items: Iterable[Any], *, isolated: bool = False) -> Iterator[Any]:
        for number, result in enumerate(self.engine.map(function, items, isolated=isolated)):
            if number == 3:
                workers = [
                    child for child in psutil.Process().children(recursive=True)
                    if any("spawn_main" in part for part in child.cmdline())
                ]  # fmt: skip
                workers[-1].kill()
                self.killed += 1
            yield result


# The whole of it, with the model in two processes of the machine and of a cluster: one dies while reports are read, one
# while the steps of the corpus half have their questions answered.
@pytest.mark.parametrize("name", ["local", "dask"])
def test_a_worker_killed_on_the_way_changes_no_byte(
    tmp_path: Path,
    settings: Settings,
    whole: tuple[Path, ReadBefore, dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    folder, _, expected = whole
    monkeypatch.setattr(settling, "MANY", 1)
    monkeypatch.setattr(settling, "TOGETHER", 2)
    monkeypatch.setattr(Local, "FEW", 1)
    engine: Engine = Local(2)
    if name == "dask":
        pytest.importorskip("distributed")
        from dateline.engines.dask import Dask

        engine = type("Fine", (Dask,), {"SHARD": 4})(workers=2)
    sabotaged = Sabotaged(engine)
    built = build([folder / "reports.jsonl"], tmp_path / "r.db", engine=sabotaged, settings=settings)
    assert sabotaged.killed == 2 and built.problems == ()
    assert exported(tmp_path / "r.db", tmp_path / "out") == expected
