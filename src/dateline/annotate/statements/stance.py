"""What the speaker does with the content: asserts, denies, accuses, demands, promises or questions it."""

import re

from dateline.annotate.statements.spans import Candidate
from dateline.annotate.statements.vocabulary import CueWords
from dateline.records import Spans, Stance
from dateline.syntax import Token


def stance_of(candidate: Candidate, content: Spans, words: CueWords) -> tuple[Stance, list[str]]:
    """The stance, and the reasons for it."""
    cue = candidate.cue
    entry = words.entry(candidate)
    if entry is not None:
        told = candidate.head if candidate.frame == "oprd" else None  # "pleaded not guilty"
        negated = any(child.dep == "neg" for word in (cue, told) if word is not None for child in word.children)
        if negated and entry.negated is not None:
            return entry.negated, [f"entry {entry.cue!r}, negated"]
        if negated and entry.stance in ("denies", "promises", "accuses"):
            return "asserts", [f"entry {entry.cue!r}, negated"]
        if entry.stance != "asserts":
            return entry.stance, [f"entry {entry.cue!r}"]
    if _calls_untrue(candidate, content):
        return "denies", ["called untrue"]
    if _asks(cue.sentence.text, content):
        return "questions", ["the content ends with a question mark"]
    if _told_to(candidate, content):
        return "demands", ["told to do something"]
    if _self_bound(candidate):
        return "promises", ["the speaker says what they will do or not do"]
    return "asserts", []


def _calls_untrue(candidate: Candidate, content: Spans) -> bool:
    """Called the claim "utter nonsense", described it as a lie."""
    if candidate.key not in ("call", "describe", "brand", "label") or candidate.cue.child("neg") is not None:
        return False
    return _UNTRUE.fullmatch(" ".join(candidate.cue.sentence.text[start:end] for start, end in content)) is not None


_UNTRUE = re.compile(
    r"(?:(?:the|this|that|these|those|such|any|all|his|her|its|their)\s+)?(?:\w+\s+)?"
    r"(?:claims?|accusations?|allegations?|charges?|reports?|suggestions?|statements?|it|this|that|them|these)\W+"
    r"(?:[\w-]+\W+){0,4}?(?:nonsense|lies?|false|fake|fabricat\w+|absurd|baseless|unfounded|groundless|ridiculous|untrue"
    r"|propaganda|slander|fantasy|invented|invention)\b[^.]{0,40}",
    re.IGNORECASE,
)


def _asks(text: str, content: Spans) -> bool:
    """Does the content end with a question mark that is not of a quotation inside of it?"""
    start, end = content[0][0], content[-1][1]
    said = text[start:end].rstrip("\"”» ")
    inner = said.endswith(("?'", "?’")) and any(mark in said[1:-2] for mark in (" '", " ‘"))
    return not inner and (said.rstrip("'’").endswith("?") or text[end : end + 1] == "?")


def _told_to(candidate: Candidate, content: Spans) -> bool:
    """ "Told residents to leave", "says to wait"; not "are said to have left"."""
    head = candidate.head
    if head is None or candidate.key not in ("tell", "say", "warn", "remind", "signal", "call"):
        return False
    if candidate.key == "say" and candidate.cue.child("nsubjpass") is not None:
        return False
    clause = next((c for c in candidate.cue.children if c.dep in ("xcomp", "ccomp") and c.tag == "VB"), None)
    if clause is None or not content[0][0] <= clause.start < content[-1][1]:
        return False  # "X is to meet them, his office said, to press for ..."
    return any(c.dep == "aux" and c.lower == "to" for c in clause.children)


def _self_bound(candidate: Candidate) -> bool:
    """Of "he said he would resign": a pronoun is the subject of what is said, and its verb is in the future."""
    head = candidate.head
    subject = None if head is None else head.child("nsubj")
    if (
        head is None
        or subject is None
        or candidate.source is None
        or subject.lower not in ("he", "she", "they", "we", "i", "it")
    ):
        return False
    will = any(child.dep == "aux" and child.lemma.lower() in ("will", "would", "'ll", "’ll") for child in head.children)
    bound = will and _may_mean(subject, candidate.source) and candidate.key in SPEECH
    return bound and head.lemma not in ("be", "have", "need", "like", "die", "take")


def _may_mean(pronoun: Token, speaker: Token) -> bool:
    """May the pronoun in what is said mean who says it?  "It will be there on Monday, she said": not so."""
    if speaker.pos == "PRON" and speaker.lower in ("he", "she", "it", "they", "i", "we"):
        return pronoun.lower in (speaker.lower, "i", "we")
    return pronoun.lower != "it" or speaker.entity[2:] != "PERSON"


SPEECH = {"say", "tell", "announce", "state", "declare", "add"}
