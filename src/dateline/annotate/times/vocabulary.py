"""The words of time, read from lexicon/en/times.toml, and sentences as strings of them.

Every known word gets a character of its own, every kind of number and mark too, all other words share one.  A sentence
becomes a string of these characters, in which the grammar's patterns are searched as regular expressions: a word may
belong to several kinds ("second" is a unit and an ordinal), and the search runs at the speed of `re`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeVar

from dateline import lexicon
from dateline.syntax import Sentence, Token

FILE = "times"


class Word(lexicon.Entry, frozen=True, kw_only=True):
    """What several tables have in common: words (lower case), the tags they must have, the value of the example."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    gives: str = ""


class Numbered(Word, frozen=True, kw_only=True):
    """A month or a day of the week."""

    number: int
    capital: bool = False
    """Whether the word must be written with a capital, since it also means something else."""


class Coded(Word, frozen=True, kw_only=True):
    """A season or part of the day, with its TIMEX3 code."""

    code: str


class Unit(Coded, frozen=True, kw_only=True):
    """A unit of time; `words` are its singular forms."""

    plural: tuple[str, ...]


class Hour(Word, frozen=True, kw_only=True):
    """A word for an hour of the day."""

    hour: int


class Zone(Word, frozen=True, kw_only=True):
    """A time zone's abbreviation, with its offset (Z or +04:00)."""

    offset: str


class City(lexicon.Entry, frozen=True, kw_only=True):
    """Phrases for whose time it is ("Kyiv", "New York"), its offset in winter, by whose rule its summer time runs (EU,
    US, IL) and the year from which on both hold.
    """

    phrases: tuple[str, ...]
    offset: str
    summer: Literal["EU", "US", "IL", ""] = ""
    since: int
    gives: str = ""


class Numbers(lexicon.Entry, frozen=True, kw_only=True):
    """Number words."""

    values: Mapping[str, int]
    gives: str = ""


class Edge(Word, frozen=True, kw_only=True):
    """A part of a period: its step START, MID or END.  A noun needs an "of" after it: "the end of March"."""

    step: str
    noun: bool = False


class Relation(Word, frozen=True, kw_only=True):
    """last, next, this …: units from an anchor."""

    shift: int
    anchor: Literal["published", "text"]


class Deictic(Word, frozen=True, kw_only=True):
    """today, yesterday …: steps from the day of publication."""

    steps: str


class Vague(lexicon.Entry, frozen=True, kw_only=True):
    """Phrases that refer to no certain time."""

    phrases: tuple[str, ...]
    value: str
    narrative: bool = False
    """Whether it counts in narratives only."""
    gives: str = ""


class Cadence(Word, frozen=True, kw_only=True):
    """daily, annual …: a set of times."""

    value: str


class Holiday(lexicon.Entry, frozen=True, kw_only=True):
    """Phrases for a day of the year, fixed or movable."""

    phrases: tuple[str, ...]
    on: str
    gives: str = ""


class KnownDay(lexicon.Entry, frozen=True, kw_only=True):
    """A day whose year everybody is supposed to know where a noun of `of` is with it ("the 7 July bombings"), also
    as a fraction (`short`); `alone`: the fraction needs no noun.
    """

    day: str
    of: tuple[str, ...]
    alone: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    gives: str = ""


class Atom(NamedTuple):
    """A run of letters or digits, or one mark: what a pattern sees.  Words of the parser are cut where the two meet.

    A tuple, since a frozen dataclass takes three times as long to make, and one is made for every word.
    """

    text: str
    start: int
    end: int
    token: Token


_ATOM = re.compile(r"\d+|[^\W\d_]+|\S")
_SAME = {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "-LRB-": "(", "-RRB-": ")"}
"""Marks that are written in several ways; the last two are brackets as corpora with words set apart write them."""
TRIGGERS = "month weekday weekdays season unit part noon deictic cadence length decades".split()
OTHER = "\x01"
DESCRIBING = "\x11"
"""Words that are not of time: all, and those that describe (adjectives and adverbs: "ten brutal months")."""
DIGITS = {
    "zero": "\x02", "n12": "\x03", "n24": "\x04", "n31": "\x05", "n59": "\x06", "n99": "\x07", "n3": "\x08",
    "year": "\x0b", "n4": "\x0e", "n8": "\x0f", "long": "\x10",
    "group": "\x12",
}  # fmt: skip
"""Kinds of numbers in digits: 0, 1-12, 13-24, 25-31, 32-59, 60-99, three digits, 1000-2199, other four, eight,
more; the comma that groups thousands."""


