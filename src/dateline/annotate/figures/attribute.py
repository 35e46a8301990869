"""Who gives a figure, as of when, and where.

The giver comes from the statement a figure stands in; the time and the place from its clause, then its sentence.  What
the text does not say stays empty: a city that speaks ("Baku announced") is a source and no place.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.annotate.figures.find import Numbers
from dateline.clauses import dated_status, innermost, when, where, within, year_of
from dateline.records import Entity, Figure, Mention, Published, Statement, Time
from dateline.syntax import Sentence


def attribute_figures(
    numbers: Numbers,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    published: Published,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
) -> tuple[Figure, ...]:
    """The figures with statement, giver and givers, as-of (and what it is based on) and place."""
    named = {entity.id: entity for entity in entities if entity.kind == "place"}
    speaking = {span for statement in statements for span in statement.source}
    places = sorted(
        (m for m in mentions if m.form == "name" and m.entity in named and (m.start, m.end) not in speaking),
        key=lambda m: m.start,
    )
    dates = sorted((t for t in times if t.type in ("DATE", "TIME")), key=lambda t: t.start)
    year = year_of(published, dates)
    starts = [sentence.start for sentence in sentences]
    chains = {statement.id: statement for statement in statements}
    said_in = innermost([(f.start, f.end) for f in numbers.figures], statements)
    done = []
    for figure, said in zip(numbers.figures, said_in, strict=True):
        sentence = sentences[max(0, bisect_right(starts, figure.start) - 1)]
        token = sentence.at(figure.end - 1) or sentence.tokens[0]
        as_of = when(token, within(dates, sentence, figure.start), said, published)
        place = where(token, within(places, sentence, figure.start), (figure.start, figure.end))
        givers = _givers(said, chains)
        giver = next((s for s in reversed(givers) if not _unnamed(s)), givers[-1] if givers else None)
        done.append(
            replace(
                figure, statement=said.id if said else None, giver=giver.speaker if giver else None,
                giver_entity=giver.speaker_entity if giver else None,
                givers=tuple(s.speaker for s in givers if s.speaker), as_of=as_of,
                status=dated_status(figure.status, as_of, year), place=named[place.entity].name if place else None,
                place_entity=place.entity if place else None,
            )
        )  # fmt: skip
    return tuple(done)


def _givers(said: Statement | None, statements: Mapping[str, Statement]) -> list[Statement]:
    """The statements that hand a figure on, outermost first: the UN, citing the Red Crescent."""
    chain: list[Statement] = []
    seen: set[str] = set()
    while said is not None and said.id not in seen:
        seen.add(said.id)
        if said.speaker and (not chain or chain[-1].speaker != said.speaker):
            chain.append(said)
        said = statements.get(said.parent) if said.parent else None
    return chain[::-1]


def _unnamed(statement: Statement) -> bool:
    return statement.speaker_entity is None and (statement.speaker or "").startswith("unnamed")
