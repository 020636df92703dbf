"""kill -9 again and again, while links are made, read anew and deleted: whatever was accepted is
done once, and every event arrives under one id.

On SQLite the one server dies. On PostgreSQL one of an API server and three workers does."""

import random
import sqlite3
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests

from harness import Api, Database, Server
from harness.database import psql
from harness.receiver import Receiver, receiving
from harness.server import KEY_ID, KEY_PASSWORD

CLIENTS = 3
WORKERS = 3
SEED = 20_260_310
PAUSE_SECONDS = (0.05, 0.5)
FAILING_SHARE = 0.2
CALM_SECONDS_MAX = 180.0
POLL_SECONDS = 0.5
RESOURCES = ["OWNERS", "ACCOUNTS", "TRANSACTIONS"]
LATER = {"X-Belvo-Request-Mode": "async"}
OPTIONS = {
    "lease_seconds": "10",
    "webhook_retries": "8",
    "webhook_retry_seconds": "1",
}


@dataclass
class Fleet:
    """The processes of one deployment."""

    servers: list[Server]
    random: random.Random
    kills: int = 0

    @property
    def front(self) -> Server:
        """The one that answers requests."""
        return self.servers[0]

    def kill_one(self) -> None:
        """One of them dies and is started again."""
        victim = self.random.choice(self.servers)
        victim.kill()
        self.kills += 1
        victim.start()


@dataclass
class Promises:
    """What clients were told will be done."""

    links: set[str] = field(default_factory=set)
    refreshes: dict[str, str] = field(default_factory=dict)
    retrievals: dict[str, str] = field(default_factory=dict)
    deletions: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@pytest.fixture(params=["with-link", "later"])
