"""What the words of a noun phrase say of who it is: whose tally, whose clause, how a speaker is described."""

from dateline.annotate.speakers.vocabulary import SpeakerWords
from dateline.clauses import DASHES
from dateline.syntax import Token

LEFT_OUT = {"det", "predet", "nummod", "cc", "punct", "advmod", "quantmod", "preconj"}
NAMING = {"compound", "nmod", "amod"}
STEM = 4
"""Letters by which "Italy" and "Italian" are one word."""
ISSUED = {"issue", "give", "publish", "provide", "release", "announce", "quote", "report", "circulate", "post",
          "compile", "collect", "present", "sign", "write", "make", "obtain"}  # fmt: skip
"""What a source does with a document; the document speaks for it."""


def stems(head: Token, start: int, end: int) -> set[str]:
    """The beginnings of the nouns and adjectives of a noun phrase, but for what stands from start to end."""
    phrase = head.sentence.tokens[head.left : head.right + 1]
    content = (t for t in phrase if t.pos in ("NOUN", "PROPN", "ADJ") and not start <= t.start < end)
    return {token.lemma.lower()[:STEM] for token in content}


def teller_of(head: Token, words: SpeakerWords) -> Token | None:
    """Who tells, of "what the Kremlin announced" and "a toll issued by the separatists"."""
    if head.pos in ("VERB", "AUX") and any(c.lower == "what" for c in head.children):
        subject, by = head.child("nsubj"), head.child("agent")
        told = subject if by is None else by.child("pobj")  # "what was informed by the institute"
        return None if told is None or told.lower == "what" else told
    if head.lower in words.written:
        by = next((c for c in head.children if c.dep in ("prep", "agent") and c.lower in ("by", "from")), None)
        if by is not None:
            return by.child("pobj")
    if head.lemma.lower() in words.reckonings and (reckons := _reckoner(head, words)) is not None:
        return reckons
    issued = next((c for c in head.children if c.dep == "acl" and c.tag == "VBN" and c.lemma in ISSUED), None)
    agent = None if issued is None else issued.child("agent")
    return None if agent is None else agent.child("pobj")


def _reckoner(reckoning: Token, words: SpeakerWords) -> Token | None:
    """Whose a "Red Cross estimate", "the ministry's count" or "tally by the agency" is."""
    by = next((c for c in reckoning.children if c.dep in ("prep", "agent") and c.lower in ("by", "from")), None)
    if by is not None:
        return by.child("pobj")
    before = (c for c in reckoning.children if c.dep in ("poss", "compound", "nmod") and c.i < reckoning.i)
    return next(
        (c for c in before if c.dep == "poss" or c.entity[2:] in RECKONERS or c.lemma.lower() in words.institutions),
        None,
    )


RECKONERS = {"PERSON", "ORG"}


def with_of(noun: Token) -> str:
    """A noun with the bare noun behind its "of": "head of state"."""
    of = noun.child("prep")
    inner = None if of is None or of.lower != "of" else of.child("pobj")
    return f"{noun.lower} of {inner.lower}" if inner is not None and inner.left == inner.right else ""


def antecedent(relative: Token, words: SpeakerWords) -> Token | None:
    """The noun that a relative clause belongs to."""
    clause = next((token for token in relative.ancestors() if token.dep == "relcl" and token.head is not token), None)
    if clause is None:
        return None
    noun = clause.head
    if relative.lower == "who":
        # "a teacher from the town of Goris who declined": no place is a "who", nor a union
        comma = relative.i > 0 and relative.sentence.tokens[relative.i - 1].text == ","
        for _ in range(6):
            body = comma and noun.tag == "NN" and noun.lemma.lower() in words.bodies | words.institutions - words.people
            many = comma and noun.tag == "NNS" and clause.tag == "VBZ"  # "Ruiz, one of the founders, who claims"
            if noun.entity[2:] not in PLACES and noun.lemma.lower() not in REGIONS and not body and not many:
                break
            above = next((t for t in noun.ancestors() if t.pos in ("NOUN", "PROPN")), None)
            if above is None or above.i > noun.i:
                return clause.head
            noun = above
    elif noun.lemma.lower() in REGIONS and relative.i > 1 and relative.sentence.tokens[relative.i - 1].text == ",":
        # "shaking the region, the West and Russia, which considers it ...": a region considers nothing
        named = relative.sentence.tokens[relative.i - 2]
        return named if named.entity[2:] in ("GPE", "ORG") else noun
    return noun


PLACES = {"GPE", "LOC", "FAC"}
REGIONS = {"town", "city", "village", "region", "district", "province", "country", "camp", "state", "suburb", "capital",
           "east", "west", "north", "south", "border"}  # fmt: skip


def _behind_dash(verb: Token) -> bool:
    return verb.tag == "VBN" and verb.i > 0 and verb.sentence.tokens[verb.i - 1].text in DASHES


def description(head: Token, *, with_possessor: bool) -> str:
    """The noun phrase without article, number and clauses: "Chilean UN peacekeeper", "members of the guard"."""
    tokens = head.sentence.tokens
    first = _first_of_phrase(head)
    while first < head.i and (tokens[first].dep in LEFT_OUT or tokens[first].tag in ("PRP$", "DT", "CD", "POS")):
        first += 1
    possessor = head.child("poss")
    if not with_possessor and possessor is not None and possessor.right < head.i and possessor.tag != "PRP$":
        first = max(first, possessor.right + 1)
    while first < head.i and (tokens[first].tag in ("POS", "VBD") or _behind_dash(tokens[first])):
        first += 1  # "..., – emphasized minister": the verb is read as a modifier
    if first == 0 and tokens[0].tag == "VBG" and tokens[0].dep == "amod" and head.i > 0:
        first = 1  # "Quoting provincial officials, the station said"
    if first + 3 <= head.i and [t.lower for t in tokens[first : first + 3]] == ["year", "-", "old"]:
        first += 3  # "a 34-year-old teacher"
    if first < head.i and tokens[first].lower in ("unnamed", "anonymous"):
        first += 1
    marks = (t for t in reversed(tokens[first : head.i]) if t.text in DASHES or t.text == ":")
    dash = next((t for t in marks if t.end < tokens[t.i + 1].start), None)
    if dash is not None:
        first = dash.i + 1  # "shelling of Goris - mayor", not "ex - mayor" in one word
    if first == head.i > 1 and tokens[first - 1].text == "-" and tokens[first - 1].start == tokens[first - 2].end:
        first -= 2  # "the vice-president", of which the parser makes three
    last = head.i
    for child in head.children:
        if child.i == last + 1 and child.dep == "prep" and child.lower == "of" and child.right - child.i < 8:
            last = child.right
    text = head.sentence.text[tokens[first].start : tokens[last].end]
    plain = tokens[first].pos != "PROPN" and not tokens[first].entity and not tokens[first].text.isupper()
    return text[0].lower() + text[1:] if plain else text


def _first_of_phrase(head: Token) -> int:
    """Where a noun phrase begins, also where all that stands in front hangs on its noun."""
    tokens, first = head.sentence.tokens, head.left
    if head.head is head and any(t.pos in ("VERB", "AUX") for t in tokens[first : head.i]):
        first = head.i  # "The road is shut, a nurse who ... said"
        while first and tokens[first - 1].head is head and tokens[first - 1].dep in (*NAMING, "det"):
            first -= 1
    return first
