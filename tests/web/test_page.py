"""The page of a record: every fact linked to its characters and back, in one file or several, the same bytes twice."""

import base64
import re
from hashlib import sha256
from pathlib import Path

import lxml.html
import pytest
from tests.web.conftest import write_record

from dateline.records import GROUPS, Annotation, Report, Statement, spans_of
from dateline.store import Record
from dateline.web import splitting
from dateline.web.dossier import name
from dateline.web.gather import read_dossier
from dateline.web.links import row
from dateline.web.page import LARGEST, write_page
from dateline.web.render import SECTIONS

NO_GROUPS: dict[str, list[object]] = {table: [] for table in GROUPS}


def written(record: Path, folder: Path, largest: int = LARGEST) -> dict[str, lxml.html.HtmlElement]:
    with Record(record) as opened:
        pages = write_page(opened, folder / "page.html", largest=largest).pages
    return {path.name: lxml.html.fromstring(path.read_text(encoding="utf-8")) for path in pages}


def names(tree: lxml.html.HtmlElement) -> list[str]:
    return [str(element.get("id")) for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]


# In one file, and with everything that can be in files of its own.
@pytest.mark.parametrize("largest", [LARGEST, 1])
def test_every_link_leads_somewhere(largest: int, ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "SHORT", 0)
    pages = written(ferry, tmp_path, largest=largest)
    assert (len(pages) > 1) == (largest == 1)
    known = {file: names(tree) for file, tree in pages.items()}
    for file, found in known.items():
        assert len(found) == len(set(found)), file
    for file, tree in pages.items():
        for link in tree.iter("a"):
            address = link.get("href", "")
            if not address.startswith("https://news.example"):
                target, _, fragment = address.partition("#")
                assert not fragment or fragment in known[target or file], address
                assert (target or file) in pages


def test_every_fact_leads_to_its_characters_and_back(ferry: Path, tmp_path: Path) -> None:
    (tree,) = written(ferry, tmp_path).values()
    with Record(ferry) as record:
        dossier = read_dossier(record)
        texts = {id: report.text for id, report in record.reports().items()}
    for id, fact in dossier.facts.items():
        start, end = min(spans_of(fact))
        characters = tree.get_element_by_id(name(id))
        assert texts[dossier.home[id]][start:end].startswith(characters.text_content())
        its_row = tree.get_element_by_id(row(id))
        assert f"#{name(id)}" in [link.get("href") for link in its_row.iter("a")]
        report = next(outer for outer in characters.iterancestors("article"))
        assert f"#{row(id)}" in [link.get("href") for link in report.iter("a")]


def test_numbers_have_their_giver_and_their_day(ferry: Path, tmp_path: Path) -> None:
    (tree,) = written(ferry, tmp_path).values()
    rows = [
        [" ".join(cell.text_content().split()) for cell in line.iter("td")][:3]
        for line in tree.get_element_by_id("figures").iter("tr")
        if line.get("id")
    ]
    assert rows == [
        ["2024-05-14", "at least 12 people, died", "the coastguard"],
        ["2024-05-15 from the report", "12 bodies, bodies recovered", "Ilse Marn"],
        ["2024-05-16", "30 people, died", "Ilse Marn"],
        ["undated", "up to 25 people, died", "the ministry"],
    ]


def test_copies_are_folded_under_their_origin(ferry: Path, tmp_path: Path) -> None:
    (tree,) = written(ferry, tmp_path).values()
    (origin,) = [section for section in tree.iter("section") if section.get("class") == "origin"]
    (copy,) = [part for part in origin.iter("details") if part.get("class") == "copy"]
    assert "Toll of ferry rises to 30" in copy.text_content()
    link = next(link for link in copy.iter("a") if "of the shorter text" in link.text_content())
    pair = tree.get_element_by_id(link.get("href", "").removeprefix("#"))
    (passages,) = [table for table in pair.iter("table") if table.get("class") == "aligned"]
    left, right = [cell.text_content() for cell in passages.iter("td")]
    assert left == right == "The ferry had left the port of Tarsk with too many on board."


def test_what_was_skipped_and_not_read_is_shown(ferry: Path, tmp_path: Path) -> None:
    (tree,) = written(ferry, tmp_path).values()
    (greyed,) = [part for part in tree.iter("span") if part.get("class") == "skip" and part.get("title")]
    assert greyed.text_content() == "Read also: ten recipes for autumn"
    assert "empty.txt: is empty (remove it)" in tree.get_element_by_id("summary").text_content()
    assert "nothing says what it counts" in tree.get_element_by_id("unresolved").text_content()


