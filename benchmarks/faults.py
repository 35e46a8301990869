"""Kills builds, workers and schedulers at random moments, and counts what survived.

    python benchmarks/faults.py [--kills N] [--reports N] [--engine local|dask] [--seed N]

An undisturbed build of an invented pile says what the export must be.  Then, until N kills were done, the same build is
started again and again on one record: a random process of it (the build itself, a worker; with Dask also the nanny of a
worker) is killed with SIGKILL at a random moment, and after each kill the record is opened and checked.  When a build
gets to its end, its export is compared byte by byte, and a new record is begun.
"""

import argparse
import filecmp
import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from piles import make_pile

from dateline.export import EXPORTERS
from dateline.store import Record
from dateline.store.check import faults

BUILD = [sys.executable, "-c", "from dateline.cli import main; main()", "build"]


def exported(record: Path, folder: Path) -> Path:
    """The folder that the record was exported to."""
    folder.mkdir()
    with Record(record) as opened:
        list(EXPORTERS["jsonl"].write(opened, folder))
    return folder


def same(one: Path, other: Path) -> bool:
    """Whether both exports have the same files with the same bytes."""
    names = sorted(path.name for path in one.iterdir())
    return names == sorted(path.name for path in other.iterdir()) and filecmp.cmpfiles(one, other, names, False)[
        1:
    ] == (
        [],
        [],
    )


def wrong_with(record: Path) -> list[str]:
    """What is wrong with a record besides that its build did not end."""
    if not record.exists():
        return []
    with Record(record) as opened:
        return [line for line in faults(opened) if "did not end" not in line and "not been read" not in line]


def main() -> None:
    """Kills and counts."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--reports", type=int, default=120)
    arguments.add_argument("--engine", choices=("local", "dask"), default="local")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    chance = random.Random(given.seed)
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pile = folder / "pile.jsonl"
        pile.write_text("".join(json.dumps(line) + "\n" for line in make_pile(given.reports)), "utf-8")
        options = [str(pile), "--workers", "2", "--engine", given.engine, "--no-cache"]
        start = time.perf_counter()
        subprocess.run([*BUILD, *options, "-o", str(folder / "whole.db")], check=True, stdout=subprocess.DEVNULL)
        lasts = time.perf_counter() - start
        expected = exported(folder / "whole.db", folder / "expected")
        number = 0
        while counts["kills"] < given.kills:
            number += 1
            record = folder / f"{number}.db"
            ended = False
            while not ended:
                build = subprocess.Popen([*BUILD, *options, "-o", str(record)], stdout=subprocess.DEVNULL)
                if counts["kills"] < given.kills:
                    kill_one(build, chance.uniform(0, lasts), chance, counts)
                ended = build.wait() == 0
                counts["records damaged"] += bool(wrong_with(record))
            counts["builds completed"] += 1
            counts["exports that differ"] += not same(expected, exported(record, folder / f"out-{number}"))
    print(f"{given.engine}, {given.reports} reports, an undisturbed build takes {lasts:.0f} s")
    for what in ("kills", "of the build", "of a worker", "builds completed", "records damaged", "exports that differ"):
        print(f"{what:24}{counts[what]:6}")


def kill_one(build: "subprocess.Popen[bytes]", after: float, chance: random.Random, counts: Counter[str]) -> None:
    """Kills the build or one of its children after so many seconds, if it still runs."""
    try:
        build.wait(after)
    except subprocess.TimeoutExpired:
        children = [child.pid for child in psutil.Process(build.pid).children(recursive=True)]
        victim = chance.choice([build.pid, *children])
        psutil.Process(victim).send_signal(signal.SIGKILL)
        counts["kills"] += 1
        counts["of the build" if victim == build.pid else "of a worker"] += 1


if __name__ == "__main__":
    main()
