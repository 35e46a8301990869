"""PDFs made for these tests: text, running heads, passwords, damage."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from tests.readers.conftest import STORY, Reading, problems, reports

from dateline.readers.pdf import join_pages


def pdf(*pages: str, title: str = "") -> bytes:
    """A PDF with a line of text for each line of a page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        lines = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in page.split("\n"))
        drawn = f"BT /F1 10 Tf 12 TL 40 800 Td {lines}ET"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< /Title ({title}) /Author (Ana Example) /CreationDate (D:20230512100000Z) >>")
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    )
    return out + (tail + trailer).encode("latin-1")


def locked(content: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_becomes_a_report(read_bytes: Reading) -> None:
    (report,) = reports(read_bytes("a.pdf", pdf(STORY.replace(". ", ".\n"), title="Situation report 12")))
    assert report.text == "Situation report 12\n\n" + STORY.replace(". ", ".\n")
    assert (report.title, report.byline) == ("Situation report 12", "Ana Example")


def test_the_title_that_a_program_wrote_is_none(read_bytes: Reading) -> None:
    (report,) = reports(read_bytes("a.pdf", pdf(STORY, title="Microsoft Word - sitrep.doc")))
    assert report.title is None


def test_broken_lines_running_heads_and_split_words() -> None:
    told = ("The regional governor told", "A minister of the country said", "Doctors at the hospital warned")
    pages = [
        f"Situation report {n}\n{who} reporters in Velin on Friday that resi-\ndents had been taken to schools and "
        f"sports\nhalls.\nTraffic was slow {n * 'again '}there.\nPage {n}"
        for n, who in enumerate(told, 1)
    ]
    assert join_pages(pages).split("\n") == [
        line
        for n, who in enumerate(told, 1)
        for line in (
            f"{who} reporters in Velin on Friday that residents had been taken to schools and sports halls.",
            f"Traffic was slow {n * 'again '}there.",
        )
    ]


def test_passwords_and_damage(read_bytes: Reading, caplog: pytest.LogCaptureFixture) -> None:
    content = pdf(STORY)
    assert "is protected by a password; open it" in problems(read_bytes("a.pdf", locked(content, "secret")))[0]
    # A file that only forbids printing opens without a password.
    assert reports(read_bytes("b.pdf", locked(content, "")))
    assert "is damaged" in problems(read_bytes("c.pdf", content[: len(content) // 3]))[0]
    assert "is damaged" in problems(read_bytes("d.pdf", b"%PDF-1.4 nothing"))[0]
    assert not caplog.records  # what pypdf logs of a damaged file would stand beside our line
    assert "holds pictures of pages, no text" in problems(read_bytes("e.pdf", pdf("")))[0]
