"""Every page starts with fresh copies of our modules: no old numbers, no other page's state."""

import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
# What a page's code imports of ours: snippets by their file names, render and facts as packages.
OURS = tuple(f"{(ROOT / folder).as_posix()}/" for folder in ("snippets", "render", "facts"))
_others: dict[str, ModuleType] = {}  # modules that are not ours; PyTorch alone brings thousands


def make_importable() -> None:
    """Let pages import snippets by file name, and render as a package."""
    # Python tells old bytecode by size and second, and two saves can share both.
    sys.dont_write_bytecode = True
    for folder in (ROOT, ROOT / "snippets"):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))


def forget() -> None:
    """Drop our modules, so that the next import reads what is on disk now."""
    for name, module in list(sys.modules.items()):
        if module is _others.get(name):
            continue
        file = getattr(module, "__file__", None) or ""
        if Path(file).as_posix().startswith(OURS):
            del sys.modules[name]
        else:
            _others[name] = module
