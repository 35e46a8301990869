"""The order of work, and nothing else.

    read  →  take in  →  annotate each report  →  store  →  settle what holds across reports  →  store

What is done with one report by itself stands in reading.py, what is done with all of them in settling.py.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from threading import get_ident
from typing import TypeVar

from dateline import decisions
from dateline.annotate.language import DEFAULT_MODEL
from dateline.engines import Engine, Lost
from dateline.engines.limit import TookTooLong, limit
from dateline.engines.local import Local
from dateline.errors import NothingToRead, UnreadableReport
from dateline.garbage import no_cycles
from dateline.intake import take_in
from dateline.link.entities import link_entities
from dateline.parts import Read, read_out
from dateline.readers import SourceList, read_all
from dateline.reading import Reader, annotate, load_reader
from dateline.records import Annotation, Decision, Problem, Report
from dateline.rules import rules_digest
from dateline.settling import settle, stands_on
from dateline.store import Record, Texts, Writer, heads_of, whole, writing

T = TypeVar("T")

CHUNK = 32
"""Reports saved at a time while annotating: what is lost at most when a build is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a worker needs to read reports as this build does; travels to other processes."""

    model: str = DEFAULT_MODEL
    cache: Path | None = None
    seconds: float = 60.0
    """CPU seconds that one report may take, besides a millisecond for each of its characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a build is, for whoever shows it."""

    stage: str
    done: int = 0
    of: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    reports: int
    added: int
    retired: int
    problems: tuple[Problem, ...]


def build(
    paths: Iterable[Path],
    record: Path,
    *,
    engine: Engine,
    settings: Settings = Settings(),
    known: SourceList | None = None,
    prune: bool = False,
    reread: bool = False,
    strict: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Built:
    """Reads `paths` into the record: makes it, or adds what is new and settles everything again.

    Raises NothingToRead where there is no report at all, UnreadableReport (with `strict`) for the first that cannot be
    read, RecordError where the record cannot be written.
    """
    progress(Progress(stage="reading"))
    paths = tuple(paths)
    with Texts() as texts:
        new, problems = _take(read_all(paths, known), texts, strict)
        if not new and not record.exists():
            listed = "".join(f"\n  {problem.path}: {problem.what}; {problem.advice}" for problem in problems)
            where = ", ".join(map(str, paths))
            what = f"no report in {where}" if where else f"there is no record at {record} to complete"
            raise NothingToRead(f"{what}; name a folder with reports{listed}")
        with writing(record) as writer:
            interrupted = writer.meta().get("state") == "unfinished"
            writer.set_meta(state="unfinished")
            before = writer.heads(texts)
            intake = take_in(before, new, prune=prune, reread=reread)
            read_from = {path for report in new for path in report.paths}
            del new  # a record holds the like of each: both would be in memory until the end
            reports = texts.hold(intake.reports)
            writer.add_reports(reports[id] for id in sorted(reports.keys() - before.keys()))
            problems += intake.warnings
            problems += _annotate_missing(writer, reports, engine, settings, progress, interrupted)
            basis = stands_on(writer, reports)
            settled = None
            if writer.meta().get("stands_on") != basis:
                progress(Progress(stage="comparing reports"))
                settled = settle(writer, reports, engine)
            progress(Progress(stage="writing the record"))
            with no_cycles(), writer.transaction():
                writer.replace_reports(reports, intake.retired)
                writer.forget_problems(read_from)
                writer.replace_problems(problems)
                if settled:
                    writer.replace_findings(settled.groups, settled.digests)
                writer.set_meta(state="complete", made_with=made_with(settings), stands_on=basis)
    return Built(
        reports=len(reports),
        added=len(reports.keys() - before.keys()),
        retired=len(intake.retired),
        problems=tuple(problems),
    )


def _take(read: Iterable[Report | Problem], texts: Texts, strict: bool) -> tuple[list[Report], list[Problem]]:
    """The heads of the reports that were read, and the problems.  Raises UnreadableReport."""
    heads, problems = [], []
    for item in read:
        if isinstance(item, Report):
            heads.append(texts.take(item))
        else:
            problems.append(item)
            if strict and item.severity == "failed":
                raise UnreadableReport(item.path, item.what, item.advice)
    return heads, problems


def _annotate_missing(
    writer: Writer,
    reports: Mapping[str, Report],
    engine: Engine,
    settings: Settings,
    progress: Callable[[Progress], None],
    interrupted: bool,
) -> list[Problem]:
    """Annotates what has not been, or not with these rules, or had another text; what fails is set aside with the
    reason.

    After a build that did not end, nothing is read in this process: a report may have ended it.
    """
    rules, held = made_with(settings), writer.read_with()
    heads = sorted(heads_of(reports).items())
    missing = [reports[id] for id, head in heads if held.get(id) != (rules, writer.digest(head))]
    problems: list[Problem] = []
    progress(Progress(stage="annotating", of=len(missing)))
    read = engine.map(partial(read_in_worker, settings=settings), map(whole, missing), isolated=interrupted)
    results = zip(missing, read, strict=True)
    done = 0
    while chunk := list(islice(results, CHUNK)):
        well = [(report, result) for report, result in chunk if isinstance(result, Read)]
        failed = [(report, result) for report, result in chunk if not isinstance(result, Read)]
        writer.add_readings(((report, result.reading) for report, result in well), rules)
        writer.put_aside((step, report.id, made) for report, result in well for step, made in result.ready)
        writer.drop_readings(report.id for report, _ in failed)
        problems += [_lost(report) if isinstance(result, Lost) else result for report, result in failed]
        done += len(chunk)
        progress(Progress(stage="annotating", done=done, of=len(missing), failed=len(problems)))
    return problems


def made_with(settings: Settings) -> str:
    """What a reading depends on besides the report: the model, and the rules (code and vocabulary) of this Dateline."""
    model = settings.model
    with suppress(PackageNotFoundError):  # a model may also be a folder
        model = f"{model} {version(model)}"
    return f"dateline {version('dateline')} (rules {rules_digest()}), {model}, spaCy {version('spacy')}"


@lru_cache(maxsize=8)
def _reader(settings: Settings, _thread: int) -> Reader:
    """Loaded once in each process; where a cluster runs several threads in one, in each, since SQLite wants it so."""
    return load_reader(settings.model, cache=settings.cache)


def annotate_in_worker(report: Report | Problem, *, settings: Settings) -> Annotation | Problem:
    """The annotation of a report; a Problem where reading it failed, then or now."""
    return report if isinstance(report, Problem) else _tried(report, annotate, settings)


def read_in_worker(report: Report, *, settings: Settings) -> Read | Problem:
    """The same, as the record keeps it, and what the corpus half asks of the report alone."""
    return _tried(report, lambda report, reader: read_out(report, annotate(report, reader)), settings)


def _tried(report: Report, read: Callable[[Report, Reader], T], settings: Settings) -> T | Problem:
    reader = _reader(settings, get_ident())
    try:
        with limit(settings.seconds + len(report.text) / 1000):
            return read(report, reader)
    except TookTooLong as wrong:
        return set_aside(report, f"could not be annotated ({wrong})")
    except Exception as wrong:  # noqa: BLE001 (one report that breaks the parser must not stop the thousand others)
        return set_aside(report, f"could not be annotated ({type(wrong).__name__}: {wrong})")


def annotate_all(
    items: Iterable[Report | Problem], *, engine: Engine, settings: Settings
) -> Iterator[Annotation | Problem]:
    """The annotation of each report, in order; a Problem for what could not be read."""
    for found in engine.map(partial(annotate_in_worker, settings=settings), items):
        if not isinstance(found, Lost):
            yield found
        else:
            yield _lost(found.item) if isinstance(found.item, Report) else found.item


def set_aside(report: Report, what: str) -> Problem:
    """What the record says of a report that could not be read."""
    path = report.paths[0] if report.paths else report.id
    return Problem(id=report.id, path=path, what=what, advice="set aside; please report it with the file")


def _lost(report: Report) -> Problem:
    return set_aside(report, "could not be annotated (each process that tried it crashed, hung or ran out of memory)")


# --- what people decide --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The entities of a record and what stands behind each, for whoever decides about them."""

    annotations: Mapping[str, Annotation]
    reports: Mapping[str, Report]
    same_as: Mapping[str, str]
    made: Sequence[Decision]
    """The decisions so far."""

    def members(self, entity: str) -> list[decisions.Member]:
        """The entities of reports that are this one.  Raises UnknownId."""
        return decisions.members(self.annotations, self.same_as, entity)

    def anchors(self, entities: Iterable[str]) -> dict[str, decisions.Anchor]:
        """Where the members of these entities are named.  Raises UnknownId."""
        found = [member for entity in entities for member in self.members(entity)]
        return decisions.anchors(self.annotations, self.reports, found)


def decide(record: Path, decision_of: Callable[[Names], Decision], settings: Settings) -> Decision:
    """Adds the decision that `decision_of` makes of the record's names, and settles the record again.

    Raises what `decision_of` raises, and RecordError.
    """
    with Record(record):  # a record that is not there must not be made by deciding about it
        pass
    with Texts() as texts, writing(record) as writer:
        read, made, reports = writer.readings(), writer.decisions(), texts.hold(writer.heads(texts))
        same_as = link_entities(read, made).same_as
        decision = decision_of(Names(annotations=read, reports=reports, same_as=same_as, made=made))
        writer.add_decision(decision)
    build([], record, engine=Local(), settings=settings)
    return decision
