"""Is a record whole?  The file, the hashes, the spans, and the links between facts."""

from collections.abc import Iterator

from dateline.records import FACTS, Report, spans_of
from dateline.store.sqlite import Record


def faults(record: Record) -> Iterator[str]:
    """What is wrong with a record, a line each; nothing where all is well."""
    yield from (f"the file is damaged: {line}" for line in record.damage())
    if (state := record.meta().get("state")) != "complete":
        yield f"its build did not end (state: {state}); run the same build again"
    reports = record.reports()
    known = {entity.id for entity in record.groups("entities")}
    statements = {statement.id for _, statement in record.facts("statements")}
    for table in FACTS:
        seen = set()
        for id, fact in record.facts(table):
            name = getattr(fact, "id", f"a mention at {getattr(fact, 'start', '?')}")
            if id not in reports:
                yield f"{table}: {name} belongs to a report that is not there, {id}"
            else:
                yield from (f"{table}: {name} {wrong}" for wrong in _bad_spans(fact, reports[id]))
            for field in ("entity", "speaker_entity", "giver_entity", "place_entity"):
                if (entity := getattr(fact, field, None)) and entity not in known:
                    yield f"{table}: {name} points at an entity that is not there, {entity}"
            if (statement := getattr(fact, "statement", None)) and statement not in statements:
                yield f"{table}: {name} points at a statement that is not there, {statement}"
            if hasattr(fact, "id"):
                if fact.id in seen:
                    yield f"{table}: the id {fact.id} is there twice"
                seen.add(fact.id)


def _bad_spans(fact: object, report: Report) -> Iterator[str]:
    for start, end in spans_of(fact):  # type: ignore[arg-type]
        if not 0 <= start < end <= len(report.text):
            yield f"has a span outside its report: {start} to {end}"
