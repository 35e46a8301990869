"""Whether two statements say the same of the same: by who did what to whom, not by their words alone.

"A attacked B" shares every word with "B attacked A" and says the opposite; "soldiers detained the president" shares
one with "he was arrested by army officers".  The clauses of both are laid beside each other (see
annotate.propositions), with verbs and nouns that say the same (lexicon/en/assertions.toml).  What a clause leaves out
may be what the other names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Literal

import msgspec

from dateline import lexicon
from dateline.link.terms import WORD, fold, read_stems, stem
from dateline.records import Annotation, Proposition, Report, Statement, Time

CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December"
)


class Synonyms(lexicon.Entry, frozen=True, kw_only=True):
    """Words of lexicon/en/assertions.toml that say the same."""

    words: tuple[str, ...]


@lru_cache(maxsize=4)
def _groups(table: str) -> Mapping[str, frozenset[str]]:
    """The names of the groups that each word is in: that of a group is its first word."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in lexicon.read("assertions", table, Synonyms):
        for word in entry.words:
            found[word].add(f"{table} {entry.words[0]}")
    return {word: frozenset(groups) for word, groups in found.items()}


def group_of(table: str, word: str) -> frozenset[str]:
    """The groups of `verb` or `noun` that a lemma is in."""
    return _groups(table).get(word, frozenset())


SEEN = 1 << 13
"""Verbs and parties that stay read: "officials" and "the ministry" turn up in report after report."""

Few = tuple[str, ...]
"""A few words, each once, sorted: all statements of a pile are in memory at once, and sets take five times as much."""


def few(words: Iterable[str]) -> Few:
    """The words, each once, sorted."""
    return tuple(sorted(set(words)))


def meet(some: Few, others: Few) -> bool:
    """Whether they have a word in common."""
    return any(word in others for word in some)


