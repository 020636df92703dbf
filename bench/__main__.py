"""bench/run — how fast Caudal is on this machine, beside two baselines and against its budgets.

usage: bench/run [--seconds N] [million [--documents N] | deliveries|refreshes [--stored N]]

Without a word: pages, single documents, filters and registrations on SQLite and on PostgreSQL,
the same bytes served from memory, and a mock server that is given Caudal's own contract.
`million` loads ten million more documents and compares the page of one link before and after.
`deliveries` sends events to a receiver on this machine, also beside a million sent before, and
`refreshes` reads links again.

Everything talks to 127.0.0.1; no load lasts longer than ten seconds.
Results go to bench/results/DATE-machine.md.
"""

import argparse
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY / "check.d"), str(REPOSITORY / "e2e")]
SECONDS_MAX = 10


def main() -> int:
    """The exit status: 0 when every budget holds."""
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "what",
        nargs="?",
        choices=["standard", "million", "deliveries", "refreshes"],
        default="standard",
    )
    parser.add_argument("--seconds", type=int, default=10, choices=range(1, SECONDS_MAX + 1))
    parser.add_argument("--documents", type=int, default=10_000_000)
    parser.add_argument("--stored", type=int, default=1_000_000)
    arguments = parser.parse_args()

    from workbench import Workbench  # after the paths above are set

    with Workbench(REPOSITORY, arguments.seconds) as bench:
        if arguments.what == "million":
            import million

            return million.run(bench, arguments.documents)
        if arguments.what == "deliveries":
            import deliveries

            return deliveries.run(bench, arguments.stored)
        if arguments.what == "refreshes":
            import refreshes

            return refreshes.run(bench, arguments.stored)
        import standard

        return standard.run(bench)


if __name__ == "__main__":
    sys.exit(main())
