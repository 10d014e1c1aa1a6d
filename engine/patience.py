"""A limit on how long a block may run, so that an endless loop stops the build with a sentence."""

import _thread
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 60.0  # as for a cell of a lab


class OutOfPatienceError(BaseException):
    """The time is over. No Exception, since a block may catch those and go on."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Raise OutOfPatienceError in the main thread when the body takes longer.

    A single call into compiled code is not interrupted before it returns.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread alone, and builds run there
    elif hasattr(signal, "setitimer"):
        with _by_alarm(seconds):
            yield
    else:  # Windows
        with _by_interrupt(seconds):
            yield


@contextmanager
def _by_alarm(seconds: float) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise OutOfPatienceError

    before, begin = signal.signal(signal.SIGALRM, ring), time.monotonic()
    around, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, before)
        # There is one timer; whoever set it around this shall be called too, be it late.
        left = around and max(around - (time.monotonic() - begin), 1e-6)
        signal.setitimer(signal.ITIMER_REAL, left)


@contextmanager
def _by_interrupt(seconds: float) -> Iterator[None]:
    rung = threading.Event()

    def ring() -> None:
        rung.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if rung.is_set():
            raise OutOfPatienceError from None
        raise
    finally:
        timer.cancel()
