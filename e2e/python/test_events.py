"""What a link's maker is told, through the official client and a real receiver: histories, and what
time brings."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from belvo.client import Client
from belvo.enums import AccessMode

from harness import Api, Database, Server
from harness.receiver import Received, Receiver, receiving

CLOCK = "2026-03-10T15:00:00Z"
KEYS = [
    "data",
    "external_id",
    "link_id",
    "process_type",
    "request_id",
    "webhook_code",
    "webhook_id",
    "webhook_type",
]
HISTORY = "historical_update"
# What each kind of institution tells of a new link: family, code, and the keys of its data.
COUNTED = {
    "BALANCES": {"total_balances", "first_balance_date", "last_balance_date"},
    "OWNERS": {"total_owners"},
    "ACCOUNTS": {"total_accounts"},
    "TRANSACTIONS": {
        "total_transactions",
        "total_inflow_transactions",
        "total_outflow_transactions",
        "first_transaction_date",
        "last_transaction_date",
    },
    "BILLS": {"total_bills"},
    "INVESTMENTS": {"total_investments"},
    "INVESTMENT_TRANSACTIONS": {
        "total_transactions",
        "total_inflow_transactions",
        "total_outflow_transactions",
        "first_transaction_date",
        "last_transaction_date",
    },
    "EXCHANGES": {"total_exchanges"},
    "TAX_STATUS": {"total_tax_status", "last_status_change_date"},
    "TAX_COMPLIANCE_STATUS": {"total_tax_compliance_status"},
    "TAX_RETENTIONS": {
        "total_tax_retentions",
        "first_tax_retention_date",
        "last_tax_retention_date",
    },
    "FINANCIAL_STATEMENTS": {"new_financial_statements"},
    "EMPLOYMENT_RECORDS": {"total_employment_record_profiles"},
    "EMPLOYMENTS": {"total_employments"},
}
RETURNS = {"type", "total_tax_returns", "first_tax_return_year", "last_tax_return_year"}
INVOICES = {"total_invoices", "first_invoice_date", "last_invoice_date"}
WHERE = {
    "OWNERS": "owners",
    "ACCOUNTS": "accounts",
    "TRANSACTIONS": "transactions",
    "BILLS": "bills",
    "INVESTMENTS": "br/investments",
    "INVESTMENT_TRANSACTIONS": "br/investment-transactions",
    "EXCHANGES": "br/exchanges",
    "TAX_RETENTIONS": "tax-retentions",
    "EMPLOYMENTS": "br/employments",
}
LINKS = {
    "erebor_mx_retail": (
        ("bnk100", "full"),
        ["OWNERS", "ACCOUNTS", "BALANCES", "TRANSACTIONS", "BILLS"],
    ),
    "ofmockbank_br_retail": (
        ("76109277673", "P@ssword01"),
        [
            "OWNERS",
            "ACCOUNTS",
            "BALANCES",
            "TRANSACTIONS",
            "BILLS",
            "INVESTMENTS",
            "INVESTMENT_TRANSACTIONS",
            "EXCHANGES",
        ],
    ),
    "tatooine_mx_fiscal": (
        ("PMO010101000", "business"),
        [
            "INVOICES",
            "TAX_RETURNS",
            "TAX_STATUS",
            "TAX_COMPLIANCE_STATUS",
            "TAX_RETENTIONS",
            "FINANCIAL_STATEMENTS",
        ],
    ),
    "planet_mx_employment": (("BLPM951331IONVGR54", None), ["EMPLOYMENT_RECORDS", "OWNERS"]),
    "inss_br_employment": (("76109277673", "password1"), ["EMPLOYMENTS", "OWNERS"]),
}


@pytest.fixture(scope="module")
def server(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("events")
    with Server(Database.fresh(engine, folder), folder, sandbox_clock=CLOCK) as running:
        yield running


@pytest.fixture
def receiver(api: Api) -> Iterator[Receiver]:
    with receiving() as receiver:
        made = api.post("/api/webhooks/", {"url": receiver.url})
        assert made.status_code == 201, made.text
        yield receiver
        api.delete(f"/api/webhooks/{made.json()['id']}/")


def make(client: Client, institution: str, external_id: str) -> dict[str, Any]:
    (username, password), _ = LINKS[institution]
    link = client.Links.create(
        institution,
        username,
        password,
        external_id=external_id,
        access_mode=AccessMode.RECURRENT,
        raise_exception=True,
    )
    assert link["status"] == "valid"
    return link


def events_of(received: list[Received], link: str) -> list[dict[str, Any]]:
    """What was told of a link, each event once."""
    found = {one.event["webhook_id"]: one.event for one in received}
    return [event for event in found.values() if event["link_id"] == link]


@pytest.mark.parametrize("institution", LINKS)
def test_a_new_link_tells_of_each_resource_once(
    client: Client, api: Api, receiver: Receiver, institution: str
) -> None:
    link = make(client, institution, "customer-1")
    _, resources = LINKS[institution]

    def families(received: list[Received]) -> set[str]:
        return {event["webhook_type"] for event in events_of(received, link["id"])}

    arrived = receiver.wait_until(lambda it: families(it) == set(resources), institution)
    events = events_of(arrived, link["id"])
    assert len({event["request_id"] for event in events}) == 1
    codes = Counter((event["webhook_type"], event["webhook_code"]) for event in events)
    for event in events:
        assert sorted(event) == KEYS
        assert event["process_type"] == HISTORY
        assert event["external_id"] == "customer-1"
        judge(api, link["id"], event)
    for family in set(resources) - {"INVOICES", "TAX_RETURNS"}:
        assert codes[(family, HISTORY)] == 1, family
    if "TAX_RETURNS" in resources:
        types = {e["data"]["type"] for e in events if e["webhook_type"] == "TAX_RETURNS"}
        assert types == {"yearly", "monthly"}
    if "INVOICES" in resources:
        for way in ("inflow", "outflow"):
            assert codes[("INVOICES", f"initial_{way}_update")] == 1
            assert 1 <= codes[("INVOICES", f"historical_{way}_update")] <= 5


def judge(api: Api, link: str, event: dict[str, Any]) -> None:
    """Whether an event says what the lists say."""
    family, data = event["webhook_type"], event["data"]
    if family == "INVOICES":
        assert set(data) == INVOICES
    elif family == "TAX_RETURNS":
        assert set(data) == RETURNS
    else:
        assert set(data) == COUNTED[family], family
    if family in WHERE:
        listed = api.page(f"/api/{WHERE[family]}/", link=link, page_size=1)["count"]
        told = next(value for key, value in data.items() if key.startswith("total_"))
        assert told == listed, family


def test_time_brings_news_and_what_is_stored_is_what_was_told(
    client: Client, api: Api, server: Server, receiver: Receiver
) -> None:
    link = make(client, "erebor_mx_retail", "customer-2")
    before = {one["id"] for one in client.Transactions.list(link["id"], timeout=60)}
    moved = api.post("/sandbox/clock/advance/", {"by": "30d"})
    assert moved.status_code == 200, moved.text
    mine = [ran for ran in moved.json()["ran"] if ran["link"] == link["id"]]
    assert [ran["what"] for ran in mine] == ["refresh"] * 4

    feed = api.get("/api/events/", link=link["id"], limit=500).json()["results"]
    ids = {event["webhook_id"] for event in feed}
    arrived = receiver.wait_until(
        lambda it: ids <= {one.event["webhook_id"] for one in it}, "what the feed tells"
    )
    assert {one["webhook_id"]: one for one in events_of(arrived, link["id"])} == {
        one["webhook_id"]: one for one in feed
    }
    news = [event for event in feed if event["process_type"] == "recurrent_update"]
    assert {event["request_id"] for event in news} <= {ran["request_id"] for ran in mine}

    def named(code: str, key: str) -> set[str]:
        of = [event["data"][key] for event in news if event["webhook_code"] == code]
        return {one for listed in of for one in listed}

    added = named("new_transactions_available", "new_transaction_ids")
    gone = named("transactions_deleted", "deleted_transactions")
    stored = {one["id"] for one in client.Transactions.list(link["id"], timeout=60)}
    explained = server.run("explain", news[0]["request_id"])
    assert "JOB refresh was answered with 200" in explained
    assert f"was told as {news[0]['webhook_id']}" in explained
    assert f"delivered: {receiver.url}" in explained
    by_event = server.run("explain", news[0]["webhook_id"])
    assert "JOB refresh" in by_event
    assert by_event.count("was told as") == 1

    assert added
    assert stored == (before | added) - gone
