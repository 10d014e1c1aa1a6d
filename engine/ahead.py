"""Work for pages in a process beside this one, while this one makes pages of what it gave.

It runs the code of pages, and then writes it into files: one after the other, in the order in which
it will be asked for, as this process would. Nothing depends on it: what did not come back is done
here, and fails here.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

from engine.errors import PageError

Made = TypeVar("Made")
Call = tuple[Any, ...]  # a function and what it is called with


class Ahead:
    """What is called beside this process."""

    def __init__(self) -> None:
        """Start with none."""
        self._pool: ProcessPoolExecutor | None = None
        self._coming: dict[Call, Future[Any]] = {}

    def begin(self, calls: Iterable[Call]) -> None:
        """Call functions, one after the other; where processes cannot fork, none."""
        self.end()
        if "fork" in multiprocessing.get_all_start_methods():
            fork = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(1, fork, initializer=_end_with_this_process)
            self._coming = {one: self._pool.submit(*one) for one in calls}

    def call(self, function: Callable[..., Made], *given: object) -> Made:
        """What a function gives, there or else here."""
        coming = self._coming.pop((function, *given), None)
        if coming:
            try:
                made: Made = coming.result()
                return made
            except PageError:
                raise
            except Exception:  # it ended, or gave what cannot be sent
                pass
        return function(*given)

    def end(self) -> None:
        """Call no more of them."""
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
