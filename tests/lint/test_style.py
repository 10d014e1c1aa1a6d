"""The code is formatted, and the project holds nothing of the machine that it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

from engine import scripts
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


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_python_is_in_order(command):
    done = run("-m", "ruff", *command, "--no-cache", ".")
    assert done.returncode == 0, f"run `make format`:\n{said(done)}"


@pytest.mark.parametrize("kind", ["types", "lint", "unused", "format"])
def test_scripts_and_styles_are_in_order(kind):
    scripts.ensure()
    done = scripts.run("npm", "run", "--silent", f"check:{kind}")
    assert done.returncode == 0, f"`npm run check:{kind}`; `make format` may help:\n{said(done)}"


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


def test_every_package_is_pinned_once():
    """Or a raised version would be refused by the file that still has the old one."""
    named, brought = (
        set(re.findall(r"^([\w.-]+)==", Path(ROOT, file).read_text(encoding="utf-8"), re.MULTILINE))
        for file in ("requirements.txt", "constraints.txt")
    )
    assert not named & brought, f"constraints.txt: take out {', '.join(named & brought)}"
