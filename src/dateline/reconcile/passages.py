"""Which figures stand in a passage that two reports share: there nobody counted anything anew."""

from dateline.link.accounts import Account
from dateline.link.copied import Copies
from dateline.records import Spans


class Passages:
    """The passages that two reports share."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies

    def has(self, account: Account, other: Account) -> bool:
        """Whether a figure stands in a passage that its report shares with the other's."""
        spans, _ = self._between(account.report, other.report)
        return any(start <= account.figure.start < end for start, end in spans)

    def at_one_place(self, a: Account, b: Account) -> bool:
        """Whether both figures stand in one passage that their reports share."""
        pairs = zip(*self._between(a.report, b.report), strict=True)
        return any(s <= a.figure.start < e and t <= b.figure.start < u for (s, e), (t, u) in pairs)

    def _between(self, one: str, other: str) -> tuple[Spans, Spans]:
        copy = self._copies.between(one, other)
        if copy is None:
            return (), ()
        return (copy.a_spans, copy.b_spans) if copy.a == one else (copy.b_spans, copy.a_spans)
