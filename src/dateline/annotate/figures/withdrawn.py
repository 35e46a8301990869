"""Numbers that the report itself takes back: "we reported earlier that 388 had died.  The number was wrong".

A correction that stands beside what it corrects as a second count of the same day reads as a dispute of two givers,
where one report has put itself right.
"""

from collections.abc import Iterator, Sequence

from dateline.clauses import AFFIRMING, Modality
from dateline.records import Statement
from dateline.syntax import Sentence, Token

_FORMER = frozenset({"earlier", "previous", "original", "first"})


def is_withdrawn(
    sentence: Sentence,
    following: Sentence | None,
    said: Statement | None,
    told: Sequence[Statement],
    modality: Modality,
) -> bool:
    """Whether a count is taken back, `said` being the statement it stands in.

    That is so where an earlier version of the report gave it, or where the sentence after it calls it wrong in the
    report's own voice: what others (`told`) say of it is a denial of theirs.
    """
    if said is not None and said.source and _is_former(sentence, said):
        return True
    words = list(_wrong(following, modality)) if following is not None else ()
    return any(not any(a <= word.start < b for s in told for a, b in s.content) for word in words)


def _is_former(sentence: Sentence, said: Statement) -> bool:
    """Whether the source is an earlier version of the report: "an earlier version of this story said"."""
    first, last = said.source[0][0], said.source[-1][1]
    inside = [t for t in sentence.tokens if first <= t.start < last]
    return any(t.lower == "version" and any(c.lower in _FORMER for c in t.children) for t in inside)


def _wrong(following: Sentence, modality: Modality) -> Iterator[Token]:
    """The words by which a sentence calls the count before it wrong: "the number was wrong"."""
    for verb in following.tokens[:_OPENS]:
        subject = verb.child("nsubj") if verb.lemma == "be" else None
        if subject is None or subject.lemma.lower() not in modality.told or subject.child("nummod", "prep"):
            continue
        negated = verb.child("neg") is not None
        for word in verb.children:
            denied = word.dep in ("acomp", "attr") and modality.verdicts.get(word.lemma.lower()) == "denied"
            if denied and negated == (word.lemma.lower() in AFFIRMING):
                yield word


_OPENS = 12
"""Tokens from the head of a sentence to the verb that calls what stands before it wrong."""
