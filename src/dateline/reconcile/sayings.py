"""Statements that blame somebody or reject it: whom they speak of, whom they answer, and what they are about."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import msgspec

from dateline.link import roles
from dateline.link.accounts import cue, name_key, says
from dateline.link.contents import NEGATED, PLAIN, Content, names_in, read_content
from dateline.link.entities import entities_by_id
from dateline.link.kept import Afresh, Kept, Part, each_part
from dateline.link.terms import read_words
from dateline.records import Annotation, Entity, Mention, Report, Span, Statement

CROWD = 60
"""Names in a sentence that are looked at for who made an accusation."""
WIDE = 1000
"""Characters on either side of a statement's beginning that its sentence may have."""
TELLING = 2.5
"""Weight from which on a word of a speaker's name picks him out ("army", but not "official")."""
PRONOUN = re.compile(
    r"\W*(?:(?:all|any|both|each) of )?(?:this|that|it|them|these|those|so)(?:\s+as\s+[\w\s,“”\"'’-]+)?\W*",
    re.IGNORECASE,
)
OWN_DEED = re.compile(
    r"\W*(?:that\s+)?(?:(?:we|it(?! was)|they|i|its|our|their|his|her|my)\b|(?:sole |full )?responsibility\b)",
    re.IGNORECASE,
)
"""At the head of what somebody says: he tells what he did himself, and blames nobody."""
THIS = re.compile(r"\b(?:this|that|it)\b", re.IGNORECASE)
DISMISSED = re.compile(r"\s+(?:as\s+|[“\"‘'])[\w\s,“”\"'’-]+")
"""What the denier calls it: "rejected the accusations as false and hostile"."""
MADE_BY = re.compile(
    r"(?:(?:\s+of(?:\s+[\w-]+){1,4}?)?"
    r"\s+(?:made|levell?ed|brought|raised|voiced|put forward|repeated|spread|published|aired))?"
    r"\s+(?:by|from)"
    r"(?:\s+[\w’'-]+,?){0,5}?\s+"
)
OF_THEIRS = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}|\s+")


