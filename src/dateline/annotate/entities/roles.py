"""The office or description that stands with a name: "Armenian Prime Minister", "head of the region's police"."""

from dateline.annotate.entities.spans import Span
from dateline.annotate.entities.vocabulary import Names
from dateline.syntax import Token

LONGEST = 20
"""Words of a description."""


def role_of(span: Span, names: Names) -> tuple[int, int] | None:
    """The tokens (first, end) of the sentence that say who the named person is, if some do."""
    return _before(span, names) or _beside(span, names) or _behind(span, names)


HELD = {
    "led": "leader", "leads": "leader", "headed": "head", "heads": "head", "commanded": "commander",
    "commands": "commander", "governed": "governor", "governs": "governor", "chaired": "chairman", "chairs": "chairman",
}  # fmt: skip
"""Verbs that say what office somebody holds or held, and what its holder is called later."""


def _before(span: Span, names: Names) -> tuple[int, int] | None:
    """The title in front of the name: "Kremlin spokesman", "President of Azerbaijan", "the Nagorno representative,"."""
    tokens = span.sentence.tokens
    end = span.first
    if end and tokens[end - 1].text == "," and span.head.dep == "appos":
        end -= 1
    first = end
    while (
        first
        and end - first < LONGEST
        and _describes(tokens[first - 1], tokens[first - 2] if first > 1 else None, names)
    ):
        first -= 1
    while first < end and tokens[first].tag in _NO_BEGINNING:
        first += 1
    words = {t.lower for t in tokens[first:end]}
    if first < end and tokens[end - 1].lower in ("of", "for"):
        return None  # "demanded justice for Ada Bell"
    if first < end and (words & names.offices or words & names.titles.keys()):
        return first, end
    return None


def _describes(token: Token, before: Token | None, names: Names) -> bool:
    """May the token stand in a title?  "of" only behind an office: "President of", not "in the face of President"."""
    if token.tag == "DT":
        # "in Libya the health minister": what is before the article is something else
        return before is not None and before.lower in ("of", "for")
    if token.lower in ("of", "for"):
        return before is not None and (before.lower in names.offices or before.lower in names.titles)
    return token.tag in _TITLE_TAGS and token.text not in ("'", "’", "‘")


_TITLE_TAGS = frozenset("NN NNP NNPS JJ POS HYPH NNS".split())
_NO_BEGINNING = frozenset("DT IN CC POS '' `` , PRP$ HYPH".split())
_STOPS = frozenset(', ; — – ( " “'.split())


def _beside(span: Span, names: Names) -> tuple[int, int] | None:
    """The description set beside the name by commas, behind it or in front of it, or said of it: "X is the mayor"."""
    head = span.head
    for child in head.children:
        if child.dep == "appos" and child.i > span.last and child.lower in names.offices:
            return _trimmed(span, child)
    if head.dep == "appos" and head.head.i < span.first and head.head.lower in names.offices:
        return _trimmed(span, head.head)
    did = next((child for child in head.children if child.dep == "relcl" and child.lower in HELD), None)
    if did is not None and did.i > span.last:
        return _trimmed(span, did)  # "who led the region from 2022 to 2023"
    if head.dep == "nsubj" and head.head.lemma in ("be", "become") and head.head.child("neg") is None:
        office = head.head.child("attr")
        if office is not None and office.lower in names.offices:
            return _trimmed(span, office)
    return None


def _behind(span: Span, names: Names) -> tuple[int, int] | None:
    """The description between commas that the parser took for the subject: "Peskov, the Kremlin spokesman, hoped"."""
    tokens = span.sentence.tokens
    first = end = span.last + 2
    if first >= len(tokens) or tokens[span.last].text != "," or tokens[span.last + 1].lower != "the":
        return None
    while end < min(len(tokens), first + LONGEST) and tokens[end].tag in _TITLE_TAGS:
        end += 1
    closed = end < len(tokens) and tokens[end].text in (",", ".")
    return (first, end) if closed and tokens[end - 1].lower in names.offices else None


def _trimmed(span: Span, noun: Token) -> tuple[int, int]:
    """The noun with what belongs to it, up to the next comma and without the name itself."""
    tokens = span.sentence.tokens
    first, end = noun.left, noun.i + 1
    stop = span.first if noun.i < span.first else len(tokens)
    while end < min(stop, noun.right + 1, noun.i + LONGEST) and tokens[end].text not in _STOPS:
        end += 1
    whole = noun.right + 1
    if noun.child("conj") is not None and whole - first <= LONGEST and whole <= stop:
        end = whole  # "a businessman, banker and writer who led the region until May"
    if noun.lower in HELD:
        first = noun.i
    while end > noun.i + 1 and tokens[end - 1].tag in _NO_BEGINNING:
        end -= 1
    while first < noun.i and (tokens[first].tag in ("DT", ",") or first < span.last <= noun.i):
        first += 1
    return first, end
