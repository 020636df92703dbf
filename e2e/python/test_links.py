"""Registering, reading, changing and deleting links through the official client."""

import uuid
from typing import Any

import pytest
from belvo.client import Client
from belvo.enums import AccessMode
from belvo.exceptions import RequestError
from requests import HTTPError

from harness import Api

BANK = "erebor_mx_retail"
LOW = ("bnk102", "low")


def refusal(call: Any, status: int = 400) -> dict[str, Any]:
    """The first problem that the client raises for this call."""
    with pytest.raises(RequestError) as raised:
        call()
    assert raised.value.status_code == status, raised.value.detail
    return raised.value.detail[0]


@pytest.fixture(scope="module")
def link(client: Client) -> dict[str, Any]:
    return client.Links.create(
        BANK, *LOW, external_id="customer-17", access_mode=AccessMode.RECURRENT
    )


def test_a_new_link_says_what_it_is(link: dict[str, Any]) -> None:
    assert uuid.UUID(link["id"])
    assert link["institution"] == BANK
    assert link["status"] == "valid"
    assert link["access_mode"] == "recurrent"
    assert link["external_id"] == "customer-17"
    assert link["credentials_storage"] == "store"
    assert len(link["institution_user_id"]) == 44


def test_a_link_is_read_as_it_was_made(client: Client, link: dict[str, Any]) -> None:
    read = client.Links.get(link["id"])
    assert {**read, "last_accessed_at": None} == {**link, "last_accessed_at": None}
    assert link["id"] in [listed["id"] for listed in client.Links.list()]


def test_links_are_found_by_what_is_known_of_them(client: Client, link: dict[str, Any]) -> None:
    for filters in (
        {"id": link["id"]},
        {"id__in": f"{link['id']},{uuid.uuid4()}"},
        {"external_id": "customer-17"},
        {"institution_user_id": link["institution_user_id"], "external_id": "customer-17"},
    ):
        assert [found["id"] for found in client.Links.list(**filters)] == [link["id"]], filters
    assert list(client.Links.list(institution="gringotts_co_retail")) == []
    assert list(client.Links.list(created_at__lt="2001-01-01")) == []
    assert list(client.Links.list(status="invalid")) == []


def test_a_single_link_keeps_its_credentials_for_a_year(client: Client) -> None:
    single = client.Links.create(BANK, *LOW, access_mode=AccessMode.SINGLE)
    assert single["access_mode"] == "single"
    assert single["credentials_storage"] == "365d"
    assert single["refresh_rate"] is None


def test_the_same_user_keeps_one_identity_per_institution(
    client: Client, link: dict[str, Any]
) -> None:
    again = client.Links.create(BANK, *LOW)
    elsewhere = client.Links.create("gringotts_mx_retail", *LOW)
    assert again["id"] != link["id"]
    assert again["institution_user_id"] == link["institution_user_id"]
    assert elsewhere["institution_user_id"] != link["institution_user_id"]


def test_the_access_mode_changes(client: Client) -> None:
    single = client.Links.create(BANK, *LOW, access_mode=AccessMode.SINGLE)
    with pytest.raises(HTTPError):
        client.Links.get(uuid.uuid4())
    changed = client.Links.patch(single["id"], access_mode=AccessMode.RECURRENT)
    assert changed["access_mode"] == "recurrent"
    assert changed["credentials_storage"] == "store"
    assert changed["refresh_rate"] is not None
    assert client.Links.get(single["id"])["access_mode"] == "recurrent"


def test_new_credentials_keep_the_link(client: Client, link: dict[str, Any]) -> None:
    updated = client.Links.update(link["id"], password="low", raise_exception=True)
    assert updated["id"] == link["id"]
    assert updated["status"] == "valid"


def test_a_deleted_link_takes_its_data_along(client: Client) -> None:
    doomed = client.Links.create(BANK, *LOW)
    assert list(client.Accounts.list(link=doomed["id"]))
    assert client.Links.delete(doomed["id"]) is True
    assert list(client.Accounts.list(link=doomed["id"])) == []
    assert list(client.Links.list(id=doomed["id"])) == []
    assert client.Links.delete(doomed["id"]) is False
    with pytest.raises(HTTPError) as gone:
        client.Links.get(doomed["id"])
    assert gone.value.response.status_code == 404


