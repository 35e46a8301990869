"""The order of work, and nothing else.

One report at a time (`annotate`):
    clean  →  parse  →  times  →  published  →  entities  →  statements  →  speakers  →  figures  →  events
The whole pile (`build`):
    read  →  take in  →  annotate  →  store  →  settle: date the undated, link, reconcile  →  store
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from threading import get_ident

from platformdirs import user_cache_path

from dateline import decisions
from dateline.annotate import entities, events, figures, language, propositions, published, speakers, statements, times
from dateline.annotate.paragraphs import paragraphs
from dateline.clean import find_layout, litter_unresolved
from dateline.engines import Engine, Lost
from dateline.engines.limit import TookTooLong, limit
from dateline.engines.local import Local
from dateline.errors import NothingToRead, UnreadableReport
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.intake import take_in
from dateline.link import claims, copies, matters, stories
from dateline.link import entities as linked
from dateline.link.kept import Kept, each_report, key_of
from dateline.readers import SourceList, read_all
from dateline.readers.language import is_foreign
from dateline.reconcile import dating, disputes, series, support, timeline
from dateline.records import Annotation, Decision, Problem, Report
from dateline.store import Record, Texts, Writer, pack, report_digest, whole, writing
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
    """Everything that can be read in one report by itself; of one that is not English, only its layout and date."""
    layout = find_layout(report.text, extracted=report.reader.startswith("html/"))
    if is_foreign(report.language):
        dated = published.find_published(report, [], layout.boilerplate, layout.captions, reader.stamp_words)
        return Annotation(
            id=report.id,
            published=dated,
            boilerplate=layout.boilerplate,
            captions=layout.captions,
            title_span=layout.title,
        )
    tables = figures.find_tables(report.text, layout.boilerplate)
    cells = [span for table in tables for span in table.kept_from_parser]
    parsed = parse(report.text, (*layout.boilerplate, *cells), reader.language)
    unreadable = times.find_unreadable(report.id, report.text, layout.boilerplate)
    found_times = times.find_times(report.id, parsed, reader.times, unreadable)
    stamps = times.find_stamps(report.id, report.text, layout.boilerplate, reader.times)
    dated = published.find_published(
        report, [*found_times, *stamps], layout.boilerplate, layout.captions, reader.stamp_words
    )
    found_times = times.resolve_times(found_times, dated, report.genre)
    found_entities, mentions, inside = entities.find_entities(report.id, parsed, reader.names, reader.gazetteer)
    said = statements.find_statements(report.id, parsed, mentions, reader.cues)
    said = speakers.resolve_speakers(said, parsed, mentions, found_entities, reader.speaker_words)
    clauses = propositions.find_propositions(parsed, mentions, found_entities, said)
    numbers = figures.find_figures(report.id, parsed, found_times, reader.kinds)
    counted = figures.attribute_figures(
        numbers, parsed, found_times, dated, found_entities, mentions, said, reader.kinds
    )
    as_of = figures.stands_as_of(parsed, found_times, dated)
    listed = figures.read_tables(report.id, report.text, tables, found_entities, mentions, as_of, reader.kinds)
    counted = tuple(sorted([*counted, *listed.figures], key=lambda f: f.start)) if tables else counted
    happened = events.find_events(
        report.id, parsed, found_times, dated, found_entities, mentions, said, reader.event_words
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
        mentions=tuple(sorted([*mentions, *inside], key=lambda m: (m.start, m.end, m.form))),
        statements=tuple(said),
        propositions=tuple(clauses),
        figures=counted,
        events=tuple(happened),
        quantities=(*numbers.quantities, *listed.quantities),
        unresolved=(*unreadable, *numbers.unresolved, *litter_unresolved(report.id, report.text, layout.boilerplate)),
    )


def parse(text: str, skip: tuple[tuple[int, int], ...], model: language.Language) -> list[Sentence]:
    """The parsed sentences of a text, without the spans in `skip`, in order."""
    spans = paragraphs(text, skip)
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
    with Texts() as texts:
        new, problems = _take(read_all(paths, known), texts, strict)
        if not new and not record.exists():
            listed = "".join(f"\n  {problem.path}: {problem.what}; {problem.advice}" for problem in problems)
            raise NothingToRead(
                f"no report in {', '.join(str(path) for path in paths)}; name a folder with reports{listed}"
            )
        with writing(record) as writer:
            interrupted = writer.meta().get("state") == "unfinished"
            writer.set_meta(state="unfinished")
            before = writer.heads(texts)
            intake = take_in(before, new, prune=prune, reread=reread)
            reports = texts.hold(intake.reports)
            writer.add_reports(reports[id] for id in sorted(reports.keys() - before.keys()))
            problems += intake.warnings
            problems += _annotate_missing(writer, reports, engine, settings, progress, interrupted)
            stands_on = _stands_on(writer, reports)
            settled = None
            if writer.meta().get("stands_on") != stands_on:
                progress(Progress(stage="comparing reports"))
                settled = settle(writer, reports)
            progress(Progress(stage="writing the record"))
            with _no_cycles(), writer.transaction():
                writer.replace_reports(reports, intake.retired)
                writer.forget_problems({path for report in new for path in report.paths})
                writer.replace_problems(problems)
                if settled:
                    writer.replace_findings(settled.annotations, settled.groups, settled.digests)
                writer.set_meta(state="complete", made_with=made_with(settings), stands_on=stands_on)
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
    missing = [report for id, report in sorted(reports.items()) if held.get(id) != (rules, report_digest(report))]
    problems: list[Problem] = []
    progress(Progress(stage="annotating", of=len(missing)))
    read = engine.map(partial(read_in_worker, settings=settings), map(whole, missing), isolated=interrupted)
    results = zip(missing, read, strict=True)
    done = 0
    while chunk := list(islice(results, CHUNK)):
        writer.add_readings(((report, result) for report, result in chunk if isinstance(result, bytes)), rules)
        failed = [(report, result) for report, result in chunk if not isinstance(result, bytes)]
        writer.drop_readings(report.id for report, _ in failed)
        problems += [_lost(report) if isinstance(result, Lost) else result for report, result in failed]
        done += len(chunk)
        progress(Progress(stage="annotating", done=done, of=len(missing), failed=len(problems)))
    return problems


def cache_folder() -> Path:
    """Where parses and the gazetteer are kept: $DATELINE_CACHE, else the user's cache folder."""
    named = os.environ.get("DATELINE_CACHE")
    return Path(named) if named else user_cache_path("dateline")


