"""Text that reports share: whole reports that stem from one text (origins), and single passages (copies).

Two searches, both through an index and verified word by word or sentence by sentence:

- *Verbatim*: reports that share runs of five words (shingles) are laid against each other; runs of equal words with
  small gaps between them make a passage.  Words that both reports print between quotation marks are no evidence: two
  reporters may hear one speech.
- *Told again* (another translation, or every sentence reworded): reports that share rare words, names and numbers have
  their sentences aligned in order, and the weight of the words that aligned sentences share is measured.  After
  Gale & Church (1993), with shared words in the place of lengths.

A report is compared with a limited number of neighbours, whatever the size of the pile; identical texts only once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from heapq import merge
from itertools import groupby, pairwise, repeat
from math import log
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dateline.link.groups import Union, join_by_mean
from dateline.link.kept import Afresh, Kept, each_report, key_of, pair_name
from dateline.link.neighbours import Index, Row, pairs_of, rank_neighbours
from dateline.link.terms import Words, read_words, weigh
from dateline.records import Annotation, Copy, Origin, Report, Span, group_id

SHINGLE = 5
NEIGHBOURS = 20
"""A shingle links a report to so many others at most: those that follow it in the order of ids."""
SHORTEST = 10
"""Words outside quotation marks, and
MASS, their least weight together: shorter or plainer runs recur by chance ("on condition of anonymity").
SHORTER runs count beside one that proves it."""
SHORTER = 6
MASS = 18.0
GAP = 6
"""Words that may differ between two runs of one passage."""
FEATURES = 60
"""Rare words of a report that others are looked up by."""
CANDIDATES = 8
LIKELY = 0.2
"""Cosine over looked-up words below which sentences are not aligned."""
ALIGNED = 0.15
"""The least that two aligned sentences share (Dice, by weight)."""
RETOLD = 0.06
"""What the share of two whole reports (Dice, by weight, in aligned sentences), times the part of the shorter one
that is aligned, must reach, and
RETOLD_PROOF divided by the weight of what they share on top of it: two short reports on one event are alike anyhow."""
RETOLD_PROOF = 20.0
RETOLD_SENTENCES = 2
OUTSIDE = 30.0
"""The least weight that aligned sentences share outside passages that are equal word by word: with less there is no
more to it than a common passage."""
RETOLD_WHOLE = 0.18
"""The share from which on such a pair is one text; with less, they have told passages in common."""
RETOLD_MEAN = 0.08
"""The mean share between two groups of reports that are joined."""
WHOLE_BOTH = 0.58
"""Two reports are one text where they share so much of both together, or
WHOLE_SHORTER of the shorter and WHOLE_LONGER of the longer: a brief inside a round-up is a passage."""
WHOLE_SHORTER = 0.8
WHOLE_LONGER = 0.25
EDITED = 0.3
"""The share of equal runs from which on a text told again is an edited copy rather than another translation."""
FURNITURE = 0.5
"""The part of a passage in runs that more than NEIGHBOURS reports have, above which it is furniture of a site."""
CUT = 0.05
"""What a copy may lack of its source and still be called verbatim."""
AT_HAND = 1000
"""Reports whose runs are in memory while pairs are compared."""


Numbers = NDArray[np.int64]


def find_copies(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], kept: Kept | None = None
) -> list[Copy]:
    """All pairs of reports that share text, with the aligned spans on both sides, sorted by (a, b); always a < b.

    `annotations` (by report id) gives the sentences, what is boilerplate, and the dates printed.  Of identical texts,
    each is paired with the one of the smallest id only.  What `kept` has of pairs is not compared again.
    """
    kept = kept or Afresh()
    by_id = {report.id: report for report in reports}
    words = kept.aside("words", Words, by_id, lambda id: _read(by_id[id], annotations.get(id)))
    twins: list[tuple[str, str]] = []
    first: dict[bytes, str] = {}
    prints: dict[str, NDArray[np.uint32]] = {}
    index = Index()
    for id, told in each_report(kept, "print", _Print, by_id, lambda id: _print(words[id])):
        if first.setdefault(told.words, id) != id and told.words:
            twins.append((first[told.words], id))
        elif told.words:
            prints[id] = np.frombuffer(told.words, dtype=np.uint32)
            index.add(id, told.features)
    near = kept.together(
        "near copies", Row, {id: kept.of(id) for id in prints},
        lambda before: rank_neighbours(index, floor=LIKELY, most=CANDIDATES, before=before),
    )  # fmt: skip
    sharing, crowded = _sharing_runs(prints)
    runs = lru_cache(maxsize=AT_HAND)(lambda id: _runs(prints[id]))
    common = lru_cache(maxsize=AT_HAND)(lambda id: _among(runs(id).every, crowded))
    sentences = lru_cache(maxsize=AT_HAND)(lambda id: _sentences(words[id]))

    def passages(a: str, b: str) -> list[_Passage]:
        return _proved(words[a], words[b], _passages(words[a], words[b], runs(a), runs(b)))

    # most pairs share furniture and no more, whatever else is in the pile
    asked = (
        (pair_name(a, b), key_of(kept.of(a), kept.of(b)), lambda a=a, b=b: bool(passages(a, b))) for a, b in sharing
    )
    found = kept.each("proved", bool, asked)
    proved = [pair for pair, (_, yes) in zip(sharing, found, strict=True) if yes]

    def compare(a: str, b: str, how: int) -> Copy | None:
        if how == TWINS:
            return _copy(by_id[a], by_id[b], annotations, _same(words[a], words[b]))
        copy = None
        if how & SHARING and (match := _match(words[a], words[b], passages(a, b), common(a))):
            copy = _copy(by_id[a], by_id[b], annotations, match)
        open_still = how & LOOKED_UP and (copy is None or copy.extent != "whole")
        if open_still and (match := _align(words[a], words[b], sentences(a), sentences(b), copy)):
            copy = _copy(by_id[a], by_id[b], annotations, match)
        return copy

    def wanted() -> Iterator[tuple[str, bytes, Callable[[], Copy | None]]]:
        for (a, b), how in _pairs(twins, proved, pairs_of(near)):
            # what else is common in the pile decides whether a passage is furniture
            furniture = np.packbits(common(a)).tobytes() if how & SHARING else b""
            key = key_of(kept.of(a), kept.of(b), bytes([how]), furniture)
            yield pair_name(a, b), key, partial(compare, a, b, how)

    return [copy for _, copy in kept.each("copy", _Maybe, wanted()) if copy]


SHARING, LOOKED_UP, TWINS = 1, 2, 4
"""Why a pair is compared."""


def _pairs(
    twins: list[tuple[str, str]], proved: list[tuple[str, str]], looked_up: Iterable[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], int]]:
    """All pairs in order, each once, with why it is compared."""
    reasons = ((sorted(twins), TWINS), (proved, SHARING), (looked_up, LOOKED_UP))
    streams = [zip(pairs, repeat(how)) for pairs, how in reasons]
    for pair, found in groupby(merge(*streams), key=lambda one: one[0]):
        yield pair, sum(how for _, how in found)


def find_origins(reports: Sequence[Report], copies: Sequence[Copy]) -> list[Origin]:
    """The partition of the reports into groups that stem from one text, sorted by id; a report may stand alone.

    Reports that share most of their words are joined at once.  Groups that rather tell the same in other words are
    joined while the mean share between their members stays above RETOLD_MEAN: two articles on one event, of which one
    borrows from the other, would else become one through a single pair.
    """
    groups = Union([report.id for report in reports])
    whole = [copy for copy in copies if copy.extent == "whole"]
    for copy in whole:
        if copy.share >= WHOLE_BOTH or copy.relation == "version":
            groups.join(copy.a, copy.b)
    size = {name: len(members) for name, members in groups.sets().items()}
    shares: dict[tuple[str, str], float] = defaultdict(float)
    for copy in whole:
        low, high = sorted((groups.top(copy.a), groups.top(copy.b)))
        if low != high:
            shares[low, high] += copy.share
    for a, b in join_by_mean(size, shares, floor=RETOLD_MEAN, neighbours=CANDIDATES):
        groups.join(a, b)
    return [
        Origin(id=group_id("origin", members), reports=tuple(members)) for _, members in sorted(groups.sets().items())
    ]


def _read(report: Report, annotation: Annotation | None) -> Words:
    return (
        read_words(report.text, (), ())
        if annotation is None
        else read_words(report.text, annotation.sentences, (*annotation.boilerplate, *annotation.captions))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """Words a[0]:a[1] of one report and b[0]:b[1] of the other; `changed` holds the runs of words that differ."""

    a: Span
    b: Span
    changed: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    a: Words
    b: Words
    passages: tuple[_Passage, ...]
    shared: int
    """Words that are the same on both sides; of aligned sentences, the words of the shorter report in them."""
    quoted: int
    """How many of them stand between quotation marks on one side only; the sign says in b (+) or in a (-)."""
    retold: float = 0.0
    """Dice by weight, where sentences were aligned, and
    verbatim, the share of words in equal runs there."""
    verbatim: float = 0.0
    why: tuple[str, ...] = ()


_Maybe: type[Copy | None] = Copy | None  # type: ignore[assignment]  # a union is a type to msgspec, not to mypy


@dataclass(frozen=True, slots=True, kw_only=True)
class _Print:
    """What a report is found by: its words as numbers of four bytes each, and the rare ones with their weights."""

    words: bytes
    features: dict[str, float]


def _print(words: Words) -> _Print:
    return _Print(words=np.array(words.key, dtype=np.uint32).tobytes(), features=_features(words))


# --- verbatim ------------------------------------------------------------------------------------------------------


def _same(a: Words, b: Words) -> _Match:
    everything = (0, len(a.key))
    passage = _Passage(a=everything, b=everything)
    return _Match(a=a, b=b, passages=(passage,), shared=len(a.key), quoted=0, why=("all words equal",))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """The runs of SHINGLE words of a report as numbers: in order; each once, sorted, with its first place."""

    every: Numbers
    once: Numbers
    place: Numbers


def _runs(words: NDArray[np.uint32]) -> _Runs:
    keys = words.astype(np.uint64)
    size = max(0, len(keys) - SHINGLE + 1)
    number = np.zeros(size, dtype=np.uint64)
    for k in range(SHINGLE):
        # wraps around at 2**64, as a rolling hash may
        number = number * np.uint64(0x9E3779B97F4A7C15) + keys[k : k + size]
    every = number.view(np.int64)
    once, place = np.unique(every, return_index=True)
    return _Runs(every=every, once=once, place=place)


def _sharing_runs(words: Mapping[str, NDArray[np.uint32]]) -> tuple[list[tuple[str, str]], Numbers]:
    """Pairs of reports with enough shared runs for a passage, sorted; and runs that NEIGHBOURS others have.

    `words` are the words of each report as numbers, in the order of reports.
    """
    names = list(words)
    if len(names) < 2:
        return [], np.zeros(0, dtype=np.int64)
    runs = [_runs(words[name]).once for name in names]
    number = np.concatenate(runs)
    owner = np.repeat(np.arange(len(names)), [len(once) for once in runs])
    order = np.lexsort((owner, number))
    number, owner = number[order], owner[order]
    pairs = [np.zeros(0, dtype=np.int64)]
    for lag in range(1, NEIGHBOURS + 1):
        same = number[lag:] == number[:-lag]
        pairs.append(owner[:-lag][same] * len(names) + owner[lag:][same])
    crowded = np.unique(number[NEIGHBOURS:][number[NEIGHBOURS:] == number[:-NEIGHBOURS]])
    pair, count = np.unique(np.concatenate(pairs), return_counts=True)
    enough = pair[count >= SHORTEST - SHINGLE + 1]
    return [(names[p // len(names)], names[p % len(names)]) for p in enough.tolist()], crowded


def _among(every: Numbers, crowded: Numbers) -> NDArray[np.bool_]:
    """Which runs of a report are among the crowded ones; not np.isin, which would sort all of them for each report."""
    if not len(crowded):
        return np.zeros(len(every), dtype=np.bool_)
    found: NDArray[np.bool_] = crowded[np.minimum(np.searchsorted(crowded, every), len(crowded) - 1)] == every
    return found


def _proved(a: Words, b: Words, found: Iterable[_Passage]) -> list[_Passage]:
    """The passages that count; none where not one of them proves anything."""
    passages = list(found)
    proved = any(_proves(a, b, passage, SHORTEST, MASS) for passage in passages)
    return [passage for passage in passages if proved and _proves(a, b, passage, SHORTER, MASS / 2)]


def _match(a: Words, b: Words, passages: Sequence[_Passage], common: NDArray[np.bool_]) -> _Match | None:
    """What two reports share word by word; None where it proves nothing.

    Runs of `a` that many reports have (`common`) are furniture of a site, unless most of the two reports is equal.
    """
    match = _counted(a, b, passages)
    if common.any() and 2 * match.shared < WHOLE_BOTH * (len(a.key) + len(b.key)):
        match = _counted(a, b, [p for p in passages if not common[p.a[0] : p.a[1] - SHINGLE + 1].mean() > FURNITURE])
    return match if match.passages else None


def _counted(a: Words, b: Words, passages: Sequence[_Passage]) -> _Match:
    shared = quoted = 0
    for passage in passages:
        for i, j in _equal(passage):
            if not (a.quoted[i] and b.quoted[j]):
                shared += 1
                quoted += int(b.quoted[j]) - int(a.quoted[i])
    return _Match(a=a, b=b, passages=tuple(passages), shared=shared, quoted=quoted)


def _passages(a: Words, b: Words, runs_a: _Runs, runs_b: _Runs) -> Iterator[_Passage]:
    """Runs of equal words, those with small gaps between them joined, in the order of `a`."""
    at = np.minimum(np.searchsorted(runs_b.once, runs_a.every), max(0, len(runs_b.once) - 1))
    hits = np.flatnonzero(runs_b.once[at] == runs_a.every) if len(runs_b.once) else at[:0]
    runs: list[tuple[int, int, int]] = []
    over = 0
    for i, j in zip(hits.tolist(), runs_b.place[at[hits]].tolist(), strict=True):
        if i < over:
            continue
        length = SHINGLE
        while i + length < len(a.key) and j + length < len(b.key) and a.key[i + length] == b.key[j + length]:
            length += 1
        runs.append((i, j, length))
        over = i + length
    joined: list[list[tuple[int, int, int]]] = []
    for run in runs:
        if joined:
            i, j, length = joined[-1][-1]
            if 0 <= run[0] - i - length <= GAP and 0 <= run[1] - j - length <= GAP:
                joined[-1].append(run)
                continue
        joined.append([run])
    for group in joined:
        changed = tuple(((i + n, i2), (j + n, j2)) for (i, j, n), (i2, j2, _) in pairwise(group))
        i, j, n = group[-1]
        yield _Passage(a=(group[0][0], i + n), b=(group[0][1], j + n), changed=changed)


def _equal(passage: _Passage) -> Iterator[tuple[int, int]]:
    """The pairs of equal words of a passage."""
    i, j = passage.a[0], passage.b[0]
    for (i2, i3), (_, j3) in (*passage.changed, ((passage.a[1], 0), (0, 0))):
        for k in range(i2 - i):
            yield i + k, j + k
        i, j = i3, j3


def _proves(a: Words, b: Words, passage: _Passage, words: int, mass: float) -> bool:
    told = [i for i, j in _equal(passage) if not (a.quoted[i] and b.quoted[j])]
    return len(told) >= words and sum(a.weight[i] for i in told) >= mass


# --- told again ----------------------------------------------------------------------------------------------------


def _features(words: Words) -> dict[str, float]:
    """The rare words that a report is looked up by."""
    weight = dict(zip(words.stem, words.weight, strict=True))
    graded = sorted((-weight[term] * (1 + log(n)), term) for term, n in Counter(words.stem).items())
    return {term: -grade for grade, term in graded[:FEATURES] if grade}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """Sentences a[0]..a[1] told again as b[0]..b[1] (inclusive): the weight of what they share, how alike they are."""

    a: Span
    b: Span
    shared: float
    alike: float


def _align(
    a: Words, b: Words, of_a: Sequence["_Sentence"], of_b: Sequence["_Sentence"], known: Copy | None
) -> _Match | None:
    """The sentences that tell the same in the same order; None where they are too few to make both reports one text.

    `known` is what the two share word by word.
    """
    chain = _best_chain(_links(of_a, of_b), len(of_b))
    mass = [sum(sentence.mass for sentence in side) for side in (of_a, of_b)]
    if not all(mass):
        return None
    aligned = [
        sum(of_a[i].mass for link in chain for i in range(link.a[0], link.a[1] + 1)),
        sum(of_b[i].mass for link in chain for i in range(link.b[0], link.b[1] + 1)),
    ]
    proof = sum(link.shared for link in chain)
    retold = 2 * sum(link.shared * link.alike for link in chain) / sum(mass)
    covered = max(part / whole for part, whole in zip(aligned, mass, strict=True))
    if len(chain) < RETOLD_SENTENCES or retold * covered < RETOLD + RETOLD_PROOF / proof:
        return None
    if known is not None and not _more_than(known, chain, a, of_a):
        return None
    passages = [_Passage(a=_run(of_a, link.a), b=_run(of_b, link.b)) for link in chain]
    side = 0 if len(a.key) <= len(b.key) else 1
    shared = sum((p.a, p.b)[side][1] - (p.a, p.b)[side][0] for p in passages)
    return _Match(
        a=a, b=b, passages=tuple(passages), shared=shared, quoted=0, retold=retold,
        verbatim=known.share if known else 0.0,
        why=(f"{len(chain)} sentences tell the same in one order", f"{retold:.0%} of the telling words in common"),
    )  # fmt: skip


def _more_than(known: Copy, chain: Sequence["_Link"], a: Words, of_a: Sequence["_Sentence"]) -> bool:
    """Whether sentences outside the passages that two reports share word by word are told again as well."""

    def equal(sentence: _Sentence) -> bool:
        start, end = a.start[sentence.first], a.end[sentence.last]
        return 2 * sum(max(0, min(end, e) - max(start, s)) for s, e in known.a_spans) >= end - start

    outside = [link for link in chain if not all(equal(of_a[k]) for k in range(link.a[0], link.a[1] + 1))]
    return sum(link.shared for link in outside) >= OUTSIDE


def _run(sentences: Sequence["_Sentence"], span: Span) -> Span:
    """The words of the sentences span[0]..span[1] (inclusive)."""
    return sentences[span[0]].first, sentences[span[1]].last + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    first: int
    last: int
    stems: Counter[str]
    mass: float


def _sentences(words: Words) -> list[_Sentence]:
    """The sentences that say anything, as bags of stems."""
    found = []
    for _, group in groupby(range(len(words.key)), key=lambda i: words.sentence[i]):
        places = list(group)
        stems = Counter(words.stem[i] for i in places if words.weight[i] > 1)
        mass = sum(words.weight[i] for i in places if words.weight[i] > 1)
        if mass:
            found.append(_Sentence(first=places[0], last=places[-1], stems=stems, mass=mass))
    return found


def _links(a: Sequence[_Sentence], b: Sequence[_Sentence]) -> list[_Link]:
    """Sentences, and pairs of neighbours against one, that are alike enough to be the same one told again."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for j, sentence in enumerate(b):
        for term, n in sentence.stems.items():
            places[term].append((j, n))
    weight = {term: weigh(term) for term in places}
    shared: dict[Span, float] = defaultdict(float)
    for i, sentence in enumerate(a):
        for term, n in sentence.stems.items():
            if len(there := places.get(term, ())) <= NEIGHBOURS:
                for j, m in there:
                    shared[i, j] += min(n, m) * weight[term]
    links = []

    def add(i: int, j: int, mass_a: float, mass_b: float, common: float, more_a: int = 0, more_b: int = 0) -> None:
        if 2 * common > ALIGNED * (mass_a + mass_b):
            common = min(common, mass_a, mass_b)
            alike = 2 * common / (mass_a + mass_b)
            links.append(_Link(a=(i, i + more_a), b=(j, j + more_b), shared=common, alike=alike))

    for (i, j), common in sorted(shared.items()):
        mass_a, mass_b = a[i].mass, b[j].mass
        add(i, j, mass_a, mass_b, common)
        if next_a := shared.get((i + 1, j)):
            add(i, j, mass_a + a[i + 1].mass, mass_b, common + next_a, more_a=1)
        if next_b := shared.get((i, j + 1)):
            add(i, j, mass_a, mass_b + b[j + 1].mass, common + next_b, more_b=1)
    return links


