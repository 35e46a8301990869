"""The record: one SQLite file."""

from dateline.store.readings import pack
from dateline.store.sqlite import Record, Writer, text_digest, writing

__all__ = ["Record", "Writer", "pack", "text_digest", "writing"]
