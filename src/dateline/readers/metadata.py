"""What a page says about itself: JSON-LD before anything else, then meta elements, then what it shows.

Each field is taken from the first place that names it; a title that several places agree on wins over one that none
repeats, and the names of a byline over the name of a house.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import islice
from typing import Any

from lxml.etree import Comment
from lxml.html import HtmlElement

from dateline.readers.bylines import (
    clean_names,
    folded,
    is_full,
    is_house,
    is_outside,
    shown_bylines,
    turned_round,
)
from dateline.readers.credits import agency_called
from dateline.readers.dates import iso_date
from dateline.readers.evidence import Facts, note_address
from dateline.readers.stamps import last_change, shown_dates, undecided
from dateline.readers.titles import main_heading, note_headings, settle_title, site_names
from dateline.records import Evidence

ARTICLE = re.compile(r"Article|Report|Posting|NewsItem|Review|LiveBlog")
# (field, name of a meta element), the most telling first
META = (
    ("title", "og:title"), ("title", "twitter:title"), ("title", "parsely-title"), ("title", "dc.title"),
    ("title", "dcterms.title"), ("title", "sailthru.title"), ("title", "citation_title"), ("title", "headline"),
    ("title", "hdl"),
    ("published", "article:published_time"), ("published", "og:article:published_time"),
    ("published", "article:published"), ("published", "og:published_time"), ("published", "datepublished"),
    ("published", "parsely-pub-date"), ("published", "sailthru.date"), ("published", "originalpublicationdate"),
    ("published", "dc.date.issued"), ("published", "dcterms.issued"), ("published", "dc.date.created"),
    ("published", "dcterms.created"), ("published", "dcterms.date"), ("published", "dc.date"),
    ("published", "cxenseparse:recs:publishtime"), ("published", "citation_publication_date"),
    ("published", "shareaholic:article_published_time"), ("published", "bt:pubdate"),
    ("published", "vr:published_time"),
    ("published", "publish-date"), ("published", "publish_date"), ("published", "publishdate"),
    ("published", "published-date"), ("published", "published_date"), ("published", "published_time"),
    ("published", "publisheddate"), ("published", "pubdate"), ("published", "pub_date"), ("published", "ptime"),
    ("published", "publication_date"), ("published", "publication-date"), ("published", "article.published"),
    ("published", "article.created"), ("published", "article_date_original"), ("published", "displaydate"),
    ("published", "rnews:datepublished"), ("published", "date"),
    ("publisher", "og:site_name"), ("publisher", "application-name"), ("publisher", "dc.publisher"),
    ("publisher", "article:publisher"), ("publisher", "publisher"),
    ("byline", "author"), ("byline", "article:author"), ("byline", "article:author_name"), ("byline", "article.author"),
    ("byline", "parsely-author"), ("byline", "sailthru.author"), ("byline", "dc.creator"),
    ("byline", "dcterms.creator"), ("byline", "citation_author"), ("byline", "byl"), ("byline", "authors"),
    ("byline", "cxenseparse:author"),
    ("byline", "shareaholic:article_author_name"), ("byline", "bt:author"),
    ("section", "article:section"), ("section", "parsely-section"),
    ("language", "og:locale"),
)  # fmt: skip
MOST = 50
"""Headings, times, articles in JSON-LD, values of one meta element that are looked at: a page has a few."""
CATALOGUED = ("dc.creator", "dcterms.creator", "citation_author")
"""Where a name may stand as catalogues write it: the family name, a comma, the other names."""
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
SINGLE_FILE = re.compile(r"url:\s*(https?://\S+)\s+saved date:\s*([^\n]+?)\s*(?:\(|\n|$)")
ARCHIVED_ON = re.compile(r"FILE ARCHIVED ON \d\d:\d\d:\d\d (\w{3} \d\d, \d{4})")
URL_DAYS = (
    re.compile(r"[/-]((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(0?[1-9]|[12]\d|3[01])(?!\d)"
    ),
    re.compile(r"[/-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)/[A-Za-z][\w.-]*/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/"),
)
"""Days in addresses: /2023/05/12/, -2023-05-12, /2023/may/12/, /20230512-, /2023/world/05/12/."""


def metadata(tree: HtmlElement) -> Facts:
    """What the page says about itself, the most trustworthy first."""
    facts = Facts()
    _comments(tree, facts)
    houses = _linked_data(tree, facts)
    _meta(tree, facts)
    _elements(tree, [e for e in tree.iter() if isinstance(e.tag, str)], facts)
    _address(facts)
    if not facts.first("published"):
        facts.add("published", last_change(list(tree.iter())), "date of the last change")
    facts.add("byline", houses, "JSON-LD author, an organisation")
    _last_witness(tree, facts)
    sites = list(dict.fromkeys(site_names(facts)))
    settle_title(facts, sites)
    _settle_byline(facts, sites)
    return facts


def _comments(tree: HtmlElement, facts: Facts) -> None:
    """What browsers and web archives write into the pages that they save."""
    root = tree.getroottree().getroot()
    beside = (*root.itersiblings(Comment, preceding=True), *root.itersiblings(Comment))
    for comment in (*beside, *root.iter(Comment)):
        told = comment.text or ""
        if found := SAVED_FROM.search(told):
            note_address(facts, found[1], "comment of the browser that saved it")
        if found := SINGLE_FILE.search(told):
            note_address(facts, found[1], "comment of SingleFile")
            facts.add("captured", found[2], "comment of SingleFile")
        if found := ARCHIVED_ON.search(told):
            facts.add("captured", found[1], "comment of the web archive")


# --- JSON-LD ---------------------------------------------------------------------------------------------------------


def _linked_data(tree: HtmlElement, facts: Facts) -> str:
    """Notes what JSON-LD says of the article; hands back the authors that are houses and no people."""
    items = list(described(tree))
    known = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and item.get("name")}
    houses: list[str] = []
    for item in _this_first(tree, filter(is_article, items)):
        for told in _several(item.get("headline") or item.get("name")):
            facts.add("title", told, "JSON-LD headline")
        for told in _several(item.get("datePublished") or item.get("dateCreated")):
            facts.add("published", told, "JSON-LD datePublished")
        facts.add("publisher", ", ".join(_names(item.get("publisher"), known)), "JSON-LD publisher")
        authors = item.get("author") or item.get("creator")
        people = "; ".join(_names(authors, known, ("Person", "")))
        facts.add("byline", people, "JSON-LD author")
        houses += [] if people else _names(authors, known)
        note_address(facts, item.get("url"), "JSON-LD url")
        facts.add("section", ", ".join(_names(item.get("articleSection"), known)), "JSON-LD articleSection")
        facts.add("language", item.get("inLanguage"), "JSON-LD inLanguage")
    for item in items:
        if item.get("@type") == "WebPage":
            facts.add("published", item.get("datePublished"), "JSON-LD datePublished of the page")
        if item.get("@type") == "WebSite":
            facts.add("publisher", item.get("name"), "JSON-LD name of the site")
    return "; ".join(houses)


def _several(value: object) -> list[Any]:
    """The values of a field that most pages fill once."""
    return value[:MOST] if isinstance(value, list) else [value]


def _this_first(tree: HtmlElement, articles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The articles that a page describes, the one that its own headings name first: others are linked to."""
    window = [tree.findtext(".//title") or "", *tree.xpath(".//meta[@property='og:title']/@content")]
    shown = [element.text_content() for element in islice(tree.iter("h1"), MOST)]
    titles = [[folded(title) for title in told if title] for told in (window, shown[:1], shown[1:])]

    def rank(item: Mapping[str, object]) -> int:
        own = folded(str(item.get("headline") or item.get("name") or ""))
        return next((n for n, told in enumerate(titles) if own and any(own in title for title in told)), len(titles))

    return sorted(articles, key=rank)[:MOST]


