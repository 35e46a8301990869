"""The record: one SQLite file."""

from dateline.store.kept import KeptInRecord, pack_result
from dateline.store.readings import pack
from dateline.store.sqlite import Record, Writer, report_digest, writing
from dateline.store.texts import Texts, whole

__all__ = ["KeptInRecord", "Record", "Texts", "Writer", "pack", "pack_result", "report_digest", "whole", "writing"]
