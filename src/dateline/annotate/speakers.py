"""Who the source of a statement is: the entity behind "he", "the ministry", "his spokesman".

A source is read by the word that heads it.  A name, or a noun with a name in apposition, is that entity; a possessor is
not ("his spokesman").  A pronoun is the best of those who came before: the last who spoke, the last subject, the
nearest, if number and gender allow it.  A relative pronoun is what it refers to; "I" inside a quotation is its speaker.
"The ministry" is the last one of whom that noun was said.  What remains is described: "unnamed: a resident".
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline import lexicon
from dateline.records import Entity, Mention, Spans, Statement
from dateline.syntax import Sentence, Token

HE, SHE, IT, THEY = (
    {"he", "him", "his"},
    {"she", "her", "hers"},
    {"it", "its"},
    {"they", "them", "their", "those", "these"},
)
SELF = {"i", "we", "me", "us", "my", "our", "myself", "ourselves"}
SOME = {"some", "others", "many", "several", "both", "most"}
NOBODY = {"nobody", "none", "anyone", "anybody", "what", "there"}
LEFT_OUT = {"det", "predet", "nummod", "cc", "punct", "advmod", "quantmod", "preconj"}
WIDE = 150
"""Tokens of a sentence that are searched for a noun."""
MEMORY = 60
"""Mentions that a noun reaches back."""
RELATIVE = {"who", "which", "that", "whom", "whose"}
FAR = 12
"""Sentences that a pronoun reaches back."""


class Words(lexicon.Entry, frozen=True, kw_only=True):
    """Nouns that tell the same about a speaker."""

    words: tuple[str, ...]


class GivenNames(lexicon.Entry, frozen=True, kw_only=True):
    """Given names of one gender."""

    gender: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerWords:
    """Nouns (lemmas and forms in lower case) by what they tell about a speaker."""

    institutions: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    measures: frozenset[str]
    documents: frozenset[str]
    people: frozenset[str]
    """Nouns for people, in any of their parts in events."""
    given: Mapping[str, str]
    """Gender by given name; names that both bear are left out."""


def load_speaker_words(language: str = "en") -> SpeakerWords:
    """Reads speakers.toml.  Errors: LexiconError."""

    def words(table: str) -> frozenset[str]:
        return frozenset(w for entry in lexicon.read("speakers", table, Words, language=language) for w in entry.words)

    men, women = words("man"), words("woman")
    given: dict[str, str] = {}
    for entry in lexicon.read("given_names", "given", GivenNames, language=language):
        for name in entry.names:
            given[name] = "" if given.get(name, entry.gender) != entry.gender else entry.gender
    return SpeakerWords(
        institutions=words("institution"), men=men, women=women, measures=words("measure"),
        documents=words("document"), people=words("person") | men | women, given=given,
    )  # fmt: skip


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
    spoke: int = -1
    """Where they spoke last: the index of the sentence."""


def resolve_speakers(
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    words: SpeakerWords,
) -> list[Statement]:
    """The same statements with `speaker` and `speaker_entity`; null where nobody is named, never a guess."""
    scene = _Scene(sentences, mentions, entities, words)
    by_id = {statement.id: statement for statement in statements}
    waiting = sorted(statements, key=lambda s: s.source[0] if s.source else s.cue[0] if s.cue else s.content[0])
    done: dict[str, tuple[Referent | None, str]] = {}
    sources: dict[Spans, tuple[Referent | None, str]] = {}
    for statement in waiting:
        if statement.source and statement.source in sources:
            done[statement.id] = sources[statement.source]
            continue
        scene.advance(statement.source[0][0] if statement.source else statement.cue[0][0] if statement.cue else 0)
        done[statement.id] = found = scene.speaker(statement)
        if statement.source:
            sources[statement.source] = found
    for statement in statements:
        if done[statement.id][1] == "self":
            done[statement.id] = _own(statement, by_id, done)
    return [_named(statement, *done[statement.id]) for statement in statements]


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


class _Scene:
    """Who has been on it so far, in the order of the text."""

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
        self.reached = 0
        self.last: Referent | None = None
        self.last_sentence = -FAR

    # -- going through the text

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
        referent.sentence = self.index_of(head)
        top = head
        while top.dep in ("compound", "appos", "poss", "nmod") and top.head is not top:
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
        if head.dep in ("compound", "appos", "nmod") and head.head is not head:
            near.append(head.head)
            near += [c for c in head.head.children if c.dep in ("compound", "appos") and c is not head]
        for token in near:
            yield token.lower
            yield token.lemma.lower()

    def gender_of(self, nouns: set[str]) -> str:
        return "m" if nouns & self.words.men else "f" if nouns & self.words.women else ""

    # -- positions

    def index_of(self, token: Token) -> int:
        return bisect_right(self.starts, token.start) - 1

    def head_at(self, start: int, end: int) -> Token | None:
        """The token of a span whose head stands outside of it."""
        index = bisect_right(self.starts, start) - 1
        if index < 0:
            return None
        tokens = [t for t in self.sentences[index].tokens if t.start < end and t.end > start and t.pos != "PUNCT"]
        inside = set(tokens)
        heads = [t for t in tokens if t.head is t or t.head not in inside]
        return next((t for t in heads if t.pos in ("NOUN", "PROPN", "PRON")), heads[0] if heads else None)

    def mention_at(self, token: Token) -> Mention | None:
        """The name, title or noun that covers a token."""
        k = bisect_right(self.mention_starts, token.start) - 1
        for mention in self.mentions[max(0, k - 3) : k + 1][::-1]:
            if mention.start <= token.start and token.end <= mention.end and mention.form != "pronoun":
                return mention
        return None

    # -- speakers

    def speaker(self, statement: Statement) -> tuple[Referent | None, str]:
        """The speaker of a statement and how they were found."""
        if not statement.source:
            return None, "the text names nobody"
        head = self.head_at(statement.source[0][0], statement.source[-1][1])
        if head is None:
            return None, "the text names nobody"
        referent, why = self.read(head, 0)
        if referent is not None:
            referent.sentence = referent.spoke = self.index_of(head)
            referent.subject = True
            self.referents.append(referent)
            self.last, self.last_sentence = referent, referent.spoke
        return referent, why

    def read(self, head: Token, depth: int) -> tuple[Referent | None, str]:
        """Who a word stands for."""
        lower = head.lower
        if lower in SELF:
            return None, "self"
        if lower in RELATIVE and depth < 3 and head.tag in ("WP", "WDT", "WP$", "IN", "DT"):
            antecedent = _antecedent(head)
            if antecedent is not None:
                referent, why = self.read(antecedent, depth + 1)
                return referent, f"{lower!r} refers to {antecedent.text!r}; {why}"
        if (head.pos == "PRON" or head.tag == "PRP$") and lower in HE | SHE | IT | THEY:
            return self.pronoun(head)
        if lower in NOBODY:
            return None, f"{lower!r} is nobody"
        if lower in SOME and head.child("prep", "amod", "compound") is None:
            return self.pronoun(head)
        if lower in ("latter", "former") and (pair := self.pair_before(head)) is not None:
            return pair[lower == "latter"], f"the {lower} of the two named before"
        named = self.named(head)
        if named is not None:
            return named, f"the name {named.name!r}"
        known = self.known_noun(head)
        if known is not None:
            return known, f"the {head.text!r} that was named before"
        return self.described(head)

    def named(self, head: Token) -> Referent | None:
        """The entity whose name the word is, or stands in apposition to."""
        beside = [c for c in head.children if c.dep in ("appos", "nmod")]
        # "the head of state, Kim": the parser hangs the name on the last noun before it
        of = head.child("prep")
        inner = None if of is None else of.child("pobj")
        if inner is not None:
            beside += [c for c in inner.children if c.dep == "appos"]
        for token in [head, *beside]:
            mention = self.mention_at(token)
            if mention is not None and (token is head or self.kind_of(mention) in ("person", "organisation")):
                return self.referent_of(mention, token)
        if (behind := self.behind_comma(head)) is not None:
            return behind
        if head.lemma.lower() in self.words.institutions:
            # "the Saba news agency" is Saba
            for token in head.children:
                mention = self.mention_at(token) if token.dep in ("compound", "nmod") else None
                if mention is not None and self.kind_of(mention) == "organisation":
                    return self.referent_of(mention, token)
        return None

    def behind_comma(self, head: Token) -> Referent | None:
        """A person's name that ends the noun phrase behind a comma, whatever the parser hangs it on."""
        tokens = head.sentence.tokens
        for i in range(head.i + 1, min(head.right, head.i + 12)):
            if tokens[i].text == "," and tokens[i + 1].pos == "PROPN":
                mention = self.mention_at(tokens[i + 1])
                if mention is None or self.kind_of(mention) != "person" or mention.start != tokens[i + 1].start:
                    return None
                rest = next((t for t in tokens[i + 1 :] if t.start >= mention.end), None)
                ends = rest is None or rest.text == "," or rest.i > head.right
                return self.referent_of(mention, tokens[i + 1]) if ends else None
        return None

    def pair_before(self, head: Token) -> list[Referent] | None:
        """The last two persons or institutions that the sentence before names first, in their order."""
        here = self.index_of(head)
        near = [r for r in self.referents[-12:] if here - r.sentence <= 1 and r.kind in ("person", "organisation")]
        distinct = list(dict.fromkeys(map(id, near)))
        by_id = {id(r): r for r in near}
        return [by_id[n] for n in distinct[:2]] if len(distinct) > 1 else None

    def kind_of(self, mention: Mention) -> str:
        entity = self.entities.get(mention.entity)
        return "other" if entity is None else entity.kind

    def pronoun(self, head: Token) -> tuple[Referent | None, str]:
        """The likeliest of those before: who spoke last, who was a subject, who is near."""
        lower, here = head.lower, self.index_of(head)
        best: tuple[float, int, Referent] | None = None
        for age, referent in enumerate(reversed(self.referents)):
            far = here - referent.sentence
            if far > FAR or age > 40:
                break
            if not _agrees(lower, referent):
                continue
            score = -1.0 * far - 0.05 * age + 1.5 * referent.subject
            if referent is self.last and here - self.last_sentence <= 3:
                score += 2.0
            if best is None or score > best[0]:
                best = (score, age, referent)
        read = self.pronouns.get(head.start)
        if best is None and read is not None and read.entity in self.of_entity:
            return self.of_entity[read.entity], f"{lower!r} as the names have it: {', '.join(read.why)}"
        if best is None:
            return None, f"{lower!r} has nobody to refer to"
        return best[2], f"{lower!r} is {best[2].name!r}, the likeliest before it"

    def known_noun(self, head: Token) -> Referent | None:
        """The last one of whom the noun was said: "the ministry", "the spokesman"."""
        if head.pos == "PROPN" or head.child("relcl", "appos", "acl") is not None:
            return None
        determiner = head.child("det", "poss")
        if determiner is None or determiner.lower not in ("the", "this", "that", "these", "those", "its", "their"):
            return None
        modifiers = {c.lower for c in head.children if c.dep in ("compound", "amod", "nmod")}
        noun = head.lemma.lower()
        if noun in ("people", "person"):
            return None
        for referent in reversed(self.referents[-MEMORY:]):
            if noun in referent.nouns and modifiers <= referent.nouns and (head.tag == "NNS") <= referent.plural:
                return referent
        return None if modifiers else self.said_more_fully(head)

    def said_more_fully(self, head: Token) -> Referent | None:
        """ "The protesters": the last "anti-government protesters" before, if it was said so."""
        here = self.index_of(head)
        for sentence in reversed(self.sentences[max(0, here - 6) : here]):
            for token in sentence.tokens[:WIDE]:
                if token.lemma == head.lemma and token.tag == head.tag and token.child("compound", "amod") is not None:
                    return self.described(token)[0]
        return None

    def described(self, head: Token) -> tuple[Referent | None, str]:
        """A speaker who is not named, in the words of the text."""
        inner = head
        for _ in range(3):
            of = inner.child("prep")
            within = None if of is None or of.lower != "of" else of.child("pobj")
            if within is not None and {inner.lemma.lower(), inner.lower} & self.words.measures:
                inner = within
        if inner is not head and inner.tag != "NNS" and (named := self.named(inner)) is not None:
            return named, f"some of {named.name!r}"
        whose = self.possessor(inner)
        name = _description(inner, with_possessor=whose is None)
        if not name:
            return None, "the text names nobody"
        if whose is not None:
            name = f"{whose}'s {name}"
        noun = inner.lemma.lower()
        nouns = {noun, inner.lower, *(c.lower for c in inner.children if c.dep in ("compound", "amod"))}
        own_name = {noun, inner.lower} & (self.words.institutions | self.words.documents) or inner.pos == "PROPN"
        animate = {noun, inner.lower} & self.words.people or noun.endswith(("er", "or", "ist", "man", "ian"))
        kind = "person" if animate and not own_name else "organisation" if noun in self.words.institutions else "other"
        plural = inner.tag in ("NNS", "NNPS") or inner is not head
        shown = name if own_name else f"unnamed: {name}"
        return (
            Referent(shown, None, kind, nouns, self.gender_of({noun, inner.lower}), plural),
            "not named; described in the words of the text",
        )

    def possessor(self, head: Token) -> str | None:
        """Whose spokesman, son or lawyer it is."""
        possessor = head.child("poss")
        if possessor is None:
            return None
        if possessor.tag == "PRP$":
            referent = self.pronoun(possessor)[0] if possessor.lower in HE | SHE | IT | THEY else None
            return None if referent is None else referent.name.removeprefix("unnamed: ")
        named = self.named(possessor)
        return None if named is None else named.name