def is_article(item: Mapping[str, object]) -> bool:
    """Whether JSON-LD calls the thing that it describes an article."""
    return bool(ARTICLE.search(str(item.get("@type"))))


def described(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """What the page's JSON-LD describes, not what that links to in its turn; broken scripts are passed over."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        written = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", element.text or "")
        try:
            stack: list[Any] = [_decoded(written.strip().removesuffix(";"))]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(reversed(item))
            elif isinstance(item, dict):
                yield item
                stack.extend(item.get(key) for key in ("mainEntity", "@graph"))


def _decoded(written: str) -> Any:
    """The JSON, or, where it is none, what it is without the commas that templates leave behind.  Raises ValueError."""
    try:
        return json.loads(written, strict=False)
    except ValueError:
        return json.loads(re.sub(r",(\s*[}\]])", r"\1", written), strict=False)


def _names(value: object, known: Mapping[str, Mapping[str, object]], kinds: tuple[str, ...] | None = None) -> list[str]:
    """The names in what JSON-LD says of an author or publisher: a string, an object, a reference, a list of these.

    With `kinds`, only of things of these types ("" for what has none).
    """
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for item in value for name in _names(item, known, kinds)]
    if not isinstance(value, dict):
        return []
    there = known.get(str(value.get("@id")), {})
    kind = value.get("@type") or there.get("@type") or ""
    if kinds is not None and not set(kinds).intersection(kind if isinstance(kind, list) else [str(kind)]):
        return []
    name = there.get("name") or value.get("name")  # a reference often carries the name of the account beside it
    if not name and value.get("familyName"):
        name = f"{value.get('givenName') or ''} {value['familyName']}"
    return [part for part in (name if isinstance(name, list) else [name]) if isinstance(part, str)]


# --- meta elements, and what the page shows --------------------------------------------------------------------------


def _meta(tree: HtmlElement, facts: Facts) -> None:
    told: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        values = told.setdefault(name.lower(), [])
        if len(values) < MOST:
            values.append(element.get("content") or "")
    for field, name in META:
        values = told.get(name, [])
        if field == "byline":  # one element an author
            names = [value for value in values if not re.match(r"https?:|[@/]", value.strip())]
            values = ["; ".join(turned_round(value) if name in CATALOGUED else value for value in names)]
        for value in values:
            if not (field == "publisher" and value.startswith("http")):
                facts.add(field, value, f"meta {name}")
    for label, value in zip(told.get("twitter:label1", []), told.get("twitter:data1", []), strict=False):
        if "by" in label.lower().split():
            facts.add("byline", value, "meta twitter:data1")
    for element in islice(tree.iterfind(".//link[@rel='canonical']"), MOST):
        note_address(facts, element.get("href"), "link canonical")
    for value in told.get("og:url", []):
        note_address(facts, value, "meta og:url")


def _elements(tree: HtmlElement, elements: Sequence[HtmlElement], facts: Facts) -> None:
    """What the page shows: its headings, times and bylines."""
    for element in islice(tree.iterfind(".//*[@itemprop='headline']"), MOST):
        facts.add("title", element.get("content") or element.text_content(), "itemprop headline")
    note_headings(elements, facts)
    facts.add("title", tree.findtext(".//title"), "title element")
    heading = main_heading(tree, elements, facts)
    dated = (e for e in elements if e.get("itemprop") == "datePublished" and e.tag != "time" and not is_outside(e))
    for element in islice(dated, MOST):
        told = element.get("datetime") or element.get("content") or element.text_content()
        facts.add("published", told, "itemprop datePublished")
    for told, mark in shown_dates(elements, heading):
        facts.add("published", told, mark)
    facts.add("language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang")
    for told, mark in shown_bylines(elements, heading):
        if clean_names(told, site_names(facts)):
            facts.add("byline", "; ".join(told.split("\n")), mark)


def _address(facts: Facts) -> None:
    """The day in the report's address, where nothing else dates it."""
    address = facts.first("url")
    if facts.first("published") or not address:
        return
    for pattern in URL_DAYS:
        if found := pattern.search(address):
            year, month, day = found.groups()
            told = f"{day} {month} {year}" if month.isalpha() else f"{year}-{int(month):02d}-{int(day):02d}"
            if iso_date(told):
                facts.add("published", told, "date in the address")
                return


def _last_witness(tree: HtmlElement, facts: Facts) -> None:
    """What trafilatura finds where the page says nothing in so many words.  Its teasers, comments and the like are not
    asked, and a day that it read in 9/5/2023 is not taken: it may be the other.
    """
    signed = any(
        clean_names(evidence.value, site_names(facts)) for evidence in facts.found if evidence.field == "byline"
    )
    if facts.first("title") and facts.first("published") and signed:
        return
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 (slow to import; most runs read no HTML)

    own = deepcopy(tree)
    for element in [e for e in own.iter() if isinstance(e.tag, str) and e.tag != "head" and is_outside(e)]:
        if element.getparent() is not None:
            element.drop_tree()
    found = extract_metadata(own, extensive=False)
    if not facts.first("title"):
        facts.add("title", found.title, "title found by trafilatura")
    if not facts.first("published") and not any(found.date in days for days in undecided(list(own.iter()))):
        facts.add("published", found.date, "date found by trafilatura")
    if not signed and any(map(is_full, clean_names(found.author or ""))):
        facts.add("byline", found.author, "author found by trafilatura")


# --- the byline ------------------------------------------------------------------------------------------------------


def _settle_byline(facts: Facts, sites: Collection[str]) -> None:
    """Puts first the first byline that holds a person's name, else the first that holds an agency's, and takes out
    those that hold none.  An agency that signs is noted as the agency too.
    """
    told = [evidence for evidence in facts.found if evidence.field == "byline"]
    signed = [(names, evidence) for evidence in told if (names := clean_names(evidence.value, sites))]
    for evidence in told:
        for part in re.split(r"[,;|/&]|\band\b", evidence.value):
            facts.add("agency", agency_called(part.removeprefix("By ")), evidence.source)
    people = [pair for pair in signed if not all(map(is_house, pair[0])) and "organisation" not in pair[1].source]
    for names, evidence in (people or signed)[:1]:
        facts.found.remove(evidence)
        facts.found.insert(0, Evidence(field="byline", value=", ".join(names), source=evidence.source))
    for evidence in told:
        if not any(evidence is other for _, other in signed):
            facts.found.remove(evidence)
