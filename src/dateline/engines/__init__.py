"""Where work runs: on this machine (local) or on a cluster (dask).  Nothing but the pipeline knows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Lost(Generic[A]):
    """An item that ended every worker process that took it up: it crashed the interpreter, filled the memory, hung."""

    item: A


class Engine(Protocol):
    """One verb.  Functions and items must be picklable."""

    def map(
        self, function: Callable[[A], B], items: Iterable[A], *, isolated: bool = False
    ) -> Iterator[B | Lost[A]]:
        """`function` of every item, in the order of the items, whichever worker dies on the way; what `function` raises
        is raised here.  With `isolated`, nothing runs in this process: an item may be one that ends it.
        """
        ...
