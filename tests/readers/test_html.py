"""Pages written for these tests: what they say about themselves, and what of them is the article."""

import json

import pytest
from lxml import html
from tests.readers.conftest import Reading

from dateline.readers.bylines import clean_names
from dateline.readers.html import extract
from dateline.readers.metadata import metadata
from dateline.records import Problem, Report

BODY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Thousands of people crossed the river on Friday after the dam above Velin gave way, officials said.",
        "The regional governor told reporters that 4,200 residents had been taken to schools and sports halls nearby.",
        "Engineers had warned of cracks in the wall of the dam in March, according to a report that nobody answered.",
        "The army sent boats and helicopters, and a spokesman said that the search for the missing would go on.",
    )
)


def page(head: str = "", body: str = "") -> bytes:
    return (
        f"<html lang='en'><head><title>Dam bursts above Velin - The Example Post</title>{head}</head><body>"
        f"<nav><ul><li>Home</li><li>News</li></ul></nav><article><h1>Dam bursts above Velin</h1>{body}{BODY}</article>"
        "<footer>All rights reserved. Terms of use. Privacy policy.</footer></body></html>"
    ).encode()


def ld(**told: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **told})}</script>'


GRAPH = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": "Bo Ek"}]}</script>'
REFERENCE = (
    '<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": {"@id": "#bo"}},'
    ' {"@type": "Person", "@id": "#bo", "name": "Bo Ek"}]}</script>'
)
SINGLE_FILE = "<!-- SingleFile\n url: https://post.example/\n saved date: Fri May 12 2023 10:00:00 GMT+0000 -->"


def only(items: list[Report | Problem]) -> Report:
    (report,) = [item for item in items if isinstance(item, Report)]
    return report


def test_a_page_becomes_title_and_article(read_bytes: Reading) -> None:
    report = only(read_bytes("a.html", page()))
    assert report.title == "Dam bursts above Velin"
    assert report.text.startswith("Dam bursts above Velin\n\nThousands of people")
    assert "Privacy" not in report.text and "News" not in report.text
    assert report.language == "en"


# (head, what the field becomes)
@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (ld(headline="Dam bursts above Velin"), "title", "Dam bursts above Velin"),
        # What the heading and the window agree on wins over what one place says.
        (ld(headline="Velin: the whole story so far"), "title", "Dam bursts above Velin"),
        # What is written for search engines yields to the headline.
        ('<meta property="og:title" content="Velin dam latest LIVE">', "title", "Dam bursts above Velin"),
        (ld(headline="Dam &amp;amp; river"), "title", "Dam bursts above Velin"),
        ('<meta name="og:title" content="Dam bursts above Velin | Example Post">', "title", "Dam bursts above Velin"),
        (ld(datePublished="2023-05-12T08:00:00Z"), "published", "2023-05-12T08:00:00+00:00"),
        ('<meta property="article:published_time" content="2023-05-12">', "published", "2023-05-12"),
        ('<meta name="DC.date.issued" content="12 May 2023">', "published", "2023-05-12"),
        # A day that there is not gives way to the next witness.
        (ld(datePublished="2023-02-31") + '<meta name="date" content="2023-03-01">', "published", "2023-03-01"),
        ('<link rel="canonical" href="https://post.example/2023/05/12/dam">', "published", "2023-05-12"),
        ('<link rel="canonical" href="https://post.example/2023/WORLD/05/12/dam/">', "published", "2023-05-12"),
        (ld(author={"@type": "Person", "name": "Ana Example"}), "byline", "Ana Example"),
        (ld(author=[{"name": "Ana Example"}, {"name": "Bo Ek"}]), "byline", "Ana Example, Bo Ek"),
        ('<meta name="author" content="By Ana Example, Staff Writer">', "byline", "Ana Example"),
        # The site is no author; the next witness is asked.
        (ld(author="Post", publisher={"name": "Post"}) + '<meta name="author" content="Bo Ek">', "byline", "Bo Ek"),
        (ld(publisher={"name": "Example Post"}), "publisher", "Example Post"),
        ('<meta property="og:site_name" content="Example Post">', "publisher", "Example Post"),
        ('<link rel="canonical" href="https://post.example/dam">', "url", "https://post.example/dam"),
        (ld(articleSection="World"), "section", "World"),
        (GRAPH, "byline", "Bo Ek"),
        (REFERENCE, "byline", "Bo Ek"),
        ('<script type="application/ld+json">{broken</script><meta name="author" content="Bo Ek">', "byline", "Bo Ek"),
        ("<!-- saved from url=(0024)https://post.example/dam -->", "url", "https://post.example/dam"),
        (SINGLE_FILE, "captured", "2023-05-12T10:00:00+00:00"),
        ("<!-- FILE ARCHIVED ON 10:00:00 May 12, 2023 AND RETRIEVED -->", "captured", "2023-05-12"),
    ],
)  # fmt: skip
def test_metadata(head: str, field: str, value: str) -> None:
    assert metadata(html.fromstring(page(head))).first(field) == value


