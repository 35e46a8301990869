"""Every export is opened by what its users open it with."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import geojson
import hxl
import jsonschema
import openpyxl
import pyarrow.parquet
import pytest

from dateline.engines.local import Local
from dateline.export import EXPORTERS
from dateline.pipeline import Settings, build
from dateline.store import Record

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "karabakh-2023"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    build([EXAMPLE], folder / "k.db", engine=Local(), settings=Settings(cache=folder / "cache"))
    return folder / "k.db"


def export(record: Path, to: str, folder: Path) -> list[Path]:
    with Record(record) as opened:
        return list(EXPORTERS[to].write(opened, folder))


@pytest.mark.parametrize("to", sorted(EXPORTERS))
def test_the_same_record_gives_the_same_bytes(record: Path, tmp_path: Path, to: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = export(record, to, tmp_path / "a"), export(record, to, tmp_path / "b")
    assert one and [path.name for path in one] == [path.name for path in two]
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(one, two, strict=True))


def test_excel_opens_the_workbook_and_finds_no_formula(record: Path, tmp_path: Path) -> None:
    (path,) = export(record, "xlsx", tmp_path)
    book = openpyxl.load_workbook(path)
    assert {"reports", "figures", "statements", "events", "series", "disputes"} <= set(book.sheetnames)
    assert book["reports"].max_row == 13
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


# openpyxl left a workbook that it could not write to be closed later, and told so in a hundred lines.
@pytest.mark.parametrize("to", ["csv", "jsonl", "xlsx"])
def test_a_full_disk_is_one_line(record: Path, tmp_path: Path, to: str) -> None:
    for path in export(record, to, tmp_path):
        path.unlink()
        path.symlink_to("/dev/full")
    dateline = [sys.executable, "-c", "from dateline.cli import main; main()"]
    asked = ["export", str(record), "--to", to, "-o", str(tmp_path)]
    done = subprocess.run([*dateline, *asked], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "No space left on device" in done.stderr and "choose another folder" in done.stderr


# What a report says stays text in whatever opens the row, in each format that a spreadsheet opens.
@pytest.mark.parametrize("to", ["csv", "xlsx", "hxl", "acled", "ucdp", "idmc"])
def test_no_cell_starts_a_formula(tmp_path: Path, to: str) -> None:
    hostile = {
        "id": "-2+3", "title": "+1+1", "publisher": "=HYPERLINK(1)", "url": "@SUM(A1)", "published": "2023-09-20",
        "text": "=1+1 Shells killed 12 villagers near Goris and 300 people fled.\n\n@SUM said 9 men died in Goris.",
    }  # fmt: skip
    pile = tmp_path / "pile.jsonl"
    pile.write_text(json.dumps(hostile) + "\n", encoding="utf-8")
    build([pile], tmp_path / "h.db", engine=Local(), settings=Settings(cache=tmp_path / "cache"))
    (tmp_path / "out").mkdir()
    cells: list[object] = []
    for path in export(tmp_path / "h.db", to, tmp_path / "out"):
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            values = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            assert not [cell for cell in values if cell.data_type == "f"]
            cells += [cell.value for cell in values]
        else:
            with path.open(encoding="utf-8-sig", newline="") as file:
                cells += [cell for row in csv.reader(file) for cell in row]
    text = [cell for cell in cells if isinstance(cell, str)]
    assert any("HYPERLINK" in cell for cell in text) or to == "hxl"
    assert not [cell for cell in text if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(cell)]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook(record: Path, tmp_path: Path) -> None:
    (path,) = export(record, "xlsx", tmp_path)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    utf8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = ["soffice", home, "--headless", "--convert-to", utf8, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with (tmp_path / "record.csv").open(encoding="utf-8", newline="") as opened:
        seen = list(csv.reader(opened))
    first = openpyxl.load_workbook(path).worksheets[0]
    assert seen[0] == [cell.value for cell in first[1]]
    assert len(seen) == first.max_row > 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # libhxl leaves its file open
def test_hxl_reads_the_figures(record: Path, tmp_path: Path) -> None:
    (path,) = export(record, "hxl", tmp_path)
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert {"#affected", "#date", "#geo", "#org"} <= set(source.tags)
    with Record(record) as opened:
        assert len(list(source)) == opened.count("figures") > 0


def test_geojson_is_valid(record: Path, tmp_path: Path) -> None:
    (path,) = export(record, "geojson", tmp_path)
    places = geojson.loads(path.read_text("utf-8"))
    assert places.is_valid and len(places["features"]) > 5
    for feature in places["features"]:
        assert feature["properties"]["sentences"] and feature["properties"]["origins"]
        assert feature["properties"]["draft"] == "draft"


def test_parquet_has_the_rows(record: Path, tmp_path: Path) -> None:
    tables = {path.stem: pyarrow.parquet.read_table(path) for path in export(record, "parquet", tmp_path)}
    with Record(record) as opened:
        assert tables["figures"].num_rows == opened.count("figures")
    assert {"low", "high", "giver", "quote"} <= set(tables["figures"].column_names)


def test_annotations_select_the_characters_that_they_quote(record: Path, tmp_path: Path) -> None:
    (path,) = export(record, "webannotation", tmp_path)
    with Record(record) as opened:
        texts = {id: report.text for id, report in opened.reports().items()}
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(found) > 200
    for annotation in found:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld" and annotation["type"] == "Annotation"
        position, quote = annotation["target"]["selector"]
        text = texts[unquote(annotation["id"].split(":")[2])]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


# Ids that no IRI may hold, and a fact whose own keys the annotation context would take for its own.
def test_annotations_are_valid_web_annotations(record: Path, tmp_path: Path) -> None:
    schema = json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text("utf-8"))
    valid = jsonschema.Draft202012Validator(schema)
    hostile = tmp_path / "hostile.jsonl"
    hostile.write_text(json.dumps({"id": 'a "b" <c>:{d}', "text": "The army said 12 people were killed."}), "utf-8")
    build([hostile], tmp_path / "h.db", engine=Local(), settings=Settings(cache=tmp_path / "cache"))
    for number, one in enumerate((record, tmp_path / "h.db")):
        (folder := tmp_path / str(number)).mkdir()
        (path,) = export(one, "webannotation", folder)
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert found and not [error.message for annotation in found for error in valid.iter_errors(annotation)]
        facts = [json.loads(annotation["body"]["value"]) for annotation in found]
        assert {"statements", "figures"} <= {fact["kind_of_fact"] for fact in facts}
        assert all("speaker" in fact for fact in facts if fact["kind_of_fact"] == "statements")


# The validator finds what is wrong: an IRI with a blank, a selector without its end, a key of ours in the body.
def test_the_validator_is_one() -> None:
    schema = json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text("utf-8"))
    wrong = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:dateline:a b", "type": "Annotation",
        "body": {"type": "TextualBody", "value": "12 killed", "giver": "army"},
        "target": {"source": "urn:x:y", "selector": [{"type": "TextPositionSelector", "start": 3}]},
    }  # fmt: skip
    places = {error.json_path for error in jsonschema.Draft202012Validator(schema).iter_errors(wrong)}
    assert places == {"$.id", "$.body", "$.target.selector[0]"}
