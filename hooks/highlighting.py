"""Highlight a piece of code once, and not again for the other language and for each rebuild.

Both languages show the same code, and a page that is rendered again shows mostly the code that it
showed before; Pygments would take a tenth of a build, and more of a rebuild.
"""

import functools

import pymdownx.highlight

REMEMBERED = {}
pygments_highlight = pymdownx.highlight.highlight


@functools.wraps(pygments_highlight)
def highlight(code, lexer, formatter):
    """What Pygments makes of it; code, lexer, formatter and their options decide that."""
    key = (code, type(lexer), repr(lexer.options), type(formatter), repr(formatter.options))
    if key not in REMEMBERED:
        REMEMBERED[key] = pygments_highlight(code, lexer, formatter)
    return REMEMBERED[key]


pymdownx.highlight.highlight = highlight
