"""Where names of places begin and end: drawn out to what the gazetteer knows, parted where a hyphen joins two."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from dateline.annotate.entities.spans import Span
from dateline.annotate.entities.vocabulary import Names
from dateline.syntax import Token

BEHIND_PARTY = "behind the short form of a party"
GREAT = 1.8
"""How prominent both places of "Greenville-Spartanburg" must be, for the hyphen to part them."""


class Atlas(Protocol):
    """What the gazetteer knows of a name."""

    def prominence(self, name: str) -> float:
        """How sure it is a place's: 0 not at all, 1 a village, 4 a country."""

    def is_whole(self, name: str) -> bool:
        """Is it a place's main name in all its words: "Kansas City"?"""

    def is_part(self, name: str) -> bool:
        """Is it the short form of a state that stands behind a comma: "Calif."?"""

    def is_known(self, name: str) -> bool:
        """Is it any name of any place?"""


def settle_ends(spans: Sequence[Span], names: Names, atlas: Atlas) -> list[Span]:
    """The spans, in the order of the text, those of places with their ends put right."""
    return _complete(list(_parted(spans, names, atlas)), atlas)


def _parted(spans: Sequence[Span], names: Names, atlas: Atlas) -> Iterator[Span]:
    """Two for one where a hyphen joins them ("the Lebanon-Syria border"); of "D-Hartford" the town."""
    for span in spans:
        tokens = span.sentence.tokens
        hyphen = next((i for i in range(span.first + 1, span.last - 1) if _joins(tokens, i)), 0)
        if hyphen and _is_party(span.sentence.tokens[span.first : hyphen], names):
            yield _town_of(span, hyphen + 1)
        elif _is_party(span.tokens, names) and _joins(tokens, span.last):
            continue
        elif span.first > 1 and _joins(tokens, span.first - 1) and _is_party([tokens[span.first - 2]], names):
            yield _town_of(span, span.first)
        elif hyphen and (models := _two(span, hyphen, names, atlas)):
            for first, last, model in ((span.first, hyphen, models[0]), (hyphen + 1, span.last, models[1])):
                part = Span(span.sentence, first, last, model, f"one of {span.text!r}")
                part.capitals, part.dateline = span.capitals, span.dateline
                yield part
        elif _is_in_row(span) and atlas.is_whole(span.sentence.text[span.start : span.tokens[-2].end]):
            row = Span(span.sentence, span.first, span.last - 1, "GPE", "the place of a row")
            row.capitals, row.dateline = span.capitals, span.dateline
            yield row
        elif cut := _listed(span, names, atlas) or _said_twice(span, atlas):
            yield from _cut(span, *cut)
        else:
            yield from _at_preposition(span, atlas)


def _at_preposition(span: Span, atlas: Atlas) -> Iterator[Span]:
    """Two for one where a preposition parts them: "the Darién Gap from Necoclí"."""
    tokens = span.sentence.tokens
    cut = next((i for i in range(span.first + 1, span.last - 1) if tokens[i].text in _PREPOSITIONS), 0)
    if not cut or span.kind != "place" or not tokens[cut + 1].text[:1].isupper() or atlas.is_known(span.text):
        yield span
        return
    yield from _cut(span, cut, cut + 1)


def _cut(span: Span, end: int, start: int) -> Iterator[Span]:
    """The span in two: up to `end` and from `start`."""
    model = "GPE" if span.kind != "place" else span.model
    for first, last in ((span.first, end), (start, span.last)):
        part = Span(span.sentence, first, last, model, f"one of {span.text!r}")
        part.capitals, part.dateline = span.capitals, span.dateline
        yield part


def _listed(span: Span, names: Names, atlas: Atlas) -> tuple[int, int] | None:
    """Where "and" parts two towns that the model takes for one body: "Oleshky and Hola Prystan"."""
    if span.model != "ORG" or len(span.tokens) > LONGEST_LIST:
        return None
    tokens = span.sentence.tokens
    cut = next((i for i in range(span.first + 1, span.last - 1) if tokens[i].text == "and"), 0)
    if not cut or any(t.lower in names.organisation_words for t in span.tokens) or atlas.is_known(span.text):
        return None
    sides = (tokens[span.first : cut], tokens[cut + 1 : span.last])
    worth = [atlas.prominence(span.sentence.text[side[0].start : side[-1].end]) for side in sides]
    return (cut, cut + 1) if min(worth) > KNOWN and sum(worth) > 2 * KNOWN + 0.4 else None


KNOWN = 0.9
LONGEST_LIST = 5
"""How prominent, and of how many words together, two towns are that "and" may part."""


def _said_twice(span: Span, atlas: Atlas) -> tuple[int, int] | None:
    """Where a dateline and the first word of its report run together: "Jacmel Jacmel, a town of coffee"."""
    first, last = span.tokens[0], span.tokens[-1]
    if span.kind != "place" or len(span.tokens) != 2 or first.text != last.text or atlas.is_known(span.text):
        return None
    return (first.i + 1, last.i) if atlas.is_known(first.text) else None


