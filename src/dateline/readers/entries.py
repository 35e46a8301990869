"""Dumps of news databases and interfaces: many reports in one file, under the names that each dump gives to things."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dateline.readers.evidence import Facts, compose, note_address, with_title
from dateline.readers.markup import markup_text
from dateline.readers.source import Source
from dateline.records import Problem, Report

KEYS = {
    "id": ("id", "article_id", "doc_id", "document_id", "guid", "uri", "_id"),
    "text": (
        "text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "body_text",
        "bodytext", "articlebody", "story",
    ),
    "title": ("title", "headline", "webtitle", "heading", "subject"),
    "published": (
        "published", "date", "published_at", "publishedat", "publication_date", "pub_date", "pubdate", "publish_date",
        "date_publish", "date_published", "datepublished", "datetime", "published_date", "timestamp",
        "webpublicationdate", "seendate",
    ),
    "publisher": (
        "publisher", "source", "outlet", "source_name", "publication", "media", "newspaper", "source_domain", "domain",
        "site", "sitename",
    ),
    "url": ("url", "link", "web_url", "weburl", "article_url", "source_url"),
    "byline": ("byline", "author", "authors", "creator"),
    "agency": ("agency",),
    "section": ("section", "sectionname", "category"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What a field is called, the likeliest name first; compared in lower case, blanks and hyphens as underscores."""


def dump_key(name: object) -> str:
    """A name as KEYS spells it."""
    return re.sub(r"[\s-]+", "_", str(name).strip().lower())


def read_entry(source: Source, entry: Mapping[str, object], number: int, reader: str) -> Iterator[Report | Problem]:
    """The report in one entry of a dump, the `number`th.  What stands one level deeper counts where it is silent."""
    place = replace(source, name=f"{source.name}:{number}")
    held: dict[str, object] = {}
    for level in (entry, *(value for value in entry.values() if isinstance(value, Mapping))):
        for name, value in level.items():
            held.setdefault(dump_key(name), value)
    told = {
        key: (name, value)
        for key, names in KEYS.items()
        for name in reversed(names)
        if name in held and (value := _plain(held[name]))
    }
    body = told.get("text", ("", ""))[1]
    if "</" in body:
        body = markup_text(body)
    if not body.strip():
        yield place.problem("an entry without a text", "nothing to do, or fill in its text")
        return
    facts = Facts()
    for key, (name, value) in told.items():
        if key == "url":
            note_address(facts, value, f"key {name}")
        elif key not in ("id", "text"):
            facts.add(key, value, f"key {name}")
    yield from facts.problems(place)
    text = with_title(facts, body)
    yield compose(source, text.encode("utf-8", "replace"), text, facts, reader, told.get("id", ("", ""))[1] or None)


def _plain(value: object) -> str:
    """A value as text: the name of an object, the names in a list."""
    if isinstance(value, Mapping):
        return _plain(value.get("name") or value.get("title") or "")
    if isinstance(value, list):
        return "; ".join(filter(None, map(_plain, value[:50])))
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
