"""When undated reports were published, from their neighbours; and what follows for their times."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.annotate.times import resolve_times
from dateline.records import Annotation, AsOf, Published, Report, Time


def date_reports(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> dict[str, Published]:
    """The dates of reports that the other reports narrow down, by report; the rest stay as they are."""
    return {}


def redate(annotation: Annotation, published: Published, genre: str = "news") -> Annotation:
    """The annotation with its times, and the as-of of its figures and events, resolved against this date."""
    times = tuple(resolve_times(annotation.times, published, genre))
    by_id = {time.id: time for time in times}
    return replace(
        annotation,
        published=published,
        times=times,
        figures=tuple(replace(figure, as_of=_again(figure.as_of, by_id, published)) for figure in annotation.figures),
        events=tuple(replace(event, when=_again(event.when, by_id, published)) for event in annotation.events),
    )


def _again(as_of: AsOf, times: Mapping[str, Time], published: Published) -> AsOf:
    if as_of.time and as_of.time in times:
        time = times[as_of.time]
        earliest, latest = (day and day[:10] for day in (time.earliest, time.latest))
        return replace(as_of, earliest=earliest, latest=latest, best=earliest if earliest == latest else None)
    if as_of.basis == "report":
        return replace(as_of, earliest=published.earliest, latest=published.latest, best=published.best)
    return as_of