def made_with(settings: Settings) -> str:
    """What a reading depends on besides the report: the model, and the rules (code and vocabulary) of this Dateline."""
    model = settings.model
    with suppress(PackageNotFoundError):  # a model may also be a folder
        model = f"{model} {version(model)}"
    return f"dateline {version('dateline')} (rules {rules_digest()}), {model}, spaCy {version('spacy')}"


RULES = (
    "annotate", "clean", "gazetteer", "lexicon", "clauses.py", "pipeline.py", "records.py", "spelling.py", "syntax.py",
    "timex.py",
)  # fmt: skip
"""What reading one report by itself is made of."""


CORPUS_RULES = (*RULES, "link", "reconcile", "store")
"""What holds across reports is worked out by these."""


@lru_cache(maxsize=2)
def rules_digest(rooms: tuple[str, ...] = RULES) -> str:
    """Names the rules: who adds a verb to the lexicon and builds again wants every report read again."""
    package = Path(__file__).parent
    found = blake2b(digest_size=6)
    for room in rooms:
        files = [package / room] if room.endswith(".py") else sorted((package / room).rglob("*"))
        for path in files:
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


@lru_cache(maxsize=8)
def _reader(settings: Settings, _thread: int) -> Reader:
    """Loaded once in each process; where a cluster runs several threads in one, in each, since SQLite wants it so."""
    return load_reader(settings.model, cache=settings.cache)


def annotate_in_worker(report: Report | Problem, *, settings: Settings) -> Annotation | Problem:
    """The annotation of a report; a Problem where reading it failed, then or now."""
    if isinstance(report, Problem):
        return report
    reader = _reader(settings, get_ident())
    try:
        with limit(settings.seconds + len(report.text) / 1000):
            return annotate(report, reader)
    except TookTooLong as wrong:
        return set_aside(report, f"could not be annotated ({wrong})")
    except Exception as wrong:  # noqa: BLE001 (one report that breaks the parser must not stop the thousand others)
        return set_aside(report, f"could not be annotated ({type(wrong).__name__}: {wrong})")