class Saying(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A statement that blames, or denies, or may be what a denial answers in its report: of statements that neither
    blame nor deny those alone are kept, or a pile would be looked through for the few.
    """

    statement: Statement
    report: str
    at: int
    """Where it begins."""
    sentence: int
    content: str
    around: str
    """The sentences that it stands in."""
    core: Mapping[str, float]
    """Weights of the stems of its content that name nobody and are no word for an accusation."""
    spoken: Mapping[str, float]
    """The same of `around`."""
    names: frozenset[str]
    """Stems of the names in `around`."""
    actors: frozenset[str]
    """Entities that its content names, or that it accuses before that, and the countries that they are of."""
    speaker: frozenset[str]
    """The same of who says it, and of whom that person is said to speak for: "an adviser to the Rapid Forces"."""
    frames: tuple[roles.Frame, ...]
    """Its clauses, the main one first."""
    blames: bool
    admits: bool
    """Whether it says so as one who would rather not: "acknowledged that"."""
    printed: str
    """The day of its report, as far as it is known."""
    answers: bool
    """Whether it denies something that it does not say: "the accusations", "this"."""
    charged_by: tuple[tuple[str, str], ...]
    """Key and name of those who, by its own words, made the accusation that it rejects."""
    compared: Content | None
    """What it says, where somebody named says it who blames or rejects, and it tells enough to be found again, and
    called, the telling stems of what its speaker is called.
    """
    called: roles.Few

    @property
    def matters(self) -> bool:
        """Whether it is looked for in other reports too, and not only before a denial in its own."""
        return self.statement.stance == "denies" or self.blames or self.admits or self.compared is not None


def find_sayings(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    entities: Sequence[Entity],
    kept: Kept | None = None,
) -> list[Saying]:
    """The statements of reports in which somebody blames or denies, with what they are compared by."""
    found = each_part(kept or Afresh(), part(reports, annotations, entities), (report.id for report in reports))
    return [one for _, sayings in found for one in sayings]


def part(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], entities: Sequence[Entity]
) -> Part[tuple[Saying, ...]]:
    """Those of one report."""
    named = entities_by_id(entities)
    by_id = {report.id: report for report in reports}

    def make(id: str) -> tuple[Saying, ...]:
        found = list(_sayings(by_id[id], annotations[id], named))
        answering = any(one.answers for one in found)
        return tuple(one for one in found if answering or one.matters)

    return Part("sayings", tuple[Saying, ...], make)


def _sayings(report: Report, annotation: Annotation, named: Mapping[str, Entity]) -> Iterator[Saying]:
    if not any(
        s.stance in ("accuses", "denies") or _blames(report, s) or _admits(report, s) for s in annotation.statements
    ):
        return
    printed = (annotation.published.best or "")[:10]
    opens = [start for start, _ in annotation.sentences]
    mentions = sorted(annotation.mentions, key=lambda mention: (mention.start, mention.end))
    starts = [mention.start for mention in mentions]
    days = sorted((time.start, time.end) for time in annotation.times)
    frames = roles.read_frames(report, annotation)
    offices: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.role:
            offices[mention.entity].add(mention.role)

    @cache
    def named_in_office(speaker: str) -> frozenset[str]:
        told = " ".join(sorted(offices.get(speaker, ())))
        return frozenset(m.entity for m in mentions if told and report.text[m.start : m.end] in told)

    def bodies(statement: Statement) -> set[str]:
        """Whom the description of a speaker names: those for whom he speaks."""
        described = {m.entity for s, e in statement.source for m in inside(s, e)}
        return {key for one in described | named_in_office(statement.speaker_entity or "") for key in of(one)}

    def inside(start: int, end: int) -> list[Mention]:
        first = max(0, bisect_right(starts, start) - 3)
        return [m for m in mentions[first : bisect_right(starts, end)] if start <= m.start < end]

    def of(entity: str | None) -> set[str]:
        known = named.get(entity or "")
        return {key for key in (entity, known and known.country and f"country {known.country}") if key}

    for statement in annotation.statements:
        if not statement.content:
            continue
        whole = sorted([*statement.content, *statement.cue, *statement.source])
        first, last = (max(0, bisect_right(opens, at) - 1) for at in (whole[0][0], max(e for _, e in whole) - 1))
        span = (annotation.sentences[first][0], annotation.sentences[last][1]) if opens else (0, len(report.text))
        span = (max(span[0], whole[0][0] - WIDE), min(span[1], whole[0][0] + WIDE))
        content = " ".join(report.text[start:end] for start, end in statement.content)
        around = report.text[span[0] : span[1]]
        told = [mention for s, e in statement.content for mention in inside(s, e)]
        rejects = statement.stance == "denies"
        blames = _blames(report, statement) and not NEGATED.search(content)
        admits = _admits(report, statement) and not NEGATED.search(content)
        compared = None
        if statement.speaker and (rejects or statement.stance == "accuses" or says("responsibility", content)):
            compared = read_content(content)
        speaker = _called(statement.speaker) if compared and statement.speaker else ()
        if not (rejects or blames or admits):  # a denial may answer it all the same, but nobody looks for its words
            deed = says("deed", content)
            yield Saying(
                statement=statement, report=report.id, at=whole[0][0], sentence=first, content=content, around=around,
                core={}, spoken={}, names=frozenset(), speaker=frozenset(), frames=(),
                actors=frozenset(key for mention in told if deed for key in of(mention.entity)),
                blames=False, admits=False, printed=printed, answers=False, charged_by=(),
                compared=compared, called=speaker,
            )  # fmt: skip
            continue
        called = [
            (charge.end(), end)
            for start, end in statement.content
            for charge in chain(cue("charge").finditer(report.text, start, end), THIS.finditer(report.text, start, end))
            if rejects and DISMISSED.fullmatch(report.text, charge.end(), end)
        ]
        dated = [
            day for s, e in statement.content for day in days[bisect_right(days, (s, s)) : bisect_right(days, (e, e))]
        ]
        core = _core(report.text, statement.content, [*((m.start, m.end) for m in told), *dated, *called])
        charge = cue("charge").search(content)
        accused = [m for _, cued in statement.cue[-1:] for m in inside(cued, max(cued, statement.content[0][0]))]
        yield Saying(
            statement=statement, report=report.id, at=whole[0][0], sentence=first, content=content, around=around,
            core=core, spoken=_core(report.text, (span,), []), names=names_in(around),
            actors=frozenset(key for mention in (*told, *accused) for key in of(mention.entity)),
            speaker=frozenset(
                (of(statement.speaker_entity) or {name_key(statement.speaker or "")})
                | (bodies(statement) if rejects else set())
            ),
            frames=frames.get(statement.id, ()), blames=blames, admits=admits, printed=printed,
            answers=rejects and not core and (charge is not None or PRONOUN.fullmatch(content) is not None),
            charged_by=tuple(_charged_by(report.text, span, inside(*span), statement, named)) if rejects else (),
            compared=compared, called=speaker,
        )  # fmt: skip


def _called(speaker: str) -> roles.Few:
    words = read_words(speaker, (), ())
    return roles.few(stem for stem, weight in zip(words.stem, words.weight, strict=True) if weight >= TELLING)


def _admits(report: Report, statement: Statement) -> bool:
    return statement.stance == "asserts" and any(cue("admission").search(report.text, *span) for span in statement.cue)


def _blames(report: Report, statement: Statement) -> bool:
    if statement.stance == "accuses":
        return True
    content = " ".join(report.text[start:end] for start, end in statement.content)
    if statement.stance != "asserts" or OWN_DEED.match(content) or says("claim of responsibility", content):
        return False
    return says("responsibility", content)


def _core(text: str, spans: Sequence[Span], skip: Sequence[Span]) -> dict[str, float]:
    found: dict[str, float] = {}
    for start, end in spans:
        words = read_words(text[start:end], (), tuple((s - start, e - start) for s, e in skip if s < end and start < e))
        found |= {
            stem: weight
            for at, to, stem, weight in zip(words.start, words.end, words.stem, words.weight, strict=True)
            if weight >= PLAIN and not cue("charge").fullmatch(text[start + at : start + to])
        }
    return found


def _charged_by(
    text: str, span: Span, mentions: Sequence[Mention], statement: Statement, named: Mapping[str, Entity]
) -> Iterator[tuple[str, str]]:
    """Who made the accusation, where the sentence that rejects it says so."""
    told: dict[str, str] = {}
    for charge in cue("charge").finditer(text, *span):
        found = []
        for mention in mentions[:CROWD]:
            made = MADE_BY.fullmatch(text, charge.end(), mention.start)
            theirs = OF_THEIRS.fullmatch(text, mention.end, charge.start())
            known = named.get(mention.entity)
            own = mention.entity == statement.speaker_entity or any(s <= mention.start < e for s, e in statement.source)
            if (made or theirs) and known is not None and not own:
                found.append(known)
        # of "the Armenian prime minister, Nikol Pashinyan" the person is meant
        told |= {one.id: one.name for one in found if one.kind != "group" or len(found) == 1}
    yield from told.items()


# --- what is rejected ----------------------------------------------------------------------------------------------
