"""Licences, sources and duplicates of every dependency, against deny.toml.

The same file serves cargo-deny, which also knows advisories; building that tool takes longer than
all other checks together, so here the rules that need no network are read from `cargo metadata`.
"""

import json
import re
import tomllib
from collections import defaultdict
from typing import Any

from prerequisite import Workshop
from report import Failed

Package = dict[str, Any]


def check_supply(workshop: Workshop) -> None:
    """Fails with one line per rule that a package breaks."""
    rules = tomllib.loads((workshop.repository / "deny.toml").read_text())
    text = workshop.output("cargo", "metadata", "--format-version", "1", "--locked")
    packages: list[Package] = json.loads(text)["packages"]
    found = [
        *wrong_licences(packages, rules["licenses"]),
        *wrong_sources(packages, rules["sources"]),
        *banned(packages, rules["bans"]),
        *duplicates(packages, rules["bans"]),
    ]
    print(f"{len(packages)} packages against deny.toml")
    if found:
        raise Failed("\n  " + "\n  ".join(found))


def wrong_licences(packages: list[Package], rules: dict[str, Any]) -> list[str]:
    """Packages under none of the allowed licences."""
    allowed = set(rules["allow"])
    exceptions = {one["crate"]: allowed | set(one["allow"]) for one in rules.get("exceptions", [])}
    return [
        f"{package['name']} {package['version']}: licence {package['license']!r} is not allowed"
        for package in packages
        if not satisfied(package["license"] or "", exceptions.get(package["name"], allowed))
    ]


def satisfied(expression: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression can be met with these licences; `/` is the old way to write OR."""
    tokens = re.findall(r"[()]|[^\s()/]+|/", expression)
    position = 0

    def alternatives() -> bool:
        nonlocal position
        met = all_of()
        while position < len(tokens) and tokens[position] in ("OR", "/"):
            position += 1
            met = all_of() or met
        return met

    def all_of() -> bool:
        nonlocal position
        met = one()
        while position < len(tokens) and tokens[position] == "AND":
            position += 1
            met = one() and met
        return met

    def one() -> bool:
        nonlocal position
        if position >= len(tokens):
            return False
        token = tokens[position]
        position += 1
        if token == "(":
            met = alternatives()
            position += 1
            return met
        if position + 1 < len(tokens) and tokens[position] == "WITH":
            token = f"{token} WITH {tokens[position + 1]}"
            position += 2
        return token in allowed

    return alternatives()


def wrong_sources(packages: list[Package], rules: dict[str, Any]) -> list[str]:
    """Packages that come neither from this workspace nor from an allowed registry."""
    allowed = {f"registry+{index}" for index in rules["allow-registry"]}
    return [
        f"{package['name']} {package['version']}: source {package['source']}"
        for package in packages
        if package["source"] is not None and package["source"] not in allowed
    ]


def banned(packages: list[Package], rules: dict[str, Any]) -> list[str]:
    """Packages that were decided against."""
    reasons = {one["crate"]: one["reason"] for one in rules.get("deny", [])}
    return [
        f"{package['name']} {package['version']}: {reasons[package['name']]}"
        for package in packages
        if package["name"] in reasons
    ]


def duplicates(packages: list[Package], rules: dict[str, Any]) -> list[str]:
    """Packages in several versions that nobody gave a reason for."""
    excused = {one["crate"] for one in rules.get("skip", [])}
    versions: dict[str, set[str]] = defaultdict(set)
    for package in packages:
        versions[package["name"]].add(package["version"])
    return [
        f"{name}: {len(several)} versions ({', '.join(sorted(several))})"
        for name, several in sorted(versions.items())
        if len(several) > 1 and name not in excused
    ]
