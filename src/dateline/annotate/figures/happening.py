"""What happened to those whom a number counts.

Climbs from the counted noun through the parse to a verb, noun or adjective of the vocabulary, and reads the words
beside it where the parse leads nowhere.  A counted noun can be the passive or active subject, the object, the
complement of an action noun ("the killing of nine"), the end point of a toll ("the toll rose to 45"), or carry what
happened with it ("people displaced by", "two guards dead").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.annotate.figures.vocabulary import Adjective, Kinds, Noun, State, Verb
from dateline.clauses import status
from dateline.records import Modifier, Status
from dateline.syntax import Token

Relation = Literal["object", "subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened, and the word that says so."""

    kind: str
    label: str
    token: Token
    counts: Literal["people", "homes"]
    status: Status = "actual"
    part: bool = False
    """The number is a part of another that stands before it: "including 3 children"."""
    bound: Modifier | None = None
    """How the verb means the number: "the toll has exceeded 640,000"."""
    why: str


_WEAK = ("other", "assisted", "arrived")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_TO_NUMBER = frozenset("to at by past above over beyond of near around below under from".split())
_ROUGHLY = frozenset({"between", "over", "around", "about", "under", "above", "near", "to"})
_PARTS = frozenset({"include", "including", "among", "comprise", "amongst"})
_STATE_PREPOSITIONS = frozenset({"in", "at", "under", "on", "into", "inside", "within", "to"})
_PLACES = ("GPE", "LOC", "FAC")
_SMALL = frozenset(
    "were was are is been be being have has had also still reportedly allegedly now already so far newly since reported"
    " feared remain remained confirmed all seriously severely critically slightly badly later then currently internally"
    " more forcibly left believed presumed safely others other get got".split()
)
_PASSIVE = frozenset("were was been being are is be left reported feared".split())


_CROWD = 100
"""A head with more children is no clause but a table that was parsed as one; looking through it for each of its numbers
would take the square of its length."""


def happenings(node: Token, noun: Token | None, person: bool, kinds: Kinds) -> list[Happening]:
    """What happened to those counted at `node` (the counted noun, else the numeral); the first counts most.

    `person` says whether the noun can name people: weak verbs ("left", "held") ask for them.
    """
    clause = _outer(node, person, kinds)
    carried = _inner(node, person, kinds)
    loose = node.dep == "conj" and node.head.pos == "VERB"  # "11 were killed and 20 injured", read as a list
    room = bool(clause) and clause[0].kind == "capacity" and clause[0].why.startswith("noun")
    if carried and (carried[0].kind == "killed" or loose or not clause or clause[0].kind == "other" or room):
        return carried  # whatever else is said of the dead, they were killed
    own = _own(noun, kinds)
    if clause and own and clause[0].kind == "other" and own[0].kind not in ("other", "population"):
        return own  # "7,000 refugees need help"
    return clause or own


# --- the clause ------------------------------------------------------------------------------------------------------


