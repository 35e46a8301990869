"""What happened: who to whom, where, when.

Kinds are those of ACLED's sub-event types, with PLOVER's codes beside them (lexicon/en/events.toml).  A verb or event
noun of the vocabulary is an event where somebody acts or is acted upon in it; passives, relative clauses, shared
subjects and "between X and Y" are undone.  One event told again in the report, with the same parties or as "the
attack", is one event with several spans.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dateline import lexicon
from dateline.clauses import Modality, dated_status, innermost, load_modality, status, when, where, within, year_of
from dateline.records import (
    AsOf,
    Entity,
    Event,
    Figure,
    Mention,
    Published,
    Span,
    Statement,
    Status,
    Time,
    fact_id,
)
from dateline.syntax import Sentence, Token


class Scheme(lexicon.Entry, frozen=True, kw_only=True):
    """A kind of event with its codes."""

    kind: str
    acled_event: str
    acled: str
    plover: str


class Verb(lexicon.Entry, frozen=True, kw_only=True, rename={"needs": "with"}):
    """A verb that tells an event; see events.toml for the keys."""

    words: tuple[str, ...]
    kind: str
    target: str
    needs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    people: bool = False
    actor: bool = False


class Noun(lexicon.Entry, frozen=True, kw_only=True):
    """A noun that tells an event; `joint` where both parties do it."""

    words: tuple[str, ...]
    kind: str
    joint: bool = False
    of: Literal["target", "actor"] = "target"


class Support(lexicon.Entry, frozen=True, kw_only=True):
    """Verbs that carry an event noun as their object, or as their subject."""

    words: tuple[str, ...]
    role: Literal["object", "subject"] = "object"


class Instead(lexicon.Entry, frozen=True, kw_only=True):
    """A kind that is another one where one of these acts: a clash with protesters is no battle."""

    kind: str
    becomes: str
    parties: frozenset[str]
    gives: str = ""


class Words(lexicon.Entry, frozen=True, kw_only=True):
    """Words above an event noun that make it a term of an agreement, or a fear."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """The compiled vocabulary of events."""

    schemes: dict[str, Scheme]
    verbs: dict[str, tuple[Verb, ...]]
    nouns: dict[str, Noun]
    carried: frozenset[str]
    carrying: frozenset[str]
    terms: frozenset[str]
    doubts: frozenset[str]
    instead: dict[str, Instead]
    modality: Modality


def load_event_words() -> EventWords:
    """Reads events.toml.  Raises LexiconError."""
    verbs: dict[str, list[Verb]] = defaultdict(list)
    for verb in lexicon.read("events", "verb", Verb):
        for word in verb.words:
            verbs[word].append(verb)
    supports = lexicon.read("events", "support", Support)
    return EventWords(
        schemes={scheme.kind: scheme for scheme in lexicon.read("events", "scheme", Scheme)},
        verbs={
            word: tuple(sorted(found, key=lambda v: not (v.needs or v.objects or v.subjects)))
            for word, found in verbs.items()
        },
        nouns={word: noun for noun in lexicon.read("events", "noun", Noun) for word in noun.words},
        carried=frozenset(w for s in supports if s.role == "object" for w in s.words),
        carrying=frozenset(w for s in supports if s.role == "subject" for w in s.words),
        terms=frozenset(w for entry in lexicon.read("events", "term", Words) for w in entry.words),
        doubts=frozenset(w for entry in lexicon.read("events", "doubt", Words) for w in entry.words),
        instead={entry.kind: entry for entry in lexicon.read("events", "instead", Instead)},
        modality=load_modality(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One telling: the word, its kind, the heads of who acts and who is acted upon."""

    token: Token
    kind: str
    actor: Token | None
    target: Token | None
    why: str


@dataclass(slots=True, kw_only=True)
class _Party:
    name: str
    entity: str | None
    head: str


@dataclass(slots=True, kw_only=True)
class _Event:
    """An event while its tellings are gathered."""

    kind: str
    spans: list[Span]
    sentence: int
    actor: _Party | None
    target: _Party | None
    place: Mention | None
    when: AsOf
    status: Status
    statement: str | None
    why: list[str] = field(default_factory=list)


