"""The accuracy page says what the results file says, and a new run's scores reach both."""

import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RESULTS = tomllib.loads((ROOT / "benchmarks" / "accuracy.toml").read_text(encoding="utf-8"))["result"]


def test_the_page_is_written_from_the_results() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "accuracy.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert page.count("| **") == len(RESULTS)


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result['set']}: {result['measure']}")
def test_a_result_says_what_was_measured_how_and_when(result: dict[str, object]) -> None:
    assert result.keys() - {"other"} == {"set", "texts", "measure", "value", "date", "command"}
    assert isinstance(result["value"], float)
    assert 0 < result["value"] <= 100
    assert isinstance(result["date"], date)
    assert str(result["command"]).startswith("dateline ")


def test_each_measure_stands_once() -> None:
    measured = [(result["set"], result["measure"]) for result in RESULTS]
    assert len(measured) == len(set(measured))


# A run's rows go to the measure that they are of; the others keep their values and their days.
def test_scores_of_a_run_are_taken(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    for name in ("benchmarks/accuracy.toml", "docs/accuracy.md", "scripts/accuracy.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    rows = [
        {"set": "crisis-dev", "metric": "who said what, F1", "value": 11.04},
        {"set": "crisis-dev", "metric": "figure, F1", "value": 22.06},
        {"set": "polnear", "metric": "who said what, F1", "value": None},
        {"set": "not ours", "metric": "figure, F1", "value": 1.0},
    ]
    (tmp_path / "run.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")
    command = [sys.executable, "scripts/accuracy.py", "--scores", "run.json", "--date", "2030-01-02", "--write"]
    subprocess.run(command, cwd=tmp_path, check=True)
    after = tomllib.loads((tmp_path / "benchmarks" / "accuracy.toml").read_text(encoding="utf-8"))["result"]
    changed = {
        (one["measure"], one["value"], str(one["date"])) for one, was in zip(after, RESULTS, strict=True) if one != was
    }
    assert changed == {("who said what, F1", 11.0, "2030-01-02"), ("figures: kind and value, F1", 22.1, "2030-01-02")}
    assert "**22.1**" in (tmp_path / "docs" / "accuracy.md").read_text(encoding="utf-8")
