from typing import TYPE_CHECKING

import pytest

from dateline.annotate.figures import attribute_figures, find_figures, load_kinds
from dateline.records import Entity, Figure, Mention, Published, Statement, Time
from dateline.syntax import sentences

if TYPE_CHECKING:
    from dateline.annotate.language import Language

TEXT = "The Red Crescent said on Monday that 4,850 people had fled to Goris as of Sunday, the UN reported."
PUBLISHED = Published(earliest="2023-09-26", latest="2023-09-26", best="2023-09-26", precision="day", explicit=True)


def at(quote: str) -> tuple[int, int]:
    return TEXT.index(quote), TEXT.index(quote) + len(quote)


def day(quote: str, value: str, text: str = TEXT) -> Time:
    start = text.index(quote)
    end = start + len(quote)
    first, last = (value, value) if len(value) > len("2023") else (f"{value}-01-01", f"{value}-12-31")
    return Time(id=f"t-{quote}", start=start, end=end, type="DATE", value=value, earliest=first, latest=last)


UN = Statement(
    id="s-un", source=(at("the UN"),), cue=(at("reported"),), content=((0, TEXT.index(", the UN")),), speaker="UN",
    speaker_entity="e-un",
)  # fmt: skip
RED_CRESCENT = Statement(
    id="s-rc", source=(at("The Red Crescent"),), cue=(at("said"),),
    content=(at("4,850 people had fled to Goris as of Sunday"),),
    speaker="Red Crescent", speaker_entity="e-rc", parent="s-un",
)  # fmt: skip
GORIS = Entity(id="e-goris", name="Goris", kind="place")


def attribute(
    text: str, language: "Language", *, times: tuple[Time, ...] = (), statements: tuple[Statement, ...] = (),
    mentions: tuple[Mention, ...] = (), published: Published = PUBLISHED,
) -> Figure:  # fmt: skip
    parsed = sentences(text, 0, language.parse([text])[0], 0)
    kinds = load_kinds()
    numbers = find_figures("r", parsed, times, kinds)
    [figure] = attribute_figures(numbers, parsed, times, published, (GORIS,), mentions, statements, kinds)
    return figure


def test_the_giver_is_the_innermost_and_the_chain_is_kept(language: "Language") -> None:
    figure = attribute(TEXT, language, statements=(UN, RED_CRESCENT))
    assert (figure.statement, figure.giver, figure.giver_entity) == ("s-rc", "Red Crescent", "e-rc")
    assert figure.givers == ("UN", "Red Crescent")


# An unnamed source inside a named one does not hide the name.
def test_a_named_giver_goes_before_an_unnamed_one(language: "Language") -> None:
    unnamed = Statement(
        id="s-x", source=RED_CRESCENT.source, cue=RED_CRESCENT.cue, content=RED_CRESCENT.content,
        speaker="unnamed: a resident", parent="s-un",
    )  # fmt: skip
    figure = attribute(TEXT, language, statements=(UN, unnamed))
    assert (figure.giver, figure.givers) == ("UN", ("UN", "unnamed: a resident"))


# "said on Monday" says when it was said; "as of Sunday" when it was so.
def test_as_of_is_not_the_day_of_the_saying(language: "Language") -> None:
    times = (day("Monday", "2023-09-25"), day("Sunday", "2023-09-24"))
    figure = attribute(TEXT, language, times=times, statements=(UN, RED_CRESCENT))
    assert (figure.as_of.best, figure.as_of.basis) == ("2023-09-24", "sentence")


def test_as_of_falls_back_to_the_statement_then_to_the_report(language: "Language") -> None:
    said = attribute(TEXT, language, times=(day("Monday", "2023-09-25"),), statements=(RED_CRESCENT,))
    assert (said.as_of.best, said.as_of.basis) == ("2023-09-25", "statement")
    bare = attribute("Twelve people were killed.", language)
    assert (bare.as_of.best, bare.as_of.basis) == ("2023-09-26", "report")
    undated = attribute("Twelve people were killed.", language, published=Published())
    assert (undated.as_of.best, undated.as_of.basis) == (None, None)


# A war of thirty years ago is not this one.
@pytest.mark.parametrize(
    ("cue", "earliest"),
    [("had said", None), ("earlier said", None), ("said", "2023-09-26"), ("has said", "2023-09-26")],
)
def test_what_was_told_before_is_no_count_of_today(cue: str, earliest: str | None, language: "Language") -> None:
    text = f"The ministry {cue} that 229 people were killed."
    start = text.index("said")
    said = Statement(id="s", source=((0, 12),), cue=((start, start + 4),), content=((start + 5, len(text) - 1),))
    figure = attribute(text, language, statements=(said,))
    assert (figure.as_of.earliest, figure.as_of.latest) == (earliest, "2023-09-26")
    assert any(why.startswith("as of: told before") for why in figure.why) == (earliest is None)


@pytest.mark.parametrize(("year", "status"), [("1994", "historical"), ("2023", "actual")])
def test_a_figure_of_an_earlier_war_is_historical(year: str, status: str, language: "Language") -> None:
    text = f"The war killed 30,000 people in {year}."
    assert attribute(text, language, times=(day(year, year, text),)).status == status


def test_the_place_is_where_it_happened_and_no_source(language: "Language") -> None:
    start, end = at("Goris")
    figure = attribute(TEXT, language, mentions=(Mention(start=start, end=end, entity="e-goris", form="name"),))
    assert (figure.place, figure.place_entity) == ("Goris", "e-goris")
    text = "Goris said 12 people were killed."
    speaks = Mention(start=0, end=5, entity="e-goris", form="metonym")
    assert attribute(text, language, mentions=(speaks,)).place is None
    text = "At least 12 people have been killed since the storm reached Goris."
    reached = Mention(start=text.index("Goris"), end=text.index("Goris") + 5, entity="e-goris", form="name")
    assert attribute(text, language, mentions=(reached,)).place is None


# "where" means the place before it, whatever that is in its own clause: one they left, one that was struck in May.
@pytest.mark.parametrize(
    "text",
    ["He came from Goris, where 12 people were killed.", "A quake struck Goris in May 2010 where 12 people died."],
)
def test_where_means_the_place_before_it(text: str, language: "Language") -> None:
    start = text.index("Goris")
    place = Mention(start=start, end=start + 5, entity="e-goris", form="name")
    assert attribute(text, language, mentions=(place,)).place == "Goris"


# Nobody is quoted, and still somebody gave the number.
def test_the_subject_of_a_giving_verb_is_the_giver(language: "Language") -> None:
    text = "The ministry put the death toll at 1,204."
    named = Mention(start=4, end=12, entity="e-goris", form="nominal")
    assert attribute(text, language, mentions=(named,)).giver == "Goris"
    assert attribute(text, language).giver == "ministry"


# "The latest data" is paper: who counted is not said.
def test_paper_gives_no_figure(language: "Language") -> None:
    text = "According to the latest data, 12 people died."
    start = text.index("12")
    said = Statement(
        id="s", source=((13, 28),), cue=((0, 12),), content=((start, len(text) - 1),), speaker="unnamed: latest data"
    )
    figure = attribute(text, language, statements=(said,))
    assert (figure.giver, figure.givers, figure.statement) == (None, (), "s")


# The next sentence says whose numbers these are.
def test_the_next_sentence_may_name_the_giver(language: "Language") -> None:
    text = "Twelve people were killed. The figures were released by the ministry."
    ministry = Mention(start=60, end=68, entity="e-goris", form="nominal")
    assert attribute(text, language, mentions=(ministry,)).giver == "Goris"
