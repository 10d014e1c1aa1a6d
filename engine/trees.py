"""Code as a tree, parsed once: a block is asked for by many rules, and by both languages.

Nobody may change a tree, nor what is said of one.
"""

import ast
import functools

KEPT = 2_000  # of the last pages


@functools.lru_cache(maxsize=KEPT)
def parsed(code: str) -> ast.Module:
    """A module's code as a tree."""
    return ast.parse(code)
