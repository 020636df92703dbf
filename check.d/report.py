"""Named, timed steps, and the table at the end."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Outcome:
    """How one step went."""

    name: str
    seconds: float = 0.0
    problem: str | None = None


class Report:
    """Collects the outcomes; a step that fails does not keep the next one from running."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Runs a step; a command that failed is its outcome, not the end."""
        print(f"\n━━ {name}", flush=True)
        outcome = Outcome(name)
        self.outcomes.append(outcome)
        begun = time.monotonic()
        try:
            yield
        except subprocess.CalledProcessError as error:
            self.fail(f"exit status {error.returncode}")
        except Failed as error:
            self.fail(str(error))
        finally:
            outcome.seconds = time.monotonic() - begun

    def fail(self, problem: str) -> None:
        """Marks the step that is running as failed."""
        self.outcomes[-1].problem = problem
        print(f"✗ {self.outcomes[-1].name}: {problem}", flush=True)

    def close(self) -> int:
        """Prints the table and returns the exit status."""
        width = max(len(outcome.name) for outcome in self.outcomes)
        print("\n━━ summary")
        for outcome in self.outcomes:
            mark = "✗" if outcome.problem else "✓"
            note = f"  {outcome.problem.strip().splitlines()[0]}" if outcome.problem else ""
            print(f"{mark} {outcome.name:<{width}} {outcome.seconds:7.1f} s{note}")
        failed = sum(1 for outcome in self.outcomes if outcome.problem)
        total = sum(outcome.seconds for outcome in self.outcomes)
        print(f"{'':<{width}}   {total:7.1f} s in all")
        print(f"{len(self.outcomes) - failed} passed, {failed} failed")
        return 1 if failed else 0


class Failed(Exception):
    """A check that found something wrong."""
