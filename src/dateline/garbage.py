"""When Python looks for garbage: cycles of objects that nothing else holds."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycles() -> Iterator[None]:
    """For work that makes many objects, hardly any of which are garbage before it ends.

    To look for cycles again and again took a quarter of the time of settling a record and a twentieth of that of
    reading a report, beside its parse.  What is garbage by then is found behind the work.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
