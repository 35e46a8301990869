"""Text that reports share: whole reports that stem from one text (origins), and single passages (copies)."""

from collections.abc import Mapping, Sequence

from dateline.records import Annotation, Copy, Origin, Report


def find_copies(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> list[Copy]:
    """All pairs of reports that share text, with the aligned spans on both sides, sorted by (a, b); always a < b.

    `annotations` (by report id) gives the sentences, what is boilerplate, and the dates printed.
    """
    return []


def find_origins(reports: Sequence[Report], copies: Sequence[Copy]) -> list[Origin]:
    """The partition of the reports into groups that stem from one text, sorted by id; a report may stand alone."""
    return []
