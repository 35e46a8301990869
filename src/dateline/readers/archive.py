"""Archives: .zip, .tar (plain or compressed), single compressed files, and .wacz (what web archivers save).

Members are streamed and nothing is ever written under a name that an archive gives, so names that climb out of a folder
lead nowhere.  What expands without end is stopped by its ratio and its size.
"""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipFile

from dateline.readers.source import LARGEST, SOURCES, Source
from dateline.records import Problem

SUFFIXES = (".zip", ".wacz", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".gz", ".bz2", ".xz")
DUMPS = (".jsonl", ".ndjson", ".csv", ".tsv", ".mbox", ".warc", ".warc.gz", ".pdf", *SUFFIXES)
"""Kinds of member that may be larger than one report: they go through a temporary file."""
MOST_MEMBERS = 200_000
MOST_BYTES = 50_000_000_000
RATIO = 200
"""How many times its size an archive may grow; text seldom passes 20.  Below FREE bytes nothing is counted."""
FREE = 100_000_000
DAMAGE = (
    BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError, TypeError,
    IndexError,
)  # fmt: skip
"""What damaged archives make the standard library raise; tarfile stumbles over a cut-off header with a TypeError."""


class _Endless(Exception):
    """The archive grows beyond what is allowed."""


class _Budget:
    """How much of an archive may still be unpacked."""

    def __init__(self, packed: int) -> None:
        self.left = min(MOST_BYTES, max(FREE, RATIO * packed))

    def spend(self, size: int) -> None:
        """Counts bytes that were unpacked.  Raises _Endless."""
        self.left -= size
        if self.left < 0:
            raise _Endless


def unpack(source: Source) -> Iterator[Source | Problem]:
    """The files in an archive, in its own order.  Raises OSError."""
    budget = _Budget(source.size())
    try:
        with source.open() as stream:
            if source.suffix in (".zip", ".wacz"):
                yield from _zip(source, stream, budget)
            elif "tar" in source.suffix or source.suffix in (".tgz", ".tbz2", ".txz"):
                yield from _tar(source, stream, budget)
            else:
                name = PurePosixPath(source.name).name.removesuffix(source.suffix)
                yield from _member(source, name, _decompressed(source, stream), budget)
    except _Endless:
        yield source.problem(
            f"expands beyond {RATIO} times its size or {MOST_BYTES // 10**9} GB; the rest was left",
            "unpack it yourself if you trust it",
        )
    except (*DAMAGE, OSError) as wrong:
        if isinstance(wrong, OSError) and wrong.errno is not None:
            raise
        yield source.problem(f"is damaged ({wrong}); what stood before was read", "get it again")


def _decompressed(source: Source, stream: BinaryIO) -> BinaryIO:
    if source.suffix == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    return cast(BinaryIO, bz2.BZ2File(stream) if source.suffix == ".bz2" else lzma.LZMAFile(stream))


def _zip(source: Source, stream: IO[bytes], budget: _Budget) -> Iterator[Source | Problem]:
    archive = ZipFile(stream)
    for member in archive.infolist()[:MOST_MEMBERS]:
        if member.is_dir() or not _wanted(source, member.filename):
            continue
        place = f"{source.name}/{_shown(member.filename)}"
        if member.flag_bits & 1:
            yield Problem(path=place, what="is protected by a password", advice="unpack it with its password")
            continue
        try:
            with archive.open(member) as opened:
                yield from _member(source, member.filename, opened, budget)
        except DAMAGE as wrong:
            yield Problem(path=place, what=f"is damaged ({wrong})", advice="get the archive again")


def _tar(source: Source, stream: IO[bytes], budget: _Budget) -> Iterator[Source | Problem]:
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for number, member in enumerate(archive):
            if number >= MOST_MEMBERS:
                return
            if member.isdir() or not _wanted(source, member.name):
                continue
            opened = archive.extractfile(member) if member.isreg() else None
            if opened is None:
                yield Problem(
                    path=f"{source.name}/{_shown(member.name)}",
                    what="is a link or a device in an archive, not followed",
                    advice="unpack it yourself",
                    severity="warning",
                )
                continue
            yield from _member(source, member.name, opened, budget)


def _wanted(source: Source, name: str) -> bool:
    """Whether a member is a file of the user's; of a .wacz, whether it is a crawl and not an index of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    if source.suffix == ".wacz":
        return path.name.endswith((".warc", ".warc.gz"))
    return not (path.name.startswith(".") or "__MACOSX" in path.parts or path.name == SOURCES)


def _shown(name: str) -> str:
    """A member's name as results show it: no way up, no root, no control characters."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in "/".join(parts)) or "unnamed"


def _member(source: Source, name: str, stream: IO[bytes], budget: _Budget) -> Iterator[Source | Problem]:
    """A member in memory, or, where it may hold many reports, in a temporary file while it is read."""
    member = source.member(_shown(name), b"")
    if member.suffix not in DUMPS:
        content = stream.read(LARGEST + 1)
        budget.spend(len(content))
        if len(content) > LARGEST:
            yield member.problem(f"more than {LARGEST // 10**6} MB, too large for one report", "unpack it and split it")
        else:
            yield source.member(_shown(name), content)
        return
    with TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / "member"
        with path.open("wb") as out:
            while piece := stream.read(1 << 20):
                budget.spend(len(piece))
                out.write(piece)
        yield Source(path=path, name=member.name, root=source.root, given=source.given)
