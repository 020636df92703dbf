"""A program on this machine that is called by webhooks."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WAIT_SECONDS_MAX = 20.0


@dataclass
class Received:
    """One event as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        """What it says."""
        return json.loads(self.body)


@dataclass
class Receiver:
    """A program on this machine that is called; it answers what `statuses` say, then 200."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        """Where to call it."""
        return f"http://127.0.0.1:{self.port}/hook"

    def note(self, request: Received) -> int:
        """Keeps what arrived; the status to answer with."""
        with self.arrived:
            self.received.append(request)
            self.arrived.notify_all()
            return self.statuses.pop(0) if self.statuses else 200

    def wait_for(self, event: str, times: int = 1) -> list[Received]:
        """What arrived of an event, once it arrived so often."""

        def found() -> list[Received]:
            return [one for one in self.received if one.event["webhook_id"] == event]

        with self.arrived:
            assert self.arrived.wait_for(lambda: len(found()) >= times, WAIT_SECONDS_MAX), event
            return found()

    def wait_until(self, enough: Callable[[list[Received]], bool], what: str) -> list[Received]:
        """What arrived, once it is enough."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: enough(self.received), WAIT_SECONDS_MAX), what
            return list(self.received)

    def times(self) -> Counter[str]:
        """How often each event arrived."""
        with self.arrived:
            return Counter(one.event["webhook_id"] for one in self.received)


class Server(ThreadingHTTPServer):
    """Answers many callers at once."""

    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Callers that die in the middle are what some tests are about."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that runs as long as it is used."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(receiver.note(Received(self.path, headers, body)))
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield receiver
        server.shutdown()
