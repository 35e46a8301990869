"""File → Report.  One module a format; each has `SUFFIXES` and `read(source)`.

A reader yields reports and problems and never raises for what stands in a file: a damaged file is a `Problem` with one
line that names it, says what is wrong and what to do.  Adding a format is one module here and one name in `READERS`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from dateline.readers import html, jsonl, text
from dateline.readers.source import Source, SourceList
from dateline.records import Problem, Report

__all__ = ["READERS", "Source", "SourceList", "read", "read_all"]

READERS: tuple[ModuleType, ...] = (text, html, jsonl)
ABOUT = ("README", "LICENSE", "LICENCE")
"""Files about a folder, not of it."""
SUFFIXES = {suffix: reader for reader in READERS for suffix in reader.SUFFIXES}


def read(source: Source) -> Iterator[Report | Problem]:
    """The reports in one file."""
    reader = SUFFIXES.get(source.path.suffix.lower())
    if reader is None:
        yield Problem(
            path=source.name,
            what=f"no reader for {source.path.suffix or 'files without an ending'}",
            advice=f"known are {', '.join(sorted(SUFFIXES))}",
            severity="warning",
        )
        return
    try:
        yield from reader.read(source)
    except OSError as wrong:
        yield Problem(path=source.name, what=f"cannot be read ({wrong.strerror})", advice="check the file and its permissions")


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
    """The files to read, folders in the order of their names; links to folders are not followed (they can lead in a circle)."""
    for path in paths:
        if path.is_dir():
            for folder, folders, names in _walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in list(folders):
                    if (folder / name).is_symlink():
                        folders.remove(name)
                        shown = (folder / name).relative_to(path).as_posix()
                        yield Problem(path=shown, what="a link to a folder, not followed", advice="name the folder itself", severity="warning")
                for name in sorted(names):
                    if not name.startswith(".") and name != SourceList.NAME and Path(name).stem.upper() not in ABOUT:
                        file = folder / name
                        yield Source(path=file, name=file.relative_to(path).as_posix(), root=path)
        elif path.exists() or path.is_symlink():
            yield Source(path=path, name=path.name, root=path.parent)
        else:
            yield Problem(path=str(path), what="there is no such file or folder", advice="check the path")


def _walk(path: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    import os  # noqa: PLC0415 (Path.walk is new in Python 3.12)

    for folder, folders, names in os.walk(path):
        yield Path(folder), folders, names
