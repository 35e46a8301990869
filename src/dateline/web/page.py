"""A record as one HTML file that opens from a disk, or as several linked ones where it is too long for one."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dateline.store import Record
from dateline.web import atlas, charts
from dateline.web.body import Text
from dateline.web.dossier import Dossier, name, read_dossier
from dateline.web.links import PageLinks
from dateline.web.paging import apart, listed, names, together
from dateline.web.render import SECTIONS, Renderer, static

LARGEST = 20_000_000
"""Bytes of one file: a longer page is split."""
PART = 4_000_000
"""Characters of a file, about, where the page is split."""
SPLIT = "Filters and search look at one file at a time; dateline serve searches the whole record."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of a page, the one to open first; specifications of charts after them."""

    pages: tuple[Path, ...]
    charts: tuple[Path, ...] = ()


def write_page(record: Record, output: Path, *, specs: Path | None = None, largest: int = LARGEST) -> Written:
    """Writes the page of a record to `output`, beside it the files it is split into, if it is, and the specifications
    of its charts to the folder `specs`.  Raises RecordError, OSError.
    """
    dossier = read_dossier(record)
    texts: dict[str, Text] = {}
    links = PageLinks(dossier=dossier, here=output.name, first=output.name, file_of={})
    renderer = Renderer(record, dossier, links, whole=True, texts=texts)
    blocks = [(key, renderer.section(key)) for key in SECTIONS]
    page = _page(renderer, blocks)
    if len(page) <= largest:
        output.write_bytes(page)
        pages = [output]
    else:
        pages = list(_split(record, dossier, output, texts, {key: len(html) for key, html in blocks}))
    return Written(pages=tuple(pages), charts=tuple(write_specs(dossier, specs)) if specs else ())


def _page(
    renderer: Renderer, blocks: Iterable[tuple[str, Markup]], *, parts: list[tuple[str, str]] | None = None,
    here: str = "", note: str = "",
) -> bytes:  # fmt: skip
    style, script = static("page.css"), static("page.js")
    filters = renderer.render("filters.html", server=False, chosen=dict.fromkeys(CHOSEN, "") | {"undated": "1"})
    made = renderer.render(
        "page.html",
        title=renderer.dossier.name,
        current="",
        policy=policy(style, script),
        style=Markup(style),
        script=Markup(script),
        filters=filters,
        blocks=[(key, SECTIONS[key], html) for key, html in blocks],
        parts=parts,
        here=here,
        note=note,
    )
    return made.encode("utf-8", "replace")


CHOSEN = ("q", "who", "where", "kind", "from", "to", "undated")
"""The fields of the filters."""


def policy(style: str, script: str) -> str:
    """What a page may do: nothing but its own style and script, known by their hashes; no network at all."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


# --- more than one file --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of a split page: which items of which section it holds."""

    file: str
    heading: str
    key: str
    items: Sequence[Any]


def _split(
    record: Record, dossier: Dossier, output: Path, texts: dict[str, Text], sizes: Mapping[str, int]
) -> Iterator[Path]:
    """Writes the first file with what is short, and files of PART bytes, about, of the sections that are long."""
    parts: list[Part] = []
    file_of: dict[str, str] = {}
    for key, heading in SECTIONS.items():
        if key != "summary" and (key == "reports" or sizes[key] > PART // 4):
            chunks = _chunks(key, listed(dossier, key), ceil(sizes[key] / PART))
            for number, items in enumerate(chunks, 1):
                file = f"{output.stem}-{key}-{number:03}{output.suffix or '.html'}"
                parts.append(Part(file=file, heading=f"{heading}, {number} of {len(chunks)}", key=key, items=items))
                file_of.setdefault(key, file)
                file_of |= {target: file for item in items for target in names(key, item)}
    contents = [(output.name, "Overview"), *((part.file, part.heading) for part in parts)]
    elsewhere = {part.key for part in parts}
    for file in [output.name, *(part.file for part in parts)]:
        links = PageLinks(dossier=dossier, here=file, first=output.name, file_of=file_of)
        renderer = Renderer(record, dossier, links, whole=True, texts=texts)
        if file == output.name:
            blocks = [(key, renderer.section(key)) for key in SECTIONS if key not in elsewhere]
        else:
            blocks = [(part.key, renderer.section(part.key, part.items)) for part in parts if part.file == file]
        path = output.with_name(file)
        path.write_bytes(_page(renderer, blocks, parts=contents, here=file, note=SPLIT))
        yield path


def _chunks(key: str, items: Sequence[Any], number: int) -> list[list[Any]]:
    """The items in so many runs, about."""
    rows = apart(key, items)
    size = max(1, ceil(len(rows) / max(1, number)))
    return [together(key, rows[at : at + size]) for at in range(0, len(rows), size)]


def write_specs(dossier: Dossier, folder: Path) -> Iterator[Path]:
    """Writes the Vega-Lite specification of each chart, named after its series; yields the files.  Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [(name(series.id).replace(":", "-"), charts.course(series, dossier.giver_of)) for series in dossier.series]
    specs = [(title, course.spec) for title, course in made if course]
    for title, spec in [*specs, ("places", atlas.chart(dossier))]:
        if spec is not None:
            path = folder / f"{title}.vl.json"
            path.write_text(json.dumps(spec, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="replace")
            yield path
