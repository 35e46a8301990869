"""Shared text between reports: what is a copy, how much of it, from whom; what only looks like one."""

import random
import re

import pytest

from dateline.link.copied import Copies
from dateline.link.copies import find_copies, find_origins
from dateline.records import Annotation, Report

WIRE = (
    "Gunmen seized the customs house of Port Sable before dawn on Tuesday and took eleven clerks hostage. "
    "Governor Irena Malk said that she would not negotiate while weapons were pointed at civilians. "
    "Two ferries turned back in sight of the quay, and the grain market stayed shut all morning. "
    "Divers of the harbour brigade searched the basin for a launch that the attackers had sunk."
)
# the same told by another translator: every sentence reworded, names and numbers kept
RETOLD = (
    "Before sunrise on Tuesday armed men took over the customs house in Port Sable, and 11 clerks became hostages. "
    "Irena Malk, the governor, declared she won't negotiate as long as weapons are pointed at civilians. "
    "In sight of the quay two ferries were turned back; all morning the grain market remained shut. "
    "The basin was searched by divers from the harbour brigade for the launch sunk by the attackers."
)
EDITED = (
    "Eleven clerks held\n\nGunmen stormed the customs house of Port Sable before dawn on Tuesday and seized clerks. "
    "Governor Irena Malk said that she would not bargain while weapons were aimed at civilians. "
    "Two ferries turned around in sight of the quay, and the grain market stayed closed all morning."
)
OWN = (
    "From the roof of the fish hall one sees smoke over the customs yard. An old docker hands out bread and tobacco. "
    "Nobody here believes the governor, he says, and nobody believes the men inside either. "
    "His daughter has worked at the weighbridge for nine years and has not answered her telephone since midnight. "
)
OTHER = (
    "Governor Irena Malk will travel to Port Sable on Thursday to meet the families of the clerks. "
    "Schools near the quay open again next week, the education board announced after a meeting behind closed doors. "
    "The grain exchange expects higher prices."
)


def reports(*texts: str, **more: str) -> list[Report]:
    return [Report(id=chr(97 + k), text=text, **more) for k, text in enumerate(texts)]  # type: ignore[arg-type]


def read(found: list[Report]) -> dict[str, Annotation]:
    """Sentences cut at full stops: enough for texts of our own."""
    return {
        report.id: Annotation(
            id=report.id, sentences=tuple(match.span() for match in re.finditer(r"[^.\s][^.]*\.?", report.text))
        )
        for report in found
    }


def copies(*texts: str) -> Copies:
    found = reports(*texts)
    return find_copies(found, read(found))