def find_events(
    report: str,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    published: Published,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    words: EventWords,
) -> list[Event]:
    """The events of a report (given by its id), each once however often it is told."""
    named = {entity.id: entity for entity in entities}
    parties = sorted(mentions, key=lambda m: m.start)
    places = [m for m in parties if m.form == "name" and m.entity in named and named[m.entity].kind == "place"]
    dates = sorted((t for t in times if t.type in ("DATE", "TIME")), key=lambda t: t.start)
    year = year_of(published, dates)
    told = [(k, _by_parties(t, words)) for k, sentence in enumerate(sentences) for t in _tellings(sentence, words)]
    said_in = innermost([(t.token.start, t.token.end) for _, t in told], statements)
    found: list[_Event] = []
    recent: dict[str, list[_Event]] = defaultdict(list)
    for (k, telling), said in zip(told, said_in, strict=True):
        sentence = sentences[k]
        token = telling.token
        as_of = when(token, within(dates, sentence, token.start), said, published)
        event = _Event(
            kind=telling.kind, spans=[_span(telling)], sentence=k,
            actor=_party(telling.actor, parties, named), target=_party(telling.target, parties, named),
            place=where(token, within(places, sentence, token.start), (token.start, token.end)), when=as_of,
            status=dated_status(_status(token, said, words), as_of, year), statement=said.id if said else None,
            why=[telling.why],
        )  # fmt: skip
        same = next((e for e in reversed(recent[event.kind][-_RECENT:]) if _same(e, event, token)), None)
        if same is not None:
            _add(same, event)
        elif event.actor or event.target or (token.pos != "VERB" and not _may_be_the_same(token)):
            found.append(event)
            recent[event.kind].append(event)
    return _records(report, found, named)


# --- words -----------------------------------------------------------------------------------------------------------


def _tellings(sentence: Sentence, words: EventWords) -> Iterator[_Told]:
    by_verb: set[tuple[int, str]] = set()
    for token in sentence.tokens:
        if token.pos == "VERB":
            if (entries := words.verbs.get(token.lemma.lower())) and (told := _verb(token, entries, words)):
                by_verb.add((token.i, told.kind))
                yield told
        elif token.pos in ("NOUN", "PROPN"):
            before = sentence.tokens[token.i - 1] if token.i else token
            lemma = token.lemma.lower()
            entry = words.nouns.get(f"{before.lower} {lemma}") or words.nouns.get(lemma)
            entry = entry or words.nouns.get(token.lower)
            if entry is None or (token.head.i, entry.kind) in by_verb:
                continue  # "held talks": the verb told it
            if told := _noun(token, entry, words):
                yield told


def _tells(noun: Token, words: EventWords) -> bool:
    """Whether a noun, or what it is a round or a wave of, is an event noun."""
    return any({t.lemma.lower(), t.lower} & words.nouns.keys() for t in (noun, _after(noun, "of")) if t is not None)


def _by_parties(telling: _Told, words: EventWords) -> _Told:
    """The telling with the kind that its parties make it."""
    entry = words.instead.get(telling.kind)
    heads = {t.lemma.lower() for t in (telling.actor, telling.target) if t is not None}
    return replace(telling, kind=entry.becomes) if entry is not None and heads & entry.parties else telling