def _outer(node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What the governors of the node say."""
    part = False
    for _ in range(8):
        head, dep = node.head, node.dep
        if head is node or len(head.children) > _CROWD:
            return []
        if dep == "dobj" and head.lemma.lower() in _PARTS:
            return _marked(_attribute(node, head, kinds), True)  # "the victims included three children"
        if dep in ("nsubjpass", "dobj", "obj", "oprd"):
            return _marked(_toll(node, head, kinds) or _verb(head, "object", person, kinds, node), part)
        if dep in ("nsubj", "csubj"):
            return _marked(_subject(node, head, person, kinds), part)
        if dep in ("attr", "npadvmod", "dep") and head.pos in ("VERB", "AUX"):
            return _marked(_toll(node, head, kinds) or _attribute(node, head, kinds), part)
        if dep == "poss":
            return _marked(_action(head, kinds), part)
        if dep == "pobj":
            found, further = _prepositional(node, head, person, kinds)
            if found or further is None:
                return _marked(found, part)
            part = part or head.lower in _PARTS
            node = further
            continue
        if dep in (
            "conj",
            "appos",
            "nummod",
            "compound",
            "quantmod",
            "nmod",
            "amod",
            "advmod",
            "parataxis",
        ) and head.pos not in ("VERB", "AUX"):
            part = part or (dep == "appos" and _of_them(node))
            shared = dep == "conj" and person and any(c.lower == "of" and c.i < node.i for c in head.children)
            if shared and (found := _action(head, kinds)):  # "the murder of six priests and [of] two women"
                return _marked(found, part)
            node = head
            continue
        return _marked(_verb(head, "object", person, kinds, node), part) if dep in ("conj", "dative", "appos") else []
    return []


def _of_them(node: Token) -> bool:
    return any(
        c.lower == "of" and c.child("pobj") is not None and c.children[0].lower in ("them", "whom", "which")
        for c in node.children
    )


def _marked(found: list[Happening], part: bool) -> list[Happening]:
    if not part:
        return found
    return [
        Happening(kind=h.kind, label=h.label, token=h.token, counts=h.counts, status=h.status, part=True, why=h.why)
        for h in found
    ]


def _subject(node: Token, verb: Token, person: bool, kinds: Kinds) -> list[Happening]:
    if verb.pos not in ("VERB", "AUX"):
        # a headline or a small clause: "12 dead in blast", "14 wounded"
        return _predicate(verb, kinds)
    found = _verb(verb, "subject", person, kinds, node)
    bare = not any(c.dep == "aux" or (c.dep in ("dobj", "prt") and verb.tag == "VBD") for c in verb.children)
    if not found and verb.tag in ("VBN", "VBD") and bare:
        found = _verb(
            verb, "object", person, kinds, node
        )  # "and 20 injured": a participle that the parser took for a verb
    return found


def _attribute(node: Token, verb: Token, kinds: Kinds) -> list[Happening]:
    """The dead were 12 soldiers; among the victims were 3 children."""
    subject = verb.child(*_SUBJECTS)
    for other in (subject, *(c.child("pobj") for c in verb.children if c.lower in ("among", "amongst"))):
        if other is not None and other is not node:
            own = _own(other, kinds)
            if own and own[0].kind != "population":
                return _marked(own, True)
    return []


def _prepositional(node: Token, prep: Token, person: bool, kinds: Kinds) -> tuple[list[Happening], Token | None]:
    """What a preposition's governor says, and else the token from which to climb on."""
    word, above = prep.lower, prep.head
    if above.text in ("[", "(") and prep.i > 1:  # "the massacre [of six priests]", as editors add it
        above = prep.sentence.tokens[prep.i - 2]
    if prep.dep == "agent":
        return [], None
    if word in _PARTS:
        return [], _whole(above)
    if word == "with" and above.lower in ("along", "together") and above.head.pos == "VERB":
        passive = above.head.child("auxpass") is not None
        return _verb(above.head, "object" if passive else "subject", person, kinds, node), None
    if above.pos == "ADP" and above.head.pos in ("VERB", "AUX"):  # "rose from 12 to 19": the "to" hangs on the "from"
        return (_toll(node, above.head, kinds) if word in _TO_NUMBER else []), None
    if above.pos in ("VERB", "AUX"):
        return _under_verb(node, prep, person, kinds), None
    found = _under_noun(word, above, person, kinds)
    partitive = above.pos in ("NUM", "PRON", "DET") or above.lower in ("none", "some", "many", "most", "few", "several")
    further = word == "of" and not found and not partitive and above.lemma.lower() not in kinds.who
    return found, above if further else None


def _under_verb(node: Token, prep: Token, person: bool, kinds: Kinds) -> list[Happening]:
    if prep.lower in _TO_NUMBER and (found := _toll(node, prep.head, kinds)):
        return found
    verb = prep.head
    if prep.lower in _ROUGHLY and prep.i < verb.i and verb.child(*_SUBJECTS) is None:
        # "between 50 and 70 people were killed": the parser takes the range for a place
        return _verb(verb, "object" if verb.child("auxpass") else "subject", person, kinds, node)
    for entry in kinds.verbs.get(prep.head.lemma.lower(), ()):
        if entry.patient == "after" and prep.lower in entry.through and person:
            return [_happened(entry, prep.head, kinds, f"verb: {prep.head.lemma} {prep.lower}")]
    if prep.lower not in ("to", "of"):
        return []
    tokens = prep.sentence.tokens
    before = next((t for t in reversed(tokens[max(0, prep.i - 2) : prep.i]) if t.text not in ("[", "(")), prep)
    return _action(before, kinds)  # "causing injuries to 8": the parser hangs this "to" on the verb


def _under_noun(word: str, noun: Token, person: bool, kinds: Kinds) -> list[Happening]:
    if word in ("of", "at", "over", "above") and (measured := _measured(noun, kinds)):
        return measured
    if word not in ("of", "to", "for"):
        return []
    found = _action(noun, kinds)
    if not found and word == "of" and person and noun.child("nummod") is None:
        return [h for h in _own(noun, kinds) if h.kind == "killed"]  # "the bodies of 28 peasants"
    return found


def _whole(above: Token) -> Token | None:
    """Whom "including" divides: the noun it hangs on, or the object or subject of the verb."""
    verb = above.head if above.pos == "ADJ" else above
    if verb.pos not in ("VERB", "AUX"):
        return above
    return verb.child("dobj") or verb.child(*_SUBJECTS)


# --- verbs -----------------------------------------------------------------------------------------------------------


def _verb(verb: Token, relation: Relation, person: bool, kinds: Kinds, node: Token, depth: int = 0) -> list[Happening]:
    """What a verb, its complements and the verbs joined to it say of its object or subject."""
    if verb.pos not in ("VERB", "AUX", "ADJ", "NOUN") or depth > 3:
        return []
    found = _match(verb, relation, person, kinds, node)
    own = [found] if found else []
    if found is None or found.kind in _WEAK:  # "registered as displaced": the complement says more than the verb
        own = _complements(verb, relation, person, kinds, node, depth) or own
    for other in _joined(verb, relation):
        more = _match(other, relation, person, kinds, node)
        if more and all(more.kind != h.kind for h in own):
            own = [*own, more]
    return own


def _match(verb: Token, relation: Relation, person: bool, kinds: Kinds, node: Token | None) -> Happening | None:
    entries = kinds.verbs.get(verb.lemma.lower()) or kinds.verbs.get(_unglued(verb.text))
    if not entries:
        return None
    near: set[str] | None = None
    for entry in entries:
        if entry.patient not in (relation, "both") or (entry.people and not person):
            continue
        if entry.patient == "both" and relation == "subject" and _acts_on_people(verb, kinds):
            continue
        if entry.modal and status(verb, kinds.modality) not in ("planned", "hypothetical"):
            continue
        if entry.needs:
            near = _near(verb, node) if near is None else near
            if not (near & entry.needs):
                continue
        return _happened(entry, verb, kinds, f"verb: {verb.lemma} + {relation}")
    return None


_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _unglued(word: str) -> str:
    """The verb in "weredisplaced", "displacedabout", "fledAleppo" of PDF text, which lost their spaces."""
    word = _INNER_CAPITAL.split(word, maxsplit=1)[0].lower()
    for glued in ("were", "was", "been", "had", "have", "be"):
        word = word.removeprefix(glued) if len(word) > len(glued) + 4 else word
    for glued in ("about", "around", "over", "more", "nearly", "some"):
        word = word.removesuffix(glued)
    if not word.endswith("ed") or len(word) < 6:
        return word if word == "fled" else ""
    return word[:-1] if word[:-1].endswith(("ce", "te", "re", "pe", "se")) else word[:-2]


def _acts_on_people(verb: Token, kinds: Kinds) -> bool:
    """Whether a verb that may count its subject has people for object: "troops evacuated 300 people"."""
    dobj = verb.child("dobj")
    return dobj is not None and (
        dobj.lemma.lower() in kinds.who and kinds.who[dobj.lemma.lower()].unit in ("people", "households")
    )


def _near(verb: Token, node: Token | None) -> set[str]:
    """Words that depend on a verb, directly or through a preposition; of a place name also "place:*"."""
    near: set[str] = set()
    for child in verb.children:
        if child is node:
            near.add(child.lemma.lower())  # "buried 62 victims"; what hangs on the noun is none of the verb's
            continue
        if child.dep == "attr":
            continue  # "27 of them were schools"
        _add(child, near)
        if child.dep in ("prep", "agent", "oprd", "acomp", "ccomp", "xcomp", "advmod", "prt", "dobj", "advcl"):
            for below in child.children:
                _add(below, near)
                if below.dep in ("pobj", "prep", "conj", "dobj"):
                    for last in below.children:
                        _add(last, near)
    return near


def _add(token: Token, near: set[str]) -> None:
    near.add(token.lemma.lower())
    near.add(token.lower)
    if token.entity and token.entity[2:] in _PLACES:
        near.add("place:*")
    for child in token.children:
        if child.dep in ("compound", "amod"):
            near.add(f"{child.lower} {token.lemma.lower()}")


def _complements(
    verb: Token, relation: Relation, person: bool, kinds: Kinds, node: Token, depth: int
) -> list[Happening]:
    """What is said through a carrier: forced to flee, reported killed, were registered as displaced, are in custody."""
    for child in verb.children:
        if child is node or child.i == node.i:
            continue
        found: list[Happening] = []
        if (
            child.dep in ("acomp", "oprd", "attr", "amod", "advcl", "dobj")
            and child.pos in ("ADJ", "VERB", "NOUN")
            and child.i > verb.i
        ):
            found = _predicate(child, kinds) if child.dep in ("acomp", "oprd") or child.tag == "VBN" else []
        if (
            not found
            and child.dep in ("xcomp", "ccomp", "acomp", "oprd", "advcl")
            and child.pos in ("VERB", "AUX", "ADJ")
        ):
            if child.dep == "advcl" and not (child.tag == "VB" and relation == "object"):
                continue
            subject = child.child(*_SUBJECTS)
            if subject is None or subject is node:
                passive = child.child("auxpass") is not None or (child.tag == "VBN" and child.child("aux") is None)
                found = _verb(child, "object" if passive else "subject", person, kinds, node, depth + 1)
        if not found and child.dep == "prep":
            found = _state(child, kinds, verb)
        if not found and child.dep == "attr" and relation == "subject":  # "3 million of them are refugees"
            found = [h for h in _own(child, kinds) if h.kind != "population"]
        if found:
            known = status(verb, kinds.modality)
            return [_with_status(h, known) for h in found]
    return []


def _with_status(found: Happening, known: Status) -> Happening:
    if known == "actual" or found.status != "actual":
        return found
    return replace(found, status=known)


def _predicate(token: Token, kinds: Kinds) -> list[Happening]:
    """dead, missing, killed, homeless: said of somebody by an adjective or a participle."""
    entry = kinds.adjectives.get(token.lower)
    if entry is not None:
        return [_happened(entry, token, kinds, f"adjective: {token.lower}")]
    if token.tag == "VBN":
        match = _match(token, "object", True, kinds, None)
        return [match] if match else []
    return []


def _state(prep: Token, kinds: Kinds, above: Token) -> list[Happening]:
    """in custody, in 21 camps, under arrest; registered as displaced."""
    if prep.lower == "as":
        for child in prep.children:
            if found := _predicate(child, kinds):
                return found
        return []
    pobj = prep.child("pobj")
    if pobj is not None and prep.lower in ("among", "amongst"):  # "two are among the wounded"
        found = _own(pobj, kinds) or _predicate(pobj, kinds) or _inner(pobj, True, kinds)
        return [h for h in found if h.kind != "population"]
    if pobj is None or prep.lower not in _STATE_PREPOSITIONS:
        return []
    word = pobj.lemma.lower()
    before = next((c.lower for c in pobj.children if c.dep == "compound"), "")
    entry = kinds.states.get(f"{before} {word}") or kinds.states.get(word)
    return [_happened(entry, prep, kinds, f"state: {prep.lower} {word}")] if entry else []


def _joined(verb: Token, relation: Relation) -> Iterator[Token]:
    """Verbs that share a verb's subject or object: killed and wounded scores; were abducted and shot dead."""
    for other in verb.children:
        if other.dep == "conj" and other.pos == "VERB":
            if relation == "subject" or verb.child("nsubjpass"):
                if other.child(*_SUBJECTS) is None and other.child("dobj") is None:
                    yield other
            elif verb.child("dobj") is None:
                yield other
    if verb.dep == "conj" and verb.head.pos == "VERB" and relation == "object" and verb.child(*_SUBJECTS) is None:
        first = verb.head
        if first.child("dobj") is None and first.child("nsubjpass") is None:
            yield first


# --- nouns -----------------------------------------------------------------------------------------------------------


def _toll(node: Token, verb: Token, kinds: Kinds) -> list[Happening]:
    """The toll rose to 45; bringing the number of displaced to 45; the toll is 45."""
    for child in verb.children:
        beside = child.dep in (*_SUBJECTS, "dobj") and child is not node
        own = node in child.children and node.dep != "nummod"
        if beside and not own and (found := _measured(child, kinds)):
            bound = kinds.bounds.get(verb.lemma.lower()) if node.dep != "pobj" else None
            known: Status | None = "historical" if node.dep == "pobj" and node.head.lower == "from" else None
            return [replace(h, bound=bound.modifier if bound else None, status=known or h.status) for h in found]
    if verb.dep in ("acl", "relcl") and (found := _measured(verb.head, kinds)):
        return found
    return _last_toll(verb, kinds) if verb.tag == "VBN" and verb.dep in ("acl", "advcl") else []


def _last_toll(verb: Token, kinds: Kinds) -> list[Happening]:
    """The toll that a participle after a comma may hang on: "the population of the enclave, estimated at 120,000"."""
    for token in reversed(verb.sentence.tokens[max(0, verb.i - 8) : verb.i]):
        if found := _measured(token, kinds):
            return found
    return []


def _measured(noun: Token, kinds: Kinds) -> list[Happening]:
    """What a toll or "the number of ..." counts."""
    word = noun.lemma.lower()
    for entry in _nouns(noun, kinds):
        if entry.frame == "toll":
            return [_happened(entry, noun, kinds, f"toll: {word}")]
        if entry.frame == "measure":
            of = next((c for c in noun.children if c.lower == "of"), None)
            what = of.child("pobj", "pcomp") if of else None
            if what is not None:
                found = _inner(what, True, kinds) or _predicate(what, kinds) or _own(what, kinds)
                return found or _inner(noun, True, kinds)
    return []


def _action(noun: Token, kinds: Kinds) -> list[Happening]:
    """the killing of nine, injuries to eight, six jesuits' murder; the killing and wounding of ten."""
    found = []
    for token in (noun, *(c for c in noun.children if c.dep == "conj")):
        for entry in _nouns(token, kinds):
            if entry.frame == "action":
                found.append(_happened(entry, token, kinds, f"noun: {token.lemma.lower()} of"))
                break
    return found


def _own(noun: Token | None, kinds: Kinds) -> list[Happening]:
    """What the counted noun itself says: deaths, IDPs, hostages."""
    if noun is None:
        return []
    for entry in _nouns(noun, kinds):
        if entry.frame != "counted":
            continue
        if entry.governed and not any(t.lemma.lower() in entry.governed for t in _above(noun)):
            continue
        return [_happened(entry, noun, kinds, f"noun: {noun.lemma.lower()}")]
    return []


def _nouns(noun: Token, kinds: Kinds) -> Iterator[Noun]:
    """The entries of a noun by its lemma and, where the model's lemma misleads ("corps" for corpses), by its form."""
    lemma = noun.lemma.lower()
    for word in dict.fromkeys((lemma, noun.lower, noun.lower.removesuffix("s"))):
        yield from kinds.nouns.get(word, ())


def _above(noun: Token) -> Iterator[Token]:
    for steps, token in enumerate(noun.ancestors()):
        if steps > 3:
            return
        yield token


def _inner(node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What the counted noun carries: 12 displaced people, people killed in, people who fled, two guards dead."""
    if glued := kinds.adjectives.get(node.lower.removesuffix("people")):  # "displacedpeople" of PDF text
        return [_happened(glued, node, kinds, f"adjective: {node.lower}")]
    for child in node.children:
        found: list[Happening] = []
        if child.dep in ("acl", "relcl"):
            found = _relative(child, node, person, kinds)
        elif (
            child.dep in ("amod", "compound", "nmod", "acomp", "advmod", "oprd", "appos", "ccomp")
            and child.lower in kinds.adjectives
        ):
            found = _predicate(child, kinds)
        elif child.dep == "prep" and child.lower in _STATE_PREPOSITIONS:
            found = _state(child, kinds, node)
        if found:
            return found
    return []


def _relative(verb: Token, node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    if verb.dep == "acl":
        if verb.tag == "VBN" or (verb.tag == "VBD" and verb.child(*_SUBJECTS) is None):
            return _verb(verb, "object", person, kinds, node)
        return _verb(verb, "subject", person, kinds, node)
    who = next((c for c in verb.children if c.lower in ("who", "that", "which", "whom")), None)
    if who is not None and who.dep in ("nsubj", "nsubjpass"):
        relation: Relation = "object" if who.dep == "nsubjpass" else "subject"
        return _verb(verb, relation, person, kinds, who)
    if who is None or who.dep == "dobj":
        return _verb(verb, "object", person, kinds, node)
    return []


# --- beside ----------------------------------------------------------------------------------------------------------


def listed_before(tokens: Sequence[Token], first: int, node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What happened to the noun before the comma, where the parse tore a list: "the murder of the rector, two men"."""
    if node.dep not in ("conj", "appos") or node.head.pos not in ("VERB", "AUX") or first < 2:
        return []
    before = tokens[first - 2]
    if tokens[first - 1].text not in (",", "and") or before.pos not in ("NOUN", "PROPN"):
        return []
    return [h for h in _outer(before, person, kinds) if h.why.startswith("noun")]


def toll_before(tokens: Sequence[Token], first: int, node: Token, kinds: Kinds) -> list[Happening]:
    """The toll of a number that the parse hung on a later noun: "brought to 274,000 the number of displaced"."""
    before = tokens[first - 1] if first else None
    if before is None or node.dep not in ("nummod", "compound", "quantmod"):
        return []
    if before.pos == "VERB":
        return _toll(node, before, kinds)
    return _toll(node, before.head, kinds) if before.lower in _TO_NUMBER and before.head.pos == "VERB" else []


def _glued_auxiliary(token: Token) -> bool:
    """The pieces of "werepre-emptively evacuated", as PDF text has it."""
    return (
        token.text == "-"
        or (token.lower.startswith(("were", "was", "have", "had")) and token.pos != "VERB")
        or (token.tag == "RB" and token.lower.endswith("ly"))
    )


def beside(
    tokens: Sequence[Token], first: int, last: int, person: bool, kinds: Kinds, *, after_it: bool = True
) -> list[Happening]:
    """What stands right after or before a counted phrase (tokens `first` to `last`), where the parse led nowhere."""
    j = last + 1
    passive = False
    while j < len(tokens) and j - last < 6 and (tokens[j].lower in _SMALL or _glued_auxiliary(tokens[j])):
        passive = passive or tokens[j].lower in _PASSIVE or tokens[j].lower.startswith(("were", "was"))
        j += 1
    if j < len(tokens) and after_it:
        after = tokens[j]
        found: Happening | None = None
        if after.lower in kinds.adjectives and (j > last + 1 or after.head.i <= j):
            return _predicate(after, kinds)
        if after.pos == "VERB" or _unglued(after.text) in kinds.verbs:
            patient: Relation = "object" if after.tag == "VBN" or passive else "subject"
            found = _match(after, patient, person, kinds, None)
        if found:
            return [found]
    i = first - 1
    if i >= 0 and ((tokens[i].pos == "VERB" and tokens[i].dep != "aux") or _unglued(tokens[i].text) in kinds.verbs):
        before = _match(tokens[i], "object", person, kinds, None)
        if before:
            return [before]
    return []


def _happened(entry: Verb | Noun | Adjective | State, token: Token, kinds: Kinds, why: str) -> Happening:
    counts: Literal["people", "homes"] = "people" if isinstance(entry, State) else entry.counts
    known = status(token, kinds.modality)
    if entry.kind == "capacity" and known == "hypothetical":
        known = "actual" if any(c.lower in ("can", "could") for c in token.children) else "planned"
    return Happening(kind=entry.kind, label=entry.label, token=token, counts=counts, status=known, why=why)
