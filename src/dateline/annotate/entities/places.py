"""Where the places of a report are: the candidates of the gazetteer weighed by what the report says around them.

In this order of weight: what the name itself is followed by ("Goris, Armenia"), the countries that the report is about,
the neighbours that the report names, whether the name is the main one, and last its size.  Size alone sends Goris
to Gori.  After Lieberman, Samet & Sankaranarayanan (2010) and Rauch et al. (2003), without their learned weights.
"""

import math
from collections import Counter
from collections.abc import Sequence

from dateline.annotate.entities.groups import Group
from dateline.annotate.entities.spans import Span
from dateline.gazetteer import Gazetteer, Place
from dateline.spelling import Spelling

CANDIDATES = 30
ANCHORS = 12
"""Neighbours that are looked at, and places of one name that are weighed: what bounds the work for a list of towns."""


def prominence(name: str, gazetteer: Gazetteer) -> float:
    """How sure a name is a place's by the gazetteer alone: 0 not at all, 0.4 a village, 4 a country."""
    best = 0.0
    for place in gazetteer.find(name)[:CANDIDATES]:
        if place.kind == "country":
            best = max(best, 4.0)
        elif place.kind in ("region", "world"):
            best = max(best, 3.5)
        elif place.kind == "admin1":
            best = max(best, 1.6 if place.population > 500_000 else 0.6)
        else:
            size = 0.4 + 0.45 * max(0.0, math.log10(max(place.population, 1)) - 3)
            best = max(best, (size + (1.0 if place.capital else 0.0)) * (1.0 if place.rank == 2 else 0.4))
    return best


def resolve(
    groups: Sequence[Group], gazetteer: Gazetteer, spelling: Spelling
) -> dict[int, tuple[Place, tuple[str, ...]]]:
    """For each group that is a place (by its position in `groups`): the place and how it was found."""
    candidates: dict[int, tuple[Place, ...]] = {}
    how: dict[int, str] = {}
    for number, group in enumerate(groups):
        if group.kind == "place":
            found, way = _candidates(group.name, gazetteer, spelling)
            if found:
                candidates[number], how[number] = found, way
    parts = {number: _part_of(groups[number], gazetteer) for number in candidates}
    countries = _countries(groups, candidates)
    anchors: list[tuple[int, Place]] = []
    chosen: dict[int, tuple[Place, tuple[str, ...]]] = {}
    for _ in range(2):
        for number, found in candidates.items():
            near = [place for other, place in anchors if other != number]
            weighed = [(_weight(place, parts[number], countries, near), place) for place in found]
            (_, why), place = max(weighed, key=lambda w: (w[0][0], -w[1].id))
            chosen[number] = (place, (how[number], *why))
        sure = [(n, p) for n, (p, why) in chosen.items() if p.kind not in ("country", "world")
                and (len(candidates[n]) == 1 or parts[n] or p.capital or p.population > 300_000)]  # fmt: skip
        others = [(n, p) for n, (p, _) in chosen.items() if p.kind not in ("country", "world") and (n, p) not in sure]
        anchors = [*sure, *others][:ANCHORS]
    return chosen


def _candidates(name: str, gazetteer: Gazetteer, spelling: Spelling) -> tuple[tuple[Place, ...], str]:
    found = gazetteer.find(name)
    if found:
        return found[:CANDIDATES], "gazetteer: by name"
    shorter = _without_generic(name)
    if shorter and (found := gazetteer.find(shorter)):
        return found[:CANDIDATES], f"gazetteer: by name {shorter!r}"
    if " " not in name and (found := gazetteer.like(name, spelling)):
        return found[:CANDIDATES], f"gazetteer: like {found[0].name!r}"
    return (), ""


_GENERIC = frozenset(
    """province county district region oblast raion rayon governorate prefecture municipality township village town city
    state territory republic canton department area enclave downtown central northern southern eastern western north
    south east west upper lower greater northeast northwest southeast southwest northeastern northwestern southeastern
    southwestern old""".split()
)


def _without_generic(name: str) -> str:
    """The name without a word that says what sort of place it is or which part of it is meant."""
    words = name.split()
    kept = [w for w in words if w.lower() not in _GENERIC]
    return " ".join(kept) if 0 < len(kept) < len(words) else ""


def _part_of(group: Group, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The regions or countries that stand behind one of its mentions: "Goris, Armenia", "Alexandria (La.)"."""
    for span in group.spans:
        follows = _follower(span)
        if follows:
            found = [
                p
                for p in (*gazetteer.part(follows), *gazetteer.find(follows))
                if p.kind in ("country", "admin1", "region")
            ]
            if found:
                return tuple(found[:6])
    return ()


def _follower(span: Span) -> str:
    """The words behind the comma or bracket that follows a name, as far as they are capitalised."""
    tokens = span.sentence.tokens
    i = span.last
    if i + 1 >= len(tokens) or tokens[i].text not in (",", "("):
        if i < len(tokens) and tokens[i].lower == "in" and i + 1 < len(tokens) and tokens[i + 1].entity.endswith("GPE"):
            pass
        else:
            return ""
    j = i + 1
    while j < len(tokens) and j - i < 5 and (tokens[j].text[:1].isupper() or tokens[j].lower in ("of", "and", "the")):
        j += 1
    return span.sentence.text[tokens[i + 1].start : tokens[j - 1].end] if j > i + 1 else ""


def _countries(groups: Sequence[Group], candidates: dict[int, tuple[Place, ...]]) -> dict[str, float]:
    """How much of the report is about which country: the share of its names, people and known places."""
    seen: Counter[str] = Counter()
    for number, group in enumerate(groups):
        if group.kind == "group" and group.country:
            seen[group.country] += len(group.spans)
        elif found := candidates.get(number):
            first = found[0]
            if first.kind == "country":
                seen[first.country] += 2 * len(group.spans)
            elif first.country and (len({p.country for p in found}) == 1 or first.capital or first.kind == "region"):
                seen[first.country] += len(group.spans)
    total = sum(seen.values())
    return {country: count / (total + 2) for country, count in sorted(seen.items())}


def _weight(
    place: Place, parts: Sequence[Place], countries: dict[str, float], near: Sequence[Place]
) -> tuple[float, tuple[str, ...]]:
    """How well a candidate fits, and the reasons that count."""
    why = []
    weight = 1.1 * math.log10(max(place.population, 200)) + (2.0 if place.rank == 2 else 0.0)
    if place.kind == "country":
        weight += 3.0
    if place.capital:
        weight += 1.5
    if any(_inside(place, part) for part in parts):
        weight += 9.0
        why.append("named with its region or country")
    if share := countries.get(place.country, 0.0):
        weight += 2.0 + 4.0 * share
        why.append("in a country that the report is about")
    if near:
        closest = min(distance(place, other) for other in near)
        if closest < 400:
            weight += 3.0 if closest < 60 else 2.2 if closest < 150 else 1.0
            why.append("near other places of the report")
    return weight, tuple(why)


def _inside(place: Place, part: Place) -> bool:
    """Does the place lie in this country or region?  Codes where both have them, else by distance."""
    if place.id == part.id or (part.country and place.country != part.country):
        return False
    if part.kind == "country":
        return place.kind != "country"
    if place.country == "US" and place.kind == "town":
        return place.admin1 == part.admin1
    return distance(place, part) < 350


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, as good as it need be (equirectangular)."""
    north = (a.lat - b.lat) * 111.2
    turn = abs(a.lon - b.lon)
    east = min(turn, 360 - turn) * 111.2 * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(north, east)