def _verb(verb: Token, entries: Sequence[Verb], words: EventWords) -> _Told | None:
    """The event that a verb tells, by the first entry whose frame it stands in."""
    if verb.dep == "amod":
        return None  # "displaced persons", "detained leaders": background, no news
    passive = verb.child("auxpass") is not None or (verb.tag == "VBN" and verb.dep == "acl")
    obj = (verb.child("nsubjpass") or _antecedent(verb)) if passive else verb.child("dobj")
    if obj is not None and obj.lower in ("who", "which", "that") and verb.dep == "relcl":
        obj = verb.head
    subject = _by(verb) if passive else _subject(verb)
    if subject is not None and _tells(subject, words):
        return None  # "the talks began", "the attack killed two": the noun tells it
    near: set[str] | None = None
    for entry in entries:
        if entry.objects and not (obj is not None and _words_of(obj) & entry.objects):
            continue
        if entry.subjects and not (subject is not None and _words_of(subject) & entry.subjects):
            continue
        if entry.needs:
            near = _near(verb) if near is None else near
            if not near & entry.needs:
                continue
        actor, target = _frame(verb, entry, subject, obj, passive)
        if verb.dep == "acl" and entry.kind == _STANDING:
            continue  # "the force deployed there": no news
        if (entry.people and target is None) or (entry.actor and actor is None) or (actor is None and target is None):
            continue
        return _Told(token=verb, kind=entry.kind, actor=actor, target=target, why=f"verb: {verb.lemma.lower()}")
    return None


_STANDING = "Headquarters or base established"
_CONTROL = frozenset({"control", "sovereignty", "authority", "rule"})


def _frame(
    verb: Token, entry: Verb, subject: Token | None, obj: Token | None, passive: bool
) -> tuple[Token | None, Token | None]:
    """Who acts and who is acted upon, in the frame of an entry."""
    if entry.target == "object":
        if obj is not None and obj.lemma.lower() in _CONTROL:  # "regained control of the town"
            obj = next((t for p in ("of", "over", "in") if (t := _after(obj, p)) is not None), obj)
        return subject, obj
    if entry.target == "subject":
        return None, subject or obj
    if entry.target == "none":
        return subject or (obj if passive else None), None
    below = (verb, obj, *(c.child("pobj") for c in verb.children if c.dep == "prep"))
    other = next((t for b in below if b is not None and (t := _after(b, entry.target)) is not None), None)
    if other is None and subject is not None and entry.target == "with":
        other = next((c for c in subject.children if c.dep == "conj"), None)  # "A and B signed a treaty"
    return subject, other


def _noun(noun: Token, entry: Noun, words: EventWords) -> _Told | None:
    """The event that a noun tells, where it names a party or something befalls by it."""
    why = f"noun: {noun.lemma.lower()}"
    between = _after(noun, "between") or (_after(noun.head, "between") if noun.dep == "nsubj" else None)
    if between is not None:
        other = next((c for c in between.children if c.dep == "conj"), None)
        return _Told(token=noun, kind=entry.kind, actor=between, target=other, why=why)
    of = _after(noun, "of")
    actor = _after(noun, "by") or noun.child("poss") or (of if entry.of == "actor" else None)
    against = ["on", "against", *(["of"] if entry.of == "target" else []), "with", "to", "from"]
    target = next((t for p in against if (t := _after(noun, p)) is not None), None)
    verb = noun.head
    if actor is None and noun.dep == "dobj" and verb.lemma.lower() in words.carried:
        actor = _subject(verb)
    if actor is None and noun.dep == "nsubjpass" and verb.lemma.lower() in words.carried:
        actor = _by(verb)
    if actor is None and noun.dep == "pobj" and noun.head.lower == "for" and noun.head.head.pos == "VERB":
        actor = _subject(noun.head.head)  # "arrived for talks with"
    if actor is None and target is None and not (_happens(noun, words, entry) or _may_be_the_same(noun)):
        return None
    return _Told(token=noun, kind=entry.kind, actor=actor, target=target, why=why)


def _happens(noun: Token, words: EventWords, entry: Noun) -> bool:
    """Whether a noun without parties is told as happening: a blast killed two; there was a riot in the market."""
    if _may_be_the_same(noun):
        return False
    deps = ("nsubjpass",) if entry.joint else ("dobj", "nsubjpass")  # "talks were held": "held talks" is the verb's
    if noun.dep in deps and noun.head.lemma.lower() in words.carried:
        return True
    if entry.joint:
        return False  # "talks in the capital": nobody knows whose
    if any(c.dep == "prep" and c.lower in ("in", "at", "near", "outside", "inside", "across") for c in noun.children):
        return noun.dep in ("nsubj", "nsubjpass", "attr", "dobj", "ROOT")
    verb = noun.head
    return (noun.dep in ("nsubj", "nsubjpass") and verb.lemma.lower() in words.carrying) or (
        noun.dep == "attr" and verb.child("expl") is not None
    )


