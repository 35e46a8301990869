"""What a page says about itself: JSON-LD before anything else, then meta elements, then what it shows.

Each field is taken from the first place that names it; a title that several places agree on wins over one that none
repeats, and the names of a byline over the name of a house.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from lxml.etree import Comment
from lxml.html import HtmlElement

from dateline.readers.bylines import clean_names, folded, is_outside, shown_bylines, turned_round
from dateline.readers.credits import agency_called
from dateline.readers.evidence import Facts, note_address
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
LONGEST_TITLE = 300
"""Characters: a heading that its page never closes holds the whole page."""
CATALOGUED = ("dc.creator", "dcterms.creator", "citation_author")
"""Where a name may stand as catalogues write it: the family name, a comma, the other names."""
TIME_CLASS = re.compile(r"publish|pubdate|posted|date", re.IGNORECASE)
CHANGED = re.compile(r"modif|updat|edited", re.IGNORECASE)
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
SINGLE_FILE = re.compile(r"url:\s*(https?://\S+)\s+saved date:\s*([^\n]+?)\s*(?:\(|\n|$)")
ARCHIVED_ON = re.compile(r"FILE ARCHIVED ON \d\d:\d\d:\d\d (\w{3} \d\d, \d{4})")
HOST = re.compile(r"https?://(?:www\.)?((?:[\w-]+\.)*([\w-]+)\.[\w-]+)")
URL_DAY = re.compile(r"/((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(?!\d)")


def metadata(tree: HtmlElement) -> Facts:
    """What the page says about itself, the most trustworthy first."""
    facts = Facts()
    _comments(tree, facts)
    houses = _linked_data(tree, facts)
    _meta(tree, facts)
    _elements(tree, facts)
    facts.add("byline", houses, "JSON-LD author, an organisation")
    _last_witness(tree, facts)
    sites = list(dict.fromkeys(_site_names(facts)))
    _settle_title(facts, sites)
    _settle_byline(facts, sites)
    address = facts.first("url")
    if not facts.first("published") and address and (found := URL_DAY.search(address)):
        facts.add("published", f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}", "date in the address")
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
        facts.add("title", item.get("headline") or item.get("name"), "JSON-LD headline")
        facts.add("published", item.get("datePublished"), "JSON-LD datePublished")
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


def _this_first(tree: HtmlElement, articles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The articles that a page describes, the one that its own headings name first: others are linked to."""
    shown = [element.text_content() for element in islice(tree.iter("h1"), MOST)]
    shown += [tree.findtext(".//title") or "", *tree.xpath(".//meta[@property='og:title']/@content")]
    titles = [folded(title) for title in shown if title]

    def is_other(item: Mapping[str, object]) -> bool:
        own = folded(str(item.get("headline") or item.get("name") or ""))
        return not own or not any(own in title for title in titles)

    return sorted(articles, key=is_other)[:MOST]


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
    name = value.get("name") or there.get("name")
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
    for element in islice(tree.iterfind(".//link[@rel='canonical']"), MOST):
        note_address(facts, element.get("href"), "link canonical")
    for value in told.get("og:url", []):
        note_address(facts, value, "meta og:url")


def _elements(tree: HtmlElement, facts: Facts) -> None:
    """What the page shows: its headings, times and bylines."""
    elements = list(tree.iter())
    for element in islice(tree.iterfind(".//*[@itemprop='headline']"), MOST):
        facts.add("title", element.get("content") or element.text_content(), "itemprop headline")
    headings = [e for e in elements if e.tag == "h1" and len(e.text_content()) <= LONGEST_TITLE][:MOST]
    said = {folded(evidence.value) for evidence in facts.found if evidence.field == "title"}
    for element in headings:
        own = "".join([element.text or "", *(child.tail or "" for child in element)])  # without a kicker's element
        facts.add("title", own if folded(own) in said else element.text_content(), "h1")
    facts.add("title", tree.findtext(".//title"), "title element")
    heading = _main_heading(headings, facts)
    _times(elements, heading, facts)
    facts.add("language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang")
    for told, mark in shown_bylines(elements, heading):
        if clean_names(told, _site_names(facts)):
            facts.add("byline", "; ".join(told.split("\n")), mark)


def _main_heading(headings: list[HtmlElement], facts: Facts) -> HtmlElement | None:
    """The longest heading that some other place has as the title, else the first of three words and more: no logo."""
    said = [folded(e.value) for e in facts.found if e.field == "title" and e.source not in ("h1", "itemprop headline")]
    own = {element: folded(element.text_content()) for element in headings}
    long = [element for element in headings if len(own[element].split()) >= 3]
    named = [element for element in long if any(own[element] in title or title in own[element] for title in said)]
    return max(named, key=lambda element: len(own[element]), default=next(iter(long), None))


def _times(elements: list[HtmlElement], heading: HtmlElement | None, facts: Facts) -> None:
    """The time elements below the heading, those marked as the date of publication first, and no day of a change, of
    a comment or of another report.
    """
    below = elements[elements.index(heading) :] if heading is not None else elements
    times = [element for element in below if element.tag == "time" and element.get("datetime")]
    own = (t for t in times[:MOST] if not is_outside(t))
    times = [t for t in own if not CHANGED.search(f"{t.get('class')} {t.get('itemprop')}")]
    telling = [t for t in times if t.get("itemprop") == "datePublished" or t.get("pubdate") is not None]
    telling += [t for t in times if t not in telling and TIME_CLASS.search(t.get("class") or "")]
    for element in telling or times[:1]:
        facts.add("published", element.get("datetime"), "time element")
    dated = (e for e in elements if e.get("itemprop") == "datePublished" and e.tag != "time")
    for element in islice(dated, MOST):
        told = element.get("datetime") or element.get("content") or element.text_content()
        facts.add("published", told, "itemprop datePublished")


