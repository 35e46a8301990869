"""How likely a candidate is a statement: the sum of the evidence, weighed.

Counts and weights are data (lexicon/en/cue_counts.csv, context_counts.csv, statement_weights.csv), made by
scripts/count_cues.py: how often a cue in a frame was an attribution, how often such a source and such a content were,
and a number for each circumstance.  The sum is the logarithm of the odds.  There are two such sums: of a candidate
alone, and of the same with what the first sum makes of it and of the others (rivals.py).
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import repeat
from math import exp, log
from operator import mul

from dateline.annotate.statements.evidence import content_key, governor_key, kind_of, object_key, source_key
from dateline.annotate.statements.spans import Candidate

Count = tuple[int, int]
"""How often seen, how often kept."""
Numbers = tuple[float, ...]
"""Log odds and the like, in the order of NUMBERS."""
NUMBERS = ("cue in frame", "cue", "source", "content", "governor", "object", "cue unseen", "cue rare", "alone")
"""The last only beside rivals."""
NEVER = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Odds:
    """What was counted, and what it weighs."""

    cues: Mapping[tuple[str, str, str], Count]
    """By cue, part of speech and frame."""
    lemmas: Mapping[tuple[str, str], Count]
    """By cue and part of speech: the sum over all frames."""
    frames: Mapping[str, Count]
    sources: Mapping[str, Count]
    contents: Mapping[str, Count]
    governors: Mapping[str, Count]
    objects: Mapping[str, Count]
    alone: "Weights"
    together: "Weights"

    def numbers(self, candidate: Candidate) -> Numbers:
        """Log odds that such a cue, source and content make a statement, smoothed: rare ones lean on their frame's."""
        kind = kind_of(candidate.frame)
        in_frame, of_cue, unseen, rare, average = self._of_cue(candidate.key, candidate.cue.pos, candidate.frame)
        source = self.sources.get(source_key(candidate.source, candidate.path), NEVER)
        return (
            in_frame,
            of_cue,
            _smoothed(*source, 0.12),
            _smoothed(*self.contents.get(content_key(candidate, kind), NEVER), average),
            _smoothed(*self.governors.get(governor_key(candidate, kind), NEVER), average),
            _smoothed(*self.objects.get(object_key(candidate, kind), NEVER), average),
            unseen,
            rare,
        )

    def recount(self) -> None:
        """To be called when a table has changed: what was worked out of it is forgotten."""
        self._of_cue.cache_clear()

    @lru_cache(maxsize=16384)  # noqa: B019 (a process has one of these, for as long as it runs)
    def _of_cue(self, key: str, pos: str, frame: str) -> Numbers:
        """Of a cue in its frame, of the cue, whether it is unseen, rare, and the frame's average as a share."""
        seen, kept = self.frames.get(frame, NEVER)
        average = (kept + 0.5) / (seen + 5)
        cue_seen, cue_kept = self.lemmas.get((key, pos), NEVER)
        base = (cue_kept + 4 * average) / (cue_seen + 4)
        seen, kept = self.cues.get((key, pos, frame), NEVER)
        return (
            _log_odds((kept + 3 * base) / (seen + 3)),
            _log_odds((cue_kept + 0.3) / (cue_seen + 2)),
            float(cue_seen == 0),
            float(cue_seen < 5),
            average,
        )


@dataclass(slots=True)
class Look:
    """What is seen of a candidate."""

    numbers: Numbers
    circumstances: list[str]

    def beside(self, likely: float, others: list[str]) -> "Look":
        """The same with how likely it is alone, and with what its rivals say."""
        return Look((*self.numbers, _log_odds(min(likely, SURE))), self.circumstances + others)


SURE = 0.9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each number and circumstance weighs."""

    constant: float
    of_numbers: Numbers
    by_name: Mapping[str, float]

    @classmethod
    def named(cls, by_name: Mapping[str, float]) -> "Weights":
        """Of weights by name; "" is the constant."""
        of_numbers = tuple(by_name.get(name, 0.0) for name in NUMBERS)
        return cls(constant=by_name[""], of_numbers=of_numbers, by_name=by_name)

    def outset(self, numbers: Numbers) -> float:
        """The logarithm of the odds by the numbers alone."""
        total: float = sum(map(mul, self.of_numbers, numbers))
        return self.constant + total

    def odds(self, look: Look) -> float:
        """The logarithm of the odds that a candidate is a statement."""
        return self.outset(look.numbers) + self.of(look.circumstances)

    def of(self, circumstances: Iterable[str]) -> float:
        """What the circumstances add to the outset."""
        return sum(map(self.by_name.get, circumstances, repeat(0.0)))


def likelihood(odds: float) -> float:
    """The same on a scale from 0 to 1."""
    return 1 / (1 + exp(-odds))


@lru_cache(maxsize=16384)
def _smoothed(seen: int, kept: int, average: float) -> float:
    """The logarithm of the odds, as if five more had been seen of which the average was kept."""
    return _log_odds((kept + 5 * average) / (seen + 5))


def _log_odds(share: float) -> float:
    return log(share / (1 - share))


def load_odds(language: str) -> Odds:
    """Reads the three tables of a language's vocabulary."""
    folder = files("dateline.lexicon") / language

    def rows(name: str) -> list[list[str]]:
        lines = (folder / name).read_text("utf-8").splitlines()
        return list(csv.reader(line for line in lines if not line.startswith("#")))[1:]

    cues: dict[tuple[str, str, str], Count] = {}
    lemmas: dict[tuple[str, str], Count] = {}
    frames: dict[str, Count] = {}
    for cue, pos, frame, seen, kept in rows("cue_counts.csv"):
        cues[cue, pos, frame] = n, k = int(seen), int(kept)
        a, b = lemmas.get((cue, pos), NEVER)
        lemmas[cue, pos] = a + n, b + k
        a, b = frames.get(frame, NEVER)
        frames[frame] = a + n, b + k
    context: dict[str, dict[str, Count]] = {"source": {}, "content": {}, "governor": {}, "object": {}}
    for role, key, seen, kept in rows("context_counts.csv"):
        context[role][key] = int(seen), int(kept)
    weights = [(name, float(alone), float(together)) for name, alone, together in rows("statement_weights.csv")]
    return Odds(cues=cues, lemmas=lemmas, frames=frames, sources=context["source"], contents=context["content"],
                governors=context["governor"], objects=context["object"],
                alone=Weights.named({name: alone for name, alone, _ in weights if alone}),
                together=Weights.named({name: together for name, _, together in weights if together}))  # fmt: skip
