"""Every fact as a frozen record with its span and its id.

A *span* is a pair (start, end) of Unicode code points in the text of a report, end exclusive.  Records hold no
behaviour; msgspec encodes and decodes them at the edges of the program.  Field names are those of the output contract.

Ids are hashes of content: the report, the kind of fact, its spans, and an ordinal that keeps two facts on the same
characters apart.  They never depend on a path or on the position of a report in the input.  A group (entity, origin,
story, claim, series, dispute) is named after its smallest member.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

Span = tuple[int, int]
Spans = tuple[Span, ...]

EntityKind = Literal["person", "organisation", "place", "group", "other"]
MentionForm = Literal["name", "title", "nominal", "pronoun", "metonym"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "accuses", "demands", "promises", "questions"]
Modifier = Literal["exact", "at least", "more than", "about", "up to", "less than", "range", "vague"]
Unit = Literal["people", "households", "other"]
Status = Literal["actual", "denied", "planned", "hypothetical", "historical"]
Basis = Literal["sentence", "statement", "report"]


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that name these parts: the same parts, the same digits, on every machine."""
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def fact_id(kind: str, report: str, spans: Iterable[Span], ordinal: int = 0) -> str:
    """The id of a fact: the kind's letter and a digest of report, kind, spans and ordinal.

    `ordinal` tells facts of one kind on the same spans apart (0 for the first).
    """
    return f"{kind[0]}-{digest(report, kind, [tuple(s) for s in spans], ordinal)}"


def group_id(kind: str, members: Iterable[str]) -> str:
    """The id of a group: its kind and its smallest member's id."""
    return f"{kind}:{min(members)}"


# --- reading -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a piece of metadata came from: a span of the text, or the place in the file that names it."""

    field: str
    """What it says something about: title, publisher, byline, agency, published, captured, created, url, archived (its
    address in a web archive), language, section."""
    value: str
    source: str
    """For a reader: "JSON-LD datePublished", "sources.csv", "first line", "WARC-Date"."""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news text from one outlet, as it was read.  `text` is never altered afterwards."""

    id: str
    text: str
    paths: tuple[str, ...] = ()
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    agency: str | None = None
    language: str | None = None
    published: str | None = None
    """The date or date-time that the user or the file's metadata gave, ISO 8601; what was found out about it is a
    `Published`.
    """
    genre: Literal["news", "narrative"] = "news"
    sha256: str = ""
    """Of the original bytes of the file, or of the text where there is no file of its own (a line of JSONL)."""
    reader: str = ""
    """The reader and the version of what extracted the text; a rebuild keeps the text unless told to re-read."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read, or could be read only in part: the file or line, what is wrong, what to do."""

    path: str
    what: str
    advice: str
    severity: Literal["failed", "warning"] = "failed"
    id: str | None = None
    """Of the report, where that much could be read."""


