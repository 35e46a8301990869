"""What happened: who to whom, where, when.

Kinds are those of ACLED's sub-event types, with PLOVER's codes beside them (lexicon/en/events.toml).  A verb or event
noun of the vocabulary is an event where somebody acts or is acted upon in it (tellings.py).  One event told again in
the report, with the same parties or as "the attack", is one event with several spans.

vocabulary  kinds and the words that tell them, compiled from the lexicon
tellings    every place in a sentence where an event is told
parties     who acts and who is acted upon, named
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.annotate.events.parties import Party, agree, name_party
from dateline.annotate.events.tellings import Told, find_tellings, named_storms, points_back
from dateline.annotate.events.vocabulary import EventWords, load_event_words
from dateline.clauses import (
    begun,
    dated_status,
    days_before,
    earlier,
    innermost,
    so_far,
    status,
    when,
    within,
    year_of,
)
from dateline.placing import where
from dateline.records import (
    AsOf,
    Entity,
    Event,
    Mention,
    Published,
    Span,
    Statement,
    Status,
    Time,
    fact_id,
)
from dateline.syntax import Sentence, Token

__all__ = ["EventWords", "find_events", "load_event_words"]


@dataclass(slots=True, kw_only=True)
class _Event:
    """An event while its tellings are gathered."""

    kind: str
    spans: list[Span]
    token: Token
    """Where it was told last."""
    sentence: int
    actor: Party | None
    target: Party | None
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
    words: EventWords,
) -> list[Event]:
    """The events of a report (given by its id), each once however often it is told."""
    named = {entity.id: entity for entity in entities}
    parties = sorted(mentions, key=lambda m: m.start)
    places = [m for m in parties if m.form == "name" and m.entity in named and named[m.entity].kind == "place"]
    people = {entity.id for entity in entities if entity.kind == "person"}
    dates = sorted((t for t in times if t.type in ("DATE", "TIME")), key=lambda t: t.start)
    year = year_of(published, dates)
    names = sorted((m.start, m.end) for m in parties if m.form == "name" and named[m.entity].kind == "organisation")
    storms = named_storms(sentences, words)
    told = [
        (k, t)
        for k, sentence in enumerate(sentences)
        for t in find_tellings(sentence, words, storms)
        if not _stands_in(t.token.start, names)  # "Save the Children" saves nobody here
    ]
    said_in = innermost([(t.token.start, t.token.end) for _, t in told], statements)
    found: list[_Event] = []
    recent: dict[str, list[_Event]] = defaultdict(list)
    for (k, telling), said in zip(told, said_in, strict=True):
        sentence = sentences[k]
        token = telling.token
        actor = name_party(telling.actor, parties, named, acts=True)
        target = name_party(telling.target, parties, named, acts=False)
        if (telling.acted and actor is None) or (actor is not None and actor == target):
            continue  # "it killed 12", and nobody knows what it was; a party that does it to itself is a misreading
        if target is not None and target.entity in people and telling.kind in _OF_GROUND:
            continue  # "Sachs was taken to hospital": no town, though no lexicon knows the name
        so = _status(token, said, words)
        near = within(dates, sentence, token.start)
        before = days_before(token)
        near = begun(near, published) if so == "actual" else near
        as_of = when(before[0] if before else token, near, said, published)
        as_of = earlier(as_of, before[1]) if before else as_of  # "a day after troops entered"
        as_of = so_far(as_of, published) if so == "actual" else as_of
        event = _Event(
            kind=telling.kind, spans=[_span(telling)], token=token, sentence=k, actor=actor, target=target,
            place=where(token, within(places, sentence, token.start), (token.start, token.end)), when=as_of,
            status=dated_status(so, as_of, year), statement=said.id if said else None,
            why=[telling.why],
        )  # fmt: skip
        same = next((e for e in reversed(recent[event.kind][-_RECENT:]) if _same(e, event, words)), None)
        if same is not None:
            _add(same, event)
        elif event.actor or event.target or (token.pos != "VERB" and not points_back(token)):
            found.append(event)
            recent[event.kind].append(event)
    return _records(report, found, named)


_OF_GROUND = frozenset({"Non-state actor overtakes territory", "Government regains territory"})


def _stands_in(at: int, names: Sequence[Span]) -> bool:
    """Whether a character stands inside one of the names, sorted, but not at its end."""
    k = bisect_right(names, (at, 1 << 60)) - 1
    return k >= 0 and at < names[k][1]


def _status(token: Token, said: Statement | None, words: EventWords) -> Status:
    """Whether the event is so; what a statement denies, demands or promises as a whole is not."""
    known = status(token, words.modality)
    if known == "actual" and token.tag == "VB" and token.dep in ("acl", "relcl", "advcl"):
        return "hypothetical"  # "no reason for people to flee"
    if token.pos != "VERB" and known == "actual":
        known = _noun_status(token, words)
    first = said is not None and token.sentence.start <= said.content[0][0] <= token.start
    if known != "actual" or said is None or not first or any(v.start >= said.content[0][0] for v in token.ancestors()):
        return known
    stances: dict[str, Status] = {"denies": "denied", "demands": "planned", "promises": "planned"}
    return stances.get(said.stance, known)


def _noun_status(noun: Token, words: EventWords) -> Status:
    """planned for a term ("includes the withdrawal"), hypothetical for a fear ("fears of an exodus")."""
    if any(c.dep == "det" and c.lower == "no" for c in noun.children):
        return "denied"  # "no air strike was carried out"
    if noun.dep == "pobj" and noun.head.lower == "for" and noun.head.head.lemma.lower() in words.motion:
        return "planned"  # "arrived in Ankara for talks with the president"
    top = noun
    while top.dep == "conj" and top.head.pos == "NOUN":
        top = top.head
    above = top.head if top.dep != "pobj" else top.head.head
    lemma = above.lemma.lower()
    if top.dep in ("dobj", "pobj") and lemma in words.terms:
        return "planned"
    if top.dep in ("nsubj", "nsubjpass", "dobj") and lemma in words.carried | words.carrying:
        return status(above, words.modality)  # "talks will be held"
    return "hypothetical" if top.dep == "pobj" and lemma in words.doubts else "actual"


def _span(telling: Told) -> Span:
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


def _same(old: _Event, new: _Event, words: EventWords) -> bool:
    """Whether a telling tells an event once more: no party, place or day speaks against it, and a party for it."""
    alike = [agree(old.actor, new.actor), agree(old.target, new.target)]
    if False in alike or old.status != new.status:
        return False
    if _is_another(old.token, new.token) and words.schemes[new.kind].acled_event not in _VIOLENT:
        return False
    if old.place and new.place and old.place.entity != new.place.entity:
        return False
    if {old.when.basis, new.when.basis} == {"sentence"} and old.when.best != new.when.best:
        return False
    if _is_long(new.when) and not _is_long(old.when):
        return False  # "the deadliest crash since 1995, when two trains collided"
    if True in alike:
        return True
    bare = new.actor is None and new.target is None
    return bare and new.token.pos != "VERB" and new.sentence - old.sentence <= _BACK


def _is_long(when: AsOf) -> bool:
    """Whether all that the sentence says of when is a year or more."""
    if when.basis != "sentence" or not when.earliest or not when.latest:
        return False
    a_year = (when.earliest[5:10], when.latest[5:10]) == ("01-01", "12-31")
    return a_year or int(when.latest[:4]) - int(when.earliest[:4]) > 1


_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"})
"""ACLED's event types in which one act has many verbs: "killed one person and wounded 13"."""


def _is_another(before: Token, verb: Token) -> bool:
    """Whether a verb is joined to one before it, each with an object: "to lay down their arms and dissolve units"."""
    return verb.dep == "conj" and verb.head is before and None not in (before.child("dobj"), verb.child("dobj"))


def _add(old: _Event, new: _Event) -> None:
    old.spans.extend(span for span in new.spans if span not in old.spans)
    old.actor, old.target = old.actor or new.actor, old.target or new.target
    old.place = old.place or new.place
    if old.when.basis != "sentence" and new.when.basis == "sentence":
        old.when = new.when
    old.sentence, old.token = new.sentence, new.token
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
