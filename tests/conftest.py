"""What every test may lean on.

No test reaches beyond this machine: pytest-socket (see addopts in pyproject.toml) fails any that connects to another
address than loopback, and tests/test_offline.py proves that it does.
"""

import gc
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from platformdirs import user_cache_path

if TYPE_CHECKING:  # a test of one room does without the others
    from dateline.annotate.language import Language
    from dateline.gazetteer import Gazetteer
    from dateline.reading import Reader


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> "Reader":
    """The model, the gazetteer and the vocabulary, loaded once for all tests; parses are kept while they run."""
    from dateline.reading import load_reader

    return load_reader(cache=tmp_path_factory.mktemp("parses"))


@pytest.fixture(scope="session")
def language(reader: "Reader") -> "Language":
    """The loaded language model."""
    return reader.language


@pytest.fixture(scope="session")
def gazetteer() -> "Gazetteer":
    """The whole gazetteer in the user's cache; built there the first time (ten seconds)."""
    from dateline.gazetteer import open_gazetteer

    return open_gazetteer(Path(os.environ.get("DATELINE_CACHE") or user_cache_path("dateline")))


@pytest.fixture
def examples() -> Path:
    """The folder of the examples that the project ships."""
    return Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def sockets_swept() -> Iterator[None]:
    """Dask leaves the socket of a killed worker to the garbage collector, which would warn in some later test."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
