"""The npm mock server that people put in front of a contract, serving Caudal's own."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from postgres import free_port
from workbench import Workbench

PACKAGE = "@stoplight/prism-cli@5.16.0"
READY_SECONDS_MAX = 60


@contextlib.contextmanager
def mock_server(bench: Workbench, contract: Path) -> Iterator[tuple[str, int]]:
    """Its base URL and process."""
    folder = bench.folder_of(PACKAGE)
    port = free_port()
    program = folder / "node_modules" / ".bin" / "prism"
    command = ["node", str(program.resolve()), "mock", str(contract), "-p", str(port)]
    log = (bench.folder / "prism.log").open("wb")
    process = subprocess.Popen([*command, "-h", "127.0.0.1", "-v", "fatal"], stdout=log, stderr=log)
    try:
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.kill()
        process.wait()
        log.close()


def wait_for_port(port: int) -> None:
    """Returns once somebody listens there."""
    deadline = time.monotonic() + READY_SECONDS_MAX
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("the mock server did not start")
