"""Every place in a sentence where an event is told: a verb or a noun, with the heads of who acts and who is acted upon.

Passives, relative clauses, shared and controlled subjects and "between X and Y" are undone.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from dateline.annotate.events.vocabulary import EventWords, Noun, Verb
from dateline.clauses import VERBS
from dateline.syntax import Sentence, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One telling: the word, its kind, the heads of who acts and who is acted upon."""

    token: Token
    kind: str
    actor: Token | None
    target: Token | None
    why: str
    acted: bool = False
    """Whether it is an event only with somebody who acts: an accident also kills."""


def named_storms(sentences: Sequence[Sentence], words: EventWords) -> set[str]:
    """The names in a report of what befalls without anybody acting: Freddy of "Cyclone Freddy", in small letters."""
    parties = {party for entry in words.instead.get(_ATTACK, ()) for party in entry.parties}
    return {
        token.lower
        for sentence in sentences
        for token in sentence.tokens[1:]
        if token.pos == "PROPN" and sentence.tokens[token.i - 1].lower in parties
    }


def find_tellings(sentence: Sentence, words: EventWords, storms: Set[str] = frozenset()) -> Iterator[Told]:
    """The tellings of a sentence, in order, with the kinds that their parties make them; `storms` are named ones."""
    by_verb: set[tuple[int, str]] = set()
    found: dict[int, Told] = {}
    for token in sentence.tokens:
        if token.pos not in _TELLING and token.tag not in ("VBG", "VBN"):
            continue
        told = _told(token, words, by_verb)
        if told is None or (told := _by_parties(told, words)) is None:
            continue
        if told.kind == _ATTACK and told.actor is not None and told.actor.lower in storms:
            told = replace(told, kind="Disaster")  # "Freddy killed 73 people"
        above = found.get(token.head.i) if token.dep in ("advcl", "xcomp") else None
        if above is not None and above.kind == told.kind and told.actor in (None, above.actor):
            # "fired tear gas to disperse the crowd", "a mine exploded, wounding the driver": no second event
            found[token.head.i] = replace(above, target=above.target if above.target is not None else told.target)
            continue
        found[token.i] = told
    yield from found.values()


_TELLING = frozenset({"NOUN", "PROPN", "VERB"})


def _told(token: Token, words: EventWords, by_verb: set[tuple[int, str]]) -> Told | None:
    """What a word tells, whoever its parties are; `by_verb` holds what verbs have told so far."""
    if token.pos == "PROPN" and token.entity.endswith("DATE"):
        return None  # "in March of 2020"
    entry = _entry(token, words) if token.pos in ("NOUN", "PROPN") or _is_named_so(token) else None
    if entry is not None:  # "held talks": the verb told it
        return _noun(token, entry, words) if (_carrier(token).i, entry.kind) not in by_verb else None
    if token.pos != "VERB" and not _is_misread(token):
        return None
    entries = words.verbs.get(token.lemma.lower())
    told = _verb(token, entries, words) if entries else None
    if told is not None:
        by_verb.add((token.i, told.kind))
    return told


def _is_named_so(token: Token) -> bool:
    """Whether a gerund stands as a noun: "fighting between herders and farmers broke out"."""
    return token.tag == "VBG" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and token.child("dobj") is None


def after(token: Token, preposition: str) -> Token | None:
    """What stands after a preposition that hangs on a token."""
    prep = next((c for c in token.children if c.dep in ("prep", "agent") and c.lower == preposition), None)
    return prep.child("pobj") if prep is not None else None


def points_back(token: Token) -> bool:
    """Whether a bare noun points back: the attack, this raid."""
    return any(c.dep == "det" and c.lower in ("the", "this", "that", "these", "those") for c in token.children)


def _carrier(noun: Token) -> Token:
    """What an event noun hangs on: held of "held talks" and of "held a round of talks"."""
    of = noun.head
    return of.head.head if noun.dep == "pobj" and of.lower == "of" and of.head.dep == "dobj" else of


