"""Record → files.  One module a format; each has `write(record, folder)`, which yields the files that it wrote.

Adding a format is one module here and one name in `EXPORTERS`.
"""

from types import ModuleType

from dateline.export import acled, csv, geojson, hxl, idmc, jsonl, parquet, ucdp, webannotation, xlsx

__all__ = ["BY_HOUSEHOLD", "EXPORTERS"]

EXPORTERS: dict[str, ModuleType] = {
    "jsonl": jsonl,
    "csv": csv,
    "xlsx": xlsx,
    "parquet": parquet,
    "hxl": hxl,
    "acled": acled,
    "ucdp": ucdp,
    "idmc": idmc,
    "geojson": geojson,
    "webannotation": webannotation,
}

BY_HOUSEHOLD = ("idmc", "hxl")
"""Formats with a column of people, whose `write` also takes a `household_size` (None: households stay households)."""
