"""The order of work on the whole pile once each report has been read, and nothing else.

copies  →  leads  →  date the undated  →  names  →  origins  →  what steps ask of one report  →  accounts  →  series
→  claims  →  support  →  stories  →  disputes  →  timeline
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dateline.engines import Engine, Lost, group
from dateline.engines.local import Local
from dateline.garbage import no_cycles
from dateline.link import claims, copies, matters, stories
from dateline.link import entities as linked
from dateline.link.kept import key_of
from dateline.parts import AROUND, DATED, FACTS, NAMED, TOGETHER, Handed, answer
from dateline.reconcile import courses, dating, disputes, support, timeline
from dateline.records import Annotation, Report
from dateline.rules import CORPUS_RULES, rules_digest
from dateline.store import KeptInRecord, Writer, pack, whole

MANY = 500
"""Reports from which on it pays to start other processes for what is asked of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What holds across reports."""

    groups: Mapping[str, Sequence[object]]
    digests: Mapping[str, bytes]
    """Of all that the facts of each report are made from."""


def stands_on(writer: Writer, held: Mapping[str, Report]) -> str:
    """A digest of all that settling these reports is made from: what was settled from the same stands as it is."""
    read = ((id, *made_from) for id, made_from in sorted(writer.read_with().items()) if id in held)
    parts = (rules_digest(CORPUS_RULES), *(part for one in read for part in one))
    decided = key_of(*(pack(decision) for decision in writer.decisions()))
    return key_of(decided, *(part.encode("utf-8", "surrogatepass") for part in parts)).hex()


@no_cycles()
def settle(writer: Writer, held: Mapping[str, Report], engine: Engine) -> Settled:
    """The corpus half of the record: a function of the set of readings and of what people decided.

    Annotations are unpacked as a step asks for them: no more than a few are in memory.  What an earlier build worked
    out from reports that are as they were is taken from there (see link.kept).
    """
    read = writer.readings(held)
    annotated = list(read)
    reports = [held[id] for id in annotated]
    digests = {id: key_of(*(part.encode() for part in made_from)) for id, made_from in writer.read_with().items()}
    rules = rules_digest(CORPUS_RULES)
    kept = writer.kept(digests, rules)
    layouts = writer.layouts(held)
    shared = copies.find_copies(reports, layouts, kept)
    leads = stories.find_leads(reports, layouts, kept)
    dates = dating.date_reports(reports, read, shared, kept, layouts)
    digests = digests | {id: key_of(digests[id], pack(date)) for id, date in dates.items()}
    of_dated = writer.kept(digests, rules)

    def dated(id: str) -> Annotation:
        return dating.redate(read[id], dates[id], held[id].genre) if id in dates else read[id]

    before = kept.aside("redated", Annotation, annotated, dated) if dates else read
    named = linked.find_names(read, writer.decisions(), kept=kept)
    annotations = kept.aside("renamed", Annotation, annotated, lambda id: linked.rename(before[id], named.of(id)))
    whom = named.marks()
    digests = {id: key_of(digests[id], mark.tobytes()) for id, mark in zip(sorted(annotated), whom, strict=True)}
    of_named = writer.kept(digests, rules)
    origins = copies.find_origins(reports, shared)

    around = kept.ready(AROUND)

    def handed(id: str, steps: tuple[str, ...]) -> Handed:
        return Handed(
            report=whole(held[id]),
            reading=read.packed(id),
            date=dates.get(id),
            around=None if id in dates else around(id),
            linked=named.of(id),
            steps=steps,
        )

    with kept.at_once():  # or a build that ends in between leaves results of reports as they are now for what they were
        of_dated.take_ready(DATED, set(annotated) - dates.keys())
        lacking = of_dated.make_whole(DATED, annotated)
    _ask_each(handed, annotated, lacking, of_dated, of_named, writer, engine)
    counts = matters.find_accounts(reports, annotations, named.entities, leads, of_named)
    told = courses.find_courses(counts, shared, of_named)
    unmade = claims.find_claims(counts, reports, annotations, origins, shared, of_named)
    claimed = support.add_support(unmade, counts, reports, annotations, shared, of_dated)
    groups: dict[str, Sequence[object]] = {
        "entities": named.entities,
        "copies": shared,
        "origins": origins,
        "stories": stories.find_stories(reports, annotations, origins, leads, kept),
        "claims": claimed.claims,
        "series": told.series,
        "disputes": disputes.find_disputes(
            told.disputes, reports, annotations, named.entities, claimed.of_several, of_named
        ),
        "timeline": timeline.build_timeline(reports, annotations, origins, leads, of_dated),
        "suggestions": named.suggestions,
        "orphans": named.orphans,
    }
    return Settled(groups=groups, digests=digests)


def _ask_each(
    handed: Callable[[str, tuple[str, ...]], Handed],
    reports: Sequence[str],
    of_dates: Mapping[str, tuple[str, ...]],
    of_dated: KeptInRecord,
    of_named: KeptInRecord,
    writer: Writer,
    engine: Engine,
) -> None:
    """Has the parts of the reports worked out that the record does not have, and keeps them; their facts, too, which
    the record remembers under the same digests once they are written.  `of_dates` are the steps of DATED that lack."""
    of_names = [step for step in NAMED if step != FACTS]
    wanted = (
        of_dates,
        of_named.make_whole(of_names, reports),
        dict.fromkeys(of_named.lacking(FACTS, reports), (FACTS,)),
    )
    lacking = {id: tuple(chain(*(steps.get(id, ()) for steps in wanted))) for id in sorted({*chain(*wanted)})}
    block = {id: place // TOGETHER for place, id in enumerate(lacking)}
    items = (handed(id, steps) for id, steps in lacking.items())
    run = engine if len(lacking) >= MANY else Local()
    for answers in group(run, lambda one: block[one.report.id], answer, items):
        # a block that ended every worker is worked out here: what it does to this process, it says
        done = answer(*answers.item) if isinstance(answers, Lost) else answers
        of_dated.put(one for one in done if one[0] in DATED)
        of_named.put(one for one in done if one[0] in NAMED and one[0] != FACTS)
        writer.take_facts((id, rows) for step, id, rows in done if step == FACTS)
    of_dated.made_whole(DATED)
    of_named.made_whole(of_names)
