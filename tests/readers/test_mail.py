"""Mails, mailboxes and digests."""

from email.message import EmailMessage

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports


def mail(text: str | None = STORY, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Example Post <news@post.example>"
    message["Subject"] = "Dam bursts above Velin"
    message["Date"] = "Fri, 12 May 2023 10:00:00 +0400"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def test_a_mail_becomes_a_report(read_bytes: Reading) -> None:
    (report,) = reports(read_bytes("a.eml", mail().as_bytes()))
    assert report.text == f"Dam bursts above Velin\n\n{STORY}\n"
    assert (report.title, report.publisher, report.published) == (
        "Dam bursts above Velin", "Example Post", "2023-05-12T10:00:00+04:00",
    )  # fmt: skip
    assert report.paths == ("a.eml/1.txt",)


def test_the_markup_is_read_where_the_plain_text_is_a_stub(read_bytes: Reading) -> None:
    (report,) = reports(read_bytes("a.eml", mail("See the web version.", f"<p>{STORY}</p>").as_bytes()))
    assert STORY in report.text


def test_attachments_are_files_of_their_own(read_bytes: Reading) -> None:
    message = mail("See the report attached.")
    message.add_attachment(STORY.encode(), maintype="text", subtype="plain", filename="../report.txt")
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="logo.gif")
    items = read_bytes("a.eml", message.as_bytes())
    assert sorted(report.paths for report in reports(items)) == [("a.eml/1.txt",), ("a.eml/2-.._report.txt",)]
    assert "logo.gif: no reader for .gif" in problems(items)[0]


def test_a_mailbox_is_read_message_by_message(read_bytes: Reading) -> None:
    one, two = mail().as_bytes(), mail(STORY + " Again.").as_bytes()
    box = b"From a Fri May 12 10:00:00 2023\n" + one + b"\n>From the valley\n\nFrom b Sat May 13 10:00:00 2023\n" + two
    found = reports(read_bytes("a.mbox", box))
    assert [report.paths for report in found] == [("a.mbox/1/1.txt",), ("a.mbox/2/1.txt",)]
    assert "\nFrom the valley" in found[0].text


def test_a_plain_digest_comes_apart(read_bytes: Reading) -> None:
    rule = "-" * 30
    first = f"Date: Thu, 11 May 2023 09:00:00 +0000\nFrom: Bo Ek <bo@list.example>\nSubject: Cracks\n\n{STORY}"
    second = f"Date: Fri, 12 May 2023 09:00:00 +0000\nSubject: Floods\n\n{STORY} Again."
    body = f"Today's topics: dams\n\n{rule}\n\n{first}\n\n{rule}\n\n{second}\n\n{rule}\n"
    found = reports(read_bytes("a.eml", mail(body).as_bytes()))
    assert [(report.title, report.published) for report in found] == [
        ("Cracks", "2023-05-11T09:00:00+00:00"), ("Floods", "2023-05-12T09:00:00+00:00"),
    ]  # fmt: skip


def test_a_date_that_cannot_be(read_bytes: Reading) -> None:
    items = read_bytes("a.eml", mail().as_bytes().replace(b"12 May 2023", b"31 Feb 2023"))
    assert reports(items)[0].published is None
    assert "mail Date 'Fri, 31 Feb 2023 10:00:00 +0400' is no date that can be" in problems(items)[0]


def test_mails_that_cannot_be_read(read_bytes: Reading) -> None:
    assert problems(read_bytes("a.eml", mail("").as_bytes())) == ["a.eml: a mail without a text; nothing to do"]
    assert "holds no message" in problems(read_bytes("a.mbox", b"no mailbox\n"))[0]
    assert "is empty" in problems(read_bytes("a.eml", b""))[0]


# The parts of a mail nested without end, and a header that would take minutes to read.
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nHello.", "has a header of more than 5000 characters"),
        (
            b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000)),
            "is a broken mail",
        ),
    ],
)
def test_mails_made_to_do_harm(read_bytes: Reading, content: bytes, what: str) -> None:
    assert what in problems(read_bytes("a.eml", content))[0]
