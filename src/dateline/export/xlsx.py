"""One Excel workbook, a sheet a table: filters, a frozen header, no formula, the same bytes for the same record."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import MissingExtra
from dateline.export.rows import cell
from dateline.export.tables import tables
from dateline.store import Record

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST = 32_767
"""Characters that a cell of Excel holds."""
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LEFT_OUT = ("reader", "evidence", "sha256", "boilerplate", "captions", "title_span", "why")


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes record.xlsx, yields its path.  Raises OSError, MissingExtra."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 (an extra)
    except ImportError:
        raise MissingExtra("sheets", "an Excel workbook") from None
    book = Workbook(write_only=True)
    for name, rows in tables(record):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        _fill(sheet, rows)
    path = folder / "record.xlsx"
    made = BytesIO()  # of a file on a full disk openpyxl and zipfile complain again as they are collected
    book.save(made)
    path.write_bytes(_without_clock(made))
    yield path


def _fill(sheet: "WriteOnlyWorksheet", rows: Iterator[dict[str, Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    header: list[str] = []
    for row in rows:
        if not header:
            header = [name for name in row if name not in LEFT_OUT]
            titles = [WriteOnlyCell(sheet, name) for name in header]
            for title in titles:
                title.font = Font(bold=True)
            sheet.append(titles)
        cells = []
        for name in header:
            value = cell(row[name])
            one = WriteOnlyCell(sheet, _text(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                one.data_type = "s"  # text stays text, whatever it begins with
            cells.append(one)
        sheet.append(cells)


def _text(value: str) -> str:
    clean = ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def _without_clock(workbook: BytesIO) -> bytes:
    """The workbook without the times of its making, so that the same record gives the same bytes."""
    again = BytesIO()
    with zipfile.ZipFile(workbook) as made, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as book:
        for name in sorted(made.namelist()):
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            book.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return again.getvalue()
