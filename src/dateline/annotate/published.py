"""When a report was published: what is stated about it, weighed, and what its own times allow where nothing is stated.

A date in the body is never the answer: a story may be about any day.  It bounds the answer: what is told in the past
tense lies before publication, what is announced lies after it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateline import lexicon
from dateline.datelines import find_dateline
from dateline.records import Published, Reason, Report, Span, Time

STAMP_WORDS = 12
"""A line with more words beside its date is prose."""
LEAD = 5
"""In how many lines from the top a dateline may stand: further down, dated lines are a chronicle."""
NEAR_EDGE = 12
"""How many lines from the top or the bottom of a text a stamp may stand, if not in the page's litter."""

SAID = {
    "published": "a line that says published",
    "": "a date line",
    "dateline": "the dateline",
    "as of": "the day that a situation report speaks of",
    "changed": "the stamp above the text, which says updated",
    "updated": "a line that says updated",
}
"""What a page's own date may stand in, the surest first."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ](\d\d:?\d\d)?.*)?")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
WITHOUT_YEAR = re.compile(r"[<>~]*XXXX-(\d\d)-(\d\d)")
"""The offset of a time like "July 27"."""
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b.*\b\d{4}\b", re.IGNORECASE | re.DOTALL)
_LINKED = re.compile(r"\b(?:on|of|at|from|since|until|by|before|after|for|in)\s*$|\s(?:on|of|at)\s", re.IGNORECASE)
_CLOCK = re.compile(r"\d[:.]\d\d")
_CLOCK_AFTER = re.compile(r"\s*,?\s*\d{1,2}[:.]\d\d(?:\s*[ap]m\b)?(?:\s*(?:UK|[A-Z]{3,4})\b)?")
_STAMPED = re.compile(r"\b(?:updated|modified|published|posted)\s*:?\s*(?:at|on)?\s*$", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"\s*This (?:article|story|report|piece)\b[^\n]{0,60}\b(?:appeared|published|posted)\b", re.IGNORECASE
)
"""How a page tells when it was printed: "This article appeared on p6 of the Post on Monday 23 May 2005."."""
_CHANGED = re.compile(r"\b(?:updated|modified)\b[^.]{0,20}$", re.IGNORECASE)
_ENTRY = re.compile(
    r"\s*(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s[\d ,]{1,9}"
    r"\s?(?::|[-–—]\s|\.\s)"
)
_NAMED = re.compile(r"\s*[A-Z][\w.&'’-]*(?: (?:[A-Z][\w.&'’-]*|of|the|and)){0,5},\s+")
"""Before a date that ends its line: the name of an outlet or a place; behind it, in brackets, of an outlet."""
_CREDIT = re.compile(r"\s*(?:\([^)\n]{1,40}\))?\s*")
_CREDITED = re.compile(r"\s*\([A-Z][^)\n]{1,40}\)\s*")
"""Behind a date that opens its line, and nothing after it: "July 4, 2024 (Northern Wire)"."""
_AS_OF = re.compile(r"\bas (?:of|at)\s*:?\s*$", re.IGNORECASE)
REPORTED = timedelta(days=2)
"""A situation report comes out on the day whose figures it gives, or within these days after it."""


class Stamp(lexicon.Entry, frozen=True, kw_only=True):
    """Words that may stand beside a page's date, and what they make of it."""

    words: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StampWords:
    """Which words may stand beside a page's date, and what each makes of it."""

    says: dict[str, str]


def load_stamp_words() -> StampWords:
    """The words of lexicon/en/published.toml."""
    entries = lexicon.read("published", "stamp", Stamp)
    return StampWords(says={word: entry.says for entry in entries for word in entry.words})


def find_published(
    report: Report,
    times: Sequence[Time],
    boilerplate: Sequence[Span],
    captions: Sequence[Span],
    words: StampWords,
) -> Published:
    """When the report was published.

    `times` are those of its text and of its page's header and footer.  The strongest statement wins: what the user or
    the file's metadata gave, a dateline or stamp of the page, the address.  Where nothing is stated the answer is an
    interval, open at the sides that nothing bounds, and never explicit.
    """
    reasons: list[Reason] = []
    captured = _captured(report, reasons)
    stated = (
        _given(report, reasons)
        or _stamped(report.text, times, boilerplate, words, reasons)
        or _addressed(report, reasons)
    )
    if stated:
        if captured and stated.earliest and stated.earliest > captured:
            reasons.append(Reason(says=f"although the page was captured before, on {captured}", source="capture"))
        return Published(
            earliest=stated.earliest,
            latest=stated.latest,
            best=stated.best,
            precision=stated.precision,
            explicit=stated.explicit,
            reasons=tuple(reasons),
        )
    if lacking := next(_stamps(report.text, times, boilerplate, words, whole=False), None):
        time, says = lacking
        what = f"{SAID.get(says, SAID[''])}, which names no year: {report.text[time.start : time.end]!r}"
        reasons.append(_read(what, time))
    return _bounded(report.text, times, captions, captured, reasons, stamped=lacking is not None)


