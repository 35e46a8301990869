"""Piles made to cost much or to mislead: a thousand identical reports, one that quotes all, credits in a circle."""

from typing import Any

from dateline.link.claims import find_claims
from dateline.link.copies import find_copies, find_origins
from dateline.reconcile.courses import find_courses
from dateline.reconcile.disputes import find_disputes
from dateline.reconcile.support import add_support
from dateline.records import Claim

FLOOD = "The flood in the Libyan city of Derna killed 11,300 people, the mayor said; divers search the harbour basin."


def claims(pile: Any) -> list[Claim]:
    accounts, shared = pile.accounts, find_copies(pile.reports, pile.annotations)
    origins = find_origins(pile.reports, shared)
    found = find_claims(accounts, pile.reports, pile.annotations, origins, shared)
    return list(add_support(found, accounts, pile.reports, pile.annotations, shared).claims)


# A thousand times the same text is one origin of one giver, one course without a step, and no dispute.
def test_a_thousand_identical_reports(pile: Any) -> None:
    for k in range(1000):
        pile.tell(f"r{k:04}", "2023-09-16", FLOOD, 11300, "mayor", publisher=f"Paper {k}")
    (claim,) = claims(pile)
    assert (len(claim.reports), len(claim.origins), claim.givers) == (1000, 1, ("mayor",))
    assert any(warning.startswith("single giver: 1000 reports") for warning in claim.warnings)
    accounts = pile.accounts
    courses = find_courses(accounts, find_copies(pile.reports, pile.annotations))
    (series,) = courses.series
    assert {point.step for point in series.points} == {"first", "repeat"}
    assert find_disputes(courses.disputes, pile.reports, pile.annotations, [], pile.of_several([claim])) == []


# A press review holds the sentences of all others: it is no second source for any, and makes no two of them one text.
def test_one_report_that_quotes_all_others(pile: Any) -> None:
    towns = ["Halim", "Corvan", "Banda", "Ituma", "Veska", "Lusano", "Kasra", "Orlo"]
    texts = [
        f"Fire broke out in the old market of {town} after midnight and killed {40 + 3 * k} traders who slept there."
        for k, town in enumerate(towns)
    ]
    for k, text in enumerate(texts):
        pile.tell(f"r{k}", "2024-05-06", text, 40 + 3 * k, "fire chief", place=None)
    review = "\n".join(texts)
    for k in range(len(texts)):
        pile.tell("review", "2024-05-07", review, 40 + 3 * k, "fire chief", place=None)
    found = claims(pile)
    assert sorted(claim.low or 0 for claim in found) == [40 + 3 * k for k in range(len(texts))]
    assert {len(claim.origins) for claim in found} == {1}
    shared = find_copies(pile.reports, pile.annotations)
    assert [copy for copy in shared if "review" not in (copy.a, copy.b)] == []


# Two papers that credit each other are one origin, and the record says so.
def test_credits_in_a_circle(pile: Any) -> None:
    pile.tell("a", "2024-05-06", "Wells in Derna killed 31, the Courier reports.", 31, "Courier", publisher="Mirror")
    pile.tell("b", "2024-05-06", "In Derna 31 died of bad water, says the Mirror.", 31, "Mirror", publisher="Courier")
    (claim,) = claims(pile)
    assert len(claim.origins) == 1
    assert any(warning.startswith("circular credits: a and b") for warning in claim.warnings)
