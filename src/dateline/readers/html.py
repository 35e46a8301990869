"""HTML: what a saved page says about itself (metadata.py), and its article's text.

The body is trafilatura's (its fast way), of the page without the boxes that ask to sign up or read on; where it finds
less than half of the one that JSON-LD carries, that one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from importlib.metadata import version
from itertools import islice

from lxml import html as lxml_html
from lxml.etree import Comment, ParserError, ProcessingInstruction, strip_tags
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
SCRAP = 12
"""Words that are no article, whatever their page."""
MOST_MORE = 3
"""How many times as long the slower way's body may be: what it adds to a brief is rather the page's teasers."""
OFFER = re.compile(
    r"(?:^|[-_ ])(?:(?:sign-?up|newsletter|subscri(?:be|ption)|paywall|regwall|membership|donat(?:e|ion))[-_]*"
    r"(?:box|card|cta|form|widget|wrap(?:per)?|offer|prompt|promo|barrier|message|module|required|embed|banner|overlay|inline"
    r"|sign-?up|container|block)|(?:inline|article|email|kg)-(?:newsletter|sign-?up)|interstitial-link|rich-?link"
    r"|read-?more-(?:box|link|block|inline)|related-(?:link|box|inline|content|card|stories|article|posts)s?|more-on"
    r"|recirc(?:ulation)?"
    r"|kg-(?:bookmark|signup|cta)-card|poll|quiz)(?:[-_]+\w*)*(?:$| )",
    re.IGNORECASE,
)
"""Classes and ids of boxes that stand in the text of a report and are not of it."""
OPEN = re.compile(
    r"(?:^|(?<=\s))(?:comments?-(?:open|closed|enabled|disabled|on|off)|(?:has|no|with)-comments?)(?=\s|$)"
)
"""Classes that say of a report whether it may be commented on."""
MOST_OF = 0.7
"""The share of the words of all paragraphs that the element of a report holds at least."""
COMMENTS = re.compile(
    r"(?:^|[-_ ])(?:(?:visitor|reader|user)s?[-_]*)?(?<!has-)(?<!no-)(?<!with-)comments?[-_]*"
    r"(?:block|list|content|section|area|thread|wrapper|container|box)s?(?:$|[-_ ])",
    re.IGNORECASE,
)
"""Classes and ids of what readers wrote."""
LONGEST_OFFER = 120
LONGEST_CELL = 80
LONGEST_POINTER = 30
"""Words."""
LABEL = 24
"""Letters that may stand beside the links of what leads to other reports."""
POINTER = re.compile(
    r"(?:read (?:more|also|next|on|the)|also read|see also|see more|related|more|watch|listen|photos?|pictures?|videos?"
    r"|in pictures|opinion|analysis|explainer)\b[^:]{0,24}:",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"(?:more|related|read (?:more|next)|recommended|most (?:read|popular|viewed)|you (?:may|might)|latest|popular"
    r"|trending|don['’]t miss|top stories|must[- ]reads?)\b.{0,40}$",
    re.IGNORECASE,
)
TOP, LONGEST_BYLINE = 6, 120
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
        markup, parser = without_controls(decoded.text).encode("utf-8"), lxml_html.HTMLParser(encoding="utf-8")
        tree = lxml_html.fromstring(markup, parser=parser)
        if not isinstance(tree.tag, str):  # of broken pages lxml hands back the first comment
            tree = lxml_html.document_fromstring(markup, parser=parser)
    except (ParserError, ValueError):
        yield source.problem("holds no HTML", "save the page again")
        return
    facts = metadata(tree)
    body = extract(tree)
    if not re.search(r"\w", body):
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
    yield compose(source, content, text, facts, f"html/5 trafilatura {version('trafilatura')}")


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
    kept = "\n".join([*top, *below]).strip("\n") or body
    return f"{title}\n\n{kept}" if title else kept


# --- the body --------------------------------------------------------------------------------------------------------


def extract(tree: HtmlElement) -> str:
    """The article's text, a paragraph a line; empty where there is none."""
    import trafilatura  # noqa: PLC0415 (slow to import; most runs read no HTML)

    articles = filter(is_article, described(tree))
    told = max((markup_text(str(item.get("articleBody") or "")) for item in articles), key=len, default="")
    tree = deepcopy(tree)
    strip_tags(tree, Comment, ProcessingInstruction)  # trafilatura would lose the text behind a comment
    tree = _with_named_body(_without_offers(_without_layout_tables(tree)))
    found = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True) or ""
    if len(found.split()) < SHORT_BODY:
        slow = trafilatura.extract(tree, include_comments=False, include_tables=True) or ""
        if len(found.split()) < SCRAP or (found in slow and len(slow) < MOST_MORE * len(found)):
            found = max(found, slow, key=len)
    # Taken out of the page, these would leave briefs too short for trafilatura.
    pointers = {folded(line) for e in tree.iter() if _points_on(e) for line in (e.text_content(), *_items(e))}
    found = "\n".join(line for line in found.split("\n") if folded(line) not in pointers or not folded(line))
    # Half a body is what a page shows before its scripts or its paywall; JSON-LD often carries the whole.
    return told if len(found) < len(told) / 2 else found


