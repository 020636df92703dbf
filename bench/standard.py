"""The standard bench: reads and registrations on both databases, beside two baselines."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from statistics import median

from budgets import judge, verdict_table
from comparison import mock_server
from harness import Api, Server
from load import (
    WARM_UP_SECONDS,
    Load,
    monotonic_ms,
    percentile,
    resident_mb,
    run_load,
    together,
    unlike,
)
from workbench import AUTHORIZATION, Workbench

ENGINES = ("sqlite", "postgres")
LINKS = 60
PATHS = 50_000
PAGE_SIZE = 100
ROUNDS = 5
REGISTRATIONS = 200
REGISTERING_CLIENTS = 8
STARTS = 5
BANK = "erebor_mx_retail"


@dataclass
class Figures:
    """What was measured on one engine."""

    engine: str
    start_ms: float = 0.0
    idle_mb: float = 0.0
    loads: dict[str, Load] = field(default_factory=dict)
    ceilings: dict[str, Load] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    registrations_per_second: float = 0.0
    registration_ms: tuple[float, float] = (0.0, 0.0)


def run(bench: Workbench) -> int:
    """Measures, prints, writes the page of results; 0 when every budget holds."""
    figures = [measure(bench, engine) for engine in ENGINES]
    mock = measure_mock(bench)
    verdicts = [verdict for one in figures for verdict in judge(one)]
    text = "\n\n".join(
        [
            method(bench),
            *(load_table(one) for one in figures),
            f"## A mock server with Caudal's contract (prism)\n\n{mock_lines(mock, figures[0])}",
            f"## Budgets\n\n{verdict_table(verdicts)}",
        ]
    )
    bench.note("", text + "\n")
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def measure(bench: Workbench, engine: str) -> Figures:
    """Everything about one engine."""
    figures = Figures(engine)
    server = bench.server(engine)
    time.sleep(1)  # let start-up work settle before memory is read
    figures.idle_mb = resident_mb(pid(server))
    api = Api(server.base_url, judged=False)
    register_many(server, figures)
    for name, paths in choose_paths(api).items():
        print(f"{engine}: {name}", flush=True)
        measure_load(bench, server, figures, name, paths, api.get(paths[0]).content)
    figures.start_ms = start_time(server)
    return figures


def measure_load(
    bench: Workbench, server: Server, figures: Figures, name: str, paths: list[str], body: bytes
) -> None:
    """One load and its ceiling in turns, so that a machine that is slower for a while is slower for
    both; the share is that of the round in the middle."""
    seconds = max(1, bench.seconds // ROUNDS)
    loads, ceilings = [], []
    with bench.static(body) as ceiling:
        for _ in range(ROUNDS):
            loads.append(
                run_load(
                    server.base_url,
                    paths,
                    bench.folder,
                    seconds=seconds,
                    headers=[AUTHORIZATION],
                    process=pid(server),
                )
            )
            # The same request, too: a client takes its share of the processor.
            ceilings.append(
                run_load(ceiling, ["/0"], bench.folder, seconds=seconds, headers=[AUTHORIZATION])
            )
    figures.loads[name], figures.ceilings[name] = together(loads), together(ceilings)
    figures.sizes[name] = len(body)
    figures.shares[name] = median(
        load.requests_per_second / ceiling.requests_per_second
        for load, ceiling in zip(loads, ceilings, strict=True)
    )


def pid(server: Server) -> int:
    """The server's process."""
    return server.process.pid if server.process else 0


def register_many(server: Server, figures: Figures) -> None:
    """Registers links from a few clients at once; each loads a year of transactions."""
    apis = [Api(server.base_url, judged=False) for _ in range(REGISTERING_CLIENTS)]

    def register(number: int) -> float:
        begun = monotonic_ms()
        apis[number % REGISTERING_CLIENTS].register(BANK, f"bench{number}", "secret")
        return monotonic_ms() - begun

    begun = time.monotonic()
    with ThreadPoolExecutor(REGISTERING_CLIENTS) as pool:
        durations = list(pool.map(register, range(REGISTRATIONS)))
    figures.registrations_per_second = REGISTRATIONS / (time.monotonic() - begun)
    figures.registration_ms = (percentile(durations, 0.5), percentile(durations, 0.99))


