import itertools
from collections.abc import Sequence

import numpy as np
import pytest

from dateline.link.placed import Row, columns_of_rows
from dateline.link.within import gather
from dateline.link.words import Words

INDIA, STATE, TOWN = "india", "odisha", "balasore"


def row(at: str, count: float, day: int, *, giver: str = "", cause: str = "accident", inferred: bool = False) -> Row:
    return Row(
        figure=f"{at} {count} {day} {giver}", digest=bytes(16), kind="killed", sort="killed", unit="people",
        measure="stock", number=count, giver=giver or None, who="", own="", place=at, named=None, cause=cause,
        likely=(), day=None, stood=f"2023-06-{day:02}", latest=None, inferred=inferred, wide=False, found=False,
        earlier=False, bare=True, actual=True, country="IN", whole=at == INDIA,
    )  # fmt: skip


def places(reports: Sequence[Sequence[Row]]) -> list[list[str]]:
    """Where the counts of each report are."""
    columns = columns_of_rows([count for report in reports for count in report])
    words, report = Words([columns]), np.repeat(np.arange(len(reports)), [len(report) for report in reports])
    place, like = gather(columns, report, columns["place"], np.full(len(report), -1), words)
    names = [words.get(int(number)) or "" for number in place]
    assert all(names[k] == names[other] for k, other in enumerate(like.tolist()) if other >= 0)
    return [[name for name, of in zip(names, report, strict=True) if of == k] for k in range(len(reports))]


# (reports of counts, where they are in the record)
@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        # one odd number of both within days: what else the country counts in those weeks is of the same place
        (
            [[row(INDIA, 288, 3)], [row(STATE, 288, 3)], [row(INDIA, 275, 5)], [row(STATE, 290, 6)]],
            [[STATE], [STATE], [STATE], [STATE]],
        ),
        # a round number proves nothing, nor does one of another month
        ([[row(INDIA, 300, 3)], [row(STATE, 300, 3)]], [[INDIA], [STATE]]),
        ([[row(INDIA, 288, 3)], [row(STATE, 288, 20)]], [[INDIA], [STATE]]),
        # who has fewer dead in the state than in the country means more than the state
        (
            [[row(INDIA, 288, 3)], [row(STATE, 288, 3)], [row(INDIA, 412, 5), row(STATE, 290, 5)]],
            [[INDIA], [STATE], [INDIA, STATE]],
        ),
        # more dead in it than in the country: an older number of the country's
        (
            [[row(INDIA, 288, 3)], [row(STATE, 288, 3)], [row(INDIA, 233, 3), row(STATE, 288, 3)]],
            [[STATE], [STATE], [STATE, STATE]],
        ),
        # so does a giver, in two reports of one day
        (
            [[row(at, 288, 3)] for at in (INDIA, STATE)]
            + [[row(at, count, 5, giver="UN")] for at, count in ((INDIA, 412), (STATE, 290))],
            [[INDIA], [STATE], [INDIA], [STATE]],
        ),
        # the dead of a heat wave, and of another year's crash, stay where they are
        (
            [[row(INDIA, 288, 3)], [row(STATE, 288, 3)], [row(INDIA, 61, 4, cause="heat")]],
            [[STATE], [STATE], [INDIA]],
        ),
        # of two smaller places the one that is told of more often
        ([[row(TOWN, 288, 3)], [row(STATE, 288, 3)], [row(STATE, 290, 4)]], [[STATE], [STATE], [STATE]]),
        # two guesses prove nothing, a guess beside what is said does
        ([[row(INDIA, 288, 3, inferred=True)], [row(STATE, 288, 3, inferred=True)]], [[INDIA], [STATE]]),
        ([[row(INDIA, 288, 3, inferred=True)], [row(STATE, 288, 3)]], [[STATE], [STATE]]),
    ],
)
def test_places_inside_places(reports: list[list[Row]], expected: list[list[str]]) -> None:
    assert places(reports) == expected


# The order of reports decides nothing.
def test_in_any_order() -> None:
    reports = [[row(INDIA, 288, 3)], [row(STATE, 288, 3)], [row(TOWN, 288, 4)], [row(TOWN, 275, 5)]]
    for order in itertools.permutations(range(4)):
        assert places([reports[k] for k in order]) == [[TOWN]] * 4
