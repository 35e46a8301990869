"""Dateline builds one sourced record out of a pile of news reports."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dateline.frames import Frames

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: str | Path, library: Literal["pandas", "polars"] | None = None) -> "Frames":
    """The record at `path` as tables for a notebook: `dateline.open("record.db").figures` is a DataFrame.

    Of pandas or Polars; without a choice, of the one that is installed, pandas first.  Raises RecordError where there
    is no record, BadOption where the library is not installed.
    """
    from dateline.frames import read_frames  # noqa: PLC0415 (the commands do without)

    return read_frames(path, library)
