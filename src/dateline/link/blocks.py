"""Blocks of records: what is made in one go from the same things, under a mark of these.

Of each record only its id, a digest and where it stands are held, in columns that are sorted once: the records of a
build are those of the one before without the blocks of which something has changed, and with what was made in their
place.  The others are neither unpacked nor compared.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.marks import find

AT_HAND = 1000
"""Blocks that stay at hand: who asks for a record asks for another of its block."""
DIGEST = 16
"""Bytes of the digest of a record."""


class Made(NamedTuple):
    """A record that a block makes."""

    id: str
    data: bytes
    """The record, packed."""
    tag: int = 0
    """What kind of record it is, of those that the step makes."""


Make = Callable[[int], Iterable[Made]]
"""Makes the records of a block, told by its number among those that are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The blocks of a step by their keys, and the records in the order of their ids."""

    blocks: NDArray[np.bytes_] = field(default_factory=lambda: np.zeros(0, "S16"))
    """Sorted, also those that make nothing."""
    key: NDArray[np.bytes_] = field(default_factory=lambda: np.zeros(0, "S16"))
    """Of each record that of its block, and
    place, which of the block's records it is."""
    place: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    tag: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    id: NDArray[np.bytes_] = field(default_factory=lambda: np.zeros(0, "S1"))
    digest: NDArray[np.void] = field(default_factory=lambda: np.zeros(0, f"V{DIGEST}"))

    def lacking(self, wanted: NDArray[np.bytes_]) -> NDArray[np.int64]:
        """The numbers of the blocks that are not there."""
        return np.flatnonzero(find(wanted, self.blocks) < 0)

    def brought_up(self, wanted: NDArray[np.bytes_], made: "Index") -> "Index":
        """With other blocks as well, and without those that nobody wants."""
        blocks = np.sort(wanted)
        stay = find(self.key, blocks) >= 0
        at = np.searchsorted(self.id[stay], made.id, side="right")

        def merged(name: str) -> NDArray[Any]:
            old, new = getattr(self, name)[stay], getattr(made, name)
            if old.dtype != new.dtype:  # ids of another length
                kind = np.promote_types(old.dtype, new.dtype)
                old, new = old.astype(kind), new.astype(kind)
            return np.insert(old, at, new) if len(old) else new

        return Index(blocks=blocks, **{one.name: merged(one.name) for one in fields(Index) if one.name != "blocks"})


def indexed(made: Iterable[tuple[bytes, Sequence[Made]]]) -> Index:
    """The index of the records that blocks have made, by the keys of the blocks."""
    keys: list[bytes] = []
    places: list[int] = []
    tags: list[int] = []
    ids: list[bytes] = []
    digests: list[bytes] = []
    for key, records in made:
        for place, one in enumerate(records):
            keys.append(key)
            places.append(place)
            tags.append(one.tag)
            ids.append(one.id.encode())
            digests.append(blake2b(one.data, digest_size=DIGEST).digest())
    order = np.argsort(named := np.array(ids or [b""], "S")[: len(ids)], kind="stable")
    return Index(
        key=np.array(keys, "S16")[order], place=np.array(places, np.int32)[order], tag=np.array(tags, np.int32)[order],
        id=named[order], digest=np.frombuffer(b"".join(digests), f"V{DIGEST}")[order],
    )  # fmt: skip


def joined(parts: Sequence[Index]) -> Index:
    """One index of the records of several; of no blocks."""
    names = [one.name for one in fields(Index) if one.name != "blocks"]
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    order = np.argsort(columns["id"], kind="stable")
    return Index(**{name: column[order] for name, column in columns.items()})


def whole_key(key: bytes) -> bytes:
    """A key out of a column, which leaves out zeros at its end."""
    return key.ljust(16, b"\0")


class Records(Sequence[bytes]):
    """Records of blocks, packed, in the order of their ids."""

    def __init__(self, index: Index, fetch: Callable[[bytes], Sequence[bytes]], which: NDArray[np.int64]) -> None:
        """`fetch` gives the records of a block by its key; `which` are the numbers of these records in the index."""
        self._index, self._which = index, which
        self._fetch = lru_cache(maxsize=AT_HAND)(fetch)

    def __len__(self) -> int:
        return len(self._which)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # nobody asks for several
        at = self._which[number]
        found: bytes = self._fetch(whole_key(self._index.key[at]))[self._index.place[at]]
        return found

    @property
    def keys(self) -> NDArray[np.bytes_]:
        """Of each record the key of its block."""
        return self._index.key[self._which]

    def digests(self) -> Iterator[bytes]:
        """A digest of each (see `kept.digest_of`)."""
        return map(bytes, self._index.digest[self._which])


class Blocks:
    """All records of a step."""

    def __init__(self, index: Index, fetch: Callable[[bytes], Sequence[bytes]]) -> None:
        self.index, self._fetch = index, fetch

    def records(self, *tags: int) -> Records:
        """Those of some tags, or all, in the order of their ids."""
        which = np.isin(self.index.tag, tags) if tags else np.ones(len(self.index.tag), np.bool_)
        return Records(self.index, self._fetch, np.flatnonzero(which))
