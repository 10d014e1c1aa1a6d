"""Run the code of pages in a process beside this one, while this one makes pages of what it gave.

It runs the pages one after the other, in the order in which they will be asked for, as this process
would. Nothing depends on it: a page of which nothing came back runs here, and fails here.
"""

import multiprocessing
import os
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor

from engine import pages
from engine.errors import PageError


class Ahead:
    """The pages that are run beside this process."""

    def __init__(self) -> None:
        """Start with none."""
        self._pool: ProcessPoolExecutor | None = None
        self._coming: dict[tuple[str, str], Future[pages.Page]] = {}

    def begin(self, found: Iterable[tuple[str, str]]) -> None:
        """Run pages, each given as its Markdown and its name; where processes cannot fork, none."""
        self.end()
        if "fork" in multiprocessing.get_all_start_methods():
            fork = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(1, fork, initializer=_end_with_this_process)
            self._coming = {one: self._pool.submit(pages.run, *one) for one in found}

    def run(self, markdown: str, name: str) -> pages.Page:
        """What the code of a page gave, there or else here."""
        coming = self._coming.pop((markdown, name), None)
        if coming:
            try:
                return coming.result()
            except PageError:
                raise
            except Exception:  # it ended, or gave what cannot be sent
                pass
        return pages.run(markdown, name)

    def end(self) -> None:
        """Run no more of them."""
        self._coming.clear()
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _end_with_this_process() -> None:
    """Let the other process end when this one is killed."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
