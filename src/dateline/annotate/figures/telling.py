"""What a word says of those it counts: a verb of its object or subject, a noun of those it governs, an adjective.

The lower half of reading what happened (happening.py climbs to these words): verbs with their complements and the verbs
joined to them, nouns of acts and of people, adjectives, states ("in custody"), and what a counted noun carries ("people
displaced by", "two guards dead").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from dateline.annotate.figures.vocabulary import Adjective, Kinds, Noun, State, Verb
from dateline.clauses import VERBS, status
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
    loose: bool = False
    """The word says little: what else is said of those counted goes before."""
    why: str


_WEAK = ("other", "assisted", "arrived")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CROWD = 100
"""A head with more children is no clause but a table that was parsed as one; looking through it for each of its numbers
would take the square of its length."""
STATES = frozenset({"in", "at", "under", "on", "into", "inside", "within", "to", "without"})
_INSIDE = STATES - {"without"}
_PLACES = ("GPE", "LOC", "FAC")


# --- verbs -----------------------------------------------------------------------------------------------------------


def of_verb(
    verb: Token, relation: Relation, person: bool, kinds: Kinds, node: Token, depth: int = 0
) -> list[Happening]:
    """What a verb, its complements and the verbs joined to it say of its object or subject."""
    if verb.pos not in ("VERB", "AUX", "ADJ", "NOUN") or depth > 3:
        return []
    found = matched(verb, relation, person, kinds, node)
    own = [found] if found else []
    if found is None or (found.kind in _WEAK and found.label != "rescued"):  # "registered as displaced" says more
        own = _complements(verb, relation, person, kinds, node, depth) or own
    for other in _joined(verb, relation):
        more = matched(other, _relation_of(other, relation), person, kinds, node)
        if more and all(more.kind != h.kind for h in own):
            weak = bool(own) and own[0].kind in _WEAK and more.kind not in _WEAK
            own = [more, *own] if weak else [*own, more]  # "were raped and then burned alive"
    return own


def _relation_of(joined: Token, relation: Relation) -> Relation:
    """What the subject of a verb is to a passive joined to it: "had come out or been rescued"."""
    return "object" if relation == "subject" and joined.child("auxpass") is not None else relation


def matched(verb: Token, relation: Relation, person: bool, kinds: Kinds, node: Token | None) -> Happening | None:
    """What a verb itself says of its object or subject, by the first entry whose frame it stands in."""
    entries = kinds.verbs.get(verb.lemma.lower()) or kinds.verbs.get(unglued(verb.text))
    if not entries:
        return None
    near: set[str] | None = None
    for entry in entries:
        if entry.patient not in (relation, "both") or (entry.people and not person):
            continue
        if entry.patient == "both" and relation == "subject" and _acts_on_people(verb, kinds):
            continue
        held = entry.modal and verb.tag == "VBN" and verb.child("aux", "auxpass") is None  # "2 held, one sought"
        if held or (entry.modal and status(verb, kinds.modality) not in ("planned", "hypothetical")):
            continue
        if relation == "subject" and entry.label == "left" and verb.child("oprd") is not None:
            continue  # "three gunmen left two men dead in the town"
        if entry.label in _ON_THE_MOVE and _is_touched(verb):
            continue
        if entry.by and ((acts := verb.child("nsubj")) is None or acts.lemma.lower() not in entry.by):
            continue
        if entry.needs:
            near = _near(verb, node, relation) | _bare(verb) if near is None else near
            if not (near & entry.needs):
                continue
        return happened(entry, verb, kinds, f"verb: {verb.lemma} + {relation}")
    return None


_ON_THE_MOVE = frozenset({"moved", "relocated"})


def _is_touched(verb: Token) -> bool:
    """Whether what moved somebody only touched him: "moved to tears", "moved by the plight of the people"."""
    ends = (c.child("pobj") for c in verb.children if c.dep in ("prep", "agent") and c.lower in ("to", "by"))
    return any(t is not None and t.lemma.lower() in _TOUCHING for t in ends)


_TOUCHING = frozenset("plight tear suffering story fate courage generosity speech sight image kindness".split())
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=8192)
def unglued(word: str) -> str:
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


def _near(verb: Token, node: Token | None, relation: Relation) -> set[str]:
    """Words that depend on a verb, directly or through a preposition; of a place name also "place:*"."""
    near: set[str] = {f"{verb.head.lemma.lower()} to"} if verb.dep == "xcomp" and verb.tag == "VB" else set()
    for child in verb.children:
        if relation == "object" and child.dep == "nsubj":
            continue  # "the reception centre registered 4,850 people": who acts is not what happens
        if child is node:
            near.add(child.lemma.lower())  # "buried 62 victims"; what hangs on the noun is none of the verb's
            near |= _behind_involved(child)
            continue
        if child.dep == "attr":
            continue  # "27 of them were schools"
        if child.dep == "ccomp" and child.i < verb.i and child.child(*SUBJECTS) is not None:
            continue  # "The boat broke off the pier; the coast guard picked up 21"
        if child.dep in ("conj", "advcl") and child.child(*SUBJECTS) is not None:
            continue  # "left thousands to look for food, and hundreds dead"; "were found, two of them dead"
        _add(child, near)
        near |= _to_death(child)
        if child.dep in _NEAR and not (verb.lemma == "be" and child.lower == "out"):  # "are out of school"
            for below in child.children:
                if not (child.lower == "at" and below.tag == "NN" and not below.children):  # "pupils were at school"
                    _add(below, near)
                if below.dep in ("pobj", "prep", "conj", "dobj"):
                    for last in below.children:
                        _add(last, near)
    return near


def _behind_involved(node: Token) -> set[str]:
    """What "involved" took of the verb's: "brought five people involved to the hospital"."""
    involved = (c for c in node.children if c.lower == "involved")
    return {last.lemma.lower() for word in involved for prep in word.children for last in prep.children}


