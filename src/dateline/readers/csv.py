"""CSV and TSV dumps of news databases: one report a row, columns by the names that such dumps give them."""

import codecs
import csv
import io
from collections.abc import Iterator

from dateline.readers.entries import KEYS, dump_key, read_entry
from dateline.readers.source import Source
from dateline.records import Problem, Report

SUFFIXES = (".csv", ".tsv")
LONGEST_FIELD = 20_000_000
"""Characters.  The csv module's own limit is 131,072, less than a long article."""


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
            if not {dump_key(name) for name in rows.fieldnames or ()}.intersection(KEYS["text"]):
                likely = ", ".join(KEYS["text"][:4])
                yield source.problem("has no column with the text of the reports", f"name one of its columns {likely}")
                return
            for number, row in enumerate(rows, 2):  # the first line holds the names
                yield from read_entry(source, row, number, "csv/1")
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
