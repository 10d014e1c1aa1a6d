"""Where the project is, how a test builds it, and copies that a test may break."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from engine.fences import FENCE

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "zh")
HOME = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")  # as mkdocs.yml has it
NOT_COPIED = {
    ".git",
    ".venv",
    ".cache",
    "node_modules",
    "site",
    "screenshots",
    "release",
    ".pytest_cache",
    ".ruff_cache",
    ".mypy_cache",
    ".hypothesis",
}
# The build date of every site that a test makes, and where it will stand: what is published is
# tested before, and has its own.
EPOCH = os.environ.get("SOURCE_DATE_EPOCH") or "1700000000"
HOME = os.environ.get("SITE_URL") or "http://127.0.0.1:8000/"


def run(*command, cwd=ROOT, env=None, **options):
    """Run a command with the Python of the tests, and return what it did and said."""
    options.setdefault("timeout", 180)  # a build that never ends is a build that fails
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def environment(extra=None):
    """The environment of a build: quiet, in UTF-8, with a fixed date."""
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": EPOCH,
        **(extra or {}),
    }


def said(done):
    """All that a command said, for a message and for asserts."""
    return f"{done.stdout}\n{done.stderr}".strip()


def copy(target, less=()):
    """A copy of the project in a new folder, with npm's packages linked and the bundles copied."""
    ignore = shutil.ignore_patterns("__pycache__", "node_modules")
    target.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name in NOT_COPIED.union(less):
            continue
        if path.is_dir():
            shutil.copytree(path, target / path.name, ignore=ignore)
        elif path.is_file():
            shutil.copy2(path, target / path.name)
    if (ROOT / ".cache" / "web").is_dir():  # so that not every copy bundles the scripts again
        shutil.copytree(ROOT / ".cache" / "web", target / ".cache" / "web")
    (target / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    return target


def small_copy(target, english, chinese=None, lab=None, chinese_lab=None):
    """A copy whose only page is index.md, and perhaps one lab: it builds in two seconds.

    Hooks, configuration, snippets and render are the real ones. The Chinese page is the English
    one with its fences empty, and the Chinese lab the English one less its code, unless given.
    """
    copy(target, less={"docs", "tests"})
    for config in ("mkdocs.yml", "mkdocs.zh.yml"):
        edit(target / config, without_nav)
    chinese = FENCE.sub(emptied, english) if chinese is None else chinese
    for language, text in zip(LANGUAGES, (english, chinese)):
        write(target / "docs" / language / "index.md", text)
    if lab:
        write(target / "docs" / "en" / "labs" / "lab.py", lab)
        write(target / "docs" / "zh" / "labs" / "lab.py", chinese_lab or without_code(lab))
    return target


def emptied(fence):
    """The fence of a Chinese page: an English one less its body and all options but its id."""
    identifier = re.search(r'id="[^"]*"', fence["header"])
    language = fence["header"].partition(" ")[0]
    return f"```{language} {identifier[0] if identifier else ''}\n```"


def without_code(lab):
    """A lab with empty cells, as a translation has it."""
    cells = re.split(r"^(?=# %%)", lab, flags=re.MULTILINE)
    return "".join("# %%\n\n" if cell.startswith("# %%\n") else cell for cell in cells)


def without_nav(text):
    """A configuration less its navigation."""
    before, nav, rest = text.partition("\nnav:\n")
    lines = rest.split("\n")
    kept = next((n for n, line in enumerate(lines) if line and line[0] not in " -"), len(lines))
    return before + "\n" + "\n".join(lines[kept:]) if nav else text


def write(path, text):
    """Write a file and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def edit(path, change):
    """Change the text of a file, and insist that something changed."""
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, f"the test wanted to change {path.name}, and found nothing to change"
    path.write_text(after, encoding="utf-8")


def replace(path, old, new):
    """Replace the first occurrence of a text in a file."""
    edit(path, lambda text: text.replace(old, new, 1))
