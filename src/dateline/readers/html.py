"""HTML: JSON-LD first, then the page's meta elements and trafilatura."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from dateline.readers.source import Source, decode, file_id
from dateline.records import Evidence, Problem, Report

SUFFIXES = (".html", ".htm", ".xhtml")
ARTICLE = re.compile(r"Article|Report|Posting|NewsItem|Review")
META = (
    ("title", "og:title"), ("published", "article:published_time"), ("publisher", "og:site_name"), ("url", "og:url"),
    ("byline", "author"), ("section", "article:section"),
)  # fmt: skip


def read(source: Source) -> Iterator[Report | Problem]:
    """The report in a saved page; its title is the first line of the text.  Raises OSError."""
    content = source.content()
    if isinstance(content, Problem):
        yield content
        return
    decoded = decode(content)
    if decoded is None:
        yield source.problem("is binary, not HTML", "save the page again as HTML")
        return
    try:
        tree = lxml_html.fromstring(decoded.text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        yield source.problem("holds no HTML", "save the page again")
        return
    body = extract(tree)
    if not body:
        yield source.problem("a page without an article", "save the page of the article itself")
        return
    evidence = metadata(tree)
    first = {found.field: found.value for found in reversed(evidence)}
    title = first.get("title")
    yield Report(
        id=file_id(content),
        text=f"{title}\n\n{body}" if title and not body.startswith(title) else body,
        paths=(source.name,),
        sha256=sha256(content).hexdigest(),
        reader=f"html/1 trafilatura {version('trafilatura')}",
        evidence=evidence,
        **{key: first.get(key) for key in ("title", "published", "publisher", "url", "byline", "language")},  # type: ignore[arg-type]
    )


def extract(tree: HtmlElement) -> str:
    """The article's text, a paragraph a line; empty where there is none."""
    import trafilatura  # noqa: PLC0415 (slow to import; most runs read no HTML)

    return trafilatura.extract(tree, favor_precision=True, include_comments=False, include_tables=True) or ""


def metadata(tree: HtmlElement) -> tuple[Evidence, ...]:
    """What the page says about itself, the most trustworthy first: JSON-LD, then its meta elements, then its title."""
    found: list[Evidence] = []

    def add(field: str, value: object, where: str) -> None:
        if isinstance(value, str) and value.strip():
            found.append(Evidence(field=field, value=" ".join(value.split()), source=where))

    for item in _articles(tree):
        add("title", item.get("headline"), "JSON-LD headline")
        add("published", item.get("datePublished"), "JSON-LD datePublished")
        add("publisher", ", ".join(_names(item.get("publisher"))), "JSON-LD publisher")
        add("byline", ", ".join(_names(item.get("author"))), "JSON-LD author")
        add("url", item.get("url"), "JSON-LD url")
        add("section", item.get("articleSection"), "JSON-LD articleSection")
    for field, name in META:
        for element in tree.iterfind(".//meta"):
            if name in (element.get("property"), element.get("name")):
                add(field, element.get("content"), f"meta {name}")
    for element in tree.iterfind(".//link[@rel='canonical']"):
        add("url", element.get("href"), "link canonical")
    add("language", tree.get("lang"), "html lang")
    add("title", tree.findtext(".//title"), "title element")
    return tuple(found)


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for element in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            stack: list[Any] = [json.loads(element.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(reversed(item))
            elif isinstance(item, dict):
                if ARTICLE.search(str(item.get("@type"))):
                    yield item
                stack.append(item.get("@graph"))


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    return _names(value.get("name")) if isinstance(value, dict) else []