def choose_paths(api: Api) -> dict[str, list[str]]:
    """What is asked for: always the same choice, many different pages unless said otherwise."""
    random = Random(1)
    links = [link["id"] for link in api.page("/api/links/", page_size=LINKS)["results"]]
    pages, documents, filtered = [], [], []
    for link in links:
        found = api.page("/api/transactions/", link=link, page_size=1000)
        base = f"/api/transactions/?link={link}&page_size={PAGE_SIZE}"
        full = max(1, found["count"] // PAGE_SIZE)
        pages += [f"{base}&page={number}" for number in range(1, full + 1)]
        documents += [f"/api/transactions/{item['id']}/" for item in found["results"]]
        filtered += [
            f"{base}&type=OUTFLOW&amount__gte={low}.00&value_date__gte=2026-0{month}-01"
            for low in (10, 50, 100)
            for month in (1, 3, 5)
        ]
    for paths in (pages, documents, filtered):
        random.shuffle(paths)
    return {
        "one document": documents,
        "100-item page, different ones": unlike(pages, PATHS),
        "100-item page, the same again": pages[:1],
        "filtered page": unlike(filtered, PATHS),
    }


def start_time(server: Server) -> float:
    """Milliseconds from starting the process on a migrated database to its first answer."""
    durations = []
    for _ in range(STARTS):
        server.stop()
        begun = monotonic_ms()
        server.start()
        Api(server.base_url, judged=False).get("/healthz").raise_for_status()
        durations.append(monotonic_ms() - begun)
    return percentile(durations, 0.5)


def measure_mock(bench: Workbench) -> Load:
    """One document from a mock server that was given Caudal's contract."""
    contract = bench.folder / "openapi.json"
    contract.write_text(bench.output(bench.release("caudal"), "openapi"))
    path = "/api/accounts/0d3ffb69-f83b-456e-ad8e-208d0998d71d/"
    assert "/api/accounts/{id}/" in json.loads(contract.read_text())["paths"]
    with mock_server(bench, contract) as (base_url, process):
        return run_load(
            base_url,
            [path],
            bench.folder,
            seconds=bench.seconds,
            headers=[AUTHORIZATION],
            process=process,
        )


def method(bench: Workbench) -> str:
    """How the figures came about."""
    return (
        f"wrk, one thread, 32 connections, {ROUNDS} rounds of {max(1, bench.seconds // ROUNDS)} s "
        f"after {WARM_UP_SECONDS} s of warm-up, on the same cores as server and database. "
        f"{REGISTRATIONS} links of `{BANK}` people; requests are authenticated. The ceiling is the "
        "same bytes from memory through the same accept loop, measured in turns with the load; "
        "figures and shares are those of the round in the middle. "
        "PostgreSQL syncs its commits, SQLite too."
    )


def load_table(figures: Figures) -> str:
    """The table of one engine."""
    rows = [
        "| load | bytes | requests/s | p50 ms | p99 ms | errors | memory MB | ceiling/s | share |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, load in figures.loads.items():
        ceiling = figures.ceilings[name].requests_per_second
        rows.append(
            f"| {name} | {figures.sizes[name]:,} | {load.requests_per_second:,.0f} "
            f"| {load.p50_ms:.2f} | {load.p99_ms:.2f} | {load.errors} | {load.memory_mb:.0f} "
            f"| {ceiling:,.0f} | {figures.shares[name]:.0%} |"
        )
    p50, p99 = figures.registration_ms
    return "\n".join(
        [
            f"## {figures.engine}\n",
            *rows,
            "",
            f"Registration with its first load, {REGISTERING_CLIENTS} clients: "
            f"{figures.registrations_per_second:.1f}/s, p50 {p50:.0f} ms, p99 {p99:.0f} ms. "
            f"Start to first answer: {figures.start_ms:.0f} ms. Idle: {figures.idle_mb:.0f} MB.",
        ]
    )


def mock_lines(mock: Load, figures: Figures) -> str:
    """The mock server's figures in a sentence."""
    ours = figures.loads["one document"].requests_per_second
    return (
        f"One account, made up from the schema: {mock.requests_per_second:,.0f} requests/s, "
        f"p50 {mock.p50_ms:.1f} ms, p99 {mock.p99_ms:.1f} ms, {mock.memory_mb:.0f} MB, "
        f"{mock.errors} errors. Caudal answers one stored document "
        f"{ours / max(mock.requests_per_second, 1):.0f} times as often."
    )
