"""Everybody there is: each kind of inhabitant at each family of institutions that takes them.

Every answer on the way is held against the contract.
"""

from collections import defaultdict
from typing import Any

import pytest

from harness import Api, Server

COUNTRIES = ("BR", "MX", "CO", "CL")
PERIOD = {"date_from": "2026-05-01", "date_to": "2026-05-31"}

Family = tuple[str, str, str, tuple[str, ...]]
Known = dict[str, Any]


def family(institution: Known) -> Family:
    """Institutions that work alike: country, kind, how they are reached, what they offer."""
    return (
        institution["country_code"],
        institution["type"],
        institution["integration_type"],
        tuple(sorted(institution["resources"])),
    )


@pytest.fixture(scope="module")
def institutions(api: Api) -> dict[str, Known]:
    return {row["name"]: row for row in api.walk("/api/institutions/", page_size=1000)}


@pytest.fixture(scope="module")
def archetypes(server: Server) -> list[str]:
    lines = server.run("personas", "archetypes").splitlines()
    return [line.split()[0] for line in lines]


@pytest.fixture(scope="module")
def links(
    api: Api, institutions: dict[str, Known], archetypes: list[str]
) -> list[tuple[Family, str, Known]]:
    """One link per archetype and family, each archetype in one country after the other."""
    made = []
    for turn, archetype in enumerate(archetypes):
        country = COUNTRIES[turn % len(COUNTRIES)]
        # One bank of Mexico knows its customers by numbers.
        username = str(turn) if country == "MX" else f"kind_{turn}"
        description = {"username": username, "country": country, "archetype": archetype}
        response = api.post("/sandbox/personas/", description)
        assert response.status_code == 201, response.text
        seen = set()
        for credentials in response.json()["credentials"]:
            for name in credentials["institutions"]:
                if family(institutions[name]) in seen:
                    continue
                seen.add(family(institutions[name]))
                body = {key: value for key, value in credentials.items() if key != "institutions"}
                link = api.post("/api/links/", {"institution": name, "token": "111111", **body})
                assert link.status_code == 201, f"{archetype} at {name}: {link.text}"
                made.append((family(institutions[name]), archetype, link.json()))
    return made


def collections(api: Api) -> list[str]:
    """Every list that belongs to a link."""
    assert api.contract is not None
    return [
        operation.path
        for operation in api.contract.operations()
        if operation.method == "get"
        and "{" not in operation.path
        and {"link", "page"} <= {parameter["name"] for parameter in operation.query}
    ]


def test_there_are_enough_kinds_of_people(archetypes: list[str]) -> None:
    assert len(set(archetypes)) >= 40


def test_every_family_is_reached(
    institutions: dict[str, Known], links: list[tuple[Family, str, Known]]
) -> None:
    offering = {family(row) for row in institutions.values() if row["resources"]}
    assert {reached for reached, _, _ in links} == offering


def test_everybody_has_accounts_and_movements(
    api: Api, institutions: dict[str, Known], links: list[tuple[Family, str, Known]]
) -> None:
    for _, archetype, link in links:
        offered = institutions[link["institution"]]["resources"]
        for name in ("OWNERS", "ACCOUNTS", "TRANSACTIONS"):
            if name in offered:
                page = api.page(f"/api/{name.lower()}/", link=link["id"], page_size=10)
                where = f"{name} of {archetype} at {link['institution']}"
                assert page["count"] > 0, where


def test_no_list_is_empty_for_all(api: Api, links: list[tuple[Family, str, Known]]) -> None:
    found: dict[str, int] = defaultdict(int)
    for path in collections(api):
        for _, _, link in links:
            found[path] += api.page(path, link=link["id"], page_size=1)["count"]
            if found[path]:
                break
            # What is not loaded with a link, its institution is asked for; most do not offer it.
            read = api.post(path, {"link": link["id"], **PERIOD})
            found[path] += len(read.json()) if read.status_code == 201 else 0
            if found[path]:
                break
    assert [path for path, count in found.items() if count == 0] == []
