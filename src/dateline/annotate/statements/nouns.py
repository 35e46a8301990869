"""The frames of nouns, adjectives, adverbs, and of "according to"."""

from collections.abc import Iterator

from dateline.annotate.statements.sources import SPEAKERS, Source, noun_source, verb_source
from dateline.annotate.statements.spans import Candidate, after_connective, without
from dateline.annotate.statements.vocabulary import CueWords
from dateline.syntax import Token

SUBORDINATE = {"that", "whether", "how", "why"}


def noun_candidates(noun: Token, words: CueWords) -> Iterator[Candidate]:
    """ "the claim that", "a call for", "plans to"; also where the parser hangs the content on the noun's verb."""
    if noun.dep == "pobj" and noun.lemma in words.views and giver_of(noun.head, words) is not None:
        return  # "by estimates of the ministry": the sentence, not the ministry
    source = noun_source(noun, words)
    children = [(child, "") for child in noun.children if child.i > noun.i]
    if noun.dep in ("dobj", "pobj", "attr") and noun.head is not noun:
        governor = noun.head.head if noun.dep == "pobj" else noun.head
        loose = [
            c for c in governor.children if c.left > noun.right and c.dep in ("prep", "ccomp", "xcomp", "acl", "advcl")
        ]
        children += [(child, "/") for child in loose[:2]]
    for child, loose_mark in children:
        found = _of_noun(noun, child, source)
        if found is not None:
            found.frame += loose_mark
            yield found


def misread_candidate(word: Token, words: CueWords) -> Iterator[Candidate]:
    """ "..., the Sector Group (SG) reports.": a verb that ends the sentence behind a name, read as a noun."""
    tokens = word.sentence.tokens
    rest = [t for t in tokens[word.i + 1 : word.i + 4] if t.pos != "PUNCT"]
    if word.lemma.lower() not in words.misread or rest or word.i < 5:
        return
    last = word.i - 1
    if tokens[last].text == ")":
        last = next((i - 1 for i in range(last, max(0, last - 6), -1) if tokens[i].text == "("), last)
    comma = next((i for i in range(last, max(2, last - 12), -1) if tokens[i].text == ","), None)
    name = tokens[last]
    if comma is None or name.pos != "PROPN" or not any(t.pos in ("VERB", "AUX") for t in tokens[:comma]):
        return
    yield Candidate(cue=word, key=word.lemma.lower(), frame="misread", head=None, source=name, path="before",
                    content=without(word.sentence, after_connective(word.sentence, 0), comma - 1))  # fmt: skip


def _of_noun(noun: Token, child: Token, source: Source) -> Candidate | None:
    sentence = noun.sentence
    if child.dep == "prep":
        inner = child.child("pobj", "pcomp")
        own_source = source[0] is not None and child.left <= source[0].i <= child.right
        if inner is None or child.lower == "by" or own_source:
            return None
        frame, first, head = f"noun {child.lower}", child.i + 1, inner
    elif child.dep in ("acl", "ccomp", "xcomp", "relcl", "advcl") and child.pos in ("VERB", "AUX"):
        opener = sentence.tokens[child.left].lower
        if child.tag == "VBG" or (child.tag == "VBN" and child.dep == "acl" and opener not in SUBORDINATE):
            return None
        if child.dep == "relcl" and opener != "that":
            return None
        frame = "noun to" if opener == "to" else "noun that" if opener in SUBORDINATE else "noun bare"
        first, head = child.left, child
    else:
        return None
    return Candidate(cue=noun, key=noun.lemma.lower(), frame=frame, content=without(sentence, first, child.right),
                     head=head, source=source[0], path=source[1])  # fmt: skip


def adjective_candidates(word: Token, words: CueWords) -> Iterator[Candidate]:
    """ "confident that", "wary of", "ready to"; the content hangs on the adjective or on its copula."""
    copula = word.head if word.dep == "acomp" else None
    if word.dep == "amod":
        source: Source = (word.head, "noun")
    else:
        source = verb_source(word.head if word.dep in ("acomp", "oprd", "ccomp", "conj", "advcl") else word, words)
    for child in [*word.children, *(copula.children if copula is not None else ())]:
        if child.i < word.i or child.dep not in ("ccomp", "xcomp", "prep", "advcl"):
            continue
        frame, first = child.dep, child.left
        if child.dep == "prep":
            frame, first = f"prep:{child.lower}", child.i + 1
        yield Candidate(cue=word, key=word.lemma.lower(), frame=f"adj {frame}",
                        content=without(word.sentence, first, child.right), head=child, source=source[0],
                        path=source[1])  # fmt: skip


