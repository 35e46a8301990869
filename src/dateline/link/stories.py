"""Which reports are about one event."""

from collections.abc import Mapping, Sequence

from dateline.records import Annotation, Origin, Report, Story


def find_stories(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], origins: Sequence[Origin]
) -> list[Story]:
    """The partition of the reports into stories, sorted by id; a report may stand alone."""
    return []
