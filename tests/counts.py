"""The counts of checked cases: tests record them, pages show them, and both must agree."""

import json

import pytest

import facts
from tests import tiers
from tests.project import ROOT

FILE = ROOT / "facts" / "counts.json"
COUNTED = {}  # (functions, how) -> cases


def committed():
    """The counts that stand on the pages."""
    if not FILE.exists():
        return {}
    return {(one.functions, one.how): one.cases for one in facts.counts()}


@pytest.fixture
def checked(request):
    """Record how many cases of some functions a test checked.

    Pages show the committed number, so it must agree.
    """

    def record(functions, how, cases):
        names = tuple(f"{one.__module__}.{one.__name__}" for one in functions)
        COUNTED[names, how] = int(cases)
        known = committed().get((names, how))
        if tiers.is_audit():
            assert known is not None
            assert cases >= known
        elif not request.config.getoption("--accept-counts"):
            assert known == cases, "run pytest --accept-counts"

    return record


def forgotten():
    """What the pages still count, and no test of this run did."""
    return sorted(committed().keys() - COUNTED.keys())


def sentence(functions, how):
    """What was checked, in words."""
    return f"{', '.join(functions)}: {how}"


def accept(whole):
    """Write the counts of this run, in the place of all others if every test ran."""
    kept = {} if whole else committed()
    FILE.write_text(as_json(kept | COUNTED), encoding="utf-8")


def as_json(counted):
    """One record a line, in order, so that a diff shows which test counts anew."""
    records = (
        {"functions": functions, "how": how, "cases": cases}
        for (functions, how), cases in sorted(counted.items())
    )
    lines = ",\n".join(f"  {json.dumps(one, ensure_ascii=False)}" for one in records)
    return f"[\n{lines}\n]\n"
