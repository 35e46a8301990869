"""A record as one HTML file that opens from a disk, or as several linked ones where it is too long for one."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from dateline.store import Record
from dateline.web import atlas, charts
from dateline.web.dossier import Dossier, name
from dateline.web.gather import read_dossier
from dateline.web.links import PageLinks
from dateline.web.packing import Block, blocks, is_long
from dateline.web.render import Renderer, static
from dateline.web.splitting import split

LARGEST = 20_000_000
"""Bytes of one file: a longer page is split."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of a page, the one to open first; specifications of charts after them."""

    pages: tuple[Path, ...]
    charts: tuple[Path, ...] = ()


def write_page(
    record: Record, output: Path, *, specs: Path | None = None, plain: bool = False, largest: int = LARGEST
) -> Written:
    """Writes the page of a record to `output`, and the specifications of its charts to the folder `specs`.

    A long page has most of its rows packed.  It is split into linked files beside `output` where it is larger than
    `largest` even so; with `plain`, where it is long at all, so that nothing is packed but the index of the search.
    Raises RecordError, OSError.
    """
    dossier = read_dossier(record)
    long = is_long(dossier)
    page = b"" if long and plain else _whole(record, dossier, output, packed=long)
    if page and len(page) <= largest:
        output.write_bytes(page)
        pages = [output]
    else:
        pages = list(split(record, dossier, output, page_of=_page))
    return Written(pages=tuple(pages), charts=tuple(write_specs(dossier, specs)) if specs else ())


def _whole(record: Record, dossier: Dossier, output: Path, *, packed: bool) -> bytes:
    links = PageLinks(dossier=dossier, here=output.name, first=output.name, file_of={})
    renderer = Renderer(record, dossier, links, whole=True)
    return _page(renderer, list(blocks(renderer, whole=not packed)))


def _page(
    renderer: Renderer,
    shown: Sequence[Block],
    *,
    parts: Sequence[tuple[str, str]] = (),
    here: str = "",
    index: str = "",
) -> bytes:
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
        blocks=shown,
        packed=sum(pack.rows for block in shown for pack in block.packs),
        rows=sum(block.rows for block in shown),
        parts=parts,
        here=here,
        index=index,
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
