"""A record on a terminal: the summary that `show` prints, and one fact in its sentence with the reasons for it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.errors import UnknownId
from dateline.records import (
    FACTS,
    AsOf,
    Copy,
    Dispute,
    Document,
    Figure,
    Orphan,
    Published,
    Report,
    Series,
    Span,
    Statement,
    Suggestion,
    Unresolved,
    spans_of,
)
from dateline.store import Record
from dateline.wording import (
    BIDIRECTIONAL,
    CONTROL,
    amount,
    as_of,
    giver,
    headline,
    interval,
    is_named,
    letters,
    number,
    plain,
    published,
    shortened,
)

# --- show ----------------------------------------------------------------------------------------------------------


def summary(record: Record, *, most: int = 12) -> Iterator[RenderableType]:
    """The record at a glance, part by part; at most `most` rows a table (0: all)."""
    reports, documents = record.reports(), record.documents()
    texts = {id: report.text for id, report in reports.items()}
    yield from _head(record, reports, documents)
    yield from _timeline(record, most)
    yield from _courses(record, texts, most)
    yield from _single_figures(record, texts, most)
    yield from _disputes(record, reports, documents, most)
    yield from _shared(record, reports, most)
    yield from _speakers(record, most)
    yield from _unread(record, reports, most)
    if undecided := record.count("suggestions") + record.count("orphans"):
        yield Text(f"{_count(undecided, 'question')} about names: dateline names {record.path}")


def _head(record: Record, reports: Mapping[str, Report], documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    origins = record.groups("origins")
    counts = {table: record.count(table) for table in ("statements", "figures", "events", "disputes")}
    yield Text(
        f"{_count(len(reports), 'report')} of {_count(len(origins), 'origin')}: "
        + ", ".join(_count(n, table.removesuffix("s")) for table, n in counts.items()),
        style="bold",
    )
    if (state := record.meta().get("state")) != "complete":
        yield Text(f"This record is {state}: its build did not end. Run the same build again.", style="bold red")
    table = _table("report", "published", "outlet", "origin")
    origin_of = {report: origin for origin in origins for report in origin.reports}
    several = (origin for origin in origins if len(origin.reports) > 1)
    named = {origin.id: letter for origin, letter in zip(several, letters(), strict=False)}
    partly = _partly_shared(record, reports, documents)
    for id, report in reports.items():
        origin = origin_of.get(id)
        if origin and origin.id in named:
            stands = f"shared text {named[origin.id]}"
        else:
            stands = partly.get(id, "no shared origin detected")
        table.add_row(
            shortened(headline(report, documents.get(id)), 60),
            published(documents[id].published) if id in documents else "not read",
            plain(report.publisher or "-"),
            stands,
        )
    yield _part("Reports", table)


def _partly_shared(
    record: Record, reports: Mapping[str, Report], documents: Mapping[str, Document]
) -> dict[str, str]:
    """For reports that share passages with another, of which they are no copy as a whole: how much, and with which."""
    largest: dict[str, tuple[float, str]] = {}
    for copy in record.groups("copies"):
        for one, other in ((copy.a, copy.b), (copy.b, copy.a)):
            largest[one] = max(largest.get(one, (0.0, "")), (copy.coverage, other))
    headlines = {id: shortened(headline(report, documents.get(id)), 31) for id, report in reports.items()}
    return {
        id: f"shares up to {coverage:.0%} of its words with “{headlines[other]}”"
        for id, (coverage, other) in largest.items()
    }


def _timeline(record: Record, most: int) -> Iterator[RenderableType]:
    days = record.groups("timeline")
    if not days:
        return
    shown = sorted(days, key=lambda day: (-day.weight, day.date))[: most or None]
    table = _table("day", "what the reports say", "reports")
    for day in sorted(shown, key=lambda day: day.date):
        mark = "" if day.status == "actual" else f" [{day.status}]"
        table.add_row(day.date + mark, plain(day.text[0]) if day.text else "", str(len(day.reports)))
    yield _part(f"Timeline{_of(len(shown), len(days))}", table)


def _courses(record: Record, texts: Mapping[str, str], most: int) -> Iterator[RenderableType]:
    figures = {figure.id: (report, figure) for report, figure in record.facts("figures")}
    courses: list[Series] = sorted(record.groups("series"), key=lambda s: (s.kind == "other", -len(s.points), s.id))
    shown = courses[: most or None]
    if not shown:
        return
    parts: list[RenderableType] = []
    for series in shown:
        counted = f" ({plain(series.counted)})" if series.counted else ""
        where = f" in {plain(series.place)}" if series.place else ""
        parts.append(Text(f"{series.kind}{counted}{where}", style="bold"))
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
        for width in (20, 44, 36, 15):  # the same in every course, so that the eye can run down
            table.add_column(width=width, overflow="fold")
        table.add_column(no_wrap=True)
        for point in series.points:
            report, figure = figures[point.figure]
            said = amount(figure, _quote(figure, texts[report]))
            table.add_row(said, as_of(point.as_of), giver(point.giver), point.step, point.figure)
        parts.append(table)
        parts += [Text(f"  {plain(note)}", style="italic") for note in series.notes]
    yield _part(f"Figures and their course{_of(len(shown), len(courses))}", Group(*parts))


def _single_figures(record: Record, texts: Mapping[str, str], most: int) -> Iterator[RenderableType]:
    """The figures that are part of no course."""
    in_course = {point.figure for series in record.groups("series") for point in series.points}
    single = [(figure, texts[report]) for report, figure in record.facts("figures") if figure.id not in in_course]
    single.sort(key=lambda one: (one[0].kind == "other", one[0].kind, -(one[0].high or one[0].low or 0), one[0].id))
    shown = single[: most or None]
    if not shown:
        return
    table = _table("figure", "of whom", "where", "as of", "who gives it", "id")
    for figure, text in shown:
        table.add_row(
            f"{figure.label or figure.kind}: {amount(figure, _quote(figure, text))}",
            plain(figure.counted),
            plain(figure.place or "-"),
            as_of(figure.as_of),
            giver(figure.giver),
            figure.id,
        )
    yield _part(f"Figures told once{_of(len(shown), len(single))}", table)


def _quote(figure: Figure, text: str) -> str:
    return text[figure.start : figure.end]


def _disputes(
    record: Record, reports: Mapping[str, Report], documents: Mapping[str, Document], most: int
) -> Iterator[RenderableType]:
    """Each dispute with its sides, who holds them and the words that they stand on; one fact a row."""
    disputes: list[Dispute] = record.groups("disputes")
    shown = disputes[: most or None]
    if not shown:
        return
    named = {id for dispute in shown for side in dispute.sides for id in side.facts}
    named |= {dispute.settled_by for dispute in shown if dispute.settled_by}
    facts = {
        fact.id: (report, fact)
        for table in ("figures", "statements")
        for report, fact in record.facts(table)
        if fact.id in named
    }
    parts: list[RenderableType] = []
    for dispute in shown:
        parts.append(Text(f"{dispute.type}: {plain(dispute.about)}", style="bold"))
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
        for width in (34, 62, 24):
            table.add_column(width=width, overflow="fold")
        table.add_column(no_wrap=True)
        for nth, side in enumerate(dispute.sides):
            if nth:
                table.add_row("against")
            holders = ", ".join(_holder(h, reports, documents) for h in side.holders)
            for row, fact in enumerate(side.facts):
                words, *where = _evidence(facts.get(fact), fact, reports, documents)
                words = f"named in {words}" if is_named(dispute, side, fact) else words
                table.add_row(holders if not row else "", words, *where)
        parts.append(table)
        if dispute.settled_by:
            words, day, id = _evidence(facts.get(dispute.settled_by), dispute.settled_by, reports, documents)
            parts.append(Text(f"  settled by {words} ({day}, {id})", style="italic"))
        parts.append(Text(f"  {plain(dispute.why)}", style="italic"))
    yield _part(f"Disputes{_of(len(shown), len(disputes))}", Group(*parts))


def _holder(name: str | None, reports: Mapping[str, Report], documents: Mapping[str, Document]) -> str:
    """A holder in words; `report:ID` is the voice of a report."""
    if name and name.startswith("report:") and (report := reports.get(name.removeprefix("report:"))):
        return f"the report “{shortened(headline(report, documents.get(report.id)), 24)}”"
    return giver(name)


def _evidence(
    known: tuple[str, Any] | None, id: str, reports: Mapping[str, Report], documents: Mapping[str, Document]
) -> tuple[str, str, str]:
    """The words of a fact, the day it speaks of or was printed on, and its id."""
    if known is None:
        return "-", "-", id
    report, fact = known
    text = reports[report].text
    if isinstance(fact, Figure):
        day = interval(fact.as_of.earliest, fact.as_of.latest)
        words = f"{fact.label or fact.kind}: {amount(fact, _quote(fact, text))}"
    else:
        printed = documents[report].published if report in documents else Published()
        day = interval(printed.earliest, printed.latest)
        spans = sorted([*fact.cue, *fact.content])
        words = f"“{shortened(plain(' … '.join(text[start:end] for start, end in spans)), 110)}”"
    return words, day, id


def _shared(record: Record, reports: Mapping[str, Report], most: int) -> Iterator[RenderableType]:
    """The passages that reports share, side by side, the longest of each pair first."""
    copies: list[Copy] = sorted(record.groups("copies"), key=lambda copy: (-copy.coverage, copy.a, copy.b))
    shown = copies[: most or None]
    if not shown:
        return
    documents = record.documents()
    parts: list[RenderableType] = []
    for copy in shown:
        a, b = reports[copy.a], reports[copy.b]
        one, other = (shortened(headline(each, documents.get(each.id)), 40) for each in (a, b))
        parts.append(
            Text(
                f"{copy.relation}, {copy.coverage:.0%} of the shorter report; "
                f"{_DIRECTION[copy.direction]}: “{one}” and “{other}”",
                style="bold",
            )
        )
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
        table.add_column(ratio=1, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        passages = sorted(zip(copy.a_spans, copy.b_spans, strict=True), key=lambda pair: pair[0][0] - pair[0][1])
        for (s, e), (t, u) in passages[:PASSAGES]:
            table.add_row(shortened(plain(a.text[s:e]), 300), shortened(plain(b.text[t:u]), 300))
        parts.append(table)
        if (left := len(passages) - PASSAGES) > 0:
            parts.append(Text(f"  and {_count(left, 'shorter passage')}", style="italic"))
        for (s, e), (t, u) in copy.changed[:PASSAGES]:
            was, now = (shortened(plain(words), 80) for words in (a.text[s:e], b.text[t:u]))
            parts.append(Text(f"  changed: “{was}” → “{now}”", style="italic"))
    yield _part(f"Shared passages{_of(len(shown), len(copies))}", Group(*parts))


PASSAGES = 3
"""Passages, and changes in them, that are shown of a pair of reports."""
_DIRECTION = {
    "a": "the second took it from the first",
    "b": "the first took it from the second",
    "undirected": "who took it from whom is not seen",
}


def _speakers(record: Record, most: int) -> Iterator[RenderableType]:
    said: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for _, statement in record.facts("statements"):
        if statement.speaker:
            who = statement.speaker_entity or statement.speaker
            names.setdefault(who, statement.speaker)
            said.setdefault(who, Counter())[statement.stance] += 1
    shown = sorted(said, key=lambda who: (-said[who].total(), who))[: most or None]
    if not shown:
        return
    table = _table("who speaks", "statements", "of these")
    for who in shown:
        stances = ", ".join(
            f"{n} {stance}" for stance, n in sorted(said[who].items(), key=lambda item: (-item[1], item[0]))
        )
        table.add_row(plain(names[who]), str(said[who].total()), stances)
    yield _part(f"Who speaks most{_of(len(shown), len(said))}", table)


def _unread(record: Record, reports: Mapping[str, Report], most: int) -> Iterator[RenderableType]:
    lines = [f"{plain(p.path)}: {plain(p.what)}; {plain(p.advice)}" for p in record.problems()]
    lines += [f"{gone.id}: {plain(gone.reason)}" for gone in record.retired()]
    unresolved: list[tuple[str, Unresolved]] = list(record.facts("unresolved"))
    for id, one in unresolved[: most or None]:
        lines.append(f"{one.id}: “{plain(reports[id].text[one.start : one.end])}” {plain(one.why)}")
    if (left := len(unresolved) - most) > 0 and most:
        lines.append(f"and {left} more: dateline export --to csv")
    yield _part("Not read, not understood", Text("\n".join(lines) or "Nothing was left out."))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == "id")
    return table


def _part(title: str, content: RenderableType) -> RenderableType:
    return Group(Text(""), Text(title, style="bold underline"), Padding(content, (0, 0, 0, 2)))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _of(shown: int, total: int) -> str:
    return "" if shown == total else f" ({shown} of {total}; --all shows them all)"


# --- explain -------------------------------------------------------------------------------------------------------


def explanation(record: Record, id: str) -> Iterator[RenderableType]:
    """The fact, report or group of that id: where it stands and why it was read so.  Raises UnknownId."""
    if report := record.report(id):
        yield from _explain_report(record, report)
        return
    for table in FACTS:
        for report_id, fact in record.facts(table):
            if getattr(fact, "id", None) == id:
                held = record.report(report_id)
                assert held is not None  # the store keeps both together
                yield from _explain_fact(table, fact, held, record.documents().get(report_id))
                return
    for table in ("entities", "origins", "stories", "claims", "series", "disputes"):
        for group in record.groups(table):
            if group.id == id:
                yield Text(f"{id}: one of the {table}", style="bold")
                yield fields(group)
                return
    raise UnknownId(
        f"{record.path} has nothing with the id {id!r}; ids are in the exports and in: dateline show {record.path}"
    )


def questions(record: Record) -> Iterator[RenderableType]:
    """Names of a record that may be one, and decisions that have lost their subjects: what a person may look at."""
    named = {entity.id: entity for entity in record.groups("entities")}
    suggestions: list[Suggestion] = record.groups("suggestions")
    orphans: list[Orphan] = record.groups("orphans")
    if not suggestions and not orphans:
        yield Text("no names to decide about")
    if suggestions:
        table = _table("name", "id", "may be", "id", "likely", "why")
        for one in suggestions:
            a, b = named[one.a], named[one.b]
            table.add_row(plain(a.name), a.id, plain(b.name), b.id, f"{one.score:.0%}", plain(one.why))
        yield _part("May be one (dateline merge says so, dateline split that they are not)", table)
    if orphans:
        made = {decision.id: decision for decision in record.decisions()}
        table = _table("decision", "id", "by", "why it holds no longer")
        for orphan in orphans:
            decision = made[orphan.decision]
            table.add_row(decision.action, decision.id, plain(decision.author or "-"), plain(orphan.why))
        yield _part("Decisions without their subjects (dateline undo drops them)", table)


def _explain_report(record: Record, report: Report) -> Iterator[RenderableType]:
    document = record.documents().get(report.id)
    yield Text(shortened(headline(report, document), 200), style="bold")
    dated = document.published if document else Published()
    yield Text(f"published: {published(dated)}")
    for reason in dated.reasons:
        where = f": “{plain(report.text[reason.span[0] : reason.span[1]])}”" if reason.span else ""
        yield Text(f"  {plain(reason.says)} ({reason.source}{where})")
    for one in report.evidence:
        yield Text(f"  {one.field}: {plain(one.value)} ({plain(one.source)})")


def _explain_fact(table: str, fact: Any, report: Report, document: Document | None) -> Iterator[RenderableType]:
    spans = spans_of(fact)
    where = ", ".join(map(plain, report.paths)) or report.id
    yield Text(f"{fact.id}: one of the {table}, in {plain(report.title or report.id)} ({where})", style="bold")
    yield Text("")
    sentences = document.sentences if document else ()
    yield in_its_sentence(report.text, spans, sentences, _marks(fact))
    yield Text("")
    yield fields(fact)
    for reason in fact.why if hasattr(fact, "why") and not isinstance(fact, Unresolved) else ():
        yield Text(f"  because: {plain(reason)}")


def _marks(fact: Any) -> list[tuple[Span, str]]:
    if isinstance(fact, Statement):
        return [
            *((span, "bold cyan") for span in fact.source),
            *((span, "bold yellow") for span in fact.cue),
            *((span, "bold green") for span in fact.content),
        ]
    return [(span, "bold green") for span in spans_of(fact)]


def in_its_sentence(
    text: str, spans: Iterable[Span], sentences: Iterable[Span], marks: Iterable[tuple[Span, str]]
) -> Text:
    """The sentences that hold these spans, the marked parts in their styles and, for eyes and pipes without colour,
    in brackets.
    """
    spans = list(spans)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    for s, e in sentences:
        if s < end and start < e:
            start, end = min(start, s), max(end, e)
    shown, position = Text("  "), start
    for (s, e), style in sorted(marks):
        if s < position:
            continue
        shown.append(text[position:s].translate(CONTROL | BIDIRECTIONAL))
        shown.append(f"[{text[s:e].translate(CONTROL | BIDIRECTIONAL)}]", style=style)
        position = e
    shown.append(text[position:end].translate(CONTROL | BIDIRECTIONAL))
    return shown


def fields(record: Any) -> Table:
    """The fields of a record that say something, one a line."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        if name in ("id", "why", "start", "end") or value in (None, "", (), AsOf()):
            continue
        shown = (
            as_of(value)
            if isinstance(value, AsOf)
            else "; ".join(map(str, value))
            if isinstance(value, tuple)
            else number(value)
            if isinstance(value, float)
            else str(value)
        )
        table.add_row(Text(name.replace("_", " "), style="dim"), Text(plain(shown)))
    return table


def show(console: Console, parts: Iterable[RenderableType]) -> None:
    """Prints the parts as they stand: report text is never read as markup."""
    for part in parts:
        console.print(part, markup=False, highlight=False)
