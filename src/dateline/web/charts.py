"""The course of a figure as a Vega-Lite specification, made with Altair."""

from collections import Counter
from typing import Any

import altair as alt

from dateline.records import Point, Series
from dateline.web.drawing import CONFIG
from dateline.wording import as_of, bounds, giver

COLOURS = ["#3b78b5", "#c4632a", "#3d8f5a", "#a8578f", "#8a7a2b", "#5f6fc4", "#b84a5a"]
"""Told apart by most eyes, and legible on white and on black."""
OTHERS = "other givers"
OTHER_COLOUR = "#858585"
SHAPES = {
    "exact": "circle",
    "at least": "triangle-up",
    "more than": "triangle-up",
    "up to": "triangle-down",
    "less than": "triangle-down",
    "about": "diamond",
    "range": "stroke",
}
DAY = 24 * 60 * 60 * 1000
"""In milliseconds."""


def course(series: Series) -> dict[str, Any] | None:
    """The specification; None where fewer than two points have both a number and a day.

    Each point stands at its number and its as-of.  A bar upwards joins the two ends of a range, a bar sideways covers
    the days that the as-of leaves open, a thin line follows one giver.  No number is drawn that no report gives: a
    bound is a triangle that points to the side it leaves open.
    """
    rows = [row for point in series.points for row in _rows(point)]
    if len({row["fact"] for row in rows}) < 2:
        return None
    _name_the_rest(rows)
    givers = list(dict.fromkeys(row["giver"] for row in rows))
    colours = [OTHER_COLOUR if name == OTHERS else COLOURS[i % len(COLOURS)] for i, name in enumerate(givers)]
    modifiers = [modifier for modifier in SHAPES if any(row["modifier"] == modifier for row in rows)]
    years = sorted({row["date"][:4] for row in rows})
    base = alt.Chart({"values": rows})
    day = alt.X(
        "date:T",
        scale=alt.Scale(type="utc", padding=14),
        title=f"as of ({'–'.join(dict.fromkeys((years[0], years[-1])))})",
        axis=alt.Axis(tickMinStep=DAY, format="%-d %b" if len(years) == 1 else "%-d %b %y", labelFlush=False),
    )
    number = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=5, format=",~g"))
    colour = alt.Color(
        "giver:N",
        scale=alt.Scale(domain=givers, range=colours),
        legend=alt.Legend(title=None, orient="bottom", columns=2, direction="horizontal"),
    )
    shape = alt.Shape(
        "modifier:N",
        scale=alt.Scale(domain=modifiers, range=[SHAPES[modifier] for modifier in modifiers]),
        legend=None
        if modifiers == ["exact"]
        else alt.Legend(title=None, orient="bottom", columns=4, symbolFillColor="#000", symbolStrokeColor="#000"),
    )
    layers = [
        base.transform_filter("datum.low != null && datum.high != null && datum.low != datum.high")
        .mark_rule(strokeWidth=5, opacity=0.45)
        .encode(x=day, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.transform_filter("datum.from != datum.to")
        .mark_rule(strokeWidth=2, opacity=0.45)
        .encode(x=alt.X("from:T"), x2="to:T", y=number, color=colour),
        base.mark_point(filled=True, size=70, opacity=1).encode(
            x=day, y=number, color=colour, shape=shape, href="href:N", description="says:N"
        ),
    ]
    if series.measure == "stock":
        line = base.transform_filter("datum.line").mark_line(strokeWidth=1, opacity=0.6)
        layers.insert(0, line.encode(x=day, y=number, color=colour, detail="name:N"))
    chart = alt.layer(*layers).properties(width=470, height=170).configure(**CONFIG)
    drawn: dict[str, Any] = chart.to_dict()
    return drawn


def _rows(point: Point) -> list[dict[str, Any]]:
    """A point's marks: one, or two for a range; none without a number or a day."""
    date = point.as_of.best or point.as_of.latest or point.as_of.earliest
    values = [value for value in dict.fromkeys((point.low, point.high)) if value is not None]
    if not date or not values:
        return []
    said = f"{bounds(point.low, point.high, point.modifier)}, {giver(point.giver)}, as of {as_of(point.as_of)}"
    return [
        {
            "fact": point.figure,
            "href": f"#{point.figure}",
            "date": date[:10],
            "from": (point.as_of.earliest or date)[:10],
            "to": (point.as_of.latest or date)[:10],
            "value": value,
            "low": point.low,
            "high": point.high,
            "modifier": point.modifier if point.modifier in SHAPES else "exact",
            "name": giver(point.giver),
            "giver": giver(point.giver)[:60],
            "line": bool(point.giver) and number == 0 and point.step not in ("different scope", "retraction"),
            "step": point.step,
            "says": said,
        }
        for number, value in enumerate(values)
    ]


def _name_the_rest(rows: list[dict[str, Any]]) -> None:
    """Those who give fewest figures share one colour, where there are more givers than colours."""
    points = Counter(row["giver"] for row in rows)
    if len(points) > len(COLOURS):
        kept = set(sorted(points, key=lambda name: (-points[name], name))[: len(COLOURS) - 1])
        for row in rows:
            if row["giver"] not in kept:
                row["giver"] = OTHERS
