"""One quantity over time: the figures of one population and scope, in the order of their as-of, each step typed."""

from collections.abc import Mapping, Sequence

from dateline.records import Annotation, Copy, Entity, Report, Series


def find_series(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], entities: Sequence[Entity], copies: Sequence[Copy]
) -> list[Series]:
    """All series, sorted by id.  `annotations` (by report id) and `entities` speak of entities of the record."""
    return []
