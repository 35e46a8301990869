"""Pages as content systems make them, written for these tests: who wrote the report, when, under which title.

Each is the smallest page that shows one habit; around every report stand a menu with another report's teaser, related
reports and comments, whose names and dates are not the report's.
"""

import json

import pytest
from lxml import html

from dateline import lexicon
from dateline.readers.dates import Months, iso_date
from dateline.readers.html import extract
from dateline.readers.metadata import metadata

TITLE = "Dam bursts above Velin after a week of rain"
LONG = f"{TITLE} and the governor orders four thousand two hundred residents out of the valley"
HEADING = f"<h1>{TITLE}</h1>"
BODY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Thousands of people crossed the river on Friday after the dam above Velin gave way, officials said.",
        "The regional governor told reporters that 4,200 residents had been taken to schools and sports halls nearby.",
        "Engineers had warned of cracks in the wall of the dam in March, according to a report that nobody answered.",
        "The army sent boats and helicopters, and a spokesman said that the search for the missing would go on.",
    )
)
MENU = (
    '<header><nav><ul><li>Home</li><li>World</li></ul></nav><h1 class="logo"><a href="/">The Example Post</a></h1>'
    '<div class="teaser"><h2>An older story</h2><span class="byline">By Menu Person</span>'
    '<time datetime="2020-02-02">2 Feb</time></div></header>'
)
AROUND = (
    '<aside class="related"><h3>Read more</h3><a href="/x">Bridge closed in Orlin</a>'
    ' <span class="author">Other Writer</span> <time datetime="2021-01-05">5 Jan 2021</time></aside>'
    '<section id="comments"><div class="comment"><span class="comment-author author">Angry Reader</span>'
    '<time datetime="2023-06-30T10:00:00Z">30 June</time><p>The mayor should resign at once.</p></div></section>'
)
DATED = '<meta property="article:published_time" content="2023-05-12">'
ANA, ANA_AND_BO = ["Ana Example"], ["Ana Example", "Bo Ek"]


def ld(told: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def article(**told: object) -> str:
    return ld({"@type": "NewsArticle", "headline": TITLE, "datePublished": "2023-05-12T08:00:00Z", **told})


def page(head: str = "", top: str = "", heading: str = HEADING, window: str = f"{TITLE} - The Example Post") -> str:
    return (
        f"<!doctype html><html lang='en'><head><title>{window}</title>{head}</head>"
        f"<body>{MENU}<article>{heading}{top}{BODY}</article>{AROUND}</body></html>"
    )


GRAPH = ld({"@graph": [
    {"@type": "WebSite", "name": "The Example Post"},
    {"@type": "WebPage", "name": f"{TITLE} - The Example Post", "datePublished": "2023-05-12T08:00:00+00:00"},
    {"@type": "Article", "headline": TITLE, "datePublished": "2023-05-12T08:00:00+00:00",
     "dateModified": "2023-05-14T08:00:00+00:00", "author": {"@id": "#ana"}, "publisher": {"@id": "#post"}},
    {"@type": "Person", "@id": "#ana", "name": "Ana Example"},
    {"@type": "Organization", "@id": "#post", "name": "The Example Post"},
]})  # fmt: skip
LINKED_TO = ld([
    {"@type": "NewsArticle", "headline": "Bridge closed", "datePublished": "2021-01-05", "author": "Other Writer"},
    {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2023-05-12", "author": "Ana Example"},
])  # fmt: skip
LIVE = ld({
    "@type": "LiveBlogPosting", "headline": TITLE, "datePublished": "2023-05-12T06:00:00Z",
    "author": [{"@type": "Person", "name": "Ana Example"}, {"@type": "Person", "name": "Bo Ek"}],
    "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Governor speaks", "datePublished": "2023-05-13"}],
})  # fmt: skip
COMMA = (
    '<script type="application/ld+json; charset=utf-8">{"@type": "NewsArticle", "headline": "' + TITLE + '",'
    ' "datePublished": "2023-05-12", "author": {"@type": "Person", "name": "Ana Example",},}</script>'
)
MICRODATA = (
    '<span itemprop="author" itemscope><a href="/a"><span itemprop="name">Ana Example</span></a>'
    '<span class="role">Reporter</span></span><meta itemprop="datePublished" content="2023-05-12T20:19:00+04:00">'
)
HASHED = (
    '<div data-component="byline-block"><span class="q-68pt20-Text-TextContributorName e8">Ana Example</span>'
    "<div>Political correspondent, Example News</div></div>"
)
OWN_HOUSE = {"author": {"@type": "NewsMediaOrganization", "name": "Example News"}, "publisher": {"name": "Example"}}
PICTURE = '<figure><figcaption class="author">Photo Person</figcaption></figure>'
ADDRESS = '<meta property="article:author" content="https://social.example/ana">'
CATALOGUED = (
    '<meta name="DC.creator" content="Example, Ana"><meta name="DC.creator" content="Ek, Bo">'
    '<meta name="DC.date.issued" content="2023-05-12">'
)


