"""A folder in, a record out: the same bytes whatever the order, bad input named and survived."""

import json
import os
import random
from pathlib import Path

import pytest

from dateline.engines.local import Local
from dateline.errors import NewerRecord, NotARecord, NothingToRead, RecordBusy, UnreadableReport
from dateline.export import EXPORTERS
from dateline.pipeline import Built, Settings, build
from dateline.store import Record, writing
from dateline.store.check import faults

LINES = [
    {"id": f"n{i}", "published": f"2023-09-{20 + i}", "publisher": f"Outlet {i}", "text": text}
    for i, text in enumerate(
        [
            "At least 12 miners were killed near Goris on Monday, the regional governor said.",
            "The regional governor said on Wednesday that 14 miners had been killed near Goris.",
            "Officials denied that 14 miners were killed. “Nobody told us,” said Anna Petrosian.",
            "About 300 families fled to Kapan, according to the Red Cross.",
        ]
    )
]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(cache=tmp_path_factory.mktemp("parses"))


def make(settings: Settings, paths: list[Path], record: Path, workers: int = 1, strict: bool = False) -> Built:
    return build(paths, record, engine=Local(workers), settings=settings, strict=strict)


def exported(record: Path, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    with Record(record) as opened:
        return {path.name: path.read_bytes() for path in EXPORTERS["jsonl"].write(opened, folder)}


def jsonl(path: Path, lines: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_the_export_is_the_same_bytes_whatever_the_order_the_workers_and_the_batches(
    tmp_path: Path, settings: Settings
) -> None:
    texts = [
        {"id": f"x{i:02}", "text": f"The flood killed {i + 2} people in Derna on Tuesday, the mayor said."}
        for i in range(44)
    ]
    lines = LINES + texts
    reports = tmp_path / "reports.jsonl"
    results = []
    make(settings, [jsonl(reports, lines)], tmp_path / "a.db")
    results.append(exported(tmp_path / "a.db", tmp_path / "a"))
    random.Random(7).shuffle(lines)
    make(settings, [jsonl(reports, lines)], tmp_path / "b.db", workers=2)
    results.append(exported(tmp_path / "b.db", tmp_path / "b"))
    for size in (3, 20, len(lines)):
        make(settings, [jsonl(reports, lines[:size])], tmp_path / "c.db")
    results.append(exported(tmp_path / "c.db", tmp_path / "c"))
    assert results[0].keys() == results[1].keys() == results[2].keys()
    for name in results[0]:
        assert results[0][name] == results[1][name] == results[2][name], name
    assert len(results[0]["reports.jsonl"].splitlines()) == len(lines)


def test_every_exported_fact_stands_where_it_says(tmp_path: Path, settings: Settings, examples: Path) -> None:
    make(settings, [examples / "karabakh-2023"], tmp_path / "k.db")
    tables = {
        name: [json.loads(line) for line in data.splitlines()]
        for name, data in exported(tmp_path / "k.db", tmp_path / "out").items()
    }
    texts = {report["id"]: report["text"] for report in tables["reports.jsonl"]}
    facts = [
        fact for name in ("statements", "figures", "times", "mentions", "events") for fact in tables[f"{name}.jsonl"]
    ]
    assert all(texts[f["report"]][f["spans"][0][0] : max(e for _, e in f["spans"])] == f["quote"] for f in facts)
    assert len(tables["reports.jsonl"]) == 12
    with Record(tmp_path / "k.db") as record:
        assert list(faults(record)) == []


# what stands in a folder, and the words that the line about it must hold
BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t ", "is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8, "is binary"),
    "page.html": (b"<html><body><script>var x = 1;</script></body></html>", "drawn by its scripts"),
    "broken.jsonl": (b'{"id": "a", "text": "One died."\n{"id": "b"}\n{"id": "c", "text": ""}\n', "is not JSON"),
    "notes.odt": (b"PK", "no reader for .odt"),
}


