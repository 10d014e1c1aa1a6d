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


@functools.lru_cache(maxsize=5 * KEPT)
def walked(node: ast.AST) -> tuple[ast.AST, ...]:
    """A part of a tree and all that is in it."""
    return tuple(ast.walk(node))


def named(function: ast.expr) -> str:
    """What is called, as it stands in the code."""
    return function.id if isinstance(function, ast.Name) else _text(function)


@functools.lru_cache(maxsize=5 * KEPT)
def _text(node: ast.expr) -> str:
    return ast.unparse(node)
