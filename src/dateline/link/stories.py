"""Which reports are about one event.

The lead of a report (its first words) says what the event is.  Leads are compared as bags of stems; names and numbers
weigh more, and rare words are capped, for the word that only two reports use says less than the name that all do.
Origins are then joined by mean linkage, and a tight group does not take in what is merely of its topic: two
earthquakes in one country share most of their words.  One or two reports that are left over in the end, short ones as a
rule, which have few words to share, go to the group that is clearly the nearest.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import log, sqrt
from operator import itemgetter

import numpy as np

from dateline.link.groups import Union, join_by_mean
from dateline.link.kept import Afresh, Kept, each_report
from dateline.link.neighbours import Index, Row, pairs_of, rank_neighbours
from dateline.link.terms import read_words, weigh
from dateline.records import Annotation, Document, Origin, Report, Story, group_id

LEAD = 150
"""Words that say what a report is about."""
RAREST = 3.75
NAME = 1.5
"""How much more a name or a number weighs."""
NEIGHBOURS = 30
FLOOR = 0.14
"""The least mean cosine between two groups of reports, and
COHESION, the least part of the mean inside them that it must reach."""
COHESION = 0.57
LEFT_OVER = 2
"""Reports that may have been left over, and
CLEARLY, how many times nearer one group (of more reports than that) must be than the next for them to go there, and
IN_COMMON, how many telling words (of weight TELLING) they must share with one of its reports in the mean: the name of a
country alone makes no story."""
CLEARLY = 1.5
IN_COMMON = 2
TELLING = 2.0
HALVED = 14
"""Days between the dates printed that halve how alike two reports are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """What the leads of reports have in common."""

    near: Mapping[str, Row]
    """The reports whose leads are nearest, for each, by the rarer words."""
    alike: Mapping[str, dict[str, tuple[float, int]]]
    """How alike two of them are by all words, and how many telling words they share: smaller id, larger id."""
    printed: Mapping[str, date]
    """The day a report says it was printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    words: dict[str, float]
    printed: date | None


def find_leads(
    reports: Sequence[Report], annotations: Mapping[str, Annotation | Document], kept: Kept | None = None
) -> Leads:
    """The leads of all reports laid beside each other; `annotations` say what is litter, what a sentence, what day."""
    kept = kept or Afresh()
    by_id = {report.id: report for report in reports}
    index, printed = Index(), {}

    def read(id: str) -> _Lead:
        annotation = annotations.get(id)
        return _Lead(words=lead_vector(by_id[id], annotation), printed=_day(annotation) if annotation else None)

    for id, lead in each_report(kept, "lead", _Lead, by_id, read):
        index.add(id, lead.words)
        if lead.printed:
            printed[id] = lead.printed
    near = kept.together(
        "near leads", Row, {id: kept.of(id) for id in index.names},
        lambda before: rank_neighbours(index, floor=FLOOR / 4, most=NEIGHBOURS, before=before),
    )  # fmt: skip
    # not kept: to look a likeness up takes as long as to work it out
    telling = np.array([weigh(stem) >= TELLING for stem in index.terms], dtype=np.bool_)
    alike: dict[str, dict[str, tuple[float, int]]] = {id: {} for id in index.names}
    for id, pairs in groupby(pairs_of(near), key=itemgetter(0)):
        others = [other for _, other in pairs]
        alike[id] = dict(zip(others, index.beside(id, others, telling), strict=True))
    return Leads(near=near, alike=alike, printed=printed)


def find_stories(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    origins: Sequence[Origin],
    leads: Leads | None = None,
) -> list[Story]:
    """The partition of the reports into stories, sorted by id; a report may stand alone.  Origins stay whole."""
    leads = leads or find_leads(reports, annotations)
    origin_of = {id: origin.id for origin in origins for id in origin.reports}
    inside: dict[str, float] = defaultdict(float)
    alike: dict[tuple[str, str], float] = defaultdict(float)
    common: dict[tuple[str, str], int] = defaultdict(int)
    for a, b in pairs_of(leads.near):
        score, words = leads.alike[a][b]
        score *= _fade(leads.printed.get(a), leads.printed.get(b))
        low, high = sorted((origin_of[a], origin_of[b]))
        if low == high:
            inside[low] += score
        else:
            alike[low, high] += score
            common[low, high] += words
    sizes = {origin.id: len(origin.reports) for origin in origins}
    groups = Union(sizes)
    for a, b in join_by_mean(sizes, alike, floor=FLOOR, neighbours=NEIGHBOURS, cohesion=COHESION, inside=inside):
        groups.join(a, b)
    for a, b in _left_over(sizes, groups, alike, common):
        groups.join(a, b)
    members = {origin.id: origin.reports for origin in origins}
    stories = [sorted(id for origin in group for id in members[origin]) for group in groups.sets().values()]
    return [Story(id=group_id("story", found), reports=tuple(found)) for found in sorted(stories)]


def _left_over(
    sizes: Mapping[str, int],
    groups: Union,
    alike: Mapping[tuple[str, str], float],
    common: Mapping[tuple[str, str], int],
) -> list[tuple[str, str]]:
    """Groups of no more than LEFT_OVER reports, each after the larger one that is clearly the nearest, if one is."""
    size: dict[str, int] = defaultdict(int)
    for origin, n in sizes.items():
        size[groups.top(origin)] += n
    near: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for (a, b), score in alike.items():
        for one, other in ((groups.top(a), groups.top(b)), (groups.top(b), groups.top(a))):
            if size[one] <= LEFT_OVER < size[other]:
                pairs = size[one] * min(size[other], NEIGHBOURS)
                near[one][other][0] += score / pairs
                near[one][other][1] += common[a, b] / pairs
    found = []
    for one, groups_near in sorted(near.items()):
        ranked = sorted((-round(mean, 9), other, shared) for other, (mean, shared) in groups_near.items())
        best, home, shared = ranked[0]
        next_best = ranked[1][0] if ranked[1:] else 0.0
        if -best >= max(FLOOR, CLEARLY * -next_best) and shared >= IN_COMMON:
            found.append((home, one))
    return found


def lead_vector(report: Report, annotation: Annotation | Document | None) -> dict[str, float]:
    """The weighted stems of the first LEAD words, of unit length."""
    skip = () if annotation is None else (*annotation.boilerplate, *annotation.captions)
    opens = {start for start, _ in annotation.sentences} if annotation else set()
    words = read_words(report.text[: 20 * LEAD], (), skip)
    counts = Counter(words.stem[:LEAD])
    names = {
        stem
        for stem, start in zip(words.stem[:LEAD], words.start, strict=False)
        if stem[0].isdigit() or (report.text[start].isupper() and (start not in opens or weigh(stem) >= RAREST))
    }
    weight = dict(zip(words.stem, words.weight, strict=True))
    vector = {
        stem: (1 + log(n)) * min(weight[stem], RAREST) * (NAME if stem in names else 1.0)
        for stem, n in counts.items() if weight[stem]
    }  # fmt: skip
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {stem: value / length for stem, value in sorted(vector.items())}


def _day(annotation: Annotation | Document) -> date | None:
    """The day a report was printed, where it says so: a guess must not keep two reports apart."""
    best = annotation.published.best
    explicit = annotation.published.explicit and annotation.published.precision in ("day", "minute")
    return date.fromisoformat(best[:10]) if best and explicit else None


def _fade(a: date | None, b: date | None) -> float:
    """How much of a likeness is left after the days between two dates printed; all of it where one is unknown."""
    return 1.0 if a is None or b is None else 0.5 ** (abs((a - b).days) / HALVED)
