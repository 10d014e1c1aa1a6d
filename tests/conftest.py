"""Puts the snippets on the path, and keeps the counts of the cases that tests checked."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "snippets"))

COUNTS_FILE = Path(__file__).parent / "checked_cases.json"
counted = {}


def pytest_addoption(parser):
    parser.addoption(
        "--accept-counts", action="store_true", help=f"write the counts to {COUNTS_FILE.name}"
    )


@pytest.fixture
def checked(request):
    """Record how many cases a test checked; pages show the committed number, so it must agree."""

    def record(name, cases):
        counted[name] = int(cases)
        if not request.config.getoption("--accept-counts"):
            committed = json.loads(COUNTS_FILE.read_text())
            assert committed.get(name) == counted[name], "run pytest --accept-counts"

    return record


def pytest_sessionfinish(session):
    if session.config.getoption("--accept-counts") and counted:
        old = json.loads(COUNTS_FILE.read_text()) if COUNTS_FILE.exists() else {}
        text = json.dumps(old | counted, indent=2, sort_keys=True)
        COUNTS_FILE.write_text(text + "\n")


def pytest_terminal_summary(terminalreporter):
    for name, cases in sorted(counted.items()):
        terminalreporter.write_line(f"checked {cases:>9,} cases: {name}")
