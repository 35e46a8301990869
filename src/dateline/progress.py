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
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(), TextColumn("{task.fields[failed]}"),
    )  # fmt: skip
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, speed="", failed="")

        def shown(at: "Progress") -> None:
            speed = f"{bar.tasks[0].speed:.1f} reports/s" if at.done and bar.tasks[0].speed else ""
            failed = f"{at.failed} failed" if at.failed else ""
            bar.update(task, description=at.stage, completed=at.done, total=at.of or None, speed=speed, failed=failed)

        yield shown


def logged(start: float) -> "Callable[[Progress], None]":
    """Writes each step of a build as a line of JSON: stage, done, of, failed, seconds since the start."""
    import msgspec  # noqa: PLC0415

    def line(at: "Progress") -> None:
        told = msgspec.to_builtins(at) | {"seconds": round(monotonic() - start, 1)}
        typer.echo(msgspec.json.encode(told).decode(), err=True)

    return line