def _entry(noun: Token, words: EventWords) -> Noun | None:
    lemma = noun.lemma.lower()
    if lemma in words.compounded and noun.i:
        compound = words.nouns.get(f"{noun.sentence.tokens[noun.i - 1].lower} {lemma}")
        if compound is not None:
            return compound
    return words.nouns.get(lemma) or words.nouns.get(noun.lower)


def _tells(noun: Token, words: EventWords) -> bool:
    """Whether a noun, or what it is a round or a wave of, is an event noun."""
    return any(_entry(t, words) is not None for t in (noun, after(noun, "of")) if t is not None)


def _by_parties(told: Told, words: EventWords) -> Told | None:
    """The telling with the kind that its parties make it; None where nobody and nothing in particular acts."""
    if told.actor is not None and told.why.startswith("verb"):
        lemma = told.actor.lemma.lower()
        if lemma in words.sums and told.kind in (_ATTACK, _CLASH, "Displacement"):
            return None  # "the war has killed 20,000": no event but the sum of many
        before = told.actor.sentence.tokens[told.actor.i - 1].lower if told.actor.i else ""
        kind = words.instruments.get(f"{before} {lemma}") or words.instruments.get(lemma)
        kind = kind if told.actor.pos != "PROPN" else None  # "the Cloquet Fire killed hundreds"
        owner = told.actor.child("poss")
        if kind is not None and (owner or told.target):  # "their shells hit the market"
            known = kind if told.kind in (_ATTACK, "Disaster") else told.kind
            told = replace(told, kind=known, actor=owner, acted=False)
    heads = {"actor": _named_by(told.actor), "target": _named_by(told.target)}
    for entry in words.instead.get(told.kind, ()):
        roles = ("actor", "target") if entry.role == "either" else (entry.role,)
        if any(not heads[role].isdisjoint(entry.parties) for role in roles):
            return replace(told, kind=entry.becomes)
    return told


def _named_by(party: Token | None) -> set[str]:
    """The lemma of a party, and of a name what it is the name of: the cyclone of "Cyclone Nargis"."""
    if party is None or any(c.lower in _RIGGED for c in party.children):
        return set()  # "a truck packed with explosives" had no accident
    kinds = [c.lower for c in party.children if c.dep == "compound"] if party.pos == "PROPN" else []
    return {party.lemma.lower(), *kinds}


_RIGGED = frozenset({"packed", "laden", "loaded", "rigged", "filled", "driven"})
_ATTACK = "Attack"


# --- verbs -----------------------------------------------------------------------------------------------------------


def _is_misread(token: Token) -> bool:
    """Whether a finite verb was read as a participle before its object: "the military routed Armenian forces in a day".

    The sentence then has no verb at its root, and what stands before the participle belongs to nobody.
    """
    if token.tag != "VBN" or token.dep != "amod":
        return False
    noun = token.head
    before = token.sentence.tokens[token.i - 1] if token.i else token
    return (
        noun.head is noun and noun.pos in ("NOUN", "PROPN") and before.pos in ("NOUN", "PROPN", "ADJ")
        and noun.left < token.i and before.text != "-"
    )  # fmt: skip


def _verb(verb: Token, entries: Sequence[Verb], words: EventWords) -> Told | None:
    """The event that a verb tells, by the first entry whose frame it stands in."""
    if verb.dep == "amod" and not _is_misread(verb):
        return None  # "displaced persons", "detained leaders": background, no news
    subject, obj, passive = _roles(verb, words)
    if subject is not None and _tells(subject, words):
        return None  # "the talks began", "the attack killed two": the noun tells it
    if any(party is not None and party.lower in _NOBODY for party in (subject, obj)):
        return None  # "none of the agencies gives aid"
    for entry in entries:
        if not _stands_in(verb, entry, subject, obj, words):
            continue
        actor, target = _frame(verb, entry, subject, obj, passive)
        if (entry.people and target is None) or (entry.actor and actor is None) or (actor is None and target is None):
            continue
        why = f"verb: {verb.lemma.lower()}"
        return Told(token=verb, kind=entry.kind, actor=actor, target=target, why=why, acted=entry.actor)
    return None


