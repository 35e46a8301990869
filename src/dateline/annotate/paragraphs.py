"""The paragraphs of a text: what is parsed in one piece."""

import re
from collections.abc import Iterable

from dateline.datelines import DATELINE, DAY, WEEKDAY
from dateline.records import Span

LONGEST = 20_000
"""Code points of a paragraph that are parsed in one piece: the parser's memory grows with the length of its input."""
SLACK = 10
"""Code points that a line of hard-wrapped text may be longer than the longest before it."""
ROOM = 25
"""Code points that a line of hard-wrapped text may leave free beside what the next word takes: PDF text is ragged."""
LONGEST_STAMP = 110
STAMP = re.compile(
    rf"\b(?<![Oo]n )(?<![Aa]t )(?<!by )(?<!of )(?<!, )(?<!day ){WEEKDAY}(?i:{DAY}),?\s+(?:at\s+)?\d{{1,2}}[.:]\d\d"
    r"\s*(?i:[ap]\.?m\.?\s*)?(?:GMT|UTC|BST|CES?T|EES?T|IST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|MSK)\b(?=\s+[\"“‘(]?[A-Z])"
)
"""A day with its clock and zone, which runs into the sentence behind it: "Monday 3 June 2024 18.32 BST A bridge"."""
STOPS, MARKS = set(".,!?…"), {'"', "”"}
QUOTATION = 600
"""Code points on either side of what runs in that are looked at for the marks of a quotation around it."""
BEFORE = 80
"""Code points before a sentence that are looked at for what runs into it."""
BYLINE = re.compile(
    r"\W*(?i:by|written by|reported by|reporting by)\b:?"
    r"(?:[ \t]+(?:[A-Z][\w.'’-]*|and|in|for|of|the|de|van|von|al|bin|&|\||@\w+)[,;|]?)+\W*"
)
OF_STAMPS = re.compile(
    r"\b(?:\d+ (?:minutes?|hours?|days?) ago|\d+ min(?:ute)?s? read"
    r"|(?:first |last |originally )?(?:published|posted|updated|modified|filed|issued|released)|update|on|at|date"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)|\d{1,2}(?:st|nd|rd|th)|\d{1,4}|[ap]\.?m|noon|midnight|time|local time|hours|hrs?"
    r"|GMT|UTC|BST|CES?T|EES?T|IST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|MSK|T\d\d|Z)\b",
    re.IGNORECASE,
)
"""What a stamp is made of."""
RUN_IN = re.compile(
    r"(?<=[a-z0-9\"”]) (?=(?:The|This|These|Those|There|He|She|They|It|In|On|At|After|According) [a-z0-9]"
    r"|(?:The|An?) [A-Z]{2,}(?:['’]s)? [a-z]|An? (?!and |or |to |through )[a-z]{3,} )"
)
"""Where a caption or headline may run into the sentence behind it: "tents sent to Haiti The head of the mission"."""
LETTERED = {"hepatitis", "vitamin", "influenza", "flu", "type", "group", "grade", "class", "plan", "section", "serie",
            "level", "category", "annex", "unit", "point", "model", "zone", "block"}  # fmt: skip
"""Words behind which an "A" is no article."""
LEADING = {"and", "at", "by", "for", "from", "in", "of", "on", "or", "that", "to", "told", "with"}
"""Words behind which no sentence begins."""
BEFORE_RUN_IN = re.compile(r"(?:^|\s)[^\sA-Z]*[a-z][^\sA-Z]*[^\S\n]+(?:[A-Z][\w'’-]*[^\S\n]+){0,2}(\S+)$")
"""A word in small letters, at most two names, and the last word before it: no line in capitals throughout."""


def paragraphs(text: str, skip: Iterable[Span] = ()) -> list[Span]:
    """The spans of `text` that are parsed in one piece: its lines, hard-wrapped ones joined, without the spans in
    `skip`.

    Lines count as hard-wrapped where all but the last are about equally long and most do not end a sentence: e-mails
    and PDF text, not a page's one paragraph a line.  Bylines and stamps, and a line after which the next word had had
    room, stay alone, and so does what runs into the sentence behind it without a stop.
    """
    found: list[Span] = []
    position = 0
    for start, end in [*sorted(skip), (len(text), len(text))]:
        if position < start:
            found.extend(_blocks(text, position, start))
        position = max(position, end)
    lines = (line for span in found for part in _parted(text, span) for line in _around_stamps(text, part))
    parts = (part for line in lines for part in _without_run_in(text, line))
    return [piece for part in parts for piece in _pieces(text, part)]


def _around_stamps(text: str, span: Span) -> list[Span]:
    """The span, parted around stamps that run into it."""
    start, end = span
    parts = []
    for stamp in STAMP.finditer(text, start, end):
        parts += [(start, max(start, stamp.start() - 1)), stamp.span()]
        start = stamp.end() + 1
    return [(s, e) for s, e in [*parts, (start, end)] if s < e]


