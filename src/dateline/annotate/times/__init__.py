"""Time expressions: "midday Monday" → TIMEX3 value and interval.

`find_times` reads what the words say, `resolve_times` when that was: from the day of publication, or from another time
of the same report.  Anchor and offset stay on every time (the notation is that of dateline.timex), so that it can be
resolved again, without the parse, when the day of publication becomes known.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.annotate.times.grammar import Grammar
from dateline.annotate.times.match import Draft
from dateline.annotate.times.resolving import resolve_times, standing
from dateline.annotate.times.stamps import find_posted
from dateline.annotate.times.unreadable import find_unreadable
from dateline.annotate.times.vocabulary import Vocabulary
from dateline.records import Span, Time, Unresolved, fact_id
from dateline.syntax import Sentence, Token

__all__ = ["Grammar", "find_stamps", "find_times", "find_unreadable", "load_grammar", "resolve_times", "unparsed"]


OPENING, CLOSING = frozenset(("“", '"', "``", "«")), frozenset(("”", '"', "''", "»"))


def load_grammar(*, vague: bool = True) -> Grammar:
    """The grammar and its words; without `vague`, references such as "now" and "recently" are left out."""
    return Grammar(Vocabulary(), vague=vague)


def find_times(
    report: str, sentences: Sequence[Sentence], grammar: Grammar, unreadable: Sequence[Unresolved] = ()
) -> list[Time]:
    """The time expressions of a report (given by its id), in the order of the text; none within what is `unreadable`.

    Those that need an anchor are not yet resolved.  Until `resolve_times` has chosen it, it may be "text" (an earlier
    time of the report), "day" (the day that is spoken of), "bare" (the year or week that is spoken of), "said" (the day
    on which the words were said that are quoted), "known" (none, unless the report is older than the day that everybody
    knows by a name or two numbers), "generic", "narrative" or "overnight".
    """
    posted = sorted(find_posted(sentences[0].text, grammar.words), key=_start) if sentences else []
    drafts = [
        draft for sentence in sentences for draft in grammar.drafts(sentence) if not _names_somebody(sentence, draft)
    ]
    if posted:
        drafts = _with_posted(drafts, posted)
    quoted = _quotations(sentences) if any(draft.anchor == "published" for draft in drafts) else []
    found = (
        Time(
            id=fact_id("time", report, ((draft.start, draft.end),)),
            start=draft.start,
            end=draft.end,
            type=draft.type,
            value="",
            anchor="said" if draft.anchor == "published" and _within(draft.start, quoted) else draft.anchor,
            offset=draft.steps,
            tense=draft.tense,
            why=(draft.rule,),
        )
        for draft in drafts
        if not any(other.start < draft.end and draft.start < other.end for other in unreadable)
    )
    return [time if time.anchor else standing(time) for time in found]


def _with_posted(drafts: Sequence[Draft], posted: Sequence[Draft]) -> list[Draft]:
    """The times of a live page: the clocks of its posts instead of what the same words mean in a sentence."""
    ends = [draft.end for draft in posted]
    kept = [d for d in drafts if (k := bisect_right(ends, d.start)) == len(posted) or d.end <= posted[k].start]
    return sorted([*kept, *posted], key=_start)


def _start(draft: Draft) -> int:
    return draft.start


def _names_somebody(sentence: Sentence, draft: Draft) -> bool:
    """Whether what looks like a month is part of a person's name: June Kunugi, August Hanning."""
    token = sentence.at(draft.start)
    if token is None or token.end != draft.end or not token.entity.endswith("PERSON"):
        return False
    follows = sentence.tokens[token.i + 1].entity if token.i + 1 < len(sentence.tokens) else ""
    return token.entity.startswith("I-") or follows == "I-PERSON"


def _quotations(sentences: Sequence[Sentence]) -> list[Span]:
    """What stands between quotation marks, a paragraph at a time, in order."""
    found: list[Span] = []
    opened: int | None = None
    paragraph = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, opened = sentence.paragraph, None
        for token in sentence.tokens:
            if token.text in OPENING and opened is None:
                opened = token.start
            elif token.text in CLOSING and opened is not None:
                found.append((opened, token.end))
                opened = None
    return found


def _within(position: int, spans: Sequence[Span]) -> bool:
    following = bisect_right(spans, (position, position))
    return following > 0 and position < spans[following - 1][1]


def find_stamps(report: str, text: str, spans: Sequence[Span], grammar: Grammar) -> list[Time]:
    """The days in spans of the text that are not parsed, a page's header and footer: whole dates, and those without
    their year."""
    return [
        time
        for start, end in spans
        for time in find_times(report, unparsed(text, start, end), grammar)
        if re.match(r"\d{4}-\d\d-\d\d", time.value) or re.match(r"[<>~]*XXXX-\d\d-\d\d", time.offset)
    ]


def unparsed(text: str, start: int, end: int) -> list[Sentence]:
    """The lines of a span as sentences whose words govern nothing."""
    lines = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        tokens = []
        for i, word in enumerate(re.finditer(r"\w+|[^\w\s]", line[0])):
            place = start + line.start() + word.start()
            tag = "CD" if word[0][0].isdigit() else "NNP"
            tokens.append(Token(i, word[0], place, place + len(word[0]), word[0].lower(), tag, "PROPN", "dep", ""))
        if tokens:
            lines.append(Sentence(text, tokens, 0))
            for token in tokens:
                token.sentence, token.head = lines[-1], token
    return lines
