"""What the tests of figures share: the vocabulary, and a text read for its numbers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dateline.annotate.figures import Kinds, Numbers, find_figures, load_kinds
from dateline.syntax import sentences

if TYPE_CHECKING:
    from dateline.annotate.language import Language


@pytest.fixture(scope="session")
def kinds() -> Kinds:
    return load_kinds()


@pytest.fixture
def read(language: "Language", kinds: Kinds) -> Callable[[str], Numbers]:
    """A text of one paragraph → its figures, other quantities, and what could not be read."""
    return lambda text: find_figures("r", sentences(text, 0, language.parse([text])[0], 0), [], kinds)
