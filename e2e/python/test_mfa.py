"""Logins that ask for a token, and how they go on: through the client, another process and time."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from belvo.client import Client
from belvo.exceptions import RequestError

from harness import Api, Database, Server
from harness.api import codes

BANK = "heimdall_mx_retail"
TOKEN = "111111"
WRONG = "999999"
USERS = {
    "mfa_default": ("pass_valid", "text"),
    "mfa_qr": ("qr_code", "qr"),
    "mfa_numeric": ("numeric_code", "numeric"),
}


def challenge(call: Any) -> dict[str, Any]:
    """The challenge that this call is answered with."""
    with pytest.raises(RequestError) as raised:
        call()
    assert raised.value.status_code == 428, raised.value.detail
    problem = raised.value.detail[0]
    assert problem["code"] == "token_required"
    return problem


def asked(client: Client, username: str = "mfa_default", bank: str = BANK) -> dict[str, Any]:
    password = USERS[username][0]
    return challenge(lambda: client.Links.create(bank, username, password, raise_exception=True))


@pytest.mark.parametrize("username", USERS)
@pytest.mark.parametrize("bank", [BANK, "heimdall_br_retail", "heimdall_co_retail"])
def test_each_kind_of_challenge_ends_in_a_link(client: Client, bank: str, username: str) -> None:
    problem = asked(client, username, bank)
    generation = problem["token_generation_data"]
    assert generation["type"] == USERS[username][1]
    assert generation["instructions"]
    assert (generation["value"] is None) == (username == "mfa_default")
    if username == "mfa_qr":
        assert generation["value"].startswith("data:image/")
    assert problem["expiry"] > 0
    assert client.Links.get(problem["link"])["status"] == "unconfirmed"
    link = client.Links.resume(
        problem["session"], TOKEN, link=problem["link"], raise_exception=True
    )
    assert link["id"] == problem["link"]
    assert link["status"] == "valid"
    assert list(client.Accounts.list(link=link["id"]))


def test_the_link_may_be_left_out_when_resuming(client: Client) -> None:
    problem = asked(client)
    link = client.Links.resume(problem["session"], TOKEN, raise_exception=True)
    assert link["id"] == problem["link"]


def test_a_wrong_token_asks_again(client: Client) -> None:
    first = asked(client)
    second = challenge(
        lambda: client.Links.resume(
            first["session"], WRONG, link=first["link"], raise_exception=True
        )
    )
    assert second["link"] == first["link"]
    assert second["session"] != first["session"]
    link = client.Links.resume(second["session"], TOKEN, link=second["link"], raise_exception=True)
    assert link["status"] == "valid"


def test_a_session_is_used_once(client: Client) -> None:
    problem = asked(client)
    client.Links.resume(problem["session"], TOKEN, raise_exception=True)
    with pytest.raises(RequestError) as raised:
        client.Links.resume(problem["session"], TOKEN, raise_exception=True)
    assert raised.value.status_code == 400
    assert raised.value.detail[0]["code"] == "session_expired"


def test_a_token_up_front_opens_at_once(client: Client) -> None:
    link = client.Links.create(BANK, "mfa_default", "pass_valid", token=TOKEN, raise_exception=True)
    assert link["status"] == "valid"


def test_an_unconfirmed_link_gives_nothing(client: Client) -> None:
    problem = asked(client)
    with pytest.raises(RequestError) as raised:
        client.Accounts.create(problem["link"], raise_exception=True)
    assert raised.value.status_code == 400
    assert raised.value.detail[0]["code"] == "unconfirmed_link"


@pytest.mark.parametrize("name", ["Accounts", "Owners", "Transactions", "Balances"])
def test_a_retrieval_that_needs_a_token_goes_on_with_it(client: Client, name: str) -> None:
    link = client.Links.create(BANK, "mfa_default", "pass_valid", token=TOKEN, raise_exception=True)
    resource = getattr(client, name)
    period = ["2026-01-01"] if name in ("Transactions", "Balances") else []
    more = {"date_to": "2026-01-31"} if period else {}
    problem = challenge(lambda: resource.create(link["id"], *period, **more, raise_exception=True))
    again = challenge(lambda: resource.resume(problem["session"], WRONG, raise_exception=True))
    items = resource.resume(again["session"], TOKEN, link=link["id"], raise_exception=True)
    assert isinstance(items, list)
    if period:
        assert all("2026-01-01" <= item["value_date"] <= "2026-01-31" for item in items)


@pytest.mark.parametrize("session", ["", "short", "Z" * 32, None, 5])
def test_a_session_of_the_wrong_form_is_refused(api: Api, session: Any) -> None:
    response = api.patch("/api/links/", {"session": session, "token": TOKEN})
    assert response.status_code == 400
    assert response.json()[0]["field"] == "session"


def test_a_session_that_never_was_is_expired(api: Api) -> None:
    response = api.patch("/api/links/", {"session": uuid.uuid4().hex, "token": TOKEN})
    assert codes(response, 400) == ["session_expired"]


@pytest.fixture
def frozen(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose clock stands still, to be started again at another time."""
    folder = tmp_path_factory.mktemp("frozen")
    database = Database.fresh(engine, folder)
    with Server(database, folder, sandbox_clock="2026-03-01T12:00:00Z") as running:
        yield running


def ask_plainly(server: Server) -> dict[str, Any]:
    response = Api(server.base_url).post(
        "/api/links/", {"institution": BANK, "username": "mfa_default", "password": "pass_valid"}
    )
    assert response.status_code == 428, response.text
    return response.json()[0]


def test_a_session_outlives_the_process(frozen: Server) -> None:
    problem = ask_plainly(frozen)
    frozen.stop()
    frozen.start(sandbox_clock="2026-03-01T12:00:30Z")
    response = Api(frozen.base_url).patch(
        "/api/links/", {"session": problem["session"], "token": TOKEN, "link": problem["link"]}
    )
    assert response.status_code == 200, response.text
    assert response.json()["status"] == "valid"


def test_a_session_expires(frozen: Server) -> None:
    problem = ask_plainly(frozen)
    frozen.stop()
    frozen.start(sandbox_clock="2026-03-02T12:00:00Z")
    response = Api(frozen.base_url).patch(
        "/api/links/", {"session": problem["session"], "token": TOKEN, "link": problem["link"]}
    )
    assert codes(response, 400) == ["session_expired"]
