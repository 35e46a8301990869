"""What a sentence of its own, or a phrase without a subject, attributes: as machine translation and briefs put it.

"Nine people died. This was reported by the ministry."  "About this informed governor Ivan Orlov."  "Such data was
provided by the Red Cross."  "As stated on the radio, the road is shut."  The content of the first three is the sentence
before; the parser knows of no bond between two sentences, and gives "as stated on the radio" a place, not a source.
"""

from collections.abc import Iterator, Sequence

from dateline.annotate.statements.quotes import Quoted
from dateline.annotate.statements.sources import inverted
from dateline.annotate.statements.spans import Candidate, span, without
from dateline.annotate.statements.vocabulary import CueWords
from dateline.syntax import Sentence, Token

LONGEST = 40
"""Tokens of a sentence that only tells who said the one before it, at most."""
POINTING = {"this", "such", "these"}
GIVING = {"by", "in", "on", "at", "from"}
"""Between "as stated" and who states it."""


def retold(sentences: Sequence[Sentence], quoted: Quoted, words: CueWords) -> Iterator[tuple[int, Candidate]]:
    """Sentences that say who told the one before them in the same paragraph.

    Out: the index of the sentence with the cue, and the candidate, whose content is the sentence before.
    """
    for index, sentence in enumerate(sentences[1:], 1):
        before, opening = sentences[index - 1], sentence.tokens[0]
        told_here = before.paragraph == sentence.paragraph and quoted.at(opening.start) is None
        if not told_here or len(sentence.tokens) > LONGEST or opening.lower not in POINTING | {"about"}:
            continue
        found = _of_this(opening, words) if opening.lower in POINTING else _about_this(opening, words)
        content = span(before, 0, len(before.tokens) - 1)
        if found is not None and content is not None:
            cue, source, path = found
            yield index, Candidate(cue=cue, key=cue.lemma.lower(), frame="retold", content=[content], head=None,
                                   source=source, path=path)  # fmt: skip


def _of_this(opening: Token, words: CueWords) -> tuple[Token, Token, str] | None:
    """ "This was reported by the ministry", "such data was provided by the Red Cross"."""
    subject = opening if opening.dep == "nsubjpass" else opening.head
    verb = subject.head
    if subject.dep != "nsubjpass" or verb.tag != "VBN" or verb.child("ccomp", "xcomp", "oprd", "neg") is not None:
        return None
    news = {subject.lemma.lower(), subject.lower} & words.tidings
    plain = subject is opening or (bool(news) and subject.right == subject.i)
    agent = verb.child("agent")
    source = None if agent is None else agent.child("pobj")
    if not plain or source is None or verb.lemma not in words.talking | words.passing_on:
        return None
    return verb, source, "agent"


def _about_this(opening: Token, words: CueWords) -> tuple[Token, Token, str] | None:
    """ "About this informed governor Ivan Orlov", "about this writes the newspaper"."""
    tokens = opening.sentence.tokens
    if len(tokens) < 4 or tokens[1].lower not in ("this", "it") or tokens[2].lower not in words.closing:
        return None
    source, path = inverted(tokens[2], None)
    return None if source is None else (tokens[2], source, path)


def as_stated(sentence: Sentence, quoted: Quoted, words: CueWords) -> Iterator[Candidate]:
    """ "As stated on the radio, the road is shut", "as reported by the ministry, nine died": what stands behind the
    comma."""
    tokens = sentence.tokens
    if len(tokens) < 7 or tokens[0].lower != "as" or tokens[2].lower not in GIVING or quoted.at(sentence.start):
        return
    cue, giver = tokens[1], tokens[2].child("pobj")
    tells = cue.lemma in words.talking or cue.lower in words.closing
    if not tells or giver is None or giver.right + 3 > len(tokens) or tokens[giver.right + 1].text != ",":
        return
    content = without(sentence, giver.right + 2, len(tokens) - 1)
    yield Candidate(cue=cue, key=cue.lemma.lower(), frame="as stated", content=content, head=None, source=giver,
                    path="agent")  # fmt: skip
