"""Records in words: the same on a terminal and on a page."""

import pytest

from dateline.records import AsOf, Dispute, Document, Published, Report, Side
from dateline.wording import as_of, bounds, giver, headline, interval, is_named, plain, published, quantity, shortened


# (low, high, modifier, in words)
@pytest.mark.parametrize(
    ("low", "high", "modifier", "expected"),
    [
        (200, 200, "exact", "200"),
        (11300, 11300, "exact", "11,300"),
        (200, None, "at least", "at least 200"),
        (None, 25, "up to", "up to 25"),
        (None, 25, "less than", "less than 25"),
        (40000, 40000, "about", "about 40,000"),
        (5, 6, "range", "5 to 6"),
        (0, 0, "exact", "0"),
        (2.5, 2.5, "exact", "2.5"),
        (None, None, "vague", "a number in words"),
    ],
)
def test_bounds(low: float | None, high: float | None, modifier: str, expected: str) -> None:
    assert bounds(low, high, modifier) == expected


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2023-09-20", "2023-09-20", "2023-09-20"),
        ("2023-09-20T13:00", "2023-09-20T13:59", "2023-09-20"),
        ("2023-09-20", "2023-09-21", "2023-09-20 to 2023-09-21"),
        ("2023-09-20", None, "2023-09-20 or later"),
        (None, "2023-09-21", "2023-09-21 or earlier"),
        (None, None, "undated"),
    ],
)
def test_interval(earliest: str | None, latest: str | None, expected: str) -> None:
    assert interval(earliest, latest) == expected


# What gave the as-of is said where it was not the sentence itself.
def test_as_of_says_what_gave_it() -> None:
    day = "2023-09-20"
    assert as_of(AsOf(earliest=day, latest=day, basis="sentence")) == day
    assert as_of(AsOf(earliest=day, latest=day, basis="report")) == f"{day} (from the report)"
    assert as_of(AsOf()) == "undated"


# An inferred day is never shown as if the report had stated it.
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Published(best="2023-09-20", explicit=True), "2023-09-20"),
        (Published(best="2023-09-20", earliest="2023-09-20", latest="2023-09-20"), "2023-09-20 (inferred)"),
        (Published(earliest="2023-09-20", latest="2023-09-22"), "2023-09-20 to 2023-09-22 (inferred)"),
        (Published(earliest="2023-09-20"), "2023-09-20 or later (inferred)"),
        (Published(), "undated"),
    ],
)
def test_published(found: Published, expected: str) -> None:
    assert published(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\n  lines", "two lines"),
        ("\x1b[31mred\x07", "[31mred"),
        ("\u202egpj.exe", "gpj.exe"),
        ("half \ud800 pair", "half � pair"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_figure_without_a_giver_is_the_reports_own() -> None:
    assert giver(None) == "the report itself"
    assert giver("the\nUN") == "the UN"


# What is cut ends with a word and an ellipsis.
@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("At least 20 dead in Karabakh depot blast", 20, "At least 20 dead in…"),
        ("the region, where nothing", 12, "the region…"),
        ("Unbrokenwordswithoutend", 10, "Unbrokenw…"),
    ],
)
def test_what_is_too_long_ends_with_an_ellipsis(text: str, most: int, shown: str) -> None:
    assert shortened(text, most) == shown
    assert len(shown) <= most


# (kind, counted, unit, as a heading)
@pytest.mark.parametrize(
    ("kind", "counted", "unit", "heading"),
    [
        ("killed", "people", "people", "People killed"),
        ("killed", "", "people", "Killed"),
        ("detained", "them", "people", "Detained"),
        ("other", "houses", "other", "Other (houses)"),
        ("evacuated", "child", "people", "Evacuated (child)"),
        ("injured", "part of f-334d4d60786e3d16", "people", "Injured (part of another count)"),
        ("displaced", "", "households", "Households displaced"),
    ],
)
def test_quantities(kind: str, counted: str, unit: str, heading: str) -> None:
    assert quantity(kind, counted, unit) == heading


# "The army denied claims by the union": the union's side stands on the army's words, and is told so.
def test_who_is_only_named_by_a_denial() -> None:
    union, army = Side(holders=("union",), facts=("s-1", "s-2")), Side(holders=("army",), facts=("s-2", "s-3"))
    dispute = Dispute(id="d", type="responsibility", sides=(union, army))
    assert [is_named(dispute, union, fact) for fact in union.facts] == [False, True]
    assert [is_named(dispute, army, fact) for fact in army.facts] == [False, False]


# A report is called by its title, else by its first line where that is one, else by the first sentence that tells
# something: no byline, stamp or dateline.
@pytest.mark.parametrize(
    ("title", "span", "sentences", "shown"),
    [
        ("Bridge falls", (0, 16), ((0, 16), (17, 70)), "Bridge falls"),
        (None, (0, 16), ((0, 16), (17, 70)), "By Meron Tadesse"),
        (None, None, ((0, 16), (17, 70)), "At least 20 people died when a bridge fell, one said."),
        (None, None, (), "By Meron Tadesse At least 20 people died when a bridge fell, one said."),
    ],
)
def test_headlines(
    title: str | None, span: tuple[int, int] | None, sentences: tuple[tuple[int, int], ...], shown: str
) -> None:
    report = Report(id="r", text="By Meron Tadesse\nAt least 20 people died when a bridge fell, one said.", title=title)
    assert headline(report, Document(id="r", published=Published(), title_span=span, sentences=sentences)) == shown
