"""Pages that a browser saved with all that belongs to them in one file: MHTML (Chrome, Edge) and web archives (Safari).

Either holds the page beside its pictures and styles; the page goes on to the reader of HTML, with the address and, of
MHTML (RFC 2557), the time at which it was saved.
"""

import plistlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from xml.parsers.expat import ExpatError

from dateline.readers.evidence import Facts, note_address
from dateline.readers.source import LARGEST, Source
from dateline.records import Problem

SUFFIXES = (".mhtml", ".mht", ".webarchive")
LARGEST_SAVED = 5 * LARGEST
"""Bytes: pictures take most of it."""
AGAIN = "save the page again, as HTML"


def unpack(source: Source) -> Iterator[Source | Problem]:
    """The page in the file.  Raises OSError."""
    content = source.content(LARGEST_SAVED)
    if isinstance(content, Problem):
        yield content
    elif source.suffix == ".webarchive":
        yield _of_safari(source, content)
    else:
        yield _of_mime(source, content)


def _of_mime(source: Source, content: bytes) -> Source | Problem:
    """The first HTML part, or that of the address under which the whole was saved."""
    saved = message_from_bytes(content)
    address = _header(saved, "Snapshot-Content-Location")
    pages = [part for part in saved.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    named = [part for part in pages if address and _header(part, "Content-Location") == address]
    for page in named or pages:
        body = page.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            facts = Facts()
            note_address(facts, address or _header(page, "Content-Location"), "MHTML address")
            facts.add("captured", _header(saved, "Date"), "MHTML Date")
            return source.member("page.html", body, ".html", facts.found)
    return source.problem("is saved as a page and holds none", AGAIN)


def _header(part: Message, name: str) -> str:
    """A header in one line; empty where it is not there."""
    return " ".join(str(part.get(name) or "").split())


def _of_safari(source: Source, content: bytes) -> Source | Problem:
    """The main resource of a property list."""
    try:
        told = plistlib.loads(content)
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return source.problem("is damaged or no web archive of Safari", AGAIN)
    page = told.get("WebMainResource") if isinstance(told, dict) else None
    body = page.get("WebResourceData") if isinstance(page, dict) else None
    if not isinstance(page, dict) or not isinstance(body, bytes) or not body.strip():
        return source.problem("is saved as a page and holds none", AGAIN)
    facts = Facts()
    note_address(facts, page.get("WebResourceURL"), "web archive's address")
    return source.member("page.html", body, ".html", facts.found)
