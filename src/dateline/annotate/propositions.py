"""What the content of a statement says in its clauses: who did what to whom, whatever the order of the words.

A passive, a participle and a relative clause are turned round: "shells fired by the army", "the army, which fired the
shells" and "the army fired shells" have the same parts.  Who is not said is left open.  The verb is a lemma here; which
verbs say the same is for whoever compares them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from dateline.records import Entity, Mention, Part, Proposition, Span, Statement
from dateline.syntax import Sentence, Token

MOST = 8
"""Clauses that are read of one statement."""
STEPS = 4
"""Heads that a clause without a subject may take one from."""
_APART = frozenset({"relcl", "acl", "advcl", "appos", "conj", "cc", "punct", "ccomp"})
"""What hangs on a noun and is no part of its name."""
_LIGHT = frozenset("be have do will would can could may might must shall should get".split())
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_OWN = frozenset("i we me us".split())
_THEIR_OWN = frozenset("its their his her our my".split())
_PRONOUNS = frozenset("it he she they him her them this that these those one you who which".split())


def find_propositions(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    statements: Sequence[Statement],
) -> Iterator[Proposition]:
    """The propositions in the contents of statements, in their order; of each the main clause first.

    `sentences` are all of the report, in order.  Of a statement that accuses or denies without naming who is meant
    ("denied firing shells"), who speaks is who.
    """
    starts = [sentence.start for sentence in sentences]
    named = {entity.id: entity for entity in entities}
    names = sorted((m for m in mentions if m.entity in named), key=lambda m: (m.start, -m.end))
    places = [mention.start for mention in names]
    for statement in statements:
        verbs = sorted(
            (token for token in _tokens(statement.content, sentences, starts) if _tells(token)),
            key=lambda token: (token.sentence.start, len(list(token.ancestors())), token.i),
        )
        for k, verb in enumerate(verbs[:MOST]):
            who, whom = _parties(verb, statement.content)
            parts = [
                _part(role, token, names, places, statement)
                for role, token in (("who", who), ("whom", whom), *_others(verb, who, whom))
                if token is not None
            ]
            if who is None and k == 0 and _is_of_speaker(verb, whom):
                parts.insert(0, _speaker(statement))
            yield Proposition(
                statement=statement.id,
                start=verb.start,
                end=verb.end,
                predicate=_predicate(verb),
                parts=tuple(part for part in parts if part is not None),
                negated=verb.child("neg") is not None,
            )


def _tokens(spans: Sequence[Span], sentences: Sequence[Sentence], starts: Sequence[int]) -> Iterator[Token]:
    for start, end in spans:
        first = max(0, bisect_right(starts, start) - 1)
        for sentence in sentences[first : bisect_left(starts, end)]:
            for token in sentence.tokens[bisect_left(sentence.starts, start) : bisect_left(sentence.starts, end)]:
                if token.end <= end:
                    yield token


def _tells(token: Token) -> bool:
    """Whether a clause stands on this word: a verb that is none for another, or "is" with what something is."""
    if token.dep in ("aux", "auxpass", "amod", "compound", "prep", "case"):
        return False
    if token.pos == "AUX":
        return token.lemma == "be" and token.child("attr", "acomp") is not None
    return token.pos == "VERB" and token.lemma not in _LIGHT


def _predicate(verb: Token) -> str:
    lemma = verb.lemma.lower()
    if verb.pos == "AUX" and (what := verb.child("acomp", "attr")) is not None:
        return f"be {what.lemma.lower()}"
    particle = verb.child("prt")
    return f"{lemma} {particle.lower}" if particle is not None else lemma


def _parties(verb: Token, content: Sequence[Span]) -> tuple[Token | None, Token | None]:
    """Who does it and to whom it is done."""
    by = verb.child("agent")
    doer = by.child("pobj") if by is not None else None
    counted = verb.child("nsubjpass")
    if counted is not None or (verb.tag == "VBN" and verb.child("aux", "auxpass", "dobj", "nsubj") is None):
        whom = counted if counted is not None else _shared(verb, content)
        return doer, _antecedent(whom, verb)
    whom = verb.child("dobj")
    who = verb.child("nsubj")
    if who is None:
        who = _shared(verb, content)
    if verb.dep == "relcl" and who is not None and who.lower not in _RELATIVE and whom is None:
        whom = verb.head  # "the shells that the army fired"
    return _antecedent(who, verb), _antecedent(whom, verb)


def _antecedent(token: Token | None, verb: Token) -> Token | None:
    """What a relative pronoun stands for."""
    return verb.head if token is not None and token.lower in _RELATIVE and verb.dep == "relcl" else token


def _shared(verb: Token, content: Sequence[Span]) -> Token | None:
    """The subject that a clause without one shares, or the noun that it stands with."""
    for _ in range(STEPS):
        if verb.dep in ("acl", "relcl"):
            return verb.head if verb.head.pos in ("NOUN", "PROPN", "PRON", "NUM") else None
        above = verb.head
        if verb.dep == "pcomp" and above.dep == "prep":  # "accused the coastguard of ramming the boat"
            return above.head if above.head.pos in ("NOUN", "PROPN") else above.head.child("dobj", "nsubjpass")
        if above is verb or above.pos not in ("VERB", "AUX") or verb.dep not in ("conj", "xcomp", "advcl", "ccomp"):
            return None
        if not any(start <= above.start < end for start, end in content):
            return None
        found = above.child("dobj") if verb.dep == "xcomp" and verb.tag == "VB" else None
        found = found if found is not None else above.child("nsubj", "nsubjpass")
        if found is not None:
            return found
        verb = above
    return None


def _of(prep: Token) -> bool:
    """Whether it is the "of" of a name: "a vessel of the coastguard", but not "the coastguard of ramming the boat"."""
    return prep.lower == "of" and prep.child("pobj") is not None


def _others(*heads: Token | None) -> Iterator[tuple[str, Token]]:
    """What stands with prepositions, under the preposition: of the verb, and of nouns that it is said of."""
    for head in heads:
        for prep in head.children if head is not None else ():
            if prep.dep == "prep" and prep.lower != "of" and (below := prep.child("pobj")) is not None:
                yield prep.lower, below


def _is_of_speaker(verb: Token, whom: Token | None) -> bool:
    """Whether a clause without a subject is what its speaker does: "denied firing shells", "promised to open"."""
    return verb.dep in ("xcomp", "pcomp", "ccomp") and verb.tag in ("VBG", "VB") and whom is not None


def _speaker(statement: Statement) -> Part | None:
    """The speaker as a part, at the source's words."""
    if not statement.source or not statement.speaker:
        return None
    start, end = statement.source[0]
    words = statement.speaker.removeprefix("unnamed: ").split()
    return Part(role="who", start=start, end=end, head=words[-1].lower(), entity=statement.speaker_entity)


