"""Writes src/dateline/link/frequencies.txt: how likely a report of 300 words is to hold each common stem.

    python scripts/make_frequencies.py frequency_dictionary_en_82_765.txt

The counts are those of symspellpy 6.10.1 (MIT; Google Books Ngrams, CC BY 3.0, restricted to the words of SCOWL).  Only
counts are taken.  A line holds a weight, -ln(chance), and the stems that have it; stems rarer than the last line are
left out, since a name seen once must not outweigh a whole sentence.
"""

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from dateline.link.terms import RAREST, stem

WORDS = 300
STEP = 0.25
TARGET = Path(__file__).resolve().parent.parent / "src" / "dateline" / "link" / "frequencies.txt"


def main(source: str) -> None:
    """Reads lines of `word count`, writes the file."""
    counts: Counter[str] = Counter()
    for line in Path(source).read_text(encoding="utf-8-sig").splitlines():
        word, seen = line.split()
        counts[stem(word)] += int(seen)
    total = counts.total()
    bands = defaultdict(list)
    for term, count in counts.items():
        weight = round(-math.log(1 - math.exp(-WORDS * count / total)) / STEP) * STEP
        if weight < RAREST:
            bands[weight].append(term)
    lines = [f"{weight:g} {' '.join(sorted(terms))}\n" for weight, terms in sorted(bands.items())]
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(f"{TARGET}: {sum(map(len, bands.values()))} stems")


if __name__ == "__main__":
    main(*sys.argv[1:])
