"""The documentation against the code: error codes, filter operators, dependencies, links."""

import re
import tomllib
from pathlib import Path

from prerequisite import Workshop
from report import Failed

FAILURE = "crates/model/src/failure.rs"
FILTER = "crates/model/src/filter.rs"
STATUS_DEFAULT = 400


def check_pages(workshop: Workshop) -> None:
    """Fails with one line per difference."""
    root = workshop.repository
    found = [
        *difference("docs/errors.md", documented_codes(root), codes_in_code(root)),
        *difference("docs/filters.md", documented_operators(root), operators_in_code(root)),
        *difference("docs/dependencies.md", documented_crates(root), crates_in_use(root)),
        *broken_links(workshop),
    ]
    if found:
        raise Failed("\n  " + "\n  ".join(found))


def difference(page: str, documented: set[str], real: set[str]) -> list[str]:
    """What only one side knows."""
    return [
        *(f"{page} lacks {one}" for one in sorted(real - documented)),
        *(f"{page} has {one}, the code does not" for one in sorted(documented - real)),
    ]


def documented_codes(root: Path) -> set[str]:
    """`code status` for each row of the tables."""
    rows = re.findall(r"^\| `(\w+)` \| (\d{3}) \|", (root / "docs/errors.md").read_text(), re.M)
    return {f"{code} {status}" for code, status in rows}


def codes_in_code(root: Path) -> set[str]:
    """`code status` for each arm of the two functions that say them."""
    text = (root / FAILURE).read_text()
    variants = arms(function(text, "code"), r'"(\w+)"')
    statuses = arms(function(text, "status"), r"(\d{3})")
    return {f"{code} {statuses.get(name, STATUS_DEFAULT)}" for name, code in variants.items()}


def function(text: str, name: str) -> str:
    """The body of the enum's method of this name."""
    start = text.index(f"pub fn {name}(&self)", text.index("impl Failure"))
    return text[start : text.index("\n    }\n", start)]


def arms(body: str, value: str) -> dict[str, str]:
    """Variant to value, for every `Self::A | Self::B => value`."""
    found: dict[str, str] = {}
    for left, right in re.findall(rf"((?:Self::[^=]+?))\s*=>\s*{value}", body):
        for variant in re.findall(r"Self::(\w+)", left):
            found[variant] = right
    return found


def documented_operators(root: Path) -> set[str]:
    """The first column of the table of operators."""
    return set(re.findall(r"^\| `(__\w+)` \|", (root / "docs/filters.md").read_text(), re.M))


def operators_in_code(root: Path) -> set[str]:
    """The suffixes that a parameter may end with."""
    return set(re.findall(r'Self::\w+ => "(__\w+)"', (root / FILTER).read_text()))


def documented_crates(root: Path) -> set[str]:
    """The crates that the page's tables name, up to the part that is not about Rust."""
    text = (root / "docs/dependencies.md").read_text().split("## Outside Rust")[0]
    cells = re.findall(r"^\| (`[^|]+) \|", text, re.M)
    return {crate for cell in cells for crate in re.findall(r"`([\w-]+)`", cell)}


def crates_in_use(root: Path) -> set[str]:
    """What the workspace's manifest names, but for its own crates."""
    manifest = tomllib.loads((root / "Cargo.toml").read_text())
    names = manifest["workspace"]["dependencies"]
    return {name for name in names if not name.startswith("caudal-")}


def broken_links(workshop: Workshop) -> list[str]:
    """Links of Markdown files to files that are not there."""
    found = []
    for name in workshop.output("git", "ls-files", "*.md").splitlines():
        page = workshop.repository / name
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
            if "://" not in target and not (page.parent / target).exists():
                found.append(f"{name}: {target} does not exist")
    return found
