"""CONTRIBUTING's "Adding a resource", followed to the letter in a copy of the workspace.

The steps are applied as they stand: a new file's text, or lines that go behind a line that is
there exactly once. What the page promises is then proven by the test that it lets the reader write.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from prerequisite import Workshop
from report import Failed

PAGE = "CONTRIBUTING.md"
SECTION = "## Adding a resource"
STEPS_MIN = 8
STEP = re.compile(
    r"^(?:New file|In) `(?P<path>[^`]+)`(?:, after `(?P<anchor>[^`]+)`)?:\n\n"
    r"```rust\n(?P<text>.*?)^```",
    re.M | re.S,
)


@dataclass(frozen=True)
class Addition:
    """A new file, or lines behind a line of one that is there."""

    path: str
    anchor: str | None
    text: str


def check_walkthrough(workshop: Workshop) -> None:
    """Fails when the steps cannot be taken, or do not lead where they should."""
    additions = steps(workshop.repository / PAGE)
    copy = workshop.folder / "walkthrough"
    mirror(workshop, copy, {each.path for each in additions})
    for path in dict.fromkeys(each.path for each in additions):
        write(copy / path, changed(workshop.repository / path, path, additions))
    workshop.compiler()
    workshop.postgres()
    workshop.cargo(
        "test",
        "--workspace",
        "--locked",
        "--quiet",
        "--manifest-path",
        str(copy / "Cargo.toml"),
        "--test",
        "api",
        "fees",
        CARGO_TARGET_DIR=workshop.environment.get(
            "CARGO_TARGET_DIR", str(workshop.repository / "target")
        ),
    )


def steps(page: Path) -> list[Addition]:
    """What the page says to add, in its order."""
    section = page.read_text().split(SECTION, 1)[-1].split("\n## ", 1)[0]
    found = [Addition(m["path"], m["anchor"], m["text"]) for m in STEP.finditer(section)]
    if len(found) < STEPS_MIN or len(found) != section.count("```rust"):
        raise Failed(f"{PAGE}: {len(found)} steps are understood, not all there are")
    return found


def changed(source: Path, path: str, additions: list[Addition]) -> str:
    """The file's text with everything that is added to it."""
    text = ""
    for each in (addition for addition in additions if addition.path == path):
        if each.anchor is None:
            text = each.text
            continue
        text = text or source.read_text()
        lines = [line for line in text.splitlines() if line.strip() == each.anchor]
        if len(lines) != 1:
            raise Failed(f"{PAGE}: {path} has {len(lines)} lines `{each.anchor}`")
        text = text.replace(f"{lines[0]}\n", f"{lines[0]}\n{each.text}", 1)
    return text


def mirror(workshop: Workshop, copy: Path, apart: set[str]) -> None:
    """Brings the copy up to date, touching only what differs: what is compiled stays compiled."""
    names = set(workshop.output("git", "ls-files", "-z").split("\0")) - {""}
    for name in names - apart:
        source, target = workshop.repository / name, copy / name
        if source.is_file() and not same(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    for target in [path for path in copy.rglob("*") if path.is_file()]:
        name = str(target.relative_to(copy))
        if name not in names | apart:
            target.unlink()


def same(source: Path, target: Path) -> bool:
    """Whether the copy of a file is up to date."""
    return target.is_file() and source.read_bytes() == target.read_bytes()


def write(target: Path, text: str) -> None:
    """Writes a file unless it says that already."""
    if target.is_file() and target.read_text() == text:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
