"""Is a record whole?  The file, the texts against what was read in them, the spans and quotes, the links."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set

import msgspec

from dateline.records import FACTS, Claim, Dispute, Fact, Series, spans_of
from dateline.store.rows import quote
from dateline.store.schema import DERIVED, KEPT
from dateline.store.sqlite import Record

REPAIR = "restore the file, or build it again elsewhere"
AGAIN = "run the same build again"
NEEDED = {*KEPT, *DERIVED, "reading", "kept"}
"""Tables without which nothing else can be looked at."""
AS_READ = (
    "start", "end", "source", "cue", "content", "mode", "stance", "low", "high", "modifier", "kind", "unit", "form",
    "type", "what", "parent", "part_of",
)  # fmt: skip
"""Fields of facts that stay as they were read in their report by itself."""


def faults(record: Record) -> Iterator[str]:
    """What is wrong with a record, a line each; nothing where all is well.

    A record of another version never comes here: opening it raises OldRecord or NewerRecord.
    """
    if damage := record.damage():
        yield from (f"the file is damaged: {line}" for line in damage)
        return
    gone = record.missing()
    yield from (f"the table or index {name} is missing, or not all of it is there; {REPAIR}" for name in gone)
    if NEEDED & set(gone):
        return
    if record.meta().get("state") == "complete":
        yield from _broken_seals(record)
        yield from _bad_readings(record)
    reports = record.count("report")
    set_aside = {problem.id for problem in record.problems()}
    missing = [id for id in record.unread() if id not in set_aside]
    if (state := record.meta().get("state")) != "complete":
        yield f"its build did not end (state: {state}); run the same build again"
    if missing:
        yield f"{len(missing)} of {reports} reports have not been read, or not as their text is now: {missing[0]} ..."
    texts = {id: report.text for id, report in record.reports().items()}
    entities = {entity.id for entity in record.groups("entities")}
    statements = {statement.id for _, statement in record.facts("statements")}
    facts = set(statements)
    for table in FACTS:
        seen = set()
        for id, quoted, fact in record.quoted(table):
            name = getattr(fact, "id", f"a mention at {getattr(fact, 'start', '?')}")
            if id not in texts:
                yield f"{table}: {name} belongs to a report that is not there, {id}"
            else:
                yield from (f"{table}: {name} {wrong}" for wrong in _bad_spans(fact, texts[id], quoted))
            yield from (f"{table}: {name} {wrong}" for wrong in _bad_links(fact, entities, statements))
            if hasattr(fact, "id"):
                if fact.id in seen:
                    yield f"{table}: the id {fact.id} is there twice"
                seen.add(fact.id)
        facts |= seen
    yield from _bad_groups(record, texts, facts)


def _broken_seals(record: Record) -> Iterator[str]:
    for table, (rows, before), (now, digest) in record.seals():
        # what people decided is looked at by every build; the rest it leaves alone where nothing is new
        advice = AGAIN if table == "decision" else REPAIR
        if now != rows:
            yield f"{table}: {now} rows, and the last build left {rows}; {advice}"
        elif digest != before:
            yield f"{table}: a row is not as the last build left it; {advice}"


def _bad_readings(record: Record) -> Iterator[str]:
    """Facts that were read and are not in their table, or not with what was read: numbers, kinds and spans, which
    nothing that compares reports changes.
    """
    readings = record.readings()
    documents = record.documents()
    held: dict[str, dict[str, list[object]]] = {table: {} for table in FACTS}
    for table in FACTS:
        for report, fact in record.facts(table):
            held[table].setdefault(report, []).append(_as_read(fact))
    for report in readings:
        try:
            read = readings[report]
        except (msgspec.MsgspecError, UnicodeDecodeError) as wrong:
            yield f"what was read in {report} is damaged ({wrong}); {REPAIR}"
            continue
        document = documents.get(report)
        if document is None or (document.sentences, document.boilerplate) != (read.sentences, read.boilerplate):
            yield f"document: the row of {report} is missing, or not what was read; {REPAIR}"
        for table in FACTS:
            expected = Counter(map(_as_read, getattr(read, table)))
            if lost := expected - Counter(held[table].get(report, [])):
                many = f"{lost.total()} of {expected.total()}"
                yield f"{table}: {many} that were read in {report} are missing or changed; {REPAIR}"


def _as_read(fact: Fact) -> object:
    return tuple((field, getattr(fact, field)) for field in AS_READ if hasattr(fact, field))


def _bad_spans(fact: Fact, text: str, quoted: str) -> Iterator[str]:
    for start, end in spans_of(fact):
        if not 0 <= start < end <= len(text):
            yield f"has a span outside its report: {start} to {end}"
            return
    if quote(text, fact) != quoted:
        yield f"does not stand where it says: {quoted[:60]!r}"


def _bad_links(fact: Fact, entities: Collection[str], statements: Collection[str]) -> Iterator[str]:
    for field in ("entity", "speaker_entity", "giver_entity", "place_entity", "actor_entity", "target_entity"):
        if (entity := getattr(fact, field, None)) and entity not in entities:
            yield f"points at an entity that is not there, {entity}"
    if (statement := getattr(fact, "statement", None)) and statement not in statements:
        yield f"points at a statement that is not there, {statement}"


def _bad_groups(record: Record, texts: Mapping[str, str], facts: Set[str]) -> Iterator[str]:
    for table in ("origins", "stories"):
        members = [id for group in record.groups(table) for id in group.reports]
        if stray := sorted(set(members) - texts.keys()):
            yield f"{table}: a report that is not there, {stray[0]}"
        if len(members) > len(set(members)):
            yield f"{table}: a report is in two of them"
    for copy in record.groups("copies"):
        for id, spans in ((copy.a, copy.a_spans), (copy.b, copy.b_spans)):
            if id not in texts or any(not 0 <= start < end <= len(texts[id]) for start, end in spans):
                yield f"copies: a passage outside its report, {id}"
    kinds: tuple[tuple[str, type[Claim | Series | Dispute]], ...] = (
        ("claims", Claim), ("series", Series), ("disputes", Dispute),
    )  # fmt: skip
    yield from _bad_timeline(record, texts, facts)
    for table, kind in kinds:
        for group in record.all(kind, table):
            if stray := sorted(_rests_on(group) - facts):
                yield f"{table}: {group.id} rests on a fact that is not there, {stray[0]}"


def _bad_timeline(record: Record, texts: Mapping[str, str], facts: Set[str]) -> Iterator[str]:
    for day in record.groups("timeline"):
        if stray := sorted(set(day.facts) - facts):
            yield f"timeline: {day.date} rests on a fact that is not there, {stray[0]}"
        for id, start, end in day.sentences:
            if id not in texts or not 0 <= start < end <= len(texts[id]):
                yield f"timeline: {day.date} tells a sentence outside its report, {id}"


def _rests_on(group: Claim | Series | Dispute) -> set[str]:
    if isinstance(group, Series):
        return {point.figure for point in group.points}
    sides = group.holders if isinstance(group, Claim) else group.sides
    return {id for side in sides for id in side.facts}