PARTS = {"@type": "Person", "givenName": "Ana", "familyName": "Example"}
BEFORE = (
    '<article class="card"><time itemprop="datePublished" datetime="2021-01-01">1 Jan 2021</time><a rel="author">Other'
    " Writer</a></article>"
)


# (page, names; the date is 12 May 2023 and the title TITLE throughout)
@pytest.mark.parametrize(
    ("written", "names"),
    [
        (page(GRAPH), ANA),
        (page(COMMA), ANA),
        (page(article(author=PARTS)), ANA),
        (page(article(author=[{"@id": "https://post.example/a/ana"}], headline=[TITLE]), "<p>By Ana Example</p>"), ANA),
        (page(article(datePublished=["2023-05-12T08:00:00Z"], author="Ana Example | The Example Post")), ANA),
        (page(DATED, f"{BEFORE}<p>By Ana Example</p>"), ANA),
        (page(DATED, '<p class="by">By <a href="/authors/ana-example">Ana Example</a></p>'), ANA),
        (page("", "<time>Friday, 12 May 2023</time><p>By Ana Example</p>"), ANA),
        (page(DATED, heading=f'<div class="blog-post"><h1 class="blog-post-title">{TITLE}</h1></div>'), []),
        (page(DATED, heading=f'<h1 class="site-name">The Example Post</h1><h1><a href="/">{TITLE}</a></h1>'), []),
        (page(LINKED_TO), ANA),
        (page(LIVE), ANA_AND_BO),
        (page(article(author=[{"@type": "Person", "name": ["Ana Example", "Bo Ek"]}])), ANA_AND_BO),
        (page(article(creator=["Ana Example", "Bo Ek"])), ANA_AND_BO),
        (page("", MICRODATA), ANA),
        (page(CATALOGUED), ANA_AND_BO),
        # The house is no author: alone, as the type of the author, or beside the word for its staff.
        (page(article(author="The Example Post", publisher={"name": "The Example Post"})), []),
        (page(article(**OWN_HOUSE)), []),
        (page(article(**OWN_HOUSE), HASHED), ANA),
        (page(DATED + '<meta name="author" content="Web Desk">'), []),
        # An agency is the author where nobody else signs.
        (page(article(author={"@type": "Organization", "name": "Reuters"})), ["Reuters"]),
        (page(article(author={"@type": "Organization", "name": "Reuters"}), '<p class="byline">Ana Example</p>'), ANA),
        (page(article(author="Ana Example, Reuters")), ANA),
        # Bylines that are only shown, in the classes that content systems use.
        (page(DATED, '<p class="byline">By <a href="/1">Ana Example</a> and <a href="/2">Bo Ek</a></p>'), ANA_AND_BO),
        (page(DATED, '<div class="Story_byline__x7Yz1"><a>Ana Example</a><a>Bo Ek</a></div>'), ANA_AND_BO),
        (page(DATED, '<a rel="author">Ana Example</a><a rel="author">Bo Ek</a>'), ANA_AND_BO),
        (page(DATED, '<span class="byline vcard author">Ana Example</span>'), ANA),
        (page(DATED, '<div class="byline">By <span class="fn">Ana</span> <span class="ln">Example</span></div>'), ANA),
        (page(DATED, '<address class="byline"><a>Ana Example</a> <span>, The Example Post</span></address>'), ANA),
        (page(DATED, '<p class="article__byline">Ana Example in Velin</p>'), ANA),
        (page(DATED, "<p>By Ana Example</p>"), ANA),
        (page(DATED, f"{PICTURE}<p>By Ana Example</p>"), ANA),
        (page(DATED + ADDRESS, "<p>By Ana Example</p>"), ANA),
        (page(DATED + '<meta name="author" content="By Ana Example and Bo Ek for Example Post">'), ANA_AND_BO),
        # A single word far below the heading is the account of somebody who commented; a name may stand there.
        (page(DATED, "<br>" * 160 + '<em class="byline"><strong>Riverman</strong> | Apr 22, 2023</em>'), []),
        (page(DATED, "<br>" * 160 + '<em class="byline"><strong>Ana Example</strong> | Apr 22, 2023</em>'), ANA),
        # Dates: the time of publication in its own zone, not that of a change, a teaser or a comment.
        (page('<meta name="parsely-pub-date" content="2023-05-12T23:59:00-05:00">'), []),
        (page('<meta name="date" content="May 12, 2023, 8:19 PM EDT"><meta name="byl" content="By Ana Example">'), ANA),
        (page("", '<time class="updated" datetime="2023-05-14"></time><time datetime="2023-05-12">12 May</time>'), []),
        (page("", '<span class="entry-date">Published 8:19 pm, 12 May 2023</span><p>By Ana Example</p>'), ANA),
        (page('<link rel="canonical" href="https://post.example/2023/05/12/dam">'), []),
    ],
)  # fmt: skip
def test_who_wrote_it_and_when(written: str, names: list[str]) -> None:
    facts = metadata(html.fromstring(written))
    assert (facts.first("byline") or "").split(", ") == (names or [""])
    assert (facts.first("published") or "")[:10] == "2023-05-12"
    assert facts.first("title") == TITLE