def _stands_in(verb: Token, entry: Verb, subject: Token | None, obj: Token | None, words: EventWords) -> bool:
    """Whether a verb has the subject, the object and the words beside it that an entry asks for."""
    if entry.objects and not (obj is not None and _words_of(obj) & entry.objects):
        return False
    if obj is not None and _is_meant_otherwise(verb, entry, obj, words):
        return False
    if entry.kind == _PROTEST and subject is not None and verb.lemma == "march" and _words_of(subject) & words.armed:
        return False  # "soldiers marched into the capital"
    if entry.subjects and not (subject is not None and _words_of(subject) & entry.subjects):
        return False
    if entry.armed and not (subject is not None and _is_armed(subject, words)):
        return False
    if entry.kind in _GROUND and verb.lemma == "take" and any(c.lower in _AWAY for c in verb.children):
        return False  # "was taken off life support"
    if verb.dep == "acl" and entry.kind in _STANDING:
        return False  # "the force deployed there": no news
    if entry.kind == _CLASH and verb.child("xcomp") is not None:
        return False  # "battling to reach relatives"
    if entry.kind == _PROTEST and not entry.needs | entry.subjects and verb.lemma != "protest":
        return verb.child("dobj") is None  # "demonstrated their reach", "rallied support"
    near = _near(verb) if entry.needs or entry.without else set()
    if near & entry.without or (entry.without and subject is not None and _words_of(subject) & entry.without):
        return False
    return not entry.needs or bool(near & entry.needs)


def _is_meant_otherwise(verb: Token, entry: Verb, obj: Token, words: EventWords) -> bool:
    """Whether a verb's object makes it something else: "attacked the ruling", "the needs of the disabled are met", "was
    met with open doors", "launched a poster campaign"."""
    word = obj.lemma.lower()
    if word in words.unhurt and entry.kind in (_ATTACK, _CLASH, _SHELLING):
        return True
    if verb.lemma == "meet" and entry.kind == "Talks":
        return word in words.unmet or (verb.child("auxpass") is not None and after(verb, "with") is not None)
    return entry.kind == _CLASH and word == "campaign" and not _is_of_war(obj, verb)


def _is_of_war(campaign: Token, verb: Token) -> bool:
    """Whether a campaign is against somebody, or called one of arms."""
    called = any(c.lower in _OF_WAR for c in campaign.children)
    return called or any(after(token, p) is not None for token in (campaign, verb) for p in ("against", "on"))


_OF_WAR = frozenset({"military", "bombing", "air", "terror", "insurgency", "guerrilla", "armed"})
_CLASH = "Armed clash"
_LAID = frozenset({"bomb", "roadside", "suicide", "landmine", "by", "against"})
"""What blows up because somebody wants it to."""
_SHELLING = "Shelling/artillery/missile attack"
_PROTEST = "Peaceful protest"
_STANDING = frozenset({"Headquarters or base established", "Troop movement"})
_WEAPONS = frozenset({"firearm", "weapon", "gun", "knife", "rifle", "pistol", "machete"})
_GROUND = frozenset({"Non-state actor overtakes territory", "Government regains territory"})
_AWAY = frozenset({"off", "away", "out", "into"})
_CONTROL = frozenset({"control", "sovereignty", "authority", "rule"})
_NOBODY = frozenset({"none", "nobody", "no", "nothing"})


