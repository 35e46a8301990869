"""The record: one SQLite file."""

from dateline.store.sqlite import Record, Writer, writing

__all__ = ["Record", "Writer", "writing"]
