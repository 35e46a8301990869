"""Quotation marks paired: straight, curly, angular, doubled, mistyped, unclosed.

One pass over the marks of each paragraph, so the time is linear whatever the marks do.  The shape of a mark says less
than its surroundings (machine translation mixes the shapes), so a mark before a word and after a space opens, one after
a word or stop and before a space closes, and only a mark with words on both sides or on neither is read by its shape.
No quotation outlives its paragraph, unless the next one opens with a mark again, as printed quotations do, or holds
only the mark that closes it, as in texts with a sentence a line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dateline.records import Span
from dateline.syntax import Sentence

MARKS = re.compile(r"''|``|,,|[\"“”„‟«»‹›‘’‚'`]")
DOUBLE = {"''", "``", ",,", *'"“”„‟«»'}
OPENING, CLOSING = {"``", ",,", *"“„‟«‹‘‚"}, {"''", *"”»›’"}
CLIPPED = re.compile(r"(?:\d0s|em|til|tis|twas|cause|n|bout|round|cos)\b", re.IGNORECASE)
"""Words written with an apostrophe in front: 'em, '90s."""
APART = re.compile(r"\s'(?!\w)|\w[.,!?…]?'(?!\w)")
"""What may close a quotation that "`" opens, in texts with a space on both sides of a mark."""
CLOSER = re.compile(r"[^\s'‘’][.,!?…]?['’\"”](?![\w])")
BEFORE = "\"“«„(-—–`'"
"""What an opening mark may stand behind."""
STOPS = ".,;:!?)]}-–—…"
DEEPEST = 6
FARTHEST = 8
"""Paragraphs behind the one where a quotation was opened in which it may be closed."""
MOST = 60
"""Quotations that are looked at in one span: a page of stray marks must not cost more than a page."""


class Mark(NamedTuple):
    """A quotation mark and where it stands; "" one that is missing."""

    text: str
    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation.  (start, end) are the words inside its marks, (left, right) include the marks there are."""

    start: int
    end: int
    left: int
    right: int
    depth: int = 0
    """0 for a quotation of the text itself, 1 for one inside it, and so on."""
    closed: bool = True
    """False where a mark is missing: the end, or the start, is then where the sentence or the paragraph has it."""
    follows: bool = False
    """It goes on from the paragraph before, which was left open."""


def find_quotes(sentences: Sequence[Sentence]) -> list[Quote]:
    """The quotations of a text, given its sentences, in its order; the outer one first where two start together."""
    found: list[Quote] = []
    paragraphs: list[list[Sentence]] = []
    for sentence in sentences:
        if not paragraphs or paragraphs[-1][-1].paragraph != sentence.paragraph:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    open_before = False
    waiting: int | None = None
    since = unmarked = 0
    for paragraph in paragraphs:
        pairing = _Paragraph(paragraph, open_before, closes=waiting is not None and since < FARTHEST)
        pairing.pair()
        if waiting is not None and (mark := pairing.closes_before) is not None:
            found[waiting] = replace(found[waiting], end=mark.left, right=mark.right, closed=True)
        elif waiting is not None and since > 1 and pairing.text.startswith("``", pairing.start):
            # opened anew: the lines between, which hold no mark, belong to it
            found[waiting] = replace(found[waiting], end=unmarked, right=unmarked)
        open_before = pairing.left_open
        if open_before:
            outer = [n for n, quote in enumerate(pairing.found) if not quote.depth and quote.end == pairing.end]
            waiting, since = len(found) + outer[-1] if outer else None, 0
        elif pairing.found or pairing.closes_before is not None:
            waiting = None
        else:
            unmarked = pairing.end
        since += 1
        found.extend(pairing.found)
    return found


