"""Pages saved whole by browsers: ordinary, empty, damaged, hostile."""

import plistlib
import quopri

import pytest
from tests.readers.conftest import Reading, problems, reports
from tests.readers.test_html import page

ADDRESS = "https://post.example/world/dam"


def mhtml(html: bytes, kind: str = "text/html", address: str = ADDRESS) -> bytes:
    """A page as Chrome writes it, a frame of an advertisement before it."""
    frame = quopri.encodestring(page().replace(b"4,200", b"1"))
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: =?utf-8?Q?Dam?=\r\n"
        "Date: Fri, 12 May 2023 18:04:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B----"\r\n\r\n'
        "------B----\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: cid:frame@mhtml.blink\r\n\r\n".encode()
        + frame
        + f"\r\n------B----\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {address}\r\n\r\n".encode()
        + quopri.encodestring(html)
        + b"\r\n------B----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        b"------B------\r\n"
    )


def webarchive(html: object, binary: bool = True) -> bytes:
    told = {"WebMainResource": {"WebResourceData": html, "WebResourceURL": ADDRESS, "WebResourceMIMEType": "text/html"}}
    return plistlib.dumps(told, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML)


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.webarchive", "b.webarchive"])
def test_the_page_with_its_address(read_bytes: Reading, name: str) -> None:
    content = mhtml(page()) if ".mht" in name else webarchive(page(), binary=name[0] == "a")
    (report,) = reports(read_bytes(name, content))
    assert (report.title, report.url, report.paths) == ("Dam bursts above Velin", ADDRESS, (f"{name}/page.html",))
    assert "4,200 residents" in report.text
    captured = [evidence.value for evidence in report.evidence if evidence.field == "captured"]
    assert captured == (["2023-05-12T18:04:00+00:00"] if ".mht" in name else [])


def test_the_page_itself_and_its_copy_are_one_report(read_bytes: Reading) -> None:
    (inside,) = reports(read_bytes("a.webarchive", webarchive(page())))
    (outside,) = reports(read_bytes("a.html", page()))
    assert inside.id == outside.id


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.mhtml", b"  \n", "is empty"),
        ("a.mhtml", b"From: <Saved by Blink>\r\n\r\nnothing", "holds none"),
        ("a.mhtml", mhtml(page()).split(b"------B----")[0], "holds none"),
        ("a.webarchive", b"bplist00" + b"\xff" * 40, "damaged or no web archive"),
        ("a.webarchive", webarchive("a text, not bytes"), "holds none"),
        ("a.webarchive", plistlib.dumps(["a list"]), "holds none"),
        # entities that unfold without end are refused by the library
        (
            "a.webarchive",
            (b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><plist><string>&b;</string>'
            b"</plist>"),
            "damaged or no web archive",
        ),
    ],
)
def test_files_that_hold_no_page(read_bytes: Reading, name: str, content: bytes, what: str) -> None:
    (line,) = problems(read_bytes(name, content))
    assert what in line
