"""Where contents begin and end: the marks that none of them crosses, and the edges of a clause that is told."""

from bisect import bisect_right
from collections.abc import Collection, Sequence

from dateline.annotate.statements.quotes import Quoted
from dateline.annotate.statements.sources import closes, misjoined
from dateline.annotate.statements.spans import after_connective
from dateline.annotate.statements.vocabulary import CueWords
from dateline.syntax import Sentence, Token

ADJUNCTS = {"advcl", "prep", "npadvmod", "ccomp", "dep", "acl", "relcl"}
"""What the parser hangs on the cue behind a clause, though it is told with the clause."""
FRONTED = {"advcl", "prep", "npadvmod", "advmod", "ccomp", "dep", "nsubj", "dobj"}
"""The same in front of it."""
LOST = 40
"""Tokens between a verb and a clause whose subject the parser hung on something else, at most."""

BEHIND = 4
"""Characters between a quotation and the verb of speech behind it, about."""


# --- marks that no content crosses -----------------------------------------------------------------------------------


def ends_of_contents(sentence: Sentence, quoted: Quoted, words: CueWords) -> list[int]:
    """Indices of the marks that no content crosses: ";" and ":" between two who speak, ":" before a quotation to the
    end, "," before "which X denied", "but X denied that", "while X accused" and "though X put it at", and "but" before
    "but X says".
    """
    tokens = sentence.tokens
    marks = [m for m in tokens[1:-2] if (m.text in ";:," or m.lower == "but") and quoted.at(m.start) is None]
    if not marks:
        return []
    says = [t.i for t in tokens if t.pos == "VERB" and t.lemma in words.talking and t.child("nsubj") is not None]
    return [mark.i for mark in marks if _ends_content(mark, says, quoted, words)]


def _ends_content(mark: Token, says: Sequence[int], quoted: Quoted, words: CueWords) -> bool:
    tokens = mark.sentence.tokens
    behind = tokens[mark.i + 1]
    if mark.lower == "but":
        return _is_answered(mark, says)
    if mark.text == ",":
        if behind.lower == "which":
            return behind.dep == "dobj" and behind.head.lemma in words.denying
        if behind.pos == "CCONJ":
            return _denies_that(behind, words)
        if behind.lower in ("though", "although"):
            return behind.head.i in says or (behind.head.lemma == "put" and behind.head.child("dobj") is not None)
        if behind.lower in ("while", "whereas"):
            return behind.head.i in says  # "said it had repelled the raid, while the rebels accused it of another"
        return _stands_before_who_passes_on(mark, says) or charged_with(behind, words) is not None
    k = bisect_right(says, mark.i)
    quote = quoted.at(behind.start)
    if mark.text == ":" and 0 < k < len(says) and any(_is_set_off(tokens[n]) for n in says[k:]):
        return True  # "denied that 125 had died: all of the 125, it said, had been killed before"
    if mark.text == ":" and k < len(says) and quote is not None and 0 <= tokens[says[k]].start - quote.right < BEHIND:
        return True  # "they begged for help: "Send the army," said one of them"
    if k < len(says) and closes(tokens[says[-1]]) and (k > 0 or (mark.text == ":" and quote is not None)):
        return True  # "denied it: residents left of their own will, the ministry said"; "one wish: "Peace," he said"
    if mark.text == ";":
        near = range(mark.i + 1, min(len(tokens), mark.i + 12))
        return next((n for n in near if tokens[n].pos in ("VERB", "AUX")), -1) in says
    to_the_end = quote is not None and quote.left >= mark.end and quote.right >= mark.sentence.end - 1
    told_before = any(c.dep == "ccomp" and c.left < mark.i for c in mark.head.children)
    return to_the_end and told_before and tokens[mark.i - 1] is not mark.head


def _is_answered(but: Token, says: Collection[int]) -> bool:
    """ "The mayor insists no shot was fired but the soldiers told us they fired": others answer the mayor."""
    for i in says:
        verb = but.sentence.tokens[i]
        subject = verb.child("nsubj")
        joined = verb.dep == "conj" and verb.head is but.head and verb.head.dep == "ccomp" and verb.head.head.i in says
        if joined and subject is not None and subject.left == but.i + 1 and subject.pos in ("NOUN", "PROPN"):
            return True
    return False


def _is_set_off(verb: Token) -> bool:
    """ ", it said,": a verb and its subject between commas."""
    tokens, subject = verb.sentence.tokens, verb.child("nsubj")
    if subject is None or subject.i > verb.i or subject.left == 0 or verb.i + 1 >= len(tokens):
        return False
    return tokens[subject.left - 1].text == "," == tokens[verb.i + 1].text


