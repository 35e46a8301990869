"""Claims that cannot all hold, side by side, with what settled them."""

from collections.abc import Mapping, Sequence

from dateline.records import Annotation, Claim, Dispute, Entity, Report, Series


def find_disputes(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    series: Sequence[Series],
) -> list[Dispute]:
    """All disputes, sorted by id."""
    return []
