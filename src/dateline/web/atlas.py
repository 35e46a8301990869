"""The map of places as a Vega-Lite specification, drawn on borders that the package carries."""

import json
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import atan, cos, degrees, exp, log, pi, radians, tan
from typing import Any

import altair as alt

from dateline.records import Entity
from dateline.web.dossier import Dossier
from dateline.web.drawing import CONFIG
from dateline.wording import plain

CAPTION = (
    "A filled point is the place itself; a ring is somewhere in a district or province, a dashed ring somewhere in a "
    "country or region. What lies outside of the map is in the table. Borders: Natural Earth 1:50 million (public "
    "domain), as they are drawn there; dashed where they are disputed, a line of control, or of a territory whose "
    "statehood is not generally recognised. No line says to whom a place belongs."
)
WIDTH, HEIGHT = 560, 360
MARGIN = 0.3
"""Of the extent of the places, on each side."""
SMALLEST = 4.5
"""Degrees of longitude that a map shows at least."""
FRAMED = 0.8
"""Share of the facts whose places make the width of the map."""
FONT = 12
LETTER = 6.6
"""Width of a letter of that size, about."""
KM = 111.32
"""Kilometres of a degree of longitude on the equator."""
LENGTHS = [f * 10**e for e in range(4) for f in (1, 2, 5)]
"""Kilometres that the scale may show."""
MOST = 300
"""Places on a map; the table has them all."""
WHOLE = ("country", "region")
Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]


@cache
def borders() -> dict[str, list[Ring]]:
    """Land as rings, borders and disputed borders as lines, in degrees."""
    packed = json.loads((files("dateline.web") / "borders.json").read_text(encoding="utf-8"))
    return {
        part: [_unpacked(line, packed["scale"]) for line in packed[part]] for part in ("land", "borders", "disputed")
    }


