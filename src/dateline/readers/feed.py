"""RSS and Atom files: one report an item."""

from collections.abc import Iterator

from lxml import etree

from dateline.readers.evidence import Facts, compose, note_address, with_title
from dateline.readers.markup import markup_text
from dateline.readers.source import Source
from dateline.records import Problem, Report

SUFFIXES = (".rss", ".atom", ".xml", ".rdf")
# what an item's elements tell, by their local names, the most telling first
ELEMENTS = {
    "title": ("title",),
    "published": ("pubDate", "published", "date", "issued", "updated"),
    "byline": ("creator", "author"),
    "section": ("category",),
    "publisher": ("source", "publisher"),
}
TEXT = ("encoded", "content", "description", "summary")


def read(source: Source) -> Iterator[Report | Problem]:
    """The items of a feed.  Raises OSError."""
    content = source.content()
    if isinstance(content, Problem):
        yield content
        return
    # Entities stay as they are and nothing is fetched: a feed is written by strangers.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
        if root is None:  # nothing that could be mended
            raise ValueError("no element")
    except (etree.XMLSyntaxError, ValueError) as wrong:
        yield source.problem(f"is not XML ({wrong})", "save the feed again")
        return
    items = [element for element in root.iter() if _name(element) in ("item", "entry")]
    if not items:
        yield source.problem("is XML, but no feed: it has no item", "known are RSS and Atom")
        return
    channel = next((element for element in root.iter() if _name(element) in ("channel", "feed")), root)
    outlet = next((_told(child) for child in channel if _name(child) == "title"), "")
    language = next((_told(child) for child in channel if _name(child) == "language"), "") or channel.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    for number, item in enumerate(items, 1):
        yield from _report(source, item, number, outlet, language)


def _name(element: etree._Element) -> str:
    """Without its namespace or a prefix that nothing declares; comments have none."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _told(element: etree._Element) -> str:
    """The text of an element; XHTML inside of it as markup."""
    if len(element) and _name(element) in TEXT:
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return "".join(element.itertext()).strip()


def _report(
    source: Source, item: etree._Element, number: int, outlet: str, language: str | None
) -> Iterator[Report | Problem]:
    place = Source(path=source.path, name=f"{source.name}:{number}", root=source.root)
    children: dict[str, list[etree._Element]] = {}
    for child in item:
        children.setdefault(_name(child), []).append(child)
    bodies = (markup_text(_told(child)) for name in TEXT for child in children.get(name, []))
    body = max(bodies, key=len, default="")
    facts = Facts()
    for field, names in ELEMENTS.items():
        for name in names:
            for child in children.get(name, []):
                told = next((_told(part) for part in child if _name(part) == "name"), "") or _told(child)
                facts.add(field, markup_text(told) if field == "title" else told, f"item {name}")
    for child in children.get("link", []):
        if child.get("rel", "alternate") == "alternate":
            note_address(facts, child.get("href") or _told(child), "item link")
    facts.add("publisher", outlet, "feed title")
    facts.add("language", language, "feed language")
    if not body and not facts.first("title"):
        yield place.problem("an item without a text", "nothing to do")
        return
    yield from facts.problems(place)
    text = with_title(facts, body)
    yield compose(source, text.encode("utf-8", "replace"), text, facts, "feed/1")
