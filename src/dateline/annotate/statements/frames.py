"""Every place where something may be said, thought or wanted: cue, frame, content, source.  Chosen is later.

A *frame* names how the content hangs on the cue in the parse (ClearNLP labels).

Of verbs: `ccomp` "said that ...", `ccomp<` "..., he said", `ccomp&` "said A but B", `ccomp|` "..., he said, ...",
`xcomp` "plans to ...", `obj` "denied the report", `obj+` "accused X of Y", `oprd` "called X a ...", `prep:on` "called
on X to ...", `passive:of` "is accused of ...", `subj` "X was announced", `aside` "X, he said, ...", `as` "as he said",
`rel` "the plan he announced", `acl<` "the plan announced by", `colon` what follows a colon, `all<` all before ", he
said.", `headline` the same at the end of a line without a stop, `quote after` and `quote before`: a verb beside a
quotation, whatever the parser made of the two.

`inner after` and `inner before`: the same inside a quotation; `cited` what "..., citing a nurse" hangs on.

`which` what stands before "which X denied"; `prep:on+` "called [on] X to ..."; `quoted as` what X says in "the agency
quoted X as saying ..." or before ", the agency quoted X as saying"; `misread` what stands before ", the Group (CG)
reports", where the verb is read as a noun.

`responsibility` what one takes responsibility for.

A comma behind any of them: without what the content ends in behind a comma or dash.

By layout: `label` "NAME: words", `label-dash` and `signed` with a dash before or behind a quotation; `closing` what
stands before ", informed governor X", `signed headline` before " – governor", `as stated` what stands behind "as stated
on the radio, ", `retold` the sentence before "this was reported by X", `said last` what stands before ", X said."
where the parse has it not.

Of nouns and adjectives: `noun that`, `noun to`, `noun of`, `noun is`, `adj ccomp`, `adj prep:of` ..., with `/` where
the parser hangs the content on the noun's verb.  Of "according to": `head` its clause, `root` the sentence.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from dateline.annotate.statements.closing import closing_candidates
from dateline.annotate.statements.ends import ends_of_contents
from dateline.annotate.statements.labels import label_candidates
from dateline.annotate.statements.nouns import (
    according_candidates,
    adjective_candidates,
    adverb_candidate,
    copula_candidates,
    misread_candidate,
    noun_candidates,
)
from dateline.annotate.statements.quotes import Quote, Quoted
from dateline.annotate.statements.retold import as_stated
from dateline.annotate.statements.said_last import said_last
from dateline.annotate.statements.sources import inverted, verb_source
from dateline.annotate.statements.spans import Candidate, with_tails
from dateline.annotate.statements.verbs import verb_candidates
from dateline.annotate.statements.vocabulary import CueWords
from dateline.records import Span, Spans
from dateline.syntax import Sentence, Token

WITH_GIVER = {"according", "per", "in", "by"}
CUES = {"VERB", "AUX", "NOUN", "ADJ", "ADV"}
REACH = 300
"""Characters from a verb to the second piece of a quotation, at most."""
GAP = 8
"""Characters between a colon and a quotation in the next line, at most."""
NEAR = 300
"""Characters between a cue and the pieces of a quotation that it interrupts, at most."""
RESUMING = ",:;.—–-"
"""What stands before the second piece of a quotation; what hangs on "that" is another one."""
SLACK = 3
"""Characters of marks that two readings of one content may differ in."""
FAR = 14
"""Tokens between a quotation and its verb, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The lemmas that the vocabulary knows as cues."""

    nouns: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]


def candidates(
    sentence: Sentence, quoted: Quoted, known: Known, words: CueWords, paragraph: Span
) -> Iterator[Candidate]:
    """The candidates of one sentence of a paragraph: all verbs; nouns, adjectives and adverbs known as cues."""
    yield from label_candidates(sentence, quoted, paragraph, words)
    parsed: dict[int, list[Candidate]] = {}
    ends = ends_of_contents(sentence, quoted, words)
    closings = list(said_last(sentence, quoted, ends, words))
    closings += [c for c in closing_candidates(sentence, quoted, words) if all(c.cue is not o.cue for o in closings)]
    for token in sentence.tokens:
        if token.pos not in CUES and token.lower not in WITH_GIVER:
            continue
        for candidate in _of_token(token, quoted, known, words, ends):
            for closing in closings:
                candidate.content = _before(candidate, closing)
                if _goes_on(candidate, closing, words):
                    candidate.source, candidate.path, candidate.named = closing.source, "governor", closing.named
            if candidate.content and not _is_pronoun(candidate):
                found = with_tails(candidate)
                parsed.setdefault(token.i, []).extend(found)
                yield from found
    for candidate in _beside_quotes(sentence, quoted, words):
        # where the parse gives the same content, its frame says more, unless it hangs the verb on what is told
        own = (c for c in parsed.get(candidate.cue.i, ()) if not c.frame.startswith("aside-"))
        if not any(_same_words(whole_quotes(c, quoted), candidate.content) for c in own):
            yield candidate
    yield from closings
    yield from as_stated(sentence, quoted, words)
    yield from _behind_quote(sentence, quoted, words)
    yield from _before_quote(sentence, quoted, words)
    yield from _inside_quotes(sentence, quoted, words)


def _before(candidate: Candidate, closing: Candidate) -> list[Span]:
    """The content of what stands before a closing cue without that cue and who speaks by it."""
    end = closing.content[-1][1]
    if candidate.frame == "cited" and closing.content[0][0] <= candidate.content[0][0] < candidate.cue.start:
        return closing.content
    if candidate.cue is closing.cue or candidate.cue.start >= end:
        return candidate.content
    return [(s, min(e, end)) for s, e in candidate.content if s < end]


def _goes_on(candidate: Candidate, closing: Candidate, words: CueWords) -> bool:
    """ "The dead were farmers, assures the mayor, adding that ...": not the dead add."""
    cue, source, (start, end) = candidate.cue, candidate.source, (closing.content[0][0], closing.content[-1][1])
    adds = cue.tag == "VBG" and cue.lemma in words.adding and cue.i > closing.cue.i
    return adds and source is not None and start <= source.start < end


def _is_pronoun(candidate: Candidate) -> bool:
    """ "A step which Yerevan condemned": "which" says nothing of what is condemned."""
    head = candidate.head
    alone = head is not None and head.tag in ("WDT", "WP") and len(candidate.content) == 1
    return alone and head is not None and candidate.content[0] == (head.start, head.end)


def _of_token(
    token: Token, quoted: Quoted, known: Known, words: CueWords, ends: Sequence[int]
) -> Iterable[Candidate]:
    if token.lower in WITH_GIVER:
        return according_candidates(token, words)
    if token.pos == "VERB":
        return verb_candidates(token, quoted, words, ends)
    if token.pos == "AUX" and token.dep not in ("aux", "auxpass"):
        return copula_candidates(token, known.nouns, words)
    if token.pos == "NOUN":
        cues = noun_candidates(token, words) if token.lemma in known.nouns else ()
        return chain(cues, misread_candidate(token, words)) if token.tag == "NNS" else cues
    if token.pos == "ADJ" and token.lemma in known.adjectives:
        return adjective_candidates(token, words)
    if token.pos == "ADV" and token.lower in known.adverbs and token.head is not token:
        return (adverb_candidate(token),)
    return ()


def _beside_quotes(sentence: Sentence, quoted: Quoted, words: CueWords) -> Iterator[Candidate]:
    quotes = quoted.within((sentence.start, sentence.end))
    if not quotes:
        return
    verbs = [t for t in sentence.tokens if t.pos == "VERB" and t.dep != "amod" and quoted.at(t.start) is None]
    starts = [t.start for t in verbs]
    for quote in quotes:
        k = bisect_left(starts, quote.right)
        after = [t for t in verbs[k : k + 4] if t.dep != "relcl"][:2]
        before = verbs[max(0, bisect_left(starts, quote.left) - 2) : bisect_left(starts, quote.left)][::-1]
        for side, near in (("after", after), ("before", before)):
            for nth, verb in enumerate(near):
                if _distance(verb, quote) <= FAR:
                    yield _beside(verb, f"quote {side}{nth or ''}", quote, quoted, words)


def _inside_quotes(sentence: Sentence, quoted: Quoted, words: CueWords) -> Iterator[Candidate]:
    """ "He told me, 'Go,'" inside of what somebody says."""
    for quote in quoted.inside((sentence.start, sentence.end)):
        around = [t for t in sentence.tokens if t.pos == "VERB" and not quote.left <= t.start < quote.right]
        before = [t for t in around if t.end <= quote.left and quoted.at(t.start) is not None][-1:]
        after = [t for t in around if t.start >= quote.right and quoted.at(t.start) is not None][:1]
        if before and not _distance(before[0], quote):
            after = []  # "She just said 'Thank you', which suggests ...": whose words they are is told
        for side, near in (("before", before), ("after", after)):
            for verb in near:
                if _distance(verb, quote) <= FAR // 2:
                    source, path = verb_source(verb, words)
                    yield Candidate(cue=verb, key=verb.lemma.lower(), frame=f"inner {side}", head=None, source=source,
                                    content=[(quote.start, quote.end)], path=path)  # fmt: skip


def _behind_quote(sentence: Sentence, quoted: Quoted, words: CueWords) -> Iterator[Candidate]:
    """ ""What now?" the mayor asked." read as two sentences: the second tells who spoke."""
    quote = quoted.at(sentence.start - 2) if sentence.start > 1 else None
    if quote is None or quote.right < sentence.start - 2 or quote.right > sentence.start:
        return
    short = len(sentence.tokens) <= 9 or sentence.tokens[0].text.islower()
    verb = next((t for t in sentence.tokens[:FAR] if t.pos == "VERB"), None)
    if not short or verb is None or quoted.at(verb.start) is not None:
        return
    if verb.lemma in words.speaking or sentence.tokens[0].text.islower():  # not "Ana Ruiz organised the event"
        yield _beside(verb, "quote behind", quote, quoted, words)


def _before_quote(sentence: Sentence, quoted: Quoted, words: CueWords) -> Iterator[Candidate]:
    """ "The mayor said:" before a quotation that is a sentence or a paragraph of its own."""
    if sentence.tokens[-1].text != ":":
        return
    quote = quoted.next_from(sentence.end)
    if quote is None or quote.left - sentence.end > GAP or sentence.text[sentence.end : quote.left].strip():
        return
    verbs = [t for t in sentence.tokens if t.pos == "VERB" and t.dep != "amod" and quoted.at(t.start) is None]
    for nth, verb in enumerate(verbs[:-3:-1]):
        yield _beside(verb, f"quote next{nth or ''}", quote, quoted, words)


def _distance(verb: Token, quote: Quote) -> int:
    """Tokens between them, about: six characters are one."""
    gap = verb.start - quote.right if verb.start >= quote.right else quote.left - verb.end
    return gap // 6


def _beside(verb: Token, frame: str, quote: Quote, quoted: Quoted, words: CueWords) -> Candidate:
    source, path = verb_source(verb, words)
    if source is None or quoted.at(source.start):
        source, path = inverted(verb, quoted)
    content = [(quote.start, quote.end)]
    if frame.startswith("quote after"):
        rest = quoted.within((verb.end, min(verb.sentence.end, verb.end + REACH)))
        behind = [other for other in rest if other.left >= verb.end][:1]
        content += [(other.start, other.end) for other in behind if _resumes(verb, other)]
    return Candidate(
        cue=verb, key=verb.lemma.lower(), frame=frame, content=content, head=None, source=source, path=path
    )


def whole_quotes(candidate: Candidate, quoted: Quoted) -> list[Span]:
    """The content with quotations that it begins or ends in taken whole, across sentences, unless the cue is in one."""
    if quoted.at(candidate.cue.start) is not None:
        return candidate.content
    found = []
    for start, end in candidate.content:
        if (last := quoted.at(end - 1)) is not None:
            end = max(end, last.end)
        if (first := quoted.at(start)) is not None:
            start = min(start, first.start)
        found.append((start, end))
    if len(found) == 2 and _is_how(candidate.cue, found, quoted):
        found.pop()
    return _resumed(candidate.cue, found, quoted)


def _is_how(cue: Token, content: list[Span], quoted: Quoted) -> bool:
    """ ""They shot at us," he said, writhing in pain": a participle behind a quotation tells how it was said."""
    (start, end), (behind, _) = content
    token = cue.sentence.at(behind)
    said = quoted.at(start) is not None and quoted.at(end - 1) is not None and behind > cue.end
    return said and token is not None and token.tag == "VBG" and quoted.at(behind) is None


def with_marks(content: list[Span], quoted: Quoted) -> Spans:
    """The content with the marks of quotations that it begins or ends with, unless a piece of it is one quotation."""
    found = []
    for start, end in content:
        first, last = quoted.at(start), quoted.at(end - 1)
        if first is not None and first is not last and first.start == start:
            start = first.left
        if last is not None and last is not first and last.end == end:
            end = last.right
        found.append((start, end))
    return tuple(found)


def _resumed(cue: Token, content: list[Span], quoted: Quoted) -> list[Span]:
    """ ""A," he said, "b.": both pieces of a quotation that the cue interrupts."""
    sentence = cue.sentence
    before = [q for q in quoted.within((max(sentence.start, cue.start - NEAR), cue.start)) if q.right <= cue.start]
    after = [q for q in quoted.within((cue.end, min(sentence.end, cue.end + NEAR))) if q.left >= cue.end]
    if not before or not after:
        return content
    first, second = before[-1], after[0]
    taken = [any(s < q.end and q.start < e for s, e in content) for q in (first, second)]
    text = sentence.text
    goes_on = text[first.end - 1] == "," and text[second.start].islower()
    if sum(taken) == 1 and goes_on and _resumes(cue, second):
        return sorted([*content, (second.start, second.end) if taken[0] else (first.start, first.end)])
    return content


def _resumes(cue: Token, second: Quote) -> bool:
    """Does the cue lead to this piece?  A quotation that hangs on a "that" behind the cue is another one."""
    between = cue.sentence.text[cue.end : second.left].rstrip()
    return not between or between[-1] in RESUMING


def _same_words(a: list[Span], b: list[Span]) -> bool:
    """Do they differ in a mark or two at most?"""
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    return shared > 0 and 2 * shared >= sum(e - s for s, e in [*a, *b]) - 2 * SLACK
