"""Who wrote a report: the names in a byline, and the bylines that a page shows."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from dateline.readers.credits import agency_called
from dateline.readers.dates import FIRST_DATE, iso_date

ROLE = re.compile(
    r"\b(?:(?:senior|chief|staff|special|political|foreign|freelance|contributing|managing|deputy|associate|executive"
    r"|news|business|world|national|diplomatic|defen[cs]e|security|health|climate|science|technology|environment"
    r"|economics|legal|crime|sports?|war|white house|middle east|europe|africa|asia) "
    r"|(?<=senior )\w+ (?=correspondent|reporter|writer|editor))*"
    r"(?:correspondent|reporter|writer|editor|journalist|columnist|contributor|producer|bureau chief|analyst|author"
    r"|report(?:s|ed|ing) (?:from|for|in)|in [A-Z]\w+|(?:for|of|at) (?:the )?[A-Z]\w+)s?\b.*$",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|story|words|text|reporting|analysis|opinion|report)\s+)?"
    r"by\b:?\s*|^\W*(?:authors?|from|reporting|writing|text|words|story)\s*:\s*"
    r"|^\W*(?:por|par|autor[ae]?s?|auteur|автор\w*|текст|بقلم|yazar)\b\s*:?\s+|^\W*von\s+(?=\w+\s\w)",
    re.IGNORECASE,
)
TRAIL = re.compile(
    r"\s*(?:\b(?:first |last )?(?:updated|published|posted|modified)\b|\bon\s+\w+\s+\d|\b\d{1,2}:\d\d|\b\d{4}-\d\d"
    r"|\b\d+\s+(?:min|minute|hour|day|week|month)s?\b).*$",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"^\W*$|\d|^special to\b|\b(?:staff|team|desk|news ?room|bureau|editors|editorials?)$"
    r"|\b(?:logged|log ?in|sign ?in|our|policy|twitter|facebook|you(?:['’]?re|r)?)\b"
    r"|^(?:photo\w*|pictures?|images?|video|illustrations?|graphics?|art(?:work)?|edit(?:ed|ing)|translat\w+) by\b"
    r"|^(?:submitted|posted|published|admin|administrator|webmaster|super user|guest author|unknown|none|null|guest"
    r"|anonymous"
    r"|(?:news |other |wire )?agenc(?:y|ies)|(?:our |the |a )?(?:\w+ )?(?:staff (?:writers?|reporters?)|editors?"
    r"|editorial board|authors?|correspondents?|reporters?))$",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"\b(?:news|times|post|herald|tribune|tv|television|radio|press|media|online|agency|broadcasting|network|magazine"
    r"|journal|gazette|telegraph|international)\b",
    re.IGNORECASE,
)
"""Words in the names of houses, which stand behind those who work for them."""
CALLED_HOUSE = re.compile(r"(?:the|(?:[\w.]+ )+(?:news ?)?wire$)\b", re.IGNORECASE)
"""How the names of houses begin or end, and no person's."""
DESKS = frozenset("news staff online team desk digital web english com co uk org net media editors newsroom tv".split())
"""What a site's name may be followed by where the site itself signs: BBC News, Guardian staff."""
STRIPPED = " .-–—:'\"*"
SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|MD|PhD)\.?", re.IGNORECASE)
"""What stands behind a comma and belongs to the name before it."""
MOST = 50
"""Marked elements that are looked at."""
LONGEST_NAME = 6
"""Words; what is longer is no name."""
AROUND = 2
"""Elements around a name, itself among them, that may be its picture."""
NEAR = 150
"""Elements behind the heading in which a byline of any kind comes before all that stand farther off."""
MARKED = re.compile(
    r"(?:^|[-_ ])(?:byline|author|contributor|writer|reporter)s?"
    r"(?:[-_]*(?:name|link|list|text|block|info|title|container|wrapper|inner|item|label)s?)*(?:_+\w{4,10})?(?:$| )",
    re.IGNORECASE,
)
"""Classes, ids and test marks of bylines, also with the hash that style modules append: Byline_byline__x7Yz."""
ONE_WORD = re.compile(r"[^\W\d](?:[\w’'-]|\.(?!\w\w))+")
"""A word that may be half a name: no address of a site."""
SAYS_BY = re.compile(r"\W*(?i:by|por|par|von)\s*:?\s+[A-Z][\w.’'-]+\s+[A-Z][^\n.!?]{1,90}\s*")
OUTSIDE = re.compile(
    r"(?:^|[-_ ])(?:(?<!has-)(?<!no-)(?<!with-)comments?"
    r"(?![-_](?:open|closed|enabled|disabled|on|off|datetime|count|link))|respond|related|teasers?|promos?|recirc|recommend\w*|sidebar"
    r"|(?<!post-)(?<!entry-)(?<!article-)footer|popular|trending"
    r"|newsletter|bio|biography|follow|social|more)(?:$|[-_ ])",
    re.IGNORECASE,
)
"""Parts of a page whose names are not the report's author."""
PICTURED = re.compile(r"(?:^|[-_ ])(?:avatar|images?|photos?|caption)(?:$|[-_ ])", re.IGNORECASE)
"""The same of what stands around a name: a whole report may be one "with image"."""
OWN_FOOT = re.compile(r"\b(?:post|entry|article)-?footer\b", re.IGNORECASE)
"""The foot of the report, not of the page."""
MAY_SIGN = frozenset("a span div p address cite li ul strong b i em font td h2 h3 h4 section".split())
"""Elements that hold bylines."""
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|author-profiles?|journalists?|contributors?|reporters?|profiles?|writers?|correspondents?|by|staff|columnists?)"
    r"(?:/[\w.~%-]+){1,2}/?$"
)
"""Where a name leads that is an author's."""


