"""What the readers share: dates as files give them, addresses of web archives, markup, endings."""

from pathlib import Path

import pytest

from dateline.readers.dates import iso_date
from dateline.readers.evidence import Facts, note_address
from dateline.readers.markup import markup_text
from dateline.readers.source import Source


@pytest.mark.parametrize(
    ("told", "iso"),
    [
        ("2023-09-21", "2023-09-21"),
        ("2023-09-21T20:19:11Z", "2023-09-21T20:19:11+00:00"),
        ("2023-09-21 20:19:11", "2023-09-21T20:19:11"),
        ("2023-09", "2023-09"),
        ("2023", "2023"),
        ("2023/9/1", "2023-09-01"),
        ("20230921201911", "2023-09-21"),
        ("Thu, 21 Sep 2023 20:19:11 +0000", "2023-09-21T20:19:11+00:00"),
        ("Thu, 21 Sep 2023 20:19:11 GMT", "2023-09-21T20:19:11+00:00"),
        ("21 Sep 2023 8:19 PM EST", "2023-09-21T20:19:00-05:00"),
        ("September 21, 2023", "2023-09-21"),
        ("Sept. 21, 2023 at 12:05 a.m.", "2023-09-21T00:05:00"),
        ("21st September 2023", "2023-09-21"),
        ("21st of September 2023", "2023-09-21"),
        ("21/Sep/2023", "2023-09-21"),
        ("Thu Sep 21 20:19:11 UTC 2023", "2023-09-21T20:19:11+00:00"),
        ("1695327551", "2023-09-21T20:19:11+00:00"),
        # Numbers alone: with stops the day comes first; else what can be no month, or the weekday, decides.
        ("21.09.2023", "2023-09-21"),
        ("09/21/2023 8:19 PM", "2023-09-21T20:19:00"),
        ("Thu, 05/11/2023 - 21:14", "2023-05-11T21:14:00"),
        ("Sun, 05/11/2023 - 21:14", "2023-11-05T21:14:00"),
        # A zone that many countries name alike is left open.
        ("21 Sep 2023 20:19 IST", "2023-09-21T20:19:00"),
        # Days that there are not, other calendars, and days that nobody can tell from months.
        ("2023-02-31", None),
        ("31 February 2023", None),
        ("2023-13-01", None),
        ("1402-06-30", None),
        ("2566-09-21", None),
        ("03/04/2023", None),
        ("2023-W38", None),
        ("yesterday", None),
        ("", None),
        ("99999999999999999999", None),
        ("०", None),
    ],
)
def test_dates(told: str, iso: str | None) -> None:
    assert iso_date(told) == iso


def test_a_copy_in_a_web_archive_tells_where_and_when() -> None:
    facts = Facts()
    note_address(facts, "https://web.archive.org/web/20230921201911id_/https://post.example/a", "link canonical")
    assert (facts.first("url"), facts.first("captured")) == ("https://post.example/a", "2023-09-21")
    assert facts.first("archived") == "https://web.archive.org/web/20230921201911id_/https://post.example/a"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain &amp; simple", "plain & simple"),
        ("<p>One.</p><p>Two <b>bold</b>.</p>", "One.\nTwo bold."),
        ("One.<br>Two.<script>three()</script> Four.", "One.\nTwo. Four."),
        ("<!-- nothing -->", ""),
        ("<p>a\x01b&#2;c</p>", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"),
        ("<p>unclosed <div>One", "unclosed\nOne"),
        ("<p>it&#39;s &#x27;so&#x27; &#8217;t&#147;is&#148;</p>", "it's 'so' ’t“is”"),
    ],
)
def test_markup(markup: str, text: str) -> None:
    assert markup_text(markup) == text


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.TXT", ".txt"), ("a.b.html", ".html"), ("a.tar.gz", ".tar.gz"), ("a.warc.gz", ".warc.gz"),
        ("a.txt.gz", ".gz"), ("a", ""),
    ],
)  # fmt: skip
def test_endings(name: str, ending: str) -> None:
    assert Source(path=Path(name), name=name, root=Path()).suffix == ending
