"""HTML: what a saved page says about itself (JSON-LD before anything else), and its article's text.

Each field is taken from the first place that names it; a title that several places agree on wins over one that none
repeats.  The body is trafilatura's; where it finds none, the body that JSON-LD carries.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any

from lxml import html as lxml_html
from lxml.etree import Comment, ParserError
from lxml.html import HtmlElement

from dateline.readers.dates import iso_date
from dateline.readers.evidence import Facts, compose, note_address
from dateline.readers.markup import markup_text, without_controls
from dateline.readers.source import Source, decode
from dateline.records import Evidence, Problem, Report

SUFFIXES = (".html", ".htm", ".xhtml")
ARTICLE = re.compile(r"Article|Report|Posting|NewsItem|Review|LiveBlog")
# (field, name of a meta element), the most telling first
META = (
    ("title", "og:title"), ("title", "twitter:title"), ("title", "parsely-title"), ("title", "dc.title"),
    ("title", "sailthru.title"),
    ("published", "article:published_time"), ("published", "og:article:published_time"),
    ("published", "og:published_time"),
    ("published", "datepublished"), ("published", "parsely-pub-date"), ("published", "sailthru.date"),
    ("published", "dc.date.issued"), ("published", "dcterms.created"), ("published", "dc.date"),
    ("published", "cxenseparse:recs:publishtime"), ("published", "publish-date"), ("published", "publishdate"),
    ("published", "pubdate"), ("published", "publication_date"), ("published", "article.published"),
    ("published", "rnews:datepublished"), ("published", "date"),
    ("publisher", "og:site_name"), ("publisher", "application-name"), ("publisher", "dc.publisher"),
    ("byline", "author"), ("byline", "article:author"), ("byline", "parsely-author"), ("byline", "sailthru.author"),
    ("byline", "dc.creator"), ("byline", "byl"), ("byline", "cxenseparse:author"),
    ("section", "article:section"), ("section", "parsely-section"),
    ("language", "og:locale"),
)  # fmt: skip
BYLINE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:byline|author|authors|contributor|writer)(?:[-_ ]*(?:name|link|list|names))?(?:$| )", re.IGNORECASE
)
TIME_CLASS = re.compile(r"publish|pubdate|posted|date", re.IGNORECASE)
SHORT_BODY = 60
"""Words below which the slower ways of finding the body are tried as well."""
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
SINGLE_FILE = re.compile(r"url:\s*(https?://\S+)\s+saved date:\s*([^\n]+?)\s*(?:\(|\n|$)")
ARCHIVED_ON = re.compile(r"FILE ARCHIVED ON \d\d:\d\d:\d\d (\w{3} \d\d, \d{4})")
URL_DAY = re.compile(r"/((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(?!\d)")


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
    yield compose(source, content, text, facts, f"html/2 trafilatura {version('trafilatura')}")


def _under_title(facts: Facts, body: str) -> str:
    """The body under its title; a heading of the page that repeats it goes."""
    title = facts.first("title")
    first, _, rest = body.partition("\n")
    if _folded(first) in {_folded(evidence.value) for evidence in facts.found if evidence.field == "title"} and rest:
        body = rest.lstrip("\n")
    return f"{title}\n\n{body}" if title else body


# --- the body --------------------------------------------------------------------------------------------------------


def extract(tree: HtmlElement) -> str:
    """The article's text, a paragraph a line; empty where there is none."""
    import trafilatura  # noqa: PLC0415 (slow to import; most runs read no HTML)

    articles = filter(_is_article, _described(tree))
    told = max((markup_text(str(item.get("articleBody") or "")) for item in articles), key=len, default="")
    found = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True) or ""
    if len(found.split()) < SHORT_BODY:
        found = max(found, trafilatura.extract(tree, include_comments=False, include_tables=True) or "", key=len)
    # Half a body is what a page shows before its scripts or its paywall; JSON-LD often carries the whole.
    return told if len(found) < len(told) / 2 else found


# --- metadata --------------------------------------------------------------------------------------------------------


def metadata(tree: HtmlElement) -> Facts:
    """What the page says about itself, the most trustworthy first."""
    facts = Facts()
    _comments(tree, facts)
    _linked_data(tree, facts)
    _meta(tree, facts)
    _elements(tree, facts)
    _last_witness(tree, facts)
    site = facts.first("publisher")
    _settle_title(tree, facts, site)
    _settle_byline(facts, site)
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


