"""Two who each say that the other did it: side by side where they speak of one occasion."""

from typing import TYPE_CHECKING

import pytest

from dateline.link.entities import link_entities, rename
from dateline.reconcile.reversals import find_reversals
from dateline.records import Dispute, Report

if TYPE_CHECKING:
    from dateline.reading import Reader

NORTH = "The Northern League attacked the Coastal Union in Orlo on Monday, {} said."
COAST = "The Coastal Union attacked the Northern League in Orlo on Monday, {} said."


def disputes(reader: "Reader", *texts: str) -> list[Dispute]:
    from dateline.reading import annotate

    reports = [Report(id=f"r{k}", text=text, published="2024-05-14") for k, text in enumerate(texts)]
    read = {report.id: annotate(report, reader) for report in reports}
    named = link_entities(read, [])
    return [*find_reversals(reports, {id: rename(found, named) for id, found in read.items()})]


def test_each_says_that_the_other_did_it(reader: "Reader") -> None:
    again = "The Northern League assaulted the Coastal Union in Orlo, the harbour office said."
    (dispute,) = disputes(reader, NORTH.format("Irena Malk"), COAST.format("Paul Torvald"), again)
    assert dispute.type == "responsibility"
    assert sorted(side.holders for side in dispute.sides) == [("Irena Malk", "harbour office"), ("Paul Torvald",)]


# another day, another place, one speaker who tells of both, a denial: the two can hold together
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NORTH.format("Irena Malk"), COAST.format("Paul Torvald").replace("Monday", "Sunday").replace("Orlo", "Halim")),
        (NORTH.format("Irena Malk"), COAST.format("Irena Malk")),
        (NORTH.format("Irena Malk"), COAST.format("Paul Torvald").replace("attacked", "did not attack")),
        (NORTH.format("Irena Malk"), COAST.format("Paul Torvald").replace("attacked", "paid")),
    ],
)
def test_what_can_hold_together(reader: "Reader", one: str, other: str) -> None:
    assert disputes(reader, one, other) == []
