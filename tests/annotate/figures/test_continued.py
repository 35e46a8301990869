from collections.abc import Callable

import pytest

from dateline.annotate.figures import Numbers

# (text, each figure as (low, kind, status)). Reports count on without saying again what they count.
GOES_ON = [
    # by place, by day, by means
    (
        "Some 9,000 people fled on Sunday, 22,800 on Tuesday and 26,600 on Wednesday.",
        [(9_000, "displaced", "actual"), (22_800, "displaced", "actual"), (26_600, "displaced", "actual")],
    ),
    (
        "It counted 2,906 arrivals as of 6 a.m., 4,850 as of midday and at least 6,650 by the evening.",
        [(2_906, "arrived", "actual"), (4_850, "arrived", "actual"), (6_650, "arrived", "actual")],
    ),
    (
        "Cholera killed 57 people, most of them in Kano (45) and Lagos (12).",
        [(57, "killed", "actual"), (45, "killed", "actual"), (12, "killed", "actual")],
    ),
    # the total, a sentence later
    (
        "By noon 68,386 people had arrived. At 8 p.m. the total was 76,407, and by 10 p.m. it was 78,354.",
        [(68_386, "arrived", "actual"), (76_407, "arrived", "actual"), (78_354, "arrived", "actual")],
    ),
    (
        "It had registered 3,252 deaths. On Sunday the number went up by 31 to 3,283.",
        [(3_252, "killed", "actual"), (3_283, "killed", "actual")],
    ),
    (
        "Some 400 people fled on Monday, which brings the total since April to 2,600.",
        [(400, "displaced", "actual"), (2_600, "displaced", "actual")],
    ),
    # another giver's number
    (
        "Police said 168 people had been detained. A lawmaker spoke of more than 200.",
        [(168, "detained", "actual"), (200, "detained", "actual")],
    ),
    # what it was before, and what it is not
    ("6,650 people have arrived, up from 4,850.", [(6_650, "arrived", "actual"), (4_850, "arrived", "historical")]),
    (
        "Nine miners are missing, the ministry said, correcting its earlier figure of six.",
        [(9, "missing", "actual"), (6, "missing", "historical")],
    ),
    (
        "Bandits killed 2,266 people in the first half of the year, compared with 2,194 in all of the last.",
        [(2_266, "killed", "actual"), (2_194, "killed", "historical")],
    ),
    (
        "Doctors recorded 1,872 cases, against 2,340 cases the week before.",
        [(1_872, "other", "actual"), (2_340, "other", "historical")],
    ),
    (
        "Some 40,018 people remained displaced, fewer than the 43,059 of a week before.",
        [(40_018, "displaced", "actual"), (43_059, "displaced", "historical")],
    ),
    # an earlier count is of what the sentence began with
    (
        "The ministry put the toll at 471 dead and 314 wounded, revising down its earlier figure of 500.",
        [(471, "killed", "actual"), (314, "injured", "actual"), (500, "killed", "historical")],
    ),
    ("Nine miners are missing, not six.", [(9, "missing", "actual"), (6, "missing", "denied")]),
    # the same people in another unit
    (
        "The number of displaced families has grown to 1,450, or about 7,000 people.",
        [(1_450, "displaced", "actual"), (7_000, "displaced", "actual")],
    ),
    # a count that is put right, and a total that is far above what was added to it
    (
        "The ministry first said 150 people had died. It later revised that to 120.",
        [(150, "killed", "actual"), (120, "killed", "actual")],
    ),
    (
        "Twelve people died on Monday, bringing the total since April to 1,204.",
        [(12, "killed", "actual"), (1_204, "killed", "actual")],
    ),
    # more of the same bodies
    (
        "More than 3,000 bodies had been buried and another 2,000 were being washed.",
        [(3_000, "killed", "actual"), (2_000, "killed", "actual")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GOES_ON)
def test_a_number_goes_on_from_the_one_before(
    text: str, expected: list[tuple[float, str, str]], read: Callable[[str], Numbers]
) -> None:
    found = [(f.low or f.high, f.kind, f.status) for f in read(text).figures]
    assert sorted(found) == sorted(expected)


# (text, how many figures). What goes on from nothing, or from something else, is no figure.
STOPS = [
    # another question has been asked since
    ("By noon, 104 people had been rescued. It was not clear how many were on board. The station said 400.", 1),
    ("The total was 76,407.", 0),
    ("Twelve people were killed. The paper has 76,407 subscribers and it counted 76,407.", 1),  # another magnitude
    ("It had registered 3,252 deaths, 86 more than a day earlier.", 1),  # a difference
    ("Two people were killed. They held a meeting, and a new one will be held.", 1),
    ("I gave the key to nobody.", 0),
    ("Twelve people died on Monday. They handed that to 14.", 1),
    ("Twelve people died. The gifts bring the total of the fund to 1,204.", 1),
    ("The raid killed two. It shot down 31 drones, of which 13 over the valley.", 1),  # subsets of things
    ("They launched 52 drones and four missiles, of which 45 were shot down.", 0),
    ("They destroyed 65 drones, of them 22 over the valley.", 0),
]


@pytest.mark.parametrize(("text", "count"), STOPS)
def test_where_no_number_goes_on(text: str, count: int, read: Callable[[str], Numbers]) -> None:
    assert len([f for f in read(text).figures if f.label]) == count


# (text, part, whole): whom "of them", "among them", "of the dead" point back at.
BACK = [
    ("At least 200 people had been killed, 10 of them civilians.", 10, 200),
    ("The raid left no less than 200 dead, among them ten civilians.", 10, 200),
    ("They evacuated 3154 people, of them 1428 children.", 1_428, 3_154),
    ("The blast killed 68 people. Only 21 of the dead have been identified.", 21, 68),
    ("They put the number of the injured at 290. Of these, 168 have been flown out.", 168, 290),
    ("Sixty people were killed, 48 of them soldiers and 12 civilians.", 12, 60),
    ("Sixty people were killed in the assault on the fort, 48 of them soldiers and 12 civilians.", 12, 60),
    ("Some 2.1 million people are affected in nine districts; of these, 587,000 are children.", 587_000, 2_100_000),
    ("The number of dead reached 3,574, including 2,168 in the north, and 1,414 in the south.", 1_414, 3_574),
    ("Some 28,000 people arrived. About 5,000 of them were given food.", 5_000, 28_000),
]


@pytest.mark.parametrize(("text", "part", "whole"), BACK)
def test_who_points_back_is_a_part(text: str, part: float, whole: float, read: Callable[[str], Numbers]) -> None:
    found = read(text).figures
    wholes = {figure.id: figure for figure in found}
    [one] = [figure for figure in found if figure.low == part]
    assert one.part_of is not None
    assert whole in (wholes[one.part_of].low, wholes[one.part_of].high)
