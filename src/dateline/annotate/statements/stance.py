"""What the speaker does with the content: asserts, denies, accuses, demands, promises or questions it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline import lexicon
from dateline.annotate.statements.spans import Candidate
from dateline.records import Spans, Stance


class CueEntry(lexicon.Entry, frozen=True, kw_only=True):
    """A word that introduces what somebody says, and what the speaker does with the content by using it."""

    cue: str
    """The lemma."""
    stance: Stance = "asserts"
    frames: tuple[str, ...] = ()
    """Only in these frames; empty: in all."""
    negated: Stance | None = None
    """The stance where the cue is negated ("did not confirm"); the same as without where it is left out."""
    weight: float = 0.0
    """Added to the logarithm of the odds that a candidate with this cue is a statement."""
    gives: Stance | None = None
    """For the test of the examples."""


class CircumstanceEntry(lexicon.Entry, frozen=True, kw_only=True):
    """A circumstance (see evidence.py, rivals.py) that says more in crisis news than in the text that was counted."""

    circumstance: str
    weight: float


class HeadingEntry(lexicon.Entry, frozen=True, kw_only=True):
    """Words before a colon that say what a line is, not who speaks: UPDATE, CORRECTED."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """The entries by part of speech and lemma, the more particular ones first."""

    entries: Mapping[tuple[str, str], tuple[CueEntry, ...]]
    circumstances: Mapping[str, float]
    """What is added to the weight of a circumstance."""
    headings: frozenset[str]

    def entry(self, candidate: Candidate) -> CueEntry | None:
        """The entry of the candidate's cue in its frame."""
        pos = {"NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}.get(candidate.cue.pos, "verb")
        found = self.entries.get((pos, candidate.key), ())
        return next((e for e in found if not e.frames or candidate.frame.startswith(e.frames)), None)


    def of_cue(self, candidate: Candidate) -> float:
        """Log odds that the vocabulary adds for the cue and its frame."""
        entry = self.entry(candidate)
        own = 0.0 if entry is None else entry.weight
        return own + self.circumstances.get(f"frame {candidate.frame}", 0.0)

    def of_others(self, circumstances: Iterable[str]) -> float:
        """Log odds that it adds for the circumstances besides the frame."""
        weights = self.circumstances
        return sum(weights[name] for name in circumstances if name in weights and not name.startswith("frame "))


def load_cue_words(language: str = "en") -> CueWords:
    """Reads cues.toml.  Errors: LexiconError."""
    entries: dict[tuple[str, str], list[CueEntry]] = {}
    for pos in ("verb", "noun", "adjective"):
        for entry in lexicon.read("cues", pos, CueEntry, language=language):
            entries.setdefault((pos, entry.cue), []).append(entry)
    return CueWords(
        entries={key: tuple(sorted(found, key=lambda e: not e.frames)) for key, found in entries.items()},
        circumstances={
            entry.circumstance: entry.weight
            for entry in lexicon.read("cues", "circumstance", CircumstanceEntry, language=language)
        },
        headings=frozenset(
            w for e in lexicon.read("cues", "heading", HeadingEntry, language=language) for w in e.words
        ),
    )


def stance_of(candidate: Candidate, content: Spans, words: CueWords) -> tuple[Stance, list[str]]:
    """The stance, and the reasons for it."""
    cue = candidate.cue
    entry = words.entry(candidate)
    if entry is not None:
        negated = any(child.dep == "neg" for child in cue.children)
        if negated and entry.negated is not None:
            return entry.negated, [f"entry {entry.cue!r}, negated"]
        if negated and entry.stance in ("denies", "promises", "accuses"):
            return "asserts", [f"entry {entry.cue!r}, negated"]
        if entry.stance != "asserts":
            return entry.stance, [f"entry {entry.cue!r}"]
    if _asks(cue.sentence.text, content):
        return "questions", ["the content ends with a question mark"]
    if _told_to(candidate):
        return "demands", ["told to do something"]
    if _self_bound(candidate):
        return "promises", ["the speaker says what they will do or not do"]
    return "asserts", []


def _asks(text: str, content: Spans) -> bool:
    """Does the content end with a question mark that is not of a quotation inside of it?"""
    start, end = content[0][0], content[-1][1]
    said = text[start:end].rstrip("\"”» ")
    inner = said.endswith(("?'", "?’")) and any(mark in said[1:-2] for mark in (" '", " ‘"))
    return not inner and (said.rstrip("'’").endswith("?") or text[end : end + 1] == "?")


def _told_to(candidate: Candidate) -> bool:
    """ "Told residents to leave", "says to wait"; not "are said to have left"."""
    head = candidate.head
    if head is None or candidate.key not in ("tell", "say", "warn", "remind", "signal", "call"):
        return False
    if candidate.key == "say" and candidate.cue.child("nsubjpass") is not None:
        return False
    clause = next((c for c in candidate.cue.children if c.dep in ("xcomp", "ccomp") and c.tag == "VB"), None)
    return clause is not None and any(c.dep == "aux" and c.lower == "to" for c in clause.children)


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
    return will and head.lemma not in ("be", "have", "need", "like", "die", "take") and candidate.key in SPEECH


SPEECH = {"say", "tell", "announce", "state", "declare", "add"}
