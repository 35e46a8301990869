"""Who gives a figure, as of when, and where.

The giver comes from the statement a figure stands in; the time and the place from its clause, then its sentence.  What
the text does not say stays empty: a city that speaks ("Baku announced") is a source and no place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from dateline.annotate.figures.find import Numbers
from dateline.records import AsOf, Entity, Figure, Mention, Published, Span, Statement, Status, Time
from dateline.syntax import Sentence, Token

LONG_AGO = 2
"""Years before the report from which on a figure belongs to an earlier war or flood."""
_T = TypeVar("_T", Time, Mention)


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
    places = sorted((m for m in mentions if m.form == "name" and m.entity in named), key=lambda m: m.start)
    places = [m for m in places if (m.start, m.end) not in speaking]
    dates = sorted((t for t in times if t.type in ("DATE", "TIME")), key=lambda t: t.start)
    year = _year(published, dates)
    starts = [sentence.start for sentence in sentences]
    inner = innermost([(f.start, f.end) for f in numbers.figures], statements)
    chains = {statement.id: statement for statement in statements}
    done = []
    for figure, said in zip(numbers.figures, inner, strict=True):
        sentence = sentences[max(0, bisect_right(starts, figure.start) - 1)]
        token = sentence.at(figure.end - 1) or sentence.tokens[0]
        as_of = _as_of(token, _within(dates, sentence), said, published)
        place = _place(figure, token, _within(places, sentence))
        givers = _givers(said, chains)
        giver = next((s for s in reversed(givers) if not _unnamed(s)), givers[-1] if givers else None)
        done.append(
            replace(
                figure, statement=said.id if said else None, giver=giver.speaker if giver else None,
                giver_entity=giver.speaker_entity if giver else None,
                givers=tuple(s.speaker for s in givers if s.speaker), as_of=as_of, status=_status(figure, as_of, year),
                place=named[place.entity].name if place else None, place_entity=place.entity if place else None,
            )
        )  # fmt: skip
    return tuple(done)


# --- who -------------------------------------------------------------------------------------------------------------


def innermost(spans: Sequence[Span], statements: Sequence[Statement]) -> list[Statement | None]:
    """For each span, in the order of the text, the statement with the shortest content around it; None without one."""
    contents = sorted(
        ((start, end, i) for i, statement in enumerate(statements) for start, end in statement.content),
        key=lambda content: content[0],
    )
    opened: list[tuple[int, int, int]] = []
    found: list[Statement | None] = []
    k = 0
    for start, end in spans:
        while k < len(contents) and contents[k][0] <= start:
            opened.append(contents[k])
            k += 1
        opened = [content for content in opened if content[1] > start]
        around = [content for content in opened if content[1] >= end] or opened
        found.append(statements[min(around, key=lambda c: (c[1] - c[0], -c[0]))[2]] if around else None)
    return found


def _givers(said: Statement | None, statements: Mapping[str, Statement]) -> list[Statement]:
    """The statements that hand a figure on, outermost first: the UN, citing the Red Crescent."""
    chain: list[Statement] = []
    while said is not None and said not in chain:
        if said.speaker and (not chain or chain[-1].speaker != said.speaker):
            chain.append(said)
        said = statements.get(said.parent) if said.parent else None
    return chain[::-1]


def _unnamed(statement: Statement) -> bool:
    return statement.speaker_entity is None and (statement.speaker or "").startswith("unnamed")


# --- when ------------------------------------------------------------------------------------------------------------


_FAR = 9


def _as_of(token: Token, dates: Sequence[Time], said: Statement | None, published: Published) -> AsOf:
    """The time a figure speaks about: of its clause, else of the statement, else of the report."""
    cues = said.cue if said else ()
    own = [t for t in dates if not _hangs_on(token.sentence, t, cues)]
    verbs = [t for t in (token, *token.ancestors()) if t.pos in ("VERB", "AUX")]
    ranked = sorted(own, key=lambda t: (_distance(token, verbs, t), abs(t.start - token.start)))
    for basis, found in (("sentence", ranked), ("statement", [t for t in dates if t not in own])):
        for time in found:
            if (time.earliest or time.latest) and (basis == "statement" or _distance(token, verbs, time) < _FAR):
                return AsOf(
                    earliest=time.earliest, latest=time.latest, best=_best(time.earliest, time.latest),
                    basis="sentence" if basis == "sentence" else "statement", time=time.id,
                )  # fmt: skip
    if not (published.earliest or published.latest):
        return AsOf()
    return AsOf(earliest=published.earliest, latest=published.latest, best=published.best, basis="report")


def _best(earliest: str | None, latest: str | None) -> str | None:
    """The day, where the time names one (a night: its first); the last day of an interval, when its count was done."""
    if earliest and latest and "T" in earliest and "T" in latest:
        first, last = datetime.fromisoformat(earliest), datetime.fromisoformat(latest)
        if last - first < timedelta(days=1):
            return earliest[:10]
    return (latest or earliest or "")[:10] or None


def _distance(token: Token, verbs: Sequence[Token], time: Time) -> int:
    """How far a time is from a figure: 0 where both hang on one verb, _FAR where on verbs that share nothing."""
    at = token.sentence.at(time.start)
    if at is None:
        return _FAR
    above = [t for t in (at, *at.ancestors()) if t.pos in ("VERB", "AUX")]
    if not above or not verbs or above[0] is verbs[0]:
        return 0
    if above[0] in verbs:
        return 1 + verbs.index(above[0])  # "killed ... in a raid that began Monday": the outer clause dates the inner
    return 2 + above.index(verbs[0]) if verbs[0] in above and above[0].dep not in ("relcl", "acl") else _FAR


def _hangs_on(sentence: Sentence, time: Time, cues: Sequence[Span]) -> bool:
    """Whether a time says when something was said: "said on Monday that 12 had fled"."""
    at = sentence.at(time.start)
    if at is None:
        return False
    verb = next((t for t in at.ancestors() if t.pos in ("VERB", "AUX")), None)
    return verb is not None and any(start <= verb.start < end for start, end in cues)


def _year(published: Published, dates: Sequence[Time]) -> int | None:
    """The year of the report: of its date, else the latest that it names."""
    if known := published.best or published.latest or published.earliest:
        return int(known[:4])
    years = [int(t.latest[:4]) for t in dates if t.latest and not t.anchor]
    return max(years, default=None)


def _status(figure: Figure, as_of: AsOf, year: int | None) -> Status:
    """historical, where the sentence dates an actual figure years before the report."""
    past = as_of.latest or as_of.earliest
    if figure.status == "actual" and as_of.basis == "sentence" and past and year and int(past[:4]) <= year - LONG_AGO:
        return "historical"
    return figure.status


# --- where -----------------------------------------------------------------------------------------------------------


def _place(figure: Figure, token: Token, places: Sequence[Mention]) -> Mention | None:
    """The place of a figure: after in or at in its clause, else after it, else the nearest."""
    best, least = None, (9, 0)
    verbs = [t for t in (token, *token.ancestors()) if t.pos in ("VERB", "AUX")]
    for mention in places:
        at = token.sentence.at(mention.end - 1)
        if at is None or at.dep in ("amod", "poss", "compound", "nsubj") or figure.start <= mention.start < figure.end:
            continue
        above = [t for t in at.ancestors() if t.pos in ("VERB", "AUX")]
        clause = 0 if not above or not verbs or above[0] is verbs[0] else 1 if above[0] in verbs else 3
        prep = at.head.lower if at.dep == "pobj" else ""
        rank = clause + (0 if prep in _IN else 1)
        if (rank, abs(mention.start - figure.start)) < least:
            best, least = mention, (rank, abs(mention.start - figure.start))
    return best


_IN = frozenset({"in", "at", "near", "across", "around", "inside", "outside", "on", "within", "throughout", "from"})


def _within(facts: Sequence[_T], sentence: Sentence) -> Sequence[_T]:
    """The facts, sorted by start, that begin in a sentence."""
    first = bisect_left(facts, sentence.start, key=lambda fact: fact.start)
    return facts[first : bisect_left(facts, sentence.end, key=lambda fact: fact.start)]
