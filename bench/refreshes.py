"""Links that are read again: how many a second, alone and beside many events told before.

Histories are asked for over HTTP and done by the worker, four at once; scheduled readings come with
a move of the sandbox's clock, one after the other as it must be.
"""

import time
from concurrent.futures import ThreadPoolExecutor

from budgets import HISTORIES_PER_SECOND_MIN, SCHEDULED_PER_SECOND_MIN
from deliveries import change, number, send_before
from harness import Api, Database, Server
from workbench import Workbench

LINKS = 100
CLIENTS = 4
CLOCK = "2026-03-10T15:00:00Z"
BANKS = ("erebor_mx_retail", "gringotts_co_retail", "erebor_br_retail")
WAIT_SECONDS_MAX = 120
POLL_SECONDS = 0.05
JOBS = "SELECT count(*) FROM jobs"


def run(bench: Workbench, stored: int) -> int:
    """Measures on both engines; 0 when the budgets hold."""
    rows, holds = [], True
    for engine in ("sqlite", "postgres"):
        folder = bench.folder / f"refreshes-{engine}"
        folder.mkdir()
        server = bench.stack.enter_context(
            Server(Database.fresh(engine, folder), folder, log="error", sandbox_clock=CLOCK)
        )
        api = Api(server.base_url, judged=False)
        links = register(server)
        if engine == "postgres":
            # What its own housekeeping does within a minute.
            change(server, "VACUUM ANALYZE")
        webhook = {"url": "http://127.0.0.1:9/nobody"}
        for before in (0, stored):
            if before:
                made = api.post("/api/webhooks/", webhook).json()
                send_before(server, before)
                api.delete(f"/api/webhooks/{made['id']}/")
            scheduled = move(api)
            histories = ask(server, links)
            for what, rate, least in (
                ("scheduled", scheduled, SCHEDULED_PER_SECOND_MIN),
                ("histories", histories, HISTORIES_PER_SECOND_MIN),
            ):
                holds &= rate >= least
                word = "holds" if rate >= least else "**broken**"
                rows.append(f"| {engine} | {what} | {before:,} | {rate:,.0f} | {least} | {word} |")
                print(f"{engine}, {what}, {before:,} events before: {rate:,.0f}/s", flush=True)
    names = "| engine | read | events told before | links/s | at least | |\n"
    head = names + "|---|---|---:|---:|---:|---|\n"
    text = (
        f"{LINKS} links of full users, some 1,500 transactions each; a scheduled reading looks at "
        "the last days and all accounts, a history at everything.\n\n"
    )
    bench.note("-refreshes", text + head + "\n".join(rows) + "\n")
    return 0 if holds else 1


def register(server: Server) -> list[str]:
    """Links of as many people."""

    def one(place: int) -> str:
        api = Api(server.base_url, judged=False)
        body = {"institution": BANKS[place % len(BANKS)], "username": f"person{place}"}
        return api.register(**body, password="full")["id"]

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(one, range(LINKS)))


def move(api: Api) -> float:
    """Scheduled readings a second."""
    begun = time.monotonic()
    moved = api.post("/sandbox/clock/advance/", {"by": "7d"}, timeout=300).json()
    taken = time.monotonic() - begun
    assert moved["complete"], moved
    assert moved["count"] >= LINKS, moved["count"]
    return moved["count"] / taken


def ask(server: Server, links: list[str]) -> float:
    """Histories a second."""
    begun = time.monotonic()

    def one(link: str) -> None:
        asked = Api(server.base_url, judged=False).post(f"/api/links/{link}/refresh/", {})
        assert asked.status_code == 202, asked.text

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(one, links))
    while number(server, JOBS) > 0:
        assert time.monotonic() < begun + WAIT_SECONDS_MAX, server.tail()
        time.sleep(POLL_SECONDS)
    return len(links) / (time.monotonic() - begun)
