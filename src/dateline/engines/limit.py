"""How long one item may take, so that a single report cannot hold up a pile."""

import faulthandler
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

HUNG = 3
"""A worker that is not done after so many times its limit, and did not answer, is ended from outside."""


class TookTooLong(Exception):
    """Raised inside the code that used up its time."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Ends the block with TookTooLong once this process has computed for so many seconds (CPU, not the clock: a busy
    machine must not change what a record holds).

    Signals reach the main thread only.  Elsewhere (Dask runs tasks in a thread) the whole process ends after HUNG times
    as many seconds by the clock; the engine then gives the item to other workers, and gives it up when they end too.
    """
    if current_thread() is not main_thread():
        faulthandler.dump_traceback_later(HUNG * seconds, exit=True, file=sys.__stderr__ or sys.stderr)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"took longer than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
