"""./check — every check of this repository, with what it needs installed on the way.

usage: ./check [GROUP …]

groups:
  all      everything below, in this order (default)
  quick    formats, lints, unit tests on both databases: the short loop
  format   cargo fmt, ruff
  lint     clippy without warnings, ruff's lints, the shape of the repository
  unit     cargo nextest on both databases, documentation tests
  docs     rustdoc without warnings; the pages against the code; adding a resource as shown
  supply   licences, sources and duplicates of all dependencies, against deny.toml
  e2e      the official clients, hostile and foreign clients, kill -9: on both databases
  browser  the reference page in Chromium, without a network

Extra arguments for pytest go into CHECK_PYTEST, for example CHECK_PYTEST="-k mfa".
What is installed goes into .check/ and is kept; a throw-away PostgreSQL server is started
when a group needs one, unless CAUDAL_TEST_POSTGRES names a superuser's postgres:// URL.
"""

import os
import sys
from pathlib import Path

from groups import GROUPS, expand
from prerequisite import Missing, Workshop
from report import Report

REPOSITORY = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """The exit status: 0 when every step passed."""
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    unknown = [name for name in arguments if name not in GROUPS]
    if unknown:
        print(f"check: no such group: {', '.join(unknown)}\n\n{__doc__}", file=sys.stderr)
        return 2
    os.chdir(REPOSITORY)
    report = Report()
    with Workshop(REPOSITORY) as workshop:
        for step in expand(arguments or ["all"]):
            with report.step(step.name):
                try:
                    step.run(workshop)
                except Missing as missing:
                    report.fail(f"missing prerequisite: {missing}")
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
