"""Kills builds, workers and schedulers at random moments, and counts what survived.

    python benchmarks/faults.py [--kills N] [--reports N] [--engine local|dask|read] [--seed N]

An undisturbed build of an invented pile says what the export must be.  Then, until N kills were done, the same build is
started again and again on one record: a random process of it (the build itself, a worker; with Dask also the nanny of a
worker) is killed with SIGKILL at a random moment, and after each kill the record is opened and checked.  When a build
gets to its end, its export is compared byte by byte, and a new record is begun.  With --engine read all reports were
read before, so that a build takes a second or two and the kills fall into saving, comparing and writing.
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
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from builds import ReadBefore, exported
from piles import make_pile

from dateline import pipeline
from dateline.store import Record
from dateline.store.check import faults

BUILD = [sys.executable, "-c", "from dateline.cli import main; main()", "build"]


def wrong_with(record: Path) -> list[str]:
    """What is wrong with a record besides that its build did not end."""
    if not record.exists():
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
    options = [str(pile), "--workers", "2", "--engine", engine, "--no-cache"]
    return lambda record: psutil.Popen([*BUILD, *options, "-o", str(record)], stdout=subprocess.DEVNULL)


def main() -> None:
    """Kills and counts."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--reports", type=int, default=120)
    arguments.add_argument("--engine", choices=("local", "dask", "read"), default="local")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    chance = random.Random(given.seed)
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pile = folder / "pile.jsonl"
        pile.write_text("".join(json.dumps(line) + "\n" for line in make_pile(given.reports)), "utf-8")
        begin = forking(pile, folder) if given.engine == "read" else starting(pile, given.engine)
        start = time.perf_counter()
        if begin(folder / "whole.db").wait():
            raise SystemExit("the undisturbed build failed")
        lasts = time.perf_counter() - start
        expected = exported(folder / "whole.db", folder / "expected")
        number = 0
        while counts["kills"] < given.kills:
            number += 1
            record = folder / f"{number}.db"
            ended = False
            while not ended:
                build = begin(record)
                if counts["kills"] < given.kills:
                    kill_one(build, chance.uniform(0, lasts), chance, counts)
                ended = build.wait() == 0
                counts["records damaged"] += bool(wrong_with(record))
            counts["builds completed"] += 1
            counts["exports that differ"] += expected != exported(record, folder / f"out-{number}")
    print(f"{given.engine}, {given.reports} reports, an undisturbed build takes {lasts:.1f} s")
    for what in ("kills", "of the build", "of a worker", "builds completed", "records damaged", "exports that differ"):
        print(f"{what:24}{counts[what]:6}")


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
