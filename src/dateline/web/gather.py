"""Reads what pages show of a record: a dossier."""

import re
from collections.abc import Iterator

from dateline.records import Document, Origin, Published, Report, Span, spans_of
from dateline.store import Record
from dateline.web.dossier import Counted, Dossier, Head, anchor
from dateline.wording import headline, letters, plain, shortened

WEB = re.compile(r"(?i)https?://[a-z0-9.:\[\]-]+(?:[/?#][!#-;=?-_a-z~]*)?").fullmatch
"""An address that may be a link: http or https, a plain host, no character that needs escaping."""


def read_heads(record: Record) -> Iterator[tuple[Head, Report, Document | None]]:
    """Each report with what was found out about it as a whole, in the order of their ids; one at a time in memory."""
    named, origin_of = letters(), dict[str, tuple[str, str]]()
    for origin in record.all(Origin, "origins"):
        letter = next(named) if len(origin.reports) > 1 else ""
        origin_of |= dict.fromkeys(origin.reports, (origin.id, letter))
    documents = record.all(Document, "document", order="id")
    document = next(documents, None)
    for report in record.all(Report, "report", order="id"):
        while document and document.id < report.id:
            document = next(documents, None)
        own = document if document and document.id == report.id else None
        yield _head(report, own, *origin_of.get(report.id, ("", ""))), report, own


def read_dossier(record: Record) -> Dossier:
    """Reads what pages show of a record.  Raises RecordError."""
    heads_read = []
    greyed = characters = 0
    for head, report, document in read_heads(record):
        heads_read.append(head)
        characters += len(report.text)
        greyed += sum(end - start for start, end in document.boilerplate) if document else 0
    facts: dict[str, Counted] = {}
    home: dict[str, str] = {}
    for table in ("statements", "figures", "events", "unresolved"):
        for id, fact in record.facts(table):
            facts[fact.id], home[fact.id] = fact, id
    heads = {head.id: head for head in sorted(heads_read, key=by_date)}
    rank = {id: number for number, id in enumerate(heads)}
    order = sorted(facts, key=lambda id: (rank[home[id]], spans_of(facts[id])[:1], id))
    mentioned: dict[str, dict[str, tuple[int, Span]]] = {}
    for id, mention in record.facts("mentions"):
        for entity in dict.fromkeys((mention.entity, mention.place)):
            if entity:
                here = (mention.start, mention.end)
                count, first = mentioned.setdefault(entity, {}).get(id, (0, here))
                mentioned[entity][id] = (count + 1, min(first, here))
    entities = {entity.id: entity for entity in record.groups("entities")}
    known = entities.keys()
    return Dossier(
        name=record.path.stem,
        meta=record.meta(),
        heads=heads,
        origins=record.groups("origins"),
        copies=[copy for copy in record.groups("copies") if copy.a in heads and copy.b in heads],
        series=sorted(record.groups("series"), key=lambda s: (-len(s.points), s.kind, s.place or "", s.id)),
        claims=sorted(record.groups("claims"), key=lambda c: (-len(c.origins), -len(c.reports), c.kind, c.id)),
        disputes=record.groups("disputes"),
        days=sorted(record.groups("timeline"), key=lambda day: (day.date, -day.weight, day.text)),
        entities=entities,
        problems=record.problems(),
        suggestions=sorted(
            (one for one in record.groups("suggestions") if {one.a, one.b} <= known), key=lambda s: (-s.score, s.a, s.b)
        ),
        orphans=record.groups("orphans"),
        retired=[(gone.id, gone.reason) for gone in record.retired()],
        facts={id: facts[id] for id in order},
        home={id: home[id] for id in order},
        mentioned=mentioned,
        greyed=greyed,
        characters=characters,
        quantities=record.count("quantities"),
    )


def _head(report: Report, document: Document | None, origin: str, letter: str) -> Head:
    url = report.url if report.url and WEB(report.url) else None
    return Head(
        id=report.id,
        anchor=anchor(report.id),
        title=shortened(headline(report, document), 200) or "(no text)",
        named=bool(report.title or (document and document.title_span)),
        publisher=plain(report.publisher or "") or None,
        url=url,
        address=plain(report.url or "") or None,
        paths=tuple(map(plain, report.paths)),
        byline=plain(report.byline or "") or None,
        agency=plain(report.agency or "") or None,
        published=document.published if document else Published(),
        evidence=tuple((plain(one.field), plain(one.value), plain(one.source)) for one in report.evidence),
        origin=origin,
        letter=letter,
    )


def by_date(head: Head) -> tuple[bool, str, str, str]:
    """The order of reports: by their dates, undated ones last."""
    return not head.day, head.day, head.title, head.id
