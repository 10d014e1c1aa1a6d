"""A part that is missing or has the wrong version stops with one sentence, never a traceback."""

import os

import pytest

from tests.builder import build
from tests.project import ROOT, edit, run, said, small_copy, write

HIDDEN = '''
"""Make one installed package look as if it were not there."""

import importlib.metadata
import sys


class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "MODULE":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def version(name, right=importlib.metadata.version):
    if name == "PACKAGE":
        raise importlib.metadata.PackageNotFoundError(name)
    return right(name)


sys.meta_path.insert(0, Missing())
importlib.metadata.version = version
'''
MODULES = {
    "mini-racer": "py_mini_racer",
    "torch": "torch",
    "sympy": "sympy",
    "jieba": "jieba",
}


@pytest.fixture
def root(tmp_path):
    return small_copy(tmp_path / "copy", "# Words { #words }\n")


def stops_with_a_sentence(root, *words, env=None):
    done = build(root, root / "site", "--strict", env=env)
    assert done.returncode != 0, f"the build passed:\n{said(done)}"
    assert "Traceback" not in said(done), f"not a sentence, but:\n{said(done)}"
    for word in words:
        assert word in said(done), f"{word!r} is not in what the build says:\n{said(done)}"


def test_another_version_than_pinned(root):
    edit(root / "requirements.txt", lambda text: text.replace("numpy==", "numpy==9", 1))
    stops_with_a_sentence(root, "numpy", "requirements.txt", "make install")


def test_another_folder_than_the_project(root, tmp_path):
    """There, what is shown could be another file than what is run."""
    done = run("-m", "mkdocs", "build", "-f", root / "mkdocs.yml", cwd=tmp_path)
    assert done.returncode != 0
    assert "Traceback" not in said(done)
    assert "run it in" in said(done)


def test_a_package_that_is_not_installed(root):
    edit(root / "requirements.txt", lambda text: text + "\nno-such-package==1.0\n")
    stops_with_a_sentence(root, "no-such-package is not installed", "make install")


@pytest.mark.parametrize("package", MODULES)
def test_a_package_that_hooks_or_pages_import(root, tmp_path, package):
    patch = HIDDEN.replace("MODULE", MODULES[package]).replace("PACKAGE", package)
    write(tmp_path / "patch" / "sitecustomize.py", patch)
    env = {"PYTHONPATH": str(tmp_path / "patch")}
    stops_with_a_sentence(root, package, "make install", env=env)


@pytest.mark.parametrize("package", ["jupytext", "nbclient"])
def test_a_package_of_mkdocs_jupyter(root, tmp_path, package):
    """The builder loads its plugins before us, so that here Python alone says what is missing."""
    patch = HIDDEN.replace("MODULE", package).replace("PACKAGE", package)
    write(tmp_path / "patch" / "sitecustomize.py", patch)
    done = build(root, root / "site", "--strict", env={"PYTHONPATH": str(tmp_path / "patch")})
    assert done.returncode != 0
    assert f"No module named '{package}" in said(done)


def test_npm_fails(root, tmp_path):
    """Missing packages are installed by the build itself; see test_scripts.py."""
    (root / "node_modules").unlink()
    for tool in ("node", "npm"):
        write(
            tmp_path / "bin" / tool,
            '#!/bin/sh\n[ "$1" = --version ] && echo v20.0.0 && exit\n'
            "echo there is no network >&2; exit 1\n",
        )
        (tmp_path / "bin" / tool).chmod(0o755)
    env = {"PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    stops_with_a_sentence(root, "`npm ci", "there is no network", env=env)


def test_katex_has_another_version(root):
    edit(root / "package.json", lambda text: text.replace('"katex": "', '"katex": "9', 1))
    stops_with_a_sentence(root, "katex", "package.json", "npm install")


def test_a_script_has_a_mistake(root):
    write(root / "web" / "core" / "size.js", "export const sizes = ;\n")
    stops_with_a_sentence(root, "web/core/size.js:1:21: Unexpected")


def test_requirements_name_all_that_the_project_imports():
    """The check above can only miss a package that requirements.txt does not name."""
    text = (ROOT / "requirements.txt").read_text("utf-8").lower()
    for package in [
        *MODULES,
        "jupytext",
        "nbclient",
        "numpy",
        "markdown-exec",
        "mkdocs-material",
        "pytest",
    ]:
        assert f"\n{package}==" in text, f"requirements.txt does not pin {package}"
