"""Text that reports share: whole reports that stem from one text (origins), and single passages (copies).

Two searches, both through an index and verified word by word or sentence by sentence:

- *Verbatim* (see `verbatim`): reports that share runs of words are laid against each other.
- *Told again* (another translation, or every sentence reworded; see `retold`): reports that share rare words, names and
  numbers have their sentences aligned in order.

A report is compared with a limited number of neighbours, whatever the size of the pile; identical texts only once.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dateline.link.copied import Copies, keep_copies
from dateline.link.groups import Union, components, join_by_mean
from dateline.link.kept import Afresh, Beside, Kept, Pair, packed
from dateline.link.nearest import find_nearest, pairs_of
from dateline.link.prints import PRINT, Prints
from dateline.link.ranked import Rows
from dateline.link.retold import Retold, Sentences, align, read_sentences
from dateline.link.sharing import Digests, Links, find_links, stir
from dateline.link.texts import Columns, Numbers, Text, pack_print, read_columns
from dateline.link.verbatim import Passage, Shared, find_passages
from dateline.records import Annotation, Copy, Document, Origin, Report, group_id

CANDIDATES = 8
LIKELY = 0.2
"""Cosine over looked-up words below which sentences are not aligned."""
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
CUT = 0.05
"""What a copy may lack of its source and still be called verbatim."""
AT_HAND = 3000
"""Reports whose words are unpacked while pairs are compared, and
AT_ONCE, pairs that are compared at a time."""
AT_ONCE = 256
WORDS = "words"
"""The step that reads the words of a report; what it is found by is PRINT's."""


def of_report(report: Report, annotation: Annotation) -> Iterator[tuple[str, bytes]]:
    """What is asked of one report alone, for whoever has it at hand (see `Kept.ready`): steps, and what each wants."""
    columns = read_columns(report, annotation)
    text = Text(report, columns)
    yield WORDS, packed(columns)
    yield PRINT, pack_print(text.bare, text.features())


def find_copies(
    reports: Sequence[Report], annotations: Mapping[str, Annotation | Document], kept: Kept | None = None
) -> Copies:
    """All pairs of reports that share text, with the aligned spans on both sides, sorted by (a, b); always a < b.

    `annotations` (by report id) gives the sentences, what is boilerplate, and the dates printed.  Of identical texts,
    each is paired with the one of the smallest id only.  What `kept` has of pairs is not compared again.
    """
    kept = kept or Afresh()
    by_id = {report.id: report for report in reports}
    columns = kept.aside(WORDS, Columns, by_id, lambda id: read_columns(by_id[id], annotations.get(id)))
    text = lru_cache(maxsize=AT_HAND)(lambda id: Text(by_id[id], columns[id]))
    names = sorted(by_id)
    with kept.at_once():
        prints = Prints(kept, names, lambda id: pack_print(text(id).bare, text(id).features()))
        links = find_links(kept, prints.digests, prints.words, prints.words_then)
        near = find_nearest(
            kept, "near copies", prints.digests, prints.vectors, prints.vectors_then, floor=LIKELY, most=CANDIDATES
        )
    reasons = _reasons(names, prints.twins, links, pairs_of(near))
    lots = _stand_together(near)
    beside = _Beside(text, links.crowded, reasons)

    def wanted(some: Numbers) -> Iterator[Beside]:
        # those of one lot together: what is unpacked for one pair is at hand for the next
        return reasons.wanted(some[np.argsort(lots[some], kind="stable")].tolist(), kept)

    digests = kept.known(names)[:, 0]
    return keep_copies(kept, names, digests, reasons.signed(digests), wanted, beside.compare)


