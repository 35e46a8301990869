"""Which characters are the report and which the web page, on pages and reports written for these tests."""

import re

import pytest

from dateline import lexicon
from dateline.clean import find_layout, litter_unresolved
from dateline.clean.lines import Cue, read_lines
from dateline.records import Spans

PLAYER = "To play this film, JavaScript has to be turned on and the newest version of the player must be installed."
STORY = """\
Thousands of people crossed the river on Friday after the dam above the town of Velin gave way, officials said.

The regional governor told reporters that 4,200 residents had been taken to schools and sports halls in the district.

"We heard a noise like thunder and then the water was in the street," said a shopkeeper who had fled with her two sons.

Engineers had warned of cracks in the wall of the dam in March, according to a report that the ministry had published.

The army sent boats and helicopters, and a spokesman said that the search for the missing would go on at night."""

PAGE = f"""\
Dam bursts above Velin, thousands flee - The Example Post

Subscribe
Sign In

Home
News
Politics
Sport
Weather
Video

Search

Dam bursts above Velin, thousands flee

By Ana Example

Updated 9:41 am, 12 May 2023

Share on Facebook
Share on Twitter

{STORY}

Tags: Velin, floods

Most Popular

Ten bridges you should walk across once
Minister resigns over lunch bill of 900 crowns
What the new budget means for you

Leave a Reply
Your email address will not be published. Required fields are marked *

About us
Privacy Policy
Terms of Use
© 2023 The Example Post. All rights reserved."""

FORM = """

Related Articles

Leave a Reply

Your email address will not be published. Required fields are marked *

Back to top button"""


def without(text: str, spans: Spans) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def marked(text: str) -> list[str]:
    return [text[start:end] for start, end in find_layout(text).boilerplate]


def test_of_a_page_the_story_remains() -> None:
    left = without(PAGE, find_layout(PAGE).boilerplate)
    assert left.split() == STORY.split()


def test_the_title_is_the_first_line() -> None:
    title = find_layout(PAGE).title
    assert title is not None
    assert PAGE[slice(*title)] == "Dam bursts above Velin, thousands flee - The Example Post"


# A clean report keeps every character: sentences with words that pages use, cross-heads, datelines, short lines.
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "Five people were killed.",
        "Dam bursts\n\n" + STORY,
        STORY.replace("\n\n", "\n"),
        STORY.replace(" ,", ",").replace(". ", " .\n"),
        STORY + "\n\nA spokesman declined to comment.\nThe search goes on.\nHe was not reached by e-mail.",
        "VELIN, May 12 (Example Agency) -- " + STORY,
        "40 thousand families\n\n" + STORY.replace("\n\n", "\n\nWhat comes next\n\n", 1),
        "The group said on Facebook that it had shot down a drone.\nIt was denied on Twitter.\nNo comment came.",
    ],
)
def test_a_clean_report_keeps_every_character(text: str) -> None:
    assert marked(text) == []


OFFERED = (
    "Sponsored Links Find a world of ideas at Example Review. Look into our many sections, from gardens to trains, and"
    " stay ahead of what others will read next week."
)


# What scrapers leave in reports that are otherwise clean.
@pytest.mark.parametrize(
    ("text", "litter"),
    [
        (
            "Dam bursts\nFri May 12 2023\nicon-facebook icon-twitter icon-whatsapp\n" + STORY,
            ["icon-facebook icon-twitter icon-whatsapp"],
        ),
        (
            STORY + "\n\n#Velin. #dam #floods #search\n2023-05-12 20:19:11",
            ["#Velin. #dam #floods #search\n2023-05-12 20:19:11"],
        ),
        (
            STORY + FORM,
            [FORM.strip()],
        ),
        (
            "Sign up for our newsletter. Read more: related articles. " + STORY,
            ["Sign up for our newsletter.", "Read more: related articles."],
        ),
        (STORY.replace("\n\n", "\n") + " Read more: Ten bridges.", ["Read more: Ten bridges."]),
        # an advertisement in whole sentences, which only its first words give away
        (f"{STORY}\n{OFFERED}\nRelated Articles", [f"{OFFERED}\nRelated Articles"]),
        # what a page asks of the browser; two reports that hold it have taken nothing from each other
        (f"{STORY}\n{PLAYER}", [PLAYER]),
    ],
)
def test_litter_in_a_clean_report(text: str, litter: list[str]) -> None:
    assert marked(text) == litter


