"""Files that are there when they are whole: written under another name, and then renamed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def finished(target: Path) -> Iterator[Path]:
    """A path to write a file or a folder to; it takes the place of the target at the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=target.parent) as folder:
        path = Path(folder, target.name)
        yield path
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(path, target)
