"""The record: one SQLite file."""

from dateline.store.readings import pack
from dateline.store.sqlite import Record, Writer, report_digest, writing

__all__ = ["Record", "Writer", "pack", "report_digest", "writing"]