def _best_chain(links: list[_Link], width: int) -> list[_Link]:
    """The heaviest sequence of links that rises on both sides, in O(n log n): a tree of prefix maxima over b."""
    best: list[tuple[float, int]] = [(0.0, -1)] * (width + 1)
    before = [-1] * len(links)
    score = [0.0] * len(links)
    starts = sorted(range(len(links)), key=lambda k: (links[k].a[0], links[k].b, links[k].a))
    ends = sorted(range(len(links)), key=lambda k: (links[k].a[1], links[k].b, links[k].a))
    entered = 0
    for k in starts:
        while entered < len(ends) and links[ends[entered]].a[1] < links[k].a[0]:
            done = ends[entered]
            entered += 1
            at = links[done].b[1] + 1
            while at <= width:
                best[at] = max(best[at], (score[done], done))
                at += at & -at
        at, most = links[k].b[0], (0.0, -1)
        while at > 0:
            most = max(most, best[at])
            at -= at & -at
        score[k] = most[0] + links[k].shared * links[k].alike
        before[k] = most[1]
    if not links:
        return []
    k = max(starts, key=lambda k: score[k])
    chain = []
    while k >= 0:
        chain.append(links[k])
        k = before[k]
    return chain[::-1]


# --- what was found ------------------------------------------------------------------------------------------------


