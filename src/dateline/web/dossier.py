"""What the pages show of a record, read once: everything but texts, times and mentions, which are read by report."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.records import (
    AsOf,
    Claim,
    Copy,
    Day,
    Dispute,
    Entity,
    Event,
    Figure,
    Origin,
    Orphan,
    Point,
    Problem,
    Published,
    Series,
    Span,
    Statement,
    Suggestion,
    Unresolved,
    digest,
)
from dateline.wording import giver, interval, plain, shortened

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,80}").fullmatch

MOST_WITH_REASONS = 200
"""Reports."""
OFFERED = 400
"""Entries of a filter."""

Counted = Statement | Figure | Event | Unresolved
"""The facts that have a row of their own on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A report without its text.  `anchor` is its name in pages and addresses: ids come from outside and may hold
    anything.
    """

    id: str
    anchor: str
    title: str
    named: bool
    """Whether the report has a title, of its own or as its first line; else `title` is how its text begins."""
    publisher: str | None
    url: str | None
    """http and https alone; everything else is no link."""
    address: str | None
    """The URL as the report's metadata has it, for reading."""
    paths: tuple[str, ...]
    byline: str | None
    agency: str | None
    published: Published
    evidence: tuple[tuple[str, str, str], ...]
    origin: str = ""
    letter: str = ""
    """Of the origin, where several reports share it: A, B, ..."""

    @property
    def label(self) -> str:
        """The report in a few words: its outlet, else how its title begins."""
        return shortened(self.publisher or self.title, 40)

    @property
    def day(self) -> str:
        """The day on which it was published, as far as one is known; else empty."""
        found = self.published
        return (found.best or found.earliest or found.latest or "")[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a row can be filtered by: numbers in `Dossier.people`, `places` and `kinds`, days."""

    who: frozenset[int] = frozenset()
    where: frozenset[int] = frozenset()
    kinds: frozenset[int] = frozenset()
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An entry of a filter: what it stands for, and in how many facts."""

    key: str
    name: str
    facts: int


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A record in memory.  Reports in the order of their dates, undated ones last."""

    name: str
    meta: Mapping[str, str]
    heads: Mapping[str, Head]
    origins: Sequence[Origin]
    copies: Sequence[Copy]
    series: Sequence[Series]
    claims: Sequence[Claim]
    disputes: Sequence[Dispute]
    days: Sequence[Day]
    entities: Mapping[str, Entity]
    problems: Sequence[Problem]
    retired: Sequence[tuple[str, str]]
    suggestions: Sequence[Suggestion]
    """Pairs of entities that may be one, both of this record; the likeliest first."""
    orphans: Sequence[Orphan]
    facts: Mapping[str, Counted]
    """By id, in the order of reports and text."""
    home: Mapping[str, str]
    """The report of each fact."""
    mentioned: Mapping[str, Mapping[str, tuple[int, Span]]]
    """Of each entity and report: how many mentions, and the first.  Ask `first_mentions`."""
    greyed: int
    """Characters that were skipped as no part of the report."""
    characters: int
    quantities: int = 0
    unnamed: int = 0
    """Problems and retired reports besides those that are named."""

    def reasons_shown(self, whole: bool) -> bool:
        """Whether rows say why a fact was read: not on the page of a long record, where they would be a fifth of it."""
        return not whole or len(self.heads) <= MOST_WITH_REASONS

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        return {id: fact for id, fact in self.facts.items() if isinstance(fact, Figure)}

    @cached_property
    def statements(self) -> Sequence[Statement]:
        return [fact for fact in self.facts.values() if isinstance(fact, Statement)]

    @cached_property
    def events(self) -> Sequence[Event]:
        return [fact for fact in self.facts.values() if isinstance(fact, Event)]

    @cached_property
    def unresolved(self) -> Sequence[Unresolved]:
        return [fact for fact in self.facts.values() if isinstance(fact, Unresolved)]

    @cached_property
    def course_of(self) -> Mapping[str, str]:
        """The series that shows a figure, by figure."""
        return {point.figure: course.id for course in reversed(self.series) for point in course.points}

    @cached_property
    def alone(self) -> list[Figure]:
        """The figures that are in no series."""
        return [figure for id, figure in self.figures.items() if id not in self.course_of]

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[str, ...]]:
        """The disputes and claims that a fact is part of."""
        found: dict[str, list[str]] = {}
        for dispute in self.disputes:
            for id in dict.fromkeys(id for side in dispute.sides for id in side.facts):
                found.setdefault(id, []).append(dispute.id)
        for claim in self.told:
            for id in dict.fromkeys(id for holder in claim.holders for id in holder.facts):
                found.setdefault(id, []).append(claim.id)
        return {id: tuple(groups) for id, groups in found.items()}

    @cached_property
    def speakers(self) -> list[tuple[str, str, list[Statement]]]:
        """(key, name, statements), those who speak most first, statements whose source is not named last."""
        said: dict[str, list[Statement]] = {}
        for one in self.statements:
            said.setdefault(one.speaker_entity or one.speaker or "", []).append(one)
        named = {key: Counter(plain(one.speaker or "") for one in found) for key, found in said.items()}
        return sorted(
            (
                (key, self.name_of(key) or _commonest(named[key]) or "source not named", found)
                for key, found in said.items()
            ),
            key=lambda item: (not item[0], -len(item[2]), item[1], item[0]),
        )

    @cached_property
    def spoken(self) -> Mapping[str, int]:
        """How many statements each speaker makes, by the key that `speakers` has."""
        return {key: len(found) for key, _, found in self.speakers}

    @cached_property
    def happened(self) -> list[Event]:
        """The events in the order of their days, those without a day last."""
        days = {event.id: event.when.earliest or event.when.best or "" for event in self.events}
        return sorted(self.events, key=lambda event: (not days[event.id], days[event.id]))

    @cached_property
    def people(self) -> Mapping[str, Choice]:
        """Who gives figures, makes statements or acts, by entity or name, most facts first."""
        found: Counter[str] = Counter()
        for fact in self.facts.values():
            found.update(set(_who(fact)))
        return self._choices(found)

    @cached_property
    def places(self) -> Mapping[str, Choice]:
        """Where facts are placed, by entity or name, most facts first."""
        found: Counter[str] = Counter()
        for fact in self.facts.values():
            found.update(set(_where(fact)))
        return self._choices(found)

    @cached_property
    def located(self) -> Sequence[Entity]:
        """The places, those with most facts first."""
        return self._ranked(self.places, "place")

    @cached_property
    def mapped(self) -> bool:
        """Whether any place has coordinates."""
        return any(place.lat is not None and place.lon is not None for place in self.located)

    @cached_property
    def named(self) -> Sequence[Entity]:
        """Everybody and everything else that has a name, those with most facts first."""
        return self._ranked(self.people, "person", "organisation", "group", "other")

    def _ranked(self, choices: Mapping[str, Choice], *kinds: str) -> list[Entity]:
        def rank(entity: Entity) -> tuple[int, int, str, str]:
            facts = choices[entity.id].facts if entity.id in choices else 0
            return -facts, -len(self.mentioned.get(entity.id, ())), entity.name, entity.id

        return sorted((e for e in self.entities.values() if e.kind in kinds and e.id in self.shown), key=rank)

    @cached_property
    def shown(self) -> Container[str]:
        """The entities that have a row: part of a fact, or mentioned more than once."""
        often = {id for id, found in self.mentioned.items() if sum(count for count, _ in found.values()) > 1}
        return frozenset(often | self.people.keys() | self.places.keys()) & self.entities.keys()

    def offered(self, facet: str) -> Sequence[Choice]:
        """The entries of the filter "who" or "where", in the order of their numbers."""
        return list((self.people if facet == "who" else self.places).values())[:OFFERED]

    def first_mentions(self, entity: str, most: int) -> tuple[list[tuple[str, int, Span]], int]:
        """The first reports that mention an entity, with how often and where first; and how many reports do."""
        found = self.mentioned.get(entity, {})
        first = sorted(found, key=self.rank.__getitem__)[:most]
        return [(id, *found[id]) for id in first], len(found)

    def happened_to(self, kinds: Sequence[str]) -> tuple[Sequence[Series], Sequence[Figure]]:
        """The courses of these kinds, and the single figures that have a number and tell of what is so."""
        alone = (figure for figure in self.alone if figure.kind in kinds and figure.status == "actual")
        return (
            [series for series in self.series if series.kind in kinds],
            [figure for figure in alone if (figure.low, figure.high) != (None, None)],
        )

    def pile_of(self, report: str) -> Sequence[str]:
        """The reports of a report's origin, the one that the others were taken from first."""
        return next((ids for _, ids in self.piles if report in ids), [report])

    def unlisted(self, section: str) -> int:
        """How many places, or other names, have no row."""
        return sum(
            (e.kind == "place") == (section == "places") for e in self.entities.values() if e.id not in self.shown
        )

    @cached_property
    def told(self) -> Sequence[Claim]:
        """The claims that are made more than once, or that a coder is warned of."""
        return [c for c in self.claims if sum(len(h.facts) for h in c.holders) > 1 or c.warnings or c.suggestions]

    @cached_property
    def single_claims(self) -> int:
        """The claims that are made once only; they are their statement or figure."""
        return len(self.claims) - len(self.told)

    @cached_property
    def span(self) -> str:
        """The days between which the dated reports were published, in words; empty where none is dated."""
        days = [head.published.best[:10] for head in self.heads.values() if head.published.best]
        return interval(min(days), max(days)) if days else ""

    @cached_property
    def undated(self) -> int:
        """Reports of which no day is known, at most an interval."""
        return sum(not head.published.best for head in self.heads.values())

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        """What kinds of facts there are: kinds of figures, then of events, and stances of statements."""
        return sorted({kind for fact in self.facts.values() for kind in _kind(fact)})

    @cached_property
    def numbers(self) -> tuple[Mapping[str, int], Mapping[str, int], Mapping[tuple[str, str], int]]:
        """The numbers by which rows name people, places and kinds."""
        return (
            {key: number for number, key in enumerate(self.people)},
            {key: number for number, key in enumerate(self.places)},
            {kind: number for number, kind in enumerate(self.kinds)},
        )

    def _choices(self, found: Counter[str]) -> dict[str, Choice]:
        return {
            key: Choice(key=key, name=self.name_of(key) or plain(key), facts=count)
            for key, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        }

    def name_of(self, key: str) -> str:
        """The name of an entity; empty for what is none."""
        return plain(self.entities[key].name) if key in self.entities else ""

    def giver_of(self, point: Point) -> str:
        """Who gives a point of a course: the entity's name, else the name as written."""
        figure = self.figures.get(point.figure)
        return (figure and self.name_of(figure.giver_entity or "")) or giver(point.giver)

    def holder(self, key: str | None) -> str:
        """Who holds a side of a dispute: an entity, a name, or a report that speaks for itself ("report:", its id)."""
        report = self.heads.get((key or "").removeprefix("report:"))
        if report:
            return f"{report.label} (the report itself)"
        return self.name_of(key or "") or giver(key)

    def facets(self, *ids: str) -> Facets:
        """What a row of these facts can be filtered by."""
        who, where, kinds = self.numbers
        facts = [self.facts[id] for id in ids if id in self.facts]
        spans = [self._days(fact) for fact in facts]
        earliest, latest = zip(*spans, strict=True) if spans else ((), ())
        return Facets(
            who=frozenset(who[key] for fact in facts for key in _who(fact)),
            where=frozenset(where[key] for fact in facts for key in _where(fact)),
            kinds=frozenset(kinds[kind] for fact in facts for kind in _kind(fact)),
            # One fact without a bound leaves the row without it: unknown is not outside.
            earliest=min(day[:10] for day in earliest) if all(earliest) and earliest else "",
            latest=max(day[:10] for day in latest) if all(latest) and latest else "",
        )

    def _days(self, fact: Counted) -> tuple[str | None, str | None]:
        """The days that a fact speaks about; of a statement, the days on which its report may have been published."""
        if when := when_of(fact):
            return when.earliest, when.latest
        published = self.heads[self.home[fact.id]].published
        return published.earliest, published.latest

    def facets_of_report(self, id: str) -> Facets:
        """What a report can be filtered by: its facts' facets, and the days on which it may have been published."""
        found = self.facets(*self.facts_of.get(id, ()))
        published = self.heads[id].published
        return Facets(
            who=found.who,
            where=found.where,
            kinds=found.kinds,
            earliest=(published.earliest or published.best or "")[:10],
            latest=(published.latest or published.best or "")[:10],
        )

    @cached_property
    def facts_of(self) -> Mapping[str, Sequence[str]]:
        """The facts of each report."""
        found: dict[str, list[str]] = {}
        for id, report in self.home.items():
            found.setdefault(report, []).append(id)
        return found

    @cached_property
    def copies_of(self) -> Mapping[str, Sequence[Copy]]:
        """What each report shares with others."""
        found: dict[str, list[Copy]] = {}
        for copy in self.copies:
            found.setdefault(copy.a, []).append(copy)
            found.setdefault(copy.b, []).append(copy)
        return found

    @cached_property
    def shared_most(self) -> Sequence[Copy]:
        """The pairs of reports that share text, those that share most of it first."""
        return sorted(self.copies, key=lambda copy: (-copy.share, -copy.coverage, copy.a, copy.b))

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The number of each report in the order of their dates."""
        return {id: number for number, id in enumerate(self.heads)}

    @cached_property
    def amounts(self) -> Mapping[str, int]:
        """How many there are of what each section lists."""
        return {
            "timeline": len(self.days), "figures": len(self.figures), "disputes": len(self.disputes),
            "claims": len(self.told), "copies": len(self.copies), "statements": len(self.statements),
            "events": len(self.events), "places": len(self.located), "names": len(self.named),
            "unresolved": len(self.unresolved), "reports": len(self.heads),
        }  # fmt: skip

    @cached_property
    def denials(self) -> Sequence[Statement]:
        """What is denied, in the order of the reports' dates."""
        return [one for one in self.statements if one.stance == "denies"]

    @cached_property
    def piles(self) -> Sequence[tuple[Origin, Sequence[str]]]:
        """Each origin with its reports, the one that the others were taken from first; in the order of their dates."""
        order = self.rank
        known = {report for origin in self.origins for report in origin.reports}
        alone = [Origin(id=f"origin:{id}", reports=(id,)) for id in self.heads if id not in known]
        piles = [(origin, self._lead_first(origin, order)) for origin in (*self.origins, *alone)]
        found = [(origin, reports) for origin, reports in piles if reports]
        return sorted(found, key=lambda pile: order[pile[1][0]])

    def _lead_first(self, origin: Origin, order: Mapping[str, int]) -> list[str]:
        reports = sorted((id for id in origin.reports if id in order), key=order.__getitem__)
        taken: Counter[str] = Counter()
        for id in reports:
            for copy in self.copies_of.get(id, ()):
                if copy.direction != "undirected" and id == getattr(copy, copy.direction):
                    taken[id] += 1
        return sorted(reports, key=lambda id: (-taken[id], order[id]))

    def shared_with(self, id: str, lead: str) -> Copy | None:
        """The shared text to show beside a report: with what it was taken from, else with its origin's first, else the
        most.
        """
        found = self.copies_of.get(id, [])

        def rank(copy: Copy) -> tuple[bool, bool, float, str, str]:
            other = copy.b if copy.a == id else copy.a
            source = copy.direction != "undirected" and getattr(copy, copy.direction) == other
            return (not source, other != lead, -copy.coverage, copy.a, copy.b)

        return min(found, key=rank, default=None)

    @cached_property
    def anchored(self) -> Mapping[str, frozenset[Span]]:
        """Spans that are no facts and that pages link to: sentences of the timeline, shared passages."""
        found: dict[str, set[Span]] = {}
        for day in self.days:
            for report, start, end in day.sentences:
                found.setdefault(report, set()).add((start, end))
        for copy in self.copies:
            found.setdefault(copy.a, set()).update(copy.a_spans)
            found.setdefault(copy.b, set()).update(copy.b_spans)
        return {report: frozenset(spans) for report, spans in found.items()}


def anchor(report: str) -> str:
    """The name of a report in pages and addresses."""
    return f"r-{digest('report', report)}"


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name)) if names else ""


