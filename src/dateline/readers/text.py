"""Plain text: one file, one report."""

from collections.abc import Iterator

from dateline.readers.evidence import Facts, compose
from dateline.readers.source import Source, decode
from dateline.records import Problem, Report

SUFFIXES = (".txt", ".text", ".md")


def read(source: Source) -> Iterator[Report | Problem]:
    """The report in a text file.  Raises OSError."""
    content = source.content()
    if isinstance(content, Problem):
        yield content
        return
    decoded = decode(content)
    if decoded is not None and not decoded.text.strip():  # a byte order mark, separators
        yield source.problem("is empty", "nothing to do, or save it again")
        return
    if decoded is None:
        yield source.problem("is binary, not text", "give it the ending of its format, or convert it to text")
        return
    if decoded.guessed:
        yield source.warning(decoded.guessed, "save it as UTF-8 if names look wrong")
    yield compose(source, content, decoded.text, Facts(), "text/1")
