"""What made the pages: the versions, the commit and the date, for the last line of each page."""

import datetime
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def on_config(config):
    """Hand the facts to the template, which says them in the page's language."""
    commit, changed = commit_of_tree()
    config.extra["provenance"] = {
        "versions": {
            "Python": platform.python_version(),
            "NumPy": version("numpy"),
            "PyTorch": version("torch"),
            "SymPy": version("sympy"),
        },
        "commit": commit,
        "changed": changed,
        "date": build_date(),
    }


def build_date():
    """Today in UTC, or the day of SOURCE_DATE_EPOCH, which makes two builds the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    if epoch:
        now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return now.date().isoformat()


def commit_of_tree():
    """The short hash of the commit, and whether the tree differs from it; none outside git."""
    try:
        commit = git("rev-parse", "--short=10", "HEAD")
        return commit, bool(git("status", "--porcelain"))
    except (OSError, subprocess.CalledProcessError):
        return None, False


def git(*arguments):
    """What git answers about this project."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
