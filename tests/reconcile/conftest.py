"""A pile of reports with figures made by hand, so that the tests of this room do not hang on what annotators read."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from dateline.link.counts import Counts
from dateline.link.kept import key_of, packed
from dateline.link.marks import Members, marks_of
from dateline.link.matters import find_accounts
from dateline.reconcile.support import OfSeveral
from dateline.records import Annotation, AsOf, Claim, Entity, Figure, Published, Report, Time

PLACE = Entity(id="e-derna", name="Derna", kind="place", geonames=87205, country="LY", precision="exact")
COUNTRY = Entity(id="e-libya", name="Libya", kind="place", geonames=2215636, country="LY", precision="country")


class Pile:
    """Reports with figures, and the accounts of them."""

    derna, libya = PLACE, COUNTRY

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.annotations: dict[str, Annotation] = {}
        self.entities: list[Entity] = []
        """Places besides those two."""

    def tell(
        self,
        id: str,
        day: str | None,
        text: str,
        number: float | None,
        giver: str | None = None,
        *,
        quote: str | None = None,
        high: float | None = None,
        kind: str = "killed",
        counted: str = "people",
        place: Entity | None = PLACE,
        unit: str = "people",
        status: str = "actual",
        givers: tuple[str, ...] = (),
        publisher: str | None = None,
        struck: tuple[str, str] | None = None,
    ) -> "Pile":
        """Adds a figure to the report `id`, and the report (one sentence a line, printed on `day`) if it is new.

        The figure stands where `quote` does, else where its number is printed; it is exact unless `high` is given.
        `struck`: a word of the text for the day on which it happened, and that day.
        """
        if id not in self.annotations:
            self.reports.append(Report(id=id, text=text, published=day, publisher=publisher))
            ends = [k for k, c in enumerate(text) if c == "\n"]
            starts = [0, *(k + 1 for k in ends)]
            printed = Published(
                earliest=day, latest=day, best=day, precision="day" if day else "unknown", explicit=bool(day)
            )
            spans = tuple(zip(starts, [*ends, len(text)], strict=True))
            self.annotations[id] = Annotation(id=id, published=printed, sentences=spans)
        quote = quote or f"{number:,.0f}"
        start = next(report.text for report in self.reports if report.id == id).index(quote)
        known = self.annotations[id]
        if struck:
            word, day = struck
            at = text.index(word)
            time = Time(
                id=f"t-{id}", start=at, end=at + len(word), type="DATE", value=day, earliest=day, latest=day,
                anchor="", offset=day,
            )  # fmt: skip
            known = replace(known, times=(*known.times, time))
        figure = Figure(
            id=f"f-{id}-{len(known.figures)}",
            start=start,
            end=start + len(quote),
            low=number,
            high=number if high is None else high,
            modifier="exact" if high is None else "range",
            kind=kind,
            label=kind,
            counted=counted,
            unit=unit,  # type: ignore[arg-type]
            status=status,  # type: ignore[arg-type]
            as_of=AsOf(
                earliest=day, latest=day, best=day, basis="sentence" if struck else "report" if day else None,
                time=f"t-{id}" if struck else None,
            ),
            giver=giver,
            givers=givers or ((giver,) if giver else ()),
            place=place.name if place else None,
            place_entity=place.id if place else None,
        )
        self.annotations[id] = replace(known, figures=(*known.figures, figure))
        return self

    @property
    def accounts(self) -> Counts:
        return find_accounts(self.reports, self.annotations, [PLACE, COUNTRY, *self.entities])

    def of_several(self, claims: Sequence[Claim]) -> OfSeveral:
        """Those of these claims that several hold; each may be told in any of the reports."""
        held = [claim for claim in claims if claim.kind == "statement" and len(claim.holders) > 1]
        many = len(self.reports)
        told_in = Members(np.arange(len(held) + 1) * many, np.tile(np.arange(many), len(held)))
        return OfSeveral(held, told_in, marks_of(key_of(packed(claim)) for claim in held))


@pytest.fixture
def pile() -> Pile:
    return Pile()