def _may_be_the_same(token: Token) -> bool:
    """Whether a bare noun points back: the attack, this raid."""
    return any(c.dep == "det" and c.lower in ("the", "this", "that", "these", "those") for c in token.children)


def _subject(verb: Token) -> Token | None:
    """The subject of an active verb: its own, the noun its clause stands with, or the one it shares."""
    for _ in range(4):
        own = verb.child("nsubj")
        if own is not None:
            return verb.head if own.lower in ("who", "which", "that") and verb.dep == "relcl" else own
        if verb.dep == "acl" and verb.tag == "VB":
            return verb.head.child("poss")  # "their readiness to continue"
        if verb.dep in ("acl", "relcl"):
            return verb.head if verb.tag != "VBN" else None
        if verb.dep not in ("conj", "xcomp", "advcl") or verb.head.pos != "VERB" or verb.head is verb:
            return None
        verb = verb.head
    return None


def _antecedent(verb: Token) -> Token | None:
    return verb.head if verb.dep in ("acl", "relcl", "amod") else None


def _by(verb: Token) -> Token | None:
    agent = verb.child("agent")
    return agent.child("pobj") if agent is not None else None


def _after(token: Token, preposition: str) -> Token | None:
    """What stands after a preposition that hangs on a token."""
    prep = next((c for c in token.children if c.dep in ("prep", "agent") and c.lower == preposition), None)
    return prep.child("pobj") if prep is not None else None


_PLACES = ("GPE", "LOC", "FAC")


def _words_of(token: Token) -> set[str]:
    found = {token.lemma.lower(), token.lower, *(c.lemma.lower() for c in token.children if c.dep == "conj")}
    if token.entity and token.entity[2:] in _PLACES:
        found.add("place:*")
    if token.entity.endswith("PERSON"):
        found.add("person:*")
    return found


def _near(verb: Token) -> set[str]:
    """Words that depend on a verb, directly or through a preposition."""
    found: set[str] = set()
    for child in verb.children:
        found |= {child.lemma.lower(), child.lower}
        for below in child.children:
            found |= {below.lemma.lower(), below.lower}
            if below.dep == "prep":
                found |= {last.lemma.lower() for last in below.children}
    return found


def _status(token: Token, said: Statement | None, words: EventWords) -> Status:
    """Whether the event is so; what a statement denies, demands or promises as a whole is not."""
    known = status(token, words.modality)
    if token.pos != "VERB" and known == "actual":
        known = _noun_status(token, words)
    first = said is not None and token.sentence.start <= said.content[0][0] <= token.start
    if known != "actual" or said is None or not first or any(v.start >= said.content[0][0] for v in token.ancestors()):
        return known
    stances: dict[str, Status] = {"denies": "denied", "demands": "planned", "promises": "planned"}
    return stances.get(said.stance, known)


def _noun_status(noun: Token, words: EventWords) -> Status:
    """planned for a term ("includes the withdrawal"), hypothetical for a fear ("fears of an exodus")."""
    top = noun
    while top.dep == "conj" and top.head.pos == "NOUN":
        top = top.head
    above = top.head if top.dep != "pobj" else top.head.head
    lemma = above.lemma.lower()
    if top.dep in ("dobj", "pobj") and lemma in words.terms:
        return "planned"
    return "hypothetical" if top.dep == "pobj" and lemma in words.doubts else "actual"


# --- parties ---------------------------------------------------------------------------------------------------------


_LEFT = frozenset({"amod", "compound", "nummod", "poss", "nmod"})
_EMPTY = frozenset("it they them he she this that there which who whom we i you one others he himself".split())


