"""The words of statements: cues with their stance, and what the grammar asks of other words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import repeat

from dateline import lexicon
from dateline.annotate.statements.spans import Candidate
from dateline.records import Stance

KINDS = {"NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
"""The table of a cue by its part of speech; all others stand in that of verbs."""
FRAME = "frame "
"""How the circumstance begins that names the frame."""


class CueEntry(lexicon.Entry, frozen=True, kw_only=True):
    """A word that introduces what somebody says, and what the speaker does with the content by using it."""

    cue: str
    """The lemma, of a verb with the particle that makes another of it: "rule out"."""
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


class RoleEntry(lexicon.Entry, frozen=True, kw_only=True):
    """Words that the grammar asks about, whatever is counted of them; lemmas."""

    words: tuple[str, ...]


class ClosingEntry(lexicon.Entry, frozen=True, kw_only=True):
    """A verb that machine translation puts first behind what is told: "..., informed governor Ivan Orlov"."""

    cue: str
    """The lemma."""
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """The entries by part of speech and lemma, the more particular ones first."""

    entries: Mapping[tuple[str, str], tuple[CueEntry, ...]]
    with_particle: frozenset[str]
    """The lemmas of verbs of which some entry has a particle."""
    frames: Mapping[str, float]
    """What is added for a frame, before circumstances are looked at."""
    circumstances: Mapping[str, float]
    """What is added to the weight of a circumstance other than the frame."""
    headings: frozenset[str]
    """Words before a colon that name no speaker."""
    speaking: frozenset[str]
    """All verbs that the vocabulary holds for what is said, thought or stood for in public."""
    talking: frozenset[str]
    """Verbs of speech, those of `adding` and `reacting` among them."""
    adding: frozenset[str]
    """Verbs with which a speaker goes on: ", adding that ..."."""
    denying: frozenset[str]
    """Verbs whose entry says so, in any frame."""
    demanding: frozenset[str]
    """Verbs by which one demands something, in any frame."""
    clausal: frozenset[str]
    """Verbs behind which a noun is nearly always the subject of a clause."""
    finding: frozenset[str]
    """Verbs of what is come upon: "found him waiting"."""
    stirring: frozenset[str]
    """Verbs of what makes others speak: "the blast raised fears"."""
    feeling: frozenset[str]
    """Verbs whose passive says what its subject feels: "were dismayed at the move"."""
    reacting: frozenset[str]
    """Verbs whose object is what somebody else said."""
    supposing: frozenset[str]
    """Verbs that need no auxiliary: "2,000 feared dead": somebody else fears."""
    accusing: frozenset[str]
    """Verbs whose object is accused; without one, their subject is: "Driver charged with murder"."""
    parenthetical: frozenset[str]
    """Verbs that stand with who speaks behind what they tell: those of `talking`, of `supposing`, and some more."""
    informants: frozenset[str]
    """Nouns for who is cited: "citing a nurse"."""
    offices: frozenset[str]
    """Nouns for offices and their holders, informants among them."""
    audience: frozenset[str]
    """Whom somebody told, between the verb and the one who speaks: "assured to this newspaper Maria Costa"."""
    settings: frozenset[str]
    """Nouns behind a preposition on which the parser hangs what the verb before them tells: "noted in a statement"."""
    withheld: frozenset[str]
    """What a speaker is said not to have done, behind what he said: "but did not elaborate"."""
    charges: frozenset[str]
    """What somebody else then rejects: ", a charge that the group rejected"."""
    mute: frozenset[str]
    """Heads of subjects that say nothing: "the death toll passes 200"."""
    attacks: frozenset[str]
    """Nouns besides those of `mute` for what one takes responsibility for."""
    tidings: frozenset[str]
    """Nouns for what was just told: "such data was provided by the Red Cross"."""
    passing_on: frozenset[str]
    """Verbs besides those of speech by which it is said who told: "provided by"."""
    voices: frozenset[str]
    """Nouns for those who can speak, people, bodies and papers: "peace" insists on nothing."""
    occasions: frozenset[str]
    """Nouns for what one speaks at or in, and that speaks not itself: "began his speech saying that"."""
    deeds: frozenset[str]
    """Verbs of what is done and not said."""
    misread: frozenset[str]
    """Verbs whose forms the parser reads as nouns behind a name: ", the Sector Group (SG) reports"."""
    views: frozenset[str]
    """Nouns of "in the view of", "by her account"."""
    silent: frozenset[str]
    """Verbs whose negation says that nothing was said: "did not elaborate"."""
    naming: frozenset[str]
    """Verbs of what one asks not to be done: "asking not to be named"."""
    telling: frozenset[str]
    """Verbs whose object is whom one tells: "told the mayor the road was shut"."""
    withholding: frozenset[str]
    """Verbs by which one says nothing of what hangs on them: "declined to discuss the talks"."""
    unsaid: frozenset[str]
    """What one then declines to do."""
    shown: frozenset[str]
    """Nouns for pictures, which are shown and not said: "sharing footage of the fire"."""
    asked: frozenset[str]
    """Verbs of asking that open a sentence: "Contacted by the agency, the company denied it"."""
    closing: Mapping[str, str]
    """Forms of verbs that close what is told, each with its lemma."""

    def entry(self, candidate: Candidate) -> CueEntry | None:
        """The entry of the candidate's cue in its frame: of the verb with its particle, if there is one."""
        kind = KINDS.get(candidate.cue.pos, "verb")
        found = self.entries.get((kind, candidate.key), ())
        if candidate.key in self.with_particle and (particle := candidate.cue.child("prt")) is not None:
            found = self.entries.get((kind, f"{candidate.key} {particle.lower}"), found)
        for entry in found:
            if not entry.frames or candidate.frame.startswith(entry.frames):
                return entry
        return None

    def of_cue(self, candidate: Candidate) -> float:
        """Log odds that the vocabulary adds for the cue and its frame."""
        entry = self.entry(candidate)
        own = 0.0 if entry is None else entry.weight
        return own + self.frames.get(candidate.frame, 0.0)

    def of_others(self, circumstances: Iterable[str], so_far: float = 0.0) -> float:
        """Log odds that it adds for the circumstances besides the frame, to those `so_far`."""
        return sum(map(self.circumstances.get, circumstances, repeat(0.0)), so_far)


