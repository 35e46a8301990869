"""Tests of records with other values in some fields."""

from dataclasses import replace

import pytest

from dateline.link.changed import changed
from dateline.records import AsOf, Mention

MENTION = Mention(entity="e", start=0, end=2, form="name")
STOOD = AsOf(earliest="2024-05-06", latest="2024-05-06", best=None, basis="sentence")


# the same as dataclasses makes of it, the record itself as it was
@pytest.mark.parametrize(
    ("record", "values"),
    [(MENTION, {"entity": "other", "place": "p"}), (MENTION, {}), (STOOD, {"best": "2024-05-06", "basis": "report"})],
)
def test_changed(record: object, values: dict[str, object]) -> None:
    before = repr(record)
    assert changed(record, **values) == replace(record, **values)  # type: ignore[type-var]
    assert repr(record) == before