def test_a_comment_in_the_heading() -> None:
    """Systems write comments there too ("start title"); it is no part of the title, and lxml has no text of it."""
    content = page().replace(b"<h1>Dam bursts", b"<h1><!-- start title --><b>Dam</b> bursts")
    assert metadata(html.fromstring(content)).first("title") == "Dam bursts above Velin"


def test_a_comment_hides_nothing_behind_it() -> None:
    """Systems write comments into the body of reports ("google_ad_section_start"); the paragraph behind one is kept."""
    first = "The first lorries reached the town on Tuesday with flour, blankets and a generator for the hospital there."
    bare = page().replace(b"<p>Thousands", f"<!-- ad_section_start -->{first}<br><br><p>Thousands".encode())
    assert first in extract(html.fromstring(bare))


def test_what_readers_wrote_below() -> None:
    """Most systems mark comments so that trafilatura knows them; some call them a block of their visitors."""
    said = "<p>The mayor should resign at once, as I have been saying here for many years, and nobody would listen.</p>"
    below = f'<div class="visitors_comment_block"><p>Visitor comments</p><h3>At last</h3>{said * 6}</div>'
    text = extract(html.fromstring(page(body=BODY + below)))
    assert "officials said." in text
    assert "resign" not in text
    above = '<div class="has-comments-section">' + BODY + "</div>"
    assert "officials said." in extract(html.fromstring(page().replace(b"<article>", f"<article>{above}".encode())))


@pytest.mark.parametrize(
    "pointer",
    [
        '<p><strong>Read more: <a href="/a">Why the wall above Velin broke</a></strong></p>',
        '<p>WATCH: <a href="/a">Boats cross the flooded square of Velin</a></p>',
        '<h3>More from the valley</h3><ul><li><a href="/a">Why the wall broke</a></li><li><a>Boats</a></li></ul>',
    ],
)
def test_what_only_leads_elsewhere_is_no_part_of_the_report(pointer: str) -> None:
    text = extract(html.fromstring(page(body=BODY + pointer)))
    assert "officials said." in text
    assert "broke" not in text
    assert "Boats" not in text


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ('<a rel="author" href="/ana">Ana Example</a>', "Ana Example"),
        ('<div class="article-byline">By <span>Ana Example</span> and Bo Ek | 12 May 2023</div>', "Ana Example, Bo Ek"),
        ('<span itemprop="author">Ana Example</span>', "Ana Example"),
    ],
)
def test_bylines_that_are_only_shown(shown: str, names: str) -> None:
    assert metadata(html.fromstring(page(body=shown))).first("byline") == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("ANN LEE", ["Ann Lee"]),
        ("Ann Lee in Yerevan", ["Ann Lee"]),
        # whom somebody works for is no author
        ("Ann Lee, Senior Correspondent; Bo Ek, BBC News", ["Ann Lee", "Bo Ek"]),
        ("Ann Lee, Ann Lee", ["Ann Lee"]),
        ("Written by: Ann Lee (@annlee) ann@post.example", ["Ann Lee"]),
        ("Ann Lee • Updated 12 May 2023", ["Ann Lee"]),
        ("Ann Lee, Velin Broadcasting Network, Velin", ["Ann Lee"]),
        ("By ANN LEE and BO EK Associated Press", ["Ann Lee", "Bo Ek"]),
        ("Story by Ann Lee, photographs by Nel Photo; editing by Bo Ek", ["Ann Lee"]),
        ("Ann Lee May 12, 2023", ["Ann Lee"]),
        ("Ann Lee reports from Velin, special to the Example Post", ["Ann Lee"]),
        ("Digital Team, with news agencies", []),
        ("Text: Ann Lee", ["Ann Lee"]),
        ("The Example Post", []),
        ("admin", []),
        ("https://post.example/ann", []),
        ("12 May 2023", []),
    ],
)
def test_names_in_bylines(byline: str, names: list[str]) -> None:
    assert clean_names(byline, ["The Example Post"]) == names


