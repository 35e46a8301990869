"""What each kind of page of `dateline serve` takes on a record of many reports, in one run.

    python benchmarks/serve.py [REPORTS] [--repeat N] [--seed N]

The record is written directly: copies of the reports of a small invented pile (many.py), with facts and groups of their
own; places are the same in all, so that some are in a tenth of all reports.  Then the application answers in this
process, without a socket.  Each kind of page is asked for with other arguments each time (a page number, a name, a day,
a report), drawn with the seed; a kind's first answer is not counted.  Printed are the median and the 95th percentile,
CPU milliseconds of all that an answer takes: opening the record, looking up, and making the HTML.
"""

import argparse
import asyncio
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time
from urllib.parse import quote

import httpx
from many import Many
from piles import make_pile

from dateline.engines.local import Local
from dateline.pipeline import Settings, build
from dateline.reading import cache_folder
from dateline.store import Record
from dateline.web.catalogue import Catalogue, find_catalogue
from dateline.web.render import SECTIONS
from dateline.web.server import make_app

BASE = 240
"""Reports that are really read."""
SEARCHES = ("Goris", '"Red Cross"', "flour diesel", "ombudsman", "market", "killed", "central school weeks", "volcano")
LIST = tuple(key for key in SECTIONS if key != "summary")


def kinds(catalogue: Catalogue, chance: random.Random) -> dict[str, Callable[[], str]]:
    """Addresses of each kind of page."""

    def page(key: str, size: int = 50) -> int:
        return chance.randint(1, max(1, catalogue.total(key) // size))

    def report() -> str:
        rank = chance.randrange(catalogue.about["reports"])
        return str(catalogue.one("SELECT anchor FROM head WHERE rank = ?", rank)[0])

    def series() -> str:
        """One of those with most points: the others have no chart."""
        (most,) = catalogue.one("SELECT max(number) FROM listed WHERE what = 'series'")
        number = chance.randint(0, most // 20)
        return str(catalogue.one("SELECT name FROM target WHERE section = 'figures' AND number = ?", number)[0])

    def fact() -> str:
        (most,) = catalogue.one("SELECT max(n) FROM fact")
        return str(catalogue.one("SELECT id FROM fact WHERE n = ?", chance.randint(1, most))[0])

    def choice(facet: str) -> int:
        """Often one of those with most facts, as whoever uses the filters takes."""
        (most,) = catalogue.one("SELECT max(number) FROM choice WHERE facet = ?", facet)
        return int(min(most, chance.expovariate(1 / 40)))

    def day() -> str:
        return f"{chance.randint(2021, 2022)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    lists: dict[str, Callable[[], str]] = {
        key: lambda key=key: f"/{key}?page={page(key, {'figures': 10, 'disputes': 20}.get(key, 50))}"  # type: ignore[misc]
        for key in LIST
    }
    some = ("statements", "figures", "events", "claims", "disputes", "timeline", "reports", "copies")
    return {
        "summary": lambda: "/",
        **lists,
        "by who": lambda: f"/{chance.choice(some)}?who={choice('who')}",
        "by place": lambda: f"/{chance.choice(some)}?where={choice('where')}",
        "by kind": lambda: f"/{chance.choice(some)}?kind={choice('kind')}&page={chance.randint(1, 20)}",
        "by days": lambda: f"/{chance.choice(some)}?from={day()}&to=2022-12-31",
        "by place, kind and days": lambda: (
            f"/{chance.choice(some)}?where={choice('where')}&kind={choice('kind')}&from={day()}&undated=1"
        ),
        "one report": lambda: f"/reports/{report()}",
        "chart": lambda: f"/charts/{series()}",
        "to one fact": lambda: f"/to/{fact()}",
        "search": lambda: f"/search?q={quote(chance.choice(SEARCHES))}",
    }


async def ask(path: Path, folder: Path, repeat: int, seed: int) -> dict[str, list[float]]:
    """CPU milliseconds of each answer, by kind of page."""
    chance = random.Random(seed)
    app = make_app(path, folder=folder)
    found: dict[str, list[float]] = {}
    with Record(path) as record, Catalogue(find_catalogue(record, folder)) as catalogue:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            for kind, address in kinds(catalogue, chance).items():
                for _ in range(repeat + 1):
                    wanted = address()
                    start = process_time()
                    answer = await client.get(wanted)
                    found.setdefault(kind, []).append(1000 * (process_time() - start))
                    if answer.status_code not in (200, 307) and kind != "chart":
                        raise SystemExit(f"{wanted}: {answer.status_code} {answer.text[:200]}")
    return {kind: times[1:] for kind, times in found.items()}


def main() -> None:
    """Writes the record, asks, prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("reports", type=int, nargs="?", default=100_000)
    arguments.add_argument("--repeat", type=int, default=15)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        pile = folder / "pile.jsonl"
        pile.write_text("".join(json.dumps(line) + "\n" for line in make_pile(BASE, given.seed)), "utf-8")
        build([pile], folder / "small.db", engine=Local(1), settings=Settings(cache=cache_folder()))
        path = folder / "many.db"
        start = process_time()
        with Record(folder / "small.db") as record:
            Many(record, own=("person", "organisation", "group", "other")).write(path, given.reports)
        took = process_time() - start
        print(f"{given.reports} reports, {path.stat().st_size / 1e6:.0f} MB, written in {took:.0f} CPU s")
        start = process_time()
        with Record(path) as record:
            catalogue = find_catalogue(record, folder / "pages")
        took = process_time() - start
        with Catalogue(catalogue) as opened:
            print(f"{sum(opened.about['facts'].values()):,} facts, {opened.about['items']}")
        print(f"catalogue: {catalogue.stat().st_size / 1e6:.0f} MB, made in {took:.0f} CPU s")
        times = asyncio.run(ask(path, folder / "pages", given.repeat, given.seed))
    print("page".ljust(28) + "   median      95 %   (CPU ms)")
    for kind, each in times.items():
        print(f"{kind:28}{median(each):9.1f}{quantiles(each, n=20)[-1]:10.1f}")
    slow = max(times, key=lambda kind: median(times[kind]))
    print(f"slowest median: {slow}, {median(times[slow]):.1f} ms (to be under 50)")


if __name__ == "__main__":
    sys.exit(main())
