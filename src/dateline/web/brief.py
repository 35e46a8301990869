"""What a reader with half a minute needs: the chief figures, who first said a thing and who repeats or denies it, and
who holds what in the disputes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.records import Claim, Dispute, Figure, Holder, Series, Side, Statement
from dateline.web.dossier import Dossier
from dateline.wording import HAPPENED

CHIEF = 10
"""Figures in the summary, and of one kind at most:"""
OF_A_KIND = 3
LATEST = 3
"""Figures of the latest day that are shown of a course."""
HOLDERS, DISPUTES = 8, 40
"""Columns and lines of the matrix of disputes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chief:
    """A course, or a figure that stands alone, in one line: its latest figures, what was given at the least and at the
    most, by how many givers in how many reports.  `series` is empty for a figure that stands alone.
    """

    kind: str
    counted: str
    unit: str
    place: str | None
    series: str
    latest: Sequence[Figure]
    low: float | None
    high: float | None
    givers: int
    reports: int


def chief_figures(d: Dossier) -> list[Chief]:
    """What happened to people, the dead first; within a kind what most reports count.  Figures that stand alone speak
    for a kind that has no course.
    """
    series_told, alone = d.happened_to(HAPPENED)
    courses = [(series, _figures(d, series)) for series in series_told]
    found = [_chief(d, series, figures) for series, figures in courses if figures]
    kinds = {one.kind for one in found}
    found += [_chief(d, figure, [figure]) for figure in alone if figure.kind not in kinds]
    found.sort(key=lambda one: (HAPPENED.index(one.kind), -one.reports, -one.givers))
    seen: Counter[str] = Counter()
    chosen = []
    for one in found:
        seen[one.kind] += 1
        if seen[one.kind] <= OF_A_KIND:
            chosen.append(one)
    return chosen[:CHIEF]


def _figures(d: Dossier, series: Series) -> list[Figure]:
    return [d.figures[point.figure] for point in series.points if point.figure in d.figures]


def _chief(d: Dossier, of: Series | Figure, figures: Sequence[Figure]) -> Chief:
    # a number that is told only to withdraw it is nobody's latest
    withdrawn = {point.figure for point in of.points if point.step == "retraction"} if isinstance(of, Series) else set()
    stands = [figure for figure in figures if figure.id not in withdrawn and figure.status != "denied"] or figures
    dated = [figure for figure in stands if _day(figure)]
    last = max(map(_day, dated), default="")
    latest = {
        (figure.low, figure.high, figure.giver_entity or figure.giver): figure
        for figure in reversed(dated or stands)
        if _day(figure) == last
    }
    taken_back = {(figure.low, figure.high) for figure in figures if figure.id in withdrawn}
    standing = [figure for figure in stands if (figure.low, figure.high) not in taken_back] or stands
    numbers = [value for figure in standing for value in (figure.low, figure.high) if value is not None]
    return Chief(
        kind=of.kind,
        counted=of.counted,
        unit=of.unit,
        place=of.place,
        series=of.id if isinstance(of, Series) else "",
        latest=list(reversed(latest.values()))[:LATEST],
        low=min(numbers, default=None),
        high=max(numbers, default=None),
        givers=len({figure.giver_entity or figure.giver for figure in figures}),
        reports=len({d.home[figure.id] for figure in figures}),
    )


def _day(figure: Figure) -> str:
    return (figure.as_of.best or figure.as_of.latest or "")[:10]


# --- who first said a thing ----------------------------------------------------------------------------------------


