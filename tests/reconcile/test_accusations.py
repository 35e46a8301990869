"""Who rejects whose accusation, where the words of the two differ: read by the real reader, sides by their holders."""

from typing import TYPE_CHECKING

import pytest

from dateline.link.entities import link_entities, rename
from dateline.reconcile.accusations import find_mutual_blame, find_rejections
from dateline.reconcile.sayings import find_sayings
from dateline.records import Dispute, Report

if TYPE_CHECKING:
    from dateline.reading import Reader


def disputes(reader: "Reader", texts: list[str]) -> list[Dispute]:
    from dateline.reading import annotate

    reports = [Report(id=f"r{k}", text=text, published="2024-05-06") for k, text in enumerate(texts)]
    read = {report.id: annotate(report, reader) for report in reports}
    named = link_entities(read, [])
    read = {id: rename(found, named) for id, found in read.items()}
    said = find_sayings(reports, read, named.entities)
    return [*find_rejections(said)] or [*find_mutual_blame(said)]


# (reports, holders of the accusation, holders of its rejection)
REJECTED: list[tuple[list[str], list[str], list[str]]] = [
    # the word for the accusation says nothing of it: what was said just before is meant
    (["Norway accused Sweden of shelling the market. Stockholm rejected the accusation."],
     ["government of Norway"], ["government of Sweden"]),
    (["Norway accused Sweden of shelling the market. Two were hurt. Stockholm rejected the accusations as false."],
     ["government of Norway"], ["government of Sweden"]),
    # what is denied is named, and who says so speaks in another report
    (["Norway accused Sweden of looting the villages of Lapland.",
      "Sweden has denied allegations of looting in Lapland."],
     ["government of Norway"], ["government of Sweden"]),
    (["Norway accused Sweden of looting the villages of Lapland.", "Sweden denied looting in Lapland."],
     ["government of Norway"], ["government of Sweden"]),
    # the denial names the accuser, whose own words are not in the pile
    (["Sweden denied allegations of looting made by the Norwegian Prime Minister, Olav Berg."],
     ["Olav Berg"], ["government of Sweden"]),
    # a second denial in the report is of the same thing
    (["Norway accused Sweden of looting the villages of Lapland.",
      "Sweden has denied allegations of looting in Lapland. Eva Lund, a minister, refuted the accusations."],
     ["government of Norway"], ["Eva Lund", "government of Sweden"]),
    # a heading and the sentence below it deny one thing, though the sentence alone names an accuser
    (["Norway accused Sweden of organised looting in Lapland.",
      ("Sweden Denies Organised Looting in Lapland\nSweden has denied allegations of organised looting in the region, "
      "following vehement claims made by the Norwegian Prime Minister, Olav Berg.")],
     ["Olav Berg", "government of Norway"], ["government of Sweden"]),
    # whoever speaks for the accused is named with him, and the two use other forms of one verb
    (["The Norwegian army accused the Lapland Rifles on Monday of killing forty herders near Kiruna.",
      "Eva Lund, an adviser to the commander of the Lapland Rifles, denied that her men had killed herders."],
     ["Norwegian army"], ["Eva Lund"]),
    # who says whose strike it was blames him; who is called so besides does not count
    (["A Swedish air strike killed 50 in a clinic, the health ministry said. Sweden's military denied responsibility."],
     ["health ministry"], ["Sweden's military"]),
    (["Governor Olav Berg said that a Swedish drone had hit the clinic. Stockholm dismissed this as absurd."],
     ["Olav Berg"], ["government of Sweden"]),
    (["Olav Berg accused Sweden of being behind it. Sweden's minister Eva Lund called the claim 'utter nonsense'."],
     ["Olav Berg"], ["Eva Lund"]),
    # "it" is what was called by that name, and denied in another report by the same state
    (["Norway accused Sweden of organised looting in Lapland.", "Sweden denies organised looting.",
      "Olav Berg, a minister, called the raids organised looting. The Swedish foreign ministry denied it."],
     ["Olav Berg", "government of Norway"], ["Swedish foreign ministry", "government of Sweden"]),
    # however far above it stands
    (["Norway accused Sweden of looting the villages of Lapland.",
      "Sweden denies looting in Lapland. It rained. It snowed. Aid came. Eva Lund, a minister, refuted the claims."],
     ["government of Norway"], ["Eva Lund", "government of Sweden"]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "accuse", "reject"), REJECTED)
