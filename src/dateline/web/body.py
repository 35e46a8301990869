"""The text of a report with its facts marked, paragraph by paragraph, and beside each what was read in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from dateline.records import (
    Document,
    Event,
    Figure,
    Mention,
    Quantity,
    Report,
    Span,
    Spans,
    Statement,
    Time,
    Unresolved,
    spans_of,
)
from dateline.store import Record
from dateline.web.dossier import Counted, Dossier, name, spot, when_of
from dateline.web.links import Links
from dateline.web.marking import Mark, marked, paragraphs
from dateline.wording import amount, as_of, bounds, giver, interval, plain

LONGEST = 700
"""Characters of a sentence that a row shows; a longer one is cut around its fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A report's text and its sentences, for quoting from it."""

    text: str
    sentences: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What was read in a paragraph: the kind of fact, in words, and where its row is ("" where it has none)."""

    kind: str
    says: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, marked, and the notes on the facts that begin in it."""

    html: Markup
    notes: tuple[Note, ...]


def read_text(record: Record, id: str) -> Text:
    """The text of a report that the record holds."""
    report = record.report(id)
    document = next(record.all(Document, "document", where="id = ?", values=(id,)), None)
    return Text(text=report.text if report else "", sentences=document.sentences if document else ())


def body(
    record: Record, dossier: Dossier, links: Links, report: Report, more: Iterable[Mark] = ()
) -> Iterator[Paragraph]:
    """The paragraphs of a report; `more` is marked besides the facts."""
    document = next(record.all(Document, "document", where="id = ?", values=(report.id,)), None)
    facts = [dossier.facts[id] for id in dossier.facts_of.get(report.id, ())]
    marks = [*_layout(dossier, report.id, document), *_plain_facts(record, dossier, links, report.id, facts)]
    marks += [mark for fact in facts for mark in fact_marks(fact, links, report.text)]
    marks = list(_once([*marks, *more]))
    named: set[str] = set()
    for span in paragraphs(report.text):
        start, end = span
        inside = list(_named_here(marks, span, named))
        notes = [note(fact, links, report.text) for fact in facts if start <= spans_of(fact)[0][0] < end]
        yield Paragraph(html=marked(report.text, span, inside), notes=tuple(notes))


def _named_here(marks: Iterable[Mark], span: Span, named: set[str]) -> Iterator[Mark]:
    """The marks of which some of the text lies in the span.  One that begins before it, between paragraphs, has its
    name here, where the first of its text is.
    """
    for mark in marks:
        if mark.start < span[1] and span[0] < mark.end:
            yield replace(mark, start=span[0]) if mark.start < span[0] and mark.id not in named else mark
            named.add(mark.id)


def _once(marks: Iterable[Mark]) -> Iterator[Mark]:
    """No name twice on one page: the first mark in the text keeps it."""
    seen: set[str] = set()
    for mark in marks:
        if mark.id in seen:
            if mark.css:
                yield Mark(start=mark.start, end=mark.end, css=mark.css, href=mark.href, title=mark.title)
            continue
        if mark.id:
            seen.add(mark.id)
        yield mark


def _layout(dossier: Dossier, report: str, document: Document | None) -> Iterator[Mark]:
    """What was skipped, what is a caption or the title, and the stretches that other rows link to."""
    if document:
        for start, end in document.boilerplate:
            yield Mark(start=start, end=end, css="skip", title="skipped: no part of the report")
        for start, end in document.captions:
            yield Mark(start=start, end=end, css="caption", title="caption")
        if document.title_span:
            yield Mark(start=document.title_span[0], end=document.title_span[1], css="title")
    for start, end in sorted(dossier.anchored.get(report, ())):
        yield Mark(start=start, end=end, css="", id=spot(report, (start, end)))


