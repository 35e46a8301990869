"""The counts of a record, quantity by quantity, without holding them.

Which counts are of one quantity is said by a few numbers of each (see matters); the counts themselves are unpacked for
the quantity that is asked for.  Each quantity bears a mark of all that its counts are made from, so that whoever works
something out of one can look up what it was before, and unpacks nothing where nothing has changed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar, overload

import msgspec
import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from dateline.link.accounts import Account
from dateline.link.briefs import Brief
from dateline.link.marks import Marks, Members, marks_of_numbers, put_together, summed
from dateline.link.words import Numbers, Words

T = TypeVar("T", Account, Brief)

BRIEFS = 20_000
"""Counts in brief that stay unpacked: those of one place are of many reports."""

Scope = tuple[str, str, str, str, str]
"""Kind, unit, class of those counted, total or of a period, matter: equal for counts of one quantity."""

_unpack = msgspec.msgpack.Decoder(Account).decode

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountColumns:
    """What is known of all counts, in the order of reports and of their texts; words by numbers that stand for them."""

    words: Words
    marks: Marks
    """Of all that a count is made from in its own report."""
    scope: Numbers
    """A row for each, of the five of a Scope."""
    kind: Numbers
    unit: Numbers
    named: Numbers
    """What the matter is named after: a count, the same for all events of a place."""
    here: Numbers
    """What stands for its place: its name or number, or else what its matter is named after."""
    place: Numbers
    """Where it was, as the record knows, and
    like, the count whose place is meant; -1 for none but its own."""
    like: NDArray[np.int64]
    moved: Flags
    """Whether that is another place than its report says."""
    country: Numbers
    """That of its own place."""
    counted: Flags
    """Whether it is said to be so, and how many, and
    actual, whether it says what it counts as well."""
    actual: Flags


@dataclass(frozen=True, slots=True)
class Quantity:
    """The counts of one quantity."""

    of: "Counts"
    number: int

    def __len__(self) -> int:
        return int(self.of.begins[self.number + 1] - self.of.begins[self.number])

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts by their numbers, in the order of reports and of their texts."""
        return tuple(self.of.order[self.of.begins[self.number] : self.of.begins[self.number + 1]].tolist())

    @property
    def scope(self) -> Scope:
        """That of its counts."""
        return self.of.scope(self.counts[0])

    @property
    def mark(self) -> bytes:
        """Of all that the counts are made from."""
        return bytes(self.of.marks[self.number])

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that count it, each once, sorted."""
        return tuple(dict.fromkeys(self.of.where(k)[0] for k in self.counts))

    def accounts(self) -> list[Account]:
        """The counts."""
        return [self.of[k] for k in self.counts]


class Counts(Sequence[Account]):
    """All counts, sorted by report and place in the text; unpacked as they are asked for."""

    def __init__(
        self,
        told: Mapping[str, tuple[bytes, ...]],
        briefs: Mapping[str, tuple[Brief, ...]],
        sizes: Mapping[str, int],
        columns: CountColumns,
    ) -> None:
        """`told` are the counts of each report as it tells them, packed, `briefs` the same in brief, `sizes` their
        numbers, in the order of reports.
        """
        self._told, self._briefs, self.columns = told, briefs, columns
        self.brief = lru_cache(maxsize=BRIEFS)(self._brief)
        """A count in brief."""
        self.reports = tuple(sizes)
        self.begins_of_reports = np.concatenate([[0], np.cumsum(np.fromiter(sizes.values(), np.int64, len(sizes)))])
        self.report = np.repeat(np.arange(len(self.reports)), np.diff(self.begins_of_reports))
        """Of each count, by its number among `reports`."""
        scopes = put_together(*(marks_of_numbers(part) for part in columns.scope.T))
        like = np.where((columns.like >= 0)[:, None], columns.marks[columns.like], 0) if len(self) else columns.marks
        placed = marks_of_numbers(np.where(columns.moved, columns.place, 0))
        self.marks_of_counts = put_together(columns.marks, scopes, like, placed)
        """Of each count, with what the record adds to it: where its report left open where it was, or says it by
        another name, and the scope."""
        found = Members.equal(scopes[:, 0], scopes[:, 1])
        # quantities of one place stand together: they are counted by the same reports, which are then unpacked once
        found = found.chosen(np.argsort(columns.here[found.first], kind="stable"))
        self.order, self.begins, self.sizes = found.items, found.begins, found.sizes
        """The counts by quantity; where each quantity begins in that order, and how many it has."""
        self.marks = summed(self.marks_of_counts[self.order], self.begins)
        """Of each quantity, of all that its counts are made from."""
        self.actual = np.diff(np.concatenate([[0], np.cumsum(columns.actual[self.order])])[self.begins]) > 0
        """Of each quantity whether somebody says that it is so, of those that say what they count: without that nothing
        is told of it."""

    def told_by(self) -> tuple[Codes, Codes]:
        """(quantity, report): each quantity with the reports that count it, each once, sorted."""
        quantity = np.repeat(np.arange(len(self.sizes)), self.sizes)
        report = self.report[self.order]
        first = np.ones(len(report), np.bool_)
        first[1:] = (quantity[1:] != quantity[:-1]) | (report[1:] != report[:-1])
        return quantity[first], report[first]

    @property
    def quantities(self) -> Iterator[Quantity]:
        """All of them, those of one place together."""
        return (Quantity(self, number) for number in range(len(self.sizes)))

    def scope(self, k: int) -> Scope:
        """That of a count, without unpacking it."""
        sort, unit, who, measure, matter = map(self.columns.words.__getitem__, self.columns.scope[k].tolist())
        return sort, unit, who, measure, matter

    def where(self, k: int) -> tuple[str, int]:
        """The report of a count, and which of its counts it is."""
        here = int(self.report[k])
        return self.reports[here], int(k - self.begins_of_reports[here])

    def __len__(self) -> int:
        return len(self.columns.scope)

    @overload
    def __getitem__(self, k: int) -> Account: ...
    @overload
    def __getitem__(self, k: slice) -> list[Account]: ...
    def __getitem__(self, k: int | slice) -> Account | list[Account]:
        if isinstance(k, slice):
            return [self[one] for one in range(*k.indices(len(self)))]
        return self._known(range(len(self))[k], self._account)

    def _brief(self, k: int) -> Brief:
        return self._known(k, lambda report, which: self._briefs[report][which])

    def _account(self, report: str, which: int) -> Account:
        return _unpack(self._told[report][which])

    def _known(self, k: int, told: Callable[[str, int], T]) -> T:
        """A count, whole or in brief, with what the record adds to it."""
        columns = self.columns
        _, _, who, _, matter = self.scope(k)
        added: dict[str, Any] = {"who": who, "matter": matter}
        if columns.moved[k]:
            added["place"] = columns.words.get(int(columns.place[k]))
        if (like := int(columns.like[k])) >= 0:
            other = told(*self.where(like))
            added |= {"place_name": other.place_name, "region": other.region}
        return structs.replace(told(*self.where(k)), **added)

    def __iter__(self) -> Iterator[Account]:
        return map(self.__getitem__, range(len(self)))