class _Paragraph:
    """The marks of one paragraph on their way to quotations."""

    def __init__(self, sentences: list[Sentence], open_before: bool, *, closes: bool) -> None:
        self.text, self.start, self.end = sentences[0].text, sentences[0].start, sentences[-1].end
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]
        self._follows = open_before and MARKS.match(self.text, self.start) is not None
        self._may_close = closes
        self._opened = False
        self._straight = self.text.count('"', self.start, self.end)
        """Straight marks that are not read yet."""
        self._stack: list[Mark] = []
        self._reached = self.start
        self.found: list[Quote] = []
        self.left_open = False
        self.closes_before: Mark | None = None
        """The mark that closes a quotation opened in an earlier paragraph."""

    def pair(self) -> None:
        """Fills `found`, `left_open` and `closes_before`."""
        for match in MARKS.finditer(self.text, self.start, self.end):
            self._straight -= match.group() == '"'
            way = _way(self.text, match, self.start, self.end, self._stack)
            if way == "open" and match.group() == "''" and self._ends_earlier_one(match.start()):
                way = "close"
            if way == "open":
                self._open(Mark(match.group(), *match.span()))
            elif way == "close":
                self._close(Mark(match.group(), *match.span()))
        self.left_open = any(mark.text in DOUBLE for mark in self._stack)
        while self._stack:
            self._drop(self.end)
        self.found.sort(key=lambda quote: (quote.left, -quote.right))

    def _open(self, mark: "Mark") -> None:
        if self._stack and self._stack[-1].text == mark.text:
            if mark.text == '"' and not self._straight % 2 and self._stops(mark.left):
                self._close(mark)  # "We left. "He ran": the space stands before the mark, and the rest are pairs
                return
            # a second opening mark of the kind: the first was never closed, and ended with its sentence
            before = bisect_right(self._ends, mark.left)
            self._drop(max(self._stack[-1].right, self._ends[before - 1] if before else mark.left))
        self._opened = self._opened or mark.text in DOUBLE
        if len(self._stack) < DEEPEST:
            self._stack.append(mark)

    def _close(self, mark: "Mark") -> None:
        double = mark.text in DOUBLE
        kind = [k for k, other in enumerate(self._stack) if (other.text in DOUBLE) == double]
        if not kind and len(self._stack) == 1:
            kind = [0]  # 'opened so and closed so"
        if kind:
            while len(self._stack) > kind[-1] + 1:
                self._drop(mark.left)
            self._take(mark.left, mark.right, closed=True)
        elif double and not self._stack and self._ends_earlier_one(mark.left):
            self.closes_before, self._reached = mark, mark.right
            self.found = [replace(quote, depth=quote.depth + 1) for quote in self.found]
        elif double and not self._stack:
            # nothing was opened: it began with the sentence, unless that holds a quotation already ("a block of them")
            sentence = bisect_right(self._starts, mark.left - 1) - 1
            begin = self._starts[max(0, sentence)]
            if self._reached <= begin and self.text.count(" ", begin, mark.left) > 1:
                self._stack.append(Mark("", begin, begin))
                self._take(mark.left, mark.right, closed=False)

    def _ends_earlier_one(self, position: int) -> bool:
        """Would a double mark be the first here, behind the end of a clause?"""
        first = self._may_close and self.closes_before is None and not self._opened
        return first and position > self.start and self._stops(position)

    def _stops(self, position: int) -> bool:
        """Does a clause end before the position?"""
        return self.text[max(self.start, position - 2) : position].rstrip()[-1:] in tuple(",.!?…")

    def _drop(self, end: int) -> None:
        """Ends the innermost quotation without a mark; an apostrophe that looked like one is none."""
        if self._stack[-1].text in DOUBLE:
            self._take(end, end, closed=False)
        else:
            self._stack.pop()

    def _take(self, end: int, right: int, *, closed: bool) -> None:
        mark = self._stack.pop()
        if end > mark.right:
            follows = self._follows and mark.left == self.start
            self.found.append(Quote(start=mark.right, end=end, left=mark.left, right=right, depth=len(self._stack),
                                    closed=closed, follows=follows))  # fmt: skip
        if not self._stack:
            self._reached = max(self._reached, right)


def _way(text: str, match: "re.Match[str]", start: int, end: int, stack: list[Mark]) -> str:
    """Whether a mark opens, closes, or is none ("")."""
    mark, left, right = match.group(), match.start(), match.end()
    before = text[left - 1] if left > start else " "
    after = text[right] if right < end else " "
    if mark == ",,":
        return "open" if before.isspace() and after.isalnum() else ""
    if mark == "`":
        later = APART.search(text, right, min(end, right + 600))
        return "open" if (before.isspace() or before in BEFORE) and later is not None else ""
    if mark == "'" and before.isspace() and (after.isspace() or after in STOPS) and any(m.text == "`" for m in stack):
        return "close"
    if mark not in DOUBLE:
        return _way_of_single(text, right, end, before, after, any(m.text not in DOUBLE for m in stack))
    if not before.isspace() and (after.isspace() or after in STOPS):
        return "close"
    if not after.isspace() and (before.isspace() or before in "([{-–—/'‘:"):
        return "open"
    if mark in OPENING and not (mark == "“" and before.isalnum()):
        return "open"
    if mark in CLOSING and mark != "''":
        return "close"
    return "close" if any(m.text in DOUBLE for m in stack) else "open"


def _way_of_single(text: str, right: int, end: int, before: str, after: str, opened: bool) -> str:
    """Single marks are mostly apostrophes: one opens only where there is something to close it."""
    if before.isalnum() and after.isalnum():
        return ""
    if not opened and after.isalnum() and (before.isspace() or before in BEFORE):
        return "" if CLIPPED.match(text, right) or not _closed_later(text, right, end) else "open"
    return "close" if opened and not before.isspace() and not after.isalnum() else ""


def _closed_later(text: str, position: int, end: int) -> bool:
    return CLOSER.search(text, position, min(end, position + 600)) is not None


class Quoted:
    """Answers which quotations cover a position or touch a span, in logarithmic time."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.outer = [quote for quote in quotes if quote.depth == 0]
        self._inner = [quote for quote in quotes if quote.depth == 1]
        self._lefts = [quote.left for quote in self.outer]
        self._inner_lefts = [quote.left for quote in self._inner]

    def at(self, position: int) -> Quote | None:
        """The outermost quotation whose marks or words cover this code point."""
        k = bisect_right(self._lefts, position) - 1
        return self.outer[k] if k >= 0 and position < self.outer[k].right else None

    def next_from(self, position: int) -> Quote | None:
        """The first of the outermost quotations that begins at this code point or behind it."""
        k = bisect_left(self._lefts, position)
        return self.outer[k] if k < len(self.outer) else None

    def within(self, span: Span) -> list[Quote]:
        """The outermost quotations that touch a span."""
        return _touching(self.outer, self._lefts, span)

    def inside(self, span: Span) -> list[Quote]:
        """The quotations inside of another one that touch a span."""
        return _touching(self._inner, self._inner_lefts, span)


def _touching(quotes: Sequence[Quote], lefts: Sequence[int], span: Span) -> list[Quote]:
    if not quotes:
        return []
    first = max(0, bisect_right(lefts, span[0]) - 1)
    last = min(bisect_left(lefts, span[1]), first + MOST)
    return [quote for quote in quotes[first:last] if quote.right > span[0]]
