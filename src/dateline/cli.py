"""The command line: reads arguments, calls the pipeline, prints.

What is slow to import (the model above all) is imported inside the command that needs it: `dateline --help` loads none.

Exit status: 0 done; 1 done, and something did not pass (verify, check) or another error; 2 the input or the arguments
cannot be used; 3 the record cannot be opened or written; 4 the installation lacks something.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.errors import BadOption, DatelineError, MissingExtra

LARGEST_HOUSEHOLD = 20
"""People; more than this is no household size of any survey."""

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.engines import Engine
    from dateline.pipeline import Settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

RecordPath = Annotated[Path, typer.Argument(metavar="RECORD", help="The file that dateline build made.")]
Model = Annotated[str, typer.Option(help="A spaCy pipeline for English that is installed.", show_default=False)]
Workers = Annotated[int, typer.Option(min=0, help="Processes that annotate; 0: one a core, if there is work for them.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Do not keep parses on disk.")]
TimeLimit = Annotated[
    float, typer.Option(min=0.1, help="CPU seconds for one report (a long one has more); then it is set aside.")
]


def version(wanted: bool) -> None:
    """Prints the version and ends, if it was asked for."""
    if wanted:
        from importlib.metadata import version as of  # noqa: PLC0415

        typer.echo(f"dateline {of('dateline')}")
        raise typer.Exit


@app.callback()
def dateline(
    version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Builds one sourced record out of a pile of news reports: who says what, how many, as of when, from which origin.

    Start with: dateline build FOLDER -o record.db; dateline show record.db
    """


@app.command()
def build(
    record: Annotated[Path, typer.Option("-o", "--output", metavar="RECORD", help="The record to make or to add to.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FOLDER|FILE|URL...]",
            help="Reports: folders, text, HTML, JSONL; - for JSONL. None: finish, or bring up to date, what is there.",
        ),
    ] = None,
    sources: Annotated[
        Path | None, typer.Option(help="CSV: path, publisher, published, url, title of plain files.")
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Also retire reports whose files are gone.")] = False,
    reread: Annotated[
        bool, typer.Option("--reread", help="Extract the text of known files again; moves spans.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first file that cannot be read.")] = False,
    workers: Workers = 0,
    engine: Annotated[str, typer.Option(metavar="local|dask", help="Where reports are annotated.")] = "local",
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Of a running Dask cluster, as tcp://host:8786.", show_default=False)
    ] = "",
    time_limit: TimeLimit = 60,
    model: Model = "",
    no_cache: NoCache = False,
    log: Annotated[bool, typer.Option("--log", help="Progress as JSON lines on standard error.")] = False,
) -> None:
    """Reads reports into a record; run again, it adds what is new and finishes what was interrupted.

    Example: dateline build reports/ -o record.db
    """
    from dateline.pipeline import build as build_record  # noqa: PLC0415
    from dateline.progress import progress  # noqa: PLC0415
    from dateline.readers import SourceList  # noqa: PLC0415

    if prune and not inputs:
        raise BadOption("--prune without a folder would retire every report; name the folder that holds what is left")
    known = SourceList.load(sources) if sources else None
    with as_files(inputs or []) as paths, progress(log) as report, stoppable(record):
        built = build_record(
            paths,
            record,
            engine=chosen_engine(engine, scheduler, workers),
            settings=settings(model, no_cache, time_limit),
            known=known,
            prune=prune,
            reread=reread,
            strict=strict,
            progress=report,
        )
    for problem in built.problems:
        typer.echo(f"{problem.severity}: {problem.path}: {problem.what}; {problem.advice}", err=True)
    gone = f", {built.retired} retired" if built.retired else ""
    typer.echo(f"{record}: {built.reports} reports ({built.added} new{gone})")


