"""One server per test file and database engine, and the two ways to talk to it."""

from collections.abc import Iterator

import pytest
from belvo.client import Client

from harness import ENGINES, Api, Database, Server
from harness.server import KEY_ID, KEY_PASSWORD


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--databases",
        default=",".join(ENGINES),
        help="the database engines to run on, with commas between them",
    )
    parser.addoption(
        "--registrations", type=int, default=200, help="links that the crash test registers"
    )
    parser.addoption(
        "--kills", type=int, default=40, help="how often the test of restarts kills a process"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        engines = metafunc.config.getoption("--databases").split(",")
        metafunc.parametrize("engine", engines, scope="session")


@pytest.fixture(scope="module")
def server(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this file's own, so that no file sees another's links."""
    folder = tmp_path_factory.mktemp(engine)
    with Server(Database.fresh(engine, folder), folder) as running:
        yield running


@pytest.fixture(scope="module")
def api(server: Server) -> Api:
    """Plain HTTP."""
    return Api(server.base_url)


@pytest.fixture(scope="module")
def client(server: Server, api: Api) -> Client:
    """The official Python client, unmodified; its answers are held against the contract too."""
    client = Client(KEY_ID, KEY_PASSWORD, server.base_url)
    client.session.session.hooks["response"].append(api.judge)
    return client
