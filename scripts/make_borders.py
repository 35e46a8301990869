"""Makes src/dateline/web/borders.json, the lines that the map of a record is drawn on.

    python scripts/make_borders.py countries-50m.json

The input is in the npm package world-atlas 2.0.2 (ISC), which packs Natural Earth's countries at 1:50 million (public
domain).  The output holds land as rings and borders as lines, in hundredths of a degree (some 1 km), each as its first
point and then differences: x0, y0, dx, dy, ...  A border goes to `disputed` where it is claimed by more than one side,
is a line of control, or encloses a territory whose statehood is not generally recognised; the map draws it dashed.
"""

import json
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).resolve().parent.parent / "src" / "dateline" / "web" / "borders.json"
SCALE = 100
Line = list[tuple[int, int]]

# ISO 3166-1 numbers.  Every border of these: Palestine, Western Sahara.  Natural Earth's countries that have no ISO
# number (Kosovo, Northern Cyprus, Somaliland, the Siachen Glacier) are added below.
UNSETTLED = {"275", "732"}
# Pairs with a border of which a part is claimed by both, or is a line of control or an armistice line.
PAIRS = {
    frozenset(pair)
    for pair in [
        ("051", "031"),  # Armenia, Azerbaijan
        ("356", "586"),  # India, Pakistan
        ("356", "156"),  # India, China
        ("586", "156"),  # Pakistan, China
        ("064", "156"),  # Bhutan, China
        ("356", "524"),  # India, Nepal
        ("643", "804"),  # Russia, Ukraine
        ("643", "268"),  # Russia, Georgia
        ("498", "804"),  # Moldova, Ukraine (Transnistria)
        ("376", "760"),  # Israel, Syria
        ("376", "422"),  # Israel, Lebanon
        ("422", "760"),  # Lebanon, Syria
        ("818", "729"),  # Egypt, Sudan
        ("729", "728"),  # Sudan, South Sudan
        ("404", "728"),  # Kenya, South Sudan
        ("231", "728"),  # Ethiopia, South Sudan
        ("231", "729"),  # Ethiopia, Sudan
        ("231", "232"),  # Ethiopia, Eritrea
        ("231", "706"),  # Ethiopia, Somalia
        ("262", "232"),  # Djibouti, Eritrea
        ("408", "410"),  # the two Koreas
        ("417", "762"),  # Kyrgyzstan, Tajikistan
        ("862", "328"),  # Venezuela, Guyana
        ("328", "740"),  # Guyana, Suriname
        ("740", "254"),  # Suriname, French Guiana
        ("084", "320"),  # Belize, Guatemala
        ("764", "116"),  # Thailand, Cambodia
        ("180", "894"),  # DR Congo, Zambia
        ("682", "887"),  # Saudi Arabia, Yemen
        ("191", "688"),  # Croatia, Serbia
        ("070", "688"),  # Bosnia and Herzegovina, Serbia
        ("504", "724"),  # Morocco, Spain
        ("012", "504"),  # Algeria, Morocco
    ]
}


def arcs_of(geometry: dict[str, Any]) -> Iterable[int]:
    """The numbers of the arcs that a geometry is made of, turned to the forward direction."""
    stack = [geometry.get("arcs", [])]
    while stack:
        for item in stack.pop():
            if isinstance(item, int):
                yield item if item >= 0 else ~item
            else:
                stack.append(item)


def lines_of(topology: dict[str, Any]) -> list[Line]:
    """The arcs, in hundredths of a degree."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = (round((x * sx + tx) * SCALE), round((y * sy + ty) * SCALE))
            if not points or points[-1] != point:
                points.append(point)
        lines.append(points)
    return lines


def borders_of(topology: dict[str, Any], lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The arcs that two countries share: (settled, disputed)."""
    users: dict[int, list[str]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        for arc in set(arcs_of(country)):
            users.setdefault(arc, []).append(country.get("id") or country["properties"]["name"])
    unsettled = UNSETTLED | {user for both in users.values() for user in both if not user.isdigit()}
    borders: list[Line] = []
    disputed: list[Line] = []
    for arc, both in sorted(users.items()):
        if len(both) > 1 and len(lines[arc]) > 1:
            (disputed if set(both) & unsettled or frozenset(both) in PAIRS else borders).append(lines[arc])
    return borders, disputed


def land_of(topology: dict[str, Any], lines: list[Line]) -> list[Line]:
    """The rings of all land, lakes as rings that turn the other way."""
    land = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
            for ring in polygon:
                points: Line = []
                for number in ring:
                    line = lines[number] if number >= 0 else lines[~number][::-1]
                    points += line if not points else line[1:]
                if len(points) > 3:
                    land.append(points)
    return land


def main(source: Path) -> None:
    """Writes the file."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    lines = lines_of(topology)
    borders, disputed = borders_of(topology, lines)
    parts = {"land": land_of(topology, lines), "borders": borders, "disputed": disputed}
    said = "Natural Earth 1:50m, public domain, as packed in world-atlas 2.0.2 (ISC); see scripts/make_borders.py"
    rows = ",\n".join(
        f'"{name}":[\n' + ",\n".join(json.dumps(packed(line), separators=(",", ":")) for line in found) + "\n]"
        for name, found in parts.items()
    )
    OUTPUT.write_text(f'{{"source":{json.dumps(said)},"scale":{SCALE},\n{rows}}}\n', encoding="utf-8")
    print(f"{OUTPUT}: {', '.join(f'{len(found)} {name}' for name, found in parts.items())}")


def packed(points: Line) -> list[int]:
    """The first point, then differences."""
    flat = [*points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        flat += [x1 - x0, y1 - y0]
    return flat


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
