"""Open Finance institutions, Brazil's real-time balances, and employment: by plain requests."""

from collections.abc import Iterator

import pytest
from belvo.client import Client

from harness import Api, Database, Server
from harness.api import codes, problems

PERSON = "76109277673"
COMPANY = "50685362006773"
MOCK_BANK = "ofmockbank_br_retail"


@pytest.fixture(scope="module")
def link(client: Client) -> str:
    return client.Links.create(MOCK_BANK, PERSON, "P@ssword01", raise_exception=True)["id"]


def test_a_document_number_is_that_very_person(client: Client, link: str) -> None:
    owner = next(client.Owners.list(link=link))
    assert owner["document_id"]["document_number"] == PERSON
    again = client.Links.create(MOCK_BANK, "761.092.776-73", "P@ssword01", raise_exception=True)
    assert next(client.Owners.list(link=again["id"]))["display_name"] == owner["display_name"]


def test_real_time_balances_agree_with_the_accounts(api: Api, link: str) -> None:
    response = api.post("/api/br/balances/", {"link": link})
    assert response.status_code == 201, response.text
    balances = response.json()
    accounts = {account["id"]: account for account in api.walk("/api/accounts/", link=link)}
    assert balances
    for balance in balances:
        account = accounts[balance["account_id"]]
        assert account["category"] in ("CHECKING_ACCOUNT", "SAVINGS_ACCOUNT")
        assert balance["available"] == account["balance"]["available"]
        assert balance["blocked"] == account["balance"]["blocked"]
    listed = list(api.walk("/api/br/balances/", link=link))
    assert {balance["id"] for balance in listed} == {balance["id"] for balance in balances}
    one = api.get(f"/api/br/balances/{listed[0]['id']}/")
    assert one.json() == listed[0]


def test_real_time_balances_are_read_only_and_need_their_link(api: Api, link: str) -> None:
    missing = problems(api.get("/api/br/balances/"), 400)[0]
    assert (missing["code"], missing["field"]) == ("required", "link")
    assert codes(api.patch("/api/br/balances/", {}), 405) == ["method_not_allowed"]
    one = next(api.walk("/api/br/balances/", link=link))
    assert codes(api.delete(f"/api/br/balances/{one['id']}/"), 405) == ["method_not_allowed"]


def test_a_document_with_wrong_check_digits_is_not_a_login(api: Api) -> None:
    for username in ("1234", "not-a-cpf", "7610927767"):
        response = api.post("/api/links/", {"institution": MOCK_BANK, "username": username})
        assert codes(response, 400) == ["validation_error"], username


def test_an_employee_has_an_identity(client: Client) -> None:
    link = client.Links.create(
        "planet_mx_employment", "BLPM951331IONVGR54", "fake-password", raise_exception=True
    )
    assert link["status"] == "valid"
    assert len(client.Owners.create(link["id"], raise_exception=True)) == 1


@pytest.fixture(scope="module")
def production(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("production")
    with Server(Database.fresh(engine, folder), folder, environment="production") as running:
        yield running


def test_production_opens_no_consent_by_password(production: Server) -> None:
    response = Api(production.base_url).post(
        "/api/links/", {"institution": MOCK_BANK, "username": PERSON, "password": "P@ssword01"}
    )
    problems(response, 400)