_NEAR = frozenset("prep agent oprd acomp ccomp xcomp advmod prt dobj advcl".split())


def _to_death(child: Token) -> set[str]:
    """ "to death" for a verb that it completes ("fell 600 metres to his death"), not for one that led to deaths."""
    preps = [child] if child.dep == "prep" else child.children if child.dep in ("dobj", "npadvmod") else ()
    ends = (prep.child("pobj") for prep in preps if prep.lower == "to")
    return {"to death"} if any(end is not None and end.lemma.lower() == "death" for end in ends) else set()


_WHERETO = frozenset("to into out off on for as through onto toward towards aboard over up by".split())
_FURTHER = frozenset({"dobj", "oprd", "prt", "xcomp", "acomp", "dative"})


def _bare(verb: Token) -> set[str]:
    """ "bare:*" for a passive that nothing completes: "177 were taken", not "taken to hospital" or "taken ill"."""
    passive = verb.tag == "VBN" and (verb.child("auxpass") is not None or verb.child("aux") is None)
    completed = any(
        c.dep in _FURTHER or (c.dep in ("prep", "advmod", "agent") and c.lower in _WHERETO) for c in verb.children
    )
    return {"bare:*"} if passive and not completed else set()


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
        if child.dep == "oprd" and relation == "subject" and verb.child("dobj") is not None:
            continue  # "three gunmen left two men dead"
        found: list[Happening] = []
        if child.dep == "advcl" and child.child(*SUBJECTS) is not None:
            continue  # "hailed for his help before more were killed"
        if (
            child.dep in ("acomp", "oprd", "attr", "amod", "advcl", "dobj")
            and child.pos in ("ADJ", "VERB", "NOUN")
            and child.i > verb.i
        ):
            found = predicate(child, kinds) if child.dep in ("acomp", "oprd") or child.tag == "VBN" else []
        if (
            not found
            and child.dep in ("xcomp", "ccomp", "acomp", "oprd", "advcl")
            and child.pos in ("VERB", "AUX", "ADJ")
        ):
            of_another = relation == "subject" and _seen(verb, child)
            if of_another or (child.dep == "advcl" and not (child.tag == "VB" and relation == "object")):
                continue  # "a climber who watched his brother fall to his death"
            subject = child.child(*SUBJECTS, "expl")  # "a nurse told me that there were 26 bodies"
            if subject is None or subject is node:
                passive = child.child("auxpass") is not None or (child.tag == "VBN" and child.child("aux") is None)
                found = of_verb(child, "object" if passive else "subject", person, kinds, node, depth + 1)
        found = found or _state_of(child, verb, relation, kinds)
        if not found and child.dep == "attr" and relation == "subject":  # "3 million of them are refugees"
            found = [h for h in of_noun(child, kinds) if h.kind != "population"]
        if found:
            known = status(verb, kinds.modality)
            return [_with_status(h, known) for h in found]
    return []


