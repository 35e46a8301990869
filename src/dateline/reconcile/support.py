"""What stands behind a claim: reports, origins, givers, and what a coder should not overlook."""

from collections.abc import Mapping, Sequence

from dateline.records import Annotation, Claim, Copy, Report, Series


def add_support(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    copies: Sequence[Copy],
    series: Sequence[Series],
) -> list[Claim]:
    """The claims with first and last day seen, and warnings."""
    return list(claims)