# --- what is stated --------------------------------------------------------------------------------------------------


def _given(report: Report, reasons: list[Reason]) -> Published | None:
    if not report.published:
        return None
    source = next(
        (e.source for e in report.evidence if e.field == "published" and e.value == report.published), "given"
    )
    found = _ISO.fullmatch(report.published.strip())
    stated = found and _days(found[1], found[2], found[3], "minute" if found[4] else "day")
    if not stated:
        reasons.append(
            Reason(says=f"the date given, {report.published!r}, is no ISO date and was left aside", source="given")
        )
        return None
    kind = "given" if source == "given" else "metadata"
    reasons.append(Reason(says=f"{source}: {report.published}", source=kind))
    return stated


def _days(year: str, month: str | None, day: str | None, fine: str = "day") -> Published | None:
    """The days that a year, month or day covers; null where there is no such day."""
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        shown = first.isoformat()
        precision: Literal["minute", "day"] = "minute" if fine == "minute" else "day"
        return Published(earliest=shown, latest=shown, best=shown, precision=precision, explicit=True)
    if month:
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return Published(earliest=first.isoformat(), latest=last.isoformat(), precision="month", explicit=True)
    return Published(earliest=first.isoformat(), latest=f"{first.year:04d}-12-31", precision="year", explicit=True)


def _addressed(report: Report, reasons: list[Reason]) -> Published | None:
    addresses = [report.url, *(e.value for e in report.evidence if e.field == "url")]
    for address in filter(None, addresses):
        for pattern in (_URL_DAY, _URL_MONTH):
            found = pattern.search(address)
            stated = found and _days(*found.groups(), *((None,) if pattern is _URL_MONTH else ()))
            if found and stated:
                reasons.append(Reason(says=f"the address holds {found[0].strip('/')}", source="url"))
                return stated
    return None


def _captured(report: Report, reasons: list[Reason]) -> str | None:
    """The day on which the page was saved: it was published no later."""
    for evidence in report.evidence:
        if evidence.field == "captured" and _DAY.match(evidence.value):
            reasons.append(Reason(says=f"{evidence.source}: captured on {evidence.value}", source="capture"))
            return evidence.value[:10]
    return None


# --- header, footer, dateline --------------------------------------------------------------------------------------


def _stamped(
    text: str, times: Sequence[Time], boilerplate: Sequence[Span], words: StampWords, reasons: list[Reason]
) -> Published | None:
    """The date that the page prints of itself: the first line that says published, else the first stamp, else the
    dateline.  The day that a situation report speaks of, and what a page was updated on, are the last resorts, and not
    the stated date of the report.
    """
    stamps = list(_stamps(text, times, boilerplate, words))
    for said in SAID:
        chosen = [time for time, says in stamps if says == said]
        if not chosen:
            continue
        first, *others = chosen
        day = first.value[:10]
        what = SAID[said]
        last = day if said != "as of" else (date.fromisoformat(day) + REPORTED).isoformat()
        reasons.append(_read(f"{what}: {text[first.start : first.end]!r}", first))
        reasons.extend(
            _read(f"{what} left aside: {text[other.start : other.end]!r}", other)
            for other in others
            if other.value[:10] != day
        )
        return Published(
            earliest=day,
            latest=last,
            best=day,
            precision="day" if day == last else "interval",
            explicit=said not in ("updated", "as of"),
        )
    return None


