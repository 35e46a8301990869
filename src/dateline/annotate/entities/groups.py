"""Which names of a report are one person, organisation or place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline.annotate.entities.owners import is_state_body
from dateline.annotate.entities.spans import Span, shared_noun
from dateline.annotate.entities.vocabulary import Gender, Names
from dateline.records import EntityKind
from dateline.spelling import Spelling, fold, key, parted

CROWD = 40
"""People of like surnames that a name is compared with, the last ones that were named."""


@dataclass(slots=True)
class Group:
    """The spans that name one, in the order of the text."""

    kind: EntityKind
    name: str
    spans: list[Span] = field(default_factory=list)
    words: tuple[str, ...] = ()
    gender: Gender = ""
    country: str = ""
    owner: str = ""
    """Of a body that every state has, whose it is (see owners.py)."""
    home: str = ""
    """Of a people, the name of the region or town that is its home, where that is no country."""
    sort: str = ""
    """Of a place, the noun that makes it a district or region: "township"."""
    why: list[str] = field(default_factory=list)


def group(spans: Sequence[Span], names: Names) -> list[Group]:
    """The spans by whom they name, ordered by first mention."""
    people = _people([s for s in spans if s.kind == "person"], names, names.spelling)
    organisations = _organisations([s for s in spans if s.kind == "organisation"], names)
    others: dict[tuple[str, str], Group] = {}
    halves = {fold(s.text).partition(" ")[0]: fold(s.text) for s in spans if s.kind == "place" and "-" in s.text}
    for span in spans:
        if span.kind in ("person", "organisation"):
            continue
        text, sort = span.text, ""
        same: tuple[str, str]
        if span.kind == "group":
            text = names.known[text][0] if text in names.known else names.people_names.get(text.lower(), text)
            same = (span.kind, _people_key(text))
        else:
            sort = _sort_behind(span, names) if span.kind == "place" else ""
            plain = fold(text).replace(".", "").removeprefix("the ")
            # "the Nagorno representative"; Guinea, which the model knows, is not Guinea-Bissau
            same = (span.kind, plain if span.model in ("GPE", "LOC") else halves.get(plain, plain))
        found = others.setdefault(same, Group(span.kind, text, sort=sort))
        found.sort = sort and found.sort  # "Donetsk" is the town where it stands alone, too
        found.spans.append(span)
        if span.kind == "group":
            found.country, found.home = names.peoples.get(text.lower(), ""), names.homes.get(text.lower(), "")
    for one in others.values():
        if one.kind == "place" and len({span.text for span in one.spans}) > 1:
            # as it is written most often, not as a caption or headline happens to begin
            written = Counter(span.text for span in one.spans if not span.text.isupper())
            one.name = max(written, key=written.__getitem__, default=one.name)
    return sorted([*people, *organisations, *others.values()], key=lambda g: (g.spans[0].start, g.spans[0].end))


def _sort_behind(span: Span, names: Names) -> str:
    """The noun that makes a place a district or region: "Donetsk region", "Clay and Wilkin counties"."""
    if span.after is not None and span.after.lower in names.levels and span.after.text.islower():
        return span.after.lower
    shared = shared_noun(span, names.shared)
    return shared if shared in names.levels else ""


def _people_key(text: str) -> str:
    folded = fold(text)
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded


def _people(spans: Sequence[Span], names: Names, spelling: Spelling) -> list[Group]:
    """Full names first, then single names to the full name they are part of: one before, else one after."""
    groups: list[Group] = []
    by_word: dict[str, list[Group]] = {}
    of: dict[int, Group] = {}
    exact: dict[tuple[tuple[str, ...], Gender], Group] = {}
    for span in spans:
        words = person_words(span.text)
        if len(words) < 2:
            continue
        gender = gender_of(span, words, names)
        match = exact.get((words, gender))
        if match is None:
            match = _same_person(words, gender, by_word.get(key(words[-1]), [])[-CROWD:], spelling)
        if match is None:
            match = Group("person", span.text, words=words, gender=gender)
            groups.append(match)
            for word in {key(words[-1]), key(words[0])}:
                by_word.setdefault(word, []).append(match)
        elif len(words) > len(match.words):
            match.words, match.name = words, span.text
        match.gender = match.gender or gender
        of[id(span)] = exact[words, gender] = match
    last: dict[int, int] = {}
    for position, span in enumerate(spans):
        if id(span) not in of:
            words = person_words(span.text)
            gender = gender_of(span, words, names)
            among = by_word.get(key(words[0]), [])[-CROWD:] if words else []
            match = _part_of(words, gender, among, last, spelling)
            if match is None:
                match = Group("person", span.text, words=words, gender=gender)
                groups.append(match)
                if words:
                    by_word.setdefault(key(words[0]), []).append(match)
            of[id(span)] = match
        last[id(of[id(span)])] = position
        of[id(span)].spans.append(span)
    return groups


def person_words(text: str) -> tuple[str, ...]:
    """The folded words of a person's name, initials without their stop."""
    words = [w for part in re.split(r"[ .&%]+", fold(text)) for w in parted(part) if w]
    return tuple(w for w in words if w not in _PARTICLES) or tuple(words)


