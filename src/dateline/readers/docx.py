"""Word documents (.docx), by python-docx."""

from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 (zlib names it so)

from lxml.etree import LxmlError

from dateline.errors import MissingExtra
from dateline.readers.evidence import Facts, compose
from dateline.readers.source import LARGEST, Source
from dateline.records import Problem, Report

SUFFIXES = (".docx",)
LARGEST_UNPACKED = 200_000_000
DAMAGE = (
    BadZipFile, ZlibError, LxmlError, KeyError, ValueError, TypeError, IndexError, NotImplementedError, EOFError,
    AttributeError, RecursionError,
)  # fmt: skip
"""What a damaged file makes python-docx raise, which names few errors of its own."""


def read(source: Source) -> Iterator[Report | Problem]:
    """The report in a Word document.  Raises OSError."""
    try:
        import docx  # noqa: PLC0415 (an extra)
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
    except ModuleNotFoundError:
        yield source.problem("is a Word document", str(MissingExtra("documents", "reading .docx")))
        return
    content = source.content(5 * LARGEST)
    if isinstance(content, Problem):
        yield content
        return
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # an OLE container: how Word writes protected files
        yield source.problem(
            "is protected by a password, or an old .doc", "save it from Word as .docx without a password"
        )
        return
    try:
        if sum(member.file_size for member in ZipFile(BytesIO(content)).infolist()) > LARGEST_UNPACKED:
            yield source.problem("expands to more than 200 MB", "save it again without its pictures")
            return
        document = docx.Document(BytesIO(content))
        lines = list(_lines(document))
        told = document.core_properties
        facts = Facts()
        facts.add("title", told.title, "document title")
        facts.add("byline", told.author if told.author != "python-docx" else None, "document author")
        facts.add("created", told.created.isoformat() if told.created else None, "document created")
    except (OpcError, *DAMAGE) as wrong:
        yield source.problem(f"is damaged ({type(wrong).__name__})", "open it in Word and save it again")
        return
    body = "\n".join(lines)
    if not body.strip():
        yield source.problem("holds no text", "nothing to do")
        return
    title = facts.first("title")
    text = f"{title}\n\n{body}" if title and title.casefold() not in body[:400].casefold() else body
    yield compose(source, content, text, facts, f"docx/1 python-docx {version('python-docx')}")


def _lines(document: object) -> Iterator[str]:
    """Paragraphs, and rows of tables, in the order of the document."""
    from docx.document import Document  # noqa: PLC0415 (an extra)
    from docx.table import Table  # noqa: PLC0415

    assert isinstance(document, Document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        elif block.text.strip():
            yield block.text