def test_both_sides_of_an_accusation(reader: "Reader", texts: list[str], accuse: list[str], reject: list[str]) -> None:
    (dispute,) = disputes(reader, texts)
    assert [list(side.holders) for side in dispute.sides] == [accuse, reject]
    assert dispute.type == "responsibility"
    assert all(side.facts and side.says for side in dispute.sides)


# Who denied it and later acknowledges it gives way; somebody else's admission, or an older one, settles nothing.
@pytest.mark.parametrize(
    ("day", "who", "settled"),
    [("2024-05-09", "Sweden", True), ("2024-05-09", "Peru", False), ("2024-05-01", "Sweden", False)],
)
def test_an_admission_settles_it(reader: "Reader", day: str, who: str, settled: bool) -> None:
    from dateline.reading import annotate

    texts = [
        ("2024-05-06", "Norway accused Sweden of starting the fire in Lapland with flares."),
        ("2024-05-07", "Sweden denied that it had started the fire in Lapland."),
        (day, f"{who} acknowledged that its flares had started the fire in Lapland."),
    ]
    reports = [Report(id=f"r{k}", text=text, published=day) for k, (day, text) in enumerate(texts)]
    read = {report.id: annotate(report, reader) for report in reports}
    named = link_entities(read, [])
    read = {id: rename(found, named) for id, found in read.items()}
    (dispute,) = find_rejections(find_sayings(reports, read, named.entities))
    admissions = {statement.id for statement in read["r2"].statements}
    assert (dispute.settled_by in admissions) is settled


# No second side is made up.
ALONE = [
    # who claims it accuses nobody else, nor does who accuses nobody
    ["The Lapland Rifles claimed responsibility for the attack. Sweden denied any involvement."],
    ["Gunmen opened fire at a concert and killed 40 people, the police said. Sweden denied any involvement."],
    # nobody in the pile says it
    ["Sweden has denied allegations of looting in Lapland."],
    ["Sweden rejected the accusations."],
    # an offer is turned down, not an accusation
    ["Norway offered a truce of three days. Stockholm rejected the offer."],
    # too far back
    ["Norway accused Sweden of looting. It rained. It snowed. Aid came. He spoke. Stockholm rejected the claims."],
    # another war
    ["Peru accused Chile of looting the villages of Tacna.", "Sweden has denied allegations of looting in Lapland."],
    # two accusations in one sentence, neither of the denier: which is meant is not said
    ["Norway accused Peru of theft and accused Chile of arson. Stockholm rejected the accusation."],
    # who accuses does not answer himself
    ["Norway accused Sweden of looting. Norway rejected the accusation."],
]  # fmt: skip


@pytest.mark.parametrize("texts", ALONE)
def test_no_second_side(reader: "Reader", texts: list[str]) -> None:
    assert disputes(reader, texts) == []


# The second says whose deed it was in other words, right behind the first.
def test_who_is_accused_names_the_accuser(reader: "Reader") -> None:
    text = "Norway accused Sweden of blowing up the dam. Stockholm said it was Norway that had sabotaged the dam."
    (dispute,) = disputes(reader, [text])
    assert [side.holders for side in dispute.sides] == [("government of Norway",), ("government of Sweden",)]


def test_two_who_blame_each_other(reader: "Reader") -> None:
    texts = [
        "Norway accused Sweden of shelling the market in Oslo.",
        "Sweden accused Norway of shelling the market in Oslo itself.",
    ]
    (dispute,) = disputes(reader, texts)
    assert sorted(side.holders for side in dispute.sides) == [("government of Norway",), ("government of Sweden",)]
