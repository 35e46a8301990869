"""Marks in text: nested, crossing, cut at paragraphs; hidden characters shown by their number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from dateline.web.marking import Mark, marked, paragraphs, visible


# What shows nothing, or reorders what is shown, is shown as its code point; markup is text.  (text, HTML)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a & <b>", "a &amp; &lt;b&gt;"),
        ("\u202egpj.exe", '<span class="ctl">U+202E</span>gpj.exe'),
        ("a\x00b", 'a<span class="ctl">U+0000</span>b'),
        ("\ud800", '<span class="ctl">U+D800</span>'),
        ("tab\tline\nshown as they are", "tab\tline\nshown as they are"),
        ("na\u00efve Ереван \U0001f468\u200d\U0001f469", "na\u00efve Ереван \U0001f468\u200d\U0001f469"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == Markup(expected)


def test_paragraphs_are_the_runs_between_line_breaks() -> None:
    text = "one\n\n  \ntwo three\r\nfour\u2028five"
    assert [text[start:end] for start, end in paragraphs(text)] == ["one", "two three", "four", "five"]


# (marks, HTML of "abcdefgh")
@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "abcdefgh"),
        ([Mark(start=1, end=3, css="f", id="x")], "a<span class=f id=x>bc</span>defgh"),
        # nested
        (
            [Mark(start=0, end=4, css="c"), Mark(start=1, end=2, css="f")],
            "<span class=c>a<span class=f>b</span>cd</span>efgh",
        ),
        # crossing: the second is cut in two, its name stands on the first piece
        (
            [Mark(start=0, end=4, css="c", id="x"), Mark(start=2, end=6, css="f", id="y")],
            "<span class=c id=x>ab<span class=f id=y>cd</span></span><span class=f>ef</span>gh",
        ),
        # links do not nest
        (
            [Mark(start=0, end=4, css="e", href="#1"), Mark(start=1, end=2, css="f", href="#2")],
            "<a class=e href=#1>a<span class=f>b</span>cd</a>efgh",
        ),
        # on one span, with an attribute that needs quotation marks; an empty mark is none
        (
            [
                Mark(start=0, end=1, element="b"),
                Mark(start=0, end=1, css="f", title='"<x'),
                Mark(start=2, end=2, css="z"),
            ],
            '<b><span class=f title="&#34;&lt;x">a</span></b>bcdefgh',
        ),
    ],
)
def test_marked(marks: list[Mark], expected: str) -> None:
    assert marked("abcdefgh", (0, 8), marks) == Markup(expected)


spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


# Whatever the marks: the text is all there, in order, and the HTML is what a parser reads back.
@given(
    text=st.text(alphabet="ab<&\"' \n", min_size=20, max_size=20),
    marked_spans=st.lists(st.tuples(spans, st.booleans()), max_size=8),
    part=spans,
)
def test_the_text_is_never_changed(text: str, marked_spans: list[tuple[list[int], bool]], part: list[int]) -> None:
    marks = [
        Mark(start=start, end=end, css="f", id=f"x{number}", href="#y" if link else "")
        for number, ((start, end), link) in enumerate(marked_spans)
    ]
    start, end = part
    tree = html.fromstring(f"<div>{marked(text, (start, end), marks)}</div>")
    assert tree.text_content() == text[start:end]
    assert tree.xpath("//a//a") == []
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
