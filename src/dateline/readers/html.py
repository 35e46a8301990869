"""HTML: what a saved page says about itself (metadata.py), and its article's text.

The body is trafilatura's; where it finds less than half of the one that JSON-LD carries, that one.
"""

import re
from collections.abc import Iterator
from importlib.metadata import version

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from dateline.readers.bylines import clean_names, folded
from dateline.readers.evidence import Facts, compose
from dateline.readers.markup import markup_text, without_controls
from dateline.readers.metadata import described, is_article, metadata
from dateline.readers.source import Source, decode
from dateline.records import Problem, Report

SUFFIXES = (".html", ".htm", ".xhtml")
SHORT_BODY = 60
"""Words below which the slower ways of finding the body are tried as well."""
TOP, LONGEST_BYLINE = 4, 120
"""Lines of a body in which its heading and byline may stand, and how many characters a byline has at most."""
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def read(source: Source) -> Iterator[Report | Problem]:
    """The report in a saved page; its title is the first line of the text.  Raises OSError."""
    content = source.content()
    if isinstance(content, Problem):
        yield content
        return
    declared = CHARSET.search(content[:4096])
    decoded = decode(content, declared[1].decode() if declared else None)
    if decoded is None:
        yield source.problem("is binary, not HTML", "save the page again as HTML")
        return
    try:
        tree = lxml_html.fromstring(
            without_controls(decoded.text).encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (ParserError, ValueError):
        yield source.problem("holds no HTML", "save the page again")
        return
    facts = metadata(tree)
    body = extract(tree)
    if not body:
        scripts = sum(len(script.text or "") for script in tree.iter("script"))
        if scripts > len(tree.text_content()) / 2:
            yield source.problem(
                "a page drawn by its scripts: the file holds no text", "print it to PDF, or copy its text into a file"
            )
        else:
            yield source.problem("a page without an article", "save the page of the article itself")
        return
    yield from facts.problems(source)
    text = _under_title(facts, body)
    yield compose(source, content, text, facts, f"html/3 trafilatura {version('trafilatura')}")


def _under_title(facts: Facts, body: str) -> str:
    """The body under its title; headings that repeat it and bylines go from the top: they stand in the metadata."""
    title = facts.first("title")
    titles = {folded(evidence.value) for evidence in facts.found if evidence.field == "title"}
    names = set(map(folded, clean_names(facts.first("byline") or "")))
    top, below = body.split("\n")[:TOP], body.split("\n")[TOP:]
    for line in list(top):
        signs = len(line) <= LONGEST_BYLINE and set(map(folded, clean_names(line)))
        if folded(line) in titles or (names and signs and names.issuperset(signs)):
            top.remove(line)
        elif line.strip():
            break
    kept = "\n".join([*top, *below]).strip("\n") or body
    return f"{title}\n\n{kept}" if title else kept


# --- the body --------------------------------------------------------------------------------------------------------


def extract(tree: HtmlElement) -> str:
    """The article's text, a paragraph a line; empty where there is none."""
    import trafilatura  # noqa: PLC0415 (slow to import; most runs read no HTML)

    articles = filter(is_article, described(tree))
    told = max((markup_text(str(item.get("articleBody") or "")) for item in articles), key=len, default="")
    found = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True) or ""
    if len(found.split()) < SHORT_BODY:
        found = max(found, trafilatura.extract(tree, include_comments=False, include_tables=True) or "", key=len)
    # Half a body is what a page shows before its scripts or its paywall; JSON-LD often carries the whole.
    return told if len(found) < len(told) / 2 else found
