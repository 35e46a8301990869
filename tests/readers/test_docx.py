"""Word documents."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from tests.readers.conftest import STORY, Reading, problems, reports


def word(title: str = "Situation report 12") -> bytes:
    document = docx.Document()
    document.add_paragraph(STORY)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Velin", "31 dead"
    document.add_paragraph("The search goes on.")
    document.core_properties.title, document.core_properties.author = title, "Ana Example"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_in_their_order(read_bytes: Reading) -> None:
    (report,) = reports(read_bytes("a.docx", word()))
    assert report.text == f"Situation report 12\n\n{STORY}\nVelin | 31 dead\nThe search goes on."
    assert (report.title, report.byline) == ("Situation report 12", "Ana Example")


def test_documents_that_cannot_be_read(read_bytes: Reading) -> None:
    assert "is damaged" in problems(read_bytes("a.docx", word()[:900]))[0]
    assert "is damaged" in problems(read_bytes("b.docx", b"PK no archive"))[0]
    assert "protected by a password" in problems(read_bytes("c.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600))[0]
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 210_000_000)
    assert "expands to more than 200 MB" in problems(read_bytes("d.docx", bomb.getvalue()))[0]