Told = Literal["first", "first of those dated", "on the first day", "same origin", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one holder of a claim says in one report; `told` says whether that report was the first to have the claim,
    or stems from the same text as one before it.
    """

    holder: Holder
    report: str
    facts: tuple[str, ...]
    told: Told


def accounts(d: Dossier, claim: Claim) -> list[Account]:
    """Everybody who makes a claim or denies it, in the order of the reports' dates; those without a date last."""
    found: dict[tuple[int, str], list[str]] = {}
    for number, holder in enumerate(claim.holders):
        for id in holder.facts:
            if id in d.home:
                found.setdefault((number, d.home[id]), []).append(id)
    order = sorted(found, key=lambda key: (d.rank[key[1]], key[0]))
    first, how = _first(d, [report for number, report in order if _asserts(claim.holders[number])])
    told: list[Account] = []
    origins: dict[str, str] = {}
    for number, report in order:
        holder, origin = claim.holders[number], d.heads[report].origin
        copy = bool(origin) and origins.setdefault(origin, report) != report
        said: Told = "same origin" if copy else how if report in first and _asserts(holder) else ""
        told.append(Account(holder=holder, report=report, facts=tuple(found[number, report]), told=said))
    return told


def _asserts(holder: Holder) -> bool:
    return holder.stance not in ("denies", "questions")


def _first(d: Dossier, reports: Iterable[str]) -> tuple[frozenset[str], Told]:
    """Which of the reports was published before all others, as far as their dates say so."""
    days = {report: _published(d, report) for report in reports}
    dated = {report: (early, late) for report, (early, late) in days.items() if early and late}
    if not dated or len(days) == 1:
        return frozenset(), ""
    bound = min(late for _, late in dated.values())
    candidates = frozenset(report for report, (early, _) in dated.items() if early <= bound)
    if len(candidates) == 1:
        return candidates, "first" if len(dated) == len(days) else "first of those dated"
    same_day = all(dated[report] == (bound, bound) for report in candidates)
    return (candidates, "on the first day") if same_day else (frozenset(), "")


def _published(d: Dossier, report: str) -> tuple[str, str]:
    """The first and the last day on which it may have been published; empty where that is not known."""
    found = d.heads[report].published
    return (found.earliest or found.best or "")[:10], (found.latest or found.best or "")[:10]


# --- disputes by holder --------------------------------------------------------------------------------------------


Held = Statement | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Disputes by those who hold a side.  Each line: the dispute, and for each of the holders the facts by which it
    holds a side, one for each side, and how: "holds", "denies", or "named" where only the denial of another says that
    it does; `others` says how many holders have no column.
    """

    holders: Sequence[str]
    lines: Sequence[tuple[Dispute, Sequence[Sequence[tuple[Held, str]]]]]
    others: int


def matrix(d: Dossier, disputes: Sequence[Dispute]) -> Matrix:
    """Who holds what, those first who hold sides in most disputes."""
    held: list[dict[str, list[tuple[Held, str]]]] = []
    for dispute in disputes:
        line: dict[str, list[tuple[Held, str]]] = {}
        for side in dispute.sides:
            facts = [fact for id in side.facts if isinstance(fact := d.facts.get(id), Statement | Figure)]
            for holder in dict.fromkeys(map(d.holder, side.holders)):
                own = [fact for fact in facts if holder in _names(d, fact)]
                if facts:
                    fact = (own or facts)[0]
                    line.setdefault(holder, []).append((fact, _how(side, fact, own=bool(own))))
        held.append(line)
    often = Counter(holder for line in held for holder in line)
    ranked = sorted(often, key=lambda holder: (-often[holder], holder))
    columns = _columns([line for _, line in sorted(zip(disputes, held, strict=True), key=_most_facts)], ranked)
    lines = [
        (dispute, [line.get(holder, []) for holder in columns])
        for dispute, line in zip(disputes, held, strict=True)
        if any(all(holder in columns for holder in map(d.holder, side.holders)) for side in dispute.sides)
        and sum(any(holder in columns for holder in map(d.holder, side.holders)) for side in dispute.sides) > 1
    ][:DISPUTES]
    return Matrix(holders=columns, lines=lines, others=len(ranked) - len(columns))


def _columns(held: Sequence[Mapping[str, object]], ranked: Sequence[str]) -> list[str]:
    """The holders who get a column: all of a dispute's, while there is room for them; a line with one side only would
    say that nobody contradicts.
    """
    columns: list[str] = []
    for line in held:
        missing = [name for name in line if name not in columns]
        if not columns or len(columns) + len(missing) <= HOLDERS:
            columns += missing
    return sorted(columns[:HOLDERS], key=ranked.index)


def _most_facts(line: tuple[Dispute, object]) -> tuple[int, str]:
    dispute, _ = line
    return -sum(len(side.facts) for side in dispute.sides), dispute.id


def _how(side: Side, fact: Held, *, own: bool) -> str:
    denial = isinstance(fact, Statement) and fact.stance == "denies"
    if side.says.startswith("denies") or (denial and own):
        return "denies"
    return "named" if denial else "holds"


def _names(d: Dossier, fact: Statement | Figure) -> set[str]:
    """The names under which a fact's holder may stand in a dispute."""
    entity, name = (fact.giver_entity, fact.giver) if isinstance(fact, Figure) else (fact.speaker_entity, fact.speaker)
    return {d.name_of(entity or ""), name or "", d.holder(f"report:{d.home[fact.id]}")} - {""}
