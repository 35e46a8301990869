"""The text of a piece of HTML, and characters that no markup may hold."""

import re
from html import unescape

from lxml import html as lxml_html
from lxml.etree import Comment, ParserError, ProcessingInstruction, strip_elements

BLOCKS = frozenset(
    "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote section article header footer hr pre figure figcaption dd"
    " dt".split()
)


CONTROL = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])(?!\d)|x0*(?:[0-8bcef]|1[0-9a-f])(?![0-9a-f]));?",
    re.IGNORECASE,
)
"""Control characters, as they are and as references.  `&#39;` and `&#x27;` are none, though they begin like some."""
WINDOWS = re.compile(r"&#(12[89]|1[3-4]\d|15\d);")
"""References that count as Windows does (curly quotation marks, dashes), which browsers and HTML's own rules follow."""


def without_controls(markup: str) -> str:
    """The markup with U+FFFD for characters that XML rules out: lxml reads them, but fails where they are written."""
    meant = WINDOWS.sub(lambda found: bytes([int(found[1])]).decode("cp1252", "replace"), markup)
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", meant)


def markup_text(markup: str) -> str:
    """The text of a piece of HTML (an item of a feed), a block a line, without scripts and styles."""
    if "<" not in markup:
        return unescape(markup).strip()
    try:
        tree = lxml_html.fragment_fromstring(without_controls(markup), create_parent="div")
    except (ParserError, ValueError):
        return ""
    strip_elements(tree, "script", "style", Comment, ProcessingInstruction, with_tail=False)
    for element in tree.iter(*BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
