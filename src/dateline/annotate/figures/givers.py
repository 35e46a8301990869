"""Who gives a figure: the speakers of its statement, else whoever hands the number on.

A paper speaks for whoever issued it: of "a toll issued by the separatists", "figures from the ministry" and "the army's
count" the separatists, the ministry and the army are the givers; "official figures" have none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.annotate.figures.vocabulary import Kinds
from dateline.clauses import VERBS, verbs_above
from dateline.records import Entity, Figure, Mention, Span, Statement
from dateline.syntax import Sentence, Token

Giver = tuple[str, str | None]
"""The name of who gives a figure, and the entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a report's givers are looked up in."""

    sentences: Sequence[Sentence]
    starts: Sequence[int]
    """Where the sentences start."""
    mentions: Sequence[Mention]
    """Sorted by start."""
    entities: Mapping[str, Entity]
    statements: Mapping[str, Statement]
    spoken: Sequence[tuple[int, Giver]]
    """Where named speakers speak (their cues), in the order of the text."""
    counted: Mapping[int, Sequence[str]]
    """Where figures start, and why they are ones."""
    ends: Mapping[int, int]
    """Where they start and end."""
    published_by: Mapping[int, Giver]
    """The sentences that only say whose numbers these are, by their index."""
    kinds: Kinds

    def counts(self, token: Token) -> bool:
        """Whether a token is in a figure: those who are counted."""
        before = token.sentence.tokens[max(0, token.i - _NEAR) : token.i + 1]
        return any(self.ends.get(one.start, 0) > token.start for one in before)


def find_sources(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    kinds: Kinds,
) -> Sources:
    """The lookup tables of a report; `mentions` are sorted by start."""
    return Sources(
        sentences=sentences, starts=[sentence.start for sentence in sentences], mentions=mentions, entities=entities,
        statements={statement.id: statement for statement in statements},
        spoken=sorted(
            (s.cue[0][0], (s.speaker, s.speaker_entity)) for s in statements if s.cue and s.speaker and s.speaker_entity
        ),
        counted={figure.start: figure.why for figure in figures},
        ends={figure.start: figure.end for figure in figures},
        published_by=_publishers(sentences, mentions, entities, kinds), kinds=kinds,
    )  # fmt: skip


def find_givers(figure: Figure, token: Token, said: Statement | None, sources: Sources) -> list[Giver]:
    """Those who hand on a figure whose last token is `token`, outermost first: the UN, citing the Red Crescent."""
    if any(v.lemma.lower() in sources.kinds.verifying and v.child("neg") is not None for v in verbs_above(token)[:3]):
        return []  # "the figure of 224 dead was not verified, the office said": it is somebody else's
    if (neighbour := _joined_speaker(token, sources)) is not None:
        return [neighbour]
    if _meanwhile(figure, token):
        return _whose_toll(figure, token, sources)
    if said is not None and _takes_for_granted(said, sources):
        said = None
    givers = _speakers(said, sources)
    if token.pos == "NUM" and (owner := _named(token.child("poss"), sources)) is not None:
        # "the UN quotes the World Health Organization's 3,958"
        return [*(g for g in givers or _subject(figure, token, sources) if g != owner), owner]
    if said is not None and givers:
        return [*givers, *_cited_within(figure, token, said, givers[-1], sources)]
    givers = givers or _subject(figure, token, sources) or _by_the_count(figure, token, sources)
    givers = givers or _whose_toll(figure, token, sources) or _aside(token, sources) or _cited(token, sources)
    if givers or not sources.published_by:
        return givers
    return _publisher(bisect_right(sources.starts, figure.start) - 1, said, sources.published_by)


def _meanwhile(figure: Figure, token: Token) -> bool:
    """Whether a toll only stands so meanwhile: "Police admit failures as toll stands at 156"."""
    if not any(why.startswith("toll") for why in figure.why):
        return False
    return any(
        verb.dep == "advcl" and verb.tag == "VBZ" and (mark := verb.child("mark")) is not None and mark.lower == "as"
        for verb in verbs_above(token)[:1]
    )


