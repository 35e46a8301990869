"""Clauses of verbs that the parser hangs on the wrong word, and what a verb only seems to tell."""

from dateline.annotate.statements.evidence import OPENERS
from dateline.annotate.statements.quotes import Quoted
from dateline.annotate.statements.sources import FINITE
from dateline.annotate.statements.spans import Candidate, after_connective, without
from dateline.annotate.statements.vocabulary import CueWords
from dateline.syntax import Token

CHAIN = 8
"""Tokens from one verb of speech to the next in ", X said, Y reported.", at most."""

LONGEST = 12
"""Tokens from who is cited to the comma behind him, at most."""

SHORT = 3
"""Tokens in an object from which it may be a subject, less one."""


def chained(verb: Token, words: CueWords) -> Candidate | None:
    """ "Two men died, the governor said, the agency reported.": the governor says the first, the agency both."""
    if verb.lemma not in words.talking or verb.tag not in FINITE or (subject := verb.child("nsubj")) is None:
        return None
    if (inner := _ends_chain(verb, words)) is not None:
        end = inner.i
    elif _is_in_chain(verb, words):
        end = subject.left - 1
    else:
        return None
    content = without(verb.sentence, after_connective(verb.sentence, 0), end)
    return Candidate(cue=verb, key=verb.lemma.lower(), frame="ccomp<", content=content, head=None, source=subject,
                     path="subject")  # fmt: skip


def _ends_chain(verb: Token, words: CueWords) -> Token | None:
    """The verb of speech before the comma before the subject of one that closes the sentence."""
    tokens, subject = verb.sentence.tokens, verb.child("nsubj")
    if subject is None or subject.i > verb.i or subject.left < 5 or tokens[subject.left - 1].text != ",":
        return None
    if any(t.pos != "PUNCT" for t in tokens[verb.i + 1 :]) or verb.i - subject.left > CHAIN:
        return None
    before = tokens[subject.left - 2]
    told = before.child("nsubj")
    apart = told is not None and told.i < before.i and tokens[told.left - 1].text in (",", '"', "”", "''")
    speech = before.lemma in words.talking and before.tag in FINITE
    return before if speech and apart and told is not None and told.left > 1 else None


def _is_in_chain(verb: Token, words: CueWords) -> bool:
    tokens = verb.sentence.tokens
    if verb.i + 2 >= len(tokens) or tokens[verb.i + 1].text != ",":
        return False
    behind = tokens[verb.i + 2 : verb.i + 3 + CHAIN]
    return any(t.lemma in words.talking and t.tag in FINITE and _ends_chain(t, words) is verb for t in behind)


def without_subject(verb: Token, words: CueWords) -> Candidate | None:
    """ "Said none of the children, some of them ill, had papers": the parser makes the subject of "had" an object."""
    if (lost := _lost_verb(verb, words)) is None:
        return None
    subject, speaker = verb.child("dobj"), verb.child("nsubj")
    if subject is None or speaker is None:
        return None
    content = without(verb.sentence, subject.left, lost.right)
    return Candidate(cue=verb, key=verb.lemma.lower(), frame="ccomp", content=content, head=lost, source=speaker,
                     path="subject")  # fmt: skip


def _lost_verb(verb: Token, words: CueWords) -> Token | None:
    """The finite verb that is joined to a verb of speech, by no word."""
    if verb.lemma not in words.clausal or verb.tag not in FINITE:
        return None
    told, lost = verb.child("dobj"), verb.child("conj")
    if told is None or told.left != verb.i + 1:
        return None
    if lost is None or lost.lemma in words.talking or verb.child("cc") is not None:
        return None
    finite = lost.tag in FINITE or any(c.dep == "aux" and c.tag in (*FINITE, "MD") for c in lost.children)
    if not finite or lost.child("nsubj", "nsubjpass", "conj") is not None:
        return None  # "said a prayer, took his gun and left"
    comma = verb.sentence.tokens[lost.left - 1].text == ","
    return None if comma and told.right - told.left < SHORT else lost


