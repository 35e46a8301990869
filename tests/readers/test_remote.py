"""Reports on shared storage, by URL."""

from pathlib import Path

import pytest

from dateline.errors import BadOption
from dateline.readers import read_all
from dateline.readers.remote import bring, is_remote
from dateline.records import Report

fsspec = pytest.importorskip("fsspec")

PILE = {"a.txt": "Two people were killed in Goris.", "more/b.txt": "Three people were killed in Kapan."}


def test_what_is_a_url() -> None:
    assert is_remote("s3://bucket/pile") and is_remote("memory://pile")
    assert not any(map(is_remote, ("reports", "/tmp/reports", "C:\\reports", "-", "c:/reports")))


@pytest.mark.parametrize("place", ["memory://pile", "memory://pile/", "file://{here}/pile"])
def test_a_folder_reads_as_it_would_from_a_disk(tmp_path: Path, place: str) -> None:
    url = place.format(here=tmp_path.as_posix())
    for name, text in PILE.items():
        with fsspec.open(f"{url.rstrip('/')}/{name}", "w", auto_mkdir=True) as file:
            file.write(text)
    (tmp_path / "here").mkdir()
    read = list(read_all([bring(url, tmp_path / "here")]))
    assert [(item.paths, item.text) for item in read if isinstance(item, Report)] == [
        ((name,), text) for name, text in PILE.items()
    ]


def test_one_file(tmp_path: Path) -> None:
    with fsspec.open("memory://one/report.txt", "w") as file:
        file.write("Two people were killed in Goris.")
    assert bring("memory://one/report.txt", tmp_path) == tmp_path / "report.txt"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://nowhere/x.jsonl", "there is nothing at memory://nowhere/x.jsonl; check the address"),
        ("nosuch://bucket/pile", r"cannot be read \(Protocol not known: nosuch\); check the address"),
    ],
)
def test_what_is_not_there_is_one_line(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(BadOption, match=said):
        bring(url, tmp_path)