def fleet(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fleet]:
    folder = tmp_path_factory.mktemp("restarts")
    database = Database.fresh(engine, folder)
    options = OPTIONS | {"history_load": request.param}
    role = "all" if engine == "sqlite" else "api"
    servers = [Server(database, folder, role=role, **options).start()]
    if engine == "postgres":
        for number in range(WORKERS):
            own = folder / f"worker-{number}"
            own.mkdir()
            key = {"master_key_file": str(folder / "caudal-data" / "master.key")}
            servers.append(Server(database, own, role="worker", **options, **key).start())
    yield Fleet(servers, random.Random(SEED))
    for server in servers:
        server.stop()
    database.drop()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def test_what_was_accepted_is_done_once(
    fleet: Fleet, receiver: Receiver, engine: str, pytestconfig: pytest.Config
) -> None:
    kills = max(1, pytestconfig.getoption("--kills") // 4)
    api = Api(fleet.front.base_url, judged=False)
    assert api.post("/api/webhooks/", {"url": receiver.url}).status_code == 201
    chance = random.Random(SEED)
    receiver.statuses = [500 if chance.random() < FAILING_SHARE else 200 for _ in range(100_000)]

    promises = Promises()
    over = threading.Event()
    clients = [
        threading.Thread(target=use, args=(fleet, promises, over, number))
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for _ in range(kills):
        time.sleep(fleet.random.uniform(*PAUSE_SECONDS))
        fleet.kill_one()
    over.set()
    for client in clients:
        client.join()
    assert promises.faults == []
    receiver.statuses = []

    calm_down(fleet.front.database, engine)
    api = Api(fleet.front.base_url, judged=False)
    events = feed(api)
    everything_arrived_under_one_id(events, receiver)
    everything_came_true(api, events, promises)
    counts = {name: len(getattr(promises, name)) for name in ("links", "refreshes", "deletions")}
    print(f"{engine}: {fleet.kills} kills, {len(events)} events, {counts}")
    assert all(counts.values()), "the server was used"


def use(fleet: Fleet, promises: Promises, over: threading.Event, number: int) -> None:
    """One client, who goes on whatever happens to the server."""
    chance = random.Random(SEED + number)
    own: list[str] = []
    while not over.is_set():
        try:
            one_request(fleet, promises, chance, own)
        except requests.RequestException:
            time.sleep(0.02)


def one_request(fleet: Fleet, promises: Promises, chance: random.Random, own: list[str]) -> None:
    base = fleet.front.base_url
    auth = (KEY_ID, KEY_PASSWORD)
    link = chance.choice(own) if own else ""
    kind = chance.choice(("register", "refresh", "retrieve", "delete")) if own else "register"
    if kind == "register" and len(own) >= 4:
        kind = "refresh"
    options: dict[str, Any] = {"auth": auth, "timeout": 60}
    if kind == "register":
        body = {
            "institution": "erebor_co_retail",
            "username": "bnk102",
            "password": "low",
            "fetch_resources": RESOURCES,
        }
        answer = requests.post(f"{base}/api/links/", json=body, **options)
        if judged(answer, 201, promises):
            own.append(answer.json()["id"])
            with promises.lock:
                promises.links.add(answer.json()["id"])
    elif kind == "refresh":
        answer = requests.post(f"{base}/api/links/{link}/refresh/", json={}, **options)
        if judged(answer, 202, promises):
            promises.refreshes[answer.json()["request_id"]] = link
    elif kind == "retrieve":
        body = {"link": link, "date_from": "2026-01-01", "date_to": "2026-02-01"}
        url = f"{base}/api/transactions/"
        answer = requests.post(url, json=body, headers=LATER, **options)
        if judged(answer, 202, promises):
            promises.retrievals[answer.json()["request_id"]] = link
    else:
        answer = requests.delete(f"{base}/api/links/{link}/", headers=LATER, **options)
        own.remove(link)
        if judged(answer, 202, promises):
            promises.deletions[answer.json()["request_id"]] = link


def judged(answer: requests.Response, wanted: int, promises: Promises) -> bool:
    """Whether it was accepted. A refusal may be; a fault may not."""
    if answer.status_code >= 500:
        promises.faults.append(answer.text)
    return answer.status_code == wanted


def calm_down(database: Database, engine: str) -> None:
    """Waits until nothing is left to do or to deliver."""
    deadline = time.monotonic() + CALM_SECONDS_MAX
    while time.monotonic() < deadline:
        if left(database, engine) == "0|0|0":
            return
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"waiting, put aside, undelivered: {left(database, engine)}")


LEFT = (
    "SELECT (SELECT count(due_at) FROM jobs) || '|' || "
    "(SELECT count(*) - count(due_at) FROM jobs) || '|' || "
    "(SELECT count(*) FROM deliveries WHERE state = 'pending')"
)


def left(database: Database, engine: str) -> str:
    """Jobs that wait, jobs that were put aside, events that are on their way."""
    if engine == "postgres":
        return psql(database.url, LEFT).strip()
    with closing(sqlite3.connect(database.url.removeprefix("sqlite://"), timeout=30)) as opened:
        return str(opened.execute(LEFT).fetchone()[0])


def feed(api: Api) -> list[dict[str, Any]]:
    """Every event there is."""
    events: list[dict[str, Any]] = []
    after = 0
    while True:
        page = api.get("/api/events/", after=after, limit=500).json()
        events.extend(page["results"])
        after = page["next_after"]
        if not page["has_more"]:
            return events


def everything_arrived_under_one_id(events: list[dict[str, Any]], receiver: Receiver) -> None:
    ids = [event["webhook_id"] for event in events]
    assert len(set(ids)) == len(ids)
    bodies: dict[str, set[bytes]] = defaultdict(set)
    for one in receiver.received:
        bodies[one.event["webhook_id"]].add(one.body)
    assert set(ids) <= set(bodies), "an event never arrived"
    assert all(len(texts) == 1 for texts in bodies.values()), "an event changed on its way"
    said = Counter(
        (event["link_id"], event["request_id"], event["webhook_type"], event["webhook_code"])
        for event in events
    )
    assert [what for what, times in said.items() if times > 1] == [], "told twice"


def everything_came_true(api: Api, events: list[dict[str, Any]], promises: Promises) -> None:
    deleted = {event["link_id"] for event in events if event["webhook_code"] == "link_deleted"}
    codes = defaultdict(set)
    for event in events:
        codes[event["request_id"]].add((event["webhook_type"], event["webhook_code"]))
    stored = {link["id"]: link for link in api.walk("/api/links/", page_size=1000)}
    for link in promises.links:
        assert (link in stored) != (link in deleted), link
    for link in promises.deletions.values():
        assert link in deleted
    histories = {(name, "historical_update") for name in RESOURCES}
    for request, link in promises.refreshes.items():
        assert link in deleted or histories <= codes[request], (request, codes[request])
    news = ("TRANSACTIONS", "new_transactions_available")
    for request, link in promises.retrievals.items():
        assert link in deleted or news in codes[request], request
    for link, found in stored.items():
        assert found["status"] == "valid"
        is_whole(api, link)


def is_whole(api: Api, link: str) -> None:
    """Nothing is missing, nothing is there twice."""
    for path in ("owners", "accounts", "transactions"):
        items = list(api.walk(f"/api/{path}/", link=link, page_size=1000))
        count = api.page(f"/api/{path}/", link=link, page_size=1)["count"]
        assert count == len(items) > 0, path
        keys = Counter(
            (one.get("internal_identification") or one["id"], (one.get("account") or {}).get("id"))
            for one in items
        )
        assert max(keys.values()) == 1, path
