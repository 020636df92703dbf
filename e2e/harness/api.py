"""Plain HTTP against the API, for what the official clients cannot say."""

import re
from collections.abc import Iterator
from typing import Any

import requests

from harness.contract import Contract
from harness.server import KEY_ID, KEY_PASSWORD

TIMEOUT_SECONDS = 120
REQUEST_ID = re.compile(r"[0-9a-f]{32}")
DEFAULT_INSTITUTION = "erebor_mx_retail"


class Api:
    """One organisation's view of a server. Every answer is held against the contract."""

    def __init__(
        self, base_url: str, key: tuple[str, str] = (KEY_ID, KEY_PASSWORD), judged: bool = True
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.session = requests.Session()
        self.session.auth = key
        self.contract: Contract | None = None
        if judged:
            self.contract = Contract(self.get("/openapi.json").json())
            self.session.hooks["response"].append(self.judge)

    def judge(self, response: requests.Response, **_: Any) -> None:
        """Holds one answer against the contract; also a hook for other clients' sessions."""
        if self.contract is not None:
            self.contract.check(response)

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """Any request; `path` may be a whole URL."""
        url = path if path.startswith("http") else f"{self.base_url}{path}"
        options.setdefault("timeout", TIMEOUT_SECONDS)
        return self.session.request(method, url, **options)

    def get(self, path: str, **params: Any) -> requests.Response:
        """GET with query parameters."""
        return self.request("GET", path, params=params)

    def post(self, path: str, body: Any, **options: Any) -> requests.Response:
        """POST of a JSON body."""
        return self.request("POST", path, json=body, **options)

    def patch(self, path: str, body: Any) -> requests.Response:
        """PATCH of a JSON body."""
        return self.request("PATCH", path, json=body)

    def put(self, path: str, body: Any) -> requests.Response:
        """PUT of a JSON body."""
        return self.request("PUT", path, json=body)

    def delete(self, path: str, **options: Any) -> requests.Response:
        """DELETE."""
        return self.request("DELETE", path, **options)

    def register(
        self,
        institution: str = DEFAULT_INSTITUTION,
        username: str = "bnk102",
        password: str | None = "low",
        **more: Any,
    ) -> dict[str, Any]:
        """Registers a link and returns it; anything but 201 is a failure."""
        body = {"institution": institution, "username": username, "password": password, **more}
        body = {name: value for name, value in body.items() if value is not None}
        response = self.post("/api/links/", body)
        assert response.status_code == 201, response.text
        return response.json()

    def walk(self, path: str, **params: Any) -> Iterator[dict[str, Any]]:
        """Every item of a list, page by page, through `next` as it comes."""
        page = self.page(path, **params)
        while True:
            yield from page["results"]
            if page["next"] is None:
                return
            page = self.page(page["next"])

    def page(self, path: str, **params: Any) -> dict[str, Any]:
        """One page of a list."""
        response = self.get(path, **params)
        assert response.status_code == 200, response.text
        return response.json()


def problems(response: requests.Response, status: int | None = None) -> list[dict[str, Any]]:
    """The objects of an error answer, once its form is proven."""
    if status is not None:
        assert response.status_code == status, response.text
    assert 400 <= response.status_code < 500, f"{response.status_code}: {response.text[:500]}"
    assert response.headers["content-type"].split(";")[0] == "application/json"
    body = response.json()
    check_problems(body)
    return body


def check_problems(body: Any) -> None:
    """An error is a list of objects with one common request id, a code and a message."""
    assert isinstance(body, list), f"not a list: {body!r}"
    assert body, "an error names at least one problem"
    for problem in body:
        assert isinstance(problem, dict)
        assert isinstance(problem["code"], str)
        assert problem["code"]
        assert isinstance(problem["message"], str)
        assert problem["message"]
        assert REQUEST_ID.fullmatch(problem["request_id"]), problem["request_id"]
    assert len({problem["request_id"] for problem in body}) == 1


def codes(response: requests.Response, status: int | None = None) -> list[str]:
    """The codes of an error answer."""
    return [problem["code"] for problem in problems(response, status)]
