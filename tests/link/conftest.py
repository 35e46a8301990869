"""What tests of links between reports lean on."""

from collections.abc import Callable

import pytest

from dateline.link.kept import Afresh, Columns, Kept, Rows


class Remembering(Afresh):
    """Keeps the columns and the rows of one step from one look to the next, as a record does between builds."""

    def __init__(self) -> None:
        self.held: Columns = {}
        self.on_disk: Rows = {}

    def rows(self, step: str) -> Rows:
        return self.on_disk

    def columns(self, step: str, make: Callable[[Columns], Columns]) -> Columns:
        self.held = make(self.held)
        return self.held


@pytest.fixture
def remembering() -> Kept:
    """Nothing kept yet; what one step keeps is there when it asks again."""
    return Remembering()
