"""Every page starts with fresh copies of our modules: no old numbers, no other page's state."""

import functools
import sys
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parent.parent
# What a page's code imports of ours: snippets by their file names, render and facts as packages.
OURS = tuple(f"{(ROOT / folder).as_posix()}/" for folder in ("snippets", "render", "facts"))
_others: dict[str, ModuleType] = {}  # modules that are not ours; PyTorch alone brings thousands


class _Loader(SourceFileLoader):
    """Compiles our modules by what they hold now: a page needs them anew, and not compiled anew.

    Python tells old bytecode by size and second, and two saves can share both.
    """

    def get_code(self, fullname: str) -> CodeType:
        """The code of a module."""
        path = self.get_filename(fullname)
        return _compiled(self.get_data(path), path)


@functools.lru_cache(maxsize=200)
def _compiled(source: bytes, path: str) -> CodeType:
    code: CodeType = compile(source, path, "exec", dont_inherit=True)
    return code


def _finder(folder: str) -> FileFinder:
    """What finds the modules of our folders."""
    if not f"{Path(folder).as_posix()}/".startswith(OURS):
        raise ImportError
    return FileFinder(folder, (_Loader, [".py"]))


def make_importable() -> None:
    """Let pages import snippets by file name, and render as a package."""
    for folder in (ROOT, ROOT / "snippets"):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    if _finder not in sys.path_hooks:
        sys.path_hooks.insert(0, _finder)
        for ours in OURS:  # where Python has looked already
            sys.path_importer_cache.pop(str(Path(ours)), None)


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
