"""The counts of a record, quantity by quantity, without holding them.

Which counts are of one quantity is said by a small row of each (see matters); the counts themselves are unpacked for
the quantity that is asked for.  Each quantity bears a digest of all that its counts are made from, so that whoever
works something out of one can look up what it was before, and unpacks nothing where nothing has changed.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, overload

import msgspec

from dateline.link.accounts import Account
from dateline.link.briefs import Brief
from dateline.link.kept import key_of

BRIEFS = 20_000
"""Counts in brief that stay unpacked: those of one place are of many reports."""

Scope = tuple[str, str, str, str, str]
"""Kind, unit, class of those counted, total or of a period, matter: equal for counts of one quantity."""


class Placed(NamedTuple):
    """What the record adds to a count: where its report left open where it was, or says it by another name."""

    place: str | None
    like: int | None
    """The count whose place is meant, if another's is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The counts of one quantity."""

    scope: Scope
    name: str
    """No other quantity has it; those of one place stand together in the order of names, for they are counted by the
    same reports, which are then unpacked once.
    """
    digest: bytes
    """Of all that the counts are made from."""
    actual: bool
    """Whether somebody says that it is so, of those that say what they count: without that nothing is told of it."""
    at: range
    of: "Counts"

    def __len__(self) -> int:
        return len(self.at)

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts by their numbers, in the order of reports and of their texts."""
        return tuple(self.of.order[self.at.start : self.at.stop])

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that count it, each once, sorted."""
        if len(self.at) == 1:
            return (self.of.where(self.of.order[self.at.start])[0],)
        return tuple(dict.fromkeys(self.of.where(k)[0] for k in self.counts))

    def accounts(self) -> list[Account]:
        """The counts."""
        return [self.of[k] for k in self.counts]


class Counts(Sequence[Account]):
    """All counts, sorted by report and place in the text; unpacked as they are asked for."""

    def __init__(
        self,
        told: Mapping[str, tuple[Account, ...]],
        briefs: Mapping[str, tuple[Brief, ...]],
        sizes: Mapping[str, int],
        digests: Sequence[bytes],
        actual: Sequence[bool],
        scopes: Sequence[Scope],
        placed: Mapping[int, Placed],
        *,
        counted: Sequence[bool],
        places: Sequence[tuple[str, str | None]],
    ) -> None:
        """`told` are the counts of each report as it tells them, `briefs` the same in brief, `sizes` their numbers, in
        the order of reports; of each count in that order: a digest, whether it is said to be so, its scope, and where
        it was, if its report does not say so; whether it is said to be so, whatever it counts; what stands for its
        place, and the country of that.
        """
        self.brief = lru_cache(maxsize=BRIEFS)(self._brief)
        """A count in brief."""
        self._told, self._briefs, self._placed = told, briefs, dict(placed)
        self._digests = list(digests)
        for k in self._placed:
            self._digests[k] = self._made_from(k, digests)
        self._countries = [country for _, country in places]
        self.counted = counted
        """For each count whether it is said to be so, and how many."""
        self._reports, self._begins = [], array("Q")
        size = 0
        for report, here in sizes.items():
            if here:
                self._reports.append(report)
                self._begins.append(size)
                size += here
        members: dict[Scope, list[int]] = {}
        for k, scope in enumerate(scopes):
            members.setdefault(scope, []).append(k)
        self.order = array("Q")
        self._scope = array("Q", bytes(8 * size))
        self._keys: list[bytes] = []
        self.quantities: list[Quantity] = []
        """Sorted by name."""
        for number, (scope, mine) in enumerate(members.items()):
            begin = len(self.order)
            self.order.extend(mine)
            key = key_of(*(part.encode("utf-8", "surrogatepass") for part in scope))
            self._keys.append(key)
            for k in mine:
                self._scope[k] = number
            self.quantities.append(
                Quantity(
                    scope=scope, name=_name(places[mine[0]][0], key), digest=self.digest(mine),
                    actual=any(actual[k] for k in mine), at=range(begin, len(self.order)), of=self,
                )
            )  # fmt: skip
        self._scopes = [quantity.scope for quantity in self.quantities]
        self.quantities.sort(key=lambda quantity: quantity.name)

    def _made_from(self, k: int, digests: Sequence[bytes]) -> bytes:
        moved = self._placed[k]
        like = digests[moved.like] if moved.like is not None else b""
        return key_of(digests[k], (moved.place or "").encode("utf-8", "surrogatepass"), like)

    def digest(self, some: Sequence[int]) -> bytes:
        """Of all that these counts are made from."""
        keys, scope, digests = self._keys, self._scope, self._digests
        return key_of(b"".join([keys[scope[k]] for k in some]), b"".join([digests[k] for k in some]))

    def of_reports(self) -> Iterator[tuple[str, range]]:
        """Each report that counts anything, with its counts."""
        ends = (*self._begins[1:], len(self))
        return zip(self._reports, map(range, self._begins, ends), strict=True)

    def scope(self, k: int) -> Scope:
        """That of a count, without unpacking it."""
        return self._scopes[self._scope[k]]

    def country(self, k: int) -> str | None:
        """Where a count was, as far as that is known."""
        like = self._placed[k].like if k in self._placed else None
        return self._countries[k if like is None else like]

    def where(self, k: int) -> tuple[str, int]:
        """The report of a count, and which of its counts it is."""
        here = bisect_right(self._begins, k) - 1
        return self._reports[here], k - self._begins[here]

    def __len__(self) -> int:
        return len(self._scope)

    @overload
    def __getitem__(self, k: int) -> Account: ...
    @overload
    def __getitem__(self, k: slice) -> list[Account]: ...
    def __getitem__(self, k: int | slice) -> Account | list[Account]:
        if isinstance(k, slice):
            return [self[one] for one in range(*k.indices(len(self)))]
        k = range(len(self))[k]
        report, which = self.where(k)
        return self._account(k, self._told[report][which])

    def _account(self, k: int, account: Account) -> Account:
        _, _, who, _, matter = self._scopes[self._scope[k]]
        place, like = self._placed.get(k, (account.place, None))
        if like is None:
            return msgspec.structs.replace(account, place=place, who=who, matter=matter)
        report, which = self.where(like)
        other = self._told[report][which]
        return msgspec.structs.replace(
            account, place=place, place_name=other.place_name, region=other.region, who=who, matter=matter
        )

    def _brief(self, k: int) -> Brief:
        report, which = self.where(k)
        found = self._briefs[report][which]
        _, _, who, _, matter = self.scope(k)
        place, like = self._placed.get(k, (found.place, None))
        if like is None:
            return msgspec.structs.replace(found, place=place, who=who, matter=matter)
        report, which = self.where(like)
        other = self._briefs[report][which]
        return msgspec.structs.replace(
            found, place=place, place_name=other.place_name, region=other.region, who=who, matter=matter
        )

    def __iter__(self) -> Iterator[Account]:
        told = chain.from_iterable(self._told[report] for report in self._reports)
        return (self._account(k, account) for k, account in enumerate(told))


def _name(place: str, key: bytes) -> str:
    return _of_place(place) + key.hex()


@lru_cache(maxsize=10_000)
def _of_place(place: str) -> str:
    return key_of(place.encode("utf-8", "surrogatepass"))[:6].hex()
