"""What happened on which day, told in sentences taken from the reports."""

from collections.abc import Mapping, Sequence

from dateline.records import Annotation, Claim, Day, Origin, Report


def build_timeline(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], origins: Sequence[Origin], claims: Sequence[Claim]
) -> list[Day]:
    """The days of the record, in order of date."""
    return []
