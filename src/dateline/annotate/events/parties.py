"""Who acts and who is acted upon, named: the entity that a head names, else its noun phrase as written."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.annotate.events.tellings import after
from dateline.clauses import DASHES
from dateline.records import Entity, Mention
from dateline.syntax import Token, through_hyphen


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of an event: its name, the entity if it is one, and the lemma of its head."""

    name: str
    entity: str | None
    head: str


_LEFT = frozenset({"amod", "compound", "nummod", "poss", "nmod"})
_EMPTY = frozenset(
    "it they them whom these those he she this that there which who we i you one others himself none".split()
)
_MEASURES = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY")


def name_party(
    head: Token | None, mentions: Sequence[Mention], named: Mapping[str, Entity], *, acts: bool
) -> Party | None:
    """The party of a head; None for a pronoun that means nobody known, a measure, or a number that `acts`."""
    if head is None:
        return None
    k = bisect_right(mentions, head.start, key=lambda m: m.start)
    for mention in reversed(mentions[max(0, k - 3) : k]):
        if mention.start <= head.start < mention.end and mention.entity in named:
            return Party(name=named[mention.entity].name, entity=mention.entity, head=head.lemma.lower())
    the_wounded = head.tag in ("VBN", "JJ") and any(c.dep == "det" for c in head.children)
    if (
        not (head.pos in ("NOUN", "PROPN", "NUM") or the_wounded)
        or head.lower in _EMPTY
        or head.entity.endswith(_MEASURES)
    ):
        return None
    of = after(head, "of")
    if of is not None and head.pos != "NUM" and of.lower in _EMPTY:
        of = None  # "3,154 people, of them 1,428 children"
    if acts and head.pos == "NUM" and of is None:
        return None  # "24 killed": whoever did it, no number did
    tokens = head.sentence.tokens
    first = min((c.left for c in head.children if c.dep in _LEFT and c.i < head.i), default=head.i)
    verb = next((t.i for t in reversed(tokens[first : head.i]) if t.tag in ("VBD", "VBZ", "VBP")), None)
    misread = next((c.i for c in head.children if c.dep == "amod" and c.tag == "VBN" and _is_finite(c)), None)
    first = max(first, *(i + 1 for i in (verb, misread) if i is not None)) if verb or misread else first
    apart = (t.i + 1 for t in tokens[first : head.i] if t.text in DASHES and t.start > tokens[t.i - 1].end)
    opens = (i for i in apart if tokens[i].text[:1].isupper())
    first = max(opens, default=first)  # "22:45 - A million people have fled"
    last = of if of is not None and head.i < of.i < head.i + 6 else through_hyphen(head)
    text = head.sentence.text[tokens[first].start : last.end]
    noun = last if head.pos == "NUM" else head
    return Party(name=_whole(" ".join(text.split())), entity=None, head=noun.lemma.lower())


def _whole(name: str) -> str:
    """A name without the one of two quotation marks that it took along: five to six” people."""
    return name if name.count("“") == name.count("”") else re.sub("[“”]", "", name)


def _is_finite(participle: Token) -> bool:
    """Whether a participle before a noun has somebody else's name before it, so that it was the verb."""
    before = participle.sentence.tokens[participle.i - 1] if participle.i else participle
    return before.pos in ("NOUN", "PROPN") or (before.pos == "ADJ" and participle.head.child("poss") is not None)


def agree(one: Party | None, two: Party | None) -> bool | None:
    """True for the same party, False for another, None where one of them is not told."""
    if one is None or two is None:
        return None
    counts = [_number(party.name) for party in (one, two)]
    if counts[0] and counts[0] == counts[1] and (one.name == counts[0] or two.name == counts[1]):
        return True  # "kill 11" in the headline, "killed 11 people" below
    same = one.entity == two.entity if one.entity and two.entity else one.head == two.head
    nested = one.name in two.name or two.name in one.name  # Azerbaijan and Azerbaijan's army
    if one.name != two.name and all(counts) and counts[0] == counts[1]:
        shared = set(one.name.lower().split()) & set(two.name.lower().split())
        return same or len(shared) > 1  # "five South Korean nationals", "five South Korean sailors"
    if one.name != two.name and same and any(counts):
        return None  # "10,000 people" and "3,154 people" may be two evacuations
    return True if same else None if nested else False


_NUMBER = re.compile(r"\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)\b")


def _number(name: str) -> str:
    """The number in a name, "" for none; a lone "one" or "a" is none."""
    found = _NUMBER.search(name.lower())
    return found[0] if found else ""
