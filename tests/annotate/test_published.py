import tomllib
from importlib.resources import files

import pytest

from dateline.annotate.language import Language
from dateline.annotate.published import StampWords, find_published, load_stamp_words
from dateline.annotate.times import Grammar, find_stamps, find_times, load_grammar
from dateline.reading import parse
from dateline.records import Evidence, Published, Report, Span


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return load_grammar()


@pytest.fixture(scope="module")
def words() -> StampWords:
    return load_stamp_words()


def dated(
    report: Report, language: Language, grammar: Grammar, words: StampWords, litter: tuple[Span, ...] = ()
) -> Published:
    times = find_times(report.id, parse(report.text, litter, language), grammar)
    stamps = find_stamps(report.id, report.text, litter, grammar)
    return find_published(report, [*times, *stamps], litter, (), words)


def says(found: Published) -> str:
    return "; ".join(reason.says for reason in found.reasons)


BODY = "Troops entered the town of Lisagor on Tuesday.\nThe truce of 12 May 1994 is dead, the mayor said.\n"


# What is stated, from the strongest kind of evidence to the weakest.
@pytest.mark.parametrize(
    ("report", "day", "source"),
    [
        (Report(id="r", text=BODY, published="2023-09-20"), "2023-09-20", "given"),
        (Report(id="r", text=BODY, published="2023-09-20T23:30:00+04:00"), "2023-09-20", "given"),
        (
            Report(
                id="r",
                text=BODY,
                published="2023-09-20",
                evidence=(Evidence(field="published", value="2023-09-20", source="JSON-LD datePublished"),),
            ),
            "2023-09-20",
            "metadata",
        ),
        (Report(id="r", text=f"Town taken\n\nSeptember 20, 2023\n\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\nWed Sep 20 2023\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"{BODY}2023-09-20 20:19:11"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\nBy Anna Bell | 20 September 2023\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\nPublished: 20 September 2023, 8:19 p.m. GMT\n{BODY}"), "2023-09-20", "text"),
        # an outlet or a place before the day; the day before the first sentence
        (Report(id="r", text=f"Town taken\nHarbour Tribune, 20 September 2023\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\n20 September 2023. Troops came.\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\n20 September 2023 - Troops came.\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\nLisagor, 20 September 2023 (Post)\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\nSept 20, 2023 (Kestrel News)\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\nSept 20, 2023 / Kestrel News\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken\nReporting date: 20 September 2023\n{BODY}"), "2023-09-20", "text"),
        # How long ago by the reader's clock stands beside the day.
        (Report(id="r", text=f"Town taken\nPublished 3 hours ago on September 20, 2023\n{BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"LISAGOR, 20 September 2023 (MPA) - {BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=BODY, url="https://example.org/2023/09/20/town-taken"), "2023-09-20", "url"),
        (Report(id="r", text=BODY, url="https://example.org/news/20230920/town"), "2023-09-20", "url"),
        # Scrapers run the stamp of a page into its first sentence.
        (Report(id="r", text=f"Wednesday 20 September 2023 00.03 BST {BODY}"), "2023-09-20", "text"),
        (Report(id="r", text=f"Town taken Wednesday 20 September 2023 09.12 BST {BODY}"), "2023-09-20", "text"),
        (
            Report(id="r", text=f"Page last updated at 08:58 GMT, Wednesday, 20 September 2023 09:58 UK {BODY}"),
            "2023-09-20",
            "text",
        ),
        (Report(id="r", text=f"Anna Bell | 14:19 UK time, Wednesday, 20 September 2023 {BODY}"), "2023-09-20", "text"),
        # A page that tells when it was printed.
        (
            Report(id="r", text=f"{BODY}This article appeared on p6 of the Post on Wednesday 20 September 2023."),
            "2023-09-20",
            "text",
        ),
        # what is stated beside the text beats a date in the address
        (
            Report(id="r", text=f"Town taken\n20 September 2023\n{BODY}", url="https://example.org/2023/09/19/x"),
            "2023-09-20",
            "text",
        ),
    ],
)
def test_what_is_stated(
    report: Report, day: str, source: str, language: Language, grammar: Grammar, words: StampWords
) -> None:
    found = dated(report, language, grammar, words)
    assert (found.earliest, found.latest, found.best, found.explicit) == (day, day, day, True)
    assert found.reasons[0].source == source


# "updated" is a later day than "published".
def test_published_beats_updated(language: Language, grammar: Grammar, words: StampWords) -> None:
    text = f"Town taken\nUpdated 22 September 2023\nPublished 20 September 2023\n{BODY}"
    assert dated(Report(id="r", text=text), language, grammar, words).best == "2023-09-20"


# The header of a page is litter that is not parsed; its date counts all the same.
def test_a_date_in_litter(language: Language, grammar: Grammar, words: StampWords) -> None:
    stamp = "Wed, 20 Sep 2023 | Share"
    text = f"{stamp}\n{BODY}"
    found = dated(Report(id="r", text=text), language, grammar, words, ((0, len(stamp)),))
    assert found.best == "2023-09-20"
    assert found.reasons[0].span is not None
    start, end = found.reasons[0].span
    assert text[start:end] == "Wed, 20 Sep 2023"


# A date of the body is never the answer, only a bound.
@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The truce was signed on 9 November 2020. It did not hold.", "2020-11-09", None),
        ("The office will close on 1 January 2024, they said.", None, "2024-01-01"),
        ("The truce was signed on 9 November 2020 and will end on 1 May 2025.", "2020-11-09", "2025-05-01"),
        ("Nobody came.", None, None),
    ],
)
def test_bounds(
    text: str, earliest: str | None, latest: str | None, language: Language, grammar: Grammar, words: StampWords
) -> None:
    found = dated(Report(id="r", text=text), language, grammar, words)
    assert (found.earliest, found.latest, found.best, found.explicit) == (earliest, latest, None, False)
    assert found.reasons


