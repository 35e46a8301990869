"""The shipped examples: their files are whole, say what they are, and show what their READMEs promise.

What Dateline makes of them is tested elsewhere; these tests read the files themselves, without Dateline.
"""

import csv
import hashlib
import json
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
MARK = "written for the Dateline project"

# The documentation quotes these reports and what is built from them. A change is fine; it has to be meant.
DIGESTS = {
    "derna-2023": "ff8f583c8d54cedf931d4af8b606e040796b1144560b35b6e4ecb8eb43456cc3",
    "karabakh-2023": "6500d1e04ba107358a1b5e53bb798ef8c28c8bd00df8254dfc08d5744d8e28fd",
}
# Two files of one agency story: each pair shares passages, and neither file is the other.
COPIES = {
    "derna-2023": ("ledger-mayor-fears.txt", "harbour-darnah-mayor.txt"),
    "karabakh-2023": ("ledger-ceasefire.txt", "northgate-ceasefire.txt"),
}
# The same story told anew: no passage of eight words in common with either copy.
RETOLD = {
    "karabakh-2023": "karabakh-agreement-retold.txt",
}
# Reports that nothing dates from outside: no entry in sources.csv, no metadata, no field.
UNDATED = {
    "derna-2023": {"officials-jailed.txt", "red-crescent-denies.txt"},
    "karabakh-2023": {
        "depot-toll-rises.txt",
        "karabakh-agreement-retold.txt",
        "mpa-aid-summary",
        "un-team-few-remain.txt",
    },
}

pytestmark = pytest.mark.parametrize("example", sorted(DIGESTS))


def reports(example: str) -> list[Path]:
    """Every file of the example that is a report, or holds several."""
    return sorted(path for path in (EXAMPLES / example).iterdir() if path.suffix in {".txt", ".html", ".jsonl"})


def sources(example: str) -> list[dict[str, str]]:
    with (EXAMPLES / example / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(example: str) -> list[dict[str, str | None]]:
    """The reports in the example's JSON Lines files."""
    return [
        json.loads(line)
        for path in reports(example)
        if path.suffix == ".jsonl"
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


class Page(HTMLParser):
    """What a test needs of a page: its comments, its JSON-LD and the text that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.comments: list[str] = []
        self.json_ld: list[str] = []
        self.visible: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "title"}:
            self._inside = "json-ld" if ("type", "application/ld+json") in attrs else tag

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "title"}:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "json-ld":
            self.json_ld.append(data)
        elif not self._inside:
            self.visible.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def pages(example: str) -> list[Page]:
    return [Page(path.read_text(encoding="utf-8")) for path in reports(example) if path.suffix == ".html"]


def article(page: Page) -> dict[str, object]:
    """The page's NewsArticle, which stands alone or inside an @graph."""
    data = json.loads("".join(page.json_ld))
    articles: list[dict[str, object]] = [i for i in data.get("@graph", [data]) if i["@type"] == "NewsArticle"]
    assert len(articles) == 1
    return articles[0]


def runs(path: Path, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words in the file."""
    words = re.findall(r"\w+", path.read_text(encoding="utf-8").lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_the_files_are_the_ones_that_the_documentation_speaks_of(example: str) -> None:
    digest = hashlib.sha256()
    for path in [*reports(example), EXAMPLES / example / "sources.csv"]:
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    assert digest.hexdigest() == DIGESTS[example], (
        f"examples/{example} changed: run the documentation's tests, then put the new digest into DIGESTS"
    )


def test_every_report_says_that_it_was_written_for_the_project(example: str) -> None:
    assert all(MARK in path.read_text(encoding="utf-8") for path in reports(example) if path.suffix == ".txt")
    assert all(MARK.lower() in str(line["note"]).lower() for line in lines(example))
    for page in pages(example):
        assert any(MARK.lower() in comment.lower() for comment in page.comments)
        assert any(MARK in text for text in page.visible)


def test_the_folder_holds_every_format_and_nothing_unexpected(example: str) -> None:
    assert {path.suffix for path in reports(example)} == {".txt", ".html", ".jsonl"}
    others = {path.name for path in (EXAMPLES / example).iterdir()} - {path.name for path in reports(example)}
    assert others == {"README.md", "sources.csv"}


def test_the_readme_lists_every_file_and_quotes_no_figure_that_no_report_gives(example: str) -> None:
    readme = (EXAMPLES / example / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{path.name}` |" in readme for path in reports(example))
    everything = "".join(path.read_text(encoding="utf-8") for path in reports(example))
    assert [n for n in re.findall(r"\d{1,3}(?:,\d{3})+", readme) if n not in everything] == []


def test_sources_names_every_plain_file_once_and_dates_it_or_leaves_it_empty(example: str) -> None:
    rows = sources(example)
    assert list(rows[0]) == ["path", "publisher", "published", "url", "title"]
    plain = sorted(path.name for path in reports(example) if path.suffix == ".txt")
    assert sorted(row["path"] for row in rows) == plain
    for row in rows:
        if row["published"]:
            datetime.fromisoformat(row["published"])


def test_titles_in_sources_stand_at_the_head_of_their_files(example: str) -> None:
    for row in sources(example):
        assert row["title"] in (EXAMPLES / example / row["path"]).read_text(encoding="utf-8")


def test_json_lines_hold_the_fields_of_the_contract_and_ids_that_differ(example: str) -> None:
    found = lines(example)
    assert all({"id", "text", "published", "title", "publisher", "url", "genre", "note"} == set(line) for line in found)
    assert len({line["id"] for line in found}) == len(found) >= 2
    for line in found:
        if line["published"]:
            datetime.fromisoformat(line["published"])


def test_every_page_has_json_ld_with_a_date_and_litter_around_the_article(example: str) -> None:
    found = pages(example)
    assert len(found) >= 2
    for page in found:
        data = article(page)
        datetime.fromisoformat(str(data["datePublished"]))
        visible = "".join(page.visible)
        assert str(data["headline"]) in visible
        assert re.search("Subscribe|Support us|Sign in", visible)


def test_the_undated_reports_are_undated(example: str) -> None:
    undated = {row["path"] for row in sources(example) if not row["published"]}
    undated |= {str(line["id"]) for line in lines(example) if line["published"] is None}
    assert undated == UNDATED[example]


def test_the_copies_share_passages_and_the_retelling_shares_none(example: str) -> None:
    first, second = (EXAMPLES / example / name for name in COPIES[example])
    shared = runs(first, 8) & runs(second, 8)
    assert len(shared) > len(runs(second, 8)) / 2
    assert len(shared) < len(runs(second, 8))
    if example in RETOLD:
        assert not runs(EXAMPLES / example / RETOLD[example], 8) & (runs(first, 8) | runs(second, 8))


def test_addresses_are_reserved_ones(example: str) -> None:
    # RFC 2606 keeps .example and example.org for texts like these; schema.org is the JSON-LD vocabulary.
    for path in [*reports(example), EXAMPLES / example / "sources.csv"]:
        for address in re.findall(r"https?://[^\s\"',<>]+", path.read_text(encoding="utf-8")):
            host = urlsplit(address).hostname or ""
            assert host.endswith(".example") or host in {"example.org", "schema.org"}, (path.name, address)


def test_files_are_utf_8_with_plain_line_ends(example: str) -> None:
    for path in (EXAMPLES / example).iterdir():
        data = path.read_bytes()
        data.decode("utf-8")
        assert b"\r" not in data
        assert data.endswith(b"\n")
