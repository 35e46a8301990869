"""How large the page of a long record is, and how long a browser takes to open it and to search all of it.

    python benchmarks/page.py [REPORTS]

Builds the examples, and writes a record of so many reports (1,000 by default) from copies of their reports, each with
facts, claims, courses and disputes of its own: as dense as the examples, which were written to be dense.  Then writes
its page and opens it in Chromium.  Time is given in seconds, and as a multiple of what the same browser takes in the
same run to open a file of the same texts and nothing else: the multiple is what can be compared between machines.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from many import Many
from selenium import webdriver

from dateline.engines.local import Local
from dateline.pipeline import Settings, build
from dateline.reading import cache_folder
from dateline.store import Record
from dateline.web.dossier import anchor
from dateline.web.gather import read_dossier
from dateline.web.page import LARGEST, write_page

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SLOWEST = 3.0
"""Seconds, the most that opening a file may take."""


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """A browser without a window."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_script_timeout(120)
    try:
        yield driver
    finally:
        driver.quit()


def opened(driver: webdriver.Chrome, path: Path) -> float:
    """Seconds that Chromium takes to load and lay out a file, the least of three times."""
    return min(_loaded(driver, path) for _ in range(3))


def _loaded(driver: webdriver.Chrome, path: Path) -> float:
    driver.get("about:blank")
    driver.get(path.as_uri())
    driver.execute_script("return document.body.offsetHeight")
    script = "return performance.getEntriesByType('navigation')[0].loadEventEnd"
    return float(driver.execute_script(script)) / 1000


FOLLOW = """
    const [target, done] = arguments, start = performance.now();
    location.hash = target;
    const look = () => document.querySelector(".on") ? done(performance.now() - start) : setTimeout(look, 5);
    look();
"""
SEARCH = """
    const [word, done] = arguments, start = performance.now(), form = document.getElementById("filters");
    form.elements.q.value = word;
    form.dispatchEvent(new Event("submit", { cancelable: true }));
    const found = document.getElementById("found");
    const look = () => found.textContent.includes(" of ") ? done(performance.now() - start) : setTimeout(look, 5);
    look();
"""


def main(size: int) -> int:
    """Prints what was measured; 1 where the page is too large or opens too slowly."""
    with TemporaryDirectory() as name, chromium() as driver:
        folder = Path(name)
        build([EXAMPLES], folder / "examples.db", engine=Local(1), settings=Settings(cache=cache_folder()))
        with Record(folder / "examples.db") as record:
            Many(record).write(folder / "long.db", size)
        started = time.process_time()
        with Record(folder / "long.db") as record:
            pages = write_page(record, folder / "long.html").pages
            took = time.process_time() - started
            texts = "".join(f"<p>{escape(report.text)}</p>" for report in record.reports().values())
            dossier = read_dossier(record)
        weight = sum(page.stat().st_size for page in pages)
        print(f"{size} reports, {len(dossier.facts):,} facts, {len(texts) / 1e6:.1f} MB of text")
        print(f"{len(pages)} file(s), {weight / 1e6:.1f} MB, written in {took:.0f} CPU s")
        plain = folder / "plain.html"
        plain.write_text(f"<!DOCTYPE html><meta charset=utf-8>{texts}", encoding="utf-8")
        least = opened(driver, plain)
        opening = opened(driver, pages[0])
        print(f"opened in {opening:.2f} s, {opening / least:.1f} times the bare texts")
        last = driver.execute_async_script(FOLLOW, anchor([*dossier.heads][-1]))
        print(f"a link to the last report shows it in {last / 1000:.2f} s")
        _loaded(driver, pages[0])
        first, second = (driver.execute_async_script(SEARCH, word) / 1000 for word in ("ombudsman", "peacekeepers"))
        print(f"a search over all rows takes {first:.2f} s the first time, {second:.2f} s from then on")
    return int(weight > LARGEST or opening > SLOWEST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
