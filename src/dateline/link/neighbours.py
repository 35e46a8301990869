"""Which reports are near each other: cosine over weighted terms, through an index, nothing compared with everything."""

from collections import defaultdict
from collections.abc import Mapping
from math import sqrt

import numpy as np

CROWDED = 150
"""A term that more reports have is not looked up."""


def find_neighbours(
    vectors: Mapping[str, Mapping[str, float]], *, floor: float, most: int
) -> dict[tuple[str, str], float]:
    """The pairs (a < b) whose cosine over the terms that are looked up is at least `floor`, `most` for each report.

    Terms that more than CROWDED reports have are left out on both sides.  Ties are broken by id.
    """
    names = sorted(vectors)
    have: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, name in enumerate(names):
        for term, value in vectors[name].items():
            have[term].append((number, value))
    column = {
        term: (np.array([number for number, _ in rows]), np.array([value for _, value in rows]))
        for term, rows in have.items() if 1 < len(rows) <= CROWDED
    }  # fmt: skip
    kept = [[value for term, value in vectors[name].items() if len(have[term]) <= CROWDED] for name in names]
    length = np.array([sqrt(sum(value * value for value in values)) or 1.0 for values in kept])
    found: dict[tuple[str, str], float] = {}
    for number, name in enumerate(names):
        held = [(column[term], value) for term, value in sorted(vectors[name].items()) if term in column]
        if not held:
            continue
        who, index = np.unique(np.concatenate([numbers for (numbers, _), _ in held]), return_inverse=True)
        products = np.concatenate([values * value for (_, values), value in held])
        cosine = np.bincount(index, weights=products) / (length[number] * length[who])
        near = cosine >= floor
        ranked = sorted(zip((-cosine[near].round(9)).tolist(), who[near].tolist(), strict=True))
        for score, other in [pair for pair in ranked if pair[1] != number][:most]:
            found[min(name, names[other]), max(name, names[other])] = -score
    return dict(sorted(found.items()))
