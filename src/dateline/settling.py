"""The order of work on the whole pile once each report has been read, and nothing else.

copies  →  leads  →  date the undated  →  names  →  origins  →  what steps ask of one report  →  accounts  →  series
→  claims  →  support  →  stories  →  disputes  →  timeline
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.garbage import no_cycles
from dateline.link import claims, copies, matters, said, stories
from dateline.link import entities as linked
from dateline.link.kept import Kept, each_report, key_of
from dateline.reconcile import courses, daily, dating, disputes, support, timeline
from dateline.records import Annotation, Report
from dateline.rules import CORPUS_RULES, rules_digest
from dateline.store import Writer, pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What holds across reports."""

    annotations: Mapping[str, Annotation]
    """Under the names of the record."""
    groups: Mapping[str, Sequence[object]]
    digests: Mapping[str, bytes]
    """Of all that each annotation is made from."""


def stands_on(writer: Writer, held: Mapping[str, Report]) -> str:
    """A digest of all that settling these reports is made from: what was settled from the same stands as it is."""
    read = ((id, *made_from) for id, made_from in sorted(writer.read_with().items()) if id in held)
    parts = (rules_digest(CORPUS_RULES), *(part for one in read for part in one))
    decided = key_of(*(pack(decision) for decision in writer.decisions()))
    return key_of(decided, *(part.encode("utf-8", "surrogatepass") for part in parts)).hex()


@no_cycles()
def settle(writer: Writer, held: Mapping[str, Report]) -> Settled:
    """The corpus half of the record: a function of the set of readings and of what people decided.

    Annotations are unpacked as a step asks for them: no more than a few are in memory.  What an earlier build worked
    out from reports that are as they were is taken from there (see link.kept).
    """
    read, made_from = writer.readings(held), writer.read_with()
    annotated = list(read)
    reports = [held[id] for id in annotated]
    digests = {id: key_of(*(part.encode() for part in made_from[id])) for id in annotated}
    rules = rules_digest(CORPUS_RULES)
    kept = writer.kept(digests, rules)
    layouts = writer.layouts(held)
    shared = copies.find_copies(reports, layouts, kept)
    leads = stories.find_leads(reports, layouts, kept)
    dates = dating.date_reports(reports, read, shared, kept)
    digests = digests | {id: key_of(digests[id], pack(date)) for id, date in dates.items()}
    of_dated = writer.kept(digests, rules)

    def dated(id: str) -> Annotation:
        return dating.redate(read[id], dates[id], held[id].genre) if id in dates else read[id]

    before = kept.aside("dated", Annotation, annotated, dated) if dates else read
    named = linked.link_entities(read, writer.decisions(), kept=kept)
    annotations = kept.aside("named", Annotation, annotated, lambda id: linked.rename(before[id], named))
    digests = _digests_of_names(before, named, digests, of_dated)
    of_named = writer.kept(digests, rules)
    origins = copies.find_origins(reports, shared)
    of_dated.ahead((support.part(annotations), *daily.parts(reports, annotations)), annotated)
    of_named.ahead(
        (
            *matters.parts(reports, annotations, named.entities),
            *said.parts(reports, annotations),
            *disputes.parts(reports, annotations, named.entities),
        ),
        annotated,
    )
    counts = matters.find_accounts(reports, annotations, named.entities, leads, of_named)
    told = courses.find_courses(counts, shared, of_named)
    blocks = claims.find_claims(counts, reports, annotations, origins, shared, of_named)
    claimed = support.add_support(blocks, counts, reports, annotations, shared, of_dated)
    groups: dict[str, Sequence[object]] = {
        "entities": named.entities,
        "copies": shared,
        "origins": origins,
        "stories": stories.find_stories(reports, annotations, origins, leads),
        "claims": claimed,
        "series": told.series,
        "disputes": disputes.find_disputes(
            told.disputes, reports, annotations, named.entities, claimed, of_named
        ),
        "timeline": timeline.build_timeline(reports, annotations, origins, leads, of_dated),
        "suggestions": named.suggestions,
        "orphans": named.orphans,
    }
    return Settled(annotations=annotations, groups=groups, digests=digests)


def _digests_of_names(
    annotations: Mapping[str, Annotation], named: linked.Linked, digests: Mapping[str, bytes], kept: Kept
) -> dict[str, bytes]:
    """The digest of each report together with what the record knows of those that it names, but for other spellings."""
    of_record = {entity.id: entity for entity in named.entities}

    @cache
    def known(id: str) -> bytes:
        return key_of(pack(replace(of_record[named.same_as[id]], names=(), why=())))

    found = each_report(
        kept, "entities", tuple[str, ...], annotations, lambda id: tuple(one.id for one in annotations[id].entities)
    )
    return {id: key_of(digests[id], *(known(one) for one in entities)) for id, entities in found}
