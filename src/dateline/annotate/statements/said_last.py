"""", X said." read off the words, where the parser hangs it on what is told.

"Washington believes the truce has failed, the envoy said on Friday": behind a sentence that has a cue of its own, an
enumeration or a quotation of several clauses, the parser takes the last clause for a part of the one before it, and no
frame of the parse has the content.  Print marks it the same way whatever stands before: a comma or a closing mark, who
speaks, a verb of speech, at most where or when, and the end.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.annotate.statements.evidence import LIVING
from dateline.annotate.statements.quotes import Quote, Quoted
from dateline.annotate.statements.sources import FINITE, SPEAKERS
from dateline.annotate.statements.spans import Candidate, after_connective, without
from dateline.annotate.statements.vocabulary import CueWords
from dateline.clauses import DASHES
from dateline.syntax import Sentence, Token

REACH = 30
"""Tokens from the verb to the end of the sentence, at most: ", said the agency, citing two nurses who ...". """
SHORTEST = 3
"""Tokens that are told, at least."""
NOMINAL = {"NOUN", "PROPN", "PRON"}
PHRASE = NOMINAL | {"DET", "ADJ", "NUM", "PART", "ADP", "CCONJ"}
"""What the name or description of a speaker consists of, between a comma and the verb."""
SETTING = {"after", "at", "by", "during", "early", "from", "in", "late", "on", "over", "through", "to", "via"}
"""What may follow the verb: "said on Monday", "told by phone"."""
GOING_ON = {"although", "though", "while", "without"}
"""What opens what the reporter adds behind a comma."""
PERSONAL = {"he", "she", "they", "it"}


def said_last(sentence: Sentence, quoted: Quoted, ends: Sequence[int], words: CueWords) -> Iterator[Candidate]:
    """What stands before ", X said.", unless the parse has it; `ends` are those of ends_of_contents."""
    tokens = sentence.tokens
    spoken = bool(quoted.within((sentence.start, sentence.end)))
    for verb in tokens[: max(SHORTEST + 1, len(tokens) - REACH) : -1]:
        speech = verb.lemma in words.parenthetical
        if verb.tag not in FINITE or not (speech or (spoken and verb.pos == "VERB")):
            continue
        behind = _quoted_behind(verb, quoted)
        if quoted.at(verb.start) is None and (behind is not None or _ends(verb, words)):
            found = _of(verb, ends, words, behind)
            if found is not None and (speech or _is_quotation(found, quoted)):
                yield found
            if speech:
                return


def _is_quotation(told: Candidate, quoted: Quoted) -> bool:
    """ ""It was barbaric", Castro summed up.": behind a quotation and a comma any verb tells who spoke."""
    sentence, (start, end) = told.cue.sentence, told.content[0]
    quote = quoted.at(start)
    if quote is None or quote is not quoted.at(end - 1) or quote.left > sentence.start + 1 or len(told.content) > 1:
        return False
    return "," in (sentence.text[quote.end - 1], sentence.text[quote.right : quote.right + 1])


def _quoted_behind(verb: Token, quoted: Quoted) -> Quote | None:
    """The rest of "The ward was shut, the daily reported, "because the roof had gone"."""
    tokens = verb.sentence.tokens
    if verb.i + 3 >= len(tokens) or tokens[verb.i + 1].text != ",":
        return None
    quote = quoted.at(tokens[verb.i + 2].start)
    if quote is None or quote.left < tokens[verb.i + 1].end or quote.right < verb.sentence.end - 2:
        return None
    return quote if verb.sentence.text[quote.start : quote.end].lstrip()[:1].islower() else None


def _ends(verb: Token, words: CueWords) -> bool:
    """Does nothing that is told follow the verb: a stop, a semicolon, ", adding ...", ", and urged ..."?"""
    tokens = verb.sentence.tokens
    at = verb.i + 1
    while at < len(tokens) and tokens[at].pos != "PUNCT":
        if tokens[at].pos in ("VERB", "AUX", "SCONJ") or tokens[at].tag in ("WDT", "WP", "WRB", "TO"):
            return False
        at += 1
    if at > verb.i + 1:
        opening = tokens[verb.i + 1]
        setting = opening.lower in SETTING or opening.entity[2:] in ("DATE", "TIME") or opening.pos == "ADV"
        setting = setting or opening.dep == "prt"
        if not setting and verb.lemma not in words.telling:
            return False
    if at + 1 >= len(tokens) or tokens[at].text == ";":
        return True
    after, then = tokens[at + 1], tokens[min(at + 2, len(tokens) - 1)]
    adds = after.tag == "VBG" or after.lower in GOING_ON or (after.lower in ("and", "but") and then.tag in FINITE)
    return tokens[at].text == "," and adds


