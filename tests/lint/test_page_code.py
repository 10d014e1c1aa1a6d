"""The code of every page, written out as one file, is read by linter and type checker."""

import pytest

from engine import page_file, runs
from tests.project import ROOT, run, said, write
from tests.source import names, page

PAGES = [name for name in names("en") if any(fence.executed for fence in page("en", name).fences)]
RULES = ["E", "F", "W", "B", "UP", "SIM", "C4", "PIE"]
NO_RULES = {
    "B905": "zip without strict: the shapes were checked before",
    "E402": "an included section may stand between imports",
    "F811": "a page imports a function as a witness before it shows its body",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Every page's code as a file of one package."""
    target = tmp_path_factory.mktemp("code") / "pages"
    for name in PAGES:
        file = target / f"{name.replace('/', '_').replace('-', '_')}.py"
        write(file, page_file.script(runs.english(name), name))
    return target


def linted(folder):
    rules = ["--select", ",".join(RULES), "--ignore", ",".join(NO_RULES)]
    return run(
        "-m", "ruff", "check", "--isolated", "--no-cache", "--line-length=80", *rules, folder
    )


def test_the_linter_finds_nothing(folder):
    """No line is longer than 80 columns, includes and hidden statements too."""
    done = linted(folder)
    assert done.returncode == 0, said(done)


def typed(folder):
    return run("-m", "mypy", "-p", "pages", env={"MYPYPATH": f"{folder.parent}:{ROOT}"})


def test_the_type_checker_finds_nothing(folder):
    done = typed(folder)
    assert done.returncode == 0, said(done)


def test_the_type_checker_sees_page_code(tmp_path):
    code = "import numpy as np\n\nx = np.one(2)"
    write(
        tmp_path / "pages" / "page.py",
        page_file.script(f'```python exec="on" id="one"\n{code}\n```\n', "x"),
    )
    assert 'Module has no attribute "one"' in said(typed(tmp_path / "pages"))


@pytest.mark.parametrize("code", ["import os", "y = z", f"y = '{'x' * 80}'"])
def test_the_linter_sees_page_code(tmp_path, code):
    write(
        tmp_path / "page.py", page_file.script(f'```python exec="on" id="one"\n{code}\n```\n', "x")
    )
    assert linted(tmp_path).returncode


def test_a_script_runs_from_the_top_to_the_bottom():
    text = (
        '```python exec="on" id="one"\nx = 1\nimport math\n```\n\n'
        '```python exec="check" id="two"\nfrom math import pi, tau\n\ny = x + math.floor(pi)\n```\n'
    )
    made = page_file.script(text, "learn/page")
    assert made.index("import math") < made.index("x = 1") < made.index("y = x")
    scope = {}
    exec(made, scope)
    assert scope["y"] == 4
