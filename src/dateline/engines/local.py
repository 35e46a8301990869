"""This machine: in this process, or a pool of processes started afresh (a fork would copy locks)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")
K = TypeVar("K")


class Local:
    """`workers` processes; with one, or for a handful of items, everything runs in this process."""

    FEW = 40
    """Items that are not worth the seconds in which a second process loads the model."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """`function` of every item, in order; no more items are taken up than the workers have at hand."""
        waiting = iter(items)
        first = list(islice(waiting, self.FEW)) if self.workers > 1 else []
        if self.workers < 2 or len(first) < self.FEW:
            yield from map(function, chain(first, waiting))
            return
        waiting = chain(first, waiting)
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            running: list[Future[B]] = [pool.submit(function, item) for item in islice(waiting, 2 * self.workers)]
            while running:
                done = running.pop(0).result()
                running.extend(pool.submit(function, item) for item in islice(waiting, 1))
                yield done

    def group(
        self, key: Callable[[A], Iterable[K]], function: Callable[[K, list[A]], list[B]], items: Iterable[A]
    ) -> Iterator[B]:
        """`function` of every key and the items that have it, keys in sorted order."""
        groups: dict[Any, list[A]] = defaultdict(list)
        for item in items:
            for k in key(item):
                groups[k].append(item)
        for k in sorted(groups):
            yield from function(k, groups[k])
