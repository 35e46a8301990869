"""The record: one SQLite file."""

from dateline.store.facts import lay_out
from dateline.store.kept import KeptInRecord, pack_result
from dateline.store.readings import pack
from dateline.store.sqlite import Record, Writer, report_digest, writing
from dateline.store.texts import Texts, heads_of, whole

__all__ = [
    "KeptInRecord", "Record", "Texts", "Writer", "heads_of", "lay_out", "pack", "pack_result", "report_digest", "whole",
    "writing",
]  # fmt: skip
