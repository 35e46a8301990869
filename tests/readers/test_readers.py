"""Which reader a file goes to, and what the user says about files."""

import gc
import sys
from pathlib import Path

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports
from tests.readers.test_archive import zipped
from tests.readers.test_warc import PAGE, warc

from dateline.readers import read_all
from dateline.records import Report


@pytest.mark.parametrize("name", ["a.xyz", "a", "a.jpg"])
def test_a_file_that_no_reader_knows(read_bytes: Reading, name: str) -> None:
    (line,) = problems(read_bytes(name, b"x"))
    assert line.startswith(f"{name}: no reader for ")


# What a plain installation lacks is named with the way to get it, and the rest goes on.
@pytest.mark.parametrize(
    ("name", "module"), [("a.pdf", "pypdf"), ("a.docx", "docx"), ("a.warc", "warcio.archiveiterator")]
)
def test_a_format_whose_extra_is_not_installed(
    read_bytes: Reading, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert "pip install 'dateline[documents]'" in problems(read_bytes(name, b"x"))[0]


def test_the_list_beside_the_files_wins_also_inside_archives(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY, "utf-8")
    (tmp_path / "pile.zip").write_bytes(
        zipped({"two.txt": STORY.encode() + b" Two.", "three.txt": STORY.encode() + b" 3."})
    )
    (tmp_path / "sources.csv").write_text(
        "path,publisher,published\none.txt,Example Post,2023-05-12\npile.zip/two.txt,Northgate Herald,2023-02-31\n"
        "pile.zip,Meridian,\n",
        "utf-8",
    )
    found = {report.paths[0]: report for report in read_all([tmp_path]) if isinstance(report, Report)}
    assert found["one.txt"].publisher == "Example Post"
    assert found["one.txt"].published == "2023-05-12"
    assert found["pile.zip/two.txt"].publisher == "Northgate Herald"
    # A day that there is not stays visible: what is made of it is said where the report is dated.
    assert found["pile.zip/two.txt"].published == "2023-02-31"
    assert found["pile.zip/three.txt"].publisher == "Meridian"


def test_a_crawl_is_read_one_page_at_a_time(tmp_path: Path) -> None:
    pages = [(f"https://post.example/{n}", "200 OK", "text/html", PAGE.encode()) for n in range(60)]
    (tmp_path / "crawl.warc").write_bytes(warc(*pages))
    (tmp_path / "pile.zip").write_bytes(zipped({f"{n}.txt": f"{STORY} {n}.".encode() for n in range(60)}))
    before, alive = live_reports(), []
    for item in read_all([tmp_path]):
        assert isinstance(item, Report)
        alive.append(live_reports() - before)
    assert len(alive) == 120
    assert max(alive) <= 3


def live_reports() -> int:
    return sum(isinstance(thing, Report) for thing in gc.get_objects())


def test_one_line_whatever_a_file_is_called(read_bytes: Reading) -> None:
    (line,) = problems(read_bytes("a\nb\x1b[31m.txt", b""))
    assert line == "a b\N{REPLACEMENT CHARACTER}[31m.txt: is empty; nothing to do, or save it again"


# Separators are no blanks among bytes and are among characters.
@pytest.mark.parametrize("content", [b"", b" \n", b"\x1c", b"\xef\xbb\xbf", b"\xef\xbb\xbf \x1f\n"])
def test_a_text_of_nothing(read_bytes: Reading, content: bytes) -> None:
    assert problems(read_bytes("a.txt", content)) == ["a.txt: is empty; nothing to do, or save it again"]


def test_text_that_a_scraper_broke(read_bytes: Reading) -> None:
    mixed = "Köln and “Velin” stand. ".encode() * 50 + "Köln".encode("cp1252")
    items = read_bytes("a.txt", mixed)
    assert "UTF-8 with 1 broken characters" in problems(items)[0]
    assert reports(items)[0].text.endswith("K\N{REPLACEMENT CHARACTER}ln")