# --- facts of one report -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of an argument about a date, in words, with its evidence."""

    says: str
    source: str
    """"given", "metadata", "url", "text", "capture", "record"."""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a report was published, in days (ISO 8601); null where unbounded."""

    earliest: str | None = None
    latest: str | None = None
    best: str | None = None
    precision: Literal["minute", "day", "month", "year", "interval", "unknown"] = "unknown"
    explicit: bool = False
    """True where the report or its metadata states the date; false where it was inferred or is unknown."""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression with its TIMEX3 value and the interval of days (or minutes, for TIME) that it covers.

    A relative time is kept as anchor and offset, so that it can be resolved again when the date of its report becomes
    known: `anchor` is "" for a time that needs none, "published", or the id of another time of the report; `offset`
    is the rule's own notation (see annotate/times.py).
    """

    id: str
    start: int
    end: int
    type: TimeType
    value: str
    earliest: str | None = None
    latest: str | None = None
    anchor: str = ""
    offset: str = ""
    tense: Literal["past", "future", ""] = ""
    """Of the verb that governs it, where that says; a narrative's "would leave" is neither."""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """The one behind many mentions, within a report or (after linking) across reports."""

    id: str
    name: str
    kind: EntityKind
    names: tuple[str, ...] = ()
    """All spellings, each once, sorted."""
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    geonames: int | None = None
    precision: str | None = None
    """Of a place: exact, near, admin2, admin1, country, region."""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names somebody or something.  Of a metonym ("Baku announced"), `entity` is the actor, `place` the
    city; of a people ("two Armenian officers"), `place` is its home.  A place that a public body names ("Karachi
    Police") stands inside the mention of the body.
    """

    start: int
    end: int
    entity: str
    form: MentionForm
    place: str | None = None
    role: str | None = None
    """The office or description that stands with the name: "Armenian Prime Minister"."""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Source + cue + content: who says what.  Spans may be split; an unnamed or unsaid source is empty or described."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None = None
    """For reading: the entity's name, "unnamed: a displaced resident", or null where nobody is named."""
    speaker_entity: str | None = None
    mode: Mode = "indirect"
    stance: Stance = "asserts"
    parent: str | None = None
    """The statement that this one stands inside of."""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody or something in a proposition."""

    role: str
    """who, whom, or the preposition that it stands with."""
    start: int
    end: int
    head: str
    """The lemma of its head."""
    entity: str | None = None
    """Whom its head names."""
    own: bool = False
    """Whether it is said to be somebody's that a pronoun means, as a rule the speaker's: "its patrol vessel"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A clause of what a statement says, as who does what to whom; (start, end) is its verb."""

    statement: str
    start: int
    end: int
    predicate: str
    """The lemma of the verb, with its particle: "carry out"; "be sound" of what something is."""
    parts: tuple[Part, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The time a figure speaks about, in days; `basis` says whether its sentence, its statement or its report gave
    it.
    """

    earliest: str | None = None
    latest: str | None = None
    best: str | None = None
    basis: Basis | None = None
    time: str | None = None
    """The id of the time it was taken from, so that it follows when that time is resolved again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it counts, what happened to them, where, as of when, and who gives it.

    exact: low and high equal; at least, more than: low alone; up to, less than: high alone; about: both equal;
    range: both; vague: neither.
    """

    id: str
    start: int
    end: int
    low: float | None
    high: float | None
    modifier: Modifier
    kind: str
    label: str
    """Finer than the kind: drowned, wounded, took refuge, homes destroyed."""
    counted: str
    """The noun phrase that is counted, as written; empty where the text has none."""
    unit: Unit
    status: Status = "actual"
    part_of: str | None = None
    as_of: AsOf = AsOf()
    statement: str | None = None
    giver: str | None = None
    giver_entity: str | None = None
    givers: tuple[str, ...] = ()
    place: str | None = None
    place_entity: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that was read and is no crisis figure: an age, a distance, money, a share, a rank."""

    id: str
    start: int
    end: int
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str
    what: str
    """money, distance, age, duration, share, rank, time, other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, is denied or is planned.  Actor, target, place and when are for reading; ids count."""

    id: str
    start: int
    end: int
    kind: str
    """Code of the scheme in lexicon/en/events.toml."""
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    when: AsOf = AsOf()
    status: Status = "actual"
    actor_entity: str | None = None
    target_entity: str | None = None
    place_entity: str | None = None
    statement: str | None = None
    spans: Spans = ()
    """All tellings of the event in the report; the first is (start, end)."""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A number, date or quotation that could not be read, and why."""

    id: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Everything read in one report.  `id` is the report's."""

    id: str
    published: Published = Published()
    boilerplate: Spans = ()
    captions: Spans = ()
    title_span: Span | None = None
    sentences: Spans = ()
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    """What the statements say, clause by clause; of each statement the main clause first."""
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was found out about a report as a whole, in the light of all others."""

    id: str
    published: Published
    boilerplate: Spans = ()
    captions: Spans = ()
    title_span: Span | None = None
    sentences: Spans = ()


# --- across reports ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Text that reports `a` and `b` share; a_spans[i] is the same passage as b_spans[i].

    `coverage` is the shared share of the shorter report's words; `direction` names the report it was taken from ("a" or
    "b"), or "undirected" where there is no evidence.
    """

    a: str
    b: str
    relation: Literal["verbatim", "near", "translation", "version"]
    a_spans: Spans
    b_spans: Spans
    coverage: float
    direction: Literal["a", "b", "undirected"] = "undirected"
    why: tuple[str, ...] = ()
    extent: Literal["whole", "part"] = "part"
    """Whether both reports are one text, or share a passage only."""
    share: float = 0.0
    """What is shared of both reports together (Dice): of the words, or of their weight where sentences were aligned."""
    changed: tuple[tuple[Span, Span], ...] = ()
    """Stretches inside the passages that differ: (in a, in b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that stem from one text."""

    id: str
    reports: tuple[str, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports about one event."""

    id: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who makes a claim, with which stance, in which statements and figures; the reporter's own voice has no entity."""

    entity: str | None
    name: str | None
    stance: Stance
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The same assertion made in several statements or figures, and who stands behind it."""

    id: str
    kind: str
    about: str
    place: str | None = None
    when: str | None = None
    low: float | None = None
    high: float | None = None
    holders: tuple[Holder, ...] = ()
    origins: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    """What a coder should not overlook: one giver only, copies of one text, a total that contains other claims."""
    first_seen: str | None = None
    last_seen: str | None = None
    givers: tuple[str, ...] = ()
    """The named givers who assert it, each once, by name."""
    suggestions: tuple[str, ...] = ()
    """Gradings that a coder may take or leave, each with its rule spelled out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure in a course; `step` says how it relates to the point before it."""

    figure: str
    giver: str | None
    as_of: AsOf
    step: Literal["first", "update", "repeat", "correction", "retraction", "different giver", "different scope"]
    low: float | None = None
    high: float | None = None
    modifier: Modifier = "exact"
    why: str = ""
    shrinks: bool = False
    """True where the total is lower than at the point before it by the same giver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One quantity over time."""

    id: str
    kind: str
    counted: str
    unit: Unit
    place: str | None
    points: tuple[Point, ...]
    notes: tuple[str, ...] = ()
    measure: Literal["stock", "flow"] = "stock"
    """A running total, or so many in a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a dispute: who holds it, in which facts, in one line for reading."""

    holders: tuple[str | None, ...]
    facts: tuple[str, ...]
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims that cannot all hold.  `settled_by` is the fact of a later correction, if there is one."""

    id: str
    type: Literal["number", "assertion", "responsibility", "scope", "time"]
    sides: tuple[Side, ...]
    settled_by: str | None = None
    about: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the timeline, told in sentences taken from the reports."""

    date: str
    text: tuple[str, ...]
    facts: tuple[str, ...]
    reports: tuple[str, ...]
    weight: float
    status: Status = "actual"
    timeline: str | None = None
    sentences: tuple[tuple[str, int, int], ...] = ()
    """Where each sentence of `text` stands: report, start, end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided: anchored on names and quotes, so that it survives a rebuild."""

    id: str
    action: Literal["merge", "split", "undo"]
    subjects: tuple[str, ...]
    """Entity ids (merge, split) or the id of the decision that is undone."""
    anchors: tuple[tuple[str, str, str, str], ...] = ()
    """For each subject: report, quote, prefix, suffix of a mention."""
    author: str = ""
    time: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two entities of the record that may be one: likely, but not sure enough to be merged without a person."""

    a: str
    b: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A decision that holds no longer, since whom it speaks of stand in no report any more."""

    decision: str
    why: str


FACTS: dict[str, type] = {
    "times": Time,
    "mentions": Mention,
    "statements": Statement,
    "figures": Figure,
    "events": Event,
    "quantities": Quantity,
    "unresolved": Unresolved,
}
"""The facts of a report, under the names that they have in an `Annotation`, in the record and in exports."""

GROUPS: dict[str, type] = {
    "entities": Entity,
    "copies": Copy,
    "origins": Origin,
    "stories": Story,
    "claims": Claim,
    "series": Series,
    "disputes": Dispute,
    "timeline": Day,
    "suggestions": Suggestion,
    "orphans": Orphan,
}
"""What holds across reports, in the same way."""

Fact = Time | Mention | Statement | Figure | Event | Quantity | Unresolved


def spans_of(fact: Fact) -> Spans:
    """All the characters that a fact stands on, in the order of the text."""
    if isinstance(fact, Statement):
        return tuple(sorted({*fact.source, *fact.cue, *fact.content}))
    if isinstance(fact, Event) and fact.spans:
        return fact.spans
    return ((fact.start, fact.end),)
