"""File → Report.  One module a format, with `SUFFIXES` and `read(source)`, or `unpack(source)` for what holds files.

A reader yields reports and problems and never raises for what stands in a file: a damaged file is a `Problem` with one
line that names it, says what is wrong and what to do.  Adding a format is one module here and one name in `READERS` (or
in `CONTAINERS`: archives, crawls, mails, saved pages, whose members go to the reader of their own ending).
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from dateline.readers import archive, csv, docx, feed, html, json, jsonl, mail, pdf, saved, text, warc
from dateline.readers.bylines import is_house
from dateline.readers.credits import find_credits
from dateline.readers.dates import iso_date
from dateline.readers.known import SourceList
from dateline.readers.language import find_language, is_foreign, language_name
from dateline.readers.source import Source
from dateline.records import Problem, Report

__all__ = ["CONTAINERS", "READERS", "Source", "SourceList", "read", "read_all"]

READERS: tuple[ModuleType, ...] = (text, html, jsonl, json, csv, feed, pdf, docx)
CONTAINERS: tuple[ModuleType, ...] = (archive, warc, mail, saved)
DEPTH = 4
"""How deep a file may stand in files: a page in a crawl in an archive of archives, and no deeper."""
ABOUT = ("README", "LICENSE", "LICENCE")
"""Files about a folder, not of it."""
SUFFIXES = {suffix: module for module in (*READERS, *CONTAINERS) for suffix in module.SUFFIXES}


def read(source: Source, depth: int = 0) -> Iterator[Report | Problem]:
    """The reports in one file, and in the files inside of it."""
    module = SUFFIXES.get(source.suffix)
    if module is None:
        yield source.warning(
            f"no reader for {source.suffix or 'files without an ending'}", f"known are {', '.join(sorted(SUFFIXES))}"
        )
        return
    try:
        if module not in CONTAINERS:
            for item in module.read(source):
                yield from _described(item, source) if isinstance(item, Report) else [item]
        elif depth == DEPTH:
            yield source.problem(f"stands {depth} files deep in files", "unpack the outer ones yourself")
        else:
            for member in module.unpack(source):
                yield from read(member, depth + 1) if isinstance(member, Source) else [member]
    except OSError as wrong:
        yield source.problem(f"cannot be read ({wrong.strerror or wrong})", "check the file and its permissions")


def _described(report: Report, source: Source) -> Iterator[Report | Problem]:
    """The report with the language, agency and byline that its text gives; where it is not English, that is said.

    A report in another language keeps its text, and nothing is read in it.  What a page declares of its language is
    often the template's: it stays in the evidence, and `language` is what the words are.
    """
    language = find_language(report)
    if language and language.value != "en":
        yield source.warning(
            f"is written in {language_name(language.value)}, not in English ({language.source})",
            "its text is kept and nothing is read in it; give Dateline a translation",
        )
    if report.published and iso_date(report.published) is None:
        yield source.warning(f"{report.published!r} is no date that can be", "read as a report whose date is unknown")
    credits = find_credits(report)
    named = {evidence.field: evidence.value for evidence in reversed(credits)}
    yield replace(
        report,
        language=language.value if language else None if is_foreign(report.language) else report.language,
        agency=report.agency or named.get("agency"),
        byline=named.get("byline", report.byline) if _by_houses(report.byline) else report.byline,
        evidence=(*report.evidence, *([language] if language else []), *credits),
    )


def _by_houses(byline: str | None) -> bool:
    """Whether nobody but houses has signed: the text may name the person."""
    return all(map(is_house, (byline or "").split(", "))) if byline else True


def read_all(paths: Iterable[Path], known: SourceList | None = None) -> Iterator[Report | Problem]:
    """The reports in files and folders.  `known` is what the user says about them (a sources.csv)."""
    for found in find_sources(paths):
        if isinstance(found, Problem):
            yield found
            continue
        listed = known or SourceList.beside(found)
        for item in read(found):
            yield listed.complete(item, found) if isinstance(item, Report) else item


def find_sources(paths: Iterable[Path]) -> Iterator[Source | Problem]:
    """The files to read, folders in the order of their names; links to folders are not followed (they can circle)."""
    for path in paths:
        if path.is_dir():
            for folder, folders, names in _walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in list(folders):
                    if (folder / name).is_symlink():
                        folders.remove(name)
                        shown = (folder / name).relative_to(path).as_posix()
                        yield Problem(
                            path=shown,
                            what="a link to a folder, not followed",
                            advice="name the folder itself",
                            severity="warning",
                        )
                for name in sorted(names):
                    if not name.startswith(".") and name != SourceList.NAME and Path(name).stem.upper() not in ABOUT:
                        file = folder / name
                        yield Source(path=file, name=file.relative_to(path).as_posix(), root=path)
        elif path.exists() or path.is_symlink():
            yield Source(path=path, name=path.name, root=path.parent)
        else:
            yield Problem(path=str(path), what="there is no such file or folder", advice="check the path")


def _walk(path: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """As Path.walk, which is new in Python 3.12."""
    for folder, folders, names in os.walk(path):
        yield Path(folder), folders, names