@app.command()
def annotate(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A report, or JSON lines with --jsonl; - for standard input.")
    ] = "-",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One report a line: id, text, published, ...")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first line that cannot be read.")] = False,
    workers: Workers = 1,
    time_limit: TimeLimit = 60,
    model: Model = "",
    no_cache: NoCache = False,
) -> None:
    """Writes what stands in each report by itself, one JSON line a report, in the order of the input.

    Example: dateline annotate --jsonl < reports.jsonl > facts.jsonl
    """
    import msgspec  # noqa: PLC0415

    from dateline.engines.local import Local  # noqa: PLC0415
    from dateline.errors import UnreadableReport  # noqa: PLC0415
    from dateline.pipeline import annotate_all  # noqa: PLC0415
    from dateline.readers import Source, read  # noqa: PLC0415
    from dateline.readers.jsonl import read_line  # noqa: PLC0415
    from dateline.records import Problem, Report  # noqa: PLC0415

    name = "standard input" if file == "-" else file

    def items() -> "Iterator[Report | Problem]":
        if jsonl:
            with sys.stdin.buffer if file == "-" else open_file(file) as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield read_line(line, name, number)
        elif file == "-":
            yield Report(id="-", text=sys.stdin.buffer.read().decode("utf-8", "replace"))
        else:
            yield from read(Source(path=Path(file), name=Path(file).name, root=Path(file).parent))

    encode = msgspec.json.Encoder().encode
    out = sys.stdout.buffer
    chosen = settings(model, no_cache, time_limit)
    for found in annotate_all(items(), engine=Local(workers or os.cpu_count() or 1), settings=chosen):
        if isinstance(found, Problem):
            if strict:
                raise UnreadableReport(found.path, found.what, found.advice)
            typer.echo(f"{found.severity}: {found.path}: {found.what}; {found.advice}", err=True)
            if not jsonl:  # a line in, a line out: only a stream needs the place kept
                continue
            out.write(encode({"id": found.id, "problem": found}) + b"\n")
        else:
            out.write(encode(found) + b"\n")


@app.command()
def show(
    record: RecordPath,
    everything: Annotated[bool, typer.Option("--all", help="Every row of every table.")] = False,
) -> None:
    """Prints a record: reports, timeline, figures and their course, disputes, who speaks most, what was not read.

    Example: dateline show record.db
    """
    from dateline.store import Record  # noqa: PLC0415
    from dateline.terminal import show as print_parts  # noqa: PLC0415
    from dateline.terminal import summary  # noqa: PLC0415

    with Record(record) as opened:
        print_parts(console(), summary(opened, most=0 if everything else 12))


@app.command()
def explain(
    record: RecordPath,
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a fact, a report or a group.")],
) -> None:
    """Prints a fact in its sentence, marked, and why it was read so.

    Example: dateline explain record.db f-3a9c01b2d4e5f607
    """
    from dateline.store import Record  # noqa: PLC0415
    from dateline.terminal import explanation  # noqa: PLC0415
    from dateline.terminal import show as print_parts  # noqa: PLC0415

    with Record(record) as opened:
        print_parts(console(), explanation(opened, id))


@app.command()
def export(
    record: RecordPath,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="jsonl, csv, ... (see the list in the error).")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where to write; made if missing.")],
    household_size: Annotated[
        float | None,
        typer.Option(
            "--household-size",
            metavar="PEOPLE",
            help="People in a household, for idmc and hxl; without it no household is turned into people.",
        ),
    ] = None,
) -> None:
    """Writes a record in a format that others read.

    Example: dateline export record.db --to jsonl -o out
    """
    from dateline.export import BY_HOUSEHOLD, EXPORTERS  # noqa: PLC0415
    from dateline.store import Record  # noqa: PLC0415

    if to not in EXPORTERS:
        raise BadOption(f"no format {to!r}; known are {', '.join(sorted(EXPORTERS))}")
    options: dict[str, float] = {}
    if household_size is not None:
        if to not in BY_HOUSEHOLD:
            raise BadOption(f"{to} has no column of people; --household-size goes with {' and '.join(BY_HOUSEHOLD)}")
        if not 1 <= household_size <= LARGEST_HOUSEHOLD:
            raise BadOption(f"a household of {household_size:g} people; name a size from 1 to {LARGEST_HOUSEHOLD}")
        options = {"household_size": household_size}
    with Record(record) as opened:
        try:
            output.mkdir(parents=True, exist_ok=True)
            for path in EXPORTERS[to].write(opened, output, **options):
                typer.echo(path)
        except BrokenPipeError:
            raise  # it is the list of files on standard output that nobody reads to the end
        except OSError as wrong:
            raise BadOption(f"cannot write to {output} ({wrong.strerror}); choose another folder with -o") from None


