"""JSON files as news interfaces answer: one article, a list of them, or a list somewhere inside of the answer."""

from collections.abc import Iterator, Mapping

import msgspec

from dateline.readers.entries import KEYS, dump_key, read_entry
from dateline.readers.source import LARGEST, Source, decode
from dateline.records import Problem, Report

SUFFIXES = (".json",)
LARGEST_ANSWER = 10 * LARGEST
DEPTH = 6
"""How deep the list of articles may stand in an answer."""


def read(source: Source) -> Iterator[Report | Problem]:
    """The articles in a JSON file.  Raises OSError."""
    content = source.content(LARGEST_ANSWER)
    if isinstance(content, Problem):
        yield content
        return
    decoded = decode(content)
    try:
        answer = msgspec.json.decode(decoded.text.encode("utf-8", "replace") if decoded else content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        yield source.problem(f"is not JSON ({wrong})", "a file with an object a line ends in .jsonl")
        return
    entries = list(_entries(answer))
    if not entries:
        yield source.problem("holds no article", f"an article has a text under {', '.join(KEYS['text'][:4])}")
    for number, entry in enumerate(entries, 1):
        yield from read_entry(source, entry, number, "json/1")


def _entries(answer: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """The objects that hold a text, the outermost of each, in their order."""
    if depth > DEPTH:
        return
    if isinstance(answer, list):
        for item in answer:
            yield from _entries(item, depth + 1)
    elif isinstance(answer, dict):
        inner = [value for value in answer.values() if isinstance(value, dict)]
        names = {
            dump_key(name) for level in (answer, *inner) for name, value in level.items() if isinstance(value, str)
        }
        if names.intersection(KEYS["text"]):
            yield answer
        else:
            for value in answer.values():
                yield from _entries(value, depth + 1)
