"""Plain text: one file, one report."""

from collections.abc import Iterator
from hashlib import sha256

from dateline.readers.source import Source, decode, file_id
from dateline.records import Problem, Report

SUFFIXES = (".txt", ".text")


def read(source: Source) -> Iterator[Report | Problem]:
    """The report in a text file.  Raises OSError."""
    content = source.content()
    if isinstance(content, Problem):
        yield content
        return
    decoded = decode(content)
    if decoded is None:
        yield source.problem("is binary, not text", "give it the ending of its format, or convert it to text")
        return
    if decoded.guessed:
        yield Problem(path=source.name, what=decoded.guessed, advice="save it as UTF-8 if names look wrong", severity="warning")
    yield Report(
        id=file_id(content), text=decoded.text, paths=(source.name,), sha256=sha256(content).hexdigest(), reader="text/1"
    )
