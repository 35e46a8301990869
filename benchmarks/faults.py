"""Kills builds, workers and schedulers at random moments, and counts what survived.

    python benchmarks/faults.py [--kills N] [--minutes N] [--reports N] [--seed N]
        [--engine read|local|dask|cluster ...]

An undisturbed build of an invented pile says what the export must be.  Then, until N kills were done or the minutes are
over, the same build is started again and again on one record: a random process of it is killed with SIGKILL at a random
moment, and after each kill the record is opened and checked.  When a build gets to its end, its export is compared byte
by byte, and a new record is begun.  All the while somebody reads: opens the record, and checks it whole.

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
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

import psutil
from builds import ReadBefore, exported
from piles import make_pile

from dateline import pipeline
from dateline.errors import DatelineError
from dateline.store import Record
from dateline.store.check import faults

ENGINES = ("read", "local", "dask", "cluster")
KINDS = ("of the build", "of a worker", "of the scheduler", "of the nanny", "of multiprocessing's tracker")
SPAWN = get_context("spawn")
BUILD = [sys.executable, "-c", "from dateline.cli import main; main()", "build"]


def wrong_with(record: Path) -> list[str]:
    """What is wrong with a record besides that its build did not end."""
    if not record.exists() or not record.stat().st_size:  # killed before the first table was there
        return []
    with Record(record) as opened:
        return [line for line in faults(opened) if "did not end" not in line and "not been read" not in line]


def forking(pile: Path, folder: Path) -> Callable[[Path], psutil.Process]:
    """Starts a build in a copy of this process, which has read all reports before."""
    engine = ReadBefore()
    pipeline.build([pile], folder / "read.db", engine=engine, settings=pipeline.Settings())

    def start(record: Path) -> psutil.Process:
        child = os.fork()
        if child:
            return psutil.Process(child)
        status = 1
        try:
            pipeline.build([pile], record, engine=engine, settings=pipeline.Settings())
            status = 0
        finally:
            os._exit(status)

    return start


def starting(pile: Path, *options: str) -> Callable[[Path], psutil.Process]:
    """Starts a build as a command."""
    command = [*BUILD, str(pile), *options]
    return lambda record: psutil.Popen([*command, "-o", str(record)], stdout=subprocess.DEVNULL)


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
    with suppress(psutil.NoSuchProcess):  # one of them ended a moment ago
        for child in psutil.Process(pid).children(recursive=True):
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
def looking(record: Path, counts: Counter[str]) -> Iterator[None]:
    """Opens and checks the record all the while, in a process of its own."""
    ended, found = SPAWN.Event(), SPAWN.Queue()
    reader = SPAWN.Process(target=look, args=(record, ended, found))
    reader.start()
    try:
        yield
    finally:
        ended.set()
        looks, wrong = found.get(timeout=60)
        reader.join()
        counts["looks of a reader"] += looks
        counts["looks that found it wrong"] += wrong


def look(record: Path, ended: Any, found: Any) -> None:
    """Puts how often it looked, and how often something was wrong."""
    looks = wrong = 0
    while not ended.is_set():
        try:
            wrong += bool(wrong_with(record))
        except DatelineError:  # a clear line is no fault, but it is one too many
            wrong += 1
        looks += record.exists()
        ended.wait(0.2)
    found.put((looks, wrong))


def run(engine: str, kills: int, until: float, size: int, chance: random.Random) -> None:
    """Kills builds of one engine, and prints what survived."""
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as temporary, ExitStack() as ending:
        folder = Path(temporary)
        pile = folder / "pile.jsonl"
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
            if begin(folder / undisturbed).wait():
                raise SystemExit("the undisturbed build failed")
            lasts = time.perf_counter() - start
        expected = exported(folder / "whole.db", folder / "expected")
        number = 0
        while counts["kills"] < kills and time.monotonic() < until:
            number += 1
            record = folder / f"{number}.db"
            ended = False
            with looking(record, counts):
                while not ended:
                    build = begin(record)
                    if counts["kills"] < kills:
                        kill_one(build, chance.uniform(0, lasts), chance, counts, cluster)
                    ended = build.wait() == 0
                    counts["records damaged"] += bool(wrong_with(record))
            counts["builds completed"] += 1
            counts["exports that differ"] += expected != exported(record, folder / f"out-{number}")
            print(f"{engine}: {dict(counts)}", file=sys.stderr)
    print(f"{engine}, {size} reports, an undisturbed build takes {lasts:.1f} s")
    for what in (
        "kills", *KINDS, "builds completed", "records damaged", "exports that differ", "looks of a reader",
        "looks that found it wrong",
    ):  # fmt: skip
        print(f"{what:30}{counts[what]:6}", flush=True)


def kill_one(
    build: psutil.Process, after: float, chance: random.Random, counts: Counter[str], cluster: Cluster | None
) -> None:
    """Kills the build or what works for it after so many seconds, if it still runs."""
    try:
        build.wait(after)
    except psutil.TimeoutExpired:
        victims = [("of the build", build.pid), *(cluster.processes() if cluster else below(build.pid))]
        kind, pid = chance.choice(victims)
        if kill(pid):
            counts["kills"] += 1
            counts[kind] += 1


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
