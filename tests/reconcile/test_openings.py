"""Where what a sentence tells begins."""

import re

import pytest

from dateline.reconcile.openings import find_openings
from dateline.records import Annotation, Published, Time

STAMPED = [
    ("LISAGOR, May 7 (NW) -- The dam burst.", "The dam burst."),
    # a headline and the page's stamp, run into the first sentence
    ("Dam bursts Tuesday 7 May 2024 02.13 GMT The mills were flooded.", "The mills were flooded."),
    ("7 May 2024 Last updated at 15:44 GMT The mills were flooded.", "The mills were flooded."),
    ("Page last updated at 08:58 GMT, Tuesday, 7 May 2024 Rescuers came.", "Rescuers came."),
    # who commented, and when
    ("Posted by Ana Bell on May 7, 2024 10:25 AM", ""),
    # prose that tells a day and an hour
    ("The dam burst on 7 May 2024 at 16:53.", "The dam burst on 7 May 2024 at 16:53."),
    ("It burst at 16:53 on 7 May 2024.", "It burst at 16:53 on 7 May 2024."),
    ("On 7 May 2024 16:53 was the hour of prayer.", "On 7 May 2024 16:53 was the hour of prayer."),
]


@pytest.mark.parametrize(("text", "told"), STAMPED)
def test_what_stands_before_what_is_told(text: str, told: str) -> None:
    read = Annotation(id="a", published=Published(), sentences=((0, len(text)),))
    assert text[find_openings(read, text).begins.get(0, 0) :] == told


def chronology(text: str) -> list[str]:
    """Where the entries begin, as the words that they open with; "May 1" is a time of its day, a sentence a line."""
    times = tuple(
        Time(id=f"t{at.start()}", start=at.start(), end=at.end(), type="DATE", value=day, earliest=day, latest=day)
        for at in re.finditer(r"May (\d)", text)
        for day in (f"2024-05-0{at[1]}",)
    )
    spans = tuple(match.span() for match in re.finditer(r"[^\n]+", text))
    found = find_openings(Annotation(id="a", published=Published(), sentences=spans, times=times), text)
    return [text[found.begins[number] :].split()[0] for number in sorted(found.entries)]


# The days that open the entries of a chronology, either way round; three are none, nor are days without order or prose.
@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("May 1: Rain fell.\nIt went on.\nMay 3 - A dam broke.\nMay 4 Mills stood.\n• May 7: Tents came.",
         ["Rain", "A", "Mills", "Tents"]),
        ("May 7: Tents came.\nMay 4: Mills stood.\nMay 3: A dam broke.\nMay 1: Rain fell.",
         ["Tents", "Mills", "A", "Rain"]),
        ("May 1: Rain fell.\nMay 3: A dam broke.\nMay 4: Mills stood.", []),
        ("May 1: Rain.\nMay 7: Tents.\nMay 2: Mud.\nMay 8: Bread.\nMay 3: Boats.", []),
        ("May 1 was wet.\nMay 3 was worse.\nMay 4 saw the dam break.\nMay 7 was dry.", []),
    ],
)  # fmt: skip
def test_the_entries_of_a_chronology(text: str, entries: list[str]) -> None:
    assert chronology(text) == entries
