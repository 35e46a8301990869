"""A record as tables for a notebook: `dateline.open("record.db").figures` is a DataFrame.

pandas where it is installed, else Polars, or the one that is asked for.  The tables are those of the exports: every
fact with its report, its spans and its quote.
"""

from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_type_hints

from dateline.errors import BadOption
from dateline.export.tables import tables
from dateline.records import FACTS, GROUPS, AsOf, Decision, Problem, Published
from dateline.store import Record

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars

Library = Literal["pandas", "polars"]
SPREAD: dict[str, tuple[str, type]] = {
    "figures": ("as_of", AsOf),
    "events": ("when", AsOf),
    "reports": ("published", Published),
}
"""The field of a table that has fields of its own, which become columns: as_of_earliest, as_of_latest, ..."""
ADDED = ("report", "spans", "quote")
TABLES = ("reports", *FACTS, *GROUPS, "decisions", "problems")


class Frames:
    """The tables of a record as DataFrames, each made when it is first asked for.

    `reports`, `times`, `mentions`, `statements`, `figures`, `events`, `quantities`, `unresolved`, `entities`, `copies`,
    `origins`, `stories`, `claims`, `series`, `disputes`, `timeline`, `decisions`, `problems`.  Times are ISO 8601 text,
    as in the exports: an interval may be open, and pandas has no date before 1677.
    """

    def __init__(self, path: Path, library: Library) -> None:
        self.path, self.library = path, library
        self._made: dict[str, Any] = {}

    def __getattr__(self, name: str) -> "pandas.DataFrame | polars.DataFrame":
        if name not in TABLES:
            raise AttributeError(f"a record has no table {name!r}; it has {', '.join(TABLES)}")
        if name not in self._made:
            with Record(self.path) as record:
                rows = [_flat(name, row) for row in next(rows for table, rows in tables(record) if table == name)]
            self._made[name] = _frame(rows, _columns(name), self.library)
        return self._made[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *TABLES]

    def __repr__(self) -> str:
        said = ", ".join(f"{count} {name}" for name, count in self._counts().items() if count)
        return f"<record {self.path}: {said}>"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{name}</th><td>{count}</td></tr>" for name, count in self._counts().items())
        return f"<table><caption>{escape(str(self.path))}</caption>{rows}</table>"

    def _counts(self) -> dict[str, int]:
        with Record(self.path) as record:
            return {name: sum(1 for _ in rows) for name, rows in tables(record)}


def read_frames(path: str | Path, library: Library | None = None) -> Frames:
    """The record at `path` as DataFrames of pandas or Polars; without a choice, of the one that is installed, pandas
    first.

    Raises NotARecord, NewerRecord, DamagedRecord; BadOption where the library is not installed.
    """
    with Record(Path(path)):
        pass
    if library and not find_spec(library):
        raise BadOption(f"{library} is not installed: pip install {library}")
    return Frames(Path(path), library or _installed())


def _installed() -> Library:
    libraries: tuple[Library, ...] = ("pandas", "polars")
    for library in libraries:
        if find_spec(library):
            return library
    raise BadOption("tables need pandas or Polars, and neither is installed: pip install pandas")


def _flat(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with the field of `SPREAD` spread over columns."""
    spread, kind = SPREAD.get(table, ("", AsOf))
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if name == spread:
            inner = value or {}
            flat |= {f"{name}_{field}": inner.get(field) for field in get_type_hints(kind)}
        elif (table, name) == ("timeline", "sentences"):  # Polars has no lists of text and numbers
            flat[name] = [dict(zip(("report", "start", "end"), where, strict=True)) for where in value or ()]
        else:
            flat[name] = value
    return flat


def _columns(name: str) -> list[str]:
    """The columns of a table that has no rows."""
    kinds: dict[str, type] = {**FACTS, **GROUPS, "decisions": Decision, "problems": Problem}
    if name not in kinds:
        return []
    row = dict.fromkeys([*get_type_hints(kinds[name]), *(ADDED if name in FACTS else ())])
    return list(_flat(name, row))


def _frame(rows: list[dict[str, Any]], columns: list[str], library: Library) -> "pandas.DataFrame | polars.DataFrame":
    columns = list(rows[0]) if rows else columns
    if library == "pandas":
        import pandas  # noqa: PLC0415 (one of the two is enough)

        return pandas.DataFrame(rows, columns=columns)
    import polars  # noqa: PLC0415 (one of the two is enough)

    return polars.DataFrame(rows, schema=None if rows else columns, infer_schema_length=None)
