"""What the other candidates of a sentence say for and against each, given how likely each is by itself.

A candidate read alone does not know that a likelier cue has the same content ("the spot concludes with footage of him
saying ..."), that it stands inside of what somebody says, or that another reading of its own cue fits better.  So all
are looked at twice: alone, then together.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.annotate.statements.evidence import kind_of
from dateline.annotate.statements.spans import Candidate
from dateline.records import Span
from dateline.syntax import Token

UNLIKELY = 0.05
"""A cue that is less likely than this is nobody's rival."""
REACH = 25
"""Rivals on either side of a cue that are asked, so that a sentence without an end costs no more than its length."""
STEPS = (0.05, 0.15, 0.3, 0.5, 0.7)
"""Where a likelihood counts as higher than another: six steps, 0 to 5."""


@dataclass(slots=True)
class Said:
    """A candidate on its way to a statement."""

    candidate: Candidate
    content: list[Span]
    """With quotations whole."""
    likely: float
    sentence: int
    """Index of the cue's sentence."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """All readings of one cue: the likeliest, and the sum of those that differ little from it."""

    best: Said
    likely: float


def rivals(found: Sequence[Said]) -> list[list[str]]:
    """For each candidate of one sentence the circumstances that the others make, by name."""
    readings: dict[int, list[Said]] = {}
    for said in found:
        readings.setdefault(said.candidate.cue.i, []).append(said)
    cues = []
    for own in readings.values():
        best = own[0] if len(own) == 1 else max(own, key=lambda s: s.likely)
        together = best.likely if len(own) == 1 else sum(s.likely for s in own if alike(s, best))
        cues.append(_Cue(best, min(1.0, together)))
    likely = {cue.best.candidate.cue.i: cue for cue in cues}
    strong = sorted((cue for cue in cues if cue.likely >= UNLIKELY), key=lambda c: c.best.candidate.cue.i)
    places = [cue.best.candidate.cue.i for cue in strong]
    named = []
    for said in found:
        place = said.candidate.cue.i
        at = bisect_left(places, place)
        near = strong[max(0, at - REACH) : at + REACH]
        named.append([*_others(said, near), *_readings(said, likely[place], readings[place])])
    return named


def _others(said: Said, cues: Sequence[_Cue]) -> list[str]:
    inside = holding = same = joined = behind = 0.0
    around = ""
    own, source = said.candidate.cue, said.candidate.source
    end = said.content[-1][1]
    for rival in cues:
        theirs = rival.best.candidate
        if theirs.cue is own:
            continue
        under, over = holds(rival.best.content, own), holds(said.content, theirs.cue)
        if under and rival.likely > inside:
            inside, around = rival.likely, kind_of(theirs.frame)
        if over:
            holding = max(holding, rival.likely)
        elif theirs.cue.start >= end:
            behind = max(behind, rival.likely)
        if not under and not over:
            if alike(said, rival.best):
                same = max(same, rival.likely)
            if source is not None and theirs.source is source:
                joined = max(joined, rival.likely)
    names = [
        *_names_of_others(kind_of(said.candidate.frame), _step(inside), _step(holding), _step(same), _step(joined))
    ]
    if around:
        names.append(f"cue in content of {around} {_step(inside)}")
        names.append(f"alone {_step(said.likely)}, in content of {_step(inside)}")
    if said.candidate.tail:
        tail = said.candidate.tail.split(" ")[0]
        names.append(f"tail {tail} with cue {_step(behind if tail[0] == '-' else holding)}")
    return names


@lru_cache(maxsize=4096)  # to write the same names again and again took longer than to weigh them
def _names_of_others(kind: str, inside: int, holding: int, same: int, joined: int) -> tuple[str, ...]:
    return (
        f"cue in content of {inside}", f"{kind} cue in content of {inside}",
        f"content holds {holding}", f"{kind} content holds {holding}",
        f"same content as {same}", f"{kind} same content as {same}",
        f"same source as {joined}",
    )  # fmt: skip


def _readings(said: Said, cue: _Cue, own: Sequence[Said]) -> tuple[str, ...]:
    twin = other = 0.0
    for reading in own:
        if reading is not said:
            if alike(reading, said):
                twin = max(twin, reading.likely)
            else:
                other = max(other, reading.likely)
    return _names_of_readings(said is cue.best, _step(other), _step(twin), _step(cue.likely))


@lru_cache(maxsize=512)
def _names_of_readings(best: bool, other: int, twin: int, every: int) -> tuple[str, ...]:
    rank = "best reading" if best else "worse reading"
    return rank, f"{rank} than {other}", f"{rank} beside {twin}", f"all readings {every}"


def _step(likely: float) -> int:
    return bisect_right(STEPS, likely)


def alike(a: Said, b: Said) -> bool:
    """Do two contents share most of their characters?"""
    shared = whole = 0  # loops: nothing of this room is asked as often
    for s, e in a.content:
        whole += e - s
        for t, f in b.content:
            if t < e and s < f:
                shared += min(e, f) - max(s, t)
    for t, f in b.content:
        whole += f - t
    return 2 * shared > 0.6 * whole


def holds(content: list[Span], cue: Token) -> bool:
    """Does the cue stand inside of the content?"""
    first, last = cue.start, cue.end
    return any(start <= first and last <= end for start, end in content)