def load_cue_words(language: str = "en") -> CueWords:
    """Reads cues.toml.  Errors: LexiconError."""
    entries: dict[tuple[str, str], list[CueEntry]] = {}
    for pos in ("verb", "noun", "adjective"):
        for entry in lexicon.read("cues", pos, CueEntry, language=language):
            entries.setdefault((pos, entry.cue), []).append(entry)

    def words(table: str, file: str = "cues") -> frozenset[str]:
        return frozenset(w for e in lexicon.read(file, table, RoleEntry, language=language) for w in e.words)

    adding, reacting, informants = words("adding"), words("reacting"), words("informant")
    known = frozenset(cue.split(" ")[0] for pos, cue in entries if pos == "verb")
    known = known.union(*map(words, ("feeling", "parenthetical", "passing_on", "standing")))
    talking, supposing = words("talking") | adding | reacting, words("supposing")
    offices = words("office") | informants
    speaking = (words(table, "speakers") for table in ("institution", "man", "woman", "document", "person"))
    weights = {
        entry.circumstance: entry.weight
        for entry in lexicon.read("cues", "circumstance", CircumstanceEntry, language=language)
    }
    return CueWords(
        entries={key: tuple(sorted(found, key=lambda e: not e.frames)) for key, found in entries.items()},
        with_particle=frozenset(cue.split(" ")[0] for pos, cue in entries if pos == "verb" and " " in cue),
        frames={name.removeprefix(FRAME): weight for name, weight in weights.items() if name.startswith(FRAME)},
        circumstances={name: weight for name, weight in weights.items() if not name.startswith(FRAME)},
        headings=words("heading"),
        speaking=known | reacting | talking | supposing,
        talking=talking,
        adding=adding,
        denying=frozenset(
            cue for (pos, cue), found in entries.items() if pos == "verb" and found[0].stance == "denies"
        ),
        demanding=frozenset(
            cue for (pos, cue), found in entries.items() if pos == "verb" and any(e.stance == "demands" for e in found)
        ),
        clausal=words("clausal"),
        finding=words("coming_upon"),
        stirring=words("stirring"),
        feeling=words("feeling"),
        reacting=reacting,
        supposing=supposing,
        parenthetical=talking | supposing | words("parenthetical"),
        accusing=words("accusing"),
        informants=informants,
        offices=offices,
        audience=words("audience"),
        settings=words("setting"),
        withheld=words("withheld"),
        charges=words("charge"),
        mute=words("mute"),
        attacks=words("attack"),
        tidings=words("tidings"),
        passing_on=words("passing_on"),
        voices=offices.union(words("voice"), *speaking),
        occasions=words("occasion"),
        deeds=words("deed"),
        misread=words("misread"),
        views=words("view"),
        silent=words("silent"),
        naming=words("naming"),
        telling=words("telling"),
        withholding=words("withholding"),
        unsaid=words("unsaid"),
        shown=words("shown"),
        asked=words("asked"),
        closing={
            form: entry.cue
            for entry in lexicon.read("cues", "closing", ClosingEntry, language=language)
            for form in entry.forms
        },
    )
