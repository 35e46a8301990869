"""Dask with two workers against the local pool with two: the same reports, no cache, in one run.

    python benchmarks/engines.py [--reports N] [--repeat N] [--all]

Both start their processes and load the model in them, as a build does: a few reports say what that takes, and what
the others take beyond it is what counts in a pile.  CPU counts all processes; the clock says more on a machine with
nothing else to do.  With --all also one process of the pool, which says how it scales, and Dask with the settings that
it comes with.
"""

import argparse
import resource
from functools import partial
from statistics import median
from time import perf_counter
from typing import ClassVar

from piles import make_pile

from dateline.engines import Engine
from dateline.engines.dask import Dask
from dateline.engines.local import Local
from dateline.pipeline import Settings, read_in_worker
from dateline.records import Report

FEW = 40
"""Reports read to see what starting takes."""


def measure(engine: Engine, reports: list[Report]) -> tuple[float, float]:
    """Seconds by the clock, and CPU seconds of this process and of those it started."""

    def spent() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)

    start, before = perf_counter(), spent()
    read = list(engine.map(partial(read_in_worker, settings=Settings()), reports, isolated=True))
    if not all(isinstance(one, bytes) for one in read):
        raise SystemExit("a report was not read")
    return perf_counter() - start, spent() - before


class AsItComes(Dask):
    """Dask without Dateline's settings."""

    CONFIG: ClassVar = {}


def main() -> None:
    """Measures in turn and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=int, default=400)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--all", action="store_true")
    given = arguments.parse_args()
    reports = [Report(id=line["id"], text=line["text"], sha256=line["id"]) for line in make_pile(given.reports + FEW)]
    engines: dict[str, Engine] = {"local": Local(2), "dask": Dask(workers=2)}
    if given.all:
        engines |= {"as it comes": AsItComes(workers=2), "one": Local(1)}
    found: dict[str, list[tuple[float, ...]]] = {name: [] for name in engines}
    for _ in range(given.repeat):
        for name, engine in engines.items():
            few, all_ = measure(engine, reports[:FEW]), measure(engine, reports)
            found[name].append((*few, *(more - less for more, less in zip(all_, few, strict=True))))
    middle = {name: [median(run[k] for run in runs) for k in range(4)] for name, runs in found.items()}
    for name, (start, start_cpu, clock, cpu) in middle.items():
        print(
            f"{name:12} start and {FEW} reports {start:6.1f} s by the clock, {start_cpu:6.1f} s of CPU;"
            f" {given.reports} more {clock:6.1f} and {cpu:6.1f} s"
        )
    pool = middle.pop("local")
    for name, run in middle.items():
        clock, cpu = (pool[k] / run[k] for k in (2, 3))
        all_clock, all_cpu = ((pool[k] + pool[k + 2]) / (run[k] + run[k + 2]) for k in (0, 1))
        print(
            f"{name:12} speed / the local pool's, start apart: {clock:.2f} by the clock, {cpu:.2f} by CPU;"
            f" with it {all_clock:.2f} and {all_cpu:.2f}"
        )


if __name__ == "__main__":
    main()
