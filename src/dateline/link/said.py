"""The statements of a report as parts of claims: each whole, for whoever looks at it, and small columns of them all.

A pile has more statements than fit the memory.  What says which of them may say the same (digests and hashes) is held
for all; a statement itself is unpacked where it is laid beside another.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from math import sqrt

import msgspec
import numpy as np

from dateline.link import contents, roles
from dateline.link.accounts import cue, name_key, number
from dateline.link.contents import Content, read_content
from dateline.link.kept import Part, key_of, packed
from dateline.link.terms import weigh
from dateline.records import Annotation, Proposition, Report, Span, Stance, Statement

PASSED_ON = 0.6
"""The part of a statement from which on one inside it is all that it says: "it has burst, he says, a paper writes"."""
UNTOLD = bytes(16)
"""In place of a digest of words, of a statement that tells too little to be found again."""


class Assertion(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A figure or statement as part of a claim."""

    fact: str
    report: str
    spans: tuple[Span, ...]
    kind: str
    about: str
    stance: Stance
    entity: str | None
    name: str | None
    giver: str
    chain: tuple[str, ...]
    anonymous: bool
    place: str | None = None
    when: str | None = None
    low: float | None = None
    high: float | None = None
    numbers: roles.Few = ()
    """Figures in the content of a statement, as they would be printed in digits."""
    negates: roles.Few = ()
    """The stems that a "not" in the content stands before."""
    support: str | None = None
    """The statement that denies a figure belongs to its claim too."""


def _of_statements(report: Report, annotation: Annotation) -> list[Assertion]:
    by_id = {statement.id: statement for statement in annotation.statements}
    mains: dict[str, Proposition] = {}
    for proposition in annotation.propositions:
        mains.setdefault(proposition.statement, proposition)
    passing_on = {
        child.parent for child in annotation.statements
        if child.parent in by_id
        and (PASSED_ON * _length(by_id[child.parent]) <= _length(child) or _says(child, mains.get(child.parent)))
    }  # fmt: skip
    text = report.text
    printed = [
        (figure.start, figure.end, f"{value:.0f}")
        for figure in annotation.figures
        if (value := number(figure)) is not None
    ]
    found = []
    for statement in annotation.statements:
        if not statement.content or statement.id in passing_on:
            continue
        content = " ".join(text[s:e] for s, e in statement.content)
        chain = [_speaker(statement, report.id)]
        above: Statement | None = statement
        while above is not None and above.parent in by_id and len(chain) < len(by_id):
            above = by_id[above.parent]
            chain.insert(0, _speaker(above, report.id))
        above = by_id.get(statement.parent or "")
        cued = " ".join(text[s:e] for s, e in statement.cue)
        denied = (above is not None and above.stance == "denies") or cue("withdrawal").search(cued)
        stance = "denies" if denied else statement.stance
        negates = contents.negated(content) if stance in ("asserts", "accuses") else ()
        if negates:
            stance = "denies"
        inside = roles.few(value for start, end, value in printed if touches(statement.content, (start, end)))
        name = statement.speaker
        bare = name_key(name or "").split()
        found.append(
            Assertion(
                fact=statement.id, report=report.id, spans=statement.content, numbers=inside,
                kind="statement", about=content,
                stance=stance, negates=negates, entity=statement.speaker_entity, name=name, giver=chain[-1],
                chain=tuple(chain),
                anonymous=bool(name and name.startswith("unnamed:"))
                and (not bare or cue("anonymous").fullmatch(bare[-1]) is not None),
            )
        )  # fmt: skip
    return found


def _says(child: Statement, main: Proposition | None) -> bool:
    """Whether the main clause of what a statement says is that somebody else says so."""
    return main is not None and any(start <= main.start < end for start, end in child.cue)


def _length(statement: Statement) -> int:
    return sum(end - start for start, end in statement.content)


def _speaker(statement: Statement, report: str) -> str:
    return name_key(statement.speaker) if statement.speaker else f"report:{report}"


def touches(spans: Sequence[Span], passage: Span) -> bool:
    """Whether any of the spans has a character in common with the passage."""
    return any(s < passage[1] and passage[0] < e for s, e in spans)


