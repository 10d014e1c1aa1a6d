"""One process that has the packages of the tests loaded, and forks for each lie.

A fork accepts the lie as CONTRIBUTING tells an author to, and runs the tests that it can reach.
"""

import importlib
import io
import json
import os
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout

LOADED = (
    "bs4",
    "hypothesis",
    "jieba",
    "jupytext",
    "mkdocs.config",
    "nbformat",
    "numpy",
    "py_mini_racer",
    "pymdownx.superfences",
    "pytest",
    "sympy",
    "torch.utils.flop_counter",
    "yaml",
)
# Hypothesis is loaded before pytest could rewrite its asserts, and has none that matter here.
OPTIONS = [
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
]
PATIENCE = 40  # seconds of tests for one lie; what is not noticed until then counts as survived


def main():
    """Answer each order with the test that noticed the lie, or with nothing."""
    for name in LOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        print(json.dumps(in_a_fork(json.loads(line))), flush=True)


def in_a_fork(order):
    read, write = os.pipe()
    fork = os.fork()
    if not fork:
        signal.alarm(PATIENCE)
        os.close(read)
        with os.fdopen(write, "w") as answers, redirect_stdout(io.StringIO()) as said:
            with redirect_stderr(said):
                try:
                    found = noticed(**order)
                except BaseException as error:
                    found = f"the judge failed: {error!r} {said.getvalue()[-3000:]}"
            answers.write(found)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answers:
        found = answers.read()
    os.waitpid(fork, 0)
    return found


def noticed(site, paths, pages, tests=()):
    """The first test that fails once the lie is accepted; nothing where all pass."""
    import pytest

    from tests.lies.acceptance import accept, undone

    accept(site, paths, pages)
    if paths and undone(paths):
        return "acceptance, which wrote the truth again"
    chosen = Chosen(pages)
    files = tests or chosen.files(paths)
    code = pytest.main(
        [*OPTIONS, "--site", site, *files],
        plugins=[chosen],
    )
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not chosen.noticed:
        raise RuntimeError(f"the tests did not run: {code!r}")
    return chosen.noticed


class Chosen:
    """Which tests run: of the files that the lie reaches those of its pages, the nearest first."""

    def __init__(self, pages):
        self.pages, self.noticed = set(pages), ""

    def files(self, paths):
        from tests import reach
        from tests.lies.acceptance import NOT_RUN

        record = json.loads(reach.RECORD.read_text("utf-8")) if reach.RECORD.is_file() else {}
        opened, seconds = record.get("opened", {}), record.get("seconds", {})
        itself = {
            file: [one for one in found if one != reach.ALL] for file, found in opened.items()
        }
        cost = {}
        for test, spent in seconds.items():
            file = test.partition("::")[0]
            cost[file] = cost.get(file, 0) + spent
        found = [
            path.relative_to(reach.ROOT).as_posix() for path in reach.ROOT.glob("tests/*/test_*.py")
        ]
        found = [
            one for one in found if one not in NOT_RUN and not one.startswith("tests/browser/")
        ]
        found = [one for one in found if "/lint/" in one or reach.reached(one, paths, opened)]
        return sorted(
            found, key=lambda one: (not reach.reached(one, paths, itself), cost.get(one, 0))
        )

    def pytest_collection_modifyitems(self, items):
        from tests import source

        names = set(source.names("en"))
        items[:] = [
            item
            for item in items
            if not (on_pages(item, names) - self.pages) or not on_pages(item, names)
        ]

    def pytest_runtest_logreport(self, report):
        if report.failed and not self.noticed:
            self.noticed = report.nodeid

    def pytest_collectreport(self, report):
        if report.failed and not self.noticed:
            self.noticed = f"{report.nodeid} (not collected)"


def on_pages(item, names):
    """The pages that a test was made for."""
    given = getattr(getattr(item, "callspec", None), "params", {}).values()
    found = {
        getattr(one, "name", one) for one in given if isinstance(getattr(one, "name", one), str)
    }
    return found & names


if __name__ == "__main__":
    main()
