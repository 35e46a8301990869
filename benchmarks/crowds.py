"""What the corpus half of a build costs where everything is of one kind, and by what power of the size it grows.

    python benchmarks/crowds.py [SIZE ...]

Three piles of short invented reports: all of one text; each with its own text, and one that quotes a sentence of every
other; and three people of one surname in each, no two of one given name.  CPU seconds after reading.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from math import log
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from unittest.mock import patch

from dateline import pipeline
from dateline.engines.local import Local
from dateline.store import Writer

SYLLABLES = "ba da ke lo mi nu ra so ti ve za go fe hu ja ki".split()
THINGS = "bridge market school clinic depot mill harbour station quarry well tower barn".split()
GIVEN = ["".join(parts).title() for parts in product(SYLLABLES, SYLLABLES, SYLLABLES)]


def identical(size: int) -> Iterator[str]:
    """One text, again and again."""
    for _ in range(size):
        yield sentence(Random(1)) + " " + sentence(Random(2))


def quoting(size: int) -> Iterator[str]:
    """Texts of their own, and a last one that quotes a sentence of each."""
    firsts = [sentence(Random(f"first {n}")) for n in range(size - 1)]
    for n, first in enumerate(firsts):
        yield f"{first} {sentence(Random(f'second {n}'))}"
    yield "\n\n".join(f"“{first}”" for first in firsts)


def surname(size: int) -> Iterator[str]:
    """Three people of one surname in each report."""
    for n in range(size):
        yield " ".join(sentence(Random(f"{n} {k}"), f"{GIVEN[(3 * n + k) % len(GIVEN)]} Karimov") for k in range(3))


def sentence(chance: Random, who: str = "") -> str:
    """Who said how many were hurt where."""
    who = who or f"{chance.choice(GIVEN)} {chance.choice(GIVEN)}ov"
    place, thing = chance.choice(GIVEN), chance.choice(THINGS)
    return f"{who} said that {chance.randint(2, 900)} people were injured at the {thing} of {place} on Tuesday morning."


def measure(texts: Iterator[str], folder: Path) -> float:
    """CPU seconds after reading."""
    spent = []

    def clocked(function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            start = process_time()
            result = function(*arguments)
            spent.append(process_time() - start)
            return result

        return run

    pile = folder / "pile.jsonl"
    lines = ({"id": f"{n:06}", "text": text, "published": "2024-03-06"} for n, text in enumerate(texts))
    pile.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    settings = pipeline.Settings(cache=folder, seconds=600)
    with ExitStack() as patches:
        for where, name in ((pipeline, "settle"), (Writer, "replace_reports"), (Writer, "replace_findings")):
            patches.enter_context(patch.object(where, name, clocked(getattr(where, name))))
        built = pipeline.build([pile], folder / "record.db", engine=Local(1), settings=settings)
    if built.problems:
        raise SystemExit(f"the pile was not read whole: {built.problems[0].what}")
    return sum(spent)


def main() -> None:
    """Measures each pile at each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [250, 1000]
    print("CPU s after reading".ljust(24) + "".join(f"{size:>10}" for size in sizes) + "    growth")
    for pile in (identical, quoting, surname):
        found = []
        for size in sizes:
            with TemporaryDirectory() as folder:
                found.append(measure(pile(size), Path(folder)))
        grows = f"n^{log(found[-1] / found[0]) / log(sizes[-1] / sizes[0]):.2f}" if len(sizes) > 1 else ""
        print(pile.__name__.ljust(24) + "".join(f"{seconds:10.2f}" for seconds in found) + grows.rjust(10), flush=True)


if __name__ == "__main__":
    main()
