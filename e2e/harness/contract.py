"""Holds every answer against the server's own /openapi.json, so the two cannot drift apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

METHODS = ("get", "post", "patch", "put", "delete")
ROOT = "urn:contract"
VIOLATIONS_SHOWN = 5
ITEMS_JUDGED = 25


@dataclass(frozen=True)
class Operation:
    """One path and method of the contract."""

    method: str
    path: str
    declaration: dict[str, Any]

    @property
    def query(self) -> list[dict[str, Any]]:
        """The query parameters it declares."""
        return [p for p in self.declaration.get("parameters", []) if p.get("in") == "query"]

    @property
    def takes_json(self) -> bool:
        """Whether its body is JSON, rather than a file or nothing."""
        content = self.declaration.get("requestBody", {}).get("content", {})
        return "application/json" in content

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


class Contract:
    """An OpenAPI 3.1 document that can judge answers."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        resource = DRAFT202012.create_resource(document)
        self.registry: Registry[Any] = Registry().with_resource(ROOT, resource)
        self.seen: set[tuple[str, str, int]] = set()
        self.patterns = [(path_pattern(path), path) for path in document["paths"]]

    def resolve(self, value: dict[str, Any]) -> dict[str, Any]:
        """Follows a local `$ref`."""
        while "$ref" in value:
            target: Any = self.document
            for part in value["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            value = target
        return value

    def operations(self) -> Iterator[Operation]:
        """Every operation with its parameters resolved, those of the path included."""
        for path, item in self.document["paths"].items():
            shared = item.get("parameters", [])
            for method in METHODS:
                if method in item:
                    declared = [*shared, *item[method].get("parameters", [])]
                    parameters = [self.resolve(parameter) for parameter in declared]
                    yield Operation(method, path, item[method] | {"parameters": parameters})

    def check(self, response: requests.Response) -> None:
        """Fails when the answer is not one that the contract describes."""
        method = (response.request.method or "").lower()
        path = self.template(urlsplit(response.request.url or "").path)
        if path is None or method not in self.document["paths"][path]:
            return
        responses = self.document["paths"][path][method]["responses"]
        status = str(response.status_code)
        if status not in responses:
            assert response.status_code >= 400, f"{method} {path}: {status} is not documented"
            return
        self.seen.add((method, path, response.status_code))
        if response.ok and re.search(r"[?&](fields|omit)=", response.request.url or ""):
            return  # the caller chose which keys there are
        content = self.resolve(responses[status]).get("content", {})
        if "application/json" not in content:
            assert not response.content, f"{method} {path}: {status} is documented without a body"
            return
        schema = content["application/json"]["schema"]
        self.validate(schema, sample(response.json()), f"{method} {path}")

    def validate(self, schema: dict[str, Any], value: Any, where: str) -> None:
        """Fails when the value does not fit the schema."""
        validator = Draft202012Validator(
            absolute(schema), registry=self.registry, format_checker=FormatChecker()
        )
        problems = [
            f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)
        ]
        assert not problems, f"{where}: " + "\n".join(problems[:VIOLATIONS_SHOWN])

    def template(self, path: str) -> str | None:
        """The contract's path that this one is an instance of."""
        slashed = path if path.endswith("/") else f"{path}/"
        exact = [template for pattern, template in self.patterns if pattern.fullmatch(slashed)]
        return min(exact, key=lambda template: template.count("{"), default=None)


def sample(answer: Any) -> Any:
    """The answer with long lists thinned out evenly: one item in a hundred breaks a schema no more
    than its neighbours do, and judging all of them would take most of the tests' time."""
    if isinstance(answer, dict) and isinstance(answer.get("results"), list):
        return answer | {"results": sample(answer["results"])}
    if isinstance(answer, list) and len(answer) > ITEMS_JUDGED:
        return answer[:: len(answer) // ITEMS_JUDGED]
    return answer


def path_pattern(path: str) -> re.Pattern[str]:
    """`/api/links/{id}/` as a pattern for real paths."""
    parts = re.split(r"\{[^}]+\}", path if path.endswith("/") else f"{path}/")
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


def absolute(schema: Any) -> Any:
    """The schema with local references pointing into the registered document."""
    if isinstance(schema, dict):
        return {
            key: ROOT + value if key == "$ref" and isinstance(value, str) else absolute(value)
            for key, value in schema.items()
        }
    if isinstance(schema, list):
        return [absolute(value) for value in schema]
    return schema
