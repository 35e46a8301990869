"""Charts draw what reports give, where and when they give it, and nothing else."""

from typing import Any

import pytest

from dateline.records import AsOf, Point, Series
from dateline.web.charts import COLOURS, OTHERS, Course, course
from dateline.web.drawing import draw


def point(number: int, low: float | None, high: float | None, day: str | None = None, **more: Any) -> Point:
    as_of = AsOf(earliest=day, latest=day, best=day)
    return Point(
        **{"figure": f"f-{number}", "giver": "Ilse Marn", "as_of": as_of, "step": "update", **more}, low=low, high=high
    )


def series(*points: Point, **more: Any) -> Series:
    return Series(
        **{"kind": "killed", "counted": "people", "unit": "people", "place": "Tarsk", **more},
        id="series:f-1",
        points=points,
    )


def drawn(found: Series) -> Course | None:
    return course(found, lambda point: point.giver or "the report itself")


FIRST, SECOND = point(1, 12, 12, "2024-05-14"), point(2, 30, 30, "2024-05-16")


# Two points with a number and a day make a chart; what has no number, no day or an open interval is in the table only.
@pytest.mark.parametrize(
    ("points", "days"),
    [
        ([FIRST, SECOND], ["2024-05-14", "2024-05-16"]),
        ([FIRST], None),
        ([FIRST, point(2, 12, 12, "2024-05-14", giver="the coastguard")], None),
        ([FIRST, point(2, 13, 13, "2024-05-14", giver="the coastguard")], ["2024-05-14", "2024-05-14"]),
        ([FIRST, point(2, 30, 30)], None),
        ([FIRST, point(2, None, None, "2024-05-16", modifier="vague")], None),
        ([FIRST, point(2, 30, 30, as_of=AsOf(earliest="2021-01-01"))], None),
        (
            [FIRST, point(2, 30, 30, as_of=AsOf(earliest="2024-05-15", latest="2024-05-17"))],
            ["2024-05-14", "2024-05-17"],
        ),
    ],
)
def test_which_points_are_drawn(points: list[Point], days: list[str] | None) -> None:
    found = drawn(series(*points))
    assert (found and [row["date"] for row in found.spec["data"]["values"]]) == days


def test_no_number_is_drawn_that_no_report_gives() -> None:
    points = [
        FIRST,
        point(2, 5, 6, "2024-05-15", modifier="range"),
        point(3, 20, None, "2024-05-16", modifier="at least"),
    ]
    found = drawn(series(*points))
    assert found
    assert [(row["value"], row["modifier"]) for row in found.spec["data"]["values"]] == [
        (12, "exact"),
        (5, "range"),
        (6, "range"),
        (20, "at least"),
    ]
    assert found.modifiers == ("exact", "at least", "range")


# A running total is followed by a line, one giver at a time; so many in a period is not.
def test_only_a_running_total_has_a_line() -> None:
    total, flow = drawn(series(FIRST, SECOND)), drawn(series(FIRST, SECOND, measure="flow"))
    assert total and flow
    assert [layer["mark"]["type"] for layer in total.spec["layer"]] == ["line", "rule", "rule", "point"]
    assert [layer["mark"]["type"] for layer in flow.spec["layer"]] == ["rule", "rule", "point"]


def test_more_givers_than_colours_share_one() -> None:
    points = [point(n, n, n, f"2024-05-{n:02}", giver=f"giver {n}") for n in range(1, 13)] + [
        point(20, 3, 3, "2024-05-03")
    ]
    found = drawn(series(*points))
    assert found
    assert len(found.key) == len(COLOURS)
    assert found.key[-1] == (None, OTHERS)


def test_a_point_of_the_drawing_is_a_link_that_says_what_it_is() -> None:
    found = drawn(series(FIRST, SECOND))
    assert found
    svg = draw(found.spec, "Course of killed", lambda id: f"#{id}")
    assert svg.count('href="#f-1"') == svg.count('href="#f-2"') == 1
    assert "12, Ilse Marn, as of 2024-05-14" in svg
    assert ">14 May<" in svg
    assert "style=" not in svg
    assert "vega.github.io" not in svg
