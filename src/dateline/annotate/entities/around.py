"""What a report says around a name of where it is: "the Haitian town of X", "X, Burkina Faso", "X in central Mali"."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.annotate.entities.groups import Group
from dateline.annotate.entities.spans import Span
from dateline.gazetteer import Gazetteer, Place
from dateline.syntax import Token

DIRECTIONS = frozenset(
    """downtown central northern southern eastern western north south east west upper lower greater northeast northwest
    southeast southwest northeastern northwestern southeastern southwestern old metro""".split()
)

Found = tuple[Place, tuple[str, ...]]
"""A place, and how it was found."""


def homes_of(groups: Sequence[Group]) -> dict[tuple[int, int], str]:
    """The countries of the peoples that a report names, by their sentence and the token behind each mention."""
    peoples = (group for group in groups if group.kind == "group" and group.country)
    return {(span.sentence.start, span.last): group.country for group in peoples for span in group.spans}


def home_said(group: Group, homes: Mapping[tuple[int, int], str]) -> str:
    """The country in which a description puts a town: "the Haitian town of Vieux-Moulin"; "" without one."""
    for span in group.spans:
        tokens = span.sentence.tokens
        described = span.first > 2 and tokens[span.first - 1].lower == "of" and tokens[span.first - 2].lower in _TOWNS
        if described and (home := homes.get((span.sentence.start, span.first - 2))):
            return home
    return ""


def near_what(group: Group, where: Mapping[int, Found], groups: Sequence[Group]) -> Found | None:
    """For a place that the gazetteer lacks, the town that the report says it is in or near, as a place of its own.

    "Zamzam camp near El Fasher", "the Saberin market in Omdurman".  A region or country around it is no point on a map.
    """
    known = {span.start: found[0] for number, found in where.items() for span in groups[number].spans}
    for span in group.spans:
        tokens = span.sentence.tokens
        for i in range(span.last, min(len(tokens) - 1, span.last + BEHIND)):
            town = known.get(tokens[_past_kind(tokens, i + 1)].start)
            if tokens[i].lower in _BESIDE and town is not None:
                if town.kind != "town":
                    break
                about = replace(town, id=_NEAR_A_TOWN - span.start, name=group.name, kind="seat", geonames=None)
                return about, (f"not in the gazetteer: {tokens[i].lower} {town.name}",)
            if tokens[i].pos == "VERB" or tokens[i].text in (".", ";", ","):
                break
    return None


def _past_kind(tokens: Sequence[Token], i: int) -> int:
    """Where the name begins in "in the French city of Nantes", from the word behind "in"."""
    of = next((t.i for t in tokens[i : i + BEHIND] if t.lower == "of"), None)
    named = of is not None and tokens[of - 1].lower in _TOWNS and of + 1 < len(tokens)
    return of + 1 if of is not None and named else i


_TOWNS = frozenset({"city", "town", "village", "port", "suburb"})
BEHIND = 4
"""How many tokens behind a name "near" may stand: "Zamzam camp for the displaced near El Fasher"."""
_BESIDE = frozenset("near in outside around at".split())
_NEAR_A_TOWN = -3_000_000_000


def country_around(group: Group, where: Mapping[int, Found], groups: Sequence[Group]) -> str:
    """The country in which the report speaks of a place that the gazetteer lacks; "" where it does not say.

    That of its description ("the Haitian town of"), else of the last place before it in its sentence ("In Niger,
    soldiers died near Tabatol, not far from Mali"), else of the first behind it if no other is named more often, else
    the one in which all but few of its places lie.
    """
    if home := home_said(group, homes_of(groups)):
        return home
    before, behind = "", ""
    countries: Counter[str] = Counter()
    at = group.spans[0]
    for start, span, place in sorted(
        ((span.start, span, found[0]) for number, found in where.items() for span in groups[number].spans),
        key=lambda one: one[0],
    ):
        if not place.country or span.around is not None:
            continue
        countries[place.country] += 1
        if span.sentence is at.sentence:
            before = place.country if start < at.start else before
            behind = behind or (place.country if start > at.start else "")
    most = countries.most_common(1)
    if behind and countries[behind] < most[0][1]:
        behind = ""
    return before or behind or (most[0][0] if most and most[0][1] > 0.8 * countries.total() else "")


def part_of(group: Group, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The regions or countries that stand behind one of its mentions: "Goris, Armenia", "Alexandria (La.)"."""
    for span in group.spans:
        follows = _behind(span)
        if follows:
            found = [
                p
                for p in (*gazetteer.part(follows), *gazetteer.find(follows))
                if p.kind in ("country", "admin1", "region")
            ]
            if found:
                return tuple(found[:6])
    return ()


def _behind(span: Span) -> str:
    """The capitalised words behind the comma, bracket or "in" that follows a name or its list: "X and Y in Mali"."""
    tokens = span.sentence.tokens
    i = _past_list(tokens, span.last)
    if i < len(tokens) and tokens[i].text in (",", "("):
        i += 1
    elif i >= len(tokens) or tokens[i].lower != "in":
        return ""
    if i < len(tokens) and tokens[i].lower == "in":
        i = next((j for j in range(i + 1, len(tokens)) if tokens[j].lower not in _LEADING), i)
    j = i
    while j < len(tokens) and j - i < 4 and (tokens[j].text[:1].isupper() or tokens[j].lower in ("of", "and", "the")):
        j += 1
    if j == i:
        return ""
    return span.sentence.text[tokens[i].start : tokens[j - 1].end]


def _past_list(tokens: Sequence[Token], i: int) -> int:
    """The "in" behind the names that "and" joins to the one before token i; i itself where there is none."""
    at = i
    while at < len(tokens) and at < i + LISTED and (
        tokens[at].lower in ("and", ",") or (at > i and tokens[at].text[:1].isupper())
    ):  # fmt: skip
        at += 1
    joined = any(token.lower == "and" for token in tokens[i:at])
    return at if joined and at < len(tokens) and tokens[at].lower == "in" else i


LISTED = 9
"""How many tokens of a list are passed over, to find the region that it ends in."""
_LEADING = DIRECTIONS | {"the"}