class Said(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A statement as part of a claim, and its content where that tells enough."""

    assertion: Assertion
    content: Content | None
    deed: roles.Deed

    @property
    def frames(self) -> tuple[roles.Frame, ...]:
        """Its clauses, the main one first."""
        return self.deed.frames

    @property
    def numbers(self) -> roles.Few:
        """All numbers that its words give."""
        return roles.few((*(self.content.numbers if self.content else ()), *self.assertion.numbers))


class Sayings(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The statements of one report in columns: digests of 16 bytes, hashes of 8."""

    facts: tuple[str, ...]
    digests: bytes
    """Of all that is known of each."""
    words: bytes
    """Of its words, numbers and parties: equal for statements that are compared with others once; UNTOLD of those that
    tell too little.
    """
    numbers: bytes
    """Hash of all numbers of each, and
    printed, of those that stand in it as figures."""
    printed: bytes
    keys: bytes
    """Hashes of what its main clause is looked up by (see roles.keys), and
    looked_up, how many each has."""
    looked_up: tuple[int, ...]


class Weighed(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The contents of the statements of one report that tell enough, as vectors: hashes of stems, in the order of the
    stems, and their weights, of unit length.
    """

    sizes: tuple[int, ...]
    """Of each statement, 0 where it tells too little."""
    terms: bytes
    weights: bytes


def parts(
    reports: Sequence[Report], annotations: Mapping[str, Annotation]
) -> tuple[Part[Sayings], Part[Weighed], Part[tuple[bytes, ...]]]:
    """The statements of one report, in columns, as vectors, and whole: these packed, since few of them are looked at
    (see unpack).
    """
    by_id = {report.id: report for report in reports}

    @lru_cache(maxsize=1)  # all are made while a report is at hand
    def said(id: str) -> tuple[Said, ...]:
        return read_said(by_id[id], annotations[id])

    @lru_cache(maxsize=1)
    def whole(id: str) -> tuple[bytes, ...]:
        return tuple(map(packed, said(id)))

    return (
        Part("sayings of claims", Sayings, lambda id: _columns(said(id), whole(id), by_id[id])),
        Part("weighed", Weighed, lambda id: _weighed(said(id))),
        Part("said", tuple[bytes, ...], whole),
    )


unpack = msgspec.msgpack.Decoder(Said).decode
"""A statement that was packed."""


def read_said(report: Report, annotation: Annotation) -> tuple[Said, ...]:
    """The statements of a report that say something of their own."""
    frames, days = roles.read_frames(report, annotation), roles.days_of(annotation)
    by_id = {statement.id: statement for statement in annotation.statements}
    return tuple(
        Said(
            assertion=one,
            content=read_content(one.about),
            deed=roles.read_deed(days, by_id[one.fact], frames.get(one.fact, ()), annotation.published.best),
        )
        for one in _of_statements(report, annotation)
    )


@lru_cache(maxsize=100_000)
def _hash(word: object) -> bytes:
    return blake2b(repr(word).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _columns(said: Sequence[Said], whole: Sequence[bytes], report: Report) -> Sayings:
    publisher = name_key(report.publisher or "").encode("utf-8", "surrogatepass")
    keys = [sorted(set(roles.keys(one.frames[0]))) if one.frames else [] for one in said]
    return Sayings(
        facts=tuple(one.assertion.fact for one in said),
        digests=b"".join(key_of(one, publisher) for one in whole),
        words=b"".join(_words(one) for one in said),
        numbers=b"".join(_hash(one.numbers) for one in said),
        printed=b"".join(_hash(one.assertion.numbers) for one in said),
        keys=b"".join(_hash(key) for mine in keys for key in mine),
        looked_up=tuple(len(mine) for mine in keys),
    )


def _words(one: Said) -> bytes:
    if one.content is None:
        return UNTOLD
    parties = (party for frame in one.frames[:1] for party in (frame.who, frame.whom) if party)
    who_whom = [list(party.heads) for party in parties]
    words = (*sorted(one.content.stems), *one.numbers, one.assertion.stance == "denies", who_whom)
    return key_of(repr(words).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=100_000)
def _term(stem: str) -> tuple[bytes, float]:
    return _hash(stem), min(weigh(stem), contents.RAREST)


def _weighed(said: Sequence[Said]) -> Weighed:
    vectors = [[_term(stem) for stem in sorted(one.content.stems)] if one.content else [] for one in said]
    lengths = [sqrt(sum(weight * weight for _, weight in vector)) for vector in vectors]
    weights = [weight / length for vector, length in zip(vectors, lengths, strict=True) for _, weight in vector]
    return Weighed(
        sizes=tuple(map(len, vectors)),
        terms=b"".join(term for vector in vectors for term, _ in vector),
        weights=np.array(weights, "<f8").tobytes(),
    )
