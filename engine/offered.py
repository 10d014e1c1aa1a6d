"""Snippets as they are offered to download: whoever finds one later can see where it is from."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def version() -> str:
    """The version of the project; pyproject.toml is its one home."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def origin(site: str, address: str | None, commit: str | None, changed: bool) -> str:
    """The comment that says which site, version and commit a file is from; none outside git."""
    parts = [f"{site} {version()}"]
    if commit:
        parts.append(f"commit {commit}{' with uncommitted changes' if changed else ''}")
    return "# " + ", ".join([*parts, *([address] if address else [])])


def stamped(path: Path, line: str) -> bytes:
    """A file under one more line, and otherwise as it is."""
    return f"{line}\n".encode() + path.read_bytes()