@app.command()
def page(
    record: RecordPath,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")],
    charts: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Also write the charts' Vega-Lite specifications there.")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Pack nothing: a long record becomes linked files that need no script.")
    ] = False,
) -> None:
    """Writes a record as one HTML file that opens in any browser without a network.

    Example: dateline page record.db -o dossier.html
    """
    from dateline.store import Record  # noqa: PLC0415

    with extra("web", "dateline page"):
        from dateline.web.page import write_page  # noqa: PLC0415

    with Record(record) as opened:
        try:
            written = write_page(opened, output, specs=charts, plain=plain)
        except OSError as wrong:
            raise BadOption(f"cannot write {output} ({wrong.strerror}); choose another place with -o") from None
    for path in (*written.pages, *written.charts):
        typer.echo(path)


@app.command()
def serve(
    record: RecordPath,
    host: Annotated[str, typer.Option(help="Address to answer on; any but loopback shows the record to others.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to answer on; 0: any that is free.")] = 8321,
) -> None:
    """Shows a record in the browser, page by page, with a search over all texts; changes nothing. Ctrl-C ends it.

    Example: dateline serve record.db
    """
    with extra("web", "dateline serve"):
        from dateline.web.server import serve as run  # noqa: PLC0415

    run(record, host, port, announce=lambda line: typer.echo(line, err=True))


@app.command()
def verify(
    record: RecordPath,
    rows: Annotated[
        str,
        typer.Argument(metavar="ROWS", help="JSON lines: report, quote, start, end, numbers; - for standard input."),
    ],
) -> None:
    """Checks quotes and numbers of any tool against the reports; exit status 1 if any does not stand.

    Example: dateline verify record.db llm-output.jsonl
    """
    import msgspec  # noqa: PLC0415

    from dateline.store import Record  # noqa: PLC0415
    from dateline.verify import check as check_rows  # noqa: PLC0415
    from dateline.verify import read_rows  # noqa: PLC0415

    encode = msgspec.json.Encoder().encode
    failed = 0
    with Record(record) as opened, sys.stdin.buffer if rows == "-" else open_file(rows) as lines:
        for result in check_rows(read_rows(lines), opened.reports()):
            failed += not result.passed
            sys.stdout.buffer.write(encode(result) + b"\n")
    if failed:
        raise typer.Exit(1)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A record.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A later build of it.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON lines instead of text.")] = False,
) -> None:
    """Says what changed between two builds: new figures, moved courses, new denials, claims that lost independence.

    Example: dateline diff monday.db tuesday.db
    """
    import msgspec  # noqa: PLC0415

    from dateline.diff import differences  # noqa: PLC0415
    from dateline.store import Record  # noqa: PLC0415
    from dateline.wording import plain  # noqa: PLC0415

    with Record(old) as before, Record(new) as after:
        for change in differences(before, after):
            if jsonl:
                sys.stdout.buffer.write(msgspec.json.encode(change) + b"\n")
            else:
                typer.echo(f"{change.about} {change.what}: {plain(change.says)} [{change.id}]")


