"""A dossier that is looked up in a record row by row: what one page asks for, by a catalogue, and nothing else.

It answers what a Dossier in memory answers.  Whoever would walk over all of a record is refused, so that no page's
cost grows with the record unnoticed.
"""

import json
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn, TypeVar, overload

import msgspec

from dateline.records import (
    FACTS,
    GROUPS,
    Claim,
    Copy,
    Day,
    Dispute,
    Entity,
    Event,
    Figure,
    Origin,
    Series,
    Span,
    Statement,
    Suggestion,
    Unresolved,
)
from dateline.store import Record
from dateline.web.catalogue import Catalogue, Row
from dateline.web.dossier import OFFERED, Choice, Counted, Dossier, Facets, Head
from dateline.wording import plain

K = TypeVar("K")
V = TypeVar("V")

LONG = 500
"""Entries of lists that have no pages: problems, retired reports, what one report shares with others."""
OF_A_KIND = 3
ON_THE_MAP = 1000
"""Places that the map chooses from, those with most facts."""


class Looked(Mapping[K, V]):
    """Values looked up as they are asked for; `length` says how many there are."""

    def __init__(self, look: Callable[[K], V | None], length: int = 0) -> None:
        self._look, self._length = look, length
        self._seen: dict[K, V | None] = {}

    def _get(self, key: K) -> V | None:
        if key not in self._seen:
            self._seen[key] = self._look(key)
        return self._seen[key]

    def __getitem__(self, key: K) -> V:
        found = self._get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self._get(key) is not None  # type: ignore[arg-type]  # as dict: what is no key is not in it

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> NoReturn:
        raise TypeError("a record is not walked over for one page")


class Part(Sequence[V]):
    """The first of many: as long as all of them."""

    def __init__(self, first: Callable[[int], Sequence[V]], length: int) -> None:
        self._first, self._length = first, length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...
    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        if isinstance(at, slice) and at.start is None and at.stop is not None:
            return self._first(at.stop)
        raise TypeError("of a record's list, a page asks for the first so many")

    def __iter__(self) -> NoReturn:
        raise TypeError("a record is not walked over for one page")


