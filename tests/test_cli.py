"""The commands as a person types them: what they print, what they return, and one line for what goes wrong."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from dateline.cli import app, main

REPORTS = [
    {
        "id": "one",
        "published": "2023-09-20",
        "publisher": "The Ledger",
        "text": "At least 12 miners were killed near Goris on Monday, the regional governor said.",
    },
    {
        "id": "two",
        "published": "2023-09-21",
        "publisher": "The Herald",
        "text": "The governor denied on Thursday that 14 miners were killed near Goris.\n\nShare this on =HYPERLINK()",
    },
]
JSONL = "".join(json.dumps(report) + "\n" for report in REPORTS).encode()


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


class Shell:
    """Runs commands in this process, as `main` would, with bytes in and out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        self.monkeypatch, self.captured = monkeypatch, capfdbinary

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        sys.stdout.flush()
        out, err = self.captured.readouterr()
        return status, out.decode(), err.decode()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Shell:
    return Shell(monkeypatch, capfdbinary)


@pytest.fixture
def record(run: Shell, tmp_path: Path) -> Path:
    status, out, _ = run("build", "-", "-o", tmp_path / "r.db", stdin=JSONL)
    assert (status, out) == (0, f"{tmp_path / 'r.db'}: 2 reports (2 new)\n")
    return tmp_path / "r.db"


def test_annotate_writes_a_line_for_a_line_in_the_same_order(run: Shell) -> None:
    broken = JSONL + b'{"id": "three"}\nnot json\n'
    status, out, err = run("annotate", "--jsonl", stdin=broken)
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 0 and [line["id"] for line in lines] == ["one", "two", "three", None]
    contract = {
        "published",
        "boilerplate",
        "times",
        "entities",
        "mentions",
        "statements",
        "figures",
        "events",
        "unresolved",
    }
    assert lines[0].keys() >= contract
    assert "text" in lines[2]["problem"]["what"] and "standard input:4" in err
    assert run("annotate", "--jsonl", "--strict", stdin=broken)[0] == 2


def test_annotate_a_file(run: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two people were killed in Goris.", "utf-8")
    status, out, _ = run("annotate", tmp_path / "a.txt")
    assert status == 0 and json.loads(out)["figures"][0]["low"] == 2


def test_show_prints_the_record_and_never_the_word_that_judges(run: Shell, record: Path) -> None:
    status, out, _ = run("show", record)
    assert status == 0
    assert "2 reports of 2 origins" in out and "The Ledger" in out and "at least 12" in out
    assert "confirmed" not in out.lower()


def test_explain_shows_a_fact_in_its_sentence_and_why(run: Shell, record: Path, tmp_path: Path) -> None:
    run("export", record, "--to", "jsonl", "-o", tmp_path / "out")
    figure = json.loads((tmp_path / "out" / "figures.jsonl").read_text("utf-8").splitlines()[0])
    status, out, _ = run("explain", record, figure["id"])
    assert status == 0 and "[At least 12 miners" in out and "because" in out
    assert out[out.index("\nlow") :].split()[:2] == ["low", f"{figure['low']:,.0f}"]  # "12", not "12.0"
    assert run("explain", record, "one")[1].startswith("At least 12 miners")
    status, _, err = run("explain", record, "f-0")
    assert status == 2 and "has nothing with the id 'f-0'" in err


def test_export_then_verify_passes_and_a_changed_row_does_not(run: Shell, record: Path, tmp_path: Path) -> None:
    run("export", record, "--to", "jsonl", "-o", tmp_path / "out")
    for table in ("figures", "statements", "times", "mentions", "events"):
        assert run("verify", record, tmp_path / "out" / f"{table}.jsonl")[0] == 0, table
    rows = (tmp_path / "out" / "figures.jsonl").read_bytes()
    status, out, _ = run("verify", record, "-", stdin=rows.replace(b"At least 12", b"At least 13"))
    assert status == 1 and json.loads(out.splitlines()[0])["quote"] == "altered"


def test_no_cell_of_a_csv_starts_a_formula(run: Shell, record: Path, tmp_path: Path) -> None:
    import csv

    assert run("export", record, "--to", "csv", "-o", tmp_path / "csv")[0] == 0
    cells = []
    for path in (tmp_path / "csv").iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    assert cells and not [
        cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "-")) and not cell[1:2].isdigit()
    ]


