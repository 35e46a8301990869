"""The command line: reads arguments, calls the pipeline, prints.  Imports what is slow only inside the command that needs it."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def dateline() -> None:
    """Builds one sourced record out of a pile of news reports."""


@app.command()
def annotate(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read JSON lines from standard input, write JSON lines.")] = False,
) -> None:
    """Reads reports, writes what stands in each, one JSON line a report."""
    import msgspec  # noqa: PLC0415

    from dateline.pipeline import annotate as annotate_report  # noqa: PLC0415
    from dateline.pipeline import load_reader  # noqa: PLC0415
    from dateline.records import Report  # noqa: PLC0415

    cache = os.environ.get("DATELINE_CACHE")
    reader = load_reader(cache=Path(cache) if cache else None)
    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.buffer.write(msgspec.json.encode(annotate_report(msgspec.json.decode(line, type=Report), reader)) + b"\n")


def main() -> None:
    app()
