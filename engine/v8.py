"""JavaScript at build, run in this process by V8: the scripts that browsers run, and KaTeX."""

import atexit
import functools
import weakref

from py_mini_racer import MiniRacer

# One for KaTeX, a few for our own scripts, and those of the last saves while serving.
KEPT = 8


@functools.lru_cache(maxsize=KEPT)
def load(*sources: str) -> MiniRacer:
    """A V8 that has run these sources in order; the same one for the same sources.

    Whoever reads the sources from files reads them for every page, which is how it is known that
    the page depends on them; V8 runs them only when they changed.
    """
    context = MiniRacer()
    for source in sources:
        context.eval(source)
    # Python waits for ever at its exit for a V8 that nobody closed. The reference is weak, so that
    # a context that is no longer kept can go.
    atexit.register(_close, weakref.ref(context))
    return context


def _close(reference: "weakref.ref[MiniRacer]") -> None:
    """Close a V8 that is still there."""
    context = reference()
    if context is not None:
        context.close()
