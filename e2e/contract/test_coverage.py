"""Every operation of /openapi.json answers, and every answer fits the schema it declares.

The judging itself is in `harness.Contract` and works in every other test as well; here each
operation is made to answer with data from institutions of four countries.
"""

from typing import Any

import pytest

from harness import Api, Contract
from harness.contract import Operation

PEOPLE = (
    ("erebor_mx_retail", "bnk100", "full"),
    ("gringotts_br_retail", "bnk103", "negative"),
    ("erebor_co_retail", "user_valid", "pass_valid"),
    ("gotham_br_business", "bnk100", "full"),
    ("ofmockbank_br_retail", "76109277673", None),
    ("planet_mx_employment", "BLPM951331IONVGR54", None),
    ("imss_mx_employment", "BLPM951331IONVGR54", None),
    ("inss_br_employment", "99001000002", "secret123"),
    ("pila_co_employment", "office_worker", "secret123", "001"),
    ("tatooine_mx_fiscal", "PFIS010101000", "individual"),
    ("tatooine_mx_fiscal", "PMO010101000", "business"),
    ("sii_cl_fiscal", "76000001-9", "secret1"),
    ("cmf_cl_fiscal", "12345678-5", "secret1"),
    ("dian_co_fiscal", "900123456-8", "secret1", "004"),
)
IMPORT = "/api/invoices/import/"
KINDS = {
    "/api/invoices/": "INFLOW",
    "/api/tax-retentions/": "INFLOW",
    "/api/tax-returns/": "yearly",
}
# No tax office of the sandbox asks for a token, so there is nothing to go on with.
UNASKED = {("patch", "/api/invoices/")}
PERSONAS = "/sandbox/personas/"
CONSENTS = "/api/consents/"
ACTS = "/sandbox/consents/"
FAULTS = "/sandbox/faults/"
EVENTS = "/sandbox/events/"
MOVEMENTS = "/sandbox/transactions/"
RESET = "/sandbox/reset/"
HAND = (EVENTS, MOVEMENTS, RESET)
HARMLESS = {"profile": "flaky", "probability": 0}
HOLDER = {"user_document": "76109277673"}
PERSONA = {"username": "anybody", "country": "CO"}
TOLD = ("/api/webhooks/", "/api/events/")
PERIOD = {"date_from": "2026-05-01", "date_to": "2026-05-31"}
YEARS = {"year_from": "2024", "year_to": "2025"}


@pytest.fixture(scope="module")
def links(api: Api) -> list[dict[str, Any]]:
    links = [
        api.register(*person[:3], username_type=person[3] if len(person) > 3 else None)
        for person in PEOPLE
    ]
    chilean = next(
        institution
        for institution in api.walk("/api/institutions/", country_code="CL", type="bank")
    )
    links.append(api.register(chilean["name"], "12345678-5", "secret1"))
    assert api.post(PERSONAS, {**PERSONA, "username": "somebody"}).status_code == 201
    assert api.post(FAULTS, HARMLESS).status_code == 201
    return links


def contract(api: Api) -> Contract:
    assert api.contract is not None
    return api.contract


def test_every_operation_answers_with_data(api: Api, links: list[dict[str, Any]]) -> None:
    for operation in sorted(contract(api).operations(), key=destruction):
        if operation.path.startswith(TOLD):
            exercise_told(api, operation)
        elif operation.path.startswith(HAND):
            exercise_hand(api, operation, links)
        elif operation.path.startswith(("/api/", "/investments/", "/receivables/", "/sandbox/")):
            exercise(api, operation, links)
    answered = {(method, path) for method, path, status in contract(api).seen if status < 300}
    silent = [
        str(operation)
        for operation in contract(api).operations()
        if (operation.method, operation.path) not in answered | UNASKED
    ]
    assert silent == []


def destruction(operation: Operation) -> int:
    """What destroys comes after everything else, and what destroys everything last."""
    if operation.path == RESET:
        return 2
    return 1 if operation.method == "delete" else 0


def exercise(api: Api, operation: Operation, links: list[dict[str, Any]]) -> None:
    """Makes the operation answer with a success, for every link where it is one's own."""
    collection, detail = operation.path.split("{")[0], "{" in operation.path
    if operation.method == "get" and not detail:
        read_lists(api, operation, links)
    elif (operation.method, collection) == ("post", PERSONAS):
        api.post(collection, PERSONA)
    elif collection == FAULTS:
        fault = api.post(FAULTS, HARMLESS).json()["id"]
        if operation.method == "delete":
            api.delete(operation.path.replace("{id}", fault))
    elif operation.path == "/api/links/{id}/refresh/":
        api.post(operation.path.replace("{id}", links[0]["id"]), {})
    elif operation.path == "/sandbox/clock/advance/":
        api.post(operation.path, {"by": "1h"})
    elif collection == ACTS:
        # In this order: renewed, run out, taken back. The one before is made up for by renewing.
        consent = next(items(api, CONSENTS, links))["id"]
        api.post(f"{ACTS}{consent}/renew/", {})
        api.post(operation.path.replace("{id}", consent), {})
    elif operation.method in ("get", "delete"):
        item = next(items(api, collection, links))
        # A part is listed below its whole: what follows the id stays.
        api.request(operation.method.upper(), operation.path.replace("{id}", str(item["id"])))
    elif collection == "/api/links/" and detail:
        body = {"access_mode": "recurrent"} if operation.method == "patch" else {"password": "full"}
        api.request(operation.method.upper(), f"{collection}{links[0]['id']}/", json=body)
    elif operation.method == "patch":
        if (operation.method, operation.path) not in UNASKED:
            resume(api, collection)
    elif collection == IMPORT:
        bring_along(api, links)
    elif collection != "/api/links/":
        for link in links:
            api.post(collection, wish(collection, link))


