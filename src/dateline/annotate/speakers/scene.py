"""Who has been on the scene so far, in the order of the text, and what was said of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.annotate.speakers.vocabulary import HE, SHE, SpeakerWords
from dateline.clauses import names_label
from dateline.records import Entity, Mention, Span, Spans
from dateline.syntax import Sentence, Token

FAR = 12
"""Sentences that a pronoun reaches back."""


@dataclass(slots=True)
class Referent:
    """Somebody who was mentioned and may be meant by a pronoun or a noun later."""

    name: str
    entity: str | None
    kind: str
    """person, group, organisation, place, other."""
    nouns: set[str]
    """Nouns that were said of them, and the words of their name."""
    gender: str = ""
    plural: bool = False
    sentence: int = 0
    subject: bool = False
    at: int = -1
    """The code point where they were named last."""
    spoke: int = -1
    """Where they spoke last: the index of the sentence."""


class Scene:
    """The sentences, mentions and entities of a report, and the referents up to where it has been read."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
        words: SpeakerWords,
    ) -> None:
        self.sentences, self.words = sentences, words
        self.starts = [sentence.start for sentence in sentences]
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self.mention_starts = [m.start for m in self.mentions]
        self.entities = {entity.id: entity for entity in entities}
        self.referents: list[Referent] = []
        self.of_entity: dict[str, Referent] = {}
        self.pronouns = {m.start: m for m in mentions if m.form == "pronoun"}
        self.genders = _genders(sentences, self.pronouns)
        self.first = {m.entity: m.start for m in reversed(self.mentions)}
        """Where an entity is mentioned first."""
        names = {entity.name: entity.id for entity in entities}
        self.actors = {
            e.id: names[g] for e in entities if e.kind == "place" and (g := f"government of {e.name}") in names
        }
        self.actors |= {m.place: m.entity for m in mentions if m.form == "metonym" and m.place is not None}
        self.dead = frozenset(self.dead_ones())
        """Persons of whom the report says that they died: they were spoken of, and speak less likely."""
        self.quoted: list[Span] = []
        """What the report quotes word for word, in the order of the text."""
        self.offices: dict[str, tuple[set[str], set[str]]] | None = None
        self.reached = 0
        self.last: Referent | None = None
        self.last_sentence = -FAR
        self.last_content: Spans = ()
        self.last_source = -1
        """The code point at which the source of the last statement is named."""
        self.own_names: set[str] = set()
        """Entities named in the words whose speaker is looked for."""

    def dead_ones(self) -> Iterator[str]:
        """ "X died", "X was killed", "X's death"."""
        for mention in self.mentions:
            if mention.form == "name" and self.kind_of(mention) == "person":
                head = self.head_at(mention.start, mention.end)
                above = None if head is None else head.head
                if head is None or above is None or above.lemma not in self.words.dying:
                    continue
                own = head.dep == "poss" or (head.dep == "nsubj" and above.lemma in ("die", "drown", "perish"))
                if own or head.dep == "nsubjpass":
                    yield mention.entity

    def is_told(self, position: int) -> bool:
        """Does a code point stand in what the last speaker says?"""
        return any(start <= position < end for start, end in self.last_content)

    def is_quoted(self, position: int) -> bool:
        """Does a code point stand in words that the report quotes?"""
        k = bisect_right(self.quoted, (position, position))
        return k > 0 and position < self.quoted[k - 1][1]

    def names_in(self, spans: Spans) -> set[str]:
        """The entities that are named in the spans, and not as a part of another name or noun: "the Keller plan"."""
        found: set[str] = set()
        for start, end in spans:
            k = bisect_left(self.mention_starts, start)
            for mention in self.mentions[k : bisect_left(self.mention_starts, end)]:
                head = self.head_at(mention.start, mention.end) if mention.form == "name" else None
                if head is not None and head.dep != "compound":
                    found.add(mention.entity)
        return found

    def advance(self, position: int) -> None:
        """Registers the names that stand before a position."""
        while self.reached < len(self.mentions) and self.mentions[self.reached].end <= position:
            mention = self.mentions[self.reached]
            self.reached += 1
            if mention.form != "pronoun":
                head = self.head_at(mention.start, mention.end)
                if head is not None and head.pos != "ADJ":
                    self.register(self.referent_of(mention, head), head)

    def register(self, referent: Referent, head: Token) -> None:
        referent.sentence, referent.at = self.index_of(head), head.start
        top = head
        while top.dep in ("compound", "appos", "poss", "nmod") and top.head is not top:
            if top.dep == "appos" and referent.kind == "group":
                break  # "Ana Ruiz, an Egyptian": no Egyptians are the subject
            top = top.head
        referent.subject = top.dep in ("nsubj", "nsubjpass") and head.dep != "poss"
        self.referents.append(referent)

    def referent_of(self, mention: Mention, head: Token) -> Referent:
        entity = self.entities.get(mention.entity)
        found = self.of_entity.get(mention.entity)
        if found is None:
            name = head.text if entity is None else entity.name
            kind = "other" if entity is None else entity.kind
            nouns = {word.lower() for word in name.split()}
            found = Referent(name, mention.entity, kind, nouns, plural=kind == "group")
            self.of_entity[mention.entity] = found
        if head.tag == "NNPS" and head.text == f"{found.name}s":
            found.name = head.text  # the people who speak are "the Armenians", not "Armenian"
        found.nouns |= set(self.nouns_said_of(head))
        if mention.role:
            found.nouns |= {word.lower() for word in mention.role.split()}
        found.gender = found.gender or self.gender_of(found.nouns) or self.genders.get(mention.entity, "")
        if not found.gender and found.kind == "person":
            found.gender = self.words.given.get(found.name.split()[0].lower(), "")
        return found

    def nouns_said_of(self, head: Token) -> Iterator[str]:
        """The nouns that stand with a name: in front of it, in apposition, or the noun that it belongs to."""
        near = [c for c in head.children if c.dep in ("compound", "appos", "nmod", "amod")]
        own = any(c.dep == "poss" and c.entity.endswith("ORG") for c in head.children)
        if own and head.entity.endswith("PERSON"):
            yield "correspondent"  # "the BBC's Ana Ruiz": a medium's own people go without a title
        if head.dep in ("compound", "appos", "nmod") and head.head is not head:
            near.append(head.head)
            near += [c for c in head.head.children if c.dep in ("compound", "appos") and c is not head]
        for token in near:
            yield token.lower
            yield token.lemma.lower()

    def gender_of(self, nouns: set[str]) -> str:
        return "m" if nouns & self.words.men else "f" if nouns & self.words.women else ""

    def index_of(self, token: Token) -> int:
        return bisect_right(self.starts, token.start) - 1

    def head_at(self, start: int, end: int) -> Token | None:
        """The token of a span whose head stands outside of it."""
        index = bisect_right(self.starts, start) - 1
        if index < 0:
            return None
        found, starts = self.sentences[index].tokens, self.sentences[index].starts
        first, last = max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)
        if found[first].end <= start:
            first += 1
        tokens = [t for t in found[first:last] if t.pos != "PUNCT"]
        inside = set(tokens)
        heads = [t for t in tokens if t.head is t or t.head not in inside]
        head = next((t for t in heads if t.pos in ("NOUN", "PROPN", "PRON")), heads[0] if heads else None)
        if head is not None and head.i + 2 < last and found[head.i + 1].text == "-" and found[head.i + 2] in heads:
            head = found[head.i + 2]  # "the vice-president", of which the parser makes three
        return next((t for t in heads if names_label(t)), head)

    def mention_at(self, token: Token) -> Mention | None:
        """The name, title or noun that covers a token."""
        k = bisect_right(self.mention_starts, token.start) - 1
        for mention in self.mentions[max(0, k - 3) : k + 1][::-1]:
            if mention.start <= token.start and token.end <= mention.end and mention.form != "pronoun":
                return mention
        return None

    def kind_of(self, mention: Mention) -> str:
        entity = self.entities.get(mention.entity)
        return "other" if entity is None else entity.kind

    def office_words(self) -> dict[str, tuple[set[str], set[str]]]:
        """The words of the office or description that stands with each person's name, and the nouns that head it.

        A "coast guard spokesman" is no guard.
        """
        offices: dict[str, tuple[set[str], set[str]]] = {}
        for mention in self.mentions:
            if mention.form == "name" and self.kind_of(mention) == "person":
                head = self.head_at(mention.start, mention.end)
                words, heads = offices.setdefault(mention.entity, (set(), set()))
                if mention.role is not None:
                    words |= {word.lower() for word in mention.role.split()}
                    heads |= {part.split()[-1].lower() for part in mention.role.split(" of ")[:1] if part.split()}
                for noun in () if head is None else (c for c in head.children if c.dep == "appos"):
                    words |= {t.lower for t in noun.sentence.tokens[noun.left : noun.i + 1]}
                    heads.add(noun.lower)
        return offices

    def referent_named(self, entity: str) -> Referent | None:
        """The referent of an entity that is named only later."""
        mention = next((m for m in self.mentions if m.entity == entity and m.form == "name"), None)
        head = None if mention is None else self.head_at(mention.start, mention.end)
        return None if mention is None or head is None else self.referent_of(mention, head)

    def country_of(self, entity: str | None) -> str | None:
        """The country of a person, place or institution, as far as its entity has one."""
        found = None if entity is None else self.entities.get(entity)
        return None if found is None else found.country

    def countries_in(self, sentence: Sentence) -> set[str]:
        """The countries of the places that a sentence names."""
        k = bisect_left(self.mention_starts, sentence.start)
        found: set[str] = set()
        for mention in self.mentions[k:]:
            if mention.start >= sentence.end:
                break
            country = self.country_of(mention.place or mention.entity)
            if country is not None and self.kind_of(mention) == "place":
                found.add(country)
        return found


def _genders(sentences: Sequence[Sentence], pronouns: Mapping[int, Mention]) -> dict[str, str]:
    """The gender of an entity by the pronouns that the room of names read as it, the more frequent one."""
    votes: dict[str, int] = {}
    for sentence in sentences:
        for token in sentence.tokens:
            mention = pronouns.get(token.start)
            if mention is not None and token.lower in HE | SHE:
                votes[mention.entity] = votes.get(mention.entity, 0) + (1 if token.lower in HE else -1)
    return {entity: "m" if vote > 0 else "f" for entity, vote in votes.items() if vote}
