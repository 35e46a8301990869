"""Reads what pages show of a record: a dossier."""

import re
from collections.abc import Mapping

from dateline.records import Document, Origin, Published, Report, Span, spans_of
from dateline.store import Record
from dateline.web.dossier import Counted, Dossier, Head, anchor
from dateline.wording import letters, plain, shortened

WEB = re.compile(r"(?i)https?://[a-z0-9.:\[\]-]+(?:[/?#][!#-;=?-_a-z~]*)?").fullmatch
"""An address that may be a link: http or https, a plain host, no character that needs escaping."""


def read_dossier(record: Record) -> Dossier:
    """Reads what pages show of a record.  Raises RecordError."""
    documents = record.documents()
    origins: list[Origin] = record.groups("origins")
    origin_of = {report: origin for origin in origins for report in origin.reports}
    named = dict(zip((o.id for o in origins if len(o.reports) > 1), letters(), strict=False))
    reports = record.reports()
    heads_read = [_head(report, documents.get(id), origin_of.get(id), named) for id, report in reports.items()]
    facts: dict[str, Counted] = {}
    home: dict[str, str] = {}
    for table in ("statements", "figures", "events", "unresolved"):
        for report, fact in record.facts(table):
            facts[fact.id], home[fact.id] = fact, report
    heads = {head.id: head for head in sorted(heads_read, key=_by_date)}
    rank = {id: number for number, id in enumerate(heads)}
    order = sorted(facts, key=lambda id: (rank[home[id]], spans_of(facts[id])[:1], id))
    mentioned: dict[str, dict[str, tuple[int, Span]]] = {}
    for report, mention in record.facts("mentions"):
        for entity in dict.fromkeys((mention.entity, mention.place)):
            if entity:
                here = (mention.start, mention.end)
                count, first = mentioned.setdefault(entity, {}).get(report, (0, here))
                mentioned[entity][report] = (count + 1, min(first, here))
    entities = {entity.id: entity for entity in record.groups("entities")}
    known = entities.keys()
    return Dossier(
        name=record.path.stem,
        meta=record.meta(),
        heads=heads,
        origins=origins,
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
        greyed=sum(end - start for document in documents.values() for start, end in document.boilerplate),
        characters=sum(len(report.text) for report in reports.values()),
        quantities=record.count("quantities"),
    )


def _head(report: Report, document: Document | None, origin: Origin | None, named: Mapping[str, str]) -> Head:
    url = report.url if report.url and WEB(report.url) else None
    first_line = report.text[slice(*document.title_span)] if document and document.title_span else ""
    title = shortened(plain(report.title or first_line), 200)
    return Head(
        id=report.id,
        anchor=anchor(report.id),
        title=title or shortened(plain(report.text[:200]), 80) or "(no text)",
        named=bool(title),
        publisher=plain(report.publisher or "") or None,
        url=url,
        address=plain(report.url or "") or None,
        paths=tuple(map(plain, report.paths)),
        byline=plain(report.byline or "") or None,
        agency=plain(report.agency or "") or None,
        published=document.published if document else Published(),
        evidence=tuple((plain(one.field), plain(one.value), plain(one.source)) for one in report.evidence),
        origin=origin.id if origin else "",
        letter=named.get(origin.id, "") if origin else "",
    )


def _by_date(head: Head) -> tuple[bool, str, str, str]:
    return not head.day, head.day, head.title, head.id
