"""Bodies that no client should send: each gets the catalogue's error, and nothing is stored."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from harness import Api
from harness.api import codes, problems

BODY_BYTES_MAX = 1024 * 1024
NESTING = 100_000

MALFORMED = {
    "empty": b"",
    "not json": b"hello",
    "half an object": b'{"link": ',
    "two values": b"{} {}",
    "trailing comma": b'{"link": 1,}',
    "single quotes": b"{'link': 1}",
    "bare NaN": b'{"link": NaN}',
    "bad UTF-8": b'{"link": "\xff\xfe"}',
    "half a surrogate": b'{"link": "\\ud800"}',
    "a NUL byte": b'{"link": "a\x00b"}',
    "very deep": b"[" * NESTING,
    "very deep objects": b'{"a":' * NESTING,
    "a form": b"link=1&username=2",
}
NOTHING_MANDATORY = (
    "/api/links/{id}/",
    "/api/links/{id}/refresh/",
    "/api/webhooks/{id}/",
    "/api/events/{id}/replay/",
    "/sandbox/consents/{id}/renew/",
    "/sandbox/transactions/{id}/",
)
WRONG_SHAPES: list[Any] = [None, True, 7, "text", [], [{}], 1.5e300]
WRONG_VALUES: list[Any] = [
    None,
    True,
    -1,
    1e308,
    10**400,
    "",
    " ",
    "x" * 300_000,
    "\u0000",
    "\ud83d\ude00" * 50,
    "'; DROP TABLE documents; --",
    [],
    [[]],
    {},
    {"a": {"b": []}},
]


@pytest.fixture(scope="module")
def link(api: Api) -> str:
    return api.register()["id"]


def writing_operations(api: Api) -> Iterator[tuple[str, str]]:
    """Every method and path of the contract that takes a JSON body."""
    assert api.contract is not None
    for operation in api.contract.operations():
        if operation.takes_json:
            yield operation.method.upper(), operation.path


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_json_is_a_parse_error(api: Api, link: str, name: str) -> None:
    for method, path in writing_operations(api):
        response = api.request(
            method,
            path.replace("{id}", link),
            data=MALFORMED[name],
            headers={"Content-Type": "application/json"},
        )
        if name == "empty" and path in NOTHING_MANDATORY:
            continue
        found = codes(response)
        assert response.status_code == 400, f"{method} {path}: {response.text}"
        if name not in ("empty", "half a surrogate", "a NUL byte"):
            assert found == ["parse_error"], f"{method} {path}: {found}"


@pytest.mark.parametrize("body", WRONG_SHAPES, ids=repr)
def test_a_body_that_is_no_object_is_refused(api: Api, link: str, body: Any) -> None:
    for method, path in writing_operations(api):
        # Written out here: the client library sends no body at all for `json=None`.
        response = api.request(
            method,
            path.replace("{id}", link),
            data=json.dumps(body),
            headers={"Content-Type": "application/json"},
        )
        assert problems(response, 400), f"{method} {path}"


@pytest.mark.parametrize("value", WRONG_VALUES, ids=lambda value: repr(value)[:24])
def test_no_value_of_any_key_is_a_fault(api: Api, link: str, value: Any) -> None:
    assert api.contract is not None
    period = {"date_from": "2026-05-01", "date_to": "2026-05-31"}
    bases: dict[str, dict[str, Any]] = {
        "/api/links/": {
            "institution": "erebor_mx_retail",
            "username": "bnk102",
            "password": "low",
        },
        "/sandbox/personas/": {"username": "somebody", "country": "MX"},
    }
    for operation in api.contract.operations():
        if not operation.takes_json:
            continue
        content = operation.declaration["requestBody"]["content"]
        schema = api.contract.resolve(content["application/json"]["schema"])
        base = bases.get(operation.path, {"link": link, **period})
        for key in schema.get("properties", {}):
            body = json.dumps({**base, key: value}).encode()
            response = api.request(
                operation.method.upper(),
                operation.path.replace("{id}", link),
                data=body,
                headers={"Content-Type": "application/json"},
            )
            assert response.status_code < 500, f"{operation} {key}: {response.text[:500]}"
            if response.status_code >= 400:
                problems(response)


def test_a_body_over_the_limit_is_refused(api: Api) -> None:
    filler = "x" * BODY_BYTES_MAX
    response = api.post("/api/links/", {"institution": filler, "username": "a", "password": "b"})
    assert codes(response) == ["request_too_large"]
    assert response.status_code == 413


def test_a_body_under_the_limit_is_read(api: Api) -> None:
    body = {"institution": "nowhere_mx_retail", "username": "a", "password": "b"}
    response = api.post("/api/links/", {**body, "ignored": "x" * (BODY_BYTES_MAX - 1024)})
    assert codes(response) == ["does_not_exist"]


def test_refusals_store_nothing(api: Api, link: str) -> None:
    before = api.page("/api/links/")["count"]
    for value in ("", None, 7, [], "nowhere_mx_retail"):
        api.post("/api/links/", {"institution": value, "username": "a", "password": "b"})
    assert api.page("/api/links/")["count"] == before
