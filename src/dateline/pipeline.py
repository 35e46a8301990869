"""The order of work, and nothing else.

One report at a time (`annotate`):
    clean  →  parse  →  times  →  published  →  entities  →  statements  →  speakers  →  figures  →  events
The whole pile (`build`):
    read  →  take in  →  annotate  →  store  →  settle: date the undated, link, reconcile  →  store
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from platformdirs import user_cache_path

from dateline.annotate import entities, events, figures, language, published, speakers, statements, times
from dateline.clean import find_layout, litter_unresolved
from dateline.engines import Engine
from dateline.errors import NothingToRead, UnreadableReport
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.intake import take_in
from dateline.link import accounts, claims, copies, stories
from dateline.link import entities as linked
from dateline.readers import SourceList, read_all
from dateline.reconcile import dating, disputes, series, support, timeline
from dateline.records import Annotation, Problem, Report
from dateline.store import Writer, writing
from dateline.syntax import Sentence
from dateline.syntax import sentences as split_sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """All that reading one report needs: the model, the gazetteer and the compiled vocabulary.  Loaded once a
    process.
    """

    language: language.Language
    gazetteer: Gazetteer | None
    times: times.Grammar
    stamp_words: published.StampWords
    names: entities.Names
    cues: statements.Cues
    speaker_words: speakers.SpeakerWords
    kinds: figures.Kinds
    event_words: events.EventWords


def load_reader(model: str = language.DEFAULT_MODEL, *, cache: Path | None = None) -> Reader:
    """Loads the model and the vocabulary; with `cache`, parses are kept in that folder.  Errors: ModelError,
    LexiconError.
    """
    return Reader(
        language=language.load(model, cache=cache),
        gazetteer=open_gazetteer(cache_folder()),
        times=times.load_grammar(),
        stamp_words=published.load_stamp_words(),
        names=entities.load_names(),
        cues=statements.load_cues(),
        speaker_words=speakers.load_speaker_words(),
        kinds=figures.load_kinds(),
        event_words=events.load_event_words(),
    )


def annotate(report: Report, reader: Reader) -> Annotation:
    """Everything that can be read in one report by itself."""
    layout = find_layout(report.text)
    parsed = parse(report.text, layout.boilerplate, reader.language)
    found_times = times.find_times(report.id, parsed, reader.times)
    stamps = times.find_stamps(report.id, report.text, layout.boilerplate, reader.times)
    dated = published.find_published(
        report, [*found_times, *stamps], layout.boilerplate, layout.captions, reader.stamp_words
    )
    found_times = times.resolve_times(found_times, dated, report.genre)
    found_entities, mentions = entities.find_entities(report.id, parsed, reader.names, reader.gazetteer)
    said = statements.find_statements(report.id, parsed, mentions, reader.cues)
    said = speakers.resolve_speakers(said, parsed, mentions, found_entities, reader.speaker_words)
    numbers = figures.find_figures(report.id, parsed, found_times, reader.kinds)
    counted = figures.attribute_figures(numbers, parsed, found_times, dated, found_entities, mentions, said)
    happened = events.find_events(
        report.id, parsed, found_times, dated, found_entities, mentions, said, counted, reader.event_words
    )
    return Annotation(
        id=report.id,
        published=dated,
        boilerplate=layout.boilerplate,
        captions=layout.captions,
        title_span=layout.title,
        sentences=tuple((sentence.start, sentence.end) for sentence in parsed),
        times=tuple(found_times),
        entities=tuple(found_entities),
        mentions=tuple(mentions),
        statements=tuple(said),
        figures=counted,
        events=tuple(happened),
        quantities=numbers.quantities,
        unresolved=(*numbers.unresolved, *litter_unresolved(report.id, report.text, layout.boilerplate)),
    )


def parse(text: str, skip: tuple[tuple[int, int], ...], model: language.Language) -> list[Sentence]:
    """The parsed sentences of a text, without the spans in `skip`, in order."""
    spans = language.paragraphs(text, skip)
    parses = model.parse([text[start:end] for start, end in spans])
    return [
        sentence
        for number, (span, found) in enumerate(zip(spans, parses, strict=True))
        for sentence in split_sentences(text, span[0], found, number)
    ]


# --- the whole pile ------------------------------------------------------------------------------------------------

CHUNK = 32
"""Reports saved at a time while annotating: what is lost at most when a build is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a worker needs to read reports as this build does; travels to other processes."""

    model: str = language.DEFAULT_MODEL
    cache: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a build is, for whoever shows it."""

    stage: str
    done: int = 0
    of: int = 0


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
    read = list(read_all(paths, known))
    problems = [item for item in read if isinstance(item, Problem)]
    if strict and (failed := next((problem for problem in problems if problem.severity == "failed"), None)):
        raise UnreadableReport(failed.path, failed.what, failed.advice)
    new = [item for item in read if isinstance(item, Report)]
    if not new and not record.exists():
        listed = "".join(f"\n  {problem.path}: {problem.what}; {problem.advice}" for problem in problems)
        raise NothingToRead(
            f"no report in {', '.join(str(path) for path in paths)}; name a folder with reports{listed}"
        )
    with writing(record) as writer:
        writer.set_meta(state="unfinished")
        before = writer.reports()
        intake = take_in(before, new, prune=prune, reread=reread)
        problems += intake.warnings
        writer.replace_reports(intake.reports, intake.retired)
        problems += _annotate_missing(writer, intake.reports, engine, settings, progress)
        writer.forget_problems({path for report in new for path in report.paths})
        writer.replace_problems(problems)
        progress(Progress(stage="comparing reports"))
        settle(writer)
        writer.set_meta(state="complete", made_with=made_with(settings))
    return Built(
        reports=len(intake.reports),
        added=len(intake.reports.keys() - before.keys()),
        retired=len(intake.retired),
        problems=tuple(problems),
    )


