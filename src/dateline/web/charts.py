"""The course of a figure as a Vega-Lite specification, made with Altair."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import altair as alt

from dateline.records import Point, Series
from dateline.web.drawing import CONFIG
from dateline.wording import as_of, bounds

COLOURS = ["#3b78b5", "#c4632a", "#3d8f5a", "#a8578f", "#8a7a2b", "#5f6fc4", "#b84a5a"]
"""Told apart by most eyes, and legible on white and on black."""
OTHERS = "other givers"
OTHER_COLOUR = "#858585"
TAKEN_BACK = "taken back"
"""Of a point that tells a number only to withdraw it."""
SHAPES = {
    "exact": "circle",
    "at least": "triangle-up",
    "more than": "triangle-up",
    "up to": "triangle-down",
    "less than": "triangle-down",
    "about": "diamond",
    "range": "stroke",
    TAKEN_BACK: "cross",
}
TICKS = 5
"""About so many numbers at the side of a chart."""
DAYS = 8
"""A chart of no more days has a tick for each."""
DAY = 24 * 60 * 60 * 1000
"""In milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A chart: its specification, and its key (the colour's number, or None for all others, and the giver)."""

    spec: dict[str, Any]
    key: tuple[tuple[int | None, str], ...]
    modifiers: tuple[str, ...]


def course(series: Series, name: Callable[[Point], str]) -> Course | None:
    """The chart of a series; None where no two points that have a number and a day, or an interval of days, differ in
    either: there is no course to see.  `name` says who gives a point, by one name for all spellings.

    Each point stands at its number and its as-of, at the last day of an interval.  A bar upwards joins the two ends of
    a range, a bar sideways covers the days that the as-of leaves open, a thin line follows one giver.  No number is
    drawn that no report gives: a bound is a triangle that points to the side it leaves open.
    """
    rows = [row for point in series.points for row in _rows(point, name(point))]
    if len({row["fact"] for row in rows}) < 2 or len({(row["date"], row["value"]) for row in rows}) < 2:
        return None
    _name_the_rest(rows)
    givers = list(dict.fromkeys(row["giver"] for row in rows))
    key = tuple((None if name == OTHERS else i, name) for i, name in enumerate(sorted(givers, key=OTHERS.__eq__)))
    modifiers = [modifier for modifier in SHAPES if any(row["modifier"] == modifier for row in rows)]
    years = sorted({row["date"][:4] for row in rows})
    told = Counter(row["name"] for row in rows if row["line"])
    parts = (
        *(["lines"] if series.measure == "stock" and max(told.values(), default=0) > 1 else []),
        *(
            ["ranges"]
            if any(None not in (row["low"], row["high"]) and row["low"] != row["high"] for row in rows)
            else []
        ),
        *(["days"] if any(row["from"] != row["to"] for row in rows) else []),
    )
    spec: dict[str, Any] = json.loads(_template(parts, len(years) == 1, modifiers != ["exact"]))
    spec["data"] = {"values": rows}
    for layer in spec["layer"]:
        encoding = layer["encoding"]
        if "axis" in encoding["x"] and (ticks := _ticks(rows)):
            encoding["x"]["axis"]["values"] = ticks
        encoding["x"]["title"] = f"as of ({'–'.join(dict.fromkeys((years[0], years[-1])))})"
        if "axis" in encoding["y"]:  # Vega's own least step is not kept to: it would divide people
            encoding["y"]["axis"]["tickCount"] = max(1, min(TICKS, int(max(row["value"] for row in rows))))
        colours = [OTHER_COLOUR if i is None else COLOURS[i] for i, _ in key]
        encoding["color"]["scale"] = {"domain": [name for _, name in key], "range": colours}
        if "shape" in encoding:
            shapes = [SHAPES[modifier] for modifier in modifiers]
            encoding["shape"]["scale"] = {"domain": modifiers, "range": shapes}
    return Course(spec=spec, key=key, modifiers=tuple(modifiers))


@cache
def _template(parts: tuple[str, ...], one_year: bool, shapes: bool) -> str:
    """The specification without data, as JSON: Altair checks each against the schema of Vega-Lite, which takes its
    time, and there are few of them.  `parts` are those that have something to draw, besides the points: each costs a
    tenth of the drawing even when it is empty.
    """
    base = alt.Chart({"values": []})
    day = alt.X(
        "date:T",
        scale=alt.Scale(type="utc", padding=14),
        axis=alt.Axis(tickMinStep=DAY, format="%-d %b" if one_year else "%-d %b %y", labelFlush=False),
    )
    number = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=TICKS, format=",~f"))
    colour = alt.Color("giver:N", legend=alt.Legend(title=None, orient="bottom", columns=2, direction="horizontal"))
    bottom = alt.Legend(title=None, orient="bottom", columns=4, symbolFillColor="#000", symbolStrokeColor="#000")
    layers = {
        "lines": base.transform_filter("datum.line")
        .mark_line(strokeWidth=1, opacity=0.6)
        .encode(x=day, y=number, color=colour, detail="name:N"),
        "ranges": base.transform_filter("datum.low != null && datum.high != null && datum.low != datum.high")
        .mark_rule(strokeWidth=5, opacity=0.45)
        .encode(x=day, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        "days": base.transform_filter("datum.from != datum.to")
        .mark_rule(strokeWidth=2, opacity=0.45)
        .encode(x=alt.X("from:T"), x2="to:T", y=number, color=colour),
        "points": base.mark_point(filled=True, size=70, opacity=1).encode(
            x=day,
            y=number,
            color=colour,
            shape=alt.Shape("modifier:N", legend=bottom if shapes else None),
            href="href:N",
            description="says:N",
        ),
    }
    drawn = [layers[part] for part in (*parts, "points")]
    made: str = alt.layer(*drawn).properties(width=400, height=180).configure(**CONFIG).to_json()
    return made


def _ticks(rows: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """Each day, where they are few: by itself Vega divides a day too.  None: as Vega sees fit."""
    first = date.fromisoformat(min(row["from"] for row in rows))
    days = (date.fromisoformat(max(row["to"] for row in rows)) - first).days
    if days > DAYS:
        return None
    ticks = [first + timedelta(days=number) for number in range(days + 1)]
    return [{"year": day.year, "month": day.month, "date": day.day, "utc": True} for day in ticks]


def _rows(point: Point, who: str) -> list[dict[str, Any]]:
    """A point's marks: one, or two for a range; none without a number or a day."""
    day = point.as_of.best or (point.as_of.earliest and point.as_of.latest)  # "or later" is no day to stand at
    values = [value for value in dict.fromkeys((point.low, point.high)) if value is not None]
    if not day or not values:
        return []
    said = f"{bounds(point.low, point.high, point.modifier)}, {who}, as of {as_of(point.as_of)}"
    return [
        {
            "fact": point.figure,
            "href": f"#{point.figure}",
            "date": day[:10],
            "from": (point.as_of.earliest or day)[:10],
            "to": (point.as_of.latest or day)[:10],
            "value": value,
            "low": point.low,
            "high": point.high,
            "modifier": _modifier(point),
            "name": who,
            "giver": who[:60],
            "line": bool(point.giver) and number == 0 and point.step not in ("different scope", "retraction"),
            "step": point.step,
            "says": said,
        }
        for number, value in enumerate(values)
    ]


def _modifier(point: Point) -> str:
    if point.step == "retraction":
        return TAKEN_BACK
    return point.modifier if point.modifier in SHAPES else "exact"


def _name_the_rest(rows: list[dict[str, Any]]) -> None:
    """Those who give fewest figures share one colour, where there are more givers than colours."""
    points = Counter(row["giver"] for row in rows)
    if len(points) > len(COLOURS):
        kept = set(sorted(points, key=lambda name: (-points[name], name))[: len(COLOURS) - 1])
        for row in rows:
            if row["giver"] not in kept:
                row["giver"] = OTHERS
