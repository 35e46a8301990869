"""The lines of a text and what can be seen of each: the features that the line classifier weighs.

Features are named numbers, most between 0 and 1.  They look at the line itself, at its neighbours, and at where it
stands to the *core*: the run of lines that holds most prose for the least of anything else.  A teaser reads like the
report, but stands outside of its core.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from statistics import median_low
from typing import Literal

from dateline import lexicon

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
"""Letters of scripts that are written without spaces (or, Korean, in long words): two and a half make a word."""
STOP_WORDS = frozenset(
    """
    the of and to a in that is was for it with as his on be at by i had not are but from or have an they which one
    you were her all she there would their we him been has when who will more no if out so said what up its about
    into than them can only other new some could time these two may then do first any my now such like our over me
    even most made after also did many before must through where much your way well down should because each just
    those how too still between both under never same another while last might us since against
    """.split()
)
RUN = re.compile(r"\w+|\S")
"""A word, or a mark that may be a phrase by itself."""
SIGN = re.compile(r"[^\w\s]|_")
"""Whatever is neither letter, digit nor space."""
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
SENTENCE_END = re.compile(r"[.!?…。！？][\s\"'”’»)\]]*$")
INNER_END = re.compile(r"[.!?。][\"”’)]*\s+[A-Z“\"]|。")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DATE = re.compile(
    rf"\b{MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?![a-z])|\b\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}\b"
    r"|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b|\b\d{1,2}:\d{2}\b"
    r"|\b\d+ (?:hours?|mins?|minutes?|days?|weeks?|months?|years?) ago\b",
    re.IGNORECASE,
)
SHORT = 12
"""Words of a line in which cues count that a sentence of a report may hold as well."""

Kind = Literal[
    "share", "related", "comment", "account", "legal", "ad", "navigation", "tags", "byline", "stamp", "credit",
    "closing", "heading", "discussion", "opener", "notice", "glued",
]  # fmt: skip
LITTER_KINDS = ("share", "related", "comment", "account", "legal", "ad", "navigation", "tags")
ONLY_SHORT = (*LITTER_KINDS, "handle", "discussion", "heading", "stamp", "byline")
ONLY_LONG = ("notice",)
"""Kinds that count in lines of at most SHORT words, and in longer ones."""

PATTERNS: Mapping[str, str] = {
    "tags": r"^#\w+$|(?:#\w+[.,;]?\s*){2,}",
    "comment": r"\b(?:says|wrote):$",
    "legal": "©",
    "discussion": r"^\W*\d* ?(?:comments?|responses?|repl(?:y|ies))\b",
    "handle": r"@\w+|https?://|www\.|\.(?:com|org|net|co\.uk)\b",
    "biography": r"\b(?:is|was|has been|covers|writes|reports|joined|lives) (?:an? |the )?[\w\s,-]{0,40}"
    r"(?:reporter|writer|editor|journalist|correspondent|author|contributor|columnist|founder|producer|for [A-Z])",
    "dateline": r"^[A-Z][A-Za-z.,' ]{2,40}(?:\([A-Z][A-Za-z ]+\)|,? [A-Z][a-z]{2,8}\.? \d+)?\s*[-–—]",
    "bullet": r"^[•·*\-–—>»▪●|/]",
    "number": r"^\W*\d[\d,.:/ ]*\W*$",
    "divider": r"[|•·»/>]\s",
    "colon": r":$",
    "dots": r"(?:…|\.\.\.?)$",
    "quote": '["“”]',
    "lower case": r"^[a-z(“\"]",
}
"""What is grammar rather than vocabulary, beside the phrases of lexicon/en/litter.toml."""
CASE_MATTERS = ("dateline", "lower case", "biography")


class Cue(lexicon.Entry, frozen=True, kw_only=True):
    """Phrases of one kind and where in a line they count."""

    kind: Kind
    words: tuple[str, ...]
    where: Literal["line", "start", "anywhere"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its margins, and what can be seen of it alone."""

    start: int
    end: int
    blank_before: int
    tokens: tuple[str, ...]
    """Lower-cased words."""
    words: float
    """How many, where scripts without spaces count by letters."""
    seen: dict[str, float]
    head: str
    """Its first characters."""

    @property
    def prose(self) -> float:
        """Its words where it reads like a sentence, else 0."""
        ends, stop = self.seen["ends a sentence"], self.seen["stop words"]
        return self.words if (ends and self.words >= 8 and stop >= 0.2) or (self.words >= 25 and stop >= 0.25) else 0.0

    @property
    def opening(self) -> str:
        """Its first characters with letters and digits made alike: items of a list open in the same way."""
        return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]\w*", "A", re.sub(r"\d+", "9", self.head)))[:6]

    @property
    def content(self) -> tuple[str, ...]:
        return tuple(token for token in self.tokens if len(token) > 3 and token not in STOP_WORDS)


