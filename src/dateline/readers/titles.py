"""Which of the titles that a page gives is the one that was printed, without the name of the site."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from dateline.readers.bylines import folded, is_outside
from dateline.readers.evidence import Facts
from dateline.records import Evidence

VOICES = (
    ("JSON-LD", 3.0), ("h1", 2.6), ("itemprop", 2.6), ("meta", 2.0), ("part of the window", 2.2),
    ("heading", 2.8), ("title", 0.5),
)  # fmt: skip
"""How much each kind of place says about the title.  Its own headline stands alone against either heading or meta
elements, which are often written for search engines, and yields where both agree on something else."""
MOST = 50
"""Headings that are looked at: a page has a few."""
LONGEST_TITLE = 300
"""Characters: a heading that its page never closes holds the whole page."""
LOGO = re.compile(
    r"(?:^|[-_ ])(?:(?:site|blog|brand)[-_]+(?:title|name|logo)|logo|masthead(?:[-_]+\w+)?)(?:$| )", re.IGNORECASE
)
TITLED = re.compile(r"(?:^|[-_ ])(?:title|headline)(?:$|[-_ ])", re.IGNORECASE)
CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)$")
SEPARATOR = re.compile(r"\s+(?:\|+|[–—•·:»-]+)\s+|\s*(?:\|+|»)\s*")
BEFORE = re.compile(r"\s*[|:»–—-]+\s+")
HOST = re.compile(r"https?://(?:www\.)?((?:[\w-]+\.)*([\w-]+)\.[\w-]+)")
SHORTENED = range(100, 112)
"""Characters of a headline that was cut because search engines want no longer ones (110)."""


def headings(tree: HtmlElement) -> list[HtmlElement]:
    """The chief headings of the page that can be titles."""
    return [e for e in islice(tree.iter("h1"), MOST) if len(e.text_content()) <= LONGEST_TITLE]


def note_headings(elements: Sequence[HtmlElement], facts: Facts) -> None:
    """Notes the chief headings, each without a kicker that stands in an element of its own, and the piece of the
    window's title that the page shows where it has no such heading for it.
    """
    window = next((e.text or "" for e in elements if e.tag == "title"), "")
    parts = {folded(part): part for part in _pieces(window)}
    shown = (
        (parts[key], element)
        for element in elements
        if isinstance(element.tag, str) and element.tag not in ("a", "title", "option", "li")
        if element.text and len(element) <= 1 and (key := folded("".join(islice(element.itertext(), 8)))) in parts
    )
    candidates = [part for part, element in islice(shown, MOST) if not is_outside(element) and not _is_logo(element)]
    part = max(candidates, key=len, default="")
    said = {folded(evidence.value) for evidence in facts.found if evidence.field == "title"}
    for element in headings(elements[0]) if elements else ():
        own = "".join([element.text or "", *(child.tail or "" for child in element)])
        lines = [own, *(" ".join(child.itertext()) for child in element if isinstance(child.tag, str))]  # no comments
        told = next((line for line in lines if folded(line) in said), " ".join(element.itertext()))
        logo = _is_logo(element) or (folded(told) in parts and len(" ".join(told.split())) < len(part))
        facts.add("title", told, "h1, a logo" if logo else "h1")
    facts.add("title", part, "part of the window's title that is shown")
    if elements and not said and next(elements[0].iter("h1"), None) is None:
        marked = (e for e in elements if e.tag in ("h2", "h3") and TITLED.search(e.get("class") or ""))
        headed = {" ".join(e.itertext()) for e in islice(marked, MOST) if not is_outside(e) and not _is_logo(e)}
        if len(headed) == 1:
            facts.add("title", headed.pop(), "heading marked as the title")


def _pieces(window: str) -> Iterator[str]:
    """What the window's title would be without its first or its last part, for each cut; of three words and more."""
    window = " ".join(window.split())
    for cut in [*SEPARATOR.finditer(window), *BEFORE.finditer(window)][:MOST]:
        for piece in (window[: cut.start()], window[cut.end() :]):
            if len(piece.split()) >= 3:
                yield piece


def _is_logo(element: HtmlElement) -> bool:
    around = [e for e in (element, element.getparent()) if e is not None]
    return any(LOGO.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in around)


def main_heading(tree: HtmlElement, elements: Sequence[HtmlElement], facts: Facts) -> HtmlElement | None:
    """The longest heading that some other place has as the title, else the first of three words and more that is no
    logo, else what else shows the title.
    """
    said = [folded(e.value) for e in facts.found if e.field == "title" and not e.source.startswith(("h1", "itemprop"))]
    own = {element: folded(" ".join(element.itertext())) for element in headings(tree) if not _is_logo(element)}
    long = [element for element in own if len(own[element].split()) >= 3]
    named = [element for element in long if any(own[element] in title or title in own[element] for title in said)]
    if named:
        return max(named, key=lambda element: len(own[element]))
    shows = ("part", "itemprop", "heading")
    titles = {folded(e.value) for e in facts.found if e.field == "title" and e.source.startswith(shows)}
    shown = (e for e in elements if e.text and e.tag not in ("title", "a"))
    named = [e for e in shown if folded("".join(islice(e.itertext(), 8))) in titles]
    return next(iter(named or long), None)


def settle_title(facts: Facts, names: Iterable[str]) -> None:
    """Puts first the title that most kinds of place agree on, without the name of the site behind it."""
    told = [evidence for evidence in facts.found if evidence.field == "title"]
    if not told:
        return
    sites = set(map(_squeezed, names))
    sections = {folded(e.value) for e in facts.found if e.field == "section"}
    others = [evidence.value for evidence in told]
    stripped = [(_without_site(evidence.value, sites, sections, others), evidence) for evidence in told]
    stripped = [(_whole(title, [other for other, _ in stripped]), evidence) for title, evidence in stripped]
    voices: dict[str, dict[str, float]] = {}
    for title, evidence in stripped:
        kind, weight = next((kind, weight) for kind, weight in VOICES if evidence.source.startswith(kind))
        if kind == "h1" and (len(title.split()) < 3 or _squeezed(title) in sites or evidence.source.endswith("logo")):
            weight = 0.1  # a logo, a section
        heard = voices.setdefault(folded(title), {})
        heard[kind] = max(weight, heard.get(kind, 0.0))
    title, chosen = max(stripped, key=lambda pair: (sum(voices[folded(pair[0])].values()), -told.index(pair[1])))
    facts.found.remove(chosen)
    facts.found.insert(0, Evidence(field="title", value=title, source=chosen.source))


def site_names(facts: Facts) -> Iterator[str]:
    """The publisher by all its names: as the page says, as the address spells it (example-post.com → examplepost), and
    what the title of the window has behind the title.
    """
    titles = {folded(e.value) for e in facts.found if e.field == "title" and e.source != "title element"}
    for evidence in facts.found:
        if evidence.field == "publisher" or evidence.source == "h1, a logo":
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
    for found in BEFORE.finditer(title):
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
