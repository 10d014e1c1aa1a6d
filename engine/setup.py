"""Stop with one sentence when a part of the set-up is missing or is another than it should be."""

import os
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# One thread computes: the arrays of a page are small, and threads wait for each other as soon as
# anything else runs, which made a page of seconds run for minutes. Read when PyTorch is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")


class SetupError(Exception):
    """A part that is missing or has another version; the message says what to run."""


def check_all() -> None:
    """Compare what is installed with what is pinned, and where we are with where we belong."""
    if Path.cwd().resolve() != ROOT:  # includes would come from there, and imports from here
        raise SetupError(f"MkDocs runs in {Path.cwd()}: run it in {ROOT}, the project's folder.")
    for name, wanted in pinned_packages():
        check(name, wanted, installed_version(name), "requirements.txt")


def pinned_packages() -> list[tuple[str, str]]:
    """Name and version of every line ``name==version`` of requirements.txt."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)


def installed_version(name: str) -> str | None:
    """The version without a local part such as +cpu, or None."""
    try:
        return version(name).partition("+")[0]
    except PackageNotFoundError:
        return None


def check(name: str, wanted: str, found: str | None, source: str) -> None:
    """Say what is wrong and what to run."""
    if found != wanted:
        state = f"{name} {found} is installed" if found else f"{name} is not installed"
        raise SetupError(f"{state}, {source} asks for {wanted}: run `make install`.")
