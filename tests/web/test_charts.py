"""Charts draw what reports give, where and when they give it, and nothing else."""

import re
from itertools import pairwise
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


# A running total is followed by a line, one giver at a time; so many in a period is not.  A range has a bar, and so
# have days that are left open; of what there is none, nothing is drawn.
@pytest.mark.parametrize(
    ("second", "measure", "marks"),
    [
        (SECOND, "stock", ["line", "point"]),
        (SECOND, "flow", ["point"]),
        (point(2, 30, 30, "2024-05-16", giver="the coastguard"), "stock", ["point"]),
        (point(2, 30, 40, "2024-05-16", modifier="range"), "stock", ["line", "rule", "point"]),
        (point(2, 30, 30, as_of=AsOf(earliest="2024-05-15", latest="2024-05-17")), "flow", ["rule", "point"]),
    ],
)
def test_only_what_there_is_has_a_part(second: Point, measure: str, marks: list[str]) -> None:
    found = drawn(series(FIRST, second, measure=measure))
    assert found
    assert [layer["mark"]["type"] for layer in found.spec["layer"]] == marks
    assert draw(found.spec, "Course of killed", lambda id: f"#{id}").count("href=") == len(found.spec["data"]["values"])


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


# Labels get their letters after the drawing: none may touch the next, or stand outside, whatever the numbers and days.
@pytest.mark.parametrize(
    ("numbers", "days", "expected"),
    [
        ((12, 30), ("2024-05-14", "2024-05-16"), ["14 May", "15 May", "16 May", "0", "10", "20", "30"]),
        ((900_000, 2_400_000), ("2023-12-28", "2024-01-05"), ["28 Dec 23", "30 Dec 23", "1 Jan 24", "3 Jan 24"]),
        ((1, 2), ("2023-01-30", "2023-04-30"), ["29 Jan", "12 Feb", "26 Feb", "12 Mar", "26 Mar", "9 Apr", "23 Apr"]),
    ],
)
def test_labels_of_axes_stand_apart_and_inside(
    numbers: tuple[int, int], days: tuple[str, str], expected: list[str]
) -> None:
    found = drawn(series(*(point(n, n, n, day) for n, day in zip(numbers, days, strict=True))))
    assert found
    svg = draw(found.spec, "Course of killed", lambda id: f"#{id}")
    labels = re.findall(r'<text text-anchor="(middle|end)" transform="translate\(([-\d.]+),[^>]*>([^<]*)<', svg)
    shown = [text for _, _, text in labels]
    assert [text for text in expected if text not in shown] == []
    assert not any("." in text for text in shown)  # nobody is half a person
    across = [float(at) for anchor, at, text in labels if anchor == "middle" and not text.startswith("as of")]
    assert min(b - a for a, b in pairwise(across)) > 35  # some six letters of eleven pixels
    left = float(re.search(r"translate\(([\d.]+),", svg)[1])  # type: ignore[index]
    assert all(left + float(at) > 5.5 * len(text) for anchor, at, text in labels if anchor == "end")
    assert 'opacity="0"' not in svg and "0px" not in svg
