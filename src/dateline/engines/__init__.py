"""Where work runs: on this machine (local) or on a cluster (dask).  Nothing but the pipeline knows."""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from multiprocessing import resource_tracker
from threading import current_thread, main_thread
from typing import Generic, Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Lost(Generic[A]):
    """An item that ended every worker process that took it up: it crashed the interpreter, filled the memory, hung."""

    item: A


class Engine(Protocol):
    """What runs `map`, and through it `group`.  Functions and items must be picklable."""

    def map(
        self, function: Callable[[A], B], items: Iterable[A], *, isolated: bool = False
    ) -> Iterator[B | Lost[A]]:
        """`function` of every item, in the order of the items, whichever worker dies on the way; what `function` raises
        is raised here.  With `isolated`, nothing runs in this process: an item may be one that ends it.
        """
        ...


def group(
    engine: Engine, key: Callable[[A], K], function: Callable[[K, tuple[A, ...]], B], items: Iterable[A]
) -> Iterator[B | Lost[tuple[K, tuple[A, ...]]]]:
    """`function` of each key and of all items that have it, in the workers, in the order of the keys.

    Items come in the order of their keys: a block is taken up when it is complete, and no more than the engine hands
    out at a time are in memory.  Who makes a key that everything has makes one worker do everything: bound it.
    """
    blocks = ((one, tuple(found)) for one, found in groupby(items, key))
    yield from engine.map(partial(_of_block, function), blocks)


def _of_block(function: Callable[[K, tuple[A, ...]], B], block: tuple[K, tuple[A, ...]]) -> B:
    return function(*block)


@contextmanager
def without_interrupts() -> Iterator[None]:
    """What is started in this block, thread or process, does not hear Ctrl-C, which a terminal sends to all processes:
    whoever started a worker ends it, and a worker that heard it would print where it was and go on with the next item.

    This thread hears it at the end of the block.
    """
    resource_tracker.ensure_running()  # multiprocessing would start it in the block, and let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    heard: list[int] = []  # by another thread of this process, one of NumPy's, say
    main = current_thread() is main_thread()
    handler = signal.signal(signal.SIGINT, lambda number, _: heard.append(number)) if main else None
    try:
        yield
    finally:
        if main:
            signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if heard:
            signal.raise_signal(signal.SIGINT)
