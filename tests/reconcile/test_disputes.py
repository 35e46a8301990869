"""What cannot all hold: both sides with their holders; what looks like a dispute and is none."""

import re
from dataclasses import replace
from typing import Any

import pytest
from builds import copies_of

from dateline.reconcile.courses import find_courses
from dateline.reconcile.disputes import find_disputes
from dateline.records import Claim, Dispute, Holder, Quantity, Statement, Time


def disputes(pile: Any, claims: tuple[Claim, ...] = ()) -> list[Dispute]:
    numbers = find_courses(pile.accounts, copies_of([])).disputes
    return find_disputes(numbers, pile.reports, pile.annotations, [], pile.of_several(claims))


# (day, number, high, giver) of two counts; the sides by holder, or none
PAIRS: list[tuple[list[tuple[str, int, int | None, str | None]], list[list[str]]]] = [
    ([("05-06", 40, None, "Rescue Office"), ("05-06", 29, None, "mine owner")], [["Rescue Office"], ["mine owner"]]),
    # time passed
    ([("05-06", 40, None, "Rescue Office"), ("05-09", 52, None, "mine owner")], []),
    # one giver says it twice
    ([("05-06", 40, None, "Rescue Office"), ("05-06", 44, None, "the Rescue Office")], []),
    # ranges that overlap
    ([("05-06", 200, 300, "governor"), ("05-06", 250, 400, "rescue corps")], []),
    ([("05-06", 200, 300, "governor"), ("05-06", 450, 600, "village elder")], [["governor"], ["village elder"]]),
    # nobody against three
    ([("05-06", 0, None, "company"), ("05-06", 3, None, "coroner")], [["company"], ["coroner"]]),
    # so far apart that they count different things
    ([("05-06", 3, None, "Greek team"), ("05-06", 3958, None, "WHO")], []),
    # two reporters without a giver: an older number and a newer one
    ([("05-06", 40, None, None), ("05-06", 44, None, None)], []),
]


@pytest.mark.parametrize(("counts", "sides"), PAIRS)
def test_numbers(pile: Any, counts: list[tuple[str, int, int | None, str | None]], sides: list[list[str]]) -> None:
    for k, (day, number, high, giver) in enumerate(counts):
        pile.tell(f"r{k}", f"2024-{day}", f"The count is {number:,}.", number, giver, high=high)
    found = disputes(pile)
    assert sorted(sorted(map(str, side.holders)) for dispute in found for side in dispute.sides) == sides
    assert {dispute.type for dispute in found} <= {"number"}


# Totals that grow by the hour are told by the hour; one without a clock may be of any.
@pytest.mark.parametrize(("clock", "expected"), [("2024-05-06T20:00", 0), ("2024-05-06", 1)])
def test_totals_of_other_hours_are_no_rivals(pile: Any, clock: str, expected: int) -> None:
    pile.tell("a", "2024-05-06", "In all 68 have arrived.", 68, "minister", kind="arrived")
    pile.tell("b", "2024-05-06", "In all 76 have arrived.", 76, "spokeswoman", kind="arrived")
    known = pile.annotations["b"]
    figures = (replace(known.figures[0], as_of=replace(known.figures[0].as_of, best=clock, latest=clock)),)
    pile.annotations["b"] = replace(known, figures=figures)
    assert len(disputes(pile)) == expected


