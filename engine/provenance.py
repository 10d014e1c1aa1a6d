"""What made the pages: the versions, the commit and the date, for the last line of each page."""

import datetime
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What the pages compute with, besides Python, as its package is called.
LIBRARIES = {"NumPy": "numpy", "PyTorch": "torch", "SymPy": "sympy"}


def provenance() -> dict[str, object]:
    """The facts; the template says them in the page's language."""
    commit, changed = commit_of_tree()
    versions = {name: version(package) for name, package in LIBRARIES.items()}
    return {
        "versions": {"Python": platform.python_version(), **versions},
        "commit": commit,
        "changed": changed,
        "date": build_date(),
    }


def build_date() -> str:
    """Today in UTC, or the day of SOURCE_DATE_EPOCH, which makes two builds the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    if epoch:
        now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return now.date().isoformat()


def commit_of_tree() -> tuple[str | None, bool]:
    """The short hash of the commit, and whether the tree differs from it; none outside git."""
    try:
        commit = _git("rev-parse", "--short=10", "HEAD")
        return commit, bool(_git("status", "--porcelain"))
    except (OSError, subprocess.CalledProcessError):
        return None, False


def _git(*arguments: str) -> str:
    """What git answers about this project."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
