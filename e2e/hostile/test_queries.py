"""Query strings, paths and headers that no client should send."""

import pytest

from harness import Api
from harness.api import problems
from harness.contract import Operation

BAD_VALUES = [
    "",
    " ",
    "%",
    "abc",
    "-1",
    "1e999",
    "NaN",
    "0x1F",
    "١٢٣",
    "null",
    "[]",
    "{}",
    "a,b",
    ",",
    ",,,",
    "2026-02-30",
    "2026-13-01,2026-01-01",
    "2026-01-01T00:00:00Z",
    "9" * 50,
    "x" * 5_000,
    "' OR 1=1 --",
    "\x00",
    "\U0001f600",
    "%%%",
    "_",
    "\\",
]
TYPED = {"uuid", "date", "decimal"}
NOT_FILTERS = {"page", "page_size", "fields", "omit"}
SEVERAL = ("__in", "__not_in", "__range", "__allin")


@pytest.fixture(scope="module")
def link(api: Api) -> str:
    return api.register()["id"]


def lists(api: Api) -> list[Operation]:
    assert api.contract is not None
    return [
        operation
        for operation in api.contract.operations()
        if operation.method == "get" and operation.query
    ]


def test_the_contract_declares_filters(api: Api) -> None:
    declared = {parameter["name"] for operation in lists(api) for parameter in operation.query}
    assert len(declared - NOT_FILTERS) > 30


@pytest.mark.parametrize("value", BAD_VALUES, ids=lambda value: repr(value)[:20])
def test_no_filter_value_is_a_fault(api: Api, link: str, value: str) -> None:
    for operation in lists(api):
        for parameter in operation.query:
            name = parameter["name"]
            params = {"link": link, name: value}
            response = api.get(operation.path.replace("{id}", link), **params)
            where = f"{operation} {name}={value!r}"
            assert response.status_code in (200, 400, 404), f"{where}: {response.text[:300]}"
            if response.status_code != 200:
                problems(response)


def test_a_typed_filter_refuses_another_type(api: Api, link: str) -> None:
    checked = 0
    for operation in lists(api):
        for parameter in operation.query:
            name, schema = parameter["name"], parameter.get("schema", {})
            typed = schema.get("format") in TYPED or schema.get("type") == "number"
            if not typed or "{" in operation.path:
                continue
            value = "abc,def" if name.endswith(SEVERAL) else "abc"
            response = api.get(operation.path, **{"link": link, name: value})
            problem = problems(response, 400)[0]
            assert (problem["code"], problem["field"]) == ("invalid", name), str(operation)
            checked += 1
    assert checked > 10


def test_a_range_takes_two_values(api: Api, link: str) -> None:
    for value in ("2026-01-01", "2026-01-01,2026-01-02,2026-01-03"):
        response = api.get("/api/transactions/", link=link, value_date__range=value)
        problem = problems(response, 400)[0]
        assert (problem["code"], problem["field"]) == ("invalid", "value_date__range")


def test_too_many_values_are_refused(api: Api, link: str) -> None:
    many = ",".join(["BRL"] * 3_000)
    response = api.get("/api/transactions/", link=link, currency__in=many)
    assert problems(response)[0]["code"] in ("invalid", "max_length")


@pytest.mark.parametrize(
    "query",
    ["%ff=1", "link=%ff", "link=%00", "%", "link=%zz", "&&&&", "=", "a" * 20_000, "link[]=1"],
    ids=lambda query: query[:12],
)
def test_a_query_that_is_not_text(api: Api, query: str) -> None:
    response = api.request("GET", f"/api/accounts/?{query}")
    assert response.status_code in (200, 400, 414), response.text[:300]


@pytest.mark.parametrize(
    "path",
    [
        "/api/links/%ff/",
        "/api/links/%00/",
        "/api/links/..%2f..%2fetc/",
        "/api/%F0%9F%92%B8/",
        "/api/links/" + "a" * 9_000,
        "//api//links//",
        "/api/links/{id}/",
        "/%2e%2e/%2e%2e/",
    ],
    ids=lambda path: path[:20],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "PUT", "DELETE"])
def test_a_path_that_is_not_text(api: Api, path: str, method: str) -> None:
    problems(api.request(method, path))


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW", "PROPFIND"])
def test_unknown_methods(api: Api, method: str) -> None:
    response = api.request(method, "/api/links/", json={})
    assert 400 <= response.status_code < 500, response.status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json; charset=latin1"},
        {"Accept": "application/xml"},
        {"X-Belvo-Request-Mode": "sideways"},
        {"X-Request-Id": "\xff\xfe"},
        {"Host": "a b"},
        {"Host": "evil.example/\u0020"},
        {"X-Big": "x" * 200_000},
    ],
    ids=lambda headers: repr(headers)[:40],
)
def test_headers_of_the_wrong_form(api: Api, headers: dict[str, str]) -> None:
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    body = b'{"institution": "nowhere_mx_retail", "username": "a"}'
    response = api.request("POST", "/api/links/", data=body, headers=encoded)
    assert 400 <= response.status_code < 500, response.text[:300]