def _state_of(child: Token, verb: Token, relation: Relation, kinds: Kinds) -> list[Happening]:
    """The state in which a verb leaves its subject: "are in camps", "had their homes destroyed"."""
    if child.dep == "prep":
        return [h for h in state(child, kinds, verb) if h.label != "buried" or verb.lemma not in _ON_FOOT]
    homes = child.child("nsubj", "nsubjpass") if child.dep == "ccomp" and child.tag == "VBN" else None
    if homes is None or verb.lemma != "have" or relation != "subject" or homes.child("poss") is None:
        return []
    found = [h for h in of_verb(child, "object", False, kinds, homes) if h.counts == "homes"]
    return [replace(h, counts="people") for h in found]


def _seen(verb: Token, deed: Token) -> bool:
    """Whether a verb's object does a deed, not its subject: "saw two men die", "let them go"."""
    whom = verb.child("dobj")
    return whom is not None and whom.i < deed.i and deed.tag == "VB" and not any(c.tag == "TO" for c in deed.children)


_ON_FOOT = frozenset({"stand", "sit", "walk", "work", "live", "sleep", "search", "dig", "look", "play"})
"""What those do in the ruins who are not under them."""


def _with_status(found: Happening, known: Status) -> Happening:
    if known == "actual" or found.status != "actual":
        return found
    return replace(found, status=known)


def predicate(token: Token, kinds: Kinds) -> list[Happening]:
    """dead, missing, killed, homeless: said of somebody by an adjective or a participle."""
    entry = kinds.adjectives.get(token.lower)
    if entry is not None and _acts(token):
        return []  # "it is alleged that four servicemen detained two looters"
    if entry is not None:
        more = matched(token, "object", True, kinds, None) if entry.label == "affected" and token.tag == "VBN" else None
        if more is not None and more.kind not in _WEAK:
            return [more]  # "remain trapped under the rubble"
        return [happened(entry, token, kinds, f"adjective: {token.lower}")]
    if token.tag == "VBN":
        match = matched(token, "object", True, kinds, None)
        return [match] if match else []
    return []


def _acts(participle: Token) -> bool:
    """Whether a word that could be a participle is a verb with its object right behind it."""
    obj = participle.child("dobj") if participle.tag in ("VBN", "VBD") else None
    return obj is not None and obj.i > participle.i and obj.left == participle.i + 1


def state(prep: Token, kinds: Kinds, above: Token) -> list[Happening]:
    """in custody, in 21 camps, under arrest; registered as displaced."""
    if prep.lower == "as":
        for child in prep.children:
            if found := predicate(child, kinds):
                return found
        return []
    pobj = prep.child("pobj")
    if pobj is not None and prep.lower in ("among", "amongst"):  # "two are among the wounded"
        found = of_noun(pobj, kinds) or predicate(pobj, kinds) or carried_by(pobj, True, kinds)
        return [h for h in found if h.kind != "population"]
    if pobj is None or prep.lower not in STATES:
        return []
    word = pobj.lemma.lower()
    before = next((c.lower for c in pobj.children if c.dep in ("compound", "amod")), "")
    entries = kinds.states.get(f"{before} {word}") or kinds.states.get(word) or ()
    why = f"state: {prep.lower} {word}"
    return [
        happened(entry, prep, kinds, why) for entry in entries
        if prep.lower in (entry.through or _INSIDE)
        and (not entry.governed or above.pos not in VERBS or above.lemma in entry.governed)
    ]  # fmt: skip


def _joined(verb: Token, relation: Relation) -> Iterator[Token]:
    """Verbs that share a verb's subject or object: killed and wounded scores; were abducted and shot dead."""
    for other in verb.children:
        if other.dep == "conj" and other.pos == "VERB":
            if other.child(*SUBJECTS) is not None:
                continue  # "30 killed and 12 wounded"
            if relation == "subject" or verb.child("nsubjpass"):
                if other.child("dobj") is None:
                    yield other
            elif verb.child("dobj") is None:
                yield other
    if verb.dep == "conj" and verb.head.pos == "VERB" and relation == "object" and verb.child(*SUBJECTS) is None:
        first = verb.head
        if first.child("dobj") is None and first.child("nsubjpass") is None:
            yield first


