"""Owners, accounts, balances and transactions of a full person, through the official client."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from belvo.client import Client
from belvo.enums import AccessMode
from belvo.exceptions import RequestError
from requests import HTTPError

from harness import Api

BANK = "erebor_mx_retail"
FULL = ("bnk100", "full")


@pytest.fixture(scope="module")
def link(client: Client) -> str:
    return client.Links.create(BANK, *FULL, raise_exception=True)["id"]


OWED = (
    "ADVANCE_DEPOSIT_ACCOUNT",
    "CREDIT_CARD",
    "FINANCING_ACCOUNT",
    "INVOICE_FINANCING_ACCOUNT",
    "LOAN_ACCOUNT",
)


@pytest.fixture(scope="module")
def fresh_link(client: Client) -> str:
    """A single link, of which nothing has been fetched."""
    single = client.Links.create(BANK, *FULL, access_mode=AccessMode.SINGLE, raise_exception=True)
    return single["id"]


def test_accounts_agree_with_their_link(client: Client, link: str) -> None:
    accounts = list(client.Accounts.list(link=link))
    assert len(accounts) >= 4
    assert {account["link"] for account in accounts} == {link}
    assert {account["institution"]["name"] for account in accounts} == {BANK}
    assert {account["currency"] for account in accounts} == {"MXN"}
    categories = {account["category"] for account in accounts}
    assert {"CHECKING_ACCOUNT", "CREDIT_CARD"} <= categories
    for account in accounts:
        owing = account["category"] in OWED
        assert account["balance_type"] == ("LIABILITY" if owing else "ASSET")
        assert client.Accounts.get(account["id"]) == account


def test_accounts_are_filtered(client: Client, link: str) -> None:
    accounts = list(client.Accounts.list(link=link))
    cards = list(client.Accounts.list(link=link, category="CREDIT_CARD"))
    assert cards == [account for account in accounts if account["category"] == "CREDIT_CARD"]
    current = accounts[0]["balance"]["current"]
    at_least = list(client.Accounts.list(link=link, balance__current__gte=f"{current:.2f}"))
    assert at_least == [a for a in accounts if a["balance"]["current"] >= current]
    one = accounts[0]
    assert list(client.Accounts.list(id=one["id"])) == [one]
    assert list(client.Accounts.list(link=link, number__in=f"{one['number']},0")) == [
        account for account in accounts if account["number"] == one["number"]
    ]
    part = one["name"][1:6].upper()
    assert list(client.Accounts.list(link=link, name__icontains=part)) == [
        account for account in accounts if part.lower() in account["name"].lower()
    ]
    assert list(client.Accounts.list(link=link, currency="BRL")) == []


def test_owners_have_a_name_and_a_document(client: Client, link: str) -> None:
    owners = list(client.Owners.list(link=link))
    assert len(owners) == 1
    assert owners[0]["display_name"]
    assert owners[0]["document_id"]["document_number"]
    assert client.Owners.get(owners[0]["id"]) == owners[0]
    assert list(client.Owners.list(link=link, email=owners[0]["email"])) == owners


def test_transactions_belong_to_the_accounts(client: Client, link: str) -> None:
    accounts = {account["id"] for account in client.Accounts.list(link=link)}
    transactions = list(client.Transactions.list(link=link))
    assert len(transactions) >= 200
    assert len({transaction["id"] for transaction in transactions}) == len(transactions)
    assert {transaction["account"]["id"] for transaction in transactions} <= accounts
    assert all(transaction["amount"] >= 0 for transaction in transactions)
    assert {transaction["type"] for transaction in transactions} == {"INFLOW", "OUTFLOW"}
    first = transactions[0]
    assert client.Transactions.get(first["id"]) == first


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ({"type": "INFLOW"}, lambda t: t["type"] == "INFLOW"),
        ({"status__in": "PENDING,PROCESSED"}, lambda t: t["status"] in ("PENDING", "PROCESSED")),
        ({"amount__gte": "1000.00"}, lambda t: t["amount"] >= 1000),
        ({"amount__range": "100.00,200.00"}, lambda t: 100 <= t["amount"] <= 200),
        ({"value_date__gt": "2026-06-30"}, lambda t: t["value_date"] > "2026-06-30"),
        (
            {"value_date__range": "2026-05-01,2026-05-31"},
            lambda t: "2026-05-01" <= t["value_date"] <= "2026-05-31",
        ),
        ({"type": "OUTFLOW", "amount__lt": "50.00"}, lambda t: t["amount"] < 50),
        ({"currency__in": "MXN,BRL"}, lambda t: t["currency"] in ("MXN", "BRL")),
    ],
)
def test_transactions_are_filtered(
    client: Client, link: str, filters: dict[str, str], fits: Any
) -> None:
    everything = list(client.Transactions.list(link=link))
    if filters.get("type") == "OUTFLOW":
        everything = [one for one in everything if one["type"] == "OUTFLOW"]
    kept = list(client.Transactions.list(link=link, **filters))
    assert kept == [transaction for transaction in everything if fits(transaction)]


def test_transactions_of_one_account(client: Client, link: str) -> None:
    account = client.Transactions.list(link=link).__next__()["account"]["id"]
    mine = list(client.Transactions.list(link=link, account=account, page_size=1000))
    assert mine
    assert {transaction["account"]["id"] for transaction in mine} == {account}


def test_a_retrieval_returns_the_period_and_keeps_ids(client: Client, link: str) -> None:
    until = date.today() - timedelta(days=30)
    period = ((until - timedelta(days=30)).isoformat(), until.isoformat())
    first = client.Transactions.create(link, period[0], date_to=period[1], raise_exception=True)
    again = client.Transactions.create(link, period[0], date_to=period[1], raise_exception=True)
    assert first
    assert all(period[0] <= one["value_date"] <= period[1] for one in first)
    assert {one["id"] for one in again} == {one["id"] for one in first}
    stored = client.Transactions.list(link=link, value_date__range=",".join(period), page_size=1000)
    assert {one["id"] for one in first} == {one["id"] for one in stored}


def test_a_retrieval_without_an_end_ends_today(client: Client, link: str) -> None:
    since = (date.today() - timedelta(days=60)).isoformat()
    transactions = client.Transactions.create(link, since, raise_exception=True)
    assert transactions
    assert max(one["value_date"] for one in transactions) <= date.today().isoformat()


@pytest.mark.parametrize(
    ("date_from", "date_to", "field"),
    [
        ("2026-02-30", "2026-03-01", "date_from"),
        ("yesterday", "2026-03-01", "date_from"),
        ("2026-01-01", "01/02/2026", "date_to"),
        ("2026-03-02", "2026-03-01", None),
        ("2026-01-01", "2999-01-01", "date_to"),
        ("2020-01-01", "2026-03-01", None),
    ],
)
def test_a_wrong_period_is_refused(
    client: Client, link: str, date_from: str, date_to: str, field: str | None
) -> None:
    with pytest.raises(RequestError) as raised:
        client.Transactions.create(link, date_from, date_to=date_to, raise_exception=True)
    assert raised.value.status_code == 400
    problem = raised.value.detail[0]
    assert problem["code"] in ("invalid", "validation_error")
    if field:
        assert problem["field"] == field


def test_accounts_keep_their_ids(client: Client, link: str) -> None:
    stored = {account["id"] for account in client.Accounts.list(link=link)}
    fetched = client.Accounts.create(link, raise_exception=True)
    assert {account["id"] for account in fetched} == stored
    assert {account["id"] for account in client.Accounts.list(link=link)} == stored


def test_what_is_not_to_be_saved_is_not(client: Client, fresh_link: str) -> None:
    assert list(client.Owners.list(link=fresh_link)) == []
    assert client.Owners.create(fresh_link, save_data=False, raise_exception=True)
    assert list(client.Owners.list(link=fresh_link)) == []
    saved = client.Owners.create(fresh_link, raise_exception=True)
    assert list(client.Owners.list(link=fresh_link)) == saved


def test_statuses_tell_saved_from_unsaved(api: Api, link: str) -> None:
    assert api.post("/api/accounts/", {"link": link}).status_code == 201
    assert api.post("/api/accounts/", {"link": link, "save_data": False}).status_code == 200


def test_daily_balances_for_older_clients(client: Client, link: str) -> None:
    account = next(
        one for one in client.Accounts.list(link=link) if one["category"] == "CHECKING_ACCOUNT"
    )
    days = client.Balances.create(
        link, "2026-05-01", date_to="2026-05-31", account=account["id"], raise_exception=True
    )
    assert sorted(day["value_date"] for day in days) == [
        f"2026-05-{number:02d}" for number in range(1, 32)
    ]
    assert {day["account"]["id"] for day in days} == {account["id"]}
    later = list(client.Balances.list(link=link, value_date__gt="2026-05-20", page_size=1000))
    assert sorted(day["value_date"] for day in later) == [
        f"2026-05-{number}" for number in range(21, 32)
    ]
    assert client.Balances.get(days[0]["id"]) == days[0]
    assert client.Balances.delete(days[0]["id"]) is True
    assert len(list(client.Balances.list(link=link))) == len(days) - 1


def test_a_deleted_account_takes_its_transactions_along(client: Client) -> None:
    link = client.Links.create(BANK, "bnk102", "low", raise_exception=True)["id"]
    transaction = next(client.Transactions.list(link=link))
    account = transaction["account"]["id"]
    assert client.Transactions.delete(transaction["id"]) is True
    with pytest.raises(HTTPError):
        client.Transactions.get(transaction["id"])
    assert client.Accounts.delete(account) is True
    assert list(client.Transactions.list(link=link, account=account)) == []
    assert account not in [one["id"] for one in client.Accounts.list(link=link)]
    owner = next(client.Owners.list(link=link), None)
    if owner is not None:
        assert client.Owners.delete(owner["id"]) is True
        assert list(client.Owners.list(link=link)) == []


def test_an_empty_person_has_nothing(client: Client) -> None:
    link = client.Links.create(BANK, "bnk101", "nodata", raise_exception=True)["id"]
    for resource in (client.Owners, client.Accounts, client.Transactions):
        assert list(resource.list(link=link)) == []


def test_a_person_in_debt_has_negative_balances(client: Client) -> None:
    link = client.Links.create(BANK, "bnk103", "negative", raise_exception=True)["id"]
    assert any(account["balance"]["current"] < 0 for account in client.Accounts.list(link=link))


def test_any_other_name_is_a_person_of_its_own(client: Client) -> None:
    ids = [
        client.Links.create(BANK, name, "secret", raise_exception=True)["id"]
        for name in ("jose", "maria", "jose")
    ]
    jose, maria, jose_again = (
        next(client.Owners.list(link=link, omit="id,link,created_at,collected_at")) for link in ids
    )
    assert jose["document_id"] == jose_again["document_id"]
    assert jose["document_id"] != maria["document_id"]


def test_what_an_institution_lacks_is_unsupported(client: Client) -> None:
    fiscal = client.Links.create(
        "tatooine_mx_fiscal", "PFIS010101000", "individual", raise_exception=True
    )
    with pytest.raises(RequestError) as raised:
        client.Accounts.create(fiscal["id"], raise_exception=True)
    assert raised.value.status_code == 400
    assert raised.value.detail[0]["code"] == "unsupported_operation"


@pytest.mark.parametrize("name", ["Accounts", "Owners", "Transactions", "Balances"])
def test_an_unknown_link_does_not_exist(client: Client, name: str) -> None:
    period = ["2026-01-01"] if name in ("Transactions", "Balances") else []
    with pytest.raises(RequestError) as raised:
        getattr(client, name).create(str(uuid.uuid4()), *period, raise_exception=True)
    assert raised.value.status_code == 400
    problem = raised.value.detail[0]
    assert (problem["code"], problem["field"]) == ("does_not_exist", "link")


@pytest.mark.parametrize("name", ["Accounts", "Owners", "Transactions", "Balances", "Links"])
def test_an_unknown_id_is_not_found(client: Client, name: str) -> None:
    resource = getattr(client, name)
    with pytest.raises(HTTPError) as raised:
        resource.get(str(uuid.uuid4()))
    assert raised.value.response.status_code == 404
    assert raised.value.response.json()[0]["code"] == "not_found"
    assert resource.delete(str(uuid.uuid4())) is False
