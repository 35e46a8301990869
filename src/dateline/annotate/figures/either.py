"""Fates that share one number by "or": of "26,000 killed or injured" nobody says how many died.

Read as two figures of one number, such a line stood among the tolls of the dead, many times too high.  With "and" both
are told as they are printed, as the coders of news do; what they are worth is judged across reports (link/counted.py).
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.figures.telling import Happening
from dateline.syntax import Token

_FATES = {
    "killed": "killed", "dead": "killed", "died": "killed", "slain": "killed", "killing": "killed",
    "injured": "injured", "wounded": "injured", "hurt": "injured", "maimed": "injured",
    "injuring": "injured", "wounding": "injured", "maiming": "injured",
    "missing": "missing", "captured": "captured", "displaced": "displaced", "homeless": "displaced",
}  # fmt: skip
_JOINS = frozenset({",", "or", "and/or"})


def either(told: Sequence[Happening], tokens: Sequence[Token]) -> list[Happening]:
    """What happened to those counted; one happening of the kind "other" where one of several fates is told.

    `tokens` are those of the sentence.
    """
    if not told or tokens[told[0].token.i].lower not in _FATES:
        return list(told)
    first = last = told[0].token.i
    while (i := _next(tokens, first, -1)) is not None:
        first = i
    while (i := _next(tokens, last, 1)) is not None:
        last = i
    words = [token.lower for token in tokens[first : last + 1]]
    fates = list(dict.fromkeys(_FATES[word] for word in words if word in _FATES))
    if len(fates) < 2:
        return list(told)
    label = f"{', '.join(fates[:-1])} or {fates[-1]}"
    return [replace(told[0], kind="other", label=label, why=f"{told[0].why}: one number of several fates")]


def _next(tokens: Sequence[Token], i: int, step: int) -> int | None:
    """The next fate beside the one at `i`, with nothing but what joins them between."""
    at = i + step
    while 0 <= at < len(tokens) and tokens[at].lower in _JOINS:
        at += step
    return at if at != i + step and 0 <= at < len(tokens) and tokens[at].lower in _FATES else None
