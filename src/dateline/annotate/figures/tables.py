"""Tables of situation reports: a row for each place, a column for each thing that is counted.

A table is no sentence: parsed as one its numbers are names and its rows one noun phrase.  So its cells are kept from
the parser but for those of the first column, which say what a row is of and are read for names like any text; a number
counts what the head of its column says.  Only tables whose cells are marked off (bars, tabs, runs of blanks) and whose
rows are as long as their head are read; of all others nothing is taken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.annotate.figures.find import Numbers
from dateline.annotate.figures.vocabulary import Kinds, Noun, Verb
from dateline.records import AsOf, Entity, Figure, Mention, Quantity, Span, Spans, Unit, fact_id

_LINE = re.compile(r"[^\n\r]+")
_MARKS = (re.compile(r"[ \t]*\|[ \t]*"), re.compile(r" *\t[ \t]*"), re.compile(r" {3,}"))
_MARKED = ("|", "\t", "   ")
"""What no table does without."""
_RULE = re.compile(r"[\s|:+=_-]+")
_NUMBER = re.compile(r"(?:\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+|\d+)(?=[*+]?$)")
_NONE = frozenset({"", "-", "–", "—", "0", "n/a", "na", "nil", "n.a.", "..", "…"})
_TOTAL = frozenset({"total", "totals", "grand total", "all", "sum", "overall", "total affected"})
_NO_COUNT = re.compile(r"%|per cent|percent|\$|€|£|\busd\b|\bdate\b|\bno\.?$|\bkm\b", re.IGNORECASE)
_AREAS = frozenset(
    "province district region state county department governorate locality location area place city town village"
    " township municipality commune territory prefecture camp site country island division oblast canton zone"
    " parish".split()
)
_LONGEST_HEAD = 40
"""Code points of a column's head at most: longer ones are prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The spans of its cells, row by row; the head first.  Every row is as long as the head."""

    head: Spans
    rows: tuple[Spans, ...]

    @property
    def kept_from_parser(self) -> Spans:
        """The head, and of each row what stands behind its first cell."""
        return ((self.head[0][0], self.head[-1][1]), *((row[0][1], row[-1][1]) for row in self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    kind: str
    label: str
    unit: Unit
    counted: str
    why: str


def find_tables(text: str, skip: Spans = ()) -> list[Table]:
    """The tables of a text outside of the spans in `skip`, in order; linear in its length."""
    if not any(mark in text for mark in _MARKED):
        return []
    covered = sorted(skip)
    tables: list[Table] = []
    run: list[tuple[int, Spans]] = []
    k = 0
    for line in _LINE.finditer(text):
        while k < len(covered) and covered[k][1] <= line.start():
            k += 1
        skipped = k < len(covered) and covered[k][0] < line.end()
        if skipped or _RULE.fullmatch(line[0]):
            continue
        marked = any(mark in line[0] for mark in _MARKED)
        marks = enumerate(_MARKS) if marked else ()
        mark, cells = next(((n, found) for n, m in marks if len(found := _cells(line, m)) > 1), (-1, ()))
        if run and (mark != run[0][0] or len(cells) != len(run[0][1])):
            tables.extend(_table(text, run))
            run = []
        if cells:
            run.append((mark, cells))
    tables.extend(_table(text, run))
    return tables


def _cells(line: "re.Match[str]", mark: "re.Pattern[str]") -> Spans:
    """The cells of a line; the marks at its edges bound none."""
    content = line[0].strip().strip("|").strip()
    start = line.start() + line[0].find(content)
    end = start + len(content)
    edges = [start, *(edge for found in mark.finditer(line.string, start, end) for edge in found.span()), end]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _table(text: str, run: Sequence[tuple[int, Spans]]) -> Iterator[Table]:
    """The table that lines of equally many cells are: words in the head, mostly numbers below, words in front."""
    if len(run) < 2:
        return
    head, *rows = (cells for _, cells in run)
    names = [text[start:end] for start, end in head]
    if any(_NUMBER.fullmatch(name) or len(name) > _LONGEST_HEAD for name in names[1:]):
        return
    values = [_is_value(text[start:end]) for row in rows for start, end in row[1:]]
    if sum(values) >= 0.6 * len(values) and not any(_is_value(text[row[0][0] : row[0][1]]) for row in rows):
        yield Table(head=head, rows=tuple(rows))


def _is_value(cell: str) -> bool:
    return cell.lower() in _NONE or _NUMBER.match(cell) is not None


def read_tables(
    report: str,
    text: str,
    tables: Sequence[Table],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    as_of: AsOf,
    kinds: Kinds,
) -> Numbers:
    """The numbers in the tables of a report (given by its id): figures with place and as-of (that of the report), and
    other quantities.  The rows of a column are parts of its total; nobody gives them but the report itself.
    """
    found = [_read(report, text, table, entities, mentions, as_of, kinds) for table in tables]
    return Numbers(
        figures=tuple(f for figures, _ in found for f in figures),
        quantities=tuple(q for _, quantities in found for q in quantities),
    )


def _read(
    report: str,
    text: str,
    table: Table,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    as_of: AsOf,
    kinds: Kinds,
) -> tuple[list[Figure], list[Quantity]]:
    figures: list[Figure] = []
    quantities: list[Quantity] = []
    head = [text[start:end] for start, end in table.head]
    columns = _columns(head, kinds)
    totals: dict[int, Figure] = {}
    for row in sorted(table.rows, key=lambda row: not _is_total(text, row)):
        place = None if _is_total(text, row) else _place(text, head[0], row[0], entities, mentions)
        for number, (start, end) in enumerate(row[1:]):
            found = _NUMBER.match(text, start, end)
            if found is None or found[0] == "0":
                continue
            value, column, span = float(re.sub(r"\D", "", found[0])), columns[number], found.span()
            if column is None:
                quantities.append(_quantity(report, span, value, head[number + 1]))
                continue
            figure = Figure(
                id=fact_id("figure", report, [span]), start=span[0], end=span[1], low=value, high=value,
                modifier="exact", kind=column.kind, label=column.label, counted=column.counted, unit=column.unit,
                as_of=as_of, place=place[0] if place else None, place_entity=place[1] if place else None,
                part_of=totals[number].id if number in totals else None, why=(column.why,),
            )  # fmt: skip
            if _is_total(text, row):
                totals[number] = figure
            figures.append(figure)
    return figures, quantities


def _place(
    text: str, head: str, cell: Span, entities: Sequence[Entity], mentions: Sequence[Mention]
) -> tuple[str, str | None] | None:
    """Name and entity of the place that a row is of; the name alone where only the head of the column says that it is
    one."""
    places = {entity.id: entity.name for entity in entities if entity.kind == "place"}
    named = next((m.entity for m in mentions if m.entity in places and m.start < cell[1] and cell[0] < m.end), None)
    if named is not None:
        return places[named], named
    areas = set(re.findall(r"[a-z]+", head.lower())) & _AREAS
    return (text[slice(*cell)], None) if areas else None


def _is_total(text: str, row: Spans) -> bool:
    return text[row[0][0] : row[0][1]].strip(" :*").lower() in _TOTAL


def _quantity(report: str, span: Span, value: float, head: str) -> Quantity:
    return Quantity(
        id=fact_id("quantity", report, [span]), start=span[0], end=span[1], low=value, high=value, modifier="exact",
        unit=head, what="other",
    )  # fmt: skip


def _columns(head: Sequence[str], kinds: Kinds) -> list[_Column | None]:
    """What each column behind the first counts; households beside displaced people are displaced."""
    found: list[_Column | None] = []
    for name in head[1:]:
        column = _column(name, kinds)
        before = found[-1] if found else None
        if column is not None and before is not None and column.kind == "other" and not column.label:
            column = replace(column, kind=before.kind, label=before.label)
        found.append(column)
    return found


def _column(name: str, kinds: Kinds) -> _Column | None:
    words = [] if _NO_COUNT.search(name) else re.findall(r"[a-z]+", name.lower())
    counted = [known for word in words if (known := _entry(word, kinds.who)) is not None]
    homes = any(known.unit == "homes" for known in counted)
    unit: Unit = "households" if homes or any(known.unit == "households" for known in counted) else "people"
    for word in reversed(words):
        entry = _entry(word, kinds.adjectives)
        for known in (*([entry] if entry else ()), *_told(word, kinds)):
            if (known.counts == "homes") == homes:
                why = f"column: {' '.join(name.split())}"
                return _Column(kind=known.kind, label=known.label, unit=unit, counted=name, why=why)
    if not counted or homes or any(known.unit == "things" for known in counted):
        return None
    return _Column(kind="other", label="", unit=unit, counted=name, why=f"column: {' '.join(name.split())}")


_E = TypeVar("_E")


def _entry(word: str, table: Mapping[str, _E]) -> _E | None:
    return table.get(word) or table.get(word.removesuffix("s"))


def _told(word: str, kinds: Kinds) -> Iterator[Noun | Verb]:
    """What a noun or a participle at the head of a column says of those below."""
    forms = (word, word.removesuffix("s"), word.removesuffix("ies") + "y" if word.endswith("ies") else word)
    yield from (e for form in dict.fromkeys(forms) for e in kinds.nouns.get(form, ()) if e.frame in ("counted", "toll"))
    if word.endswith("ed"):
        for form in (word[:-2], word[:-1], word[:-3]):
            yield from (v for v in kinds.verbs.get(form, ()) if v.patient in ("object", "both") and not v.needs)