def _of(verb: Token, ends: Sequence[int], words: CueWords, behind: Quote | None) -> Candidate | None:
    sentence, tokens = verb.sentence, verb.sentence.tokens
    last = verb.i - 1
    while last > SHORTEST and tokens[last].pos == "ADV":
        last -= 1
    first = _phrase(tokens, last)
    if tokens[last].text == ",":  # "its mayor, Ana Ruiz, told the agency"
        last -= 1
        name = _phrase(tokens, last)
        first = name if name > last or tokens[name - 1].text != "," else _phrase(tokens, name - 2)
    mark = tokens[first - 1] if first > SHORTEST else None
    if mark is None or first > last or not (mark.text in ",”\"''" or mark.text in DASHES):
        return None
    if (another := _second_phrase(tokens[first : last + 1], words)) is not None:
        if verb.lemma not in words.denying:
            return None
        first = another.i  # "..., a figure the government rejects"
    who = tokens[first : last + 1]
    speaker = _head(who, verb)
    if speaker is None or who[0].pos in ("ADP", "CCONJ", "PART") or not _can_speak(who, words):
        return None
    begins = max((n + 1 for n in ends if n < mark.i and tokens[n].text in ";:"), default=0)
    begins = after_connective(sentence, begins)
    told = tokens[begins : mark.i]
    if who[0].tag == "PRP$" and any(t.lemma in words.talking and t.tag in FINITE for t in told):
        return None  # "the chief said he was alarmed, his spokesman told reporters": who passes it on
    if len(told) < SHORTEST or not any(t.tag in (*FINITE, "MD") for t in told) or _is_subordinate(told):
        return None
    known = behind is None and verb.lemma in words.parenthetical
    if known and any(c.dep == "ccomp" and c.left <= begins + 1 and c.i < speaker.i for c in verb.children):
        own = verb.child("nsubj")
        if own is not None and own.left <= first:
            return None
    content = without(sentence, begins, mark.i - 1)
    if behind is not None:
        content.append((behind.start, behind.end))
    return Candidate(cue=verb, key=verb.lemma.lower(), frame="said last", content=content, head=None,
                     source=speaker, path="before", named=(first, last))  # fmt: skip


def _phrase(tokens: Sequence[Token], last: int) -> int:
    """Where the noun phrase begins that ends at a token; behind the token where it ends none."""
    first = last + 1
    while first > 0 and _is_of_phrase(tokens[first - 1]):
        first -= 1
    return first


def _is_of_phrase(token: Token) -> bool:
    if token.tag in ("WP", "WP$", "WDT", "WRB", "EX"):
        return False
    # "transcripts released on Tuesday show"
    return token.pos in PHRASE or token.text in ("-", "&") or (token.tag == "VBN" and token.dep in ("acl", "amod"))


def _second_phrase(phrase: Sequence[Token], words: CueWords) -> Token | None:
    """Where a second noun phrase begins behind the first, which its verb then modifies: "a figure the government"."""
    for before, token in pairwise(phrase):
        begins = token.tag in ("PRP", "PRP$") or (token.pos == "DET" and token.dep == "det")
        begins = begins or before.lemma in words.charges
        if before.lower == "something" or (before.pos in NOMINAL and begins and token.pos != "PART"):
            return token
    return None


def _head(phrase: Sequence[Token], verb: Token) -> Token | None:
    """The word that heads who speaks: the verb's own subject, or the last noun before a preposition."""
    own = next((t for t in phrase if t.dep == "nsubj" and t.head is verb), None)
    if own is not None:
        return own
    head = None
    for token in phrase:
        if token.pos == "ADP" and head is not None:
            break
        head = token if token.pos in NOMINAL else head
    return head


def _can_speak(phrase: Sequence[Token], words: CueWords) -> bool:
    return any(
        t.entity[2:] in SPEAKERS or t.lower in PERSONAL or {t.lemma.lower(), t.lower} & words.voices
        or (t.pos == "NOUN" and t.lower.removesuffix("s").endswith(LIVING))
        for t in phrase
    )  # fmt: skip


def _is_subordinate(told: Sequence[Token]) -> bool:
    """ "When the rebels came, the mayor said ..." leaves the main clause for later."""
    opening = told[0]
    fronted = opening.pos == "SCONJ" or opening.tag == "WRB"
    return fronted and not any(t.text == "," for t in told)