def test_the_policy_allows_its_own_style_and_script_alone(ferry: Path, tmp_path: Path) -> None:
    written(ferry, tmp_path)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert found
    policy = dict(part.split(" ", 1) for part in found[1].replace("&#39;", "'").split("; "))
    assert policy["default-src"] == "'none'"
    for element, source in (("style", "style-src"), ("script", "script-src")):
        body = re.search(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert body
        assert policy[source] == f"'sha256-{base64.b64encode(sha256(body[1].encode()).digest()).decode()}'"
    assert "unsafe" not in found[1]


def test_the_same_record_gives_the_same_bytes(ferry: Path, tmp_path: Path) -> None:
    written(ferry, tmp_path)
    first = (tmp_path / "page.html").read_bytes()
    written(ferry, tmp_path)
    assert (tmp_path / "page.html").read_bytes() == first


def test_questions_about_names_are_put(ferry: Path, tmp_path: Path) -> None:
    (tree,) = written(ferry, tmp_path).values()
    names = " ".join(tree.get_element_by_id("names").text_content().split())
    assert "the coastguard e-guard and Ilse Marn e-marn the same ship" in names
    assert "no report names the subjects any more" in names


# It says who said what.  It confirms nothing.
def test_a_word_that_the_page_never_says(ferry: Path, tmp_path: Path) -> None:
    written(ferry, tmp_path)
    assert "confirmed" not in (tmp_path / "page.html").read_text(encoding="utf-8").lower()


def test_all_sections_are_there_and_headed(ferry: Path, tmp_path: Path) -> None:
    (tree,) = written(ferry, tmp_path).values()
    assert [heading.text_content().strip() for heading in tree.iter("h2")] == list(SECTIONS.values())


# (the record, what its sections say instead of rows)
def test_empty_sections_say_so_in_words(tmp_path: Path) -> None:
    record = write_record(tmp_path / "empty.db", [], {}, NO_GROUPS, [])
    (tree,) = written(record, tmp_path).values()
    said = {key: " ".join(tree.get_element_by_id(key).text_content().split()) for key in SECTIONS}
    assert "This record holds no report." in said["summary"]
    assert said["figures"].endswith("No figure was read in these reports.")
    assert said["disputes"].endswith("No claims were found that cannot all hold.")
    assert said["copies"].endswith("No two reports were found to share text.")
    assert said["reports"].endswith("This record holds no report.")
    assert all(said.values())
    assert not list(tree.get_element_by_id("main").iter("td"))


def test_a_record_of_one_report_and_of_no_fact(tmp_path: Path) -> None:
    report = Report(id="a", text="Nothing is known.\n\nNothing was said.", title="Nothing is known")
    record = write_record(tmp_path / "one.db", [report], {"a": Annotation(id="a")}, NO_GROUPS, [])
    (tree,) = written(record, tmp_path).values()
    assert "1 report of 1 origin." in tree.get_element_by_id("summary").text_content()
    assert "No report says on which day it was published." in tree.get_element_by_id("summary").text_content()
    assert "Nothing was said." in tree.get_element_by_id("reports").text_content()


# (what is denied, what the summary says of it): a denial of something named before says nothing without its sentence
@pytest.mark.parametrize(
    ("denied", "shown"),
    [
        ("it", "it: Baku denied it."),
        ("any such plan", "any such plan: Baku denied any such plan."),
        ("that it had planned this", "that it had planned this"),
    ],
)
def test_what_is_denied_can_be_read_in_the_summary(denied: str, shown: str, tmp_path: Path) -> None:
    text = f"They came at night. Baku denied {denied}. It rained."
    start, end = text.index("Baku"), text.index(" It rained")
    said = text.index(denied)
    denial = Statement(
        id="s-1", source=((start, start + 4),), cue=((start + 5, start + 11),), content=((said, said + len(denied)),),
        speaker="Baku", stance="denies",
    )  # fmt: skip
    found = Annotation(id="a", sentences=((0, start - 1), (start, end), (end + 1, len(text))), statements=(denial,))
    record = write_record(tmp_path / "one.db", [Report(id="a", text=text)], {"a": found}, NO_GROUPS, [])
    (tree,) = written(record, tmp_path).values()
    (link,) = tree.get_element_by_id("summary").xpath(".//li[b='Baku']/a")
    assert link.text_content() == shown


def test_a_report_without_a_title_or_text(tmp_path: Path) -> None:
    record = write_record(tmp_path / "one.db", [Report(id="a", text="")], {"a": Annotation(id="a")}, NO_GROUPS, [])
    (tree,) = written(record, tmp_path).values()
    assert "(no text)" in tree.get_element_by_id("reports").text_content()
    assert "This report has no text." in tree.get_element_by_id("reports").text_content()
