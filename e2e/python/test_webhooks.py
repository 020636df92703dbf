"""Events reach a real receiver, signed as a public library expects; so docs/webhooks.md says."""

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from harness import Api, Database, Server
from harness.receiver import Receiver, receiving
from harness.server import KEY_ID, KEY_PASSWORD, REPOSITORY, program

PAGE = REPOSITORY / "docs" / "webhooks.md"
WAIT_SECONDS_MAX = 20.0
POLL_SECONDS = 0.02


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def webhook(api: Api, receiver: Receiver) -> Iterator[dict[str, Any]]:
    body = {"url": receiver.url, "authorization_header": "Bearer e2e"}
    made = api.post("/api/webhooks/", body)
    assert made.status_code == 201, made.text
    yield made.json()
    api.delete(f"/api/webhooks/{made.json()['id']}/")


def send_test(api: Api, webhook: dict[str, Any]) -> str:
    """Sends a test; its event's id."""
    sent = api.post(f"/api/webhooks/{webhook['id']}/test/", {})
    assert sent.status_code == 202, sent.text
    return sent.json()["webhook_id"]


def delivery(api: Api, event: str, state: str) -> dict[str, Any]:
    """The one delivery of an event, once it is so far."""
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while time.monotonic() < deadline:
        found = api.get(f"/api/events/{event}/").json()["deliveries"][0]
        if found["state"] == state and found["attempts"]:
            return found
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"{event} is not {state}: {found}")


def test_an_event_arrives_and_a_public_library_verifies_it(
    api: Api, receiver: Receiver, webhook: dict[str, Any]
) -> None:
    event = send_test(api, webhook)
    arrived = receiver.wait_for(event)[0]
    assert arrived.path == "/hook"
    assert arrived.headers["authorization"] == "Bearer e2e"
    assert arrived.headers["content-type"] == "application/json"
    assert arrived.headers["user-agent"].startswith("caudal/")
    assert arrived.headers["webhook-id"] == event
    verified = Webhook(webhook["secret"]).verify(arrived.body, arrived.headers)
    assert verified == arrived.event
    assert set(verified) == {
        "webhook_id",
        "webhook_type",
        "process_type",
        "webhook_code",
        "link_id",
        "request_id",
        "external_id",
        "data",
    }
    with pytest.raises(WebhookVerificationError):
        Webhook(webhook["secret"]).verify(arrived.body + b" ", arrived.headers)
    assert delivery(api, event, "delivered")["attempts"][0]["status"] == 200


def test_the_function_of_the_page_verifies_too(
    api: Api, receiver: Receiver, webhook: dict[str, Any]
) -> None:
    snippet = re.search(r"^```python\n(.*?)^```", PAGE.read_text(), re.M | re.S)
    assert snippet
    shown: dict[str, Any] = {}
    exec(snippet[1], shown)
    arrived = receiver.wait_for(send_test(api, webhook))[0]
    verify = shown["verify"]
    assert verify(webhook["secret"], arrived.headers, arrived.body)
    assert not verify(webhook["secret"], arrived.headers, arrived.body + b" ")
    stale = arrived.headers | {"webhook-timestamp": "1700000000"}
    assert not verify(webhook["secret"], stale, arrived.body)


def test_a_failure_is_tried_again_and_an_event_sent_again(
    engine: str, receiver: Receiver, tmp_path: Path
) -> None:
    receiver.statuses = [500, 307, 410]
    database = Database.fresh(engine, tmp_path)
    patient = {"webhook_retries": "3", "webhook_retry_seconds": "1"}
    with Server(database, tmp_path, **patient) as server:
        api = Api(server.base_url)
        webhook = api.post("/api/webhooks/", {"url": receiver.url}).json()
        event = send_test(api, webhook)
        arrived = receiver.wait_for(event, times=4)
        attempts = delivery(api, event, "delivered")["attempts"]
        assert [attempt["status"] for attempt in attempts] == [500, 307, 410, 200]
        assert len({one.body for one in arrived}) == 1
        assert "authorization" not in arrived[0].headers
        replayed = api.post(f"/api/events/{event}/replay/", {})
        assert (replayed.status_code, replayed.json()) == (202, {"deliveries": 1})
        again = receiver.wait_for(event, times=5)[-1]
        assert again.body == arrived[0].body
        assert Webhook(webhook["secret"]).verify(again.body, again.headers)


