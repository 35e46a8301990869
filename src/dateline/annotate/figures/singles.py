"""Those who are counted without a number: "a civilian was killed", "wounding another", "his wife", "both drivers".

One who is named ("James Ott, a teacher murdered in May") is nobody's count, nor is one to whom nothing happened ("a
woman who passed by was not hurt").
"""

from collections.abc import Collection, Iterator

from dateline.annotate.figures.context import is_rate
from dateline.annotate.figures.counted import Counted, names_people, single, who
from dateline.annotate.figures.happening import beside, happenings, own_participle
from dateline.annotate.figures.telling import Happening
from dateline.annotate.figures.vocabulary import Kinds
from dateline.syntax import Sentence, Token

_KINDS = frozenset({"killed", "injured", "detained", "missing", "assisted"})
_NOT_SINGLY = frozenset({"lost", "assisted", "destroyed", "held captive"})
"""What counts nobody where one is spoken of: "he lost a son", "a spokesman could not be reached", "holding her son"."""
_ONE = frozenset({"a", "an", "another", "the", "his", "her", "their", "both"})


def find_singles(sentence: Sentence, kinds: Kinds, taken: Collection[int]) -> Iterator[tuple[Counted, Happening]]:
    """Each one of a sentence with what happened to them; `taken` are the tokens that figures stand on already."""
    for token in sentence.tokens:
        noun = (_one if token.lower in _ONE else _second)(token, kinds)
        if noun is None or token.i in taken or noun.i in taken or _is_not(noun) or noun.lower == "one":
            continue
        counted = single(sentence, token, noun)
        if token.lower == "another" and noun is not token and not names_people(counted, kinds):
            if not noun.entity.endswith(("DATE", "TIME")) and noun.lower not in kinds.adjectives:
                continue  # "shot another tank"; but "one was killed and another hurt"
            noun = token  # "injures another Dec. 29"
            counted = single(sentence, token, noun)
        entry = who(counted, kinds)
        if entry is not None and (entry.plural or entry.unit != "people"):
            continue
        pair = token.lower == "both" and noun is token  # "both were shot dead"
        if not (pair or names_people(counted, kinds)) or is_rate(counted, sentence.tokens):
            continue
        for happening in _told(sentence, counted, noun, kinds)[:1]:
            counts = happening.counts == "people" and happening.kind in _KINDS
            if counts and happening.label not in _NOT_SINGLY and happening.status != "denied":
                yield counted, happening


def _one(token: Token, kinds: Kinds) -> Token | None:
    """The noun that an article or "another" makes one person of, or "both" two; these words where they stand alone."""
    if token.lower == "both":
        if token.dep in ("det", "predet") and token.head.tag == "NNS" and token.head.i > token.i:
            return token.head
        return token if token.dep in ("nsubj", "nsubjpass", "dobj") else None
    noun = token.head if token.dep in ("det", "poss") and token.head.i > token.i else token
    if noun.dep == "poss" and noun.tag == "NN" and noun.head.tag == "NN":
        noun = noun.head  # "a soldier's wife"
    if (noun is token and token.lower != "another") or noun.tag in ("NNS", "NNPS") or noun.dep == "poss":
        return None
    relative = (entry := kinds.who.get(noun.lemma.lower())) is not None and entry.group == "relatives"
    if relative:
        return noun  # "killing his wife"
    return None if token.lower not in ("a", "an", "another") or _is_named(noun) or _is_a_group(noun) else noun


def _second(noun: Token, kinds: Kinds) -> Token | None:
    """A relative whose article is that of the one before: "killed his mother and sister"."""
    entry = kinds.who.get(noun.lemma.lower()) if noun.dep == "conj" and noun.tag == "NN" else None
    if entry is None or entry.group != "relatives" or noun.child("det", "poss", "nummod") is not None:
        return None
    return noun if noun.head.i < noun.i and noun.head.child("poss") is not None else None


def _is_not(noun: Token) -> bool:
    """Whether it is said that somebody is none: "the victim was not a soldier"."""
    return noun.dep == "attr" and any(c.dep == "neg" for c in noun.head.children)


def _is_named(noun: Token) -> bool:
    """Whether a noun only describes one who is named or counted before: "James Ott, a teacher murdered in May"."""
    whom = noun.head
    one = any(c.dep in ("det", "poss") for c in whom.children)
    named = whom.pos in ("PROPN", "NUM") or (one and whom.tag == "NN")  # "one of the captives, a pastor, was killed"
    return noun.dep == "appos" and whom.i < noun.i and named


def _is_a_group(noun: Token) -> bool:
    """Whether "another" is another group: "two groups, one that killed priests and another that killed maids"."""
    tokens = noun.sentence.tokens
    return noun.lower == "another" and [t.lower for t in tokens[noun.i + 1 : noun.i + 2]] in (["that"], ["which"])


def _is_of_any(act: Token) -> bool:
    """Whether it is said of any such one: "the loss of a partner can mean the end of your pension"."""
    verb = act.head
    return act.pos == "NOUN" and act.dep == "nsubj" and any(c.dep == "aux" and c.lower == "can" for c in verb.children)


def _told(sentence: Sentence, counted: Counted, noun: Token, kinds: Kinds) -> list[Happening]:
    told = happenings(noun, None, True, kinds)
    if not told and noun.lower == "another":
        told = beside(sentence.tokens, noun.i, noun.i, True, kinds)
    if told and _is_of_any(told[0].token):
        return []
    return own_participle(sentence.tokens, counted.number.first, counted.last, told, kinds) or told
