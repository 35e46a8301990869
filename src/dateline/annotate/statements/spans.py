"""From tokens to characters: the pieces that a content or a source consists of."""

from collections.abc import Iterable
from dataclasses import dataclass

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
    """The spans of tokens first..last without those of the holes; all are pairs of token indices, inclusive."""
    found = []
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
    while first < head.i and head.sentence.tokens[first].lower in FOCUS:
        first += 1
    if head.i < cue.i <= last:
        last = max(min(cue.left, cue.i) - 1, head.i)
    elif first <= cue.i < head.i:
        first = (cue.right if cue.right < head.i else cue.i) + 1
    return first, last
