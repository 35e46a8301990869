"""What stands behind a claim, and what a coder should not overlook."""

from dataclasses import replace
from typing import Any

import pytest
from builds import copies_of

from dateline.link.claims import find_claims
from dateline.reconcile.support import add_support
from dateline.records import Claim, Copy, Origin, Statement


def supported(pile: Any, *copies: Copy, by: str = "low") -> dict[Any, Claim]:
    """The claims by number, or by what they are about."""
    accounts = pile.accounts
    origins = [Origin(id=f"origin:{report.id}", reports=(report.id,)) for report in pile.reports]
    shared = copies_of(copies)
    blocks = find_claims(accounts, pile.reports, pile.annotations, origins, shared)
    claims = add_support(blocks, accounts, pile.reports, pile.annotations, shared).claims
    return {getattr(claim, by): claim for claim in claims}


def support(claim: Claim) -> tuple[int, int, int]:
    return len(claim.reports), len(claim.origins), len(claim.givers)


# (giver of each report; reports, origins and givers behind the number)
GIVERS = [
    (["Rescue Office", "Red Cross"], (2, 2, 2)),
    (["Rescue Office", "the Rescue Office"], (2, 2, 1)),
    # the reporter's own voice is no giver, and neither is anybody in particular
    (["Rescue Office", None], (2, 2, 1)),
    (["unnamed: officials", "unnamed: a witness"], (2, 2, 0)),
    # a ministry speaks for its government, and not for the one of another country
    (["government of Norway", "foreign ministry of Norway"], (2, 2, 1)),
    (["government of Norway", "foreign ministry of Sweden"], (2, 2, 2)),
    # a description that picks out one man does
    (["unnamed: the owner of the mine", "Red Cross"], (2, 2, 2)),
]


@pytest.mark.parametrize(("givers", "expected"), GIVERS)
def test_support(pile: Any, givers: list[str | None], expected: tuple[int, int, int]) -> None:
    for k, giver in enumerate(givers):
        pile.tell(f"r{k}", f"2024-05-0{k + 6}", "It counts 40 dead.", 40, giver)
    claim = supported(pile)[40]
    assert support(claim) == expected
    assert (claim.first_seen, claim.last_seen) == ("2024-05-06", "2024-05-07")


def test_a_shared_passage_is_one_origin(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40).tell("b", "2024-05-06", "It counts 40 dead.", 40)
    spans = ((0, 18),)
    copy = Copy(a="a", b="b", relation="verbatim", a_spans=spans, b_spans=spans, coverage=1.0)
    assert support(supported(pile, copy)[40]) == (2, 1, 0)


