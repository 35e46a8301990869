"""What a report tells of each of its times: the words that stand nearest to it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline import lexicon
from dateline.records import Annotation, Time

SHORT = 4
"""More words than these need not be shared: each outlet tells the same event with its own."""
COMMA, DASH = 18, 60
"""How many code points a comma and a dash count for between a word and a time."""
LONG = 6000
"""How many code points of a report are compared with others."""

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+")
_BARRIER = re.compile(r"[,;:()]|\s[-–—]\s|[–—]\s?")


class Silent(lexicon.Entry, frozen=True, kw_only=True):
    """Words that tell nothing of an event."""

    words: str


class Irregular(lexicon.Entry, frozen=True, kw_only=True):
    """Irregular forms and what they are forms of."""

    forms: Mapping[str, str]


class Numbers(lexicon.Entry, frozen=True, kw_only=True):
    """Number words of times.toml."""

    values: Mapping[str, int]
    gives: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a telling are read with."""

    silent: frozenset[str]
    irregular: Mapping[str, str]
    """Forms that the endings of verbs do not lead to: met, broke."""
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a report tells of a time: the words that stand nearest to it, and those that are names in the report."""

    report: str
    time: Time
    words: frozenset[str]
    names: frozenset[str]


def load_words() -> Words:
    """The words of lexicon/en/dating.toml, and the number words of times.toml."""
    silent = frozenset(word for entry in lexicon.read("dating", "silent", Silent) for word in entry.words.split())
    tables = (*lexicon.read("times", "number", Numbers), *lexicon.read("times", "ordinal", Numbers))
    entries = lexicon.read("dating", "irregular", Irregular)
    irregular = {form: verb for entry in entries for form, verb in entry.forms.items()}
    return Words(silent, irregular, {word: value for table in tables for word, value in table.values.items()})


def find_tellings(text: str, annotation: Annotation, words: Words, *, at_length: bool = True) -> Iterator[Telling]:
    """Each time of the report with the words of its sentence that stand nearer to it than to another time.

    "Monday's landslide" takes the words right after it and no others.  `at_length`: a sentence without a time goes on
    telling of the last time before it.
    """
    times = [t for t in annotation.times if t.type in ("DATE", "TIME") and "REF" not in t.value]
    names = names_in(text, words)
    near: dict[str, set[str]] = {time.id: set() for time in times}
    starts = [time.start for time in times]
    going_on: Time | None = None
    for start, end in annotation.sentences:
        here = times[bisect_left(starts, start) : bisect_left(starts, end)]
        free = [time for time in here if not is_possessive(text, time)]
        begins = [time.start for time in free]
        barriers = [(mark.end(), len(mark[0])) for mark in _BARRIER.finditer(text, start, end)] if len(free) > 1 else []
        taken: Iterator[Time] = (time for time in here if is_possessive(text, time))
        owner, left = next(taken, None), 3
        for word, at in telling_words(text, start, end, words):
            if here and _within(times, starts, at):
                continue
            while owner and at >= owner.end and not left:
                owner, left = next(taken, None), 3
            if owner and at >= owner.end:
                near[owner.id].add(word)
                left -= 1
            elif free:
                k = bisect_left(begins, at)
                near[min(free[max(k - 1, 0) : k + 1], key=lambda time: _apart(time, at, barriers)).id].add(word)
            elif at_length and going_on is not None and not here:
                near[going_on.id].add(word)
        going_on = free[-1] if free else going_on
    for time in times:
        yield Telling(annotation.id, time, frozenset(near[time.id]), names)


def _within(times: Sequence[Time], starts: Sequence[int], at: int) -> bool:
    k = bisect_right(starts, at) - 1
    return k >= 0 and at < times[k].end


def is_possessive(text: str, time: Time) -> bool:
    """Whether the time owns what follows: "Monday's landslide"."""
    return text[time.end : time.end + 2] in ("'s", "’s")


def telling_words(text: str, start: int, end: int, words: Words) -> Iterator[tuple[str, int]]:
    """The stems of a stretch that tell something, each with its offset."""
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower()
        if word[0].isdigit():
            word = word.replace(",", "").rstrip(".")
            if len(word) > 2:
                yield word, match.start()
        elif len(word) > 2 and word not in words.silent:
            yield stem(word, words), match.start()


def _apart(time: Time, at: int, barriers: Sequence[tuple[int, int]]) -> int:
    """How far a word is from a time, in code points; a comma between them counts for COMMA, a dash for DASH."""
    low, high = (time.end, at) if at >= time.end else (at, time.start)
    between = barriers[bisect_left(barriers, (low, 0)) : bisect_left(barriers, (high + 1, 0))]
    return high - low + sum(COMMA if length == 1 else DASH for _, length in between)


def stem(word: str, words: Words) -> str:
    """What the forms of a word (in lower case) have in common."""
    word = words.irregular.get(word, word)
    for ending in ("ing", "ers", "ed", "es", "er", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word.rstrip("e")


def names_in(text: str, words: Words) -> frozenset[str]:
    """The stems that the text writes with a capital inside a sentence."""
    inside = re.finditer(r"(?<=[a-z,’'] )[A-Z][^\W\d_]{2,}", text)
    return frozenset(stem(match[0].lower(), words) for match in inside if match[0].lower() not in words.silent)


def one_day(time: Time) -> bool:
    """Whether a time is known to the day (or night)."""
    return bool(time.earliest and time.latest) and last_day(time) - first_day(time) <= timedelta(days=1)


def first_day(time: Time) -> date:
    """The first day of a time whose interval is known."""
    return date.fromisoformat((time.earliest or "")[:10])


def last_day(time: Time) -> date:
    """The last day of a time whose interval is known."""
    """The last day; a night belongs to the day on which it begins."""
    return first_day(time) if time.type == "TIME" else date.fromisoformat((time.latest or "")[:10])


def alike(told: frozenset[str], names: frozenset[str], other: Telling, *, closely: bool) -> float:
    """How surely two tellings are of one event: the shared words as a part of the smaller telling.

    They must share a word that is no name, and their reports a name (two such words if one of them names nothing).  A
    number of three digits or more that both give counts for three words.  `closely`: the words are few and say what the
    time is of.
    """
    shared = told & other.words
    numbers = [word for word in shared if word.isdigit()]
    events = shared - names - other.names
    count = len(shared) + 2 * len(numbers)
    if (closely or len(events) > 1) and names & other.words - told:
        count += 1  # the place is named elsewhere in the report
    if not (events or numbers) or count < 2:
        return 0.0
    if not numbers and not names & other.names and (len(events) < 2 or (names and other.names)):
        return 0.0  # two places, two events
    return min(1.0, count / max(3, min(len(told), len(other.words), SHORT)))


def lexis(text: str, words: Words) -> frozenset[str]:
    """The telling words of a report, by which it is compared with others as a whole."""
    return frozenset(word for word, _ in telling_words(text, 0, min(len(text), LONG), words))
