"""Long sections: the first rows stand in a page as they are; the rest is packed in it, and its script unpacks it.

A page repeats itself: the same tags around every row, and each sentence in its report and again in its rows.  Packed
(zlib, in base64) the rows of 1,000 reports take a tenth of the room, and the browser lays out only what is looked at.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import lxml.html
from markupsafe import Markup

from dateline.web.dossier import Dossier
from dateline.web.paging import apart, listed, together
from dateline.web.render import SECTIONS, Renderer

UNPACKED = 6_000_000
"""Bytes of a page, about, that is written without packing anything, so that it can be read without a script."""
FACT_BYTES, CHARACTER_BYTES = 1_700, 1.5
"""What a fact and a character of a text take in a page, about (seen in records of both examples)."""
ROWS = 150
"""Rows in a pack, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Rows of a section, packed: how many there are, the number of the first, and the data."""

    rows: int
    first: int
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A section of a page: what stands in it, how many rows it has in all, and what is packed."""

    key: str
    heading: str
    html: Markup
    rows: int
    packs: Sequence[Pack] = ()


def is_long(dossier: Dossier) -> bool:
    """Whether the page of this record is long enough to be packed."""
    return len(dossier.facts) * FACT_BYTES + dossier.characters * CHARACTER_BYTES > UNPACKED


def blocks(renderer: Renderer, *, whole: bool) -> Iterator[Block]:
    """The sections of a page, complete, or with all but the first of their rows packed."""
    for key, heading in SECTIONS.items():
        items = apart(key, listed(renderer.dossier, key))
        first, *others = [items] if whole else runs_of(key, items, ROWS)
        html = renderer.section(key, together(key, first))
        seen, packs = count_rows(html), []
        for run in others:
            more = renderer.section(key, together(key, run), continued=True)
            rows = count_rows(more)
            packs.append(Pack(rows=rows, first=seen + 1, data=packed(more)))
            seen += rows
        yield Block(key=key, heading=heading, html=html, rows=seen, packs=packs)


def runs_of(key: str, items: Sequence[Any], most: float) -> list[list[Any]]:
    """The items in runs of about so many rows; always one run, if an empty one."""
    runs: list[list[Any]] = [[]]
    rows = 0
    for item in items:
        if rows >= most:
            runs.append([])
            rows = 0
        runs[-1].append(item)
        rows += weight(key, item)
    return runs


def weight(key: str, item: Any) -> int:
    """An item in rows: a course has a chart, a report its text, a pair of copies the passages."""
    match key:
        case "figures" if not isinstance(item, list):
            return 5 + len(item.points)
        case "reports":
            return 15 * len(item[1])
        case "copies":
            return 5
        case _:
            return 1


def packed(text: str) -> str:
    """The text as the page's script unpacks it."""
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode()


def unpacked(data: str) -> str:
    """The inverse of `packed`."""
    return zlib.decompress(base64.b64decode(data)).decode()


def rows_of(html: str) -> Iterator[lxml.html.HtmlElement]:
    """The elements that filters show or hide."""
    if html.strip():
        yield from (row for row in lxml.html.fragment_fromstring(html, "div").iter() if row.get("data-x") is not None)


def count_rows(html: str) -> int:
    """How many rows filters show or hide."""
    return sum(1 for _ in rows_of(html))


def index(parts: Iterable[tuple[str, str, Markup]]) -> str:
    """All rows of other files, packed: (section, file, html) of each.

    JSON: {"sections", "files", "rows": [[section, file, name, who, places, kinds, earliest, latest, text], ...]}, the
    first two by their numbers.
    """
    sections: dict[str, int] = {}
    files: dict[str, int] = {}
    rows: list[list[Any]] = []
    for section, file, html in parts:
        for row in rows_of(html):
            day = row.get("data-d", "")
            facets = [row.get(f"data-{key}", "") for key in "wpk"]
            days = [row.get("data-a", day), row.get("data-z", day)]
            where = [sections.setdefault(section, len(sections)), files.setdefault(file, len(files))]
            text = " ".join(row.text_content().split())
            rows.append([*where, row.get("id", ""), *facets, *days, text])
    return packed(json.dumps({"sections": [*sections], "files": [*files], "rows": rows}, ensure_ascii=False))