@dataclass(frozen=True, kw_only=True)
class Shelf(Dossier):
    """The dossier of one request."""

    record: Record
    catalogue: Catalogue

    def _all(self, what: str, at: int, kind: type[V]) -> V:
        return next(self.record.all(kind, what, where="rowid = ?", values=(at,)))

    def item(self, section: str, row: Row) -> Any:
        """An item as the template of its section takes it (see paging.apart)."""
        if section == "reports":
            ids = json.loads(row.value or "[]")
            alone = Origin(id=f"origin:{ids[0]}", reports=tuple(ids))
            return self._all("origins", row.at, Origin) if row.at else alone, ids
        assert row.at is not None  # only single reports have no row of their own
        found: Any = self._all(row.what, row.at, FACTS.get(row.what) or GROUPS[row.what])
        if section == "statements":
            key = found.speaker_entity or found.speaker or ""
            return key, self.name_of(key) or plain(found.speaker or "") or "source not named", [found]
        return [found] if row.what == "figures" else found

    # --- what a Dossier answers ---

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        def look(id: str) -> Figure | None:
            found = self.facts.get(id)
            return found if isinstance(found, Figure) else None

        return Looked(look, self._many("figures"))

    def _many(self, what: str) -> int:
        return int(self.catalogue.about["facts"].get(what, 0))

    @cached_property
    def statements(self) -> Sequence[Statement]:
        return Part(lambda _: (), self._many("statements"))

    @cached_property
    def events(self) -> Sequence[Event]:
        return Part(lambda _: (), self._many("events"))

    @cached_property
    def unresolved(self) -> Sequence[Unresolved]:
        return Part(lambda _: (), self._many("unresolved"))

    @cached_property
    def denials(self) -> Sequence[Statement]:
        first = [one for id in self.catalogue.about["first denials"] if isinstance(one := self.facts[id], Statement)]
        return Part(lambda most: first[:most], self.catalogue.about["denials"])

    @cached_property
    def course_of(self) -> Mapping[str, str]:
        def look(figure: str) -> str | None:
            found = self.catalogue.one(
                "SELECT l.at FROM point p JOIN listed l ON l.section = 'figures' AND l.number = p.number"
                " WHERE p.figure = ?", figure,
            )  # fmt: skip
            return self._all("series", found[0], Series).id if found else None

        return Looked(look)

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[str, ...]]:
        def look(fact: str) -> tuple[str, ...] | None:
            found = self.catalogue.rows(
                "SELECT l.what, l.at FROM fact f JOIN part p USING (n) JOIN listed l USING (section, number)"
                " WHERE f.id = ? ORDER BY p.section DESC, p.number LIMIT ?", fact, LONG,
            )  # fmt: skip
            return tuple(self._all(what, at, GROUPS[what]).id for what, at in found) or None

        return Looked(look)

    @cached_property
    def spoken(self) -> Mapping[str, int]:
        def look(key: str) -> int | None:
            found = self.catalogue.one("SELECT statements FROM spoken WHERE key = ?", key)
            return found[0] if found else None

        return Looked(look)

    @cached_property
    def people(self) -> Mapping[str, Choice]:
        return Looked(lambda key: self._choice("who", key))

    @cached_property
    def places(self) -> Mapping[str, Choice]:
        return Looked(lambda key: self._choice("where", key))

    def _choice(self, facet: str, key: str) -> Choice | None:
        found = self.catalogue.one("SELECT facts FROM choice WHERE facet = ? AND key = ?", facet, key)
        return Choice(key=key, name=self.name_of(key) or plain(key), facts=found[0]) if found else None

    def offered(self, facet: str) -> Sequence[Choice]:
        """See Dossier."""
        found = self.catalogue.rows(
            "SELECT key, facts FROM choice WHERE facet = ? ORDER BY number LIMIT ?", facet, OFFERED
        )
        return [Choice(key=key, name=self.name_of(key) or plain(key), facts=facts) for key, facts in found]

    @cached_property
    def located(self) -> Sequence[Entity]:
        """The places with most facts, enough for the map."""
        return _together(self.record, self.catalogue, "places", Entity)[:ON_THE_MAP]

    @cached_property
    def mapped(self) -> bool:
        return bool(self.catalogue.about["mapped"])

    @cached_property
    def named(self) -> Sequence[Entity]:
        return _together(self.record, self.catalogue, "names", Entity)

    @cached_property
    def shown(self) -> Container[str]:
        return Looked[str, Any](lambda id: self.catalogue.one("SELECT 1 FROM entity WHERE id = ? AND shown", id))

    def unlisted(self, section: str) -> int:
        """See Dossier."""
        return int(self.catalogue.about["unlisted"][section])

    def first_mentions(self, entity: str, most: int) -> tuple[list[tuple[str, int, Span]], int]:
        """See Dossier."""
        found = self.catalogue.rows(
            "SELECT h.id, m.mentions, m.first FROM mentioned m JOIN head h ON h.rank = m.report WHERE m.entity = ?"
            " ORDER BY m.report LIMIT ?", entity, most,
        )  # fmt: skip
        reports = self.catalogue.one("SELECT reports FROM entity WHERE id = ?", entity)
        return [(id, mentions, divmod(first, 1 << 32)) for id, mentions, first in found], reports[0] if reports else 0

    def happened_to(self, kinds: Sequence[str]) -> tuple[Sequence[Series], Sequence[Figure]]:
        """See Dossier; of each kind no more than a summary shows."""
        courses = [
            self._all("series", row.at or 0, Series)
            for kind in kinds
            for (number,) in self.catalogue.rows(
                "SELECT number FROM course WHERE kind = ? ORDER BY reports DESC, givers DESC, number LIMIT ?",
                kind, OF_A_KIND,
            )
            for row in self.catalogue.items("figures", number, number + 1)
        ]  # fmt: skip
        alone: list[Figure] = []
        for id in self.catalogue.about["alone"]:
            found = self.facts[id]
            alone += [found] if isinstance(found, Figure) and found.kind in kinds else []
        return sorted(courses, key=lambda s: (-len(s.points), s.kind, s.place or "", s.id)), alone

    @cached_property
    def told(self) -> Sequence[Claim]:
        return self.claims

    @cached_property
    def single_claims(self) -> int:
        return int(self.catalogue.about["claims"]) - self.catalogue.total("claims")

    @cached_property
    def span(self) -> str:
        return str(self.catalogue.about["span"])

    @cached_property
    def undated(self) -> int:
        return int(self.catalogue.about["undated"])

    @cached_property
    def kinds(self) -> list[tuple[str, str]]:
        found = self.catalogue.rows("SELECT key FROM choice WHERE facet = 'kind' ORDER BY number")
        return [(key.partition("\x01")[0], key.partition("\x01")[2]) for (key,) in found]

    @cached_property
    def numbers(self) -> tuple[Mapping[str, int], Mapping[str, int], Mapping[tuple[str, str], int]]:
        """Rows of a server's page bear no numbers for filters: the server filters them."""
        return {}, {}, {kind: number for number, kind in enumerate(self.kinds)}

    def facets(self, *ids: str) -> Facets:
        """Nothing: see `numbers`."""
        return Facets()

    def facets_of_report(self, id: str) -> Facets:
        """Nothing: see `numbers`."""
        return Facets()

    @cached_property
    def facts_of(self) -> Mapping[str, Sequence[str]]:
        def look(report: str) -> Sequence[str] | None:
            found = self.catalogue.rows(
                "SELECT f.id FROM head h JOIN fact f ON f.report = h.rank WHERE h.id = ? ORDER BY f.n", report
            )
            return [id for (id,) in found] or None

        return Looked(look)

    @cached_property
    def copies_of(self) -> Mapping[str, Sequence[Copy]]:
        def look(report: str) -> Sequence[Copy] | None:
            found = self.catalogue.rows(
                "SELECT l.at FROM head h JOIN copied c ON c.report = h.rank"
                " JOIN listed l ON l.section = 'copies' AND l.number = c.number WHERE h.id = ?"
                " ORDER BY c.number LIMIT ?", report, LONG,
            )  # fmt: skip
            return [self._all("copies", at, Copy) for (at,) in sorted(found)] or None

        return Looked(look)

    @cached_property
    def shared_most(self) -> Sequence[Copy]:
        return self.copies

    @cached_property
    def rank(self) -> Mapping[str, int]:
        def look(report: str) -> int | None:
            found = self.catalogue.one("SELECT rank FROM head WHERE id = ?", report)
            return found[0] if found else None

        return Looked(look)

    @cached_property
    def amounts(self) -> Mapping[str, int]:
        items = {"timeline", "disputes", "claims", "copies", "places", "names"}
        about = self.catalogue.about
        return {
            "timeline": 0, "figures": self._many("figures"), "disputes": 0, "claims": 0, "copies": 0,
            "statements": self._many("statements"), "events": self._many("events"), "places": 0, "names": 0,
            "unresolved": self._many("unresolved"), "reports": about["reports"],
        } | {section: self.catalogue.total(section) for section in items}  # fmt: skip

    @cached_property
    def piles(self) -> Sequence[tuple[Origin, Sequence[str]]]:
        return Part(lambda _: (), self.catalogue.total("reports"))

    def pile_of(self, report: str) -> Sequence[str]:
        """See Dossier."""
        found = self.catalogue.one(
            "SELECT l.value FROM head h JOIN listed l ON l.section = 'reports' AND l.number = h.pile WHERE h.id = ?",
            report,
        )
        return json.loads(found[0]) if found else [report]

    @cached_property
    def anchored(self) -> Mapping[str, frozenset[Span]]:
        def look(report: str) -> frozenset[Span]:
            told = self.catalogue.rows(
                'SELECT t.start, t."end" FROM head h JOIN told t ON t.report = h.rank WHERE h.id = ?', report
            )
            spans: set[Span] = set(told)
            for copy in self.copies_of.get(report, ()):
                spans.update(copy.a_spans if copy.a == report else copy.b_spans)
            return frozenset(spans)

        return Looked(look)


