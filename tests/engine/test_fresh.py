"""A page never sees what a module was before its last save."""

from tests.project import copy, run, said, write

SCRIPT = """
import importlib.util, os, pathlib

spec = importlib.util.spec_from_file_location("fresh", "hooks/fresh.py")
fresh = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fresh)
fresh.on_config(None)
import saved
assert saved.answer() == 1

path = pathlib.Path(saved.__file__)
times = path.stat().st_atime_ns, path.stat().st_mtime_ns
path.write_text(path.read_text().replace("1", "2"))
os.utime(path, ns=times)
fresh.on_page_markdown("")
import saved
assert saved.answer() == 2, f"a page still sees {saved.answer()}"
"""


def test_two_saves_in_one_second_are_told_apart(tmp_path):
    """Same size, same second: bytecode of the first save would pass for that of the second."""
    root = copy(tmp_path / "copy")
    write(root / "snippets" / "saved.py", "def answer():\n    return 1\n")
    done = run("-c", SCRIPT, cwd=root, env={"PYTHONDONTWRITEBYTECODE": ""})
    assert done.returncode == 0, said(done)
