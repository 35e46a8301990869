"""Places and peoples that stand inside other names: "Rapides Parish Fire District 2", "the Georgian Foreign Ministry".

All of them tell which part of the world a report is about.  Peoples, and places that a public body governs or that a
building or region is named as a part of, are mentions of their own; that a university or a newspaper is named after a
place says too little about where anything is.
"""

from collections.abc import Iterator, Sequence

from dateline.annotate.entities.around import DIRECTIONS
from dateline.annotate.entities.places import Atlas
from dateline.annotate.entities.spans import Span
from dateline.annotate.entities.vocabulary import Names
from dateline.records import EntityKind
from dateline.syntax import Token

LONGEST = 4
"""Words of the name of a place inside another."""
KNOWN = 0.75
"""How prominent a place must be to be seen inside another name: a village called Union is in none."""
_TOWN = frozenset("city town village borough county province state district".split())
_MANY = frozenset("inter pan latin trans anti afro".split())
_GOVERNED = _TOWN | {"port"}


def names_inside(spans: Sequence[Span], names: Names, atlas: Atlas) -> Iterator[Span]:
    """The places and peoples inside names of organisations, places and things, the longest at each word."""
    for span in spans:
        if span.last - span.first < 2 or span.kind not in ("organisation", "other", "place"):
            continue
        if span.kind == "place" and atlas.is_known(span.text):
            continue
        for first, last, kind in _inside(span, names, atlas):
            inner = Span(span.sentence, first, last, "", f"inside {span.text!r}")
            inner.kind, inner.capitals, inner.around = kind, span.capitals, span
            inner.told = kind == "group" or _told(inner, span, names)
            yield inner


def _inside(span: Span, names: Names, atlas: Atlas) -> Iterator[tuple[int, int, EntityKind]]:
    tokens = span.sentence.tokens
    i = span.first
    while i < span.last:
        for end in range(min(span.last, i + LONGEST), i, -1):
            if end - i == span.last - span.first:
                continue
            people = span.kind == "organisation" and names.peoples.get(" ".join(t.lower for t in tokens[i:end]))
            if people and i > span.first and tokens[i - (tokens[i - 1].text == "-") - 1].lower in _MANY:
                continue  # "Inter-American", "Pan American" are no people's
            if people or _is_place(tokens[i:end], names, atlas):
                yield i, end, "group" if people else "place"
                i = end - 1
                break
        i += 1


def _is_place(tokens: Sequence[Token], names: Names, atlas: Atlas) -> bool:
    ends = tokens[0], tokens[-1]
    if not all(t.text[:1].isupper() and t.text[-1] != "-" and t.tag in ("NNP", "NNPS") for t in ends):
        return False
    word = tokens[0].lower
    others = (names.given, names.common, names.organisation_words, names.place_words, names.peoples)
    if len(tokens) == 1 and (len(word) < 4 or any(word in other for other in others)):
        return False
    name = " ".join(t.text for t in tokens)
    last = tokens[-1].lower
    if len(tokens) > 1 and (last in _TOWN or last in names.organisation_words) and not atlas.is_whole(name):
        return False  # "Kharkiv City" in "Kharkiv City Council", but not "Kansas City"
    return atlas.prominence(name) > KNOWN and atlas.is_known(name)


def _told(inner: Span, around: Span, names: Names) -> bool:
    """Is the place a mention of its own: that of a body which governs there, or of a part or a building of it?

    "Karachi Police", "the City of Paris"; "Northeast Georgia", "Titus County Jail".
    """
    words = [t.lower for t in around.tokens if t.text != "."]
    while words and words[0] in ("the", "'s", "’s"):
        words = words[1:]
    rest = [t.lower for t in around.sentence.tokens[inner.last : around.last]]
    ahead = words[: len(words) - len(rest) - len(inner.tokens)]
    if len(ahead) == 2 and ahead[0] in _GOVERNED and ahead[1] == "of":
        return not rest
    if around.kind == "place" and not rest:
        return bool(ahead) and DIRECTIONS.issuperset(ahead)
    public = names.buildings if around.kind == "place" else names.public
    return not ahead and not (public.isdisjoint(rest) and public.isdisjoint([" ".join(rest[-2:])]))
