"""The compiled vocabulary of events: kinds, the words that tell them, and words that only look as if they acted."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from dateline import lexicon
from dateline.clauses import Modality, load_modality


class Scheme(lexicon.Entry, frozen=True, kw_only=True):
    """A kind of event with its codes."""

    kind: str
    acled_event: str
    acled: str
    plover: str


class Verb(lexicon.Entry, frozen=True, kw_only=True, rename={"needs": "with"}):
    """A verb that tells an event; see events.toml for the keys."""

    words: tuple[str, ...]
    kind: str
    target: str
    needs: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    people: bool = False
    actor: bool = False
    armed: bool = False
    """Only where its subject is armed, a state or a group: "the army withdrew", not "he withdrew"."""


class Noun(lexicon.Entry, frozen=True, kw_only=True):
    """A noun that tells an event; `joint` where both parties do it."""

    words: tuple[str, ...]
    kind: str
    joint: bool = False
    of: Literal["target", "actor", "none"] = "target"
    poss: Literal["target", "actor"] = "actor"


class Support(lexicon.Entry, frozen=True, kw_only=True):
    """Verbs that carry an event noun as their object, or as their subject."""

    words: tuple[str, ...]
    role: Literal["object", "subject"] = "object"


class Instead(lexicon.Entry, frozen=True, kw_only=True):
    """A kind that is another one where one of these acts (or is acted upon): a clash with protesters is no battle."""

    kind: str
    becomes: str
    parties: frozenset[str]
    role: Literal["either", "actor", "target"] = "either"
    gives: str = ""


class Instrument(lexicon.Entry, frozen=True, kw_only=True):
    """Things that do harm for somebody; what they do is of this kind."""

    words: tuple[str, ...]
    kind: str


class Words(lexicon.Entry, frozen=True, kw_only=True):
    """Words above an event noun that make it a term of an agreement, or a fear; words that stand for many events."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """The compiled vocabulary of events."""

    schemes: dict[str, Scheme]
    verbs: dict[str, tuple[Verb, ...]]
    nouns: dict[str, Noun]
    compounded: frozenset[str]
    """The last words of those of them that are compounds."""
    carried: frozenset[str]
    carrying: frozenset[str]
    terms: frozenset[str]
    doubts: frozenset[str]
    sums: frozenset[str]
    causes: frozenset[str]
    instead: dict[str, tuple[Instead, ...]]
    instruments: dict[str, str]
    armed: frozenset[str]
    aims: frozenset[str]
    motion: frozenset[str]
    unhurt: frozenset[str]
    """What is attacked in words alone."""
    unmet: frozenset[str]
    """What is met without talks."""
    works: frozenset[str]
    """Where things blow up of themselves."""
    modality: Modality


def load_event_words() -> EventWords:
    """Reads events.toml.  Raises LexiconError."""
    verbs: dict[str, list[Verb]] = defaultdict(list)
    for verb in lexicon.read("events", "verb", Verb):
        for word in verb.words:
            verbs[word].append(verb)
    instead: dict[str, list[Instead]] = defaultdict(list)
    for entry in lexicon.read("events", "instead", Instead):
        instead[entry.kind].append(entry)
    nouns = {word: noun for noun in lexicon.read("events", "noun", Noun) for word in noun.words}
    supports = lexicon.read("events", "support", Support)
    return EventWords(
        schemes={scheme.kind: scheme for scheme in lexicon.read("events", "scheme", Scheme)},
        verbs={
            word: tuple(sorted(found, key=lambda v: not (v.needs or v.objects or v.subjects)))
            for word, found in verbs.items()
        },
        nouns=nouns, compounded=frozenset(word.split()[-1] for word in nouns if " " in word),
        carried=frozenset(w for s in supports if s.role == "object" for w in s.words),
        carrying=frozenset(w for s in supports if s.role == "subject" for w in s.words),
        terms=_words("term"), doubts=_words("doubt"), sums=_words("sum"), causes=_words("cause"),
        instead={kind: tuple(entries) for kind, entries in instead.items()},
        instruments={w: entry.kind for entry in lexicon.read("events", "instrument", Instrument) for w in entry.words},
        armed=_words("armed"), aims=_words("aim"), motion=_words("motion"), unhurt=_words("unhurt"),
        unmet=_words("unmet"), works=_words("works"), modality=load_modality(),
    )  # fmt: skip


def _words(table: str) -> frozenset[str]:
    return frozenset(word for entry in lexicon.read("events", table, Words) for word in entry.words)