def _joined_speaker(token: Token, sources: Sources) -> Giver | None:
    """Who says it where the parse joins him to what another says: "with officials saying that 35 died in the north
    and the ministry saying 17"."""
    prep = token.head
    if prep.dep == "prep" and prep.lower == "at" and any(c.lower == "at" and c.i < prep.i for c in prep.head.children):
        before = prep.sentence.tokens[prep.i - 1]  # "put it at 100, and the attorney's office at 30"
        giver = _named(before, sources) if before.dep in ("conj", "dobj", "appos", "npadvmod") else None
        if giver is not None and not giver[0].startswith("unnamed"):
            return giver
    for verb in verbs_above(token)[1:3]:
        before = verb.sentence.tokens[verb.i - 1] if verb.i else verb
        if verb.tag == "VBG" and verb.lemma == "say" and verb.child("nsubj") is None and before.dep == "conj":
            return _named(before, sources)
    return None


# --- the statement ---------------------------------------------------------------------------------------------------


def _speakers(said: Statement | None, sources: Sources) -> list[Giver]:
    chain: list[Giver] = []
    seen: set[str] = set()
    while said is not None and said.id not in seen:
        seen.add(said.id)
        giver = _speaker(said, sources)
        if giver is not None and (not chain or chain[-1][0] != giver[0]):
            chain.append(giver)
        said = sources.statements.get(said.parent) if said.parent else None
    return chain[::-1]


def _speaker(said: Statement, sources: Sources) -> Giver | None:
    """The speaker of a statement, or whoever issued the paper that speaks in it."""
    known = sources.entities.get(said.speaker_entity or "")
    if known is not None and known.kind == "place" and _SAW.search(_cue_text(said, sources)):
        return None  # "The Mediterranean has seen 1,166 deaths this year"
    if not said.speaker or said.speaker_entity is not None:
        return (said.speaker, said.speaker_entity) if said.speaker else None
    kinds = sources.kinds
    paper = _paper(said.source, sources)
    owner = _owner(paper, sources) or _spoke_before(paper, sources) if paper is not None else None
    if owner is not None:
        return owner
    words = re.findall(r"\w+", said.speaker.lower().partition(" of ")[0])  # the ministry of "the ministry of health"
    if words and words[-1].isdigit() and said.speaker.startswith("unnamed"):
        return None  # "35 refused to leave"
    if words and words[-1] in _DAYS and _SAW.search(_cue_text(said, sources)):
        return None  # "the first day saw three soldiers die"
    return None if words and words[-1] in kinds.no_givers else (said.speaker, None)


_DAYS = frozenset({"day", "night", "week", "weekend", "month", "year", "decade", "hour", "morning", "evening"})


_SAW = re.compile(r"\b(?:sees?|saw|seen|seeing|witness(?:es|ed)?|suffer(?:s|ed)?)\b", re.IGNORECASE)


def _cue_text(said: Statement, sources: Sources) -> str:
    text = sources.sentences[0].text
    return " ".join(text[start:end] for start, end in said.cue)


def _takes_for_granted(said: Statement, sources: Sources) -> bool:
    """Whether a statement only judges what the reporter tells: "condemned the killing of 12", "criticised plans to move
    40,000"; or whether the words before its verb are a figure: "1,000 people have sought help at three clinics"."""
    if said.mode != "indirect" or not said.cue:
        return False
    start, end = said.cue[0]
    sentence = sources.sentences[max(0, bisect_right(sources.starts, start) - 1)]
    first = bisect_left(sentence.tokens, start, key=lambda token: token.start)
    for token in sentence.tokens[first : first + _NEAR]:
        if token.start >= end:
            break
        if token.pos not in VERBS:
            continue
        why = sources.counted.get(said.source[0][0], ()) if said.source else ()
        if token.lemma.lower() in sources.kinds.judging or f"verb: {token.lemma} + subject" in why:
            return True
    return False