def _part(
    role: str, token: Token, names: Sequence[Mention], places: Sequence[int], statement: Statement
) -> Part | None:
    """A part and whom it names; None for a pronoun that means nobody known."""
    if token.lower in _OWN:
        own = _speaker(statement)
        return own and Part(role=role, start=token.start, end=token.end, head=own.head, entity=own.entity)
    found = None
    for mention in reversed(names[max(0, bisect_right(places, token.start) - 3) : bisect_right(places, token.start)]):
        if mention.start <= token.start < mention.end:
            found = mention.entity
            break
    if found is None and token.lower in _PRONOUNS and not any(child.lower == "of" for child in token.children):
        return None
    if token.pos == "NUM" or token.lower in ("one", "some", "all", "both", "many"):  # "nine of his fighters"
        of = next((child for child in token.children if child.lower == "of"), None)
        token = (of.child("pobj") if of is not None else None) or token
    tokens = token.sentence.tokens
    named = [child for child in token.children if child.dep not in _APART and (child.dep != "prep" or _of(child))]
    left = min((child.left for child in named), default=token.i)
    right = max((child.right for child in named), default=token.i)
    return Part(
        role=role,
        start=tokens[min(left, token.i)].start,
        end=tokens[max(right, token.i)].end,
        head=token.lemma.lower(),
        entity=found,
        own=any(child.dep == "poss" and child.lower in _THEIR_OWN for child in token.children),
    )
