"""A figure with what it can be compared by: whose, of whom, where, in which event, total or period, as of when.

Two counts may stand in one course, or against each other, only where all of these agree.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from dateline import lexicon
from dateline.records import AsOf, Entity, Figure, Span, Stance, Status

FLOWS = frozenset({"evacuated", "arrived", "returned", "assisted"})
"""Kinds that are counted by the day; the dead and the injured of one day are those of one event."""
EVERYBODY = re.compile(r"\b(?:people|persons?|residents?|inhabitants?|lives|individuals?)\b", re.IGNORECASE)
"""Whoever says so counts all, and not a class."""


TELLING = 10
"""The least number that is told twice because it is one, and not by chance."""
WHOSE = re.compile(r"^(?:region|country|state|republic|city|town|province|district|island|enclave)['’]s\s+")
"""Before a giver: whose it is, without a name ("the region's health authorities")."""


class Words(lexicon.Entry, frozen=True, kw_only=True):
    """Patterns of lexicon/en/courses.toml."""

    words: tuple[str, ...]


@lru_cache(maxsize=32)
def cue(table: str) -> re.Pattern[str]:
    """The pattern of a table of courses.toml: any of its words, as whole words, case aside."""
    return re.compile(_any_of(table), re.IGNORECASE)


@lru_cache(maxsize=32)
def small_cue(table: str) -> re.Pattern[str]:
    """The same for text in small letters, which takes a third of the time that it takes to look for either case."""
    return re.compile(_any_of(table))


def _any_of(table: str) -> str:
    words = [word for entry in lexicon.read("courses", table, Words) for word in entry.words]
    return rf"\b(?:{'|'.join(words)})\b"


def in_small(text: str) -> str:
    """A text in small letters, no longer and no shorter: "İ" alone would become two characters."""
    return text.replace("İ", "I").lower()


@lru_cache(maxsize=1 << 13)  # copies say the same, and what a statement says is asked for again and again
def says(table: str, text: str) -> bool:
    """Whether a text has any of the words of a table, case aside."""
    return small_cue(table).search(in_small(text)) is not None


class Account(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A figure in its report, with all that it is compared by.  It is kept by all reports and unpacked for each of its
    quantities: as a row of values that takes a third of the time that a record with named fields takes.
    """

    figure: Figure
    report: str
    sentence: Span
    around: str
    """The sentence and the one after it."""
    who: str
    """The class of those counted, singular; "" for people in general."""
    place: str | None
    """The number of the place in GeoNames, or its name in lower case."""
    place_name: str | None
    region: Entity | None
    """The entity of the place, if there is one, without its spellings: another spelling changes no comparison."""
    measure: Literal["stock", "flow"]
    period: tuple[str, str] | None
    """First and last day that a flow is counted in."""
    day: date | None
    """The day of the event that its sentence names."""
    as_of: AsOf
    """When the count stood so; of a total that is dated by its event, the day its giver spoke."""
    giver: str
    """Who gives it, for comparison; `report:ID` where the reporter does."""
    chain: tuple[str, ...]
    """All who pass it on and the giver, for comparison."""
    passed_on: str | None
    """Who passes it on, where that is another than the giver."""
    anonymous: bool
    """Whether the giver is nobody in particular."""
    status: Status
    """The figure's; "denied" also where its giver is said to deny that he gave it."""
    disowned: bool
    """Whether the giver denies having given it, whatever the number is."""
    cause: str
    """What its sentence says killed or hurt those counted (see causes); "" where it does not, and for all others."""
    likely: tuple[str, ...]
    """What the sentences before it, and the head of the report, may mean by that."""
    inferred: bool
    """Whether the place is not said of the figure, but taken from what its report names around it."""
    found: bool
    """Whether bodies are counted, where they lie or are brought: as a rule some of the dead."""
    earlier: bool
    """Whether the number is told as an older one, for comparison: "up from 59"."""
    alone: bool
    """Whether its sentence says that it is of one place alone, where others are counted as well, and
    wide, that it is of all places ("nationwide").
    """
    wide: bool
    withdrawn: bool
    """Whether its sentence says that it is taken back: "withdrew its toll of 11,300"."""
    stance: Stance
    """That of who gives it: a number may be demanded or promised."""
    whole: str
    """The figure of its report that it is a part of, as their sum shows; "" for all others."""
    own: str
    """The giver, where those counted are said to be his: "three of its peacekeepers"; "" for all others."""
    rejects: frozenset[float]
    """Numbers that its sentence says are wrong: "nine, not six"."""
    matter: str = ""
    """Place and event; equal for figures that may be compared."""

    @property
    def scope(self) -> tuple[str, ...]:
        """Equal for figures of one quantity."""
        return (sort_of(self.figure), self.figure.unit, self.who, self.measure, self.matter)


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """A name or description as it is compared: lower case, without article and "unnamed"."""
    bare = re.sub(r"^unnamed:\s*", "", name.casefold().strip())
    return re.sub(r"^(?:the|a|an|its|their|his|her|our)\s+", "", bare).removesuffix("'s").strip()


