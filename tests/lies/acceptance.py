"""What CONTRIBUTING tells an author to do after a change, as functions, for some pages."""

import subprocess
from pathlib import Path

from tests.lint import translation
from tests.pages import test_snapshots
from tests.project import ROOT

# Tests that build copies notice what the build notices, and mypy what would not run; the tests of
# this machine read the record that it has yet to write.
NOT_RUN = {
    "tests/engine/test_labs.py",
    "tests/engine/test_notice.py",
    "tests/engine/test_reproducible.py",
    "tests/engine/test_sabotage.py",
    "tests/engine/test_scripts.py",
    "tests/engine/test_serve.py",
    "tests/engine/test_setup.py",
    "tests/lies/test_lies.py",
    "tests/lint/test_page_code.py",
    "tests/lint/test_style.py",
    "tests/lint/test_types.py",
    "tests/pages/test_compare.py",
    "tests/pages/test_new_page.py",
    "tests/snippets/test_docstring_lies.py",
}


def accept(site, paths, pages):
    """Mark the Chinese pages as read, and rewrite the snapshots of the pages that changed."""
    for name in sorted({page_of(path) for path in paths} - {""}):
        translation.accept(name)
    test_snapshots.rewrite(Path(site), pages)


def page_of(path):
    """The name of the page that a file is; empty for other files."""
    for folder in ("docs/en/", "docs/zh/"):
        if path.startswith(folder):
            return path.removeprefix(folder).rpartition(".")[0]
    return ""


def undone(paths):
    """Whether nothing is left of a lie."""
    left = subprocess.run(["git", "diff", "--quiet", "--", *paths], cwd=ROOT, check=False)
    return left.returncode == 0
