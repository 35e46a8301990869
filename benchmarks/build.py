"""What a build costs as piles grow: each step by itself, memory, adding 100 reports, a search; all in one run.

    python benchmarks/build.py [SIZE ...] [--keep FOLDER] [--anew] [--reports FILE.jsonl]

Each size is built in a process of its own, by one worker, from the first stories of one invented pile (piles.py).
Prints CPU milliseconds a report for each step; how each grows (the exponent between the sizes: 1.0 is in proportion);
the corpus half, which is all after reading, as a share of what reading cost; what adding and a build without anything
new cost; the peak memory; the record's size.  The hundred that are added are of nearly as many stories, whose other
reports they touch; a hundred of one new story touch few others, and what one single report costs is what the pile
costs, whatever comes to it.  A report that a smaller size has, or an earlier run with the same rules
and folder, is not read again: what reading it cost is what it cost then.  cost.py measures that beside the bare parse.

With --reports the pile is a file of your own, the last hundred of it added to the others; with an empty folder as
XDG_CACHE_HOME no parse is known before.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from builds import ReadBefore
from piles import make_part, make_story

from dateline import pipeline, settling
from dateline.store import Record, Writer

STEPS: tuple[tuple[str, Any, str], ...] = (
    ("read", pipeline, "read_all"),
    ("take in", pipeline, "take_in"),
    ("settle", pipeline, "settle"),
    ("date", settling.dating, "date_reports"),
    ("names", settling.linked, "find_names"),
    ("copies", settling.copies, "find_copies"),
    ("leads", settling.stories, "find_leads"),
    ("origins", settling.copies, "find_origins"),
    ("all of each report", settling, "_ask_each"),
    ("accounts", settling.matters, "find_accounts"),
    ("courses", settling.courses, "find_courses"),
    ("claims", settling.claims, "find_claims"),
    ("support", settling.support, "add_support"),
    ("stories", settling.stories, "find_stories"),
    ("disputes", settling.disputes, "find_disputes"),
    ("timeline", settling.timeline, "build_timeline"),
    ("write reports", Writer, "replace_reports"),
    ("write", Writer, "replace_findings"),
)
CORPUS = ("settle", "write reports", "write")
"""All that a build does after reading: the other steps are parts of `settle`."""
ADDED = 100


def peak() -> int:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(size: int, largest: int, folder: Path, anew: bool, reports: Path | None) -> dict[str, Any]:
    """Builds about `size` reports, then, if not all is to be made `anew`, adds ADDED, then nothing: CPU seconds of each
    step, and memory.
    """
    spent: dict[str, float] = {}
    peaks: dict[str, int] = {}

    def clocked(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            start = process_time()
            result = function(*arguments, **options)
            spent[step] = spent.get(step, 0.0) + process_time() - start
            peaks[step] = peak()
            return result

        return run

    if reports is None:
        lines = [json.dumps(line) + "\n" for line in make_part(size + ADDED, largest + ADDED)]
    else:
        lines = reports.read_text("utf-8").splitlines(keepends=True)
    size = len(lines) - ADDED
    record = folder / f"{size}.db"
    record.unlink(missing_ok=True)
    first, second = folder / f"{size}.jsonl", folder / f"{size}-added.jsonl"
    first.write_text("".join(lines[:size]), "utf-8")
    second.write_text("".join(lines[size:]), "utf-8")
    settings = pipeline.Settings()
    engine = ReadBefore(folder / f"read-{pipeline.rules_digest()}.db")
    with ExitStack() as patches:
        for step, where, name in STEPS:
            patches.enter_context(patch.object(where, name, clocked(step, getattr(where, name))))
        start = process_time()
        if problems := pipeline.build([first], record, engine=engine, settings=settings).problems:
            raise SystemExit(f"the pile was not read whole: {problems[0].what}")
        built, whole = {**spent, "annotate": engine.seconds}, process_time() - start
        spent.clear()
        engine.seconds, start = 0.0, process_time()
        if not anew:
            pipeline.build([second], record, engine=engine, settings=settings)
        added = process_time() - start
        spent["annotate"] = engine.seconds
        parts = dict(spent)
        start = process_time()
        pipeline.build([], record, engine=engine, settings=settings)
        nothing = process_time() - start
        of_one_story = {}
        for many in () if anew else (ADDED, 1):
            file, spare = folder / f"{many}-of-a-story.jsonl", folder / "spare.db"
            story = make_story(many, seed=2 + many)
            file.write_text("".join(json.dumps(line) + "\n" for line in story), "utf-8")
            spare.unlink(missing_ok=True)
            pipeline.build([file], spare, engine=engine, settings=settings)  # reading them is not what is measured
            spent.clear()
            start = process_time()
            pipeline.build([file], record, engine=engine, settings=settings)
            of_one_story[many] = process_time() - start, dict(spent)
    return {
        "size": size, "steps": built, "whole": whole, "added": added, "added steps": parts, "peaks": peaks,
        "nothing": nothing, "of one story": of_one_story,
        "bytes": record.stat().st_size, "search": search(record),
    }  # fmt: skip


def search(record: Path) -> float:
    """Milliseconds of a search, the median of searches for one, two and three words."""
    times = []
    with Record(record) as opened:
        for words in (["Goris"], ["Red", "Cross"], ["flour", "diesel"], ["ombudsman"], ["central", "school", "weeks"]):
            start = perf_counter()
            opened.search(words, most=20)
            times.append(1000 * (perf_counter() - start))
    return median(times)


def main() -> None:
    """Measures each size in a process of its own and prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sizes", type=int, nargs="*", default=[300, 1000, 3000])
    arguments.add_argument("--keep", type=Path, help="Folder for piles, records and what was read in them; reused.")
    arguments.add_argument("--anew", action="store_true", help=f"Leave out adding {ADDED} reports to each record.")
    arguments.add_argument("--reports", type=Path, help=f"A file of reports of your own, more than {ADDED}.")
    arguments.add_argument("--largest", type=int, help=argparse.SUPPRESS)
    arguments.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        print(json.dumps(measure(given.sizes[0], given.largest, given.keep, given.anew, given.reports)))
        return
    with TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = []
        for size in [0] if given.reports else given.sizes:
            command = [sys.executable, __file__, str(size), "--one", "--keep", str(folder)]
            command += ["--largest", str(max(given.sizes)), *(["--anew"] if given.anew else [])]
            command += ["--reports", str(given.reports)] if given.reports else []
            found.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout))
            print(f"{found[-1]['size']} reports: done", file=sys.stderr)
    table(found)


