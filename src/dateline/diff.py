"""What changed between two builds of a record, and why: for whoever read the old one.

Facts keep their ids from build to build (they are hashes of report and span), so new and lost facts are plain set
differences.  Groups are matched by the facts that they share, since a group's id is its smallest member's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from dateline.records import Claim, Copy, Dispute, Figure, Series
from dateline.store import Record

G = TypeVar("G", Claim, Dispute, Series)

SHOWN = 3
"""Reasons that are named for a claim."""
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
    known = {(copy.a, copy.b) for copy in old.groups("copies")}
    fresh = [copy for copy in new.groups("copies") if (copy.a, copy.b) not in known]
    yield from _claims(old.groups("claims"), new.groups("claims"), fresh)


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
        if not earlier:
            continue
        known = {point.figure for point in earlier.points}
        new = [k for k, one in enumerate(series.points) if one.figure not in known and one.step != "repeat"]
        if new:  # an undated number may stand behind it
            now = series.points[new[-1]]
            was = next((one for one in reversed(series.points[: new[-1]]) if one.figure in known), earlier.points[-1])
            where = f" in {series.place}" if series.place else ""
            why = f": {now.why}" if now.why else ""
            says = f"{series.kind}{where}: {_span(was)} → {_span(now)} ({now.step}{why})"
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


def _claims(before: Iterable[Claim], after: Iterable[Claim], fresh: Sequence[Copy]) -> Iterator[Change]:
    """`fresh` are the passages that only the new record knows to be shared: they say why claims lost independence."""
    for claim, earlier in _matched(before, after, lambda claim: {f for holder in claim.holders for f in holder.facts}):
        if earlier and len(claim.origins) != len(earlier.origins):
            lost = len(claim.origins) < len(earlier.origins)
            says = f"{claim.about}: {len(earlier.origins)} → {len(claim.origins)} origins"
            gone = sorted(set(earlier.reports) - set(claim.reports))
            shared = [copy for copy in fresh if copy.a in claim.reports and copy.b in claim.reports]
            reasons = [f"{copy.a} and {copy.b} share text" for copy in shared[:SHOWN]] if lost else []
            reasons += [f"{report} says so no more" for report in gone[:SHOWN]] if lost else []
            says += f" ({'; '.join(reasons)})" if reasons else ""
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
