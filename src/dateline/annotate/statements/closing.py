"""Attributions behind what is told, as machine translation and headlines leave them: verb first or without a verb.

"..., informed governor Ivan Orlov", "..., – told the head of the region", "..., – emphasized minister", "..., reported
on Monday the ministry", "two dead in shelling – governor", "two dead in shelling: UN".  The parser reads such a verb as
a modifier or gives it an object, and so no frame of the parse has the source.
"""

from collections.abc import Iterator

from dateline.annotate.statements.quotes import Quoted
from dateline.annotate.statements.sources import SPEAKERS
from dateline.annotate.statements.spans import Candidate, after_connective, without
from dateline.annotate.statements.vocabulary import CueWords
from dateline.clauses import DASHES
from dateline.records import Span
from dateline.syntax import Sentence, Token

CLOSING = 24
"""Tokens from the verb to the end of its sentence, at most."""
SIGNED = 4
"""Tokens behind the dash of a headline, at most."""
HARM = {"dead", "hurt", "injured", "killed", "missing", "wounded"}
PHRASE = {"DET", "ADJ", "NOUN", "PROPN", "PRON"}


def closing_candidates(sentence: Sentence, quoted: Quoted, words: CueWords) -> Iterator[Candidate]:
    """What stands before such a verb, or before the dash of a headline."""
    tokens = sentence.tokens
    for word in tokens[max(3, len(tokens) - CLOSING) : -1]:
        if word.lower in words.closing and quoted.at(word.start) is None:
            yield from _verb_first(word, quoted, words)
    dash = next((t for t in tokens[-SIGNED - 1 : -1] if (t.text in DASHES and _stands_free(t)) or t.text == ":"), None)
    if dash is not None and dash.i > 3 and quoted.at(dash.start) is None:
        yield from _signed_headline(dash, words)


def _verb_first(word: Token, quoted: Quoted, words: CueWords) -> Iterator[Candidate]:
    tokens = word.sentence.tokens
    first = word
    while first.i and tokens[first.i - 1].head is word and tokens[first.i - 1].dep in ("aux", "auxpass"):
        first = tokens[first.i - 1]  # "..., has indicated the mayor"
    before, rest = tokens[first.i - 1], tokens[word.i + 1 : _end(word)]
    dashed = before.text in DASHES
    quote = quoted.at(before.start)
    if not dashed and before.text != "," and (quote is None or quote.right != before.end):
        return
    subject = word.child("nsubj", "nsubjpass")
    if subject is not None and (subject.i < word.i or not dashed):
        return  # the parse has it right, or somebody else goes on to say more
    after = _behind_audience(word, words)
    if after is None or after.pos not in PHRASE or any(t.pos in ("VERB", "AUX") or t.text in ":;" for t in rest):
        return
    last = after
    while last.i + 1 < len(tokens) and (tokens[last.i + 1].pos in PHRASE or tokens[last.i + 1].tag == "POS"):
        last = tokens[last.i + 1]
    if last.i + 1 < len(tokens) and tokens[last.i + 1].text == "," and last.entity[2:] not in ("PERSON", "ORG"):
        return  # an apposition says who a name is
    named = any(t.entity[2:] in ("PERSON", "ORG") for t in tokens[after.i : last.i + 1])
    told = _told(before, quoted)
    named = named or (last.pos == "PROPN" and bool(told) and quoted.at(told[0][0]) is not None)
    if last.pos == "PRON" or not (dashed or named or last.lemma.lower() in words.offices):
        return
    if told:
        yield Candidate(cue=word, key=words.closing[word.lower], frame="closing", head=None, source=last,
                        path="inverted", content=told)  # fmt: skip


def _end(word: Token) -> int:
    """Where who speaks ends at the latest: before ", adding that ..."."""
    tokens = word.sentence.tokens
    going_on = (t.i for t in tokens[word.i + 2 : -1] if t.text == "," and tokens[t.i + 1].tag == "VBG")
    return next(going_on, len(tokens))


def _behind_audience(word: Token, words: CueWords) -> Token | None:
    """The word at which who speaks begins, behind a day ("said on Monday the mayor") and behind whom they told."""
    tokens, at = word.sentence.tokens, word.i + 1
    at += at < len(tokens) and tokens[at].dep == "prt"  # "pointed out the mayor"
    for opening in ("on", "to"):
        k = at + (tokens[at].lower == opening)
        while k < len(tokens) - 1 and (
            tokens[k].entity[2:] in ("DATE", "TIME") or (opening == "to" and tokens[k].lower in ("this", "the"))
        ):
            k += 1
        if opening == "to" and tokens[k].lemma.lower() in words.audience:
            at = k + 1
        elif opening == "on" and k > at and tokens[k - 1].entity[2:] in ("DATE", "TIME"):
            at = k
    return tokens[at] if at < len(tokens) else None


def _told(mark: Token, quoted: Quoted) -> list[Span]:
    """The quotation that ends at the mark, or else what the sentence says before it."""
    sentence, first = mark.sentence, after_connective(mark.sentence, 0)
    quote = quoted.at(mark.start) or quoted.at(mark.start - 1) or quoted.at(mark.start - 2) or quoted.at(mark.start - 3)
    if quote is not None and quote.right <= mark.end:
        return [(quote.start, quote.end)]
    told = any(t.pos in ("VERB", "AUX") for t in sentence.tokens[first : mark.i])
    return without(sentence, first, mark.i - 1) if told else []


def _signed_headline(dash: Token, words: CueWords) -> Iterator[Candidate]:
    tokens = dash.sentence.tokens
    who = tokens[dash.i + 1 :]
    office = who[-1]
    body = dash.text == ":" and all(t.entity[2:] in ("ORG", "PERSON") for t in who)
    named = office.pos == "NOUN" and office.lemma in words.offices and all(t.pos in PHRASE for t in who)
    if not body and not named:
        return
    named = body or all(t.text.islower() or t.entity[2:] in SPEAKERS or t.pos == "ADJ" for t in who)
    if named and any(t.pos in ("VERB", "AUX") or t.lower in HARM for t in tokens[: dash.i]):
        content = without(dash.sentence, after_connective(dash.sentence, 0), dash.i - 1)
        yield Candidate(cue=dash, key=":" if dash.text == ":" else "-", frame="signed headline", content=content,
                        head=None, source=office, path="inverted")  # fmt: skip


def _stands_free(dash: Token) -> bool:
    """A dash between spaces, not the hyphen of "cease-fire"."""
    return dash.i > 0 and dash.sentence.tokens[dash.i - 1].end < dash.start
