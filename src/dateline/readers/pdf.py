"""PDF: situation reports and printed pages, by pypdf."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from dateline.errors import MissingExtra
from dateline.readers.evidence import Facts, compose
from dateline.readers.source import Source
from dateline.records import Problem, Report

if TYPE_CHECKING:
    from pypdf import PdfReader

SUFFIXES = (".pdf",)
LARGEST_PDF = 100_000_000
MOST_PAGES = 2_000
FILE_NAME = re.compile(r"^(?:microsoft word|untitled|slide \d)|\.(?:docx?|pdf|indd|pptx?|odt)$", re.IGNORECASE)
"""What programs write into the title of a PDF."""


def read(source: Source) -> Iterator[Report | Problem]:
    """The report in a PDF.  Raises OSError."""
    try:
        import pypdf  # noqa: PLC0415 (an extra)
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError  # noqa: PLC0415
    except ModuleNotFoundError:
        yield source.problem("is a PDF", str(MissingExtra("documents", "reading PDF")))
        return
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said below, in one line
    content = source.content(LARGEST_PDF)
    if isinstance(content, Problem):
        yield content
        return
    try:
        with source.open() as stream:
            document = pypdf.PdfReader(stream)
            if document.is_encrypted and not document.decrypt(""):
                yield source.problem(
                    "is protected by a password", "open it with its password and print it to a new PDF"
                )
                return
            pages = [page.extract_text() for page, _ in zip(document.pages, range(MOST_PAGES), strict=False)]
            facts = _metadata(document)
    except (FileNotDecryptedError, DependencyError):
        yield source.problem("is protected by a password", "open it with its password and print it to a new PDF")
        return
    # pypdf names few of the ways in which a damaged file makes it stumble.
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        AssertionError,
    ) as wrong:
        yield source.problem(
            f"is damaged ({type(wrong).__name__}: {str(wrong)[:80]})", "get it again, or print it to a new PDF"
        )
        return
    body = join_pages(pages)
    if len(body.split()) < 5:
        yield source.problem("holds pictures of pages, no text", "run a text recognition (OCR) over it first")
        return
    if len(pages) == MOST_PAGES:
        yield source.warning(f"was read up to page {MOST_PAGES}", "split it")
    yield from facts.problems(source)
    title = facts.first("title")
    text = body if not title or title.casefold() in body[:400].casefold() else f"{title}\n\n{body}"
    yield compose(source, content, text, facts, f"pdf/1 pypdf {version('pypdf')}")


def _metadata(document: "PdfReader") -> Facts:
    facts = Facts()
    told = document.metadata
    if told:
        if told.title and not FILE_NAME.search(told.title):
            facts.add("title", told.title, "PDF Title")
        facts.add("byline", told.author, "PDF Author")
        facts.add("created", str(told.get("/CreationDate") or ""), "PDF CreationDate")
    return facts


def join_pages(pages: list[str]) -> str:
    """One text: running heads and page numbers left out, broken lines joined to paragraphs, split words mended."""
    lines = [[" ".join(line.split()) for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(_shape(line) for page in lines for line in {*page[:2], *page[-2:]})
    running = {shape for shape, count in edges.items() if count >= 3 and count > len(pages) / 2}
    kept = [
        line
        for page in lines
        for number, line in enumerate(page)
        if not (_shape(line) in running and (number < 2 or number >= len(page) - 2))
    ]
    width = sorted(map(len, kept))[int(len(kept) * 0.8)] if kept else 0
    paragraphs: list[str] = []
    unended = wide = False
    for line in kept:
        if unended and (wide or line[0].islower()) and not re.match(r"[•●▪*–-]\s|\d+[.)]\s", line):
            before = paragraphs[-1]
            mended = re.search(r"[a-z]-$", before) and line[:1].islower()
            paragraphs[-1] = before[:-1] + line if mended else f"{before} {line}"
        else:
            paragraphs.append(line)
        unended = not re.search(r"[.!?:;][\"'”’)]*$", line)
        wide = len(line) > 0.7 * width
    return "\n".join(paragraphs)


def _shape(line: str) -> str:
    """A running head with another page number is the same."""
    return re.sub(r"\d+", "0", line)
