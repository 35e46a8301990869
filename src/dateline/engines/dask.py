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
from time import monotonic
from typing import Any, ClassVar, TypeVar

import dask
from distributed import Client, KilledWorker, LocalCluster
from distributed.comm.core import CommClosedError
from distributed.core import Status
from tornado.ioloop import PeriodicCallback

from dateline.engines import Lost, without_interrupts
from dateline.errors import BadOption

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


_GONE = (CancelledError, CommClosedError, OSError)
"""What is raised where a scheduler does not answer."""


class Dask:
    """The cluster whose scheduler answers at `scheduler`; without an address, `workers` processes on loopback."""

    SHARD = 8
    """Items sent to a worker at a time: few enough that a lost worker costs seconds and that none waits long for the
    last one, enough that what Dask does for each task, 6 ms of CPU in all processes, does not show."""
    AHEAD = 4
    """Shards sent out for each worker."""
    CONFIG: ClassVar = {
        "distributed.worker.profile.enabled": False,
        "distributed.admin.tick.interval": "1s",
        "distributed.admin.system-monitor.interval": "10s",
        "distributed.worker.memory.monitor-interval": "1s",
    }
    """For clusters that are started here.  As it comes, each process of Dask looks at its stack a hundred times a
    second, at its own punctuality fifty times, at its memory ten times, whether there is work or not: with two workers
    that took 92 ms of CPU a second, and takes 13 so.  It goes by the clock, so where other programs have most of the
    machine, it took a fifth of what was left for reading.
    """
    RECOUNT = 2
    """Seconds until the workers are counted again, for which the scheduler is asked: a cluster grows as it runs."""
    PATIENCE = 60
    """Seconds to wait for a scheduler, at the start and after it went away."""
    TRY = 10
    """Seconds of them until Ctrl-C is heard."""

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
            shards: deque[list[A]] = deque()
            sent: deque[Any] = deque()
            ahead, recount = self.AHEAD * self.workers, monotonic()
            try:
                while True:
                    while len(shards) < ahead and (shard := list(islice(waiting, self.SHARD))):
                        shards.append(shard)
                    if not shards:
                        return
                    try:
                        if monotonic() >= recount:
                            ahead = self.AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
                            recount = monotonic() + self.RECOUNT
                        for shard in islice(shards, len(sent), None):
                            sent.append(client.submit(_each, function, shard, pure=False))
                        done = self._done(client, function, shards[0], sent[0])
                    except _GONE:
                        client.close()
                        client = self._connect(address)
                        sent.clear()
                        continue
                    shards.popleft()
                    sent.popleft()
                    yield from done
            except _Raised as wrong:
                raise wrong.__cause__ or wrong from None
            finally:
                client.close()

    def _done(self, client: Client, function: Callable[[A], B], shard: list[A], future: Any) -> list[B | Lost[A]]:
        """What came of a shard.  Raises one of _GONE where the scheduler went away."""
        try:
            return future.result()  # type: ignore[no-any-return]  # distributed has no types
        except KilledWorker:
            if len(shard) == 1:
                return [Lost(shard[0])]
            # one of them ends every worker that takes it up: one a task, then it is known which
            alone = (([item], client.submit(_each, function, [item], pure=False)) for item in shard)
            return [done for one in alone for done in self._done(client, function, *one)]
        except _GONE as wrong:
            if future.status == "error":  # the function raised it
                raise _Raised from wrong
            raise

    @contextmanager
    def _address(self) -> Iterator[str]:
        if self.scheduler:
            yield self.scheduler
            return
        logging.getLogger("tornado.application").setLevel(logging.CRITICAL + 1)  # the same for a worker that dies young
        with (
            dask.config.set(self.CONFIG),
            _begun(
                LocalCluster,
                n_workers=0,  # a worker that dies as it starts would be an error here
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",  # with None it asks for port 8787, and warns where that is taken
                silence_logs=50,
            ) as cluster,
        ):
            # A worker that dies before its nanny has heard that it stands is not replaced by Dask, and a cluster that
            # lost all of them so would wait for ever.
            def mend() -> None:
                for name, nanny in list(cluster.workers.items()):
                    if nanny.status in (Status.closed, Status.failed):
                        del cluster.workers[name]
                cluster.scale(self.workers)

            mending = PeriodicCallback(mend, 1000 * self.RECOUNT)
            cluster.scale(self.workers)
            cluster.loop.add_callback(mending.start)
            try:
                yield cluster.scheduler_address
            finally:
                cluster.loop.add_callback(mending.stop)

    def _connect(self, address: str) -> Client:
        until = monotonic() + self.PATIENCE
        while True:
            try:
                return _begun(Client, address, timeout=min(self.PATIENCE, self.TRY), set_as_default=False)
            except (OSError, ValueError) as wrong:
                if monotonic() >= until or isinstance(wrong, ValueError):
                    advice = f"no Dask scheduler answers at {address} ({wrong}); start one, or check it"
                    raise BadOption(advice) from None


def _begun(kind: Callable[..., C], *given: object, **named: object) -> C:
    """A client or a cluster.  One that was interrupted as it began would wait for ever as it is collected."""
    begun = None
    try:
        with without_interrupts():
            begun = kind(*given, **named)
    except BaseException:
        if begun is not None:
            begun.close()  # type: ignore[attr-defined]
        raise
    return begun


class _Raised(Exception):
    """Caused by what a function raised, so that it is not taken for a scheduler that went away."""


def _each(function: Callable[[A], B], items: list[A]) -> list[B]:
    return [function(item) for item in items]
