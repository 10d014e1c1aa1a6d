"""Which tests a change can reach: measured in every whole run, and used by `make quick`.

While a test file is collected and run, the project's files that it opens are noted; its imports
are read from its source. A test that starts another Python, or reads the built site, can depend on
everything that a build reads. `make quick` runs the fixed sample below and of the test files that a
change reaches the quickest tests, as many as fit, and first those that read the changed file
themselves. It says which are left for `make test`.
"""

import ast
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.project import ROOT

# Always run: the lints, and what shows soonest that the engine or a snippet is broken.
SAMPLE = (
    "tests/lint/",
    "tests/engine/test_pages.py",
    "tests/engine/test_render.py",
    "tests/snippets/test_snippets.py",
)
BUDGET = 50  # seconds of tests that a change reaches, over all workers, on top of the sample
ALL = "*"  # everything that a build reads
NOT_BUILT = re.compile(r"(?:tests|benchmarks|tools|\.github|\.ci)/|[^/]+\.md$")
RECORD = ROOT / ".cache" / "reach.json"  # a fresh clone has none, and goes by imports alone
HOME = f"{ROOT.as_posix()}/"
# Whose kept results are forgotten between files; those of the built site are nobody's alone.
OURS = ("tests/web/", "engine/", "render/", "facts/")
NOT_READ = (".git/", ".venv/", "node_modules/", ".cache/", ".hypothesis/")


class Recorder:
    """Notes what each test file opens, and the seconds that each test takes."""

    def __init__(self):
        self.opened, self.seconds, self.now = defaultdict(set), defaultdict(float), None

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        self.begin(collector)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.begin(item)
        if "site" in item.fixturenames:
            self.opened[self.now].add(ALL)
        return (yield)

    def pytest_runtest_logreport(self, report):
        self.seconds[report.nodeid] += report.duration

    def begin(self, node):
        """From now on, what is opened is opened for this test file."""
        file = place(node.path) if isinstance(node, pytest.Module | pytest.Item) else None
        if file != self.now:
            forget_results()  # else the first of two files would seem to be the only reader
        self.now = file

    def note(self, event, details):
        """Python's audit hook: a file, a folder or a program is about to be opened."""
        if self.now is None:
            return
        if event == "subprocess.Popen" and details[0] == sys.executable:
            self.opened[self.now].add(ALL)
        elif event in ("open", "os.scandir") and isinstance(details[0], str | os.PathLike):
            path = place(os.path.abspath(details[0]))
            # Python of the tests is read from imports; whoever copies the project opens all of it.
            code = path.endswith(".pyc") or (path.startswith("tests/") and path.endswith(".py"))
            if path and not code and not path.startswith(NOT_READ):
                path += "/" * (event == "os.scandir")
                self.opened[self.now].add(path)
                self.opened[asking()].add(path)

    def found(self):
        """The record of this run, as plain data."""
        opened = {file: sorted(self.opened[file]) for file in sorted(filter(None, self.opened))}
        return {"opened": opened, "seconds": {k: round(s, 2) for k, s in self.seconds.items()}}

    def add(self, opened):
        """Take in what the tests of a worker opened."""
        for file, paths in opened.items():
            self.opened[file].update(paths)

    def write(self):
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text(json.dumps(self.found(), indent=1), encoding="utf-8")


def asking():
    """The file of the tests whose code is running: what it reads, all that import it read."""
    frame = sys._getframe(2)
    while frame and not place(frame.f_code.co_filename).startswith("tests/"):
        frame = frame.f_back
    return place(frame.f_code.co_filename) if frame else None


def place(path):
    """A path inside the project, from its root; "" for one outside."""
    path = os.fspath(path).replace(os.sep, "/")
    return path.removeprefix(HOME) if path.startswith(HOME) else ""


def forget_results():
    """Empty the caches of functools in our modules."""
    for module in list(sys.modules.values()):
        if place(getattr(module, "__file__", None) or "").startswith(OURS):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


# What changed


def git(*words):
    """The lines that git prints; none where there is no git or no such name."""
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout.splitlines() if done.returncode == 0 else []


def changed():
    """The files that differ from where this branch left main, and the new ones."""
    base = git("merge-base", "HEAD", "main") or ["HEAD"]
    return {
        *git("diff", "--name-only", "--no-renames", base[0]),
        *git("ls-files", "--others", "--exclude-standard"),
    }


# What it reaches


def reached(file, changes, opened):
    """Whether a test file depends on one of the changed files."""
    uses = imports(file) | imports("tests/conftest.py")
    uses |= {path for one in uses for path in opened.get(one, ())}
    return any(
        path in uses
        or f"{path.rpartition('/')[0]}/" in uses
        or (ALL in uses and not NOT_BUILT.match(path))
        for path in changes
    )


def imports(file):
    """A Python file of the project and all that it imports of ours, and those, and so on."""
    found, new = set(), {file}
    while new:
        found |= new
        new = {other for one in new for other in imported(one)} - found
    return found


@cache
def imported(file):
    """The files of the project that a Python file imports itself."""
    path = ROOT / file
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8")))) if path.is_file() else []
    names = {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return {place(found) for name in names if (found := module_file(name))}


def module_file(name):
    """The file of a module of ours; snippets are imported by their file names."""
    for folder in (ROOT, ROOT / "snippets"):
        inside = Path(folder, *name.split("."))
        for path in (inside.with_suffix(".py"), inside / "__init__.py"):
            if path.is_file():
                return path
    return None


def chosen(items):
    """The tests to run now, and how many of each reached file are left for `make test`."""
    record = json.loads(RECORD.read_text("utf-8")) if RECORD.is_file() else {}
    opened, seconds = record.get("opened", {}), record.get("seconds", {})
    changes = changed()
    files = {place(item.path) for item in items}
    files = {file for file in files if reached(file, changes, opened)}
    itself = {file: [path for path in paths if path != ALL] for file, paths in opened.items()}
    near = {file for file in files if reached(file, changes, itself)}
    kept, left, spent = set(), defaultdict(int), 0.0

    def order(item):
        return place(item.path) not in near, seconds.get(item.nodeid, 0)

    for item in sorted(items, key=order):
        file = place(item.path)
        if file.startswith(SAMPLE):
            kept.add(item)
        elif file in files:
            cost = seconds.get(item.nodeid, 0)
            if spent + cost <= BUDGET:
                kept.add(item)
                spent += cost
            else:
                left[file] += 1
    return kept, dict(left)
