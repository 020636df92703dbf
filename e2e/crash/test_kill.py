"""kill -9 in the middle of registrations: what a client was told was stored is stored, whole."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from harness import Api, Database, Server
from harness.server import KEY_ID, KEY_PASSWORD

BANKS = ("erebor_mx_retail", "gringotts_co_retail", "erebor_br_retail")
CLIENTS = 48
KILL_AFTER_SHARE = 0.4


@pytest.fixture
def mortal(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("crash")
    with Server(Database.fresh(engine, folder), folder) as running:
        yield running


def test_every_acknowledged_link_survives_whole(
    mortal: Server, pytestconfig: pytest.Config
) -> None:
    wanted = pytestconfig.getoption("--registrations")
    promised = register_until_killed(mortal, wanted)
    assert 0 < len(promised) < wanted, "the kill came in the middle"

    mortal.start()
    api = Api(mortal.base_url, judged=False)
    stored = {link["id"]: link for link in api.walk("/api/links/", page_size=1000)}
    assert set(promised) <= set(stored)
    for link, institution in promised.items():
        detail = api.get(f"/api/links/{link}/")
        assert detail.status_code == 200
        assert (detail.json()["status"], detail.json()["institution"]) == ("valid", institution)
        assert_whole(api, link)

    again = api.register(institution=BANKS[0], username="afterwards", password="secret")
    assert_whole(api, again["id"])


def register_until_killed(server: Server, wanted: int) -> dict[str, str]:
    """Registers from many clients at once, kills the server midway; the links that got a 201."""
    promised: dict[str, str] = {}
    refused: list[str] = []
    lock = threading.Lock()
    enough = threading.Event()

    def register(number: int) -> None:
        institution = BANKS[number % len(BANKS)]
        body = {"institution": institution, "username": f"person{number}", "password": "secret"}
        if enough.is_set():
            return
        try:
            response = requests.post(
                f"{server.base_url}/api/links/",
                json=body,
                auth=(KEY_ID, KEY_PASSWORD),
                timeout=300,
            )
        except requests.RequestException:
            return
        with lock:
            if response.status_code != 201:
                refused.append(response.text)
                enough.set()
                return
            promised[response.json()["id"]] = institution
            if len(promised) >= wanted * KILL_AFTER_SHARE:
                enough.set()

    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(register, number) for number in range(wanted)]
        assert enough.wait(timeout=600), server.tail()
        server.kill()
    for future in running:
        future.result()
    assert refused == []
    return promised


def assert_whole(api: Api, link: str) -> None:
    """The link's owner, accounts and transactions are all there and belong together."""
    accounts = list(api.walk("/api/accounts/", link=link))
    transactions = list(api.walk("/api/transactions/", link=link, page_size=1000))
    count = api.page("/api/transactions/", link=link, page_size=1)["count"]
    assert accounts
    assert len(list(api.walk("/api/owners/", link=link))) == 1
    assert count == len(transactions) > 0
    assert {one["account"]["id"] for one in transactions} <= {one["id"] for one in accounts}
    assert {one["link"] for one in accounts} == {link}
