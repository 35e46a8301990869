"""What was worked out before: results under what they were made from, so that a few more reports cost what the few do.

A step has a part that looks at one report, or at one pair, and a part that looks at all of them.  The first goes
through here.  Its result is taken from an earlier build where the key is the same, and a key names all that a result is
made from; when the code changes, everything is forgotten.  So what is kept can save work, and never change a result.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from hashlib import blake2b
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec
from numpy.typing import NDArray

from dateline.link.blocks import DIGEST, Blocks, Index, Make, Records, indexed
from dateline.link.marks import Marks, keys_of, marks_of

T = TypeVar("T")

AT_HAND = 512
"""Results that stay unpacked: most steps ask for neighbours again soon."""

Columns = Mapping[str, NDArray[Any]]
"""Columns of numbers by name; none at all where nothing is known."""

Rows = MutableMapping[str | bytes, bytes]
"""What is kept by names, on the disk."""

Wanted = tuple[str, bytes, Callable[[], T]]
"""Name and key of a result, and how to make it."""


Pair = tuple[str, str]
Beside = tuple[str, bytes, Mapping[str, bytes]]
"""A name, its key, and others with their keys: a result for each pair is made from the keys of both."""
OfPairs = tuple[str, Mapping[str, bytes], tuple[bytes, ...]]
"""A name, its others with their keys, and what comes of it with each, in their order."""
MakePairs = Callable[[Sequence[Pair]], Iterable[tuple[Pair, bytes]]]
"""Makes the results of pairs, packed, in whatever order suits it."""

Ask = Callable[[str, Callable[[], T]], T]
"""Gives the result of a name, which `make` would make."""


class Shelf(Sequence[T]):
    """Records that stay packed: each is unpacked as it is asked for."""

    def __init__(self, kind: type[T], packed: Sequence[bytes]) -> None:
        """`packed` are records as `packed` below packs them."""
        self.packed = packed
        self._unpack = msgspec.msgpack.Decoder(kind).decode

    def digests(self) -> Iterator[bytes]:
        """A digest of each record, for whoever compares them with others; of records in blocks it is held."""
        return self.packed.digests() if isinstance(self.packed, Records) else map(digest_of, self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __getitem__(self, number: int) -> T:  # type: ignore[override]  # nobody asks for several
        return self._unpack(self.packed[number])


class Part(NamedTuple, Generic[T]):
    """What a step works out of one report alone: its kind of result, and how it is made of the report with an id."""

    step: str
    kind: type[T]
    make: Callable[[str], T]


class Kept(Protocol):
    """A store of results.  `step` names the kind of result and the rule that it is made by."""

    def of(self, report: str) -> bytes:
        """A digest of all that is known of a report: its text, what its file says of it, what was read in it."""
        ...

    def known(self, reports: Sequence[str]) -> Marks:
        """A mark of each of these reports and of all that is known of it; no other report has it."""
        ...

    def each(self, step: str, kind: type[T], wanted: Iterable[Wanted[T]]) -> Iterator[tuple[str, T]]:
        """(name, result) of each, in the order of `wanted`, which is that of their names: as it was made before from
        the same key, else as it is `ready`, else made now and kept.  What is no longer wanted is forgotten.
        """
        ...

    def of_pairs(self, step: str, wanted: Iterable[Beside], make: MakePairs) -> Iterator[OfPairs]:
        """Of each name what comes of it with its others: a row a name, where one a pair would take as long to look up
        as to make.  `make` gets those of several names at once that were not made before from the same keys.  What is
        kept of other names stays as it is.
        """
        ...

    def pairs(self, step: str, names: Collection[str]) -> Callable[[str], tuple[bytes, ...]]:
        """Gives what is kept of any of these names; what is kept of others is forgotten."""
        ...

    def blocks(self, step: str, wanted: Marks, make: Make) -> Blocks:
        """The records of all blocks that are wanted, told by the marks of all that each is made from, no two of which
        are the same.  `make` gets those that were not there before; nothing is done about the others.
        """
        ...

    def together(
        self, step: str, kind: type[T], keys: Mapping[str, bytes], make: Callable[[Mapping[str, T]], Mapping[str, T]]
    ) -> Mapping[str, T]:
        """The results of all names, which are made in one go.  `make` gets those of before: none where a name of then
        is gone or has another key.
        """
        ...

    def columns(self, step: str, make: Callable[[Columns], Columns]) -> Columns:
        """Columns that are made in one go out of those of before, which say themselves what they were made from: for
        what is small and of everything, so that a row of its own for each would take longer than all the rest.
        """
        ...

    def rows(self, step: str) -> Rows:
        """What a step keeps by names and looks after itself: nothing is read that is not asked for."""
        ...

    def ready(self, step: str) -> Callable[[str], bytes | None]:
        """Gives what was made of a report as it was read, packed; None of one that was read in an earlier build."""
        ...

    def at_once(self) -> AbstractContextManager[None]:
        """All that is kept inside is there when the build goes on, or nothing of it."""
        ...

    def aside(self, step: str, kind: type[T], names: Iterable[str], make: Callable[[str], T]) -> Mapping[str, T]:
        """Results made as they are asked for, if they are not `ready`, and put aside until the build ends: no more than
        a few are in memory.
        """
        ...

    def at_hand(self, part: Part[T], reports: Iterable[str], *, most: int = AT_HAND) -> Mapping[str, T]:
        """The results of a part, by report, unpacked as they are asked for; no more than the `most` that were asked for
        last are in memory.
        """
        ...

    def asked(self, step: str, kind: type[T]) -> AbstractContextManager[Ask[T]]:
        """Results that are made as they are asked for, by names that say all that they are made from.  Those that
        nobody has asked for in the end are forgotten.
        """
        ...


class Afresh:
    """Nothing is kept for another build."""

    def __init__(self) -> None:
        self._of_pairs: dict[tuple[str, str], tuple[bytes, ...]] = {}
        self._parts: dict[Part[Any], dict[str, Any]] = {}

    def of(self, report: str) -> bytes:
        """As if nothing but its name were known of it."""
        return key_of(report.encode("utf-8", "surrogatepass"))

    def known(self, reports: Sequence[str]) -> Marks:
        """The same."""
        return marks_of(map(self.of, reports))

    def each(self, step: str, kind: type[T], wanted: Iterable[Wanted[T]]) -> Iterator[tuple[str, T]]:
        """Everything made anew."""
        return ((name, make()) for name, _, make in wanted)

    def of_pairs(self, step: str, wanted: Iterable[Beside], make: MakePairs) -> Iterator[OfPairs]:
        """Everything made anew."""
        every = list(wanted)
        made = dict(make([(name, other) for name, _, others in every for other in others]))
        for name, _, others in every:
            self._of_pairs[step, name] = tuple(made[name, other] for other in others)
            yield name, others, self._of_pairs[step, name]

    def pairs(self, step: str, names: Collection[str]) -> Callable[[str], tuple[bytes, ...]]:
        """All in memory."""
        return lambda name: self._of_pairs[step, name]

    def blocks(self, step: str, wanted: Marks, make: Make) -> Blocks:
        """All made anew, and in memory."""
        made = {key: list(make(number)) for number, key in enumerate(map(bytes, wanted.astype("<u8")))}
        index = Index().brought_up(keys_of(wanted), indexed(made.items()))
        return Blocks(index, lambda key: [one.data for one in made[key]])

    def together(
        self, step: str, kind: type[T], keys: Mapping[str, bytes], make: Callable[[Mapping[str, T]], Mapping[str, T]]
    ) -> Mapping[str, T]:
        """Made without anything of before."""
        return make({})

    def columns(self, step: str, make: Callable[[Columns], Columns]) -> Columns:
        """Made without anything of before."""
        return make({})

    def rows(self, step: str) -> Rows:
        """All in memory."""
        return {}

    def ready(self, step: str) -> Callable[[str], bytes | None]:
        """Nothing was made."""
        return lambda _: None

    def at_once(self) -> AbstractContextManager[None]:
        """Nothing stays anyhow."""
        return nullcontext()

    def aside(self, step: str, kind: type[T], names: Iterable[str], make: Callable[[str], T]) -> Mapping[str, T]:
        """All in memory."""
        return {name: make(name) for name in names}

    def at_hand(self, part: Part[T], reports: Iterable[str], *, most: int = AT_HAND) -> Mapping[str, T]:
        """All in memory, made once."""
        held: dict[str, T] = self._parts.setdefault(part, {})
        held.update((id, part.make(id)) for id in reports if id not in held)
        return held

    def asked(self, step: str, kind: type[T]) -> AbstractContextManager[Ask[T]]:
        """Made anew for everyone who asks."""
        return nullcontext(lambda _, make: make())


def each_report(
    kept: Kept, step: str, kind: type[T], reports: Iterable[str], make: Callable[[str], T]
) -> Iterator[tuple[str, T]]:
    """(report, result) of each report, for results that are made from what is known of one report alone."""
    return kept.each(step, kind, ((id, kept.of(id), partial(make, id)) for id in sorted(reports)))


def each_part(kept: Kept, part: Part[T], reports: Iterable[str]) -> Iterator[tuple[str, T]]:
    """The same of a part."""
    return each_report(kept, part.step, part.kind, reports, part.make)


def digest_of(packed: bytes) -> bytes:
    """A digest of a packed record."""
    return blake2b(packed, digest_size=DIGEST).digest()


packed = msgspec.msgpack.Encoder().encode
"""A record as bytes, for a key: equal records without sets of words have equal bytes."""


def key_of(*parts: bytes) -> bytes:
    """One key of several; each part counts with its length, so that no two lists of parts share one.

    Where more statements are alike than are compared, which are is decided by such keys: other keys, other claims.
    """
    return blake2b(b"".join(len(part).to_bytes(8, "big") + part for part in parts), digest_size=16).digest()