def _roles(verb: Token, words: EventWords) -> tuple[Token | None, Token | None, bool]:
    """Subject, object, and whether the verb is passive."""
    if _is_misread(verb):
        before = verb.sentence.tokens[verb.i - 1]
        owner = next((c for c in verb.head.children if c.dep == "poss"), before)
        return owner if before.pos == "ADJ" else before, verb.head, False
    counted = verb.child("nsubj")
    bare = verb.tag == "VBN" and verb.child("aux", "auxpass", "dobj") is None
    if bare and counted is not None and (counted.pos == "NUM" or counted.child("nummod") is not None):
        return _by(verb), counted, True  # "24 killed in a strike": a headline's passive
    subjects = [c for c in verb.children if c.dep == "nsubj"]
    if len(subjects) > 1 and verb.tag in ("VBD", "VBN") and verb.child("aux", "auxpass", "dobj") is None:
        numbered = [c for c in subjects if c.child("nummod") is not None]
        return _by(verb), (numbered or subjects)[-1], True  # "30 homes destroyed and 1,200 people displaced"
    if counted is not None and _is_reduced(verb):
        return _by(verb), counted, True
    reduced = verb.tag == "VBN" and verb.dep == "acl" and verb.child("nsubj", "aux") is None
    passive = verb.child("auxpass") is not None or reduced  # not "reports that rebels had captured"
    obj = (verb.child("nsubjpass") or _antecedent(verb)) if passive else verb.child("dobj")
    if passive and obj is None and verb.dep == "dep" and _is_reduced(verb.head):
        obj = verb.head.child("nsubj")
    if obj is None and verb.dep == "relcl" and counted is not None and counted.lower not in _WHO:
        obj = verb.head  # "the hostages it had taken"
    if obj is not None and obj.lower in ("who", "which", "that") and verb.dep == "relcl":
        obj = verb.head
    return _by(verb) if passive else _subject(verb, words), obj, passive


_WHO = frozenset({"who", "which", "that"})


def _is_reduced(verb: Token) -> bool:
    """Whether a verb that was read as the main one is a participle of its subject: "sailors kidnapped off Benin were
    freed"."""
    finite = any(c.dep == "dep" and c.child("auxpass") is not None and c.i > verb.i for c in verb.children)
    return verb.tag == "VBD" and verb.child("aux", "dobj") is None and finite


def _frame(
    verb: Token, entry: Verb, subject: Token | None, obj: Token | None, passive: bool
) -> tuple[Token | None, Token | None]:
    """Who acts and who is acted upon, in the frame of an entry."""
    if entry.target == "object":
        if obj is not None and obj.lemma.lower() in _CONTROL:  # "regained control of the town"
            ways = ((t, p) for t in (obj, verb) for p in ("of", "over", "in"))
            obj = next((found for t, p in ways if (found := after(t, p)) is not None), obj)
        return subject, obj
    if entry.target == "subject":
        return None, subject or obj
    if entry.target == "none":
        return subject, None
    deep = after(obj, "of") if obj is not None else None  # "a round of talks with the rebels"
    preps = [c for c in verb.children if c.dep == "prep"]  # "pulled out of Gao": the "of" hangs on the "out"
    below = (verb, obj, deep, *preps, *(c.child("pobj") for c in preps))
    other = next((t for b in below if b is not None and (t := after(b, entry.target)) is not None), None)
    if other is None and subject is not None and entry.target == "with":
        other = next((c for c in subject.children if c.dep == "conj"), None)  # "A and B signed a treaty"
    return subject, other


def _is_armed(subject: Token, words: EventWords) -> bool:
    """Whether a subject is an army, a group, a state or whatever else can hold ground; "it" and "they" may be."""
    named = subject.entity.endswith(("GPE", "NORP", "ORG")) or subject.lower in ("it", "they", "which", "who", "that")
    return named or bool(_words_of(subject) & words.armed)