def without_verb(verb: Token, words: CueWords) -> Token | None:
    """The verb of speech of which the parser makes this one a part, though it stands in what is said."""
    return verb.head if verb.dep == "conj" and _lost_verb(verb.head, words) is verb else None


def is_torn(verb: Token, clause: Token, quoted: Quoted, words: CueWords) -> bool:
    """Is a clause behind a verb none of what it tells?

    "Searching for the cause of a fire that had spread": what "that" opens is of the fire.  ""We ran," he said, pale as
    he remembered the day": the quotation is what he said.  "Showed symptoms of the fever Five were held": a headline.
    """
    tokens, opening = verb.sentence.tokens, verb.sentence.tokens[clause.left]
    if clause.i < verb.i or clause.dep != "ccomp":
        return False
    if opening.lower in AS and any(c.dep == "ccomp" and verb.i < c.i < clause.i for c in verb.children):
        return True  # "say the number may rise as more are found"
    if verb.lemma in words.finding and clause.tag in ("VBG", "JJ") and clause.child("aux", "mark") is None:
        return True  # "found him waiting"
    between = tokens[verb.i + 1 : clause.left]
    if opening.lower == "that" and opening.dep in ("nsubj", "nsubjpass"):
        return any(t.pos in ("NOUN", "PROPN") and t.entity[2:] not in ("DATE", "TIME") for t in between)
    given = verb.child("dobj")
    if given is not None and verb.i < given.i < clause.left and given.pos == "NOUN":
        plain = opening.lower not in OPENERS and quoted.at(opening.start) is None
        return plain and verb.lemma not in words.telling and verb.lemma not in words.talking
    # "he said, pale as he remembered the day she was freed": the parser lets him say that she was freed
    apart = opening.lower == "as" or clause.left > verb.i + 2
    return apart and how_spoken(verb, clause, quoted)


def how_spoken(verb: Token, behind: Token, quoted: Quoted) -> bool:
    """ ""We ran," he said, pale as a sheet": what stands behind a comma tells how the quotation was said."""
    tokens = verb.sentence.tokens
    if behind.left <= verb.i or tokens[verb.i + 1].text != "," or quoted.at(behind.start) is not None:
        return False
    subject = verb.child("nsubj")
    first = verb.i if subject is None or subject.i > verb.i else subject.left
    return first > 0 and quoted.at(verb.start) is None and quoted.at(tokens[first - 1].start) is not None


AS = {"after", "although", "as", "because", "since", "though", "while"}
PERSONS = {"him", "her", "them", "me", "us", "you"}


def told_past(citing: Token) -> Token | None:
    """ "The agency reported, citing the ministry, that two had died": the clause, whatever the parser hangs it on."""
    given, tokens = citing.child("dobj"), citing.sentence.tokens
    if given is None or citing.tag != "VBG" or tokens[citing.i - 1].text != ",":
        return None
    comma = next((i for i in range(given.i + 1, min(given.i + LONGEST, len(tokens) - 1)) if tokens[i].text == ","), -1)
    opens = comma > 0 and tokens[comma + 1].lower == "that" and tokens[comma + 1].dep == "mark"
    return tokens[comma + 1].head if opens else None


def only_asked(verb: Token, target: Token, words: CueWords) -> bool:
    """ "Asked Ana Ruiz": who is asked is not what is said."""
    if verb.lemma not in words.telling or verb.lemma not in words.talking:  # "a video showed Ana Ruiz"
        return False
    return target.entity[2:] == "PERSON" or target.lower in PERSONS


def passed_on(verb: Token, words: CueWords) -> bool:
    """ "The figure of 31 dead, which was passed on by the ministry": who passes a number on says it."""
    if verb.dep != "relcl" or verb.tag != "VBN" or verb.child("agent") is None:
        return False
    which = verb.child("nsubjpass")
    tells = verb.lemma in words.passing_on or verb.lemma in words.talking
    return tells and which is not None and which.tag == "WDT"
