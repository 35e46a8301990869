"""Which figures stand in a passage that two reports share: there nobody counted anything anew."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.link.accounts import Account
from dateline.link.kept import key_of, packed
from dateline.records import Copy, Spans


class Passages:
    """The passages that two reports share."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        self._shared: dict[tuple[str, str], tuple[Spans, Spans]] = {}
        made_from: dict[str, list[bytes]] = defaultdict(list)
        for copy in copies:
            self._shared[copy.a, copy.b] = copy.a_spans, copy.b_spans
            told = packed((copy.a, copy.b, copy.a_spans, copy.b_spans))
            made_from[copy.a].append(told)
            made_from[copy.b].append(told)
        self._digests = {report: key_of(*sorted(told)) for report, told in made_from.items()}

    def key(self, reports: Iterable[str]) -> bytes:
        """Names all that these reports share with any other."""
        return key_of(*(self._digests.get(report, b"") for report in reports))

    def has(self, account: Account, other: Account) -> bool:
        """Whether a figure stands in a passage that its report shares with the other's."""
        spans, _ = self._between(account.report, other.report)
        return any(start <= account.figure.start < end for start, end in spans)

    def at_one_place(self, a: Account, b: Account) -> bool:
        """Whether both figures stand in one passage that their reports share."""
        pairs = zip(*self._between(a.report, b.report), strict=True)
        return any(s <= a.figure.start < e and t <= b.figure.start < u for (s, e), (t, u) in pairs)

    def _between(self, one: str, other: str) -> tuple[Spans, Spans]:
        if (found := self._shared.get((one, other))) is not None:
            return found
        theirs, mine = self._shared.get((other, one), ((), ()))
        return mine, theirs
