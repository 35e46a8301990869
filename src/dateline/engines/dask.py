"""A Dask cluster: one that runs already, or one on this machine's loopback for as long as the work takes.

Each worker process is meant to have one thread: reading a report is pure computing, and a second thread would load the
model a second time.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

import dask
from distributed import Client, KilledWorker, LocalCluster
from distributed.comm.core import CommClosedError

from dateline.engines import Lost
from dateline.errors import BadOption

A = TypeVar("A")
B = TypeVar("B")


class Dask:
    """The cluster whose scheduler answers at `scheduler`; without an address, `workers` processes on loopback."""

    SHARD = 16
    """Items sent to a worker at a time: few enough that a lost worker costs seconds, enough that Dask's own work of a
    millisecond a task does not show."""
    AHEAD = 3
    """Shards sent out for each worker."""
    PATIENCE = 60
    """Seconds to wait for a scheduler, at the start and after it went away."""

    def __init__(self, scheduler: str = "", *, workers: int = 1) -> None:
        self.scheduler, self.workers = scheduler, workers

    def map(
        self, function: Callable[[A], B], items: Iterable[A], *, isolated: bool = True
    ) -> Iterator[B | Lost[A]]:
        """`function` of every item, in order.  A worker that dies is replaced by the cluster, and what it held is done
        again; so is everything that was sent out when the scheduler goes away and comes back within PATIENCE.

        Raises BadOption where no scheduler answers.
        """
        waiting = iter(items)
        # it logs a traceback for a scheduler that went away, which is dealt with here
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL + 1)
        with self._address() as address:
            client = self._connect(address)
            running: deque[tuple[list[A], Any]] = deque()
            try:
                while True:
                    ahead = self.AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
                    while len(running) < ahead and (shard := list(islice(waiting, self.SHARD))):
                        running.append((shard, client.submit(_each, function, shard, pure=False)))
                    if not running:
                        return
                    shard, future = running[0]
                    try:
                        done: list[B | Lost[A]] = future.result()
                    except KilledWorker:
                        # one of them ends every worker that takes it up: one a task, then it is known which
                        done = [self._alone(client, function, item) for item in shard]
                    except (CancelledError, CommClosedError, OSError):
                        client.close()
                        client = self._connect(address)
                        running = deque(
                            (shard, client.submit(_each, function, shard, pure=False)) for shard, _ in running
                        )
                        continue
                    running.popleft()
                    yield from done
            finally:
                client.close()

    def _alone(self, client: Client, function: Callable[[A], B], item: A) -> B | Lost[A]:
        try:
            (done,) = client.submit(_each, function, [item], pure=False).result()
        except KilledWorker:
            return Lost(item)
        return done  # type: ignore[no-any-return]  # distributed has no types

    @contextmanager
    def _address(self) -> Iterator[str]:
        if self.scheduler:
            yield self.scheduler
            return
        # a worker's profiler would stop it a hundred times a second to look at its stack
        with (
            dask.config.set({"distributed.worker.profile.enabled": False}),
            LocalCluster(
                n_workers=self.workers,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",  # with None it asks for port 8787, and warns where that is taken
                silence_logs=50,
            ) as cluster,
        ):
            yield cluster.scheduler_address

    def _connect(self, address: str) -> Client:
        try:
            return Client(address, timeout=self.PATIENCE, set_as_default=False)
        except (OSError, ValueError) as wrong:
            raise BadOption(f"no Dask scheduler answers at {address} ({wrong}); start one, or check it") from None


def _each(function: Callable[[A], B], items: list[A]) -> list[B]:
    return [function(item) for item in items]
