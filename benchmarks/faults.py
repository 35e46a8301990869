"""Kills builds, workers and schedulers at random moments, and counts what survived.

    python benchmarks/faults.py [--kills N] [--reports N] [--engine local|dask|read ...] [--seed N]

An undisturbed build of an invented pile says what the export must be.  Then, until N kills were done, the same build is
started again and again on one record: a random process of it (the build itself, a worker; with Dask also the nanny of a
worker) is killed with SIGKILL at a random moment, and after each kill the record is opened and checked.  When a build
gets to its end, its export is compared byte by byte, and a new record is begun.  All the while somebody reads: opens
the record, and checks it whole.  With --engine read all reports were read before, so that a build takes a second or two
and the kills fall into saving, comparing and writing.  Parses come from the cache, which the killed builds write too.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from builds import ReadBefore, exported
from piles import make_pile

from dateline import pipeline
from dateline.errors import DatelineError
from dateline.store import Record
from dateline.store.check import faults

ENGINES = ("read", "local", "dask")
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


def starting(pile: Path, engine: str) -> Callable[[Path], psutil.Process]:
    """Starts a build as a command."""
    options = [str(pile), "--workers", "2", "--engine", engine]
    return lambda record: psutil.Popen([*BUILD, *options, "-o", str(record)], stdout=subprocess.DEVNULL)


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


def run(engine: str, kills: int, size: int, chance: random.Random) -> None:
    """Kills builds of one engine, and prints what survived."""
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pile = folder / "pile.jsonl"
        pile.write_text("".join(json.dumps(line) + "\n" for line in make_pile(size)), "utf-8")
        begin = forking(pile, folder) if engine == "read" else starting(pile, engine)
        for undisturbed in ("first.db", "whole.db"):  # the first fills the cache: the second lasts as long as others
            start = time.perf_counter()
            if begin(folder / undisturbed).wait():
                raise SystemExit("the undisturbed build failed")
            lasts = time.perf_counter() - start
        expected = exported(folder / "whole.db", folder / "expected")
        number = 0
        while counts["kills"] < kills:
            number += 1
            record = folder / f"{number}.db"
            ended = False
            with looking(record, counts):
                while not ended:
                    build = begin(record)
                    if counts["kills"] < kills:
                        kill_one(build, chance.uniform(0, lasts), chance, counts)
                    ended = build.wait() == 0
                    counts["records damaged"] += bool(wrong_with(record))
            counts["builds completed"] += 1
            counts["exports that differ"] += expected != exported(record, folder / f"out-{number}")
            print(f"{engine}: {counts['kills']} kills, {number} builds", file=sys.stderr)
    print(f"{engine}, {size} reports, an undisturbed build takes {lasts:.1f} s")
    for what in (
        "kills", "of the build", "of a worker", "builds completed", "records damaged", "exports that differ",
        "looks of a reader", "looks that found it wrong",
    ):  # fmt: skip
        print(f"{what:28}{counts[what]:6}")


def main() -> None:
    """Kills and counts, one engine after the other."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=100)
    arguments.add_argument("--reports", type=int, default=60)
    arguments.add_argument("--engine", choices=ENGINES, nargs="+", default=ENGINES)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    for engine in given.engine:
        run(engine, given.kills, given.reports, random.Random(given.seed))


def kill_one(build: psutil.Process, after: float, chance: random.Random, counts: Counter[str]) -> None:
    """Kills the build or one of its children after so many seconds, if it still runs."""
    try:
        build.wait(after)
    except psutil.TimeoutExpired:
        children = [child.pid for child in psutil.Process(build.pid).children(recursive=True)]
        victim = chance.choice([build.pid, *children])
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:  # it ended a moment ago
            return
        counts["kills"] += 1
        counts["of the build" if victim == build.pid else "of a worker"] += 1


if __name__ == "__main__":
    main()