def test_a_correction_settles(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 60 missing.", 60, "mining ministry")
    pile.tell("b", "2024-05-06", "It counts 90 missing.", 90, "miners' union")
    pile.tell("c", "2024-05-08", "It corrected its figure to 90 missing.", 90, "mining ministry")
    (dispute,) = disputes(pile)
    assert dispute.settled_by == "f-c-0"


# A figure that its named giver disowns: the dispute is with whoever passed it on.
def test_a_giver_who_disowns_a_figure(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "The UN put the dead at 11,300.", 11300, "Red Crescent", givers=("UN", "Red Crescent"))
    pile.tell("b", "2024-05-07", "It never gave the figure of 11,300.", 11300, "Red Crescent", status="denied")
    (dispute,) = disputes(pile)
    assert dispute.type == "assertion"
    assert sorted(side.holders for side in dispute.sides) == [("Red Crescent",), ("UN",)]


# Two counts of who moved in one period may both hold: nobody says from where to where.
def test_flows_that_differ_are_a_dispute_of_scope(pile: Any) -> None:
    pile.tell(
        "a", "2024-05-06", "It took out 24 more people.", 24, "general staff", kind="evacuated", quote="24 more people"
    )
    pile.tell(
        "b", "2024-05-06", "It took out 17 more people.", 17, "peacekeepers", kind="evacuated", quote="17 more people"
    )
    assert [dispute.type for dispute in disputes(pile)] == ["scope"]


# The denial stands though its report has another count, of somebody else; the short name of a holder is left out.
def test_a_disowned_figure_beside_another_count(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "UN Office for Aid: 11,300 dead.", 11300, "UN Office for Aid")
    pile.tell("b", "2024-05-06", "UN office: 11,300 dead, by the Red Crescent.", 11300, "UN office")
    text = "The Red Crescent denied giving 11,300 dead.\nThe ministry has 3,283."
    pile.tell("c", "2024-05-09", text, 11300, "Red Crescent").tell("c", "2024-05-09", text, 3283, "ministry")
    said = Statement(id="s-c", source=(), cue=(), content=((24, 42),), speaker="Red Crescent", stance="denies")
    known = pile.annotations["c"]
    figures = (replace(known.figures[0], statement="s-c"), known.figures[1])
    pile.annotations["c"] = replace(known, statements=(said,), figures=figures)
    (dispute,) = disputes(pile)
    assert dispute.type == "assertion"
    assert {side.holders for side in dispute.sides} == {("UN Office for Aid",), ("Red Crescent",)}


# Where a report says that it is not known what is counted, both numbers may hold.
def test_what_a_number_is_of_may_be_open(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 29 missing.", 29, "town council")
    text = "He counts 62 missing.\nHis office did not say whether he meant the town or the district."
    pile.tell("b", "2024-05-06", text, 62, "governor")
    assert [dispute.type for dispute in disputes(pile)] == ["scope"]


def test_a_place_alone_beside_a_number_of_no_place(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "In Derna alone 50 are missing.", 50, "spokesman", kind="missing")
    pile.tell("b", "2024-05-06", "It has 90 missing.", 90, "Red Cross", kind="missing", place=None)
    assert [dispute.type for dispute in disputes(pile)] == ["scope"]


def claim(about: str, *holders: tuple[str, Any]) -> Claim:
    return Claim(
        id=f"claim:{about}",
        kind="statement",
        about=about,
        holders=tuple(
            Holder(entity=None, name=name, stance=stance, facts=(f"s-{about}-{name}-{stance}",))
            for name, stance in holders
        ),
    )


# (what is said, who says so with which stance, type of the dispute)
ASSERTIONS = [
    ("the dam has burst", [("radio amateur", "asserts"), ("power company", "denies")], ["assertion"]),
    ("the army carried out the strike", [("council", "asserts"), ("army", "denies")], ["responsibility"]),
    ("the army burnt the depot", [("council", "accuses"), ("army", "denies")], ["responsibility"]),
    ("the dam has burst", [("radio amateur", "asserts"), ("mayor", "asserts")], []),
    ("the dam has burst", [("power company", "denies")], []),
    ("the dam will be repaired", [("company", "promises"), ("farmers", "demands")], []),
    # somebody who says the opposite a day later disputes himself
    ("police fired at the marchers", [("police chief", "asserts"), ("police chief", "denies")], ["assertion"]),
]


@pytest.mark.parametrize(("about", "holders", "expected"), ASSERTIONS)
def test_assertions(pile: Any, about: str, holders: list[tuple[str, str]], expected: list[str]) -> None:
    assert [dispute.type for dispute in disputes(pile, (claim(about, *holders),))] == expected


# It denies having given the number, in words that hold the number: what is disowned is no count of its own.
def test_a_giver_who_denies_being_the_source(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "The Red Crescent put the dead at 11,300.", 11300, "Red Crescent")
    text = "The Red Crescent denied that it was the source of the figure of 11,300."
    pile.tell("b", "2024-05-07", text, 11300, "Red Crescent")
    known = pile.annotations["b"]
    said = Statement(
        id="s-b", source=(), cue=(), content=((24, len(text) - 1),), speaker="Red Crescent", stance="denies"
    )
    figures = (replace(known.figures[0], statement="s-b"),)
    pile.annotations["b"] = replace(known, statements=(said,), figures=figures)
    (dispute,) = disputes(pile)
    assert dispute.type == "assertion"
    assert {side.holders: side.facts for side in dispute.sides} == {
        ("report:a",): ("f-a-0",),
        ("Red Crescent",): ("f-b-0", "s-b"),
    }


# A denier who later says so himself gives way; his admission is no part of either side.
def test_who_comes_over_to_the_other_side_settles_it(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "1 dead.", 1).tell("b", "2024-05-07", "2 dead.", 2).tell("c", "2024-05-09", "3.", 3)
    said = {
        "a": Statement(id="s-council", source=(), cue=(), content=((0, 1),)),
        "b": Statement(id="s-no", source=(), cue=(), content=((0, 1),)),
        "c": Statement(id="s-yes", source=(), cue=(), content=((0, 1),)),
    }
    for id, statement in said.items():
        pile.annotations[id] = replace(pile.annotations[id], statements=(statement,), figures=())
    holders = (
        Holder(entity=None, name="army", stance="asserts", facts=("s-yes",)),
        Holder(entity=None, name="army", stance="denies", facts=("s-no",)),
        Holder(entity=None, name="council", stance="accuses", facts=("s-council",)),
    )
    hit = Claim(id="claim:s", kind="statement", about="its drone hit the bus", holders=holders)
    (dispute,) = disputes(pile, (hit,))
    assert dispute.settled_by == "s-yes"
    assert sorted(side.facts for side in dispute.sides) == [("s-council",), ("s-no",)]


# Counts of whom nothing is known to have happened, and of which one merely is an older number, contradict nobody.
@pytest.mark.parametrize(
    ("text", "other", "kind"),
    [
        ("It counts 6 people.", "It counts 7 people.", "other"),
        ("It counts 72 dead.", "It counts 80 dead, up from 60.", "killed"),
        ("It withdrew its toll of 72 dead.", "It counts 60 dead.", "killed"),
    ],
)
def test_no_rivals(pile: Any, text: str, other: str, kind: str) -> None:
    first, last = (int(re.findall(r"\d+", one)[-1]) for one in (text, other))
    pile.tell("a", "2024-05-06", text, first, "Rescue Office", kind=kind)
    pile.tell("b", "2024-05-06", other, last, "mine owner", kind=kind)
    assert disputes(pile) == []


def test_a_number_said_to_be_wrong_is_disputed_days_later(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 6 missing.", 6, "ministry")
    pile.tell("b", "2024-05-09", "It counts 9 missing, not 6.", 9, "union")
    assert disputes(pile) == []  # time may have passed between the two
    known = pile.annotations["b"]
    at = pile.reports[1].text.index("6")
    six = Quantity(id="q", start=at, end=at + 1, low=6, high=6, modifier="exact", unit="", what="other")
    pile.annotations["b"] = replace(known, quantities=(six,))
    assert [dispute.type for dispute in disputes(pile)] == ["number"]


# Both say that it happened, and on which day, but not at which hour; who says both hours says when it began and ended.
@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (("2024-05-06T05:30", "2024-05-06T06:30"), ["time"]),
        (("2024-05-06T05:30", "2024-05-06T05:30"), []),
        (("2024-05-06T05:30", "2024-05-07T06:30"), []),
    ],
)
def test_one_thing_at_two_hours(pile: Any, hours: tuple[str, str], expected: list[str]) -> None:
    for id, hour in zip("ab", hours, strict=True):
        pile.tell(id, "2024-05-06", f"Guns fired at {hour}.", 1, quote="Guns")
        time = Time(id=f"t-{id}", start=14, end=30, type="TIME", value=hour, earliest=hour, latest=hour)
        said = Statement(id=f"s-{id}", source=(), cue=(), content=((0, 31),))
        known = pile.annotations[id]
        pile.annotations[id] = replace(known, statements=(said,), times=(time,), figures=())
    holders = tuple(
        Holder(entity=None, name=name, stance="asserts", facts=(id,)) for id, name in (("s-a", "x"), ("s-b", "y"))
    )
    fired = Claim(id="claim:s", kind="statement", about="guns fired", holders=holders)
    assert [dispute.type for dispute in disputes(pile, (fired,))] == expected
    same = replace(fired, holders=tuple(replace(holder, name="x") for holder in holders))
    assert disputes(pile, (same,)) == []


# Taking a statement back is no dispute with oneself.
def test_who_takes_his_own_words_back_disputes_nothing(pile: Any) -> None:
    for id, text in (("a", "19 were held."), ("b", "It withdrew its statement that 19 were held.")):
        pile.tell(id, "2024-05-06", text, 19)
        cue = ((3, 11),) if id == "b" else ()
        said = Statement(id=f"s-{id}", source=(), cue=cue, content=((12, 13),))
        pile.annotations[id] = replace(pile.annotations[id], statements=(said,), figures=())
    holders = (
        Holder(entity=None, name="league", stance="asserts", facts=("s-a",)),
        Holder(entity=None, name="league", stance="denies", facts=("s-b",)),
    )
    held = Claim(id="claim:s", kind="statement", about="19 were held", holders=holders)
    assert disputes(pile, (held,)) == []
