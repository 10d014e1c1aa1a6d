"""No version of a package is typed: requirements.txt and package.json say it, pages take it.

A typed version is right until somebody raises the package, and nothing notices.
"""

import json
import re

import pytest

from tests.lint.test_style import tracked
from tests.project import ROOT
from tests.snippets.copies import SNIPPETS, VERSIONS, home_texts

PLACES = ("docs/", "snippets/", "render/", "facts/", "engine/", "hooks/", "web/", "overrides/")
# They say with what they were measured.
RECORDS = ("facts/lies.json", "facts/speed.json", "facts/checked_here.json")
ALSO_CALLED = ("PyTorch", "Python", "MkDocs Material", "TensorFlow")


def packages():
    """The names of all packages that the project pins, and what else they are called."""
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    npm = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    pinned = re.findall(r"^([\w.-]+)==", requirements, re.MULTILINE)
    return [*pinned, *npm["dependencies"], *npm["devDependencies"], *ALSO_CALLED]


NAMES = "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in packages())
TYPED = re.compile(
    rf"(?<![\w.-])(?:{NAMES})(?:[ @:=<>≥~v'\"`]|version|版本)*\d+(?:\.\d+)+",
    re.IGNORECASE,
)


def versions(text):
    """The line and the words of every typed version."""
    for number, line in enumerate(text.splitlines(), 1):
        for found in TYPED.finditer(line):
            yield f"line {number}: {found[0]!r}"


def files():
    """What goes into the site, and what makes it."""
    found = {path.relative_to(ROOT).as_posix(): path for path in tracked()}
    return [path for name, path in found.items() if name.startswith(PLACES) and name not in RECORDS]


def written(path):
    """What somebody wrote into a file: `make helpers` copies the site's versions into a snippet."""
    text = path.read_text(encoding="utf-8")
    if path.parent != SNIPPETS:
        return text
    return text.replace(home_texts(VERSIONS)["SITE"], "")


def test_no_version_is_typed():
    found = [
        f"{path.relative_to(ROOT).as_posix()}, {version}"
        for path in files()
        for version in versions(written(path))
    ]
    assert not found, "requirements.txt and package.json alone say versions:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "with the semantics of torch 2.13. Plain functions",
        "PyTorch 2.13 的文档",
        "numpy==2.4.6",
        "katex@0.19.1",
        '"katex": "0.19.1"',
        "since Python 3.11,",
        "MkDocs-Material v9.8",
        "PyTorch version 2.13",
        "在 PyTorch 版本 2.13 里",
    ],
)
def test_the_lint_finds_a_version(text):
    assert list(versions(text))


@pytest.mark.parametrize(
    "text",
    [
        "torch.nn.Conv2d(3, 64, 7)",
        "torch 的三种写法",
        "the numpy of 2.5 cells",
        "numpy.array([1.5, 2.5])",
        "python3",
        "mytorch 2.13",
        "Python 3",
    ],
)
def test_the_lint_lets_other_numbers_pass(text):
    assert not list(versions(text))
