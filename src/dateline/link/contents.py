"""What a statement says, for comparison: the stems of its words, its names and numbers, and its "not"."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from math import sqrt

import msgspec

from dateline.link import roles
from dateline.link.accounts import cue
from dateline.link.terms import read_stems

PLAIN = 2.5
"""Weight from which on a word that is no name says what happened."""
TELLING = 12.0
"""The least weight of a content: "it was so" is no claim that could be found again."""
RAREST = 4.5
NEGATED = re.compile(r"\b(?:not|never|nothing|neither|nor|no longer|cannot)\b|n['’]t\b", re.IGNORECASE)
CLAUSE = re.compile(r"\s*[,;:]\s*(?:and|but|while|though|although|because|which|who)\b|[.;]\s")
MODAL = re.compile(r"\b(?:should|would|could|must|may|might|need|can|ca|will|wo)\s*$", re.IGNORECASE)
"""Before a "not": it says what ought to be, or may be, and not what was."""


class Content(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What a statement says, for comparison: weighted stems of unit length, names and numbers among them."""

    stems: dict[str, float]
    names: roles.Few
    numbers: roles.Few
    negative: bool
    """Whether there is a "not" anywhere in it."""


@lru_cache(maxsize=1 << 11)  # copies say the same, and what is said is asked for by claims and by disputes
def read_content(text: str) -> Content | None:
    """The content of a statement; None where it tells too little to be found again."""
    words = read_stems(text)
    weights = {stem: min(weight, RAREST) for stem, weight, _ in words if weight}
    names = _names(words, text)
    happens = any(weight >= PLAIN and stem not in names for stem, weight in weights.items())
    if sum(weights.values()) < TELLING or not happens:
        return None
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return Content(
        stems={stem: weight / length for stem, weight in weights.items()},
        names=roles.few(names),
        numbers=roles.few(stem for stem, _, _ in words if stem[0].isdigit()),
        negative=NEGATED.search(text) is not None,
    )


def telling(one: Content, other: Content) -> float:
    """The cosine of two contents without their names and numbers."""
    names = {*one.names, *other.names}
    mine, theirs = (
        {stem: weight for stem, weight in content.stems.items() if stem not in names and not stem[0].isdigit()}
        for content in (one, other)
    )
    lengths = sqrt(sum(weight**2 for weight in mine.values()) * sum(weight**2 for weight in theirs.values()))
    return sum(weight * theirs.get(stem, 0.0) for stem, weight in mine.items()) / lengths if lengths else 0.0


def negated(text: str) -> roles.Few:
    """The stem of the first telling word after the "not" in the first clause of a text, if there is one and it does not
    leave open whether it is so ("does not know", "should not").
    """
    found = NEGATED.search(text, 0, end.start() if (end := CLAUSE.search(text)) else len(text))
    if found is None or MODAL.search(text, 0, found.start()) or cue("open").match(text, found.end() + 1):
        return ()
    telling = (stem for stem, weight, _ in read_stems(text[found.end() :]) if weight >= PLAIN)
    return tuple(islice(telling, 1))


def names_in(text: str) -> frozenset[str]:
    """The stems of words in capitals; of the first word only where it is rare."""
    return _names(read_stems(text), text)


def _names(words: Iterable[tuple[str, float, int]], text: str) -> frozenset[str]:
    return frozenset(stem for stem, weight, start in words if text[start].isupper() and (start or weight >= RAREST))
