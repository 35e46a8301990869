"""What a build says of itself while it runs: on a terminal, and as lines for whoever collects logs."""

import json
import os
import pty
from pathlib import Path

import pytest

from dateline.pipeline import Progress
from dateline.progress import logged, progress, told


# (how far, seconds since the stage began, what is said)
@pytest.mark.parametrize(
    ("at", "seconds", "said"),
    [
        (Progress(stage="reading"), 9.0, ""),
        (Progress(stage="annotating", of=900), 0.0, "0 of 900"),
        (Progress(stage="annotating", done=300, of=900), 60.0, "300 of 900  5.0 reports/s  0:02:00 left"),
        (Progress(stage="annotating", done=32, of=100_000, failed=2), 8.0,
         "32 of 100,000  4.0 reports/s  6:56:32 left  2 failed"),
        (Progress(stage="annotating", done=5, of=5), 0.0, "5 of 5"),
    ],
)  # fmt: skip
def test_in_words(at: Progress, seconds: float, said: str) -> None:
    assert told(at, seconds) == said


def test_lines_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    say = logged(0.0)
    say(Progress(stage="reading"))
    say(Progress(stage="annotating", done=32, of=40, failed=1))
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["stage"], line["done"], line["of"], line["failed"]) for line in lines] == [
        ("reading", 0, 0, 0),
        ("annotating", 32, 40, 1),
    ]
    assert all(isinstance(line["seconds"], float) for line in lines)


def test_nothing_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(log=False) as say:
        say(Progress(stage="annotating", done=32, of=40))
    assert capsys.readouterr() == ("", "")


# What is compared has no end that is known: nothing of the stage before may stay behind it.
def test_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with progress(log=False) as say:
            say(Progress(stage="annotating", of=40))
            say(Progress(stage="annotating", done=32, of=40, failed=1))
            say(Progress(stage="comparing reports"))
        shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "annotating" in shown
    last = shown[shown.rindex("comparing reports") :]
    assert "of 40" not in last and "left" not in last