def name(id: str) -> str:
    """An id as it may stand in a page: ids that hold anything else than their own alphabet are hashed."""
    return id if SAFE(id) else f"x-{digest('name', id)}"


def spot(report: str, span: Span) -> str:
    """The name of a stretch of a report that is no fact."""
    return f"{anchor(report)}.{span[0]}.{span[1]}"


def when_of(fact: Counted) -> AsOf | None:
    """The time that a figure or event speaks about; the others have none of their own."""
    return fact.as_of if isinstance(fact, Figure) else fact.when if isinstance(fact, Event) else None


def _who(fact: Counted) -> Iterator[str]:
    match fact:
        case Figure():
            keys: Iterable[str | None] = (fact.giver_entity or fact.giver,)
        case Statement():
            keys = (fact.speaker_entity or fact.speaker,)
        case Event():
            keys = (fact.actor_entity or fact.actor, fact.target_entity or fact.target)
        case _:
            keys = ()
    return (key for key in keys if key)


def _where(fact: Counted) -> Iterator[str]:
    if isinstance(fact, Figure | Event) and (key := fact.place_entity or fact.place):
        yield key


def _kind(fact: Counted) -> Iterator[tuple[str, str]]:
    match fact:
        case Figure():
            yield "figures", fact.kind
        case Statement():
            yield "statements", fact.stance
        case Event():
            yield "events", fact.kind
