"""Closes the network to tests: only Unix sockets and this machine's own loopback address may be reached."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class ReachedForTheNetwork(Exception):
    """A test tried to reach another machine. Tests that need one would fail on a train, and leak what they send."""


@pytest.fixture(scope="session", autouse=True)
def closed_sockets() -> Iterator[None]:
    """Refuse every connection, datagram and name look-up that would leave the machine."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("connect", "connect_ex", "sendto"):
            patched.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        look_up = socket.getaddrinfo

        def local_look_up(host: Any, *rest: Any, **named: Any) -> Any:
            _require_local(host)
            return look_up(host, *rest, **named)

        patched.setattr(socket, "getaddrinfo", local_look_up)
        yield


def _guarded(original: Any) -> Any:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _require_local(address[0])
        return original(self, *arguments)

    return guarded


def _require_local(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return
    try:
        local = ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        local = False
    if not local:
        raise ReachedForTheNetwork(f"A test tried to reach {name}; tests use no network.")
