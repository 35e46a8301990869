"""Courses of figures: order by as-of, typed steps, and what never stands in one course."""

from dataclasses import replace
from typing import Any

import pytest
from builds import copies_of

from dateline.reconcile.courses import find_courses
from dateline.records import AsOf, Series, Time


def courses(pile: Any) -> list[Series]:
    return list(find_courses(pile.accounts, copies_of([])).series)


# Each row is a report: day, text, number, giver; then the steps, in the order of the days.
STEPS = [
    # the same giver has a new number
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"), ("05-07", "It counts 52 dead.", 52, "Rescue Office")],
     ["first", "update"]),
    # printed out of order: what the count speaks of decides
    ([("05-09", "It counts 52 dead.", 52, "Rescue Office"), ("05-06", "It counts 40 dead.", 40, "Rescue Office")],
     ["first", "update"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"), ("05-07", "There are 40 dead.", 40, "the Rescue Office")],
     ["first", "repeat"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"), ("05-06", "It counts 44 dead.", 44, "Red Cross")],
     ["first", "different giver"]),
    # the short form of a name is the same giver
    ([("05-06", "It counts 40 dead.", 40, "health ministry"), ("05-07", "It counts 44 dead.", 44, "the ministry")],
     ["first", "update"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"),
      ("05-07", "It corrected its toll to 34 dead.", 34, "Rescue Office")],
     ["first", "correction"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"),
      ("05-07", "It has begun to count the villages too: 90 dead.", 90, "Rescue Office")],
     ["first", "different scope"]),
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"),
      ("05-07", "It has withdrawn its figure of 40 dead.", 40, "Rescue Office")],
     ["first", "retraction"]),
    # "now counts 52" is a new number and no wider scope
    ([("05-06", "It counts 40 dead.", 40, "Rescue Office"), ("05-07", "It now counts 52 dead.", 52, "Rescue Office")],
     ["first", "update"]),
]  # fmt: skip


@pytest.mark.parametrize(("reports", "expected"), STEPS)
def test_steps(pile: Any, reports: list[tuple[str, str, int, str]], expected: list[str]) -> None:
    for k, (day, text, number, giver) in enumerate(reports):
        pile.tell(f"r{k}", f"2024-{day}", text, number, giver)
    (series,) = courses(pile)
    assert [point.step for point in series.points] == expected


# The number comes first, and then that it is taken back; of two numbers the one that is named with it.
@pytest.mark.parametrize(
    ("text", "number", "steps"),
    [
        ("A UN body had published 40 dead on May 6; it withdrew the number a day later.", 40, ["first", "retraction"]),
        ("It put the dead at 31 after it withdrew the figure of 40.", 31, ["first", "update"]),
        ("This item replaces the report of May 6, which gave 40 dead.", 40, ["first", "retraction"]),
    ],
)
def test_a_number_that_is_taken_back_in_its_sentence(pile: Any, text: str, number: int, steps: list[str]) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", text, number, "Rescue Office")
    (series,) = courses(pile)
    assert [point.step for point in series.points] == steps


