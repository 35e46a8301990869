"""Statements by layout: "NAME: words", "NAME - "words"", ""words" - Name"."""

import re
from collections.abc import Iterator, Sequence

from dateline.annotate.statements.quotes import Quoted
from dateline.annotate.statements.spans import Candidate, span
from dateline.annotate.statements.vocabulary import CueWords
from dateline.clauses import DASHES, dateline
from dateline.records import Span
from dateline.syntax import Sentence, Token

LONGEST_LABEL = 8
"""Tokens of a name that labels or signs a line, at most."""
CALENDAR = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?|[\d,.]+|of|the|st|nd|rd|th|-|–|/)+"
)
"""A day, as a chronology labels what happened on it: "August 4: a soldier died"."""
JOINING = {"of", "the", "de", "al", "bin", "and", "for", "'s", "’s"}


def label_candidates(
    sentence: Sentence, quoted: Quoted, paragraph: Span, words: CueWords
) -> Iterator[Candidate]:
    """What a name at the start of a paragraph labels, and what a name behind a quotation signs."""
    tokens = sentence.tokens
    if sentence.start == paragraph[0]:
        first = 1 if tokens[0].tag == "``" or tokens[0].text in "\"“«'" else 0
        for mark in tokens[first + 1 : first + LONGEST_LABEL]:
            if mark.text == ":" or mark.text in DASHES:
                label = tokens[first : mark.i]
                if all(token.lower in words.headings for token in label) or _tells_what(label, words):
                    break
                yield from _labelled(sentence, first, mark, quoted, paragraph[1])
                break
    for mark in tokens[:-1]:
        if mark.text in DASHES:
            yield from _signed(sentence, mark, quoted)


def _labelled(sentence: Sentence, first: int, mark: Token, quoted: Quoted, end: int) -> Iterator[Candidate]:
    label = sentence.tokens[first : mark.i]
    after = mark.end
    while after < end and sentence.text[after].isspace():
        after += 1
    if after >= end or not _is_name(label):
        return
    quote = quoted.at(after)
    told = sentence.tokens[mark.i + 1 :]
    if quote is None and told and told[0].lower in ("a", "an") and not any(t.pos in ("VERB", "AUX") for t in told):
        return  # "Ana Ruiz: a life in pictures"
    if mark.text != ":" and (quote is None or quote.left > after):
        return
    words = (quote.start, quote.end) if quote is not None and quote.left > sentence.start else None
    if words is None:
        own = span(sentence, mark.i + 1, len(sentence.tokens) - 1)
        if sentence.end < end:
            words = (own[0] if own is not None else after, end)
        elif own is not None:
            words = own
        else:
            return
    frame = "label" if mark.text == ":" else "label-dash"
    yield Candidate(
        cue=mark,
        key=":" if mark.text == ":" else "-",
        frame=frame,
        content=[words],
        head=None,
        source=_who(label),
        path="label",
    )


def _who(label: Sequence[Token]) -> Token:
    """The name that a label ends in, or that before ", of the Red Cross"."""
    tokens = label[0].sentence.tokens
    described = next((t for t in label[1:] if t.text == "," and tokens[t.i + 1].pos in ("ADP", "DET", "NOUN")), None)
    named = None if described is None else tokens[described.i - 1]
    return named if named is not None and named.entity.endswith("PERSON") else label[-1]


def _tells_what(label: Sequence[Token], words: CueWords) -> bool:
    """Whether a label is what the headline is about and nobody who speaks: "Turkey Earthquake:", "Storm Daniel:"."""
    return label[-1].lower in words.mute or label[0].lower in words.mute


def _signed(sentence: Sentence, mark: Token, quoted: Quoted) -> Iterator[Candidate]:
    name: list[Token] = []
    for token in sentence.tokens[mark.i + 1 : mark.i + 1 + LONGEST_LABEL]:
        if token.pos != "PROPN":
            break
        name.append(token)
    quote = quoted.at(mark.start - 2) or quoted.at(mark.start - 1)
    if not name or quote is None or not quote.right <= mark.start <= quote.right + 2:
        return
    rest = sentence.tokens[name[-1].i + 1 :]
    if all(token.pos in ("PUNCT", "SPACE") for token in rest) or rest[0].text in (",", "(", ";"):
        content = [(quote.start, quote.end)]
        yield Candidate(cue=mark, key="-", frame="signed", content=content, head=None, source=name[-1], path="label")


def signed_apart(sentences: Sequence[Sentence], quoted: Quoted) -> Iterator[tuple[int, Candidate]]:
    """The same where the parser makes a sentence of the dash, or one word of it and the mark before it.

    Out: the index of the sentence that begins with the name, and the candidate.
    """
    for index, sentence in enumerate(sentences[1:], 1):
        mark, name = sentences[index - 1].tokens[-1], None
        if mark.text[-1] not in DASHES:
            continue
        quote = quoted.at(mark.end - 3) or quoted.at(mark.end - 2)
        if quote is None or not quote.right < mark.end <= quote.right + 2:
            continue
        for token in sentence.tokens[:LONGEST_LABEL]:
            if token.pos != "PROPN" or (name is not None and "\n" in sentence.text[name.end : token.start]):
                break
            name = token
        if name is None:
            continue
        rest = next(iter(sentence.tokens[name.i + 1 :]), None)
        if rest is None or rest.text in (",", "(", ";", ".") or "\n" in sentence.text[name.end : rest.start]:
            content = [(quote.start, quote.end)]
            yield index, Candidate(cue=mark, key="-", frame="signed", content=content, head=None, source=name,
                                   path="label")  # fmt: skip


def in_dateline(token: Token) -> bool:
    """Does the token open a wire report ("NEW YORK, Sept 17 (MPA) —")?  The parse takes such a place for a subject."""
    return token.start < dateline(token.sentence)


def _is_name(label: list[Token]) -> bool:
    """A name: capitalised words, neither a sentence of headlines nor a day."""
    if not label or label[-1].lower in JOINING or all(CALENDAR.fullmatch(token.lower) for token in label):
        return False
    named = all(t.text[:1].isupper() or t.lower in JOINING or t.pos in ("PUNCT", "NUM") for t in label)
    return named and any(t.pos == "PROPN" or t.text.isupper() for t in label) and not any(
        t.pos in ("VERB", "AUX") and not t.text.isupper() for t in label
    )  # fmt: skip
