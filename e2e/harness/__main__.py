"""Starts a server and runs a command against it: `python -m harness sqlite -- node --test …`.

The command finds the server in CAUDAL_URL, CAUDAL_KEY_ID and CAUDAL_KEY_PASSWORD.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from harness.database import ENGINES, Database
from harness.server import KEY_ID, KEY_PASSWORD, Server


def main(arguments: list[str]) -> int:
    """The command's exit status."""
    if len(arguments) < 3 or arguments[0] not in ENGINES or arguments[1] != "--":
        print(f"usage: python -m harness {'|'.join(ENGINES)} -- COMMAND …", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="caudal-e2e-") as name:
        folder = Path(name)
        with Server(Database.fresh(arguments[0], folder), folder) as server:
            environment = os.environ | {
                "CAUDAL_URL": server.base_url,
                "CAUDAL_KEY_ID": KEY_ID,
                "CAUDAL_KEY_PASSWORD": KEY_PASSWORD,
            }
            status = subprocess.run(arguments[2:], env=environment, check=False).returncode
            if status != 0:
                print(server.tail(), file=sys.stderr)
            return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
