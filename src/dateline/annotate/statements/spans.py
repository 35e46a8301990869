"""From tokens to characters: the pieces that a content or a source consists of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.clauses import dateline, names_label
from dateline.records import Span
from dateline.syntax import Sentence, Token

UNITS = {"%", "$", "£", "€", "#", "@"}
"""Marks that belong to the word beside them."""
CONNECTIVES = {"and", "but", "or", "yet", "so", "however", "meanwhile", "still", "moreover", "furthermore", "therefore",
               "instead"}  # fmt: skip


FOCUS = {"even", "only", "also", "both", "just", "like", "unlike"}
"""Words in front of a name that are not part of who it is."""


@dataclass(slots=True)
class Candidate:
    """A cue with what may be its content and its source."""

    cue: Token
    key: str
    """What the cue is counted under: its lemma."""
    frame: str
    content: list[Span]
    head: Token | None
    """The word that heads the content, where the parse has one."""
    source: Token | None = None
    """The word that heads the source."""
    path: str = "none"
    """How the source was reached from the cue."""
    tail: str = ""
    """What the content ends in that may be the reporter's own: ", which ...", ", a suburb of ..."; "-": left out."""
    named: tuple[int, int] | None = None
    """First and last token of the source, where the parse does not have them."""


def span(sentence: Sentence, first: int, last: int) -> Span | None:
    """The characters of tokens first..last (inclusive) without punctuation at the edges, nor an "and" at the end."""
    tokens = sentence.tokens
    while first <= last and _mark(tokens[first]):
        first += 1
    while last >= first and (_mark(tokens[last]) or tokens[last].pos == "CCONJ"):
        last -= 1
    return (tokens[first].start, tokens[last].end) if first <= last else None


def _mark(token: Token) -> bool:
    return token.pos in ("PUNCT", "SPACE") and token.text not in UNITS


def without(sentence: Sentence, first: int, last: int, holes: Iterable[tuple[int, int]] = ()) -> list[Span]:
    """The spans of tokens first..last without those of the holes; all are pairs of token indices, inclusive.

    A dateline in front of a sentence is nobody's words.
    """
    found = []
    opens = dateline(sentence)
    while first <= last and sentence.tokens[first].start < opens:
        first += 1
    for a, b in sorted(holes):
        if a > last or b < first:
            continue
        if a > first and (piece := span(sentence, first, a - 1)):
            found.append(piece)
        first = max(first, b + 1)
    if first <= last and (piece := span(sentence, first, last)):
        found.append(piece)
    return found


def after_connective(sentence: Sentence, first: int) -> int:
    """The index after a connective that opens a sentence: "But", "However,"."""
    tokens = sentence.tokens
    opening = first
    while opening < len(tokens) - 1 and _mark(tokens[opening]):
        opening += 1
    return opening + 1 if tokens[opening].lower in CONNECTIVES and opening + 1 < len(tokens) else first


def noun_phrase(head: Token, cue: Token) -> tuple[int, int]:
    """First and last token of the source that `head` heads, up to the cue where that stands inside its subtree."""
    first, last = head.left, head.right
    tokens = head.sentence.tokens
    if cue.sentence is not head.sentence:  # a name that signs what stands before
        first = head.i
        while first > 0 and tokens[first - 1].pos == "PROPN":
            first -= 1
        return first, head.i
    if head.head is head and any(token.text == "," for token in tokens[first : head.i]):
        first = inner_first(head)  # "The road is shut, a nurse who ... said": all hangs on the nurse
    while first < head.i and (tokens[first].lower in FOCUS or _is_day_before_name(tokens[first])):
        first += 1
    while tokens[first].entity.startswith("I-") and first > 0 and tokens[first - 1].entity and first - 1 != cue.i:
        first -= 1
    if names_label(head):
        first = tokens[first - 1].left
    while first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].end == tokens[first].start - 1:
        first = tokens[first - 2].left  # "the vice-president", of which the parser makes three
    if head.i < cue.i <= last:
        last = max(min(cue.left, cue.i) - 1, head.i)
    elif first <= cue.i < head.i:
        first = (cue.right if cue.right < head.i else cue.i) + 1
    return first, last


INSIDE = {"det", "compound", "amod", "nummod", "poss", "nmod", "appos"}
"""How the first words of a noun phrase hang on its head."""


def inner_first(head: Token) -> int:
    """Where the words right before a noun begin that belong to its phrase."""
    tokens, first = head.sentence.tokens, head.i
    while first and first <= tokens[first - 1].head.i <= head.i and tokens[first - 1].dep in INSIDE:
        first -= 1
    return first


def _is_day_before_name(token: Token) -> bool:
    """ "indicated Monday Anna Petrosyan": the day is no part of the name."""
    after = token.sentence.tokens[token.i + 1]
    return token.tag == "NNP" and token.entity == "B-DATE" and after.entity in ("B-PERSON", "B-ORG")


TAILS = {"relcl", "acl", "appos", "advcl", "conj", "prep", "parataxis", "ccomp", "npadvmod", "dep"}


def with_tails(candidate: Candidate) -> list[Candidate]:
    """The candidate, and the same without what its content ends in behind a comma or dash, which may not be told."""
    head = candidate.head
    if head is None or head.i < candidate.cue.i or len(candidate.content) != 1:
        return [candidate]
    start, end = candidate.content[0]
    cuts = _tails(head, end)
    if cuts and cuts[-1].lower == "according":
        # never part of what is said before it
        piece = span(head.sentence, _first(head, start), cuts[-1].left - 1)
        return [replace(candidate, content=[piece])] if piece is not None and piece[0] == start else [candidate]
    found = [candidate]
    for tail in cuts:
        piece = span(head.sentence, _first(head, start), tail.left - 1)
        if piece is not None and piece[0] == start:
            name = f"{tail.dep} {_opener(tail)}"
            candidate.tail = candidate.tail or name
            found.append(replace(candidate, content=[piece], frame=candidate.frame + ",", tail=f"-{name}"))
    return found


def _first(head: Token, start: int) -> int:
    tokens = head.sentence.tokens
    first = head.left
    while first < head.i and tokens[first].start < start:
        first += 1
    while first > 0 and tokens[first].start > start:
        first -= 1
    return first


def _tails(head: Token, end: int) -> list[Token]:
    """The outermost and the innermost modifier behind a comma or dash that reaches to the end, if any."""
    tokens = head.sentence.tokens
    found = []
    token = head
    for _ in range(12):
        inner = None
        for child in token.children:
            if child.i > token.i and tokens[child.right].end >= end and child.dep != "punct":
                inner = child
                if child.dep in TAILS and child.left > 0 and _sets_off(tokens, child):
                    found.append(child)
        if inner is None:
            break
        token = inner
    return found[:1] if len(found) < 2 else [found[0], found[-1]]


def _sets_off(tokens: list[Token], tail: Token) -> bool:
    before = tokens[tail.left - 1]
    if tail.dep == "conj" and before.pos == "CCONJ":
        return tail.child("nsubj", "nsubjpass") is not None
    return before.text in (",", "-", "--", "–", "—")


def _opener(tail: Token) -> str:
    word = tail.sentence.tokens[tail.left]
    return word.lower if word.pos in ("SCONJ", "PRON", "CCONJ", "ADP") or word.tag in ("WDT", "WP", "WRB") else tail.tag
