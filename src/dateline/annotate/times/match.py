"""What a rule of the grammar sees of its match: the words of each part, its neighbours, which way its verb looks.

A draft is what a rule makes of it: the steps to the value of a time (see dateline.timex) and the kind of anchor they
start from; which time that is, is decided when the whole report is known (resolving.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.annotate.times.vocabulary import Atom, Vocabulary
from dateline.records import TimeType
from dateline.syntax import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A time as the words give it: steps to its value from an anchor that is still to be chosen.

    `anchor`: "" none; "published"; "text", a time that the text named before; "day", the day that is spoken of; "bare",
    a day or month without its year, in news seen from the day of publication, in a narrative from what came before;
    "known", a day that everybody knows ("9/11"), its offset the whole date.
    """

    start: int
    end: int
    type: TimeType
    steps: str
    anchor: str
    rule: str
    tense: Literal["past", "future", ""]


class Match:
    """What a rule's function sees of its match: the atoms of each named part, the vocabulary, the neighbours."""

    __slots__ = ("_spans", "atoms", "first", "last", "rule", "words")

    def __init__(self, rule: str, found: "re.Match[str]", atoms: Sequence[Atom], words: Vocabulary) -> None:
        self.rule, self.atoms, self.words = rule, atoms, words
        self.first, self.last = found.start(), found.end() - 1
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for key, value in found.groupdict().items():
            if value is not None:  # y1, y2: the same part in two places of the pattern
                self._spans.setdefault(key.rstrip("0123456789"), []).append(found.span(key))

    def part(self, name: str) -> list[Atom]:
        """The atoms of all parts of that name, in order; empty where there is none."""
        return [atom for start, end in sorted(self._spans.get(name, ())) for atom in self.atoms[start:end]]

    def word(self, name: str) -> str:
        """The first word of the named part; empty where it is not there."""
        found = self.part(name)
        return found[0].text if found else ""

    def before(self, distance: int = 1) -> str:
        """The atom that stands so many places before the match."""
        return self.atoms[self.first - distance].text if self.first >= distance else ""

    def after(self, distance: int = 1) -> str:
        """The atom that stands so many places after the match."""
        return self.atoms[self.last + distance].text if self.last + distance < len(self.atoms) else ""

    def draft(
        self, kind: TimeType, steps: str, anchor: str, *, first: int | None = None, last: int | None = None
    ) -> Draft:
        """The match as a draft; `first` and `last` narrow it to some of its atoms."""
        begins = self.first if first is None else first
        start = self.atoms[begins].start
        final = self.last if last is None else last
        if self.atoms[final].text == "." and self.atoms[final].token is not self.atoms[final - 1].token:
            final -= 1  # the full stop of the sentence, not of "Sept."
        end = self.atoms[final].end
        told = tense(self.atoms[begins : final + 1])
        return Draft(start=start, end=end, type=kind, steps=steps, anchor=anchor, rule=self.rule, tense=told)

    @property
    def own(self) -> Sequence[Atom]:
        """The atoms of the match."""
        return self.atoms[self.first : self.last + 1]


# --- the direction of what names neither year nor week

PLANNED = frozenset(("schedule", "due", "set", "expect", "plan"))
AHEAD = PLANNED | frozenset(
    "intend aim hope promise vow pledge propose threaten want decide agree likely ready about go need ask urge order"
    " call".split()
)


IMPLYING = frozenset("come begin start continue happen manage seem appear prove turn".split())
"""Verbs whose infinitive is as past as they are."""


DECLARED = frozenset({"declared", "declares", "declaring", "proclaimed", "designated"})
WILL = frozenset("will 'll ’ll wo shall".split())
MODALS = WILL | frozenset("would 'd could may might should must can".split())
PAST = frozenset("was were had has have did 've ’ve having".split())


def direction(match: Match) -> str:
    """By the verb that governs the words: < for the past, > for the future, ~ where they leave it open; <~ and >~ where
    they belong to a noun and only the sentence is past or future.
    """
    how = _direction(match)
    if how == "~" or tense(match.own):
        return how
    return f"{how}~"


def _direction(match: Match) -> str:
    token = _governed(match.own)
    if token is None:
        return "<"
    tense = _tense(token)
    if tense != "future" and (_in_the_wake(token) or _of_a_blow(token, match)):
        return "<"
    if token.head.lower == "for" and match.part("wd"):
        return ">"  # called, set, planned for Friday
    if _announced(token):
        return ">"
    if match.part("wd") and match.before() in DECLARED:
        return ">"  # "declared Saturday a day of mourning"
    if token.head.lower in ("by", "until", "till") and (tense != "past" or _perfect(token) or _prolonged(token)):
        return ">"
    if token.head.lower in ("until", "till") and tense == "past" and _decreed(token) and not match.part("wd"):
        return "~"  # "declared mourning until 5 November" looks ahead, "lasted until 5 November" back
    if token.head.lower == "to" and _prolonged(token):
        return ">"  # postponed to Friday
    return {"past": "<", "future": ">", "would": ">", "": "<"}.get(tense, "~")