# (one text, another, relation and extent; None: no copy)
PAIRS = [
    (WIRE, WIRE, "verbatim whole"),
    (WIRE, WIRE.upper(), "verbatim whole"),
    # one word in each sentence is another one: still one text
    (WIRE, WIRE.replace("dawn", "sunrise").replace("morning", "day").replace("quay", "pier"), "near whole"),
    # the end is cut off
    (WIRE, WIRE[: WIRE.index("Divers")], "verbatim whole"),
    # cut, edited and under a headline of its own, beside much that the other goes on to tell
    (EDITED, WIRE + OWN, "near whole"),
    (WIRE, RETOLD, "translation whole"),
    # a wire paragraph inside a reporter's own story: only the passage is shared
    (WIRE, OWN + WIRE[: WIRE.index("Two ferries")] + OWN.replace("docker", "pilot"), "verbatim part"),
    # the same people, places and events in another report
    (WIRE, OTHER, None),
    (OWN, OTHER, None),
    ("", WIRE, None),
    ("!!! ---", "...", None),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_pairs(one: str, other: str, expected: str | None) -> None:
    found = copies(one, other)
    assert [f"{copy.relation} {copy.extent}" for copy in found] == ([expected] if expected else [])


# Two texts with one list in them: neither keeps a number of the other.
PARADE = (
    "The governor came to Port Sable for the naval parade. "
    "In the parade took part the frigate Admiral Torvald, the corvette Steadfast, the landing ships Marn and Irena "
    "Malk, the survey vessel Halvard and the patrol boat Orlo. Fifteen ships sailed, with 1,200 men."
)
NAVY_DAY = (
    "Navy Day was kept in Port Sable with a naval parade that the governor saw. "
    "Among the ships were the patrol boat Orlo, the survey vessel Halvard, the corvette Steadfast, the landing ships "
    "Marn and Irena Malk and the frigate Admiral Torvald. With submarines there were 46, and 31 aircraft flew past."
)


def test_texts_without_a_number_in_common_are_not_one_told_again() -> None:
    (parts,) = copies(PARADE, NAVY_DAY)
    assert (parts.relation, parts.extent) == ("translation", "part")
    (whole,) = copies(PARADE, NAVY_DAY.replace("46, and 31", "some 1.2 thousand men in all, and"))
    assert (whole.relation, whole.extent) == ("translation", "whole")


# What both print between quotation marks, two reporters may have heard.
def test_a_shared_quotation_is_no_copy() -> None:
    quote = "“We buried thirty-one of our neighbours this week and know the name of not one who killed them”"
    assert not copies(f"{OWN} {quote}, the bishop said.", f"{OTHER} {quote}, said the bishop.")


# What one prints between quotation marks and the other does not was taken from it.
def test_a_quotation_of_another_report_is_a_passage_taken_from_it() -> None:
    sentence = WIRE[: WIRE.index(" Governor")]
    (copy,) = copies(f"{sentence} {OTHER}", f"What the papers say. “{sentence}” (Gazette)")
    assert (copy.extent, copy.direction) == ("part", "a")


def test_aligned_spans_hold_the_same_words() -> None:
    (copy,) = copies(WIRE, OWN + WIRE + OWN.replace("bread", "tea"))
    texts = {"a": WIRE, "b": OWN + WIRE + OWN.replace("bread", "tea")}
    assert copy.a_spans
    for (s, e), (t, u) in zip(copy.a_spans, copy.b_spans, strict=True):
        assert texts["a"][s:e].casefold() == texts["b"][t:u].casefold()


def test_a_changed_number_is_named() -> None:
    changed = WIRE.replace("eleven", "seven")
    (copy,) = copies(WIRE, changed)
    assert [(WIRE[s:e], changed[t:u]) for (s, e), (t, u) in copy.changed] == [("eleven", "seven")]


# (what is known of a, what is known of b, from which it was taken)
DIRECTIONS = [
    ({}, {}, "undirected"),
    ({"published": "2024-03-05"}, {"published": "2024-03-05"}, "undirected"),
    ({"published": "2024-03-05"}, {"published": "2024-03-06"}, "a"),
    ({"published": "2024-03-05T18:00"}, {"published": "2024-03-05T09:00"}, "b"),
    # the agency's own dispatch comes first, whatever the page says of the time
    ({"published": "2024-03-05"}, {"published": "2024-03-06", "agency": "Meridian", "publisher": "Meridian News"}, "b"),
]


@pytest.mark.parametrize(("a", "b", "expected"), DIRECTIONS)
def test_direction(a: dict[str, str], b: dict[str, str], expected: str) -> None:
    found = [Report(id="a", text=WIRE, **a), Report(id="b", text=WIRE, **b)]  # type: ignore[arg-type]
    assert [copy.direction for copy in find_copies(found, read(found))] == [expected]


def test_one_address_saved_twice_is_a_version() -> None:
    found = [
        Report(id="a", text=WIRE, url="https://www.gazette.example/siege?utm_source=feed"),
        Report(id="b", text=WIRE.replace("eleven", "twelve"), url="http://gazette.example/siege/"),
    ]
    assert [copy.relation for copy in find_copies(found, read(found))] == ["version"]


# A line that a site puts under every page is on more pages than any story is copied by.
def test_furniture_of_a_site_is_no_shared_text() -> None:
    line = "Letters to the editor may be shortened; send them with your full address and telephone number to us."
    chance = random.Random(7)
    letters = "bdfgklmnprstvz"
    words = ["".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(4)) for _ in range(1800)]
    found = [Report(id=f"{k:02}", text=f"{' '.join(words[60 * k : 60 * k + 60])}. {line}") for k in range(30)]
    assert not find_copies(found, read(found))
    assert find_copies(found[:2], read(found[:2])), "two reports alone do share the line"


def test_a_thousand_identical_reports_are_one_origin() -> None:
    found = [Report(id=f"{k:04}", text=WIRE) for k in range(1000)]
    shared = find_copies(found, read(found))
    assert len(shared) == 999
    assert [len(origin.reports) for origin in find_origins(found, shared)] == [1000]


def test_origins_are_a_partition_and_do_not_depend_on_order() -> None:
    found = reports(WIRE, RETOLD, OTHER, OWN, WIRE[: WIRE.index("Divers")])
    shared = find_copies(found, read(found))
    origins = find_origins(found, shared)
    assert [origin.reports for origin in origins] == [("a", "b", "e"), ("c",), ("d",)]
    mixed = found[::-1]
    assert list(find_copies(mixed, read(mixed))) == list(shared)
    assert find_origins(mixed, shared) == origins


# A round-up that quotes all others adds no origin and does not join them to each other.
def test_a_report_that_quotes_all_others_joins_none() -> None:
    parts = [WIRE[: WIRE.index(" Governor")], OTHER[: OTHER.index(" Schools")], OWN[: OWN.index(" An old")]]
    found = reports(
        *(f"{part} {filler}" for part, filler in zip(parts, (OTHER[190:], OWN[120:], WIRE[200:]), strict=True))
    )
    found.append(Report(id="z", text="The papers today. " + " ".join(f"“{part}”" for part in parts)))
    assert all(len(origin.reports) == 1 for origin in find_origins(found, find_copies(found, read(found))))


def test_one_very_long_word_and_one_very_long_text() -> None:
    found = reports("x" * 200_000, "grain " * 20_000, WIRE)
    assert not find_copies(found, read(found))
