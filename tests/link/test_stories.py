"""Which reports are about one event: names, numbers and places tell two alike events apart."""

from dateline.link.stories import find_stories
from dateline.records import Annotation, Origin, Published, Report

# three reports on one earthquake, three on another in the same country, one on neither
TEXTS = {
    "a1": "An earthquake of magnitude 6.1 struck the Velmarian coast at Sarkent on Monday, killing 12 people.",
    "a2": "Twelve people died in Sarkent when an earthquake of magnitude 6.1 shook the Velmarian coast.",
    "a3": "Rescue teams reached Sarkent on the Velmarian coast, where a 6.1 earthquake killed 12 people on Monday.",
    "b1": "A magnitude 5.4 earthquake damaged the mining town of Orlo in northern Velmaria, injuring 80 miners.",
    "b2": "Eighty miners were hurt in Orlo, a mining town in the north of Velmaria, in an earthquake of magnitude 5.4.",
    "b3": "Orlo buried nobody after the 5.4 earthquake, but 80 miners of the northern town are in hospital.",
    "c": "The parliament of Velmaria passed the budget by two votes after a debate that lasted all night.",
}


def stories(texts: dict[str, str], days: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    reports = [Report(id=id, text=text) for id, text in texts.items()]
    read = {
        id: Annotation(id=id, published=Published(best=(days or {}).get(id), explicit=bool(days), precision="day"))
        for id in texts
    }
    origins = [Origin(id=f"origin:{id}", reports=(id,)) for id in texts]
    return [story.reports for story in find_stories(reports, read, origins)]


def test_two_earthquakes_are_two_stories() -> None:
    assert stories(TEXTS) == [("a1", "a2", "a3"), ("b1", "b2", "b3"), ("c",)]


def test_the_order_of_reports_does_not_matter() -> None:
    assert stories(dict(reversed(TEXTS.items()))) == stories(TEXTS)


# the same words half a year later tell of another event
def test_reports_printed_far_apart_are_two_stories() -> None:
    pair = {"a1": TEXTS["a1"], "a2": TEXTS["a2"]}
    assert stories(pair, {"a1": "2024-03-04", "a2": "2024-03-05"}) == [("a1", "a2")]
    assert stories(pair, {"a1": "2024-03-04", "a2": "2024-09-05"}) == [("a1",), ("a2",)]


# a short report has few words to share with a group; the name of a country alone is not enough
def test_a_left_over_goes_where_it_clearly_belongs() -> None:
    assert ("a1", "a2", "a3", "d") in stories(
        {**TEXTS, "d": "Survivors of the Sarkent earthquake are still waiting for tents."}
    )
    assert ("a1", "a2", "a3") in stories({**TEXTS, "d": "Teachers in Velmaria want higher wages."})


def test_origins_stay_whole() -> None:
    reports = [Report(id=id, text=text) for id, text in TEXTS.items()]
    read = {id: Annotation(id=id) for id in TEXTS}
    origins = [
        Origin(id="origin:a1", reports=("a1", "c")),
        *(Origin(id=f"origin:{i}", reports=(i,)) for i in ("a2", "b1")),
    ]
    found = find_stories([r for r in reports if r.id in {"a1", "a2", "b1", "c"}], read, origins)
    assert [story for story in found if {"a1", "c"} <= set(story.reports)]


def test_empty_reports_stand_alone() -> None:
    assert stories({"a": "", "b": "", "c": "..."}) == [("a",), ("b",), ("c",)]
