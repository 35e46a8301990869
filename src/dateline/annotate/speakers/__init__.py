"""Who the source of a statement is: the entity behind "he", "the ministry", "his spokesman".

A source is read by the word that heads it.  A name, or a noun with a name in apposition, is that entity; a possessor is
not ("his spokesman").  A pronoun is the best of those who came before: the last who spoke, the last subject, the
nearest, if number and gender allow it.  A relative pronoun is what it refers to; "I" inside a quotation is its speaker.
"The ministry" is the last one of whom that noun was said.  What remains is described: "unnamed: a resident".


    vocabulary   words that tell who a speaker is
    scene        who has been mentioned so far, and what was said of them
    phrases      what the words of a noun phrase say of who it is
    pronouns     whom a pronoun means
    reading      whom a word stands for
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.speakers.reading import Reading
from dateline.annotate.speakers.scene import Referent, Scene
from dateline.annotate.speakers.vocabulary import SpeakerWords, load_speaker_words
from dateline.records import Entity, Mention, Spans, Statement
from dateline.syntax import Sentence

QUOTING = ('"', "“", "«", "'", "‘")
__all__ = ["SpeakerWords", "load_speaker_words", "resolve_speakers"]


def resolve_speakers(
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    words: SpeakerWords,
) -> list[Statement]:
    """The same statements with `speaker` and `speaker_entity`; null where nobody is named, never a guess.

    What a dateline or a storm labels ("NEW DELHI: At least 12 people died") is no statement and left out.
    """
    scene = Scene(sentences, mentions, entities, words)
    scene.quoted = sorted(span for s in statements if s.mode == "direct" for span in s.content)
    labels = {s.id: s.parent for s in statements if _only_labels(s, scene)}
    statements = [
        replace(s, parent=labels[s.parent]) if s.parent in labels else s for s in statements if s.id not in labels
    ]
    reading = Reading(scene)
    by_id = {statement.id: statement for statement in statements}
    waiting = sorted(statements, key=lambda s: s.source[0] if s.source else s.cue[0] if s.cue else s.content[0])
    done: dict[str, tuple[Referent | None, str]] = {}
    sources: dict[Spans, tuple[Referent | None, str]] = {}
    for statement in waiting:
        if statement.source and statement.source in sources:
            done[statement.id] = sources[statement.source]
            continue
        scene.advance(statement.source[0][0] if statement.source else statement.cue[0][0] if statement.cue else 0)
        done[statement.id] = found = reading.speaker(statement)
        if statement.source:
            sources[statement.source] = found
    for statement in statements:
        if done[statement.id][1] == "self":
            done[statement.id] = _own(statement, by_id, done)
    for described, named in reading.introduced([(s, done[s.id][0]) for s in waiting if s.source]):
        reason = f"described as {described.name.removeprefix('unnamed: ')!r}, named in what follows: {named.name!r}"
        done |= {id: (named, reason) for id, (referent, _) in done.items() if referent is described}
    return [_named(statement, *done[statement.id]) for statement in statements]


def _only_labels(statement: Statement, scene: Scene) -> bool:
    """Whether a place with no quotation behind it, or a storm, before a colon is all the source there is."""
    head = scene.head_at(*statement.source[0]) if statement.source else None
    mention = scene.mention_at(head) if head is not None else None
    if head is None or mention is None:
        return False
    (start, end), cue = statement.source[0], statement.cue[0]
    placed = scene.kind_of(mention) == "place" or mention.place is not None
    text = head.sentence.text
    quoted = text.endswith(QUOTING, 0, statement.content[0][0])
    labels = (placed and (head.text.isupper() or not quoted)) or scene.kind_of(mention) == "other"
    return labels and (mention.start, mention.end) == (start, end) and text[cue[0] : cue[1]] == ":"


def _own(
    statement: Statement, by_id: dict[str, Statement], done: dict[str, tuple[Referent | None, str]]
) -> tuple[Referent | None, str]:
    """Who says "I": the speaker of the statement around it."""
    for _ in range(10):
        if statement.parent is None:
            break
        statement = by_id[statement.parent]
        if done[statement.id][1] != "self":
            return done[statement.id][0], "speaks of themselves inside the statement around it"
    return None, "says I or we, and nobody is named as the speaker"


def _named(statement: Statement, referent: Referent | None, why: str) -> Statement:
    reasons = (*statement.why, f"speaker: {why}")
    if referent is None:
        return replace(statement, why=reasons)
    return replace(statement, speaker=referent.name, speaker_entity=referent.entity, why=reasons)
