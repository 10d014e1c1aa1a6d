"""One process that has the packages of the tests loaded, and forks for each lie.

A fork accepts the lie as CONTRIBUTING tells an author to, and runs the tests that it can reach.
"""

import gc
import importlib
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

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
WITHOUT = ("cacheprovider", "xdist", "unraisableexception", "threadexception")
OPTIONS = ["-x", "-q", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
OPTIONS += [word for name in WITHOUT for word in ("-p", f"no:{name}")]
AT_ONCE = 6  # test files; to collect all takes longer than to run most
PATIENCE = 180  # seconds of tests for one lie
UNFINISHED = "not all tests ran in time"


def main():
    """Answer each order with the test that noticed the lie, or with nothing."""
    for name in LOADED:
        importlib.import_module(name)
    gc.freeze()  # or each fork would copy all that is loaded when it looks for garbage
    in_a_fork({}, compiled)
    for line in sys.stdin:
        print(json.dumps(in_a_fork(json.loads(line))), flush=True)


def compiled():
    """Let Python keep the tests as bytecode, which the later forks read and do not write."""
    import pytest

    sys.dont_write_bytecode = False
    pytest.main([*OPTIONS, "--collect-only", "tests"])
    return ""


def in_a_fork(order, do=None):
    """What a function answers that runs in a fork of this process, or that its time was over."""
    do, patience = do or noticed, order.pop("patience", PATIENCE)
    read, write = os.pipe()
    fork = os.fork()
    if not fork:
        signal.alarm(patience)
        os.close(read)
        with os.fdopen(write, "w") as answers, redirect_stdout(io.StringIO()) as said:
            with redirect_stderr(said):
                try:
                    found = do(**order)
                except BaseException as error:
                    found = f"the judge failed: {error!r} {said.getvalue()[-3000:]}"
            answers.write(found)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answers:
        found = answers.read()
    _, status = os.waitpid(fork, 0)
    over = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
    return UNFINISHED if over else found


def noticed(site, paths, pages, first=(), only=()):
    """The first test that fails once the lie is accepted; nothing where all pass.

    `first` are test files that noticed such lies before.
    """
    from tests.lies.acceptance import accept, undone

    accept(site, paths, pages)
    if only:
        return failing(site, pages, only)
    if undone(paths):
        return "acceptance, which wrote the truth again"
    files = sorted(reached_by(paths), key=lambda one: one not in first)  # the order stays else
    for start in range(0, len(files), AT_ONCE):
        found = failing(site, pages, files[start : start + AT_ONCE])
        if found:
            return found
    return ""


def failing(site, pages, tests):
    """The first of some tests that fails."""
    import pytest

    chosen = Chosen(pages)
    code = pytest.main([*OPTIONS, "--site", site, *tests], plugins=[chosen])
    fine = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)
    if code not in fine and not chosen.noticed:
        raise RuntimeError(f"the tests did not run: {code!r}")
    return chosen.noticed


def reached_by(paths):
    """The test files that a lie can reach, the nearest and quickest first."""
    from tests import reach
    from tests.lies.acceptance import NOT_RUN

    opened, seconds = (measured().get(name, {}) for name in ("opened", "seconds"))
    near = {file: [one for one in found if one != reach.ALL] for file, found in opened.items()}
    cost = Counter()
    for test, spent in seconds.items():
        cost[test.partition("::")[0]] += spent
    files = [one.relative_to(reach.ROOT).as_posix() for one in reach.ROOT.glob("tests/*/test_*.py")]
    files = [one for one in files if one not in NOT_RUN and not one.startswith("tests/browser/")]
    # What no whole run has measured yet may read anything.
    files = [one for one in files if one not in opened or reach.reached(one, paths, opened)]
    named = {f"test_{name}.py" for name in [*(Path(path).stem for path in paths), *said(paths)]}
    rooms = tuple({room for path in paths for room in tests_of(path)})
    parts = {word for path in paths for word in re.split(r"[/_.-]", path)}

    def far(file):
        near_by = reach.reached(file, paths, near)
        akin = parts & {*re.split(r"[/_.]", file)} - {"tests", "test", "py"}
        return (
            Path(file).name not in named,
            not file.startswith(rooms),
            not near_by,
            -len(akin),
            cost[file],
        )

    return sorted(files, key=far)


@cache
def measured():
    """What the last whole run of the tests noted."""
    from tests import reach

    return json.loads(reach.RECORD.read_text("utf-8")) if reach.RECORD.is_file() else {}


def said(paths):
    """The words of the changed lines: a record names the file whose test made it."""
    words = ["git", "diff", "--unified=0", "--", *paths]
    changed = subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout
    return set(re.findall(r"\w+", changed))


def tests_of(path):
    """The rooms of the tests that were written for a room; none where each has some."""
    room = path.partition("/")[0]
    if room == "docs" or path == room:  # a page, or what stands beside them such as the README
        return ["tests/lint/", "tests/pages/"]
    if room == "facts":  # words, most of them
        return ["tests/lint/", "tests/engine/test_facts.py"]
    return [f"tests/{room}/"] if Path("tests", room).is_dir() else []


class Chosen:
    """Of the tests that were made for pages, only those of some pages; the quickest come first."""

    def __init__(self, pages):
        self.pages, self.noticed = set(pages), ""

    def pytest_collection_modifyitems(self, items):
        from tests import source

        names = set(source.names("en"))
        items[:] = [
            item
            for item in items
            if not (on_pages(item, names) - self.pages) or not on_pages(item, names)
        ]
        seconds = measured().get("seconds", {})
        items.sort(key=lambda item: (item.nodeid not in seconds, seconds.get(item.nodeid, 0.0)))

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
