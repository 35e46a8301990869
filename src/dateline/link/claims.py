"""The same assertion made in several statements and figures: who, what, whom, where, when and how many.

Figures make one claim where they give one number of one quantity (see `accounts`), whatever the words.  Statements make
one where the same is said to have been done by the same to the same (see `roles`) at one place and time; or where their
contents share most of their weight and nothing in who does what speaks against it.  The numbers must be the same, and a
name if both have any.  Whether somebody says so or denies it is the holder's stance, and no other claim.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import sqrt

from dateline.link import roles
from dateline.link.accounts import Account, cue, name_key, number, same_giver
from dateline.link.groups import Union, join_by_mean
from dateline.link.kept import Afresh, Kept, Part, each_part, key_of
from dateline.link.neighbours import Index, Row, pairs_of, rank_neighbours
from dateline.link.terms import Words, read_words
from dateline.records import (
    Annotation,
    Claim,
    Copy,
    Holder,
    Origin,
    Proposition,
    Report,
    Span,
    Stance,
    Statement,
    group_id,
)

ALIKE = 0.5
"""The least mean cosine between the contents of statements that make one claim."""
OPPOSED = 0.65
"""The same, where one asserts and the other denies: a "not" in a long sentence need not deny what the other says."""
UNTOLD = 0.75
"""The same, where both tell who did what and no clause of the one answers to one of the other."""
BY_ROLES = 0.7
"""How alike contents count whose clauses say the same of the same."""
CROWD = 60
"""Statements of one verb and party that are compared with each other."""
PASSED_ON = 0.6
"""The part of a statement from which on one inside it is all that it says: "it has burst, he says, a paper writes"."""
NEIGHBOURS = 15
PLAIN = 2.5
"""Weight from which on a word that is no name says what happened."""
TELLING = 12.0
"""The least weight of a content: "it was so" is no claim that could be found again."""
RAREST = 4.5
NEGATED = re.compile(r"\b(?:not|never|nothing|neither|nor|no longer|cannot)\b|n['’]t\b", re.IGNORECASE)


CLAUSE = re.compile(r"\s*[,;:]\s*(?:and|but|while|though|although|because|which|who)\b|[.;]\s")
MODAL = re.compile(r"\b(?:should|would|could|must|may|might|need|can|ca|will|wo)\s*$", re.IGNORECASE)
"""Before a "not": it says what ought to be, or may be, and not what was."""


def find_claims(
    accounts: Sequence[Account],
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    origins: Sequence[Origin],
    copies: Sequence[Copy],
    kept: Kept | None = None,
) -> list[Claim]:
    """All claims, sorted by id: of figures each, of statements where two or more make it.

    `accounts` are the figures of the record (see matters).  `origins` of a claim counts reports that took the
    passage from one another, or credit each other, as one.
    """
    groups: dict[tuple[object, ...], list[_Assertion]] = defaultdict(list)
    for account in accounts:
        if (printed := number(account.figure)) is not None:
            done = "" if account.status in ("actual", "denied", "historical") else account.status
            groups[(*account.scope, account.period, printed, done)].append(_of_figure(account))
    kept = kept or Afresh()
    read = each_part(kept, part(reports, annotations), (report.id for report in reports))
    said = [one for _, found in read for one in found]
    family = _Family(reports, origins, copies)
    claims = [_claim(members, family) for members in groups.values()]
    claims += [_claim(members, family) for members in _same_content(said, kept) if len(members) > 1]
    return sorted(claims, key=lambda claim: claim.id)


def part(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> "Part[tuple[_Said, ...]]":
    """The statements of one report, as parts of claims."""
    by_id = {report.id: report for report in reports}
    return Part("said", tuple[_Said, ...], lambda id: _said(by_id[id], annotations[id]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Assertion:
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


def _of_figure(account: Account) -> _Assertion:
    figure = account.figure
    who = re.sub(r"^(?:part of|some)\b.*", "", account.who) or "people"
    place = f" in {account.place_name}" if account.place_name else ""
    open_to = f" ({account.status})" if account.status in ("planned", "hypothetical") else ""
    return _Assertion(
        fact=figure.id, report=account.report, spans=(account.sentence,), kind=figure.kind,
        about=f"{number(figure) or 0:,.0f} {who} {figure.kind}{place}{open_to}", stance=account.stance,
        entity=figure.giver_entity, name=figure.giver, giver=account.giver, chain=account.chain,
        anonymous=account.anonymous, place=account.place_name,
        when=account.period[0] if account.period else account.day.isoformat() if account.day else None,
        low=figure.low, high=figure.high, support=figure.statement if account.status == "denied" else None,
    )  # fmt: skip


def _of_statements(report: Report, annotation: Annotation) -> list[_Assertion]:
    by_id = {statement.id: statement for statement in annotation.statements}
    mains: dict[str, Proposition] = {}
    for proposition in annotation.propositions:
        mains.setdefault(proposition.statement, proposition)
    passing_on = {
        child.parent for child in annotation.statements
        if child.parent in by_id
        and (PASSED_ON * _length(by_id[child.parent]) <= _length(child) or _says(child, mains.get(child.parent)))
    }  # fmt: skip
    found = []
    for statement in annotation.statements:
        if not statement.content or statement.id in passing_on:
            continue
        content = " ".join(report.text[s:e] for s, e in statement.content)
        chain = [_speaker(statement, report.id)]
        above: Statement | None = statement
        while above is not None and above.parent in by_id and len(chain) < len(by_id):
            above = by_id[above.parent]
            chain.insert(0, _speaker(above, report.id))
        above = by_id.get(statement.parent or "")
        cued = " ".join(report.text[s:e] for s, e in statement.cue)
        denied = (above is not None and above.stance == "denies") or cue("withdrawal").search(cued)
        stance = "denies" if denied else statement.stance
        negates = negated(content) if stance in ("asserts", "accuses") else ()
        if negates:
            stance = "denies"
        inside = roles.few(
            f"{printed:.0f}"
            for figure in annotation.figures
            if (printed := number(figure)) is not None and _touches(statement.content, (figure.start, figure.end))
        )
        name = statement.speaker
        bare = name_key(name or "").split()
        found.append(
            _Assertion(
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a statement says, for comparison: weighted stems of unit length, names and numbers among them."""

    stems: dict[str, float]
    names: roles.Few
    numbers: roles.Few
    negative: bool
    """Whether there is a "not" anywhere in it."""


