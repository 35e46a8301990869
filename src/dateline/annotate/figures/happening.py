"""What happened to those whom a number counts.

Climbs from the counted noun through the parse to a verb, noun or adjective of the vocabulary, and reads the words
beside it where the parse leads nowhere.  A counted noun can be the passive or active subject, the object, the
complement of an action noun ("the killing of nine"), the end point of a toll ("the toll rose to 45"), or carry what
happened with it; what each of those words says is in telling.py, tolls are in tolls.py.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from dateline.annotate.figures.telling import (
    CROWD,
    SUBJECTS,
    Happening,
    Relation,
    carried_by,
    happened,
    matched,
    of_act,
    of_noun,
    of_verb,
    predicate,
    state,
    unglued,
)
from dateline.annotate.figures.tolls import of_measure, of_those, opening_toll, toll
from dateline.annotate.figures.vocabulary import Kinds
from dateline.clauses import DASHES
from dateline.syntax import Token

_WEAK = ("other", "assisted", "arrived")
_TO_NUMBER = frozenset("to at as by past above over beyond of near around below under from".split())
_ROUGHLY = frozenset({"between", "over", "around", "about", "under", "above", "near", "to"})
_PARTS = frozenset({"include", "including", "among", "comprise", "amongst"})
_SMALL = frozenset(
    '" “ ” were was are is been be being have has had also still reportedly allegedly now already so far newly since'
    " reported feared remain remained confirmed all seriously severely critically slightly badly later then currently"
    " internally more forcibly left believed presumed safely others other get got".split()
)
_PASSIVE = frozenset("were was been being are is be left reported feared".split())



def happenings(node: Token, noun: Token | None, person: bool, kinds: Kinds) -> list[Happening]:
    """What happened to those counted at `node` (the counted noun, else the numeral); the first counts most.

    `person` says whether the noun can name people: weak verbs ("left", "held") ask for them.
    """
    clause, own = _outer(node, person, kinds), of_noun(noun, kinds)
    if noun is not None and (entry := kinds.who.get(noun.lemma.lower())) is not None and entry.unit == "homes":
        clause = [h for h in clause if h.counts == "homes"]  # "30 homes destroyed and 1,200 people displaced"
    if own and own[0].label in _ITSELF and (not clause or clause[0].kind != own[0].kind):
        return own  # "27 bodies and 180 wounded were brought to hospital", "6 deaths and 11 injuries were reported"
    if own and own[0].label == "cases" and clause and clause[0].token.lemma.lower() in kinds.giving:
        return own  # "reported 36 cases and 8 dead"
    if own and own[0].label == "cases" and clause and clause[0].why.startswith("noun"):
        return own  # "14 deaths: Lilongwe 151 cases", parsed as one; but "three cases died"
    if own and own[0].kind == "killed" and not own[0].loose and clause and clause[0].kind in ("injured", *_WEAK):
        return own  # "101 of the dead were brought to hospitals"
    if clause and own and own[0].loose and clause[0].kind in _WEAK:
        return clause  # "200 victims of the flood need food": whoever is helped or waits for help lives
    carried = carried_by(node, person, kinds)
    if carried and carried[0].kind == "missing" and node.dep in ("dobj", "nsubjpass") and node.head.lemma in _FINDING:
        found = [replace(h, kind="assisted", label="found") for h in carried[:1]]  # "found two girls who went missing"
        return clause if clause and clause[0].kind in ("killed", "injured", "assisted") else found
    loose = node.dep == "conj" and node.head.pos == "VERB"  # "11 were killed and 20 injured", read as a list
    loose = loose or bool(carried and clause and carried[0].why[:5] == clause[0].why[:5] == "state")  # each has its own
    room = bool(clause) and clause[0].kind == "capacity" and clause[0].why.startswith("noun")
    treated = bool(carried and clause) and carried[0].kind == "injured" and clause[0].label == "assisted"
    if carried and carried[0].kind == "missing" and clause and clause[0].label in _NO_LONGER:
        return clause  # "two missing girls were found unharmed"
    if carried and (carried[0].kind == "killed" or treated or loose or not clause or clause[0].kind == "other" or room):
        return carried  # whatever else is said of the dead, they were killed
    told_more = bool(clause) and clause[0].label in _NO_LONGER
    if clause and own and clause[0].kind == "other" and own[0].kind not in ("other", "population") and not told_more:
        return own  # "7,000 refugees need help"
    return clause or own or (_of_the_first(node, person, kinds) if node.dep in _NEXT else [])


_NEXT = ("conj", "appos")


def _of_the_first(node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What the first of a list carries, of one that has only its day: "ten men killed on Friday, six on Monday"."""
    tokens = node.sentence.tokens
    after = tokens[node.i + 1 : node.i + 3]
    if not any(t.entity.endswith("DATE") for t in after) or (after[0].lower != "on" and not after[0].entity):
        return []
    for _ in range(_LIST):
        if node.dep not in _NEXT:
            break
        node = node.head
    return carried_by(node, person, kinds) if node.pos in ("NOUN", "PROPN") else []


