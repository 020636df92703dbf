"""Clients that send a byte now and then, or nothing at all, do not keep a connection for ever."""

import socket
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from harness import Api, Database, Server
from harness.server import KEY_ID, KEY_PASSWORD

PATIENCE_SECONDS = 90
DRIP_SECONDS = 1.0
KEY = b64encode(f"{KEY_ID}:{KEY_PASSWORD}".encode())
HEAD = (
    b"POST /api/links/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Authorization: Basic " + KEY + b"\r\n"
)
CASES = {
    "says nothing": (b"", b""),
    "half a request line": (b"GET /api/", b""),
    "drips its head": (HEAD, b"X-A: b\r\n"),
    "never sends its body": (HEAD + b"Content-Length: 100\r\n\r\n", b""),
    "drips its body": (HEAD + b"Content-Length: 100000\r\n\r\n", b" "),
    "drips chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


@pytest.fixture(scope="module")
def lone_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The connection is the same code on either database, so one engine is enough."""
    folder = tmp_path_factory.mktemp("slow")
    with Server(Database.fresh("sqlite", folder), folder) as running:
        yield running


def seconds_until_closed(address: tuple[str, int], start: bytes, drip: bytes) -> float:
    """Sends the start, then drips, until the other side closes; infinite when it never does."""
    begun = time.monotonic()
    with socket.create_connection(address, timeout=DRIP_SECONDS) as connection:
        connection.sendall(start)
        while time.monotonic() - begun < PATIENCE_SECONDS:
            try:
                connection.sendall(drip)
                if connection.recv(65_536) == b"":
                    return time.monotonic() - begun
            except TimeoutError:
                continue
            except OSError:
                return time.monotonic() - begun
    return float("inf")


def test_slow_clients_are_let_go(lone_server: Server) -> None:
    parts = urlsplit(lone_server.base_url)
    address = (parts.hostname or "", parts.port or 0)
    with ThreadPoolExecutor(len(CASES)) as pool:
        waits = {
            name: pool.submit(seconds_until_closed, address, *case) for name, case in CASES.items()
        }
        api = Api(lone_server.base_url)
        assert api.get("/api/").status_code == 200, "others are served meanwhile"
    seconds = {name: future.result() for name, future in waits.items()}
    assert all(wait < PATIENCE_SECONDS for wait in seconds.values()), seconds
