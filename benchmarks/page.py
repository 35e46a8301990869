"""How large the page of a long record is, and how long a browser takes to open it and to search all of it.

    python benchmarks/page.py [REPORTS]

Builds the examples, and writes a record of so many reports (1,000 by default) from copies of their reports, each with
facts, claims, courses and disputes of its own: as dense as the examples, which were written to be dense.  Then writes
its page and opens it in Chromium.  Time is given in seconds, and as a multiple of what the same browser takes in the
same run to open a file of the same texts and nothing else: the multiple is what can be compared between machines.
"""

import json
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from selenium import webdriver

from dateline.engines.local import Local
from dateline.pipeline import Settings, build, cache_folder
from dateline.records import FACTS, GROUPS, Annotation, Document, Report, digest
from dateline.store import Record, writing
from dateline.web.dossier import anchor
from dateline.web.gather import read_dossier
from dateline.web.page import LARGEST, write_page

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FACT = re.compile(r"\b([a-z])-([0-9a-f]{16})\b")
SLOWEST = 3.0
"""Seconds, the most that opening a file may take."""


class Pile:
    """The examples, and copies of them under other ids."""

    def __init__(self, record: Record) -> None:
        self.reports = record.reports()
        documents = record.documents()
        self.annotations = {id: _annotation(record, documents[id]) for id in self.reports}
        self.groups: dict[str, list[Any]] = {table: record.groups(table) for table in GROUPS}
        self.entities = {entity.id for entity in self.groups["entities"]}

    def copied(self, value: Any, kind: type, number: int) -> Any:
        """The record with the ids of its reports and facts changed; entities stay who they are."""

        def other(found: re.Match[str]) -> str:
            if found[0] in self.entities or found[1] == "r":
                return found[0]
            return f"{found[1]}-{digest(found[2], number)}"

        text = FACT.sub(other, msgspec.json.encode(value).decode())
        for id in self.reports:
            text = text.replace(json.dumps(id), json.dumps(f"{id}.{number}")).replace(f":{id}", f":{id}.{number}")
        return msgspec.json.decode(text, type=kind)

    def write(self, path: Path, size: int) -> None:
        """A record of `size` reports."""
        reports: dict[str, Report] = {}
        annotations: dict[str, Annotation] = {}
        groups: dict[str, list[Any]] = {table: [] for table in GROUPS} | {"entities": self.groups["entities"]}
        number = 0
        while len(reports) < size:
            for id in list(self.reports)[: size - len(reports)]:
                copy = self.copied(self.reports[id], Report, number)
                reports[copy.id] = copy
                annotations[copy.id] = self.copied(self.annotations[id], Annotation, number)
            for table, kind in GROUPS.items():
                if table != "entities":
                    groups[table] += [self.copied(group, kind, number) for group in self.groups[table]]
            number += 1
        with writing(path) as writer, writer.transaction():
            writer.replace_reports(reports, [])
            writer.replace_findings(annotations, groups)
            writer.set_meta(state="complete")


def _annotation(record: Record, document: Document) -> Annotation:
    """What the record's tables hold of a report."""
    facts: dict[str, Any] = {table: tuple(fact for _, fact in record.facts(table, document.id)) for table in FACTS}
    about = {name: getattr(document, name) for name in ("published", "boilerplate", "title_span", "sentences")}
    return Annotation(id=document.id, **about, **facts)


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
            Pile(record).write(folder / "long.db", size)
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
