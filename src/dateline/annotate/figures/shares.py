"""Which numbers are shares of others of their sentence: "1,204, 721 of them critically", "of the 341 dead, 222", "90 of
200 residents".

A share has what happened to its whole, which the parse often gives to the next clause.
"""

from collections.abc import Sequence

from dateline.annotate.figures.continued import is_listed
from dateline.annotate.figures.counted import Counted
from dateline.annotate.figures.parts import Found
from dateline.annotate.figures.telling import SUBJECTS, Happening, state
from dateline.annotate.figures.vocabulary import Kinds
from dateline.clauses import VERBS
from dateline.syntax import Token


def is_bare(counted: Counted) -> bool:
    """Whether a number has no noun but, at most, the "them" of "720 of them"."""
    return counted.noun is None or counted.noun.pos == "PRON"


def divides_fronted(counted: Counted, last: Found, tokens: Sequence[Token]) -> bool:
    """Whether a bare number is a share of the one set before it: "Of the 341 dead, 222 were in one district", "Among
    the 40 dead, six were children"."""
    whole = last.counted
    if whole.node.sentence is not counted.node.sentence:
        return False
    if counted.noun is not None or whole.number.form == "none":
        return False
    opening = [t.lower for t in tokens[: whole.number.first]]
    fronted = opening[:1] in (["of"], ["among"]) and opening[1:] in ([], ["the"], ["these"], ["those"])
    comma = tokens[counted.number.first - 1].text == "," and counted.number.first - whole.last <= _FRONTED
    one, two = (n.low if n.low is not None else n.high for n in (counted.number, whole.number))
    return fronted and comma and bool(one and two and one <= two)


def is_anothers(counted: Counted, told: Happening) -> bool:
    """Whether the verb that the parse gave to "720 of them" has the next number for its subject: "1,030 died, 720 of
    them in the south, and 1,200 were hurt"."""
    subjects = (c for c in told.token.children if c.dep in SUBJECTS and c.pos == "NUM")
    return is_bare(counted) and any(counted.last < one.i < told.token.i for one in subjects)


def is_graded(counted: Counted, last: Found, tokens: Sequence[Token]) -> bool:
    """Whether a bare number says how badly some of the injured are hurt: "injuring 20, four critically"."""
    first, after = counted.number.first, counted.number.last + 1
    known = last.happening.kind == "injured" if last.happening is not None else last.part
    after += 2 if [t.lower for t in tokens[after : after + 2]] in (["of", "them"], ["of", "whom"]) else 0
    if not is_bare(counted) or not known or after >= len(tokens):
        return False
    here = last.counted.node.sentence is counted.node.sentence and tokens[first - 1].lower in (",", "and", "(")
    one, two = (n.low if n.low is not None else n.high for n in (counted.number, last.counted.number))
    return here and tokens[after].lower in _GRADES and bool(one and two and (one <= two or last.part))


def graded_by_state(counted: Counted, tokens: Sequence[Token], kinds: Kinds) -> list[Happening]:
    """How badly some of those before are hurt: "118 hospitalised, 30 of them in critical condition"."""
    j = counted.number.last + 3
    if j >= len(tokens) or tokens[j].lower != "in" or tokens[j - 2].lower != "of":
        return []
    return [h for h in state(tokens[j], kinds, tokens[j - 1]) if h.label == "in treatment"]


def is_next_part(counted: Counted, last: Found, tokens: Sequence[Token]) -> bool:
    """Whether a bare number goes on with the parts: "including 2,168 in the north and 1,414 in the south"; not with
    another whole, "6,000, including 4,000 children, stayed at the base and 5,000 at the airstrip"."""
    between = tokens[last.counted.last + 1 : counted.number.first]
    finite = any(t.tag in ("VBD", "VBZ", "VBP") for t in between)
    return not finite and is_listed(counted, last.counted, tokens)


def behind_parts(counted: Counted, tokens: Sequence[Token]) -> int:
    """The comma behind the parts that stand between those counted and their verb, which the parser gives to the parts:
    "At least 70 people, among them ten women and three infants, were killed"; 0 without one."""
    after = [t.lower for t in tokens[counted.last + 1 : counted.last + 4]]
    if after not in ([",", "among", "them"], [",", "among", "whom"]):
        return 0
    marks = (t.i for t in tokens[counted.last + 4 : counted.last + _ASIDE] if t.text == ",")
    return next((i for i in marks if i + 1 < len(tokens) and tokens[i + 1].pos in VERBS), 0)


def is_divided(counted: Counted, tokens: Sequence[Token]) -> bool:
    """Whether a number only says of how many another is a part: the 200 of "90 of 200 residents have died"."""
    i = counted.number.first - 1
    i -= tokens[i].lower == "the"
    return i > 0 and tokens[i].lower == "of" and tokens[i - 1].pos == "NUM" and counted.noun is not None


_FRONTED = 8
"""Tokens from a whole set before the clause to its share."""
_GRADES = frozenset("critically seriously severely badly gravely slightly lightly".split())
_ASIDE = 24
"""Tokens of the parts set between commas, at most."""