def read_content(text: str) -> Content | None:
    """The content of a statement; None where it tells too little to be found again."""
    words = read_words(text, (), ())
    weights = {stem: min(weight, RAREST) for stem, weight in zip(words.stem, words.weight, strict=True) if weight}
    names = _names(words, text)
    happens = any(weight >= PLAIN and stem not in names for stem, weight in weights.items())
    if sum(weights.values()) < TELLING or not happens:
        return None
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return Content(
        stems={stem: weight / length for stem, weight in weights.items()},
        names=roles.few(names),
        numbers=roles.few(stem for stem in words.stem if stem[0].isdigit()),
        negative=NEGATED.search(text) is not None,
    )


def negated(text: str) -> roles.Few:
    """The stem of the first telling word after the "not" in the first clause of a text, if there is one and it does not
    leave open whether it is so ("does not know", "should not").
    """
    found = NEGATED.search(text, 0, end.start() if (end := CLAUSE.search(text)) else len(text))
    if found is None or MODAL.search(text, 0, found.start()) or cue("open").match(text, found.end() + 1):
        return ()
    words = read_words(text[found.end() :], (), ())
    telling = (stem for stem, weight in zip(words.stem, words.weight, strict=True) if weight >= PLAIN)
    return tuple(islice(telling, 1))


def names_in(text: str) -> frozenset[str]:
    """The stems of words in capitals; of the first word only where it is rare."""
    return _names(read_words(text, (), ()), text)


