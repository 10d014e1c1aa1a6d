"""Two builds of one commit with the same SOURCE_DATE_EPOCH are the same bytes."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.project import build, copy, said

GIT = ["git", "-c", "user.name=test", "-c", "user.email=test@localhost"]


def commit(root):
    """Make a copy of the project a git repository with one commit."""
    (root / "node_modules").unlink()
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--no-gpg-sign", "-m", "all"]):
        subprocess.run([*GIT, *words], cwd=root, check=True, capture_output=True)


def clone(root, target):
    """Another folder with the same commit."""
    subprocess.run([*GIT, "clone", "-q", str(root), str(target)], check=True, capture_output=True)
    return target


def link_packages(root, packages):
    """Let a clone use the installed packages, without git taking them for a change."""
    (root / "node_modules").symlink_to(packages, target_is_directory=True)
    (root / ".git" / "info" / "exclude").write_text("node_modules\n", encoding="utf-8")


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def built_files(root, seed):
    """Build, with a hash seed that shuffles every set, and return all bytes."""
    done = build(root, root / "site", "--strict", env={"PYTHONHASHSEED": seed})
    assert done.returncode == 0, said(done)
    return files(root / "site")


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed, so there is no commit")
def test_two_builds_are_the_same_bytes(tmp_path):
    first = copy(tmp_path / "first")
    packages = (first / "node_modules").resolve()
    commit(first)
    second = clone(first, tmp_path / "elsewhere" / "second")
    roots = (first, second)
    for root in roots:
        link_packages(root, packages)
    with ThreadPoolExecutor() as pool:
        built = list(pool.map(built_files, roots, ("1", "2")))
    assert built[0].keys() == built[1].keys(), "the builds have other files"
    other = [name for name in built[0] if built[0][name] != built[1][name]]
    assert not other, f"these files differ between two builds of one commit: {', '.join(other)}"
    page = built[0]["index.html"].decode("utf-8")
    assert "uncommitted" not in page, "a build of a clean commit says that it was changed"
