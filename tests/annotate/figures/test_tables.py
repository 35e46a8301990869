"""Tables of situation reports, as one reader sees them with the text around them."""

from typing import TYPE_CHECKING

import pytest

from dateline.annotate.figures import find_tables
from dateline.records import Annotation, Report

if TYPE_CHECKING:
    from dateline.reading import Reader

LOSSES = """\
SITUATION REPORT NO. 22
Period covered: 26 June to 16 August 2025 (1300 hrs)

1. Losses and damages
Province | Deaths | Injured | Houses damaged | Livestock
Sindh | 29 | 40 | 1,087 | 54
KP | 390 | 0 | 421 | 3,817
Total | 419 | 40 | 1,508 | 3,871

2. In the camps, 4,171 people are housed.
"""
DISPLACED = "District\tPeople affected\tMissing\tFamilies evacuated\nMorogoro\t1,200\t3\t240\nTanga\t400\t-\t80"
MARKED = "| Locality | IDPs | Households | % of all |\n|---|---|---|---|\n| Melana | 652,079 | 130,416 | 80 |"


def read(text: str, reader: "Reader") -> Annotation:
    from dateline.reading import annotate

    return annotate(Report(id="r", text=text, published="2025-08-17", publisher="Test"), reader)


# (text, the figures as (quote, kind, unit, place)): the head of a column says what its numbers count, the first cell of
# a row where; households beside displaced people are displaced; a share and a zero count nobody.
TABLES = [
    (LOSSES, [
        ("29", "killed", "people", "Sindh"), ("40", "injured", "people", "Sindh"),
        ("1,087", "other", "households", "Sindh"), ("390", "killed", "people", "KP"),
        ("421", "other", "households", "KP"), ("419", "killed", "people", None), ("40", "injured", "people", None),
        ("1,508", "other", "households", None), ("4,171 people", "displaced", "people", None)]),
    (DISPLACED, [
        ("1,200", "other", "people", "Morogoro"), ("3", "missing", "people", "Morogoro"),
        ("240", "evacuated", "households", "Morogoro"), ("400", "other", "people", "Tanga"),
        ("80", "evacuated", "households", "Tanga")]),
    (MARKED, [("652,079", "displaced", "people", "Melana"), ("130,416", "displaced", "households", "Melana")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_a_table_is_read_by_row_and_column(
    text: str, expected: list[tuple[str, str, str, str | None]], reader: "Reader"
) -> None:
    figures = read(text, reader).figures
    assert [(text[f.start : f.end], f.kind, f.unit, f.place) for f in figures] == expected


def test_the_rows_of_a_column_are_parts_of_its_total(reader: "Reader") -> None:
    figures = read(LOSSES, reader).figures
    total = next(f for f in figures if f.low == 419)
    assert [f.low for f in figures if f.part_of == total.id] == [29, 390]
    assert total.part_of is None


def test_no_number_of_a_table_is_a_name_or_lost(reader: "Reader") -> None:
    found = read(LOSSES, reader)
    assert not any(any(c.isdigit() for c in entity.name) for entity in found.entities)
    assert {54, 3_817, 3_871} <= {quantity.low for quantity in found.quantities}


def test_a_heading_says_as_of_when_its_figures_stand(reader: "Reader") -> None:
    assert {f.as_of.best for f in read(LOSSES, reader).figures} == {"2025-08-16"}


# Bars between links, one row, prose beside numbers and rows of unequal length are no tables.
NONE = [
    "Accept all cookies | Manage preferences\nHome | News",
    "The road is shut | says the mayor",
    "A long sentence about the flood and what it did to the town | 12\nAnother about the river | 14",
    "District | Deaths\nMelana | 12 | 14",
    "2023 | 12\n2024 | 14",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_table(text: str) -> None:
    assert find_tables(text) == []


def test_a_page_of_bars_costs_no_more_than_its_length() -> None:
    assert find_tables("a | b\n" * 20_000 + "|" * 50_000 + "   " * 50_000) == []