# Stamps and bylines with their dates, above and below; a date alone may be the dateline.
@pytest.mark.parametrize(
    ("line", "is_litter"),
    [
        ("Last modified on Tue 28 May 2024 03.40 BST", True),
        ("By Ana Example | The Example Post | 2 February 2025, 14:20 GMT", True),
        ("Published: 21 September 2023, 20:19", True),
        ("September 21, 2023", False),
        ("VELIN, 20 September 2023 (MPA)", False),
        ("Updated figures of 20 September 2023 were given on Friday.", False),
    ],
)
def test_stamps_of_a_clean_report(line: str, is_litter: bool) -> None:
    assert marked(f"Dam bursts above Velin\n{line}\n{STORY}") == ([line] if is_litter else [])
    assert marked(f"Dam bursts above Velin\n{STORY}\n{line}") == ([line] if is_litter else [])


def test_a_caption_on_a_page_is_no_litter() -> None:
    caption = "A helicopter above the town of Velin on Friday, 12 May 2023. (Photo: Ana Example)"
    text = PAGE.replace("\n\nEngineers had", f"\n\n{caption}\n\nEngineers had")
    layout = find_layout(text)
    assert [text[start:end] for start, end in layout.captions] == [caption]
    assert not any(caption in text[start:end] for start, end in layout.boilerplate)


def test_numbers_and_quotations_in_litter_are_listed() -> None:
    text = PAGE.replace("What the new budget", 'Mayor: "It was a long night". What the new budget')
    layout = find_layout(text)
    found = {text[item.start : item.end]: item.why for item in litter_unresolved("r-1", text, layout.boilerplate)}
    assert found["900"] == found['"It was a long night"'] == "stands in page litter"
    assert "4,200" not in found


# What counts nothing is no number that was dropped.
@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("2023-09-21 20:19:11", []),
        ("Published 21 September 2023 at 8:19 pm by the foreign desk in Velin", []),
        ("Copyright 2019 by The Example Post, 11-13 Mill Road, Velin, all rights reserved", []),
        ("Phone +41 41 544 78 00 for all questions about your subscription", []),
        ("12 comments", []),
        ("More than 1,200 people flee a fire in the port of Orlin", ["1,200"]),
        ("Mayor of Orlin on the fire: “We will rebuild the whole port”", ["“We will rebuild the whole port”"]),
    ],
)
def test_what_is_listed_of_litter(line: str, listed: list[str]) -> None:
    assert [line[item.start : item.end] for item in litter_unresolved("r-1", line, ((0, len(line)),))] == listed


def test_spans_are_in_order_and_within_the_text() -> None:
    for text in (PAGE, PAGE * 3, PAGE.replace("\n", "\r\n"), PAGE.replace(" ", "\u2028"), "\x00" + PAGE):
        at = 0
        for start, end in find_layout(text).boilerplate:
            assert at <= start < end <= len(text)
            at = end


CUES = lexicon.read("litter", "cue", Cue)


def listed(sentences: str | tuple[str, ...]) -> tuple[str, ...]:
    return (sentences,) if isinstance(sentences, str) else sentences


@pytest.mark.parametrize(("kind", "sentence"), [(cue.kind, text) for cue in CUES for text in listed(cue.example)])
def test_each_cue_is_found_in_its_example(kind: str, sentence: str) -> None:
    assert read_lines(re.sub(r"[\[\]]", "", sentence))[0].seen[kind]


@pytest.mark.parametrize(("kind", "sentence"), [(cue.kind, text) for cue in CUES for text in listed(cue.negative)])
def test_no_cue_is_found_in_its_negative(kind: str, sentence: str) -> None:
    assert not read_lines(re.sub(r"[\[\]]", "", sentence))[0].seen[kind]


# A list of counts belongs to the report that it follows, however little it looks like prose.
def test_the_only_headline_of_a_page_stays() -> None:
    page = f"Dam bursts above Velin, 31 dead\nShare: Facebook | X | WhatsApp\nRead also: Ten bridges\n\n{STORY}\n\n"
    page += "Related articles\nThe lake in winter\nSubscribe to our newsletter\nMost read\nAbout us\n© 2025 Example"
    assert "31 dead" in without(page, find_layout(page).boilerplate)
    assert "Share:" not in without(page, find_layout(page).boilerplate)


def test_a_list_of_counts_stays() -> None:
    items = "Upper Velin: 12 dead\nLower Velin: 31 dead\nCastle hill: 4 dead\nThe mill: 9 dead, 2 missing"
    text = PAGE.replace("\n\nTags:", f"\n\nThe dead by district:\n\n{items}\n\nTags:")
    assert items in without(text, find_layout(text).boilerplate)


def test_an_article_that_was_taken_out_of_its_page_keeps_its_lists() -> None:
    article = f"{PAGE.partition(STORY)[0]}{STORY}\n" + "\n".join(f"Meal {n}\nEvery two hours" for n in range(20))
    assert find_layout(article, extracted=True).boilerplate != find_layout(article).boilerplate
    assert "Meal 7\nEvery two hours" in without(article, find_layout(article, extracted=True).boilerplate)
