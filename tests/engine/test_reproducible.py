"""Two builds of one commit with the same SOURCE_DATE_EPOCH are the same bytes."""

import shutil
import subprocess

import pytest

from tests.builder import build
from tests.project import ROOT, copy, run, said, write

GIT = ["git", "-c", "user.name=test", "-c", "user.email=test@localhost"]


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def copy_with_commit(target):
    """A copy that git takes for the same commit with the same changes."""
    root, repository = copy(target), ROOT / ".git"
    if repository.is_dir():
        shutil.copytree(repository, root / ".git")
    elif repository.is_file():  # a work tree, whose repository is elsewhere
        shutil.copy(repository, root / ".git")
    return root


def test_two_builds_are_the_same_bytes(site, tmp_path):
    """The one of all tests, and one in another folder with a seed that shuffles every set."""
    root = copy_with_commit(tmp_path / "elsewhere" / "copy")
    env = {"PYTHONHASHSEED": "2", "GIT_OPTIONAL_LOCKS": "0"}
    done = build(root, root / "site", "--strict", env=env)
    assert done.returncode == 0, said(done)
    built = files(site), files(root / "site")
    assert built[0].keys() == built[1].keys(), "the builds have other files"
    other = [name for name in built[0] if built[0][name] != built[1][name]]
    assert not other, f"these files differ between two builds of one commit: {', '.join(other)}"


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed, so there is no commit")
def test_only_a_tree_that_differs_from_its_commit_is_called_changed(tmp_path):
    root = copy(tmp_path / "copy")
    (root / "node_modules").unlink()
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--no-gpg-sign", "-m", "all"]):
        subprocess.run([*GIT, *words], cwd=root, check=True, capture_output=True)
    command = "from engine.provenance import commit_of_tree; print(commit_of_tree()[1])"
    assert said(run("-c", command, cwd=root)) == "False"
    write(root / "LICENSE", "another one")
    assert said(run("-c", command, cwd=root)) == "True"