def _without_offers(tree: HtmlElement) -> HtmlElement:
    """The page without the boxes in its text that ask readers to sign up, pay or read something else, and without what
    readers wrote below it.

    Only small boxes: the text of a report that is for subscribers stands in an element that says so, too.
    """
    words = 0
    for element in [e for e in tree.iter() if isinstance(e.tag, str) and e.getparent() is not None]:
        words += len(element.text_content().split()) if element.tag == "p" else 0
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if OPEN.search(marks):  # trafilatura would take the whole report for comments
            element.set("class", OPEN.sub(" ", element.get("class") or ""))
        offered = OFFER.search(marks) and len(element.text_content().split()) <= LONGEST_OFFER
        if offered or (words >= SHORT_BODY and COMMENTS.search(marks)):
            element.drop_tree()
    return tree


def _points_on(element: HtmlElement) -> bool:
    """Whether an element only leads to other reports: "Read more:" and a link, or links under such a heading."""
    if element.tag not in ("p", "div", "li", "ul", "ol", "h2", "h3", "h4", "h5"):
        return False
    pieces = list(islice(element.itertext(), LONGEST_OFFER + 1))
    words = "".join(pieces).split()
    if not words or max(len(words), len(pieces)) > LONGEST_OFFER or not _all_linked(element, LABEL):
        return False
    if POINTER.match(" ".join(words[:6])):
        return len(words) <= LONGEST_POINTER
    above = element.getprevious()
    return element.tag in ("ul", "ol") and above is not None and bool(ELSEWHERE.match(above.text_content().strip()))


def _all_linked(element: HtmlElement, but: int) -> bool:
    """Whether all of an element's letters but so many stand in links."""
    whole, linked = (sum(map(len, text)) for text in ("".join(element.itertext()).split(), _in_links(element)))
    return linked > 0 and whole - linked <= but


def _items(element: HtmlElement) -> Iterator[str]:
    return (item.text_content() for item in element.iter("li"))


def _in_links(element: HtmlElement) -> Iterator[str]:
    for link in element.iter("a"):
        yield from "".join(link.itertext()).split()


def _without_layout_tables(tree: HtmlElement) -> HtmlElement:
    """The page with its tables as plain blocks where a cell holds paragraphs: pages were once laid out in tables."""
    for table in list(tree.iter("table")):
        cells = [cell for row in table.iter("tr") for cell in row if cell.tag in ("td", "th")]
        if any(len(cell.text_content().split()) > LONGEST_CELL for cell in cells):
            for part in (table, *(p for p in table.iter("tbody", "thead", "tr", "td", "th") if _table_of(p) is table)):
                part.tag = "div"
    return tree


def _with_named_body(tree: HtmlElement) -> HtmlElement:
    """The page with the element that holds most of its paragraphs as an article, where nothing says which is one.

    In an element that it does not know, trafilatura takes the paragraphs alone: a situation report would lose its
    headings and lists.
    """
    held: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        parent = paragraph.getparent()
        if parent is not None:
            held[parent] += len(paragraph.text_content().split())
    if held:
        body, words = held.most_common(1)[0]
        around = (body, *body.iterancestors())
        known = any(element.tag in ("article", "main") or element.get("role") == "main" for element in around)
        if body.tag in ("div", "section", "td") and not known and words >= max(SHORT_BODY, MOST_OF * held.total()):
            body.tag = "article"
    return tree


def _table_of(part: HtmlElement) -> HtmlElement | None:
    return next(part.iterancestors("table"), None)