def test_every_field_says_where_it_came_from(read_bytes: Reading) -> None:
    report = only(
        read_bytes("a.html", page(ld(headline="Dam bursts above Velin", author="Bo Ek", datePublished="2023-05-12")))
    )
    told = {evidence.field: evidence.source for evidence in reversed(report.evidence)}
    assert told["title"] == "JSON-LD headline"
    assert told["byline"] == "JSON-LD author"
    assert told["published"] == "JSON-LD datePublished"


def test_the_body_that_only_json_ld_carries(read_bytes: Reading) -> None:
    body = " ".join(BODY.replace("<p>", "").split("</p>"))
    content = f"<html><head>{ld(headline='Dam bursts', articleBody=body)}</head><body><div id=app></div></body></html>"
    assert "4,200 residents" in only(read_bytes("a.html", content.encode())).text


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html><body><script>" + b"draw(1);" * 200 + b"</script></body></html>", "drawn by its scripts"),
        (b"<html><body></body></html>", "without an article"),
        (b"\x01<!\x01", "without an article"),  # nothing but a comment
        (b"\x00\x01\x02binary\x00" * 20, "is binary"),
        (b" \n ", "is empty"),
    ],
)
def test_pages_that_cannot_be_read(read_bytes: Reading, content: bytes, what: str) -> None:
    (problem,) = read_bytes("a.html", content)
    assert isinstance(problem, Problem)
    assert what in problem.what


# The page is read all the same; what cannot be is said.
@pytest.mark.parametrize(
    ("head", "what"),
    [
        (ld(datePublished="2023-02-31"), "'2023-02-31' is no date that can be"),
        (ld(datePublished="05/12/2023 10:00"), "'05/12/2023 10:00' could be two days, by which number is the month"),
        (
            ld(datePublished="2023-05-12") + "<!-- FILE ARCHIVED ON 10:00:00 May 02, 2023 AND -->",
            "captured on 2023-05-02, before its date",
        ),
    ],
)
def test_dates_that_cannot_be(read_bytes: Reading, head: str, what: str) -> None:
    items = read_bytes("a.html", page(head))
    (problem,) = [item for item in items if isinstance(item, Problem)]
    assert what in problem.what and problem.severity == "warning"
    assert only(items).text


def test_control_characters(read_bytes: Reading) -> None:
    content = page().replace(b"4,200", b"4,\x01&#1;&#x1F;200").replace(b"<title>", b"<title>\x0b")
    assert "4,\N{REPLACEMENT CHARACTER}" in only(read_bytes("a.html", content)).text


def test_the_encoding_that_a_page_names(read_bytes: Reading) -> None:
    content = page('<meta charset="windows-1252">').decode().replace("river", "Fluß “river”").encode("cp1252")
    assert "Fluß “river”" in only(read_bytes("a.html", content)).text


def test_heading_and_byline_stand_in_the_metadata_and_not_in_the_body(read_bytes: Reading) -> None:
    report = only(read_bytes("a.html", page(body='<p class="byline">By Ana Example</p>')))
    assert report.byline == "Ana Example"
    assert report.text.startswith("Dam bursts above Velin\n\nThousands of people")


# Templates write apostrophes and quotation marks as references, which begin like those of control characters; old pages
# count them as Windows does.
def test_references(read_bytes: Reading) -> None:
    content = page().replace(b"river", b"river&#39;s &#x27;bank&#x27; &#34;in&#x2019; full&#34; &#147;flood&#148;")
    assert "river's 'bank' \"in’ full\" “flood”" in only(read_bytes("a.html", content)).text
