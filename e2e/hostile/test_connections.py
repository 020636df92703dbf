"""A refusal that comes before the body was read leaves the connection in an honest state."""

import socket
from base64 import b64encode
from urllib.parse import urlsplit

import pytest

from harness import Server
from harness.server import KEY_ID, KEY_PASSWORD

KEY = b64encode(f"{KEY_ID}:{KEY_PASSWORD}".encode())
WRONG_KEY = b64encode(b"nobody:nothing")
ANSWER_SECONDS_MAX = 10
NEXT_REQUEST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


def head(line: bytes, key: bytes) -> bytes:
    return (
        line + b" HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + key + b"\r\n"
        b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (b"DELETE /api/accounts/", KEY),
        (b"POST /api/", KEY),
        (b"POST /api/nothing/", KEY),
        (b"POST /api/links/", WRONG_KEY),
    ],
    ids=["wrong verb", "wrong verb at the root", "unknown address", "wrong key"],
)
def test_the_next_request_is_answered_or_the_client_is_told(
    server: Server, line: bytes, key: bytes
) -> None:
    parts = urlsplit(server.base_url)
    address = (parts.hostname or "", parts.port or 0)
    with socket.create_connection(address, timeout=ANSWER_SECONDS_MAX) as connection:
        # Clients send head and body apart, so the refusal may come in between.
        connection.sendall(head(line, key))
        connection.settimeout(1)
        try:
            early = connection.recv(65_536)
        except TimeoutError:
            early = b""  # it waits for the body, which is as good
        if b"connection: close" in early.lower():
            return
        connection.settimeout(ANSWER_SECONDS_MAX)
        connection.sendall(b"{}")
        if not early:
            assert connection.recv(65_536).startswith(b"HTTP/1.1 4")
        connection.sendall(NEXT_REQUEST)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