_PARTICLES = frozenset("al el as ash an ar bin ibn ben bint de la da von van der den".split())


def gender_of(span: Span, words: Sequence[str], names: Names) -> Gender:
    """The gender that a title or the given name tells, else ""."""
    before = span.before
    title = names.titles.get(before.lower, "") if before is not None else ""
    return title or (names.given.get(words[0], "") if words else "")


def _same_person(words: tuple[str, ...], gender: Gender, among: Sequence[Group], spelling: Spelling) -> Group | None:
    """The person of this full name among those with a like surname: every word of the shorter name has its like."""
    for other in reversed(among):
        if len(other.words) < 2 or (gender and other.gender and gender != other.gender):
            continue
        short, long = sorted((words, other.words), key=len)
        if spelling.apart(words[-1], other.words[-1]) > 0.1:
            continue
        if all(any(_like(w, v, spelling) for v in long[:-1]) for w in short[:-1]):
            return other
    return None


def _like(a: str, b: str, spelling: Spelling) -> bool:
    return (
        a == b or (a[:1] == b[:1] and 1 in (len(a), len(b))) or (min(len(a), len(b)) > 2 and spelling.apart(a, b) < 0.1)
    )


def _part_of(
    words: tuple[str, ...], gender: Gender, among: Sequence[Group], last: dict[int, int], spelling: Spelling
) -> Group | None:
    """The person whose surname, else given name, this one word is: the one named last, else the first to come."""
    if len(words) != 1:
        return None
    fitting = [g for g in among if g.words and not _other_gender(words[0], gender, g, spelling)]
    for place in (-1, 0):
        near = [g for g in fitting if g.words and spelling.apart(words[0], g.words[place]) <= 0.1]
        if near:
            before = [g for g in near if id(g) in last]
            return max(before, key=lambda g: last[id(g)]) if before else near[0]
    return None


def _other_gender(word: str, gender: Gender, other: Group, spelling: Spelling) -> bool:
    """Does a title before a surname speak against this person?"""
    return gender != other.gender and bool(gender and other.gender) and spelling.apart(word, other.words[0]) > 0.1


