"""Where work runs: `map` and `group`, on this machine (local) or on a cluster (dask).  Nothing else knows."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")
K = TypeVar("K")


class Engine(Protocol):
    """Two verbs.  Functions and items must be picklable; results come in the order of the items."""

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """`function` of every item."""
        ...

    def group(
        self, key: Callable[[A], Iterable[K]], function: Callable[[K, list[A]], list[B]], items: Iterable[A]
    ) -> Iterator[B]:
        """`function` of every key and the items that have it; an item may have several keys.  Keys come sorted."""
        ...
