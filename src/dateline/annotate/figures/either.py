"""Fates that share one number by "or": of "26,000 killed or injured" nobody says how many died.

Read as two figures of one number, such a line stood among the tolls of the dead, many times too high.  With "and" both
are told as they are printed, as the coders of news do; what they are worth is judged across reports (link/counted.py).
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.figures.telling import Happening, predicate
from dateline.annotate.figures.vocabulary import Kinds
from dateline.syntax import Token

_OPENING = frozenset({"killed", "injured", "missing"})
"""Kinds that a second fate would make too high a toll of; "detained or deported" are held all the same."""
_FATES = _OPENING | {"displaced", "detained"}
_JOINS = frozenset({",", "or", "and/or"})


def either(told: Sequence[Happening], tokens: Sequence[Token], kinds: Kinds) -> list[Happening]:
    """What happened to those counted; one happening of the kind "other" where one of several fates is told.

    `tokens` are those of the sentence.
    """
    if not told or told[0].kind not in _OPENING or not (own := _fate(told[0].token, kinds)):
        return list(told)
    before = _beside(told[0].token.i, tokens, kinds, -1)[::-1]
    fates = list(dict.fromkeys([*before, own, *_beside(told[0].token.i, tokens, kinds, 1)]))
    if len(fates) < 2:
        return list(told)
    label = f"{', '.join(fates[:-1])} or {fates[-1]}"
    return [replace(told[0], kind="other", label=label, why=f"{told[0].why}: one number of several fates")]


def _beside(i: int, tokens: Sequence[Token], kinds: Kinds, step: int) -> list[str]:
    """The fates on one side of the one at `i`, the nearest first, with nothing but what joins them between."""
    found: list[str] = []
    while True:
        at = i + step
        while 0 <= at < len(tokens) and tokens[at].lower in _JOINS:
            at += step
        fate = _fate(tokens[at], kinds) if at != i + step and 0 <= at < len(tokens) else ""
        if not fate:
            return found
        found.append(fate)
        i = at


def _fate(token: Token, kinds: Kinds) -> str:
    """The kind of what a word says of those counted, in any form of a verb; "" for what is no fate."""
    kind = next((h.kind for h in predicate(token, kinds)), "")
    if not kind and token.tag in ("VBG", "VBD"):  # "killing or wounding 40": what needs no companion to say it
        kind = next((e.kind for e in kinds.verbs.get(token.lemma.lower(), ()) if not (e.needs or e.by or e.modal)), "")
    return kind if kind in _FATES else ""
