"""Everything that comes from outside is hostile: texts, titles, names, addresses, file names, reasons.

310 strings (hostile.jsonl) stand in every field that a report or a finding has.  Here the files themselves are looked
at; test_browser.py opens them.
"""

import asyncio
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import lxml.html
import pytest

from dateline.export import EXPORTERS
from dateline.store import Record
from dateline.web.packing import unpacked
from dateline.web.page import write_page
from dateline.web.render import SECTIONS
from dateline.web.server import make_app

CORPUS = [json.loads(line) for line in (Path(__file__).parent / "hostile.jsonl").read_text().splitlines()]

# What the templates and drawings are made of; a report's text can add none of its own.
ELEMENTS = set(
    "html head meta title style link body a header h1 h2 h3 h4 nav ul ol li form label input select option optgroup "
    "button output i main section p dl div dt dd b bdi details summary span table thead tbody tr th td time q code "
    "article figure figcaption footer script noscript caption mark svg g path line rect circle text tspan "
    "iframe".split()
)
ATTRIBUTES = set(
    "class id href title lang charset name content http-equiv aria-label aria-labelledby aria-live aria-current role "
    "tabindex scope datetime dir rel hidden open type autocomplete value label selected checked colspan "
    "data-x data-w data-p data-k data-d data-a data-z data-group data-rows data-first action method src defer "
    "d transform x y x1 y1 x2 y2 dx dy r cx cy width height viewbox fill fill-opacity stroke stroke-width "
    "stroke-opacity stroke-dasharray stroke-linejoin stroke-linecap stroke-miterlimit opacity text-anchor font-size "
    "font-weight font-style loading target".split()
)


def is_harmless(html: str, addresses: str) -> None:
    """Known elements, known attributes, and links that match `addresses` or lead to http(s)."""
    tree = lxml.html.fromstring(html)
    for element in tree.iter():
        assert isinstance(element.tag, str), "a comment that no template has"
        assert element.tag in ELEMENTS
        for attribute, value in element.attrib.items():
            assert attribute.lower() in ATTRIBUTES, f"<{element.tag} {attribute}={value!r}>"
            if attribute in ("href", "action", "src"):
                assert re.match(rf"{addresses}|https?://[^\s\"'<>]+$", value), value


def test_the_corpus_is_large_and_of_all_kinds() -> None:
    assert len({row["text"] for row in CORPUS}) == len(CORPUS) >= 200
    kinds = "attribute control css element formula link path query script svg template"
    assert sorted({row["kind"] for row in CORPUS}) == kinds.split()


def test_the_page(hostile_page: Path) -> None:
    html = hostile_page.read_text(encoding="utf-8")
    is_harmless(html, "#")
    assert html.count("<script") == 1
    assert html.count("<style") == 1
    # Nothing that hides or reorders what is read.
    found = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert not found, html[found.start() - 200 : found.end() + 50]
    ids = [element.get("id") for element in lxml.html.fromstring(html).iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))


def test_what_is_packed(hostile_packed_page: Path) -> None:
    html = hostile_packed_page.read_text(encoding="utf-8")
    is_harmless(html, "#")
    packs = re.findall(r'<script type="application/octet-stream">([A-Za-z0-9+/=]+)</script>', html)
    assert html.count("<script") == len(packs) + 1
    assert len(packs) > 40
    for pack in packs:
        is_harmless(unpacked(pack), "#")


def test_a_page_in_several_files_stays_in_its_folder(hostile: Path, tmp_path: Path) -> None:
    with Record(hostile) as record:
        written = write_page(record, tmp_path / "page.html", largest=1)
    assert sorted(tmp_path.iterdir()) == sorted(written.pages)
    for path in written.pages:
        is_harmless(path.read_text(encoding="utf-8"), r"(page(-\w+-\d+)?\.html)?#?")


def test_chart_specifications_are_data(hostile_page: Path) -> None:
    specs = list((hostile_page.parent / "specs").iterdir())
    assert sorted(hostile_page.parent.iterdir()) == sorted([hostile_page, hostile_page.parent / "specs"])
    assert len(specs) >= 7
    for path in specs:
        spec = json.loads(path.read_text(encoding="utf-8"))
        assert "datum.line" in json.dumps(spec) or path.name == "places.vl.json"
        assert not [key for key in keys(spec) if key in ("url", "signal", "expr", "$ref")], "a chart that loads or runs"


def keys(value: object) -> Iterator[str]:
    """All keys of nested JSON."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)
    if isinstance(value, dict):
        yield from value


def test_the_server(hostile: Path) -> None:
    async def visit() -> None:
        transport = httpx.ASGITransport(make_app(hostile))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8321") as client:
            listed = await client.get("/reports")
            reports = re.findall(r'href="(/reports/[^"]+)"', listed.text)
            pages = [f"/{section}" for section in SECTIONS] + reports
            frames: set[str] = set()
            for address in pages:
                answer = await client.get(address)
                assert answer.status_code == 200, address
                assert "script-src 'self'" in answer.headers["content-security-policy"]
                is_harmless(answer.text, "[/#]")
                frames |= set(re.findall(r'<iframe [^>]*src="?(/charts/[^" >]+)', answer.text))
            assert len(frames) >= 7 and "/charts/places" in frames
            for address in frames:
                is_harmless((await client.get(address)).text, "[/#]")
            for number, row in enumerate(CORPUS):
                asked = dict.fromkeys(("q", "who", "where", "kind", "from", "to", "page"), row["text"])
                # All fields everywhere would take minutes; the search is what hands them to another language (FTS5).
                for path in ("/search", "/statements", reports[0]) if number % 10 == 0 else ("/search",):
                    answer = await client.get(path, params=asked)
                    assert answer.status_code == 200, row
                    is_harmless(answer.text, "[/#]")

    asyncio.run(visit())


def _path(text: str) -> str:
    return httpx.QueryParams({"x": text})["x"].encode().hex()


@pytest.mark.parametrize("format", sorted(EXPORTERS))
def test_exports_stay_in_their_folder(format: str, hostile: Path, tmp_path: Path) -> None:
    with Record(hostile) as record:
        written = list(EXPORTERS[format].write(record, tmp_path))
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(written)


def test_json_lines_keep_every_string(hostile: Path, tmp_path: Path) -> None:
    with Record(hostile) as record:
        list(EXPORTERS["jsonl"].write(record, tmp_path))
    lines = (tmp_path / "reports.jsonl").read_bytes().split(b"\n")
    titles = {json.loads(line)["title"] for line in lines if line}
    assert titles == {row["text"] for row in CORPUS}


def test_no_cell_of_a_csv_is_a_formula_or_leaves_its_cell(hostile: Path, tmp_path: Path) -> None:
    with Record(hostile) as record:
        list(EXPORTERS["csv"].write(record, tmp_path))
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        for row in rows:
            assert len(row) == len(rows[0]), path.name
            for cell in row:
                assert not re.match(r"\s*[=+@]|\s*-[^\d.]|[\t\r\n]", cell), (path.name, cell)