# A whole date that the text also calls by its weekday is of the days before printing; a day that is expected ends them.
@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        (
            (
                "The truce in the town was signed on Wednesday, the ministry said. It was signed in the town hall of "
                "Lisagor on September 20, 2023, at the request of the ministry. "
                "Talks will be held on Thursday."
            ),
            "2023-09-20",
            "2023-09-21",
        ),
        (
            "The truce was signed on Wednesday, a week early. The truce, signed at noon on September 20, 2023, holds.",
            "2023-09-20",
            "2023-09-22",
        ),
        # one in seven dates is of any weekday
        ("The hall was shut on Wednesday. The truce was signed on September 20, 2023.", "2023-09-20", None),
        # the weekday of another week says nothing of the year
        ("The town surrendered on Monday. The first truce was signed on September 20, 2023.", "2023-09-20", None),
        # nor does the day on which somebody was born, or one far down in the background
        ("The singer died on Friday. Born on 29 August 1958 in Velin, she sang for forty years.", "1958-08-29", None),
        ("The singer died on Friday." + " They sang." * 300 + " The hall burnt on 29 August 1958.", "1958-08-29", None),
        # nothing is said to have happened in the year of a model or a plan
        ("He bought a 2024 car on Monday. The mine was to be closed by 2030.", None, None),
    ],
)
def test_weekdays_narrow_the_interval(
    text: str, earliest: str | None, latest: str | None, language: Language, grammar: Grammar, words: StampWords
) -> None:
    found = dated(Report(id="r", text=text), language, grammar, words)
    assert (found.earliest, found.latest) == (earliest, latest), says(found)


# The day on which a page was saved bounds it from above.
# The day of a change, and the day whose figures a situation report gives, are no stated date; a sentence states none.
@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Town taken\nLast updated 20 September 2023\n" + BODY, "2023-09-20", "2023-09-20"),
        ("Floods: Situation Report No. 4 (as of 18 July 2024, 12:00 hrs)\n" + BODY, "2024-07-18", "2024-07-20"),
        ("Velin floods\nStatus as of 18 July 2024\n" + BODY, "2024-07-18", "2024-07-20"),
        ("Diary\n14 March 2003. A vote.\nIt was late.\nAll leave.\nHe stays.\n20 March 2003. War.", None, None),
        # a diary of the war, of which the first entry is no dateline
        ("Diary\nMarch 14 2003: A vote.\nIt was late.\nAll leave.\nHe stays.\nMarch 20 2003: War.", None, None),
        ("As of 18 July 2024, at least 1,200 people were living in the schools of the town.\n" + BODY, None, None),
        ("At 08:58 GMT on Wednesday 20 September 2023 the dam broke.\n" + BODY, None, None),
        ("The dam broke on Wednesday 20 September 2023 at 08.58 GMT.\n" + BODY, None, None),
    ],
)
def test_days_that_are_near_the_date(
    text: str, earliest: str | None, latest: str | None, language: Language, grammar: Grammar, words: StampWords
) -> None:
    found = dated(Report(id="r", text=text), language, grammar, words)
    assert not found.explicit
    if latest:
        assert (found.earliest, found.latest, found.best) == (earliest, latest, earliest)
    assert latest or found.best is None


def test_captured(language: Language, grammar: Grammar, words: StampWords) -> None:
    report = Report(
        id="r", text="Nobody came.", evidence=(Evidence(field="captured", value="2023-10-03", source="WARC-Date"),)
    )
    found = dated(report, language, grammar, words)
    assert (found.earliest, found.latest) == (None, "2023-10-03")


# A page that was saved before what it tells of: one of the two is wrong, and the answer is no interval turned round.
def test_captured_before_the_event(language: Language, grammar: Grammar, words: StampWords) -> None:
    text = "Forty people were killed on 20 September 2023. Nine were found on 2 September 2023."
    report = Report(
        id="r", text=text, evidence=(Evidence(field="captured", value="2023-09-10", source="WARC-Date"),)
    )
    found = dated(report, language, grammar, words)
    assert (found.earliest, found.latest) == ("2023-09-02", "2023-09-10")
    assert "dropped: it tells of 2023-09-20, after the page was captured" in says(found)


# A date that cannot be read is said to be left aside, never replaced in silence.
@pytest.mark.parametrize("given", ["yesterday", "2023-02-31", "31/02/2023"])
def test_dates_that_cannot_be(given: str, language: Language, grammar: Grammar, words: StampWords) -> None:
    found = dated(Report(id="r", text="Nobody came.", published=given), language, grammar, words)
    assert not found.explicit
    assert "left aside" in says(found)


# Each entry of the vocabulary of stamps: its example is a page's stamp.
def test_examples_of_stamp_words(language: Language, grammar: Grammar, words: StampWords) -> None:
    entries = tomllib.loads(files("dateline.lexicon").joinpath("en/published.toml").read_text("utf-8"))["stamp"]
    for entry in entries:
        line = entry["example"].strip("[]")
        found = dated(Report(id="r", text=f"Town taken\n{line}\n{BODY}"), language, grammar, words)
        assert found.explicit is (entry["says"] in ("published", "")), line
