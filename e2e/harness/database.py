"""One fresh database per server, on either engine."""

import os
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ENGINES = ("sqlite", "postgres")
POSTGRES_VARIABLE = "CAUDAL_TEST_POSTGRES"
BINARY_FOLDERS = ("/usr/lib/postgresql/*/bin",)


@dataclass(frozen=True)
class Database:
    """A database of its own; `drop` removes it."""

    engine: str
    url: str

    @classmethod
    def fresh(cls, engine: str, folder: Path) -> "Database":
        """An empty database of this engine; an SQLite one lives in `folder`."""
        name = f"e2e_{uuid.uuid4().hex}"
        if engine == "sqlite":
            return cls(engine, f"sqlite://{folder / name}.db")
        psql(postgres_url(), f'CREATE DATABASE "{name}"')
        return cls(engine, urlunsplit(urlsplit(postgres_url())._replace(path=f"/{name}")))

    def drop(self) -> None:
        """Removes the database; an SQLite file goes with its folder."""
        if self.engine == "postgres":
            name = urlsplit(self.url).path.lstrip("/")
            psql(postgres_url(), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def postgres_url() -> str:
    """The server that `./check` started, or your own."""
    url = os.environ.get(POSTGRES_VARIABLE)
    if not url:
        raise RuntimeError(
            f"{POSTGRES_VARIABLE} is not set: run ./check e2e, which starts a PostgreSQL server, "
            "or name a superuser's postgres:// URL"
        )
    return url


def psql(url: str, statement: str) -> str:
    """Runs one statement and returns what it prints, unadorned."""
    command = [psql_program(), "--no-psqlrc", "--quiet", "-At", "-v", "ON_ERROR_STOP=1"]
    done = subprocess.run(
        [*command, "-d", url, "-c", statement], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"psql failed: {done.stderr.strip()}")
    return done.stdout


def psql_program() -> str:
    """The newest psql that Debian's packages installed."""
    found = [path for folder in BINARY_FOLDERS for path in Path("/").glob(f"{folder[1:]}/psql")]
    return str(max(found)) if found else "psql"
