"""What refers to an entity without naming it: pronouns, titles and descriptions, places that stand for governments.

After the recency and agreement models of Lappin & Leass (1994) and Kennedy & Boguraev (1996), with their weights for
subjects and without their syntactic filters: the last compatible one wins, a subject before a non-subject.  Where
nothing fits, nothing is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.annotate.entities.vocabulary import Gender, Names
from dateline.records import EntityKind, MentionForm
from dateline.syntax import Sentence, Token

REACH = 3
"""Sentences that a pronoun looks back."""
FAR = 25
"""Sentences that a title or description looks back."""
PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}


@dataclass(slots=True)
class Referent:
    """An entity that may be referred to: what is known of it so far."""

    entity: str
    kind: EntityKind
    gender: Gender
    words: frozenset[str]
    """Of an organisation's name."""
    roles: set[str] = field(default_factory=set)
    """Words of the offices and descriptions that stood with the name."""


@dataclass(slots=True)
class Seen:
    """A mention that was read: its sentence, token and referent."""

    sentence: int
    token: int
    subject: bool
    quoted: bool
    speaks: bool
    """Is it the subject of a verb of saying or doing that only people and governments do?"""
    referent: Referent


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens `first` to `end` (exclusive) of a sentence refer to an entity."""

    sentence: int
    first: int
    end: int
    entity: str
    form: MentionForm
    why: str


def find_references(
    sentences: Sequence[Sentence], named: dict[int, list[tuple[int, int, Referent, set[str]]]], names: Names
) -> list[Reference]:
    """The references of a report.

    `named` gives, by the number of the sentence, the named mentions in the order of the text: first token, end, whom,
    and the words of a role that stands with the name there.
    """
    seen: list[Seen] = []
    found: list[Reference] = []
    quoted = False
    for number, sentence in enumerate(sentences):
        if number and sentence.paragraph != sentences[number - 1].paragraph:
            quoted = False
        mentions = {first: (end, who, role) for first, end, who, role in named.get(number, ())}
        taken = 0
        for token in sentence.tokens:
            if token.text in _MARKS:
                quoted = _quoted(token, quoted)
            if token.i in mentions:
                taken, who, role = mentions[token.i]
                who.roles |= role
                head = next((t for t in sentence.tokens[token.i : taken] if not token.i <= t.head.i < taken), token)
                seen.append(_seen(number, head, quoted, names, who))
            elif token.i >= taken and token.tag in _REFERRING:
                ahead = ((first, who) for first, (_, who, _) in mentions.items() if first > token.i)
                reference = _refers(number, token, seen, ahead, quoted, names)
                if reference is None and _is_somebody(token, names):
                    unnamed = Referent("", "person", names.sexes.get(token.lower, ""), frozenset())
                    seen.append(_seen(number, token, quoted, names, unnamed))
                elif reference is not None:
                    if reference[0].entity:
                        found.append(reference[0])
                    seen.append(_seen(number, token, quoted, names, reference[1]))
    return found


_MARKS = frozenset(("“", "``", "”", "''", '"'))
_REFERRING = frozenset(("PRP", "PRP$", "NN", "NNP"))


def _seen(number: int, head: Token, quoted: bool, names: Names, who: Referent) -> Seen:
    subject = head.dep in ("nsubj", "nsubjpass")
    return Seen(number, head.i, subject, quoted, head.dep == "nsubj" and head.head.lemma in names.acts, who)


def _is_somebody(token: Token, names: Names) -> bool:
    """Is the noun one person whom nobody names: "one survivor said he", "her son told"?  "he" may be that one."""
    if token.tag != "NN" or token.dep not in _ARGUMENTS:
        return False
    if token.lower in names.organisation_words or not (
        token.lower in names.crowds or token.lower in names.offices or token.lower in names.sexes
    ):
        return False
    opening = token.sentence.tokens[token.left]
    named = any(child.dep == "appos" and child.pos == "PROPN" for child in token.children)
    return not named and (opening.tag in ("DT", "PRP$", "CD") or opening.lower == "one")


_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))


def _quoted(token: Token, quoted: bool) -> bool:
    if token.text in ("“", "``"):
        return True
    if token.text in ("”", "''"):
        return False
    return not quoted if token.text == '"' else quoted


def _refers(
    number: int,
    token: Token,
    seen: Sequence[Seen],
    ahead: Iterable[tuple[int, Referent]],
    quoted: bool,
    names: Names,
) -> tuple[Reference, Referent] | None:
    """What the token refers to, if it is a pronoun or the head of a title or description."""
    if token.tag in ("PRP", "PRP$"):
        if quoted:
            return None
        if token.lower in PRONOUNS and (subject := _ahead_of(token)) is not None:
            who = _subject_person(token, subject, ahead)  # "For his part, Petrosyan said"
            if who is None and token.head.lower != "part":
                who = _last_person(number, token, seen, names)
        elif token.lower in PRONOUNS:
            who = _last_person(number, token, seen, names)
        elif token.lower == "it" and token.dep == "nsubj" and token.head.lemma in names.acts:
            who = _last_organisation(number, seen)
        else:
            who = None
        if who is None:
            return None
        return Reference(number, token.i, token.i + 1, who.entity, "pronoun", "the last one that it fits"), who
    if token.tag not in ("NN", "NNP") or token.dep in ("compound", "appos", "attr"):
        return None
    if not (token.lower in names.offices or token.lower in names.organisation_words or token.lower in _KINDS_OF):
        return None
    if token.sentence.tokens[token.left].lower not in ("the", "this", "that"):
        return None
    who = _described(number, token, seen, names)
    if who is None:
        return None
    form: MentionForm = "title" if token.text[:1].isupper() else "nominal"
    return Reference(number, token.left, token.i + 1, who.entity, form, f"the last {token.lower} so described"), who


def _ahead_of(token: Token) -> Token | None:
    """The subject that a phrase with the pronoun stands before: "In his speech, Putin said"."""
    above, steps = token.head, 0
    while above.dep in ("pobj", "prep", "poss", "compound") and above.head is not above and steps < LIST:
        above, steps = above.head, steps + 1
        if above.pos == "VERB" and token.i < above.i:
            subject = above.child("nsubj") or above.child("nsubjpass")
            return subject if subject is not None and token.i < subject.i < above.i else None
    return None


LIST = 6
"""Steps from a pronoun to the verb that its phrase hangs on."""


def _subject_person(token: Token, subject: Token, ahead: Iterable[tuple[int, Referent]]) -> Referent | None:
    """The person named as the subject, if the pronoun fits; `ahead` has the first tokens of the names to come."""
    for first, who in ahead:
        if subject.left <= first <= subject.i and who.kind == "person":
            inside = subject.i - first < 4 and not any(
                t.lower in ("'s", "’s") for t in token.sentence.tokens[first : subject.i]
            )
            return who if inside and who.gender in ("", PRONOUNS[token.lower]) else None
    return None


def _last_person(number: int, token: Token, seen: Sequence[Seen], names: Names) -> Referent | None:
    """The person that a pronoun means: of the last sentences, subjects first, one whose gender fits.

    One who has no name is an entity without an id, and so no answer.
    """
    gender = PRONOUNS[token.lower]
    speaks = token.dep == "nsubj" and token.head.lemma in names.acts
    best: tuple[float, int] | None = None
    who, speaker = None, False
    for at in range(len(seen) - 1, -1, -1):
        mention = seen[at]
        back = number - mention.sentence
        if back > REACH:
            break
        speaker = speaker or (mention.speaks and mention.referent.kind == "person")
        if speaks and not speaker and mention.speaks and back <= 1:
            # an organisation has just spoken: "he added" may be a man of theirs whom nobody has named
            return None
        if mention.quoted or mention.referent.kind != "person":
            continue
        if mention.referent.gender not in ("", gender) or (back == 0 and _same_clause(token, mention)):
            continue
        score = (1.0 if mention.subject else 0.0) + (0.5 if mention.referent.gender else 0.0) - 1.1 * back
        if best is None or score > best[0]:
            best, who = (score, at), mention.referent
    return who


def _same_clause(token: Token, mention: Seen) -> bool:
    """Is the mention the subject of the verb that the pronoun is the object of: "Anna saw her"?"""
    if token.tag == "PRP$" or token.dep not in ("dobj", "dative", "pobj"):
        return False
    verb = token.head if token.dep != "pobj" else token.head.head
    return any(child.dep == "nsubj" and child.left <= mention.token <= child.right for child in verb.children)


def _last_organisation(number: int, seen: Sequence[Seen]) -> Referent | None:
    """The organisation that "it" means before a verb of speech: the last subject of this sentence or the one before."""
    for mention in reversed(seen):
        if number - mention.sentence > 1:
            return None
        if mention.referent.kind == "organisation" and mention.subject:
            return mention.referent
    return None


_KINDS_OF = {
    "station": frozenset("tv radio television channel news".split()),
    "channel": frozenset("tv television news".split()),
    "broadcaster": frozenset("tv radio television bbc cnn".split()),
    "newspaper": frozenset("times post herald tribune daily gazette journal guardian".split()),
    "agency": frozenset("afp agence reuters tass interfax xinhua ap unhcr unicef service bureau authority".split()),
    "company": frozenset("inc inc. corp corp. ltd ltd. co co. plc ag".split()),
}
"""What the words for kinds of organisations may stand for that do not bear them in their names."""
_VAGUE = frozenset("the this that country region state nation former then current local same new own 's ’s s".split())


def _described(number: int, token: Token, seen: Sequence[Seen], names: Names) -> Referent | None:
    """The last one whose role or name has the noun and all that specifies it."""
    words = {t.lower for t in token.sentence.tokens[token.left : token.i + 1]} - _VAGUE
    if words == {"government"}:
        near = {s.referent.entity: s.referent for s in seen if s.referent.words == words and number - s.sentence < 2}
        return next(iter(near.values())) if len(near) == 1 else None
    for mention in reversed(seen):
        if number - mention.sentence > FAR:
            return None
        who = mention.referent
        if who.kind == "person" and token.lower in names.offices and words <= who.roles:
            return who
        if who.kind == "organisation" and token.lower not in names.offices:
            has = who.words | who.roles
            if words <= has or (words == {token.lower} and _KINDS_OF.get(token.lower, frozenset()) & has):
                return who
    return None
