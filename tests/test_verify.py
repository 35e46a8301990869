"""The gate: what stands passes, a changed digit never does."""

import re

import msgspec
import pytest

from dateline.records import Report
from dateline.verify import check, read_rows, row_of

TEXT = "Officials said 3,154 people, including 1,428 children, had left. Five to six men were held. Dozens hid."
REPORTS = {"r": Report(id="r", text=TEXT)}


def verdict(**row: object) -> tuple[str, list[bool]]:
    (found,) = check([row_of({"report": "r", **row})], REPORTS)
    return found.quote, [number.stands for number in found.numbers]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"quote": "3,154 people", "start": 15, "end": 27, "numbers": [3154]}, ("exact", [True])),
        ({"quote": "3,154 people"}, ("exact", [])),
        # right words, wrong place
        ({"quote": "3,154 people", "start": 0, "end": 12}, ("moved", [])),
        # one digit off, in the quote or in the number
        ({"quote": "3,155 people, including 1,428 children", "numbers": [3155]}, ("altered", [True])),
        ({"quote": "3,154 people", "numbers": [3155]}, ("exact", [False])),
        # numbers in words; both ends of a range
        ({"quote": "Five to six men were held", "low": 5, "high": 6}, ("exact", [True, True])),
        # made up
        ({"quote": "the president resigned over the scandal"}, ("absent", [])),
        ({"quote": ""}, ("absent", [])),
        # our own rows: place as spans, numbers as low and high, null where there is none
        ({"quote": "Dozens", "spans": [[93, 99]], "low": None, "high": None}, ("moved", [])),
    ],
)
def test_verdicts(row: dict[str, object], expected: tuple[str, list[bool]]) -> None:
    assert verdict(**row) == expected


def test_a_row_that_is_none_fails_and_says_why() -> None:
    unknown, broken = check([row_of({"report": "x", "quote": "y"}), row_of({"quote": "y"})], REPORTS)
    assert not unknown.passed and "no report 'x'" in (unknown.why or "")
    assert not broken.passed and "needs" in (broken.why or "")


def test_every_changed_digit_of_every_number_is_caught() -> None:
    caught = 0
    for number in re.finditer(r"[\d,]+\d", TEXT):
        for place in range(number.start(), number.end()):
            if TEXT[place].isdigit():
                changed = str((int(TEXT[place]) + 1) % 10)
                quote = (TEXT[:place] + changed + TEXT[place + 1 :])[number.start() : number.end()]
                (found,) = check(
                    [row_of({"report": "r", "quote": quote, "start": number.start(), "end": number.end()})], REPORTS
                )
                assert not found.passed
                true = TEXT[number.start() : number.end()]
                (found,) = check(
                    [row_of({"report": "r", "quote": true, "numbers": [int(quote.replace(",", ""))]})], REPORTS
                )
                assert not found.passed
                caught += 1
    assert caught == 8


# A line of LangExtract's output file is a document; each extraction is a row, attributes that are numbers are checked.
def test_langextract() -> None:
    document = {
        "document_id": "r",
        "text": TEXT,
        "extractions": [
            {
                "extraction_class": "figure",
                "extraction_text": "3,154 people",
                "char_interval": {"start_pos": 15, "end_pos": 27},
                "alignment_status": "match_exact",
                "attributes": {"count": "3,154", "kind": "left", "note": "over 20", "parts": [1428, True]},
            },
            {"extraction_text": "1,429 children", "char_interval": None, "attributes": None},
            {"extraction_text": "Five to six men", "char_interval": {"start_pos": 0, "end_pos": 15}},
            {"extraction_text": None, "char_interval": [], "attributes": []},
            "no extraction",
        ],
    }
    other = {"document_id": "doc_1", "extractions": [{"extraction_text": "3,154 people"}]}
    lines = [msgspec.json.encode(document), b"", msgspec.json.encode(other)]
    found = list(check(read_rows(lines), REPORTS))
    assert [(one.line, one.quote) for one in found] == [
        (1, "exact"),
        (2, "altered"),
        (3, "moved"),
        (4, "absent"),
        (5, "absent"),
        (6, "absent"),
    ]
    assert [(number.value, number.stands) for number in found[0].numbers] == [(3154, True), (1428, False)]
    assert found[5].why == "the record has no report 'doc_1'"