def copula_candidates(verb: Token, nouns: frozenset[str], words: CueWords) -> Iterator[Candidate]:
    """ "The fear is that ..."."""
    subject = verb.child("nsubj")
    if subject is None or subject.lemma not in nouns:
        return
    source, path = noun_source(subject, words)
    for child in verb.children:
        if child.i > verb.i and child.dep in ("ccomp", "xcomp"):
            yield Candidate(cue=subject, key=subject.lemma.lower(), frame="noun is", head=child, source=source,
                            path=path, content=without(verb.sentence, child.left, child.right))  # fmt: skip


def adverb_candidate(word: Token) -> Candidate:
    """ "reportedly": the clause that it stands in, without a source."""
    head = word.head
    return Candidate(cue=word, key=word.lower, frame="adverb", head=head,
                     content=without(word.sentence, head.left, head.right, [(word.i, word.i)]))  # fmt: skip


def giver_of(word: Token, words: CueWords) -> Token | None:
    """Whose words they are: the object of "according to", "per", "in the words of"; None where it is none of these."""
    if word.lower == "according":
        tokens = word.sentence.tokens
        to = word.child("prep")
        if to is None and word.i + 1 < len(tokens) and tokens[word.i + 1].lower == "to":
            to = tokens[word.i + 1]
        giver = None if to is None else to.child("pobj", "pcomp")
        return _whose_words(giver) if giver is not None and giver.lower == "words" else giver
    inner = word.child("pobj")
    if inner is None or word.dep != "prep":
        return None
    if word.lower == "per":
        return inner if inner.entity[2:] in SPEAKERS or inner.child("det", "poss") is not None else None
    if word.lower in ("in", "by") and inner.lemma in words.views:
        return _whose_words(inner)
    return None


def _whose_words(words: Token) -> Token | None:
    """ "the words of the mayor", "her words"; None where they are nobody's."""
    if (whose := words.child("poss")) is not None:
        return whose
    of = words.child("prep")
    return of.child("pobj") if of is not None and of.lower == "of" else None


def _with_participle(end: int, word: Token) -> int:
    """The end of "according to the report, compiled by the agency,": what is said of the giver is none of it."""
    tokens = word.sentence.tokens
    citing = tokens[end + 2] if end + 2 < len(tokens) and tokens[end + 1].text == "," else None
    if citing is not None and citing.lower in ("citing", "quoting") and citing.dep in ("advcl", "acl", "prep"):
        return citing.right  # "according to the agency, citing the mayor, 20 died"
    if end + 1 < len(tokens) and tokens[end + 1].tag == "VBN" and tokens[end + 1].dep in ("prep", "acl", "advcl"):
        based = tokens[end + 1]  # "according to a tally by the paper based on reports, 20 died"
        return based.right if based.right + 1 < len(tokens) and tokens[based.right + 1].text == "," else end
    if word.i or end + 2 >= len(tokens) or tokens[end + 1].text != ",":
        return end
    near = (c for c in word.head.children if c.tag == "VBN" and c.dep in ("advcl", "acl") and c.left == end + 2)
    said = next(near, None)
    if said is None or said.child("nsubj", "nsubjpass", "mark") is not None:
        return end
    return said.right if "," in (tokens[said.right].text, tokens[min(said.right + 1, len(tokens) - 1)].text) else end


def according_candidates(word: Token, words: CueWords) -> Iterator[Candidate]:
    """The clause that "according to" stands in, or the whole sentence."""
    giver = giver_of(word, words)
    if giver is None or word.head is word:
        return
    end = _with_participle(max(word.right, giver.right), word)
    clause = word.head
    while clause.head is not clause and clause.pos not in ("VERB", "AUX"):
        clause = clause.head
    root = clause
    while root.head is not root:
        root = root.head
    tokens = word.sentence.tokens
    if any(t.text == ";" for t in tokens[min(clause.i, root.i) : max(clause.i, root.i)]):
        root = clause  # "nine died, according to the mayor; the army denied it"
    for frame, head in (("head", clause), ("root", root)):
        # in front of a clause it does not reach the verb above: "according to the mayor, nine died, the agency says"
        if frame == "head" or (root is not clause and (word.i > clause.i or root.lemma not in words.talking)):
            first = head.left
            if first + 2 == word.left and tokens[first].lower == "that":
                first += 1  # "reports that, according to the mayor, nine died"
            content = without(word.sentence, first, head.right, [(word.left, end)])
            yield Candidate(
                cue=word, key=word.lower, frame=frame, content=content, head=head, source=giver, path="according"
            )
