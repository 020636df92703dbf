"""The commands beside `serve`, and what their documentation promises."""

import json
import re
import time
from pathlib import Path

import pytest

from harness import Api, Database, Server
from harness.api import problems

DOCUMENTATION = Path(__file__).resolve().parents[2] / "docs" / "configuration.md"
NOTED_SECONDS_MAX = 10
NOT_SETTINGS = {"--help", "--version"}


def test_every_option_is_documented_and_every_documented_one_exists(server: Server) -> None:
    shown = re.findall(r"^\s+(?:-\w, )?(--[\w-]+)", server.run("serve", "--help"), re.M)
    variables = re.findall(r"\[env: (CAUDAL_\w+)", server.run("serve", "--help"))
    rows = re.findall(r"^\| `(--[\w-]+)` \| `(\w+)` \|", DOCUMENTATION.read_text(), re.M)
    assert {flag for flag, _ in rows} == set(shown) - NOT_SETTINGS
    assert {variable for _, variable in rows} == set(variables)


def test_the_contract_is_printed_as_it_is_served(server: Server, api: Api) -> None:
    assert json.loads(server.run("openapi")) == api.get("/openapi.json").json()


def test_the_dictionary_explains_every_field(server: Server) -> None:
    assert "accounts" in server.run("dictionary")
    rows = json.loads(server.run("dictionary", "accounts", "--json"))
    assert {"id", "balance", "category"} <= {row["name"] for row in rows}


def test_the_doctor_finds_a_healthy_installation_healthy(server: Server) -> None:
    assert server.run("doctor")


def test_a_request_is_explained(server: Server, api: Api) -> None:
    refused = problems(api.post("/api/links/", {"institution": "nowhere_mx_retail"}), 400)
    told = explained(server, refused[0]["request_id"])
    assert "/api/links/" in told
    assert "400" in told


def explained(server: Server, request: str) -> str:
    """What is told of a request; requests are noted a moment after they are answered."""
    deadline = time.monotonic() + NOTED_SECONDS_MAX
    while True:
        try:
            return server.run("explain", request)
        except RuntimeError:
            if time.monotonic() > deadline:
                raise


def test_migrating_twice_changes_nothing(server: Server) -> None:
    assert server.run("migrate") == server.run("migrate")


def test_the_same_seed_and_clock_give_the_same_bytes(
    engine: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    answers = []
    for _ in range(2):
        folder = tmp_path_factory.mktemp("twin")
        database = Database.fresh(engine, folder)
        with Server(database, folder, sandbox_clock="2026-03-01T12:00:00Z") as twin:
            api = Api(twin.base_url)
            link = api.register(username="bnk100", password="full")
            lists = (
                api.get(f"/api/{name}/", link=link["id"], page_size=1000).json()["results"]
                for name in ("owners", "accounts", "transactions")
            )
            answers.append(json.dumps([link, *lists]))
    assert answers[0] == answers[1]
