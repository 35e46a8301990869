"""What the summary says first, who first made a claim, and who holds what in the disputes."""

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.records import Claim, Holder, Published
from dateline.store import Record
from dateline.web.brief import accounts, chief_figures, matrix
from dateline.web.dossier import Dossier
from dateline.web.gather import read_dossier


@pytest.fixture
def dossier(ferry: Path) -> Dossier:
    with Record(ferry) as record:
        return read_dossier(record)


def test_chief_figures(dossier: Dossier) -> None:
    (dead,) = chief_figures(dossier)
    assert (dead.kind, dead.counted, dead.place) == ("killed", "people", "Tarsk")
    assert [(figure.low, figure.giver) for figure in dead.latest] == [(30, "Ilse Marn")]
    assert (dead.low, dead.high, dead.givers, dead.reports) == (12, 30, 3, 3)


# What the last report names only to withdraw it is neither the latest number nor the highest that stands.
def test_a_withdrawn_number_is_no_chief_figure(dossier: Dossier) -> None:
    (series,) = [one for one in dossier.series if one.kind == "killed"]
    last = next(point for point in series.points if point.low == 30)
    points = tuple(replace(p, step="retraction") if p is last else p for p in series.points)
    (dead,) = chief_figures(replace(dossier, series=[replace(series, points=points)]))
    assert 30 not in [figure.low for figure in dead.latest]
    assert dead.high == 25


# Where no figure is counted twice, single figures speak.
def test_chief_figures_that_stand_alone(dossier: Dossier) -> None:
    found = chief_figures(replace(dossier, series=[]))
    assert [one.series for one in found] == [""] * 3
    assert {one.latest[0].low for one in found} <= {12, 30, None}


def published(earliest: str | None, latest: str | None) -> Published:
    best = earliest if earliest == latest else None
    return Published(earliest=earliest, latest=latest, best=best)


MONDAY, TUESDAY, WEDNESDAY = "2024-05-13", "2024-05-14", "2024-05-15"


# When the three reports may have been published; what is said of each.  The first and the second are one origin.
@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([(MONDAY, MONDAY), (TUESDAY, TUESDAY), (WEDNESDAY, WEDNESDAY)], ["first", "same origin", ""]),
        ([(TUESDAY, TUESDAY), (WEDNESDAY, WEDNESDAY), (MONDAY, MONDAY)], ["", "same origin", "first"]),
        # one day for two reports, and a day that the other may also have been published on
        (
            [(MONDAY, MONDAY), (TUESDAY, TUESDAY), (MONDAY, MONDAY)],
            ["on the first day", "same origin", "on the first day"],
        ),
        ([(TUESDAY, TUESDAY), (WEDNESDAY, WEDNESDAY), (MONDAY, WEDNESDAY)], ["", "same origin", ""]),
        # an undated report may have been the first
        ([(MONDAY, MONDAY), (TUESDAY, TUESDAY), (None, None)], ["first of those dated", "same origin", ""]),
        ([(None, None), (None, None), (None, None)], ["", "same origin", ""]),
    ],
)
def test_who_first_said_it(
    days: list[tuple[str | None, str | None]], told: list[str], dossier: Dossier
) -> None:  # fmt: skip
    ids = ["ferry-1", "ferry-2", "ferry-3"]
    heads = {id: replace(dossier.heads[id], published=published(*day)) for id, day in zip(ids, days, strict=True)}
    ordered = dict(sorted(heads.items(), key=lambda item: (not item[1].day, item[1].day, item[0])))
    facts = {id: next(fact for fact, home in dossier.home.items() if home == id) for id in ids}
    holders = tuple(Holder(entity=None, name=id, stance="asserts", facts=(facts[id],)) for id in ids)
    claim = Claim(id="claim:f-1", kind="killed", about="people killed", holders=holders)
    found = {account.report: account.told for account in accounts(replace(dossier, heads=ordered), claim)}
    assert [found[id] for id in ids] == told


# Who denies a claim, however early, did not make it first.
def test_a_denial_is_not_the_first_to_say_it(dossier: Dossier) -> None:
    facts = {home: fact for fact, home in dossier.home.items()}
    holders = (
        Holder(entity=None, name="the owner", stance="denies", facts=(facts["ferry-1"],)),
        Holder(entity=None, name="Ilse Marn", stance="asserts", facts=(facts["ferry-2"],)),
        Holder(entity=None, name="the ministry", stance="asserts", facts=(facts["ferry-3"],)),
    )
    claim = Claim(id="claim:f-1", kind="assertion", about="the ferry was overloaded", holders=holders)
    assert [(one.holder.name, one.told) for one in accounts(dossier, claim)] == [
        ("the owner", ""), ("the ministry", ""), ("Ilse Marn", "same origin"),
    ]  # fmt: skip


# A line that shows one side only would say that nobody contradicts.
def test_the_matrix_has_both_sides_of_each_line(dossier: Dossier) -> None:
    (dispute,) = dossier.disputes
    crowd = tuple(f"giver {k}" for k in range(7))
    wide = replace(dispute, id="wide", sides=(replace(dispute.sides[0], holders=crowd), dispute.sides[1]))
    found = matrix(dossier, [wide, dispute])
    assert [line.id for line, _ in found.lines] == [dispute.id]


def test_disputes_by_holder(dossier: Dossier) -> None:
    found = matrix(dossier, dossier.disputes)
    assert list(found.holders) == ["Ilse Marn", "the ministry"]
    ((_, cells),) = found.lines
    held = [(dossier.figures[fact.id], how) for cell in cells for fact, how in cell]
    assert [(figure.low, figure.high, how) for figure, how in held] == [(30, 30, "holds"), (None, 25, "holds")]
    assert found.others == 0
