"""Rows of a table that is told in prose: "Lilongwe 151 cases and 4 deaths, Blantyre 96 and 2, Mangochi 82 and 3".

The first row says what its numbers count, each further one names a place and leaves that out.  Elsewhere a number right
behind a name is its label ("Flight 305").
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.figures.counted import Counted
from dateline.annotate.figures.parts import Found
from dateline.annotate.figures.telling import of_noun, predicate
from dateline.annotate.figures.vocabulary import Kinds
from dateline.syntax import Token


def of_row(
    counted: Counted, found: Sequence[Found], tokens: Sequence[Token], head: Sequence[Token], kinds: Kinds
) -> Found | None:
    """The figure of a bare number in such a row, by the number above it; `found` are the figures before it in its
    sentence, `head` is the sentence before that one, if it ends in a colon."""
    first, number = counted.number.first, counted.number
    if first < 2 or counted.noun is not None or number.form not in ("digits", "words"):
        return None
    if number.currency or number.share or not _closes(tokens, number.last + 1):
        return None
    if (headed := _below_head(counted, tokens, head, kinds)) is not None or not found:
        return headed
    columns = 2 if len(found) > 1 and _are_beside(found[-2], found[-1], tokens) else 1
    if tokens[first - 1].lower == "and" and first - 2 == found[-1].counted.last:  # the second column
        above = found[-2] if columns == 1 and len(found) > 2 and _is_row(found[-1]) else None
        return _below(above, counted)
    if not _opens(found[-1], first, tokens, kinds):
        return None
    two = number.last + 2 < len(tokens) and tokens[number.last + 1].lower == "and" and (
        tokens[number.last + 2].pos == "NUM" and _closes(tokens, number.last + 3)
    )
    return _below(found[-columns], counted) if two == (columns == 2) else None


def _below_head(counted: Counted, tokens: Sequence[Token], head: Sequence[Token], kinds: Kinds) -> Found | None:
    """The figure of the first row, where a head says what all count: "The dead by province: Sofala 40, Tete 12"."""
    name = counted.number.first
    while name and tokens[name - 1].pos == "PROPN":
        name -= 1
    head = tokens[:name] if name else head
    if name == counted.number.first or not head or head[-1].text != ":":
        return None
    by = next((t for t in head[-_NAME:] if t.lower in ("by", "per") and t.i), None)
    what = head[by.i - 1] if by is not None else head[-1]
    told = [h for h in of_noun(what, kinds) or predicate(what, kinds) if h.counts == "people"]
    if not told:
        return None
    happening = replace(told[0], why=f"row: {told[0].why}")
    return Found(counted=counted, unit="people", happening=happening)


def _below(above: Found | None, counted: Counted) -> Found | None:
    happening = above.happening if above is not None else None
    if above is None or happening is None:
        return None
    why = f"row: {happening.why.removeprefix('row: ')}"
    return replace(above, counted=counted, happening=replace(happening, bound=None, why=why))


def _is_row(found: Found) -> bool:
    return found.happening is not None and found.happening.why.startswith("row: ")


def _opens(last: Found, first: int, tokens: Sequence[Token], kinds: Kinds) -> bool:
    """Whether a name that begins right behind the figure before stands before the number at `first`."""
    i = first - 1
    i -= tokens[i].lower == "with"
    name = i
    while i >= 0 and first - i <= _NAME and tokens[i].pos == "PROPN":
        i -= 1
    if i == name or not kinds.roles.keys().isdisjoint(t.lower for t in tokens[i + 1 : name + 1]):
        return False  # "12 people, Flight 305"
    between = tokens[last.counted.last + 1 : i + 1]
    return bool(between) and len(between) <= _NAME and all(
        t.text in _MARKS or t.lower == "and" or t.lower in kinds.adjectives or t.pos == "AUX" or t.lower in _RECORDED
        for t in between
    )


def _are_beside(one: Found, two: Found, tokens: Sequence[Token]) -> bool:
    return [t.lower for t in tokens[one.counted.last + 1 : two.counted.number.first]] == ["and"]


def _closes(tokens: Sequence[Token], i: int) -> bool:
    return i >= len(tokens) or tokens[i].text in _MARKS or tokens[i].text in (".", ")") or tokens[i].lower == "and"


_RECORDED = frozenset({"recorded", "reported", "confirmed", "counted", "registered"})
_MARKS = frozenset({",", ";"})
_NAME = 5
"""Tokens of a name at most, and between a row and the next."""
