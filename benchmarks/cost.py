"""What annotating costs over the bare parse of the same text, in CPU time, in one run.

    python benchmarks/cost.py [--reports FILE.jsonl] [--repeat N] [--pile N]

Prints a line for each step (its share of the bare parse), the ratio annotate / parse, peak memory, and what
`dateline --help` costs against importing typer.  Both sides parse the same paragraphs in the same batches; no cache.
They take turns report by report, and of each report the quickest time of each side counts: whoever else uses the
machine then slows both.  What the steps do not add up to ("rest") is below nothing, since reading asks the model's own
rules once for each word (lemmas.py) and the bare parse at every token; against it stands that reading and parsing take
turns and push each other's data out of the processor's memory.

Last comes a pile of --pile reports of which a third are copies of a wire's text (piles.py), annotated as a build does
it, each distinct paragraph parsed once and kept on disk, against the bare parse of every paragraph.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypeVar, cast
from unittest.mock import patch

from piles import make_sourced

from dateline import reading
from dateline.annotate import language
from dateline.annotate.language import BATCH, Language
from dateline.annotate.paragraphs import paragraphs
from dateline.clean import find_layout
from dateline.readers import read_all
from dateline.records import Report

T = TypeVar("T")

STEPS: tuple[tuple[str, Any, str], ...] = (
    ("clean", reading, "find_layout"),
    ("paragraphs", reading, "paragraphs"),
    ("parse kept", language, "columns"),
    ("tokens", reading, "split_sentences"),
    ("times", reading.times, "find_times"),
    ("times", reading.times, "find_unreadable"),
    ("times", reading.times, "find_stamps"),
    ("times", reading.times, "resolve_times"),
    ("published", reading.published, "find_published"),
    ("names", reading.entities, "find_entities"),
    ("statements", reading.statements, "find_statements"),
    ("speakers", reading.speakers, "resolve_speakers"),
    ("propositions", reading.propositions, "find_propositions"),
    ("figures", reading.figures, "find_tables"),
    ("figures", reading.figures, "read_tables"),
    ("figures", reading.figures, "find_figures"),
    ("figures", reading.figures, "attribute_figures"),
    ("events", reading.events, "find_events"),
)


def reports(path: Path | None) -> list[Report]:
    """The reports to read: those of a JSONL file, or both examples."""
    if path:
        return [Report(id=str(n), text=json.loads(line)["text"]) for n, line in enumerate(path.open("rb"))]
    root = Path(__file__).resolve().parent.parent / "examples"
    return [item for item in read_all([root / "karabakh-2023", root / "derna-2023"]) if isinstance(item, Report)]


def cpu(run: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds of a call, and its result."""
    start = process_time()
    result = run()
    return process_time() - start, result


def bare(report: Report, reader: reading.Reader) -> list[Any]:
    """The parse of a report alone: the same paragraphs in the same batches, distinct ones once."""
    spans = paragraphs(report.text, find_layout(report.text).boilerplate)
    texts = dict.fromkeys(report.text[start:end] for start, end in spans)
    return list(reader.language.pipeline.pipe(texts, batch_size=BATCH))


def quickest(pile: list[Report], runs: dict[str, Callable[[Report], object]], repeat: int) -> dict[str, float]:
    """CPU seconds that each of `runs` takes for the pile: of each report, the least of `repeat` times."""
    least: dict[tuple[str, int], float] = {}
    for _ in range(repeat):
        for at, report in enumerate(pile):
            for name, run in runs.items():
                seconds, _result = cpu(lambda run=run, report=report: run(report))
                least[name, at] = min(seconds, least.get((name, at), seconds))
    return {name: sum(least[name, at] for at in range(len(pile))) for name in runs}


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=Path)
    arguments.add_argument("--repeat", type=int, default=5)
    arguments.add_argument("--pile", type=int, default=300)
    given = arguments.parse_args()
    pile = reports(given.reports)
    reader = reading.load_reader()
    words = sum(len(report.text.split()) for report in pile)
    sides = {
        "layout": lambda report: find_layout(report.text),
        "bare": lambda report: bare(report, reader),
        "whole": lambda report: reading.annotate(report, reader),
    }
    quickest(pile, sides, 1)  # warm
    took = quickest(pile, sides, given.repeat)
    parse_time = took["bare"] - took["layout"]  # the layout says what is parsed, and is no part of the parse
    print(f"{len(pile)} reports, {words} words, parse {1e6 * parse_time / words:.0f} µs a word")
    print(f"annotate / bare parse, CPU: {took['whole'] / parse_time:.3f} (at most 1.25)")
    of_steps = steps(pile, reader, given.repeat)
    of_steps["rest"] = took["whole"] - parse_time - sum(of_steps.values())
    for step, seconds in of_steps.items():
        print(f"  {step:12} {100 * seconds / parse_time:5.1f} % of the parse")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    copied(given.pile, reader)
    help_time, typer_time = (
        median(child_cpu([sys.executable, "-c", code]) for _ in range(7))
        for code in (
            "import sys; sys.argv = ['dateline', '--help']; from dateline.cli import main; main()",
            "import typer",
        )
    )
    print(f"dateline --help / import typer, CPU: {help_time / typer_time:.2f} (at most 2)")


def copied(size: int, reader: reading.Reader) -> None:
    """Prints what reading a pile with copies takes over parsing all of it, every paragraph seen for the first time."""
    sourced = list(make_sourced(size))
    pile = [Report(id=line["id"], text=line["text"], published=line["published"]) for line, _, _ in sourced]
    copies = sum(line["id"] != source for line, source, _ in sourced)
    with TemporaryDirectory() as folder:
        keeping = replace(reader, language=Language(reader.language.pipeline, "benchmark", Path(folder)))
        parsed = read = 0.0
        for report in pile:
            layout_time, _ = cpu(lambda report=report: find_layout(report.text))
            parsed += cpu(lambda report=report: bare(report, reader))[0] - layout_time
            read += cpu(lambda report=report: reading.annotate(report, keeping))[0]
    print(f"a pile of {size} reports, {copies} of them copies, parses kept: {read / parsed:.3f} (below 1)")


def steps(pile: list[Report], reader: reading.Reader, repeat: int) -> dict[str, float]:
    """CPU seconds of each step of the pipeline, measured by putting a clock around the functions that it calls: of each
    report, the least of `repeat` times.
    """
    spent: dict[str, float] = {}

    def clocked(step: str, function: Callable[..., T]) -> Callable[..., T]:
        def run(*arguments: object, **named: object) -> T:
            seconds, result = cpu(lambda: _whole(function(*arguments, **named)))
            spent[step] = spent.get(step, 0.0) + seconds
            return result

        return run

    least: dict[tuple[str, int], float] = {}
    with ExitStack() as patches:
        for step, where, name in STEPS:
            patches.enter_context(patch.object(where, name, clocked(step, getattr(where, name))))
        for _ in range(repeat):
            for at, report in enumerate(pile):
                spent.clear()
                reading.annotate(report, reader)
                for step, seconds in spent.items():
                    least[step, at] = min(seconds, least.get((step, at), seconds))
    total: dict[str, float] = {}
    for (step, _), seconds in least.items():
        total[step] = total.get(step, 0.0) + seconds
    return total


def _whole(result: T) -> T:
    """The same, where it would be made as it is asked for: all of it now."""
    return cast("T", list(result)) if isinstance(result, Iterator) else result


def child_cpu(command: list[str]) -> float:
    """User and system seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