class Party(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Who or whom, for comparison."""

    heads: Few
    """The stem of its head, and the groups of nouns that it is in."""
    stems: Few
    """Of all its telling words."""
    names: Few
    """Those in capitals, the first of the sentence aside."""
    entity: str | None
    acts: bool
    """Whether it can be who did it: somebody named, or a noun for people; of a shell or a blast that is left open."""


class Frame(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A clause, for comparison."""

    verbs: Few
    """The verb and the groups of verbs that it is in."""
    who: Party | None
    whom: Party | None
    negated: bool
    beside: Few
    """The names in all else: where it was, as a rule."""


class Deed(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What a statement says of who did what, and of when."""

    frames: tuple[Frame, ...]
    days: Few
    """The days that it names."""
    printed: str
    """When its report was printed, as far as that is known."""


CLOSE = 3
"""Days between the printing of two reports that may mean one deed by the same words, where one says neither when nor
where.
"""

Verdict = Literal["same", "other", "opposite", "open"]


def read_frames(report: Report, annotation: Annotation) -> dict[str, tuple[Frame, ...]]:
    """The clauses of each statement that has any, the main clause first."""
    speakers = {statement.id: statement.speaker or "" for statement in annotation.statements}
    text = report.text
    found: dict[str, list[Frame]] = defaultdict(list)
    for proposition in annotation.propositions:
        own = any(part.own for part in proposition.parts)
        speaker = _stems(speakers[proposition.statement]) if own else frozenset()
        found[proposition.statement].append(_frame(text, proposition, speaker))
    return {statement: tuple(frames) for statement, frames in found.items()}


def read_deed(days: Sequence[Time], statement: Statement, frames: tuple[Frame, ...], printed: str | None) -> Deed:
    """A statement with its clauses and those of the `days` of its report that its content names."""
    named = few(
        (time.earliest or "")[:10]
        for time in days
        if any(start < time.end and time.start < end for start, end in statement.content)
    )
    return Deed(frames=frames, days=named, printed=printed or "")


def days_of(annotation: Annotation) -> list[Time]:
    """The times of a report that are of one day."""
    return [
        time
        for time in annotation.times
        if time.type in ("DATE", "TIME")
        and time.earliest and time.latest and time.earliest[:10] == time.latest[:10]
    ]  # fmt: skip


def at_one_time_and_place(one: Deed, other: Deed) -> bool:
    """Whether two may speak of one occasion: of one day or place, or of neither and printed close to each other."""
    mine, theirs = one.frames[0].beside, other.frames[0].beside
    days = meet(one.days, other.days)
    if one.days and other.days and not days:
        return False
    places = meet(mine, theirs)
    if mine and theirs and not places:
        return False
    return places or days or _printed_close(one.printed[:10], other.printed[:10])


@lru_cache(maxsize=1 << 14)
def _printed_close(one: str, other: str) -> bool:
    if min(len(one), len(other)) < len("2024-05-06"):
        return False
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= CLOSE


def on_one_occasion(deeds: Sequence[Deed]) -> list[tuple[int, int]]:
    """The pairs of these, by their places, that are `at_one_time_and_place`: looked up by what such two have in common,
    for most statements of one verb and party are of other days.
    """
    marked: dict[str | int, list[int]] = defaultdict(list)
    for place, deed in enumerate(deeds):
        marks: set[str | int] = {*deed.frames[0].beside, *deed.days}
        if len(day := deed.printed[:10]) == len("2024-05-06"):
            some_days = date.fromisoformat(day).toordinal() // (CLOSE + 1)
            marks |= {some_days, some_days + 1}
        for mark in marks:
            marked[mark].append(place)
    pairs = {pair for places in marked.values() for pair in combinations(places, 2)}
    return sorted((a, b) for a, b in pairs if at_one_time_and_place(deeds[a], deeds[b]))


def _stems(text: str) -> frozenset[str]:
    return frozenset(term for term, weight, _ in read_stems(text) if weight)


def _frame(text: str, proposition: Proposition, speaker: frozenset[str]) -> Frame:
    parts = {part.role: part for part in reversed(proposition.parts)}
    verb = proposition.predicate
    others = [text[part.start : part.end] for part in proposition.parts if part.role not in ("who", "whom")]
    who, whom = (
        _party(text[part.start : part.end], part.head, part.entity, speaker if part.own else frozenset())
        if (part := parts.get(role)) is not None
        else None
        for role in ("who", "whom")
    )
    return Frame(
        verbs=_verbs(verb),
        who=who,
        whom=whom,
        negated=proposition.negated,
        beside=few(name for other in others for name in _names_of(other)),
    )


@lru_cache(maxsize=SEEN)
def _verbs(verb: str) -> Few:
    return few({verb} | group_of("verb", verb))


@lru_cache(maxsize=SEEN)
def _names_of(text: str) -> Few:
    """The stems of the words in capitals that are no days or months."""
    return few(
        stem(fold(word[0])) for word in WORD.finditer(text) if word[0][0].isupper() and not CALENDAR.fullmatch(word[0])
    )


@lru_cache(maxsize=SEEN)
def _party(text: str, head: str, entity: str | None, speaker: frozenset[str]) -> Party:
    """Who is called so; `speaker` are the stems of whose it is said to be."""
    telling = [(term, at) for term, weight, at in read_stems(text) if weight]
    groups = group_of("noun", head)
    names = few(term for term, at in telling if at and text[at].isupper())
    return Party(
        heads=few({stem(fold(head))} | groups if head.strip() else groups),
        stems=few({term for term, _ in telling} | speaker),
        names=names,
        entity=entity,
        acts=entity is not None or bool(groups) or bool(names),
    )


def alike(one: Party | None, other: Party | None) -> bool | None:
    """Whether two parties are one; None where it is open."""
    if one is None or other is None:
        return None
    if one.entity and one.entity == other.entity:
        return True
    nested = meet(one.heads, other.stems) or meet(other.heads, one.stems)
    if one.entity and other.entity:
        return None if nested else False
    if one.names and other.names and not meet(one.names, other.names):
        return False
    if nested or meet(one.heads, other.heads):
        return True
    return False if one.acts and other.acts and not (one.entity or other.entity) else None


def _nearness(one: Party | None, other: Party | None) -> int:
    """How much two parties have in common, for the one way round against the other."""
    if one is None or other is None:
        return 0
    return 9 * (one.entity is not None and one.entity == other.entity) + len(
        {*one.stems, *one.heads} & {*other.stems, *other.heads}
    )


def compare(one: Frame, other: Frame) -> Verdict:
    """What two clauses say of each other: the same, the same of others, the same the other way round; or nothing."""
    if not meet(one.verbs, other.verbs):
        return "open"
    who, whom = alike(one.who, other.who), alike(one.whom, other.whom)
    turned = alike(one.who, other.whom), alike(one.whom, other.who)
    if one.who is None and other.whom is None:
        who, whom = None, turned[1]  # "the gates were opened", "the gates opened"
    elif other.who is None and one.whom is None:
        who, whom = None, turned[0]
    elif True in turned and False not in turned:
        straight = _nearness(one.who, other.who) + _nearness(one.whom, other.whom)
        if straight < _nearness(one.who, other.whom) + _nearness(one.whom, other.who):
            return "opposite" if turned == (True, True) else "open"
    if who is False or whom is False:
        return "other"
    return "same" if who or whom else "open"


def judge(mine: Sequence[Frame], theirs: Sequence[Frame]) -> Verdict:
    """The same of two contents: by the main clause of each, looked for among the clauses of the other."""
    if not mine or not theirs:
        return "open"
    main = compare(mine[0], theirs[0])
    if main != "open":
        return main
    found = {compare(mine[0], other) for other in theirs[1:]} | {compare(theirs[0], one) for one in mine[1:]}
    return next((verdict for verdict in ("same", "opposite", "other") if verdict in found), "open")


def is_told_whole(one: Frame, other: Frame) -> bool:
    """Whether two clauses agree in all that they name, and that is more than a verb and one part."""
    if compare(one, other) != "same" or one.negated != other.negated:
        return False
    return alike(one.who, other.who) is True and alike(one.whom, other.whom) is True


def keys(frame: Frame) -> Iterator[tuple[str, ...]]:
    """What clauses that say the same are looked up by: a group of verbs with a part on either side."""
    for party in (frame.who, frame.whom):
        if party is not None:
            for verb in frame.verbs:
                for head in (party.entity,) if party.entity else party.heads:
                    yield verb, head
