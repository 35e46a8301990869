"""Tolls: "the toll rose to 45", "put the dead at 45", "brought the number of displaced people to 45"."""

from dataclasses import replace

from dateline.annotate.figures.telling import (
    CROWD,
    SUBJECTS,
    Happening,
    carried_by,
    happened,
    nouns,
    of_act,
    of_noun,
    predicate,
)
from dateline.annotate.figures.vocabulary import Kinds
from dateline.clauses import status
from dateline.records import Modifier
from dateline.syntax import Token


def toll(node: Token, verb: Token, kinds: Kinds) -> list[Happening]:
    """The toll rose to 45; bringing the number of displaced to 45; the toll is 45; put the dead at 45; cases hit 45."""
    if len(verb.children) > CROWD:
        return []
    if (second := _second_of_two(node, verb, kinds)) is not None:
        return second
    at = node.dep == "pobj" and node.head.lower in ("at", "to", "as")
    at = at or any(c.lower == "between" for c in node.children)  # "estimates the dead between 300 and 400"
    for child in (*verb.children, *_shared_subject(verb), *_measure_above(verb)):
        beside = child.dep in (*SUBJECTS, "dobj", "oprd", "advmod") and child is not node
        own = node in child.children and node.dep != "nummod"
        if not beside or own:
            continue
        named = child.dep not in ("oprd", "advmod")  # "put the confirmed dead at 40" is parsed in many ways
        found = of_measure(child, kinds) if named else []
        word = verb.lemma.lower()
        if not found and ((named and word in kinds.levels) or (at and word in kinds.giving)):
            found = [] if child.child("nummod") else of_those(child, kinds)
        if found:
            bound = kinds.bounds.get(word) if node.dep != "pobj" else None
            meant = bound.modifier if bound else _MEANT.get(node.head.lower) if node.dep == "pobj" else None
            former = node.dep == "pobj" and node.head.lower == "from" and word not in _RANGING
            known = "historical" if former else status(verb, kinds.modality)
            known = known if known != "actual" else found[0].status
            return [replace(h, bound=meant, status=known) for h in found]
    if verb.dep in ("acl", "relcl") and (found := of_measure(verb.head, kinds)):
        return found
    if verb.tag == "VBN" and verb.dep in ("acl", "advcl") and (found := _last_toll(verb, kinds)):
        return found
    return opening_toll(verb, kinds)


def _second_of_two(node: Token, verb: Token, kinds: Kinds) -> list[Happening] | None:
    """What the second of two numbers is of: the dead of "put the missing at 299 and the dead at 11"."""
    at = node.head if node.dep == "pobj" and node.head.lower == "at" and node.head.head is verb else None
    if at is None or not any(c.lower == "at" and c.i < at.i for c in verb.children):
        return None
    those = at.sentence.tokens[at.i - 1]
    joined = at.i > _SECOND and [t.lower for t in at.sentence.tokens[at.i - 3 : at.i - 1]] == ["and", "the"]
    found = of_those(those, kinds) if joined else []
    return [replace(h, status=status(verb, kinds.modality)) for h in found] or None


_SECOND = 3
"""Tokens of "and the dead" before its "at"."""


def _measure_above(verb: Token) -> list[Token]:
    """The measure that a participle takes the number from: "raised the [number] of people killed to 19"."""
    of = verb.head.head if verb.dep in ("acl", "relcl") and verb.head.dep == "pobj" else verb
    return [of.head] if of.lower == "of" and of.head.dep in ("dobj", "nsubjpass") else []


_RANGING = frozenset({"range", "vary", "differ"})
_MEANT: dict[str, Modifier] = {
    "past": "more than", "above": "more than", "over": "more than", "beyond": "more than", "below": "less than",
    "under": "less than",
}  # fmt: skip
"""How a preposition means a number: "the toll climbed past 400"."""


