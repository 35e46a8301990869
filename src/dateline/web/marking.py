"""Report text as HTML: escaped, facts marked in place, what could deceive the eye made visible."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from dateline.records import Span

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Characters that show nothing, reorder what is shown, or cannot be written down: shown by their number instead."""

BARE = re.compile(r"[A-Za-z0-9#.:_-]+").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text that is marked: `id` names the place, `href` is where it leads, `title` what it says.

    `element` is what it becomes where it is no link; `css`, `element` come from this package, never from a report.
    """

    start: int
    end: int
    css: str = ""
    element: str = "span"
    id: str = ""
    href: str = ""
    title: str = ""


def visible(text: str) -> Markup:
    """The text, escaped, with hidden characters as their code points (in Unicode notation, boxed by the style)."""
    shown = str(escape(text))
    if HIDDEN.search(shown):
        shown = HIDDEN.sub(lambda found: f'<span class="ctl">U+{ord(found[0]):04X}</span>', shown)
    return Markup(shown)


def paragraphs(text: str) -> Iterator[Span]:
    """The runs of lines between line breaks, without those of white space alone."""
    for found in re.finditer(r"[^\r\n\u2028\u2029]+", text):
        if found[0].strip():
            yield found.span()


def marked(text: str, span: Span, marks: Iterable[Mark]) -> Markup:
    """The text of `span` with its marks as elements: nested where they nest, cut in two where they cross.

    A mark's id stands on its first piece in the text; where the mark began before `span` it is left out.
    Links do not nest in HTML: of two, the outer one is a link.
    """
    start, end = span
    inside = sorted(
        (mark for mark in marks if mark.start < mark.end and mark.start < end and start < mark.end),
        key=lambda m: (m.start, -m.end, m.css, m.id),
    )
    edges = sorted({start, end, *(min(max(edge, start), end) for mark in inside for edge in (mark.start, mark.end))})
    pieces: list[str] = []
    stack: list[Mark] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for here, after in zip(edges, [*edges[1:], end], strict=True):
        reopen = _close(stack, here, pieces)
        while following is not None and max(following.start, start) <= here:
            reopen.append(following)
            following = next(waiting, None)
        for mark in sorted(reopen, key=lambda m: (-m.end, m.start)):
            pieces.append(_opening(mark, stack, first=max(mark.start, start) == here and mark.start >= start))
            stack.append(mark)
        if after > here:
            pieces.append(str(visible(text[here:after])))
    pieces += [_closing(stack, depth) for depth in range(len(stack), 0, -1)]
    return Markup("".join(pieces))


def _close(stack: list[Mark], here: int, pieces: list[str]) -> list[Mark]:
    """Closes what ends here, and what stands inside of it; returns what must be opened again."""
    lowest = next((depth for depth, mark in enumerate(stack) if mark.end <= here), len(stack))
    reopen = [mark for mark in stack[lowest:] if mark.end > here]
    pieces += [_closing(stack, depth) for depth in range(len(stack), lowest, -1)]
    del stack[lowest:]
    return reopen


def _is_link(stack: list[Mark], mark: Mark) -> bool:
    return bool(mark.href) and not any(outer.href for outer in stack)


def _opening(mark: Mark, stack: list[Mark], *, first: bool) -> str:
    link = _is_link(stack, mark)
    said = _attribute("class", mark.css) + _attribute("id", mark.id if first else "") + _attribute("title", mark.title)
    return f"<a{said}{_attribute('href', mark.href)}>" if link else f"<{mark.element}{said}>"


def _attribute(name: str, value: str) -> str:
    """An attribute, without quotation marks where HTML needs none: there are millions of them."""
    if not value:
        return ""
    return f" {name}={value}" if BARE(value) else f' {name}="{escape(value)}"'


def _closing(stack: list[Mark], depth: int) -> str:
    mark = stack[depth - 1]
    return "</a>" if _is_link(stack[: depth - 1], mark) else f"</{mark.element}>"