def _linked_data(tree: HtmlElement, facts: Facts) -> None:
    described = list(_described(tree))
    named = {item["@id"]: item for item in described if isinstance(item.get("@id"), str) and item.get("name")}
    for item in filter(_is_article, described):
        facts.add("title", item.get("headline") or item.get("name"), "JSON-LD headline")
        facts.add("published", item.get("datePublished"), "JSON-LD datePublished")
        facts.add("publisher", ", ".join(_names(item.get("publisher"), named)), "JSON-LD publisher")
        facts.add("byline", "; ".join(_names(item.get("author") or item.get("creator"), named)), "JSON-LD author")
        note_address(facts, item.get("url"), "JSON-LD url")
        facts.add("section", ", ".join(_names(item.get("articleSection"), named)), "JSON-LD articleSection")
        facts.add("language", item.get("inLanguage"), "JSON-LD inLanguage")
    for item in described:
        if item.get("@type") == "WebPage":
            facts.add("published", item.get("datePublished"), "JSON-LD datePublished of the page")


def _is_article(item: dict[str, Any]) -> bool:
    return bool(ARTICLE.search(str(item.get("@type"))))


def _described(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """What the page's JSON-LD describes, not what that links to in its turn; broken scripts are passed over."""
    for element in tree.iterfind(".//script[@type='application/ld+json']"):
        written = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", element.text or "")
        try:
            stack: list[Any] = [json.loads(written, strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(reversed(item))
            elif isinstance(item, dict):
                yield item
                stack.extend(item.get(key) for key in ("mainEntity", "@graph"))


def _names(value: object, known: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The names in what JSON-LD says of an author or publisher: a string, an object, a reference, a list of these."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for item in value for name in _names(item, known)]
    if not isinstance(value, dict):
        return []
    name = value.get("name") or known.get(str(value.get("@id")), {}).get("name")
    return (
        [part for part in name if isinstance(part, str)]
        if isinstance(name, list)
        else [name]
        if isinstance(name, str)
        else []
    )


def _meta(tree: HtmlElement, facts: Facts) -> None:
    told: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        told.setdefault(name.lower(), []).append(element.get("content") or "")
    for field, name in META:
        for value in told.get(name, []):
            if not (field == "byline" and value.startswith("http")):
                facts.add(field, value, f"meta {name}")
    for element in tree.iterfind(".//link[@rel='canonical']"):
        note_address(facts, element.get("href"), "link canonical")
    for value in told.get("og:url", []):
        note_address(facts, value, "meta og:url")


def _elements(tree: HtmlElement, facts: Facts) -> None:
    """What the page shows: its headings, times and bylines."""
    for element in tree.iter("h1"):
        facts.add("title", element.text_content(), "h1")
    facts.add("title", tree.findtext(".//title"), "title element")
    times = [element for element in tree.iter("time") if element.get("datetime")]
    telling = [t for t in times if t.get("itemprop") == "datePublished" or t.get("pubdate") is not None]
    telling += [t for t in times if TIME_CLASS.search(t.get("class") or "")]
    for element in telling or times[:1]:
        facts.add("published", element.get("datetime"), "time element")
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        facts.add(
            "published",
            element.get("datetime") or element.get("content") or element.text_content(),
            "itemprop datePublished",
        )
    facts.add("language", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang")
    if facts.first("byline"):
        return
    shown = [
        *tree.iterfind(".//*[@itemprop='author']"),
        *tree.iterfind(".//a[@rel='author']"),
        *(
            element
            for element in tree.iter("a", "span", "div", "p", "address")
            if BYLINE_CLASS.search(element.get("class") or "")
        ),
    ]
    for element in shown:
        told = " ".join(element.text_content().split())
        if 3 <= len(told) <= 120:
            facts.add("byline", told, "byline element")
            return


def _last_witness(tree: HtmlElement, facts: Facts) -> None:
    """What trafilatura finds where the page says nothing in so many words."""
    if facts.first("title") and facts.first("published") and facts.first("byline"):
        return
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 (slow to import; most runs read no HTML)

    found = extract_metadata(tree, extensive=False)
    if not facts.first("title"):
        facts.add("title", found.title, "title found by trafilatura")
    if not facts.first("published"):
        facts.add("published", found.date, "date found by trafilatura")
    if not facts.first("byline"):
        facts.add("byline", found.author, "author found by trafilatura")


# --- the title -------------------------------------------------------------------------------------------------------


VOICES = (("JSON-LD", 3.0), ("h1", 2.6), ("meta", 2.0), ("title", 0.5))
"""How much each kind of place says about the title.  Its own headline stands alone against either heading or meta
elements, which are often written for search engines, and yields where both agree on something else."""


def _settle_title(tree: HtmlElement, facts: Facts, site: str | None) -> None:
    """Puts first the title that most kinds of place agree on, without the name of the site behind it."""
    told = [evidence for evidence in facts.found if evidence.field == "title"]
    if not told:
        return
    sites = {_folded(name) for name in (site, *_site_names(facts)) if name}
    stripped = [(_without_site(evidence.value, sites, [other.value for other in told]), evidence) for evidence in told]
    voices: dict[str, dict[str, float]] = {}
    for title, evidence in stripped:
        kind, weight = next((kind, weight) for kind, weight in VOICES if evidence.source.startswith(kind))
        if kind == "h1" and (len(title.split()) < 3 or _folded(title) in sites):
            weight = 0.1  # a logo, a section
        heard = voices.setdefault(_folded(title), {})
        heard[kind] = max(weight, heard.get(kind, 0.0))
    title, chosen = max(stripped, key=lambda pair: (sum(voices[_folded(pair[0])].values()), -told.index(pair[1])))
    facts.found.remove(chosen)
    facts.found.insert(0, Evidence(field="title", value=title, source=chosen.source))


def _site_names(facts: Facts) -> Iterator[str]:
    """The publisher as the address spells it: example-post.com → examplepost."""
    for evidence in facts.found:
        if evidence.field == "url" and (host := re.match(r"https?://(?:www\.)?([\w-]+)\.", evidence.value)):
            yield host[1]


def _without_site(title: str, sites: set[str], others: Iterable[str]) -> str:
    """Cuts " - The Example Post" where it names the site, or where another place has the title without it."""
    known = {_folded(other) for other in others if other != title}
    for found in reversed(list(re.finditer(r"\s+[|–—-]+\s+|\s*[|»]\s*| : ", title))):
        left, right = title[: found.start()].strip(), title[found.end() :].strip()
        squeezed = _folded(right).replace(" ", "")
        if left and (
            _folded(left) in known or _folded(right) in sites or squeezed in {site.replace(" ", "") for site in sites}
        ):
            return left
    return title


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


# --- the byline ------------------------------------------------------------------------------------------------------

ROLE = re.compile(
    r"\b(?:(?:senior|chief|staff|special|political|foreign|freelance|contributing|managing|deputy|associate|news|business"
    r"|world|national|diplomatic|defen[cs]e|middle east|europe|africa|asia) )*"
    r"(?:correspondent|reporter|writer|editor|journalist|columnist|contributor|producer|bureau chief|analyst|author"
    r"|in [A-Z]\w+)\b.*$",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|story|words|text|reporting|edited)\s+)?by:?\s+|^\W*(?:author|authors|from)\s*:\s*",
    re.IGNORECASE,
)
TRAIL = re.compile(
    r"\s*(?:[•·|]|\bupdated\b|\bpublished\b|\bposted\b|\bon\s+\w+\s+\d|\b\d{1,2}:\d\d|\b\d{4}-\d\d).*$", re.IGNORECASE
)
NO_NAME = re.compile(
    r"https?:|www\.|^\W*$|^(?:admin|administrator|editor|webmaster|unknown|author|none|null|guest)$|\d{3}",
    re.IGNORECASE,
)


def _settle_byline(facts: Facts, site: str | None) -> None:
    """Cleans the first byline that holds a name; the places that hold none are left as evidence of what they said."""
    for evidence in [evidence for evidence in facts.found if evidence.field == "byline"]:
        names = clean_names(evidence.value, site)
        facts.found.remove(evidence)
        if names:
            facts.found.insert(0, Evidence(field="byline", value=", ".join(names), source=evidence.source))
            return


def clean_names(byline: str, site: str | None = None) -> list[str]:
    """The names in a byline: "By Ann Lee, Senior Correspondent, and Bo Ek" → Ann Lee, Bo Ek.  The site is no author."""
    names: dict[str, str] = {}
    for part in re.split(r"\s*(?:[,;|&\n]|\band\b|\bwith\b)\s*", TRAIL.sub("", LEAD.sub("", byline))):
        name = ROLE.sub("", LEAD.sub("", re.sub(r"\S+@\S+|[(\[][^)\]]*[)\]]|@\w+", "", part))).strip(" .-–—:'\"")
        folded = _folded(name)
        if (
            folded
            and len(name) <= 60
            and not NO_NAME.search(name)
            and folded != _folded(site or "")
            and iso_date(name) is None
        ):
            names.setdefault(
                folded, " ".join(word.capitalize() for word in name.split()) if name.isupper() and " " in name else name
            )
    return list(names.values())