def table(found: list[dict[str, Any]]) -> None:
    """Prints what was measured, a column a size."""
    print("CPU ms a report".ljust(24) + "".join(f"{one['size']:>10}" for one in found) + "    growth")

    def row(name: str, values: list[float]) -> None:
        grows = ""
        if len(found) > 1 and min(values) > 0.01:
            grows = f"n^{1 + log(values[-1] / values[0]) / log(found[-1]['size'] / found[0]['size']):.2f}"
        print(name.ljust(24) + "".join(f"{value:10.2f}" for value in values) + grows.rjust(10))

    for step in ("annotate", *(step for step, _, _ in STEPS)):
        row(step, [1000 * one["steps"].get(step, 0.0) / one["size"] for one in found])
    halves = [sum(one["steps"].get(step, 0.0) for step in CORPUS) for one in found]
    row("corpus half", [1000 * half / one["size"] for half, one in zip(halves, found, strict=True)])
    print("  % of annotating".ljust(24) + "".join(
        f"{100 * half / one['steps']['annotate']:10.1f}" for half, one in zip(halves, found, strict=True)
    ))  # fmt: skip
    for name, values in (
        (f"adding {ADDED}, CPU s", [one["added"] for one in found]),
        ("  of it annotating", [one["added steps"].get("annotate", 0.0) for one in found]),
        *(
            (f"  {many} of one story", [one["of one story"][str(many)][0] for one in found])
            for many in (ADDED, 1) if found[0]["of one story"]
        ),
        ("nothing new, CPU s", [one["nothing"] for one in found]),
        ("peak memory, MB", [max(one["peaks"].values()) for one in found]),
        ("record, KB a report", [one["bytes"] / 1024 / one["size"] for one in found]),
        ("search, ms (median)", [one["search"] for one in found]),
    ):
        print(name.ljust(24) + "".join(f"{value:10.1f}" for value in values))


if __name__ == "__main__":
    main()