def clean_names(byline: str, sites: Iterable[str] = ()) -> list[str]:
    """The names in a byline: "By Ann Lee, Senior Correspondent, and Bo Ek" → Ann Lee, Bo Ek.

    The site (by any of its names) is no author.  An agency is one only where nobody else is named.
    """
    own = {folded(site).removeprefix("the ") for site in sites} - {""}
    names: dict[str, str] = {}
    for part, stands_alone in _parts(FIRST_DATE.sub("\n", re.sub(r"https?://\S+|www\.\S+", "", byline))):
        bare = LEAD.sub("", re.sub(r"\S+@\S+|[(\[][^)\]]*[)\]]|@\w+", "", part))
        whole = TRAIL.sub("", bare)
        name = ROLE.sub("", whole).strip(STRIPPED)
        if SUFFIX.fullmatch(name) and names:
            last = list(names)[-1]
            names[last] += f" {name.rstrip('.')}" + "." * name.lower().startswith(("jr", "sr"))
            continue
        if (
            not name
            or NO_NAME.search(name)
            or _signs_itself(folded(name).removeprefix("the "), own)
            or iso_date(name) is not None
            or not re.search(r"[^\Wa-z_\d]", name)  # an account: ana-example
            or (re.fullmatch(r"[A-Z]{2,5}", name) and not agency_called(name))  # initials of a house
            or (" " not in name and name != whole.strip(STRIPPED) and not agency_called(name))  # Eastern, of an editor
        ):
            continue
        if len(name.split()) > LONGEST_NAME or (stands_alone and " " not in name and not agency_called(name)):
            continue
        name = _without_agency(name)
        shown = " ".join(map(str.capitalize, name.split())) if name.isupper() and " " in name else name
        names.setdefault(folded(name), shown)
    people = [name for name in names.values() if not agency_called(name)]
    if any(is_full(name) for name in people):  # what stands behind them is where they were, or for whom
        people = [name for name in people if is_full(name)]
    return people or list(names.values())


def is_house(name: str) -> bool:
    """Whether a byline's name is an agency's or a house's."""
    return bool(agency_called(name) or CALLED_HOUSE.match(name))


def is_full(name: str) -> bool:
    """Whether a name is a person's in full: of two words, or in letters of which one word may be a whole name."""
    return not HOUSE.search(name) and (" " in name or not name.isascii())


def _without_agency(name: str) -> str:
    """BO EK Associated Press → BO EK."""
    words = name.split()
    for at in range(2, len(words)):
        if agency_called(" ".join(words[at:])):
            return " ".join(words[:at])
    return name


