"""Crawls: pages with address and time of capture."""

import gzip

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports

PAGE = (
    "<html><head><title>Dam bursts</title></head><body><article><h1>Dam bursts</h1>"
    f"<p>{STORY}</p><p>{STORY} Again.</p></article></body></html>"
)


def warc(*responses: tuple[str, str, str, bytes], packed: bool = False) -> bytes:
    """A crawl of (address, status, content type, content)."""
    records = []
    for address, status, kind, content in responses:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-05-13T08:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzip.compress(record) if packed else record)
    return b"".join(records)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_with_their_address_and_time(read_bytes: Reading, name: str) -> None:
    items = read_bytes(
        name,
        warc(
            ("https://post.example/dam", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
            ("https://post.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://post.example/gone", "404 Not Found", "text/html", PAGE.encode()),
            packed=name.endswith("gz"),
        ),
    )
    (report,) = reports(items)
    assert report.url == "https://post.example/dam"
    assert report.paths == (f"{name}/2023-05-13T08:00:00/https://post.example/dam",)
    assert ("captured", "2023-05-13T08:00:00+00:00", "WARC-Date") in [
        (e.field, e.value, e.source) for e in report.evidence
    ]
    assert problems(items) == [
        f"{name}: of its responses 1 answered 404, 1 no pages and were passed over; nothing to do"
    ]


def test_damage_in_the_middle_keeps_what_stood_before(read_bytes: Reading) -> None:
    content = warc(
        *[(f"https://post.example/{n}", "200 OK", "text/html", PAGE.encode()) for n in range(3)], packed=True
    )
    items = read_bytes("crawl.warc.gz", content[: int(len(content) * 0.6)])
    assert reports(items)
    assert any("damaged" in line for line in problems(read_bytes("no.warc", b"this is no crawl\r\n\r\n")))
