"""Institutions through the official client."""

from typing import Any

import pytest
from belvo.client import Client
from requests import HTTPError

from harness import Api
from harness.api import problems

SANDBOX_NAMES = {
    "gringotts_mx_retail",
    "gringotts_co_retail",
    "gringotts_br_retail",
    "erebor_mx_retail",
    "erebor_co_retail",
    "erebor_br_retail",
    "gotham_br_business",
    "tatooine_mx_fiscal",
    "heimdall_mx_retail",
    "heimdall_br_retail",
    "heimdall_co_retail",
    "ironbank_br_business",
    "ironbank_br_retail",
    "ofmockbank_br_retail",
    "planet_mx_employment",
}


def test_the_whole_sandbox_is_listed(client: Client) -> None:
    institutions = list(client.Institutions.list())
    names = [institution["name"] for institution in institutions]
    assert set(names) >= SANDBOX_NAMES
    assert len(names) == len(set(names))
    assert len({institution["id"] for institution in institutions}) == len(institutions)
    assert {institution["country_code"] for institution in institutions} >= {"BR", "CL", "CO", "MX"}


def test_a_known_bank_has_its_known_id(client: Client) -> None:
    erebor = client.Institutions.get(1004)
    assert erebor["name"] == "erebor_mx_retail"
    assert erebor["integration_type"] == "credentials"
    assert {field["name"] for field in erebor["form_fields"]} == {"username", "password"}


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ({"country_code": "CO"}, lambda i: i["country_code"] == "CO"),
        ({"country_code__in": "BR,CL"}, lambda i: i["country_code"] in ("BR", "CL")),
        ({"type": "fiscal"}, lambda i: i["type"] == "fiscal"),
        ({"type__in": "fiscal,employment"}, lambda i: i["type"] in ("fiscal", "employment")),
        ({"name": "erebor_br_retail"}, lambda i: i["name"] == "erebor_br_retail"),
        ({"name__in": "erebor_br_retail,gringotts_mx_retail"}, lambda i: "_" in i["name"]),
        ({"display_name": "ereb"}, lambda i: "ereb" in i["display_name"].lower()),
        ({"status": "healthy"}, lambda i: i["status"] == "healthy"),
        (
            {"resources__allin": "OWNERS,ACCOUNTS"},
            lambda i: {"OWNERS", "ACCOUNTS"} <= set(i["resources"]),
        ),
        ({"page_size": 3}, lambda i: True),
    ],
)
def test_filters_keep_what_fits(client: Client, filters: dict[str, Any], fits: Any) -> None:
    everything = list(client.Institutions.list())
    kept = list(client.Institutions.list(**filters))
    assert kept
    assert all(fits(institution) for institution in kept)
    if "name__in" in filters:
        assert len(kept) == 2
    else:
        assert len(kept) == sum(1 for institution in everything if fits(institution))


@pytest.mark.parametrize(
    "filters", [{"type": "casino"}, {"status": "asleep"}, {"status__in": "healthy,asleep"}]
)
def test_a_word_outside_the_choices_is_refused(client: Client, filters: dict[str, str]) -> None:
    with pytest.raises(HTTPError) as refused:
        list(client.Institutions.list(**filters))
    found = problems(refused.value.response, 400)
    assert found[0]["field"] == next(iter(filters))


def test_an_unknown_institution_is_not_found(client: Client) -> None:
    with pytest.raises(HTTPError) as refused:
        client.Institutions.get(999_999)
    assert problems(refused.value.response, 404)[0]["code"] == "not_found"


def test_institutions_are_read_only(api: Api) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert problems(api.request(method, "/api/institutions/"), 405)