def _organisations(spans: Sequence[Span], names: Names) -> list[Group]:
    """By name, by the short form in brackets behind it, by initials, by what only one longer name ends in."""
    groups: dict[str, Group] = {}
    short: dict[str, str] = {}
    for span in spans:
        after = span.sentence.tokens[span.last : span.last + 3]
        if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and len(span.tokens) > 1:
            short[fold(after[1].text).replace(".", "")] = _organisation_key(span.text, names, span.owner)
    keys = {_organisation_key(s.text, names, s.owner) for s in spans}
    initials, tails = _initials(keys), _tails(keys)
    for span in spans:
        for short_form in _short_forms(span, names):
            tails.setdefault(short_form, set()).add(_organisation_key(span.text, names, span.owner))
    last: dict[str, str] = {}
    for span in spans:
        own = _organisation_key(span.text, names, span.owner)
        same = short.get(own, "")
        spelled = span.text.isupper() and len(span.text) > 2 and span.text not in names.known
        for longer in (initials if spelled else {}, tails):
            if not same and len(longer.get(own, ())) == 1:
                same = next(iter(longer[own]))
        # one of several ministries of the name: the last one whose owner was named
        same = same or last.get(own, own)
        if "|" in same:
            last[same[: same.index("|") + 1]] = same
        found = groups.setdefault(
            same, Group("organisation", names.known.get(span.text, (span.text, ""))[0], words=tuple(same.split()))
        )
        if own == same and span.text not in names.known and _organisation_key(found.name, names, span.owner) != same:
            found.name = span.text
        found.owner = found.owner or span.owner
        found.spans.append(span)
    return list(groups.values())


def _initials(keys: Iterable[str]) -> dict[str, set[str]]:
    """The names of several words by their initials."""
    found: dict[str, set[str]] = {}
    for long in keys:
        words = [w for w in long.split() if w not in ("of", "the", "for", "and", "in", "on", "to")]
        if len(words) > 1:
            found.setdefault("".join(w[0] for w in words), set()).add(long)
    return found


def _tails(keys: Iterable[str]) -> dict[str, set[str]]:
    """The names by what they end in, and those of bodies of a state by themselves without the state."""
    found: dict[str, set[str]] = {}
    for long in keys:
        words = long.split()
        for cut in range(1, len(words) - 1):
            found.setdefault(" ".join(words[cut:]), set()).add(long)
        body, bar, owner = long.partition("|")
        if bar and owner:
            found.setdefault(f"{body}|", set()).add(long)
    return found


def _short_forms(span: Span, names: Names) -> Iterator[str]:
    """What a long name is cut to where it comes again: "High Commission", "Nile News" of "Nile News TV"."""
    words = fold(span.text).replace(".", "").removeprefix("the ").split()
    if len(words) < 3:
        return
    if words[-1] in _SORTS:
        yield " ".join(words[:-1])
    end = next((i for i, word in enumerate(words) if i > 1 and word in ("of", "for")), 0)
    head = [_BODIES.get(word, word) for word in words[:end]]
    if head and head[-1] in names.organisation_words:
        yield from (" ".join(head[cut:]) for cut in range(len(head) - 1))


_SORTS = frozenset("tv television radio agency newspaper network channel party movement inc corp ltd plc".split())
_BODIES = {"commissioner": "commission", "prosecutor": "prosecution"}


def _organisation_key(text: str, names: Names, owner: str = "") -> str:
    """What the names of one organisation share: Russian Ministry of Defense, Russia's Defence Ministry."""
    plain = fold(names.known.get(text, (text, ""))[0]).replace(".", "").removeprefix("the ")
    words = plain.split()
    return ministry_key(words, names, owner) or (f"{plain}|{owner}" if is_state_body(text, names) else plain)


def ministry_key(words: Sequence[str], names: Names, country: str = "") -> str:
    """Of a ministry's name the portfolio and the country ("ministry defence|RU"), empty where none is named.

    "" for what is no ministry.
    """
    if "ministry" not in words:
        return ""
    rest = []
    for i, word in enumerate(words):
        both = (" ".join(words[max(0, i - 1) : i + 1]), " ".join(words[i : i + 2]))
        people = next((names.peoples[w] for w in (word, *both) if names.peoples.get(w)), "")
        country = country or people
        if not people and word not in _SMALL and word != "affairs":
            rest.append(_PORTFOLIO.get(word, word))
    return f"ministry {' '.join(sorted(rest))}|{country}"


_PORTFOLIO = {"defense": "defence", "internal": "interior"}
_SMALL = frozenset("of the for and s ministry".split())
