"""The order of work, and nothing else.

    read  →  clean  →  parse  →  times  →  published  →  entities  →  statements  →  speakers  →  figures  →  events
"""

from dataclasses import dataclass
from pathlib import Path

from dateline.annotate import entities, events, figures, language, published, speakers, statements, times
from dateline.clean import find_layout
from dateline.gazetteer import Gazetteer
from dateline.records import Annotation, Report
from dateline.syntax import Sentence
from dateline.syntax import sentences as split_sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """All that reading one report needs: the model, the gazetteer and the compiled vocabulary.  Loaded once a process."""

    language: language.Language
    gazetteer: Gazetteer | None
    times: times.Grammar
    names: entities.Names
    cues: statements.Cues
    kinds: figures.Kinds
    event_words: events.EventWords


def load_reader(model: str = language.DEFAULT_MODEL, *, cache: Path | None = None) -> Reader:
    """Loads the model and the vocabulary; with `cache`, parses are kept in that folder.  Errors: ModelError, LexiconError."""
    return Reader(
        language=language.load(model, cache=cache),
        gazetteer=None,
        times=times.load_grammar(),
        names=entities.load_names(),
        cues=statements.load_cues(),
        kinds=figures.load_kinds(),
        event_words=events.load_event_words(),
    )


def annotate(report: Report, reader: Reader) -> Annotation:
    """Everything that can be read in one report by itself."""
    layout = find_layout(report.text)
    parsed = parse(report.text, layout.boilerplate, reader.language)
    found_times = times.find_times(report.id, parsed, reader.times)
    dated = published.find_published(report, found_times, layout.title, layout.boilerplate)
    found_times = times.resolve_times(found_times, dated, report.genre)
    found_entities, mentions = entities.find_entities(report.id, parsed, reader.names, reader.gazetteer)
    said = statements.find_statements(report.id, parsed, mentions, reader.cues)
    said = speakers.resolve_speakers(said, parsed, mentions, found_entities)
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
        title=layout.title,
        sentences=tuple((sentence.start, sentence.end) for sentence in parsed),
        times=tuple(found_times),
        entities=tuple(found_entities),
        mentions=tuple(mentions),
        statements=tuple(said),
        figures=counted,
        events=tuple(happened),
        quantities=numbers.quantities,
        unresolved=numbers.unresolved,
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
