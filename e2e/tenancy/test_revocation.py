"""Keys are made, listed and revoked from the command line."""

import json

from harness import Api, Server


def test_a_revoked_key_opens_nothing(server: Server) -> None:
    made = json.loads(server.run("keys", "create", "--organisation", "Gone", "--json"))
    assert Api(server.base_url, (made["id"], made["password"])).get("/api/").status_code == 200
    server.run("keys", "revoke", made["id"])
    listed = server.run("keys", "list")
    assert made["id"] in listed
    assert made["password"] not in listed
    server.stop()
    server.start()
    after = Api(server.base_url, (made["id"], made["password"]), judged=False).get("/api/")
    assert after.status_code == 401
