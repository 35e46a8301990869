"""A record of very many reports, written in seconds: copies of a small record's reports under other ids.

Each copy has facts, claims, courses, disputes and days of its own, as dense as the small record's.  Of the entities,
those of the kinds in `own` are others in each copy; the rest (places, say) are the same in all, and so turn up in a
share of all reports however many there are.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from dateline.records import FACTS, GROUPS, Annotation, Document, Report
from dateline.store import Record, lay_out, writing

NUMBER = "\ue000"
"""Stands where a copy has its number."""


class Many:
    """The reports of a small record, to be copied."""

    def __init__(self, record: Record, own: Collection[str] = ()) -> None:
        reports, documents = record.reports(), record.documents()
        entities = record.groups("entities")
        self._report_ids = reports.keys()
        self._same = {entity.id for entity in entities if entity.kind not in own}
        self._ids = re.compile(rf"(?<=[\":])(?:{'|'.join(map(re.escape, reports))})(?=\")|\b[a-z]-[0-9a-f]{{16}}\b")
        self._own = [(self._template(entity), entity) for entity in entities if entity.id not in self._same]
        self._shared = [entity for entity in entities if entity.id in self._same]
        self.reports = [self._template(report) for report in reports.values()]
        self.annotations = [self._template(_annotation(record, documents[id])) for id in reports]
        self.groups = {
            table: [self._template(group) for group in record.groups(table)] for table in GROUPS if table != "entities"
        }

    def _template(self, value: object) -> str:
        """JSON in which every id that is another in each copy has NUMBER in place of its end."""

        def other(found: re.Match[str]) -> str:
            id = found[0]
            if id in self._report_ids:
                return f"{id}.{NUMBER}"
            return id if id in self._same or id.startswith("r-") else f"{id[:-6]}{NUMBER}"

        return self._ids.sub(other, msgspec.json.encode(value).decode())

    def write(self, path: Path, size: int) -> None:
        """A record of `size` reports."""
        copies = -(-size // len(self.reports))
        reports: dict[str, Report] = {}
        for report in islice(_copied(self.reports, Report, copies), size):
            reports[report.id] = report
        groups: dict[str, list[Any]] = {
            table: list(_copied(templates, GROUPS[table], copies)) for table, templates in self.groups.items()
        }
        groups["entities"] = [*self._shared, *_copied([text for text, _ in self._own], GROUPS["entities"], copies)]
        with writing(path) as writer, writer.transaction():
            writer.replace_reports(reports, [])
            annotations = _Annotations(self.annotations, list(reports))
            writer.take_facts((id, lay_out(found, reports[id].text)) for id, found in annotations.items())
            writer.replace_findings(groups, dict.fromkeys(reports, b""))
            writer.set_meta(state="complete")


class _Annotations(Mapping[str, Annotation]):
    """The annotations of the copies, made as they are asked for."""

    def __init__(self, templates: list[str], ids: list[str]) -> None:
        self._templates = templates
        self._at = {id: number for number, id in enumerate(ids)}
        self._decode = msgspec.json.Decoder(Annotation).decode

    def __getitem__(self, id: str) -> Annotation:
        number, which = divmod(self._at[id], len(self._templates))
        return self._decode(self._templates[which].replace(NUMBER, f"{number:06x}"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


def _copied(templates: list[str], kind: type, copies: int) -> Iterator[Any]:
    decode: Callable[[str], Any] = msgspec.json.Decoder(kind).decode
    return (decode(text.replace(NUMBER, f"{number:06x}")) for number in range(copies) for text in templates)


def _annotation(record: Record, document: Document) -> Annotation:
    """What the record's tables hold of a report."""
    facts: dict[str, Any] = {table: tuple(fact for _, fact in record.facts(table, document.id)) for table in FACTS}
    about = {name: getattr(document, name) for name in ("published", "boilerplate", "title_span", "sentences")}
    return Annotation(id=document.id, **about, **facts)