def _together(record: Record, catalogue: Catalogue, section: str, kind: type[V]) -> Part[V]:
    """The items of a section, of which a page shows the first few by the way."""

    def first(most: int) -> Sequence[V]:
        rows = catalogue.items(section, 0, most)
        return [one for row in rows for one in record.all(kind, row.what, where="rowid = ?", values=(row.at,))]

    return Part(first, catalogue.total(section))


def open_shelf(record: Record, catalogue: Catalogue) -> Shelf:
    """The dossier of a record by its catalogue."""
    about = catalogue.about
    decode = msgspec.msgpack.Decoder(Head).decode

    def head(id: str) -> Head | None:
        found = catalogue.one("SELECT data FROM head WHERE id = ?", id)
        return decode(found[0]) if found else None

    def fact(id: str) -> Counted | None:
        found = catalogue.fact(id)
        if found is None:
            return None
        return next(record.all(FACTS[found[0]], found[0], where="rowid = ?", values=(found[1],)), None)

    def home(id: str) -> str | None:
        found = catalogue.one("SELECT h.id FROM fact f JOIN head h ON h.rank = f.report WHERE f.id = ?", id)
        return found[0] if found else None

    def entity(id: str) -> Entity | None:
        found = catalogue.one("SELECT at FROM entity WHERE id = ?", id)
        return next(record.all(Entity, "entities", where="rowid = ?", values=(found[0],)), None) if found else None

    def suggested(most: int) -> list[Suggestion]:
        return [
            next(record.all(Suggestion, "suggestions", where="rowid = ?", values=(at,)))
            for at in about["first suggestions"][:most]
        ]

    problems, retired = record.problems(most=LONG), record.retired(most=LONG)
    return Shelf(
        record=record,
        catalogue=catalogue,
        name=record.path.stem,
        meta=record.meta(),
        heads=Looked(head, about["reports"]),
        origins=(),
        copies=_together(record, catalogue, "copies", Copy),
        series=(),
        claims=_together(record, catalogue, "claims", Claim),
        disputes=_together(record, catalogue, "disputes", Dispute),
        days=_together(record, catalogue, "timeline", Day),
        entities=Looked(entity),
        problems=problems,
        retired=[(gone.id, gone.reason) for gone in retired],
        suggestions=Part(suggested, about["suggestions"]),
        orphans=record.groups("orphans"),
        facts=Looked(fact),
        home=Looked(home),
        mentioned={},
        greyed=about["greyed"],
        characters=about["characters"],
        quantities=about["quantities"],
        unnamed=record.count("problem") - len(problems) + record.count("retired") - len(retired),
    )
