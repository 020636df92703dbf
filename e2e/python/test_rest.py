"""The ground rules of the HTTP interface, by plain requests."""

import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from belvo.client import Client

from harness import Api
from harness.api import codes, problems

PAGE_SIZE_DEFAULT = 100
PAGE_SIZE_MAX = 1000


@pytest.fixture(scope="module")
def link(api: Api) -> str:
    return api.register(username="bnk100", password="full", external_id="rest")["id"]


def test_pages_hold_a_hundred_unless_told_otherwise(api: Api, link: str) -> None:
    page = api.page("/api/transactions/", link=link)
    assert len(page["results"]) == PAGE_SIZE_DEFAULT
    assert page["count"] > PAGE_SIZE_DEFAULT
    assert page["previous"] is None
    huge = api.page("/api/transactions/", link=link, page_size=5000)
    assert len(huge["results"]) == min(huge["count"], PAGE_SIZE_MAX)


def test_pages_neither_repeat_nor_skip(api: Api, link: str) -> None:
    whole = [item["id"] for item in api.walk("/api/transactions/", link=link, page_size=1000)]
    small = [item["id"] for item in api.walk("/api/transactions/", link=link, page_size=37)]
    assert small == whole
    assert len(set(whole)) == len(whole) == api.page("/api/transactions/", link=link)["count"]


def test_lists_are_newest_first(api: Api, link: str) -> None:
    moments = [item["created_at"] for item in api.walk("/api/transactions/", link=link)]
    assert moments == sorted(moments, reverse=True)


def test_next_and_previous_keep_host_and_filters(api: Api, link: str) -> None:
    response = api.request(
        "GET",
        "/api/transactions/",
        params={"link": link, "page_size": 5, "page": 2, "type": "OUTFLOW", "amount__gt": "1.00"},
        headers={"Host": "money.example:8443"},
    )
    page = response.json()
    for key, number in (("next", "3"), ("previous", "1")):
        address = urlsplit(page[key])
        assert (address.scheme, address.netloc) == ("http", "money.example:8443")
        assert address.path == "/api/transactions/"
        query = {name: values[-1] for name, values in parse_qs(address.query).items()}
        assert query.pop("page", "1") == number
        assert query == {"link": link, "page_size": "5", "type": "OUTFLOW", "amount__gt": "1.00"}


def test_a_page_beyond_the_last_is_not_found(api: Api, link: str) -> None:
    response = api.get("/api/transactions/", link=link, page=10_000)
    assert codes(response, 404) == ["not_found"]
    assert api.page("/api/transactions/", link=str(uuid.uuid4()))["results"] == []


@pytest.mark.parametrize("parameter", ["page", "page_size"])
@pytest.mark.parametrize("value", ["abc", "-1", "1.5", "99999999999999999999999", "0x10"])
def test_a_page_that_is_no_number(api: Api, link: str, parameter: str, value: str) -> None:
    response = api.get("/api/transactions/", link=link, **{parameter: value})
    if parameter == "page_size" and value.isdigit():
        assert response.status_code == 200
    else:
        assert problems(response)[0]["code"] in ("invalid", "not_found")


def test_fields_and_omit_choose_keys(api: Api, link: str) -> None:
    kept = api.page("/api/accounts/", link=link, fields="id,balance,no_such_field")
    assert {tuple(item) for item in kept["results"]} == {("id", "balance")}
    assert set(kept) == {"count", "next", "previous", "results"}
    whole = api.page("/api/accounts/", link=link)["results"]
    left = api.page("/api/accounts/", link=link, omit="id,balance")["results"]
    assert [set(item) for item in left] == [set(item) - {"id", "balance"} for item in whole]
    one = api.get(f"/api/accounts/{whole[0]['id']}/", fields="name").json()
    assert one == {"name": whole[0]["name"]}


def test_fields_apply_to_retrievals_too(api: Api, link: str) -> None:
    response = api.post("/api/accounts/?fields=id", {"link": link})
    assert response.status_code == 201
    assert all(set(item) == {"id"} for item in response.json())


def test_transactions_must_name_their_link(api: Api) -> None:
    problem = problems(api.get("/api/transactions/"), 400)[0]
    assert (problem["code"], problem["field"]) == ("required", "link")


