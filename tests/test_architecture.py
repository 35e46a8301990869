"""docs/architecture.md held against the folders, and the rules about imports that the layers cannot express."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "dateline"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def rooms(page: str) -> list[str]:
    """The files and folders that the page's map names, below src/dateline; two spaces deeper is one level down."""
    block = re.search(r"^```text\nsrc/dateline/\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert block, "docs/architecture.md has lost its map of the rooms"
    above: list[str] = []
    found = []
    for line in block[1].splitlines():
        name = line.split()[0]
        depth = (len(line) - len(line.lstrip())) // 2 - 1
        above[depth:] = [name.rstrip("/")]
        found.append("/".join(above[: depth + 1]))
    return found


def test_the_map_names_every_module_and_no_other() -> None:
    named = rooms((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert len(named) == len(set(named)), "a room stands twice on the map"
    assert [name for name in named if not (PACKAGE / name).exists()] == []
    # A folder's own __init__.py belongs to the folder.
    assert [path for path in MODULES if path not in named and not path.endswith("/__init__.py")] == []
    folders = {Path(path).parent.as_posix() for path in MODULES} - {"."}
    assert sorted(folders - set(named)) == []


# Taking a name from one's own package root makes cycles: the root imports the rooms, never the other way round. A room
# itself may be imported through it.
@pytest.mark.parametrize("module", MODULES)
def test_no_room_takes_names_from_the_package_root(module: str) -> None:
    rooms_of_the_root = {Path(path).parts[0].removesuffix(".py") for path in MODULES}
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "dateline":
            assert {name.name for name in node.names} <= rooms_of_the_root
        if isinstance(node, ast.Import):
            assert "dateline" not in [name.name for name in node.names]


# Optional packages are imported only in the room that needs them, and only when it is used: a plain installation has
# none of them. (extra, packages, room)
EXTRAS = [
    ("web", {"starlette", "uvicorn", "jinja2", "altair", "vl_convert"}, "web"),
    ("scale", {"dask", "distributed"}, "engines"),
    ("scale", {"fsspec"}, "readers"),
    ("parquet", {"pyarrow"}, "export"),
    ("documents", {"warcio", "pypdf", "docx"}, "readers"),
    ("sheets", {"openpyxl"}, "export"),
]


@pytest.mark.parametrize(("extra", "packages", "room"), EXTRAS)
def test_optional_packages_stay_in_their_room(extra: str, packages: set[str], room: str) -> None:
    for module in MODULES:
        if imported(module) & packages:
            assert module.startswith(f"{room}/"), f"{module} imports a package of the extra {extra!r}"


def imported(module: str) -> set[str]:
    """The top-level packages that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(name.name.partition(".")[0] for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names
