"""Kills builds, workers and schedulers at random moments, and counts what survived.

    python benchmarks/faults.py [--kills N] [--minutes N] [--reports N] [--seed N]
        [--engine read|local|dask|cluster ...]

An undisturbed build of an invented pile says what the export must be.  Then, until N kills were done or the minutes are
over, the same build is started again and again on one record.  A random process of it is killed with SIGKILL at a
random moment, all moments from now to the length of a whole build being alike; where that was not the build itself, the
next moment is drawn at once, so that a worker may die as it starts, or two of them together.  Whenever a build is gone
the record is opened and checked.  When one gets to its end, its export is compared byte by byte, and a new record is
begun.  Where reports were set aside, because those who read them were killed too often, the record must say so, and the
same command must bring them in; then the bytes are compared.  All the while somebody reads: opens the record, and
checks it whole.

read      all reports were read before: a build takes a second or two, and kills fall into saving, comparing and writing
local     the pool: the build, its workers
dask      a cluster of the build's own: the build with the scheduler in it, its workers
cluster   a scheduler and two workers started by hand, each begun again when it was killed, as who runs a cluster does:
          the build, the scheduler, the workers, the nanny above them

Parses come from the cache, which the killed builds write too.
"""

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

import psutil
from builds import ReadBefore, exported
from piles import make_pile

from dateline import pipeline
from dateline.errors import DatelineError
from dateline.progress import logged
from dateline.store import Record
from dateline.store.check import faults

ENGINES = ("read", "local", "dask", "cluster")
KINDS = ("of the build", "of a worker", "of the scheduler", "of the nanny", "of multiprocessing's tracker")
STAGES = ("starting", "reading", "annotating", "comparing reports", "writing the record")
"""How far the build was; annotating is also starting a pool or a cluster, and comparing is starting another."""
SPAWN = get_context("spawn")
BUILD = [sys.executable, "-c", "from dateline.cli import main; main()", "build"]


def wrong_with(record: Path) -> list[str]:
    """What is wrong with a record besides that its build did not end."""
    if not record.exists() or not record.stat().st_size:  # killed before the first table was there
        return []
    with Record(record) as opened:
        return [line for line in faults(opened) if "did not end" not in line and "not been read" not in line]


Begin = Callable[[Path, Path], psutil.Process]
"""Starts a build of a record, which logs how far it is in a file."""


def forking(pile: Path, folder: Path) -> Begin:
    """Starts a build in a copy of this process, which has read all reports before."""
    engine = ReadBefore()
    pipeline.build([pile], folder / "read.db", engine=engine, settings=pipeline.Settings())

    def start(record: Path, log: Path) -> psutil.Process:
        log.write_bytes(b"")
        child = os.fork()
        if child:
            return psutil.Process(child)
        status = 1
        try:
            sys.stderr = log.open("w", buffering=1)
            settings = pipeline.Settings()
            pipeline.build([pile], record, engine=engine, settings=settings, progress=logged(time.monotonic()))
            status = 0
        finally:
            os._exit(status)

    return start


def starting(pile: Path, *options: str) -> Begin:
    """Starts a build as a command."""
    command = [*BUILD, str(pile), "--log", *options]

    def start(record: Path, log: Path) -> psutil.Process:
        with log.open("wb") as lines:
            return psutil.Popen([*command, "-o", str(record)], stdout=subprocess.DEVNULL, stderr=lines)

    return start


class Cluster:
    """A scheduler and two workers with their nanny, as they are started by hand."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{port}"
        dask = [sys.executable, "-m", "dask"]
        self.commands = {
            "of the scheduler": [*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"],
            "of the nanny": [*dask, "worker", self.address, "--nthreads", "1", "--nworkers", "2", "--no-dashboard"],
        }
        self.running: dict[str, psutil.Popen] = {}
        self.ended = Event()
        self.keeper = Thread(target=self.keep)
        self.keeper.start()

    def keep(self) -> None:
        """Starts whatever does not run, all the while."""
        while not self.ended.wait(0.5):
            for kind, command in self.commands.items():
                if kind not in self.running or self.running[kind].poll() is not None:
                    self.running[kind] = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def processes(self) -> list[tuple[str, int]]:
        """What may be killed."""
        found = [(kind, process.pid) for kind, process in [*self.running.items()] if process.poll() is None]
        return found + [one for _, pid in found for one in below(pid)]

    def end(self) -> None:
        """Kills all of it."""
        self.ended.set()
        self.keeper.join()
        for _, pid in self.processes():
            kill(pid)
        for process in self.running.values():
            process.wait()


def below(pid: int) -> list[tuple[str, int]]:
    """The processes that this one started, and those that they did."""
    found = []
    with suppress(psutil.NoSuchProcess):  # it ended a moment ago
        for child in psutil.Process(pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                tracker = any("resource_tracker" in part for part in child.cmdline())
                found.append((KINDS[4] if tracker else "of a worker", child.pid))
    return found


def kill(pid: int) -> bool:
    """Whether it was there to be killed."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def looking(folder: Path, counts: Counter[str]) -> Iterator[None]:
    """Opens and checks the newest record all the while, in a process of its own."""
    ended, found = SPAWN.Event(), SPAWN.Queue()
    reader = SPAWN.Process(target=look, args=(folder, ended, found))
    reader.start()
    try:
        yield
    finally:
        ended.set()
        looks, wrong = found.get(timeout=60)
        reader.join()
        counts["looks of a reader"] += looks
        counts["looks that found it wrong"] += wrong


