"""The dates that a page shows, and which of them is that of publication.

A page shows many: of the last change, of teasers and comments, of events to come.  What tells them apart is the label
before them ("First published"), their mark (a class, an itemprop) and how near to the heading they stand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from dateline.readers.bylines import is_outside
from dateline.readers.dates import FIRST_DATE, could_be, in_english, iso_date

FIRST = re.compile(r"\b(?:first|originally)\s+(?:published|posted)\b[^\w]*(?:on\b)?\W*(?:\w+day\b\W*)?$", re.IGNORECASE)
LABELLED = re.compile(
    r"(?:\b(?:published|posted|submitted|issued|released|filed|created)\b[^.!?]{0,40}?|^\W*(?:publication\s+)?date\s*:)"
    r"(?:\bon\b|\bat\b)?\W*(?:\w+day\b\W*)?$",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\b(?:updat\w+|modif\w+|edited|revised|corrected|chang\w+|expires?|until|event|actualizad\w+|atualizad\w+"
    r"|aggiornat\w+|aktualisiert|mis à jour|обновлен\w*|оновлен\w*|güncelle\w+|تحديث)\b\W*\w*\W*$",
    re.IGNORECASE,
)
CHANGED = re.compile(r"modif|updat|edited", re.IGNORECASE)
MARKED = re.compile(r"publish|pubdate|posted|date|time-?stamp", re.IGNORECASE)
BESIDE = re.compile(
    r"\d{1,2}[:.]\d\d(?::\d\d)?|\b\d{1,2}\b"
    r"|\b(?:[ap]\.?m\b\.?|at|on|in|by|the|\w+day|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|[A-Z]{2,4}|[+-]\d+)(?!\w)",
    re.IGNORECASE,
)
"""What stands beside a date that stands alone: clock, zone, weekday."""
NEAR = 25
"""Pieces of text after the heading among which a date without a label may be that of the report."""
ABOVE = 6
"""The same before the heading."""
LONGEST = 100
"""Characters of a piece of text that is a stamp and no sentence."""
LABEL = 60
"""Characters before a date in which its label may stand."""
MOST = 50


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of text of the page, in its order."""

    element: HtmlElement
    text: str
    before: str
    """The last characters before it."""


def shown_dates(elements: Sequence[HtmlElement], heading: HtmlElement | None) -> Iterator[tuple[str, str]]:
    """The dates shown that may be that of publication, as written, each with what shows it; the likeliest first.

    `elements` are all of the page in their order.  What none can tell (9/5/2023) is left out.  Linear in their number.
    """
    pieces = list(_pieces(elements))
    at = next((n for n, piece in enumerate(pieces) if _within(piece.element, heading)), 0) if heading is not None else 0
    found: list[tuple[int, int, str, str]] = []
    for number, piece in enumerate(pieces):
        if len(found) >= MOST:
            break
        for rank, told, mark in _in_piece(piece, number - at):
            if not is_outside(piece.element):
                found.append((rank, number if number >= at else len(pieces) + number, told, mark))
    for _, _, told, mark in sorted(found, key=lambda one: one[:2]):
        yield told, mark


def last_change(elements: Sequence[HtmlElement]) -> str | None:
    """The date of the last change as the page shows it; the first, where it shows several."""
    for piece in _pieces(elements):
        date = FIRST_DATE.search(piece.text) if len(piece.text) <= LONGEST else None
        if date is None or iso_date(date[0]) is None or is_outside(piece.element):
            continue
        if CHANGE.search(_label(f"{piece.before} {piece.text[: date.start()]}")):
            return date[0]
    return None


def undecided(elements: Sequence[HtmlElement]) -> Iterator[frozenset[str]]:
    """The days that each date shown as 9/5/2023 could be."""
    short = (piece.text for piece in _pieces(elements) if len(piece.text) <= LONGEST)
    for text in islice(filter(FIRST_DATE.search, short), MOST):
        days = could_be(text)
        if len(days) > 1:
            yield days


def _pieces(elements: Sequence[HtmlElement]) -> Iterator[_Piece]:
    """The pieces of text of the body, times without text among them."""
    before = ""
    if not elements:
        return
    for opens, element in _walk(elements[0].getroottree().getroot()):
        text = " ".join(((element.text if opens else element.tail) or "").split())
        text = in_english(text) if len(text) <= LONGEST else text
        owner = element if opens else element.getparent()
        if owner is None or not (text or (opens and element.tag == "time" and element.get("datetime"))):
            continue
        yield _Piece(owner, text, before)
        before = f"{before} {text}"[-LABEL:]


def _walk(root: HtmlElement) -> Iterator[tuple[bool, HtmlElement]]:
    """Every element as it opens (True) and closes (False), without scripts and the like."""
    stack: list[tuple[bool, HtmlElement]] = [(True, root)]
    while stack:
        opens, element = stack.pop()
        if opens and (not isinstance(element.tag, str) or element.tag in ("script", "style", "head", "template")):
            stack.append((False, element))  # what stands behind it is text of the page
            continue
        yield opens, element
        if opens:
            stack.append((False, element))
            stack.extend((True, child) for child in reversed(element))


def _within(element: HtmlElement, heading: HtmlElement) -> bool:
    return element is heading or heading in element.iterancestors()


def _in_piece(piece: _Piece, distance: int) -> Iterator[tuple[int, str, str]]:
    """The dates of a piece: how telling (the lower the more), as written, and what shows it."""
    element = piece.element
    classes = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    if CHANGED.search(classes):
        return
    if element.tag == "time" and element.get("datetime"):
        rank = _rank(_label(f"{piece.before} {FIRST_DATE.split(piece.text)[0]}"))
        if rank is None:
            return
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            rank = min(rank, 1)
        rank = min(rank, 2 if MARKED.search(element.get("class") or "") else 3)
        if distance >= 0 or rank < 2:
            yield rank, element.get("datetime") or "", "time element"
    elif len(piece.text) <= LONGEST:
        near = MARKED.search(classes) or (-ABOVE <= distance <= NEAR and _stands_alone(piece.text))
        for rank, told in _written(piece):
            if rank < 3 or near:
                yield rank, told, "date shown"


def _written(piece: _Piece) -> Iterator[tuple[int, str]]:
    """The dates in the words of a piece, each with its rank, its weekday and its clock."""
    dates = list(FIRST_DATE.finditer(piece.text))
    ends = [0, *(date.end() for date in dates)]
    starts = [*(date.start() for date in dates), len(piece.text)]
    for number, date in enumerate(dates):
        told = piece.text[max(ends[number], date.start() - 12) : starts[number + 1]]
        rank = _rank(_label(f"{'' if number else piece.before} {piece.text[ends[number] : date.start()]}"))
        if rank is not None and iso_date(told) is not None:
            yield rank, told


def _rank(label: str) -> int | None:
    """How telling a date is by the words before it; None where they say that it is of a change."""
    if CHANGE.search(label):
        return None
    return 0 if FIRST.search(label) else 1 if LABELLED.search(label) else 3


def _label(before: str) -> str:
    """The words right before a date: not those before another date."""
    dates = list(FIRST_DATE.finditer(before))
    return before[dates[-1].end() if dates else 0 :][-LABEL:]


def _stands_alone(text: str) -> bool:
    return len(re.sub(r"\W+", "", BESIDE.sub("", FIRST_DATE.sub("", text)))) <= 12
