"""`make quick` runs what a change can reach; work is spread by files, and by tests that build."""

import json
import sys
from dataclasses import dataclass

import pytest

from engine import v8
from tests import reach
from tests.project import ROOT
from tests.spread import APART, TOGETHER, Spread

CONV, COST, FIGURE = (
    f"tests/{name}.py" for name in ("snippets/test_conv", "snippets/test_cost", "web/test_figure")
)


def test_imports_are_followed():
    found = reach.imports(CONV)
    assert {"snippets/conv.py", "tests/snippets/drawn.py", "tests/tiers.py"} <= found
    assert "snippets/cost.py" not in found


@pytest.mark.parametrize(
    ("change", "opened", "reaches"),
    [
        (CONV, [], True),
        ("snippets/conv.py", [], True),
        ("snippets/cost.py", [], False),
        ("tests/conftest.py", [], True),
        ("facts/terms.yml", ["facts/terms.yml"], True),
        ("docs/en/learn/new.md", ["docs/en/learn/"], True),
        ("docs/en/learn/new.md", ["docs/en/learn/convolution.md"], False),
        ("overrides/site.css", [reach.ALL], True),
        (COST, [reach.ALL], False),
        ("README.md", [reach.ALL], False),
    ],
)
def test_a_change_reaches_a_test_file(change, opened, reaches):
    assert reach.reached(CONV, {change}, {CONV: opened}) == reaches


def test_what_an_imported_file_of_the_tests_opened_reaches_too():
    """Whichever test file imported it first, and so seems to have opened it alone."""
    opened = {"tests/snippets/drawn.py": ["facts/terms.yml"]}
    assert "tests/snippets/drawn.py" in reach.imports(CONV)
    assert reach.reached(CONV, {"facts/terms.yml"}, opened)


def test_what_a_test_opens_is_noted():
    recorder = reach.Recorder()
    recorder.now = CONV
    recorder.note("open", (ROOT / "docs" / "en" / "index.md", "r", 0))
    recorder.note("open", ("LICENSE", "r", 0))
    recorder.note("open", (3, "r", 0))
    recorder.note("open", (str(ROOT / "tests" / "project.py"), "r", 0))
    recorder.note("open", (str(ROOT / "node_modules" / "x.js"), "r", 0))
    recorder.note("open", (str(ROOT.parent / "x.js"), "r", 0))
    recorder.note("os.scandir", (str(ROOT / "snippets"),))
    assert recorder.opened[CONV] == {"docs/en/index.md", "LICENSE", "snippets/"}
    assert recorder.opened["tests/lint/test_reach.py"] == recorder.opened[CONV], "who asked"
    recorder.note("subprocess.Popen", (sys.executable, [], None, None))
    assert reach.ALL in recorder.opened[CONV]


def test_a_result_that_is_kept_is_found_again_for_the_next_file():
    kept = v8.load("1")
    assert v8.load("1") is kept
    reach.forget_results()
    assert v8.load("1") is not kept


@pytest.fixture
def record(tmp_path, monkeypatch):
    """A record in which one test of test_conv.py is slow, and a change of conv.py."""
    monkeypatch.setattr(reach, "RECORD", tmp_path / "reach.json")
    monkeypatch.setattr(reach, "changed", lambda: {"snippets/conv.py"})
    seconds = {f"{CONV}::slow": reach.BUDGET + 1, f"{CONV}::quick": 1}
    reach.RECORD.write_text(json.dumps({"opened": {}, "seconds": seconds}))


@dataclass(frozen=True)
class Item:
    """What is asked of a test of pytest."""

    nodeid: str

    @property
    def path(self):
        return ROOT / self.nodeid.partition("::")[0]


def chosen(*ids):
    return reach.chosen([Item(one) for one in ids])


def test_the_quickest_tests_that_a_change_reaches_run_with_a_sample(record):
    sample = "tests/lint/test_typed.py::one"
    kept, left = chosen(f"{CONV}::slow", f"{CONV}::quick", f"{COST}::other", sample)
    assert {one.nodeid for one in kept} == {f"{CONV}::quick", sample}
    assert left == {CONV: 1}


def test_a_test_that_reads_the_changed_file_comes_before_one_that_reads_the_site(record):
    opened = {COST: [reach.ALL]}
    seconds = {f"{CONV}::one": reach.BUDGET, f"{COST}::one": 1}
    reach.RECORD.write_text(json.dumps({"opened": opened, "seconds": seconds}))
    kept, left = chosen(f"{COST}::one", f"{CONV}::one")
    assert [one.nodeid for one in kept] == [f"{CONV}::one"]
    assert left == {COST: 1}


def test_a_fresh_clone_goes_by_imports(record):
    reach.RECORD.unlink()
    kept, left = chosen(f"{CONV}::slow", f"{COST}::other")
    assert [one.nodeid for one in kept] == [f"{CONV}::slow"]
    assert not left


def test_a_file_stays_together_unless_its_tests_each_build():
    def unit(nodeid):
        return Spread._split_scope(Spread.__new__(Spread), nodeid)

    assert unit(f"{FIGURE}::one[a::b]") == FIGURE
    for file, other in TOGETHER.items():
        assert (ROOT / file).is_file()
        assert (ROOT / other).is_file()
        assert unit(f"{file}::one") == unit(f"{other}::one")
    for file in APART:
        assert (ROOT / file).is_file()
        assert unit(f"{file}::one") == f"{file}::one"
