"""Attributions behind what is told, as machine translation and headlines leave them: verb first or without a verb.

"..., informed governor Ivan Orlov", "..., – told the head of the region", "..., – emphasized minister", "two dead in
shelling – governor".  The parser reads such a verb as a modifier or gives it an object, and so no frame of the parse
has the source.
"""

from collections.abc import Iterator

from dateline.annotate.statements.quotes import Quoted
from dateline.annotate.statements.sources import SPEAKERS
from dateline.annotate.statements.spans import Candidate, after_connective, without
from dateline.annotate.statements.verbs import INFORMANTS
from dateline.clauses import DASHES
from dateline.records import Span
from dateline.syntax import Sentence, Token

REPORTED = {
    "added": "add", "announced": "announce", "clarified": "clarify", "declared": "declare", "emphasised": "emphasise",
    "emphasized": "emphasize", "explained": "explain", "informed": "inform", "noted": "note", "reported": "report",
    "said": "say", "specified": "specify", "stated": "state", "stressed": "stress", "told": "tell", "underlined":
    "underline", "warned": "warn", "writes": "write", "wrote": "write",
}  # fmt: skip
OFFICES = INFORMANTS | set(
    "administration ambassador army authority centre center chief command commander commissioner council department "
    "director emergency envoy government governor head headquarters lawyer leader mayor military office president "
    "prosecutor rescuer secretary service staff".split()
)
"""Words for who is asked, offices and their holders."""
CLOSING = 14
"""Tokens from the verb to the end of its sentence, at most."""
SIGNED = 4
"""Tokens behind the dash of a headline, at most."""
PHRASE = {"DET", "ADJ", "NOUN", "PROPN", "PRON"}


def closing_candidates(sentence: Sentence, quoted: Quoted) -> Iterator[Candidate]:
    """What stands before such a verb, or before the dash of a headline."""
    tokens = sentence.tokens
    for word in tokens[max(3, len(tokens) - CLOSING) : -1]:
        if word.lower in REPORTED and quoted.at(word.start) is None:
            yield from _verb_first(word, quoted)
    dash = next((t for t in tokens[-SIGNED - 1 : -1] if t.text in DASHES and _stands_free(t)), None)
    if dash is not None and dash.i > 3 and quoted.at(dash.start) is None:
        yield from _signed_headline(dash)


def _verb_first(word: Token, quoted: Quoted) -> Iterator[Candidate]:
    tokens = word.sentence.tokens
    before, after, rest = tokens[word.i - 1], tokens[word.i + 1], tokens[word.i + 1 :]
    dashed = before.text in DASHES
    if not dashed and before.text != ",":
        return
    subject = word.child("nsubj", "nsubjpass")
    if subject is not None and (subject.i < word.i or not dashed):
        return  # the parse has it right, or somebody else goes on to say more
    if after.pos not in PHRASE or any(t.pos in ("VERB", "AUX") or t.text in ",:;" for t in rest):
        return
    last = after
    while last.i + 1 < len(tokens) and tokens[last.i + 1].pos in PHRASE:
        last = tokens[last.i + 1]
    named = any(t.entity[2:] in ("PERSON", "ORG") for t in tokens[after.i : last.i + 1])
    if last.pos == "PRON" or not (dashed or named or last.lemma.lower() in OFFICES):
        return
    told = _told(before, quoted)
    if told:
        yield Candidate(cue=word, key=REPORTED[word.lower], frame="closing", head=None, source=last, path="inverted",
                        content=told)  # fmt: skip


def _told(mark: Token, quoted: Quoted) -> list[Span]:
    """The quotation that ends at the mark, or else what the sentence says before it."""
    sentence, first = mark.sentence, after_connective(mark.sentence, 0)
    quote = quoted.at(mark.start - 1) or quoted.at(mark.start - 2) or quoted.at(mark.start - 3)
    if quote is not None and quote.right <= mark.start:
        return [(quote.start, quote.end)]
    told = any(t.pos in ("VERB", "AUX") for t in sentence.tokens[first : mark.i])
    return without(sentence, first, mark.i - 1) if told else []


def _signed_headline(dash: Token) -> Iterator[Candidate]:
    tokens = dash.sentence.tokens
    who = tokens[dash.i + 1 :]
    office = who[-1]
    if office.pos != "NOUN" or office.lemma not in OFFICES or any(t.pos not in PHRASE for t in who):
        return
    named = all(t.text.islower() or t.entity[2:] in SPEAKERS or t.pos == "ADJ" for t in who)
    if named and any(t.pos in ("VERB", "AUX") for t in tokens[: dash.i]):
        content = without(dash.sentence, after_connective(dash.sentence, 0), dash.i - 1)
        yield Candidate(cue=dash, key="-", frame="signed headline", content=content, head=None, source=office,
                        path="inverted")  # fmt: skip


def _stands_free(dash: Token) -> bool:
    """A dash between spaces, not the hyphen of "cease-fire"."""
    return dash.i > 0 and dash.sentence.tokens[dash.i - 1].end < dash.start
