"""A throw-away PostgreSQL server on a free port: fast for tests, durable for the bench."""

import atexit
import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

BINARIES = "usr/lib/postgresql/*/bin"
ACCOUNT = "caudal-check"
SUPERUSER = "caudal"
CONNECTIONS_MAX = 200
STOP_SECONDS_MAX = 30
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": str(CONNECTIONS_MAX),
}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
}
DURABLE = {"shared_buffers": "1GB", "max_wal_size": "8GB"}


@dataclass
class PostgresServer:
    """A server process with a folder of its own."""

    url: str
    folder: Path
    binaries: Path

    @staticmethod
    def installed() -> bool:
        """Whether Debian's packages are there."""
        return newest_binaries() is not None

    @classmethod
    def start(cls, durable: bool = False) -> "PostgresServer":
        """Makes a cluster and starts it. PostgreSQL refuses to run as root, so root lends it an
        account without rights."""
        binaries = newest_binaries()
        if binaries is None:
            raise RuntimeError("PostgreSQL is not installed")
        folder = Path(tempfile.mkdtemp(prefix="caudal-postgres-"))
        if os.geteuid() == 0:
            make_account()
            shutil.chown(folder, ACCOUNT)
        server = cls(f"postgres://{SUPERUSER}@127.0.0.1:{free_port()}/postgres", folder, binaries)
        atexit.register(server.stop)
        data = folder / "data"
        server._run(
            "initdb",
            "-D",
            str(data),
            "-U",
            SUPERUSER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        settings = SETTINGS | (DURABLE if durable else FAST)
        flags = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        port = server.url.rsplit(":", 1)[1].split("/")[0]
        server._run(
            "pg_ctl",
            "-D",
            str(data),
            "-l",
            str(folder / "log"),
            "-w",
            "-o",
            f"-p {port} {flags}",
            "start",
        )
        print(f"PostgreSQL listens at {server.url}", flush=True)
        return server

    def stop(self) -> None:
        """Stops the server and removes its folder; may be called twice."""
        if not self.folder.exists():
            return
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        lent = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*lent, str(self.binaries / program), *arguments],
            check=True,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=STOP_SECONDS_MAX * 4,
        )


def newest_binaries() -> Path | None:
    """The folder with the newest version's initdb."""
    found = [folder for folder in Path("/").glob(BINARIES) if (folder / "initdb").exists()]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def make_account() -> None:
    """The account that PostgreSQL runs as."""
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
            check=True,
        )


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