def _cited_within(figure: Figure, token: Token, said: Statement, outer: Giver, sources: Sources) -> list[Giver]:
    """Whom a speaker has a number from: "the army is talking about 20,000 dead", he said."""
    for verb in verbs_above(token)[:2]:
        inside = any(start <= verb.start < end for start, end in said.content)
        subject = hands_on(verb, sources.kinds) if inside and verb.lemma.lower() in sources.kinds.telling else None
        if subject is not None and subject.pos != "PRON":
            return [giver for giver in _subject(figure, token, sources) if giver != outer]
    return []


def _paper(source: Sequence[Span], sources: Sources) -> Token | None:
    """The paper at the head of a source: the toll of "the latest toll issued by the separatists"."""
    for start, end in source:
        sentence = sources.sentences[max(0, bisect_right(sources.starts, start) - 1)]
        first = bisect_left(sentence.tokens, start, key=lambda token: token.start)
        for token in sentence.tokens[first : first + _LONGEST]:
            if token.start >= end:
                break
            outside = token.head is token or not start <= token.head.start < end
            if outside and token.pos in ("NOUN", "PROPN"):
                return token if {token.lower, token.lemma.lower()} & sources.kinds.papers else None
    return None


def _spoke_before(paper: Token, sources: Sources) -> Giver | None:
    """Whose paper "the report" is where the sentence before named one: "the UN said in a report.  The report added"."""
    if {paper.lower, paper.lemma.lower()} & sources.kinds.no_givers:  # "according to the latest data"
        return None
    at = bisect_left(sources.spoken, paper.start, key=lambda spoken: spoken[0])
    here = bisect_right(sources.starts, paper.start) - 1
    since = sources.starts[max(0, here - 1)]
    before = {giver for start, giver in sources.spoken[max(0, at - _NEAR) : at] if start >= since}
    return before.pop() if len(before) == 1 else None


_NEAR = 3
"""Statements back that may name whose paper it is."""
_LONGEST = 40
"""Tokens of a source among which its head is looked for."""


def _owner(paper: Token, sources: Sources) -> Giver | None:
    """Whose paper it is: issued by X, from X, X's, an X tally."""
    for child in paper.children:
        if child.dep == "acl" and (agent := child.child("agent")) is not None:
            found = _named(agent.child("pobj"), sources)
        elif child.dep in ("prep", "agent") and child.lower in ("by", "from"):
            found = _named(child.child("pobj"), sources)
        elif child.dep == "prep" and child.lower == "of":
            found = _named(child.child("pobj"), sources)
            found = found if found and found[1] else None  # "the number of victims" is not the victims'
        elif child.dep in ("poss", "compound", "nmod", "amod"):
            found = _named(child, sources)
        else:
            continue
        if found is not None:
            return found
    return None


def _named(token: Token | None, sources: Sources) -> Giver | None:
    """The giver that a token names: an entity, else a body or people as described; None for anything else."""
    if token is None:
        return None
    entity = _entity(token, sources)
    if entity is not None:
        if entity.kind in ("person", "organisation", "group"):
            return entity.name, entity.id
        if token.lemma.lower() not in sources.kinds.bodies:
            return None
    kinds, lemma = sources.kinds, token.lemma.lower()
    people = lemma in kinds.who and kinds.who[lemma].unit == "people" and lemma not in ("police", "force")
    if token.pos not in ("NOUN", "PROPN") or not (people or lemma in kinds.bodies):
        return None
    before = [c.left for c in token.children if c.dep in ("amod", "compound", "poss") and c.i < token.i]
    first = min(before, default=token.i)
    first += token.sentence.tokens[first].lower == "the"  # "the attorney general's office"
    words = " ".join(token.sentence.text[token.sentence.tokens[first].start : token.end].split())
    body = lemma in kinds.bodies and not people
    return (words if body else f"unnamed: {words}"), None


def _entity(token: Token, sources: Sources) -> Entity | None:
    """The entity that a token names or belongs to the name of."""
    k = bisect_right(sources.mentions, token.start, key=lambda m: m.start)
    for mention in reversed(sources.mentions[max(0, k - 3) : k]):
        if mention.start <= token.start < mention.end and mention.entity in sources.entities:
            return sources.entities[mention.entity]
    return None