def _parts(byline: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a byline; True for those set off by a mark, where one word is rather a section or a place."""
    for number, piece in enumerate(re.split(r"\s*[|•·\n]\s*", LEAD.sub("", byline))):
        for part in re.split(r"\s*(?:[,;&]|/|\s[-–—]\s|\b(?i:and|with)\b)\s*", piece):
            yield part, number > 0


def _signs_itself(told: str, own: Iterable[str]) -> bool:
    """Whether a name is the site's own, with or without a word for its staff."""
    for site in own:
        longer, shorter = (told, site) if len(told) >= len(site) else (site, told)
        if longer.replace(" ", "") == shorter.replace(" ", ""):
            return True
        if longer.startswith(f"{shorter} ") and DESKS.issuperset(longer[len(shorter) :].split()):
            return True
    return False


def turned_round(name: str) -> str:
    """A name as library catalogues write it, the family name first, as it is read: "Lee, Ann" → Ann Lee."""
    found = re.fullmatch(r"\s*([^\W\d]+(?:[-’'][^\W\d]+)*),\s+([^\W\d][\w.’' -]{0,30})\s*", name)
    return f"{found[2]} {found[1]}" if found else name


def folded(text: str) -> str:
    """What two names or titles must have in common to be one: letters and digits, whatever case."""
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


# --- bylines on the page


def shown_bylines(elements: Iterable[HtmlElement], heading: HtmlElement | None) -> Iterator[tuple[str, str]]:
    """The bylines that a page shows outside of its comments, teasers and pictures, and what marks each as one.

    `elements` are all of the page in their order.  Those after the heading come first: what stands above it is a menu.
    """
    marks = ("itemprop author", "rel author", "byline element", "line that says by", "link to an author")
    near, far, above = ({mark: list[HtmlElement]() for mark in marks} for _ in range(3))
    since = 0 if heading is None else -1
    for element in elements:
        since = since + 1 if since >= 0 else 0 if element is heading else -1
        mark = _mark(element)
        if mark and not is_outside(element):
            here = (above if since < 0 else near if since <= NEAR else far)[mark]
            if len(here) < MOST:
                here.append(element)
    for found in (near, far, above):
        for mark, shown in found.items():
            told = _of_one_byline(shown)
            # one word far from the heading is the account of somebody who commented
            if told and (found is not far or any(map(is_full, clean_names(told)))):
                yield told, mark


def _mark(element: HtmlElement) -> str | None:
    if not isinstance(element.tag, str):
        return None
    if element.get("itemprop") == "author":
        return "itemprop author"
    if element.tag == "a" and "author" in (element.get("rel") or "").split():
        return "rel author"
    if re.search(r"author|byline", element.tag):
        return "byline element"
    if element.tag not in MAY_SIGN:
        return None
    told = " ".join(filter(None, map(element.get, ("class", "id", "data-testid", "data-component"))))
    if MARKED.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", told)):
        return "byline element"
    texts = [element.text or "", *_first_texts(element)]
    if SAYS_BY.fullmatch(" ".join(texts)) or (element.tag in ("cite", "p") and any(map(SAYS_BY.fullmatch, texts))):
        return "line that says by"
    return "link to an author" if element.tag == "a" and AUTHOR_PAGE.search(element.get("href") or "") else None


def _first_texts(element: HtmlElement) -> Iterator[str]:
    """What follows the first text of a short element; nothing of a long one."""
    if len(element) <= 6:
        for child in element:
            yield from (child.text or "" if isinstance(child.tag, str) else "", child.tail or "")


def is_outside(element: HtmlElement) -> bool:
    """Whether an element stands in the comments, a teaser, a picture or the like."""
    for number, around in enumerate((element, *element.iterancestors())):
        if around.tag in ("body", "article", "main") or number > LONGEST_NAME:
            return False
        marks = f"{around.get('class') or ''} {around.get('id') or ''}"
        if around.tag in ("nav", "figure", "figcaption") or OUTSIDE.search(marks):
            return True
        if number < AROUND and PICTURED.search(marks):
            return True
        if around.tag == "aside" and not MARKED.search(marks):
            return True
        if around.tag == "footer" and not OWN_FOOT.search(marks):
            return True
    return False


def _of_one_byline(marked: list[HtmlElement]) -> str:
    """The text of the first element marked, and of those that stand beside it."""
    first = next((element for element in marked if 3 <= len(_text(element)) <= 200), None)
    if first is None:
        return ""
    near = list(first.iterancestors())[:2]
    beside = [
        element
        for element in marked
        if element is not first
        and element.tag == first.tag
        and first not in element.iterancestors()
        and any(parent in near for parent in list(element.iterancestors())[:2])
    ]
    return "\n".join(_text(element) for element in (first, *beside))


def _text(element: HtmlElement) -> str:
    """Its text, each piece on a line, since links side by side are two names; two single words are one."""
    if element.tag == "meta":
        return element.get("content") or ""
    names = [e for e in element.iter() if e.get("itemprop") == "name" and e is not element]
    pieces: list[str] = []
    for told in (" ".join(e.itertext()) or e.get("content") or "" for e in names) if names else element.itertext():
        piece = " ".join(told.split())
        alone = ONE_WORD.fullmatch(piece) and not LEAD.match(f"{piece} ")
        before = pieces[-1] if pieces else ""
        if alone and ONE_WORD.fullmatch(before) and before[0].isupper() and not LEAD.match(f"{before} "):
            pieces[-1] += f" {piece}"
        elif piece:
            pieces.append(piece)
    return "\n".join(pieces)
