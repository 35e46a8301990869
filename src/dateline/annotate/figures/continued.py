"""Numbers that go on from one before them and leave out what they count.

"Some 9,000 came on Sunday, 22,800 on Tuesday"; "the total was 76,407"; "it had counted 36,085"; "up from 13,350 the
day before".  Reports count on like this all the way down, and whoever reads only full clauses loses the later numbers,
which are the ones that matter.  Nothing is taken over from a number more than a sentence back, nor where the new number
is another order of magnitude.
"""

from collections.abc import Sequence

from dateline.annotate.figures.counted import Counted
from dateline.annotate.figures.vocabulary import Kinds
from dateline.clauses import status
from dateline.records import Status
from dateline.syntax import Token

_LISTED = frozenset("in at near on from by as under across to with through".split())
FORMER = frozenset({"up from", "down from", "compared with", "compared to", "against the", "than the"})
_BEFORE = frozenset({"before", "earlier", "previous", "previously", "last", "ago"})
_HERE = 16
"""Tokens between two numbers of one list."""
_APART = 20
"""How many times a number may be another that it goes on from, as a total or in another giver's words."""


def is_former(counted: Counted, tokens: Sequence[Token]) -> bool:
    """What the number was before: "up from 13,350", "the 43,059 of a week before", "against 2,340 the week before"."""
    first = counted.number.first
    if first > 1 and f"{tokens[first - 2].lower} {tokens[first - 1].lower}" in FORMER:
        return True
    later = {t.lower for t in tokens[counted.number.last + 1 : counted.number.last + _HERE // 2]}
    return first > 0 and tokens[first - 1].lower == "against" and bool(later & _BEFORE)


def goes_on(counted: Counted, before: Counted, tokens: Sequence[Token], kinds: Kinds) -> Status | None:
    """Whether a bare number counts on what `before` counts, and whether that is so; None where it does not.

    `before` is the last figure of the same sentence or, where it stands in another, of one of the two before.
    """
    if not _is_bare(counted):
        return None
    here = before.node.sentence is counted.node.sentence
    if here and counted.number.first - before.last < _HERE:
        if is_listed(counted, before, tokens):
            return "actual"
        if is_former(counted, tokens):
            return "historical"
        if is_rejected(counted, tokens):
            return "denied"
    if _is_bracketed(counted, before, tokens):
        return "actual"
    if here and _does_likewise(counted.node):
        return "actual"
    return _handed_on(counted.node, kinds) if _is_near(counted, before) else None


def _does_likewise(node: Token) -> bool:
    """300 people fled to the north and another 130 did likewise."""
    verb = node.head
    same = verb.lemma == "do" and any(c.lower in ("likewise", "so", "same") for c in verb.children)
    return same and node.dep == "nsubj"


def totals(counted: Counted, before: Counted, kinds: Kinds) -> Status | None:
    """The same for the total of what `before` counts: "the number went up to 3,283", "it was 78,354"."""
    if not _is_bare(counted) or not (_is_near(counted, before) or _is_brought(counted, before)):
        return None
    return _former_count(counted.node, kinds) or _total(counted.node, kinds)


def _is_bare(counted: Counted) -> bool:
    number = counted.number
    return counted.noun is None and number.form in ("digits", "words") and not (number.currency or number.share)


def is_listed(counted: Counted, before: Counted, tokens: Sequence[Token]) -> bool:
    """A list by place, day or means: "killed two in Haiti, five in Cuba", "22,800 on Tuesday and 26,600 on Friday"."""
    first, last = counted.number.first, counted.number.last
    if not first or last + 1 >= len(tokens) or counted.noun is not None or first - before.last > _HERE:
        return False
    if tokens[last + 1].text in _CLOSING and _follows_its_place(first, before.last, tokens):
        return True
    opens = tokens[first - 1].text in (",", ";", ":") or tokens[first - 1].lower in ("and", "or")
    within = {t.lower for t in tokens[last + 2 : last + 4]}
    return opens and tokens[last + 1].lower in _LISTED and not within & _CARE  # "143 dead; 80 in hospital"


_CARE = frozenset({"hospital", "hospitals", "intensive", "custody", "detention", "shelters", "critical", "serious"})
_CLOSING = frozenset({".", ";", ","})
_PLACE = 6
"""Tokens of a place or day that stands before its number."""


def _follows_its_place(first: int, after: int, tokens: Sequence[Token]) -> bool:
    """Whether a place or day with a comma stands before the number, in a list of such: "in the south, 4,100"."""
    if tokens[first - 1].text != ",":
        return False
    opening = next((t for t in reversed(tokens[max(after + 1, first - _PLACE) : first - 1]) if t.pos == "ADP"), None)
    if opening is None or opening.lower not in ("in", "on", "at", "near") or opening.i < 1:
        return False
    mark = tokens[opening.i - 1]
    return mark.text == ";" or (mark.lower in ("and", ",") and opening.i - 1 > after)


def is_rejected(counted: Counted, tokens: Sequence[Token]) -> bool:
    """The number that is said to be wrong: "59 and not 62", "nine men are missing, not six"."""
    first = counted.number.first
    return first > 1 and tokens[first - 1].lower == "not" and tokens[first - 2].lower in (",", "and", "but")


def _is_bracketed(counted: Counted, before: Counted, tokens: Sequence[Token]) -> bool:
    """A place with its share of the number before: "most of them in Kano (45) and Jos (12)"."""
    first, last = counted.number.first, counted.number.last
    if first < 2 or last + 1 >= len(tokens) or (tokens[first - 1].text, tokens[last + 1].text) != ("(", ")"):
        return False
    one, two = (n.low if n.low is not None else n.high for n in (counted.number, before.number))
    return tokens[first - 2].pos == "PROPN" and bool(one and two and one <= two)


def _is_near(counted: Counted, before: Counted) -> bool:
    one, two = (n.low if n.low is not None else n.high for n in (counted.number, before.number))
    return bool(one and two and one >= 2 and two / _APART <= one <= two * _APART)


def _is_brought(counted: Counted, before: Counted) -> bool:
    """Whether it is the total that those before were added to, however few they are: "twelve died, bringing the total
    since April to 1,204"."""
    one, two = (n.low if n.low is not None else n.high for n in (counted.number, before.number))
    bring = counted.node.head.head if counted.node.dep == "pobj" else counted.node
    adds = bring.lemma.lower() in ("bring", "take") and bring.tag == "VBG"
    return adds and bring.head in before.node.ancestors() and bool(one and two and one > two)


def is_earlier(counted: Counted, kinds: Kinds) -> bool:
    """Whether a bare number is that of an earlier count: "down from its initial toll of 500"."""
    return _is_bare(counted) and _former_count(counted.node, kinds) == "historical"


def _former_count(node: Token, kinds: Kinds) -> Status | None:
    """The number of a count that is spoken of: "its earlier figure of six" is past, "a toll of 11,300" is one."""
    if node.dep != "pobj" or node.head.lower != "of" or not _is_measure(node.head.head, kinds):
        return None
    return "historical" if any(c.lower in _EARLIER for c in node.head.head.children) else "actual"


_EARLIER = frozenset({"earlier", "previous", "former", "initial", "first", "old", "prior"})


def _is_measure(noun: Token, kinds: Kinds) -> bool:
    return any(entry.frame in ("measure", "toll") for entry in kinds.nouns.get(noun.lemma.lower(), ()))


def _total(node: Token, kinds: Kinds) -> Status | None:
    """Whether a bare measure or "it" is what a verb says this number of; "its count stood at 50,243"."""
    verb = node.head
    if node.dep == "pobj" and node.head.lower in ("at", "to"):
        verb = node.head.head
    elif node.dep not in ("attr", "dobj"):
        return None
    subject = verb.child("nsubj")
    thing = verb.child("dobj") if node.dep == "pobj" else None  # "which brings the total to 24,600"
    measure = thing if thing is not None else subject
    if verb.pos not in ("VERB", "AUX") or measure is None:
        return None
    known = verb.lemma in ("be", "go") or verb.lemma.lower() in (kinds.giving if thing is not None else kinds.levels)
    if not known and verb.lemma.lower() not in kinds.levels:
        return None
    bare = _is_measure(measure, kinds) and not any(c.lower in ("of", "for") for c in measure.children)
    if not bare and not (measure.lower == "it" and verb.lemma in ("be", "stand", "reach", "rise")):
        return None
    return status(verb, kinds.modality)


def _handed_on(node: Token, kinds: Kinds) -> Status | None:
    """What somebody counts or says: "it had counted 36,085", "a lawmaker spoke of more than 200"; "revised it to 9"."""
    verb = node.head
    if node.dep == "pobj" and node.head.lower in ("of", "at", "to"):
        verb = node.head.head
        if node.head.lower == "to" and (verb.lemma.lower() not in _CHANGES or verb.child("dobj") is None):
            return None
    elif node.dep != "dobj":
        return None
    if verb.pos != "VERB" or verb.lemma.lower() not in kinds.giving | _CHANGES:
        return None
    thing = verb.child("dobj") if node.dep == "pobj" else None
    if thing is not None and thing.lower not in ("it", "them", "that", "this"):
        return None
    return status(verb, kinds.modality)


_CHANGES = frozenset({"revise", "correct", "update", "lower", "raise", "amend", "adjust"})
"""What is done to a count: "it later revised that to 120"."""
