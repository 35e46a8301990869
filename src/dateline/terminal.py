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
    Dispute,
    Document,
    Figure,
    Published,
    Report,
    Series,
    Span,
    Statement,
    Unresolved,
    spans_of,
)
from dateline.store import Record

BIDIRECTIONAL = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Controls of writing direction: they can make a line read as something else than it is."""
CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *BIDIRECTIONAL))


def plain(text: str) -> str:
    """Report text as it may be shown: one line, no control characters (they could drive the terminal)."""
    return " ".join(text.translate(CONTROL).split())


# --- show ----------------------------------------------------------------------------------------------------------


def summary(record: Record, *, most: int = 12) -> Iterator[RenderableType]:
    """The record at a glance, part by part; at most `most` rows a table (0: all)."""
    reports, documents = record.reports(), record.documents()
    yield from _head(record, reports, documents)
    yield from _timeline(record, most)
    yield from _courses(record, most)
    yield from _single_figures(record, most)
    yield from _disputes(record, most)
    yield from _speakers(record, most)
    yield from _unread(record, reports, most)


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
    shared = {
        origin.id: letter
        for origin, letter in zip((o for o in origins if len(o.reports) > 1), _letters(), strict=False)
    }
    for id, report in reports.items():
        origin = origin_of.get(id)
        table.add_row(
            plain(report.title or report.text[:200])[:60],
            _published(documents.get(id)),
            plain(report.publisher or "-"),
            f"shared text {shared[origin.id]}" if origin and origin.id in shared else "no shared origin detected",
        )
    yield _part("Reports", table)


def _published(document: Document | None) -> str:
    if document is None:
        return "not read"
    published = document.published
    if published.best:
        return published.best[:10] if published.explicit else f"{published.best[:10]} (inferred)"
    return interval(published.earliest, published.latest)


def interval(earliest: str | None, latest: str | None) -> str:
    """Two ISO days or null, in words."""
    if earliest and latest:
        return earliest[:10] if earliest[:10] == latest[:10] else f"{earliest[:10]} to {latest[:10]}"
    if earliest:
        return f"{earliest[:10]} or later"
    return f"{latest[:10]} or earlier" if latest else "undated"


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


def _courses(record: Record, most: int) -> Iterator[RenderableType]:
    figures = {figure.id: (report, figure) for report, figure in record.facts("figures")}
    courses: list[Series] = sorted(record.groups("series"), key=lambda s: (-len(s.points), s.kind, s.id))
    shown = courses[: most or None]
    if not shown:
        return
    table = _table("figure", "as of", "who gives it", "step", "id")
    for series in shown:
        head = " ".join(
            filter(
                None,
                (
                    series.kind,
                    series.counted and f"({plain(series.counted)})",
                    series.place and f"in {plain(series.place)}",
                ),
            )
        )
        table.add_section()
        table.add_row(Text(head, style="bold"), "", "", "", "")
        for point in series.points:
            _, figure = figures.get(point.figure, (None, None))
            table.add_row(
                f"  {amount(figure)}" if figure else "  ?",
                as_of(point.as_of),
                plain(point.giver or "the reporter"),
                point.step,
                point.figure,
            )
        for note in series.notes:
            table.add_row(Text(f"  {note}", style="italic"), "", "", "", "")
    yield _part(f"Figures and their course{_of(len(shown), len(courses))}", table)


def _single_figures(record: Record, most: int) -> Iterator[RenderableType]:
    """The figures that are part of no course."""
    in_course = {point.figure for series in record.groups("series") for point in series.points}
    single = [figure for _, figure in record.facts("figures") if figure.id not in in_course]
    single.sort(key=lambda figure: (figure.kind == "other", figure.kind, -(figure.high or figure.low or 0), figure.id))
    shown = single[: most or None]
    if not shown:
        return
    table = _table("figure", "of whom", "where", "as of", "who gives it", "id")
    for figure in shown:
        table.add_row(
            f"{figure.label or figure.kind}: {amount(figure)}",
            plain(figure.counted),
            plain(figure.place or "-"),
            as_of(figure.as_of),
            plain(figure.giver or "the reporter"),
            figure.id,
        )
    yield _part(f"Figures told once{_of(len(shown), len(single))}", table)


def amount(figure: Figure) -> str:
    """The number as it was given: "at least 200", "5 to 6", "dozens" (the word itself for a vague one)."""
    low, high = (
        None if n is None else f"{n:,.0f}" if float(n).is_integer() else f"{n:,}" for n in (figure.low, figure.high)
    )
    if figure.modifier == "range" and low and high:
        said = f"{low} to {high}"
    elif low or high:
        said = (low or high or "") if figure.modifier == "exact" else f"{figure.modifier} {low or high}"
    else:
        said = "a number in words"
    unit = " households" if figure.unit == "households" else ""
    return said + unit + ("" if figure.status == "actual" else f" [{figure.status}]")


def as_of(when: AsOf) -> str:
    """The as-of, and in brackets what gave it if not the sentence itself."""
    said = interval(when.earliest, when.latest)
    return said if when.basis in (None, "sentence") else f"{said} (from the {when.basis})"


def _disputes(record: Record, most: int) -> Iterator[RenderableType]:
    disputes: list[Dispute] = record.groups("disputes")
    shown = disputes[: most or None]
    if not shown:
        return
    table = _table("about", "one side", "the other", "settled by")
    for dispute in shown:
        sides = [
            f"{', '.join(plain(h or 'the reporter') for h in side.holders)}: {plain(side.says)}"
            for side in dispute.sides
        ]
        table.add_row(f"{dispute.type}: {plain(dispute.about)}", *[*sides, "", ""][:2], dispute.settled_by or "-")
    yield _part(f"Disputes{_of(len(shown), len(disputes))}", table)


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


def _letters() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        name, rest = "", number
        while rest:
            rest, digit = divmod(rest - 1, 26)
            name = chr(65 + digit) + name
        yield name


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


def _explain_report(record: Record, report: Report) -> Iterator[RenderableType]:
    yield Text(plain(report.title or report.text[:100]), style="bold")
    document = record.documents().get(report.id)
    published = document.published if document else Published()
    yield Text(f"published: {interval(published.earliest, published.latest)}")
    for reason in published.reasons:
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
        shown.append(text[position:s].translate(CONTROL))
        shown.append(f"[{text[s:e].translate(CONTROL)}]", style=style)
        position = e
    shown.append(text[position:end].translate(CONTROL))
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
            else str(value)
        )
        table.add_row(Text(name.replace("_", " "), style="dim"), Text(plain(shown)))
    return table


def show(console: Console, parts: Iterable[RenderableType]) -> None:
    """Prints the parts as they stand: report text is never read as markup."""
    for part in parts:
        console.print(part, markup=False, highlight=False)