_FINDING = frozenset({"find", "locate", "trace", "rescue"})
_NO_LONGER = frozenset({"escaped", "found"})
"""Labels of what ends what a noun or adjective says: prisoners who escaped, missing girls who were found."""
_ITSELF = frozenset({"bodies", "deaths", "injuries", "recovered"})
"""Labels of nouns that are what happened, whatever is said of them."""


# --- the clause ------------------------------------------------------------------------------------------------------


def _outer(node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What the governors of the node say."""
    part = False
    for _ in range(8):
        head, dep = node.head, node.dep
        if head is node or len(head.children) > CROWD:
            return []
        if dep == "dobj" and head.lemma.lower() in _PARTS:
            return _marked(_attribute(node, head, kinds), True)  # "the victims included three children"
        if dep in ("nsubjpass", "dobj", "obj", "oprd"):
            found = toll(node, head, kinds) or _carried(head, kinds)
            return _marked(found or of_verb(head, "object", person, kinds, node), part)
        if dep in ("nsubj", "csubj"):
            return _marked(_subject(node, head, person, kinds), part)
        if dep in ("attr", "npadvmod", "dep") and head.pos in ("VERB", "AUX"):
            apart = _is_apart(node)
            found = [] if apart else toll(node, head, kinds) or _attribute(node, head, kinds)
            return _marked(found or _how_they_are(node, head, kinds), part)
        if dep == "poss":
            return _marked(of_act(head, kinds), part)
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
            if found := _beside_noun(node, head, person, kinds):
                return _marked(found, part)
            node = head
            continue
        return _marked(of_verb(head, "object", person, kinds, node), part) if dep in ("conj", "dative", "appos") else []
    return []


def _how_they_are(node: Token, be: Token, kinds: Kinds) -> list[Happening]:
    """The state of those who are there: "There are three million people in Haiti in need of aid"."""
    behind = [c for c in be.children if c.dep == "prep" and c.i > node.i] if be.child("expl") is not None else []
    return next(filter(None, (state(prep, kinds, be) for prep in behind)), [])


def _is_apart(node: Token) -> bool:
    """Whether a number that the parse hung on a verb as it could is another's: "climbs to 143; 80 in hospital", "has
    risen to 98, with 310 hurt and 37,450 people living in camps"."""
    tokens = node.sentence.tokens
    before = tokens[node.left - 1].lower if node.left else ""
    joined = node.dep == "dep" and node.pos == "NOUN" and before in ("and", "while", "with")
    return tokens[node.i - 1].text == ";" or joined


def _carried(verb: Token, kinds: Kinds) -> list[Happening]:
    """What the subject of a verb says of its object: "the evictions affected 300 families"; no family is killed so."""
    subject = verb.child("nsubj") if verb.lemma.lower() in kinds.carriers else None
    return [h for h in of_act(subject, kinds) if h.kind not in ("killed", "injured")] if subject is not None else []


def _bereft(node: Token) -> Token | None:
    """The verb behind an apposition that took its subject: "In the north, nine people, six of them children, died"."""
    for verb in node.ancestors():
        if verb.pos in ("VERB", "AUX"):
            behind = verb.i > node.i and verb.child(*SUBJECTS) is None
            return verb if behind and verb.tag in ("VBD", "VBZ", "VBP", "VBN") else None
    return None


def _beside_noun(node: Token, head: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What a noun says of the number beside it, and of the second of two it governs; of a subject in apposition, the
    verb."""
    if node.dep == "appos" and (verb := _bereft(node)) is not None:
        return _subject(node, verb, person, kinds)
    if node.dep == "appos" and node.pos == "NUM":
        # as in "corrected the number of those killed: 41" and "reported the most deaths, 470"
        return of_measure(head, kinds) or [h for h in of_noun(head, kinds) if h.label in _ITSELF]
    shared = node.dep == "conj" and person and any(c.lower == "of" and c.i < node.i for c in head.children)
    return of_act(head, kinds) if shared else []  # "the murder of six priests and [of] two women"


def _of_them(node: Token) -> bool:
    return any(
        c.lower == "of" and c.child("pobj") is not None and c.children[0].lower in ("them", "whom", "which")
        for c in node.children
    )


def _marked(found: list[Happening], part: bool) -> list[Happening]:
    return [replace(h, part=True, bound=None) for h in found] if part else found


def _subject(node: Token, verb: Token, person: bool, kinds: Kinds) -> list[Happening]:
    if verb.pos not in ("VERB", "AUX"):
        # a headline or a small clause: "12 dead in blast", "14 wounded"
        return predicate(verb, kinds)
    if verb.dep == "auxpass" and verb.head.pos == "VERB":  # "900 people were pre-emptively evacuated", parsed so
        return of_verb(verb.head, "object", person, kinds, node)
    if verb.tag == "VB" and verb.head is verb and node.tag == "NN" and verb.child("aux") is None:
        return []  # "A climber who saw his brother fall said ...", parsed as the climber's fall
    reduced = verb.dep == "csubjpass" and verb.tag in ("VBD", "VBN") and verb.child("aux", "auxpass", "dobj") is None
    if reduced and (found := of_verb(verb.head, "object", person, kinds, node)):
        return found  # "five sailors abducted off Benin were released", parsed as their deed
    if verb.tag == "VBG" and verb.dep in ("csubj", "csubjpass"):  # "a guard standing at the gate was shot", parsed so
        return of_verb(verb.head, "object" if verb.dep == "csubjpass" else "subject", person, kinds, node)
    found = of_verb(verb, "subject", person, kinds, node)
    if not found and verb.tag == "VBG" and verb.child("dobj") is None:
        found = predicate(verb, kinds)  # "are still missing", read as a verb
    bare = not any(c.dep == "aux" or (c.dep in ("dobj", "prt") and verb.tag == "VBD") for c in verb.children)
    # houses burn of themselves, girls do not: "two girls burned alive"
    of_homes = not found or (person and all(h.counts == "homes" for h in found))
    if of_homes and verb.tag in ("VBN", "VBD") and bare and not _only_acts(verb):
        # "and 20 injured": a participle that the parser took for a verb
        found = of_verb(verb, "object", person, kinds, node) or found
    return found


def _only_acts(verb: Token) -> bool:
    """Whether a verb in the past is no participle: by its form ("drove"), or since it has its object with the next
    ("shot and wounded two guards")."""
    if verb.tag != "VBD":
        return False
    if verb.lower in _NO_PARTICIPLES:
        return True
    deed = _next_deed(verb)
    while deed is not None and deed.child("dobj") is None:
        deed = _next_deed(deed)  # "walked in and shot and killed two guards": each hangs on the one before
    return deed is not None


def _next_deed(verb: Token) -> Token | None:
    """The next verb in the past that shares a verb's subject."""
    shared = (c for c in verb.children[:CROWD] if c.dep == "conj" and c.tag == "VBD")
    return next((c for c in shared if c.child(*SUBJECTS) is None), None)


_NO_PARTICIPLES = frozenset(
    "ate began blew broke chose drew drove fell flew froze gave grew knew rode saw shook stole swam threw took tore"
    " went withdrew wrote".split()
)


def _attribute(node: Token, verb: Token, kinds: Kinds) -> list[Happening]:
    """The dead were 12 soldiers; among the victims were 3 children."""
    subject = verb.child(*SUBJECTS)
    beside = (*verb.children, *node.children)
    for other in (subject, *(c.child("pobj") for c in beside if c.lower in ("among", "amongst"))):
        if other is not None and other is not node:
            own = of_noun(other, kinds) or (of_measure(other, kinds) if verb.lemma in _PARTS else [])
            those = other is not subject or (other.lower == "those" and verb.lemma in _PARTS)
            own = own or (carried_by(other, True, kinds) if those else [])  # "among the dead rebels", "those buried"
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
        whole = _whole(above)
        measured = of_measure(whole, kinds) if whole is not None and whole.pos in ("NOUN", "PROPN") else []
        return _marked(measured, True), whole  # "the toll rose to 34, including two children"
    if word == "with" and (shared := _shared_fate(prep)) is not None:
        return _subject_of_two(shared, node, person, kinds), None
    if above.pos == "ADP" and above.head.pos in ("VERB", "AUX"):  # "rose from 12 to 19": the "to" hangs on the "from"
        return (toll(node, above.head, kinds) if word in _TO_NUMBER else []), None
    if word in ("at", "between") and node.pos == "NUM" and _is_estimated(above, kinds):
        return of_measure(above, kinds) or of_those(above, kinds), None  # "estimates the toll at 81"
    if above.pos in ("VERB", "AUX"):
        return _under_verb(node, prep, person, kinds), None
    if word == "to" and node.pos == "NUM" and (raised := _raised(above, kinds)):
        return raised, None
    if word == "at" and node.pos == "NUM" and above.tag == "NNS" and (stands := opening_toll(above, kinds)):
        return stands, None  # "The number of people confirmed dead stands at 97", with a noun for its verb
    entry = kinds.who.get(above.lemma.lower())
    if word == "of" and node.pos == "NUM" and entry is not None and entry.group == "relatives":
        return [], None  # "the murder of a mother of 12"
    found = _under_noun(word, above, person, kinds) or (
        _past_place_or_day(above, kinds) if word == "of" and person else []
    )
    partitive = above.pos in ("NUM", "PRON", "DET") or above.lower in _SOME
    group = entry is None or entry.plural or entry.unit == "households"  # "its crew of 22 was taken off"
    told = above.lower in _TOLD_OF_THEM or (node.pos == "NUM" and above.lemma.lower() in _AIMS)
    further = word == "of" and not found and not partitive and group and not told
    return found, above if further else None


def _raised(noun: Token, kinds: Kinds) -> list[Happening]:
    """What a measure counts inside of which the parse hung the "to": "bringing the number of those killed since the
    coup to 500"."""
    for above in islice(noun.ancestors(), _INSIDE):
        if above.dep == "dobj":
            return of_measure(above, kinds) if above.head.lemma.lower() in kinds.levels else []
    return []


_INSIDE = 5
"""Steps from a noun to the measure that it stands in."""


def _shared_fate(prep: Token) -> Token | None:
    """The verb whose subject those behind "along with", "together with" share; the parser hangs "with" on either."""
    before = prep.sentence.tokens[prep.i - 1] if prep.i else prep
    verb = before.head if prep.head is before else prep.head
    if verb.pos == "AUX" and (first := verb.child("attr")) is not None:
        verb = first.child("relcl", "acl") or verb  # "was the first to die, along with dozens"
    return verb if before.lower in ("along", "together") and verb.pos == "VERB" and before.i > verb.i else None


def _subject_of_two(verb: Token, node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What a verb says of its subject, also where "the chief killed along with 40 others" has no auxiliary."""
    passive = verb.child("auxpass") is not None or (verb.tag == "VBN" and verb.child("aux") is None)
    found = of_verb(verb, "object" if passive else "subject", person, kinds, node)
    if not found and verb.child("dobj") is None and not _only_acts(verb):
        found = of_verb(verb, "object", person, kinds, node)
    return found


def _past_place_or_day(name: Token, kinds: Kinds) -> list[Happening]:
    """What an act says of those behind its place or day: "the murder on 27 February of six men", read as the day's."""
    for _ in range(3):
        if name.dep != "pobj" or name.head.lower not in _WHEN_OR_WHERE:
            return []
        above = name.head.head
        if above is name.head or above.pos not in ("NOUN", "PROPN"):
            return []
        if found := of_act(above, kinds):
            return found
        name = above  # "on the evening of 27 February"
    return []


_WHEN_OR_WHERE = frozenset({"on", "in", "at", "near", "during", "of", "outside"})


def _is_estimated(those: Token, kinds: Kinds) -> bool:
    """ "Officials estimate [the injured] at 300": the parser may read the adjective as a verb."""
    given = those.dep == "dobj" and those.head.lemma.lower() in kinds.giving
    return given and those.child("det") is not None and those.child("nummod") is None


_SOME = frozenset(
    "none some many most few several bulk half third thirds quarter quarters fifths majority minority rest part portion"
    " proportion share fraction percent %".split()
)


_TOLD_OF_THEM = frozenset(
    "name names identity identities photo photos photograph photographs picture pictures image images video videos"
    " footage description age ages story stories".split()
)
"""What is told or shown of people: whoever releases the name of a woman sets nobody free."""


_AIMS = frozenset("target goal quota limit record average score price value budget rate speed ratio".split())
"""What is a number and has nobody in it: "beat its target of 7,450"."""


def _under_verb(node: Token, prep: Token, person: bool, kinds: Kinds) -> list[Happening]:
    numbered = prep.lower != "as" or node.pos == "NUM"  # "identified as a driver" is no toll
    if prep.lower in _TO_NUMBER and numbered and (found := toll(node, prep.head, kinds)):
        return found
    verb = prep.head
    if prep.lower in _ROUGHLY and prep.i < verb.i and verb.child(*SUBJECTS) in (None, prep):
        # "between 50 and 70 people were killed": the parser takes the range for a place
        found = of_verb(verb, "object" if verb.child("auxpass") else "subject", person, kinds, node)
        return found or predicate(verb, kinds)  # "Between 100-150 people are still missing"
    for entry in kinds.verbs.get(prep.head.lemma.lower(), ()):
        if entry.patient == "after" and prep.lower in entry.through and person:
            return [happened(entry, prep.head, kinds, f"verb: {prep.head.lemma} {prep.lower}")]
    if prep.lower not in ("to", "of", "for"):
        return []
    tokens = prep.sentence.tokens
    before = next((t for t in reversed(tokens[max(0, prep.i - 2) : prep.i]) if t.text not in ("[", "(")), prep)
    # "causing injuries to 8", "issued evacuation orders for 8": the parser hangs the preposition on the verb
    return of_act(before, kinds, prep.lower) if prep.lower != "for" or before.pos == "NOUN" else []


def _under_noun(word: str, noun: Token, person: bool, kinds: Kinds) -> list[Happening]:
    if word in ("of", "at", "over", "above") and (measured := of_measure(noun, kinds)):
        return measured
    if word == "at" and noun.dep == "conj" and noun.child("nummod") is None:
        return of_those(noun, kinds)  # "put the dead at 3,958 and the missing at 9,000"
    if word not in ("of", "to", "for"):
        return []
    found = of_act(noun, kinds, word)
    if not found and word == "of" and person and noun.child("nummod") is None:
        return [h for h in of_noun(noun, kinds) if h.kind == "killed"]  # "the bodies of 28 peasants"
    return found


def _whole(above: Token) -> Token | None:
    """Whom "including" divides: the noun it hangs on, or the object or subject of the verb."""
    verb = above.head if above.pos == "ADJ" else above
    if verb.pos not in ("VERB", "AUX"):
        return above
    return verb.child("dobj") or verb.child(*SUBJECTS)


# --- beside ----------------------------------------------------------------------------------------------------------


def fronted(tokens: Sequence[Token], first: int, kinds: Kinds) -> list[Happening]:
    """What those are whom the sentence names before a number of them: "Of the new cases, 130 were in the capital",
    "Among the wounded - two children"."""
    if len(tokens) < 4 or first < 3 or tokens[0].lower not in ("of", "among", "amongst") or first > _FRONTED:
        return []
    if tokens[1].lower not in ("the", "these", "those") or tokens[first - 1].text not in _FRONTS:
        return []
    noun = tokens[0].child("pobj") or tokens[first - 2]
    noun = noun if noun.i < first - 1 else tokens[first - 2]
    found = of_noun(noun, kinds) or predicate(noun, kinds)
    found = found or (carried_by(noun, True, kinds) if noun.i < first - 2 else [])
    return _marked([h for h in found if h.kind != "population"], True)


def labelled(tokens: Sequence[Token], first: int, kinds: Kinds) -> list[Happening]:
    """What the label before a colon says: "Dead: 40", "Arrivals: 84,770 people", "People in need: 1.2 million"."""
    if first < 2 or tokens[first - 1].text != ":":
        return []
    label = tokens[first - 2]
    opens = next((t.i + 1 for t in reversed(tokens[: first - 1]) if not (t.text.isalnum() or t.text == "-")), 0)
    if first - 1 - opens > _LABEL:
        return []  # a clause, and what follows explains it
    before = tokens[label.i - 1] if label.i > opens else label
    found = of_noun(label, kinds) or of_measure(label, kinds) or predicate(label, kinds)
    found = found or carried_by(label, True, kinds)  # "Displaced families: 7,450"
    return found or (state(before, kinds, before) if before.pos == "ADP" and label.head is before else [])


_FRONTS = frozenset({",", ":", *DASHES})
_LABEL = 4
"""Words of a label before its number at most."""
_FRONTED = 12
"""Tokens before a number that divides those whom its sentence names first."""


def listed_before(tokens: Sequence[Token], first: int, node: Token, person: bool, kinds: Kinds) -> list[Happening]:
    """What happened to the noun before the comma or dash, where the parse tore a list: "the murder of the rector, two
    men", "of the monks -- five Greeks and a Serb"."""
    if first < 2:
        return []
    mark, before = tokens[first - 1].text, tokens[first - 2]
    torn = node.dep in ("conj", "appos") and node.head.pos in ("VERB", "AUX") and mark in (",", "and")
    apart = mark in _APART and before.tag in ("NNS", "NNPS")
    if not (torn or apart) or before.pos not in ("NOUN", "PROPN"):
        return []
    return [h for h in _outer(before, person, kinds) if h.why.startswith("noun")]


_APART = frozenset({*DASHES, "--", "("})


def own_participle(
    tokens: Sequence[Token], first: int, last: int, told: Sequence[Happening], kinds: Kinds
) -> list[Happening]:
    """What a participle without its auxiliary says of a phrase (tokens `first` to `last`) that the parse joined to the
    verb before it: "a policeman was killed, and two officers and a driver wounded"."""
    if not told or not first or tokens[first - 1].lower not in _JOINS or told[0].token.i > first:
        return []
    j = last + 1
    while j < len(tokens) and j - last < _LIST and (tokens[j].lower in _JOINS or tokens[j].pos in _NOMINAL):
        j += 1
    if j >= len(tokens) or tokens[j].lower not in kinds.adjectives:
        return []
    if j + 1 < len(tokens) and tokens[j + 1].pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        return []  # "killed two officers and wounded civilians"
    found = predicate(tokens[j], kinds)
    return found if found and found[0].kind != told[0].kind and found[0].counts == told[0].counts else []


_JOINS = frozenset({"and", ",", ";", "while", "with", "but"})
_NOMINAL = ("NOUN", "PROPN", "NUM", "DET", "ADP")
_LIST = 12
"""Tokens of the rest of a list whose participle stands at its end."""


def toll_before(tokens: Sequence[Token], first: int, node: Token, kinds: Kinds) -> list[Happening]:
    """The toll of a number that the parse hung on a later noun: "brought to 274,000 the number of displaced"."""
    before = tokens[first - 1] if first else None
    if before is not None and before.lemma == "be" and node.dep == "pobj":
        return toll(node, before, kinds)  # "the toll is in the region of 15,000"
    if before is None or node.dep not in ("nummod", "compound", "quantmod"):
        return []
    if before.pos == "VERB":
        return toll(node, before, kinds)
    if before.tag == "NNS" and node.head is before and node.dep == "nummod":
        found = matched(before, "object", True, kinds, None)  # "Gunman kills 1, wounds 2": read as a noun
        return [found] if found else []
    return toll(node, before.head, kinds) if before.lower in _TO_NUMBER and before.head.pos == "VERB" else []


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
        # "224 dead soldiers", but "224 dead circulating in", "6,000 dead, mostly civilians"
        described = after.head.i > j and after.head.pos != "VERB" and tokens[j + 1].text != ","
        if after.lower in kinds.adjectives and (j > last + 1 or not described):
            return predicate(after, kinds)
        if after.pos == "VERB" or unglued(after.text) in kinds.verbs:
            perfect = not passive and any(t.lower in ("have", "has", "had") for t in tokens[last + 1 : j])
            patient: Relation = "object" if (after.tag == "VBN" or passive) and not perfect else "subject"
            found = matched(after, patient, person, kinds, None) if not passive or after.tag != "VBG" else None
        if found:
            return [found]
    i = first - 1
    while i > 0 and tokens[i].lower in _BETWEEN:
        i -= 1
    if i < 0:
        return []
    verb = tokens[i]
    if i < first - 1 and verb.text not in ('"', "“") and verb.tag == "VBD" and verb.child(*SUBJECTS) is None:
        opens = any(c.dep in ("prep", "advmod") and c.i < i for c in verb.children)
        found = matched(verb, "subject", person, kinds, None) if opens else None
        return [found] if found else []  # "to the republic returned home 95 men"
    called = (verb.pos == "VERB" and verb.dep != "aux") or unglued(verb.text) in kinds.verbs
    if called or (i == 1 and verb.tag == "NN" and tokens[0].tag in ("NNS", "NNPS")):  # "Bandits abduct over 60"
        before = matched(verb, "object", person, kinds, None)
        if before:
            return [before]
    return []


_BETWEEN = frozenset({"home", "back", '"', "“", "”"})
"""What may stand between a verb and its number: quotation marks, and where whoever returned went."""
