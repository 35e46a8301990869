"""Whole pages of many systems and countries (pages.py): title, day, authors and body as a reader would take them."""

import re
from collections import Counter

import pytest
from _pytest.mark import ParameterSet
from tests.readers import pages_third  # noqa: F401 (adds to the pages)
from tests.readers.conftest import Reading, reports
from tests.readers.pages import PAGES, SUMMARIES, Page

from dateline.clean import find_layout
from dateline.readers.bylines import folded

BODY_FLOOR = 0.97
"""Of each page: the F1 of runs of four words."""


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def body_score(body: str, told: tuple[str, ...]) -> float:
    """F1 of runs of four words between what was kept and the gold."""
    kept, gold = _runs(body), _runs("\n".join(told))
    return 2 * (kept & gold).total() / (kept.total() + gold.total())


def kept_body(text: str, title: str | None) -> str:
    """What is taken for the report: the text without its title line and without litter."""
    spans = find_layout(text, extracted=True).boilerplate
    at, pieces = 0, []
    for start, end in (*spans, (len(text), len(text))):
        pieces.append(text[at:start])
        at = end
    lines = "\n".join(pieces).removeprefix(title or "").split("\n")
    return "\n".join(line for line in lines if line.strip() not in SUMMARIES)


OPEN = {
    "new-york-paper": "what its foot says of its authors and of its printed edition reads like the report",
    "live-page": "the headings of all entries but the first are lost",
}


def _marked(page: Page) -> ParameterSet:
    marks = [pytest.mark.xfail(reason=OPEN[page.name], strict=True)] if page.name in OPEN else []
    return pytest.param(page, id=page.name, marks=marks)


@pytest.mark.parametrize("page", [_marked(page) for page in PAGES])
def test_pages(page: Page, read_bytes: Reading) -> None:
    (report,) = reports(read_bytes(f"{page.name}.html", page.content))
    told = (report.title, (report.published or "")[:10], tuple((report.byline or "").split(", ")))
    assert (folded(told[0] or ""), *told[1:]) == (folded(page.title), page.day, page.authors or ("",)), page.hard
    body = kept_body(report.text, report.title)
    assert body_score(body, page.body) >= BODY_FLOOR, f"{page.hard}\n{body}"
