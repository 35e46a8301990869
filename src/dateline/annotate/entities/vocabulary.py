"""The words that tell what a name names: titles, offices, peoples, given names, seats of government."""

from dataclasses import dataclass
from typing import Literal

from dateline.lexicon import Entry, read
from dateline.spelling import Spelling, fold, load_spelling

Gender = Literal["m", "f", ""]


class Words(Entry, frozen=True, kw_only=True):
    """Words of one kind; `gender` where they tell it."""

    words: tuple[str, ...]
    gender: Gender = ""


class People(Entry, frozen=True, kw_only=True):
    """The names of a people; `country` where it is a state's (ISO 3166-1 alpha-2)."""

    names: tuple[str, ...]
    country: str = ""


class Given(Entry, frozen=True, kw_only=True):
    """Given names, folded to Latin letters."""

    gender: Gender
    names: tuple[str, ...]


class Known(Entry, frozen=True, kw_only=True):
    """An organisation under all its names, the one that is shown first."""

    names: tuple[str, ...]
    kind: Literal["organisation", "group"] = "organisation"


class Seat(Entry, frozen=True, kw_only=True):
    """Buildings and quarters that stand for those who govern there."""

    names: tuple[str, ...]
    country: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The compiled vocabulary of names.  Words are in lower case."""

    titles: dict[str, Gender]
    offices: frozenset[str]
    organisation_words: frozenset[str]
    place_words: frozenset[str]
    peoples: dict[str, str]
    """Of a people's name, the country it belongs to, or ""."""
    given: dict[str, Gender]
    known: dict[str, tuple[str, str]]
    """Of an organisation's name as written, the name shown and its kind."""
    seats: dict[str, tuple[str, str]]
    """Of a seat as written, its country and who is meant."""
    acts: frozenset[str]
    """Verbs whose subject is a government rather than a town."""
    spelling: Spelling


def load_names() -> Names:
    """The vocabulary of lexicon/en.  Errors: LexiconError."""
    peoples: dict[str, str] = {}
    for people in (*read("demonyms", "demonym", People), *read("demonyms", "people", People)):
        for name in people.names:
            peoples[name.lower()] = people.country
            if people.country and not name.endswith(("s", "ese", "sh", "ch", "men")):
                peoples[name.lower() + "s"] = people.country
    given: dict[str, Gender] = {}
    for entry in read("given_names", "given", Given):
        for name in entry.names:
            given[fold(name)] = entry.gender if given.get(fold(name), entry.gender) == entry.gender else ""
    return Names(
        titles={w.lower(): entry.gender for entry in read("titles", "title", Words) for w in entry.words},
        offices=frozenset(w.lower() for entry in read("titles", "office", Words) for w in entry.words),
        organisation_words=frozenset(w for entry in read("organisations", "organisation", Words) for w in entry.words),
        place_words=frozenset(w for entry in read("organisations", "place", Words) for w in entry.words),
        peoples=peoples,
        given=given,
        known={n: (entry.names[0], entry.kind) for entry in read("organisations", "known", Known) for n in entry.names},
        seats={n: (entry.country, entry.actor) for entry in read("metonyms", "seat", Seat) for n in entry.names},
        acts=frozenset(w for entry in read("metonyms", "verb", Words) for w in entry.words),
        spelling=load_spelling(),
    )
