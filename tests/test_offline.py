"""The guard that keeps the tests off the network stands."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


# Addresses that documentation may use and nobody answers at: were the guard gone, these would time out, not pass.
@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")])
def test_no_test_connects_to_another_machine(family: socket.AddressFamily, address: str) -> None:
    with socket.socket(family) as one, pytest.raises(SocketConnectBlockedError):
        one.connect((address, 80))


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=5):
        pass