def of_those(noun: Token, kinds: Kinds) -> list[Happening]:
    """What a count of these counts: the missing, confirmed cases, displaced people."""
    found = of_noun(noun, kinds) or predicate(noun, kinds) or carried_by(noun, True, kinds)
    acts = of_act(noun, kinds)  # "put their losses at 200", "the exodus passed 13,000"; not "the city put it at 40"
    return found or [h for h in acts if h.kind != "population"]


def _shared_subject(verb: Token) -> list[Token]:
    """The subject that a verb has from what it hangs on: "the toll is expected to pass 40", "is likely to be 40"."""
    above = verb.head.head if verb.head.dep == "acomp" else verb.head
    beside = verb.dep == "advcl" and verb.tag == "VBG" and verb.child("mark") is None  # "was unchanged, reaching 298"
    if not (verb.dep in ("xcomp", "conj") or beside) or above.pos not in ("VERB", "AUX") or verb.child(*SUBJECTS):
        return []
    return [c for c in above.children[:CROWD] if c.dep in SUBJECTS]


def _last_toll(verb: Token, kinds: Kinds) -> list[Happening]:
    """The toll that a participle after a comma may hang on: "the population of the enclave, estimated at 120,000"."""
    for token in reversed(verb.sentence.tokens[max(0, verb.i - 8) : verb.i]):
        if found := of_measure(token, kinds):
            return found
    return []


def opening_toll(verb: Token, kinds: Kinds) -> list[Happening]:
    """The toll that opens the sentence, where the parse gives the verb another subject on the way: "The number of those
    known to have died after the storm has risen to 94".
    """
    lost = verb.lemma == "be" and verb.child(*SUBJECTS) is None
    if not (lost or verb.lemma.lower() in kinds.levels) or verb.i > _ON_THE_WAY:
        return []
    tokens = verb.sentence.tokens
    # "In the port of Kent the death toll has reached 154"
    near = [t for t in tokens[max(0, verb.i - _OPENS) : verb.i] if t.pos == "NOUN"][-1:]
    told = (t for t in (*tokens[:_OPENS], *near) if any(e.frame in ("toll", "measure") for e in nouns(t, kinds)))
    noun = next(told, None)
    between = tokens[noun.i + 1 : verb.i] if noun is not None else []
    if noun is None or any(t.pos == "NUM" or t.text in (",", ";", ":") for t in between):
        return []
    return of_measure(noun, kinds) or next(filter(None, (predicate(t, kinds) for t in between)), [])


_OPENS, _ON_THE_WAY = 3, 24
"""Tokens from the head of a sentence to its toll, and to the verb that gives the number, at most."""


def of_measure(noun: Token, kinds: Kinds) -> list[Happening]:
    """What a toll or "the number of ..." counts."""
    word = noun.lemma.lower()
    inner = noun.child("compound") if word in kinds.papers else None
    if inner is not None and (found := [h for h in of_measure(inner, kinds) if h.why.startswith("toll")]):
        return found  # "death toll estimates of 150,000"
    for entry in nouns(noun, kinds):
        if entry.frame == "toll":
            of = next((c.child("pobj") for c in noun.children if c.lower == "of"), None)
            if entry.kind == "population" and of is not None and (found := carried_by(of, True, kinds)):
                return found  # "the population of displaced people fell to 9,750"
            return [happened(entry, noun, kinds, f"toll: {word}")]
        if entry.frame == "measure":
            of = next((c for c in noun.children if c.lower == "of"), None)
            what = of.child("pobj", "pcomp") if of else None
            if of is None and noun.child("relcl") is not None:
                return carried_by(noun, True, kinds)  # "the number who died is 1,200"
            if what is not None:
                found = carried_by(what, True, kinds) or predicate(what, kinds) or of_noun(what, kinds)
                found = found or (of_measure(what, kinds) if what.pos == "NOUN" else [])  # "its estimate of the toll"
                return found or carried_by(noun, True, kinds)
    return []
