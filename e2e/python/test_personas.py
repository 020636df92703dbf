"""docs/personas.md does what it says: its commands are run as they stand."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from harness import Api, Server
from harness.server import KEY_ID, KEY_PASSWORD, REPOSITORY, SANDBOX, program

PAGE = REPOSITORY / "docs" / "personas.md"
EXAMPLES = REPOSITORY / "examples" / "personas"
PERSONAS = "/sandbox/personas/"


def commands(page: Path) -> list[str]:
    """The commands of the page's console blocks, each with the lines that belong to it."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text(), re.M | re.S):
        found += [part.rstrip() for part in re.split(r"^\$ ", block, flags=re.M) if part.strip()]
    return found


@pytest.fixture(scope="module")
def said(server: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command of the page answers, in their order."""
    shelf = tmp_path_factory.mktemp("path")
    (shelf / "caudal").symlink_to(program())
    (server.folder / "examples").symlink_to(REPOSITORY / "examples")
    environment = server.environment() | {
        "CAUDAL": server.base_url,
        "CAUDAL_SANDBOX_SEED": SANDBOX["sandbox_seed"],
        "KEY": f"{KEY_ID}:{KEY_PASSWORD}",
        "PATH": f"{shelf}{os.pathsep}{os.environ['PATH']}",
    }
    answers = {}
    for command in commands(PAGE):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            env=environment,
            cwd=server.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        answers[command] = done.stdout
    return answers


def answer(said: dict[str, str], part: str) -> str:
    return next(text for command, text in said.items() if part in command)


def test_the_page_describes_links_and_reads_somebody(said: dict[str, str], api: Api) -> None:
    assert '"display_name":"Tereza' in answer(said, "night_nurse")
    link = api.page("/api/links/")["results"][0]
    assert link["status"] == "valid"
    books = [
        row
        for row in api.walk("/api/transactions/", link=link["id"], page_size=1000)
        if row["description"] == "LIVRARIA DA VILA"
    ]
    assert [row["amount"] for row in books] == [389.9]
    balances = {row["category"] for row in api.walk("/api/accounts/", link=link["id"])}
    assert {"CHECKING_ACCOUNT", "SAVINGS_ACCOUNT", "CREDIT_CARD"} <= balances


def test_the_page_adds_lists_and_removes(said: dict[str, str], api: Api) -> None:
    listed = answer(said, "personas list")
    assert "night_driver" in listed
    assert "grandmother" in listed
    assert "ride-driver" in answer(said, "personas archetypes")
    left = {persona["username"] for persona in api.walk(PERSONAS)}
    assert left == {"night_nurse", "grandmother"}


def test_the_page_shows_the_problems_that_there_are(said: dict[str, str]) -> None:
    refused = answer(said, "acounts")
    for field in ("loans[0].principal", "loans[0].instalments", "loans[0].starts_on", "acounts"):
        assert f'"field":"{field}"' in refused


def test_the_page_lists_every_example_and_every_key(api: Api) -> None:
    text = PAGE.read_text()
    named = set(re.findall(r"^\| `([\w-]+\.json)` \|", text, re.M))
    assert named == {path.name for path in EXAMPLES.glob("*.json")}
    assert len(named) >= 10
    assert api.contract is not None
    schemas: dict[str, Any] = api.contract.document["components"]["schemas"]
    for key, schema in schemas["PersonaRequest"]["properties"].items():
        assert f"`{key}`" in text, key
        inner = schema.get("items", schema).get("properties", {})
        assert all(f"`{name}`" in text for name in inner), key
