"""A scheduler that is killed and started again while a job runs: the same results, in order."""

import math
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

pytest.importorskip("distributed")

pytestmark = pytest.mark.usefixtures("sockets_swept")

PYTHON = [sys.executable, "-m"]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Cluster:
    """A scheduler on loopback and two workers, as they are started by hand."""

    def __init__(self, port: int) -> None:
        self.address = f"tcp://127.0.0.1:{port}"
        scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
        worker = ["distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        commands = [scheduler, worker, worker]
        self.running = [subprocess.Popen([*PYTHON, *command], **QUIET) for command in commands]  # type: ignore[call-overload]

    def kill(self) -> None:
        for process in self.running:
            process.kill()
            process.wait()


@pytest.fixture
def clusters(port: int) -> Iterator[list[Cluster]]:
    started = [Cluster(port)]
    yield started
    for cluster in started:
        cluster.kill()


def test_a_scheduler_that_is_killed_and_comes_back(
    port: int, clusters: list[Cluster], capfd: pytest.CaptureFixture[str]
) -> None:
    from dateline.engines.dask import Dask

    engine = type("Fine", (Dask,), {"SHARD": 4, "PATIENCE": 40})(clusters[0].address)
    results = engine.map(math.factorial, range(120))
    found = [next(results) for _ in range(6)]
    clusters[0].kill()
    clusters.append(Cluster(port))
    found += results
    assert found == [math.factorial(n) for n in range(120)]
    assert "Traceback" not in capfd.readouterr().err