@app.command()
def names(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read pairs as JSON lines (id, a, b, kind) from standard input.")
    ] = False,
    a: Annotated[str | None, typer.Argument(help="A name; or, alone, a record.")] = None,
    b: Annotated[str | None, typer.Argument(help="Another.")] = None,
    kind: Annotated[str, typer.Option(help="person, organisation or place.")] = "person",
) -> None:
    """Says whether two spellings name the same one, and why; of a record, which of its names may be one.

    Example: dateline names "Gegam Stepanyan" "Gigham Stepanian"
    """
    if a and not b and not jsonl:
        from dateline.store import Record  # noqa: PLC0415
        from dateline.terminal import questions  # noqa: PLC0415
        from dateline.terminal import show as print_parts  # noqa: PLC0415

        with Record(Path(a)) as opened:
            print_parts(console(), questions(opened))
        return
    import msgspec  # noqa: PLC0415

    from dateline.gazetteer import open_gazetteer  # noqa: PLC0415
    from dateline.link.names import compare, load_matcher  # noqa: PLC0415
    from dateline.reading import cache_folder  # noqa: PLC0415

    matcher = load_matcher(open_gazetteer(cache_folder()))

    def answer(id: object, a: str, b: str, kind: str) -> bytes:
        match = compare(a, b, kind, matcher)
        return msgspec.json.encode({"id": id, "same": match.same, "score": match.score, "why": match.why}) + b"\n"

    if jsonl:
        for number, line in enumerate(sys.stdin.buffer, 1):
            if line.strip():
                try:
                    pair = msgspec.json.decode(line)
                    sys.stdout.buffer.write(
                        answer(pair.get("id"), str(pair["a"]), str(pair["b"]), pair.get("kind", "person"))
                    )
                except (msgspec.DecodeError, KeyError, AttributeError, UnicodeDecodeError):
                    raise BadOption(
                        f'line {number} is no pair of names; a line is {{"id", "a", "b", "kind"}}'
                    ) from None
    elif a and b:
        sys.stdout.buffer.write(answer(None, a, b, kind))
    else:
        raise BadOption("name two spellings or a record, or give pairs with --jsonl")


Author = Annotated[str, typer.Option(help="Who decides.", envvar="USER", show_default=False)]
Why = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]


@app.command()
def merge(
    record: RecordPath,
    ids: Annotated[list[str], typer.Argument(metavar="ENTITY ENTITY...", help="Entities that are one.")],
    reason: Why,
    author: Author = "",
) -> None:
    """Says that two or more entities are one; kept through every rebuild.

    Example: dateline merge record.db e-0a1b2c3d4e5f6071 e-8192a3b4c5d6e7f8 --reason "same ombudsman"
    """
    from dateline import decisions  # noqa: PLC0415
    from dateline.pipeline import decide  # noqa: PLC0415

    decision = decide(
        record,
        lambda names: decisions.merge(
            [names.members(id) for id in ids], names.anchors(ids), author=author, time=now(), reason=reason
        ),
        settings("", no_cache=False, seconds=60),
    )
    typer.echo(f"{decision.id}: merged {', '.join(decision.subjects)}; take it back with: dateline undo")


@app.command()
def split(
    record: RecordPath,
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="An entity of the record.")],
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The entity of one report that is somebody else.")],
    reason: Why,
    author: Author = "",
) -> None:
    """Says that an entity of one report is not the others that it was put together with; an unknown MEMBER lists them.

    Example: dateline split record.db e-0a1b2c3d4e5f6071 e-8192a3b4c5d6e7f8 --reason "father and son"
    """
    from dateline import decisions  # noqa: PLC0415
    from dateline.pipeline import decide  # noqa: PLC0415

    decision = decide(
        record,
        lambda names: decisions.split(
            names.members(entity), member, names.anchors([entity]), author=author, time=now(), reason=reason
        ),
        settings("", no_cache=False, seconds=60),
    )
    typer.echo(f"{decision.id}: {member} is apart; take it back with: dateline undo")


@app.command()
def undo(
    record: RecordPath,
    id: Annotated[str, typer.Argument(metavar="DECISION", help="The id of a merge or a split.")],
    reason: Why,
    author: Author = "",
) -> None:
    """Takes a merge or a split back; both stay on record.

    Example: dateline undo record.db d-0a1b2c3d4e5f6071 --reason "two men after all"
    """
    from dateline import decisions  # noqa: PLC0415
    from dateline.pipeline import decide  # noqa: PLC0415

    decision = decide(
        record,
        lambda names: decisions.undo(names.made, id, author=author, time=now(), reason=reason),
        settings("", no_cache=False, seconds=60),
    )
    typer.echo(f"{decision.id}: {id} is undone")


