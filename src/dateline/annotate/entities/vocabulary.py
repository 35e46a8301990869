"""The words that tell what a name names: titles, offices, peoples, given names, seats of government."""

from dataclasses import dataclass
from typing import Literal

from dateline.lexicon import Entry, read
from dateline.records import EntityKind
from dateline.spelling import Spelling, fold, load_spelling

Gender = Literal["m", "f", ""]


class Words(Entry, frozen=True, kw_only=True):
    """Words of one kind; `gender` where they tell it."""

    words: tuple[str, ...]
    gender: Gender = ""


class Counted(Words, frozen=True, kw_only=True):
    """Nouns for those who are counted, as figures have them."""

    group: str
    unit: str
    plural: bool = False


class Clue(Entry, frozen=True, kw_only=True):
    """Words beside a name, the kind that they tell and how much they are worth."""

    words: tuple[str, ...]
    tells: EntityKind
    weight: float


class Level(Entry, frozen=True, kw_only=True):
    """Nouns for a district or region, and which level of a state's parts they mean."""

    words: tuple[str, ...]
    level: Literal["admin1", "admin2"]


class People(Entry, frozen=True, kw_only=True):
    """The names of a people; `country` where it is a state's (ISO 3166-1 alpha-2), `place` where its home is less.

    `adjective` is what bodies of the state are called by, where that is not the first name; `land` is what the
    country is called, where it begins with other letters.
    """

    names: tuple[str, ...]
    country: str = ""
    place: str = ""
    adjective: str = ""
    land: str = ""


class Given(Entry, frozen=True, kw_only=True):
    """Given names, folded to Latin letters."""

    gender: Gender
    names: tuple[str, ...]


class Known(Entry, frozen=True, kw_only=True):
    """An organisation under all its names, the one that is shown first; or a disease, that is none."""

    names: tuple[str, ...]
    kind: Literal["organisation", "group", "other"] = "organisation"


class Seat(Entry, frozen=True, kw_only=True):
    """Buildings and towns that stand for those who govern there; a building always does, a town where it acts."""

    names: tuple[str, ...]
    country: str
    actor: str
    town: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The compiled vocabulary of names.  Words are in lower case."""

    titles: dict[str, Gender]
    sexes: dict[str, Gender]
    """Nouns that tell whether somebody is a man or a woman: "boy", "widow"."""
    title_parts: frozenset[str]
    offices: frozenset[str]
    organisation_words: frozenset[str]
    public: frozenset[str]
    """Words for bodies with authority over the place that their name begins with."""
    buildings: frozenset[str]
    """Words for what such a body builds, in names of places: "Titus County Jail"."""
    common: frozenset[str]
    """Words that are names of places, too, and inside another name hardly ever mean them."""
    state: frozenset[str]
    """Words that bodies are called by in every state."""
    units: frozenset[str]
    """Words for parts of an army, which bear numbers."""
    generic: frozenset[str]
    """Words that behind an article mean a body named before: "the Institute"."""
    no_names: frozenset[str]
    """Words in capitals that name nobody: points of the compass in small letters, abbreviations as written."""
    crowds: frozenset[str]
    """Nouns for people who are counted: "gunman"."""
    place_words: frozenset[str]
    things: frozenset[str]
    """Last words of names of contests, prizes, treaties."""
    sports: frozenset[str]
    parties: frozenset[str]
    """Short forms of parties that stand before a lawmaker's town: "D-Hartford"."""
    before: dict[str, tuple[EntityKind, float]]
    """Of a word in front of a name, the kind that it tells and what that is worth."""
    behind: dict[str, tuple[EntityKind, float]]
    called: dict[str, tuple[EntityKind, float]]
    """The same of a noun that the name is called by: "the village of X"."""
    shared: dict[str, str]
    """Of the plural of a noun for places, the noun: "counties", "villages"."""
    levels: dict[str, Literal["admin1", "admin2"]]
    """Of a noun behind a place's name ("region", "township"), the level that it makes of it."""
    events: frozenset[str]
    deeds: frozenset[str]
    """What headlines in capitals put behind a place and the model takes into its name: "Kraft Shooting"."""
    peoples: dict[str, str]
    """Of a people's name, the country it belongs to, or ""."""
    homes: dict[str, str]
    """Of a people's name, the name of the region or town that is its home, where that is no country."""
    people_names: dict[str, str]
    """Of a people's name, the one that is shown: Azeri, Azerbaijani."""
    adjectives: dict[str, str]
    """Of a country, what its bodies are called by: "Russian"."""
    given: dict[str, Gender]
    known: dict[str, tuple[str, str]]
    """Of an organisation's name as written, the name shown and its kind."""
    long: dict[str, tuple[str, ...]]
    """Names of several words, of peoples and (of three and more, or with an article) of known organisations, and
    acronyms such as UNICEF, by their first word, the longest first.
    """
    seats: dict[str, Seat]
    """Seats of government by their names as written."""
    acts: frozenset[str]
    """Verbs whose subject is a government rather than a town."""
    addressed: frozenset[str]
    """Verbs whose object is a government rather than a town."""
    governments: frozenset[str]
    place_verbs: frozenset[str]
    befalls: frozenset[str]
    """Verbs for what is done to places and to nobody: what was flooded is one."""
    spelling: Spelling


