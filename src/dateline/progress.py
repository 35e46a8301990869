"""How far a build is: a bar on a terminal, lines of JSON for whoever collects logs, else nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dateline.pipeline import Progress


@contextmanager
def progress(log: bool) -> "Iterator[Callable[[Progress], None]]":
    """A line on standard error that says how far the build is, if that is a terminal; with `log`, lines of JSON
    wherever it goes; else nothing.
    """
    if log:
        yield logged(monotonic())
        return
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, TaskID, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}")
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        began: dict[str, tuple[TaskID, float]] = {}

        def shown(at: "Progress") -> None:
            if at.stage not in began:
                for task, _ in began.values():
                    bar.update(task, visible=False)
                began[at.stage] = bar.add_task(at.stage, total=at.of or None, told=""), monotonic()
            task, since = began[at.stage]
            bar.update(task, completed=at.done, told=told(at, monotonic() - since))

        yield shown


def told(at: "Progress", seconds: float) -> str:
    """How far a stage is that began so many seconds ago: how many of how many, how fast, what is left, what failed.

    All since the stage began, the loading of the model too: a bar that reckons with the last seconds alone jumps with
    every report that is long.
    """
    said = []
    if at.of:
        said.append(f"{at.done:,} of {at.of:,}")
    if at.done and seconds > 0:
        said.append(f"{at.done / seconds:.1f} reports/s")
        left = round((at.of - at.done) * seconds / at.done)
        said.append(f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02} left")
    if at.failed:
        said.append(f"{at.failed:,} failed")
    return "  ".join(said)


def logged(start: float) -> "Callable[[Progress], None]":
    """Writes each step of a build as a line of JSON: stage, done, of, failed, seconds since the start."""
    import msgspec  # noqa: PLC0415

    def line(at: "Progress") -> None:
        told = msgspec.to_builtins(at) | {"seconds": round(monotonic() - start, 1)}
        typer.echo(msgspec.json.encode(told).decode(), err=True)

    return line
