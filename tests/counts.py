"""The counts of checked cases: tests record them, pages show them, and both must agree."""

import json
from pathlib import Path

import pytest

from tests import tiers

FILE = Path(__file__).parent / "checked_cases.json"
COUNTED = {}


def committed():
    """The counts that stand on the pages."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


@pytest.fixture
def checked(request):
    """Record how many cases of some functions a test checked.

    Pages show the committed number, so it must agree.
    """

    def record(functions, how, cases):
        names = ", ".join(f"{one.__module__}.{one.__name__}" for one in functions)
        name = f"{names}: {how}"
        COUNTED[name] = int(cases)
        known = committed().get(name)
        if tiers.is_audit():
            assert known is not None
            assert cases >= known
        elif not request.config.getoption("--accept-counts"):
            assert known == cases, "run pytest --accept-counts"

    return record


def forgotten():
    """What the pages still count, and no test of this run did."""
    return sorted(committed().keys() - COUNTED.keys())


def accept(whole):
    """Write the counts of this run, in the place of all others if every test ran."""
    kept = {} if whole else committed()
    text = json.dumps(kept | COUNTED, indent=2, sort_keys=True)
    FILE.write_text(text + "\n", encoding="utf-8")
