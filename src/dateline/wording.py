"""Records in words, for whoever shows them: the same amount, the same "as of" on a terminal, a page, a table."""

import re
from collections.abc import Iterator

from dateline.records import AsOf, Dispute, Document, Figure, Published, Report, Side

CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)))
BIDIRECTIONAL = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Controls of writing direction: they can make a line read as something else than it is."""
NO_TEXT = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "�")
"""What neither UTF-8 nor XML can hold."""
SHOWN = CONTROL | BIDIRECTIONAL | NO_TEXT


def plain(text: str) -> str:
    """Report text as it may be shown outside its own page: one line, no control characters, encodable."""
    return " ".join(text.translate(SHOWN).split())


def shortened(text: str, most: int) -> str:
    """The text, cut before the word that would make it longer than `most` characters, with an ellipsis where it is."""
    if len(text) <= most:
        return text
    kept = text[:most].rpartition(" ")[0] or text[: most - 1]
    return f"{kept.rstrip(' ,;:.–—-')}…"


TELLING = 6
"""Words of a sentence that can stand for the title of a report: bylines, stamps and datelines have fewer."""


def headline(report: Report, document: Document | None) -> str:
    """The report's title, else its first line where that is one, else the first sentence that tells something."""
    title = document.title_span if document else None
    told = [] if document is None else [report.text[s:e] for s, e in document.sentences[:TELLING]]
    first = next((sentence for sentence in told if len(sentence.split()) >= TELLING), report.text[:200])
    return plain(report.title or (report.text[slice(*title)] if title else first))


HAPPENED = ("killed", "injured", "missing", "detained", "displaced", "evacuated", "arrived", "returned", "assisted")


PRONOUNS = {"them", "they", "some", "others", "more", "many", "most", "all", "those", "dead", "the dead"}
"""Of counted nouns, those that say nothing in a heading."""
FACT = re.compile(r"\b[a-z]-[0-9a-f]{16}\b")


def quantity(kind: str, counted: str, unit: str = "") -> str:
    """What a figure counts, as a heading: "People killed", "Evacuated (child)"."""
    noun = FACT.sub("another count", plain(counted))
    if noun.lower() in PRONOUNS:
        noun = ""
    if unit == "households" and "household" not in noun:
        noun = f"{noun}, households" if noun else "households"
    words = f"{noun} {kind}" if noun in ("people", "households") and kind in HAPPENED else kind
    said = f"{plain(words)} ({noun})" if noun and words == kind else plain(words)
    return said[:1].upper() + said[1:]


def number(value: float) -> str:
    """A number with separators: "11,300", "2.5"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def bounds(low: float | None, high: float | None, modifier: str) -> str:
    """A number as it was given: "at least 200", "5 to 6"; in words where it has no bounds."""
    if modifier == "range" and low is not None and high is not None:
        return f"{number(low)} to {number(high)}"
    value = low if low is not None else high
    if value is None:
        return "a number in words"
    return number(value) if modifier == "exact" else f"{modifier} {number(value)}"


def amount(figure: Figure, quote: str = "") -> str:
    """A figure's number as it was given, with its unit where that is households and its status where not actual.

    `quote` is what stands in the text; it is the amount of a vague number ("dozens").
    """
    said = bounds(figure.low, figure.high, figure.modifier)
    if quote and figure.low is None and figure.high is None:
        said = f"“{plain(quote)}”"
    unit = " households" if figure.unit == "households" else ""
    return said + unit + ("" if figure.status == "actual" else f" [{figure.status}]")


def interval(earliest: str | None, latest: str | None) -> str:
    """Two ISO days or null, in words."""
    if earliest and latest:
        return earliest[:10] if earliest[:10] == latest[:10] else f"{earliest[:10]} to {latest[:10]}"
    if earliest:
        return f"{earliest[:10]} or later"
    return f"{latest[:10]} or earlier" if latest else "undated"


def as_of(when: AsOf) -> str:
    """The as-of, and in brackets what gave it if not the sentence itself."""
    said = interval(when.earliest, when.latest)
    return said if when.basis in (None, "sentence") else f"{said} (from the {when.basis})"


def published(found: Published) -> str:
    """When a report was published, and whether that was inferred."""
    if found.best and found.explicit:
        return found.best[:10]
    if found.best and found.earliest and found.latest and found.earliest[:10] == found.latest[:10]:
        return f"{found.best[:10]} (inferred)"
    said = interval(found.earliest, found.latest)
    return said if said == "undated" or found.explicit else f"{said} (inferred)"


def giver(name: str | None) -> str:
    """Who gives a figure; where nobody is named, the report itself does."""
    return plain(name) if name else "the report itself"


def letters() -> Iterator[str]:
    """A, B, ... Z, AA, AB, ...: names for origins that reports share."""
    number = 0
    while True:
        number += 1
        name, rest = "", number
        while rest:
            rest, digit = divmod(rest - 1, 26)
            name = chr(65 + digit) + name
        yield name


def is_named(dispute: Dispute, side: Side, fact: str) -> bool:
    """Whether a fact of the first side is the denial that stands on another: it only names who holds the first."""
    return side is dispute.sides[0] and any(fact in other.facts for other in dispute.sides[1:])
