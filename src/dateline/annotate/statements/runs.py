"""Quotations without a cue of their own, each with the statement that it goes on from."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotate.statements.quotes import Quote, Quoted
from dateline.annotate.statements.rivals import Said, holds
from dateline.syntax import Sentence

LONGEST_TITLE = 10
"""Words of a heading, at most."""


@dataclass(slots=True)
class Before:
    """The statement that a quotation may go on from: where it ended, and whether in a quotation."""

    said: Said
    sentence: int
    paragraph: int
    quoted: bool


def runs_of_quotes(chosen: Sequence[Said], sentences: Sequence[Sentence], quoted: Quoted) -> list[tuple[Said, Quote]]:
    """A sentence that opens with a quotation goes on from the one before it in its paragraph if that says something.

    A paragraph that is all quotation goes on from the paragraph before it if that ended in a statement.
    """
    starts = [sentence.start for sentence in sentences]
    outside = [s for s in chosen if s.candidate.path == "label" or quoted.at(s.candidate.cue.start) is None]
    by_sentence: dict[int, list[Said]] = {}
    for said in outside:
        by_sentence.setdefault(said.sentence, []).append(said)
    told = _Told(outside)
    runs: list[tuple[Said, Quote]] = []
    before: Before | None = None
    position = 0
    for index, sentence in enumerate(sentences):
        while position < len(quoted.outer) and quoted.outer[position].start < sentence.end:
            quote = quoted.outer[position]
            position += 1
            if told.reaches_into(quote):
                continue
            if (own := _behind_colon(quote, sentence, by_sentence.get(index, ()))) is not None:
                before = Before(own, index, sentence.paragraph, True)
            elif before is None or not _goes_on(before, quote, sentence, index):
                continue
            runs.append((before.said, quote))
            last = bisect_right(starts, quote.end - 1) - 1
            before = Before(before.said, last, sentences[last].paragraph, True)
        if here := by_sentence.get(index):
            with_quote = [said for said in here if any(quoted.within(span) for span in said.content)]
            said = _outermost(with_quote or here)
            last = bisect_right(starts, max(e for _, e in said.content) - 1) - 1
            last = max(index, last)
            before = Before(said, last, sentences[last].paragraph, bool(with_quote))
    return runs


def _outermost(here: Sequence[Said]) -> Said:
    """The last of them that none of the others tells: "she said Adam blamed the mayor" goes on with her."""
    told = [s for s in here if any(o is not s and holds(o.content, s.candidate.cue) for o in here)]
    return next((s for s in reversed(here) if s not in told), here[-1])


def _behind_colon(quote: Quote, sentence: Sentence, here: Sequence[Said]) -> Said | None:
    """Who adds a quotation: "She said that the wells were dry: "We drink rain."": the statement that ends there."""
    text = sentence.text
    if text[sentence.start : quote.left].rstrip()[-1:] != ":" or quote.right < sentence.end - 1:
        return None
    near = [said for said in here if quote.left - 3 <= said.content[-1][1] <= quote.left]
    return max(near, key=lambda said: said.likely, default=None)


def _goes_on(before: Before, quote: Quote, sentence: Sentence, index: int) -> bool:
    opens = quote.left - sentence.start <= 2
    fills = quote.follows or quote.right >= sentence.end - 1
    ends_well = not quote.closed or fills or sentence.text[quote.end - 1] in ".!?…"
    if not opens or not ends_well or _is_title(quote, sentence):
        return False
    if sentence.paragraph == before.paragraph:
        return index - before.sentence <= 1
    # of its own paragraph it goes on from what was said at the end of the one before
    return sentence.paragraph == before.paragraph + 1 and fills and (before.quoted or index - before.sentence <= 1)


def _is_title(quote: Quote, sentence: Sentence) -> bool:
    """A heading between paragraphs that quotes somebody: "'Nobody Came to Help'"."""
    words = sentence.text[quote.start : quote.end].split()
    if len(words) > LONGEST_TITLE or quote.right < sentence.end - 1:
        return False
    longer = [word for word in words[1:] if len(word) > 3]
    return len(longer) > 1 and all(word[:1].isupper() for word in longer)


class _Told:
    """What is content already, asked from the start of the text to its end."""

    def __init__(self, chosen: Sequence[Said]) -> None:
        self._spans = sorted(span for said in chosen for span in said.content)
        self._next, self._end = 0, -1

    def reaches_into(self, quote: Quote) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][0] < quote.end:
            self._end = max(self._end, self._spans[self._next][1])
            self._next += 1
        return self._end > quote.start
