"""The timeline: which days, told by which sentences; planned and historical days are marked."""

import re

from dateline.reconcile.timeline import build_timeline
from dateline.records import Annotation, Day, Origin, Published, Report, Statement, Time

DAYS = {"Tuesday": "2024-05-07", "Friday": "2024-05-10", "next Monday": "2024-05-20", "7 January 1998": "1998-01-07"}
DAYS |= {"7 May 2024": "2024-05-07", "10 May 2024": "2024-05-10", "20 May 2024": "2024-05-20"}


def timeline(texts: dict[tuple[str, str], str], one_origin: tuple[str, ...] = ()) -> list[Day]:
    """`texts` by (id, day printed), a sentence a line; the names of DAYS are their times."""
    reports, read = [], {}
    for (id, printed), text in texts.items():
        reports.append(Report(id=id, text=text))
        spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
        times = [
            Time(id=f"t-{id}-{name}", start=at.start(), end=at.end(), type="DATE", value=day, earliest=day, latest=day)
            for name, day in DAYS.items()
            for at in re.finditer(name, text)
        ]
        read[id] = Annotation(
            id=id,
            published=Published(
                earliest=printed or None, latest=printed or None, best=printed or None,
                precision="day" if printed else "unknown", explicit=bool(printed),
            ),
            sentences=tuple(spans),
            times=tuple(times),
            statements=tuple(
                Statement(
                    id=f"s-{id}-{at.start()}",
                    source=(),
                    cue=(at.span(1),),
                    content=(at.span(2),),
                )
                for at in re.finditer(r"(said)[^\n]*? that ([^\n]*)", text)
            ),
        )
    origins = [Origin(id="origin:one", reports=one_origin)] if one_origin else []
    origins += [Origin(id=f"origin:{r.id}", reports=(r.id,)) for r in reports if r.id not in one_origin]
    return build_timeline(reports, read, origins)


BURST = "The dam above Lower Kessa burst on Tuesday and flooded the mills along the river."
LATER = "When the dam burst on Tuesday, eleven mills along the river were flooded within an hour."
MARKET = "The cattle market in Halim opened on Friday after a delay of more than two hours."


def test_a_day_that_others_come_back_to_weighs_more() -> None:
    days = timeline({("a", "2024-05-08"): BURST, ("b", "2024-05-14"): LATER, ("c", "2024-05-11"): MARKET})
    weight = {day.date: day.weight for day in days}
    assert weight["2024-05-07"] > weight["2024-05-10"] > 0


def test_copies_do_not_make_a_day_weigh_more() -> None:
    texts = {(id, "2024-05-08"): BURST for id in "abc"}
    once, thrice = timeline(texts, one_origin=("a", "b", "c")), timeline(texts)
    assert once[0].weight < thrice[0].weight
    assert once[0].weight == timeline({("a", "2024-05-08"): BURST})[0].weight


def test_a_day_is_told_in_sentences_of_the_reports_without_repeats() -> None:
    texts = {("a", "2024-05-08"): BURST, ("b", "2024-05-08"): BURST + "\n" + "Nobody knows why it gave way on Tuesday, "
             "for the gauges had shown a falling level all week."}  # fmt: skip
    by_id = {id: text for (id, _), text in texts.items()}
    (day,) = [day for day in timeline(texts) if day.date == "2024-05-07"]
    assert [by_id[report][start:end] for report, start, end in day.sentences] == list(day.text)
    assert day.text.count(BURST) == 1 and len(day.text) == 2


# A search for the name of a place brings up what is not of the crisis: it makes no day great.
def test_a_report_beside_the_point_counts_less() -> None:
    crisis = {
        (f"r{k}", f"2024-05-{8 + k:02}"): f"The dam above Lower Kessa burst, and {k} mills stand." for k in range(9)
    }
    other = {("x", "2024-05-12"): MARKET, ("y", "2024-05-12"): MARKET.replace("cattle", "fish")}
    alone = {day.date: day.weight for day in timeline({**other, **dict(list(crisis.items())[:2])})}
    among = {day.date: day.weight for day in timeline({**other, **crisis})}
    assert among["2024-05-10"] < alone["2024-05-10"]


def test_planned_and_historical_days_are_marked() -> None:
    days = timeline(
        {
            ("a", "2024-05-08"): BURST,
            (
                "b",
                "2024-05-08",
            ): "Engineers will close the gates of the upper dam for repairs next Monday, the company said.",
            ("c", "2024-05-08"): "An older dam on the same river gave way on 7 January 1998 and drowned forty people.",
        }
    )
    assert {day.date: day.status for day in days if day.date in DAYS.values()} == {
        "1998-01-07": "historical", "2024-05-07": "actual", "2024-05-20": "planned",
    }  # fmt: skip


