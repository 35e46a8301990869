"""The map: borders from the package, cut to the places; projection and cutting by hand-made shapes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.store import Record
from dateline.web.atlas import CAPTION, Box, Ring, _clipped, _inside, borders, chart, north
from dateline.web.gather import read_dossier

BOX = (0.0, 0.0, 10.0, 10.0)


# (ring, what is left of it in the box)
@pytest.mark.parametrize(
    ("ring", "left"),
    [
        ([(1, 1), (1, 2), (2, 2)], {(1, 1), (1, 2), (2, 2)}),
        ([(-5, -5), (-5, -6), (-6, -6)], set()),
        ([(-5, 1), (-5, 2), (5, 2), (5, 1)], {(0, 1), (0, 2), (5, 2), (5, 1)}),
        # a ring around the box leaves all of it
        ([(-1, -1), (-1, 11), (11, 11), (11, -1)], {(0, 0), (0, 10), (10, 10), (10, 0)}),
    ],
)
def test_a_ring_is_clipped(ring: Ring, left: set[tuple[float, float]]) -> None:
    assert set(_clipped(ring, BOX)) == left


# A line that leaves the box and comes back is two stretches; none runs along the side.
@pytest.mark.parametrize(
    ("line", "stretches"),
    [
        ([(1, 1), (2, 2), (3, 1)], [[(1, 1), (2, 2), (3, 1)]]),
        ([(5, 5), (15, 5), (15, 6), (5, 6)], [[(5, 5), (10, 5)], [(10, 6), (5, 6)]]),
        ([(-5, 5), (15, 5)], [[(0, 5), (10, 5)]]),
        ([(-5, -5), (-1, -5)], []),
    ],
)
def test_a_line_is_cut(line: Ring, stretches: list[Ring]) -> None:
    assert _inside(line, BOX) == stretches


def test_mercator() -> None:
    assert north(0) == pytest.approx(0, abs=1e-9)
    assert north(60) == pytest.approx(75.4561, abs=1e-3)
    assert north(90) == north(85) == pytest.approx(-north(-90))


# Facts about the data: a settled border, a disputed one, a line of control, a coast. (part, near longitude, latitude)
@pytest.mark.parametrize(
    ("part", "longitude", "latitude"),
    [
        ("borders", 9.4, 31.0),  # Tunisia, Libya
        ("disputed", 46.5, 38.9),  # Armenia, Azerbaijan
        ("disputed", 74.3, 34.6),  # the line of control in Kashmir
        ("disputed", 127.0, 38.2),  # Korea
        ("disputed", 35.2, 31.8),  # the West Bank
        ("disputed", 21.3, 42.9),  # Kosovo, Serbia
        ("land", 22.6, 32.8),  # the coast at Derna
    ],
)
def test_what_the_borders_hold(part: str, longitude: float, latitude: float) -> None:
    near = [p for line in borders()[part] for p in line if abs(p[0] - longitude) < 0.6 and abs(p[1] - latitude) < 0.6]
    assert near


def test_the_map_says_where_its_lines_come_from_and_takes_no_side() -> None:
    assert "Natural Earth" in CAPTION
    assert "No line says to whom a place belongs" in CAPTION
    assert borders().keys() == {"land", "borders", "disputed"}  # lines alone: there is no country's name to draw


def places(value: Any) -> Iterator[dict[str, Any]]:
    """The rows of places, wherever in the specification they are."""
    if isinstance(value, dict) and "place" in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from places(inner)


def test_the_places_of_facts_are_points(ferry: Path) -> None:
    with Record(ferry) as record:
        spec = chart(read_dossier(record))
    assert spec
    points = list(places(spec))
    assert {(point["place"], point["precision"], point["label"]) for point in points} == {("Tarsk", "point", "Tarsk")}


def test_the_frame_has_the_proportions_of_the_drawing() -> None:
    from dateline.web.atlas import HEIGHT, SMALLEST, WIDTH, _frame

    for points in ([(46.7, 39.8)], [(46.7, 39.8), (44.5, 40.2)], [(0.0, 0.0), (0.0, 50.0)]):
        box: Box = _frame(points)
        assert (box[2] - box[0]) / (box[3] - box[1]) == pytest.approx(WIDTH / HEIGHT)
        assert box[2] - box[0] >= SMALLEST
        assert all(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points)
