"""The server: the same rows, page by page, for this machine and for reading only."""

import asyncio
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from dateline.errors import NotARecord
from dateline.web import server
from dateline.web.render import SECTIONS
from dateline.web.server import make_app, matches, words

Answers = list[httpx.Response]


@pytest.fixture
def ask(ferry: Path) -> Callable[..., Answers]:
    """Asks the server for these addresses, one after the other."""

    def asked(*addresses: str, method: str = "GET", host: str = "127.0.0.1:8321", **more: Any) -> Answers:
        async def visit() -> Answers:
            transport = httpx.ASGITransport(make_app(ferry))
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return [await client.request(method, address, **more) for address in addresses]

        return asyncio.run(visit())

    return asked


def test_every_page_answers_under_the_policy(ask: Callable[..., Answers]) -> None:
    for answer in ask(
        "/", *(f"/{key}" for key in SECTIONS), "/search", "/search?q=ferry", "/static/page.css", "/static/page.js"
    ):
        assert answer.status_code == 200, answer.url
        assert answer.headers["content-security-policy"].startswith(
            "default-src 'none'; style-src 'self'; script-src 'self'"
        )
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_link_of_every_page_leads_somewhere(ask: Callable[..., Answers]) -> None:
    seen: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        (answer,) = ask(waiting.pop(), follow_redirects=True)
        assert answer.status_code == 200, answer.url
        seen[answer.url.raw_path.decode()] = answer.text
        found = {link.replace("&amp;", "&").partition("#")[0] for link in re.findall(r'href="?(/[^"> ]*)', answer.text)}
        waiting += sorted(found - seen.keys() - set(waiting) - {link for link in found if link.startswith("/to/")})
    assert len(seen) > len(SECTIONS) + 3


# A row or a group by its name: a redirect to the page that has it.
def test_a_fact_is_found(ask: Callable[..., Answers]) -> None:
    (figures,) = ask("/figures")
    targets = re.findall(r'id="(row\.f-[0-9a-f]+)"', figures.text)
    for target in targets:
        (answer,) = ask(f"/to/{target.removeprefix('row.')}")
        assert answer.headers["location"] == f"/figures?page=1#{target}"


# Other names for this machine, and other machines; another site's page must not read the record through the browser.
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8321", 200),
        ("localhost", 200),
        ("[::1]:8321", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
    ],
)
def test_hosts(host: str, status: int, ask: Callable[..., Answers]) -> None:
    assert [answer.status_code for answer in ask("/", host=host)] == [status]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(method: str, ask: Callable[..., Answers], ferry: Path) -> None:
    before = ferry.read_bytes()
    assert {answer.status_code for answer in ask("/", "/figures", "/reports", "/search", method=method)} == {405}
    assert ferry.read_bytes() == before


@pytest.mark.parametrize(
    "address", ["/nothing", "/reports/none", "/to/none", "/charts/none", "/static/../page.py", "/static/x"]
)
def test_what_is_not_there(address: str, ask: Callable[..., Answers]) -> None:
    assert [answer.status_code for answer in ask(address)] == [404]


# (asked, reports found)
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("overloaded", ["Ferry sinks off Tarsk"]),
        ("ferry tarsk", ["Ferry sinks off Tarsk", "Toll of ferry rises to 30"]),
        ('"families in Tarsk"', ["The ministry said no more than 25 had died"]),
        ('"ferry families"', []),
        ("AND", []),
        ("***", []),
        ("overl*", ["Ferry sinks off Tarsk"]),
        ("overl", []),
        # what is syntax elsewhere is text here
        ("title:ferry", []),
        ("NEAR(ferry tarsk)", []),
        ("ferry NOT tarsk", []),
        ('"ferry', ["Ferry sinks off Tarsk", "Toll of ferry rises to 30"]),
        ("(ferry)", ["Ferry sinks off Tarsk", "Toll of ferry rises to 30"]),
        ("^ferry -toll", ["Toll of ferry rises to 30"]),
        ("fe\0rry", []),
    ],
)
def test_search(asked: str, found: list[str], ask: Callable[..., Answers]) -> None:
    (answer,) = ask(httpx.URL("/search", params={"q": asked}))
    titles = re.findall(r'#hit-1"><bdi>([^<]+)</bdi>', answer.text)
    assert sorted(title[: len(expected)] for title, expected in zip(sorted(titles), found, strict=True)) == found


# (asked, what is said where nothing is found)
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("overloaded families", "No report holds them all."),
        ("?!", "a word needs a letter or a digit"),
        ("", "Words, or"),
    ],
)
def test_a_search_that_finds_nothing_says_why(asked: str, said: str, ask: Callable[..., Answers]) -> None:
    (answer,) = ask(httpx.URL("/search", params={"q": asked}))
    assert said in answer.text


def test_a_report_shows_what_was_searched_for(ask: Callable[..., Answers]) -> None:
    (results,) = ask("/search?q=overloaded")
    (link,) = re.findall(r'href="(/reports/[^"]+)#hit-1"', results.text)
    (report,) = ask(link)
    assert "id=hit-1>overloaded<" in report.text


# (fields of the filters, statements left)
@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({}, 5),
        ({"kind": "99"}, 0),
        ({"who": "nobody"}, 0),
        ({"from": "2024-05-16"}, 2),
        ({"to": "2024-05-14"}, 0),
    ],
)
def test_filters(fields: dict[str, str], left: int, ask: Callable[..., Answers]) -> None:
    (answer,) = ask(httpx.URL("/statements", params={**fields, "undated": "1"}))
    assert len(re.findall(r'id="row\.s-', answer.text)) == left


def test_long_lists_are_paged(ask: Callable[..., Answers], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PER_PAGE", 2)
    pages = ask("/statements", "/statements?page=2", "/statements?page=3", "/statements?page=99&kind=")
    assert [len(re.findall(r'id="row\.s-', page.text)) for page in pages] == [2, 2, 1, 1]


# (asked, words and phrases, where they are in the text)
@pytest.mark.parametrize(
    ("asked", "wanted", "found"),
    [
        ("port", ["port"], ["port", "Port"]),
        ('"the port" of', ["the port", "of"], ["the  port", "of"]),
        ('un"closed', ["un", "closed"], []),
        ("...", [], []),
        ("a.*b", ["a.*b"], []),
    ],
)
def test_matches(asked: str, wanted: list[str], found: Sequence[str]) -> None:
    text = "At the  port of Tarsk, Port Authority"
    assert words(asked) == wanted
    assert [text[start:end] for start, end in matches(text, wanted)] == list(found)


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotARecord):
        make_app(tmp_path / "none.db")