@lru_cache(maxsize=1 << 16)
def same_giver(a: str, b: str) -> bool:
    """Whether two keys may name one giver: equal, or one short for the other ("ministry", "mining ministry")."""
    if a == b:
        return True
    for one, other in ((a, b), (b, a)):
        # a ministry speaks for its government
        if (state := one.removeprefix("government of ")) != one and "ministry" in other and _is_of(other, state):
            return True
    if a.startswith(("report:", "e-")):
        return False
    if a.startswith((f"{b}-", f"{b}/")) or b.startswith((f"{a}-", f"{a}/")):
        return True  # a body and a part of it: "iom-dtm", "iom"
    short, long = sorted((WHOSE.sub("", a).split(), WHOSE.sub("", b).split()), key=len)
    if not short or short == long:
        return bool(short)
    return long[-len(short) :] == short or (long[: len(short)] == short and long[len(short)] in ("of", "for"))


def _is_of(ministry: str, state: str) -> bool:
    """Whether the name of a ministry says that it is this state's: "azerbaijani defence ministry"."""
    if ministry.startswith(state) or ministry.endswith(f"of {state}"):
        return True
    words = ministry.split()
    people = next((people for n in (2, 1) if (people := " ".join(words[:n])) in _lands()), "")
    land = _lands().get(people, "")
    return land == state if land else people != "" and people[:3] == state.removeprefix("the ")[:3]


class People(lexicon.Entry, frozen=True, kw_only=True):
    """The adjective of a state, and its name where that begins with other letters."""

    country: str
    names: tuple[str, ...]
    place: str = ""
    adjective: str = ""
    land: str = ""


@lru_cache(maxsize=1)
def _lands() -> dict[str, str]:
    """By the adjective of a state its name, or "" where both begin with the same letters."""
    found = lexicon.read("demonyms", "demonym", People)
    return {(one.adjective or one.names[0]).lower(): one.land.lower() for one in found}


@lru_cache(maxsize=1)
def peoples() -> dict[str, str]:
    """By country (ISO 3166-1 alpha-2) the adjective of its people: "Azerbaijani"."""
    found = lexicon.read("demonyms", "demonym", People)
    return {one.country: one.adjective or one.names[0] for one in reversed(found)}


def values(figure: Figure) -> tuple[float, float]:
    """The lowest and highest number that a figure allows."""
    return (
        figure.low if figure.low is not None else 0.0,
        figure.high if figure.high is not None else float("inf"),
    )


def number(figure: Figure) -> float | None:
    """The number that is printed; of a range its lower end."""
    return figure.low if figure.low is not None else figure.high


class Sense(lexicon.Entry, frozen=True, kw_only=True):
    """Labels of one kind that say the same, and no other labels of it do."""

    name: str
    kind: str
    labels: tuple[str, ...]


@lru_cache(maxsize=1)
def _senses() -> dict[tuple[str, str], str]:
    """By kind and label."""
    entries = lexicon.read("figures", "sense", Sense)
    return {(entry.kind, label): entry.name for entry in entries for label in entry.labels}


def sort_of(figure: Figure) -> str:
    """The kind of a figure, with what is said of those counted where the kind alone does not tell what they are counted
    for: homes destroyed are not homes damaged, nor the rescued those who got aid.  People of whom nothing is said are
    one sort where their number is the same and nobody hits on it by chance: "two men" here and "two men" there are
    four.
    """
    if figure.kind != "other":
        return f"{figure.kind} {_senses().get((figure.kind, figure.label), '')}".strip()
    if not figure.label and figure.unit == "people":
        printed = number(figure) or 0.0
        return f"other #{figure.id if printed < TELLING else f'{printed:.0f}'}"
    return f"other {figure.label}".strip()


def in_words(who: str, sort: str, how_many: float | None = None) -> str:
    """Those counted and what happened to them, for reading: "pirates detained", "houses destroyed", "people"."""
    kind, _, label = sort.partition(" ")
    said = "" if label.startswith("#") else label.removeprefix("homes ") or (kind if kind != "other" else "")
    ones = (who or "person") if how_many == 1 else plural(who) if who else "people"
    return ones if ones.endswith(said) else f"{ones} {said}"


def plural(who: str) -> str:
    """The plural of a class of those counted, which ends in its noun."""
    rest, noun = who[: who.rfind(" ") + 1], who.rpartition(" ")[2]
    if noun.endswith(("people", "personnel", "staff", "police", "troops", "ese")):
        return who
    if noun in ("person", "child"):
        return rest + {"person": "people", "child": "children"}[noun]
    if noun.endswith("man") and noun[0].islower():
        return f"{who[:-3]}men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{who[:-1]}ies"
    return f"{who}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{who}s"


def says_what(who: str, kind: str, *, earlier: bool) -> bool:
    """Whether a count of this class says what it counts: "21 of the dead" may be any of them, 300 people of whom
    nothing is known to have happened may be any people, and the 59 of "up from 59" (`earlier`) are told for comparison.
    """
    return who != "some" and not earlier and (kind != "other" or who != "")


def compatible(a: Figure, b: Figure) -> bool:
    """Whether both can hold: "at least 40" and 43 can."""
    (low_a, high_a), (low_b, high_b) = values(a), values(b)
    return low_a <= high_b and low_b <= high_a