def read_in_worker(report: Report, *, settings: Settings) -> bytes | Problem:
    """The same, packed as the record keeps it."""
    found = annotate_in_worker(report, settings=settings)
    return found if isinstance(found, Problem) else pack(found)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What holds across reports."""

    annotations: Mapping[str, Annotation]
    """Under the names of the record."""
    groups: Mapping[str, Sequence[object]]
    digests: Mapping[str, bytes]
    """Of all that each annotation is made from."""


def _stands_on(writer: Writer, held: Mapping[str, Report]) -> str:
    """A digest of all that settling these reports is made from: what was settled from the same stands as it is."""
    read = ((id, *made_from) for id, made_from in sorted(writer.read_with().items()) if id in held)
    parts = (rules_digest(CORPUS_RULES), *(part for one in read for part in one))
    decided = key_of(*(pack(decision) for decision in writer.decisions()))
    return key_of(decided, *(part.encode("utf-8", "surrogatepass") for part in parts)).hex()


@contextmanager
def _no_cycles() -> Iterator[None]:
    """For work that makes millions of facts and no cycles of them: to look for cycles again and again took a quarter
    of its time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_no_cycles()
def settle(writer: Writer, held: Mapping[str, Report]) -> Settled:
    """The corpus half of the record: a function of the set of readings and of what people decided.

    Annotations are unpacked as a step asks for them: no more than a few are in memory.  What an earlier build worked
    out from reports that are as they were is taken from there (see link.kept).
    """
    read, made_from = writer.readings(held), writer.read_with()
    annotated = list(read)
    reports = [held[id] for id in annotated]
    digests = {id: key_of(*(part.encode() for part in made_from[id])) for id in annotated}
    rules = rules_digest(CORPUS_RULES)
    kept = writer.kept(digests, rules)
    layouts = writer.layouts(held)
    shared = copies.find_copies(reports, layouts, kept)
    leads = stories.find_leads(reports, layouts, kept)
    dates = dating.date_reports(reports, read, shared, kept)
    digests = digests | {id: key_of(digests[id], pack(date)) for id, date in dates.items()}
    of_dated = writer.kept(digests, rules)

    def dated(id: str) -> Annotation:
        return dating.redate(read[id], dates[id], held[id].genre) if id in dates else read[id]

    before = kept.aside("dated", Annotation, annotated, dated) if dates else read
    named = linked.link_entities(read, writer.decisions(), kept=kept)
    annotations = kept.aside("named", Annotation, annotated, lambda id: linked.rename(before[id], named))
    digests = _digests_of_names(before, named, digests, of_dated)
    of_named = writer.kept(digests, rules)
    origins = copies.find_origins(reports, shared)
    of_dated.ahead((support.part(annotations), timeline.part(reports, annotations)), annotated)
    of_named.ahead(
        (
            matters.part(reports, annotations, named.entities),
            claims.part(reports, annotations),
            *disputes.parts(reports, annotations, named.entities),
        ),
        annotated,
    )
    counts = matters.find_accounts(reports, annotations, named.entities, leads, of_named)
    courses = series.find_series(counts, shared)
    claimed = claims.find_claims(counts, reports, annotations, origins, shared, of_named)
    claimed = support.add_support(claimed, counts, reports, annotations, shared, of_dated)
    groups: dict[str, Sequence[object]] = {
        "entities": named.entities,
        "copies": shared,
        "origins": origins,
        "stories": stories.find_stories(reports, annotations, origins, leads),
        "claims": claimed,
        "series": courses,
        "disputes": disputes.find_disputes(
            counts, reports, annotations, named.entities, claimed, courses, shared, of_named
        ),
        "timeline": timeline.build_timeline(reports, annotations, origins, leads, of_dated),
        "suggestions": named.suggestions,
        "orphans": named.orphans,
    }
    return Settled(annotations=annotations, groups=groups, digests=digests)


def _digests_of_names(
    annotations: Mapping[str, Annotation], named: linked.Linked, digests: Mapping[str, bytes], kept: Kept
) -> dict[str, bytes]:
    """The digest of each report together with what the record knows of those that it names, but for other spellings."""
    of_record = {entity.id: entity for entity in named.entities}

    @cache
    def known(id: str) -> bytes:
        return key_of(pack(replace(of_record[named.same_as[id]], names=(), why=())))

    found = each_report(
        kept, "entities", tuple[str, ...], annotations, lambda id: tuple(one.id for one in annotations[id].entities)
    )
    return {id: key_of(digests[id], *(known(one) for one in entities)) for id, entities in found}


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
        same_as = linked.link_entities(read, made).same_as
        decision = decision_of(Names(annotations=read, reports=reports, same_as=same_as, made=made))
        writer.add_decision(decision)
    build([], record, engine=Local(), settings=settings)
    return decision
