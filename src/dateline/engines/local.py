"""This machine: in this process, or a pool of processes started afresh (a fork would copy locks)."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import TypeVar

from dateline.engines import Lost, without_interrupts

A = TypeVar("A")
B = TypeVar("B")


class Local:
    """`workers` processes; with one, or for a handful of items, everything runs in this process."""

    FEW = 40
    """Items that are not worth the seconds in which a second process loads the model."""
    AHEAD = 8
    """Items taken up for each worker, so that none waits while the oldest takes its time."""
    CHANCES = 2
    """How often an item is tried alone after a worker died while it was taken up."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def map(
        self, function: Callable[[A], B], items: Iterable[A], *, isolated: bool = False
    ) -> Iterator[B | Lost[A]]:
        """`function` of every item, in order; a worker that dies is replaced, and what it held is done again."""
        waiting = iter(items)
        first = list(islice(waiting, self.FEW)) if self.workers > 1 else []
        if not isolated and len(first) < self.FEW:
            yield from map(function, chain(first, waiting))
            return
        waiting = chain(first, waiting)
        running: deque[tuple[A, Future[B]]] = deque()
        while True:
            with _pool(self.workers) as pool:
                try:
                    while True:
                        for item in islice(waiting, self.AHEAD * self.workers - len(running)):
                            running.append((item, _submit(pool, function, item)))
                        if not running:
                            return
                        done = running[0][1].result()
                        running.popleft()
                        yield done
                except BrokenProcessPool:
                    pass
            # nobody says whose item it was that ended the worker: all that were taken up are tried one after the other
            yield from self._alone(function, running)
            running.clear()

    def _alone(self, function: Callable[[A], B], held: Iterable[tuple[A, Future[B]]]) -> Iterator[B | Lost[A]]:
        waiting = deque(held)
        chances = self.CHANCES
        while waiting:
            with _pool(1) as pool:
                try:
                    while waiting:
                        item, future = waiting[0]
                        finished = future.done() and not future.cancelled() and future.exception() is None
                        done = future.result() if finished else _submit(pool, function, item).result()
                        waiting.popleft()
                        chances = self.CHANCES
                        yield done
                except BrokenProcessPool:
                    chances -= 1
            if not chances:
                chances = self.CHANCES
                yield Lost(waiting.popleft()[0])


def _submit(pool: ProcessPoolExecutor, function: Callable[[A], B], item: A) -> Future[B]:
    """A pool that broke a moment ago refuses work by raising; the item must not get lost with it."""
    try:
        with without_interrupts():  # it starts processes as they are needed
            return pool.submit(function, item)
    except BrokenProcessPool as broken:
        future: Future[B] = Future()
        future.set_exception(broken)
        return future


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes are gone when the block is left: by an error or an interrupt, whatever they are doing."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        try:
            yield pool
        except BaseException:
            for process in [*pool._processes.values()]:
                process.kill()
            raise


def _end_with_parent() -> None:
    """A pool whose parent is killed would wait for work for ever: its own end of the pipe keeps the pipe open."""

    def watch() -> None:
        if (parent := parent_process()) is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    Thread(target=watch, daemon=True).start()