def look(folder: Path, ended: Any, found: Any) -> None:
    """Puts how often it looked, and how often something was wrong."""
    looks = wrong = 0
    asked_by = parent_process()
    while not ended.wait(0.5) and asked_by is not None and asked_by.is_alive():
        records = sorted(folder.glob("*.db"), key=lambda path: path.stat().st_ctime_ns)
        if records:
            looks += 1
            try:
                wrong += bool(wrong_with(records[-1]))
            except DatelineError as line:  # a clear line is no fault, but it is one too many
                print(line, file=sys.stderr)
                wrong += 1
    found.put((looks, wrong))


def run(engine: str, kills: int, until: float, size: int, chance: random.Random) -> None:
    """Kills builds of one engine, and prints what survived."""
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as temporary, ExitStack() as ending:
        folder = Path(temporary)
        pile, log, records = folder / "pile.jsonl", folder / "log", folder / "records"
        records.mkdir()
        pile.write_text("".join(json.dumps(line) + "\n" for line in make_pile(size)), "utf-8")
        cluster = None
        if engine == "read":
            begin = forking(pile, folder)
        elif engine == "cluster":
            cluster = Cluster()
            ending.callback(cluster.end)
            begin = starting(pile, "--engine", "dask", "--scheduler", cluster.address)
        else:
            begin = starting(pile, "--workers", "2", "--engine", engine)
        for undisturbed in ("first.db", "whole.db"):  # the first fills the cache: the second lasts as long as others
            start = time.perf_counter()
            if begin(folder / undisturbed, log).wait():
                raise SystemExit(f"the undisturbed build failed: {log.read_text()}")
        lasting = [time.perf_counter() - start]
        expected = exported(folder / "whole.db", folder / "expected")
        ending.enter_context(looking(records, counts))
        while counts["kills"] < kills and time.monotonic() < until:
            record = records / f"{counts['builds completed']}.db"
            ended = aside = False
            while not ended:
                new, start = not record.exists(), time.perf_counter()
                build = begin(record, log)
                # the mean of what got to its end from nothing: the machine may be busier now than it was
                disturb(build, log, kills, sum(lasting) / len(lasting), chance, counts, cluster)
                status = build.wait()
                ended = status == 0
                if ended and new:
                    lasting.append(time.perf_counter() - start)
                if status not in (0, -signal.SIGKILL):
                    counts["builds that gave up"] += 1
                    print(f"{engine}: ended with {status}: {log.read_text()}", file=sys.stderr)
                counts["records damaged"] += bool(wrong_with(record))
                if ended and (said := set_aside(record)):
                    ended, aside = False, True
                    print(f"{engine}: {said}", file=sys.stderr)
            counts["of them once with reports set aside"] += aside
            counts["builds completed"] += 1
            counts["exports that differ"] += expected != exported(record, folder / f"out-{counts['builds completed']}")
            print(f"{engine}: {dict(counts)}", file=sys.stderr, flush=True)
    print(f"{engine}, {size} reports, an undisturbed build takes {lasting[0]:.1f} s")
    for what in (
        "kills", *KINDS, *(f"while {stage}" for stage in STAGES), "builds that gave up", "builds completed",
        "of them once with reports set aside", "records damaged", "exports that differ", "looks of a reader",
        "looks that found it wrong",
    ):  # fmt: skip
        print(f"{what:36}{counts[what]:6}", flush=True)


def set_aside(record: Path) -> str:
    """What a finished record says of reports that could not be read; empty where all were."""
    with Record(record) as opened:
        return "; ".join(f"{problem.id}: {problem.what}" for problem in opened.problems())


def disturb(
    build: psutil.Process,
    log: Path,
    kills: int,
    lasts: float,
    chance: random.Random,
    counts: Counter[str],
    cluster: Cluster | None,
) -> None:
    """Kills the build or what works for it, again and again, until it is gone or there were kills enough."""
    while counts["kills"] < kills:
        try:
            build.wait(chance.uniform(0, lasts))
        except psutil.TimeoutExpired:
            kind, pid = chance.choice(
                [("of the build", build.pid), *(cluster.processes() if cluster else below(build.pid))]
            )
            stage = stage_of(log)
            if kill(pid):
                counts.update(("kills", kind, f"while {stage}"))
        else:
            return


def stage_of(log: Path) -> str:
    """How far a build is by the last line that it logged."""
    lines = [line for line in log.read_text("utf-8").splitlines(keepends=True) if line.startswith("{")]
    whole = [json.loads(line)["stage"] for line in lines if line.endswith("\n")]
    return whole[-1] if whole else "starting"


def main() -> None:
    """Kills and counts, one engine after the other."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=100)
    arguments.add_argument("--minutes", type=float, default=1e6, help="of the clock for each engine; then it stops")
    arguments.add_argument("--reports", type=int, default=60)
    arguments.add_argument("--engine", choices=ENGINES, nargs="+", default=ENGINES)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    for engine in given.engine:
        until = time.monotonic() + 60 * given.minutes
        run(engine, given.kills, until, given.reports, random.Random(given.seed))


if __name__ == "__main__":
    main()
