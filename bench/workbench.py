"""What a bench needs: the release binaries, wrk, databases, and a place for the results."""

import contextlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from harness import Database, Server
from harness.server import KEY_ID, KEY_PASSWORD
from prerequisite import Missing, Workshop

READY_SECONDS_MAX = 30
AUTHORIZATION = "Authorization: Basic " + b64encode(f"{KEY_ID}:{KEY_PASSWORD}".encode()).decode()


class Workbench(Workshop):
    """Builds and finds what is measured; everything it starts ends with it."""

    def __init__(self, repository: Path, seconds: int) -> None:
        super().__init__(repository)
        self.seconds = seconds
        self.busy = 0.0
        self.stack = contextlib.ExitStack()
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))

    def __enter__(self) -> "Workbench":
        super().__enter__()
        self.busy = os.getloadavg()[0]
        self.compiler()
        if shutil.which("wrk") is None:
            self.install("wrk")
        if shutil.which("wrk") is None:
            raise Missing("wrk (apt-get install wrk)")
        packages = ("--package", "caudal", "--package", "caudal-static-server")
        self.cargo("build", "--release", "--locked", *packages)
        self.postgres_durably()
        os.environ["CAUDAL_BINARY"] = str(self.release("caudal"))
        return self

    def __exit__(self, *details: object) -> None:
        self.stack.close()
        super().__exit__(*details)

    def release(self, name: str) -> Path:
        """A binary of the release build."""
        target = Path(self.environment.get("CARGO_TARGET_DIR", self.repository / "target"))
        return target / "release" / name

    def postgres_durably(self) -> None:
        """PostgreSQL as one would run it: a bench that forgets to sync measures nothing."""
        self.postgres(durable=True)
        os.environ["CAUDAL_TEST_POSTGRES"] = self.environment["CAUDAL_TEST_POSTGRES"]

    def server(self, engine: str) -> Server:
        """A running server on a fresh database."""
        folder = self.folder / engine
        folder.mkdir(exist_ok=True)
        server = Server(Database.fresh(engine, folder), folder, log="error")
        return self.stack.enter_context(server)

    @contextlib.contextmanager
    def static(self, *bodies: bytes) -> Iterator[str]:
        """The same bytes from memory: `/0`, `/1`, …"""
        ready = self.folder / "static-ready"
        ready.unlink(missing_ok=True)
        files = [self.folder / f"body-{number}" for number in range(len(bodies))]
        for file, body in zip(files, bodies, strict=True):
            file.write_bytes(body)
        program = self.release("caudal-static-server")
        process = subprocess.Popen([program, ready, *files])
        try:
            yield wait_for(ready)
        finally:
            process.kill()
            process.wait()

    def folder_of(self, package: str) -> Path:
        """A folder in which this npm package is installed."""
        folder = self.repository / ".check" / re.sub(r"[^\w.-]+", "-", package).strip("-")
        if not (folder / "complete").exists():
            folder.mkdir(parents=True, exist_ok=True)
            quiet = ("--no-audit", "--no-fund", "--loglevel=error")
            self.run("npm", "install", "--prefix", folder, *quiet, package)
            (folder / "complete").touch()
        return folder

    def note(self, name: str, text: str) -> Path:
        """Writes a page of results, headed by machine and date."""
        now = datetime.now(UTC)
        machine = f"{os.cpu_count()}-core-{platform.machine()}"
        path = self.repository / "bench" / "results" / f"{now:%Y-%m-%d}-{machine}{name}.md"
        commit = self.output("git", "rev-parse", "--short", "HEAD").strip()
        head = (
            f"# {now:%Y-%m-%d}, {os.cpu_count()} cores, {platform.machine()}\n\n"
            f"Commit {commit}; {self.output('rustc', '--version').strip()}; "
            f"Linux {platform.release()}; Python {sys.version.split()[0]}. "
            f"Load of the machine before: {self.busy:.1f}.\n\n"
        )
        path.write_text(head + text)
        print(f"\n{text}\nwritten to {path.relative_to(self.repository)}")
        return path


def wait_for(ready: Path) -> str:
    """What a ready file says, once it is there."""
    deadline = time.monotonic() + READY_SECONDS_MAX
    while time.monotonic() < deadline:
        if ready.exists() and (text := ready.read_text().strip()):
            return text
        time.sleep(0.01)
    raise RuntimeError(f"{ready} was not written in time")
