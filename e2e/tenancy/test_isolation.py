"""Two organisations on one server: neither finds, reads, changes or deletes the other's rows."""

import json
from typing import Any

import pytest

from harness import Api, Server
from harness.contract import Operation

BANK = "erebor_br_retail"
SHARED = ("/api/institutions/", "/api/institutions/{id}/", "/api/")
# Webhooks and events belong to no link: crates/web/tests/api/webhooks.rs tries them.
APART = ("/api/webhooks/", "/api/events/", "/api/consents/")
REFUSALS = {"not_found", "does_not_exist", "session_expired", "method_not_allowed"}
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def stranger(server: Server) -> Api:
    """A key of another organisation."""
    made = json.loads(server.run("keys", "create", "--organisation", "Stranger", "--json"))
    return Api(server.base_url, (made["id"], made["password"]))


@pytest.fixture(scope="module")
def rows(api: Api) -> Rows:
    """What the first organisation owns, by collection, and a session that waits for a token."""
    link = api.register(institution=BANK, username="bnk100", password="full")["id"]
    assert api.post("/api/br/balances/", {"link": link}).status_code in (200, 201, 400)
    period = {"date_from": "2026-05-01", "date_to": "2026-05-31"}
    assert api.post("/api/balances/", {"link": link, **period}).status_code == 201
    return read_all(api, link)


@pytest.fixture(scope="module")
def session(api: Api) -> dict[str, Any]:
    body = {"institution": "heimdall_br_retail", "username": "mfa_default"}
    response = api.post("/api/links/", {**body, "password": "pass_valid"})
    assert response.status_code == 428
    return response.json()[0]


def read_all(api: Api, link: str) -> Rows:
    """Every row of the link, and the link itself."""
    assert api.contract is not None
    rows: Rows = {"/api/links/": [api.get(f"/api/links/{link}/").json()]}
    for operation in api.contract.operations():
        if operation.method == "get" and is_own_list(operation):
            if operation.path == "/api/links/":
                continue
            rows[operation.path] = list(api.walk(operation.path, link=link, page_size=1000))
    return rows


def is_own_list(operation: Operation) -> bool:
    return (
        operation.path.startswith("/api/")
        and "{" not in operation.path
        and operation.path not in SHARED
        and not operation.path.startswith(APART)
    )


def test_a_stranger_gets_nowhere_through_any_operation(
    api: Api, stranger: Api, rows: Rows, session: dict[str, Any]
) -> None:
    assert stranger.contract is not None
    link = rows["/api/links/"][0]["id"]
    account = rows["/api/accounts/"][0]["id"]
    tried = 0
    for operation in stranger.contract.operations():
        if not operation.path.startswith("/api/") or operation.path in SHARED:
            continue
        if operation.path.startswith(APART):
            continue
        collection = operation.path.split("{")[0]
        owned = rows.get(collection) or [{"id": link}]
        path = operation.path.replace("{id}", owned[0]["id"])
        for attempt in attempts(operation, link, account, owned[0]["id"], session):
            response = stranger.request(operation.method.upper(), path, **attempt)
            assert_nothing_foreign(response, f"{operation} {attempt}", rows)
            tried += 1
    assert tried > 40
    assert read_all(api, link) == rows, "the owner's rows are untouched"
    owned = api.patch("/api/links/", {"session": session["session"], "token": "111111"})
    assert owned.status_code == 200, "the stranger did not use up the owner's session"


def attempts(
    operation: Operation, link: str, account: str, item: str, session: dict[str, Any]
) -> list[dict[str, Any]]:
    """The ways in which this operation could be made to name a foreign row."""
    if operation.method == "get" and "{" not in operation.path:
        values = {"id": item, "id__in": item, "link": link, "link__in": link, "account": account}
        offered = {parameter["name"] for parameter in operation.query}
        always = {"link": link} if {"link"} <= offered else {}
        named = [
            {"params": {**always, name: value}} for name, value in values.items() if name in offered
        ]
        return [*named, {"params": {"link": link}}]
    if operation.method in ("get", "delete"):
        return [{}]
    body = {
        "link": link,
        "account": account,
        "account_id": account,
        "date_from": "2026-05-01",
        "date_to": "2026-05-31",
        "year_from": "2025",
        "year_to": "2025",
        "access_mode": "single",
        "password": "secret",
        "type": "yearly" if operation.path == "/api/tax-returns/" else "INFLOW",
    }
    if operation.method == "post" and not operation.takes_json:
        return [{"params": {"link": link}, "data": b"<Comprobante/>"}]
    if operation.method == "patch" and "{" not in operation.path:
        named_session = {"session": session["session"], "token": "111111"}
        return [{"json": named_session}, {"json": {**named_session, "link": session["link"]}}]
    if operation.path == "/api/links/":
        return []
    return [{"json": body}]


def assert_nothing_foreign(response: Any, where: str, rows: Rows) -> None:
    """Refused as if the row did not exist, or an empty list."""
    if response.status_code == 200:
        page = response.json()
        assert (page["count"], page["results"]) == (0, []), where
        return
    assert 400 <= response.status_code < 500, f"{where}: {response.status_code} {response.text}"
    found = {problem["code"] for problem in response.json()}
    assert found <= REFUSALS, f"{where}: {response.text}"


def test_the_same_person_is_a_row_of_each(api: Api, stranger: Api, rows: Rows) -> None:
    mine = stranger.register(institution=BANK, username="bnk100", password="full")
    theirs = rows["/api/links/"][0]
    assert mine["id"] != theirs["id"]
    assert mine["created_by"] != theirs["created_by"]
    assert mine["institution_user_id"] != theirs["institution_user_id"]
    ids = {row["id"] for row in stranger.walk("/api/accounts/", page_size=1000)}
    assert ids
    assert ids.isdisjoint(row["id"] for row in rows["/api/accounts/"])
    for account in ids:
        assert api.get(f"/api/accounts/{account}/").status_code == 404
    assert stranger.get("/api/links/", id=theirs["id"]).json()["count"] == 0
