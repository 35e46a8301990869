"""What changed between two builds of a record, and why: for whoever read the old one.

Facts keep their ids from build to build (they are hashes of report and span), so new and lost facts are plain set
differences.  Groups are matched by the facts that they share, since a group's id is its smallest member's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from dateline.records import Claim, Dispute, Figure, Series
from dateline.store import Record

G = TypeVar("G", Claim, Dispute, Series)

About = Literal["report", "figure", "course", "denial", "dispute", "claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different: what it is about, the id in the record that has it, and a line that says it."""

    about: About
    what: Literal["new", "gone", "moved", "settled", "lost independence", "gained independence"]
    id: str
    says: str
    report: str | None = None


def differences(old: Record, new: Record) -> Iterator[Change]:
    """All changes from `old` to `new`: reports, figures, courses, denials, disputes, the independence of claims."""
    yield from _reports(old, new)
    yield from _figures(old, new)
    yield from _courses(old.groups("series"), new.groups("series"))
    yield from _denials(old, new)
    yield from _disputes(old.groups("disputes"), new.groups("disputes"))
    yield from _claims(old.groups("claims"), new.groups("claims"))


def _reports(old: Record, new: Record) -> Iterator[Change]:
    before, after = old.reports(), new.reports()
    reasons = {gone.id: gone.reason for gone in new.retired()}
    for id in sorted(after.keys() - before.keys()):
        report = after[id]
        says = " · ".join(filter(None, (report.publisher, report.title or report.text[:80])))
        yield Change(about="report", what="new", id=id, says=says, report=id)
    for id in sorted(before.keys() - after.keys()):
        yield Change(about="report", what="gone", id=id, says=reasons.get(id, "not in the new record"), report=id)


def _figures(old: Record, new: Record) -> Iterator[Change]:
    before, after = _facts(old, "figures"), _facts(new, "figures")
    yield from (_figure("new", *after[id], new) for id in sorted(after.keys() - before.keys(), key=_place(after)))
    yield from (_figure("gone", *before[id], old) for id in sorted(before.keys() - after.keys(), key=_place(before)))


def _place(facts: Mapping[str, tuple[str, Any]]) -> Callable[[str], tuple[str, int]]:
    return lambda id: (facts[id][0], facts[id][1].start)


def _figure(what: Literal["new", "gone"], report: str, figure: Figure, record: Record) -> Change:
    giver = f", {figure.giver}" if figure.giver else ""
    day = figure.as_of.best or figure.as_of.latest
    as_of = f", as of {day}" if day else ""
    says = f"{figure.kind}: {_text(record, report)[figure.start : figure.end]}{giver}{as_of}"
    return Change(about="figure", what=what, id=figure.id, says=says, report=report)


def _text(record: Record, report: str) -> str:
    found = record.report(report)
    assert found is not None  # a fact's report is always there; `dateline check` proves it
    return found.text


def _courses(before: Iterable[Series], after: Iterable[Series]) -> Iterator[Change]:
    matched = _matched(before, after, lambda series: {point.figure for point in series.points})
    for series, earlier in matched:
        if earlier and series.points and (last := series.points[-1]).figure != earlier.points[-1].figure:
            known = {point.figure for point in earlier.points}
            if last.figure not in known:
                was, now = earlier.points[-1], last
                where = f" in {series.place}" if series.place else ""
                says = f"{series.kind}{where}: {_span(was)} → {_span(now)} ({now.step})"
                yield Change(about="course", what="moved", id=series.id, says=says)


def _span(point: object) -> str:
    low, high = getattr(point, "low", None), getattr(point, "high", None)
    said = [f"{value:,.0f}" for value in dict.fromkeys((low, high)) if value is not None]
    return " to ".join(said) or "a number in words"


def _denials(old: Record, new: Record) -> Iterator[Change]:
    before, after = _facts(old, "statements"), _facts(new, "statements")
    for id in sorted(after.keys() - before.keys()):
        report, statement = after[id]
        if statement.stance == "denies":
            text = _text(new, report)
            quote = " … ".join(text[start:end] for start, end in statement.content)
            yield Change(
                about="denial",
                what="new",
                id=id,
                says=f"{statement.speaker or 'unnamed'} denies: {quote}",
                report=report,
            )


def _disputes(before: Iterable[Dispute], after: Iterable[Dispute]) -> Iterator[Change]:
    for dispute, earlier in _matched(before, after, lambda dispute: {f for side in dispute.sides for f in side.facts}):
        if earlier is None:
            yield Change(about="dispute", what="new", id=dispute.id, says=f"{dispute.type}: {dispute.about}")
        elif dispute.settled_by and not earlier.settled_by:
            says = f"{dispute.type}: {dispute.about}, settled by {dispute.settled_by}"
            yield Change(about="dispute", what="settled", id=dispute.id, says=says)


def _claims(before: Iterable[Claim], after: Iterable[Claim]) -> Iterator[Change]:
    for claim, earlier in _matched(before, after, lambda claim: {f for holder in claim.holders for f in holder.facts}):
        if earlier and len(claim.origins) != len(earlier.origins):
            lost = len(claim.origins) < len(earlier.origins)
            says = f"{claim.about}: {len(earlier.origins)} → {len(claim.origins)} origins"
            yield Change(
                about="claim", what="lost independence" if lost else "gained independence", id=claim.id, says=says
            )


def _facts(record: Record, table: str) -> Mapping[str, tuple[str, Any]]:
    return {fact.id: (report, fact) for report, fact in record.facts(table)}


def _matched(before: Iterable[G], after: Iterable[G], facts: Callable[[G], set[str]]) -> Iterator[tuple[G, G | None]]:
    """Each group of the new record with the group of the old one that shares most facts with it, if any does."""
    held = {fact: group for group in before for fact in facts(group)}
    for group in after:
        shared = [held[fact] for fact in sorted(facts(group)) if fact in held]
        yield group, max(shared, key=lambda other: len(facts(other) & facts(group)), default=None)