def test_bad_files_get_a_line_each_and_the_rest_goes_on(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text("Two people were killed in Goris.", "utf-8")
    (folder / "again.txt").write_text("Two people were killed in Goris.", "utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "lost.txt").symlink_to(folder / "nowhere.txt")
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    built = make(settings, [folder], tmp_path / "r.db")
    assert built.reports == 1
    said = {problem.path.split(":")[0]: problem.what for problem in built.problems}
    for name, (_, words) in BAD.items():
        assert any(problem.path.startswith(name) and words in problem.what for problem in built.problems), (name, said)
    assert said.keys() >= {"loop", "lost.txt", "circle.txt"}
    with Record(tmp_path / "r.db") as record:
        (report,) = record.reports().values()
        assert report.paths == ("again.txt", "good.txt")
        assert len(record.problems()) == len(built.problems)
    with pytest.raises(UnreadableReport, match=r"blank.txt: is empty; "):
        make(settings, [folder], tmp_path / "s.db", strict=True)


def test_a_file_too_large_for_one_report(tmp_path: Path, settings: Settings) -> None:
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    jsonl(tmp_path / "fine.jsonl", LINES[:1])
    (problem,) = make(settings, [tmp_path / "huge.txt", tmp_path / "fine.jsonl"], tmp_path / "r.db").problems
    assert "200 MB, too large" in problem.what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "closed.txt").write_text("x", "utf-8")
    (tmp_path / "closed.txt").chmod(0)
    jsonl(tmp_path / "fine.jsonl", LINES[:1])
    (problem,) = make(settings, [tmp_path / "closed.txt", tmp_path / "fine.jsonl"], tmp_path / "r.db").problems
    assert "cannot be read (Permission denied)" in problem.what


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Two died in Köln, said the Bürgermeister. A girl survived, her Großmutter did not.".encode("latin-1"),
            "Köln",
        ),
        ("\ufeffGegham Stepanyan said “no”.".encode(), "“no”"),
        ("Стрельба прекращена, сообщили в Ереване вчера вечером.".encode("cp1251"), "Ереване"),
        ("Two were killed.".encode("utf-16"), "Two were"),
        # one wrong byte in UTF-8 does not cost the rest
        ("Gegham “said” that Köln and Łódź are far. ".encode() * 4 + b"\xe9t\xe9", "Łódź"),
    ],
)
def test_encodings(tmp_path: Path, settings: Settings, content: bytes, expected: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    make(settings, [tmp_path / "a.txt"], tmp_path / "r.db")
    with Record(tmp_path / "r.db") as record:
        (report,) = record.reports().values()
    assert expected in report.text and not report.text.startswith("\ufeff")


def test_an_empty_folder_and_a_path_that_is_not_there(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToRead, match="no report in"):
        make(settings, [tmp_path / "empty"], tmp_path / "r.db")
    with pytest.raises(NothingToRead, match="there is no such file or folder"):
        make(settings, [tmp_path / "gone"], tmp_path / "r.db")
    assert not (tmp_path / "r.db").exists()


def test_what_a_record_is_not(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "text.db").write_text("no database", "utf-8")
    with pytest.raises(NotARecord, match="is not a record"):
        Record(tmp_path / "text.db")
    with pytest.raises(NotARecord, match="there is no record"):
        Record(tmp_path / "gone.db")
    make(settings, [jsonl(tmp_path / "a.jsonl", LINES[:1])], tmp_path / "r.db")
    data = bytearray((tmp_path / "r.db").read_bytes())
    data[60:64] = (99).to_bytes(4, "big")  # SQLite keeps user_version at byte 60
    (tmp_path / "r.db").write_bytes(data)
    with pytest.raises(NewerRecord, match="made by a newer Dateline"):
        Record(tmp_path / "r.db")


def test_one_build_at_a_time_while_others_read(tmp_path: Path, settings: Settings) -> None:
    reports = jsonl(tmp_path / "a.jsonl", LINES)
    make(settings, [reports], tmp_path / "r.db")
    with writing(tmp_path / "r.db"):
        with pytest.raises(RecordBusy, match="another build"):
            make(settings, [reports], tmp_path / "r.db")
        with Record(tmp_path / "r.db") as record:
            assert len(record.reports()) == len(LINES)
    assert sorted(path.name for path in tmp_path.glob("r.db*")) == ["r.db"]


def test_a_corrected_file_takes_the_place_of_its_old_text(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.txt").write_text("Ten people were killed.", "utf-8")
    make(settings, [tmp_path / "a.txt"], tmp_path / "r.db")
    (tmp_path / "a.txt").write_text("Eleven people were killed.", "utf-8")
    built = make(settings, [tmp_path / "a.txt"], tmp_path / "r.db")
    assert (built.reports, built.added, built.retired) == (1, 1, 1)
    with Record(tmp_path / "r.db") as record:
        assert [gone.reason for gone in record.retired()] == ["superseded: a.txt was changed"]
        assert all("Eleven" in record.reports()[report].text for report, _ in record.facts("figures"))


def test_a_folder_of_pages_and_a_report_in_another_language(tmp_path: Path, settings: Settings) -> None:
    story = "The flood killed 12 people in Derna on Tuesday, the mayor said. " * 4
    spanish = "El alcalde dijo que la riada mató a 12 personas en la ciudad y que los vecinos se fueron. " * 4
    head = '<meta property="article:published_time" content="2023-09-14"><meta name="author" content="By Ana Example">'
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, title, text in (("a", "Flood kills 12 in Derna", story), ("b", "Riada en Derna", spanish)):
        body = f"<body><nav>Home</nav><article><p>{text}</p></article></body>"
        (folder / f"{name}.html").write_text(f"<html><head><title>{title}</title>{head}</head>{body}</html>", "utf-8")
    built = make(settings, [folder], tmp_path / "r.db")
    assert [problem.path for problem in built.problems] == ["b.html"]
    tables = {
        name: [json.loads(line) for line in data.splitlines()]
        for name, data in exported(tmp_path / "r.db", tmp_path / "out").items()
    }
    told = {report["paths"][0]: report for report in tables["reports.jsonl"]}
    assert told["a.html"]["title"] == "Flood kills 12 in Derna" and told["a.html"]["byline"] == "Ana Example"
    assert {report["published"]["best"] for report in told.values()} == {"2023-09-14"}
    # The text of the other language is kept, and nothing is read in it.
    assert told["b.html"]["language"] == "es" and told["b.html"]["text"].count("riada") == 4
    assert {fact["report"] for fact in tables["figures.jsonl"]} == {told["a.html"]["id"]}
