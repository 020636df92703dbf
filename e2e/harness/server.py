"""A real `caudal serve` process with its own database and one known API key."""

import os
import subprocess
import time
from pathlib import Path
from typing import Any

from harness.database import Database

KEY_ID = "e2e-key"
KEY_PASSWORD = "e2e-password-0123456789abcdef0123456789abcdef"
# Tests delete more in a minute than the limit of deletions lets through.
COMMON = {"role": "all", "deletes_per_minute": "0"}
SANDBOX = COMMON | {"environment": "sandbox", "sandbox_seed": "7"}
PRODUCTION = COMMON | {"environment": "production"}
READY_SECONDS_MAX = 30.0
STOP_SECONDS_MAX = 20.0
READY_POLL_SECONDS = 0.01
LOG_TAIL_CHARACTERS = 4_000
REPOSITORY = Path(__file__).resolve().parents[2]


def program() -> Path:
    """The binary under test: CAUDAL_BINARY, or what `cargo build` left."""
    named = os.environ.get("CAUDAL_BINARY")
    if named:
        return Path(named)
    target = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
    built = target / "debug" / "caudal"
    if not built.exists():
        raise RuntimeError(f"{built} does not exist: run cargo build -p caudal")
    return built


class Server:
    """One server process. `start` may be called again after `stop` or `kill`: same database."""

    def __init__(self, database: Database, folder: Path, **options: str) -> None:
        self.database = database
        self.folder = folder
        defaults = PRODUCTION if options.get("environment") == "production" else SANDBOX
        self.options = defaults | options
        self.base_url = ""
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / f"server-{database.engine}.log"

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.database.drop()

    def start(self, **options: str) -> "Server":
        """Starts the process and waits until it accepts; options override those given before."""
        self.options.update(options)
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        flags = [
            part
            for name, value in self.options.items()
            for part in (f"--{name.replace('_', '-')}", value)
        ]
        command = [str(program()), "serve", "--listen", "127.0.0.1:0", "--ready-file", str(ready)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *flags],
                env=self.environment(),
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        self.base_url = self._wait_until_ready(ready)
        return self

    def environment(self) -> dict[str, str]:
        """The process's environment: none of the caller's own settings leak into it."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith("CAUDAL_")
        }
        return inherited | {
            "CAUDAL_DATABASE_URL": self.database.url,
            "CAUDAL_BOOTSTRAP_KEY": f"{KEY_ID}:{KEY_PASSWORD}",
        }

    def stop(self) -> None:
        """Asks the process to finish and expects that it does so in time, without an error."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.terminate()
        try:
            status = process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired as slow:
            process.kill()
            process.wait()
            raise RuntimeError(f"the server did not stop in time\n{self.tail()}") from slow
        if status != 0:
            raise RuntimeError(f"the server stopped with status {status}\n{self.tail()}")

    def kill(self) -> None:
        """kill -9: no goodbye."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def run(self, *arguments: str) -> str:
        """Runs another verb of the program against the same database and returns its output."""
        done = subprocess.run(
            [str(program()), *arguments],
            env=self.environment(),
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"caudal {' '.join(arguments)} failed: {done.stderr.strip()}")
        return done.stdout

    def tail(self) -> str:
        """The end of the log, for a failing test's message."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return text[-LOG_TAIL_CHARACTERS:]

    def _wait_until_ready(self, ready: Path) -> str:
        deadline = time.monotonic() + READY_SECONDS_MAX
        process: Any = self.process
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise RuntimeError(f"the server exited at its start\n{self.tail()}")
            if ready.exists() and (url := ready.read_text().strip()):
                return url
            time.sleep(READY_POLL_SECONDS)
        self.kill()
        raise RuntimeError(f"the server was not ready in time\n{self.tail()}")