def tells(word: str, clues: dict[str, tuple[EntityKind, float]]) -> EntityKind | None:
    """The kind that a word beside a name tells of it; None where it tells nothing."""
    clue = clues.get(word)
    return clue[0] if clue else None


def load_names() -> Names:
    """The vocabulary of lexicon/en.  Errors: LexiconError."""
    peoples: dict[str, str] = {}
    shown: dict[str, str] = {}
    homes: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for people in (*read("demonyms", "demonym", People), *read("demonyms", "people", People)):
        adjectives.setdefault(people.country, people.adjective or people.names[0])
        for name in people.names:
            plural = people.country and not name.endswith(("s", "ese", "sh", "ch", "men"))
            for form in (name.lower(), name.lower() + "s") if plural else (name.lower(),):
                peoples[form], shown[form] = people.country, people.names[0]
                if people.place:
                    homes[form] = people.place
    given: dict[str, Gender] = {}
    for entry in read("given_names", "given", Given):
        for name in entry.names:
            given[fold(name)] = entry.gender if given.get(fold(name), entry.gender) == entry.gender else ""
    called = _clues("called")
    known: dict[str, tuple[str, str]] = {
        n: (entry.names[0], entry.kind) for entry in read("organisations", "known", Known) for n in entry.names
    }
    long: dict[str, list[str]] = {}
    several = [name for name in known if len(name.split()) > 2 or name.startswith("The ")]
    several += [form.title() for form in shown if " " in form]
    for name in sorted(several, key=lambda name: (-len(name), name)):
        long.setdefault(name.split()[0], []).append(name)
    for name in sorted(known, key=lambda name: (-len(name), name)):
        words = name.replace("-", " ").split()
        if len(words) > 2 or _is_acronym(name):
            long.setdefault(words[0], []).append(name)
    return Names(
        titles={w.lower(): entry.gender for entry in read("titles", "title", Words) for w in entry.words},
        sexes={w: entry.gender for entry in read("titles", "noun", Words) for w in entry.words},
        title_parts=frozenset(w.lower() for entry in read("titles", "title_part", Words) for w in entry.words),
        offices=frozenset(w.lower() for entry in read("titles", "office", Words) for w in entry.words),
        organisation_words=frozenset(w for entry in read("organisations", "organisation", Words) for w in entry.words),
        public=frozenset(w for entry in read("organisations", "public", Words) for w in entry.words),
        buildings=frozenset(w for entry in read("organisations", "building", Words) for w in entry.words),
        common=frozenset(w for entry in read("organisations", "common", Words) for w in entry.words),
        state=frozenset(w for entry in read("organisations", "state", Words) for w in entry.words),
        units=frozenset(w for entry in read("organisations", "unit", Words) for w in entry.words),
        generic=frozenset(w for entry in read("organisations", "generic", Words) for w in entry.words),
        no_names=frozenset(w for entry in read("organisations", "no_name", Words) for w in entry.words),
        crowds=frozenset(w for entry in read("who", "who", Counted) if entry.unit == "people" for w in entry.words),
        place_words=frozenset(w for entry in read("organisations", "place", Words) for w in entry.words),
        before=_clues("before"),
        behind=_clues("behind"),
        called=called,
        shared={_plural(noun): noun for noun, (kind, _) in called.items() if kind == "place"},
        levels={word: entry.level for entry in read("clues", "level", Level) for word in entry.words},
        events=frozenset(_clues("event")),
        deeds=frozenset(w for entry in read("clues", "deed", Words) for w in entry.words),
        things=frozenset(w for entry in read("organisations", "thing", Words) for w in entry.words),
        sports=frozenset(w for entry in read("organisations", "sport", Words) for w in entry.words),
        parties=frozenset(w for entry in read("organisations", "party", Words) for w in entry.words),
        peoples=peoples,
        homes=homes,
        people_names=shown,
        adjectives=adjectives,
        given=given,
        known=known,
        long={first: tuple(found) for first, found in long.items()},
        seats={n: entry for entry in read("metonyms", "seat", Seat) for n in entry.names},
        acts=frozenset(w for entry in read("metonyms", "verb", Words) for w in entry.words),
        addressed=frozenset(w for entry in read("metonyms", "addressed", Words) for w in entry.words),
        befalls=frozenset(w for entry in read("metonyms", "befalls", Words) for w in entry.words),
        place_verbs=frozenset(w for entry in read("metonyms", "place_verb", Words) for w in entry.words),
        governments=frozenset(w for entry in read("metonyms", "government", Words) for w in entry.words),
        spelling=load_spelling(),
    )


def _is_acronym(name: str) -> bool:
    return len(name) > 2 and name.isupper() and name.isalnum()


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _clues(table: str) -> dict[str, tuple[EntityKind, float]]:
    return {word: (entry.tells, entry.weight) for entry in read("clues", table, Clue) for word in entry.words}
