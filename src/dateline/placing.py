"""Where a fact was: the place that its own clause names, before one of a clause around it."""

from collections.abc import Sequence
from itertools import islice

from dateline.clauses import DEEPEST, FAR, VERBS, dateline, is_since, verbs_above
from dateline.records import Mention, Span
from dateline.syntax import Sentence, Token

_IN = frozenset("in at near across around inside outside on within throughout over off".split())
_OF = frozenset({"of", "from", "to", "into", "toward", "towards", "through"})


def where(token: Token, places: Sequence[Mention], taken: Span) -> Mention | None:
    """The place of a fact at `token`: after in or at in its clause, else what it left, reached or hit there.

    A place that acts, owns or describes ("Baku announced", "Turkish Kilis", "sanctions against Baku") is none, nor is
    one inside the span `taken` or in a clause that has nothing to do with the fact's.
    """
    verbs = verbs_above(token)
    best, least = None, (FAR, 0)
    opens = dateline(token.sentence)
    for mention in places:
        if mention.start < opens:
            continue
        at = head_of(mention, token.sentence)
        if at is None or taken[0] <= mention.start < taken[1] or is_since(mention, token):
            continue
        if _only_describes(at) or _names_disease(at):
            continue
        owns = at.dep == "poss"
        if (at := _holder(at)) is None:
            continue
        if at.lower == "result" and at.dep == "pobj" and at.head.lower == "as":
            prep = "in"  # "as a result of the shelling of Nikopol, three were hurt"
        else:
            prep = at.head.lower if at.dep == "pobj" else ""
        if _is_anothers(at, prep, token) or (prep == "from" and at.head.head.lemma == "be"):
            continue  # also "an inmate who was from Kent"
        fought = prep == "for" and at.head.head.lemma.lower() in _FOUGHT
        if not (prep in _IN or prep in _OF or fought or at.dep in ("dobj", "npadvmod", "ROOT", "dep", "nsubjpass")):
            continue
        rank = _clause(verbs, verbs_above(at)) + (prep not in _IN) + (at.dep == "nsubjpass")
        rank += 2 * (bool(prep) and _is_around_another(at, places))
        rank += 2 * (owns and prep in _IN)  # "in Iran's province of Sistan" is Sistan
        if rank < FAR and (rank, abs(mention.start - taken[0])) < least:
            best, least = mention, (rank, abs(mention.start - taken[0]))
    return best


def head_of(place: Mention, sentence: Sentence) -> Token | None:
    """The head of a name: the Port of "in the Port-au-Prince area"."""
    last = sentence.at(place.end - 1)
    while last is not None and last.head is not last and place.start <= last.head.start < place.end:
        last = last.head
    return last


def _names_disease(at: Token) -> bool:
    """Whether a disease bears the name of where it was found first: the Marburg virus, cases of Marburg."""
    if at.dep == "compound":
        return at.head.lemma.lower() in _DISEASES | _CASES
    return at.dep == "pobj" and at.head.lower == "of" and at.head.head.lemma.lower() in _CASES


_DISEASES = frozenset({"virus", "disease", "fever", "flu", "encephalitis", "variant", "strain"})
_CASES = frozenset({"case", "infection", "strain"})
_FOUGHT = frozenset({"battle", "fight", "fighting", "struggle"})
"""Nouns for what is fought "for" a place, and there."""


def _holder(at: Token) -> Token | None:
    """What a place stands in, as the regions of "the regions of Goris and Sisian"; None where that is elsewhere."""
    for _ in range(4):
        whole = at.dep == "nmod" and at.head.lemma.lower() in _AREAS
        named = at.dep == "compound" or whole or (at.dep == "amod" and not at.entity.endswith("NORP"))
        if named and at.head.lemma.lower() in _SENT_OUT:
            return None  # US troops are not in the US
        if at.dep in ("conj", "appos") or (named and at.head.pos == "NOUN"):
            at = at.head  # "in the shelling of Omdurman market" is where the market is
        elif at.dep == "pobj" and at.head.lower == "of" and at.head.head.pos in ("NOUN", "PROPN"):
            at = at.head.head
        elif at.dep == "poss" and at.head.dep == "pobj" and at.head.lemma.lower() in _PARTS_OF_LAND:
            at = at.head  # "died in Haiti's capital"
    return at


_AREAS = frozenset(
    "area region province state district county prefecture governorate department island town city".split()
)
_PARTS_OF_LAND = frozenset(
    "capital north south east west centre center coast border outskirts suburb region province mountain highland"
    " earthquake quake flood flooding disaster".split()
)
"""What a land has within it, or befell it there."""
_SENT_OUT = frozenset(
    "troop troops force forces soldier marine navy helicopter plane aircraft warship embassy consulate ambassador"
    " diplomat envoy journalist tourist national citizen man woman boy girl teen teenager couple native".split()
)
"""Nouns behind a place whose bearers are elsewhere as a rule."""


def _only_describes(at: Token) -> bool:
    """Whether a place is the first half of a word ("the US-led force") or what is compared in ("Asia's poorest", "the
    poorest nation in Asia", "India's worst accident")."""
    tokens = at.sentence.tokens
    after = tokens[at.i + 1 : at.i + 3]
    if len(after) == 2 and after[0].text in ("-", "‑", "–") and at.end == after[0].start:
        return after[0].end == after[1].start and after[1].tag in ("VBN", "VBD", "JJ")
    inside = at.dep == "pobj" and at.head.lower == "in"
    holder = at.head.head if inside else at.head if at.dep == "poss" else at  # "in India's worst accident in a decade"
    return holder is not at and any(c.tag in ("JJS", "RBS") for c in holder.children)


def _is_around_another(at: Token, places: Sequence[Mention]) -> bool:
    """Whether a place only says where another one is: the Borno of "the town of Damasak in Borno state"."""
    holder = at.head.head
    if holder.pos not in ("NOUN", "PROPN"):
        return False
    first = holder.sentence.tokens[holder.left].start
    return any(first <= place.start < at.head.start for place in places)


def _is_anothers(at: Token, prep: str, token: Token) -> bool:
    """Whether a place acts in the clause of a fact, or lies in one that only goes on at the same time.

    "No comment from Moscow, which has killed thousands"; "8 million were displaced, as returns to the valley began".
    """
    clause = next((t for t in islice(at.ancestors(), DEEPEST) if t.pos in VERBS), None)
    if prep == "from" and any(child.dep == "relcl" and child in list(token.ancestors()) for child in at.children):
        return True
    aside = clause is not None and clause.dep == "advcl" and clause not in list(token.ancestors())
    return aside and prep in _OF and clause is not None and any(c.lower in ("as", "while") for c in clause.children)


def _clause(verbs: Sequence[Token], above: Sequence[Token]) -> int:
    """0 for one clause, 1 where the place's clause holds the fact's, 2 where it hangs on it, FAR for neither."""
    if not above or not verbs or above[0] is verbs[0]:
        return 0
    return 1 if above[0] in verbs else 2 if verbs[0] in above else FAR
