"""Files for the tests of readers, from bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.readers import Source, read
from dateline.records import Problem, Report

Reading = Callable[[str, bytes], list[Report | Problem]]

STORY = (
    "Thousands of people crossed the river on Friday after the dam above the town of Velin gave way, officials said. "
    "The regional governor told reporters that 4,200 residents had been taken to schools and sports halls nearby."
)


@pytest.fixture
def read_bytes(tmp_path: Path) -> Reading:
    """Writes a file of this name and reads it as a build would."""

    def reading(name: str, content: bytes) -> list[Report | Problem]:
        path = tmp_path / name
        path.write_bytes(content)
        return list(read(Source(path=path, name=name, root=tmp_path)))

    return reading


def reports(items: list[Report | Problem]) -> list[Report]:
    return [item for item in items if isinstance(item, Report)]


def problems(items: list[Report | Problem]) -> list[str]:
    """Each as the one line that a user sees."""
    return [f"{item.path}: {item.what}; {item.advice}" for item in items if isinstance(item, Problem)]
