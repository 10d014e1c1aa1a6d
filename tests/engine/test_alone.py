"""The code of each page runs as a file alone in an empty folder, and prints what the page shows."""

import ast
import json
import re
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from engine import runs
from engine.alone import brought, file, prints
from tests.project import ROOT, environment
from tests.reading import NUMBER, matrices
from tests.source import names, page

ORIGIN = "# a site, version, commit"
# Each file in a fork of one process that has the packages loaded, and can import nothing of ours.
RUNNER = """
import contextlib, os, pathlib, runpy, sys, tempfile
import torch.nn.functional, torch.utils.flop_counter, torch.autograd.functional, sympy, z3
for path in map(pathlib.Path, sys.argv[1:]):
    fork = os.fork()
    if not fork:
        os.chdir(tempfile.mkdtemp(dir=path.parent))
        with open(path.with_suffix(".txt"), "w") as said:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                try:
                    runpy.run_path(str(path), run_name="__main__")
                except BaseException as error:
                    said.write(f"FAILED {error!r}")
        os._exit(0)
    os.waitpid(fork, 0)
"""


def files():
    """The file of each page that has one, by the name of the page."""
    pages = {name: page("en", name) for name in names("en")}
    texts = {
        name: file.written(one.text, name, ORIGIN) for name, one in pages.items() if not one.is_lab
    }
    return {name: text for name, text in texts.items() if text}


FILES = files()
# An exercise stands above its code, and the explorer shows code that it writes.
SOURCE = re.compile("^(?:show_exercise|import torch)", re.MULTILINE)
BY_SCRIPT = {"tools/layers", "tools/sizes"}  # a table that a tool makes
OF_THE_SITE = {
    "about/changes",
    "howto/check-here",
    "reference/glossary",
    "reference/snippets",
    "reference/verification",
}


def ran(texts, folder):
    """What some files print, each in an empty folder."""
    paths = {name: folder / f"{name.replace('/', '+')}.py" for name in texts}
    for name, path in paths.items():
        path.write_text(texts[name], encoding="utf-8")
    command = [sys.executable, "-I", "-c", RUNNER, *map(str, paths.values())]
    subprocess.run(command, check=True, cwd=folder, env=environment(), timeout=300)
    return {name: path.with_suffix(".txt").read_text("utf-8") for name, path in paths.items()}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return ran(FILES, tmp_path_factory.mktemp("alone"))


def sections(text):
    """What each block printed, by its id."""
    parts = re.split(r"^== ([\w-]+) ==$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def numbers(text):
    found = re.findall(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", text)
    return Counter(round(float(one), 3) for one in found)


def missing(shown, text):
    """What a block of a page shows, and the file does not print."""
    wanted = Counter()
    for tex in shown.get("formulas", []):
        for matrix in matrices(tex):
            wanted += Counter(round(float(one), 3) for one in np.ravel(matrix))
    for row in shown.get("table", []):
        cells = (one.replace(",", "").replace("−", "-") for one in NUMBER.findall(row))
        wanted += Counter(round(float(cell), 3) for cell in cells if "%" not in cell)
    found = numbers(text)
    lost = [number for number in wanted if number not in found]
    printed = [code for code in shown.get("code", []) if not SOURCE.search(code)]
    said = " ".join(text.split())
    return lost + [code for code in printed if " ".join(code.split()) not in said]


@pytest.mark.parametrize("name", FILES)
def test_a_file_runs_in_an_empty_folder_and_prints_what_its_page_shows(printed, name):
    assert "FAILED" not in printed[name], printed[name][-2000:]
    found = sections(printed[name])
    snapshot = json.loads((ROOT / "tests" / "snapshots" / f"{name}.json").read_text("utf-8"))
    for block, shown in ({} if name in BY_SCRIPT else snapshot["runs"]).items():
        if set(shown) & {"formulas", "table", "code"} and block in found:
            assert missing(shown, found[block]) == [], f"{name}#{block}: {found[block]}"


def test_only_pages_that_show_the_sites_own_tables_have_no_file():
    with_code = {name for name in names("en") if page("en", name).fences}
    with_code = {one for one in with_code if any(f.executed for f in page("en", one).fences)}
    assert with_code - set(FILES) == OF_THE_SITE


def test_another_number_or_text_is_found():
    shown = {"formulas": [r"\begin{bmatrix} 1 & 20 \end{bmatrix}"], "code": ["ValueError: no"]}
    said = "y =\n[[ 1 20]]\nValueError: no"
    assert missing(shown, said) == []
    assert missing(shown, said.replace("20", "21")) == [20.0]
    assert missing(shown, said.replace("no", "yes")) == ["ValueError: no"]


def test_a_file_that_fails_or_imports_ours_is_found(tmp_path):
    texts = {"a": "import render\n", "b": "print(1 / 0)\n", "c": "print(1)\n"}
    found = ran(texts, tmp_path)
    assert "No module named" in found["a"]
    assert "ZeroDivisionError" in found["b"]
    assert found["c"] == "1\n"


# What is brought along


def test_a_name_that_means_something_else_in_the_file_is_renamed():
    got = brought.bring({"sizes": {"same_padding"}, "same_padding": {"same_padding"}}, set())
    assert got.called["sizes", "same_padding"] == "same_padding"
    assert got.called["same_padding", "same_padding"] == "same_padding_same_padding"
    assert got.called != brought.bring({"sizes": {"same_padding"}}, {"same_padding"}).called


def test_what_is_equal_comes_once():
    got = brought.bring({"conv": {"conv"}, "conv_transpose": {"conv_transpose"}}, set())
    heads = [text.split("\n")[0] for text in got.definitions]
    assert len({*heads}) == len(heads)
    assert sum("def _integer(" in head for head in heads) == 1


def test_arguments_are_not_renamed():
    text = "def f(pad):\n    return pad + g(pad=pad)"
    assert brought.renamed(text, {"pad": "other", "g": "conv_g"}) == text.replace("g(", "conv_g(")


def test_everything_that_a_name_needs_comes_along():
    """A constant, a decorator and a helper of a helper."""
    code = runs.ROOT.joinpath("snippets", "sizes.py").read_text("utf-8")
    names_of = [file.above.gives(node) for node in brought.needed(code, {"conv_output_size"})]
    assert {"_checked_formula"} in names_of
    assert {"_integer"} in names_of
    assert {"same_padding"} not in names_of


# What stands in the place of a statement that shows


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ('show(r"$x = $y", x=x, y=y_torch)', ["show(x=x, y=y_torch)"]),
        ('show_figure(x, w, y, "conv", view="slide", stride=s)', ["show(x=x, w=w, y=y, stride=s)"]),
        ('show(r"$a", a=y[0])', ["show(a=y[0])"]),
        (
            "show_convolution(x, w, layer.y)",
            ["show(**{'x': x}, **{'w': w}, **{'layer.y': layer.y})"],
        ),
        ('show_table(["i", "o"], rows)', ["show_table(['i', 'o'], rows)"]),
        ('x_tex = matrix(x[0], "Input", where=one)', ["x_tex = x[0]"]),
        ("agreed(y, y_torch)", ["agreed(y, y_torch)"]),
    ],
)
def test_a_print_says_each_value_under_its_own_name(shown, printed):
    found = prints.printing(ast.parse(shown).body[0], shown)
    assert "".join(found).split() == "".join(printed).split()
