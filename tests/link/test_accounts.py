"""What makes two counts comparable, in its parts; and the vocabulary of courses."""

import re
import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from dateline.link.accounts import compatible, cue, in_words, name_key, same_giver, sort_of
from dateline.link.counted import population, read_accounts
from dateline.records import Annotation, Entity, Figure, Mention, Report, Statement


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
    # a name with what it is for, or of, and without; "the region's" says no more than "the"
    ("UN office", "UN office for relief", True),
    ("the region's health authorities", "health authorities of Lapland", True),
    ("UN office", "UN office in Geneva", False),
    ("IOM-DTM", "IOM", True),
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


TOLD = "TRIPOLI, Sept 9 (Wire) — The flood has killed 40.\nIn Tripoli, a minister said that 60 had died in Derna.\n"
PLACES = [Entity(id=f"e-{name}", name=name, kind="place") for name in ("Tripoli", "Derna")]


# Neither where a report was written nor where its giver speaks is where those counted were.
@pytest.mark.parametrize(
    ("last", "place"),
    [
        ("In Tripoli, a minister said that 80 had died.", "Derna"),
        ("In Derna, a minister said that 80 had died in Tripoli.", "Tripoli"),
    ],
)
def test_where_somebody_speaks_is_not_where_it_happened(last: str, place: str) -> None:
    text = TOLD + "Derna has no water.\nDerna has no light.\n" + last
    names = [
        Mention(start=at.start(), end=at.end(), entity=f"e-{at[0]}", form="name")
        for at in re.finditer("Tripoli|TRIPOLI|Derna", text)
    ]
    names = [replace(name, entity=name.entity.replace("TRIPOLI", "Tripoli")) for name in names]
    at = text.index("80")
    content = ((at, len(text)),)
    said = Statement(id="s", source=((text.rindex("a minister"), text.rindex(" said")),), cue=(), content=content)
    annotation = Annotation(
        id="a", sentences=tuple(match.span() for match in re.finditer(r"[^\n]+", text)), mentions=tuple(names),
        statements=(said,), figures=(replace(figure(low=80, high=80), start=at, end=at + 2, statement="s"),),
    )  # fmt: skip
    (account,) = read_accounts(Report(id="a", text=text), annotation, {entity.id: entity for entity in PLACES})
    assert account.place_name == place


# "US troops" says whose they are; "in the US" is where.
@pytest.mark.parametrize(
    ("first", "place"), [("A US ship came.", "Derna"), ("They came from the US and are back in the US.", "US")]
)
def test_whose_somebody_is_says_nothing_of_where(first: str, place: str) -> None:
    text = f"{first}\nUS troops and US doctors came to Derna.\nDerna is dry.\nIn the US he spoke.\nIn all 80 died."
    named = re.finditer("US|Derna", text)
    names = tuple(Mention(start=at.start(), end=at.end(), entity=f"e-{at[0]}", form="name") for at in named)
    at = text.index("80")
    annotation = Annotation(
        id="a", sentences=tuple(match.span() for match in re.finditer(r"[^\n]+", text)), mentions=names,
        figures=(replace(figure(low=80, high=80), start=at, end=at + 2),),
    )  # fmt: skip
    entities = {f"e-{name}": Entity(id=f"e-{name}", name=name, kind="place") for name in ("US", "Derna")}
    (account,) = read_accounts(Report(id="a", text=text), annotation, entities)
    assert account.place_name == place


# Where a state has just counted its own, so many "also" are its own, too; not those that it counts elsewhere, nor those
# of another giver, nor where nobody said whose the first were.  "Another" is of the class of the one before.
@pytest.mark.parametrize(
    ("first", "second", "giver", "expected"),
    [
        ("40 of its soldiers were killed.", "One civilian was also killed and another hurt.", None, "Aresh"),
        ("40 of its soldiers were killed.", "One civilian was also killed and another hurt.", "Aresh", "Aresh"),
        ("40 of its soldiers were killed.", "One civilian was also killed and another hurt.", "Orlo", ""),
        ("40 of its soldiers were killed.", "One civilian was killed and another hurt.", None, ""),
        ("40 of its soldiers were killed.", "One civilian, it also said, was killed and another hurt.", None, ""),
        ("40 soldiers were killed.", "One civilian was also killed and another hurt.", None, ""),
    ],
)
def test_whose_those_are_that_a_state_counts_besides_its_own(
    first: str, second: str, giver: str | None, expected: str
) -> None:
    text = f"{first}\n{second}"
    states = {
        "Aresh": Entity(id="e-1", name="government of Aresh", kind="organisation", country="AZ"),
        "Orlo": Entity(id="e-2", name="government of Orlo", kind="organisation", country="AM"),
    }

    def count(printed: str, counted: str, kind: str, of: str | None) -> Figure:
        at, state = text.index(printed), states.get(of or "")
        return replace(
            figure(counted, 1, 1), id=f"f-{at}", start=at, end=at + len(printed), kind=kind,
            giver=state.name if state else None, giver_entity=state.id if state else None,
        )  # fmt: skip

    annotation = Annotation(
        id="a", sentences=tuple(match.span() for match in re.finditer(r"[^\n]+", text)),
        figures=(
            count("40", "soldiers", "killed", "Aresh"), count("One civilian", "civilian", "killed", giver),
            count("another", "another", "injured", giver),
        ),
    )  # fmt: skip
    entities = {state.id: state for state in states.values()}
    _, civilian, another = read_accounts(Report(id="a", text=text), annotation, entities)
    people = {"Aresh": "Azerbaijani civilian", "": "civilian"}[expected]
    assert (civilian.who, another.who) == (people, people)


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


# (class, what is said of them, how many, in words): a claim is read by people
WORDS = [
    ("", "killed", 40, "people killed"),
    ("", "killed", 1, "person killed"),
    ("Somali pirate", "detained", 26, "Somali pirates detained"),
    ("policeman", "injured", 2, "policemen injured"),
    ("house", "other homes destroyed", 1287, "houses destroyed"),
    ("", "other affected", 4000, "people affected"),
    ("confirmed case", "other cases", 48, "confirmed cases"),
    ("officer", "other #40", 40, "officers"),
    ("", "assisted rescued", 122, "people rescued"),
]


@pytest.mark.parametrize(("who", "sort", "how_many", "expected"), WORDS)
def test_those_counted_in_words(who: str, sort: str, how_many: float, expected: str) -> None:
    assert in_words(who, sort, how_many) == expected


# Homes destroyed are not homes damaged; people of whom nothing is said are no course.
def test_other_counts_are_of_one_sort_only_where_the_same_is_said() -> None:
    def other(label: str, number: float, unit: str = "people") -> str:
        return sort_of(replace(figure(low=number), kind="other", label=label, unit=unit))  # type: ignore[arg-type]

    assert other("homes destroyed", 40, "other") != other("homes damaged", 40, "other")
    assert other("affected", 40) == other("affected", 50)
    assert other("", 40) == other("", 40) != other("", 50)
    assert other("", 2, "other") == other("", 3, "other")


def test_two_men_here_are_not_the_two_men_there() -> None:
    here = replace(figure(low=2, counted="men"), kind="other")
    assert sort_of(here) != sort_of(replace(here, id="g"))