@pytest.mark.parametrize(
    ("head", "heading", "window", "title"),
    [
        ("", "", f"Example Post: {TITLE}", TITLE),
        ('<meta property="article:section" content="World">', "", f"{TITLE} | World | Example Post", TITLE),
        (f'<meta property="og:title" content="{TITLE} – Example Post">', "", f"{TITLE} – Example Post", TITLE),
        # What stands in an element of its own before the heading is a section.
        (f'<meta property="og:title" content="{TITLE}">', f"<h1><b>Floods</b> {TITLE}</h1>", TITLE, TITLE),
        # Headlines are cut for search engines, which read no more than 110 characters.
        (article(headline=f"{LONG[:107]}...") + f'<meta property="og:title" content="{LONG}">', "", LONG, LONG),
        (article(headline=LONG[:110]), f"<h1>{LONG}</h1>", LONG, LONG),
    ],
)  # fmt: skip
def test_titles(head: str, heading: str, window: str, title: str) -> None:
    site = '<meta property="og:site_name" content="Example Post">'
    assert metadata(html.fromstring(page(site + head, "", heading, window))).first("title") == title


def test_an_agency_that_signs_is_noted_as_the_agency() -> None:
    facts = metadata(html.fromstring(page(article(author="Ana Example, AFP"))))
    assert facts.first("agency") == "Agence France-Presse"
    assert {e.source for e in facts.found if e.field == "agency"} == {"JSON-LD author"}


def test_the_body_holds_neither_teasers_nor_comments() -> None:
    body = extract(html.fromstring(page(GRAPH)))
    assert "4,200 residents" in body and "would go on" in body
    assert not [word for word in ("Bridge closed", "resign", "older story") if word in body]


# What a page repeats thousands of times is looked at fifty times; the work would grow with its square otherwise.
@pytest.mark.parametrize(
    "repeated",
    [
        "<h1>Heading {0} of this page</h1>",
        "<span class='byline'>By Ann Lee {0}</span>",
        "<time class='date' datetime='2023-05-12'>{0}</time>",
        "<meta name='author' content='Ann Lee {0}'><meta name='date' content='{0}'>",
    ],
)
def test_a_page_that_repeats_itself_without_end(repeated: str) -> None:
    written = "".join(repeated.format(number) for number in range(4000))
    assert len(metadata(html.fromstring(f"<html><body>{written}{BODY}</body></html>")).found) <= 100


def test_a_heading_that_is_never_closed_is_no_title() -> None:
    facts = metadata(html.fromstring(f"<html><head><title>{TITLE}</title></head><body><h1>{BODY * 3}</body></html>"))
    assert facts.first("title") == TITLE


@pytest.mark.parametrize("entry", lexicon.read("months", "months", Months), ids=lambda entry: entry.language)
def test_dates_in_other_languages(entry: Months) -> None:
    """Each language's example is a date, its negative is none, and all of its months are read."""
    assert len(entry.names) == 12
    assert iso_date(str(entry.example).strip("[]")) is not None
    assert not entry.negative or iso_date(str(entry.negative).strip("[]")) is None
    for number, names in enumerate(entry.names, 1):
        for name in names.split("|"):
            assert iso_date(f"3 {name} 2023") == f"2023-{number:02d}-03", name
            assert iso_date(f"3. {name.capitalize()} 2023, 21:40") == f"2023-{number:02d}-03T21:40:00", name


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("8/17/13 11:04am", "2013-08-17T11:04:00"),  # a year of two digits, which a clock behind it tells
        ("8/17/13", None),  # a score, a version
        ("8/9/13 11:04am", None),  # either of two days
        ("١١ مايو ٢٠٢٣", "2023-05-11"),
        ("3 may or may not 2023", None),
    ],
)
def test_short_and_foreign_dates(told: str, day: str | None) -> None:
    assert iso_date(told) == day
