"""What of the project is read while something is made: measured, not guessed.

Python reports every file that it opens, for an import, an include or a table of data. What was
made from files is still right as long as these files are what they were; and what needs a part of
a file alone, such as the fences of another page, as long as that part is what it was.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import source_from_cache
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
# Folders that hold nothing that a page is made from: of others, or made from the pages.
_ELSEWHERE = (".git", ".venv", "node_modules", "site")

Part = TypeVar("Part")
Taking = Callable[[Path], object]
# Every file that was opened, and the hash of what it held just then; and what was taken from one.
Reads = dict[Path | tuple[Taking, Path], object]

_recording = threading.local()  # another thread may serve pages at the same time
_seen: Reads | None = None  # since the last look around


@contextmanager
def measured() -> Iterator[Reads]:
    """Record the files that this thread opens; inside another measurement, record for both."""
    _install()
    outer = _into()
    reads: Reads = {}
    _recording.into = [*outer, reads]
    try:
        yield reads
    finally:
        _recording.into = outer


def noted(reads: Reads) -> None:
    """Record what was read for something that is now used again."""
    for into in _into():
        for what, known in reads.items():
            into.setdefault(what, known)


def taken(what: Callable[[Path], Part], path: Path) -> Part:
    """What a function takes from a file or a folder; nothing else of it is read by this."""
    with _unnoticed():
        part = what(path)
    noted({(what, path): part})
    return part


def look_around() -> None:
    """From here on, each file is looked at once: a build asks for the same few for every page."""
    global _seen
    _seen = {}


def unchanged(reads: Reads) -> bool:
    """Whether all that was read is what it was, when somebody last looked around."""
    if _seen is None:
        return still(reads)
    for what, known in reads.items():
        if what not in _seen:
            _seen[what] = _now(what)
        if _seen[what] != known:
            return False
    return True


def still(reads: Reads) -> bool:
    """Whether all that was read is what it was, at this moment."""
    return all(_now(what) == known for what, known in reads.items())


def content(path: Path) -> str:
    """A hash of a file; of nothing, where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _now(what: Path | tuple[Taking, Path]) -> object:
    """What is read there now; reading it here is no reading by the page."""
    with _unnoticed():
        if isinstance(what, Path):
            return content(what)
        take, path = what
        try:
            return take(path)
        except OSError:
            return None


def _into() -> list[Reads]:
    found: list[Reads] = getattr(_recording, "into", [])
    return found


@contextmanager
def _unnoticed() -> Iterator[None]:
    into, _recording.into = _into(), []
    try:
        yield
    finally:
        _recording.into = into


_installed: list[bool] = []  # Python cannot take such a hook away again


def _install() -> None:
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_opened)


def _opened(event: str, details: tuple[object, ...]) -> None:
    """Note a file at the moment when it is opened, before it is read.

    When it is saved between the two, the note holds the older content, and what was made is made
    again. That is the safe way round.
    """
    if event != "open" or not _into() or not isinstance(details[0], str):
        return
    name, root = os.path.abspath(details[0]), f"{ROOT}{os.sep}"
    if not name.startswith(root) or name[len(root) :].partition(os.sep)[0] in _ELSEWHERE:
        return
    path = Path(name)
    if path.suffix == ".pyc":  # bytecode stands for the source that it was made from
        path = Path(source_from_cache(path))
    if any(path not in reads for reads in _into()):
        noted({path: _now(path)})
