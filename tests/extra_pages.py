"""What more pages would cost: `python -m tests.extra_pages 54`.

Copies the project, adds made-up pages in both languages, each with the words, blocks, figures and
formulas of a real one, and times the build and the tests that read pages. No two have the same
code, which would be parsed and highlighted once. On a busy machine only the CPU seconds can be
compared.
"""

import os
import re
import sys
import tempfile
import time
from pathlib import Path

from tests.project import ROOT, copy, edit, run, said

MODELS = ("convolution", "transposed-convolution", "equivalent-padding")
BLOCK = re.compile(r"^( *)```python exec=.*\n", re.MULTILINE)
CONFIGS = {"en": "mkdocs.yml", "zh": "mkdocs.zh.yml"}
STEPS = {
    "mkdocs build": ["-m", "mkdocs", "build", "--strict", "--quiet"],
    "snapshots": ["tests/pages/test_snapshots.py", "--rewrite-snapshots"],
    "published": ["-m", "tests.pages.published", "site"],
    "tests/pages": ["tests/pages"],
    "tests/lint": ["tests/lint"],
    "tests/engine/test_notice.py": ["tests/engine/test_notice.py"],
    "tests/browser/test_browser.py": ["tests/browser/test_browser.py"],
}


def main(pages):
    """Time every step in a copy with so many more pages."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder) / "copy")
        for number in range(pages):
            add(root, f"extra-{number + 1}", MODELS[number % len(MODELS)])
        print(f"{pages} more pages")
        for name, words in STEPS.items():
            print(f"{name:<30}", *timed(root, words), flush=True)


def add(root, name, model):
    """Write one more page, like a real one, and enter it into the navigation."""
    for language, config in CONFIGS.items():
        learn = root / "docs" / language / "learn"
        text = (learn / f"{model}.md").read_text("utf-8")
        text = BLOCK.sub(rf"\g<0>\g<1># {name}\n", text) if language == "en" else text
        (learn / f"{name}.md").write_text(text, encoding="utf-8")
        entry = re.compile(r"^( +- )[^:\n]+: learn/convolution\.md\n", re.MULTILINE)
        edit(root / config, lambda text: entry.sub(rf"\g<0>\1{name}: learn/{name}.md\n", text))  # noqa: B023


def timed(root, words):
    """Run a step; its seconds, and what its last line says."""
    words = words if words[0] == "-m" else ["-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    start, before = time.monotonic(), os.times()
    done = run(*words, cwd=root, env={"PYTHONPATH": str(root)}, timeout=None)
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    lines = said(done).splitlines() or [""]
    return f"{time.monotonic() - start:6.1f} s", f"{cpu:6.1f} s of CPU", lines[-1][:60]


if __name__ == "__main__":
    if not sys.argv[1:] or not sys.argv[1].isdecimal():
        sys.exit(f"Say how many pages: python -m tests.extra_pages 54 (in {ROOT.name})")
    main(int(sys.argv[1]))
