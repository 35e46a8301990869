import tomllib
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from dateline.link.copies import find_copies
from dateline.reading import Reader, annotate
from dateline.reconcile.dating import date_reports, redate
from dateline.records import Annotation, Published, Report

PILES = sorted((Path(__file__).resolve().parent.parent / "gold" / "undated").glob("*.toml"))


def dated(reports: list[Report], reader: Reader) -> tuple[dict[str, Published], dict[str, Annotation]]:
    """The date of every report once the pile is laid side by side, and the annotations it was found from."""
    annotations = {report.id: annotate(report, reader) for report in reports}
    found = date_reports(reports, annotations, find_copies(reports, annotations))
    return {id: found.get(id, annotation.published) for id, annotation in annotations.items()}, annotations


def width(found: Published) -> int | None:
    if not found.earliest or not found.latest:
        return None
    return (date.fromisoformat(found.latest[:10]) - date.fromisoformat(found.earliest[:10])).days + 1


# The piles of tests/gold/undated as a floor. The first result, before their texts were read: 21 of 45 given a date,
# 14 of the 21 right, all 8 abstentions right.
def test_gold_piles(reader: Reader) -> None:
    right, widths, datable, abstained, empty = 0, [], 0, 0, 0
    for file in PILES:
        pile = tomllib.loads(file.read_text("utf-8"))
        kept = ("id", "text", "published", "publisher", "url", "title")
        reports = [Report(**{key: row[key] for key in kept if key in row}) for row in pile["reports"]]
        found, _ = dated(reports, reader)
        for row in pile["reports"]:
            if "gold" not in row:
                continue
            days = width(found[row["id"]])
            if row["gold"] == "abstain":
                empty += 1
                abstained += days is None or days > 31
                continue
            datable += 1
            if days is not None and days <= 31:
                widths.append(days)
                answer = found[row["id"]]
                right += str(answer.earliest) <= row["gold"] <= str(answer.latest)
    assert datable and empty, "the gold piles are gone"
    assert len(widths) / datable >= 0.65
    assert right / len(widths) >= 0.9
    assert median(widths) <= 3
    assert abstained == empty


QUAKE = Report(
    id="dated",
    published="2024-03-05",
    text="A landslide buried the village of Orlin on Monday night, the mayor said. Sixty people are missing.",
)


# What an undated report says of an event that a dated one puts on Monday, 4 March 2024.
@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        (
            "The landslide that buried the village of Orlin last night took the school with it.",
            "2024-03-05",
            "2024-03-05",
        ),
        ("The day after the landslide in Orlin, rescuers found a boy alive.", "2024-03-05", "2024-03-05"),
        (
            "Monday's landslide in Orlin came without a warning, the mayor said on Wednesday.",
            "2024-03-06",
            "2024-03-08",
        ),
        (
            "On the eve of the first anniversary of the landslide in Orlin the trial was put off.",
            "2025-03-03",
            "2025-03-03",
        ),
        # a dateline or stamp without a year has that of the report that is like it, where this is of those days
        ("ORLIN, March 7 (EX) - A boy was found alive under the landslide.", "2024-03-07", "2024-03-07"),
        ("Thursday, March 7\nA boy was found alive under the landslide in Orlin.", "2024-03-07", "2024-03-07"),
        ("ORLIN, June 7 (EX) - A boy was found alive under the landslide.", None, None),
        # another place, another event, or no time at all: nothing
        ("The landslide that buried the village of Tarsk last night took the school with it.", None, None),
        ("The concert in Orlin last night was sold out.", None, None),
        ("Orlin has two churches and a dairy.", None, None),
    ],
)
def test_one_neighbour(text: str, earliest: str | None, latest: str | None, reader: Reader) -> None:
    found, _ = dated([QUAKE, Report(id="undated", text=text)], reader)
    answer = found["undated"]
    assert (answer.earliest, answer.latest, answer.explicit) == (earliest, latest, False), answer.reasons
    if earliest:
        assert any(reason.source == "record" and "dated" in reason.says for reason in answer.reasons)


