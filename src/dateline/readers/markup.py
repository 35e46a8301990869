"""The text of a piece of HTML."""

from html import unescape

from lxml import html as lxml_html
from lxml.etree import Comment, ParserError, ProcessingInstruction, strip_elements

BLOCKS = frozenset(
    "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote section article header footer hr pre figure figcaption dd"
    " dt".split()
)


def markup_text(markup: str) -> str:
    """The text of a piece of HTML (an item of a feed), a block a line, without scripts and styles."""
    if "<" not in markup:
        return unescape(markup).strip()
    try:
        tree = lxml_html.fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (ParserError, ValueError):
        return ""
    strip_elements(tree, "script", "style", Comment, ProcessingInstruction, with_tail=False)
    for element in tree.iter(*BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