# Said again after another was taken back, a number is no news; in an undated report nobody knows whether it is.
def test_a_number_is_held_against_the_last_one_that_stands(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 31 dead.", 31, "Rescue Office")
    text = "It withdrew a toll of 40 dead.\nIt counts 31 dead."
    pile.tell("b", "2024-05-07", text, 40, "Rescue Office").tell("b", "2024-05-07", text, 31, "Rescue Office")
    pile.tell("c", None, "It counts 25 dead.", 25, "Rescue Office")
    (series,) = courses(pile)
    assert [point.step for point in series.points if point.low == 31] == ["first", "repeat"]
    assert series.points[-1].low == 25 and "is not known" in series.points[-1].why


# Who tells another number where one is withdrawn corrects that one, though it was somebody else's.
def test_a_number_beside_a_withdrawn_one_corrects_it(pile: Any) -> None:
    text = "CORRECTED: the toll is 31 dead.\nThe parent body withdrew a toll of 40 dead."
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", text, 31, "Red Cross").tell("b", "2024-05-07", text, 40)
    (series,) = courses(pile)
    assert {(point.low, point.step, point.shrinks) for point in series.points} >= {(31, "correction", True)}


# "Another 12" of the same kind come on top of a total; the two hurt of one family are not all the injured.
def test_what_is_no_total_stands_in_no_course(pile: Any) -> None:
    text = "It counts 40 dead and 3 missing.\nIt counts another 12 dead on the coast."
    pile.tell("a", "2024-05-06", text, 40, "Rescue Office").tell("a", "2024-05-06", text, 12, "Rescue Office")
    pile.tell("b", "2024-05-07", "It counts 52 dead.", 52, "Rescue Office")
    (series,) = courses(pile)
    assert [point.low for point in series.points] == [40, 52]
    pile.tell("c", "2024-05-08", "It counts 7,000 dead.", 7000, "Rescue Office")
    pile.tell("d", "2024-05-08", "In the car were 3 dead.", 3)
    (series,) = courses(pile)
    assert 3 not in [point.low for point in series.points]


# The count of 8 a.m. comes before that of the whole day, and no total has shrunk.
def test_a_clock_comes_before_the_end_of_its_day(pile: Any) -> None:
    text = "It counts 53 dead, and 42 dead as of 8 a.m."
    pile.tell("a", "2024-05-06", text, 53, "Rescue Office").tell("a", "2024-05-06", text, 42, "Rescue Office")
    known = pile.annotations["a"]
    at_eight = replace(known.figures[1].as_of, best="2024-05-06T08:00")
    figures = (known.figures[0], replace(known.figures[1], as_of=at_eight))
    pile.annotations["a"] = replace(known, figures=figures)
    (series,) = courses(pile)
    assert [(point.low, point.shrinks) for point in series.points] == [(42, False), (53, False)]


def test_a_total_that_shrinks_is_said_to_shrink(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", "It counts 31 dead.", 31, "Rescue Office")
    (series,) = courses(pile)
    assert [point.shrinks for point in series.points] == [False, True]
    assert "the total shrinks" in series.notes
    assert "from 40 to 31" in series.points[1].why


# "The other two were hurt", in the reporter's words beside the minister's 15, is no newer total.
def test_a_number_of_the_reporter_beside_a_giver_is_no_update(pile: Any) -> None:
    text = "The minister has 15 dead.\nThe other 2 died too."
    pile.tell("a", "2024-05-06", text, 15, "minister").tell("a", "2024-05-06", text, 2)
    assert not any(point.shrinks or point.step == "update" for series in courses(pile) for point in series.points)


def test_an_undated_count_has_not_shrunk(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", None, "It counts 31 dead.", 31, "Rescue Office")
    assert not any(point.shrinks for series in courses(pile) for point in series.points)


# (what differs between two counts of one day)
APART: list[dict[str, Any]] = [
    {"kind": "injured"},
    {"unit": "households"},
    {"counted": "soldiers"},
    {"place": None},
    {"status": "planned"},
    {"status": "historical"},
]


@pytest.mark.parametrize("other", APART)
def test_scopes_are_not_merged(pile: Any, other: dict[str, Any]) -> None:
    if other == {"place": None}:
        other = {"place": pile.libya}
    pile.tell("a", "2024-05-06", "It counts 40 people.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", "It counts 52 of another sort.", 52, "Rescue Office", **other)
    assert courses(pile) == []


# "six more bodies" are not a total; "nine of the dead" are part of one
def test_increments_and_parts_are_no_totals(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", "It found 6 more bodies.", 6, "Rescue Office")
    pile.tell("c", "2024-05-07", "It said that 9 of the dead were foreigners.", 9, "Rescue Office")
    assert courses(pile) == []


# "killing and wounding 40" is one number of both, and no toll of the dead; four of whom are some of those named before
def test_a_number_that_two_fates_share_is_no_total(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 12 dead.", 12, "Rescue Office")
    text = "It spoke of killing and wounding 40 people."
    pile.tell("b", "2024-05-07", text, 40, "Rescue Office").tell("b", None, text, 40, "Rescue Office", kind="injured")
    pile.tell("c", "2024-05-07", "Its staff, at least 4 of whom died.", 4, "Rescue Office", counted="")
    pile.tell("d", "2024-05-07", "In the event none of his men died.", 0, quote="none", counted="men")
    assert courses(pile) == []


# "12 civilians" who with 48 soldiers make up the 60 dead are all civilians, and so are "48 of them soldiers"; of 47 and
# 13 without a class it is not said which they are
@pytest.mark.parametrize(
    ("text", "parts", "counted", "expected"),
    [
        ("It counts 60 dead: 48 soldiers and 12 civilians.", (48, 12), ("soldiers", "civilians"), ["civilian"]),
        ("It counts 60 dead, 48 of them soldiers and 12 civilians.", (48, 12), ("them", "civilians"), ["civilian"]),
        ("It counts 60 dead: 47 at the scene, and 13 elsewhere.", (47, 13), ("", ""), []),
    ],
)
def test_parts_that_are_a_class_of_their_own(
    pile: Any, text: str, parts: tuple[int, int], counted: tuple[str, str], expected: list[str]
) -> None:
    pile.tell("a", "2024-05-06", text, 60, "Rescue Office")
    for number, noun in zip(parts, counted, strict=True):
        pile.tell("a", "2024-05-06", text, number, "Rescue Office", counted=noun)
    pile.tell("b", "2024-05-07", "It names 14 civilians.", 14, "relief committee", counted="civilians")
    assert [series.counted for series in courses(pile)] == expected


# The displaced of a day are those who stood there on that day, and no event of that day.
def test_a_day_says_when_the_displaced_were_counted(pile: Any) -> None:
    for day, number in (("05-06", 9750), ("05-13", 11020)):
        text = f"The camp had {number:,} displaced on 2024-{day}."
        pile.tell(day, f"2024-{day}", text, number, "camp office", kind="displaced")
        known = pile.annotations[day]
        at = text.index("2024")
        time = Time(
            id=f"t-{day}", start=at, end=at + 10, type="DATE", value=f"2024-{day}", earliest=f"2024-{day}",
            latest=f"2024-{day}",
        )  # fmt: skip
        as_of = AsOf(earliest=f"2024-{day}", latest=f"2024-{day}", best=f"2024-{day}", basis="sentence", time=time.id)
        figures = (replace(known.figures[0], as_of=as_of),)
        pile.annotations[day] = replace(known, times=(time,), figures=figures)
    (series,) = courses(pile)
    assert [point.low for point in series.points] == [9750, 11020]


# "168 of them were held" is the police's whole count of the held, and not some of those that others count.
def test_of_them_is_of_those_who_are_spoken_of(pile: Any) -> None:
    text = "Thousands marched. Police held 168 of them; a lawmaker spoke of 240."
    pile.tell("a", "2024-05-06", text, 168, "police", counted="them", quote="168 of them", kind="detained")
    pile.tell("a", "2024-05-06", text, 240, "lawmaker", counted="", kind="detained")
    (series,) = courses(pile)
    assert [point.step for point in series.points] == ["first", "different giver"]


def test_a_count_without_a_noun_is_of_the_only_class_that_is_counted(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 miners.", 40, "Rescue Office", counted="miners")
    pile.tell("b", "2024-05-07", "The toll is 52.", 52, "Rescue Office", counted="")
    assert [series.counted for series in courses(pile)] == ["miner"]
    pile.tell("c", "2024-05-08", "It counts 60 people.", 60, "Rescue Office", counted="people")
    assert [len(series.points) for series in courses(pile)] == [2]


# Where others count people, a count without a noun is of people, and not of the only other class.
def test_a_count_without_a_noun_is_of_people_where_others_are(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "Some 300 were killed.", 300, "UN", counted="")
    pile.tell("b", "2024-05-07", "Some 400 people were killed.", 400, "UN")
    pile.tell("c", "2024-05-08", "Some 50 children were killed.", 50, "UN", counted="children")
    assert [[point.low for point in series.points] for series in courses(pile)] == [[300, 400]]


def test_the_order_of_reports_does_not_matter(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", "It counts 44 dead.", 44, "Red Cross")
    pile.tell("c", "2024-05-08", "It counts 52 dead.", 52, "Rescue Office")
    expected = courses(pile)
    pile.reports.reverse()
    pile.annotations = dict(reversed(pile.annotations.items()))
    assert courses(pile) == expected


# What killed them, told in the sentence or before it: two events at one place are two courses, whatever the numbers do.
EVENTS = [
    (
        [
            ("05-06", "The operation killed 200 people.", 200, "ombudsman"),
            ("05-09", "The blast at the depot killed 68 people.", 68, "ombudsman"),
            ("05-10", "The toll of the blast is now 170.", 170, "hospital"),
        ],
        [[68, 170]],
    ),
    # the number says which of the two is meant, where nothing else does
    (
        [
            ("05-06", "The operation killed 200 people.", 200, "ombudsman"),
            ("05-09", "The blast at the depot killed 68 people.", 68, "ombudsman"),
            ("05-10", "The dead are 68.", 68, "hospital"),
        ],
        [[68, 68]],
    ),
    # a war's dead are not those of one strike in it
    (
        [
            ("05-06", "Shells hit the market and 54 people died.", 54, "doctors' union"),
            ("05-06", "The war has killed 20,000 people.", 20000, "UN"),
            ("05-07", "The shelling killed 61.", 61, "doctors' union"),
        ],
        [[54, 61]],
    ),
    # nearly all speak of the flood: who names nothing means it, and not the crash on the road there
    (
        [
            *((f"05-{k:02}", f"The flood killed {k + 40} people.", k + 40, "Rescue Office") for k in range(6, 9)),
            ("05-09", "Five died when a bus collided with a car: 5.", 5, "army"),
            ("05-10", "The ministry has 52 deaths.", 52, "ministry"),
        ],
        [[46, 47, 48, 52]],
    ),
    # neither number has its cause beside it, but the reports begin with two
    (
        [
            ("05-06", "A flood struck.\nSome 700 were hurt.", 700, "Rescue Office"),
            ("05-08", "A bus crash.\nThe minister has 15 hurt.", 15, "ministry"),
            ("05-09", "The flood again.\nNow 720 are hurt.", 720, "Rescue Office"),
        ],
        [[700, 720]],
    ),
    # one cause, named once: who does not name it means it
    (
        [
            ("05-06", "The flood killed 40 people.", 40, "Rescue Office"),
            ("05-07", "It counts 52 dead.", 52, "Rescue Office"),
        ],
        [[40, 52]],
    ),
]


@pytest.mark.parametrize(("reports", "expected"), EVENTS)
def test_a_course_is_of_one_event(
    pile: Any, reports: list[tuple[str, str, int, str]], expected: list[list[int]]
) -> None:
    for k, (day, text, number, giver) in enumerate(reports):
        pile.tell(f"r{k}", f"2024-{day}", text, number, giver)
    found = courses(pile)
    assert [[point.low for point in series.points] for series in found] == expected
    assert len({figure for account in pile.accounts for figure in [account.cause] if figure}) < 2 or all(
        any(note.startswith("of one event") for note in series.notes) for series in found
    )


# A report of the 22nd dates the earthquake of the 12th "last Tuesday", the 19th: no second one.  Two air strikes in a
# week are two, and so are floods of two months.
@pytest.mark.parametrize(
    ("second", "printed", "thing", "expected"),
    [
        ("2010-01-19", "2010-01-22", "earthquake", [[70, 90, 95]]),
        ("2010-01-19", "2010-01-22", "air strike", [[70, 90]]),
        ("2010-02-16", "2010-02-22", "flood", [[70, 90]]),
    ],
)
def test_days_of_one_disaster(pile: Any, second: str, printed: str, thing: str, expected: list[list[int]]) -> None:
    first = "2010-01-12"
    pile.tell("a", "2010-01-13", f"The {thing} of Tuesday killed 70 people.", 70, struck=("Tuesday", first))
    pile.tell("b", "2010-01-14", f"The {thing} of Tuesday killed 90 people.", 90, struck=("Tuesday", first))
    pile.tell("c", printed, f"The {thing} of Tuesday killed 95 people.", 95, struck=("Tuesday", second))
    assert [[point.low for point in series.points] for series in courses(pile)] == expected


# "20 dead: 13 at the scene and seven in hospital": the parts are no later tolls; "up from 59" is no news.
def test_parts_and_older_numbers_are_no_points(pile: Any) -> None:
    text = "The blast killed 20 people: 13 were found at the scene and 7 died in hospital."
    for number in (20, 13, 7):
        pile.tell("a", "2024-05-06", text, number, "Rescue Office")
    pile.tell("b", "2024-05-07", "The blast killed 24, up from 21.", 24, "Rescue Office")
    pile.tell("b", "2024-05-07", "", 21, "Rescue Office", quote="21")
    (series,) = courses(pile)
    assert [point.low for point in series.points] == [20, 24]
    assert not any(point.shrinks for point in series.points)


def test_bodies_that_were_recovered_are_no_estimate_of_the_dead(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "The landslide killed 670 people.", 670, "UN")
    pile.tell("b", "2024-05-07", "Only 6 bodies had been recovered.", 6, "UN", counted="bodies")
    assert courses(pile) == []
    pile.tell("c", "2024-05-07", "Of the landslide 670 bodies have been recovered.", 670, "army", counted="bodies")
    assert [[point.low for point in series.points] for series in courses(pile)] == [[670, 670]]


# What one giver says is told by two papers, and one of them leaves the place out.
def test_one_word_of_one_giver_told_twice_is_of_one_place(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It took 12,000 out of Derna.", 12000, "ombudsman", kind="evacuated")
    pile.tell("b", "2024-05-06", "It took out 12,000.", 12000, "ombudsman", kind="evacuated", place=None)
    (series,) = courses(pile)
    assert [point.step for point in series.points] == ["first", "repeat"]


# Two numbers of one giver at one time in one report count two things, unless he corrects himself.
def test_smaller_numbers_beside_a_total_are_kept_apart_and_said_to_be(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead. It counts 9 dead.", 40, "Rescue Office")
    pile.tell("a", "2024-05-06", "", 9, "Rescue Office", quote="9")
    pile.tell("b", "2024-05-07", "It counts 44 dead.", 44, "Rescue Office")
    (series,) = courses(pile)
    assert [point.low for point in series.points] == [40, 44]
    assert any("kept apart" in note for note in series.notes)


# Nor is a tenth of a toll, which no one is named for, a newer toll beside it: another's number that is as small may be,
# and so may one that its report has no other beside.
@pytest.mark.parametrize(
    ("number", "giver", "report", "expected"),
    [
        (6, None, "b", [40, 75]),
        (6, "army", "b", [40, 6, 75]),
        (6, None, "c", [40, 75, 6]),
        (30, None, "b", [30, 40, 75]),
    ],
)
def test_a_small_number_of_nobody_beside_a_toll_is_kept_apart(
    pile: Any, number: int, giver: str | None, report: str, expected: list[float]
) -> None:
    pile.tell("a", "2024-05-06", "It counts 40 dead.", 40, "Rescue Office")
    pile.tell("b", "2024-05-07", f"It counts 75 dead.  Some {number} died at home.", 75, "Rescue Office")
    if report == "c":
        pile.tell("c", "2024-05-08", f"Some {number} died at home.", number, giver)
    else:
        pile.tell("b", "2024-05-07", "", number, giver, quote=f"{number}")
    (series,) = courses(pile)
    assert sorted(point.low or 0 for point in series.points) == sorted(expected)


def test_a_number_that_is_withdrawn_is_a_retraction(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "At least 11,300 died.", 11300, "UN")
    pile.tell("b", "2024-05-07", "The UN withdrew its toll of 11,300.", 11300, "UN")
    (series,) = courses(pile)
    assert [point.step for point in series.points] == ["first", "retraction"]
