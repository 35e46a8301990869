"""The terminal sessions in README.md and the documentation, run word for word."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    page.relative_to(ROOT).as_posix()
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    if "```console\n" in page.read_text(encoding="utf-8")
]


def session(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "session.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_readme_has_a_session() -> None:
    assert "README.md" in PAGES


@pytest.mark.parametrize("page", PAGES)
def test_sessions_run_word_for_word(page: str) -> None:
    done = session(page)
    assert done.returncode == 0, done.stdout + done.stderr


# The runner itself: what must pass, what must be noticed. Continued commands, silence, an error's own words, several
# blocks that are one session; then a wrong word, a missing line, a line too many.
@pytest.mark.parametrize(
    ("page", "passes"),
    [
        ("```console\n$ echo one\none\n$ true\n$ printf 'a\\nb\\n'\na\nb\n```\n", True),
        ("```console\n$ cat <<END\n> words\n> END\nwords\n```\n", True),
        ("```console\n$ cat nothing\ncat: nothing: No such file or directory\n```\n", True),
        ("```console\n$ echo x > a\n```\nwords\n```sh\n$ false\n```\n```console\n$ cat a\nx\n```\n", True),
        ("```console\n$ echo one\ntwo\n```\n", False),
        ("```console\n$ echo one\n```\n", False),
        ("```console\n$ true\none\n```\n", False),
        ("no session\n", False),
    ],
)
def test_the_runner(page: str, passes: bool, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text(page, encoding="utf-8")
    assert (session(file).returncode == 0) == passes
    if "console" in page:
        session("--write", file)
        assert session(file).returncode == 0