def _genders(sentences: Sequence[Sentence], pronouns: Mapping[int, Mention]) -> dict[str, str]:
    """The gender of an entity by the pronouns that the room of names read as it, the more frequent one."""
    votes: dict[str, int] = {}
    for sentence in sentences:
        for token in sentence.tokens:
            mention = pronouns.get(token.start)
            if mention is not None and token.lower in HE | SHE:
                votes[mention.entity] = votes.get(mention.entity, 0) + (1 if token.lower in HE else -1)
    return {entity: "m" if vote > 0 else "f" for entity, vote in votes.items() if vote}


def _agrees(pronoun: str, referent: Referent) -> bool:
    if pronoun in SOME:
        return referent.plural or referent.kind == "group"
    if pronoun in HE | SHE:
        right = "m" if pronoun in HE else "f"
        return referent.kind == "person" and not referent.plural and referent.gender in ("", right)
    if pronoun in IT:
        return referent.kind in ("organisation", "place", "other") and not referent.plural
    return referent.plural or referent.kind in ("group", "organisation")


def _antecedent(relative: Token) -> Token | None:
    """The noun that a relative clause belongs to."""
    for token in relative.ancestors():
        if token.dep == "relcl" and token.head is not token:
            return token.head
    return None


def _description(head: Token, *, with_possessor: bool) -> str:
    """The noun phrase without article, number and clauses: "Chilean UN peacekeeper", "members of the guard"."""
    tokens = head.sentence.tokens
    first = head.left
    while first < head.i and (tokens[first].dep in LEFT_OUT or tokens[first].tag in ("PRP$", "DT", "CD", "POS")):
        first += 1
    possessor = head.child("poss")
    if not with_possessor and possessor is not None and possessor.right < head.i and possessor.tag != "PRP$":
        first = max(first, possessor.right + 1)
    while first < head.i and tokens[first].tag == "POS":
        first += 1
    last = head.i
    for child in head.children:
        if child.i == last + 1 and child.dep == "prep" and child.lower == "of" and child.right - child.i < 8:
            last = child.right
    text = head.sentence.text[tokens[first].start : tokens[last].end]
    plain = tokens[first].pos != "PROPN" and not tokens[first].entity and not tokens[first].text.isupper()
    return text[0].lower() + text[1:] if plain else text
