"""Numbers that stand together: lists that share what happened, parts and their whole, and the records of both.

"4 policemen and 2 civilians were killed" says it once of two; "eight rebels, four soldiers and a civilian" sum up to
the 13 before them; "three of them" divide the last figure that can contain them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.annotate.figures.counted import Counted
from dateline.annotate.figures.telling import Happening
from dateline.annotate.figures.vocabulary import Kinds
from dateline.records import Figure, Status, Unit, fact_id
from dateline.syntax import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A number with what it counts and what happened to those."""

    counted: Counted
    unit: Unit
    happening: Happening | None
    part: bool = False
    back: bool = False
    """A part of those who were counted before, in whichever sentence: "three of them"."""
    status: Status = "actual"
    """Whether it is so, where nothing happened to those counted."""


def figure_records(report: str, text: str, found: Sequence[Found], earlier: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence, parts tied to the whole before them; "three of them" may divide an `earlier` one."""
    figures: list[Figure] = []
    for f in found:
        number, h = f.counted.number, f.happening
        low, high, modifier = number.low, number.high, number.modifier
        if h is not None and h.bound and modifier == "exact":
            modifier, high = h.bound, None if h.bound == "more than" else high
        if number.grouped is not None:  # "82.000 people": a dot groups thousands, no part of a person is counted
            low, high = (None if low is None else number.grouped), (None if high is None else number.grouped)
        span = (f.counted.start, f.counted.end)
        figure = Figure(
            id=fact_id("figure", report, [span], sum((g.start, g.end) == span for g in figures[-3:])),
            start=span[0], end=span[1], low=low, high=high, modifier=modifier,
            kind=h.kind if h else "other", label=h.label if h else "", counted=f.counted.text, unit=f.unit,
            status=h.status if h else f.status, why=(*number.why, h.why if h else "people, no event"),
        )  # fmt: skip
        if f.part:
            words = f.counted.node.sentence.tokens[number.core : number.core_last + 1]
            least = max((_HEAPS.get(word.lower, 0) for word in words), default=0)
            nearby = [g for g in earlier if f.counted.start - g.end < FAR]
            last = next((g for g in reversed((*nearby, *figures)) if g.unit == figure.unit), None)
            happened = f.back and h is not None and not h.part
            if happened and last is not None and last.kind == "other" and not last.part_of:
                figure = _with_whole(figure, [last], least, alike=False)  # "Some 15 clung to a tree.  Two of them died"
            if figure.part_of is None:
                figure = _with_whole(figure, figures, least)
            if f.back and figure.part_of is None:
                figure = _with_whole(figure, earlier, least)
            if f.back and figure.part_of is None and not (h is not None and h.part):  # "86 of the newly infected" are
                near = [g for g in (*earlier, *figures) if f.counted.start - g.end < FAR and g.unit == figure.unit]
                figure = _with_whole(figure, near, least, alike=False)
        elif figures and _divides(figures[-1], figure, text):
            figure = _with_whole(figure, figures)
        figures.append(figure)
    return figures


def _divides(before: Figure, figure: Figure, text: str) -> bool:
    """Whether brackets or a colon set parts beside a whole: "eight others (three soldiers and five civilians)"."""
    gap = text[before.end : figure.start].strip()
    if before.unit != figure.unit or (before.part_of is None and (figure.low or 0) > (before.high or before.low or 0)):
        return False
    return gap in _JOINS if before.part_of is not None else gap in ("(", ":")


_JOINS = frozenset({"and", ",", ", and", "as well as", "or", "&"})


def in_lists(found: list[Found]) -> list[Found]:
    """Numbers in a list share what the parse gave to one of them: "4 policemen and 2 civilians were killed"."""
    shared = list(found)
    for i, (one, two) in enumerate(pairwise(found)):
        text = one.counted.node.sentence.text
        gap = text[one.counted.end : two.counted.start].strip()
        if gap in _SAME and one.unit != two.unit and two.happening is None and (before := shared[i].happening):
            shared[i + 1] = replace(two, happening=before)  # "1,450 families, or about 7,000 people"
        if gap == "in" and two.unit == "households" and one.unit == "people" and two.happening is None:
            shared[i + 1] = replace(two, happening=shared[i].happening)  # "7,800 people in 1,430 families"
        after_noun = one.back and len(gap.split()) == 2 and gap.endswith((" and", ","))  # "48 of them soldiers and"
        if (gap not in _JOINS and not after_noun) or one.unit != two.unit:
            continue
        if one.part and one.back and two.happening is None and not two.part:  # "48 of them soldiers and 12 civilians"
            shared[i + 1] = two = replace(two, part=True, back=True)
        if one.part and one.back and not two.part and two.happening is not None and _is_among_them(one):
            shared[i + 1] = two = replace(two, part=True, back=True)  # "among them ten women and three infants, were"
        if one.happening is None and not one.part and two.happening is not None and not _is_fronted(one):
            shared[i] = replace(one, happening=two.happening, part=two.part)
        elif two.happening is None and not two.part and (before := shared[i].happening) is not None:
            shared[i + 1] = replace(two, happening=before, part=shared[i].part)
    return shared


def _is_among_them(one: Found) -> bool:
    first = one.counted.number.first
    before = [t.lower for t in one.counted.node.sentence.tokens[max(0, first - 2) : first]]
    return before in (["among", "them"], ["amongst", "them"], ["among", "whom"])


def _is_fronted(one: Found) -> bool:
    """Whether a number only names those whom its sentence goes on to divide: "Of the 60 miners, 58 were rescued"."""
    return [t.lower for t in one.counted.node.sentence.tokens[:1]] == ["of"] and one.counted.number.first <= 2


def summed(found: list[Found], sentence: Sentence, kinds: Kinds) -> list[Found]:
    """The figures of a sentence, the numbers behind a whole that sum up to it made its parts: "13 bodies lay in the
    street; eight rebels, four soldiers and a civilian", "124 were taken away: 96 by air and 28 by road"."""
    for k, whole in enumerate(found[:-2]):
        size = whole.counted.number.low
        if size is None or whole.part or whole.unit != "people" or size < 2:
            continue
        total = 0.0
        for j, part in enumerate(found[k + 1 : k + 1 + _PARTS_AT_MOST], k + 1):
            number, near = _exactly(part), part.counted.start - found[j - 1].counted.end < _NEAR_PART
            of_it = part.happening is None or (
                whole.happening is not None and part.happening.kind == whole.happening.kind
            )
            if (
                j == k + 1
                and _goes_on(part)
                and not _OPENS & set(sentence.text[whole.counted.end : part.counted.start])
            ):
                break  # "five were killed on Monday, two on Tuesday and three on Friday"
            if number is None or part.part or part.unit != "people" or not (near and of_it):
                break
            total += number
            if j - k > 1 and (total == size or (total + 1 == size and _one_more(part, sentence, kinds))):
                parts = [
                    replace(f, happening=f.happening or whole.happening, part=True, back=True)
                    for f in found[k + 1 : j + 1]
                ]
                return [*found[: k + 1], *parts, *found[j + 1 :]]
    return found


def _goes_on(found: Found) -> bool:
    return found.happening is not None and found.happening.why.startswith("goes on")


_OPENS = frozenset(":;(–—")
"""Marks that open a list of parts."""
_PARTS_AT_MOST = 12
_NEAR_PART = 60
"""Numbers that one may be the sum of, and code points between two of them."""


def _exactly(found: Found) -> float | None:
    """The value of a figure that names one."""
    number = found.counted.number
    return number.low if number.low == number.high else None


def with_remainders(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a report, those that a part leaves over made parts too: "of the 80 held, 65 have been freed.
    Fifteen are still in custody"."""
    known = {figure.id: figure for figure in figures}
    done: list[Figure] = []
    for figure in figures:
        part = done[-1] if done else figure
        whole = known.get(part.part_of or "")
        if whole is not None and figure.part_of is None and figure.start - part.end < FAR and whole.low is not None:
            alike = (figure.kind, figure.unit, figure.status) == (whole.kind, whole.unit, whole.status)
            if alike and figure.low and part.low and figure.low + part.low == whole.low:
                figure = replace(figure, part_of=whole.id, why=(*figure.why, "what the part before leaves over"))
        done.append(figure)
    return done


def counted_again(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a report; a bare number that goes on from what was counted last, and is the number of others
    before, counts those: "41 women are dead.  Seven are being treated.  The teams said they had counted 41"."""
    done: list[Figure] = []
    for figure in figures:
        if figure.why[-1].startswith("goes on") and (figure.low or 0) >= _TELLING and not figure.counted:
            same = [f for f in done[-BACK:] if (f.low, f.high, f.unit) == (figure.low, figure.high, figure.unit)]
            if same and figure.kind not in {f.kind for f in same} and not same[-1].part_of:
                why = (*figure.why, "counted before")
                figure = replace(figure, kind=same[-1].kind, label=same[-1].label, why=why)
        done.append(figure)
    return done


_TELLING = 20
"""A number from which on two of one size are hardly of two things."""


def _one_more(last: Found, sentence: Sentence, kinds: Kinds) -> bool:
    """Whether one person ends a list: "and a civilian"."""
    words = [t for t in sentence.tokens[last.counted.last + 1 : last.counted.last + 6] if t.text != ","]
    listed = len(words) > 2 and words[0].lower in ("and", "or") and words[1].lower in ("a", "an", "one")
    return listed and any((known := kinds.who.get(t.lemma.lower())) and known.unit == "people" for t in words[2:])


_SAME = frozenset({"or", ", or", "(", "i.e.", "- or"})
FAR = 300
"""Code points between a figure and a number that goes on from it."""
BACK = 20
"""Figures of a sentence among which the whole of a part is looked for."""


_HEAPS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
"""What many are at least."""


def _with_whole(figure: Figure, before: Sequence[Figure], least: float = 0, *, alike: bool = True) -> Figure:
    """The same figure as part of the nearest earlier one that can contain it: what happened to all happened to it.

    Where they need not be `alike`, more may have happened to the part: "2,100 of them were given housing".
    """
    for whole in reversed(before[-BACK:]):
        if whole.part_of or whole.end > figure.start or whole.unit != figure.unit:
            continue
        if alike and figure.kind not in (whole.kind, "other"):
            continue
        still_hurt = whole.kind == "injured" and figure.label == "in treatment"  # "342 injured, 28 of them in a coma"
        if alike and figure.kind == "other" != whole.kind and figure.label and not still_hurt:
            continue  # "293 returned.  Of the newly infected, 86 ..."
        if figure.low is not None and whole.high is not None and figure.low > whole.high:
            continue
        if figure.low is None and whole.high is not None and least > whole.high:
            continue  # "eight were killed.  There are hundreds of them on the roofs"
        if not alike:
            return replace(figure, part_of=whole.id, why=(*figure.why, "part of the one before"))
        return replace(
            figure, part_of=whole.id, kind=whole.kind, label=whole.label, status=whole.status,
            why=(*figure.why, "part of the one before"),
        )  # fmt: skip
    return figure