def _parted(text: str, span: Span) -> list[Span]:
    """A dateline and what it opens: parsed with it, the lead takes the town for its subject and loses its own."""
    opening = DATELINE.match(text, *span)
    if opening is None:
        return [span]
    return [(span[0], span[0] + len(opening[0].rstrip())), (opening.end(), span[1])]


def _blocks(text: str, start: int, end: int) -> list[Span]:
    block: list[Span] = []
    found: list[Span] = []
    for line in re.finditer(r"[^\n\r\x0b\x0c\x85\u2028\u2029]*", text[start:end]):
        s, e = start + line.start(), start + line.end()
        while s < e and text[s].isspace():
            s += 1
        while s < e and text[e - 1].isspace():
            e -= 1
        if s < e:
            block.append((s, e))
        elif line.start() != line.end() or text[start + line.start() - 1 : start + line.start()] in ("\n", "\r"):
            found.extend(_joined(text, block))
            block = []
    found.extend(_joined(text, block))
    return found


def _joined(text: str, block: list[Span]) -> list[Span]:
    """The lines of a block, those that its width broke joined.

    A line stays alone where somebody ended it: headlines, stamps and bylines carry no stop, so that nothing in their
    words would part them from the report below.
    """
    runs: list[list[Span]] = []
    width = max((e - s for s, e in block), default=0)
    for number, line in enumerate(block):
        if number and not _was_ended(text, block[number - 1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    goes_on = (len(runs) == 1 or any(text[start].islower() for start, _ in run[1:]) for run in runs)
    return [
        span
        for run, is_prose in zip(runs, goes_on, strict=True)
        for span in (_unwrapped(text, run) if is_prose else run)
    ]


def _was_ended(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether a line ends because it was ended, not because the next word found no room in a line of this width."""
    words, following = text[line[0] : line[1]], text[after[0] : after[1]]
    if _stands_alone(words) or _stands_alone(following) or DATELINE.match(following):
        return True
    return len(words) + 1 + len(following.split(maxsplit=1)[0]) + ROOM < width


def _stands_alone(line: str) -> bool:
    """Whether a line is a byline or a stamp: a date, a clock and a word for what they are of, and no sentence."""
    if len(line) > LONGEST_STAMP:
        return False
    if BYLINE.fullmatch(line):
        return True
    if not re.search(r"\d", line):
        return False
    rest = OF_STAMPS.sub(" ", line)
    return len(rest) < len(line) and not re.search(r"\w", rest)


def _unwrapped(text: str, block: list[Span]) -> list[Span]:
    """One span of a run of lines that was wrapped, else its lines."""
    wrapped = block[:-1]
    lengths = [e - s for s, e in wrapped]
    if len(block) < 2 or min(lengths) < 45 or max(lengths) > 110 or max(lengths) - min(lengths) > 30:
        return block
    if block[-1][1] - block[-1][0] > max(lengths) + SLACK:  # a headline and one paragraph
        return block
    if len(block) == 2 and not text[: block[0][0]].strip() and not text[block[1][0]].islower():  # and what is below it
        return block
    if sum(text[e - 1] in '.!?:"”»' for _, e in wrapped) * 2 > len(wrapped):
        return block
    return [(block[0][0], block[-1][1])]


def _without_run_in(text: str, span: Span) -> list[Span]:
    """The span, parted where a caption or headline runs into a sentence; there is none in a line of capital letters."""
    start, end = span
    parts = []
    for gap in RUN_IN.finditer(text, start, end):
        before = BEFORE_RUN_IN.search(text, max(start, gap.start() - BEFORE), gap.start())
        ended = before is None or (before[1][-2:-1] in STOPS and before[1][-1] in MARKS)
        ended = ended or (before is not None and before[1].lower() in (LETTERED if text[gap.end()] == "A" else LEADING))
        if not ended and not _is_quoted(text, start, gap.start(), end):
            parts.append((start, gap.start()))
            start = gap.end()
    return [*parts, (start, end)]


def _is_quoted(text: str, start: int, at: int, end: int) -> bool:
    """Whether a quotation that was opened before `at` is closed behind it."""
    start, end = max(start, at - QUOTATION), min(end, at + QUOTATION)
    opened = text.count('"', start, at) % 2 == 1 or text.count("“", start, at) > text.count("”", start, at)
    return opened and any(text.find(mark, at, end) >= 0 for mark in MARKS)


def _pieces(text: str, span: Span) -> list[Span]:
    """The span cut into pieces of at most LONGEST code points, after a sentence where there is one, else after a
    space.
    """
    start, end = span
    pieces = []
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind(". "), window.rfind(".\n")) + 2
        if cut < LONGEST // 2:
            cut = window.rfind(" ") + 1 or LONGEST
        pieces.append((start, start + cut))
        start += cut
    return [*pieces, (start, end)]
