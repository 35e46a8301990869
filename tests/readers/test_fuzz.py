"""No file makes a reader raise: bytes at random, and good files with bytes of theirs changed, cut out or repeated.

What comes back are reports with a text and problems in one line.  DATELINE_FUZZ sets how many files are tried a format
(60 unless set, and then the same ones each time).
"""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.readers.conftest import STORY
from tests.readers.pages import PAGES
from tests.readers.test_archive import tarred, zipped
from tests.readers.test_docx import word
from tests.readers.test_feed import ATOM, RSS
from tests.readers.test_html import ld, page
from tests.readers.test_json import NESTED, NEWS
from tests.readers.test_mail import mail
from tests.readers.test_pdf import pdf
from tests.readers.test_saved import mhtml, webarchive
from tests.readers.test_warc import PAGE, warc

from dateline.clean import find_layout
from dateline.readers import SUFFIXES, Source, read
from dateline.records import Problem

LINE = ('{"id": "x-1", "published": "2023-05-12", "text": "' + STORY + '"}\n').encode()
SEEDS = {
    ".txt": [STORY.encode()],
    ".html": [
        page(ld(headline="Dam bursts", author=[{"name": "Bo Ek"}], datePublished="2023-05-12")),
        *(other.content for other in PAGES[:40]),
    ],
    ".jsonl": [LINE * 2],
    ".json": [json.dumps(NEWS).encode(), json.dumps(NESTED).encode()],
    ".csv": [f'id,title,body,date\n7,Dam bursts,"{STORY}",2023-05-12\n'.encode()],
    ".xml": [RSS.encode(), ATOM.encode()],
    ".pdf": [pdf(STORY)],
    ".docx": [word()],
    ".eml": [mail(STORY, f"<p>{STORY}</p>").as_bytes()],
    ".mbox": [b"From a Fri May 12 10:00:00 2023\n" + mail().as_bytes()],
    ".mhtml": [mhtml(page())],
    ".webarchive": [webarchive(page()), webarchive(page(), binary=False)],
    ".zip": [zipped({"a.txt": STORY.encode(), "b.html": page()})],
    ".tar.gz": [tarred({"a.txt": STORY.encode()})],
    ".tar": [tarred({"a.txt": STORY.encode()}, "w:")],
    ".warc": [warc(("https://post.example/dam", "200 OK", "text/html", PAGE.encode()))],
    ".warc.gz": [warc(("https://post.example/dam", "200 OK", "text/html", PAGE.encode()), packed=True)],
}
TRIES = int(os.environ.get("DATELINE_FUZZ", "60"))
SLOW_IS_FINE = list(HealthCheck)
SAME = "DATELINE_FUZZ" not in os.environ


@st.composite
def spoiled(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A good file after a few accidents."""
    content = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(("replace", "cut", "repeat", "end"))):
            case "replace":
                content[at : at + length] = draw(st.binary(max_size=40))
            case "cut":
                del content[at : at + length]
            case "repeat":
                content[at:at] = content[at : at + length] * 3
            case "end":
                del content[max(at, 1) :]
    return bytes(content)


@pytest.mark.parametrize("ending", sorted(SEEDS))
def test_no_file_makes_a_reader_raise(ending: str) -> None:
    @settings(max_examples=TRIES, deadline=None, derandomize=SAME, database=None, suppress_health_check=SLOW_IS_FINE)
    @given(st.one_of(st.binary(max_size=400), spoiled(SEEDS[ending])))
    def attempt(content: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"file{ending}"
            path.write_bytes(content)
            for item in read(Source(path=path, name=path.name, root=Path(folder))):
                if isinstance(item, Problem):
                    assert "\n" not in item.path + item.what + item.advice
                else:
                    assert item.text.strip()
                    item.text.encode("utf-8")
                    find_layout(item.text)

    attempt()


def test_every_reader_has_a_seed() -> None:
    alike = {".text", ".md", ".htm", ".xhtml", ".ndjson", ".tsv", ".rss", ".atom", ".rdf", ".mbx", ".wacz", ".tgz"}
    alike |= {".mht", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".gz", ".bz2", ".xz"}
    assert SUFFIXES.keys() - alike == SEEDS.keys()