# --- without a statement ---------------------------------------------------------------------------------------------


def hands_on(verb: Token, kinds: Kinds) -> Token | None:
    """The subject of a verb that hands a number on: "the agency put the toll at 50", "the army confirmed 12 deaths"."""
    if verb.lemma.lower() not in kinds.giving or verb.child("nsubjpass", "neg") is not None:
        return None
    return verb.child("nsubj") or (verb.head.child("nsubj") if verb.dep == "conj" else None)


def _clauses(token: Token) -> Iterator[Token]:
    """The verbs above a token, up to a clause that only says when or why: "spoke after a raid that killed 33"."""
    for verb in verbs_above(token)[:3]:
        yield verb
        if verb.dep == "advcl" and any(c.dep in ("mark", "advmod") and c.lower in _MARKS for c in verb.children):
            return


_MARKS = frozenset({"after", "before", "when", "while", "since", "because", "until", "once"})


def _aside(token: Token, sources: Sources) -> list[Giver]:
    """Who says it in an aside whose verb the parser took for a noun: "40,000 have fled, IOM estimates, most of"."""
    clause = next(iter(verbs_above(token)), None)
    if clause is None or clause.dep != "ccomp" or clause.i > clause.head.i or clause.head.tag != "NNS":
        return []
    name = clause.head.child("compound") if clause.head.lemma.lower() in sources.kinds.giving else None
    giver = _named(name, sources)
    return [giver] if giver is not None and giver[1] is not None else []


def _subject(figure: Figure, token: Token, sources: Sources) -> list[Giver]:
    below = token
    for verb in _clauses(token):
        # "are compiling lists, but the group has 160"; not "said 40 had died, but the toll could be 160"
        joined = below.dep == "conj" and below.head is verb and below.child("nsubj") and not verb.child("ccomp")
        subject, below = hands_on(verb, sources.kinds) if not joined else None, verb
        if subject is None or sources.counts(subject) or subject.left <= token.i <= subject.right:
            continue  # "nine people, among them two policemen, received wounds", "relatives of 23 victims received"
        if ";" in subject.sentence.text[figure.end : subject.start]:
            continue  # "toll at 245; union says more are inside"
        if verb.dep == "relcl" and subject.lower in ("which", "who"):
            subject = verb.head  # "the civil defence, which had counted 57 dead"
        if any(why in {f"verb: {verb.lemma} {how}" for how in ("for", "to", "+ subject")} for why in figure.why):
            continue  # "the force provided care for 5,000": who helps them, or receives wounds, does not count them
        entity = _entity(subject, sources)
        if entity is not None and (entity.kind != "other" or subject.lemma.lower() not in sources.kinds.bodies):
            return [(entity.name, entity.id)] if entity.kind != "other" else []
        name = next((c for c in subject.children if c.dep == "appos" and c.pos == "PROPN"), None)
        if name is not None and (person := _entity(name, sources)) is not None and person.kind == "person":
            return [(person.name, person.id)]  # "a spokesman for the rescuers, Osama Ali, spoke of 40 dead"
        if {subject.lower, subject.lemma.lower()} & sources.kinds.papers:
            owner = _owner(subject, sources)
            return [owner] if owner is not None else []
        giver = _named(subject, sources)
        return [giver] if giver is not None else []
    return []


def _by_the_count(figure: Figure, token: Token, sources: Sources) -> list[Giver]:
    """By the army's count, in a tally kept by the agency: whose count it is."""
    for verb in verbs_above(token)[:2]:
        for prep in verb.children[:_LONGEST]:
            paper = prep.child("pobj") if prep.dep == "prep" and prep.lower in ("by", "in", "to") else None
            if paper is None or not {paper.lower, paper.lemma.lower()} & sources.kinds.papers:
                continue
            if paper.sentence.tokens[paper.left].start <= figure.start < paper.sentence.tokens[paper.right].end:
                continue  # "the letter signed by five commanders"
            if (owner := _owner(paper, sources)) is not None:
                return [owner]
    return []