def test_who_credits_another_outlet_is_no_second_origin(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Red Cross", publisher="The Gazette")
    pile.tell("b", "2024-05-07", "It counts 40 dead.", 40, "The Gazette", publisher="The Mirror")
    assert support(supported(pile)[40]) == (2, 1, 2)


def test_circular_credits_are_named(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "The Mirror", publisher="The Gazette")
    pile.tell("b", "2024-05-06", "It counts 40 dead.", 40, "The Gazette", publisher="The Mirror")
    assert "circular credits: a and b each credit the other [f-a-0, f-b-0]" in supported(pile)[40].warnings


def test_a_single_giver_is_named(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Red Cross")
    pile.tell("b", "2024-05-07", "It counts 40 dead.", 40, "Red Cross")
    assert supported(pile)[40].warnings == ("single giver: 2 reports, all from Red Cross [f-a-0, f-b-0]",)
    # what a reporter tells in his own voice may be from somebody else
    pile.tell("c", "2024-05-07", "It counts 40 dead.", 40)
    (warning,) = supported(pile)[40].warnings
    assert warning == "single giver: 3 reports, which name no other than Red Cross [f-a-0, f-b-0, f-c-0]"


# (another count of the same day, whether it contains or is contained in forty dead in Derna)
OTHERS: list[tuple[dict[str, Any], bool]] = [
    ({"number": 9, "counted": "children"}, True),
    ({"number": 1940, "place": "libya"}, True),
    ({"number": 9, "kind": "injured"}, False),
    ({"number": 9, "counted": "people", "giver": "Red Cross"}, False),
]


# (text with a smaller and a larger count of two givers, whether the one contains the other)
WORDS_OF_SCOPE = [
    ("The flood killed 47 in Derna alone. It killed 1,940, the ministry said.", True),
    ("It killed 1,940 nationwide, the ministry said. In the town 47 died.", True),
    ("It killed 1,940, the ministry said. In the town 47 died.", False),
]


@pytest.mark.parametrize(("text", "expected"), WORDS_OF_SCOPE)
def test_words_that_say_what_is_counted(pile: Any, text: str, expected: bool) -> None:
    cut = text.index(". ") + 1
    lines = text[:cut] + "\n" + text[cut + 1 :]
    pile.tell("a", "2024-05-06", lines, 47, "mayor").tell("a", "2024-05-06", lines, 1940, "ministry")
    assert any(warning.startswith("overlap") for warning in supported(pile)[47].warnings) == expected


@pytest.mark.parametrize(("other", "expected"), OTHERS)
def test_overlaps(pile: Any, other: dict[str, Any], expected: bool) -> None:
    if other.get("place"):
        other["place"] = pile.libya
    text = f"It counts 40 dead and {other['number']:,} of another sort."
    pile.tell("a", "2024-05-06", text, 40, "Rescue Office")
    pile.tell("a", "2024-05-06", text, **{"giver": "Rescue Office", **other})
    assert any(warning.startswith("overlap") for warning in supported(pile)[40].warnings) == expected


# Troops who are sent are not some of the people who are affected.
def test_who_is_counted_for_something_else_is_no_part(pile: Any) -> None:
    text = "It says 3,000,000 are affected. It sends 3,500 troops."
    pile.tell("a", "2024-05-06", text, 3_000_000, "Red Cross", kind="other")
    known = pile.annotations["a"]
    pile.annotations["a"] = replace(known, figures=(replace(known.figures[0], label="affected"),))
    pile.tell("a", "2024-05-06", text, 3500, "Red Cross", kind="other", counted="troops")
    assert [claim.warnings for claim in supported(pile).values()] == [(), ()]


# The mayor's 312 "in the town alone" are an older count beside his 340, and none of them.
def test_an_older_count_of_a_place_alone_is_no_part_of_a_newer_one(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "The quake killed 312 in Derna alone.", 312, "mayor")
    pile.tell("b", "2024-05-07", "It killed 340 in Derna.", 340, "mayor")
    assert not any(warning.startswith("overlap") for warning in supported(pile)[312].warnings)


def test_what_is_told_of_another_country_contains_nothing(pile: Any) -> None:
    text = "The flood killed 47 in Derna alone. Elsewhere 2,800 died."
    abroad = replace(pile.libya, id="e-abroad", name="Abroad", country="MA", geonames=1)
    pile.entities = [abroad]
    pile.tell("a", "2024-05-06", text, 47, "mayor").tell("a", "2024-05-06", text, 2800, "ministry", place=abroad)
    assert not any(warning.startswith("overlap") for warning in supported(pile)[47].warnings)


# 30, 10 and 5 that add up to 45 are parts of these, and of no other count of their report; what two copies say is
# said once.
def test_parts_are_parts_of_their_sum(pile: Any) -> None:
    text = "It counts 90 people in Derna and 45 in villages: 30, 10 and 5."
    for id in ("a", "b"):
        pile.tell(id, "2024-05-06", text, 90, "Rescue Office", kind="displaced")
        for number in (45, 30, 10, 5):
            quote = "5." if number == 5 else str(number)
            pile.tell(id, "2024-05-06", text, number, "Rescue Office", kind="displaced", place=None, quote=quote)
    claims = supported(pile)
    overlaps = [warning for warning in claims[10].warnings if warning.startswith("overlap")]
    assert [warning.partition(" [")[0] for warning in overlaps] == [
        "overlap: 10 is part of 45 (said to be among them), do not add them"
    ]
    assert "f-a-1" in overlaps[0] and "f-b-1" in overlaps[0]


# Children who are said to be among one giver's 3,154 are no part of another's 10,000.
def test_who_is_said_to_be_among_some_is_not_among_others(pile: Any) -> None:
    text = "It took out 3,154 people, 1,428 of them children."
    pile.tell("a", "2024-05-06", text, 3154, "ministry")
    pile.tell("a", "2024-05-06", text, 1428, "ministry", counted="children")
    known = pile.annotations["a"]
    part = replace(known.figures[1], part_of=known.figures[0].id)
    pile.annotations["a"] = replace(known, figures=(known.figures[0], part))
    pile.tell("b", "2024-05-06", "It took out 10,000 people.", 10000, "ombudsman")
    overlaps = [warning for warning in supported(pile)[1428].warnings if warning.startswith("overlap")]
    assert [warning.partition(" (")[0] for warning in overlaps] == ["overlap: 1,428 is part of 3,154"]


# What is demanded or taken back is asserted by nobody.
@pytest.mark.parametrize(
    ("text", "status"), [("It demands that 40 be freed.", "planned"), ("It withdrew its toll of 40 dead.", "actual")]
)
def test_what_nobody_asserts_has_no_support(pile: Any, text: str, status: str) -> None:
    pile.tell("a", "2024-05-06", text, 40, "Rescue Office", status=status)
    known = pile.annotations["a"]
    said = Statement(id="s-a", source=(), cue=(), content=((0, len(text)),), speaker="Rescue Office", stance="demands")
    figures = (replace(known.figures[0], statement="s-a"),)
    pile.annotations["a"] = replace(known, statements=(said,), figures=figures)
    (claim,) = [one for one in supported(pile).values() if one.kind == "killed"]
    assert support(claim) == (0, 0, 0)


def test_a_plan_is_another_claim_than_what_was_done(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It took out 40 people.", 40, "Rescue Office")
    pile.tell("b", "2024-05-06", "It will take out 40 people.", 40, "Rescue Office", status="planned")
    assert sorted(one.about for one in supported(pile, by="about").values()) == [
        "40 people killed in Derna",
        "40 people killed in Derna (planned)",
    ]


def test_a_copy_with_another_number_is_named(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 58 dead.", 58, "harbour office")
    pile.tell("b", "2024-05-06", "It counts 85 dead.", 85, "harbour office")
    copy = Copy(
        a="a",
        b="b",
        relation="near",
        a_spans=((0, 18),),
        b_spans=((0, 18),),
        coverage=0.9,
        changed=(((10, 12), (10, 12)),),
    )
    assert supported(pile, copy)[85].warnings == ("copy differs: a has 58, b 85 [f-a-0]",)


# Gradings are suggestions with their rule; nothing is ever called confirmed.
def test_nothing_is_called_confirmed(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Red Cross")
    pile.tell("b", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    claim = supported(pile)[40]
    assert len(claim.suggestions) == 3
    assert not any("confirmed" in line.casefold() for line in (*claim.suggestions, *claim.warnings))
