"""How the official client logs in."""

import pytest
from belvo.client import Client
from belvo.exceptions import BelvoAPIException

from harness import Api, Server
from harness.api import codes
from harness.server import KEY_ID, KEY_PASSWORD


def test_good_keys_open_a_session(server: Server) -> None:
    assert Client(KEY_ID, KEY_PASSWORD, server.base_url).session.key_id == KEY_ID


@pytest.mark.parametrize(
    "key",
    [(KEY_ID, "wrong"), ("wrong", KEY_PASSWORD), ("", ""), ("ñandú", "clave€"), ("a" * 5000, "b")],
    ids=["password", "id", "nothing", "other letters", "very long"],
)
def test_wrong_keys_are_refused(server: Server, key: tuple[str, str]) -> None:
    with pytest.raises(BelvoAPIException, match="Login failed"):
        Client(*(part.encode() for part in key), server.base_url)


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic !!!", "Basic Og==", "Bearer abc", "Digest x", "Basic " + "A" * 6000],
    ids=lambda header: header[:12],
)
def test_a_broken_authorization_header_is_no_key(server: Server, header: str) -> None:
    anonymous = Api(server.base_url, key=None, judged=False)
    response = anonymous.request("GET", "/api/", headers={"Authorization": header})
    assert codes(response, 401) == ["authentication_failed"]


def test_without_keys_every_address_asks_for_them(server: Server) -> None:
    anonymous = Api(server.base_url, key=None, judged=False)
    for path in ("/api/", "/api/links/", "/api/accounts/", "/api/institutions/", "/api/nowhere/"):
        response = anonymous.get(path)
        assert codes(response, 401) == ["authentication_failed"], path
        assert response.headers["www-authenticate"].startswith("Basic")


def test_the_root_names_the_resources(api: Api) -> None:
    response = api.get("/api/")
    assert response.status_code == 200
    assert isinstance(response.json(), dict)
