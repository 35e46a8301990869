"""Searching a record of many reports, whose rows are made directly.

    python benchmarks/search.py [REPORTS]

CPU milliseconds of searches for common and for rare words (the median of seven each), and of looking up one report.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from piles import make_pile

from dateline.records import Report
from dateline.store import Record, writing

SEARCHES = ("Goris", "Red Cross", "flour diesel", "ombudsman", "market", "killed", "central school weeks", "volcano")


def main() -> None:
    """Makes the record and searches it."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        reports = {
            line["id"]: Report(id=line["id"], text=line["text"], title=line["title"], sha256=line["id"])
            for line in make_pile(size)
        }
        with writing(path) as writer, writer.transaction():
            writer.replace_reports(reports, ())
        print(f"{size} reports, {path.stat().st_size / 1e6:.0f} MB")
        with Record(path) as record:
            times = []
            for words in SEARCHES:
                times.append(median(cpu(record, words.split()) for _ in range(7)))
                print(f"{words:24}{times[-1]:8.1f} ms")
        print(f"{'median':24}{median(times):8.1f} ms")


def cpu(record: Record, words: list[str]) -> float:
    """CPU milliseconds of one search for the first twenty."""
    start = process_time()
    record.search(words, most=20)
    return 1000 * (process_time() - start)


if __name__ == "__main__":
    main()
