"""What the steps of the corpus half ask of one report by itself, worked out in the workers while it is at hand.

To unpack a report again for every step takes longer than most steps do; and what needs no other report need not wait
for the one process that compares them all.  What needs not even the record's names is made right after a report has
been read, before it is packed at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import msgspec

from dateline.garbage import no_cycles
from dateline.link import copies, matters, said
from dateline.link.counted import Around, read_around
from dateline.link.entities import Linked, rename
from dateline.link.kept import Part, packed
from dateline.link.named import read_named
from dateline.link.names import load_matcher
from dateline.link.stories import pack_lead
from dateline.reconcile import daily, dating, disputes, support
from dateline.records import Annotation, Entity, Published, Report
from dateline.store import lay_out, pack, pack_result

TOGETHER = 16
"""Reports that are handed to a worker at a time."""


class Read(NamedTuple):
    """A report that was read."""

    reading: bytes
    """What was read in it, as the record keeps it."""
    ready: tuple[tuple[str, bytes], ...]
    """By step what the corpus half asks of it alone, packed, as long as no neighbour tells its date."""


@no_cycles()
def read_out(report: Report, annotation: Annotation) -> Read:
    """A reading as it leaves the worker that made it."""
    found = {report.id: annotation}
    dated = ((part.step, pack_result(part.make(report.id))) for part in parts_of_dated([report], found))
    of_report = (
        (LEAD, pack_lead(report, annotation)),
        (NAMES, pack_result(read_named(annotation, _matcher()))),
        (AROUND, packed(read_around(report, annotation))),
    )
    ready = (*copies.of_report(report, annotation), *of_report, *dated)
    return Read(pack(annotation), ready)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A report as a worker gets it."""

    report: Report
    reading: bytes
    """What was read in it, as the record keeps it."""
    date: Published | None
    """When it was published, where its neighbours tell."""
    linked: Linked
    """Those of the record's entities that it names."""
    around: bytes | None
    """What the words around its figures say (AROUND), where that is ready."""
    steps: tuple[str, ...]
    """Whose parts are wanted."""


def parts_of_dated(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> tuple[Part[Any], ...]:
    """What rests on a report's text, date and reading."""
    return support.part(annotations), *daily.parts(reports, annotations)


def parts_of_named(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    entities: Sequence[Entity],
    around: Mapping[str, Sequence[Around]] | None = None,
) -> tuple[Part[Any], ...]:
    """What rests on the record's names as well.  What the words `around` figures say may be at hand."""
    return (
        *matters.parts(reports, annotations, entities, around),
        *said.parts(reports, annotations),
        *disputes.parts(reports, annotations, entities),
        _facts(reports, annotations),
    )


def _facts(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> Part[bytes]:
    """All facts of a report as the record shows them: written, and not kept to be looked at again."""
    texts = {report.id: report.text for report in reports}
    return Part(FACTS, bytes, lambda id: lay_out(annotations[id], texts[id]))


FACTS, LEAD, NAMES, AROUND = "facts", "lead", "named", "around"
DATED = tuple(part.step for part in parts_of_dated([], {}))
NAMED = tuple(part.step for part in parts_of_named([], {}, ()))


@no_cycles()
def answer(_block: int, handed: Sequence[Handed]) -> list[tuple[str, str, bytes]]:
    """(step, report, packed result) of all that is wanted of each of these."""
    return [found for one in handed for found in _answer(one)]


def _answer(handed: Handed) -> list[tuple[str, str, bytes]]:
    report, found = handed.report, _unpack(handed.reading)
    if handed.date:
        found = dating.redate(found, handed.date, report.genre)
    annotations = {report.id: rename(found, handed.linked)}
    around = {report.id: _unpack_around(handed.around)} if handed.around else None
    parts = (
        *parts_of_dated([report], annotations),
        *parts_of_named([report], annotations, handed.linked.entities, around),
    )
    wanted = (part for part in parts if part.step in handed.steps)
    return [(part.step, report.id, pack_result(part.make(report.id))) for part in wanted]


_unpack_around = msgspec.msgpack.Decoder(tuple[Around, ...]).decode
_unpack = msgspec.msgpack.Decoder(Annotation).decode
_matcher = cache(load_matcher)
