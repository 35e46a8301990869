"""Whose a body is that every state has: "Russia's Defence Ministry", "the Health Ministry in Baku".

Two such bodies of one report are two although they are written alike; the record shows whose each is.
"""

from collections.abc import Sequence

from dateline.annotate.entities.spans import Span
from dateline.annotate.entities.vocabulary import Names
from dateline.gazetteer import Gazetteer

NEAR = 2
"""Paragraphs within which "its Defence Ministry" is that of the place that was last a subject."""
_OWN = frozenset(("'s", "’s", "'", "’"))


def settle_owners(spans: Sequence[Span], names: Names, gazetteer: Gazetteer) -> None:
    """Says of each span of such a body whose it is, where a place or a people beside it tells.

    `owner` becomes the code of a country (ISO 3166-1 alpha-2) or the name of a region that has authorities of its own.
    """
    places = {(id(s.sentence), end): s for s in spans if s.kind in ("place", "group") for end in (s.last, -s.first - 1)}
    subject: Span | None = None
    for span in spans:
        if span.kind == "organisation" and is_state_body(span.text, names):
            span.owner = _owner(span, places, names, gazetteer)
            its = span.before is not None and span.before.lower in ("its", "their")
            if its and subject is not None and span.sentence.paragraph - subject.sentence.paragraph < NEAR:
                span.owner = _state(subject.text, gazetteer, seats=True)
        elif span.kind == "place" and span.head.dep in ("nsubj", "nsubjpass"):
            subject = span


def is_state_body(name: str, names: Names) -> bool:
    """Is the name made only of words that bodies of every state are called by: "Defence Ministry"?"""
    words = name.lower().replace("'s", "").replace("’s", "").split()
    return len(words) > 1 and all(word in names.state for word in words)


def _owner(span: Span, places: dict[tuple[int, int], Span], names: Names, gazetteer: Gazetteer) -> str:
    tokens, sentence = span.sentence.tokens, id(span.sentence)
    before = span.before
    if before is not None and (owned := places.get((sentence, span.first - (before.text in _OWN)))):
        if owned.kind == "group":
            return names.peoples.get(owned.text.lower(), "")
        return _state(owned.text, gazetteer, seats=True) if before.text in _OWN else ""
    after = span.after
    if after is not None and after.lower in ("in", "of") and span.last + 1 < len(tokens):
        place = places.get((sentence, -span.last - 2))
        if place is not None and place.kind == "place":
            return _state(place.text, gazetteer, seats=after.lower == "in")
    return ""


def _state(name: str, gazetteer: Gazetteer, *, seats: bool) -> str:
    """The country or region of this name; with `seats`, also that whose capital bears it."""
    for place in gazetteer.find(name)[:3]:
        if place.kind == "region":
            return place.name
        if place.kind == "country" or (seats and place.capital and place.rank == 2 and place.kind == "town"):
            return place.country
    return ""