def test_a_webhook_exists_from_the_start_and_only_once(
    engine: str, receiver: Receiver, tmp_path: Path
) -> None:
    database = Database.fresh(engine, tmp_path)
    options = {
        "bootstrap_webhook": receiver.url,
        "bootstrap_webhook_authorization": "Bearer boot",
    }
    with Server(database, tmp_path, **options) as server:
        assert len(Api(server.base_url).get("/api/webhooks/").json()) == 1
        server.stop()
        server.start()
        api = Api(server.base_url)
        found = api.get("/api/webhooks/").json()
        assert [one["url"] for one in found] == [receiver.url]
        arrived = receiver.wait_for(send_test(api, found[0]))[0]
        assert arrived.headers["authorization"] == "Bearer boot"
        secret = re.search(r"whsec_\S+", server.tail())
        assert secret
        assert Webhook(secret[0]).verify(arrived.body, arrived.headers)


def test_listening_prints_and_hands_on(
    api: Api, server: Server, receiver: Receiver, webhook: dict[str, Any]
) -> None:
    local = "whsec_" + "bG9jYWwgc2VjcmV0IGZvciBsaXN0ZW5pbmc="
    command = [str(program()), "webhooks", "listen", "--json", "--secret", local]
    command += ["--forward", f"{receiver.url}/local", "--server", server.base_url]
    command += ["--key", f"{KEY_ID}:{KEY_PASSWORD}"]
    with subprocess.Popen(
        command, cwd=server.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as listening:
        try:
            assert listening.stdout
            assert listening.stderr
            while "Listening" not in (line := listening.stderr.readline()):
                assert line, "it ended"
            event = send_test(api, webhook)
            printed = json.loads(listening.stdout.readline())
            assert printed["webhook_id"] == event
            both = receiver.wait_for(event, times=2)
            handed_on = next(one for one in both if one.path == "/hook/local")
            assert Webhook(local).verify(handed_on.body, handed_on.headers) == printed
        finally:
            listening.terminate()


def test_the_commands_of_the_page_run(api: Api, server: Server, receiver: Receiver) -> None:
    made = api.post("/api/webhooks/", {"url": receiver.url}).json()
    event = send_test(api, made)
    delivery(api, event, "delivered")
    shelf = server.folder / "shelf"
    shelf.mkdir()
    (shelf / "caudal").symlink_to(program())
    environment = server.environment() | {
        "CAUDAL": server.base_url,
        "KEY": f"{KEY_ID}:{KEY_PASSWORD}",
        "PORT": str(receiver.port),
        "EVENT": event,
        "PATH": f"{shelf}{os.pathsep}{os.environ['PATH']}",
    }
    answers = {}
    for block in re.findall(r"^```console\n(.*?)^```", PAGE.read_text(), re.M | re.S):
        for command in filter(None, re.split(r"^\$ ", block, flags=re.M)):
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
    said = "\n".join(answers.values())
    assert "whsec_" in said
    assert f"{event}  TEST test" in said
    assert '"next_after":' in said
    assert "deliveries are sent again" in said
    listed = json.loads(server.run("webhooks", "list", "--json"))
    nobody = next(one for one in listed if one["url"].endswith("/nobody"))
    assert nobody["authorization_header"] == "***"
    server.run("webhooks", "remove", nobody["id"])
    assert len(api.get("/api/webhooks/").json()) == len(listed) - 1
