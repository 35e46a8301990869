"""Title, day, authors and body of saved pages: Dateline's and those of trafilatura alone, on the same pages in one run.

    python benchmarks/pages.py [FOLDER] [--pages]

FOLDER holds pages (NAME.html) and gold.jsonl, a line a page: {"id": NAME, "title", "date": "YYYY-MM-DD" or null,
"authors": [name, ...], "body": the report's paragraphs}.  Without it the pages of our own tests are read, which the
rules have seen.  `--pages` names for each page what is wrong.

title, authors: equal but for case and punctuation; authors are scored as F1 over all names.  body: clipped runs of four
words, F1 of the means of precision and recall over pages; "lost" is the share of the gold's words of which no more are
kept.  trafilatura is run at four settings; what it says about the page (title, date, author) is the same at all.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import trafilatura
from trafilatura.settings import Document

from dateline.clean import find_layout
from dateline.readers import Source, read
from dateline.readers.bylines import folded
from dateline.records import Report

SETTINGS: dict[str, dict[str, bool]] = {
    "fast": {"fast": True},
    "usual": {},
    "precision": {"favor_precision": True},
    "recall": {"favor_recall": True},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a page, by the gold or by a reader of pages."""

    title: str
    date: str
    authors: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A saved page with its gold."""

    id: str
    content: bytes
    gold: Told


def runs(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of so many words of a text, counted; the whole of a shorter one."""
    words = re.findall(r"\w+", text)
    return (
        Counter(tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1))) if words else Counter()
    )


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; nought where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(pages: Sequence[Page], told: Sequence[Told]) -> dict[str, float]:
    """The figures of one reader of pages, in per cent."""
    titles = [folded(t.title) == folded(p.gold.title) for p, t in zip(pages, told, strict=True)]
    days = [t.date == p.gold.date for p, t in zip(pages, told, strict=True) if p.gold.date]
    right = claimed = named = 0
    precision, recall, lost, words = [], [], 0, 0
    for page, one in zip(pages, told, strict=True):
        gold, said = (set(map(folded, names)) - {""} for names in (page.gold.authors, one.authors))
        right, claimed, named = right + len(gold & said), claimed + len(said), named + len(gold)
        body, kept = runs(page.gold.body), runs(one.body)
        both = (body & kept).total()
        recall.append(both / body.total())
        if kept:
            precision.append(both / kept.total())
        bag = runs(page.gold.body, 1)
        words, lost = words + bag.total(), lost + (bag - runs(one.body, 1)).total()
    title, day = sum(titles) / len(titles), sum(days) / max(1, len(days))
    authors = f1(right / max(1, claimed), right / max(1, named))
    p, r = sum(precision) / max(1, len(precision)), sum(recall) / len(recall)
    found = {"title": title, "day": day, "authors": authors, "mean": (title + day + authors) / 3}
    found |= {"body": f1(p, r), "P": p, "R": r, "lost": lost / words}
    return {name: 100 * value for name, value in found.items()}


def ours(page: Page) -> Told:
    """What Dateline reads: the report without its title line and what it takes for litter."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_bytes(page.content)
        found = [one for one in read(Source(path=path, name=path.name, root=path.parent)) if isinstance(one, Report)]
    if not found:
        return Told(title="", date="", authors=(), body="")
    (report,) = found
    at, pieces = 0, []
    for start, end in (*find_layout(report.text, extracted=True).boilerplate, (len(report.text), len(report.text))):
        pieces.append(report.text[at:start])
        at = end
    return Told(
        title=report.title or "",
        date=(report.published or "")[:10],
        authors=tuple((report.byline or "").split(", ")),
        body="\n".join(pieces).removeprefix(report.title or ""),
    )


def alone(settings: dict[str, bool]) -> Callable[[Page], Told]:
    """trafilatura's own reading of a page, at these settings."""

    def reading(page: Page) -> Told:
        text = trafilatura.extract(page.content, include_comments=False, **settings) or ""
        about = trafilatura.extract_metadata(page.content)
        told = about if isinstance(about, Document) else Document()
        names = tuple((told.author or "").split("; "))
        return Told(title=told.title or "", date=(told.date or "")[:10], authors=names, body=text)

    return reading


def wrong(page: Page, told: Told) -> list[str]:
    """What of a page is not as the gold has it."""
    body = f1(*(((runs(page.gold.body) & runs(told.body)).total() / max(1, runs(one).total())) for one in
                (told.body, page.gold.body)))  # fmt: skip
    found = [f"body {100 * body:.1f}"] if body < 0.95 else []
    if folded(told.title) != folded(page.gold.title):
        found.append(f"title {told.title!r} for {page.gold.title!r}")
    if page.gold.date and told.date != page.gold.date:
        found.append(f"day {told.date!r} for {page.gold.date}")
    if set(map(folded, told.authors)) - {""} != set(map(folded, page.gold.authors)) - {""}:
        found.append(f"authors {told.authors} for {page.gold.authors}")
    return found


def from_folder(folder: Path) -> list[Page]:
    """The pages of a folder that have a gold."""
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    pages = []
    for row in map(json.loads, filter(None, lines)):
        gold = Told(title=row["title"], date=row["date"] or "", authors=tuple(row["authors"]), body=row["body"])
        pages.append(Page(id=row["id"], content=(folder / f"{row['id']}.html").read_bytes(), gold=gold))
    return pages


def own() -> list[Page]:
    """The pages of our own tests."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.readers import pages_third  # noqa: F401, PLC0415 (no package of the installation; adds to the pages)
    from tests.readers.pages import PAGES  # noqa: PLC0415

    return [
        Page(
            id=p.name,
            content=p.content,
            gold=Told(title=p.title, date=p.day, authors=p.authors, body="\n".join(p.body)),
        )
        for p in PAGES
    ]


def main() -> None:
    """Reads the pages and prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--pages", action="store_true")
    asked = arguments.parse_args()
    pages = from_folder(asked.folder) if asked.folder else own()
    readers = {"Dateline": ours} | {f"trafilatura, {name}": alone(settings) for name, settings in SETTINGS.items()}
    print(f"{len(pages)} pages {'':12}  " + "".join(f"{name:>8}" for name in score(pages, [p.gold for p in pages])))
    for name, reader in readers.items():
        told = [reader(page) for page in pages]
        print(f"{name:24}" + "".join(f"{value:8.2f}" for value in score(pages, told).values()))
        if asked.pages and reader is ours:
            for page, one in zip(pages, told, strict=True):
                if found := wrong(page, one):
                    print(f"    {page.id}: " + "; ".join(found))


if __name__ == "__main__":
    main()
