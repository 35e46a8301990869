"""Time expressions: "midday Monday" → TIMEX3 value and interval.

`find_times` reads what the words say, `resolve_times` when that was: from the day of publication, or from another time
of the same report.  Anchor and offset stay on every time (the notation is that of dateline.timex), so that it can be
resolved again, without the parse, when the day of publication becomes known.
"""

from collections.abc import Sequence

from dateline.annotate.times.grammar import Grammar
from dateline.annotate.times.resolving import resolve_times
from dateline.annotate.times.vocabulary import Vocabulary
from dateline.records import Time, fact_id
from dateline.syntax import Sentence

__all__ = ["Grammar", "find_times", "load_grammar", "resolve_times"]


def load_grammar(*, vague: bool = True) -> Grammar:
    """The grammar and its words; without `vague`, references such as "now" and "recently" are left out."""
    return Grammar(Vocabulary(), vague=vague)


def find_times(report: str, sentences: Sequence[Sentence], grammar: Grammar) -> list[Time]:
    """The time expressions of a report (given by its id), in the order of the text, not yet resolved.

    Until `resolve_times` has chosen, an anchor may be "text" (an earlier time of the report), "day" (the day that is
    spoken of) or "bare" (the year or week that is spoken of).
    """
    return [
        Time(
            id=fact_id("time", report, ((draft.start, draft.end),)),
            start=draft.start,
            end=draft.end,
            type=draft.type,
            value="",
            anchor=draft.anchor,
            offset=draft.steps,
            why=(draft.rule,),
        )
        for sentence in sentences
        for draft in grammar.drafts(sentence)
    ]
