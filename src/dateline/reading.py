"""The order of work on one report, and nothing else.

clean  →  parse  →  times  →  published  →  entities  →  statements  →  speakers  →  figures  →  events
"""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from dateline.annotate import entities, events, figures, language, propositions, published, speakers, statements, times
from dateline.annotate.paragraphs import paragraphs
from dateline.clean import find_layout, litter_unresolved
from dateline.garbage import no_cycles
from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.readers.language import is_foreign
from dateline.records import Annotation, Report
from dateline.syntax import Sentence
from dateline.syntax import sentences as split_sentences


def cache_folder() -> Path:
    """Where parses and the gazetteer are kept: $DATELINE_CACHE, else the user's cache folder."""
    named = os.environ.get("DATELINE_CACHE")
    return Path(named) if named else user_cache_path("dateline")


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


@no_cycles()
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
    # a byline's day without its year is kept: reports beside it may tell the year
    printed = [t for t in stamps if t.anchor and (t.start, t.end) in {reason.span for reason in dated.reasons}]
    found_times = sorted([*found_times, *printed], key=lambda time: time.start) if printed else found_times
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
