"""A parsed sentence as the annotators see it: plain objects, with the offsets of the report.

The parser's own objects compute each attribute anew through C and cannot be stored or made by hand.  A `Parse` is what
is kept of a paragraph (columns of strings and numbers, so it can be cached and sent to a worker); `sentences` turns it
into tokens that know their head and children.  Labels are those of the model: Penn Treebank tags, universal parts of
speech, ClearNLP dependencies, OntoNotes entity types.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The parse of one paragraph, a column for each attribute; offsets count from the paragraph's start."""

    start: tuple[int, ...]
    end: tuple[int, ...]
    lemma: tuple[str, ...]
    tag: tuple[str, ...]
    pos: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    """Index of the head in the paragraph; a root is its own head."""
    entity: tuple[str, ...]
    """"B-GPE", "I-GPE", or ""."""
    opens: tuple[int, ...]
    """Indices of the tokens that begin a sentence."""


class Token:
    """A word or mark.  `start` and `end` are code points of the report; `i` is its index in the sentence."""

    __slots__ = ("children", "dep", "end", "entity", "head", "i", "left", "lemma", "lower", "pos", "right", "sentence",
                 "start", "tag", "text")  # fmt: skip

    sentence: "Sentence"
    head: "Token"
    """The token's head; a root is its own head."""

    def __init__(self, i: int, text: str, start: int, end: int, lemma: str, tag: str, pos: str, dep: str, entity: str):
        self.i, self.text, self.lower, self.start, self.end = i, text, text.lower(), start, end
        self.lemma, self.tag, self.pos, self.dep = lemma, tag, pos, dep
        self.entity = entity
        self.children: list[Token] = []
        """In the order of the text."""
        self.left = self.right = i
        """Indices of the first and last token of its subtree."""

    def __repr__(self) -> str:
        return f"<{self.text} {self.tag} {self.dep}>"

    def ancestors(self) -> "Iterator[Token]":
        """Its head, the head's head, and so on up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def child(self, *deps: str) -> "Token | None":
        """The first child with one of these dependencies."""
        for child in self.children:  # a generator here would take twice as long, and nothing is asked so often
            if child.dep in deps:
                return child
        return None


class Sentence:
    """The tokens of one sentence; `text` is the whole report's, so that any span of it can be cut out."""

    __slots__ = ("begins", "end", "paragraph", "start", "starts", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token], paragraph: int):
        self.text, self.tokens, self.paragraph = text, tokens, paragraph
        self.start, self.end = tokens[0].start, tokens[-1].end
        self.starts = [token.start for token in tokens]
        """Where its tokens start, to be searched."""
        self.begins: int | None = None
        """Where it begins behind its dateline, once that has been asked (clauses.dateline)."""

    def __str__(self) -> str:
        return self.text[self.start : self.end]

    @property
    def root(self) -> Token:
        return next(token for token in self.tokens if token.head is token)

    def at(self, offset: int) -> Token | None:
        """The token that covers this code point of the report, if any."""
        i = bisect_right(self.starts, offset) - 1
        return self.tokens[i] if i >= 0 and offset < self.tokens[i].end else None


def sentences(text: str, start: int, parse: Parse, paragraph: int) -> list[Sentence]:
    """The sentences of the paragraph that begins at `start` in `text`; tokens of white space are left out."""
    found = []
    starts, ends = [start + n for n in parse.start], [start + n for n in parse.end]
    columns = ([text[a:b] for a, b in zip(starts, ends, strict=True)], starts, ends, parse.lemma, parse.tag, parse.pos,
               parse.dep, parse.entity)  # fmt: skip
    spaced = "SPACE" in parse.pos
    opens = sorted({*parse.opens, *_unsplit(text, start, parse)})
    # the parser tears "900 killed in blast, UN official says" at its comma
    opens = [*(j for j in opens if not j or parse.tag[j] != ","), len(parse.start)]
    for first, last in pairwise(opens):
        # whole columns at a time: nothing is done as often as making tokens
        if spaced and (kept := [j for j in range(first, last) if parse.pos[j] != "SPACE"]) != [*range(first, last)]:
            index = {j: i for i, j in enumerate(kept)}
            heads = [index.get(parse.head[j], i) for i, j in enumerate(kept)]
            tokens = list(map(Token, range(len(kept)), *([column[j] for j in kept] for column in columns)))
        else:
            heads = [j - first if first <= j < last else i for i, j in enumerate(parse.head[first:last])]
            tokens = list(map(Token, range(last - first), *(column[first:last] for column in columns)))
        if not tokens:
            continue
        sentence = Sentence(text, tokens, paragraph)
        for token, i in zip(tokens, heads, strict=True):
            token.sentence = sentence
            token.head = head = tokens[i]
            if head is not token:
                head.children.append(token)
        _edges(tokens)
        found.append(sentence)
    return found


def through_hyphen(token: Token) -> Token:
    """The last token of a word that the tokeniser cut at its hyphen: the colleagues of "ex-colleagues"."""
    tokens, i = token.sentence.tokens, token.i
    glued = i + 2 < len(tokens) and tokens[i + 1].text == "-" and token.end == tokens[i + 1].start
    return tokens[i + 2] if glued and tokens[i + 1].end == tokens[i + 2].start else token


UNIT_STOPS = frozenset({"m.", "bn.", "tn.", "k.", "km.", "kg.", "cm.", "mm.", "ha.", "mph."})


def _unsplit(text: str, start: int, parse: Parse) -> list[int]:
    """Indices of words that open a sentence the parser did not: it takes the stop of "$5m. Aid" for a short form's."""
    return [
        j for j, tag in enumerate(parse.tag[:-2], 2)
        if tag == "CD" and text[start + parse.start[j - 1] : start + parse.end[j - 1]] in UNIT_STOPS
        and parse.end[j - 1] < parse.start[j] and text[start + parse.start[j]].isupper()
    ]  # fmt: skip


def _edges(tokens: list[Token]) -> None:
    """Sets the edges of every subtree, deepest tokens first, each once (walking up from every token is quadratic)."""
    order = [token for token in tokens if token.head is token]
    for token in order:
        order.extend(token.children)
    for token in reversed(order):
        head = token.head
        if token.left < head.left:  # min and max take four times as long
            head.left = token.left
        if token.right > head.right:
            head.right = token.right
