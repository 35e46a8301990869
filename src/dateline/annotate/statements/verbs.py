"""The frames of verbs."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dateline.annotate.statements.closing import HARM
from dateline.annotate.statements.ends import beginning, charged_with, end_of, first_word, joined_before, last_word
from dateline.annotate.statements.misparsed import (
    chained,
    how_spoken,
    is_torn,
    only_asked,
    passed_on,
    told_past,
    without_subject,
    without_verb,
)
from dateline.annotate.statements.quotes import Quoted
from dateline.annotate.statements.sources import FINITE, inverted, joined_past, misjoined, quoted_saying, verb_source
from dateline.annotate.statements.spans import Candidate, after_connective, noun_phrase, without
from dateline.annotate.statements.vocabulary import CueWords
from dateline.records import Span
from dateline.syntax import Token

COMPLEMENTS = {"prep", "xcomp", "ccomp", "oprd", "advcl", "acl", "relcl", "acomp", "npadvmod", "advmod", "appos"}
"""What follows an object and belongs to the content with it: "accuse X of Y", "urge X to Y"."""
OWN = {"subject", "inverted", "agent", "before"}
"""Ways to a source that stands beside its verb and is none of what is said."""
LONGEST_NAME = 15
"""Tokens of a source that the parser hung on what is said, at most."""
NEAR = 60
"""Tokens behind a verb of speech in which another that goes on from it is looked for."""
ASIDES = {"parataxis", "ccomp", "advcl", "dep", "conj", "intj"}


class Verb:
    """A verb as a cue: its source, and the words that belong to neither content."""

    def __init__(self, verb: Token, words: CueWords, ends: Sequence[int]) -> None:
        self.token, self.sentence, self.words = verb, verb.sentence, words
        k = bisect_right(ends, verb.i)
        self.first, self.end = ends[k - 1] + 1 if k else 0, ends[k] if k < len(ends) else len(self.sentence.tokens)
        if verb.lemma in words.talking:
            behind = self.sentence.tokens[verb.i + 1 : min(self.end, verb.i + NEAR)]
            joined = next((t for t in behind if t.dep == "conj" and joined_past(t, words) is verb), None)
            self.end = self.end if joined is None else joined.left
        self.source, self.path = verb_source(verb, words)
        self.holes = [(verb.i, verb.i)]
        source = self.source
        beside = source is not None and (self.path != "before" or verb.i - source.left < LONGEST_NAME)
        if source is not None and source.sentence is self.sentence and self.path in OWN and beside:
            first, last = noun_phrase(source, verb)
            self.holes.append((_with_name(source, first), last))

    def candidate(self, frame: str, content: list[Span], head: Token | None) -> Candidate:
        return Candidate(cue=self.token, key=self.token.lemma.lower(), frame=frame, content=content, head=head,
                         source=self.source, path=self.path)  # fmt: skip

    def told(self, first: int, last: int) -> list[Span]:
        return without(self.sentence, max(first, self.first), min(last, self.end - 1), self.holes)


def _with_name(source: Token, first: int) -> int:
    """Where ", Ana Ruiz, the mayor's spokeswoman, said" begins, whose name the parser takes for part of what is told.

    In: the word that heads the description, and where it begins.
    """
    tokens = source.sentence.tokens
    around = [tokens[first - 1].text, *(token.text for token in tokens[source.i + 1 : source.i + 2])]
    if source.pos != "NOUN" or first < 4 or around != [",", ","]:
        return first
    name = first - 2
    while name > 0 and tokens[name].entity.endswith("PERSON"):
        name -= 1
    return name + 1 if name < first - 2 and tokens[name].text == "," else first


CITING = {"cite", "quote"}
GIVERS = {"PERSON", "ORG", "GPE", "NORP"}
APPEALING = {"appeal": {"to"}, "call": {"on", "upon"}, "plead": {"with"}}
"""Verbs with the prepositions before whom one asks to do a thing."""
WHERE = {"after", "alongside", "amid", "before", "during", "following", "from", "near", "outside", "since", "until"}
AMOUNTS = {"high", "low", "many", "few", "much"}
SCOPE = {"against", "for", "of", "since"}
"""What goes on from what something is called: "called it the worst flood since 1939"."""
SUMMONING = {"call", "recall"}
ITSELF = {"itself", "himself", "herself", "themselves"}
TAKING = {"accept", "assume", "take"}
COSTING = {"claim", "cost", "take"}


def verb_candidates(token: Token, quoted: Quoted, words: CueWords, ends: Sequence[int]) -> Iterator[Candidate]:
    """Everything that a verb may introduce; `ends` are those of ends_of_contents."""
    if _is_no_cue(token, words):
        return
    verb = Verb(token, words, ends)
    alone = _told_around(verb) or _cleft(verb) or chained(token, words) or without_subject(token, words)
    if alone is not None:
        yield alone
        return
    tokens = verb.sentence.tokens
    objects = [c for c in token.children if c.dep in ("dobj", "dative") and c.i > token.i and c is not verb.source]
    objects = [c for c in objects if charged_with(tokens[c.left], words) is None]
    for child in token.children:
        yield from _child(verb, child, bool(objects), quoted)
    if objects and _as_saying(token) is None:
        # "citing the police" is no saying of the police's name
        yield from list(_cited(verb, objects[-1])) or _object(verb, objects)
    if not any(_is_clause(verb, child, quoted) for child in token.children):
        yield from _aside(verb)
    if not objects or token.tag == "VBN":
        yield from _modifier(verb, bool(objects))
    yield from _quoted_as(verb)
    if token.lemma in words.talking:
        yield from _told_past(verb)
    yield from _denied_clause(verb)
    yield from _colon(verb)
    yield from _last_words(verb)


def _is_clause(verb: Verb, child: Token, quoted: Quoted) -> bool:
    """Is it a clause that the verb may tell?"""
    if child.dep == "xcomp":
        return _asked_of(verb.token, child) is None
    quotation = child.dep == "advcl" and child.i < verb.token.i and quoted.at(child.start) is not None
    return child.dep == "ccomp" or quotation


def _child(verb: Verb, child: Token, has_object: bool, quoted: Quoted) -> Iterator[Candidate]:
    """What the verb says by one of the words that hang on it."""
    token = verb.token
    if _is_clause(verb, child, quoted):
        alone = child.tag in ("WRB", "WP") and child.left == child.right  # "did not say where"
        alone = alone or told_past(token) is child
        if has_object and child.dep == "xcomp" and token.lemma in verb.words.demanding and child.i > token.i:
            return  # "urged people to vote": whom they urge belongs to it
        if child.i < token.i and has_object and _charges(token, verb.words):
            return  # "the manager blamed gas, the union blames greed": what it blames stands behind it
        if not alone and not _only_named(verb, child) and not is_torn(token, child, quoted, verb.words):
            yield _clause(verb, child)
            yield from _clause_and_more(verb, child)
    elif (wanted := _called_for(token, child)) is not None:
        yield verb.candidate("prep:for", verb.told(wanted.i + 1, child.right), child)
    elif child.dep in ("xcomp", "advcl") and (asked := _asked_of(token, child)) is not None:
        yield verb.candidate("prep:on+", verb.told(asked.i + 1, child.right), asked.child("pobj"))
    elif child.dep == "prep" and child.i > token.i and not _pleads(token):
        yield from _preposition(verb, child)
    elif child.dep == "nsubjpass":
        yield verb.candidate("subj", without(verb.sentence, child.left, child.right), child)
    elif child.dep in ("oprd", "acomp", "attr") and child.i > token.i and not has_object:
        if how_spoken(token, child, quoted):
            return
        yield verb.candidate("oprd", verb.told(child.left, end_of(token, child)), child)


def _told_around(verb: Verb) -> Candidate | None:
    """ "Two men, said the police, were held": the parser takes whom it is about for who says it."""
    token, tokens, words = verb.token, verb.sentence.tokens, verb.words
    subject = token.child("nsubj", "nsubjpass")
    tells = token.lemma == "say" or token.lower in words.closing
    if not tells or token.tag not in FINITE or subject is None or token.i - subject.i < 2:
        return None
    if tokens[token.i - 1].text != "," or any(t.text == "," for t in tokens[subject.left : token.i - 1]):
        return None
    source, path = inverted(token, None)
    near = () if source is None else tokens[source.i + 1 : source.i + LONGEST_NAME]
    comma = next((t for t in near if t.text == "," or t.tag in FINITE), None)
    rest = () if comma is None else tokens[comma.i + 1 : verb.end]
    if source is None or comma is None or comma.text != "," or not any(t.tag in FINITE or t.tag == "MD" for t in rest):
        return None
    first = max(after_connective(verb.sentence, subject.left), verb.first)
    content = without(verb.sentence, first, verb.end - 1, [(token.i - 1, comma.i)])
    return Candidate(cue=token, key=token.lemma.lower(), frame="ccomp|", content=content, head=token.child("ccomp"),
                     source=source, path=path)  # fmt: skip


def _cleft(verb: Verb) -> Candidate | None:
    """ "What the army has promised the displaced is a home": what is told stands behind "is"."""
    token, copula = verb.token, verb.token.head
    what = token.child("dobj")
    if token.dep != "csubj" or copula.lemma != "be" or what is None or what.lower != "what" or copula.i < token.i:
        return None
    told = copula.child("attr", "ccomp", "xcomp", "acomp")
    if verb.source is None or told is None or told.i < copula.i:
        return None
    frame = "obj" if told.dep in ("attr", "acomp") else "ccomp"
    return verb.candidate(frame, without(verb.sentence, told.left, told.right), told)


def _pleads(verb: Token) -> bool:
    """ "Pleaded guilty on Monday to a charge of": he asks for nothing."""
    return verb.lemma == "plead" and verb.child("acomp", "oprd") is not None


def _charges(verb: Token, words: CueWords) -> bool:
    entries = words.entries.get(("verb", verb.lemma), ())
    return any(entry.stance in ("accuses", "denies") and not entry.frames for entry in entries)


def _only_named(verb: Verb, clause: Token) -> bool:
    """ "Launched what the mayor called the largest search": only the mayor says something."""
    opening = verb.sentence.tokens[clause.left].lower
    named = opening == "what" and clause.lemma in ("call", "describe", "term") and clause.child("nsubj") is not None
    return named and verb.token.lemma not in verb.words.talking


def _is_no_cue(token: Token, words: CueWords) -> bool:
    """ "The crash claims five lives"; and "quoted him as saying that": it is told with the verb that quotes."""
    lost, subject = token.child("dobj"), token.child("nsubj")
    if subject is not None and subject.lower in ("that", "which") and token.dep == "relcl":
        subject = token.head  # "the operation that announced its end"
    if without_verb(token, words) is not None:
        return True
    if subject is not None and subject.lemma.lower() in words.mute and subject.child("acl") is None:
        return True  # "the toll rose"; but "the toll issued by the rebels confirmed that ..."
    if subject is not None and subject.lower == "number" and any(c.lower == "the" for c in subject.children):
        return True  # "the number of people reported missing rose", parsed as their report; "a number of people" speak
    if token.i == 0 and token.tag == "VBN" and token.lemma in words.asked:
        return True  # "Contacted by the agency, the company denied it"
    if token.lemma in COSTING and lost is not None and lost.lemma == "life":
        return True
    return quoted_saying(token) is not None and token.child("ccomp", "dobj") is not None


def _clause(verb: Verb, clause: Token) -> Candidate:
    token = verb.token
    if clause.i < token.i:
        if (joined := joined_before(token, clause, verb.words)) is not None:
            return verb.candidate(
                "ccomp<", verb.told(after_connective(verb.sentence, joined.left), clause.right), clause
            )
        return verb.candidate("ccomp<", verb.told(beginning(token, clause), clause.right), clause)
    frame = clause.dep
    if frame == "xcomp":
        frame = "oprd" if clause.pos not in ("VERB", "AUX") else "xcomp-ing" if clause.tag == "VBG" else "xcomp"
    first, last = first_word(token, clause), last_word(token, clause, verb.words)
    if (told := _audience_in(token, clause, verb.words)) is not None:
        first = told.i + 1
    interrupted = frame == "ccomp" and _interrupts(verb, clause)
    if interrupted:
        first = after_connective(verb.sentence, token.left)
    elif frame == "ccomp" and _cuts(verb, clause):
        interrupted, first = True, after_connective(verb.sentence, 0)
    return verb.candidate(f"{frame}|" if interrupted else frame, verb.told(first, last), clause)


def _cuts(verb: Verb, clause: Token) -> bool:
    """ "Three men held near Goris, the group said, have been freed": the verb stands between a subject and its verb."""
    tokens, subject = verb.sentence.tokens, verb.token.child("nsubj")
    if subject is None or subject.i > verb.token.i or verb.first or subject.left < 3:
        return False
    before = tokens[subject.left - 1].text == "," == tokens[clause.left - 1].text
    finite = clause.tag in FINITE or any(c.tag in (*FINITE, "MD") for c in clause.children)
    return before and finite and clause.child("nsubj", "nsubjpass", "expl", "mark") is None


def _audience_in(verb: Token, clause: Token, words: CueWords) -> Token | None:
    """The "court" of "told the court soldiers had used dogs": the parser makes court soldiers of them."""
    subject, tokens = clause.child("nsubj", "nsubjpass"), verb.sentence.tokens
    if verb.lemma != "tell" or subject is None or verb.child("dobj", "dative", "prep") is not None:
        return None
    first, second = verb.i + 1, verb.i + 2
    if clause.left != first or subject.i <= second or tokens[first].lower != "the":
        return None
    return tokens[second] if tokens[second].lemma.lower() in words.audience and tokens[second].head is subject else None


def _clause_and_more(verb: Verb, clause: Token) -> Iterator[Candidate]:
    """ "Said the road was open but the bridge was shut": the second clause hangs on "said", and is told too."""
    token, talking = verb.token, verb.words.talking
    if clause.dep != "ccomp" or clause.i < token.i:
        return
    for child in token.children:
        if child.dep in ("conj", "ccomp", "advcl") and child.left > clause.right and child.lemma not in talking:
            if child.dep == "conj" and child.child("nsubj", "nsubjpass") is None:
                return
            yield verb.candidate("ccomp&", verb.told(first_word(token, clause), child.right), clause)
            return


def _called_for(verb: Token, clause: Token) -> Token | None:
    """The "for" of "called for the parties to let aid in", whichever of the two the parser hangs it on."""
    if verb.lemma not in APPEALING or clause.dep not in ("xcomp", "advcl") or clause.tag != "VB" or clause.i < verb.i:
        return None
    mark = clause.child("mark")
    if mark is not None:
        return mark if mark.lower == "for" and mark.i == clause.left else None
    beside = (c for c in verb.children if c.dep == "prep" and c.lower == "for" and c.right + 1 == clause.left)
    return next(beside, None) if verb.sentence.tokens[clause.left].lower == "to" else None


def _asked_of(verb: Token, clause: Token) -> Token | None:
    """The "on" of "called on the parties to let aid in": whom one asks belongs to what is asked."""
    to = APPEALING.get(verb.lemma, ())
    if not to or clause.tag != "VB":
        return None
    on = next((c for c in verb.children if c.dep == "prep" and c.lower in to and c.i > verb.i), None)
    whom = None if on is None or on.right + 1 != clause.left else on.child("pobj")
    return None if whom is None or whom.entity[2:] in ("DATE", "TIME") else on


def _quoted_as(verb: Verb) -> Iterator[Candidate]:
    """ "State media quoted the mayor as saying that ..." or, behind it, "..., state media quoted the mayor as saying":
    both the media and the mayor say it; in "..., the mayor was quoted as saying" only the mayor.
    """
    token, tokens = verb.token, verb.sentence.tokens
    if (first_cited := _cited_first(verb)) is not None:
        yield from _cited(verb, first_cited)
    quoting, saying = token.child("dobj", "agent") is not None, _as_saying(token)
    given = None if saying is None else quoted_saying(saying)
    if saying is None or given is None:
        return
    clause = saying.child("ccomp", "dobj")
    first = min(a for a, _ in verb.holes) if quoting else given.left
    if clause is not None and clause.i > saying.i:
        content, head = verb.told(clause.left, end_of(saying, clause)), clause
    else:
        comma = first - 2 if first > 3 and tokens[first - 1].tag == "''" else first - 1
        if saying.child("xcomp") is not None or first < 3 or tokens[comma].text != ",":
            return
        content = without(verb.sentence, max(after_connective(verb.sentence, 0), verb.first), comma)
        head = None
    if quoting:
        yield verb.candidate("quoted as", content, head)
    yield Candidate(cue=saying, key=saying.lemma, frame="cited", content=content, head=head, source=given, path="cited")


def _told_past(verb: Verb) -> Iterator[Candidate]:
    """ "The agency reported, citing the ministry, that ...": the clause is what both say."""
    citing = next(iter(verb.sentence.tokens[verb.token.i + 2 : verb.token.i + 3]), None)
    if citing is not None and citing.lemma in CITING and (clause := told_past(citing)) is not None:
        yield verb.candidate("ccomp", verb.told(_that(clause), clause.right), clause)


def _that(clause: Token) -> int:
    return next((c.i for c in clause.children if c.lower == "that"), clause.left)


def _as_saying(verb: Token) -> Token | None:
    """The "saying" of "quoted the mayor as saying"."""
    as_word = next((c for c in verb.children if c.dep == "prep" and c.lower == "as" and c.i > verb.i), None)
    quotes = verb.lemma in CITING or (verb.lemma == "report" and verb.child("nsubjpass") is not None)
    return as_word.child("pcomp") if quotes and as_word is not None else None


def _denied_clause(verb: Verb) -> Iterator[Candidate]:
    """ "Baku accused Yerevan of the raid, which Yerevan denied": what stands before the comma."""
    token = verb.token
    which = verb.sentence.tokens[verb.first]
    behind = (which.lower == "which" and which.dep == "dobj") or charged_with(which, verb.words) is token
    if token.dep == "relcl" and verb.first > 1 and behind:
        content = without(verb.sentence, after_connective(verb.sentence, 0), verb.first - 2)
        yield verb.candidate("which", content, None)


def _interrupts(verb: Verb, clause: Token) -> bool:
    """ "To leave, he said, one would need ...": the cue stands between commas inside what is said."""
    tokens = verb.sentence.tokens
    before = tokens[clause.left - 1]
    first = min(a for a, _ in verb.holes)
    return (
        before.text == "," and clause.left - 1 - verb.token.i < 12 and first - verb.token.left > 2
        and tokens[first - 1].text == "," and verb.path in ("subject", "inverted")
    )  # fmt: skip


def _preposition(verb: Verb, preposition: Token) -> Iterator[Candidate]:
    inner = preposition.child("pobj", "pcomp")
    if inner is None or (preposition.lower == "as" and inner.lemma in ("result", "consequence")):
        return
    if verb.token.lemma in SUMMONING and preposition.lower == "for" and _is_summoned(verb.token):
        return
    if preposition.lower in WHERE and verb.token.lemma in verb.words.talking and verb.token.child("dobj") is None:
        return  # "reporting from Goris", "speaking after the raid"
    told = next((c for c in inner.children if c.dep in ("acl", "relcl", "ccomp") and c.i > inner.i), None)
    if told is not None and told.sentence.tokens[told.left].lower == "that" and _is_setting(inner, verb.words):
        yield verb.candidate("ccomp", verb.told(told.left, told.right), told)
        return
    last, tokens = preposition.right, verb.sentence.tokens
    if verb.token.i == 0 and verb.token.tag == "VBN":
        # "Asked about the visit, Peskov said": the parser takes who answers for what was asked about
        last = next((t.i - 1 for t in tokens[preposition.i : last] if t.text == ","), last)
    if inner.pos == "NUM" and last == inner.i and last + 1 < len(tokens) and tokens[last + 1].lower in HARM:
        last += 1  # "speaks of 40 dead"
    content = verb.told(preposition.i + 1, last)
    yield verb.candidate(f"prep:{preposition.lower}", content, inner)
    if verb.token.tag == "VBN" and verb.token.child("nsubjpass"):
        yield verb.candidate(f"passive:{preposition.lower}", content, inner)


def _is_summoned(verb: Token) -> bool:
    """ "Were not called for testing", "are screened and called for a second test": nobody demands anything."""
    above = verb.head if verb.dep == "conj" and verb.child("nsubj") is None else verb
    return verb.tag in ("VBN", "VBD") and above.child("auxpass", "nsubjpass") is not None


def _is_setting(noun: Token, words: CueWords) -> bool:
    """When or where one says it: "acknowledged for the first time that", "noted in a statement that"."""
    return noun.lemma in words.settings or noun.entity[2:] in ("DATE", "TIME")


def _object(verb: Verb, objects: list[Token]) -> Iterator[Candidate]:
    target = objects[-1]
    if target.lower in ITSELF and any(c.dep == "prep" and c.i > target.i for c in verb.token.children):
        return  # "distanced itself from the figure" denies the figure, which the preposition gives
    if verb.token.lemma == "tell" and (clause := _told_them_that(target)) is not None:
        yield verb.candidate("ccomp", verb.told(clause.left, clause.right), clause)
        return
    if (deed := _taken_for(verb.token, target, verb.words)) is not None:
        if verb.source is None or any(c.lower == "no" for c in verb.source.children):
            return  # "no group has taken responsibility"
        yield verb.candidate("responsibility", verb.told(target.left, deed.right), target)
        return
    if verb.token.lemma == "put" and _holds_amount(target):
        yield verb.candidate("obj+:at", verb.told(target.left, target.right), target)
        return
    if not only_asked(verb.token, target, verb.words):
        yield verb.candidate("obj", verb.told(target.left, target.right), target)
    following = [c for c in verb.token.children if c.left > target.right and _completes(c)]
    if following:
        first, last = following[0], max(c.right for c in following)
        name = first.lower if first.dep == "prep" else first.dep
        if verb.token.lemma == "put" and first.lower in AMOUNTS:
            name = "at"  # "put it as high as 171"
        joined = next((c for c in first.children if misjoined(c, verb.words)), None)
        if joined is not None:
            yield verb.candidate(f"obj+:{name}", verb.told(objects[0].left, joined.left - 1), target)
            return
        since = following[1] if first.dep == "oprd" and following[1:] and following[1].lower in SCOPE else first
        yield verb.candidate(f"obj+:{name}", verb.told(objects[0].left, since.right), target)
        if last > since.right:
            yield verb.candidate("obj++", verb.told(objects[0].left, last), target)


def _taken_for(verb: Token, taken: Token, words: CueWords) -> Token | None:
    """The "for" of "took responsibility for the attack": whoever does so says that they did it."""
    if taken.lemma != "responsibility" or verb.lemma not in TAKING:
        return None
    hung = (c for c in (*taken.children, *verb.children) if c.dep == "prep" and c.lower == "for" and c.i > taken.i)
    deed = next(hung, None)
    inner = None if deed is None else deed.child("pobj", "pcomp")
    did = inner is not None and (inner.dep == "pcomp" or inner.lemma.lower() in words.mute | words.attacks)
    return deed if did else None


def _told_them_that(audience: Token) -> Token | None:
    """The clause of "told the station that the premier had agreed", where the parser hangs it on who is told."""
    clause = audience.child("relcl", "acl")
    opening = None if clause is None else audience.sentence.tokens[clause.left]
    told = clause is not None and clause.child("nsubj", "nsubjpass") not in (None, opening)
    return clause if told and opening is not None and opening.lower == "that" else None


def _holds_amount(target: Token) -> bool:
    """ "Put the number of civilians killed at more than 300": the parser hangs the number on what is counted."""
    for token in target.sentence.tokens[target.i + 1 : target.right + 1]:
        amount = token.child("pobj") if token.lower == "at" else None
        if amount is not None and (amount.pos == "NUM" or amount.child("nummod") is not None):
            return True
    return False


def _completes(child: Token) -> bool:
    """Does what follows an object belong to the content with it?  Not so ", demanding that ..."."""
    if child.dep not in COMPLEMENTS or _is_set_phrase(child):
        return False
    apart = child.dep == "advcl" and child.tag == "VBG" and child.i == child.left
    return not apart or child.sentence.tokens[child.left - 1].text != ","


def _is_set_phrase(preposition: Token) -> bool:
    """ "fired on the town, as a result two died": "as" makes nothing of what was fired on."""
    inner = preposition.child("pobj")
    return preposition.lower == "as" and inner is not None and inner.lemma in ("result", "consequence", "part")


def _cited_first(verb: Verb) -> Token | None:
    """Who is cited where the parser takes "Quoting provincial officials, the station said ..." for a noun phrase."""
    token = verb.token
    opens = token.i == 0 and token.dep == "amod" and token.lemma in CITING
    behind = verb.sentence.tokens[token.head.right + 1 :][:1]  # none in a line that ends with who is cited
    return token.head if opens and [t.text for t in behind] == [","] else None


def _cited(verb: Verb, given: Token) -> Iterator[Candidate]:
    """ "..., citing a nurse": what the sentence says, by the one who is cited."""
    token = verb.token
    own = given.child("poss")
    if (
        token.lemma not in CITING
        or token.tag != "VBG"
        or (own is not None and own.lower in ("its", "his", "her", "their"))
    ):
        return
    if given.lemma.lower() not in verb.words.offices and given.entity[2:] not in GIVERS:
        return
    above = next((t for t in token.ancestors() if t.pos in ("VERB", "AUX")), None)
    clause = None if above is None else above.child("ccomp")
    head = clause if clause is not None and token.i != clause.i else above
    if head is clause and clause is not None and clause.left <= token.i <= clause.right:
        head = above
    if (clause := told_past(token)) is not None:
        content = without(verb.sentence, _that(clause), clause.right)
    elif head is not None:
        around = next((c for c in head.children if c.lower == "according"), None)  # "according to X, citing Y, ..."
        holes = [(token.left, token.right)] if around is None else [(around.left, max(around.right, token.right))]
        content = without(verb.sentence, head.left, head.right, holes)
    if head is not None:
        yield Candidate(
            cue=token, key=token.lemma, frame="cited", content=content, head=head, source=given, path="cited"
        )


def _aside(verb: Verb) -> Iterator[Candidate]:
    """ "The road, he said, is open": the cue hangs on what is said."""
    token = verb.token
    head = token.head
    if token.dep not in ASIDES or head is token or verb.source is None:
        return
    if head.dep in ("aux", "auxpass"):
        head = head.head  # "both, she says, are broken": the parser hangs "says" on "are"
    frame = "aside"
    if token.dep == "conj":
        frame = "aside-conj"
    elif token.dep == "advcl":
        frame = "as" if any(child.lower == "as" for child in token.children) else "aside-advcl"
    if verb.path not in ("subject", "inverted") and not (frame == "as" and verb.path == "agent"):
        return  # but "..., as reported by the ministry"
    first = max(after_connective(verb.sentence, head.left), verb.first)
    last = min(head.right, verb.end - 1)
    hole = token.left, _end_of_as(token) if frame == "as" else token.right
    yield verb.candidate(frame, without(verb.sentence, first, last, [hole]), head)


def _end_of_as(verb: Token) -> int:
    """Where "As the governor noted, [the wells ...]" ends: the parser may hang a lost subject on its verb."""
    tokens = verb.sentence.tokens
    opens = tokens[verb.left].i == 0 and verb.i + 1 < len(tokens) and tokens[verb.i + 1].text == ","
    return verb.i if opens else verb.right


def _modifier(verb: Verb, has_object: bool) -> Iterator[Candidate]:
    """ "the plan he announced", "an option seen by some as ...": the content is the noun that the cue modifies."""
    token = verb.token
    if token.dep not in ("relcl", "acl"):
        return
    content = without(verb.sentence, token.head.left, token.left - 1)
    itself = verb.source is not None and verb.source.tag in ("WDT", "WP")  # "the ministry, which denied it"
    if token.dep == "relcl" and not has_object and not itself and verb.path in ("subject", "conj"):
        yield verb.candidate("rel", content, token.head)
    elif (token.dep == "acl" and token.tag == "VBN") or passed_on(token, verb.words):
        told = verb.sentence.tokens[token.head.left : token.left]
        if token.lemma in verb.words.passing_on and not any(t.pos == "NUM" for t in told):
            return  # "figures released by the ministry": no number is told
        yield verb.candidate("acl<", content, token.head)


def _colon(verb: Verb) -> Iterator[Candidate]:
    tokens = verb.sentence.tokens
    if verb.sentence.text.find(":", verb.token.end, verb.sentence.end) < 0:
        return
    for i in range(verb.token.i + 1, min(verb.token.right + 2, len(tokens) - 1, verb.token.i + 40)):
        if tokens[i].text == ":" and i != verb.end:
            yield verb.candidate("colon", verb.told(i + 1, len(tokens) - 1), None)
            return


def _last_words(verb: Verb) -> Iterator[Candidate]:
    """ "..., the mayor said.": what the sentence says before, whatever the parser made of it."""
    token, tokens = verb.token, verb.sentence.tokens
    if verb.path not in ("subject", "inverted") or len(verb.holes) < 2:
        return
    first, last = min(a for a, _ in verb.holes), max(b for _, b in verb.holes)
    while first > 0 and tokens[first - 1].head is token and tokens[first - 1].dep in ("aux", "neg", "advmod"):
        first -= 1
    if first < 3 or tokens[first - 1].text not in (",", "—", "–", "-"):
        return
    if token.child("dobj") is not None and _charges(token, verb.words):
        return
    if sum(t.pos != "PUNCT" for t in tokens[last + 1 : last + 12]) > 4:
        return
    content = without(verb.sentence, max(after_connective(verb.sentence, 0), verb.first), first - 1)
    yield verb.candidate("headline" if _closes_headline(token, verb.words) else "all<", content, None)


def _closes_headline(cue: Token, words: CueWords) -> bool:
    """ "12 killed in shelling, doctors say": a line without a stop whose last words tell who says so."""
    last = cue.sentence.tokens[-1]
    told = cue.child("dobj", "dative")
    ends = cue.i == last.i or (told is not None and told.right == last.i)
    return ends and cue.lemma in words.talking and cue.tag in ("VBP", "VBZ", "VB", "VBD")
