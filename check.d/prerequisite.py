"""What the checks need beside the repository, found or installed by the ordinary clients.

Installed things live in `.check/` and are used again as long as the files that ask for them stay
the same. What is missing and cannot be installed is an error, never a skipped check.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from postgres import PostgresServer

POSTGRES_VARIABLE = "CAUDAL_TEST_POSTGRES"
CHROMIUM_PATHS = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
)
NODE_MAJOR_MIN = 20
SIGTERM_STATUS = 128 + signal.SIGTERM


class Missing(Exception):
    """Something that is needed, is not there, and could not be installed."""


class Workshop:
    """Gives each check what it needs, at most once, and cleans up at the end."""

    def __init__(self, repository: Path) -> None:
        self.repository = repository
        self.folder = repository / ".check"
        self.folder.mkdir(exist_ok=True)
        self.environment = dict(os.environ)
        self._postgres: PostgresServer | None = None
        self._package_lists_are_fresh = False

    def __enter__(self) -> "Workshop":
        # Asked to end, it still stops what it started: as an exception, on the ordinary way out.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(SIGTERM_STATUS))
        return self

    def __exit__(self, *_: object) -> None:
        if self._postgres is not None:
            self._postgres.stop()

    def run(self, *command: str | Path, **more: str) -> None:
        """Runs a command in the repository; a status other than 0 is an error."""
        print(f"$ {' '.join(str(part) for part in command)}", flush=True)
        subprocess.run(
            [str(part) for part in command],
            cwd=self.repository,
            env=self.environment | more,
            check=True,
            stdin=subprocess.DEVNULL,
        )

    def output(self, *command: str | Path) -> str:
        """What a command prints."""
        return subprocess.run(
            [str(part) for part in command],
            cwd=self.repository,
            env=self.environment,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    def cargo(self, *arguments: str, **more: str) -> None:
        """Runs cargo, whose toolchain is the one thing that is not installed here."""
        if shutil.which("cargo") is None:
            raise Missing("cargo (install Rust from https://rustup.rs)")
        self.run("cargo", *arguments, **more)

    def nextest(self) -> bool:
        """Whether the faster test runner is there; cargo's own is used otherwise."""
        return shutil.which("cargo-nextest") is not None

    def compiler(self) -> None:
        """The C compiler that the bundled SQLite and the cryptography are built with."""
        if shutil.which("cc") is None:
            self.install("build-essential")

    def postgres(self, durable: bool = False) -> None:
        """A running PostgreSQL server, named in the environment; a fast one unless durable."""
        if POSTGRES_VARIABLE in self.environment:
            return
        if not PostgresServer.installed():
            self.install("postgresql", "postgresql-client")
        if not PostgresServer.installed():
            raise Missing("PostgreSQL's initdb and postgres under /usr/lib/postgresql/*/bin")
        self._postgres = PostgresServer.start(durable)
        self.environment[POSTGRES_VARIABLE] = self._postgres.url

    def python(self) -> Path:
        """The Python of an environment that holds e2e/requirements.txt."""
        wanted = self.repository / "e2e" / "requirements.txt"
        folder = self.folder / f"python-{digest(wanted)}"
        interpreter = folder / "bin" / "python"
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            if subprocess.run([sys.executable, "-c", "import ensurepip"], check=False).returncode:
                self.install("python3-venv")
            self.run(sys.executable, "-m", "venv", folder)
            self.run(interpreter, "-m", "pip", "install", "--quiet", "--requirement", wanted)
            (folder / "complete").touch()
        return interpreter

    def node(self) -> Path:
        """The folder of the JavaScript tests, with the packages that package-lock.json names."""
        if shutil.which("node") is None or shutil.which("npm") is None:
            self.install("nodejs", "npm")
        major = int(self.output("node", "--version").lstrip("v").split(".")[0])
        if major < NODE_MAJOR_MIN:
            raise Missing(f"Node.js {NODE_MAJOR_MIN} or newer (this is {major})")
        source = self.repository / "e2e"
        names = ("package.json", "package-lock.json")
        stamp = self.folder / f"node-{digest(*(source / name for name in names))}"
        if not stamp.exists() or not (source / "node_modules").exists():
            self.run("npm", "ci", "--prefix", source, "--no-audit", "--no-fund", "--loglevel=error")
            stamp.touch()
        return source

    def chromium(self) -> None:
        """A Chromium, named in the environment."""
        if not any(Path(path).exists() for path in CHROMIUM_PATHS):
            self.install("chromium")
        found = next((path for path in CHROMIUM_PATHS if Path(path).exists()), None)
        if found is None:
            raise Missing("Chromium (apt-get install chromium)")
        self.environment["CAUDAL_TEST_CHROMIUM"] = found

    def install(self, *packages: str) -> None:
        """Installs Debian packages, which takes root."""
        names = " ".join(packages)
        if shutil.which("apt-get") is None or os.geteuid() != 0:
            raise Missing(f"{names} (as root: apt-get install {names})")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        if not self._package_lists_are_fresh:
            self.run("apt-get", "update", "-qq", **quiet)
            self._package_lists_are_fresh = True
        self.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, **quiet)


def digest(*files: Path) -> str:
    """A short name for what these files say."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]
