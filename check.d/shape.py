"""What every file of the repository keeps to, beside what the compilers and linters know."""

import re

from prerequisite import Workshop
from report import Failed

LINES_MAX = 500
BYTES_MAX = 2 * 1024 * 1024
SOURCE = (".rs", ".py", ".js", ".mjs", ".css", ".html", ".sql", ".sh")
# "XXX" in quotes is ISO 4217's word for no currency.
UNFINISHED = r"\b(TODO|FIXME|HACK)\b|(?<!\")\bXXX\b(?!\")|\b(todo|unimplemented)!\("
FORBIDDEN_TEXT = {
    "an unfinished spot": re.compile(UNFINISHED),
    "a test that is switched off": re.compile(r"#\[ignore\b|\bpytest\.mark\.skip|\btest\.skip\("),
    "a silenced lint (use expect with a reason)": re.compile(r"#!?\[allow\("),
    "an address on one machine": re.compile(r"/(?:home|Users)/[a-z]"),
}
EXEMPT = ("check.d/shape.py",)


def check_shape(workshop: Workshop) -> None:
    """Fails with one line per file that is too long or holds what it should not."""
    found: list[str] = []
    for name in workshop.output("git", "ls-files", "-z").split("\0"):
        path = workshop.repository / name
        if not name or not path.is_file() or name in EXEMPT:
            continue
        if path.stat().st_size > BYTES_MAX:
            found.append(f"{name}: more than {BYTES_MAX} bytes")
        if not name.endswith(SOURCE):
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > LINES_MAX:
            found.append(f"{name}: {len(lines)} lines, at most {LINES_MAX}")
        found.extend(
            f"{name}:{number}: {what}"
            for number, line in enumerate(lines, 1)
            for what, pattern in FORBIDDEN_TEXT.items()
            if pattern.search(line)
        )
    if found:
        raise Failed("\n  " + "\n  ".join(found))