_PREPOSITIONS = frozenset("in near from to at".split())


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """Is the token a hyphen with no space around it?"""
    if not 0 < i < len(tokens) - 1 or tokens[i].text not in ("-", "–"):
        return False
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _is_party(tokens: Sequence[Token], names: Names) -> bool:
    """Is it the short form of a party, behind a comma or in brackets: "Ann Lee, D-Hartford"?"""
    if len(tokens) != 1 or not tokens[0].text.isupper() or tokens[0].lower not in names.parties:
        return False
    before = tokens[0].i - 1
    return before >= 0 and tokens[0].sentence.tokens[before].text in (",", "(", "-LRB-")


def _is_in_row(span: Span) -> bool:
    """Whether a name ends with the number of its row: "Sofala 40, Tete 12"; not "Area 51", "Highway 14"."""
    tokens, end = span.sentence.tokens, span.last
    if len(span.tokens) < 2 or not span.tokens[-1].text.isdigit():
        return False
    after = tokens[end + 1 : end + _ROW] if end < len(tokens) and tokens[end].text in _PARTING else ()
    before = span.first - 1
    while before > 0 and tokens[before].text in _PARTING:
        before -= 1
    number = next((i for i, t in enumerate(after) if t.pos != "PROPN"), 0)
    next_row = number > 0 and after[number].text.isdigit()
    last_row = 0 < before < span.first - 1 and tokens[before].text.isdigit() and tokens[before - 1].pos == "PROPN"
    return next_row or last_row


_PARTING = frozenset({",", ";", "and"})
_ROW = 6
"""Tokens of a row at most."""


def _town_of(span: Span, first: int) -> Span:
    town = Span(span.sentence, first, span.last, "GPE", BEHIND_PARTY)
    town.capitals = span.capitals
    return town


def _two(span: Span, hyphen: int, names: Names, atlas: Atlas) -> tuple[str, str] | None:
    """What the model would call the two names that a hyphen joins, peoples or places; None where it is one name."""
    if span.model == "PERSON" or atlas.is_known(span.text):
        return None
    sides = [span.sentence.text[t[0].start : t[-1].end] for t in _sides(span, hyphen)]
    if all(names.peoples.get(side.lower()) for side in sides):
        return ("NORP", "NORP") if sides[1] != "American" else None  # Armenian-Americans are one people
    return ("GPE", "GPE") if all(atlas.is_whole(side) and atlas.prominence(side) > GREAT for side in sides) else None


def _sides(span: Span, hyphen: int) -> tuple[Sequence[Token], Sequence[Token]]:
    tokens = span.sentence.tokens
    return tokens[span.first : hyphen], tokens[hyphen + 1 : span.last]


def _complete(spans: Sequence[Span], atlas: Atlas) -> list[Span]:
    """The spans, those of places drawn out to the whole name where the model saw a part: "Newcastle upon Tyne"."""
    done: list[Span] = []
    for span in spans:
        before = done[-1] if done and done[-1].sentence is span.sentence else None
        if before is not None and span.first < before.last:
            continue  # now inside the one before
        if span.kind == "place" or not span.model:
            first, last = _further(span, before, atlas)
            if before is not None and first < before.last:
                done.pop()
            if (first, last) != (span.first, span.last):
                span.first, span.last, span.model, span.kind = first, last, "GPE", "place"
                span.why.append("gazetteer: the whole name")
                span.settle()
            _take_stop(span, atlas)
        done.append(span)
    return done


def _further(span: Span, before: Span | None, atlas: Atlas) -> tuple[int, int]:
    """Where the whole name begins and ends, by the gazetteer; `before` is the name before it in the sentence."""
    taken = 0 if before is None else before.last if before.model else before.first
    tokens, text = span.sentence.tokens, span.sentence.text
    for last in range(min(len(tokens), span.last + 4), span.last, -1):
        if _goes_on(tokens[span.last : last]):
            whole = text[span.start : tokens[last - 1].end]
            if atlas.is_whole(whole) or (atlas.is_known(whole) and not atlas.is_known(span.text)):
                return span.first, last
    for first in range(max(taken, span.first - 2), span.first):
        if _leads(tokens[first : span.first]) and atlas.is_whole(text[tokens[first].start : span.end]):
            return first, span.last
    return span.first, span.last


def _goes_on(added: Sequence[Token]) -> bool:
    """May these tokens be the rest of a name: "upon Tyne", "-les-Bains", "and Herzegovina"?"""
    if not added[-1].text[:1].isupper():
        return False
    return all(t.text[:1].isupper() or t.lower in _LINKS for t in added)


def _leads(added: Sequence[Token]) -> bool:
    """May these tokens begin a name: "South" before Charleston, "ST." before PAUL?"""
    if not added[0].text[:1].isupper() or added[0].tag == "DT":
        return False
    return all(t.text[:1].isupper() or t.text == "." for t in added)


_LINKS = frozenset("upon on am an der sur de del de la le les of and y el al - in the".split())


def _take_stop(span: Span, atlas: Atlas) -> None:
    """Takes in the stop of a short form that the parser parted from it: "W.Va.", "West Chester Twp."."""
    stop = span.after
    if stop is None or stop.text != "." or stop.start != span.end:
        return
    last = span.tokens[-1].text
    short = "." in last or last.lower() in _SHORT
    if short or (atlas.is_part(span.text) and not atlas.is_whole(span.text)):
        span.last += 1
        span.settle()


_SHORT = frozenset("twp co".split())
