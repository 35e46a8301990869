"""What the speaker does with the content: asserts, denies, accuses, demands, promises or questions it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dateline import lexicon
from dateline.annotate.statements.spans import Candidate
from dateline.records import Spans, Stance

PartOfSpeech = Literal["verb", "noun", "adjective", "other"]


class CueEntry(lexicon.Entry, frozen=True, kw_only=True):
    """A word that introduces what somebody says, and what the speaker does with the content by using it."""

    cue: str
    """The lemma."""
    stance: Stance = "asserts"
    frames: tuple[str, ...] = ()
    """Only in these frames; empty: in all."""
    negated: Stance | None = None
    """The stance where the cue is negated ("did not confirm"); the same as without where it is left out."""
    gives: Stance | None = None
    """For the test of the examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWords:
    """The entries by part of speech and lemma, the more particular ones first."""

    entries: Mapping[tuple[str, str], tuple[CueEntry, ...]]


def load_stances(language: str = "en") -> StanceWords:
    """Reads cues.toml.  Errors: LexiconError."""
    entries: dict[tuple[str, str], list[CueEntry]] = {}
    for pos in ("verb", "noun", "adjective"):
        for entry in lexicon.read("cues", pos, CueEntry, language=language):
            entries.setdefault((pos, entry.cue), []).append(entry)
    return StanceWords(
        entries={key: tuple(sorted(found, key=lambda e: not e.frames)) for key, found in entries.items()}
    )


def stance_of(candidate: Candidate, content: Spans, words: StanceWords) -> tuple[Stance, list[str]]:
    """The stance, and the reasons for it."""
    cue = candidate.cue
    pos = {"NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}.get(cue.pos, "verb")
    text = cue.sentence.text[content[0][0] : content[-1][1]]
    for entry in words.entries.get((pos, candidate.key), ()):
        if entry.frames and not any(candidate.frame.startswith(frame) for frame in entry.frames):
            continue
        if entry.negated is not None and any(child.dep == "neg" for child in cue.children):
            return entry.negated, [f"entry {pos} {entry.cue!r}, negated"]
        if entry.stance != "asserts":
            return entry.stance, [f"entry {pos} {entry.cue!r}"]
    if text.rstrip("\"”'’» ").endswith("?"):
        return "questions", ["the content ends with a question mark"]
    return "asserts", []