# --- nouns -----------------------------------------------------------------------------------------------------------


def of_act(noun: Token, kinds: Kinds, word: str = "of") -> list[Happening]:
    """the killing of nine, injuries to eight, six jesuits' murder; the killing and wounding of ten.

    `word` is the preposition before those who are counted.
    """
    found = []
    for token in (noun, *(c for c in noun.children if c.dep == "conj")):
        for entry in nouns(token, kinds):
            if entry.frame == "action" and (not entry.through or word in entry.through) and _is_said(token, entry):
                found.append(happened(entry, token, kinds, f"noun: {token.lemma.lower()} {word}"))
                break
    return [replace(h, status="hypothetical") if _would_be(h) else h for h in found]


def _is_said(noun: Token, entry: Noun) -> bool:
    """Whether what an entry asks for is said of a noun: "the fate of nine is unknown", "slit the throats of
    nine"."""
    said = [c.lemma.lower() for c in noun.head.children if c.dep in ("acomp", "oprd", "attr")]
    said += [noun.head.lemma.lower()] if noun.dep in ("dobj", "nsubjpass") else []
    return not entry.governed or any(word in entry.governed for word in said)


def _would_be(act: Happening) -> bool:
    """Whether an act is only thought of: "the release of 12 would ease tensions"; a killing that could spark unrest is
    none."""
    verb = act.token.head if act.token.dep in ("nsubj", "csubj") else None
    thought = act.kind in ("assisted", "evacuated", "returned") and act.status == "actual" and verb is not None
    return thought and verb is not None and any(c.dep == "aux" and c.lower in _WOULD for c in verb.children)


_WOULD = frozenset({"would", "could", "might", "may"})


def of_noun(noun: Token | None, kinds: Kinds) -> list[Happening]:
    """What the counted noun itself says: deaths, IDPs, hostages."""
    if noun is None:
        return []
    for entry in nouns(noun, kinds):
        if entry.frame != "counted":
            continue
        if entry.governed and not any(t.lemma.lower() in entry.governed for t in _above(noun)):
            continue
        return [happened(entry, noun, kinds, f"noun: {noun.lemma.lower()}")]
    return []


def nouns(noun: Token, kinds: Kinds) -> Iterator[Noun]:
    """The entries of a noun by its lemma and, where the model's lemma misleads ("corps" for corpses), by its form."""
    lemma = noun.lemma.lower()
    for child in noun.children:
        if child.dep == "compound":  # "evacuation orders"
            yield from kinds.nouns.get(f"{child.lower} {lemma}", ())
    for word in dict.fromkeys((lemma, noun.lower, noun.lower.removesuffix("s"))):
        yield from kinds.nouns.get(word, ())


def _above(noun: Token) -> Iterator[Token]:
    for steps, token in enumerate(noun.ancestors()):
        if steps > 3:
            return
        yield token


