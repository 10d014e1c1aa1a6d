"""While serving: after a save, what is looked at comes first.

A rebuild makes the pages that were asked for last, leaves what else would take time as it was, and
shows the site; a second one makes the rest. Until then nobody gets what was left: who asks for it
waits. When a file is saved meanwhile, the second one leaves its rest too, and all begins again.

Each rebuild writes a folder of its own, so that what is shown stays whole while the next is made.
"""

import gc
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from engine.as_markdown import MARKDOWN
from hooks import reuse

LOOKED_AT = 2  # the same page in both languages, for example
SECONDS = 0.2  # between two looks for saved files; MkDocs waits half a second
COLLECTED = (reuse.SEARCH, f"zh/{reuse.SEARCH}", "llms.txt")  # from all pages

_folders: list[Path] = []  # the last one is the newest


def new_folder(config: MkDocsConfig) -> None:
    """Let a rebuild write a folder of its own, inside that which MkDocs takes away at its end."""
    config.site_dir = tempfile.mkdtemp(dir=config.site_dir)
    _folders.append(Path(config.site_dir))


class Showing:
    """What a server shows while it is made again."""

    def __init__(self, server: LiveReloadServer, build: Callable[[], None]) -> None:
        """Show what was built first."""
        self.server, self.build = server, build
        self.looked_at: deque[str] = deque(maxlen=LOOKED_AT)
        self.left: frozenset[str] = frozenset()
        self.folder = _folders[-1]

    def rebuild(self) -> None:
        """What MkDocs calls when files were saved."""
        looked_at = frozenset(self.looked_at)
        try:
            self.make(looked_at, lambda: bool(looked_at))
        except Exception:
            if not reuse.behind:
                raise
            self.make(looked_at, bool)  # what was left may hold what was missed, such as an anchor
        pages = {name: self.content(name) for name in looked_at}
        self.show()
        while self.left and not self.saved():
            self.make(looked_at, self.saved)
            self.show()
        if any(self.content(name) != page for name, page in pages.items()):
            self.server._wanted_epoch = round(time.monotonic() * 1000)  # reload it once more
        gc.collect()  # what is left of the rebuild; nobody waits for this

    def show(self) -> None:
        """Answer who waits, and let browsers ask anew."""
        with self.server._epoch_cond:
            self.server._visible_epoch = self.server._wanted_epoch
            self.server._epoch_cond.notify_all()

    def make(self, looked_at: frozenset[str], hurries: Callable[[], bool]) -> None:
        """Build both languages into a new folder, and show that."""
        reuse.look_at(looked_at, hurries)
        self.build()
        left = frozenset(reuse.behind)
        self.left = left.union(COLLECTED) if left else left
        self.server.root = str(_folders[-1])
        self.folder = _folders[-1]
        for old in _folders[:-1]:
            shutil.rmtree(old, ignore_errors=True)
        del _folders[:-1]

    def saved(self) -> bool:
        """Whether a file was saved since this rebuild began."""
        return bool(self.server._want_rebuild)

    def content(self, name: str) -> bytes:
        """What a file of the site holds now."""
        path = self.folder / name
        return path.read_bytes() if path.is_file() else b""

    def answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a browser, once what it asks for is as new as the last rebuild."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        name = path.removeprefix(self.server.mount_path)
        name += "index.html" if name.endswith("/") or not name else ""
        while True:
            with self.server._epoch_cond:
                self.server._epoch_cond.wait_for(lambda: not self.is_left(name))
            folder = self.server.root
            said: list[tuple[Any, ...]] = []
            body = self.server.serve_request(environ, lambda *words, said=said: said.append(words))
            if self.server.root == folder and not self.is_left(name):  # nor while it was read
                break
            getattr(body, "close", bool)()  # a file that was opened
        if name.endswith(".html") and said[0][0].startswith("200") and name not in self.looked_at:
            self.looked_at.append(name)
        start(*said[0])
        return body

    def is_left(self, name: str) -> bool:
        """Whether a newer one of a file is still to come."""
        return name.removesuffix(MARKDOWN) in self.left

    def not_found(self, code: int) -> bytes | None:
        """The page for a lost address."""
        return self.content(f"{code}.html") or None


def show(server: LiveReloadServer, build: Callable[[], None]) -> None:
    """Let a server show what is looked at first."""
    gc.collect()
    gc.freeze()  # what is there now stays, PyTorch above all, and need not be looked through again
    showing = Showing(server, build)
    server.root = str(showing.folder)
    server.builder = showing.rebuild
    server.error_handler = showing.not_found
    server.set_app(showing.answer)
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=SECONDS)
    for path in watched:
        server.watch(path)
