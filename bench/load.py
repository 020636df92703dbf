"""One load with wrk, and what it says."""

import re
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

CONNECTIONS = 32
WARM_UP_SECONDS = 1
SAMPLE_SECONDS = 0.25
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
SCRIPT = Path(__file__).with_name("paths.lua")


def unlike(paths: Sequence[str], count: int) -> list[str]:
    """This many paths, no two alike, though they ask for the same pages: an unknown parameter
    is ignored, but a page that is remembered under its address is not found again."""
    return [f"{paths[number % len(paths)]}&n={number}" for number in range(count)]


@dataclass(frozen=True)
class Load:
    """The figures of one load."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float
    errors: int
    memory_mb: float


def run_load(
    base_url: str,
    paths: Sequence[str],
    folder: Path,
    *,
    seconds: int,
    headers: Sequence[str] = (),
    process: int | None = None,
    connections: int = CONNECTIONS,
) -> Load:
    """Asks for the paths in turn, from many connections at once."""
    listed = folder / "paths.txt"
    listed.write_text("\n".join(paths))
    command = ["wrk", "-t1", f"-c{connections}", "--latency", "-s", str(SCRIPT)]
    for header in headers:
        command += ["-H", header]
    wrk = [*command, f"-d{WARM_UP_SECONDS}s", base_url, "--", str(listed)]
    subprocess.run(wrk, check=True, stdout=subprocess.DEVNULL)
    wrk[wrk.index(f"-d{WARM_UP_SECONDS}s")] = f"-d{seconds}s"
    with Memory(process) as memory:
        text = subprocess.run(wrk, check=True, capture_output=True, text=True).stdout
    return read(text, memory.peak_mb)


def together(loads: Sequence[Load]) -> Load:
    """Several rounds of one load as one: the middle, all errors, the highest memory."""
    return Load(
        median(load.requests_per_second for load in loads),
        median(load.p50_ms for load in loads),
        median(load.p99_ms for load in loads),
        sum(load.errors for load in loads),
        max(load.memory_mb for load in loads),
    )


def read(text: str, memory_mb: float) -> Load:
    """The figures in wrk's output."""

    def milliseconds(percentile: str) -> float:
        value, unit = re.search(rf"{percentile}%\s+([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
        return float(value) * UNITS[unit]

    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    broken = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text
    )
    errors = int(refused[1]) if refused else 0
    errors += sum(int(number) for number in broken.groups()) if broken else 0
    return Load(
        float(rate[1]) if rate else 0.0, milliseconds("50"), milliseconds("99"), errors, memory_mb
    )


class Memory:
    """Watches the resident memory of a process."""

    def __init__(self, process: int | None) -> None:
        self.process = process
        self.peak_mb = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while self.process is not None:
            self.peak_mb = max(self.peak_mb, resident_mb(self.process))
            if self._done.wait(SAMPLE_SECONDS):
                return


def resident_mb(process: int) -> float:
    """The resident memory of a process now."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def monotonic_ms() -> float:
    """A clock for durations."""
    return time.monotonic() * 1000
