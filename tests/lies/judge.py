"""Plants lies in a copy of the project, one at a time, and says what noticed each."""

import filecmp
import json
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.lies.acceptance import page_of
from tests.lies.checking import PATIENCE, UNFINISHED
from tests.project import EPOCH, ROOT, copy, environment, run
from tests.reading import built_pages, page_file

ALL_DAY = 3600  # seconds; nothing waits for it where no lie is told
FAILED = "the judge failed:"
# Which test files noticed the lies of a room so far: they are asked first.
NOTICED = defaultdict(Counter)


@dataclass(frozen=True)
class Verdict:
    """What noticed a lie, or nothing; and whether every test that it can reach had its time.

    `late` is a lie that an earlier run did not notice.
    """

    lie: object
    sentence: str
    noticed: str
    seconds: float
    finished: bool = True
    late: bool = False


class Judge:
    """A copy with its two warm processes."""

    def __init__(self, folder):
        self.folder = folder
        self.root = committed(copy(folder / "copy"))
        self.truth = folder / "truth"
        self.builder = self.tester = None
        self.begin()

    def begin(self):
        self.builder = process("tests.lies.building", self.truth, cwd=self.root)
        self.tester = process("tests.lies.checking", cwd=self.root)
        answer(self.builder)

    def judge(self, lie, patience=PATIENCE):
        """Plant a lie, see what notices it, and take it out again."""
        begin, sentence = time.monotonic(), lie.sentence(self.root)
        for path, text in list(lie.told(self.root)):
            path.write_text(text, encoding="utf-8")
        try:
            noticed = self.build() or self.check(lie, patience)
        finally:
            git(self.root, "checkout", "-q", "--", ".")
        seconds, finished = time.monotonic() - begin, noticed != UNFINISHED
        return Verdict(lie, sentence, noticed if finished else "", seconds, finished)

    def build(self):
        site = self.folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        wrong = ask(self.builder, str(site))
        return f"the build: {wrong}" if wrong else ""

    def check(self, lie, patience):
        site = self.folder / "site"
        pages = sorted({*changed(self.truth, site), *snapshots_of(lie.paths)})
        first = [file for file, _ in NOTICED[lie.room].most_common(4)]
        order = {"site": str(site), "paths": lie.paths, "pages": pages, "first": first}
        order["patience"] = patience
        found = ask(self.tester, order)
        if found.startswith("tests/"):
            NOTICED[lie.room][found.partition("::")[0]] += 1
        return found

    def by_commands(self, lie):
        """What notices a lie when the commands of CONTRIBUTING are called one after the other."""
        (self.root / "uncommitted").unlink()  # make quick would ask what it reaches
        for path, text in list(lie.told(self.root)):
            path.write_text(text, encoding="utf-8")
        try:
            return next((what for what, words in commands(lie) if self.fails(words)), "")
        finally:
            git(self.root, "checkout", "-q", "--", ".")
            (self.root / "uncommitted").touch()

    def fails(self, words):
        return run(*words, cwd=self.root, timeout=900).returncode != 0

    def false_alarm(self, tests):
        """What fails where nothing was planted, if so: what it noticed before was no lie."""
        pages = sorted({name for _, name in built_pages(self.truth)})
        order = {"site": str(self.folder / "site"), "paths": [], "pages": pages, "only": tests}
        order["patience"] = ALL_DAY
        return self.build() or (ask(self.tester, order) if tests else "")

    def end(self):
        for one in (self.builder, self.tester):
            one.stdin.close()
            one.wait()


def commands(lie):
    """`make accept`, `make snapshots` and `make quick`, less the set-up."""
    for name in sorted({page_of(path) for path in lie.paths} - {""}):
        yield "make accept", ["-m", "tests.lint.translation", name]
    snapshots = ["-q", "tests/pages/test_snapshots.py", "--rewrite-snapshots"]
    yield "make snapshots", ["-m", "pytest", *snapshots]
    yield "make quick", ["-m", "pytest", "-q", "-x", "-n", "2", "--dist", "loadfile", "--quick"]


def committed(root):
    """The copy as a repository, so that what a lie and its acceptance changed can be undone."""
    ignored = "/.cache/\n/node_modules\n__pycache__/\n"
    (root / ".gitignore").write_text(ignored, encoding="utf-8")
    reach = ROOT / ".cache" / "reach.json"
    if reach.is_file():
        (root / ".cache").mkdir(exist_ok=True)
        shutil.copy2(reach, root / ".cache")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    who = ("-c", "user.name=tests", "-c", "user.email=tests@localhost")
    git(root, *who, "commit", "-q", "-m", "The truth")
    # Pages say whether something is uncommitted: with a lie or without one, they shall be the same.
    (root / "uncommitted").touch()
    return root


def git(root, *words):
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def process(module, *words, cwd):
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=cwd,
        env=environment({"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": EPOCH}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def ask(process, order):
    print(json.dumps(order), file=process.stdin, flush=True)
    return answer(process)


def answer(process):
    line = process.stdout.readline()
    found = json.loads(line) if line else f"{FAILED} {process.args} ended"
    if found.startswith(FAILED):
        raise RuntimeError(found)
    return found


def changed(truth, site):
    """The pages that are not what they were."""
    found = set()
    for language, name in built_pages(site):
        old, new = (page_file(one, language, name) for one in (truth, site))
        if not old.is_file() or not filecmp.cmp(old, new, shallow=False):
            found.add(name)
    return found


def snapshots_of(paths):
    folder = Path("tests/snapshots")
    found = [Path(path) for path in paths if Path(path).is_relative_to(folder)]
    return {path.relative_to(folder).with_suffix("").as_posix() for path in found}