def _copy(a: Report, b: Report, annotations: Mapping[str, Annotation], match: _Match) -> Copy:
    sizes = len(match.a.key), len(match.b.key)
    coverage = min(1.0, match.shared / min(sizes))
    share = match.retold or 2 * match.shared / sum(sizes)
    edited = any(passage.changed for passage in match.passages)
    why = list(match.why)
    quoting = abs(match.quoted) * 2 > match.shared
    contained = coverage >= WHOLE_SHORTER and match.shared >= WHOLE_LONGER * max(sizes)
    differ = bool(match.retold) and _numbers_differ(match.a, match.b)
    retold = match.retold >= RETOLD_WHOLE and not differ
    whole = retold or (not match.retold and not quoting and (share >= WHOLE_BOTH or contained))
    if differ:
        why.append("their numbers are others throughout")
    if not match.retold:
        words = "word" if match.shared == 1 else "words"
        why.append(f"{match.shared} {words} in {len(match.passages)} passage{'s' if len(match.passages) > 1 else ''}")
    relation: Literal["verbatim", "near", "translation", "version"]
    same_page = a.url is not None and b.url is not None and _address(a.url) == _address(b.url)
    if same_page and whole:
        relation = "version"
        why.append("saved from one address")
    elif match.retold:
        relation = "translation" if match.verbatim < EDITED else "near"
    else:
        relation = "near" if edited or (whole and coverage < 1 - CUT and share < 1 - CUT) else "verbatim"
    direction, reason = _direction(a, b, annotations, match, quoting)
    return Copy(
        a=a.id,
        b=b.id,
        relation=relation,
        a_spans=tuple((match.a.start[p.a[0]], match.a.end[p.a[1] - 1]) for p in match.passages),
        b_spans=tuple((match.b.start[p.b[0]], match.b.end[p.b[1] - 1]) for p in match.passages),
        coverage=round(coverage, 4),
        direction=direction,
        why=(*why, *reason),
        extent="whole" if whole else "part",
        share=round(share, 4),
        changed=tuple(
            (_cut(match.a, one), _cut(match.b, other))
            for passage in match.passages for one, other in passage.changed
            if one[0] < one[1] and other[0] < other[1]
        ),
    )  # fmt: skip


