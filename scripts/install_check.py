"""Installs the built wheel as a user would, without a network, and builds the record of an example with it.

Catches what tests on the source tree cannot see: a data file that the wheel forgot, a dependency that only the
development environment has, an optional package that a plain installation imports. The new environment gets the
hash-pinned packages of requirements/core.txt from a local wheelhouse and no index; proxies that lead nowhere make
any attempt to reach the network fail.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOWHERE = "http://127.0.0.1:9"


def main() -> None:
    """Exit status 0 if the installed program builds, exports and verifies the example; else says what failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--wheelhouse", type=Path, required=True, help="folder of downloaded wheels")
    options.add_argument("--example", type=Path, required=True, help="folder of reports")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-install-") as folder:
        check(given.wheelhouse.resolve(), given.example.resolve(), Path(folder))


def check(wheelhouse: Path, example: Path, folder: Path) -> None:
    """Builds the wheel into `folder`, installs it in a new environment there and uses it there."""
    environment = offline_environment(folder)
    isolated = ("-m", "pip", "--isolated", "-qq", "--disable-pip-version-check")

    print("install check: the wheel")
    run(sys.executable, *isolated, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", folder, ROOT)
    (wheel,) = folder.glob("dateline-*.whl")

    print("install check: a new environment, no index")
    run(sys.executable, "-m", "venv", folder / "venv")
    python = folder / "venv" / "bin" / "python"
    offline = ("install", "--no-index", "--find-links", wheelhouse)
    run(python, *isolated, *offline, "--require-hashes", "-r", ROOT / "requirements" / "core.txt", env=environment)
    run(python, *isolated, *offline, "--no-deps", wheel, env=environment)
    run(python, *isolated, "check", env=environment)

    print("install check: build, show, export, verify")
    dateline = folder / "venv" / "bin" / "dateline"
    record, rows = folder / "example.db", folder / "rows"

    def use(*arguments: str | Path) -> str:
        return run(dateline, *arguments, env=environment, cwd=folder)

    use("build", example, "-o", record)
    use("show", record)
    use("export", record, "--to", "jsonl", "-o", rows)
    figures = (rows / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    statements = (rows / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    if not figures or not statements:
        sys.exit("install check: the installed program built the example but found no figures or no statements in it")
    outcomes = [json.loads(line) for line in use("verify", record, rows / "figures.jsonl").splitlines()]
    if len(outcomes) != len(figures) or any(outcome["quote"] != "exact" for outcome in outcomes):
        sys.exit("install check: the installed program's own figures do not stand where it says")
    print(f"install check: {len(figures)} figures and {len(statements)} statements, each at its place")


def offline_environment(folder: Path) -> dict[str, str]:
    """This process's environment without what belongs to the source tree, and with no way to the network."""
    foreign = ("PYTHON", "PIP_", "DATELINE_", "VIRTUAL_ENV")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    dead = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE)
    return kept | dead | {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}


def run(*command: str | Path, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """What the command printed; ends this script with the command's own words if it fails."""
    done = subprocess.run(
        [str(part) for part in command], env=env, cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        spoken = " ".join(str(part) for part in command)
        sys.exit(f"install check: exit status {done.returncode} from: {spoken}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
