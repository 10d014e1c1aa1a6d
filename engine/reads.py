"""Which files of the project are read while something is made: measured, not guessed.

Python reports every file that it opens, for an import, an include or a table of data. What was
made from files is still right as long as these files are what they were.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import source_from_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Folders that hold nothing that a page is made from: of others, or made from the pages.
_ELSEWHERE = (".git", ".venv", "node_modules", "site")

Reads = dict[Path, str]  # every file that was opened, and the hash of what it held just then

_recording = threading.local()  # another thread may serve pages at the same time


@contextmanager
def measured() -> Iterator[Reads]:
    """Record the files that this thread opens; inside another measurement, record for both."""
    _install()
    outer: list[Reads] = getattr(_recording, "into", [])
    reads: Reads = {}
    _recording.into = [*outer, reads]
    try:
        yield reads
    finally:
        _recording.into = outer


def unchanged(reads: Reads) -> bool:
    """Whether every file still holds what it held."""
    return all(content(path) == known for path, known in reads.items())


def content(path: Path) -> str:
    """A hash of a file; of nothing, where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


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
    if event != "open" or not getattr(_recording, "into", None):
        return
    if not isinstance(details[0], str):
        return
    name, root = os.path.abspath(details[0]), f"{ROOT}{os.sep}"
    if not name.startswith(root) or name[len(root) :].partition(os.sep)[0] in _ELSEWHERE:
        return
    path = Path(name)
    if path.suffix == ".pyc":  # bytecode stands for the source that it was made from
        path = Path(source_from_cache(path))
    into, _recording.into = _recording.into, []  # reading it here is no reading by the page
    try:
        known = content(path)
    finally:
        _recording.into = into
    for reads in into:
        reads.setdefault(path, known)