SHARING, LOOKED_UP, TWINS = 1, 2, 4
"""Why a pair is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reasons:
    """The pairs that are compared, each once and in order, reports by number; and why."""

    names: Sequence[str]
    number: Mapping[str, int]
    key: Numbers
    """Of each pair the first times how many reports there are, and the second on top."""
    why: NDArray[np.uint8]
    mark: NDArray[np.uint64]
    """What else is common in the pile, by which a passage may be furniture (see Links)."""
    begins: list[int]
    """For each report where the pairs begin whose first it is, and at last where they end."""

    def wanted(self, reports: Iterable[int], kept: Kept) -> Iterator[Beside]:
        """Of each of these reports those that it is compared with, and what that depends on."""
        why, mark = self.why.tobytes(), self.mark.tobytes()
        for number in reports:
            name, begin, end = self.names[number], self.begins[number], self.begins[number + 1]
            if begin < end:
                others = [self.names[b] for b in (self.key[begin:end] % len(self.names)).tolist()]
                of_pair = (why[n : n + 1] + mark[8 * n : 8 * n + 8] for n in range(begin, end))
                yield name, kept.of(name), {b: kept.of(b) + one for b, one in zip(others, of_pair, strict=True)}

    def signed(self, digests: Digests) -> Digests:
        """A number for each report that names it and all that it is compared with, and why; `digests` are theirs."""
        b = digests[self.key % max(len(self.names), 1)]
        told = np.append(np.uint64(0), np.cumsum(stir(b ^ stir(self.mark ^ stir(self.why)))))
        begins = np.array(self.begins)
        signed: Digests = stir(digests) + told[begins[1:]] - told[begins[:-1]]
        return signed

    def of(self, pairs: Sequence[Pair]) -> list[int]:
        """Why each of these pairs is compared."""
        a, b = (np.array([self.number[pair[side]] for pair in pairs], np.int64) for side in (0, 1))
        why: list[int] = self.why[np.searchsorted(self.key, a * len(self.names) + b)].tolist()
        return why


def _reasons(names: Sequence[str], twins: Numbers, links: Links, looked_up: tuple[Numbers, Numbers]) -> _Reasons:
    count = len(names)
    pairs, why = [(twins[:, 0], twins[:, 1]), (links.a, links.b), looked_up], [TWINS, SHARING, LOOKED_UP]
    key, which = np.unique(np.concatenate([a * count + b for a, b in pairs]), return_inverse=True)
    mark = np.zeros(len(key), np.uint64)
    mark[which[len(twins) : len(twins) + len(links.mark)]] = links.mark
    return _Reasons(
        names=names, number={name: number for number, name in enumerate(names)}, key=key, mark=mark,
        why=np.bincount(which, np.repeat(why, [len(a) for a, _ in pairs]), len(key)).astype(np.uint8),
        begins=np.searchsorted(key, np.arange(count + 1) * count).tolist(),
    )  # fmt: skip


class _Beside:
    """Reports that are laid beside each other, for these reasons."""

    def __init__(
        self,
        text: Callable[[str], Text],
        crowded: Callable[[int], NDArray[np.bool_]],
        reasons: _Reasons,
    ) -> None:
        self._text, self._crowded, self._reasons = text, crowded, reasons
        self._sentences = lru_cache(maxsize=AT_HAND)(lambda id: read_sentences(text(id)))

    def compare(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, bytes]]:
        """What each of these pairs shares, as a packed copy; nothing where they share nothing."""
        waiting = iter(pairs)
        while some := list(islice(waiting, AT_ONCE)):
            why = self._reasons.of(some)
            found: dict[Pair, Copy | None] = dict.fromkeys(some)
            twins = (pair for pair, reason in zip(some, why, strict=True) if reason & TWINS)
            found.update(((a, b), _copy(_same(self._text(a), self._text(b)))) for a, b in twins)
            found.update(self._word_by_word([pair for pair, reason in zip(some, why, strict=True) if reason & SHARING]))
            looked_up = (pair for pair, reason in zip(some, why, strict=True) if reason & LOOKED_UP)
            found.update(self._in_other_words({pair: found[pair] for pair in looked_up}))
            yield from ((pair, packed(copy) if copy else b"") for pair, copy in found.items())

    def _word_by_word(self, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Copy]]:
        a, b = (np.array([self._reasons.number[pair[side]] for pair in pairs], np.int64) for side in (0, 1))
        found = find_passages(lambda one: self._text(self._reasons.names[one]).bare, self._crowded, a, b, WHOLE_BOTH)
        for (one, other), shared in zip(pairs, found, strict=True):
            if shared:
                yield (one, other), _copy(_match(self._text(one), self._text(other), shared))

    def _in_other_words(self, known: Mapping[Pair, Copy | None]) -> Iterator[tuple[Pair, Copy]]:
        """Of these pairs those that tell the same, as far as they are not of one text anyhow."""
        open_still = [pair for pair, copy in known.items() if copy is None or copy.extent != "whole"]
        told = align([(self._sentences(a), self._sentences(b)) for a, b in open_still])
        for (a, b), retold in zip(open_still, told, strict=True):
            if retold:
                texts, sentences = (self._text(a), self._text(b)), (self._sentences(a), self._sentences(b))
                if match := _told_again(*texts, *sentences, retold, known[a, b]):
                    yield (a, b), _copy(match)


def _stand_together(near: Rows) -> NDArray[np.int64]:
    """Of each report the first of those that hang together with it by way of the nearest of each: few, and mostly those
    that it is compared with.
    """
    some = np.flatnonzero(np.diff(near.begins))
    return components(len(near.begins) - 1, some, near.others[near.begins[some]].astype(np.int64))


def find_origins(reports: Sequence[Report], copies: Copies) -> list[Origin]:
    """The partition of the reports into groups that stem from one text, sorted by id; a report may stand alone.

    Reports that share most of their words are joined at once.  Groups that rather tell the same in other words are
    joined while the mean share between their members stays above RETOLD_MEAN: two articles on one event, of which one
    borrows from the other, would else become one through a single pair.
    """
    groups = Union([report.id for report in reports])
    for a, b, share, is_version in copies.whole():
        if share >= WHOLE_BOTH or is_version:
            groups.join(a, b)
    size = {name: len(members) for name, members in groups.sets().items()}
    shares: dict[tuple[str, str], float] = defaultdict(float)
    for a, b, share, _ in copies.whole():
        low, high = sorted((groups.top(a), groups.top(b)))
        if low != high:
            shares[low, high] += share
    for a, b in join_by_mean(size, shares, floor=RETOLD_MEAN, neighbours=CANDIDATES):
        groups.join(a, b)
    return [
        Origin(id=group_id("origin", members), reports=tuple(members)) for _, members in sorted(groups.sets().items())
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    a: Text
    b: Text
    passages: tuple[Passage, ...]
    shared: int
    """Words that are the same on both sides; of aligned sentences, the words of the shorter report in them."""
    quoted: int
    """How many of them stand between quotation marks on one side only; the sign says in b (+) or in a (-)."""
    retold: float = 0.0
    """Dice by weight, where sentences were aligned, and
    verbatim, the share of words in equal runs there."""
    verbatim: float = 0.0
    why: tuple[str, ...] = ()


def _same(a: Text, b: Text) -> _Match:
    passage = Passage(a=(0, len(a)), b=(0, len(a)))
    return _Match(a=a, b=b, passages=(passage,), shared=len(a), quoted=0, why=("all words equal",))


def _match(a: Text, b: Text, shared: Shared) -> _Match:
    return _Match(a=a, b=b, passages=shared.passages, shared=shared.words, quoted=shared.quoted)


def _told_again(
    a: Text, b: Text, of_a: Sentences, of_b: Sentences, retold: Retold, known: Copy | None
) -> _Match | None:
    """What two reports tell in other words, if it is more than `known`, which they share word by word."""
    if known is not None and not _more_than(known, retold, a, of_a):
        return None
    passages = [Passage(a=of_a.words(link.a), b=of_b.words(link.b)) for link in retold.chain]
    side = 0 if len(a) <= len(b) else 1
    shared = sum((p.a, p.b)[side][1] - (p.a, p.b)[side][0] for p in passages)
    return _Match(
        a=a, b=b, passages=tuple(passages), shared=shared, quoted=0, retold=retold.share,
        verbatim=known.share if known else 0.0,
        why=(
            f"{len(passages)} sentences tell the same in one order",
            f"{retold.share:.0%} of the telling words in common",
        ),
    )  # fmt: skip


def _more_than(known: Copy, retold: Retold, a: Text, of_a: Sentences) -> bool:
    """Whether sentences outside the passages that two reports share word by word are told again as well."""

    def equal(sentence: int) -> bool:
        start, end = a.span(of_a.first[sentence], of_a.last[sentence] + 1)
        return 2 * sum(max(0, min(end, e) - max(start, s)) for s, e in known.a_spans) >= end - start

    outside = [link for link in retold.chain if not all(equal(k) for k in range(link.a[0], link.a[1] + 1))]
    return sum(link.shared for link in outside) >= OUTSIDE


def _copy(match: _Match) -> Copy:
    a, b = match.a.report, match.b.report
    sizes = len(match.a), len(match.b)
    coverage = min(1.0, match.shared / min(sizes))
    share = match.retold or 2 * match.shared / sum(sizes)
    edited = any(passage.changed for passage in match.passages)
    why = list(match.why)
    quoting = abs(match.quoted) * 2 > match.shared
    side = sizes.index(min(sizes))
    reached = sum((p.a, p.b)[side][1] - (p.a, p.b)[side][0] for p in match.passages)  # with what was edited in them
    contained = reached >= WHOLE_SHORTER * min(sizes) and match.shared >= WHOLE_LONGER * max(sizes)
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
    direction, reason = _direction(match, quoting)
    return Copy(
        a=a.id,
        b=b.id,
        relation=relation,
        a_spans=tuple(match.a.span(*p.a) for p in match.passages),
        b_spans=tuple(match.b.span(*p.b) for p in match.passages),
        coverage=round(coverage, 4),
        direction=direction,
        why=(*why, *reason),
        extent="whole" if whole else "part",
        share=round(share, 4),
        changed=tuple(
            (match.a.span(*one), match.b.span(*other))
            for passage in match.passages for one, other in passage.changed
            if one[0] < one[1] and other[0] < other[1]
        ),
    )  # fmt: skip


def _numbers_differ(a: Text, b: Text) -> bool:
    """Whether both texts have numbers in digits and not one in common: who tells a text again keeps some of them."""
    return bool(a.numbers) and bool(b.numbers) and not a.numbers & b.numbers


def _address(url: str) -> str:
    """A URL without what does not change the page: scheme, www, fragment, tracking parameters, last slash."""
    bare = re.sub(r"^https?://(www\.)?", "", url.strip()).partition("#")[0]
    page, _, query = bare.partition("?")
    kept = sorted(p for p in query.split("&") if p and not re.match(r"utm_|fbclid|gclid|ref=|cmp=", p))
    return "?".join([page.rstrip("/"), *(["&".join(kept)] if kept else [])]).lower()


def _direction(match: _Match, quoting: bool) -> tuple[Literal["a", "b", "undirected"], tuple[str, ...]]:
    """From which of the two it was taken, and the evidence; of texts told in other words a third may be the source."""
    if quoting:
        side = "ab" if match.quoted > 0 else "ba"
        return ("a" if match.quoted > 0 else "b"), (f"{side[1]} prints it between quotation marks",)
    own_a, own_b = _is_agency(match.a.report), _is_agency(match.b.report)
    if own_a != own_b and not match.retold:
        return ("a", ("a is the agency's own",)) if own_a else ("b", ("b is the agency's own",))
    early_a, early_b = match.a.printed, match.b.printed
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
