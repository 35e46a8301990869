"""Long pages: packed, they hold what a plain page holds, and the index of a split one covers all its files."""

import json
import re
from pathlib import Path

import lxml.html
import pytest

from dateline.store import Record
from dateline.web import packing, splitting
from dateline.web.gather import read_dossier
from dateline.web.packing import count_rows, index, is_long, packed, unpacked
from dateline.web.page import LARGEST, write_page


@pytest.fixture
def long_page(ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> lxml.html.HtmlElement:
    """The page of the ferry's record as if it were long: a pack for each row."""
    monkeypatch.setattr(packing, "UNPACKED", 0)
    monkeypatch.setattr(packing, "ROWS", 1)
    return _written(ferry, tmp_path / "page.html")


def _written(record: Path, output: Path, *, plain: bool = False, largest: int = LARGEST) -> lxml.html.HtmlElement:
    with Record(record) as opened:
        (page,) = write_page(opened, output, plain=plain, largest=largest).pages
    return lxml.html.fromstring(page.read_text(encoding="utf-8"))


def _packs(tree: lxml.html.HtmlElement) -> list[str]:
    slots = [element for element in tree.iter("div") if element.get("class") == "slot"]
    return [unpacked(slot.text_content()) for slot in slots]


def _names(trees: list[lxml.html.HtmlElement]) -> list[str]:
    return [str(element.get("id")) for tree in trees for element in tree.iter() if element.get("id")]


# As large as it gets, and what neither base64 nor zlib may harm.
@pytest.mark.parametrize("text", ["", "<p>é</p>", "\U0001f30a" * 1000, "</script><script>"])
def test_what_is_packed_is_unpacked(text: str) -> None:
    assert unpacked(packed(text)) == text
    assert re.fullmatch(r"[A-Za-z0-9+/=]*", packed(text))


def test_half_characters_do_not_stop_the_packing() -> None:
    assert unpacked(packed("a\ud800b")) == "a?b"


def test_a_short_record_is_not_packed(ferry: Path, tmp_path: Path) -> None:
    with Record(ferry) as record:
        assert not is_long(read_dossier(record))
    assert _packs(_written(ferry, tmp_path / "page.html")) == []


def test_packed_and_plain_pages_hold_the_same_rows(
    long_page: lxml.html.HtmlElement, ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    plain = _written(ferry, tmp_path / "plain.html")
    packs = [lxml.html.fragment_fromstring(pack, "div") for pack in _packs(long_page)]
    assert len(packs) >= 7
    names = _names([long_page, *packs])
    assert len(names) == len(set(names))
    assert set(names) - {"everything"} == set(_names([plain]))


def test_every_link_of_a_packed_page_leads_somewhere(long_page: lxml.html.HtmlElement) -> None:
    trees = [long_page, *(lxml.html.fragment_fromstring(pack, "div") for pack in _packs(long_page))]
    names = set(_names(trees))
    links = [str(link.get("href")) for tree in trees for link in tree.iter("a")]
    assert len(links) >= 100
    assert [link for link in links if link.startswith("#") and link[1:] not in names] == []


def test_slots_say_how_many_rows_they_hold(long_page: lxml.html.HtmlElement) -> None:
    slots = [element for element in long_page.iter("div") if element.get("class") == "slot"]
    assert [int(slot.get("data-rows", 0)) for slot in slots] == [count_rows(pack) for pack in _packs(long_page)]
    for section in long_page.iter("section"):
        own = [slot for slot in section if slot.get("class") == "slot"]
        if own:
            firsts, sizes = ([int(slot.get(f"data-{key}", 0)) for slot in own] for key in ("first", "rows"))
            assert firsts[1:] == [first + size for first, size in zip(firsts, sizes, strict=True)][:-1]
            assert firsts[-1] + sizes[-1] - 1 == int(section.get("data-rows", 0))


def test_a_packed_page_says_what_it_is_without_scripts(long_page: lxml.html.HtmlElement) -> None:
    (said,) = long_page.iter("noscript")
    assert "dateline page --plain" in said.text_content()


def test_a_long_record_is_written_plain_if_asked(ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "UNPACKED", 0)
    with Record(ferry) as record:
        pages = write_page(record, tmp_path / "page.html", plain=True).pages
    assert len(pages) > 1
    assert all('class="slot"' not in page.read_text(encoding="utf-8") for page in pages)


def test_the_index_of_a_split_page_has_all_rows_of_the_other_files(
    ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "SHORT", 0)
    with Record(ferry) as record:
        first, *others = write_page(record, tmp_path / "page.html", largest=1).pages
    tree = lxml.html.fromstring(first.read_text(encoding="utf-8"))
    held = json.loads(unpacked(str(tree.get_element_by_id("index").text)))
    rows = {(held["files"][file], id) for _, file, id, *_ in held["rows"]}
    expected = {
        (path.name, row.get("id", ""))
        for path in others
        for row in lxml.html.fromstring(path.read_text(encoding="utf-8")).iter()
        if row.get("data-x") is not None
    }
    assert rows == expected
    assert len(rows) > 20
    assert all(id for _, id in rows), "a row that cannot be linked to"
    figures = [row for row in held["rows"] if held["sections"][row[0]].startswith("Figures")]
    (thirty,) = [row for row in figures if "Thirty people are dead" in row[8]]
    assert thirty[6:8] == ["2024-05-16", "2024-05-16"]


def test_an_index_keeps_text_as_text() -> None:
    row = lxml.html.fromstring("<li>")
    row.text, row.attrib["data-x"], row.attrib["id"] = "</script><b>&amp;", "", "a"
    html = lxml.html.tostring(row, encoding="unicode")
    assert json.loads(unpacked(index([("Events", "b.html", html)]))) == {  # type: ignore[list-item]
        "sections": ["Events"], "files": ["b.html"], "rows": [[0, 0, "a", "", "", "", "", "", "</script><b>&amp;"]],
    }  # fmt: skip
