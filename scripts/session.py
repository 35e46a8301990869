"""Runs the terminal sessions in pages of documentation and compares what is printed word for word.

A session is every ```console block of a page, in order: lines after `$ ` (continued by `> `) are commands, the lines
below them are what they print. They run in a folder of their own that has the project's examples in it.

    python scripts/session.py README.md docs/tutorial.md           exit status 1 and a comparison where they differ
    python scripts/session.py --write README.md docs/tutorial.md   puts what is printed now into the pages: read it!
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^\$ (?P<command>.*\n(?:> .*\n)*)", re.MULTILINE)
WIDTH = "120"


def main() -> None:
    """Checks or rewrites the pages that are named."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write what is printed now into the pages")
    options.add_argument("pages", nargs="+", type=Path)
    given = options.parse_args()
    differ = False
    for page in given.pages:
        written = page.read_text(encoding="utf-8")
        now = replay(written)
        if given.write:
            page.write_text(now, encoding="utf-8")
        elif now != written:
            differ = True
            sys.stdout.writelines(
                difflib.unified_diff(written.splitlines(True), now.splitlines(True), f"{page}", "what is printed now")
            )
    sys.exit(differ)


def replay(page: str) -> str:
    """The page with the output of its commands as it is now.  Raises ValueError where it has no session."""
    if not BLOCK.search(page):
        raise ValueError("the page has no terminal session: no ```console block")
    with tempfile.TemporaryDirectory(prefix="dateline-session-") as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        return BLOCK.sub(
            lambda block: "".join(
                step[0] + printed(step["command"].replace("\n> ", "\n"), Path(folder))
                for step in STEP.finditer(block[0])
            ),
            page,
        )


def printed(command: str, folder: Path) -> str:
    """What the command prints, to either stream, on a plain terminal."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    plain = {"PATH": programs, "COLUMNS": WIDTH, "TERM": "dumb", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | plain,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


if __name__ == "__main__":
    main()