def tense(atoms: Sequence[Atom]) -> Literal["past", "future", ""]:
    """Whether a verb puts the words themselves into the past or the future, not a noun that they belong to: in "it sold
    the 2024 model" nothing is said to have happened in 2024.
    """
    token = _governed(atoms)
    if token is not None and _announced(token):
        return "future"
    above = None if token is None else next((a for a in token.ancestors() if a.pos not in ("ADP", "SCONJ")), None)
    if (
        token is None
        or above is None
        or above.pos not in ("VERB", "AUX")
        or token.dep in ("nsubj", "dobj", "nsubjpass")
    ):
        return ""
    found = _tense(token)
    return "past" if found == "past" else "future" if found == "future" else ""


def _governed(atoms: Sequence[Atom]) -> Token | None:
    """The word that hangs on one outside."""
    inside = {id(atom.token) for atom in atoms}
    return next((atom.token for atom in atoms if id(atom.token.head) not in inside), None)


ANNOUNCED = frozenset("announcement plan decision proposal pledge promise threat deadline intention".split())


def _announced(token: Token) -> bool:
    """Whether something was announced from then on: "the announcement of its dissolution from 1 January", not "the
    announcement from 3 May".
    """
    noun = token.head.head
    alone = noun.lemma in ANNOUNCED and noun.child("prep") in (None, token.head)
    if alone or token.head.lower not in ("from", "by", "until", "till"):
        return False
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX"):
            return False
        if above.lemma in ANNOUNCED:
            return True
    return False


def _in_the_wake(token: Token) -> bool:
    """Whether something follows what happened then: "in the land they hold in the aftermath of the June 6 blast"."""
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX"):
            return False
        if above.lemma in ("aftermath", "wake"):
            return True
    return False


def _of_a_blow(token: Token, match: Match) -> bool:
    """Whether the day is that of a thing that nobody announces: "survivors of the 6 February earthquake live in tents",
    "the attacks of 7 July show".
    """
    noun = token.head.head if token.head.lower == "of" else token.head
    return noun.lemma in match.words.blows and noun is not token and not match.part("wd")


DECREEING = frozenset("declare proclaim announce impose order suspend cancel ban close".split())


def _decreed(token: Token) -> bool:
    """Whether something was decreed to last until then."""
    return any(above.lemma in DECREEING for above in token.ancestors())


PROLONGING = frozenset("extend prolong renew postpone delay adjourn defer approve authorise authorize fund".split())


def _prolonged(token: Token) -> bool:
    """Whether something was put off until then or made to last until then."""
    return any(
        above.lemma in PROLONGING or (above.lemma in ("put", "push") and above.child("prt") is not None)
        for above in token.ancestors()
    )


def _perfect(token: Token) -> bool:
    """Whether the governing verb is in the present perfect: "has kept the road shut until Friday"."""
    return any(child.lower in ("has", "have") for above in token.ancestors() for child in above.children)


def _tense(token: Token) -> str:
    """past, future, would, present, open (an infinitive), or nothing where no verb governs the word."""
    for above in token.ancestors():
        if above.pos not in ("VERB", "AUX"):
            continue
        helpers = {child.lower for child in above.children if child.dep in ("aux", "auxpass")}
        if above.dep == "conj" and above.head.pos in ("VERB", "AUX") and not helpers and above.tag in ("VB", "VBN"):
            continue  # "should be cut and closed by 2012": the tense is that of the first verb
        planned = above.tag == "VBN" and above.lemma in PLANNED
        if helpers & MODALS or above.lemma in ("will", "shall"):
            return "past" if "have" in helpers else "future" if helpers & WILL or above.lemma in WILL else "would"
        if above.tag == "VBD" or helpers & PAST:
            return "would" if planned else "past"
        if "to" in helpers:
            if above.dep in ("xcomp", "advcl") and above.head.lemma in IMPLYING:
                continue  # "had come to be killed", "managed to flee": it did happen
            ahead = above.head is not above and above.head.lemma in AHEAD
            return "would" if ahead or above.dep in ("acl", "relcl") else "open"
        if above.tag in ("VBZ", "VBP"):
            return "future" if planned else "present"
        if planned:
            return "future" if helpers & {"is", "are", "'s", "’s"} else "would"
        if above.tag == "VBN" and above.dep != "ROOT":
            return "past"
    return ""
