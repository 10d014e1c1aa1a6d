"""Which room may import which: the arrows between the rooms, and no others.

`render` never imports snippets, snippets import nothing of ours, the engine knows no MkDocs, the
code of pages takes nothing from the tests, and only `hooks` knows MkDocs.
"""

import ast
import re

import pytest

from tests import source
from tests.project import ROOT
from tests.source import INCLUDE

MAY_IMPORT = {
    "snippets": set(),
    "facts": {"facts"},
    "engine": {"engine", "facts"},
    "render": {"render", "engine", "facts"},
    "docs": {"snippets", "render", "facts"},
    "labs": set(),  # their pages promise that the downloaded notebook needs nothing of ours
    "hooks": {"hooks", "engine", "facts", "MkDocs"},
    "tools": {"tools", "engine", "facts", "tests"},
    "tests": {"tests", "tools", "hooks", "engine", "render", "facts", "snippets", "benchmarks"},
    "benchmarks": {"benchmarks", "tests", "engine", "render", "facts", "snippets"},
}
# What builds as `mkdocs serve` does, without a server.
ALSO = {"tests/lies/building.py": {"MkDocs"}}
SNIPPETS = {path.stem for path in ROOT.glob("snippets/*.py")}
TESTS = re.compile(r"(?:^|/)tests(?:/|$)")  # a path into the tests


def room(module):
    """The room that a module is of; None for what is not ours, MkDocs and its plugins apart."""
    top = module.partition(".")[0]
    if top == "snippets" or top in SNIPPETS:
        return "snippets"
    if top == "material" or top.startswith("mkdocs"):
        return "MkDocs"
    return top if top in MAY_IMPORT else None


def imported(tree):
    """The names of all modules that code imports, by a statement or by a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in ("import_module", "__import__") and is_text(node.args[0]):
                yield node.args[0].value


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def wrong(code, where, also=frozenset()):
    """What code of a room takes that it may not take."""
    may = MAY_IMPORT[where] | also
    tree = ast.parse(INCLUDE.sub("", code))
    for module in imported(tree):
        if room(module) and room(module) not in may:
            yield f"it imports {module}, and {where} may import {said(may)}"
    if where in ("docs", "labs"):
        texts = (node.value for node in ast.walk(tree) if is_text(node))
        yield from (f"it names {text}, a path of the tests" for text in texts if TESTS.search(text))


def said(rooms):
    return f"of ours only {', '.join(sorted(rooms))}" if rooms else "nothing of ours"


FILES = [
    (path.relative_to(ROOT).as_posix(), where)
    for where in MAY_IMPORT.keys() - {"docs", "labs"}  # labs are pages, see below
    for path in sorted((ROOT / where).rglob("*.py"))
]


@pytest.mark.parametrize(("path", "where"), sorted(FILES))
def test_a_file_imports_what_its_room_may(path, where):
    found = list(wrong((ROOT / path).read_text("utf-8"), where, ALSO.get(path, frozenset())))
    assert not found, f"{path}: {'; '.join(found)}"


@pytest.mark.parametrize("page", source.pages(), ids=repr)
def test_the_code_of_a_page_imports_what_a_page_may(page):
    blocks = page.cells if page.is_lab else [one.code for one in page.fences if one.executed]
    found = [one for code in blocks for one in wrong(code, "labs" if page.is_lab else "docs")]
    assert not found, f"{page.where}: {'; '.join(found)}"


def test_every_room_is_there():
    """A room that moved would be read by nobody."""
    for where in MAY_IMPORT.keys() - {"docs", "labs"}:
        assert any(one == where for _, one in FILES), f"there is no Python in {where}/"


# Each of these is stopped


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("render", "from conv import conv2d_by_hand"),
        ("render", "def show():\n    import sizes"),
        ("render", "import importlib\nimportlib.import_module('conv')"),
        ("render", "from mkdocs.exceptions import PluginError"),
        ("snippets", "from render import show"),
        ("snippets", "import sizes"),
        ("snippets", "from tests.project import ROOT"),
        ("engine", "import mkdocs"),
        ("engine", "from mkdocs_jupyter.plugin import Plugin"),
        ("engine", "try:\n    from material.plugins import search\nexcept ImportError:\n    pass"),
        ("engine", "from render.latex import matrix"),
        ("engine", "import conv"),
        ("engine", "from hooks import site"),
        ("facts", "from engine import tex"),
        ("docs", "from tests.counts import FILE"),
        ("docs", "--8<-- 'conv.py:loop'\nPath('tests/checked_cases.json').read_text()"),
        ("docs", "open('../tests/checked_cases.json')"),
        ("docs", "from engine.v8 import load"),
        ("labs", "from conv import conv2d_by_hand"),
        ("tools", "from mkdocs.config import load_config"),
        ("tests", "import mkdocs.config"),
        ("hooks", "import conv"),
        ("hooks", "from tests import source"),
    ],
)
def test_a_wrong_arrow_is_found(where, code):
    assert list(wrong(code, where))


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("render", "import numpy as np\nfrom engine.v8 import load\nfrom facts import roles"),
        ("render", "from render.latex import matrix\nfrom .latex import matrix"),
        ("snippets", "import math\nimport numpy as np\nimport torch"),
        ("docs", "from conv import conv2d_by_hand\nfrom render import show\nprint('attests')"),
        ("hooks", "from mkdocs.structure.files import File\nfrom engine import tex"),
    ],
)
def test_a_right_arrow_is_none(where, code):
    assert not list(wrong(code, where))
