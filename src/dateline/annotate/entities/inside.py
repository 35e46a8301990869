"""Places that stand inside other names: "Rapides Parish Fire District 2", "the City of Paris".

All of them tell which part of the world a report is about.  Those that a public body has authority over are mentions of
their own; that a university or a newspaper is named after a place says too little about where anything is.
"""

from collections.abc import Iterator, Sequence

from dateline.annotate.entities.kinds import Atlas
from dateline.annotate.entities.spans import Span
from dateline.annotate.entities.vocabulary import Names
from dateline.syntax import Token

LONGEST = 4
"""Words of the name of a place inside another."""
KNOWN = 0.75
"""How prominent a place must be to be seen inside another name: a village called Union is in none."""
_TOWN = frozenset("city town village borough county province state district".split())


def places_inside(spans: Sequence[Span], names: Names, atlas: Atlas) -> Iterator[tuple[Span, Span]]:
    """The places inside names of organisations and things, the longest at each word, each with the name around it."""
    for span in spans:
        if span.kind in ("organisation", "other") and span.last - span.first > 1:
            for first, last in _inside(span, names, atlas):
                inner = Span(span.sentence, first, last, "", f"inside {span.text!r}")
                inner.kind, inner.capitals = "place", span.capitals
                yield inner, span


def _inside(span: Span, names: Names, atlas: Atlas) -> Iterator[tuple[int, int]]:
    tokens = span.sentence.tokens
    i = span.first
    while i < span.last:
        for end in range(min(span.last, i + LONGEST), i, -1):
            if end - i < span.last - span.first and _is_place(tokens[i:end], names, atlas):
                yield i, end
                i = end - 1
                break
        i += 1


def _is_place(tokens: Sequence[Token], names: Names, atlas: Atlas) -> bool:
    if not all(t.text[:1].isupper() and t.tag in ("NNP", "NNPS") for t in (tokens[0], tokens[-1])):
        return False
    word = tokens[0].lower
    others = (names.given, names.common, names.organisation_words, names.peoples)
    if len(tokens) == 1 and (len(word) < 4 or any(word in other for other in others)):
        return False
    name = " ".join(t.text for t in tokens)
    if tokens[-1].lower in _TOWN and not atlas.is_whole(name):
        return False  # "Kharkiv City" in "Kharkiv City Council", but not "Kansas City"
    return atlas.prominence(name) > KNOWN


def governed(inner: Span, around: Span, names: Names) -> bool:
    """Does the name around the place belong to those who govern it: "Karachi Police", "the City of Paris"?"""
    words = [t.lower for t in around.tokens]
    while words and words[0] in ("the", "'s", "’s"):
        words = words[1:]
    rest = [t.lower for t in around.sentence.tokens[inner.last : around.last]]
    if inner.first == around.last - len(words):
        return not names.public.isdisjoint(rest)
    return not rest and len(words) > 2 and words[0] in _TOWN and words[1] == "of"
