"""The terminal session in README.md, run word for word."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    command: str
    printed: str


def steps(page: str) -> list[Step]:
    """The commands of every ```console block (lines after `$ `, continued by `> `), each with what it prints."""
    found: list[Step] = []
    for block in BLOCK.findall(page):
        for line in block.splitlines(keepends=True):
            if line.startswith("$ "):
                found.append(Step(line[2:], ""))
            elif line.startswith("> ") and not found[-1].printed:
                found[-1] = found[-1]._replace(command=found[-1].command + line[2:])
            else:
                found[-1] = found[-1]._replace(printed=found[-1].printed + line)
    return found


# The reader of the page itself: continued commands, silent commands, several blocks are one session.
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("```console\n$ one\n$ two\nout\nmore\n```\n", [("one\n", ""), ("two\n", "out\nmore\n")]),
        ("```console\n$ cat <<END\n> words\n> END\nwords\n```\n", [("cat <<END\nwords\nEND\n", "words\n")]),
        ("```console\n$ a\n```\ntext\n```sh\nnot run\n```\n```console\n$ b\n\n```\n", [("a\n", ""), ("b\n", "\n")]),
    ],
)
def test_steps(page: str, expected: list[tuple[str, str]]) -> None:
    assert steps(page) == expected


def test_the_session_in_the_readme(tmp_path: Path) -> None:
    session = steps((ROOT / "README.md").read_text(encoding="utf-8"))
    assert session, "README.md has lost its terminal session"
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "110",
        "TERM": "dumb",
        "NO_COLOR": "1",
    }
    for step in session:
        done = subprocess.run(
            ["bash", "-c", step.command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.stdout == step.printed, f"$ {step.command}{done.stderr}"