def _last_witness(tree: HtmlElement, facts: Facts) -> None:
    """What trafilatura finds where the page says nothing in so many words."""
    signed = any(
        clean_names(evidence.value, _site_names(facts)) for evidence in facts.found if evidence.field == "byline"
    )
    if facts.first("title") and facts.first("published") and signed:
        return
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 (slow to import; most runs read no HTML)

    found = extract_metadata(tree, extensive=False)
    if not facts.first("title"):
        facts.add("title", found.title, "title found by trafilatura")
    if not facts.first("published"):
        facts.add("published", found.date, "date found by trafilatura")
    if not signed and found.author and _stands_in(tree, clean_names(found.author)):
        facts.add("byline", found.author, "author found by trafilatura")


def _stands_in(tree: HtmlElement, names: Iterable[str]) -> bool:
    """Whether the page shows these names elsewhere than in its teasers and comments."""
    texts = ((element, element.text) for element in tree.iter() if isinstance(element.tag, str))
    shown = " ".join(text for element, text in texts if text and not is_outside(element))
    return all(name in shown for name in names)


# --- the title -------------------------------------------------------------------------------------------------------


VOICES = (("JSON-LD", 3.0), ("h1", 2.6), ("itemprop", 2.6), ("meta", 2.0), ("title", 0.5))
"""How much each kind of place says about the title.  Its own headline stands alone against either heading or meta
elements, which are often written for search engines, and yields where both agree on something else."""
CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)$")
SEPARATOR = re.compile(r"\s+[|–—•·:-]+\s+|\s*[|»]\s*")
SHORTENED = range(100, 112)
"""Characters of a headline that was cut because search engines want no longer ones (110)."""


def _settle_title(facts: Facts, site_names: Iterable[str]) -> None:
    """Puts first the title that most kinds of place agree on, without the name of the site behind it."""
    told = [evidence for evidence in facts.found if evidence.field == "title"]
    if not told:
        return
    sites = set(map(_squeezed, site_names))
    sections = {folded(e.value) for e in facts.found if e.field == "section"}
    others = [evidence.value for evidence in told]
    stripped = [(_without_site(evidence.value, sites, sections, others), evidence) for evidence in told]
    stripped = [(_whole(title, [other for other, _ in stripped]), evidence) for title, evidence in stripped]
    voices: dict[str, dict[str, float]] = {}
    for title, evidence in stripped:
        kind, weight = next((kind, weight) for kind, weight in VOICES if evidence.source.startswith(kind))
        if kind == "h1" and (len(title.split()) < 3 or _squeezed(title) in sites):
            weight = 0.1  # a logo, a section
        heard = voices.setdefault(folded(title), {})
        heard[kind] = max(weight, heard.get(kind, 0.0))
    title, chosen = max(stripped, key=lambda pair: (sum(voices[folded(pair[0])].values()), -told.index(pair[1])))
    facts.found.remove(chosen)
    facts.found.insert(0, Evidence(field="title", value=title, source=chosen.source))


def _site_names(facts: Facts) -> Iterator[str]:
    """The publisher by all its names: as the page says, as the address spells it (example-post.com → examplepost), and
    what the title of the window has behind the title.
    """
    titles = {folded(e.value) for e in facts.found if e.field == "title" and e.source != "title element"}
    for evidence in facts.found:
        if evidence.field == "publisher":
            yield evidence.value
        elif evidence.field == "url" and (host := HOST.match(evidence.value)):
            yield from host.groups()
        elif evidence.source == "title element":
            cuts = list(SEPARATOR.finditer(evidence.value))
            if cuts and any(folded(evidence.value[: cut.start()]) in titles for cut in cuts):
                yield evidence.value[cuts[-1].end() :]


def _without_site(title: str, sites: set[str], sections: set[str], others: Iterable[str]) -> str:
    """Cuts " - The Example Post", and a section before it, where it names the site or another place has the title
    without it; the same for "Example Post: " in front.
    """
    known = {folded(other) for other in others if other != title}
    cuts = list(SEPARATOR.finditer(title))
    for found in cuts:
        if folded(title[: found.start()]) in known:
            return title[: found.start()].strip()
    for found in reversed(cuts):
        left, right = title[: found.start()].strip(), title[found.end() :].strip()
        if left and (_squeezed(right) in sites or folded(right) in sections):
            return _without_site(left, sites, sections, others)
    for found in re.finditer(r"\s*[|:–—-]\s+", title):
        left, right = title[: found.start()], title[found.end() :].strip()
        if right and _squeezed(left) in sites:
            return right
    return title


def _squeezed(name: str) -> str:
    """A site's name as its address may spell it."""
    return folded(name).replace(" ", "").removeprefix("the")


def _whole(title: str, others: Iterable[str]) -> str:
    """The title as another place has it that did not cut it short."""
    bare = CUT_OFF.sub("", title)
    if bare == title and len(title) not in SHORTENED:
        return title
    longer = [other for other in others if folded(other).startswith(folded(bare)) and len(other) > len(title)]
    return min(longer, key=len, default=title)


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
    people = [pair for pair in signed if not all(map(agency_called, pair[0])) and "organisation" not in pair[1].source]
    for names, evidence in (people or signed)[:1]:
        facts.found.remove(evidence)
        facts.found.insert(0, Evidence(field="byline", value=", ".join(names), source=evidence.source))
    for evidence in told:
        if not any(evidence is other for _, other in signed):
            facts.found.remove(evidence)