def _numbers_differ(a: Words, b: Words) -> bool:
    """Whether both texts have numbers in digits and not one in common: who tells a text again keeps some of them,
    whatever becomes of separators and zeros ("4 thousand").
    """
    mine, theirs = ({digits for stem in one.stem if (digits := _digits(stem))} for one in (a, b))
    return bool(mine) and bool(theirs) and not mine & theirs


def _digits(stem: str) -> str:
    return re.sub(r"[.,]", "", stem).strip("0") if stem[0].isdigit() else ""


def _cut(words: Words, run: Span) -> Span:
    return words.start[run[0]], words.end[run[1] - 1]


def _address(url: str) -> str:
    """A URL without what does not change the page: scheme, www, fragment, tracking parameters, last slash."""
    bare = re.sub(r"^https?://(www\.)?", "", url.strip()).partition("#")[0]
    page, _, query = bare.partition("?")
    kept = sorted(p for p in query.split("&") if p and not re.match(r"utm_|fbclid|gclid|ref=|cmp=", p))
    return "?".join([page.rstrip("/"), *(["&".join(kept)] if kept else [])]).lower()


def _direction(
    a: Report, b: Report, annotations: Mapping[str, Annotation], match: _Match, quoting: bool
) -> tuple[Literal["a", "b", "undirected"], tuple[str, ...]]:
    """From which of the two it was taken, and the evidence; of texts told in other words a third may be the source."""
    if quoting:
        side = "ab" if match.quoted > 0 else "ba"
        return ("a" if match.quoted > 0 else "b"), (f"{side[1]} prints it between quotation marks",)
    own_a, own_b = _is_agency(a), _is_agency(b)
    if own_a != own_b and not match.retold:
        return ("a", ("a is the agency's own",)) if own_a else ("b", ("b is the agency's own",))
    early_a, early_b = _printed(a, annotations), _printed(b, annotations)
    if early_a and early_b and not match.retold:
        size = min(len(early_a), len(early_b))
        if early_a[:size] < early_b[:size]:
            return "a", ("a was printed first",)
        if early_b[:size] < early_a[:size]:
            return "b", ("b was printed first",)
    return "undirected", ()


def _is_agency(report: Report) -> bool:
    """Whether the report is the agency's own: its publisher's name begins with the agency it credits."""
    return bool(report.agency and report.publisher and report.publisher.casefold().startswith(report.agency.casefold()))


def _printed(report: Report, annotations: Mapping[str, Annotation]) -> str | None:
    if report.published:
        return report.published
    annotation = annotations.get(report.id)
    return annotation.published.best if annotation and annotation.published.explicit else None
