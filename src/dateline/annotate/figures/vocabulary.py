"""The compiled vocabulary of figures: what can happen to people, who is counted, which units make no figure."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, TypeVar

from dateline import lexicon
from dateline.annotate.figures.words import NumberWords, load_number_words
from dateline.clauses import Modality, load_modality
from dateline.records import Modifier, Status


class Verb(lexicon.Entry, frozen=True, kw_only=True, rename={"needs": "with"}):
    """A verb and whom a figure at it counts; see figures.toml for the keys."""

    words: tuple[str, ...]
    kind: str
    label: str
    patient: Literal["object", "subject", "both", "after"]
    needs: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    """Of an object: only where the verb has one of these for its subject."""
    people: bool = False
    counts: Literal["people", "homes"] = "people"
    modal: bool = False
    """Only where it says what could be: "can hold", "ready to receive"."""


class Noun(lexicon.Entry, frozen=True, kw_only=True):
    """A noun that says what happened to those it counts or governs."""

    words: tuple[str, ...]
    kind: str
    label: str
    frame: Literal["counted", "action", "toll", "measure"]
    through: frozenset[str] = frozenset()
    """Of an action noun: the prepositions before those it counts, where not every one will do."""
    governed: frozenset[str] = frozenset()
    loose: bool = False
    status: Status = "actual"
    counts: Literal["people", "homes"] = "people"


class Adjective(lexicon.Entry, frozen=True, kw_only=True):
    """An adjective or participle that says what happened to those it stands with."""

    words: tuple[str, ...]
    kind: str
    label: str
    counts: Literal["people", "homes"] = "people"


class State(lexicon.Entry, frozen=True, kw_only=True):
    """A noun that says it after in, at, under, on, or after the prepositions of `through`; behind a verb only if it is
    one of `governed`, if there are any.
    """

    words: tuple[str, ...]
    kind: str
    label: str
    through: frozenset[str] = frozenset()
    governed: frozenset[str] = frozenset()
    counts: Literal["people", "homes"] = "people"
    status: Status = "actual"


class Who(lexicon.Entry, frozen=True, kw_only=True):
    """Nouns that name those who are counted."""

    words: tuple[str, ...]
    group: str
    unit: Literal["people", "households", "homes", "things"]
    plural: bool = False
    """Names many even in the singular: a crew, a militia.  "A crew was killed" counts nobody."""


class Bound(lexicon.Entry, frozen=True, kw_only=True):
    """Verbs that say how a number is meant: a toll that exceeds 640,000."""

    words: tuple[str, ...]
    modifier: Modifier


class Level(lexicon.Entry, frozen=True, kw_only=True):
    """Verbs that say how high a count stands: "cases reached 200", "the dead number 40"."""

    words: tuple[str, ...]


class Carrier(lexicon.Entry, frozen=True, kw_only=True):
    """Verbs whose object suffers the act that their subject names: "the evictions affected 300 families"."""

    words: tuple[str, ...]


class Role(lexicon.Entry, frozen=True, kw_only=True):
    """Words beside a number that make it a date, a clock time or a label."""

    words: tuple[str, ...]
    role: Literal["calendar", "clock", "label", "year", "index"]


class Given(lexicon.Entry, frozen=True, kw_only=True):
    """Verbs that hand a number on, and sources that are no speakers."""

    words: tuple[str, ...]


class War(lexicon.Entry, frozen=True, kw_only=True):
    """Wars by the names that need no date, and the year in which they ended."""

    words: tuple[str, ...]
    ended: int


class NoPeople(lexicon.Entry, frozen=True, kw_only=True):
    """Nouns that end as if they named people, and what is worth money."""

    words: tuple[str, ...]


class UnitNoun(lexicon.Entry, frozen=True, kw_only=True):
    """Nouns that make a number a quantity."""

    words: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The compiled vocabulary of figures: kinds, units, modifiers, number words."""

    numbers: NumberWords
    verbs: dict[str, tuple[Verb, ...]]
    nouns: dict[str, tuple[Noun, ...]]
    adjectives: dict[str, Adjective]
    states: dict[str, tuple[State, ...]]
    modality: Modality
    bounds: dict[str, Bound]
    levels: frozenset[str]
    carriers: frozenset[str]
    who: dict[str, Who]
    units: dict[str, UnitNoun]
    roles: dict[str, tuple[str, ...]]
    not_people: frozenset[str]
    worth: frozenset[str]
    """What is counted in money: millions in losses."""
    giving: frozenset[str]
    telling: frozenset[str]
    """Those of them whose subject is the giver within what another says, too."""
    judging: frozenset[str]
    """Verbs that judge what is known: whoever condemns a killing does not count the dead."""
    verifying: frozenset[str]
    """Verbs of which the negation disowns a number: "the figure was not verified"."""
    papers: frozenset[str]
    """What speaks for whoever issued it."""
    no_givers: frozenset[str]
    """The papers that are nobody where nobody is said to have issued them."""
    bodies: frozenset[str]
    wars: re.Pattern[str]
    """Names of past wars."""
    ended: dict[str, int]
    """The year in which each of them ended."""