def _denies_that(conjunction: Token, words: CueWords) -> bool:
    """ "..., but the spokesman denied that.": who denies what was said before says nothing of it."""
    tokens = conjunction.sentence.tokens
    verb = next((t for t in tokens[conjunction.i + 1 : conjunction.i + 12] if t.pos in ("VERB", "AUX")), None)
    if verb is None or verb.lemma not in words.denying or verb.i + 1 >= len(tokens):
        return False
    last = tokens[verb.i + 1]
    return last.lower in ("it", "that", "this") and last.dep == "dobj" and last.head is verb


def charged_with(article: Token, words: CueWords) -> Token | None:
    """The verb of ", a charge (that) the group rejects"."""
    charge = article.head
    if article.lower not in ("a", "an", "the") or charge.lemma not in words.charges or charge.left != article.i:
        return None
    verb = charge.child("relcl", "acl")
    return verb if verb is not None and verb.lemma in words.denying and verb.child("nsubj") is not None else None


def _stands_before_who_passes_on(mark: Token, says: Collection[int]) -> bool:
    """ "The chief said he was alarmed, his spokesman told reporters": the comma before who passes on what was said."""
    tokens = mark.sentence.tokens
    for i in says:
        verb = tokens[i]
        subject = verb.child("nsubj")
        if subject is None or subject.left != mark.i + 1 or verb.right < len(tokens) - 2:
            continue
        told = any(c.dep in ("ccomp", "xcomp") or (c.dep == "dobj" and verb.lemma != "tell") for c in verb.children)
        return not told and verb.dep in ("ccomp", "conj", "parataxis") and any(k < mark.i for k in says)
    return False


# --- the edges of a clause -------------------------------------------------------------------------------------------


def first_word(verb: Token, clause: Token) -> int:
    """Where a clause behind its verb begins: "says up to 80 % of the houses, ..., are gone" may lose its subject."""
    that, tokens = clause.child("mark"), verb.sentence.tokens
    if that is not None and that.lower == "that" and verb.i < clause.left < that.i and tokens[that.i - 1].text == ",":
        return that.i  # "said before he left, that": when he said it
    lost = clause.dep == "ccomp" and clause.child("nsubj", "nsubjpass", "expl", "mark") is None
    lost = lost and verb.child("xcomp", "dative") is None
    finite = clause.tag in ("VBD", "VBZ", "VBP") or clause.child("aux", "auxpass") is not None
    return verb.i + 1 if lost and finite and 1 < clause.left - verb.i < LOST else clause.left


def beginning(verb: Token, clause: Token) -> int:
    """Where a clause in front of its verb begins: what the verb has to the left of it belongs to it too."""
    lefts = [c.left for c in verb.children if c.i < clause.i and c.dep in FRONTED]
    return after_connective(verb.sentence, min([clause.left, *lefts]))


def joined_before(verb: Token, clause: Token, words: CueWords) -> Token | None:
    """ "A man died and two were hurt, the mayor said": the parser joins "said" to "died", but both are told."""
    head, before = verb.head, clause.sentence.tokens[clause.left - 1]
    joined = verb.dep == "conj" and head.i < clause.left and before.pos == "CCONJ" and before.head is head
    return head if joined and head.pos in ("VERB", "AUX") and head.lemma not in words.talking else None


def end_of(verb: Token, clause: Token) -> int:
    """Where a clause after its verb ends: adjuncts that follow it belong to it."""
    last = clause.right
    for child in verb.children:
        if child.lower == "according":
            break
        joined = child.dep == "conj" and child.pos in ("NOUN", "PROPN")  # "described hearing shots and then a roar"
        if child.i > clause.i and child.left <= last + 2 and (child.dep in ADJUNCTS or joined):
            last = max(last, child.right)
    return last


def last_word(verb: Token, clause: Token, words: CueWords) -> int:
    """The same without what a clause behind its verb was joined to and the speaker does not say."""
    joined = next((c for c in clause.children if misjoined(c, words) or _kept_back(c, words)), None)
    return end_of(verb, clause) if joined is None else joined.left - 1


def _kept_back(verb: Token, words: CueWords) -> bool:
    """ "said five had died but did not say where": what the speaker leaves out is the reporter's word."""
    return (
        verb.dep == "conj" and verb.lemma in words.withheld and verb.child("neg") is not None
        and verb.child("aux") is not None and verb.child("nsubj", "nsubjpass") is None
    )  # fmt: skip
