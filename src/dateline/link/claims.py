"""The same assertion made in several statements and figures: who, what, whom, where, when and how many."""

from collections.abc import Mapping, Sequence

from dateline.records import Annotation, Claim, Copy, Entity, Origin, Report


def find_claims(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    entities: Sequence[Entity],
    origins: Sequence[Origin],
    copies: Sequence[Copy],
) -> list[Claim]:
    """All claims, sorted by id.  `annotations` (by report id) and `entities` speak of entities of the record."""
    return []
