"""Which characters are the report, which are the web page.  The text itself is never altered.

Two kinds of text come in.  A *page* (everything that a browser shows, as lines) is read by a classifier of lines: a
logistic regression over the features of lines.py, fitted by scripts/fit_clean.py.  Its first line, the title of the
browser's window, is litter too, and marked as the title; not where it is the report's only headline.  Any other text
is taken as clean, and only lines that give themselves away (share buttons, hashtags, a comment form after the end) are
marked.

To call the report litter costs more than to keep litter: the threshold stands below even odds (see THRESHOLD).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.clean.lines import LITTER_KINDS, Line, features, find_core, is_glued, read_lines, title_like
from dateline.records import Span, Spans, Unresolved, fact_id

Model = tuple[float, dict[str, float]]
"""The log-odds (of being the report's) of a line that shows nothing, and what each feature adds."""
THRESHOLD = -1.3
"""Log-odds below which a line of a page is litter: it must be nearly four times as likely litter as report."""
THRESHOLD_PROSE = -3.0
"""The same for sentences within the core."""
LONGEST_CAPTION = 80
"""Words; where a whole article stands in one line, its photographer's name makes no caption of it."""
PAGE_LINES = 10
PAGE_CUES = 3
GIVEAWAYS = frozenset({"share", "related", "account", "legal", "ad", "tags", "discussion", "heading", "notice"})
"""Kinds of cue that mark a line on their own; the others occur in reports too ("declined to comment")."""
FURNITURE = ("litter cues", "stands for a date", "credit", "byline")
"""What stands around the article on a page that shows little else."""
NO_ITEM = ("litter cues", "heading", "discussion", "byline", "stamp", "notice")
"""What an item of a list in a report does not show."""
EDGE = 8
"""Lines from the top or the end within which a stamp may stand in a text that is no page."""
TELLING = 6
"""Words."""
NUMBER_OR_QUOTE = re.compile(
    r"(?<![\w.,:/#@%=&+(-])(?!(?:19|20)\d\d\b(?!,\d{3}))(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?"
    r"(?![\w.:/)-]*[\w/)-])(?!:\d)|[“\"][^“”\"\n]{12,300}[”\"]"
)
"""A number that stands free: no year, no part of a date, a time, an address or a code; or a quotation of some words."""
CAPTION = re.compile(
    r"^\W*(?:file )?(?:photo|image|picture|illustration)s?\s*:"
    r"|\([^()]*\b(?:photo|image|picture|getty|credit|courtesy)\b[^()]*\)\W*$"
    r"|\b(?:getty images|file photo)\W*$",
    re.IGNORECASE,
)
OF_CAPTIONS = ("photo", "image", "picture", "illustration", "getty", "credit", "courtesy")
"""Without one of these there is no caption."""
RIGHTS = re.compile(
    r"\W*(?:copyright\b|©|™|this material\b|sponsored (?:links|content|post)\b|paid (?:content|partnership)\b"
    r"|to (?:play|watch|view|see) this\b|(?:please |you (?:must |need to )?)?(?:enable|turn on) javascript\b"
    r"|javascript (?:is|must)\b|your browser\b)",
    re.IGNORECASE,
)
"""How small print, advertisements and what a page asks of a browser begin that read like prose."""
SITE = re.compile(r"\s[|•·»]\s|\s[-–—]\s[^-–—\n]+$")
"""The name of the site at the end of a window's title."""
SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+[\"'”’)]*(?:\s+|$)|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a text that are not running prose: litter of the page, captions, and the title (its first line)."""

    boilerplate: Spans = ()
    captions: Spans = ()
    title: Span | None = None


def find_layout(text: str, model: Model | None = None, *, extracted: bool = False) -> Layout:
    """The layout of a report's text.  Spans do not overlap and are in the order of the text; linear in its length.

    `model` stands in for the shipped weights while they are fitted.  `extracted`: the text is an article that was taken
    out of its page already, and is read as clean: its lists look like menus to the classifier of pages.
    """
    lines = read_lines(text)
    if not lines:
        return Layout()
    title = _title(lines)
    litter = _page_litter(text, lines, model or _weights()) if not extracted and _is_page(lines) else _giveaways(lines)
    captions = _captions(text, lines, litter)
    litter -= captions
    return Layout(
        boilerplate=tuple(sorted([*_joined(lines, litter), *_glued(text, lines, litter)])),
        captions=_joined(lines, captions),
        title=title,
    )


def _page_litter(text: str, lines: Sequence[Line], model: Model) -> set[int]:
    """The lines of a page that are not its article."""
    bias, weights = model
    core = find_core(lines, title_like(lines))
    litter = {
        number
        for number, seen in enumerate(features(lines))
        if bias + sum(weight * seen[name] for name, weight in weights.items())
        < (THRESHOLD_PROSE if lines[number].prose and core[0] <= number <= core[1] else THRESHOLD)
    }
    return litter - set(_counted_lists(lines, litter)) - ({0} if _is_headline(text, lines, core[0]) else set())


def _is_headline(text: str, lines: Sequence[Line], core: int) -> bool:
    """Whether the first line is the only one that holds the report's headline: the article begins soon below it,
    nothing repeats it, and no name of a site hangs on it as on a window's title.  Tolls may stand nowhere else.
    """
    first = lines[0]
    siteless = not SITE.search(text, first.start, first.end)
    return core < EDGE and siteless and first.words >= 5 and not any(title_like(lines)[1:])


def _counted_lists(lines: Sequence[Line], litter: set[int]) -> Iterator[int]:
    """Items of lists with numbers in them that go on right from the report: dead by district, aid by country."""
    number = 0
    while number < len(lines):
        items = 0
        while number + items in litter and not any(lines[number + items].seen[kind] for kind in NO_ITEM):
            items += 1
        numbered = sum(lines[k].seen["digits"] > 0 and lines[k].words >= 3 for k in range(number, number + items))
        if items >= 3 and numbered >= 0.7 * items and number and number - 1 not in litter:
            yield from range(number, number + items)
        number += max(1, items)


def litter_unresolved(report: str, text: str, boilerplate: Spans) -> Iterator[Unresolved]:
    """The numbers and quotations that stand in litter, so that none is dropped silently.

    `report` is the report's id, `text` its text.  What counts nothing is no number: dates, clock times, addresses, and
    whatever a line of fewer than TELLING words, or one that gives itself away as the page's, is numbered with.
    """
    for start, end in boilerplate:
        for line in read_lines(text[start:end]):
            if line.words < TELLING or line.seen["litter cues"] or line.seen["stamp"] or line.seen["stands for a date"]:
                continue
            for found in NUMBER_OR_QUOTE.finditer(text, start + line.start, start + line.end):
                yield Unresolved(
                    id=fact_id("unresolved", report, [found.span()]),
                    start=found.start(),
                    end=found.end(),
                    why="stands in page litter",
                )


@cache
def _weights() -> Model:
    model = json.loads((files(__package__) / "weights.json").read_bytes())
    return model["bias"], model["weights"]


def _is_page(lines: Sequence[Line]) -> bool:
    """Whether a text is a whole page: cues of several kinds, its title twice, or mostly scraps of lines."""
    if len(lines) < PAGE_LINES:
        return False
    cues = [line for line in lines if not line.prose and (line.seen["litter cues"] or line.seen["heading"])]
    kinds = {kind for line in cues for kind in LITTER_KINDS if line.seen[kind]}
    scraps = sum(line.words < 8 and not line.prose for line in lines)
    if len(cues) >= PAGE_CUES and len(kinds) >= 2 and scraps > 0.3 * len(lines):
        return True
    if len(lines) >= 4 * PAGE_LINES and cues and scraps > 0.5 * len(lines):  # pages in other languages
        return True
    furniture = sum(any(line.seen[kind] for kind in FURNITURE) and not line.prose for line in lines)
    return furniture >= PAGE_CUES and any(title_like(lines)[1:])


def _title(lines: Sequence[Line]) -> Span | None:
    """The first line, where it is short, no sentence and no byline or stamp, and more follows."""
    first = lines[0]
    if len(lines) < 2 or not 2 <= first.words <= 30 or first.seen["ends a sentence"] or first.seen["litter cues"]:
        return None
    if _is_stamp(first) or (first.seen["byline"] and first.head.lower().startswith("by ")):
        return None
    return first.start, first.end


def _giveaways(lines: Sequence[Line]) -> set[int]:
    """In a text that is no page: the lines that cannot be the report, and what follows its end among them."""
    if len(lines) < 3:
        return set()
    giveaway = {
        number
        for number, line in enumerate(lines)
        if number and any(line.seen[kind] for kind in GIVEAWAYS)
        if (not line.prose and not _reads_on(line)) or (line.seen["notice"] and RIGHTS.match(line.head))
    }
    edge = (*range(1, min(EDGE, len(lines))), *range(max(1, len(lines) - EDGE), len(lines)))
    giveaway |= {number for number in edge if _is_stamp(lines[number])}
    last = max((number for number, line in enumerate(lines) if line.prose and number not in giveaway), default=-1)
    tail = range(last + 1, len(lines))
    opened = min((number for number in tail if number in giveaway), default=len(lines))
    return giveaway | {
        number for number in tail if number > opened and (lines[number].words <= 12 or lines[number].seen["notice"])
    }


def _is_stamp(line: Line) -> bool:
    """Whether a line is a page's stamp ("Last modified on Tue 28 May 2024") or a byline with its date: no fact stands
    on them.  A date alone on its line stays: it may be the report's dateline.
    """
    says = line.seen["stamp"] or line.seen["byline"]
    return bool(says and line.seen["stands for a date"] and not line.prose and not line.seen["ends a sentence"])


def _reads_on(line: Line) -> bool:
    """Whether a line with a cue is a sentence of a report all the same: "The agency closed its Facebook page."."""
    asks = line.seen["glued"] or line.seen["notice"] or (line.seen["opener"] and line.seen["handle"])
    return bool(line.seen["ends a sentence"] and line.words >= 4 and not asks)


def _glued(text: str, lines: Sequence[Line], litter: set[int]) -> Spans:
    """Litter that a scraper left at the beginning or the end of a paragraph."""
    found = []
    for number, line in enumerate(lines):
        if number in litter or line.words < 12:
            continue
        pieces = [match.span() for match in SENTENCE.finditer(text, line.start, line.end)]
        for ordered in (pieces, pieces[::-1]):
            for start, end in ordered[: len(pieces) - 1]:
                piece = text[start:end].strip()
                if len(piece.split()) > 8 or not is_glued(piece):
                    break
                found.append((start, start + len(text[start:end].rstrip())))
    return tuple(sorted(set(found)))


def _captions(text: str, lines: Sequence[Line], litter: set[int]) -> set[int]:
    """The lines that tell what a picture shows: they name its photographer, or the next line does."""
    found = set()
    pictured = any(map(text.lower().__contains__, OF_CAPTIONS))
    for number, line in enumerate(lines):
        if not 6 <= line.words <= LONGEST_CAPTION or line.seen["litter cues"]:
            continue
        content = text[line.start : line.end] if pictured else ""
        after = lines[number + 1] if number + 1 < len(lines) else None
        if CAPTION.search(content) or (
            number in litter and line.prose and after and after.seen["credit"] and after.words <= 8
        ):
            found.add(number)
    return found


def _joined(lines: Sequence[Line], litter: set[int]) -> Spans:
    """One span for each run of lines."""
    spans: list[Span] = []
    for number in sorted(litter):
        line = lines[number]
        if spans and number - 1 in litter:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return tuple(spans)
