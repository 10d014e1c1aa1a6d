"""Highlight a piece of code once, and not again for the other language and for each rebuild.

Both languages show the same code, and a page that is rendered again shows mostly the code that it
showed before; Pygments would take a tenth of a build, and more of a rebuild.
"""

import functools
from typing import Any

import pymdownx.highlight

_pygments = pymdownx.highlight.highlight
KEPT = 5_000  # more than a site shows; a server that saw so many begins anew
_remembered: dict[tuple[str, ...], str] = {}


def highlight_once() -> None:
    """Let the Markdown extension ask here before it asks Pygments."""
    pymdownx.highlight.highlight = _highlight


@functools.wraps(_pygments)
def _highlight(code: str, lexer: Any, formatter: Any) -> str:
    """What Pygments makes of it; code, lexer, formatter and their options decide that."""
    options = repr(lexer.options), repr(formatter.options)
    key = (code, type(lexer).__name__, type(formatter).__name__, *options)
    if key not in _remembered:
        if len(_remembered) >= KEPT:
            _remembered.clear()
        _remembered[key] = _pygments(code, lexer, formatter)
    return _remembered[key]