def _unpacked(line: list[int], scale: int) -> Ring:
    x = y = 0
    points = []
    for dx, dy in zip(line[::2], line[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return points


def north(latitude: float) -> float:
    """The Mercator ordinate of a latitude, in degrees of longitude."""
    return degrees(log(tan(pi / 4 + radians(max(-85.0, min(85.0, latitude))) / 2)))


def chart(dossier: Dossier) -> dict[str, Any] | None:
    """The specification; None where no place of a fact has coordinates.

    The places of figures and events; all places that are mentioned where no fact has one.  The map is as wide as the
    places of most facts (`FRAMED`), so that one dateline from abroad does not make a dot of the rest; countries and
    regions do not widen it either.  What lies outside is in the table only.
    """
    located = [entity for entity in dossier.located if entity.lat is not None and entity.lon is not None]
    shown = [entity for entity in located if entity.id in dossier.places] or located
    framing = [entity for entity in shown if entity.precision not in WHOLE] or shown
    if not shown:
        return None
    box = _frame(_heart(framing, dossier))
    points = [
        _point(entity, dossier)
        for entity in shown[:MOST]
        if box[0] <= (entity.lon or 0.0) <= box[2] and box[1] <= north(entity.lat or 0.0) <= box[3]
    ]
    _label(points, box)
    return _layers(points, box)


def _heart(places: list[Entity], dossier: Dossier) -> Ring:
    """Where the places are, those with most facts first, that have so much of all facts together."""
    facts = [dossier.places[place.id].facts if place.id in dossier.places else 1 for place in places]
    enough, found, seen = FRAMED * sum(facts), [], 0
    for place, count in sorted(zip(places, facts, strict=True), key=lambda pair: (-pair[1], pair[0].id)):
        if seen >= enough:
            break
        seen += count
        found.append((place.lon or 0.0, north(place.lat or 0.0)))
    return found


def _frame(points: Ring) -> Box:
    """The box around the points, with a margin, in the proportions of the drawing."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max((max(xs) - min(xs)) * (1 + 2 * MARGIN), SMALLEST)
    height = max((max(ys) - min(ys)) * (1 + 2 * MARGIN), SMALLEST * HEIGHT / WIDTH)
    width, height = max(width, height * WIDTH / HEIGHT), max(height, width * HEIGHT / WIDTH)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _point(entity: Entity, dossier: Dossier) -> dict[str, Any]:
    facts = dossier.places[entity.id].facts if entity.id in dossier.places else 0
    precision = "point" if entity.precision in ("exact", "near") else "whole" if entity.precision in WHOLE else "area"
    return {
        "place": plain(entity.name)[:60],
        "href": f"#{entity.id}",
        "x": entity.lon,
        "y": north(entity.lat or 0.0),
        "latitude": entity.lat,
        "precision": precision,
        "facts": facts,
        "label": "",
        "side": "right",
        "says": f"{plain(entity.name)[:60]}: {facts} facts ({entity.precision or 'precision not known'})",
    }


def _label(points: list[dict[str, Any]], box: Box) -> None:
    """Names the points, those that stand for themselves and have most facts first, where no other name or point is in
    the way: on the right, on the left, above or below.
    """
    where = {id(point): _on_paper(point, box) for point in points}
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for point in points for x, y in [where[id(point)]]]
    for point in sorted(points, key=lambda p: (p["precision"] != "point", -p["facts"])):
        (x, y), length = where[id(point)], LETTER * len(point["place"])
        for side, left, middle in (
            ("right", x + 8, y), ("left", x - 8 - length, y), ("above", x - length / 2, y - 13),
            ("below", x - length / 2, y + 14),
        ):  # fmt: skip
            here = (left, middle - 7, left + length, middle + 7)
            free = all(here[2] < o[0] or o[2] < here[0] or here[3] < o[1] or o[3] < here[1] for o in taken)
            if free and left > 0 and here[2] < WIDTH and here[1] > 0 and here[3] < HEIGHT:
                point["label"], point["side"] = point["place"], side
                taken.append(here)
                break


def _on_paper(point: dict[str, Any], box: Box) -> tuple[float, float]:
    """Where a point lies in the drawing."""
    x = (point["x"] - box[0]) / (box[2] - box[0]) * WIDTH
    return x, (box[3] - point["y"]) / (box[3] - box[1]) * HEIGHT


def _scale(box: Box) -> tuple[list[list[float]], str]:
    """A line of round length in the lower left corner, as coordinates, and its length in words."""
    middle = degrees(2 * atan(exp(radians((box[1] + box[3]) / 2))) - pi / 2)
    across = (box[2] - box[0]) * KM * cos(radians(middle))
    length = max(step for step in LENGTHS if step <= max(across / 4, LENGTHS[0]))
    x, y = box[0] + (box[2] - box[0]) * 0.03, box[1] + (box[3] - box[1]) * 0.05
    return [[x, y], [x + (box[2] - box[0]) * length / across, y]], f"{length:,} km"


def _layers(points: list[dict[str, Any]], box: Box) -> dict[str, Any]:
    drawn = borders()
    frame = [(box[0], box[1]), (box[0], box[3]), (box[2], box[3]), (box[2], box[1]), (box[0], box[1])]
    land = [ring for ring in (_clipped(ring, box) for ring in map(_projected, drawn["land"])) if ring]
    lines = {part: [r for ring in drawn[part] for r in _inside(_projected(ring), box)] for part in drawn}

    def geometry(kind: str, coordinates: object) -> alt.Chart:
        feature = {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}
        return alt.Chart({"values": [feature]})

    coast: dict[str, Any] = {"filled": False, "stroke": "#000", "strokeOpacity": 0.35, "strokeWidth": 0.6}
    border: dict[str, Any] = {"filled": False, "stroke": "#000", "strokeOpacity": 0.6, "strokeWidth": 0.9}
    ground: dict[str, Any] = {"filled": True, "fill": "#a09a86", "fillOpacity": 0.35}
    layers: list[Any] = [
        geometry("Polygon", [frame]).mark_geoshape(filled=True, fill="#7fa3bd", fillOpacity=0.25),
        geometry("Polygon", land).mark_geoshape(**ground),
        geometry("MultiLineString", lines["land"]).mark_geoshape(**coast),
        geometry("MultiLineString", lines["borders"]).mark_geoshape(**border),
        geometry("MultiLineString", lines["disputed"]).mark_geoshape(**border, strokeDash=[4, 3]),
    ]
    base = alt.Chart({"values": points}).encode(longitude="x:Q", latitude="y:Q", href="href:N", description="says:N")
    styles: dict[str, dict[str, Any]] = {
        "whole": {"filled": False, "size": 420, "strokeDash": [3, 3], "strokeWidth": 1.5},
        "area": {"filled": False, "size": 190, "strokeWidth": 1.5},
        "point": {"filled": True, "size": 60, "opacity": 1},
    }
    for precision, style in styles.items():
        if any(point["precision"] == precision for point in points):
            marks = base.transform_filter(f"datum.precision == '{precision}'")
            layers.append(marks.mark_point(color="#c4632a", **style))
    names = alt.Chart({"values": [point for point in points if point["label"]]})
    written: dict[str, dict[str, Any]] = {
        "right": {"align": "left", "dx": 8}, "left": {"align": "right", "dx": -8},
        "above": {"align": "center", "dy": -13}, "below": {"align": "center", "dy": 14},
    }  # fmt: skip
    for side, place in written.items():
        if any(point["label"] and point["side"] == side for point in points):
            here = names.transform_filter(f"datum.side == '{side}'")
            text = here.mark_text(fontSize=FONT, color="#000", **place)
            layers.append(text.encode(longitude="x:Q", latitude="y:Q", text="label:N"))
    line, length = _scale(box)
    layers.append(geometry("LineString", line).mark_geoshape(filled=False, stroke="#000", strokeWidth=2))
    end = alt.Chart({"values": [{"x": line[1][0], "y": line[1][1], "length": length}]})
    layers.append(
        end.mark_text(align="left", dx=6, fontSize=FONT, color="#000").encode(
            longitude="x:Q", latitude="y:Q", text="length:N"
        )
    )
    chart = alt.layer(*layers).project(type="identity", reflectY=True).properties(width=WIDTH, height=HEIGHT)
    made: dict[str, Any] = chart.configure(**CONFIG).to_dict()
    return made


def _projected(ring: Ring) -> Ring:
    return [(x, north(y)) for x, y in ring]


def _clipped(ring: Ring, box: Box) -> Ring:
    """The part of a ring within the box, one side after the other (Sutherland and Hodgman, 1974)."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    if max(xs) < box[0] or min(xs) > box[2] or max(ys) < box[1] or min(ys) > box[3]:
        return []
    for axis, edge, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        found: Ring = []
        for before, here in zip([ring[-1], *ring[:-1]], ring, strict=True):
            if (here[axis] - edge) * sign >= 0:
                if (before[axis] - edge) * sign < 0:
                    found.append(_crossing(before, here, axis, edge))
                found.append(here)
            elif (before[axis] - edge) * sign >= 0:
                found.append(_crossing(before, here, axis, edge))
        if not found:
            return []
        ring = found
    return [*ring, ring[0]]


def _crossing(a: tuple[float, float], b: tuple[float, float], axis: int, edge: float) -> tuple[float, float]:
    share = (edge - a[axis]) / (b[axis] - a[axis])
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _inside(line: Ring, box: Box) -> list[Ring]:
    """The stretches of a line that run through the box, cut at its sides."""
    found: list[Ring] = []
    for a, b in pairwise(line):
        cut = _segment(a, b, box)
        if cut is None:
            continue
        if found and found[-1][-1] == cut[0]:
            found[-1].append(cut[1])
        else:
            found.append([*cut])
    return found


def _segment(
    a: tuple[float, float], b: tuple[float, float], box: Box
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of a segment within the box (Liang and Barsky, 1984); None where there is none."""
    first, last = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    for step, room in ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]), (dy, box[3] - a[1])):
        if step == 0 and room < 0:
            return None
        if step < 0:
            first = max(first, room / step)
        elif step > 0:
            last = min(last, room / step)
    if first >= last:
        return None
    return (a[0] + dx * first, a[1] + dy * first), (a[0] + dx * last, a[1] + dy * last)
