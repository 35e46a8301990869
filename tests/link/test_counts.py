"""Counts by quantity: the same as all of them in a row, and a mark that moves with what a quantity is made from."""

from dateline.link.counts import Counts
from dateline.link.matters import find_accounts
from dateline.records import Annotation, AsOf, Entity, Figure, Published, Report

DERNA = Entity(id="e-derna", name="Derna", kind="place", geonames=87205, country="LY", precision="exact")
KAPAN = Entity(id="e-kapan", name="Kapan", kind="place", geonames=174895, country="AM", precision="exact")


Told = dict[str, list[tuple[int, str, Entity | None]]]
"""The counts of each report: number, counted, place."""


def told(texts: Told) -> Counts:
    reports, annotations = [], {}
    for id, numbers in texts.items():
        text = " ".join(f"In all {number} died." for number, _, _ in numbers)
        reports.append(Report(id=id, text=text))
        figures = tuple(
            Figure(
                id=f"f-{id}-{k}", start=(at := text.index(str(number))), end=at + len(str(number)), low=number,
                high=number, modifier="exact", kind="killed", label="killed", counted=counted, unit="people",
                status="actual", as_of=AsOf(), place=place.name if place else None,
                place_entity=place.id if place else None,
            )
            for k, (number, counted, place) in enumerate(numbers)
        )  # fmt: skip
        annotations[id] = Annotation(id=id, published=Published(), sentences=((0, len(text)),), figures=figures)
    return find_accounts(reports, annotations, [DERNA, KAPAN])


PILE: Told = {
    "b": [(31, "people", DERNA), (7, "soldiers", DERNA)],
    "a": [(40, "people", DERNA), (12, "people", KAPAN)],
    "c": [],
    "d": [(53, "people", DERNA)],
}


# Every count stands in one quantity, under the scope of that, and reports stand in their order.
def test_a_quantity_has_its_counts() -> None:
    counts = told(PILE)
    assert [account.report for account in counts] == ["a", "a", "b", "b", "d"] and len(counts) == 5
    assert [counts[k] for k in range(-5, 0)] == counts[:] == list(counts)
    found = {tuple(one.figure.id for one in quantity.accounts()): quantity for quantity in counts.quantities}
    assert sorted(found) == [("f-a-0", "f-b-0", "f-d-0"), ("f-a-1",), ("f-b-1",)]
    assert found["f-a-0", "f-b-0", "f-d-0"].reports == ("a", "b", "d")
    assert all(one.scope == quantity.scope for quantity in found.values() for one in quantity.accounts())
    assert [len(quantity) for quantity in found.values()] == counts.sizes.tolist()


# What changes in one quantity is seen in its mark, and in that of no other.
def test_a_mark_says_what_a_quantity_is_made_from() -> None:
    before = {quantity.scope: quantity.mark for quantity in told(PILE).quantities}
    after = {quantity.scope: quantity.mark for quantity in told(PILE | {"d": [(54, "people", DERNA)]}).quantities}
    assert before.keys() == after.keys() and sum(before[name] != after[name] for name in before) == 1
    assert before == {quantity.scope: quantity.mark for quantity in told(dict(reversed(PILE.items()))).quantities}


# Where a count was may be said by another report: then what that one says belongs to what it is made from.
def test_a_place_that_another_report_names() -> None:
    placed = told({"a": [(11300, "people", None), (5, "people", KAPAN)], "b": [(11300, "people", DERNA)]})
    assert [account.place_name for account in placed if account.figure.low == 11300] == ["Derna", "Derna"]
    assert placed[0].region == DERNA