def _subject(verb: Token, words: EventWords) -> Token | None:
    """The subject of an active verb: its own, the noun its clause stands with, or the one it shares."""
    for _ in range(4):
        own = verb.child("nsubj")
        if own is not None and verb.pos == "AUX" and own.lemma.lower() in words.aims:
            return None  # "the goal is to fight poverty"
        if own is not None:
            return _real(verb.head if own.lower in ("who", "which", "that") and verb.dep == "relcl" else own)
        if verb.child("nsubjpass") is not None:
            return None  # "its hospital was hit, killing two": who hit it is not said
        if verb.dep == "acl" and verb.tag == "VB":
            return verb.head.child("poss")  # "their readiness to continue"
        if verb.dep in ("acl", "relcl"):
            return verb.head if verb.tag != "VBN" else None
        if verb.dep == "pcomp" and verb.head.lower != "by" and (accuser := verb.head.head).lemma.lower() in _CHARGES:
            return accuser.child("dobj", "nsubjpass")  # "accused the separatists of violating the truce"
        if verb.dep == "advcl" and verb.tag == "VBG" and _follows_a_passive(verb):
            return None
        if verb.dep not in ("conj", "xcomp", "advcl", "ccomp") or verb.head.pos not in VERBS or verb.head is verb:
            return None
        if verb.dep in ("xcomp", "ccomp") and verb.tag == "VB" and (controller := verb.head.child("dobj")) is not None:
            return controller  # "forced the authorities to agree"
        verb = verb.head
    return None


_CHARGES = frozenset({"accuse", "suspect", "convict", "charge", "blame", "prevent", "stop", "acquit"})


def _follows_a_passive(participle: Token) -> bool:
    """Whether the verb before a participle is a passive that the parser did not hang it on: "work was suspended after
    its hospital was hit, injuring seven"."""
    before = participle.sentence.tokens[: participle.i]
    verb = next((t for t in reversed(before[-10:]) if t.pos == "VERB"), None)
    return verb is not None and verb is not participle.head and verb.child("auxpass") is not None


def _real(subject: Token) -> Token:
    """Who acts where the parser took a date for the subject: "the day after the region surrendered"."""
    prep = next((c for c in subject.children if c.dep == "prep" and c.lower in ("after", "before")), None)
    below = prep.child("pobj") if prep is not None and subject.lower in ("day", "week", "night", "hours") else None
    return below if below is not None else subject


def _antecedent(verb: Token) -> Token | None:
    return verb.head if verb.dep in ("acl", "relcl", "amod") else None


def _by(verb: Token) -> Token | None:
    agent = verb.child("agent")
    by = agent.child("pobj") if agent is not None else None
    return by if by is not None and (by.lemma.lower() not in _MEANS or by.children) else None


_MEANS = frozenset(
    "boat bus air sea road helicopter plane train truck ship car rail land foot lorry ferry force".split()
)
"""What a bare noun after "by" names the way of: "evacuated by boat"."""


_PLACES = ("GPE", "LOC", "FAC")


def _words_of(token: Token) -> set[str]:
    found = {token.lemma.lower(), token.lower, *(c.lemma.lower() for c in token.children if c.dep == "conj")}
    if (token.entity and token.entity[2:] in _PLACES) or _is_unknown_name(token):
        found.add("place:*")
    if token.pos == "NUM" and (of := after(token, "of")) is not None:
        found.add(of.lemma.lower())  # "released 12 of the hostages"
    if token.entity.endswith("PERSON"):
        found.add("person:*")
    if token.entity.endswith("ORG"):
        found.add("body:*")
    return found


def _is_unknown_name(token: Token) -> bool:
    """Whether a name is one that the model has no kind for, as it has none for most towns of the world."""
    return token.pos == "PROPN" and not token.entity and token.text[:1].isupper()


def _near(verb: Token) -> set[str]:
    """Words that depend on a verb, directly or through a preposition."""
    found: set[str] = set()
    for child in verb.children:
        found |= {child.lemma.lower(), child.lower}
        if child.dep == "advcl" and child.tag == "VB":
            continue  # "demonstrations were held to protest the detention"
        for below in child.children:
            found |= {below.lemma.lower(), below.lower}
            if below.dep == "prep":
                found |= {last.lemma.lower() for last in below.children}
    return found


# --- nouns -----------------------------------------------------------------------------------------------------------