@pytest.mark.parametrize(
    "personal", ["ana@example.com", "76109277673", "LOLJ970312MBSPPN08", "4111111111111111"]
)
def test_personal_data_is_not_kept_as_external_id(client: Client, personal: str) -> None:
    link = client.Links.create(BANK, *LOW, external_id=personal)
    if isinstance(link, list):
        assert link[0]["field"] == "external_id"
    else:
        assert link["external_id"] is None


def test_wrong_credentials_store_nothing(client: Client) -> None:
    before = len(list(client.Links.list()))
    problem = refusal(
        lambda: client.Links.create(BANK, "user_invalid", "pass_invalid", raise_exception=True)
    )
    assert problem["code"] == "login_error"
    assert len(list(client.Links.list())) == before


def test_without_exceptions_the_client_returns_the_problems(client: Client) -> None:
    answer = client.Links.create(BANK, "user_invalid", "pass_invalid")
    assert isinstance(answer, list)
    assert answer[0]["code"] == "login_error"


@pytest.mark.parametrize(
    ("institution", "username", "password", "code", "field"),
    [
        (BANK, "1234567890abcdefg", "1234567890abcdefg", "validation_error", None),
        ("nowhere_mx_retail", "bnk100", "full", "does_not_exist", "institution"),
        (None, "bnk100", "full", "required", "institution"),
        (BANK, None, "full", "required", "username"),
    ],
)
def test_a_refused_registration_says_why(
    client: Client,
    institution: str | None,
    username: str | None,
    password: str,
    code: str,
    field: str | None,
) -> None:
    problem = refusal(
        lambda: client.Links.create(institution, username, password, raise_exception=True)
    )
    assert problem["code"] == code
    assert problem.get("field") == field


def test_advanced_login(client: Client) -> None:
    def create(username: str, password: str, kind: str, second: str) -> dict[str, Any]:
        return client.Links.create(
            "ironbank_br_retail",
            username,
            password,
            username_type=kind,
            username2=second,
            password2=second,
            raise_exception=True,
        )

    assert create("adv_valid", "pass_valid", "003", "valid")["status"] == "valid"
    problem = refusal(lambda: create("adv_invalid", "pass_invalid", "999", "invalid"))
    assert problem["code"] == "login_error"


def test_unknown_choices_are_refused(api: Api) -> None:
    body = {"institution": BANK, "username": "bnk102", "password": "low"}
    for field, value, code in (
        ("access_mode", "sometimes", "invalid_choice"),
        ("fetch_resources", "ACCOUNTS", "not_a_list"),
        ("fetch_resources", ["GOLD"], None),
        ("stale_in", "forever", None),
        ("credentials_storage", "nowhere", None),
        ("external_id", "x", "min_length"),
        ("username", "", "blank"),
        ("username", None, "null"),
    ):
        response = api.post("/api/links/", {**body, field: value})
        assert response.status_code == 400, (field, response.text)
        problem = response.json()[0]
        assert code in (None, problem["code"]), (field, problem)
        assert problem.get("field", "").startswith(field), (field, problem)


def test_storage_rules(api: Api) -> None:
    body = {"institution": BANK, "username": "bnk102", "password": "low"}
    recurrent = {**body, "access_mode": "recurrent", "credentials_storage": "nostore"}
    assert api.post("/api/links/", recurrent).json()[0]["code"] == "invalid_credentials_storage"
    forgetful = {**body, "access_mode": "single", "credentials_storage": "nostore"}
    answer = api.post("/api/links/", {**forgetful, "fetch_resources": []})
    assert answer.json()[0]["code"] == "invalid_fetch_resources"
    kept = api.register(**forgetful, fetch_resources=["ACCOUNTS"])
    assert kept["fetch_resources"] == ["ACCOUNTS"]
    later = api.post("/api/owners/", {"link": kept["id"]})
    assert later.status_code == 404
    assert later.json()[0]["code"] == "expired_credentials"
