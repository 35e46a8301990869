"""A page in several linked files: for records too long for one, and for browsers without scripts.

Each file holds some rows and filters them by itself; the first one has the short sections, and an index by which its
search and filters cover all files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup

from dateline.store import Record
from dateline.web.body import Text
from dateline.web.dossier import Dossier
from dateline.web.links import PageLinks
from dateline.web.packing import Block, count_rows, index, runs_of, weight
from dateline.web.paging import apart, listed, names, together
from dateline.web.render import SECTIONS, Renderer

PART = 2_000_000
"""Bytes of a file, about."""
SHORT = 500_000
"""Bytes of a section that stays in the first file."""
SAMPLE = 20
"""Items whose size says how large a section is."""


class PageOf(Protocol):
    """Makes a page of its sections."""

    def __call__(
        self,
        renderer: Renderer,
        shown: Sequence[Block],
        *,
        parts: Sequence[tuple[str, str]],
        here: str,
        index: str = "",
    ) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file: which items of which section it holds."""

    file: str
    heading: str
    key: str
    items: Sequence[Any]


def split(record: Record, dossier: Dossier, output: Path, *, page_of: PageOf) -> Iterator[Path]:
    """Writes the files; yields them, the first one first.  Raises OSError."""
    texts: dict[str, Text] = {}

    def renderer(here: str, file_of: dict[str, str]) -> Renderer:
        links = PageLinks(dossier=dossier, here=here, first=output.name, file_of=file_of)
        return Renderer(record, dossier, links, whole=True, texts=texts)

    parts = list(_parts(renderer(output.name, {}), output))
    file_of = {target: part.file for part in parts for item in part.items for target in names(part.key, item)}
    for part in reversed(parts):
        file_of[part.key] = part.file
    contents = [(output.name, "Overview"), *((part.file, part.heading) for part in parts)]
    others: list[tuple[str, str, Markup]] = []
    written: list[Path] = []
    for part in parts:
        rendered = renderer(part.file, file_of)
        html = rendered.section(part.key, part.items)
        others.append((SECTIONS[part.key], part.file, html))
        block = Block(key=part.key, heading=part.heading, html=html, rows=count_rows(html))
        written.append(output.with_name(part.file))
        written[-1].write_bytes(page_of(rendered, [block], parts=contents, here=part.file))
    elsewhere = {part.key for part in parts}
    overview = renderer(output.name, file_of)
    shown = []
    for key, heading in SECTIONS.items():
        if key not in elsewhere:
            html = overview.section(key)
            shown.append(Block(key=key, heading=heading, html=html, rows=count_rows(html)))
    output.write_bytes(page_of(overview, shown, parts=contents, here=output.name, index=index(others)))
    yield from (output, *written)


def _parts(renderer: Renderer, output: Path) -> Iterator[Part]:
    """The files of the sections that are long, as a sample of each says, and always of the reports."""
    for key, heading in SECTIONS.items():
        rows = apart(key, listed(renderer.dossier, key))
        step = max(1, len(rows) // SAMPLE)
        sample = rows[::step]
        weighed = sum(weight(key, item) for item in sample)
        bytes_each = len(renderer.section(key, together(key, sample))) / max(1, weighed)
        if key == "summary" or (key != "reports" and bytes_each * sum(weight(key, item) for item in rows) <= SHORT):
            continue
        runs = runs_of(key, rows, PART / bytes_each)
        for number, run in enumerate(runs, 1):
            file = f"{output.stem}-{key}-{number:03}{output.suffix or '.html'}"
            yield Part(
                file=file, heading=f"{heading}, {number} of {len(runs)}", key=key, items=together(key, run)
            )  # fmt: skip