# Numbered days need one report that says which day was which.
def test_numbered_days(reader: Reader) -> None:
    reports = [
        Report(id="a", published="2024-03-04", text="Day 9 of the blockade of Sabin. Two buses were turned back."),
        Report(id="b", text="On the fifteenth day of the blockade of Sabin the hospital closed."),
    ]
    found, _ = dated(reports, reader)
    assert (found["b"].earliest, found["b"].latest) == ("2024-03-10", "2024-03-10")


# A derived date is never evidence: b hangs on a, and c, which shares words with b alone, stays undated.
def test_no_circles(reader: Reader) -> None:
    reports = [
        QUAKE,
        Report(
            id="b",
            text="The landslide buried the village of Orlin last night. A crane driver called Petar Runic fell ill.",
        ),
        Report(id="c", text="Yesterday the crane driver Petar Runic fell ill in Orlin, his sister said."),
    ]
    found, _ = dated(reports, reader)
    assert found["b"].best == "2024-03-05"
    assert found["c"].earliest is None


# The same pile in another order is dated the same, and a stated date is never touched.
def test_order_does_not_matter(reader: Reader) -> None:
    reports = [QUAKE, Report(id="undated", text="The day after the landslide in Orlin, rescuers found a boy alive.")]
    assert dated(reports, reader)[0] == dated(reports[::-1], reader)[0]
    assert dated(reports, reader)[0]["dated"].explicit


# Two reports that cannot both be right: the one that gives way is named.
def test_what_gives_way_is_named(reader: Reader) -> None:
    reports = [
        QUAKE,
        Report(
            id="again",
            published="2024-03-08",
            text="The governor walked through the ruins of Orlin on Thursday and promised new houses.",
        ),
        Report(
            id="undated",
            text="Two days after the landslide in Orlin the governor walked through the ruins on Thursday.",
        ),
    ]
    found, _ = dated(reports, reader)
    assert found["undated"].earliest == "2024-03-07"
    assert any(reason.says.startswith("dropped: 'Two days after") for reason in found["undated"].reasons)


# Once the date is known, the times of the report are resolved again without its parse.
def test_times_follow(reader: Reader) -> None:
    report = Report(id="undated", text="The day after the landslide in Orlin, rescuers will meet tomorrow.")
    found, annotations = dated([QUAKE, report], reader)
    again = redate(annotations["undated"], found["undated"])
    assert [time.value for time in again.times if time.offset == "+1D"] == ["2024-03-06"]


# A count that had no as-of because its report had no date gets the report's; one that was told before is no later.
@pytest.mark.parametrize(("cue", "earliest"), [("said", "2024-03-05"), ("had said", None)])
def test_counts_follow(cue: str, earliest: str | None, reader: Reader) -> None:
    text = f"The landslide that buried the village of Orlin last night took the school. The mayor {cue} 60 people died."
    found, annotations = dated([QUAKE, Report(id="undated", text=text)], reader)
    (figure,) = redate(annotations["undated"], found["undated"]).figures
    assert (figure.as_of.earliest, figure.as_of.latest) == (earliest, "2024-03-05")


# A count keeps the day that its sentence names, and gets its date with that of the report.
@pytest.mark.parametrize(
    ("told", "basis"),
    [("The mayor said on Monday that 60 people had died.", "statement"), ("On Monday 60 people fled.", "sentence")],
)
def test_a_count_is_dated_by_the_day_that_its_sentence_names(told: str, basis: str, reader: Reader) -> None:
    text = f"The landslide that buried the village of Orlin last night took the school. {told}"
    found, annotations = dated([QUAKE, Report(id="undated", text=text)], reader)
    (before,) = annotations["undated"].figures
    (after,) = redate(annotations["undated"], found["undated"]).figures
    assert (before.as_of.best, before.as_of.basis) == (None, basis)
    assert (after.as_of.best, after.as_of.basis) == ("2024-03-04", basis)