def _plain_facts(
    record: Record, dossier: Dossier, links: Links, report: str, facts: Iterable[Counted]
) -> Iterator[Mark]:
    """Times, mentions and quantities: marked in the text, without a row of their own."""
    mentions = [mention for _, mention in record.facts("mentions", report)]
    firsts = dict[str, Span]()
    for one in mentions:
        for entity in filter(None, (one.entity, one.place)):
            firsts[entity] = min(firsts.get(entity, (one.start, one.end)), (one.start, one.end))
    linked_spans = frozenset(firsts.values())
    linked = {when.time for fact in facts for when in [when_of(fact)] if when}
    for _, time in record.facts("times", report):
        assert isinstance(time, Time)  # the table of the store
        days = interval(time.earliest, time.latest)
        said = plain(time.value) if days in (time.value, "undated") else f"{plain(time.value)}, {days}"
        yield Mark(start=time.start, end=time.end, css="t", id=name(time.id) if time.id in linked else "", title=said)
    for mention in mentions:
        assert isinstance(mention, Mention)
        span = (mention.start, mention.end)
        known = mention.entity in dossier.shown
        yield Mark(
            start=mention.start,
            end=mention.end,
            css="m",
            id=spot(report, span) if span in linked_spans else "",
            href=links.group(mention.entity) if known else "",
            title="" if mention.form == "name" and known else dossier.name_of(mention.entity),
        )
    for _, quantity in record.facts("quantities", report):
        assert isinstance(quantity, Quantity)
        said = (
            f"{plain(quantity.what)}: {bounds(quantity.low, quantity.high, quantity.modifier)}; not counted as a figure"
        )
        yield Mark(start=quantity.start, end=quantity.end, css="n", title=said)


CSS: dict[type, str] = {Figure: "f", Event: "e", Unresolved: "u"}


def fact_marks(fact: Counted, links: Links, text: str) -> Iterator[Mark]:
    """The marks of a fact in the text of its report; the first in the text bears its name, all but what is said lead
    to its row.
    """
    spans = spans_of(fact)
    first = min(start for start, _ in spans)
    where, said = links.row(fact.id), note(fact, links, text).says

    def mark(span: Span, css: str, *, link: bool) -> Mark:
        id = name(fact.id) if span[0] == first else ""
        shown = (where, said) if link else ("", "")
        return Mark(start=span[0], end=span[1], css=css, id=id, href=shown[0], title=shown[1])

    if isinstance(fact, Statement):
        yield from (mark(span, "c d" if fact.stance == "denies" else "c", link=False) for span in fact.content)
        yield from (mark(span, "s", link=False) for span in fact.source)
        yield from (mark(span, "q", link=True) for span in fact.cue)
    else:
        yield from (mark(span, CSS[type(fact)], link=True) for span in spans)


def quoted_marks(fact: Counted) -> Iterator[Mark]:
    """The marks of a fact where its sentence is quoted: who in bold, the cue in italics, anything else as a mark."""
    if isinstance(fact, Statement):
        yield from (Mark(start=start, end=end, element="b") for start, end in fact.source)
        yield from (Mark(start=start, end=end, element="i") for start, end in fact.cue)
    else:
        yield from (Mark(start=start, end=end, element="mark") for start, end in spans_of(fact))


def note(fact: Counted, links: Links, text: str) -> Note:
    """A fact in a few words."""
    match fact:
        case Figure():
            said = amount(fact, text[fact.start : fact.end])
            when = as_of(fact.as_of)
            dated = when if when == "undated" else f"as of {when}"
            words = f"{plain(fact.kind)} {said} · {giver(fact.giver)} · {dated}"
        case Statement():
            words = f"{plain(fact.speaker or 'source not named')} · {fact.stance}"
        case Event():
            who = " → ".join(plain(one) for one in (fact.actor, fact.target) if one)
            status = "" if fact.status == "actual" else f" [{fact.status}]"
            words = " · ".join(filter(None, (f"{plain(fact.kind)}{status}", who, fact.place and plain(fact.place))))
        case Unresolved():
            words = f"“{plain(text[fact.start : fact.end])}” {plain(fact.why)}"
    kind = "s" if isinstance(fact, Statement) else CSS[type(fact)]
    return Note(kind=kind, says=words, href=links.row(fact.id))


def in_context(fact: Counted, held: Text) -> Markup:
    """The sentences that hold a fact, with the fact marked; cut where they are very long."""
    spans = spans_of(fact)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    around = [(s, e) for s, e in held.sentences if s < end and start < e]
    return _cut(held.text, min([start, *(s for s, _ in around)]), max([end, *(e for _, e in around)]), start, end, fact)


def _cut(text: str, first: int, last: int, start: int, end: int, fact: Counted) -> Markup:
    before, after = max(first, start - LONGEST // 2), min(last, max(end, start + LONGEST))
    after = min(after, before + 2 * LONGEST)
    shown = marked(text, (before, after), quoted_marks(fact))
    return Markup("{}{}{}").format("… " if before > first else "", shown, " …" if after < last else "")


def passage(text: str, span: Span, changed: Iterable[Span]) -> Markup:
    """A shared passage with the stretches in which the two reports differ."""
    return marked(text, span, [Mark(start=s, end=e, css="changed") for s, e in changed])
