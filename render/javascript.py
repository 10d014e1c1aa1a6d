"""The scripts that browsers run, run at build by a V8 in this process."""

import atexit
import weakref
from pathlib import Path

from py_mini_racer import MiniRacer

ASSETS = Path(__file__).resolve().parent.parent / "overrides" / "assets"


def load(*names):
    """A V8 that has run these scripts of overrides/assets."""
    context = MiniRacer()
    for name in names:
        context.eval((ASSETS / name).read_text(encoding="utf-8"))
    # Python waits for ever at its exit for a V8 that nobody closed. The reference is weak, so that
    # a rebuild can let go of the one before.
    atexit.register(close, weakref.ref(context))
    return context


def close(reference):
    """Close a V8 that is still there."""
    context = reference()
    if context is not None:
        context.close()
