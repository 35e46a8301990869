"""Dask with two workers against the local pool with two: the same reports, no cache, in one run.

    python benchmarks/engines.py [--reports N] [--repeat N]

Both start their processes and load the model in them, as a build does.  CPU counts all processes; the clock says more
on a machine with nothing else to do.
"""

import argparse
import resource
from functools import partial
from statistics import median
from time import perf_counter

from piles import make_pile

from dateline.engines import Engine
from dateline.engines.dask import Dask
from dateline.engines.local import Local
from dateline.pipeline import Settings, read_in_worker
from dateline.records import Report


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


def main() -> None:
    """Measures in turn and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=int, default=400)
    arguments.add_argument("--repeat", type=int, default=3)
    given = arguments.parse_args()
    reports = [Report(id=line["id"], text=line["text"], sha256=line["id"]) for line in make_pile(given.reports)]
    found: dict[str, list[tuple[float, float]]] = {"local": [], "dask": []}
    for _ in range(given.repeat):
        found["local"].append(measure(Local(2), reports))
        found["dask"].append(measure(Dask(workers=2), reports))
    for name, runs in found.items():
        clock, cpu = (median(run[k] for run in runs) for k in (0, 1))
        print(
            f"{name:6} {clock:7.1f} s by the clock, {cpu:7.1f} s of CPU ({len(reports) / cpu:.1f} reports a CPU second)"
        )
    speed = median(mine[0] for mine in found["local"]) / median(other[0] for other in found["dask"])
    print(f"Dask's speed / the local pool's, by the clock: {speed:.2f}; by CPU: ", end="")
    print(f"{median(mine[1] for mine in found['local']) / median(other[1] for other in found['dask']):.2f}")


if __name__ == "__main__":
    main()