def _annotate_missing(
    writer: Writer,
    reports: Mapping[str, Report],
    engine: Engine,
    settings: Settings,
    progress: Callable[[Progress], None],
) -> list[Problem]:
    """Annotates what has not been, or not with this model and version; what fails is set aside with the reason."""
    version, read_with = made_with(settings), writer.read_with()
    missing = [reports[id] for id in sorted(reports) if read_with.get(id) != version]
    problems = []
    results = engine.map(partial(annotate_in_worker, settings=settings), missing)
    done = 0
    while chunk := list(islice(results, CHUNK)):
        writer.add_readings((item for item in chunk if isinstance(item, Annotation)), version)
        problems += [item for item in chunk if isinstance(item, Problem)]
        done += len(chunk)
        progress(Progress(stage="annotating", done=done, of=len(missing)))
    return problems


def cache_folder() -> Path:
    """Where parses and the gazetteer are kept: $DATELINE_CACHE, else the user's cache folder."""
    named = os.environ.get("DATELINE_CACHE")
    return Path(named) if named else user_cache_path("dateline")


def made_with(settings: Settings) -> str:
    """What a reading depends on besides the report: this version of Dateline and the model."""
    return f"dateline {version('dateline')}, {settings.model}"


@lru_cache(maxsize=1)
def _reader(settings: Settings) -> Reader:
    """Loaded once in each process."""
    return load_reader(settings.model, cache=settings.cache)


def annotate_in_worker(report: Report | Problem, *, settings: Settings) -> Annotation | Problem:
    """The annotation of a report; a Problem where reading it failed, then or now."""
    if isinstance(report, Problem):
        return report
    reader = _reader(settings)
    try:
        return annotate(report, reader)
    except Exception as wrong:  # noqa: BLE001 (one report that breaks the parser must not stop the thousand others)
        return Problem(
            id=report.id,
            path=report.paths[0] if report.paths else report.id,
            what=f"could not be annotated ({type(wrong).__name__}: {wrong})",
            advice="set aside; please report it with the file",
        )


def settle(writer: Writer) -> None:
    """Makes the corpus half of the record anew: a function of the set of readings and of what people decided."""
    held, annotations = writer.reports(), writer.readings()
    reports = [held[id] for id in annotations]
    dates = dating.date_reports(reports, annotations)
    annotations = {
        id: dating.redate(found, dates[id], held[id].genre) if id in dates else found
        for id, found in annotations.items()
    }
    named = linked.link_entities(annotations, writer.decisions())
    annotations = {id: linked.rename(found, named) for id, found in annotations.items()}
    shared = copies.find_copies(reports, annotations)
    origins = copies.find_origins(reports, shared)
    counts = accounts.find_accounts(reports, annotations, named.entities)
    courses = series.find_series(counts, annotations, shared)
    claimed = claims.find_claims(counts, reports, annotations, origins, shared)
    claimed = support.add_support(claimed, counts, reports, annotations, shared)
    writer.replace_findings(
        annotations,
        {
            "entities": named.entities,
            "copies": shared,
            "origins": origins,
            "stories": stories.find_stories(reports, annotations, origins),
            "claims": claimed,
            "series": courses,
            "disputes": disputes.find_disputes(counts, claimed, courses),
            "timeline": timeline.build_timeline(reports, annotations, origins),
        },
    )
