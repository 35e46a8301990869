"""Reads the vocabulary: TOML files in a folder a language, checked as they are read.

A file holds arrays of tables; the room that uses a table says what its entries look like (a subclass of `Entry`).
Every entry carries at least one `example`, a sentence of our own in which square brackets mark the words that the entry
must lead to; `negative` holds sentences in which the bracketed words must lead to nothing of that kind.  One test
(tests/test_lexicon.py) runs them all.
"""

from importlib.resources import files
from typing import TypeVar

import msgspec

from dateline.errors import LexiconError


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all entries have in common.  A key that the subclass does not name is an error."""

    example: str | tuple[str, ...]
    negative: str | tuple[str, ...] = ()
    note: str = ""
    """Why the entry is as it is, and where it comes from."""


E = TypeVar("E", bound=Entry)


def read(file: str, table: str, entry: type[E], *, language: str = "en") -> tuple[E, ...]:
    """The entries of `[[table]]` in `<language>/<file>.toml`, in the order of the file.

    Raises LexiconError with the file, the table and what is wrong.
    """
    where = f"lexicon/{language}/{file}.toml"
    try:
        tables = msgspec.toml.decode((files(__package__) / language / f"{file}.toml").read_bytes())
        return msgspec.convert(tables.get(table, []), tuple[entry, ...])  # type: ignore[valid-type]
    except FileNotFoundError:
        raise LexiconError(f"{where} does not exist") from None
    except msgspec.DecodeError as wrong:
        raise LexiconError(f"{where}, [[{table}]]: {wrong}") from None
