"""Every snippet is documented by examples that run, also when its file is copied alone."""

import ast
import doctest
import importlib
import json
import shutil
import sys

import pytest

import facts
from tests import source
from tests.project import LANGUAGES, ROOT, run, said
from tests.snippets.copies import copied

FILES = sorted((ROOT / "snippets").glob("*.py"))
ALLOWED = {"numpy", "torch", *sys.stdlib_module_names}
ALONE = """
import contextlib, doctest, importlib, io, json, os, sys, traceback

said = {}
for folder in sys.argv[1:]:
    name = os.path.basename(folder)
    os.chdir(folder)
    sys.path.insert(0, folder)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            doctest.testmod(importlib.import_module(name))
        except Exception:
            traceback.print_exc(file=printed)
    said[name] = printed.getvalue()
    sys.path.remove(folder)
    sys.modules.pop(name, None)
print(json.dumps(said))
"""
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def functions(path):
    """The public functions of a file, as syntax trees; what is copied has its tests at home."""
    text = path.read_text(encoding="utf-8")
    defined = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    known = copied(text)
    return [node for node in defined if not node.name.startswith("_") and node.name not in known]


def imports(path):
    """The top-level names of all modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield (node.module or ".").partition(".")[0]


@each_file
def test_doctests_pass(path):
    failed, tried = doctest.testmod(importlib.import_module(path.stem))
    assert tried, f"{path.name} has no doctest"
    assert not failed, f"{failed} of {tried} examples in {path.name} print something else"


@each_file
def test_every_function_has_an_example(path):
    bare = [one.name for one in functions(path) if ">>> " not in (ast.get_docstring(one) or "")]
    assert not bare, f"{path.name}: give {', '.join(bare)} a docstring with a doctest"


@each_file
def test_every_function_was_compared_with_something_else(path):
    """The page of snippets shows for each function on how many cases that was."""
    counted = {name for one in facts.counts() for name in one.functions}
    bare = [one.name for one in functions(path) if f"{path.stem}.{one.name}" not in counted]
    assert not bare, f"{path.name}: no test counts the cases on which it checked {', '.join(bare)}"


@each_file
def test_every_file_has_its_page(path):
    for language in LANGUAGES:
        page = source.page(language, f"reference/snippets/{path.stem}")
        assert page, f"docs/{language}/reference/snippets/{path.stem}.md is missing"
        # The Chinese fence is filled from the English one.
        whole = f'--8<-- "{path.name}"' if language == "en" else 'python id="file"'
        for part in (f"\n::: {path.stem}", whole, f"../../snippets/{path.name}"):
            assert part in page.text, f"{page.where} does not show {part!r}"


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What the doctests of each file say when it is copied alone into an empty folder."""
    folder = tmp_path_factory.mktemp("alone")
    for path in FILES:
        (folder / path.stem).mkdir()
        shutil.copy(path, folder / path.stem)
    # One process, for the sake of one import of PyTorch; -I keeps everything of ours out.
    folders = [folder / path.stem for path in FILES]
    done = run("-I", "-W", "error", "-c", ALONE, *folders, cwd=folder)
    assert done.returncode == 0, said(done)
    return json.loads(done.stdout.splitlines()[-1])


@each_file
def test_a_copy_alone_in_an_empty_folder_runs(alone, path):
    assert alone[path.stem] == "", f"{path.name} does not work alone:\n{alone[path.stem]}"


@each_file
def test_imports_only_numpy_pytorch_and_the_standard_library(path):
    others = sorted(set(imports(path)) - ALLOWED)
    assert not others, f"{path.name} imports {', '.join(others)}, so that a copy of it needs more"


@each_file
def test_sections_open_and_close(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    marks = [line.split("[")[1].rstrip("]").split(":") for line in lines if "--8<-- [" in line]
    assert [kind for kind, _ in marks] == ["start", "end"] * (len(marks) // 2)
    names = [name for _, name in marks]
    assert names[::2] == names[1::2], f"{path.name}: every section ends before the next one starts"
    assert len(set(names)) == len(names) // 2, f"{path.name}: a section's name is its own"
