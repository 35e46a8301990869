"""RSS and Atom, and XML that is neither."""

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example Post</title><language>en-gb</language>
<item><title>Dam &amp; river</title><link>https://post.example/dam</link>
<pubDate>Fri, 12 May 2023 10:00:00 GMT</pubDate>
<dc:creator>Ana Example</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>{STORY}</p><p>More.</p>]]></content:encoded></item>
<item><title>Only a title</title></item><item><guid>7</guid></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Post</title>
<entry><title>Dam bursts</title><link rel="self" href="https://post.example/self"/>
<link href="https://post.example/dam"/><published>2023-05-12T10:00:00Z</published>
<author><name>Ana Example</name><email>ana@post.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p><p>More.</p></div></content></entry></feed>"""


@pytest.mark.parametrize(("name", "content", "title"), [("a.rss", RSS, "Dam & river"), ("a.xml", ATOM, "Dam bursts")])
def test_items_become_reports(read_bytes: Reading, name: str, content: str, title: str) -> None:
    report = reports(read_bytes(name, content.encode()))[0]
    assert report.text == f"{title}\n\n{STORY}\nMore."
    assert (report.publisher, report.byline, report.url) == ("Example Post", "Ana Example", "https://post.example/dam")
    assert report.published == "2023-05-12T10:00:00+00:00"


def test_items_without_a_text(read_bytes: Reading) -> None:
    items = read_bytes("a.rss", RSS.encode())
    assert [report.text for report in reports(items)][1:] == ["Only a title"]
    assert problems(items) == ["a.rss:3: an item without a text; nothing to do"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<a><b/></a>", "is XML, but no feed"),
        (b"no markup", "is not XML"),
    ],
)
def test_what_is_no_feed(read_bytes: Reading, content: bytes, what: str) -> None:
    assert what in "".join(problems(read_bytes("a.xml", content)))


def test_entities_that_multiply_without_end_are_not_followed(read_bytes: Reading) -> None:
    entities = '<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY z "&y;&y;&y;&y;">'
    content = f"<!DOCTYPE a [{entities}]><rss><item><title>&z;</title></item></rss>"
    assert [report.text for report in reports(read_bytes("a.xml", content.encode()))] == ["&z;"]
