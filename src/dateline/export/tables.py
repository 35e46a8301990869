"""The rows of every table that is exported: the contract's fields, in the contract's order, the same for every
format.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.records import FACTS, GROUPS, spans_of
from dateline.store import Record

REPORT_FIELDS = ("id", "paths", "url", "publisher", "title", "byline", "agency", "language")


def tables(record: Record) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """(name, rows) of each table; rows in a fixed order."""
    yield "reports", reports(record)
    for name in FACTS:
        yield name, facts(record, name)
    for name in GROUPS:
        yield name, (msgspec.to_builtins(group) for group in record.groups(name))
    yield "decisions", (msgspec.to_builtins(decision) for decision in record.decisions())
    yield "problems", (msgspec.to_builtins(problem) for problem in record.problems())


def reports(record: Record) -> Iterator[dict[str, Any]]:
    """The reports with what was found out about them."""
    documents = record.documents()
    for id, report in record.reports().items():
        built = msgspec.to_builtins(report)
        document = msgspec.to_builtins(documents[id]) if id in documents else {}
        yield {
            **{field: built[field] for field in REPORT_FIELDS},
            "published": document.get("published"),
            "text": report.text,
            "boilerplate": document.get("boilerplate", []),
            "captions": document.get("captions", []),
            "title_span": document.get("title_span"),
            "sha256": report.sha256,
            "reader": report.reader,
            "evidence": built["evidence"],
        }


def facts(record: Record, name: str) -> Iterator[dict[str, Any]]:
    """The facts of one kind, each with its report, its spans and its quote: the text from first start to last end."""
    texts = {id: report.text for id, report in record.reports().items()}
    for id, fact in record.facts(name):
        spans = spans_of(fact)
        text = texts[id]
        quote = text[min(s for s, _ in spans) : max(e for _, e in spans)] if spans else ""
        yield {**msgspec.to_builtins(fact), "report": id, "spans": [list(span) for span in spans], "quote": quote}
