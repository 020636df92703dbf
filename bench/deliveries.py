"""Events on their way to one webhook: how many a second, alone and beside many sent before.

The events are written by SQL while no worker runs, then the workers start. The rate is that of the
attempts' own times: from the beginning of the first to the end of the last.
"""

import sqlite3
import time
from pathlib import Path

from budgets import DELIVERIES_PER_SECOND_MIN
from harness import Api, Server
from harness.database import psql
from workbench import Workbench

EVENTS = 40_000
WORKERS = {"sqlite": 1, "postgres": 2}
WAIT_SECONDS_MAX = 120
POLL_SECONDS = 0.25
BODY = (
    '{"webhook_id":"5f0c1e6a9b7d4a1f8e2d3c4b5a697887","webhook_type":"ACCOUNTS",'
    '"process_type":"historical_update","webhook_code":"historical_update",'
    '"link_id":"0b7e2f64-6f0a-4c0e-9a51-3d1f5a1f7c20",'
    '"request_id":"7f2c8a9e5a444a0b8a9f17c1f6b0d2aa","external_id":"user-000381",'
    '"data":{"total_accounts":3}}'
)
COLUMNS = (
    "(id, organisation, link, webhook_type, webhook_code, request_id,"
    " created_at, announced_at, body)"
)
VALUES = "'ACCOUNTS', 'historical_update', 'bench', {now}, {now}, '{body}'"
ADDED = (
    "INSERT INTO deliveries (organisation, webhook, event, state, attempts, due_at, ended_at)"
    " SELECT events.organisation, webhooks.id, events.seq, '{state}', 0, {due}, {ended}"
    " FROM events CROSS JOIN webhooks WHERE events.seq > {last}"
)
TRIED = (
    "INSERT INTO delivery_attempts (delivery, at, duration_us, status, answer)"
    " SELECT seq, {now}, 900, 204, '' FROM deliveries WHERE state = 'delivered'"
)
LAST = "SELECT coalesce(max(seq), 0) FROM {table}"
PENDING = "SELECT count(*) FROM deliveries WHERE due_at IS NOT NULL"
MEASURED = (
    "SELECT count(*), min(at), max(at + duration_us), count(CASE WHEN status = 204 THEN 1 END)"
    " FROM delivery_attempts WHERE seq > {last}"
)


def run(bench: Workbench, stored: int) -> int:
    """Measures on both engines; 0 when the budgets hold."""
    rows, holds = [], True
    for engine in ("sqlite", "postgres"):
        server = bench.server(engine)
        with bench.static() as receiver:
            address = {"url": f"{receiver}/hook"}
            made = Api(server.base_url, judged=False).post("/api/webhooks/", address)
            assert made.status_code == 201, made.text
            server.stop()
            for before in (0, stored):
                send_before(server, before)
                rate = measure(server, bench.folder)
                least = DELIVERIES_PER_SECOND_MIN[engine]
                holds &= rate >= least
                word = "holds" if rate >= least else "**broken**"
                rows.append(f"| {engine} | {before:,} | {rate:,.0f} | {least:,} | {word} |")
                print(f"{engine}, {before:,} sent before: {rate:,.0f}/s", flush=True)
    head = "| engine | sent before | deliveries/s | at least | |\n|---|---:|---:|---:|---|\n"
    text = (
        f"{EVENTS:,} events to one webhook, a receiver that takes and forgets, on the same cores; "
        "one worker on SQLite, two on PostgreSQL; commits are synced.\n\n"
    )
    bench.note("-deliveries", text + head + "\n".join(rows) + "\n")
    return 0 if holds else 1


def measure(server: Server, folder: Path) -> float:
    """Deliveries a second."""
    last = number(server, LAST.format(table="delivery_attempts"))
    write(server, EVENTS, "pending")
    key = server.folder / (
        "master.key" if server.database.engine == "sqlite" else "caudal-data/master.key"
    )
    workers = []
    for place in range(WORKERS[server.database.engine]):
        own = folder / f"worker-{server.database.engine}-{place}"
        own.mkdir(exist_ok=True)
        options = {"role": "worker", "master_key_file": str(key), "log": "error"}
        workers.append(Server(server.database, own, **options).start())
    try:
        deadline = time.monotonic() + WAIT_SECONDS_MAX
        while number(server, PENDING) > 0:
            assert time.monotonic() < deadline, workers[0].tail()
            time.sleep(POLL_SECONDS)
    finally:
        for worker in workers:
            worker.stop()
    count, first, end, taken = row(server, MEASURED.format(last=last))
    assert count == taken == EVENTS, f"{count} attempts, {taken} taken"
    return count / ((end - first) / 1e6)


def send_before(server: Server, count: int) -> None:
    """So many events that were delivered a while ago."""
    if count:
        write(server, count, "delivered")
        change(server, TRIED.format(now=microseconds()))


def write(server: Server, count: int, state: str) -> None:
    """Writes events and their deliveries."""
    now = microseconds()
    last = number(server, LAST.format(table="events"))
    values = VALUES.format(now=now, body=BODY)
    if server.database.engine == "sqlite":
        events = (
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
            f" INSERT INTO events {COLUMNS} SELECT randomblob(16), webhooks.organisation,"
            f" randomblob(16), {values} FROM n CROSS JOIN webhooks"
        )
    else:
        events = (
            f"INSERT INTO events {COLUMNS} SELECT gen_random_uuid(), webhooks.organisation,"
            f" gen_random_uuid(), {values} FROM generate_series(1, {count}) CROSS JOIN webhooks"
        )
    pending = state == "pending"
    due, ended = (now, "NULL") if pending else ("NULL", now)
    change(server, events)
    change(server, ADDED.format(state=state, due=due, ended=ended, last=last))
    if server.database.engine == "postgres":
        change(server, "VACUUM ANALYZE")


def microseconds() -> int:
    """Now."""
    return time.time_ns() // 1_000


def number(server: Server, sql: str) -> int:
    """The one number that a query answers."""
    return row(server, sql)[0]


def row(server: Server, sql: str) -> list[int]:
    """The one row that a query answers."""
    url = server.database.url
    if server.database.engine == "postgres":
        return [int(part) for part in psql(url, sql).strip().split("|")]
    with sqlite3.connect(url.removeprefix("sqlite://"), timeout=60) as database:
        return list(database.execute(sql).fetchone())


def change(server: Server, sql: str) -> None:
    """Changes rows."""
    url = server.database.url
    if server.database.engine == "postgres":
        psql(url, sql)
        return
    with sqlite3.connect(url.removeprefix("sqlite://"), timeout=60) as database:
        database.execute(sql)
