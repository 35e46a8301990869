"""Who is meant where a place acts: "Baku announced" is the government of Azerbaijan, its city only the place of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotate.entities.spans import Span
from dateline.annotate.entities.vocabulary import Names
from dateline.gazetteer import Gazetteer, Place
from dateline.syntax import Sentence, Token

_WITH_ARTICLE = (
    "United", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Central African", "Czech Rep",
    "Dominican Rep", "Democratic Rep", "Republic of", "Vatican", "Solomon", "Comoros", "Marshall",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """A government or the authorities of a region: what it is called and its country."""

    name: str
    country: str
    ministry: str = ""
    """Of a ministry named by its country ("Egypt's interior ministry"), the words for it."""


def actor_of(span: Span, place: Place, names: Names) -> Actor | None:
    """The government that a named place stands for at this mention; None where the place itself is meant."""
    if not (place.kind == "country" or (place.capital and place.rank == 2) or span.text in names.seats):
        return None
    seat = names.seats.get(span.text)
    if seat is not None and (not seat.town or _acts(span.head, names)):
        return Actor(seat.actor, seat.country)
    if not _acts(span.head, names):
        return None
    return Actor(f"authorities of {place.name}" if place.kind == "region" else "", place.country)


def _acts(head: Token, names: Names) -> bool:
    """Does the token do, or is done to it, what only a government does or suffers?"""
    if head.dep == "conj" and head.head is not head and head.head.pos == "PROPN":
        return _acts(head.head, names)
    verb = head.head
    if head.dep == "nsubj":
        while verb.dep in ("xcomp", "conj") and verb.lemma not in names.acts and verb.head is not verb:
            verb = verb.head
        return verb.lemma in names.acts or (verb.lemma in _BEGINS and _is_undertaking(verb.child("dobj")))
    if head.dep in ("dobj", "dative", "nsubjpass"):
        return verb.lemma in names.addressed
    if head.dep == "pobj" and verb.lower in ("between", "with"):
        return verb.head.lemma in _DEALINGS  # "talks between Baku and the separatists"
    if head.dep == "pobj" and verb.lower == "by" and verb.dep in ("agent", "prep"):
        return verb.head.lemma in names.acts
    if head.dep == "pobj" and verb.lower == "on":
        return verb.head.lemma == "call"
    return head.dep == "pobj" and verb.lower == "to" and verb.head.lower == "according"


def _is_undertaking(what: Token | None) -> bool:
    """Is it what only those who govern begin, wage and end?"""
    return what is not None and what.lemma in _UNDERTAKINGS


_BEGINS = frozenset("begin start resume end suspend wage conduct continue".split())
_UNDERTAKINGS = frozenset("operation offensive campaign war bombardment blockade siege withdrawal".split())
_DEALINGS = frozenset("talk negotiation discussion agreement deal ceasefire truce treaty dialogue accord pact".split())


def government_name(actor: Actor, names: Names, gazetteer: Gazetteer) -> str:
    """What the actor is called: its own name, "government of Armenia", "Armenian health ministry"."""
    if actor.name:
        return actor.name
    if actor.ministry and actor.country in names.adjectives:
        return f"{names.adjectives[actor.country]} {actor.ministry}"
    land = gazetteer.country(actor.country)
    name = land.name if land else actor.country
    return f"{actor.ministry or 'government'} of {'the ' if name.startswith(_WITH_ARTICLE) else ''}{name}"


def governments(
    sentences: Sequence[Sentence], places: dict[int, Place], names: Names
) -> Iterator[tuple[Sentence, int, int, Actor]]:
    """Noun phrases that name a government by its country: "the Armenian government", "Egypt's authorities".

    `places` gives the place whose name ends at a code point of the report.  Yields sentence, first token, end and
    actor.
    """
    for sentence in sentences:
        for token in sentence.tokens:
            if token.lower not in names.governments and token.lower not in _BODIES:
                continue
            if token.tag not in ("NN", "NNS", "NNP", "NNPS"):
                continue
            actor = _governs(token, places, names) or (_seated(token, places) if token.lower in _BODIES else None)
            if actor is not None and token.lower == "presidency":
                actor = _ministry(actor, token.lower)
            elif actor is not None and token.lower == "ministry":
                beside = [t for t in (*token.children, token) if t.dep in ("amod", "compound") or t is token]
                words = [t.lower for t in beside if t.text.islower() or not token.text.islower()]
                words = [w for w in words if not names.peoples.get(w)]
                actor = _ministry(actor, " ".join(words)) if len(words) > 1 else None
            if actor is not None:
                yield sentence, token.left, token.i + 1, actor


_BODIES = frozenset(("ministry", "presidency"))
"""Nouns for bodies of a government that are actors of their own."""


def _seated(token: Token, places: dict[int, Place]) -> Actor | None:
    """Whose body the noun names by its seat: "the presidency in Baku"."""
    prep = token.child("prep")
    seat = prep.child("pobj") if prep is not None and prep.lower == "in" else None
    place = places.get(seat.end) if seat is not None else None
    if place is not None and place.kind == "region":
        return Actor(f"authorities of {place.name}", place.country)
    return Actor("", place.country) if place is not None and place.capital and place.kind == "town" else None


def _ministry(actor: Actor, words: str) -> Actor:
    """The ministry of a country, or of a region that has authorities of its own."""
    region = actor.name.removeprefix("authorities of ")
    return Actor(f"{region} {words}" if region else "", actor.country, words)


def _governs(token: Token, places: dict[int, Place], names: Names) -> Actor | None:
    """Whose government the noun names, by the country, region or people before it."""
    beside = [child for child in token.children if child.dep in ("amod", "compound", "poss", "nmod")]
    known = [place for child in beside if (place := places.get(child.end))]
    if region := next((place for place in known if place.kind == "region"), None):
        return Actor(f"authorities of {region.name}", region.country)
    if any(child.lower in ("ethnic", "local", "regional", "separatist", "state") for child in beside):
        return None
    if country := next((place for place in known if place.kind == "country"), None):
        return Actor("", country.country)
    people = next((names.peoples[child.lower] for child in beside if names.peoples.get(child.lower)), "")
    return Actor("", people) if people else None
