"""CSV and TSV dumps of news databases: one report a row, columns by the names that such dumps give them."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator

from dateline.readers.source import Facts, Source, compose, markup_text, with_title
from dateline.records import Problem, Report

SUFFIXES = (".csv", ".tsv")
LONGEST_FIELD = 20_000_000
"""Characters.  The csv module's own limit is 131,072, less than a long article."""
COLUMNS = {
    "id": ("id", "article_id", "doc_id", "document_id", "guid", "uri"),
    "text": (
        "text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "body_text", "story",
    ),
    "title": ("title", "headline", "heading", "subject"),
    "published": (
        "published", "date", "published_at", "publishedat", "publication_date", "pub_date", "pubdate", "publish_date",
        "date_published", "datetime", "published_date", "timestamp", "webpublicationdate",
    ),
    "publisher": (
        "publisher", "source", "outlet", "source_name", "publication", "media", "newspaper", "domain", "site",
    ),
    "url": ("url", "link", "web_url", "weburl", "article_url", "source_url"),
    "byline": ("byline", "author", "authors", "creator"),
    "agency": ("agency",),
    "section": ("section", "category"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What a field is called, the likeliest name first."""


def read(source: Source) -> Iterator[Report | Problem]:
    """The reports in a table, row by row.  Raises OSError."""
    with source.open() as stream:
        sample = stream.read(65_536)
        stream.seek(0)
        encoding = _encoding(sample)
        if encoding is None:
            yield source.problem("is binary, not CSV", "export it again as CSV in UTF-8")
            return
        lines = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        # A zero byte ends what the csv module reads of a line.
        whole = (line.replace("\0", "\N{REPLACEMENT CHARACTER}") for line in lines)
        rows = csv.DictReader(whole, dialect=_dialect(sample, encoding))
        csv.field_size_limit(LONGEST_FIELD)
        try:
            columns = _columns(rows.fieldnames or ())
            if "text" not in columns:
                likely = ", ".join(COLUMNS["text"][:4])
                yield source.problem("has no column with the text of the reports", f"name one of its columns {likely}")
                return
            for number, row in enumerate(rows, 2):
                yield from _report(source, row, columns, number)
        except csv.Error as wrong:
            yield source.problem(f"cannot be read beyond line {rows.line_num} ({wrong})", "mend it, or export it again")


def _encoding(sample: bytes) -> str | None:
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in sample:
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1252"  # what spreadsheets write where they write no UTF-8
    return "utf-8"


def _dialect(sample: bytes, encoding: str) -> type[csv.Dialect]:
    """The separator is the one that its first line holds most of; quotes are doubled."""
    head = sample.decode(encoding, "replace").split("\n", 1)[0]

    class Found(csv.excel):
        delimiter = max(",;\t|", key=head.count)

    return Found


def _columns(names: Iterable[str]) -> dict[str, str]:
    """Which column holds which field."""
    given = {re.sub(r"[\s-]+", "_", str(name).strip().lower()): str(name) for name in names}
    return {field: given[name] for field, known in COLUMNS.items() for name in reversed(known) if name in given}


def _report(
    source: Source, row: dict[str, str | list[str]], columns: dict[str, str], number: int
) -> Iterator[Report | Problem]:
    told = {field: value.strip() for field, name in columns.items() if isinstance(value := row.get(name), str)}
    body = told.get("text", "")
    if "</" in body:
        body = markup_text(body)
    place = Source(path=source.path, name=f"{source.name}:{number}", root=source.root)
    if not body.strip():
        yield place.problem("a row without a text", "nothing to do, or fill in its text")
        return
    facts = Facts()
    for field in ("title", "published", "publisher", "url", "byline", "agency", "section", "language"):
        facts.add(field, told.get(field), f"column {columns.get(field)}")
    yield from facts.problems(place)
    text = with_title(facts, body)
    yield compose(source, text.encode("utf-8", "replace"), text, facts, "csv/1", told.get("id") or None)