def _names(words: Words, text: str) -> frozenset[str]:
    return frozenset(
        stem
        for stem, start, weight in zip(words.stem, words.start, words.weight, strict=True)
        if text[start].isupper() and (start or weight >= RAREST)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A statement as part of a claim, and its content where that tells enough."""

    assertion: _Assertion
    content: Content | None
    deed: roles.Deed

    @property
    def frames(self) -> tuple[roles.Frame, ...]:
        """Its clauses, the main one first."""
        return self.deed.frames


def _said(report: Report, annotation: Annotation) -> tuple[_Said, ...]:
    frames = roles.read_frames(report, annotation)
    by_id = {statement.id: statement for statement in annotation.statements}
    return tuple(
        _Said(
            assertion=one,
            content=read_content(one.about),
            deed=roles.read_deed(annotation, by_id[one.fact], frames.get(one.fact, ())),
        )
        for one in _of_statements(report, annotation)
    )


def _same_content(said: Sequence[_Said], kept: Kept) -> list[list[_Assertion]]:
    """Statements in groups of one content; those of the same words are compared with others once."""
    by_id = {one.assertion.fact: one.assertion for one in said}
    told_by = {one.assertion.fact: one for one in said}
    contents = {one.assertion.fact: one.content for one in said if one.content}
    numbers = {fact: roles.few((*content.numbers, *by_id[fact].numbers)) for fact, content in contents.items()}
    groups = Union(by_id)
    told: dict[str, str] = {}
    for fact, content in sorted(contents.items()):
        main = told_by[fact].frames[:1]
        who_whom = [list(party.heads) for frame in main for party in (frame.who, frame.whom) if party]
        words = (*sorted(content.stems), *numbers[fact], by_id[fact].stance == "denies", who_whom)
        groups.join(told.setdefault(key_of(repr(words).encode()).hex(), fact), fact)
    index = Index()
    for name in sorted(told):
        index.add(name, contents[told[name]].stems)
    rows = kept.together(
        "near contents", Row, dict.fromkeys(told, b"the name says it all"),
        lambda before: rank_neighbours(index, floor=ALIKE, most=NEIGHBOURS, before=before),
    )  # fmt: skip
    near = (((told[a], told[b]), cosine) for (a, b), cosine in pairs_of(rows).items())
    alike = {
        (min(pair), max(pair)): cosine
        for pair, cosine in near
        for a, b in (pair,)
        if numbers[a] == numbers[b]
        and not _nested(by_id[a], by_id[b])
        and (
            (by_id[a].stance == "denies") == (by_id[b].stance == "denies")
            or (cosine >= OPPOSED and _opposite(by_id[a], contents[b]) and _opposite(by_id[b], contents[a]))
        )
        and (not contents[a].names or not contents[b].names or roles.meet(contents[a].names, contents[b].names))
        and _may_be_one(told_by[a], told_by[b], cosine)
    }
    first = set(told.values())
    for a, b in _by_roles([one for one in said if one.assertion.fact in first or one.content is None]):
        if not _nested(by_id[a], by_id[b]):
            alike[a, b] = max(BY_ROLES, alike.get((a, b), 0.0))
    compared = dict.fromkeys(sorted({*told.values(), *(fact for pair in alike for fact in pair)}), 1)
    for a, b in join_by_mean(compared, alike, floor=ALIKE, neighbours=NEIGHBOURS):
        groups.join(a, b)
    return [[by_id[fact] for fact in members] for members in groups.sets().values()]


def _may_be_one(one: _Said, other: _Said, cosine: float) -> bool:
    """Whether who does what to whom allows two statements of like words to be one claim."""
    verdict = roles.judge(one.frames, other.frames)
    if verdict == "open" and one.frames and other.frames:
        return cosine >= UNTOLD
    return verdict in ("same", "open")


def _by_roles(said: Sequence[_Said]) -> Iterator[tuple[str, str]]:
    """Pairs of statements whose main clauses say the same of the same, at one place and time, and give no number that
    the other does not.
    """
    found: dict[tuple[str, ...], list[_Said]] = defaultdict(list)
    for one in sorted(said, key=lambda one: one.assertion.fact):
        if one.frames:
            for key in sorted(set(roles.keys(one.frames[0]))):
                found[key].append(one)
    pairs = {
        (a.assertion.fact, b.assertion.fact)
        for members in found.values()
        for a, b in combinations(members[:CROWD], 2)
        if _one_deed(a, b)
    }
    yield from sorted(pairs)


def _one_deed(one: _Said, other: _Said) -> bool:
    return (
        one.assertion.numbers == other.assertion.numbers
        and roles.is_told_whole(one.frames[0], other.frames[0])
        and roles.at_one_time_and_place(one.deed, other.deed)
    )


def _opposite(one: _Assertion, other: Content) -> bool:
    """Whether what a statement negates, if it negates anything, is among what the other says without a "not"."""
    return not one.negates or (any(stem in other.stems for stem in one.negates) and not other.negative)


def _nested(one: _Assertion, other: _Assertion) -> bool:
    """Whether one stands inside the other: what somebody adds to his own words repeats nothing."""
    return one.report == other.report and any(_touches(one.spans, span) for span in other.spans)


class _Family:
    """Which reports count as one origin for a claim."""

    def __init__(self, reports: Sequence[Report], origins: Sequence[Origin], copies: Sequence[Copy]) -> None:
        self._origin = {id: origin.id for origin in origins for id in origin.reports}
        self._passages: dict[str, dict[str, Copy]] = defaultdict(dict)
        for copy in copies:
            self._passages[copy.a][copy.b] = copy
        self._publisher = {report.id: name_key(report.publisher) for report in reports if report.publisher}

    def origins(self, asserted: Sequence[_Assertion]) -> tuple[str, ...]:
        """The origins behind assertions: one for reports that copy or credit each other."""
        by_report: dict[str, list[_Assertion]] = defaultdict(list)
        published: dict[str, list[str]] = defaultdict(list)
        for one in asserted:
            by_report[one.report].append(one)
        for report in sorted(by_report):
            if report in self._publisher:
                published[self._publisher[report]].append(report)
        groups = Union({self._origin[report]: None for report in by_report})
        for report, mine in sorted(by_report.items()):
            for name in sorted({name for one in mine for name in one.chain}):
                for other in published.get(name, ()):
                    groups.join(self._origin[report], self._origin[other])
            for other, copy in sorted(self._passages[report].items()):
                if other in by_report and _shared(mine, by_report[other], copy):
                    groups.join(self._origin[report], self._origin[other])
        return tuple(sorted(groups.sets()))


def _shared(mine: Sequence[_Assertion], others: Sequence[_Assertion], copy: Copy) -> bool:
    """Whether both reports make the claim in a passage that they share."""
    return any(
        any(_touches(one.spans, here) for one in mine) and any(_touches(other.spans, there) for other in others)
        for here, there in zip(copy.a_spans, copy.b_spans, strict=True)
    )


def _touches(spans: Sequence[Span], passage: Span) -> bool:
    return any(s < passage[1] and passage[0] < e for s, e in spans)


def _claim(members: Sequence[_Assertion], family: _Family) -> Claim:
    members = sorted(members, key=lambda one: one.fact)
    asserted = [one for one in members if one.stance in ("asserts", "accuses")]
    holders: dict[tuple[str, Stance], list[_Assertion]] = defaultdict(list)
    for one in members:
        holders[one.giver, one.stance].append(one)
    givers: dict[str, str] = {}
    chains: dict[str, tuple[str, ...]] = {}
    for one in sorted(asserted, key=lambda one: (-len(one.giver), one.giver)):
        passed_on = any(
            same_giver(one.giver, known) or one.giver in chains[known] or known in one.chain for known in givers
        )
        if one.name and not one.anonymous and not passed_on:
            givers[one.giver] = one.name
            chains[one.giver] = one.chain
    first = min(asserted or members, key=lambda one: (len(one.about), one.about))
    low = [one.low for one in members if one.low is not None]
    high = [one.high for one in members if one.high is not None]
    return Claim(
        id=group_id("claim", [one.fact for one in members]),
        kind=first.kind,
        about=first.about,
        place=min((one.place for one in members if one.place), default=None),
        when=min((one.when for one in members if one.when), default=None),
        low=min(low, default=None),
        high=max(high, default=None),
        holders=tuple(
            Holder(
                entity=min((one.entity for one in held if one.entity), default=None),
                name=min((one.name for one in held if one.name), default=None),
                stance=stance,
                facts=tuple(sorted({id for one in held for id in (one.fact, one.support) if id})),
            )
            for (_, stance), held in sorted(holders.items())
        ),
        origins=family.origins(asserted),
        reports=tuple(sorted({one.report for one in asserted})),
        givers=tuple(sorted(set(givers.values()))),
    )