_E = TypeVar("_E", Bound, Adjective, Who, UnitNoun)


def _index(entries: tuple[_E, ...]) -> dict[str, _E]:
    return {word: entry for entry in entries for word in entry.words}


def load_kinds() -> Kinds:
    """Reads the vocabulary of figures.  Raises LexiconError."""
    verbs: dict[str, list[Verb]] = defaultdict(list)
    for verb in lexicon.read("figures", "verb", Verb):
        for word in verb.words:
            verbs[word].append(verb)
    nouns: dict[str, list[Noun]] = defaultdict(list)
    for noun in lexicon.read("figures", "noun", Noun):
        for word in noun.words:
            nouns[word].append(noun)
    states: dict[str, list[State]] = defaultdict(list)
    for state in lexicon.read("figures", "state", State):
        for word in state.words:
            states[word].append(state)
    roles: dict[str, list[str]] = defaultdict(list)
    for entry in lexicon.read("numerals", "not_counted", Role):
        for word in entry.words:
            roles[word].append(entry.role)
    ended = {word: war.ended for war in lexicon.read("figures", "war", War) for word in war.words}
    units = _index(lexicon.read("units", "unit", UnitNoun))
    return Kinds(
        numbers=load_number_words(frozenset(units)),
        # what needs a certain companion is asked first: "shot dead" before "shot"
        verbs={
            w: tuple(sorted(found, key=lambda v: (not v.modal, not (v.needs or v.by)))) for w, found in verbs.items()
        },
        nouns={word: tuple(found) for word, found in nouns.items()},
        adjectives=_index(lexicon.read("figures", "adjective", Adjective)),
        states={word: tuple(found) for word, found in states.items()},
        modality=load_modality(),
        bounds=_index(lexicon.read("figures", "bound", Bound)),
        levels=frozenset(w for e in lexicon.read("figures", "level", Level) for w in e.words),
        carriers=frozenset(w for e in lexicon.read("figures", "carrier", Carrier) for w in e.words),
        who=_index(lexicon.read("who", "who", Who)),
        units=units,
        roles={word: tuple(found) for word, found in roles.items()},
        giving=frozenset(w for e in lexicon.read("givers", "giving", Given) for w in e.words),
        telling=frozenset(w for e in lexicon.read("givers", "telling", Given) for w in e.words),
        judging=frozenset(w for e in lexicon.read("givers", "judging", Given) for w in e.words),
        verifying=frozenset(w for e in lexicon.read("givers", "verifying", Given) for w in e.words),
        papers=frozenset(w for t in ("no_giver", "paper") for e in lexicon.read("givers", t, Given) for w in e.words),
        no_givers=frozenset(
            w for t in ("no_giver", "no_speaker") for e in lexicon.read("givers", t, Given) for w in e.words
        ),
        bodies=frozenset(w for e in lexicon.read("givers", "body", Given) for w in e.words),
        wars=re.compile(rf"\b(?:{'|'.join(sorted(ended, key=len, reverse=True))})\b", re.IGNORECASE), ended=ended,
        worth=frozenset(w for e in lexicon.read("numerals", "worth", NoPeople) for w in e.words),
        not_people=frozenset(w for e in lexicon.read("numerals", "not_people", NoPeople) for w in e.words),
    )