def carried_by(node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What the counted noun carries: 12 displaced people, people killed in, people who fled, two guards dead."""
    if glued := kinds.adjectives.get(node.lower.removesuffix("people")):  # "displacedpeople" of PDF text
        return [happened(glued, node, kinds, f"adjective: {node.lower}")]
    kin = _kin(node, kinds)
    for child in (*node.children, *(c for c in (kin.children if kin is not None else ()) if c.dep == "acl")):
        found: list[Happening] = []
        if child.dep in ("acl", "relcl"):
            found = _relative(child, node, person, kinds) if child.dep == "relcl" or not _of_kin(node, kinds) else []
        elif (
            child.dep in ("amod", "compound", "nmod", "acomp", "advmod", "oprd", "appos", "ccomp")
            and child.lower in kinds.adjectives
        ):
            found = predicate(child, kinds)
        elif child.dep == "prep" and child.lower in STATES:
            found = state(child, kinds, node)
        if not found and child.dep == "prep" and child.lower in _THROUGH and person:
            found = _through(child, kinds)
        if found:
            return found
    return []


def _of_kin(node: Token, kinds: Kinds) -> bool:
    """Whether a noun is the relative of one of whom a participle behind both speaks: "the father of a boy abducted"."""
    entry = kinds.who.get(node.lemma.lower())
    if entry is None or entry.group != "relatives":
        return False
    whose = (c.child("pobj") for c in node.children if c.lower == "of")
    return any(one is not None and one.tag in ("NN", "NNP") for one in whose)


def _kin(node: Token, kinds: Kinds) -> Token | None:
    """The relative of one: the father of "the father of a boy"."""
    above = node.head.head if node.dep == "pobj" and node.head.lower == "of" else node
    return above if above is not node and _of_kin(above, kinds) else None


_THROUGH = frozenset({"of", "in", "at", "from", "on"})


def _through(prep: Token, kinds: Kinds) -> list[Happening]:
    """What is said of those counted behind what they belong to or where they are: "five members of a mission who were
    killed", "40 people in three districts who died"."""
    body = prep.child("pobj")
    if body is None or (prep.lower == "of" and (body.tag not in ("NN", "NNP") or _of_kin(prep.head, kinds))):
        return []
    entry = kinds.who.get(body.lemma.lower())
    if entry is not None and (not entry.plural or prep.lower != "of"):
        return []  # "the sister of a man who was killed", "guards in a crowd who were hurt"
    relative = next((c for c in body.children if c.dep == "relcl" and any(w.lower == "who" for w in c.children)), None)
    return _relative(relative, body, True, kinds) if relative is not None else []


def _relative(verb: Token, node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    if verb.dep == "acl":
        if verb.tag == "VBN" or (verb.tag == "VBD" and verb.child(*SUBJECTS) is None):
            return of_verb(verb, "object", person, kinds, node)
        bare = verb.child("dobj") is None  # "the number of people missing", read as a verb
        return of_verb(verb, "subject", person, kinds, node) or (predicate(verb, kinds) if bare else [])
    if any(_of_whom(c) or any(_of_whom(below) for below in c.children) for c in verb.children):
        return []  # "the flood hit 5,600 families, of whom 1,200 stay with relatives": not all of them do
    if (homeless := _whose_homes(verb, kinds)) is not None:
        return [homeless]
    who = next((c for c in verb.children if c.lower in ("who", "that", "which", "whom")), None)
    if who is not None and who.dep in ("nsubj", "nsubjpass"):
        relation: Relation = "object" if who.dep == "nsubjpass" else "subject"
        return of_verb(verb, relation, person, kinds, who)
    if who is None or who.dep == "dobj":
        return of_verb(verb, "object", person, kinds, node)
    return []


def _whose_homes(verb: Token, kinds: Kinds) -> Happening | None:
    """What is said of those "whose houses were swept away"."""
    homes = verb.child("nsubj", "nsubjpass")
    if homes is None or not any(c.lower == "whose" for c in homes.children):
        return None
    entry = kinds.who.get(homes.lemma.lower())
    if entry is None or entry.unit != "homes":
        return None
    relation: Relation = "object" if homes.dep == "nsubjpass" else "subject"
    gone = any(h.counts == "homes" and h.label in _GONE for h in of_verb(verb, relation, False, kinds, homes))
    return happened(kinds.adjectives["homeless"], verb, kinds, f"whose homes: {verb.lemma}") if gone else None


_GONE = frozenset({"homes destroyed", "homes uninhabitable"})


def _of_whom(prep: Token) -> bool:
    whom = prep.child("pobj") if prep.dep == "prep" and prep.lower in ("of", "among", "amongst") else None
    return whom is not None and whom.lower in ("whom", "which")


def happened(entry: Verb | Noun | Adjective | State, token: Token, kinds: Kinds, why: str) -> Happening:
    """What an entry of the vocabulary says, with the status of the word that it was found at."""
    known = status(token, kinds.modality)
    if isinstance(entry, State | Noun) and known == "actual":
        known = entry.status
    if entry.kind == "capacity" and known == "hypothetical":
        there = token.head.lemma == "capacity" or any(c.lower in ("can", "could") for c in token.children)
        known = "actual" if there else "planned"
    if entry.kind == "capacity" and known == "actual":  # "ready for 40,000 families"
        known = kinds.modality.governors.get(token.lemma.lower(), known)
    loose = isinstance(entry, Noun) and entry.loose
    return Happening(
        kind=entry.kind, label=entry.label, token=token, counts=entry.counts, status=known, loose=loose, why=why
    )
