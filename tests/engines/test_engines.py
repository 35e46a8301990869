"""The contract of both engines: the results in the order of the items, whichever worker dies on the way."""

import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from types import ModuleType

import psutil
import pytest

from dateline.engines import Engine, Lost, group
from dateline.engines.limit import TookTooLong, limit
from dateline.engines.local import Local

pytestmark = pytest.mark.usefixtures("sockets_swept")

# What the workers do. A module of its own, since another process must be able to import it.
DEEDS = '''
import os
from pathlib import Path

def square(n):
    return n * n

def fail(n):
    raise ValueError(f"no {n}")

def time_out(n):
    raise TimeoutError(f"no {n}")

def once(item):
    """Ends its process the first time that it sees 37."""
    n, folder = item
    if n == 37 and not (Path(folder) / "done").exists():
        (Path(folder) / "done").touch()
        os._exit(1)
    return n

def poison(n):
    """Ends every process that tries 61 or 62."""
    if n in (61, 62):
        os._exit(1)
    return n

def process(n):
    return os.getpid()

def total(ten, numbers):
    return ten, len(numbers), sum(numbers)
'''


@pytest.fixture(scope="module")
def deeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("deeds")
    (folder / "dateline_deeds.py").write_text(DEEDS)
    sys.path.insert(0, str(folder))
    yield importlib.import_module("dateline_deeds")
    sys.path.remove(str(folder))


@pytest.fixture(scope="module", params=["in this process", "local", "dask"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param != "dask":
        yield Local(2 if request.param == "local" else 1)
        return
    if importlib.util.find_spec("distributed") is None:
        pytest.skip("the extra `scale` is not installed")
    from dateline.engines.dask import Dask

    # each death of a worker costs the seconds in which the next one starts
    hasty = Dask.CONFIG | {"distributed.scheduler.allowed-failures": 1, "distributed.deploy.lost-worker-timeout": "5s"}
    yield type("Fine", (Dask,), {"SHARD": 4, "CONFIG": hasty})(workers=2)


def test_in_order(engine: Engine, deeds: ModuleType) -> None:
    assert list(engine.map(deeds.square, range(100))) == [n * n for n in range(100)]
    assert list(engine.map(deeds.square, [])) == []


def test_what_a_function_raises_is_raised(engine: Engine, deeds: ModuleType) -> None:
    with pytest.raises(ValueError, match="no 0"):
        list(engine.map(deeds.fail, range(50)))


# An engine that waits for a scheduler must not take this for one that is silent.
def test_an_error_of_the_network_in_a_function_is_raised(engine: Engine, deeds: ModuleType) -> None:
    with pytest.raises(TimeoutError, match="no 0"):
        list(engine.map(deeds.time_out, range(50)))


def test_whoever_stops_asking_leaves_nothing_behind(engine: Engine, deeds: ModuleType) -> None:
    results = engine.map(deeds.square, iter(range(10_000)))
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # the contract says Iterator; all are generators


def test_nothing_runs_here_when_isolated(engine: Engine, deeds: ModuleType) -> None:
    assert os.getpid() not in set(engine.map(deeds.process, range(3), isolated=True))


def test_a_worker_that_dies_is_replaced(engine: Engine, deeds: ModuleType, tmp_path: Path) -> None:
    items = [(n, str(tmp_path)) for n in range(100)]
    assert list(engine.map(deeds.once, items, isolated=True)) == list(range(100))
    assert (tmp_path / "done").exists()


def test_what_ends_every_worker_is_given_up_and_named(engine: Engine, deeds: ModuleType) -> None:
    expected = [Lost(n) if n in (61, 62) else n for n in range(100)]
    assert list(engine.map(deeds.poison, range(100), isolated=True)) == expected


SLEEPERS = """
import os, signal, sys, time
from pathlib import Path
from dateline.engines.{module} import {engine}

def sleep(folder):
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(300)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background ignore it
    try:
        list({engine}(workers=2).map(sleep, [sys.argv[1]] * 50, isolated=True))
    except KeyboardInterrupt:
        print("stopped")
"""


# A terminal sends Ctrl-C to every process. The workers once told where they were, line by line, and went on with the
# next item, for which the build then waited.
@pytest.mark.parametrize(("module", "engine"), [("local", "Local"), ("dask", "Dask")])
def test_an_interrupt_ends_all_at_once_and_in_silence(module: str, engine: str, tmp_path: Path) -> None:
    if module == "dask":
        pytest.importorskip("distributed")
    script, begun = tmp_path / "sleepers.py", tmp_path / "begun"
    begun.mkdir()
    script.write_text(SLEEPERS.format(module=module, engine=engine))
    command, pipe = [sys.executable, str(script), str(begun)], subprocess.PIPE
    job = subprocess.Popen(command, start_new_session=True, stdout=pipe, stderr=pipe)
    until = monotonic() + 60
    while len(list(begun.iterdir())) < 2 and monotonic() < until:
        sleep(0.1)
    os.killpg(job.pid, signal.SIGINT)
    assert job.communicate(timeout=60) == (b"stopped\n", b"")
    assert not any(psutil.pid_exists(int(worker.name)) for worker in begun.iterdir())


# Dask does not replace a worker that dies as it starts; a build that lost all so would never end.
def test_workers_that_die_as_they_start_are_replaced(deeds: ModuleType) -> None:
    pytest.importorskip("distributed")
    from dateline.engines.dask import Dask

    ended = Event()
    killed: set[int] = set()

    def kill() -> None:
        while not ended.wait(0.05) and len(killed) < 3:
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    if child.pid not in killed and any("spawn_main" in part for part in child.cmdline()):
                        child.kill()
                        killed.add(child.pid)

    killer = Thread(target=kill)
    killer.start()
    hasty = Dask.CONFIG | {"distributed.deploy.lost-worker-timeout": "5s"}
    try:
        engine = type("Fine", (Dask,), {"CONFIG": hasty})(workers=2)
        assert list(engine.map(deeds.square, range(60))) == [n * n for n in range(60)]
    finally:
        ended.set()
        killer.join()
    assert len(killed) >= 3


def test_items_of_one_key_come_together(engine: Engine, deeds: ModuleType) -> None:
    blocks = group(engine, lambda n: n // 10, deeds.total, range(5, 500))
    found = [one for one in blocks if not isinstance(one, Lost)]
    assert found[:2] == [(0, 5, 35), (1, 10, 145)] and len(found) == 50 and sum(one[2] for one in found) == 124740


def spin(seconds: float) -> None:
    with limit(seconds):
        while True:
            pass


def test_an_endless_loop_is_ended() -> None:
    with pytest.raises(TookTooLong, match=r"took longer than 0\.1 s"):
        spin(0.1)
    with limit(60):
        pass


def test_no_scheduler() -> None:
    pytest.importorskip("distributed")
    from dateline.engines.dask import Dask
    from dateline.errors import BadOption

    with pytest.raises(BadOption, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(type("Hasty", (Dask,), {"PATIENCE": 1})("tcp://127.0.0.1:9").map(str, [1]))
