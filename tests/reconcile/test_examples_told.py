"""What the record says of the shipped examples, where a coder would look first."""

from pathlib import Path

import pytest

from dateline.engines.local import Local
from dateline.pipeline import Settings, build
from dateline.records import Dispute, Series
from dateline.store import Record


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    examples = Path(__file__).resolve().parents[2] / "examples"
    folder = tmp_path_factory.mktemp("told")
    for name in ("derna-2023", "karabakh-2023"):
        build([examples / name], folder / f"{name}.db", engine=Local(), settings=Settings(cache=folder / "parses"))
    return {name: Record(folder / f"{name}.db") for name in ("derna-2023", "karabakh-2023")}


# 11,300: passed on by the UN in the name of the Red Crescent, which denies having given it; corrected to 3,958.
def test_the_toll_of_derna(told: dict[str, Record]) -> None:
    record = told["derna-2023"]
    figures = {figure.id: figure for _, figure in record.facts("figures")}
    disputes: list[Dispute] = record.groups("disputes")
    (denied,) = [one for one in disputes if one.why == "the named source disowns the figure"]
    passed_on, disowned = denied.sides
    assert {"UN Office for the Coordination of Humanitarian Affairs"} <= set(passed_on.holders)
    assert "Libyan Red Crescent" not in passed_on.holders
    assert disowned.holders == ("Libyan Red Crescent",)
    assert {figures[id].low for id in passed_on.facts} == {11300}
    assert denied.settled_by is not None
    assert figures[denied.settled_by].low == 3958
    courses: list[Series] = record.groups("series")
    (course,) = [one for one in courses if any(point.low == 11300 for point in one.points)]
    steps = {(point.low, point.step) for point in course.points}
    assert {(11300, "retraction"), (3958, "correction")} <= steps
    assert any(point.shrinks for point in course.points if point.low == 3958)


# The operation's 200 dead and the depot's 68 are of two events in one place.
def test_the_operation_and_the_depot(told: dict[str, Record]) -> None:
    courses: list[Series] = told["karabakh-2023"].groups("series")
    dead = [{point.low for point in one.points} for one in courses if one.kind == "killed"]
    assert any({68.0, 170.0} <= numbers for numbers in dead)
    assert not any(200.0 in numbers and 68.0 in numbers for numbers in dead)


# The one civilian whom Azerbaijan counts beside its soldiers is its own: no newer toll of those whom the others count.
def test_the_own_dead_of_one_side_follow_no_toll_of_the_other(told: dict[str, Record]) -> None:
    courses: list[Series] = told["karabakh-2023"].groups("series")
    here = [one for one in courses if (one.place or "").endswith("Karabakh")]
    numbers = {one.kind: {point.low for point in one.points} for one in here}
    assert 400.0 in numbers["injured"]
    assert 1.0 not in numbers["injured"]
    civilians = [{point.low for point in one.points} for one in courses if one.counted == "civilian"]
    assert civilians == [{10.0}]


# The 125 bodies were brought to Armenia: nobody died there, and a denial of what is said of them is not of there.
def test_nobody_was_killed_where_the_dead_were_brought(told: dict[str, Record]) -> None:
    disputes: list[Dispute] = told["karabakh-2023"].groups("disputes")
    assert len(disputes) >= 3
    assert not any("killed in Armenia" in one.about for one in disputes)


def test_ethnic_cleansing_is_alleged_and_denied(told: dict[str, Record]) -> None:
    disputes: list[Dispute] = told["karabakh-2023"].groups("disputes")
    held = [[side.holders for side in one.sides] for one in disputes if one.type == "responsibility"]
    assert any("Nikol Pashinyan" in accuse and "government of Azerbaijan" in reject for accuse, reject in held)


def test_no_sentence_of_the_timeline_leads_two_days_that_are_past(told: dict[str, Record]) -> None:
    for record in told.values():
        first = [day.sentences[0] for day in record.groups("timeline") if day.status == "actual"]
        assert len(first) == len(set(first))


# Arrivals in Armenia, by the days they are of: a report that is mostly about Azerbaijan gives Armenia's count too.
def test_the_arrivals_of_karabakh(told: dict[str, Record]) -> None:
    record = told["karabakh-2023"]
    courses: list[Series] = record.groups("series")
    arrivals = [one for one in courses if one.kind == "arrived" and any(p.low == 4850 for p in one.points)]
    (course,) = arrivals
    dated = [(point.low, (point.as_of.best or point.as_of.latest or "")[:10]) for point in course.points]
    assert {(42500, "2023-09-27"), (53629, "2023-09-27"), (76407, "2023-09-28"), (78354, "2023-09-28")} <= set(dated)
    assert not any(point.shrinks for point in course.points)
    assert not [one for one in courses if one.kind == "arrived" and one.place == "Azerbaijan"]
