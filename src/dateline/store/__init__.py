"""The record: one SQLite file."""

from dateline.store.readings import pack
from dateline.store.sqlite import Record, Writer, report_digest, writing
from dateline.store.texts import Texts, whole

__all__ = ["Record", "Texts", "Writer", "pack", "report_digest", "whole", "writing"]