def _whose_toll(figure: Figure, token: Token, sources: Sources) -> list[Giver]:
    """Whose toll a number stands at: "the government's death toll rose to 110,000", "the army's count reached 40"."""
    if not any(why.startswith("toll") for why in figure.why):
        return []
    for verb in verbs_above(token)[:1]:
        for paper in (verb.child("nsubj", "nsubjpass"), verb.child("dobj")):
            if paper is None or not {paper.lower, paper.lemma.lower()} & sources.kinds.papers:
                continue
            if (owner := _owner(paper, sources)) is not None:
                return [_in_full(owner, paper.start, sources)]
    return []


def _in_full(giver: Giver, before: int, sources: Sources) -> Giver:
    """The body that "the government" is, where exactly one such body was named before."""
    if giver[1] is not None or giver[0].startswith("unnamed"):
        return giver
    last = giver[0].split()[-1].lower()
    named = {
        m.entity
        for m in sources.mentions[: bisect_left(sources.mentions, before, key=lambda m: m.start)]
        if m.entity in sources.entities and last in sources.entities[m.entity].name.lower().split()
    }
    known = sources.entities[named.pop()] if len(named) == 1 else None
    return (known.name, known.id) if known is not None else giver


def _cited(token: Token, sources: Sources) -> list[Giver]:
    """The source in brackets after a figure, as situation reports have it: "(OCHA)", "(IFRC, 25 January 2017)"."""
    tokens = token.sentence.tokens
    opens = next((t.i for t in tokens[token.i : token.i + _LONGEST] if t.text == "("), None)
    if opens is None:
        return []
    inside = []
    for inner in tokens[opens + 1 : opens + 2 + _CITED]:
        if inner.text == ")":
            break
        inside.append(inner)
    else:
        return []
    entity = _entity(inside[0], sources) if inside else None
    dated = any(t.entity.endswith("DATE") or t.pos == "NUM" for t in inside)
    before, after = tokens[max(0, opens - 1)], tokens[min(opens + len(inside) + 2, len(tokens) - 1)]
    # "the Workers' Party (PKK)", "a device (RCIED)": no sources but short names
    if not (dated or (after.text in (".", ")") and before.pos != "PROPN" and not _is_short_for(inside, tokens, opens))):
        return []
    plain = all(t.pos in ("PROPN", "NUM", "PUNCT") or t.lower in ("and", "the") for t in inside)
    return [(entity.name, entity.id)] if entity is not None and entity.kind == "organisation" and plain else []


def _is_short_for(inside: Sequence[Token], tokens: Sequence[Token], opens: int) -> bool:
    """Whether the word in brackets may be made of the initials of the words before it."""
    letters = inside[0].text.lower()
    initials = "".join(t.lower[0] for t in tokens[max(0, opens - 2 * len(letters)) : opens])
    return letters[:1] in initials and letters[-1:] in initials


_CITED = 8
"""Tokens of a source in brackets."""


def _publishers(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], entities: Mapping[str, Entity], kinds: Kinds
) -> dict[int, Giver]:
    """The sentences that only say whose numbers these are: "The data was provided by the agency"."""
    found: dict[int, Giver] = {}
    sources = Sources(
        sentences=sentences, starts=(), mentions=mentions, entities=entities, statements={}, spoken=(), counted={},
        ends={}, published_by={}, kinds=kinds,
    )  # fmt: skip
    for k, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.dep != "nsubjpass" or token.lower not in kinds.no_givers:
                continue
            verb = token.head
            agent = verb.child("agent") if verb.lemma.lower() in kinds.giving else None
            by = agent.child("pobj") if agent is not None else None
            entity = _entity(by, sources) if by is not None else None
            if entity is not None and entity.kind != "other":
                found[k] = (entity.name, entity.id)
    return found


def _publisher(k: int, said: Statement | None, published_by: Mapping[int, Giver]) -> list[Giver]:
    """Who gave the numbers of sentence k: named in the next, or, "according to the data", in one of the two before."""
    around = (k + 1, *((k - 1, k - 2) if said is not None else ()))
    return [published_by[j] for j in around if j in published_by][:1]
