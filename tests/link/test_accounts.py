"""What makes two counts comparable, in its parts; and the vocabulary of courses."""

import re
import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from dateline.link.accounts import compatible, cue, name_key, population, same_giver
from dateline.records import Figure


def figure(counted: str = "", low: float | None = None, high: float | None = None) -> Figure:
    return Figure(
        id="f",
        start=0,
        end=1,
        low=low,
        high=high,
        modifier="exact",
        kind="killed",
        label="",
        counted=counted,
        unit="people",
    )


# (noun phrase that is counted, class): people in general are no class
POPULATIONS = [
    ("people", ""),
    ("other residents of the valley", ""),
    ("bodies", ""),
    ("", ""),
    ("soldiers", "soldier"),
    ("women and children", "child"),
    # a people keeps its capital
    ("Palestinians", "Palestinian"),
    ("border guards from the north", "guard"),
    ("policemen", "policeman"),
    ("families who lost their homes", "family"),
    ("hostages", "hostage"),
]

# cases that were confirmed are none of those that are suspected
CASES = [("suspected cases", "suspected case"), ("confirmed", "confirmed case"), ("cases of cholera", "case")]


@pytest.mark.parametrize(("counted", "expected"), CASES)
def test_cases(counted: str, expected: str) -> None:
    assert population(replace(figure(counted), kind="other")) == expected


@pytest.mark.parametrize(("counted", "expected"), POPULATIONS)
def test_populations(counted: str, expected: str) -> None:
    assert population(figure(counted)) == expected


# (two givers, whether they may be one)
GIVERS = [
    ("the health ministry", "Health Ministry", True),
    ("the ministry", "the health ministry", True),
    ("Vadas", "Imre Vadas", True),
    ("unnamed: the owner of the mine", "owner of the mine", True),
    # a shared first word is not a short form
    ("Red Cross", "Red Crescent", False),
    ("health ministry", "defence ministry", False),
    ("Imre Vadas", "Zoltan Vadas", False),
    # a ministry bears the adjective of its state, which may begin otherwise than its name
    ("government of Russia", "Russian Ministry of Defense", True),
    ("government of France", "French interior ministry", True),
    ("government of Azerbaijan", "Armenian foreign ministry", False),
]


@pytest.mark.parametrize(("a", "b", "expected"), GIVERS)
def test_same_giver(a: str, b: str, expected: bool) -> None:
    assert same_giver(name_key(a), name_key(b)) is expected
    assert same_giver(name_key(b), name_key(a)) is expected


# (low and high of two figures, whether both can hold)
BOUNDS = [
    ((40, None), (43, 43), True),
    ((40, None), (29, 29), False),
    ((None, 50), (43, 43), True),
    ((200, 300), (250, 400), True),
    ((200, 300), (450, 600), False),
    ((None, None), (7, 7), True),
]


@pytest.mark.parametrize(("a", "b", "expected"), BOUNDS)
def test_compatible(a: tuple[float | None, float | None], b: tuple[float | None, float | None], expected: bool) -> None:
    assert compatible(figure(low=a[0], high=a[1]), figure(low=b[0], high=b[1])) is expected


COURSES = tomllib.loads((files("dateline.lexicon") / "en" / "courses.toml").read_text("utf-8"))


@pytest.mark.parametrize("table", [name for name, rows in COURSES.items() if isinstance(rows, list)])
def test_every_example_of_the_vocabulary_is_found(table: str) -> None:
    for entry in COURSES[table]:
        for marked in [entry["example"]] if isinstance(entry["example"], str) else entry["example"]:
            words = re.findall(r"\[([^\]]*)\]", marked)
            text = re.sub(r"[\[\]]", "", marked)
            assert words
            assert all(
                any(found[0] == word or word in found[0] for found in cue(table).finditer(text)) for word in words
            ), marked