def _party(head: Token | None, mentions: Sequence[Mention], named: dict[str, Entity]) -> _Party | None:
    """The entity that a head names, else its noun phrase as written; a pronoun that means nobody known is nobody."""
    if head is None:
        return None
    k = bisect_right(mentions, head.start, key=lambda m: m.start)
    for mention in reversed(mentions[max(0, k - 3) : k]):
        if mention.start <= head.start < mention.end and mention.entity in named:
            return _Party(name=named[mention.entity].name, entity=mention.entity, head=head.lemma.lower())
    if head.pos not in ("NOUN", "PROPN", "NUM") or head.lower in _EMPTY or head.entity.endswith(("DATE", "TIME")):
        return None
    first = min((c.left for c in head.children if c.dep in _LEFT and c.i < head.i), default=head.i)
    of = _after(head, "of")
    last = of if of is not None and head.i < of.i < head.i + 6 else head
    tokens = head.sentence.tokens
    text = head.sentence.text[tokens[first].start : last.end]
    return _Party(name=" ".join(text.split()), entity=None, head=(last if head.pos == "NUM" else head).lemma.lower())


def _span(telling: _Told) -> Span:
    """From the first to the last of the word and the heads of its parties, where they stand close together."""
    token = telling.token
    heads = [h for h in (telling.actor, telling.target) if h is not None and h.sentence is token.sentence]
    heads = [h for h in heads if abs(h.i - token.i) <= _CLOSE]
    return min(t.start for t in (token, *heads)), max(t.end for t in (token, *heads))


_CLOSE = 15


# --- one event told again --------------------------------------------------------------------------------------------


_RECENT = 20
_BACK = 4
"""Sentences that "the attack" may point back over."""


def _same(old: _Event, new: _Event, token: Token) -> bool:
    """Whether a telling tells an event once more: no party, place or day speaks against it, and a party for it."""
    agree = [_agree(old.actor, new.actor), _agree(old.target, new.target)]
    if False in agree or old.status != new.status:
        return False
    if old.place and new.place and old.place.entity != new.place.entity:
        return False
    if {old.when.basis, new.when.basis} == {"sentence"} and old.when.best != new.when.best:
        return False
    if True in agree:
        return True
    bare = new.actor is None and new.target is None
    return bare and token.pos != "VERB" and new.sentence - old.sentence <= _BACK


def _agree(one: _Party | None, two: _Party | None) -> bool | None:
    """True for the same party, False for another, None where one of them is not told."""
    if one is None or two is None:
        return None
    same = one.entity == two.entity if one.entity and two.entity else one.head == two.head
    if one.name != two.name and same and any(c.isdigit() for c in one.name + two.name):
        return None  # "10,000 people" and "3,154 people" may be two evacuations
    nested = one.name in two.name or two.name in one.name  # Azerbaijan and Azerbaijan's army
    return True if same else None if nested else False


def _add(old: _Event, new: _Event) -> None:
    old.spans.extend(span for span in new.spans if span not in old.spans)
    old.actor, old.target = old.actor or new.actor, old.target or new.target
    old.place = old.place or new.place
    if old.when.basis != "sentence" and new.when.basis == "sentence":
        old.when = new.when
    old.sentence = new.sentence
    old.why.append(f"told again: {new.why[0]}")


def _records(report: str, found: Sequence[_Event], named: dict[str, Entity]) -> list[Event]:
    events = []
    ordinals: dict[Span, int] = defaultdict(int)
    for event in found:
        span = event.spans[0]
        events.append(
            Event(
                id=fact_id("event", report, [span], ordinals[span]), start=span[0], end=span[1], kind=event.kind,
                actor=event.actor.name if event.actor else None, target=event.target.name if event.target else None,
                place=named[event.place.entity].name if event.place else None, when=event.when, status=event.status,
                actor_entity=event.actor.entity if event.actor else None,
                target_entity=event.target.entity if event.target else None,
                place_entity=event.place.entity if event.place else None, statement=event.statement,
                spans=tuple(event.spans), why=tuple(event.why),
            )
        )  # fmt: skip
        ordinals[span] += 1
    return events
