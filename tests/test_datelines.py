import pytest

from dateline.datelines import find_dateline

# Where, when and for whom, in any of the orders that agencies have; then a dash, and the report begins.
OPENS = [
    "GORIS, Armenia (MPA) --",
    "GORIS --",
    "Goris, 3 March 2024 (MPA) –",
    "MOSCOW, March 3. /TASS/.",
    "3 March, Goris –",
    "March 3, 2024 (MPA)",
    "GORIS, March 3 (MPA):",
    "Goris, Mar 3:",
    "Goris: 3 March.",
    "GORIS, Sunday 3 (MPA) -",
    "Goris, Sunday 3 –",
]


@pytest.mark.parametrize("opening", OPENS)
def test_a_dateline_ends_where_its_report_begins(opening: str) -> None:
    assert find_dateline(f"{opening} Forty people fled.", 0) == (0, len(opening))


# A short form with what it stands for, a label, and a date in a sentence open nothing.
@pytest.mark.parametrize(
    "line",
    [
        "SES (the emergency service) sent pumps.",
        "HOUSING: Free rooms are on offer.",
        "On 3 March, Goris was shelled.",
        "March 3, 2024 (a Sunday) passed quietly.",
        "GORIS fell - and nobody came.",
        "Goris: 3 March was a quiet day.",
        "Goris, Sunday 3 of the camps were shelled.",
    ],
)
def test_other_lines_open_with_none(line: str) -> None:
    assert find_dateline(line, 0) is None


def test_a_dateline_is_looked_for_at_the_head_of_a_line() -> None:
    text = "Towns shelled\nGORIS (MPA) - Forty people fled."
    assert find_dateline(text, text.index("GORIS")) == (14, 27)
    assert find_dateline(text, 0) is None