def digits_kind(digits: str) -> str:
    """The character of a number in digits."""
    size = len(digits)
    if size <= 2:
        number = int(digits)
        name = next(
            (n for n, top in (("zero", 0), ("n12", 12), ("n24", 24), ("n31", 31), ("n59", 59)) if number <= top), "n99"
        )
    elif size == 4:
        name = "year" if "1000" <= digits < "2200" else "n4"
    else:
        name = {3: "n3", 8: "n8"}.get(size, "long")
    return DIGITS[name]


class Vocabulary:
    """All tables, each word's character, and the characters of each kind."""

    def __init__(self) -> None:
        self.months = _by_word(lexicon.read(FILE, "month", Numbered))
        self.weekdays = _by_word(lexicon.read(FILE, "weekday", Numbered))
        self.seasons = _by_word(lexicon.read(FILE, "season", Coded))
        units = lexicon.read(FILE, "unit", Unit)
        self.singulars = _by_word(units)
        self.plurals = {word: unit for unit in units for word in unit.plural}
        self.units = self.singulars | self.plurals
        self.parts = _by_word(lexicon.read(FILE, "part", Coded))
        self.hours = _by_word(lexicon.read(FILE, "clock", Hour))
        self.zones = _by_word(lexicon.read(FILE, "zone", Zone))
        self.numbers = _values(lexicon.read(FILE, "number", Numbers))
        self.few = _by_word(lexicon.read(FILE, "few", Word))
        self.ordinals = _values(lexicon.read(FILE, "ordinal", Numbers))
        self.decades = _values(lexicon.read(FILE, "decades", Numbers))
        self.edges = _by_word(lexicon.read(FILE, "edge", Edge))
        self.relations = _by_word(lexicon.read(FILE, "relation", Relation))
        self.deictics = _by_word(lexicon.read(FILE, "deictic", Deictic))
        self.cadences = _by_word(lexicon.read(FILE, "cadence", Cadence))
        self.lengths = _by_word(lexicon.read(FILE, "length", Cadence))
        self.vague = {
            _spaced(phrase): entry for entry in lexicon.read(FILE, "vague", Vague) for phrase in entry.phrases
        }
        self.holidays = {
            _spaced(phrase): entry for entry in lexicon.read(FILE, "holiday", Holiday) for phrase in entry.phrases
        }
        self.blows = frozenset(word for entry in lexicon.read(FILE, "blow", Word) for word in entry.words)
        known = lexicon.read(FILE, "known_day", KnownDay)
        self.known_days = {key: entry for entry in known for key in (entry.day[5:], *entry.alone, *entry.short)}
        self.cities = {_spaced(phrase): entry for entry in lexicon.read(FILE, "city", City) for phrase in entry.phrases}
        self.phrased: dict[str, Iterable[str]] = {
            "VAGUE": self.vague, "HOLIDAYS": self.holidays, "CITIES": self.cities,
        }  # fmt: skip
        self.weekday_plurals = {f"{word}s": entry for word, entry in self.weekdays.items() if len(word) > 4}
        self.kinds: dict[str, frozenset[str]] = {
            "month": frozenset(self.months), "weekday": frozenset(self.weekdays),
            "weekdays": frozenset(self.weekday_plurals),
            "season": frozenset(self.seasons), "unit": frozenset(self.units), "one_unit": frozenset(self.singulars),
            "units": frozenset(self.plurals), "part": frozenset(self.parts), "noon": frozenset(self.hours),
            "zone": frozenset(self.zones), "number": frozenset(self.numbers), "few": frozenset(self.few),
            "ordinal": frozenset(self.ordinals), "decades": frozenset(self.decades),
            "edge": frozenset(word for word, edge in self.edges.items() if not edge.noun),
            "edge_noun": frozenset(word for word, edge in self.edges.items() if edge.noun),
            "any_edge": frozenset(self.edges),
            "relation": frozenset(self.relations), "deictic": frozenset(self.deictics),
            "cadence": frozenset(self.cadences), "length": frozenset(self.lengths),
        }  # fmt: skip
        self.characters: dict[str, str] = {}
        for words in self.kinds.values():
            for word in sorted(words):
                self.character(word)
        self._tags: dict[str, tuple[str, ...]] = {
            word: entry.tags
            for table in (self.months, self.weekdays, self.seasons)
            for word, entry in table.items()
            if entry.tags
        }
        calendar = (*self.months.items(), *self.weekdays.items())
        self._capitals = frozenset(word for word, entry in calendar if entry.capital or len(word) < 4)
        self._asked = self._capitals.union(self._tags)
        phrased = {word for phrase in (*self.vague, *self.holidays) for word in phrase.split()[-1:]}
        self.triggers = frozenset(phrased).union(*(self.kinds[kind] for kind in TRIGGERS))
        """Words without one of which, or a digit, a sentence holds no time."""

    def character(self, word: str) -> str:
        """The word's own character, given to it when it is first asked for."""
        return self.characters.setdefault(word, chr(0x4E00 + len(self.characters)))

    def phrases(self, phrases: Iterable[str]) -> str:
        """A pattern for any of these phrases, the longest first."""
        ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        return "|".join("".join(map(self.character, _ATOM.findall(phrase))) for phrase in ordered)

    def atoms(self, sentence: Sentence) -> list[Atom]:
        """The atoms of a sentence, in order, each with the word that it belongs to."""
        atoms: list[Atom] = []
        end = -1  # where the word before ends, if it is one of letters
        for token in sentence.tokens:
            text = token.text
            if text.isalpha():
                if end == token.start:
                    joined = atoms.pop()  # the parser reads "Wed" as "We 'd"
                    atoms.append(Atom(joined.text + token.lower, joined.start, token.end, joined.token))
                else:
                    atoms.append(Atom(token.lower, token.start, token.end, token))
                end = token.end
                continue
            end = -1
            if len(text) == 1 or text in _SAME:
                atoms.append(Atom(_SAME.get(text) or text.lower(), token.start, token.end, token))
                continue
            for piece in _ATOM.finditer(text):
                start = token.start + piece.start()
                atoms.append(Atom(_SAME.get(piece[0]) or piece[0].lower(), start, start + len(piece[0]), token))
            if atoms[-1].text.isalpha():
                end = token.end
        return atoms

    def spell(self, atoms: Iterable[Atom]) -> str:
        """The string in which patterns are searched: one character an atom."""
        row = list(atoms)
        known, asked = self.characters, self._asked
        spelled = []
        for number, atom in enumerate(row):
            text = atom.text
            found = known.get(text)
            if found is None:
                if text.isdecimal() and text.isascii():
                    found = digits_kind(text)
                else:
                    found = DESCRIBING if atom.token.tag[:2] in ("JJ", "RB") else OTHER
            elif text == ",":
                found = DIGITS["group"] if number + 1 < len(row) and _groups(atom, row[number + 1]) else found
            elif text in asked and not self._is_meant(atom):
                found = OTHER
            spelled.append(found)
        return "".join(spelled)

    def _is_meant(self, atom: Atom) -> bool:
        """Whether a word that means something else too is a word of time here, by its tag and its capital."""
        tags = self._tags.get(atom.text)
        if tags and atom.token.tag not in tags and len(atom.text) == len(atom.token.text):
            return False
        return not (atom.text in self._capitals and atom.token.text[:1].islower())


def _groups(comma: Atom, after: Atom) -> bool:
    """Whether a comma stands within a number: "27,000", not "since May 27, 615 of them"."""
    return after.start == comma.end and len(after.text) == 3 and after.text.isdecimal()


W = TypeVar("W", bound=Word)


def _spaced(phrase: str) -> str:
    return " ".join(_ATOM.findall(phrase))


def _by_word(entries: tuple[W, ...]) -> dict[str, W]:
    return {word: entry for entry in entries for word in entry.words}


def _values(entries: tuple[Numbers, ...]) -> dict[str, int]:
    return {word: value for entry in entries for word, value in entry.values.items()}