def exercise_told(api: Api, operation: Operation) -> None:
    """Makes an operation on webhooks or events answer with a success; nobody is at the address."""
    address = {"url": "http://127.0.0.1:9/nobody"}
    webhook = api.post("/api/webhooks/", address).json()["id"]
    event = api.post(f"/api/webhooks/{webhook}/test/", {}).json()["webhook_id"]
    bodies = {
        ("post", "/api/webhooks/"): address,
        ("patch", "/api/webhooks/{id}/"): {"enabled": True},
        ("post", "/api/events/replay/"): {"after": 0},
    }
    named = webhook if operation.path.startswith("/api/webhooks/") else event
    api.request(
        operation.method.upper(),
        operation.path.replace("{id}", named),
        json=bodies.get((operation.method, operation.path)),
    )
    api.delete(f"/api/webhooks/{webhook}/")


def exercise_hand(api: Api, operation: Operation, links: list[dict[str, Any]]) -> None:
    """Lets an event happen, a movement be shown, or everything begin anew."""
    link = links[0]["id"]
    if operation.path == EVENTS:
        fired = {"link": link, "webhook_type": "LINK", "webhook_code": "token_required"}
        api.request(operation.method.upper(), EVENTS, json=fired)
    elif operation.path == RESET:
        api.post(RESET, {})
    elif operation.method in ("get", "post"):
        account = next(api.walk("/api/accounts/", link=link, category="CHECKING_ACCOUNT"))["id"]
        api.post(MOVEMENTS, {"account": account, "amount": 12.30, "type": "OUTFLOW"})
        api.get(MOVEMENTS)
    else:
        movement = next(api.walk(MOVEMENTS))["id"]
        path = operation.path.replace("{id}", movement)
        api.request(operation.method.upper(), path, json={"status": "PENDING"})


def wish(collection: str, link: dict[str, Any]) -> dict[str, Any]:
    """A retrieval that every resource understands: keys that one does not know are ignored."""
    body = {"link": link["id"], **PERIOD, **YEARS}
    return {**body, "type": KINDS[collection]} if collection in KINDS else body


def bring_along(api: Api, links: list[dict[str, Any]]) -> None:
    """Brings along an invoice that its owner has as a file."""
    taxpayer = next(link for link in links if link["institution"] == "tatooine_mx_fiscal")
    body = {**wish("/api/invoices/", taxpayer), "attach_xml": True}
    xml = api.post("/api/invoices/", body).json()[0]["xml"]
    address = f"{IMPORT}?link={taxpayer['id']}"
    api.request("POST", address, data=xml.encode(), headers={"content-type": "application/xml"})


def read_lists(api: Api, operation: Operation, links: list[dict[str, Any]]) -> None:
    needs_link = any(p["name"] == "link" and p.get("required") for p in operation.query)
    found = 0
    whole = [HOLDER] if operation.path == CONSENTS else [{}]
    for params in [{"link": link["id"]} for link in links] if needs_link else whole:
        response = api.get(operation.path, **params)
        assert response.status_code == 200, f"{operation}: {response.text[:300]}"
        found += response.json().get("count", 1)
    if operation.path not in ("/api/balances/", "/api/br/balances/"):
        assert found > 0, f"{operation}: every list was empty"


def items(api: Api, collection: str, links: list[dict[str, Any]]) -> Any:
    """Items of a collection, whether or not it must name its link."""
    if collection in ("/api/links/", "/api/institutions/", PERSONAS):
        yield from api.walk(collection)
        return
    if collection == CONSENTS:
        yield from api.walk(collection, **HOLDER)
        return
    for link in links:
        api.post(collection, wish(collection, link))
        yield from api.walk(collection, link=link["id"])


def resume(api: Api, collection: str) -> None:
    """Asks something of a bank that wants a token, and resumes with it."""
    bank = {"institution": "heimdall_br_retail", "username": "mfa_qr", "password": "qr_code"}
    if collection == "/api/links/":
        asked = api.post(collection, bank)
    else:
        link = api.post("/api/links/", {**bank, "token": "111111"}).json()
        asked = api.post(collection, {"link": link["id"], **PERIOD})
    assert asked.status_code == 428, f"{collection}: {asked.text[:300]}"
    problem = asked.json()[0]
    body = {"session": problem["session"], "link": problem["link"], "token": "111111"}
    assert api.patch(collection, body).status_code in (200, 201)


def test_refusals_fit_their_schemas_too(api: Api) -> None:
    for operation in contract(api).operations():
        if operation.method == "get" and operation.query and "{" not in operation.path:
            for parameter in operation.query:
                api.get(operation.path, **{parameter["name"]: "\u00a7"})


def test_every_operation_and_parameter_is_described(api: Api) -> None:
    for operation in contract(api).operations():
        assert operation.declaration.get("summary"), str(operation)
        assert operation.declaration.get("operationId"), str(operation)
        for parameter in operation.declaration["parameters"]:
            assert parameter.get("description"), f"{operation} {parameter['name']}"