@app.command()
def check(
    record: Annotated[
        Path | None, typer.Argument(metavar="RECORD", help="A record; without one, the installation.")
    ] = None,
) -> None:
    """Checks a record (file, hashes, spans, links), or the installation's language model; exit status 1 if anything is
    wrong.

    Example: dateline check record.db
    """
    if record is None:
        from dateline.annotate.language import changed_model_files  # noqa: PLC0415

        found = [
            f"the language model's {name} is missing or was changed; install it again" for name in changed_model_files()
        ]
    else:
        from dateline.store import Record  # noqa: PLC0415
        from dateline.store.check import faults  # noqa: PLC0415

        with Record(record) as opened:
            found = list(faults(opened))
    for line in found:
        typer.echo(line)
    if found:
        raise typer.Exit(1)
    typer.echo("nothing wrong")


# --- what the commands share ---------------------------------------------------------------------------------------


def settings(model: str, no_cache: bool, seconds: float) -> "Settings":
    """What the options say of how to annotate."""
    from dateline.pipeline import Settings  # noqa: PLC0415
    from dateline.reading import cache_folder  # noqa: PLC0415

    chosen = Settings(cache=None if no_cache else cache_folder(), seconds=seconds)
    return replace(chosen, model=model) if model else chosen


def chosen_engine(name: str, scheduler: str, workers: int) -> "Engine":
    """The engine that the options name.  Raises BadOption, MissingExtra."""
    if name == "dask":
        with extra("scale", "--engine dask"):
            from dateline.engines.dask import Dask  # noqa: PLC0415
        return Dask(scheduler, workers=workers or os.cpu_count() or 1)
    if name != "local":
        raise BadOption(f"no engine {name!r}; known are dask, local")
    if scheduler:
        raise BadOption("--scheduler belongs to --engine dask")
    from dateline.engines.local import Local  # noqa: PLC0415

    return Local(workers or os.cpu_count() or 1)


def console() -> "Console":
    """As wide as the terminal, wide enough for tables elsewhere."""
    from rich.console import Console  # noqa: PLC0415

    return Console(width=None if sys.stdout.isatty() else 160, highlight=False, emoji=False)


def now() -> str:
    """The time of a decision, UTC, ISO 8601: the only clock that is ever read into a record."""
    from datetime import UTC, datetime  # noqa: PLC0415

    return datetime.now(UTC).isoformat(timespec="microseconds")


def open_file(path: str) -> BinaryIO:
    """The file, opened.  Raises BadOption."""
    try:
        return Path(path).open("rb")
    except OSError as wrong:
        raise BadOption(f"{path}: cannot be read ({wrong.strerror}); check the path") from None


@contextmanager
def extra(name: str, needed_for: str) -> Iterator[None]:
    """An optional package that is missing is named by the extra that brings it.  Raises MissingExtra."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] == "dateline":
            raise
        raise MissingExtra(name, needed_for) from None


@contextmanager
def stoppable(record: Path) -> Iterator[None]:
    """Says what became of the record where a build is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        kept = f"{record} keeps what was read; " if record.exists() else ""
        typer.echo(f"dateline: stopped; {kept}the same command goes on from there", err=True)
        raise


@contextmanager
def as_files(inputs: list[str]) -> Iterator[list[Path]]:
    """The inputs as paths: standard input (-) as a JSONL file, and what a URL names, copied here for as long as it is
    needed.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from dateline.readers.remote import bring, is_remote  # noqa: PLC0415

    with TemporaryDirectory() as folder:

        def as_file(number: int, given: str) -> Path:
            here = Path(folder) / str(number)
            if given != "-" and not is_remote(given):
                return Path(given)
            here.mkdir()
            if given != "-":
                return bring(given, here)
            stream = here / "standard-input.jsonl"
            stream.write_bytes(sys.stdin.buffer.read())
            return stream

        yield [as_file(number, given) for number, given in enumerate(inputs)]


def main() -> None:
    """Runs a command; an error that the user can put right is one line on standard error and an exit status."""
    try:
        app()
    except DatelineError as wrong:
        typer.echo(f"dateline: {wrong}", err=True)
        sys.exit(wrong.status)
    except BrokenPipeError:
        # whoever read the output has seen enough (dateline show record.db | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains while it ends
        sys.exit(0)
