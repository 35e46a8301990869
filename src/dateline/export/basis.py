"""What a draft row stands on: a figure or an event with its report, its sentence, its place and its origins.

Coders' schemes (ACLED, UCDP, IDMC) ask for rows of events and counts.  A row of ours is always a draft: it names the
rule that derived a number, the sentences that it stands on and the origins behind it, and leaves open what a person
must judge.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.records import Entity, Event, Figure, Published, Report, Span
from dateline.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Where a fact stands: its report, that report's date and origin, and the sentences that hold it."""

    report: Report
    published: Published
    origin: str
    sentences: tuple[str, ...]

    @property
    def outlet(self) -> str:
        """Whose report it is: the publisher, else the file."""
        return self.report.publisher or ", ".join(self.report.paths) or self.report.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure, where it stands, and the entity of its place."""

    figure: Figure
    telling: Telling
    place: Entity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """The tellings of one event: same kind, parties, place and day.  `counts` are the figures in the same sentences."""

    events: tuple[Event, ...]
    tellings: tuple[Telling, ...]
    place: Entity | None
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """One account of who was killed: the bounds, added up over what is counted side by side, and its words."""

    low: float | None
    high: float | None
    words: str
    origin: str


class Basis:
    """A record, ready to draw rows from."""

    def __init__(self, record: Record) -> None:
        self.reports = record.reports()
        self._documents = record.documents()
        self._entities: dict[str, Entity] = {entity.id: entity for entity in record.groups("entities")}
        self._origins = {report: origin.id for origin in record.groups("origins") for report in origin.reports}
        self._figures: dict[str, list[Figure]] = defaultdict(list)
        for report, figure in record.facts("figures"):
            self._figures[report].append(figure)
        self._events: list[tuple[str, Event]] = list(record.facts("events"))

    def counted(self) -> Iterator[Counted]:
        """All figures, in the order of reports and text."""
        for report, figures in self._figures.items():
            for figure in figures:
                yield self._counted(report, figure)

    def happened(self) -> list[Happened]:
        """All events, those that tell the same one together, in the order of their days."""
        same: dict[tuple[object, ...], list[tuple[str, Event]]] = defaultdict(list)
        for report, event in self._events:
            known = event.when.best and event.place_entity
            parties = (event.actor_entity or event.actor, event.target_entity or event.target)
            key = (event.kind, *parties, event.place_entity, event.when.best, event.status)
            same[key if known else (event.id,)].append((report, event))
        rows = [self._happened(told) for told in same.values()]
        return sorted(rows, key=lambda row: (row.events[0].when.best or "", row.events[0].id))

    def _happened(self, told: Sequence[tuple[str, Event]]) -> Happened:
        counts = {}
        for report, event in told:
            within = self._sentences(report, event.spans or ((event.start, event.end),))
            for figure in self._figures[report]:
                if any(start <= figure.start < end for start, end in within):
                    counts[figure.id] = self._counted(report, figure)
        place = next((event.place_entity for _, event in told if event.place_entity), None)
        return Happened(
            events=tuple(event for _, event in told),
            tellings=tuple(self._telling(report, event.spans or ((event.start, event.end),)) for report, event in told),
            place=self._entities.get(place or ""),
            counts=tuple(counts.values()),
        )

    def _counted(self, report: str, figure: Figure) -> Counted:
        telling = self._telling(report, ((figure.start, figure.end),))
        return Counted(figure=figure, telling=telling, place=self._entities.get(figure.place_entity or ""))

    def _telling(self, report: str, spans: Sequence[Span]) -> Telling:
        held = self.reports[report]
        return Telling(
            report=held,
            published=self._documents[report].published,
            origin=self._origins.get(report, ""),
            sentences=tuple(" ".join(held.text[start:end].split()) for start, end in self._sentences(report, spans)),
        )

    def _sentences(self, report: str, spans: Sequence[Span]) -> list[Span]:
        return [
            (start, end)
            for start, end in self._documents[report].sentences
            if any(start < e and s < end for s, e in spans)
        ]


def in_people(figure: Figure, household_size: float | None) -> tuple[float | None, str]:
    """The printed number (of a range its lower end) as people, and the rule that made it.

    Households become people only by the size that whoever exports has named; never by one of ours.
    """
    value = figure.low if figure.low is not None else figure.high
    if value is None:
        return None, "no number was reported"
    if figure.unit == "people":
        return value, "as reported"
    if figure.unit == "households" and household_size is not None:
        return round(value * household_size), f"{value:g} households × {household_size:g}, the size named at export"
    return None, f"{figure.unit} as reported; not turned into people"


def deaths_in(counts: Sequence[Counted]) -> list[Deaths]:
    """Every account of the whole toll; "four policemen and two civilians" is one account of six.

    Figures that are part of another, denied or planned are left out.
    """
    accounts: list[list[Counted]] = []
    for counted in sorted(counts, key=lambda c: (c.telling.report.id, c.figure.start)):
        figure = counted.figure
        if figure.kind != "killed" or figure.status != "actual" or figure.part_of:
            continue
        if accounts and _beside(accounts[-1][-1], counted):
            accounts[-1].append(counted)
        else:
            accounts.append([counted])
    return [_added_up(account) for account in accounts]


def _beside(one: Counted, other: Counted) -> bool:
    if one.telling.report.id != other.telling.report.id or one.figure.counted == other.figure.counted:
        return False
    between = one.telling.report.text[one.figure.end : other.figure.start]
    return between.strip(" ,") in ("and", "", "as well as") and len(between) < len(", as well as ") + 1


def _added_up(account: Sequence[Counted]) -> Deaths:
    figures = [counted.figure for counted in account]
    text = account[0].telling.report.text[figures[0].start : figures[-1].end]

    def total(values: Sequence[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    return Deaths(
        low=total([figure.low for figure in figures]),
        high=total([figure.high for figure in figures]),
        words=" ".join(text.split()),
        origin=account[0].telling.origin,
    )


def joined(values: Iterator[str] | Sequence[str]) -> str:
    """The distinct values, in order, as one cell."""
    return "; ".join(dict.fromkeys(value for value in values if value))


def provenance(tellings: Sequence[Telling]) -> dict[str, str | int]:
    """The columns that every draft row ends with: what it stands on."""
    origins = {telling.origin or telling.report.id for telling in tellings}
    return {
        "draft": "draft",
        "reports": joined([telling.report.id for telling in tellings]),
        "outlets": joined([telling.outlet for telling in tellings]),
        "origins": len(origins),
        "independence": "one origin" if len(origins) == 1 else "no shared origin detected",
        "sentences": " | ".join(dict.fromkeys(sentence for telling in tellings for sentence in telling.sentences)),
    }
