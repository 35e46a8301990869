"""Who a report says it comes from: the news agency that it credits and its byline, in the text itself."""

import re
from collections.abc import Iterator
from functools import cache

from dateline import lexicon
from dateline.records import Evidence, Report

TOP = 8
"""Lines from the top in which a byline or an agency's own line may stand; as many from the end."""
DATELINE = 160
"""Characters within which a dateline ends."""
DASHED = re.compile(r"[^\n(]{0,90}\([^()\n]{2,30}\)\s*[-–—]")
"""What a dateline looks like where it may stand anywhere: the text of a whole page has a menu above the report."""
BYLINE = re.compile(
    r"^[ \t]*(?i:by|written by|reported by)[ \t]*:?[ \t]+"
    r"(?:(?:[A-Z][\w.'’-]*|de|van|von|al|bin|and|&|,)(?:[ \t,]+|$)){1,12}$"
)


class Agency(lexicon.Entry, frozen=True, kw_only=True):
    """A news agency and the ways in which it is credited."""

    name: str
    words: tuple[str, ...]


@cache
def _agencies() -> dict[str, str]:
    """The agency behind each spelling."""
    return {word: agency.name for agency in lexicon.read("agencies", "agency", Agency) for word in agency.words}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Where a credit stands, for the first lines, any line of its own, the last lines."""
    known = "|".join(re.escape(word) for word in sorted(_agencies(), key=len, reverse=True))
    agency = rf"(?<![\w-])(?P<agency>{known})(?![\w-])"
    return (
        (
            "dateline",
            re.compile(rf"^[^\n.!?]{{0,90}}?(?:(?:\w{{1,4}}\. ?)[^\n.!?]{{0,40}}?)?[(\[/]\s*{agency}\s*[)\]/]"),
        ),
        ("dateline", re.compile(rf"^[A-Z][\w ,.'’-]{{2,60}}?\d{{0,4}},\s+{agency}\s?(?:[.:–—-]|\s[A-Z])")),
        ("line of its own", re.compile(rf"^\W*(?:(?i:source|by|via|from|credit)\W+)?{agency}\W*$")),
        ("byline line", re.compile(rf"^\W*(?i:by)\s[^\n]{{3,60}}?[,|/(–-]\s*(?:for )?{agency}\W*$")),
        ("end line", re.compile(rf"^\W*(?i:with|additional|compiled|some)\b[^\n]{{0,60}}?{agency}[^\n]{{0,40}}$")),
        (
            "end line",
            re.compile(
                rf"^[^\n]{{0,40}}?{agency}\s(?i:and [\w ]{{2,30}})?(?i:contributed to this (?:report|story|article))"
            ),
        ),
        ("end of the last line", re.compile(rf".*(?:[-–—]{{1,2}}|/|\()\s*{agency}\s*[)/.]*\W*$")),
    )


def agency_called(name: str) -> str | None:
    """The agency that is credited by this name; None where it is none's."""
    return _agencies().get(name.strip())


def find_credits(report: Report) -> tuple[Evidence, ...]:
    """The agencies and the byline that the text credits, each with its span, from the top down."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", report.text)]
    found: dict[tuple[str, str], Evidence] = {}
    for number, span in enumerate(lines):
        top, end = number < TOP, number >= len(lines) - TOP
        if not top and not end and not DASHED.match(report.text, *span):
            continue
        for evidence in _in_line(report.text, span, top, end, number == len(lines) - 1):
            found.setdefault((evidence.field, evidence.value), evidence)
    return tuple(found.values())


def _in_line(text: str, span: tuple[int, int], top: bool, end: bool, last: bool) -> Iterator[Evidence]:
    start, stop = span
    line = text[start:stop]
    where = {
        "dateline": top or DASHED.match(line),
        "line of its own": True,
        "byline line": top,
        "end line": end,
        "end of the last line": last,
    }
    for source, pattern in _patterns():
        if not where[source] or (source not in ("dateline", "end of the last line") and len(line) > DATELINE):
            continue
        shown = line[:DATELINE] if source == "dateline" else line[-DATELINE:]
        shift = start + (0 if source == "dateline" else max(0, len(line) - DATELINE))
        if match := pattern.match(shown):
            begin, finish = match.span("agency")
            value = _agencies()[match["agency"]]
            yield Evidence(field="agency", value=value, source=source, span=(shift + begin, shift + finish))
            break
    if top and len(line) <= DATELINE and (byline := BYLINE.match(line)):
        name = re.sub(r"^\s*(?:by|written by|reported by)\s*:?\s+", "", byline[0], flags=re.IGNORECASE).strip(" ,")
        people, _, last_part = name.rpartition(", ")
        name = people if last_part in _agencies() else name
        at = start + line.index(name)
        yield Evidence(field="byline", value=name, source="byline line", span=(at, at + len(name)))
