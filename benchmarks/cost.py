"""What annotating costs over the bare parse of the same text, in CPU time, in one run.

    python benchmarks/cost.py [--reports FILE.jsonl] [--repeat N]

Prints a line for each step (its share of the bare parse), the ratio annotate / parse, peak memory, and what
`dateline --help` costs against importing typer.  Both sides parse the same paragraphs in the same batches; no cache.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, TypeVar
from unittest.mock import patch

from dateline import pipeline
from dateline.annotate.language import BATCH
from dateline.annotate.paragraphs import paragraphs
from dateline.clean import find_layout
from dateline.readers import read_all
from dateline.records import Report

T = TypeVar("T")

STEPS: tuple[tuple[str, Any, str], ...] = (
    ("clean", pipeline, "find_layout"),
    ("tokens", pipeline, "split_sentences"),
    ("times", pipeline.times, "find_times"),
    ("times", pipeline.times, "find_unreadable"),
    ("times", pipeline.times, "find_stamps"),
    ("times", pipeline.times, "resolve_times"),
    ("published", pipeline.published, "find_published"),
    ("names", pipeline.entities, "find_entities"),
    ("statements", pipeline.statements, "find_statements"),
    ("speakers", pipeline.speakers, "resolve_speakers"),
    ("figures", pipeline.figures, "find_figures"),
    ("figures", pipeline.figures, "attribute_figures"),
    ("events", pipeline.events, "find_events"),
)


def reports(path: Path | None) -> list[Report]:
    """The reports to read: a JSONL file, or both examples three times over in separate copies of their text."""
    if path:
        return [Report(id=str(n), text=json.loads(line)["text"]) for n, line in enumerate(path.open("rb"))]
    root = Path(__file__).resolve().parent.parent / "examples"
    return [item for item in read_all([root / "karabakh-2023", root / "derna-2023"]) if isinstance(item, Report)] * 3


def cpu(run: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds of a call, and its result."""
    start = process_time()
    result = run()
    return process_time() - start, result


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=Path)
    arguments.add_argument("--repeat", type=int, default=3)
    given = arguments.parse_args()
    pile = reports(given.reports)
    reader = pipeline.load_reader()
    layouts = [find_layout(report.text) for report in pile]
    texts = [
        [r.text[s:e] for s, e in paragraphs(r.text, layout.boilerplate)]
        for r, layout in zip(pile, layouts, strict=True)
    ]
    words = sum(len(text.split()) for of_one in texts for text in of_one)
    # the same texts in the same batches, distinct ones once a report, nothing done with the result
    bare = lambda: [list(reader.language.pipeline.pipe(dict.fromkeys(of_one), batch_size=BATCH)) for of_one in texts]  # noqa: E731
    whole = lambda: [pipeline.annotate(report, reader) for report in pile]  # noqa: E731
    bare(), whole()  # warm
    ratios, parse_times = [], []
    for _ in range(given.repeat):
        parse_time, _docs = cpu(bare)
        whole_time, _facts = cpu(whole)
        parse_times.append(parse_time)
        ratios.append(whole_time / parse_time)
    parse_time = median(parse_times)
    print(f"{len(pile)} reports, {words} words, parse {1e6 * parse_time / words:.0f} µs a word")
    print(f"annotate / bare parse, CPU: {median(ratios):.3f} (median of {given.repeat}; at most 1.25)")
    for step, seconds in steps(pile, reader).items():
        print(f"  {step:12} {100 * seconds / parse_time:5.1f} % of the parse")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    help_time, typer_time = (
        median(child_cpu([sys.executable, "-c", code]) for _ in range(7))
        for code in (
            "import sys; sys.argv = ['dateline', '--help']; from dateline.cli import main; main()",
            "import typer",
        )
    )
    print(f"dateline --help / import typer, CPU: {help_time / typer_time:.2f} (at most 2)")


def steps(pile: list[Report], reader: pipeline.Reader) -> dict[str, float]:
    """CPU seconds of each step of the pipeline, measured by putting a clock around the functions that it calls."""
    spent: dict[str, float] = {}

    def clocked(step: str, function: Callable[..., T]) -> Callable[..., T]:
        def run(*arguments: object, **named: object) -> T:
            seconds, result = cpu(lambda: function(*arguments, **named))
            spent[step] = spent.get(step, 0.0) + seconds
            return result

        return run

    with ExitStack() as patches:
        for step, where, name in STEPS:
            patches.enter_context(patch.object(where, name, clocked(step, getattr(where, name))))
        for report in pile:
            pipeline.annotate(report, reader)
    return spent


def child_cpu(command: list[str]) -> float:
    """User and system seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
