"""Archives: files in them, archives in archives, and archives made to do harm."""

import bz2
import gzip
import lzma
import tarfile
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports

from dateline.readers import archive


def zipped(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz", link: str = "") -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as file:  # type: ignore[call-overload]
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            file.addfile(member, BytesIO(content))
        if link:
            member = tarfile.TarInfo(link)
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            file.addfile(member)
    return out.getvalue()


LINE = ('{"id": "x-1", "text": "' + STORY + '"}\n').encode()
MEMBERS = {"a/one.txt": STORY.encode(), "a/.hidden": b"x", "__MACOSX/a/._one.txt": b"x", "two.jsonl": LINE}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pile.zip", zipped(MEMBERS)),
        ("pile.tar", tarred(MEMBERS, "w:")),
        ("pile.tar.gz", tarred(MEMBERS, "w:gz")),
        ("pile.tgz", tarred(MEMBERS, "w:gz")),
        ("pile.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("pile.tar.xz", tarred(MEMBERS, "w:xz")),
    ],
)
def test_the_files_in_an_archive(read_bytes: Reading, name: str, content: bytes) -> None:
    items = read_bytes(name, content)
    assert [report.paths for report in reports(items)] == [(f"{name}/a/one.txt",), (f"{name}/two.jsonl",)]
    assert problems(items) == []


@pytest.mark.parametrize("pack", [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_single_compressed_file(read_bytes: Reading, pack: tuple[str, object]) -> None:
    ending, compress = pack
    (report,) = reports(read_bytes(f"one.txt{ending}", compress(STORY.encode())))  # type: ignore[operator]
    assert (report.text, report.paths) == (STORY, (f"one.txt{ending}/one.txt",))


def test_the_same_file_in_and_out_of_an_archive_is_one_report(read_bytes: Reading) -> None:
    (inside,) = reports(read_bytes("pile.zip", zipped({"one.txt": STORY.encode()})))
    (outside,) = reports(read_bytes("one.txt", STORY.encode()))
    assert inside.id == outside.id


def test_archives_in_archives_and_no_deeper(read_bytes: Reading) -> None:
    content = zipped({"one.txt": STORY.encode()})
    for depth in range(3):
        content = zipped({f"{depth}.zip": content})
    assert [report.text for report in reports(read_bytes("pile.zip", content))] == [STORY]
    assert problems(read_bytes("pile.zip", zipped({"3.zip": content}))) == [
        "pile.zip/3.zip/2.zip/1.zip/0.zip: stands 4 files deep in files; unpack the outer ones yourself"
    ]


# Names that climb out of the folder lead nowhere: nothing is written, and what is shown stays below the archive.
@pytest.mark.parametrize("name", ["../../etc/one.txt", "/etc/one.txt", "..\\..\\etc\\one.txt", "a/../../etc/one.txt"])
def test_names_that_climb(read_bytes: Reading, name: str) -> None:
    for file, content in (("p.zip", zipped({name: STORY.encode()})), ("p.tar", tarred({name: STORY.encode()}, "w:"))):
        (report,) = reports(read_bytes(file, content))
        assert report.paths[0].endswith("etc/one.txt") and ".." not in report.paths[0]


def test_links_are_not_followed(read_bytes: Reading) -> None:
    items = read_bytes("p.tar", tarred({"one.txt": STORY.encode()}, "w:", link="b.txt"))
    assert len(reports(items)) == 1
    assert "p.tar/b.txt: is a link or a device in an archive, not followed" in problems(items)[0]


def test_an_archive_that_expands_without_end(read_bytes: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE", 100_000)
    for name, content in (
        ("bomb.zip", zipped({"a.txt": STORY.encode(), "b.txt": b"a " * 5_000_000})),
        ("bomb.jsonl.gz", gzip.compress(LINE + b" " * 5_000_000)),
    ):
        items = read_bytes(name, content)
        assert any("expands beyond 200 times its size" in line for line in problems(items))
    assert len(reports(read_bytes("bomb.zip", zipped({"a.txt": STORY.encode(), "b.txt": b"a " * 5_000_000})))) == 1


def test_members_that_are_locked_damaged_or_too_large(read_bytes: Reading) -> None:
    content = bytearray(zipped({"a.txt": STORY.encode(), "b.txt": STORY.encode() + b" Again."}))
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag that says encrypted
    items = read_bytes("p.zip", bytes(content))
    assert "p.zip/a.txt: is protected by a password" in problems(items)[0]
    assert len(reports(items)) == 1
    broken = bytearray(zipped({"a.txt": STORY.encode(), "b.txt": STORY.encode()}))
    broken[45] ^= 0xFF
    items = read_bytes("p.zip", bytes(broken))
    assert "p.zip/a.txt: is damaged" in problems(items)[0] and len(reports(items)) == 1
    assert "is damaged" in problems(read_bytes("p.zip", b"PK no archive"))[0]
    assert "is damaged" in problems(read_bytes("p.tar.gz", tarred({"a.txt": STORY.encode()})[:60]))[0]
    large = zipped({"a.txt": b"a" * 20_000_001})
    assert "more than 20 MB, too large for one report" in problems(read_bytes("p.zip", large))[0]


def test_of_a_wacz_the_crawl_is_read(read_bytes: Reading) -> None:
    content = zipped({"datapackage.json": b"{}", "pages/pages.jsonl": b"{}", "archive/data.warc": b""})
    assert not reports(read_bytes("crawl.wacz", content))