def _noun(noun: Token, entry: Noun, words: EventWords) -> Told | None:
    """The event that a noun tells, where it names a party or something befalls by it."""
    why = f"noun: {noun.lemma.lower()}"
    of_itself = noun.lemma.lower() in ("explosion", "blast") and not any(c.lower in _LAID for c in noun.children)
    sites = (after(noun, p) for p in ("in", "at")) if of_itself else ()
    at_work = any(site is not None and site.lemma.lower() in words.works for site in sites)
    kind = "Disaster" if at_work else entry.kind  # "an explosion in a coal mine"
    between = after(noun, "between") or (after(noun.head, "between") if noun.dep == "nsubj" else None)
    if between is not None:
        other = next((c for c in between.children if c.dep == "conj"), None)
        return Told(token=noun, kind=kind, actor=between, target=other, why=why)
    if noun.dep == "pobj" and noun.head.head.lemma.lower() in words.causes and entry.kind == _ATTACK:
        return None  # "the operation led to the killing of 200": what led to it is the event
    likened = noun.dep == "pobj" and noun.head.lower == "as" and noun.head.head.pos == "VERB"
    if likened or (noun.dep in ("oprd", "ccomp") and noun.head.lemma == "call"):
        return None  # "described the film as an attack on the nation"
    of = after(noun, "of")
    verb = noun.head
    owner = noun.child("poss")
    actor = (
        after(noun, "by")
        or (after(of, "by") if of is not None else None)
        or (owner if entry.poss == "actor" else None)
        or (of if entry.of == "actor" else None)
    )
    against = ["on", "against", *(["of"] if entry.of == "target" else []), "with", "to", "from"]
    whom = (t for p in against if (t := after(noun, p)) is not None and t.lemma.lower() not in _WEAPONS)
    target = next(whom, owner if entry.poss == "target" else None)
    harms = any(other.kind == _ATTACK for other in words.verbs.get(verb.lemma.lower(), ()))
    if target is None and noun.dep == "nsubj" and harms:
        target = verb.child("dobj")  # "an air strike killed 24 people"
    if target is None and noun.dep == "pobj" and verb.dep == "agent" and verb.head.lemma.lower() in words.carrying:
        target = verb.head.child("nsubjpass")  # "the city was hit by a missile strike"
    if actor is None and noun.dep == "dobj" and verb.lemma.lower() in words.carried:
        actor = _subject(verb, words)
    if actor is None and noun.dep == "nsubjpass" and verb.lemma.lower() in words.carried:
        actor = _by(verb)
    if actor is None and noun.dep == "pobj" and noun.head.lower == "for" and noun.head.head.pos == "VERB":
        actor = _subject(noun.head.head, words)  # "arrived for talks with"
    if target is not None and target.lower in _NOBODY:
        return None
    if target is not None and target.lemma.lower() in words.unhurt and entry.kind in (_ATTACK, _CLASH):
        return None  # "an attack on the nation's values"
    if actor is None and target is None and not (_happens(noun, words, entry) or points_back(noun)):
        return None
    return Told(token=noun, kind=kind, actor=actor, target=target, why=why)


def _happens(noun: Token, words: EventWords, entry: Noun) -> bool:
    """Whether a noun without parties is told as happening: a blast killed two; there was a riot in the market."""
    if points_back(noun):
        return False
    deps = ("nsubjpass",) if entry.joint else ("dobj", "nsubjpass")  # "talks were held": "held talks" is the verb's
    if noun.dep in deps and noun.head.lemma.lower() in words.carried:
        return True
    if entry.joint:
        return False  # "talks in the capital": nobody knows whose
    if any(c.dep == "prep" and c.lower in ("in", "at", "near", "outside", "inside", "across") for c in noun.children):
        return noun.dep in ("nsubj", "nsubjpass", "attr", "dobj", "ROOT")
    verb = noun.head
    return (noun.dep in ("nsubj", "nsubjpass") and verb.lemma.lower() in words.carrying) or (
        noun.dep == "attr" and verb.child("expl") is not None
    )