@cache
def _phrases() -> tuple[Cue, ...]:
    return lexicon.read("litter", "cue", Cue)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    """One expression for each kind, to be searched in a line's small letters but for those in CASE_MATTERS: one that
    ignores case takes several times as long.
    """
    alternatives: dict[str, list[str]] = {kind: [pattern] for kind, pattern in PATTERNS.items()}
    for cue in _phrases():
        longest_first = sorted((word.lower() for word in cue.words), key=len, reverse=True)
        words = "|".join(re.escape(word).replace("'", "['’]") for word in longest_first)
        before, after = {
            "line": (r"^\W*", r"\W*$"),
            "start": (r"^[^\w©]*", r"(?!\w)"),
            "anywhere": (r"(?<!\w)", r"(?!\w)"),
        }[cue.where]
        alternatives.setdefault(cue.kind, []).append(f"{before}(?:{words}){after}")
    return {kind: re.compile("|".join(found)) for kind, found in alternatives.items()}


@cache
def _cues_of_short() -> frozenset[str]:
    return frozenset(_cues()) - set(ONLY_LONG)


@cache
def _cues_of_long() -> frozenset[str]:
    return frozenset(_cues()) - set(ONLY_SHORT)


@cache
def _kinds_by_word() -> dict[str, frozenset[str]]:
    """The kinds of the phrases whose longest word it is; under "" those that are seen by more than phrases."""
    found: dict[str, set[str]] = {"": set(PATTERNS)}
    for cue in _phrases():
        for phrase in cue.words:
            longest = max(re.findall(r"\w+", phrase.lower()), key=len, default=phrase.lower())
            found.setdefault(longest, set()).add(cue.kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _none_seen() -> dict[str, float]:
    return dict.fromkeys(_cues(), 0.0)


def is_glued(text: str) -> bool:
    """Whether a sentence is one that scrapers leave at the edges of paragraphs."""
    return _cues()["glued"].search(text.lower()) is not None


def _counted(text: str, words: float) -> set[str]:
    """The kinds of cue in a line that count at its length; the others are not looked for, nor those of phrases whose
    longest word is not there, which would be most of what reading lines costs.
    """
    small, cues, of_word = text.lower(), _cues(), _kinds_by_word()
    kinds = of_word[""].union(*(of_word[word] for word in of_word.keys() & RUN.findall(small)))
    kinds &= _cues_of_short() if words <= SHORT else _cues_of_long()
    found = {kind for kind in kinds if cues[kind].search(text if kind in CASE_MATTERS else small)}
    if "byline" in found and SENTENCE_END.search(text):
        found.discard("byline")
    if "stamp" in found and not re.search(r"\d", text):
        found.discard("stamp")
    return found


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    at = blank = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            lines.append(_line(stripped, start, blank))
            blank = 0
        else:
            blank += 1
        at += len(raw)
    return lines


def _line(text: str, start: int, blank: int) -> Line:
    found = WORD.findall(text)
    tokens = tuple(map(str.lower, found))
    unspaced = 0 if text.isascii() else len(UNSPACED.findall(text))
    words = len(found) + unspaced / 2.5
    kinds = _counted(text, words)
    # asking each character took twice as long as all the rest
    digits = sum(map(text.count, "0123456789"))
    digits += 0 if text.isascii() else sum(map(str.isdigit, BEYOND_ASCII.findall(text)))
    signs = len(SIGN.findall(text))
    dated = bool(digits and DATE.search(text))
    seen = {
        "words": math.log1p(words),
        "length": math.log1p(len(text)),
        "ends a sentence": float(bool(SENTENCE_END.search(text))),
        "stop words": 0.4 if unspaced else sum(map(STOP_WORDS.__contains__, tokens)) / max(1, len(tokens)),
        "capitals": len([word for word in found if word[0].isupper()]) / max(1, len(found)),
        "all capitals": float(text.isupper()),
        "digits": digits / len(text),
        "punctuation": signs / len(text),
        "commas": min(5, sum(map(text.count, ",，、"))) / 5,
        "sentences": min(5, len(INNER_END.findall(text))) / 5,
        "date": float(dated),
        "stands for a date": float(dated and words <= SHORT + 2),
        **_none_seen(),
        **dict.fromkeys(kinds, 1.0),
        "long credit": float("credit" in kinds and words > SHORT),
        "litter cues": min(3, sum(kind in kinds for kind in LITTER_KINDS)) / 3,
    }
    return Line(start, start + len(text), blank, tokens, words, seen, text[:80])


def title_like(lines: Sequence[Line]) -> list[bool]:
    """Which lines repeat the first one, a page's title, in whole or in part."""
    if not lines:
        return []
    head = {token for token in lines[0].tokens if len(token) > 2 and token not in STOP_WORDS}
    alike = []
    for line in lines:
        words = {token for token in line.tokens if len(token) > 2 and token not in STOP_WORDS}
        shared, union = len(head & words), len(head | words) or 1
        mostly = shared >= 0.5 * union and len(words) >= 3
        part = shared > 0.35 * union and shared > 0.85 * len(words) and len(words) >= 4
        alike.append(mostly or part)
    return alike


def find_core(lines: Sequence[Line], alike: Sequence[bool]) -> tuple[int, int]:
    """First and last line of the run that holds most prose for the least of anything else (Kadane's maximal sum).

    A run that begins right under a repetition of the title is worth forty words more: long small print at the foot of a
    page loses against a short report.
    """
    best, first, last = 0.0, 0, -1
    total, start = 0.0, 0
    for number, line in enumerate(lines):
        seen = line.seen
        if line.prose and not seen["notice"]:
            worth = min(line.prose, 80.0)
        elif seen["litter cues"] or seen["heading"] or seen["discussion"] or seen["notice"]:
            worth = -25.0
        elif seen["stands for a date"] or seen["credit"] or seen["byline"]:
            worth = -12.0
        else:
            worth = -(2 + 0.5 * min(line.words, 20))
        if total <= 0:
            start, total = number, 40.0 if any(alike[max(1, number - 6) : number]) else 0.0
        total += worth
        if total > best:
            best, first, last = total, start, number
    return first, last


NEAR = (
    "words", "ends a sentence", "stop words", "capitals", "date", "litter cues", "byline", "credit", "comment",
    "related", "share", "legal", "account", "tags", "stands for a date", "closing", "quote", "number",
)  # fmt: skip
"""What is seen of the lines just before and after; of those two and three lines away, the first eight."""


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running sums over the lines, so that a window of any width costs the same."""

    of: dict[str, list[float]]

    def within(self, name: str, start: int, end: int) -> float:
        sums = self.of[name]
        start, end = max(0, start), min(len(sums) - 1, end)
        return sums[end] - sums[start] if end > start else 0.0


def features(lines: Sequence[Line]) -> list[dict[str, float]]:
    """For each line, its features by name.  Linear in the length of the text."""
    if not lines:
        return []
    alike = title_like(lines)
    first, last = find_core(lines, alike)
    head = set(lines[0].content)
    core_words = Counter(word for line in lines[first : last + 1] if line.prose for word in set(line.content))
    whole = Counter(line.tokens for line in lines)
    begins = Counter(line.tokens[:5] for line in lines if len(line.tokens) >= 5)
    title_at = max((k for k in range(1, min(len(lines), first + 3)) if alike[k]), default=-1)
    above = range(max(0, first - 15), min(len(lines), first + 2))
    meta_at = max((k for k in above if _is_meta(lines[k]) and not lines[k].prose), default=-1)
    usual = 1 + median_low([len(line.tokens) for line in lines[first : last + 1]] or [0])
    sums = _sums(lines, first)
    opens = [line.opening for line in lines]
    prose_after = _next_prose(lines)
    result = []
    since: dict[str, int | None] = {"title": None, "date": None, "prose": None, "heading": None}
    cues_since_prose = 0
    for k, line in enumerate(lines):
        seen = dict(line.seen)
        inside = first <= k <= last
        prose = line.prose > 0
        for step in (-3, -2, -1, 1, 2, 3):
            other = lines[k + step].seen if 0 <= k + step < len(lines) else None
            for name in NEAR if abs(step) == 1 else NEAR[:8]:
                seen[f"{name} {step:+d}"] = other[name] if other else -0.5
        for width in (2, 4, 8, 20):
            seen[f"prose {width} before"] = math.log1p(sums.within("prose", k - width, k))
            seen[f"prose {width} after"] = math.log1p(sums.within("prose", k + 1, k + 1 + width))
            around = (k - width, k + width + 1)
            words_around = max(1.0, sums.within("words", *around))
            seen[f"share of prose {width} around"] = sums.within("prose", *around) / words_around
        for width in (5, 15):
            seen[f"cues {width} before"] = sums.within("cue", k - width, k) / width
            seen[f"cues {width} after"] = sums.within("cue", k + 1, k + 1 + width) / width
        broken = sums.within("break", last + 1, k + 1) if k > last else 0.0
        unbroken_before = max(title_at, meta_at) < k < first and sums.within("break", k, first) == 0
        like_before = k > 0 and opens[k - 1] == opens[k]
        like_after = k + 1 < len(lines) and opens[k + 1] == opens[k]
        content = line.content
        others = core_words if not (prose and inside) else core_words - Counter(set(content))
        seen |= {
            "blank before": min(3, line.blank_before) / 3,
            "blank after": min(3, lines[k + 1].blank_before) / 3 if k + 1 < len(lines) else 1.0,
            "comments 20 before": sums.within("comment", k - 20, k) / 20,
            "place in lines": k / max(1, len(lines) - 1),
            "place in words": sums.within("words", 0, k) / max(1.0, sums.of["words"][-1]),
            "lines since prose": _distance(k, since["prose"], 30),
            "lines to prose": min(prose_after[k] - k, 30) / 30 if prose_after[k] < len(lines) else 1.2,
            "in core": float(inside),
            "lines before core": min(first - k, 30) / 30 if k < first else 0.0,
            "lines after core": min(k - last, 30) / 30 if k > last else 0.0,
            "words of the core": sum(word in others for word in content) / len(content) if content else 0.3,
            "words of the title": len(head & set(content)) / len(set(content)) if content else 0.0,
            "like the title": float(alike[k]),
            "repeated": min(whole[line.tokens] - 1, 3) / 3,
            "begins like another": float(begins[line.tokens[:5]] > 1),
            "lines since title": _distance(k, since["title"], 20),
            "lines since date": _distance(k, since["date"], 20),
            "lines since heading": _distance(k, since["heading"], 30),
            "cues since prose": min(cues_since_prose, 5) / 5,
            "prose in the text": sums.of["prose"][-1] / max(1.0, sums.of["words"][-1]),
            "prose so far": sums.within("prose", 0, k) / max(1.0, sums.of["prose"][-1]),
            "up to the title": float(k <= title_at),
            "up to byline or date": float(k <= meta_at),
            "right after the head": float(k == max(title_at, meta_at) + 1),
            "discussion heads before": min(sums.within("discussion", 0, k), 3) / 3,
            "discussion heads after": min(sums.within("discussion", k + 1, len(lines)), 3) / 3,
            "headings before": min(sums.within("heading", 0, k + 1), 4) / 4,
            "headings 10 before": min(sums.within("heading", k - 10, k + 1), 2) / 2,
            "dates 10 around": min(sums.within("stamp", k - 10, k + 11), 6) / 6,
            "opens like the line before": float(like_before),
            "opens like the line after": float(like_after),
            "length beside the core": max(-2.0, min(2.0, math.log((len(line.tokens) + 1) / usual))),
            "short in core": float(inside and line.words < 8),
            "prose in core": float(inside and prose),
            "prose outside core": float(prose and not inside),
            "cues in core": inside * line.seen["litter cues"],
            "follows the core unbroken": float(k > last and not broken),
            "list that follows the core": float(k > last and not broken and (like_before or like_after)),
            "leads to the core unbroken": float(unbroken_before),
            "prose that leads to the core": float(unbroken_before and prose),
            "breaks after core": min(broken, 4) / 4,
        }
        result.append(seen)
        since = {
            "title": k if alike[k] else since["title"],
            "date": k if line.seen["stands for a date"] or line.seen["byline"] else since["date"],
            "prose": k if prose else since["prose"],
            "heading": k if k > first and _is_heading(line) else since["heading"],
        }
        cues_since_prose = 0 if prose else cues_since_prose + bool(line.seen["litter cues"])
    return result


def _is_meta(line: Line) -> bool:
    return bool(line.seen["stands for a date"] or line.seen["byline"] or line.seen["stamp"])


def _is_heading(line: Line) -> bool:
    return line.words <= 8 and any(line.seen[kind] for kind in ("comment", "related", "tags", "legal"))


def _distance(here: int, there: int | None, most: int) -> float:
    """Lines between, as a share of `most`; 1.2 where there is no such line."""
    return 1.2 if there is None else min(here - there, most) / most


def _next_prose(lines: Sequence[Line]) -> list[int]:
    """For each line, the number of the next one that is prose (the number of lines where there is none)."""
    following, result = len(lines), []
    for number in range(len(lines) - 1, -1, -1):
        result.append(following)
        if lines[number].prose:
            following = number
    return result[::-1]


def _sums(lines: Sequence[Line], first: int) -> _Sums:
    def running(values: list[float]) -> list[float]:
        return [0.0, *accumulate(values)]

    breaks = ("litter cues", "heading", "discussion", "biography", "handle")
    return _Sums(
        {
            "prose": running([line.prose for line in lines]),
            "words": running([line.words for line in lines]),
            "cue": running(
                [float(bool(line.seen["litter cues"] or (line.seen["byline"] and line.words < 10))) for line in lines]
            ),
            "comment": running([line.seen["comment"] for line in lines]),
            "stamp": running([line.seen["stands for a date"] for line in lines]),
            "discussion": running([line.seen["discussion"] if k > first else 0.0 for k, line in enumerate(lines)]),
            "heading": running([line.seen["heading"] if k > first else 0.0 for k, line in enumerate(lines)]),
            "break": running([float(any(line.seen[name] for name in breaks)) for line in lines]),
        }
    )