def _stamps(
    text: str, times: Sequence[Time], boilerplate: Sequence[Span], words: StampWords, *, whole: bool = True
) -> Iterator[tuple[Time, str]]:
    """Each whole date, or each without its year, on a line of its own near an edge of the text, or in a dateline, with
    what that line says.
    """
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n\r]*\S[^\n\r]*", text)]
    edges = [*lines[:NEAR_EDGE], *lines[-NEAR_EDGE:]]
    for time in sorted(times, key=lambda time: time.start):
        is_one = not time.anchor and _DAY.match(time.value) if whole else WITHOUT_YEAR.match(time.offset)
        if time.type not in ("DATE", "TIME") or not is_one:
            continue
        line = next((span for span in lines if span[0] <= time.start < span[1]), None)
        if line is None:
            continue
        littered = any(start <= time.start < end for start, end in boilerplate)
        if littered or line in edges:
            if _OF_ITSELF.match(text, *line) and not re.search(r"\w", text[time.end : line[1]]):
                yield time, "published"
                continue
            says = _stamp(text[line[0] : time.start], text[time.end : line[1]], words)
            if says is not None:
                yield time, says
                continue
        if line not in lines[:LEAD]:
            continue
        before, after = text[line[0] : time.start], text[time.end : line[1]]
        opening = find_dateline(text, *line)
        opens = (opening is not None and time.end <= opening[1]) or _labels(before, after)
        if opens and (before.strip() or not _chronicles(text, lines[LEAD:])):
            yield time, "dateline"
        elif _AS_OF.search(before) and len(f"{before} {after}".split()) <= STAMP_WORDS and not after.endswith("."):
            yield time, "as of"
        elif _run_on(before, text[time.start : time.end], after):
            yield time, "changed" if _CHANGED.search(before) else ""


def _stamp(before: str, after: str, words: StampWords) -> str | None:
    """What a line that is nothing but a date's stamp says of it; null for any other line."""
    beside = re.findall(r"[^\W\d_]+", f"{before} {after}".lower())
    if len(beside) > STAMP_WORDS or re.search(r"[.!?]\s+[A-Z]", after):
        return None
    known = [words.says[word] for word in beside if word in words.says]
    if len(known) == len(beside):
        return next((says for says in ("captured", "published", "updated") if says in known), "")
    # "By Anna Bell | 21 September 2023": set off by a mark from a name or a section
    set_off = re.search(r"(?:[|•·]|\s[-–—])\s*$", before) or re.match(r"\s*(?:[|•·]|[-–—/]\s)", after)
    byline = re.match(r"\s*by\b", before, re.IGNORECASE)
    named = _CREDIT.fullmatch(after) and _NAMED.fullmatch(before)
    credited = not before.strip() and _CREDITED.fullmatch(after)
    if (set_off or byline or named or credited) and len(beside) <= 8 and not after.rstrip().endswith("."):
        return next((says for says in ("captured", "published", "updated") if says in known), "")
    return None


def _chronicles(text: str, lines: Sequence[Span]) -> bool:
    """Whether later lines open with a dated entry too ("March 20: the war begins"): then the first is one of many."""
    return any(_ENTRY.match(text, start, end) for start, end in lines)


def _run_on(before: str, shown: str, after: str) -> bool:
    """Whether a scraper ran a page's stamp into the text: "Page last updated at 08:58 GMT, Thursday, 24 June 2010
    Rescuers said".  Weekday, date and clock time in one breath, and then a capital: no sentence tells a day like this.
    """
    linked = _LINKED.search(before[-8:]) and not _STAMPED.search(before)
    if not _WEEKDAY.search(shown) or _LINKED.search(shown) or linked:
        return False
    clock = _CLOCK_AFTER.match(after)
    rest = after[clock.end() :] if clock else after
    told = clock or _CLOCK.search(shown) or _CLOCK.search(before[-20:])
    return bool(told) and not re.match(r"\s*(?:[a-z]|,\s*[a-z])", rest)


def _labels(before: str, after: str) -> bool:
    """Whether a date, with its place before it or not, labels the line: "BAKU, Sept. 21, 2023: ...",
    "21 June 2023. The ...", "21 June 2023 - The ..."."""
    place = re.fullmatch(r"\s*(?:[A-Z][\w.'’/ ()-]{1,40},\s*){0,2}", before)
    return bool(place and re.match(r"\s*(?:\([^)]{1,40}\))?\s*(?::\s*\S|(?:\.|\s[-–—])\s+[\"“]?[A-Z])", after))


# --- what the text allows


WEEK = timedelta(days=6)
"""A weekday without its date lies within the six days before printing: in 92 of 100 cases, and in those used here the
last one named lies no more than LAG days back in 36 of 39 (Wikinews reports of 2004 to 2013)."""
LAG = timedelta(days=2)
STORY = 2500
"""Code points from the top within which the date of the story stands: what is dated further down is background."""
SAME = 2
"""Longer words that two sentences share at the least where they tell of one thing."""
_BORN = re.compile(r"\bborn\b\W{0,5}(?:on\s+)?$", re.IGNORECASE)


