"""Which characters are the report, which are the web page.  The text itself is never altered."""

from dataclasses import dataclass

from dateline.records import Span, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a text that are not running prose: litter of the page, captions, and the title (its first line)."""

    boilerplate: Spans = ()
    captions: Spans = ()
    title: Span | None = None


def find_layout(text: str) -> Layout:
    """The layout of a report's text.  Spans do not overlap and are in the order of the text."""
    return Layout()