def test_the_order_of_reports_does_not_matter() -> None:
    texts = {("a", "2024-05-08"): BURST, ("b", "2024-05-14"): LATER, ("c", "2024-05-11"): MARKET}
    assert timeline(texts) == timeline(dict(reversed(texts.items())))


# The day on which it happened has more right to a sentence than the day on which somebody said so.
def test_a_sentence_is_told_of_the_day_it_happened() -> None:
    said = "The mayor of Halim said on Friday that the dam above the mills had burst on Tuesday with a bang."
    days = {day.date: day.text for day in timeline({("a", "2024-05-11"): said})}
    assert list(days) == ["2024-05-07"]
    # where nothing else is told of it, the day of saying is kept
    said = "The mayor of Halim said on Friday that the dam above the mills would have to be watched by night."
    assert [day.date for day in timeline({("a", "2024-05-11"): said})] == ["2024-05-10"]


# A lead that names no day is of the day it was printed; the day before does not repeat it.
def test_a_lead_without_a_day_is_told_once() -> None:
    lead = "Ten mills along the river stood under water and the road to the market was closed to lorries."
    assert [day.date for day in timeline({("a", "2024-05-08"): lead})] == ["2024-05-08"]


# Stamps, bylines and datelines name days on which nothing happened.
def test_a_stamp_is_no_news() -> None:
    stamp = "Last modified on Tuesday 07 May 2024 at 03.40 BST by Amira Haddad in Halim"
    assert timeline({("a", "2024-05-08"): stamp}) == []
    dateline = "HALIM, Friday 10 (NCA) - The dam above the mills burst on Tuesday and flooded ten of them."
    assert [day.date for day in timeline({("a", "2024-05-11"): dateline})] == ["2024-05-07"]


# What was said of a day beforehand gives way to what was told of it; the place and day of writing are cut off.
def test_what_was_foretold_gives_way() -> None:
    texts = {
        ("a", "2024-05-06"): "The two sides are to meet on Tuesday in Kessa to talk about the gates of the dam there.",
        ("b", "2024-05-08"): "KESSA, May 8 (Wire) — Nobody in Kessa signed a paper on Tuesday when the two sides met.",
    }
    (day,) = [day for day in timeline(texts) if day.date == "2024-05-07"]
    assert day.text[0] == "Nobody in Kessa signed a paper on Tuesday when the two sides met."


# What somebody says of it gives way to what tells it, though both are of the day.
def test_a_reaction_gives_way_to_what_happened() -> None:
    texts = {("a", "2024-05-08"): f"“{BURST}”", ("b", "2024-05-08"): BURST}
    (day,) = [day for day in timeline(texts) if day.date == "2024-05-07"]
    assert day.text[0] == BURST


# What follows the day of a chronology's entry is of that day, until another day is named.
def test_an_entry_of_a_chronology_goes_on() -> None:
    asked = "Nobody in the mills of Halim was asked for it."
    flooded = "Ten mills of Orlin stood under water by dawn."
    entries = (
        "7 January 1998: The dam of Kessa was begun by the council.", asked,
        "7 May 2024: The dam of Kessa burst at night.", flooded,
        "10 May 2024: The gate of Kessa was mended with wood.",
        "20 May 2024: The council of Kessa stepped down.",
    )  # fmt: skip
    told = {day.date: set(day.text) for day in timeline({("a", "2024-06-30"): "\n".join(entries)})}
    assert told["1998-01-07"] == {"The dam of Kessa was begun by the council.", asked}
    assert told["2024-05-07"] == {flooded}  # what burst is too short by itself


def test_a_heading_gives_way_to_a_sentence() -> None:
    heading = "Dam above the mills of Lower Kessa bursts on Tuesday and floods mills along river"
    (day,) = timeline({("a", "2024-05-14"): heading, ("b", "2024-05-14"): BURST})
    assert day.text[0] == BURST


# A day that a number is compared with, and a feast that is only named, tell nothing of what happened on them.
def test_a_day_told_for_comparison_is_no_day_of_the_sentence() -> None:
    more = "The mayor of Kessa said that 86 more people had died in the flood than on Friday in all the mills."
    feast = "The crowd in the mills of Kessa that was celebrating Halloween was struck by the flood of the river."
    days = timeline({("a", "2024-11-04"): more, ("b", "2024-11-04"): feast})
    assert {day.date for day in days} == {"2024-11-04"}


# An undated report may speak of days to come; what no dated report could look back on is planned.
def test_days_after_the_last_printing_are_planned() -> None:
    plan = "The institutions of the district will be dissolved next Monday, the decree of the council says."
    days = timeline({("a", "2024-05-08"): BURST, ("b", "2024-05-08"): MARKET})
    assert [day.status for day in days] == ["actual", "planned"]
    reports = {("a", "2024-05-08"): BURST}
    undated = timeline(reports | {("b", ""): plan})
    assert [(day.date, day.status) for day in undated] == [("2024-05-07", "actual"), ("2024-05-20", "planned")]
