"""Dumps of news databases as tables."""

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports


@pytest.mark.parametrize(
    "content",
    [
        f'id,title,body,publish_date,source,url\n7,Dam bursts,"{STORY}",2023-05-12,Example Post,https://post.example/dam\n',
        f'ID;Headline;Text;Date;Outlet;Link\n7;Dam bursts;"{STORY}";2023-05-12;Example Post;https://post.example/dam\n',
        f"id\ttitle\tcontent\tpublishedAt\tpublisher\tlink\n7\tDam bursts\t{STORY}\t2023-05-12\tExample Post\thttps://post.example/dam\n",
    ],
)
def test_columns_by_the_names_that_dumps_give_them(read_bytes: Reading, content: str) -> None:
    (report,) = reports(read_bytes("dump.csv", content.encode()))
    assert (report.id, report.title, report.published, report.publisher, report.url) == (
        "7", "Dam bursts", "2023-05-12", "Example Post", "https://post.example/dam",
    )  # fmt: skip
    assert report.text == f"Dam bursts\n\n{STORY}"
    assert report.paths == ("dump.csv",)


def test_a_row_that_cannot_be_read_does_not_stop_the_rest(read_bytes: Reading) -> None:
    items = read_bytes(
        "dump.csv", f'text,date\n"{STORY}",2023-02-30\n,2023-05-12\n"{STORY} Again.",2023-05-13\n'.encode()
    )
    assert [report.published for report in reports(items)] == [None, "2023-05-13"]
    first, second = problems(items)
    assert first.startswith("dump.csv:2: key date '2023-02-30' is no date that can be; read as a report whose")
    assert second == "dump.csv:3: an entry without a text; nothing to do, or fill in its text"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"a,b\n1,2\n", "has no column with the text of the reports"),
        (b'text\n"never closed', ""),
        (b"\x89PNG\x00\x00", "is binary, not CSV"),
    ],
)
def test_tables_that_cannot_be_read(read_bytes: Reading, content: bytes, what: str) -> None:
    assert what in "".join(problems(read_bytes("dump.csv", content)))


def test_markup_encodings_and_long_fields(read_bytes: Reading) -> None:
    long = "word " * 60_000
    content = f'text\n"<p>Köln.</p><p>{STORY}</p>"\n"{long}"\n'
    for encoded in (content.encode("cp1252"), content.encode("utf-8-sig"), content.encode("utf-16")):
        first, second = reports(read_bytes("dump.csv", encoded))
        assert first.text == f"Köln.\n{STORY}"
        assert len(second.text) > 290_000
