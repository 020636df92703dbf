"""The steps, and the names under which they are asked for."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass

from pages import check_pages
from prerequisite import Workshop
from shape import check_shape
from supply import check_supply
from walkthrough import check_walkthrough

ENGINES = ("sqlite", "postgres")


@dataclass(frozen=True)
class Step:
    """One line of the summary."""

    name: str
    run: Callable[[Workshop], None]


def rust_format(workshop: Workshop) -> None:
    workshop.cargo("fmt", "--all", "--check")


def script_format(workshop: Workshop) -> None:
    ruff(workshop, "format", "--check")


def clippy(workshop: Workshop) -> None:
    workshop.compiler()
    workshop.cargo("clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings")


def script_lints(workshop: Workshop) -> None:
    ruff(workshop, "check")


def ruff(workshop: Workshop, *verb: str) -> None:
    python = workshop.python()
    folders = ("e2e", "check.d", "bench")
    present = [name for name in folders if (workshop.repository / name).exists()]
    workshop.run(python, "-m", "ruff", *verb, *present)


def unit(workshop: Workshop) -> None:
    workshop.compiler()
    workshop.postgres()
    if workshop.nextest():
        workshop.cargo(
            "nextest", "run", "--workspace", "--locked", "--no-fail-fast", "--no-tests=fail"
        )
    else:
        workshop.cargo(
            "test",
            "--workspace",
            "--locked",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
            "--examples",
        )


def documentation_tests(workshop: Workshop) -> None:
    workshop.compiler()
    workshop.cargo("test", "--workspace", "--locked", "--doc", "--quiet")


def documentation(workshop: Workshop) -> None:
    workshop.compiler()
    workshop.cargo(
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
        "--locked",
        RUSTDOCFLAGS="-D warnings",
    )


def build(workshop: Workshop) -> None:
    workshop.compiler()
    workshop.cargo("build", "--package", "caudal", "--locked")


def python_client(workshop: Workshop) -> None:
    workshop.postgres()
    more = shlex.split(workshop.environment.get("CHECK_PYTEST", ""))
    python = workshop.python()
    workshop.run(
        python,
        "-m",
        "pytest",
        "--rootdir",
        "e2e",
        "-c",
        "e2e/pyproject.toml",
        *pytest_paths(workshop, more),
        *more,
    )


def pytest_paths(workshop: Workshop, more: list[str]) -> list[str]:
    """The folders of tests, unless the caller names files."""
    if any(part.startswith("e2e/") for part in more):
        return []
    names = ("python", "contract", "tenancy", "hostile", "crash")
    return [str(workshop.repository / "e2e" / name) for name in names]


def on_a_server(engine: str, folder: str) -> Callable[[Workshop], None]:
    """Runs the JavaScript tests of a folder against a server on this engine."""

    def run(workshop: Workshop) -> None:
        if engine == "postgres":
            workshop.postgres()
        if folder == "browser":
            workshop.chromium()
        tests = sorted((workshop.node() / folder).glob("*.test.mjs"))
        workshop.run(
            workshop.python(),
            "-m",
            "harness",
            engine,
            "--",
            "node",
            "--test",
            *tests,
            PYTHONPATH=str(workshop.repository / "e2e"),
        )

    return run


FORMAT = [Step("format: Rust", rust_format), Step("format: scripts", script_format)]
LINT = [
    Step("lint: clippy", clippy),
    Step("lint: scripts", script_lints),
    Step("lint: shape of the repository", check_shape),
]
UNIT = [Step("unit tests", unit), Step("documentation tests", documentation_tests)]
DOCS = [
    Step("rustdoc", documentation),
    Step("pages against code", check_pages),
    Step("adding a resource, as CONTRIBUTING shows it", check_walkthrough),
]
SUPPLY = [Step("supply chain", check_supply)]
BUILD = [Step("build", build)]
E2E = [
    Step("e2e: Python client, both databases", python_client),
    *(
        Step(f"e2e: JavaScript client, {engine}", on_a_server(engine, "javascript"))
        for engine in ENGINES
    ),
]
BROWSER = [Step("browser: reference page", on_a_server("sqlite", "browser"))]

GROUPS: dict[str, list[Step]] = {
    "all": [*FORMAT, *LINT, *UNIT, *DOCS, *SUPPLY, *BUILD, *E2E, *BROWSER],
    "quick": [*FORMAT, *LINT, *UNIT],
    "format": FORMAT,
    "lint": LINT,
    "unit": UNIT,
    "docs": DOCS,
    "supply": SUPPLY,
    "e2e": [*BUILD, *E2E],
    "browser": [*BUILD, *BROWSER],
}


def expand(names: list[str]) -> list[Step]:
    """The steps of these groups, each once."""
    return list(dict.fromkeys(step for name in names for step in GROUPS[name]))