def test_names_says_why(run: Shell) -> None:
    status, out, _ = run("names", "Gegam Stepanyan", "Gigham Stepanian")
    answer = json.loads(out)
    assert status == 0 and answer["same"] is True and answer["why"]
    pairs = b'{"id": 1, "a": "Heydar Aliyev", "b": "Ilham Aliyev", "kind": "person"}\n'
    assert json.loads(run("names", "--jsonl", stdin=pairs)[1])["same"] is False
    assert run("names", "--jsonl", stdin=b"{}\n")[0] == 2
    assert run("names")[0] == 2


def test_check(run: Shell, record: Path) -> None:
    assert run("check", record)[:2] == (0, "nothing wrong\n")
    assert run("check")[:2] == (0, "nothing wrong\n")
    import sqlite3

    with sqlite3.connect(record) as file:
        file.execute('UPDATE figures SET "end" = 9999, statement = "s-0"')
    status, out, _ = run("check", record)
    assert status == 1 and "outside its report" in out and "points at a statement that is not there" in out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["show", "nowhere.db"], 3, "there is no record at nowhere.db"),
        (["build", "nowhere", "-o", "x.db"], 2, "there is no such file or folder"),
        (["build", "-o", "x.db"], 2, "there is no record at x.db to complete; name a folder with reports"),
        (["export", "nowhere.db", "--to", "pdf", "-o", "x"], 2, "no format 'pdf'; known are acled"),
        (["annotate", "--model", "no_such_model"], 4, "'no_such_model' is not installed"),
        (["verify", "nowhere.db", "rows.jsonl"], 3, "there is no record"),
    ],
)
def test_what_goes_wrong_is_one_line_and_a_status(
    run: Shell, arguments: list[str], status: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    got, _, err = run(*arguments, stdin=b"Two died.")
    assert got == status and words in err and "Traceback" not in err


def test_an_interrupted_build_says_how_to_go_on(run: Shell, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.pipeline.build", interrupted)
    goes_on = "the same command goes on from there\n"
    assert run("build", "-o", record)[::2] == (130, f"dateline: stopped; {record} keeps what was read; {goes_on}")
    new = record.with_name("new.db")
    assert run("build", "-o", new)[::2] == (130, f"dateline: stopped; {goes_on}")


def test_every_command_has_an_example() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert {"build", "annotate", "show", "export", "verify", "explain", "names", "check"} <= commands.keys()
    assert all("Example: dateline " in (command.help or "") for command in commands.values())


def test_help_loads_neither_model_nor_store() -> None:
    code = "import sys; sys.argv = ['dateline', '--help']\nfrom dateline.cli import main\n"
    code += "try: main()\nexcept SystemExit: pass\n"
    code += "print(sorted({'spacy', 'sqlite3', 'msgspec', 'trafilatura', 'rich.table'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


# Every side of a dispute is shown with the words that it stands on; of reports that share text, what they share.
def test_show_sets_sides_and_shared_passages_beside_each_other(run: Shell, tmp_path: Path) -> None:
    tail = " The road to the mine was closed to lorries while divers searched the lower shafts for a way in."
    texts = [
        "Six miners are missing in the Karst mine near Goris, the mining ministry said on Monday." + tail,
        "Nine miners are missing in the Karst mine near Goris, the miners' union said on Monday." + tail,
        "Forty miners are missing in the Karst mine near Goris, the mayor of Goris said on Monday.",
    ]
    lines = [
        {"id": f"r{k}", "published": "2024-09-23", "publisher": f"Paper {k}", "text": text}
        for k, text in enumerate(texts)
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert run("build", tmp_path / "in.jsonl", "-o", tmp_path / "r.db")[0] == 0
    status, out, _ = run("show", tmp_path / "r.db")
    assert status == 0
    disputes = out.partition("\nDisputes")[2].partition("\nShared passages")[0]
    assert disputes.count("against") == 2
    assert all(f"missing: {number}" in disputes for number in (6, 9, 40))
    shared = out.partition("\nShared passages")[2]
    assert shared.count("The road to the mine was closed") == 2
