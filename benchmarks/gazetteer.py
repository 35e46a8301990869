"""The places of the world in one file: building it, keeping it open, and finding a misspelled name in it.

    python benchmarks/gazetteer.py [NAMES]

Builds the file anew in a folder of its own.  Then looks up NAMES (5,000) names of the file by their sound, each with
one slip: a letter lost, doubled by another, taken for another, or two swapped.  The list is seeded, and no answer is
kept between look-ups.  CPU milliseconds; the machine's other work reaches into the first time of a name, so the best of
three stands beside it.
"""

import gc
import random
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getpagesize, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.spelling import Spelling, load_spelling

SEED = 6
SHORTEST = 5
"""Letters of a name: shorter ones are not looked up by sound."""


def main() -> None:
    """Builds the file, weighs it, looks names up in it."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with TemporaryDirectory() as folder:
        wall, cpu = perf_counter(), process_time()
        open_gazetteer(Path(folder))
        print(f"first build                {perf_counter() - wall:8.1f} s, {process_time() - cpu:.1f} s of CPU")
        (file,) = Path(folder).glob("places-*.sqlite")
        print(f"size on disk               {file.stat().st_size / 1e6:8.1f} MB")
        slips = with_slips(names_of(file), size)
        memory = subprocess.run(
            [sys.executable, __file__, "--memory", folder], input="\n".join(slips), text=True, capture_output=True,
            check=True,
        )  # fmt: skip
        print(f"memory, open and looked up {float(memory.stdout):8.1f} MB")
        look_up(open_gazetteer(Path(folder)), slips)


def names_of(file: Path) -> list[str]:
    """All names of the file that are long enough, as they are compared."""
    rows = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    found = rows.execute("SELECT DISTINCT key FROM name WHERE length(key) >= ? ORDER BY key", (SHORTEST,)).fetchall()
    rows.close()
    return [name for (name,) in found]


def with_slips(names: Sequence[str], size: int) -> list[str]:
    """So many of the names, each with one slip."""
    chance = random.Random(SEED)
    return [_slip(chance.choice(names), chance) for _ in range(size)]


def _slip(name: str, chance: random.Random) -> str:
    i, letter = chance.randrange(1, len(name)), chance.choice("abcdefghijklmnoprstuvyz")
    return chance.choice(
        (
            name[:i] + name[i + 1 :],
            name[:i] + letter + name[i:],
            name[:i] + letter + name[i + 1 :],
            name[: i - 1] + name[i] + name[i - 1] + name[i + 1 :],
        )
    )


def look_up(gazetteer: Gazetteer, slips: Sequence[str]) -> None:
    """Prints how long looking the names up takes, and how many are found."""
    spelling = load_spelling()
    gc.collect()
    gc.freeze()
    times = [[cpu(gazetteer, name, spelling) for _ in range(3)] for name in slips]
    found = sum(bool(gazetteer.like(name, spelling)) for name in slips)
    print(f"{len(slips)} look-ups by sound, {found} of them with an answer")
    print("                        median      95 %      99 %       max   over 2 ms")
    for what, of_name in (("the first time", [one[0] for one in times]), ("the best of three", list(map(min, times)))):
        ranked = sorted(of_name)
        at = [ranked[int(share * (len(ranked) - 1))] for share in (0.5, 0.95, 0.99, 1.0)]
        print(f"{what:20}" + "".join(f"{ms:10.2f}" for ms in at) + f"{sum(ms > 2 for ms in ranked):12}")


def cpu(gazetteer: Gazetteer, name: str, spelling: Spelling) -> float:
    """CPU milliseconds of one look-up of which nothing was kept."""
    gazetteer.like.cache_clear()
    gazetteer.find.cache_clear()
    start = process_time()
    gazetteer.like(name, spelling)
    return 1000 * (process_time() - start)


def memory(folder: str) -> None:
    """Prints how many MB opening the file and looking up the names of standard input takes."""
    spelling, before = load_spelling(), resident()
    gazetteer = open_gazetteer(Path(folder))
    for name in sys.stdin:
        gazetteer.like(name.strip(), spelling)
    print(resident() - before)


def resident() -> float:
    """MB of memory that this process holds now; where the system does not say, the most that it ever held."""
    now = Path("/proc/self/statm")
    if now.exists():
        return int(now.read_text("ascii").split()[1]) * getpagesize() / 1e6
    return getrusage(RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    memory(sys.argv[2]) if sys.argv[1:2] == ["--memory"] else main()
