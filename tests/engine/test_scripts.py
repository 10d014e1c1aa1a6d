"""The scripts set themselves up: packages are installed, and bundles follow their sources."""

import json
import os
import shutil
import sys
import time

import pytest

from engine import scripts
from tests.project import ROOT, edit, run, said, write

needs_shell = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for node and npm are sh")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one room and linked packages, that the module takes for its own."""
    root = tmp_path / "project"
    (root / "web").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "web/build.mjs"):
        shutil.copy2(ROOT / name, root / name)
    write(root / "web" / "core" / "one.js", "export const one = () => 1;\n")
    write(
        root / "web" / "room" / "index.js",
        'import { one } from "../core/one.js";\nexport const two = () => one() + 1;\n',
    )
    write(root / "web" / "room" / "room.css", "a {\n  color: red;\n}\n")
    (root / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    places = {
        "ROOT": root,
        "WEB": root / "web",
        "PACKAGE": root / "package.json",
        "LOCK": root / "package-lock.json",
        "INSTALLED": root / "node_modules" / ".package-lock.json",
        "BUNDLED": root / ".cache" / "web",
    }
    for name, place in places.items():
        monkeypatch.setattr(scripts, name, place)
    return root


def stand_in(root, monkeypatch, tool, text):
    """Put a program of this name first on PATH."""
    write(root / "bin" / tool, f"#!/bin/sh\n{text}\n")
    (root / "bin" / tool).chmod(0o755)
    monkeypatch.setenv("PATH", f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}")


def test_a_room_becomes_a_script_a_style_sheet_and_their_maps(project):
    scripts.ensure()
    assert list(scripts.bundles()) == ["room.css", "room.css.map", "room.js", "room.js.map"]
    sources = json.loads(scripts.bundles()["room.js.map"].read_text())
    assert "export const one = () => 1;\n" in sources["sourcesContent"]
    assert str(project) not in "".join(path.read_text() for path in scripts.bundles().values())


def test_a_second_time_costs_milliseconds(project, monkeypatch):
    scripts.ensure()
    monkeypatch.setattr(scripts, "run", lambda *_: pytest.fail("something was run"))
    start = time.perf_counter()
    scripts.ensure()
    assert time.perf_counter() - start < 0.1


def test_a_changed_source_is_bundled_and_a_removed_room_goes(project):
    scripts.ensure()
    before = scripts.bundle("room").read_text()
    edit(project / "web" / "core" / "one.js", lambda text: text.replace("1;", "41;"))
    scripts.ensure()
    assert scripts.bundle("room").read_text() != before
    shutil.rmtree(project / "web" / "room")
    scripts.ensure()
    assert not scripts.bundles()


def test_the_bytes_are_the_same_in_another_folder(project, tmp_path, monkeypatch):
    scripts.ensure()
    first = {name: path.read_bytes() for name, path in scripts.bundles().items()}
    other = shutil.copytree(
        project, tmp_path / "deeper" / "other", symlinks=True, ignore=lambda *_: [".cache"]
    )
    for name in ("ROOT", "WEB", "BUNDLED"):
        moved = other / getattr(scripts, name).relative_to(project)
        monkeypatch.setattr(scripts, name, moved)
    monkeypatch.setattr(scripts, "LOCK", other / "package-lock.json")
    scripts.ensure()
    assert {name: path.read_bytes() for name, path in scripts.bundles().items()} == first


def test_a_mistake_in_a_source_is_a_sentence_and_keeps_the_old_bundle(project):
    scripts.ensure()
    before = scripts.bundle("room").read_text()
    write(project / "web" / "core" / "one.js", "export const one = () => ;\n")
    with pytest.raises(scripts.ScriptsError, match=r"failed: web/core/one\.js:1:25: Unexpected"):
        scripts.ensure()
    assert scripts.bundle("room").read_text() == before


def test_any_module_can_be_bundled_for_a_test(project):
    assert "var Index=" in scripts.bundled(project / "web" / "room" / "index.js")


@needs_shell
def test_missing_packages_are_installed(project, monkeypatch):
    (project / "node_modules").unlink()
    packages = ROOT / "node_modules"
    stand_in(project, monkeypatch, "npm", f'echo "$@" > said; ln -s "{packages}" node_modules')
    scripts.ensure()
    assert (project / "said").read_text().startswith("ci ")
    assert "room.js" in scripts.bundles()


@needs_shell
def test_packages_of_another_version_are_installed_again(project, monkeypatch):
    stand_in(project, monkeypatch, "npm", "echo no network >&2; exit 1")
    scripts.ensure()
    edit(project / "package.json", lambda text: text.replace('"katex": "0.', '"katex": "9.'))
    with pytest.raises(
        scripts.ScriptsError, match=r"package\.json asks for katex 9\..*npm install"
    ):
        scripts.ensure()
    lock = json.loads((project / "package-lock.json").read_text())
    version = json.loads((project / "package.json").read_text())["dependencies"]["katex"]
    lock["packages"][""]["dependencies"]["katex"] = version
    lock["packages"]["node_modules/katex"]["version"] = version
    write(project / "package-lock.json", json.dumps(lock))
    with pytest.raises(scripts.ScriptsError, match=r"^`npm ci.*` failed: no network$"):
        scripts.ensure()


@needs_shell
@pytest.mark.parametrize("version", ["v18.20.0", "nonsense"])
def test_an_old_node_is_passed_over_for_the_one_beside_this_python(project, monkeypatch, version):
    stand_in(project, monkeypatch, "node", f"echo {version}")
    done = scripts.run("node", "--version")
    assert int(done.stdout.strip().removeprefix("v").partition(".")[0]) >= scripts.OLDEST_NODE


def test_without_any_node_there_is_a_sentence(project, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(scripts.ScriptsError, match=r"^node is not installed: run .*\.$"):
        scripts.run("node", "--version")


def test_the_command_of_make_install_says_it_without_a_traceback(tmp_path):
    root = tmp_path / "project"
    write(root / "engine" / "__init__.py", '"""Engine."""\n')
    shutil.copy2(ROOT / "engine" / "scripts.py", root / "engine" / "scripts.py")
    done = run("-m", "engine.scripts", cwd=root)
    assert done.returncode == 1
    assert said(done).startswith("package-lock.json cannot be read")