def _bounded(
    text: str,
    times: Sequence[Time],
    captions: Sequence[Span],
    captured: str | None,
    reasons: list[Reason],
    *,
    stamped: bool,
) -> Published:
    """The interval that the times of the text leave open; `stamped`: a dateline names the day, but no year."""
    told = [t for t in times if not t.anchor and t.type in ("DATE", "TIME") and t.earliest and t.latest]
    pictured = {t.id for t in told if any(start <= t.start < end for start, end in captions)}
    past = [t for t in told if t.tense == "past" or t.id in pictured]
    if captured:  # a page cannot tell of what came after it was saved: the words or their reading are wrong
        after = [t for t in past if (t.earliest or "")[:10] > captured]
        reasons.extend(_read(f"dropped: it tells of {t.value}, after the page was captured", t) for t in after)
        past = [t for t in past if t not in after]
    lower = max(past, key=lambda t: (t.earliest or "", -t.start), default=None)
    upper = min((t for t in told if t.tense == "future"), key=lambda t: (t.latest or "", t.start), default=None)
    earliest = lower.earliest[:10] if lower and lower.earliest else None
    latest = captured
    if lower:
        what = "a caption shows" if lower.id in pictured else "it tells of"
        reasons.append(_read(f"{what} {lower.value}, which is past", lower))
    if upper and upper.latest:
        ahead = upper.latest[:10]
        if earliest and ahead < earliest:
            reasons.append(_read(f"dropped: {upper.value} is spoken of as to come", upper))
        else:
            reasons.append(_read(f"{upper.value} is still to come", upper))
            latest = min(filter(None, (captured, ahead)))
    is_story = lower and lower.start < STORY and not _BORN.search(text, max(0, lower.start - 20), lower.start)
    if lower and is_story and earliest and _DAY.fullmatch(lower.value[:10]):
        latest = _days_after(lower, date.fromisoformat(earliest), latest, times, text, lower.id in pictured, reasons)
    if not earliest and not latest and not stamped:
        reasons.append(Reason(says="nothing in the report says or bounds when it was published", source="text"))
    best = earliest if earliest == latest else None
    return Published(
        earliest=earliest, latest=latest, best=best, precision=_width(earliest, latest), reasons=tuple(reasons)
    )


def _width(earliest: str | None, latest: str | None) -> Literal["day", "interval", "unknown"]:
    return "unknown" if not earliest and not latest else "day" if earliest == latest else "interval"


def _days_after(
    lower: Time,
    first: date,
    latest: str | None,
    times: Sequence[Time],
    text: str,
    pictured: bool,
    reasons: list[Reason],
) -> str | None:
    """The last day that the weekdays of the text allow after `first`, if the text calls that day by its weekday where
    it tells the same (or the day is that of a picture); else `latest`.

    Only then is the story about that week: a date alone may be of any age, and one in seven is of any weekday.
    """
    if len({t.value[:10] for t in times if not t.anchor and _DAY.match(t.value)}) > 1:
        return latest  # among several dates one agrees with some weekday by chance
    past = _weekdays(times, "<")
    told = _told(text, lower)
    agreeing = next(
        (
            t
            for number, t in past
            if number == first.isoweekday() and t.id != lower.id and (pictured or len(told & _told(text, t)) >= SAME)
        ),
        None,
    )
    if agreeing is None:
        return latest
    reasons.append(
        _read(f"it calls a day that is past by its weekday only, and {lower.value} was that weekday", agreeing)
    )
    last = first
    while last - first < WEEK and any((last.isoweekday() + 1 - number) % 7 <= LAG.days for number, _ in past):
        last += timedelta(days=1)
    for number, time in _weekdays(times, ">"):
        ahead = first + timedelta(days=(number - first.isoweekday()) % 7)
        if first < ahead < last and number not in {n for n, _ in past}:
            reasons.append(_read(f"it expects something on the weekday of {ahead.isoformat()}", time))
            last = ahead
    return min(filter(None, (latest, last.isoformat())))


def _told(text: str, time: Time) -> frozenset[str]:
    """The longer words of the sentence around a time, cut to what their forms have in common."""
    start = max(text.rfind(mark, 0, time.start) for mark in (". ", "\n"))
    ends = [end for mark in (". ", "\n") if (end := text.find(mark, time.end)) >= 0]
    sentence = text[start + 1 : min(ends, default=len(text))]
    return frozenset(word[:5].lower() for word in re.findall(r"[^\W\d_]{5,}", sentence))


def _weekdays(times: Sequence[Time], how: str) -> list[tuple[int, Time]]:
    """The bare weekdays that the text puts into the past (<) or the future (>), Monday as 1."""
    found = ((re.match(rf"{how}~?XXXX-WXX-([1-7])", time.offset), time) for time in times)
    return [(int(match[1]), time) for match, time in found if match]


def _read(says: str, time: Time) -> Reason:
    return Reason(says=says, source="text", span=(time.start, time.end))
