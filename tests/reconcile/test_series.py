"""Courses of figures: order by as-of, typed steps, and what never stands in one course."""

from typing import Any

import pytest

from dateline.reconcile.series import find_series
from dateline.records import Series


def courses(pile: Any) -> list[Series]:
    return find_series(pile.accounts, pile.annotations, [])


# Each row is a report: day, text, number, giver; then the steps, in the order of the days.
STEPS = [
    # the same giver has a new number
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"), ("05-07", "It counts 52 dead.", 52, "Rescue Office")],
     ["first", "update"]),
    # printed out of order: what the count speaks of decides
    ([("05-09", "It counts 52 dead.", 52, "Rescue Office"), ("05-06", "It counts 40 dead.", 40, "Rescue Office")],
     ["first", "update"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"), ("05-07", "There are 40 dead.", 40, "the Rescue Office")],
     ["first", "repeat"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"), ("05-06", "It counts 44 dead.", 44, "Red Cross")],
     ["first", "different giver"]),
    # the short form of a name is the same giver
    ([("05-06", "It counts 40 dead.", 40, "health ministry"), ("05-07", "It counts 44 dead.", 44, "the ministry")],
     ["first", "update"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"),
      ("05-07", "It corrected its toll to 34 dead.", 34, "Rescue Office")],
     ["first", "correction"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"),
      ("05-07", "It has begun to count the villages too: 90 dead.", 90, "Rescue Office")],
     ["first", "different scope"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"),
      ("05-07", "It has withdrawn its figure of 40 dead.", 40, "Rescue Office")],
     ["first", "retraction"]),
]  # fmt: skip


@pytest.mark.parametrize(("reports", "expected"), STEPS)
def test_steps(pile: Any, reports: list[tuple[str, str, int, str]], expected: list[str]) -> None:
    for k, (day, text, number, giver) in enumerate(reports):
        pile.tell(f"r{k}", f"2024-{day}", text, number, giver)
    (series,) = courses(pile)
    assert [point.step for point in series.points] == expected


def test_a_total_that_shrinks_is_said_to_shrink(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", "It counts 31 dead.", 31, "Rescue Office")
    (series,) = courses(pile)
    assert [point.shrinks for point in series.points] == [False, True]
    assert "the total shrinks" in series.notes
    assert "from 40 to 31" in series.points[1].why


# (what differs between two counts of one day)
APART: list[dict[str, Any]] = [
    {"kind": "injured"},
    {"unit": "households"},
    {"counted": "soldiers"},
    {"place": None},
    {"status": "planned"},
    {"status": "historical"},
]


@pytest.mark.parametrize("other", APART)
def test_scopes_are_not_merged(pile: Any, other: dict[str, Any]) -> None:
    if other == {"place": None}:
        other = {"place": pile.libya}
    pile.tell("a", "2024-05-06", "It counts 40 people.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", "It counts 52 of another sort.", 52, "Rescue Office", **other)
    assert courses(pile) == []


# "six more bodies" are not a total; "nine of the dead" are part of one
def test_increments_and_parts_are_no_totals(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", "It found 6 more bodies.", 6, "Rescue Office")
    pile.tell("c", "2024-05-07", "It said that 9 of the dead were foreigners.", 9, "Rescue Office")
    assert courses(pile) == []


def test_a_count_without_a_noun_is_of_the_only_class_that_is_counted(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 miners.", 40, "Rescue Office", counted="miners")
    pile.tell("b", "2024-05-07", "The toll is 52.", 52, "Rescue Office", counted="")
    assert [series.counted for series in courses(pile)] == ["miner"]
    pile.tell("c", "2024-05-08", "It counts 60 people.", 60, "Rescue Office", counted="people")
    assert [len(series.points) for series in courses(pile)] == [2]


def test_the_order_of_reports_does_not_matter(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", "It counts 44 dead.", 44, "Red Cross")
    pile.tell("c", "2024-05-08", "It counts 52 dead.", 52, "Rescue Office")
    expected = courses(pile)
    pile.reports.reverse()
    pile.annotations = dict(reversed(pile.annotations.items()))
    assert courses(pile) == expected
