"""Every page starts with fresh copies of our modules: no old numbers, no other page's state."""

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = (str(ROOT / "snippets"), str(ROOT / "render"))
# Python tells old bytecode by size and second, and two saves can share both.
sys.dont_write_bytecode = True
others = set()  # names of modules that are not ours; PyTorch alone brings thousands


def on_config(config):
    """Let pages import snippets by file name, and render as a package."""
    for folder in (ROOT, ROOT / "snippets"):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))


def on_page_markdown(markdown, **_):
    """Drop our modules before each page, so that it imports what is on disk now."""
    for name in sys.modules.keys() - others:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(OURS):
            del sys.modules[name]
        else:
            others.add(name)
    importlib.invalidate_caches()
    return markdown
