"""What a number counts: the noun, the phrase, and whether the noun names people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotate.figures.numbers import Number, find_numbers
from dateline.annotate.figures.vocabulary import Kinds, Who
from dateline.syntax import Sentence, Token, through_hyphen


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number with what it counts."""

    number: Number
    node: Token
    """The token from which to climb: the noun, or the numeral of "three of the soldiers" and "20 were injured"."""
    noun: Token | None
    last: int
    """The last token of the whole phrase."""
    text: str
    start: int
    end: int


_BEFORE_NOUN = frozenset({"nummod", "compound", "quantmod", "amod", "nmod", "det", "advmod", "poss", "predet", "nsubj"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PASSED = frozenset("more other - newly confirmed reported suspected registered new".split())
_LONGEST = 9
"""Words between a number and its noun."""


def find_counted(sentence: Sentence, kinds: Kinds) -> Iterator[Counted]:
    """The numbers of a sentence with what they count, in order."""
    tokens = sentence.tokens
    for number in find_numbers(tokens, kinds.numbers):
        node = tokens[number.core_last]
        while node.head is not node and number.core <= node.head.i <= number.last:
            node = node.head
        noun: Token | None = None
        if number.glued or number.form == "none":
            pass
        elif _leads(node, number):
            noun = node = node.head
        elif (of := _of(tokens, number)) is not None:
            noun = of if of.pos != "NUM" else None  # "12,000 of the 17,500 displaced": what those are, they are
        elif (following := _next_noun(tokens, number.last)) is not None:
            noun = node = following
        while noun is not None and noun.dep == "compound" and noun.head.i == noun.i + 1 and noun.head.pos in _NOUNS:
            node = noun.head if node is noun else node
            noun = noun.head
        if noun is not None and ((whole := through_hyphen(noun)).dep == noun.dep or noun.head is whole is not noun):
            noun, node = whole, whole if node is noun else node  # the colleagues of "three ex-colleagues"
        if noun is not None and noun.lower == "head" and number.high != 1 and (of := noun.child("prep")) is not None:
            noun = of.child("pobj") if of.lower == "of" else noun  # "2,000 head of cattle"
        if noun is not None and noun.pos == "PROPN" and noun.lower in kinds.adjectives:
            noun = None  # "1 Dead, 2 Injured" of a headline: what happened, not to whom
        yield _phrase(sentence, number, node, noun)


def _leads(node: Token, number: Number) -> bool:
    """Whether a numeral stands before its head noun."""
    head = node.head
    return (
        node.dep in _BEFORE_NOUN
        and number.last < head.i < number.last + _LONGEST
        and head.pos in ("NOUN", "PROPN", "PRON", "SYM")
        and not any(t.pos in ("NUM", "DET") or t.text == ":" for t in node.sentence.tokens[number.last + 1 : head.i])
    )


def _phrase(sentence: Sentence, number: Number, node: Token, noun: Token | None) -> Counted:
    last = max(number.last, noun.i if noun else -1)
    last = through_hyphen(sentence.tokens[last]).i if noun is not None else last
    text = number.glued
    if noun is not None:
        text = sentence.text[sentence.tokens[number.last].end : sentence.tokens[last].end].strip(" \"“”'’»«")
    text = re.sub(r"^(?:of (?:them|whom|these|those)(?: |$))?(?:of )?", "", " ".join(text.split()))
    return Counted(
        number=number, node=node, noun=noun, last=last, text=text,
        start=number.start, end=sentence.tokens[last].end,
    )  # fmt: skip


def _of(tokens: Sequence[Token], number: Number) -> Token | None:
    """The noun of "dozens of people", "three of the soldiers"."""
    j = number.last + 1
    if j + 1 >= len(tokens) or tokens[j].lower != "of":
        return None
    pobj = tokens[j].child("pobj")
    return pobj if pobj is not None and not pobj.text.endswith("-") else _next_noun(tokens, j)


def _next_noun(tokens: Sequence[Token], i: int) -> Token | None:
    """The last noun of the run of nouns and adjectives right after i."""
    noun = None
    for token in tokens[i + 1 : i + 1 + _LONGEST]:
        if token.text.endswith("-") or (token.lower in ("and", "or") and tokens[token.i - 1].text.endswith("-")):
            continue  # "pro- and anti-government demonstrators"
        if token.pos in _NOUNS and token.entity.endswith("DATE") and noun is None:
            break  # "rose to 93 Saturday"
        if token.pos in _NOUNS:
            noun = token
        elif noun is not None or not _describes(token):
            break
    return noun


def _describes(token: Token) -> bool:
    """Whether a word may stand between a number and its noun."""
    participle = token.tag in ("VBN", "VBG") and token.dep == "amod"
    return token.pos != "NUM" and (token.pos == "ADJ" or token.lower in _PASSED or participle)


def single(sentence: Sentence, article: Token, noun: Token) -> Counted:
    """The one that "a civilian" counts, and the two of "both drivers"."""
    value, word = (2.0, "two") if article.lower == "both" else (1.0, "one")
    number = Number(
        first=article.i, last=article.i, core=article.i, core_last=article.i, start=article.start, end=article.end,
        low=value, high=value, modifier="exact", form="words", why=(f"{word}: {article.lower}",),
    )  # fmt: skip
    text = sentence.text[article.end : noun.end] if noun is not article else article.text
    return Counted(
        number=number, node=noun, noun=noun, last=noun.i, text=" ".join(text.split()),
        start=article.start, end=noun.end,
    )  # fmt: skip


THOSE = frozenset({"them", "those", "these", "whom"})
"""After "of", they point back at people who were counted before: "three of them"."""
_BACK = THOSE | {"which"}


def points_back(counted: Counted, tokens: Sequence[Token]) -> bool:
    """Whether it counts some of those counted before: "three of them", "of whom 12", "among them ten civilians"."""
    first, last = counted.number.first, counted.number.last
    after = [t.lower for t in tokens[last + 1 : last + 3]]
    if len(after) > 1 and after[0] == "of" and after[1] in _BACK:
        return True
    before = [t.lower for t in tokens[max(0, first - 3) : first] if t.text != ","]
    return len(before) > 1 and before[-2] in ("of", "among", "amongst") and before[-1] in _BACK


# --- who -------------------------------------------------------------------------------------------------------------


_HUMAN = re.compile(r".{2,}(?:ers?|ors?|ists?|m[ae]n|wom[ae]n|eers?|crats?|ees?|goers|folk|[a-z]{4,}ans?|[a-z]{3,}ese)")


def who(counted: Counted, kinds: Kinds) -> Who | None:
    """The entry of the counted noun, if it is in the list."""
    noun = counted.noun
    if noun is None:
        return kinds.who.get(counted.number.glued.lower())
    lower = noun.lower
    found = kinds.who.get(noun.lemma.lower()) or kinds.who.get(lower) or kinds.who.get(lower.removesuffix("s"))
    if found is None and (lower.startswith("people") or lower.endswith("people")):  # "peoplewere" of PDF text
        return kinds.who.get("people")
    return found


def names_people(counted: Counted, kinds: Kinds) -> bool:
    """Whether the counted noun can name people: by the list, as a nationality, or by its ending; a bare number can."""
    entry, noun = who(counted, kinds), counted.noun
    if entry is not None:
        return entry.unit in ("people", "households")
    if noun is None:
        return True
    if noun.lower in THOSE:
        return True
    if noun.entity.endswith("NORP"):
        return noun.pos in _NOUNS
    lemma = noun.lemma.lower()
    if noun.tag == "NNP" and counted.number.high != 1 and counted.number.form == "digits" and not noun.entity:
        return False  # "the 787 Dreamliner"
    if lemma == "old" and counted.text.endswith("-year-old"):
        return True  # "killed a 16-year-old"
    return noun.pos in _NOUNS and lemma not in kinds.not_people and bool(_HUMAN.fullmatch(lemma))
