"""Who gives a figure, as of when, and where.

The giver comes from the statement a figure stands in, else from the verb that hands the number on ("the ministry put
the toll at 1,204"); the time and the place from its clause, then its sentence.  What the text does not say stays empty:
a city that speaks ("Baku announced") is a source and no place.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.annotate.figures.find import Numbers
from dateline.annotate.figures.vocabulary import Kinds
from dateline.clauses import dated_status, innermost, verbs_above, when, where, within, year_of
from dateline.records import Entity, Figure, Mention, Published, Statement, Time
from dateline.syntax import Sentence, Token

Giver = tuple[str, str | None]
"""The name of who gives a figure, and the entity."""


def attribute_figures(
    numbers: Numbers,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    published: Published,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    kinds: Kinds,
) -> tuple[Figure, ...]:
    """The figures with statement, giver and givers, as-of (and what it is based on) and place."""
    named = {entity.id: entity for entity in entities}
    speaking = {span for statement in statements for span in statement.source}
    mentions = sorted(mentions, key=lambda m: m.start)
    known_places = {entity.id for entity in entities if entity.kind == "place"}
    places = [m for m in mentions if m.form == "name" and m.entity in known_places and (m.start, m.end) not in speaking]
    dates = sorted((t for t in times if t.type in ("DATE", "TIME")), key=lambda t: t.start)
    year = year_of(published, dates)
    starts = [sentence.start for sentence in sentences]
    chains = {statement.id: statement for statement in statements}
    said_in = innermost([(f.start, f.end) for f in numbers.figures], statements)
    published_by = _publishers(sentences, mentions, named, kinds)
    done = []
    for figure, said in zip(numbers.figures, said_in, strict=True):
        sentence = sentences[max(0, bisect_right(starts, figure.start) - 1)]
        token = sentence.at(figure.end - 1) or sentence.tokens[0]
        as_of = when(token, within(dates, sentence, figure.start), said, published)
        place = where(token, within(places, sentence, figure.start), (figure.start, figure.end))
        givers = _givers(said, chains, kinds) or _subject(figure, token, mentions, named, kinds)
        if not givers and published_by:
            givers = _publisher(bisect_right(starts, figure.start) - 1, said, published_by)
        inner = givers[-1] if givers else None
        giver = next((g for g in reversed(givers) if g[1] or not g[0].startswith("unnamed")), inner)
        done.append(
            replace(
                figure, statement=said.id if said else None, giver=giver[0] if giver else None,
                giver_entity=giver[1] if giver else None, givers=tuple(name for name, _ in givers), as_of=as_of,
                status=dated_status(figure.status, as_of, year), place=named[place.entity].name if place else None,
                place_entity=place.entity if place else None,
            )
        )  # fmt: skip
    return tuple(done)


def _givers(said: Statement | None, statements: Mapping[str, Statement], kinds: Kinds) -> list[Giver]:
    """Those who hand a figure on, outermost first: the UN, citing the Red Crescent."""
    chain: list[Giver] = []
    seen: set[str] = set()
    while said is not None and said.id not in seen:
        seen.add(said.id)
        name = said.speaker
        if name and not _is_paper(name, said.speaker_entity, kinds) and (not chain or chain[-1][0] != name):
            chain.append((name, said.speaker_entity))
        said = statements.get(said.parent) if said.parent else None
    return chain[::-1]


def _is_paper(name: str, entity: str | None, kinds: Kinds) -> bool:
    """Whether a source is no speaker: "the latest data"."""
    words = re.findall(r"\w+", name.lower())
    return entity is None and bool(words) and words[-1] in kinds.no_givers


def _subject(
    figure: Figure, token: Token, mentions: Sequence[Mention], named: Mapping[str, Entity], kinds: Kinds
) -> list[Giver]:
    """The subject of a verb that hands a number on: "the agency put the toll at 50", "the army confirmed 12 deaths"."""
    for verb in verbs_above(token)[:3]:
        subject = verb.child("nsubj") or (verb.head.child("nsubj") if verb.dep == "conj" else None)
        if verb.lemma.lower() not in kinds.giving or subject is None or figure.start <= subject.start < figure.end:
            continue
        entity = _entity(subject, mentions, named)
        if entity is not None:
            return [(entity.name, entity.id)] if entity.kind != "other" else []
        lemma = subject.lemma.lower()
        people = lemma in kinds.who and kinds.who[lemma].unit == "people"
        if subject.pos != "NOUN" or not (people or lemma in kinds.bodies):
            return []
        before = [c.left for c in subject.children if c.dep in ("amod", "compound") and c.i < subject.i]
        first = min(before, default=subject.i)
        words = subject.sentence.text[subject.sentence.tokens[first].start : subject.end]
        return [(f"unnamed: {' '.join(words.split())}", None)]
    return []


def _entity(token: Token, mentions: Sequence[Mention], named: Mapping[str, Entity]) -> Entity | None:
    """The entity that a token names or belongs to the name of."""
    k = bisect_right(mentions, token.start, key=lambda m: m.start)
    for mention in reversed(mentions[max(0, k - 3) : k]):
        if mention.start <= token.start < mention.end and mention.entity in named:
            return named[mention.entity]
    return None


def _publishers(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], named: Mapping[str, Entity], kinds: Kinds
) -> dict[int, Giver]:
    """The sentences that only say whose numbers these are: "The data was provided by the agency"."""
    found: dict[int, Giver] = {}
    for k, sentence in enumerate(sentences):
        for token in sentence.tokens:
            verb = token.head
            if token.dep != "nsubjpass" or token.lower not in kinds.no_givers:
                continue
            agent = verb.child("agent") if verb.lemma.lower() in kinds.giving else None
            by = agent.child("pobj") if agent is not None else None
            entity = _entity(by, mentions, named) if by is not None else None
            if entity is not None and entity.kind != "other":
                found[k] = (entity.name, entity.id)
    return found


def _publisher(k: int, said: Statement | None, published_by: Mapping[int, Giver]) -> list[Giver]:
    """Who gave the numbers of sentence k: named in the next, or, "according to the data", in one of the two before."""
    around = (k + 1, *((k - 1, k - 2) if said is not None else ()))
    return [published_by[j] for j in around if j in published_by][:1]
