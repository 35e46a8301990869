"""Two versions of a passage, word by word: which stretches differ."""

import re
from difflib import SequenceMatcher

from dateline.records import Span, Spans

WORD = re.compile(r"\w+")
MOST_WORDS = 300
"""Of a passage that is compared: the time grows with the square."""
ALIKE = 0.5
"""Share of the words that must agree; of two passages that agree in less, everything would be marked."""


def differences(a: str, b: str) -> tuple[Spans, Spans]:
    """The stretches of each text that the other one does not have, as spans of code points in it.  Case and punctuation
    make no difference.  None where the texts are too long, or too different for marks to say anything.
    """
    in_a, in_b = list(WORD.finditer(a)), list(WORD.finditer(b))
    if max(len(in_a), len(in_b)) > MOST_WORDS:
        return (), ()
    words = ([found[0].casefold() for found in in_a], [found[0].casefold() for found in in_b])
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if matcher.ratio() < ALIKE:
        return (), ()
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    return (
        tuple(_stretch(in_a, first, last) for _, first, last, _, _ in changes if first < last),
        tuple(_stretch(in_b, first, last) for _, _, _, first, last in changes if first < last),
    )


def _stretch(words: list[re.Match[str]], first: int, last: int) -> Span:
    return words[first].start(), words[last - 1].end()