def test_a_missing_slash_does_not_matter(api: Api, link: str) -> None:
    for path in ("/api/links", f"/api/links/{link}", "/api/institutions", "/api"):
        response = api.get(path)
        assert response.status_code == 200, path
    slashed = api.get("/api/accounts/", link=link, page_size=2).json()
    bare = api.get("/api/accounts", link=link, page_size=2).json()
    assert bare["results"] == slashed["results"]
    assert api.post("/api/accounts", {"link": link}).status_code == 201
    assert api.patch(f"/api/links/{link}", {"access_mode": "recurrent"}).status_code == 200


@pytest.mark.parametrize("path", ["/api/links/", "/api/accounts/", "/api/institutions/", "/api/"])
def test_head_is_get_without_a_body(api: Api, path: str) -> None:
    got, head = api.get(path), api.request("HEAD", path)
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]


def test_options_names_the_verbs(api: Api) -> None:
    response = api.request("OPTIONS", "/api/links/")
    assert response.status_code in (200, 204)
    assert {"GET", "POST", "PATCH"} <= {
        verb.strip() for verb in response.headers["allow"].split(",")
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/api/links/"),
        ("DELETE", "/api/accounts/"),
        ("POST", f"/api/links/{uuid.uuid4()}/"),
        ("PUT", f"/api/accounts/{uuid.uuid4()}/"),
        ("POST", "/api/"),
    ],
)
def test_a_verb_that_is_not_offered(api: Api, method: str, path: str) -> None:
    response = api.request(method, path, json={})
    problem = problems(response, 405)[0]
    assert problem["code"] == "method_not_allowed"
    assert f'"{method}"' in problem["message"]
    assert response.headers["allow"]


def test_an_unknown_address_is_not_found(api: Api) -> None:
    for path in ("/api/nothing/", "/nothing", "/api/links/not-a-uuid/", "/api/links/1/2/"):
        assert codes(api.get(path), 404) == ["not_found"], path


def test_every_answer_names_its_request(api: Api) -> None:
    first, second = api.get("/api/nothing/"), api.get("/api/nothing/")
    assert problems(first)[0]["request_id"] != problems(second)[0]["request_id"]


def test_all_problems_of_a_body_come_at_once(api: Api) -> None:
    found = problems(api.post("/api/transactions/", {"date_to": "tomorrow"}), 400)
    assert {(problem["code"], problem["field"]) for problem in found} >= {
        ("required", "link"),
        ("required", "date_from"),
        ("invalid", "date_to"),
    }


def test_unknown_keys_and_parameters_are_ignored(api: Api, link: str) -> None:
    body: dict[str, Any] = {"link": link, "surprise": {"deep": [1, 2]}}
    assert api.post("/api/accounts/", body).status_code == 201
    assert api.get("/api/accounts/", link=link, surprise="1").status_code == 200


def test_an_asynchronous_retrieval_is_accepted(api: Api, link: str) -> None:
    response = api.post(
        "/api/transactions/",
        {"link": link, "date_from": "2026-05-01", "date_to": "2026-05-31"},
        headers={"X-Belvo-Request-Mode": "async"},
    )
    assert response.status_code == 202, response.text
    assert len(response.json()["request_id"]) == 32


def test_money_is_a_plain_json_number(client: Client, link: str) -> None:
    for transaction in client.Transactions.list(link=link):
        assert isinstance(transaction["amount"], (int, float))
        assert round(transaction["amount"], 2) == transaction["amount"]


def test_moments_have_microseconds_and_a_zone(api: Api, link: str) -> None:
    for account in api.page("/api/accounts/", link=link)["results"]:
        assert account["created_at"].endswith("Z")
        assert len(account["created_at"]) == len("2022-02-09T08:45:50.406032Z")


def test_the_health_address_needs_no_key(api: Api) -> None:
    anonymous = Api(api.base_url, key=None, judged=False)
    assert anonymous.get("/healthz").status_code == 200
    assert anonymous.get("/openapi.json").json()["openapi"].startswith("3.1")
    assert anonymous.get("/docs").headers["content-type"].startswith("text/html")
